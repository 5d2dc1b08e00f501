"""The colour and the shape by which a theme is known in pictures and on cards."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPixmap, QPolygonF

from worldcafe.domain.model import Contribution
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.painting.look import THEME_COLOURS, colours
from worldcafe.wording import Words


class Shape(Enum):
    """What a theme looks like where colour alone would not do."""

    CIRCLE = "circle"
    SQUARE = "square"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"
    HEXAGON = "hexagon"
    WEDGE = "wedge"


@dataclass(frozen=True)
class ThemeLook:
    """A theme's name, colour and shape."""

    theme: str
    name: str
    colour: str
    shape: Shape


class ThemeLooks:
    """The looks of a workshop's themes, its own first, then those that people added."""

    def __init__(self, workshop: Workshop, words: Words) -> None:
        known: dict[str, tuple[str, str]] = {}
        for theme in workshop.themes_in_order:
            known[theme.code or theme.name] = (theme.name, theme.colour)
        said = Counter(theme for item in workshop.standing for theme in item.themes)
        used = {colour.casefold() for _, colour in known.values()}
        free = [each for each in THEME_COLOURS if each not in used] or list(THEME_COLOURS)
        added = [code for code, _ in said.most_common() if code not in known]
        for n, code in enumerate(added):
            known[code] = (words.theme(code), free[n % len(free)])
        shapes = list(Shape)
        self._looks = {
            theme: ThemeLook(theme, name, colour, shapes[n % len(shapes)])
            for n, (theme, (name, colour)) in enumerate(known.items())
        }
        self._none = ThemeLook("", words("No theme"), colours().faint, Shape.CIRCLE)

    def __iter__(self) -> Iterator[ThemeLook]:
        return iter(self._looks.values())

    def of_theme(self, theme: str) -> ThemeLook:
        """The look of a theme; an empty one for none."""
        return self._looks.get(theme, self._none)

    def of(self, item: Contribution) -> ThemeLook:
        """The look of a contribution: that of its first theme."""
        return self.of_theme(item.themes[0] if item.themes else "")


def shape_path(shape: Shape, middle: QPointF, radius: float) -> QPainterPath:
    """The outline of a shape around a point, all of about the same area."""
    path = QPainterPath()
    x, y, r = middle.x(), middle.y(), radius
    if shape is Shape.CIRCLE:
        path.addEllipse(middle, r, r)
    elif shape is Shape.SQUARE:
        side = 1.75 * r
        path.addRoundedRect(QRectF(x - side / 2, y - side / 2, side, side), 3, 3)
    else:
        path.addPolygon(QPolygonF([QPointF(x + r * a, y + r * b) for a, b in _CORNERS[shape]]))
        path.closeSubpath()
    return path


def mark_pixmap(look: ThemeLook, size: int = 16) -> QPixmap:
    """A theme's shape in its colour, sharp on dense screens."""
    ratio = 2
    picture = QPixmap(QSize(size, size) * ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.colour))
    middle = QPointF(size * ratio / 2, size * ratio / 2)
    painter.drawPath(shape_path(look.shape, middle, size * ratio / 3))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


_CORNERS = {
    Shape.DIAMOND: ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
    Shape.TRIANGLE: ((0, -1.3), (1.25, 0.9), (-1.25, 0.9)),
    Shape.HEXAGON: ((-0.55, -1), (0.55, -1), (1.1, 0), (0.55, 1), (-0.55, 1), (-1.1, 0)),
    Shape.WEDGE: ((0, 1.3), (1.25, -0.9), (-1.25, -0.9)),
}
