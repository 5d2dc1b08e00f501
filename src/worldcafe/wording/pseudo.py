"""A catalogue made by code: every text of the source longer by two fifths, and marked.

A word that shows without these letters was never marked for translation, or is cut short.
"""

import gettext
import re
import string

GROWTH = 0.4
FILLER = "~"

_LETTERS = str.maketrans(
    "aAcCdDeEgGhHiIjJkKlLnNoOrRsStTuUwWyYzZ",
    "áÁçÇđĐéÉğĞĥĤíÍĵĴķĶłŁñÑóÓřŘšŠťŤúÚŵŴýÝžŽ",
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_FROM_THE_RIGHT = "\N{RIGHT-TO-LEFT MARK}"


class PseudoCatalogue(gettext.NullTranslations):
    """Answers every text with its marked and longer double."""

    def gettext(self, message: str) -> str:
        return doubled(message)

    def pgettext(self, context: str, message: str) -> str:
        return doubled(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return doubled(msgid1 if n == 1 else msgid2)


def doubled(text: str) -> str:
    """The text with its gaps as they are, every word marked and longer, read from the right."""
    if not text:
        return ""
    parts = []
    for literal, name, form, conversion in string.Formatter().parse(text):
        parts.append(_longer(literal).replace("{", "{{").replace("}", "}}"))
        if name is not None:
            converted = f"!{conversion}" if conversion else ""
            parts.append(f"{{{name}{converted}{f':{form}' if form else ''}}}")
    return _FROM_THE_RIGHT + "".join(parts)


def _longer(literal: str) -> str:
    """The words in other letters, each with its share of what the whole is to grow by."""
    filled = 0

    def with_filler(word: re.Match[str]) -> str:
        nonlocal filled
        n = round(GROWTH * word.end()) - filled
        filled += n
        return word[0].translate(_LETTERS) + FILLER * n

    return _WORD.sub(with_filler, literal)
