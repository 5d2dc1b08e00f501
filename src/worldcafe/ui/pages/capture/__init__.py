"""The page of the stage “Capture”."""
