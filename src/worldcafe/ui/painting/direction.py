"""Reading from the right: what neither layouts nor Qt's own drawing mirror by themselves.

Places are laid out from the left and mirrored last: in whole pixels by `visual_rect`, in
fractions by `visual`.
"""

from PySide6.QtCore import QMargins, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import QWidget

from worldcafe.wording.direction import runs_leftwards

LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
TRAILING = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


def direction(*, leftwards: bool) -> Qt.LayoutDirection:
    """The direction of what is read from the right, or from the left."""
    directions = Qt.LayoutDirection
    return directions.RightToLeft if leftwards else directions.LeftToRight


def direction_of(text: str) -> Qt.LayoutDirection:
    """The direction in which a text itself is read."""
    return direction(leftwards=runs_leftwards(text))


def side(towards: Qt.LayoutDirection, align: Qt.AlignmentFlag = LEADING) -> Qt.AlignmentFlag:
    """Left or right for the side where reading begins or ends, whatever is written there."""
    absolute = Qt.AlignmentFlag.AlignAbsolute
    if towards is Qt.LayoutDirection.LeftToRight:
        return align | absolute
    from PySide6.QtWidgets import QStyle

    return QStyle.visualAlignment(towards, align) | absolute


def margins(start: int, top: int, end: int, bottom: int) -> QMargins:
    """Margins from the side where reading begins; Qt does not mirror them."""
    if QGuiApplication.isRightToLeft():
        start, end = end, start
    return QMargins(start, top, end, bottom)


def visual_rect(towards: Qt.LayoutDirection, whole: QRect, place: QRect) -> QRect:
    """Where in the whole a place is that was laid out from the left, in whole pixels."""
    if towards is Qt.LayoutDirection.LeftToRight:
        return place
    from PySide6.QtWidgets import QStyle

    return QStyle.visualRect(towards, whole, place)


def visual(towards: Qt.LayoutDirection, whole: QRectF, place: QRectF) -> QRectF:
    """Where in the whole a place is that was laid out from the left."""
    if towards is Qt.LayoutDirection.LeftToRight:
        return place
    return place.translated(whole.left() + whole.right() - place.left() - place.right(), 0)


def paint_line(
    painter: QPainter, place: QRect | QRectF, text: str, align: Qt.AlignmentFlag = LEADING
) -> None:
    """Paint one line at the painter's side, in the direction of its own text.

    It is cut with an ellipsis where it is too long.
    """
    towards, metrics = painter.layoutDirection(), painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(place.width()))
    painter.setLayoutDirection(direction_of(text))
    painter.drawText(place, int(side(towards, align) | Qt.TextFlag.TextSingleLine), shown)
    painter.setLayoutDirection(towards)


def arrow_step(key: int, owner: QWidget) -> int:
    """1 for the arrow that goes on in reading, -1 for the one that goes back, else 0."""
    step = _STEPS.get(Qt.Key(key), 0)
    return -step if owner.isRightToLeft() else step
