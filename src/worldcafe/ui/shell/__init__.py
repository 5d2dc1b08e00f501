"""The desktop as a whole: the window, what is open in it, and what belongs to a running day."""
