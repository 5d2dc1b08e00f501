"""The page of the stage “Synthesis”."""
