"""The page of the stage “Rotation”."""
