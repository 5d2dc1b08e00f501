"""How the projector looks: light or dark, sizes as shares of its height, fitted text."""

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QApplication

from worldcafe.ui.painting import direction
from worldcafe.ui.painting.direction import LEADING, direction_of
from worldcafe.ui.painting.look import DARK, LIGHT, Colours
from worldcafe.ui.painting.paragraph import in_lines

WRAP = int(Qt.TextFlag.TextWordWrap)
LEADING_TOP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
CENTRED = Qt.AlignmentFlag.AlignCenter
LEAST_PIXELS = 8
BOLD = QFont.Weight.DemiBold
PLAIN = QFont.Weight.Normal


class Face:
    """The look that all parts of one projector share. The room is dark more often than not."""

    def __init__(self, *, dark: bool = True) -> None:
        self.dark = dark
        self.height = 720
        """Of the window, in pixels: every size is a share of it."""

    @property
    def colours(self) -> Colours:
        """The palette in use."""
        return DARK if self.dark else LIGHT

    def pixels(self, share: float) -> int:
        """A share of the window's height."""
        return max(1, round(share * self.height))

    def ink(self, name: str) -> QColor:
        """A colour of the palette."""
        return QColor(getattr(self.colours, name))


def font(pixels: int, weight: QFont.Weight = PLAIN, faces: tuple[str, ...] = ()) -> QFont:
    """The projector's face, with numbers of one width; in other typefaces if any are named."""
    made = QFont(QApplication.font())
    if faces:
        made.setFamilies(list(faces))
    made.setPixelSize(max(LEAST_PIXELS, pixels))
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


@lru_cache(maxsize=512)
def fitted(
    text: str,
    width: int,
    height: int,
    most: int,
    weight: QFont.Weight,
    *,
    faces: tuple[str, ...] = (),
) -> int:
    """The size in pixels, `most` at most, at which a text wraps into a place of this size.

    No word is broken for it.
    """
    place = QRectF(0, 0, width, height)
    low, high = LEAST_PIXELS, max(LEAST_PIXELS, most)
    while low < high:
        middle = (low + high + 1) // 2
        needed = QFontMetricsF(font(middle, weight, faces)).boundingRect(place, WRAP, text)
        if needed.height() <= height and needed.width() <= width:
            low = middle
        else:
            high = middle - 1
    return low


def paint_fitted(
    painter: QPainter,
    place: QRectF,
    text: str,
    *,
    most: int,
    weight: QFont.Weight = PLAIN,
    align: Qt.AlignmentFlag = LEADING,
    faces: tuple[str, ...] = (),
) -> None:
    """Paint a text as large as its place allows, in its own direction."""
    if not text or place.width() < 1 or place.height() < 1:
        return
    size = fitted(text, int(place.width()), int(place.height()), most, weight, faces=faces)
    painter.setFont(font(size, weight, faces))
    towards = direction_of(text)
    painter.setLayoutDirection(towards)
    if towards is Qt.LayoutDirection.RightToLeft:
        text = in_lines(text, place.width(), painter.font())
    painter.drawText(place, int(align) | WRAP, text)


def paint_line(
    painter: QPainter, place: QRectF, text: str, align: Qt.AlignmentFlag = LEADING
) -> None:
    """The same on one line in the painter's font, cut with an ellipsis where it is too long."""
    painter.setLayoutDirection(direction_of(text))
    direction.paint_line(painter, place, text, align)
