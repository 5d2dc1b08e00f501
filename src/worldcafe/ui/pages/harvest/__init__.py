"""The page of the stage “Harvest”."""
