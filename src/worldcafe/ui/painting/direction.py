"""Reading from the right: what neither layouts nor Qt's own drawing mirror by themselves.

Painters write `AlignLeading` text on the right side anyway, and `QStyle.visualRect` mirrors
places in whole pixels.
"""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QWidget

_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


def direction(*, leftwards: bool) -> Qt.LayoutDirection:
    """The direction of what is read from the right, or from the left."""
    directions = Qt.LayoutDirection
    return directions.RightToLeft if leftwards else directions.LeftToRight


def visual(towards: Qt.LayoutDirection, whole: QRectF, place: QRectF) -> QRectF:
    """Where in the whole a place is that was laid out from the left; in fractions of pixels."""
    if towards is Qt.LayoutDirection.LeftToRight:
        return place
    mirrored = QRectF(place)
    mirrored.moveRight(whole.left() + whole.right() - place.left())
    return mirrored


def arrow_step(key: int, owner: QWidget) -> int:
    """1 for the arrow that goes on in reading, -1 for the one that goes back, else 0."""
    step = _STEPS.get(Qt.Key(key), 0)
    return -step if owner.isRightToLeft() else step


def chevrons(owner: QWidget) -> tuple[str, str]:
    """The icons that lead back and on."""
    back, on = "chevron-left", "chevron-right"
    return (on, back) if owner.isRightToLeft() else (back, on)
