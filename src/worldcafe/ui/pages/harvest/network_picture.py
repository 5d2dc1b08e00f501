"""Who would work with whom, drawn: knots for partners, lines for what they do together."""

from collections.abc import Callable, Mapping
from math import hypot, sqrt

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from worldcafe.domain.network import Knot, Link, Network
from worldcafe.domain.network_layout import Spot
from worldcafe.domain.vocabulary import Modality
from worldcafe.ui.aloud import heard_as
from worldcafe.ui.painting.look import SMALL, THEME_COLOURS, colours, grown, text_font
from worldcafe.wording import Words

MARGIN_X, MARGIN_Y = 80, 44
LEAST_RADIUS, MOST_RADIUS = 7.0, 22.0
FAINT = 0.18
LEGEND_LINE, LEGEND_ROW = 40, 24
_SOLID, _DASH, _DOT, _DASH_DOT = (
    Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine,
    Qt.PenStyle.DashDotLine,
)  # fmt: skip
STYLES: dict[Modality | None, tuple[int, Qt.PenStyle]] = {
    Modality.SOUTH_SOUTH: (0, _SOLID),
    Modality.TRIANGULAR: (1, _DASH),
    Modality.NORTH_SOUTH_DECENTRALISED: (3, _DOT),
    Modality.CITY_TWINNING: (2, _DASH_DOT),
    Modality.CITY_PROJECT_PARTNERSHIP: (6, _DASH_DOT),
    Modality.ASSOCIATION_TO_ASSOCIATION: (4, _DOT),
    Modality.NETWORK: (5, _DASH),
    Modality.ONE_OFF_ACTION: (7, _DOT),
    Modality.OTHER: (9, _DOT),
}
"""For each modality a colour of the themes' and a kind of line; thin and grey if not said."""
FOREMOST = (Modality.SOUTH_SOUTH, Modality.TRIANGULAR)
"""What the café is about: drawn stronger than the others."""


def pen_of(modality: Modality | None, width: float, faint: float = 1.0) -> QPen:
    """The line of a modality."""
    if modality is None:
        colour, style = QColor(colours().faint), _SOLID
        width = min(width, 1.5)
    else:
        number, style = STYLES[modality]
        colour = QColor(THEME_COLOURS[number])
        if colours().paper < "#8":
            colour = colour.lighter(150)
        if modality not in FOREMOST:
            width, faint = max(1.2, width * 0.55), faint * 0.75
    colour.setAlphaF(faint)
    pen = QPen(colour, width, style)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if style is _SOLID else Qt.PenCapStyle.FlatCap)
    return pen


class NetworkPicture(QWidget):
    """Knots sized by what they have a part in. The one under the pointer, or chosen by
    keyboard, stands out with its links.
    """

    chosen = Signal(str)
    """The key of a knot; empty for none."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._network: Network | None = None
        self._places: Mapping[str, Spot] = {}
        self._names: Mapping[str, str] = {}
        self._modality: Modality | None = None
        self._hovered = ""
        self._selected = ""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(320, 240)
        heard_as(QAccessible.Role.Chart, self, words("Partner network"))

    @property
    def selected(self) -> str:
        """The key of the knot that is chosen."""
        return self._selected

    def show_network(
        self, network: Network, places: Mapping[str, Spot], names: Mapping[str, str]
    ) -> None:
        """Show those knots that have a place; `names` are what is written beside them."""
        self._network, self._places, self._names = network, places, names
        if self._selected not in places:
            self._selected = ""
        self._hovered = ""
        self.update()

    def single_out(self, modality: Modality | None) -> None:
        """Let the links of one modality stand out; None for all."""
        self._modality = modality
        self.update()

    def select(self, key: str) -> None:
        """Choose a knot."""
        if key != self._selected:
            self._selected = key
            self.setAccessibleDescription(self._names.get(key, ""))
            self.chosen.emit(key)
            self.update()

    def place_of(self, key: str) -> QPointF:
        """Where the middle of a knot is."""
        return self._point(self._places[key], QRectF(self.rect()))

    def image(self, size: QSize, scale: float, tell: Callable[[str], str] = str) -> QImage:
        """The whole picture with its legend on paper of this size, sharpened by `scale`.

        `tell` gives a name as those may read it who get the picture.
        """
        shown = self._names
        self._names = {key: tell(name) for key, name in shown.items()}
        image = QImage(size * scale, QImage.Format.Format_ARGB32)
        image.setDevicePixelRatio(scale)
        image.fill(QColor(colours().surface))
        painter = QPainter(image)
        legend = self._draw_legend(painter, QRectF(0, 0, size.width(), size.height()))
        self._draw(painter, QRectF(0, 0, size.width(), legend.top()), "")
        painter.end()
        self._names = shown
        return image

    def _draw_legend(self, painter: QPainter, room: QRectF) -> QRectF:
        """The modalities with their lines at the foot of the room; the answer is where."""
        font = text_font(SMALL)
        painter.setFont(font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(font)
        said = {modality for link in self._links() for modality in link.modalities}
        shown = [(m, self._words.label(m)) for m in Modality if m in said]
        lines: list[list[tuple[Modality, str, float]]] = [[]]
        left = room.left() + LEGEND_LINE
        for modality, name in shown:
            width = LEGEND_LINE + metrics.horizontalAdvance(name) + 32
            if lines[-1] and left + width > room.right() - LEGEND_LINE:
                lines.append([])
                left = room.left() + LEGEND_LINE
            lines[-1].append((modality, name, left))
            left += width
        height = grown(LEGEND_ROW) * len(lines) + 12
        place = QRectF(room.left(), room.bottom() - height, room.width(), height)
        for number, line in enumerate(lines):
            y = place.top() + grown(LEGEND_ROW) * (number + 0.5)
            for modality, name, x in line:
                painter.setPen(pen_of(modality, 3))
                painter.drawLine(QPointF(x, y), QPointF(x + LEGEND_LINE - 8, y))
                painter.setPen(QColor(colours().ink))
                painter.drawText(QPointF(x + LEGEND_LINE, y + metrics.ascent() / 2 - 1), name)
        return place

    # --- gestures --------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hit = self._hit(event.position())
        if hit != self._hovered:
            self._hovered = hit
            shape = Qt.CursorShape.PointingHandCursor if hit else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def leaveEvent(self, event: object) -> None:
        self._hovered = ""
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.select(self._hit(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1,
        }  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self._step(step)
        elif event.key() == Qt.Key.Key_Escape and self._selected:
            self.select("")
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        keys = [knot.key for knot in self._knots()]
        if keys:
            here = keys.index(self._selected) if self._selected in keys else -by
            self.select(keys[(here + by) % len(keys)])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # --- geometry --------------------------------------------------------------------------

    def _knots(self) -> list[Knot]:
        if self._network is None:
            return []
        return [knot for knot in self._network.knots if knot.key in self._places]

    def _links(self) -> list[Link]:
        if self._network is None:
            return []
        places = self._places
        return [each for each in self._network.links
                if each.one in places and each.other in places]  # fmt: skip

    def _point(self, place: Spot, room: QRectF) -> QPointF:
        inner = room.adjusted(MARGIN_X, MARGIN_Y, -MARGIN_X, -MARGIN_Y)
        return QPointF(
            inner.left() + (place[0] + 1) / 2 * inner.width(),
            inner.top() + (place[1] + 1) / 2 * inner.height(),
        )

    def _radius(self, knot: Knot) -> float:
        return min(MOST_RADIUS, LEAST_RADIUS + 2.1 * sqrt(len(knot.contribution_ids)) - 2)

    def _hit(self, at: QPointF) -> str:
        room = QRectF(self.rect())
        for knot in self._knots():
            away = self._point(self._places[knot.key], room) - at
            if hypot(away.x(), away.y()) <= self._radius(knot) + 4:
                return knot.key
        return ""

    # --- painting --------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        painter.setPen(
            QPen(QColor(palette.accent if focused else palette.line), 2 if focused else 1)
        )
        painter.setBrush(QColor(palette.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)
        self._draw(painter, QRectF(self.rect()), self._hovered or self._selected)

    def _draw(self, painter: QPainter, room: QRectF, shown: str) -> None:
        """The network; with the key of a knot, that one and its neighbours stand out."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        knots, links = self._knots(), self._links()
        near = {
            end for link in links for end in (link.one, link.other)
            if shown in (link.one, link.other)
        } | {shown}  # fmt: skip
        near = near if shown else set()
        for link in links:
            self._draw_link(painter, room, link, shown)
        for knot in reversed(knots):
            middle, radius = self._point(self._places[knot.key], room), self._radius(knot)
            painter.setOpacity(2 * FAINT if near and knot.key not in near else 1.0)
            _draw_knot(painter, middle, radius, chosen=knot.key == shown)
        painter.setOpacity(1.0)
        self._write_names(painter, room, knots, near)

    def _draw_link(self, painter: QPainter, room: QRectF, link: Link, shown: str) -> None:
        modality = link.main_modality
        if self._modality is not None and self._modality in link.modalities:
            modality = self._modality
        meant = (not shown or shown in (link.one, link.other)) and (
            self._modality is None or self._modality in link.modalities
        )
        width = min(6.0, 1.0 + 0.9 * sqrt(len(link.contribution_ids)))
        painter.setPen(pen_of(modality, width, 0.85 if meant else FAINT * 0.6))
        painter.drawLine(
            self._point(self._places[link.one], room),
            self._point(self._places[link.other], room),
        )

    def _write_names(
        self, painter: QPainter, room: QRectF, knots: list[Knot], always: set[str]
    ) -> None:
        """Names where there is room for them, the best connected first."""
        font = text_font(SMALL)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        taken = [self._knot_room(knot, room) for knot in knots]
        order = sorted(knots, key=lambda knot: knot.key not in always)
        for knot in order:
            name = metrics.elidedText(self._names[knot.key], Qt.TextElideMode.ElideRight, 150)
            place = self._name_place(knot, room, metrics.horizontalAdvance(name) + 4,
                                     metrics.height(), taken)  # fmt: skip
            if place is None:
                continue
            taken.append(place)
            faint = bool(always) and knot.key not in always
            self._write(painter, place, name, faint=faint)

    def _write(self, painter: QPainter, place: QRectF, name: str, *, faint: bool) -> None:
        """A name on a little of the ground, so that lines do not run through its letters."""
        ground = QColor(colours().surface)
        ground.setAlphaF(0.78)
        painter.fillRect(place.adjusted(0, 2, 0, -1), ground)
        painter.setPen(QColor(colours().faint if faint else colours().ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)

    def _knot_room(self, knot: Knot, room: QRectF) -> QRectF:
        middle, radius = self._point(self._places[knot.key], room), self._radius(knot)
        return QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)

    def _name_place(
        self, knot: Knot, room: QRectF, width: float, height: float, taken: list[QRectF]
    ) -> QRectF | None:
        middle, radius = self._point(self._places[knot.key], room), self._radius(knot)
        x, y = middle.x(), middle.y()
        for place in (
            QRectF(x - width / 2, y + radius + 1, width, height),
            QRectF(x - width / 2, y - radius - height - 1, width, height),
            QRectF(x + radius + 3, y - height / 2, width, height),
            QRectF(x - radius - 3 - width, y - height / 2, width, height),
        ):
            inside = room.adjusted(4, 4, -4, -4).contains(place)
            if inside and not any(place.intersects(other) for other in taken):
                return place
        return None


def _draw_knot(painter: QPainter, middle: QPointF, radius: float, *, chosen: bool) -> None:
    palette = colours()
    painter.setBrush(QColor(palette.accent if chosen else palette.soft))
    painter.setPen(QPen(QColor(palette.ink if chosen else palette.surface), 2))
    painter.drawEllipse(middle, radius, radius)
