"""The pages of the stages: one module each, with its parts beside it."""
