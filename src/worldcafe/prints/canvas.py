"""A page to draw on, in millimetres from where reading begins.

Everything is laid out once, from the upper corner at which a line starts. On pages that
read from right to left the canvas mirrors it.
"""

import contextlib
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from worldcafe.lan.squares import Matrix
from worldcafe.prints.lettering import Block, Lettering, Setting
from worldcafe.prints.paper import INK, LINE, UNITS_PER_MM, UNITS_PER_POINT

HAIR = 0.25
"""Points: the thinnest line that printers draw evenly."""


class Canvas:
    """Draws for a page or a part of one."""

    def __init__(
        self, painter: QPainter, width: float, height: float, letters: Lettering
    ) -> None:
        self.width = width
        self.height = height
        self.letters = letters
        self._painter = painter

    def put(
        self, text: Block | Setting, x: float, y: float, first: int = 0, n: int | None = None
    ) -> None:
        """Put a text, or some of its lines, with its corner there."""
        block = text if isinstance(text, Block) else self.letters.laid(text)
        left = self._left(x, block.width)
        block.draw(self._painter, left * UNITS_PER_MM, y * UNITS_PER_MM, first, n)

    def fill(
        self, x: float, y: float, width: float, height: float, colour: str, *, round: float = 0
    ) -> None:
        """A filled box, its corners rounded by some millimetres."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(colour))
        self._box(x, y, width, height, round)

    def frame(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        points: float = 0.5,
        *,
        colour: str = INK,
        round: float = 0,
        dashed: bool = False,
    ) -> None:
        """The outline of a box."""
        self._painter.setPen(_pen(points, colour, dashed=dashed))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._box(x, y, width, height, round)

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        points: float = HAIR,
        *,
        colour: str = LINE,
        dashed: bool = False,
    ) -> None:
        """A straight line."""
        self._painter.setPen(_pen(points, colour, dashed=dashed))
        self._painter.drawLine(QLineF(self._point(x1, y1), self._point(x2, y2)))

    def shape(self, corners: Sequence[tuple[float, float]], colour: str) -> None:
        """A filled polygon."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(colour))
        self._painter.drawPolygon(QPolygonF([self._point(x, y) for x, y in corners]))

    def code(self, matrix: Matrix, x: float, y: float, size: float) -> None:
        """A square code. It is never mirrored: no reader would know it."""
        module = size / max(1, len(matrix))
        left = self._left(x, size)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(INK))
        for row, modules in enumerate(matrix):
            for first, last in _dark_runs(modules):
                corner = QPointF(left + first * module, y + row * module) * UNITS_PER_MM
                other = QPointF(left + last * module, y + (row + 1) * module) * UNITS_PER_MM
                self._painter.drawRect(QRectF(corner, other))

    @contextlib.contextmanager
    def part(self, x: float, y: float, width: float, height: float) -> Iterator["Canvas"]:
        """A part of the page, with measures of its own."""
        self._painter.save()
        self._painter.translate(self._left(x, width) * UNITS_PER_MM, y * UNITS_PER_MM)
        yield Canvas(self._painter, width, height, self.letters)
        self._painter.restore()

    @contextlib.contextmanager
    def upside_down(self) -> Iterator["Canvas"]:
        """The same page, read from its other end."""
        self._painter.save()
        self._painter.translate(self.width * UNITS_PER_MM, self.height * UNITS_PER_MM)
        self._painter.rotate(180)
        yield self
        self._painter.restore()

    def _left(self, x: float, width: float) -> float:
        return self.width - x - width if self.letters.right_to_left else x

    def _point(self, x: float, y: float) -> QPointF:
        return QPointF(self._left(x, 0), y) * UNITS_PER_MM

    def _box(self, x: float, y: float, width: float, height: float, round: float) -> None:
        corner = QPointF(self._left(x, width), y) * UNITS_PER_MM
        other = QPointF(self._left(x, width) + width, y + height) * UNITS_PER_MM
        radius = round * UNITS_PER_MM
        if radius:
            self._painter.drawRoundedRect(QRectF(corner, other), radius, radius)
        else:
            self._painter.drawRect(QRectF(corner, other))


def _pen(points: float, colour: str, *, dashed: bool) -> QPen:
    pen = QPen(QColor(colour), points * UNITS_PER_POINT)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if dashed:
        pen.setDashPattern([4, 3])
    return pen


def _dark_runs(modules: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where neighbouring dark modules begin and end: one box for each leaves no seams."""
    start: int | None = None
    for at, dark in enumerate([*modules, False]):
        if dark and start is None:
            start = at
        elif not dark and start is not None:
            yield start, at
            start = None
