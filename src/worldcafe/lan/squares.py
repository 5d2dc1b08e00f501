"""QR codes as squares: drawn on paper, in a window, on the projector and by a page."""

from collections.abc import Sequence
from functools import lru_cache

import segno

Matrix = Sequence[Sequence[bool]]
"""A square code, row by row: where it is dark."""


@lru_cache(maxsize=512)
def squares(text: str) -> Matrix:
    """A text as a code that is read from a worn card too, without the margin around it."""
    code = segno.make(text, error="m", micro=False)
    return tuple(tuple(bool(each) for each in line) for line in code.matrix)
