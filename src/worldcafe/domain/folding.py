"""Text reduced to what two spellings of the same words have in common."""

import re
import unicodedata
from functools import cache

_ONE_LETTER = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
    "ى": "ي", "ة": "ه", "ـ": "",
}  # fmt: skip
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_NO_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """The words of a text, without case, accents, vowel signs or punctuation.

    `fold("N’GUESSAN, Zoë ")` is `"n guessan zoe"`. Ids of participants are built from it:
    changing what it gives doubles people who are imported again.
    """
    letters = text.casefold() if text.isascii() else _ascii_where_possible(text)
    return _NO_WORD.sub(" ", letters).strip()


def folded_words(text: str) -> frozenset[str]:
    """The words of a text, each folded: a set to look folded words up in."""
    return frozenset(fold(word) for word in text.split())


def _ascii_where_possible(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return _BEYOND_ASCII.sub(_plainly, unicodedata.normalize("NFKD", plain))


def _plainly(found: re.Match[str]) -> str:
    return "".join(map(_letter, found[0]))


@cache
def _letter(char: str) -> str:
    """What stays of a character: nothing of a mark that stands over another."""
    if unicodedata.category(char) in {"Mn", "Cf"}:
        return ""
    return _ONE_LETTER.get(char, char)
