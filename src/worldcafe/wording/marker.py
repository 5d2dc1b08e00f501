"""Marking texts for translation where they stand; they are translated where they are shown."""

from typing import Self

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


class Counted(str):
    """A text that counts: as a text it is the one of many."""

    __slots__ = ("by", "one")
    one: str
    by: str
    """The parameter that is counted."""

    def __new__(cls, one: str, many: str, by: str) -> Self:
        made = super().__new__(cls, many)
        made.one, made.by = one, by
        return made


def N_n(one: str, many: str, by: str = "n") -> Counted:  # noqa: N802 - as above
    """The two forms of a text that stands in a table; `Words` says it as its number wants."""
    return Counted(one, many, by)


def apart(marked: str) -> tuple[str, str]:
    """The context of a marked text, empty for none, and the text."""
    context, _, message = marked.rpartition(_SET_APART)
    return context, message
