"""From which side a text is read."""

import unicodedata

RIGHT_TO_LEFT_MARK = "\N{RIGHT-TO-LEFT MARK}"
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
