"""The page of the stage “People”."""
