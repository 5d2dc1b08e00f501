"""Choosing what is printed, and looking at it before."""
