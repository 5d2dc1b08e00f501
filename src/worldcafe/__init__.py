"""worldcafe: run a World Café and leave with one synthesis of what was found."""

__version__ = "0.1.0"
