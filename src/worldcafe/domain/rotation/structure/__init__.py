"""Who meets whom, on bare numbers: algebra where it is perfect, else a search from it."""
