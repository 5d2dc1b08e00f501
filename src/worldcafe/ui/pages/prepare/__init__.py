"""The page of the stage “Prepare”."""
