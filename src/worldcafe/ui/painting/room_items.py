"""What stands in the room: a table, a person, a way."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsItem,
    QStyleOptionGraphicsItem,
    QWidget,
)

from worldcafe.domain.model import CafeTable, Participant, Theme
from worldcafe.ui.painting.look import ICON, colours, pixmap, tint
from worldcafe.ui.parts import tip

CHIP_RADIUS = 25.0
LABEL_LINE = 21.0
NAME_SCALE = 1.25
"""From this scale on, names stand below the chips."""
MARK_SCALE = 0.5
"""From this scale on, what a chip says in letters can be read."""
LABEL_SCALE = 0.4
"""From this scale on, themes stand below their tables."""
CENTRE = Qt.AlignmentFlag.AlignCenter
TARGET_LINES = {
    "good": Qt.PenStyle.SolidLine,
    "attention": Qt.PenStyle.DashLine,
    "problem": Qt.PenStyle.DotLine,
}
"""How a place is outlined where somebody may be set down: by the line as by the colour."""


@dataclass(frozen=True)
class Dress:
    """How a person's chip looks: its colour, and the mark that says the same without it."""

    colour: str
    mark: str = ""


def lettering(pixels: int, *, bold: bool = False) -> QFont:
    """The face of the desktop, of this height in the room."""
    font = QFont(QApplication.font())
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def label_height(names: list[str], width: float) -> float:
    """The room below a table for its theme's name: one line or two."""
    metrics = QFontMetricsF(lettering(16))
    widest = max((metrics.horizontalAdvance(name) for name in names), default=0.0)
    return LABEL_LINE * (2 if widest > width - 32 else 1) + 12


def initials(person: Participant) -> str:
    """Two letters for a person."""
    letters = [name[:1] for name in (person.given_name, person.family_name) if name]
    return "".join(letters).upper() or "?"


def short_name(person: Participant) -> str:
    """`Awa D.`: short, and still how one calls the person."""
    if not person.given_name or not person.family_name:
        return person.name
    return f"{person.given_name} {person.family_name[:1]}."


class TableItem(QGraphicsItem):
    """A round table with its number, its theme below, and its chairs around."""

    def __init__(self, table_id: str) -> None:
        super().__init__()
        self.table_id = table_id
        self._number = ""
        self._theme = ""
        self._colour = ""
        self._ring = 0.0
        self._cell = QRectF()
        self._n_places = self._n_people = 0
        self._chosen = self._accessible = self._closed = False
        self._weight = ""
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_table(
        self, table: CafeTable, theme: Theme | None, ring: float, cell: QRectF
    ) -> None:
        """What table it is, how far around it people sit, and its place in the room."""
        self.prepareGeometryChange()
        self._accessible, self._closed = table.accessible, table.closed
        self._number = str(table.number)
        self._theme = theme.name if theme else ""
        self._colour = theme.colour if theme else colours().faint
        self._ring, self._cell = ring, cell
        self.setToolTip(tip(f"{table.number} · {theme.name}" if theme else self._number))
        self.update()

    def show_places(self, n_places: int, n_people: int) -> None:
        """How many chairs there are, and how many of them are taken."""
        if (n_places, n_people) != (self._n_places, self._n_people):
            self._n_places, self._n_people = n_places, n_people
            self.update()

    def ring(self, *, on: bool) -> None:
        """Ring it, or no longer."""
        if self._chosen != on:
            self._chosen = on
            self.update()

    def mark(self, weight: str) -> None:
        """Outline it as a place to be set down at: good, attention or problem; "" for none."""
        if self._weight != weight:
            self._weight = weight
            self.update()

    def place(self, index: int, n_places: int) -> QPointF:
        """Where the chair stands, from the table's middle; the first one is at the top."""
        angle = 2 * math.pi * index / max(1, n_places) - math.pi / 2
        return QPointF(math.cos(angle), math.sin(angle)) * self._ring

    def reaches(self, at: QPointF) -> bool:
        """Whether a place of the room belongs to this table and the chairs around it."""
        way = at - self.pos()
        return math.hypot(way.x(), way.y()) <= self._ring + CHIP_RADIUS + 8

    def boundingRect(self) -> QRectF:
        return self._cell

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        radius = self._ring - CHIP_RADIUS
        path.addEllipse(QPointF(), radius, radius)
        path.addRect(self._label())
        return path

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        palette = colours()
        radius = self._ring - CHIP_RADIUS - 7
        if self._chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.accent_wash))
            painter.drawRoundedRect(self._cell.adjusted(4, 4, -4, -4), 24, 24)
        if self._weight:
            painter.setPen(target_pen(self._weight))
            painter.setBrush(QColor(getattr(palette, f"{self._weight}_wash")))
            painter.drawRoundedRect(self._cell.adjusted(6, 6, -6, -6), 24, 24)
        if self._closed:
            painter.setOpacity(0.45)
        painter.setPen(QPen(QColor(palette.faint), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for index in range(self._n_people, 0 if self._closed else self._n_places):
            painter.drawEllipse(self.place(index, self._n_places), 12, 12)
        painter.setPen(QPen(QColor(self._colour), 4))
        painter.setBrush(tint(self._colour, 0.16))
        painter.drawEllipse(QPointF(), radius, radius)
        painter.setPen(QColor(palette.ink))
        painter.setFont(lettering(32, bold=True))
        box = QRectF(-radius, -radius, 2 * radius, 2 * radius)
        painter.drawText(box, CENTRE, self._number)
        if self._accessible:
            sign = QRectF(-ICON / 2, radius * 0.45, ICON, ICON)
            picture = pixmap("accessibility", palette.ink, ICON)
            painter.drawPixmap(sign, picture, QRectF(picture.rect()))
        if option.levelOfDetailFromTransform(painter.worldTransform()) >= LABEL_SCALE:
            self._paint_theme(painter)

    def _paint_theme(self, painter: QPainter) -> None:
        if not self._theme:
            return
        label = self._label()
        painter.setFont(lettering(16))
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        flags |= int(Qt.TextFlag.TextWordWrap)
        text = self._theme
        needed = painter.boundingRect(label, flags, text)
        if needed.height() > label.height() + 2:
            metrics = QFontMetricsF(painter.font())
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, label.width() * 1.7)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colour))
        painter.drawEllipse(QPointF(needed.left() - 12, label.top() + LABEL_LINE / 2), 6, 6)
        painter.setPen(QColor(colours().ink))
        painter.drawText(label, flags, text)

    def _label(self) -> QRectF:
        top = self._ring + CHIP_RADIUS + 6
        width = self._cell.width() - 32
        return QRectF(-width / 2 + 9, top, width, self._cell.bottom() - top - 4)


class ChipItem(QGraphicsItem):
    """A person: initials on a colour; a host's chip is square."""

    def __init__(self, person_id: str) -> None:
        super().__init__()
        self.person_id = person_id
        self._initials = self._name = self._mark = ""
        self._colour = QColor()
        self._shown: tuple[Participant, Dress, bool, bool] | None = None
        self.hosts = self.pinned = False
        self._chosen = False
        self._weight = ""
        self._lifted = False
        self._opacity = 1.0
        self.setZValue(2)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_person(
        self, person: Participant, dress: Dress, *, hosts: bool, pinned: bool = False
    ) -> None:
        """Who it is, in which colours, and whether a pin holds them here."""
        shown = (person, dress, hosts, pinned)
        if shown == self._shown:
            return  # a chip that only moves is not painted again
        self._shown = shown
        self._initials, self._name = initials(person), short_name(person)
        self._colour, self._mark = QColor(dress.colour), dress.mark
        self.hosts, self.pinned = hosts, pinned
        self.update()

    @property
    def colour(self) -> QColor:
        """The colour of the chip."""
        return self._colour

    def ring(self, *, on: bool) -> None:
        """Ring the person, or no longer."""
        if self._chosen != on:
            self._chosen = on
            self._stack_up()
            self.update()

    def mark(self, weight: str) -> None:
        """Outline it as somebody to swap with: good, attention or problem; "" for none."""
        if self._weight != weight:
            self._weight = weight
            self._stack_up()
            self.update()

    def lift(self, *, on: bool) -> None:
        """Take it up above all others, or set it down."""
        if on:
            self._opacity = self.opacity()
        self._lifted = on
        self._stack_up()
        self.setOpacity(0.85 if on else self._opacity)
        shape = Qt.CursorShape
        self.setCursor(shape.ClosedHandCursor if on else shape.PointingHandCursor)

    def _stack_up(self) -> None:
        self.setZValue(6 if self._lifted else 4 if self._chosen or self._weight else 2)

    def boundingRect(self) -> QRectF:
        reach = CHIP_RADIUS + 7
        return QRectF(-reach - 20, -reach, 2 * reach + 40, 2 * reach + 10)

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addEllipse(QPointF(), CHIP_RADIUS, CHIP_RADIUS)
        return path

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        palette = colours()
        scale = option.levelOfDetailFromTransform(painter.worldTransform())
        if self._chosen or self._weight:
            ring = QPen(QColor(palette.accent), 5)
            painter.setPen(target_pen(self._weight) if self._weight else ring)
            painter.setBrush(QColor(palette.surface))
            self._outline(painter, CHIP_RADIUS + 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        self._outline(painter, CHIP_RADIUS - 1)
        if self.pinned:
            self._paint_pin(painter)
        if scale < MARK_SCALE * 0.6:
            return
        light = self._colour.lightnessF() > 0.6
        painter.setPen(QColor("#2b211b") if light else QColor("#ffffff"))
        painter.setFont(lettering(18, bold=True))
        box = QRectF(-CHIP_RADIUS, -CHIP_RADIUS, 2 * CHIP_RADIUS, 2 * CHIP_RADIUS)
        lifted = box.translated(0, -5) if self._mark and scale >= MARK_SCALE else box
        painter.drawText(lifted, CENTRE, self._initials)
        if self._mark and scale >= MARK_SCALE:
            painter.setFont(lettering(13))
            painter.drawText(box.translated(0, 12), CENTRE, self._mark)
        if scale >= NAME_SCALE:
            self._paint_name(painter)

    def _paint_pin(self, painter: QPainter) -> None:
        """A pin in the corner: a head and its needle, on a spot of the surface."""
        palette = colours()
        spot = QPointF(CHIP_RADIUS * 0.72, -CHIP_RADIUS * 0.72)
        painter.setPen(QPen(QColor(palette.ink), 1.5))
        painter.setBrush(QColor(palette.surface))
        painter.drawEllipse(spot, 10, 10)
        painter.setPen(QPen(QColor(palette.ink), 2))
        painter.drawLine(spot + QPointF(-0.5, 1), spot + QPointF(-4.5, 6))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.ink))
        painter.drawEllipse(spot + QPointF(1, -1.5), 4.5, 4.5)

    def _outline(self, painter: QPainter, radius: float) -> None:
        if self.hosts:
            side = radius * 0.92
            painter.drawRoundedRect(QRectF(-side, -side, 2 * side, 2 * side), 9, 9)
        else:
            painter.drawEllipse(QPointF(), radius, radius)

    def _paint_name(self, painter: QPainter) -> None:
        font = lettering(10)
        painter.setFont(font)
        below = QRectF(-CHIP_RADIUS - 26, CHIP_RADIUS, 2 * CHIP_RADIUS + 52, 16)
        name = QFontMetricsF(font).elidedText(
            self._name, Qt.TextElideMode.ElideRight, below.width()
        )
        painter.setPen(QColor(colours().ink))
        painter.drawText(below, CENTRE, name)


def target_pen(weight: str) -> QPen:
    """The outline of a place where somebody may be set down."""
    pen = QPen(QColor(getattr(colours(), weight)), 5, TARGET_LINES[weight])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


class RouteItem(QGraphicsItem):
    """A person's way from table to table, with the number of the round at every stop."""

    def __init__(self) -> None:
        super().__init__()
        self._stops: list[tuple[int, QPointF]] = []
        self._current = 0
        self._bounds = QRectF()
        self.setZValue(3)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    @property
    def n_stops(self) -> int:
        """How many stops are drawn."""
        return len(self._stops)

    def show_stops(self, stops: list[tuple[int, QPointF]], current: int) -> None:
        """The numbers of the rounds with the tables' places; `current` stands out."""
        self.prepareGeometryChange()
        self._stops, self._current = stops, current
        self._bounds = QRectF()
        for _, place in stops:
            self._bounds |= QRectF(place.x() - 60, place.y() - 60, 120, 120)
        self._bounds = self._bounds.adjusted(-60, -60, 60, 60)
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def shape(self) -> QPainterPath:
        return QPainterPath()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        for (_, start), (_, end) in zip(self._stops, self._stops[1:], strict=False):
            if start != end:
                self._paint_leg(painter, start, end)
        at_table: dict[tuple[float, float], list[int]] = {}
        for number, place in self._stops:
            at_table.setdefault((place.x(), place.y()), []).append(number)
        for (x, y), numbers in at_table.items():
            for turn, number in enumerate(numbers):
                aside = (turn - (len(numbers) - 1) / 2) * 24 if len(numbers) > 1 else -30
                self._paint_stop(painter, number, QPointF(x + aside, y - 30))

    def _paint_leg(self, painter: QPainter, start: QPointF, end: QPointF) -> None:
        way = end - start
        length = math.hypot(way.x(), way.y())
        along = way / length
        aside = QPointF(-along.y(), along.x())
        first, last = start + along * 40, end - along * 44
        bend = (first + last) / 2 + aside * min(70.0, length * 0.16)
        path = QPainterPath(first)
        path.quadTo(bend, last)
        colour = QColor(colours().accent)
        pen = QPen(colour, 6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        tail = last - bend
        ahead = tail / max(1.0, math.hypot(tail.x(), tail.y()))
        side = QPointF(-ahead.y(), ahead.x())
        painter.drawLine(last, last - ahead * 18 + side * 11)
        painter.drawLine(last, last - ahead * 18 - side * 11)

    def _paint_stop(self, painter: QPainter, number: int, middle: QPointF) -> None:
        palette = colours()
        now = number == self._current
        painter.setPen(QPen(QColor(palette.accent), 3))
        painter.setBrush(QColor(palette.accent if now else palette.surface))
        painter.drawEllipse(middle, 13, 13)
        painter.setPen(QColor(palette.on_accent if now else palette.accent))
        painter.setFont(lettering(17, bold=True))
        painter.drawText(QRectF(middle.x() - 15, middle.y() - 15, 30, 30), CENTRE, str(number))
