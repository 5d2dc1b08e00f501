"""Marking texts for translation where they stand; they are translated where they are shown."""


def N_(message: str) -> str:  # noqa: N802 - gettext's customary name
    """The text as it is, found by the extraction of translations."""
    return message
