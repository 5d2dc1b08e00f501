"""The paper, and the measures in which everything on it is given."""

from dataclasses import dataclass
from enum import StrEnum

UNITS_PER_POINT = 10
"""Painters work in tenths of a point: fine enough that rounding is never seen."""
UNITS_PER_MM = 72 * UNITS_PER_POINT / 25.4
RESOLUTION = 72 * UNITS_PER_POINT
"""Units to an inch: the resolution at which one unit is one dot."""

INK, SOFT, LINE, WASH, PAPER = "#000000", "#4d4d4d", "#b3b3b3", "#f0f0f0", "#ffffff"
"""Greys that a cheap printer keeps apart; themes bring the only colours."""


class Paper(StrEnum):
    """The sizes of paper that printers hold."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def size(self) -> "Size":
        """The sheet, upright."""
        return Size(210, 297) if self is Paper.A4 else Size(215.9, 279.4)


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in millimetres."""

    width: float
    height: float
