"""The page of the stage “Live”."""
