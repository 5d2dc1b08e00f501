"""What the program says, in the language of whoever reads it.

The source is English; `resources/i18n/<language>.po` holds the translations. The
desktop, the command line and the workbook all speak through `Words`.
"""

from typing import TYPE_CHECKING

from worldcafe.wording.languages import TRANSLATED
from worldcafe.wording.marker import N_, N_in

if TYPE_CHECKING:
    from worldcafe.wording.words import Words, words_for

__all__ = ["N_", "TRANSLATED", "N_in", "Words", "words_for"]


def __getattr__(name: str) -> object:
    """`Words` and `words_for` when they are asked for.

    The command line knows its languages without all that can be said in them.
    """
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from worldcafe.wording import words  # noqa: PLC0415 - see above

    return getattr(words, name)
