"""Text reduced to what two spellings of the same words have in common."""

import unicodedata
from functools import lru_cache

_ONE_LETTER = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
    "ى": "ي", "ة": "ه", "ـ": "",
}  # fmt: skip


@lru_cache(maxsize=8192)  # the same names come again and again
def fold(text: str) -> str:
    """The words of a text, without case, accents, vowel signs or punctuation.

    `fold("N’GUESSAN, Zoë ")` is `"n guessan zoe"`. Ids of participants are built from it:
    changing what it gives doubles people who are imported again.
    """
    letters = text.casefold()
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", text).casefold()
        letters = unicodedata.normalize("NFKD", letters)
    return " ".join(letters.translate(_LETTERS).split())


def folded_words(text: str) -> frozenset[str]:
    """The words of a text, each folded: a set to look folded words up in."""
    return frozenset(fold(word) for word in text.split())


class _Letters(dict[int, str]):
    """What stays of each character: worked out when it is first met, then looked up."""

    def __missing__(self, code: int) -> str:
        stays = self[code] = _what_stays(chr(code))
        return stays


def _what_stays(char: str) -> str:
    """Nothing of a mark that stands over another, and room where no word is."""
    if not char.isascii():
        if unicodedata.category(char) in {"Mn", "Cf"}:
            return ""
        char = _ONE_LETTER.get(char, char)
    return char if char.isalnum() or not char else " "


_LETTERS = _Letters()
