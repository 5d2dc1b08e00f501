"""Marking texts for translation where they stand; they are translated where they are shown."""

_SET_APART = "\N{END OF TRANSMISSION}"
"""Between a context and its text, as in a compiled catalogue of gettext."""


def N_(message: str) -> str:  # noqa: N802 - gettext's customary name
    """The text as it is, found by the extraction of translations."""
    return message


def N_in(context: str, message: str) -> str:  # noqa: N802 - as above
    """The text with what it is said of, for a word that changes with that.

    Other languages say "Other" of a theme and of a modality in two ways. `Words` takes the
    two apart again.
    """
    return f"{context}{_SET_APART}{message}"


def apart(marked: str) -> tuple[str, str]:
    """The context of a marked text, empty for none, and the text."""
    context, _, message = marked.rpartition(_SET_APART)
    return context, message
