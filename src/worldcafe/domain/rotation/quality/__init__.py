"""How good a plan is, with the names behind every number, and why it cannot be better."""
