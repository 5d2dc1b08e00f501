"""Text reduced to what two spellings of the same words have in common."""

import re
import unicodedata

_ONE_LETTER = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
     "ى": "ي", "ة": "ه", "ـ": ""}
)  # fmt: skip
_NO_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """The words of a text, without case, accents, vowel signs or punctuation.

    `fold("N’GUESSAN, Zoë ")` is `"n guessan zoe"`. Ids of participants are built from it:
    changing what it gives doubles people who are imported again.
    """
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_ONE_LETTER)
    letters = (c for c in unicodedata.normalize("NFKD", plain) if not _is_mark(c))
    return _NO_WORD.sub(" ", "".join(letters)).strip()


def folded_words(text: str) -> frozenset[str]:
    """The words of a text, each folded: a set to look folded words up in."""
    return frozenset(fold(word) for word in text.split())


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Cf"}
