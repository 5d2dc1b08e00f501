"""From which side a text is read."""

import unicodedata
from collections.abc import Iterable

RIGHT_TO_LEFT_MARK = "\N{RIGHT-TO-LEFT MARK}"
_ISOLATE, _END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_LEFTWARDS = ("R", "AL")


def has_leftward_letters(text: str) -> bool:
    """Whether anything in a text is read from right to left."""
    return any(unicodedata.bidirectional(letter) in _LEFTWARDS for letter in text)


def runs_leftwards(text: str) -> bool:
    """Whether a text is read from right to left: its first letter decides."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in _LEFTWARDS:
            return True
        if direction == "L":
            return False
    return False


def isolated(text: str) -> str:
    """A text that keeps its own direction in a line of another, its numbers and signs too."""
    return f"{_ISOLATE}{text}{_END}"


def in_line(texts: Iterable[str], between: str) -> str:
    """Texts beside one another, each read in its own direction and all in the line's."""
    texts = list(texts)
    line = between.join(texts)
    if not has_leftward_letters(line):
        return line
    return between.join(map(_apart_from_the_line, texts))


def _apart_from_the_line(text: str) -> str:
    rightward = any(unicodedata.bidirectional(letter) == "L" for letter in text)
    return isolated(text) if rightward else text
