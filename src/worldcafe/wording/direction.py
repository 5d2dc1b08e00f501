"""From which side a text is read."""

import unicodedata


def runs_leftwards(text: str) -> bool:
    """Whether a text is read from right to left: its first letter decides."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False
