"""Text reduced to what two spellings of the same words have in common."""

import re
import unicodedata

_ONE_LETTER = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
     "ى": "ي", "ة": "ه", "ـ": ""}
)  # fmt: skip
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_NO_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """The words of a text, without case, accents, vowel signs or punctuation.

    `fold("N’GUESSAN, Zoë ")` is `"n guessan zoe"`. Ids of participants are built from it:
    changing what it gives doubles people who are imported again.
    """
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_ONE_LETTER)
    letters = _BEYOND_ASCII.sub(_without_marks, unicodedata.normalize("NFKD", plain))
    return _NO_WORD.sub(" ", letters).strip()


def folded_words(text: str) -> frozenset[str]:
    """The words of a text, each folded: a set to look folded words up in."""
    return frozenset(fold(word) for word in text.split())


def _without_marks(found: re.Match[str]) -> str:
    return "".join(c for c in found[0] if unicodedata.category(c) not in {"Mn", "Cf"})
