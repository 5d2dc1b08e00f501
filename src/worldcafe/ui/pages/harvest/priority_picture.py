"""Impact upwards, feasibility to the right: contributions as points that can be dragged."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from worldcafe.ui.aloud import heard_as
from worldcafe.ui.pages.harvest.cards import MIME, dropped
from worldcafe.ui.pages.harvest.fan import Point, fanned_out
from worldcafe.ui.pages.harvest.themes import ThemeLook, shape_path
from worldcafe.ui.painting.direction import arrow_step, visual
from worldcafe.ui.painting.look import SMALL, colours, text_font, tint
from worldcafe.ui.parts import tip
from worldcafe.wording import Words

STEPS = 5
LEFT, BOTTOM, TOP, RIGHT = 64, 52, 12, 12
_ARROWS = {Qt.Key.Key_Left: 0, Qt.Key.Key_Right: 0, Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
"""What each arrow adds to the impact."""


class PriorityPicture(QWidget):
    """Five by five places; whoever shares a place fans out around its middle.

    A point is dragged, or chosen with Page Down and moved with the arrows; it snaps to whole
    ratings. Contributions are dropped here from elsewhere as well.
    """

    rated = Signal(str, int, int)
    """Contribution id, impact, feasibility: the person put it there."""
    cleared = Signal(str)
    """The person took its rating away."""
    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._points: tuple[Point, ...] = ()
        self._places: dict[str, tuple[QPointF, float]] = {}
        self._selected = ""
        self._dragged = ""
        self._at: QPointF | None = None
        self._pressed_at: QPoint | None = None
        self._layer: QPixmap | None = None
        self._stamps: dict[tuple[object, ...], QPixmap] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        heard_as(QAccessible.Role.Chart, self, words("Impact and feasibility"))
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.setMinimumSize(340, 280)

    # --- what it shows ---------------------------------------------------------------------

    @property
    def selected(self) -> str:
        """The id of the point that is chosen; empty for none."""
        return self._selected

    def show_points(self, points: Iterable[Point]) -> None:
        """Show these."""
        self._points = tuple(points)
        if self._selected and self._point(self._selected) is None:
            self._selected = ""
        self._place()
        self._tell()
        self.update()

    def select(self, contribution_id: str) -> None:
        """Choose a point."""
        if contribution_id != self._selected:
            self._selected = contribution_id
            self._layer = None
            self._tell()
            self.chosen.emit(contribution_id)
            self.update()

    def place_of(self, contribution_id: str) -> QPoint:
        """Where the middle of a point is."""
        return self._places[contribution_id][0].toPoint()

    def middle_of(self, impact: int, feasibility: int) -> QPoint:
        """Where the middle of a place is."""
        return self._cell(impact, feasibility).center().toPoint()

    def _tell(self) -> None:
        words = self._words
        point = self._point(self._selected)
        self.setAccessibleDescription(
            words(
                "{title}: impact {impact}, feasibility {feasibility}",
                title=point.title,
                impact=point.impact,
                feasibility=point.feasibility,
            )
            if point
            else ""
        )

    def _point(self, contribution_id: str) -> Point | None:
        return next((each for each in self._points if each.id == contribution_id), None)

    # --- geometry --------------------------------------------------------------------------

    def _field(self) -> QRectF:
        return self._mirrored(QRectF(self.rect()).adjusted(LEFT, TOP, -RIGHT, -BOTTOM))

    def _mirrored(self, place: QRectF) -> QRectF:
        return visual(self.layoutDirection(), QRectF(self.rect()), place)

    def _cell(self, impact: int, feasibility: int) -> QRectF:
        field = self._field()
        width, height = field.width() / STEPS, field.height() / STEPS
        left, top = (feasibility - 1) * width, (STEPS - impact) * height
        cell = QRectF(field.left() + left, field.top() + top, width, height)
        return visual(self.layoutDirection(), field, cell)

    def _rating_at(self, place: QPointF) -> tuple[int, int]:
        field = self._field()
        # The mirror of a mirrored place is where it was laid out.
        laid = visual(self.layoutDirection(), field, QRectF(place, QSizeF()))
        across = int((laid.x() - field.left()) / field.width() * STEPS)
        down = int((laid.y() - field.top()) / field.height() * STEPS)
        return min(STEPS, max(1, STEPS - down)), min(STEPS, max(1, across + 1))

    def _place(self) -> None:
        """Give every point its place; what was painted of them is out of date."""
        self._layer = None
        self._places = fanned_out(self._points, self._cell)

    def _hit(self, place: QPointF) -> str:
        for point in reversed(self._points):
            middle, radius = self._places[point.id]
            away = middle - place
            if away.x() ** 2 + away.y() ** 2 <= (radius + 3) ** 2:
                return point.id
        return ""

    # --- mouse -----------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self.select(self._hit(event.position()))
        self._pressed_at = event.position().toPoint() if self._selected else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            over = bool(self._hit(event.position()))
            shape = Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            return
        moved = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if self._dragged or moved >= QApplication.startDragDistance():
            self._dragged = self._selected
            self._at = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, self._dragged, self._pressed_at, self._at = self._dragged, "", None, None
        self.unsetCursor()
        self.update()
        if dragged:
            self.rated.emit(dragged, *self._rating_at(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        hit = self._hit(event.position())
        if hit:
            self.opened.emit(hit)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            point = self._point(self._hit(QPointF(event.pos())))
            if point is not None:
                QToolTip.showText(event.globalPos(), tip(f"{point.title}\n{point.look.name}"))
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._at = event.position()
        event.acceptProposedAction()
        self.update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._at = None
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._at = None
        event.acceptProposedAction()
        for each in dropped(event.mimeData()):
            self.rated.emit(each, *self._rating_at(event.position()))
            self.select(each)

    # --- keyboard --------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        point = self._point(self._selected)
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._step(1 if key is Qt.Key.Key_PageDown else -1)
        elif key in _ARROWS and not point:
            self._step(1)
        elif key in _ARROWS and point:
            impact = min(STEPS, max(1, point.impact + _ARROWS[key]))
            onward = arrow_step(key, self)
            feasibility = min(STEPS, max(1, point.feasibility + onward))
            if (impact, feasibility) != (point.impact, point.feasibility):
                self.rated.emit(point.id, impact, feasibility)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and point:
            self.cleared.emit(point.id)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and point:
            self.opened.emit(point.id)
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        """Choose the next point: from the top to the bottom, from left to right."""
        order = sorted(
            self._points, key=lambda each: (-each.impact, each.feasibility, each.number)
        )
        ids = [each.id for each in order]
        if ids:
            here = ids.index(self._selected) if self._selected in ids else -by
            self.select(ids[(here + by) % len(ids)])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self._selected and event.reason() is Qt.FocusReason.TabFocusReason:
            self._step(1)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def resizeEvent(self, event: object) -> None:
        self._place()

    # --- painting --------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._still())
        self._draw_frame(painter)
        if self._at is not None:
            self._draw_target(painter, self._at)
        last = self._point(self._selected)
        if last is not None:
            self._draw_point(painter, last)

    def _still(self) -> QPixmap:
        """What does not move while a point is carried, painted once."""
        if self._layer is None:
            ratio = self.devicePixelRatioF()
            self._layer = QPixmap(self.size() * ratio)
            self._layer.setDevicePixelRatio(ratio)
            self._layer.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._layer)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._draw_field(painter)
            self._draw_axes(painter)
            largest_first = sorted(self._points, key=lambda each: -self._places[each.id][1])
            for point in largest_first:
                if point.id != self._selected:
                    self._draw_point(painter, point)
            painter.end()
        return self._layer

    def _draw_field(self, painter: QPainter) -> None:
        palette = colours()
        for impact in range(1, STEPS + 1):
            for feasibility in range(1, STEPS + 1):
                share = (impact * feasibility) / STEPS**2
                cell = self._cell(impact, feasibility)
                painter.fillRect(cell, tint(palette.accent, 0.02 + 0.2 * share))
        painter.setPen(QPen(QColor(palette.surface), 1))
        field = self._field()
        for k in range(1, STEPS):
            x = field.left() + k * field.width() / STEPS
            y = field.top() + k * field.height() / STEPS
            painter.drawLine(QPointF(x, field.top()), QPointF(x, field.bottom()))
            painter.drawLine(QPointF(field.left(), y), QPointF(field.right(), y))

    def _draw_frame(self, painter: QPainter) -> None:
        palette, focused = colours(), self.hasFocus()
        painter.setPen(
            QPen(QColor(palette.accent if focused else palette.line), 2 if focused else 1)
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self._field())

    def _draw_axes(self, painter: QPainter) -> None:
        palette, words, field = colours(), self._words, self._field()
        font = text_font(SMALL)
        painter.setFont(font)
        painter.setPen(QColor(palette.soft))
        for n in range(1, STEPS + 1):
            below, beside = self._cell(1, n), self._cell(n, 1)
            painter.drawText(
                QRectF(below.left(), field.bottom() + 4, below.width(), 18),
                Qt.AlignmentFlag.AlignCenter, str(n),
            )  # fmt: skip
            number = self._mirrored(QRectF(LEFT - 26, beside.top(), 22, beside.height()))
            painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(n))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.drawText(
            QRectF(field.left(), field.bottom() + 24, field.width(), 20),
            Qt.AlignmentFlag.AlignCenter, words("Feasibility"),
        )  # fmt: skip
        painter.save()
        painter.translate(self._mirrored(QRectF(16, field.center().y(), 0, 0)).topLeft())
        painter.rotate(-90)
        painter.drawText(
            QRectF(-150, -10, 300, 20), Qt.AlignmentFlag.AlignCenter, words("Impact")
        )
        painter.restore()

    def _draw_target(self, painter: QPainter, place: QPointF) -> None:
        cell = self._cell(*self._rating_at(place)).adjusted(3, 3, -3, -3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours().accent), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(cell, 6, 6)

    def _draw_point(self, painter: QPainter, point: Point) -> None:
        middle, radius = self._places[point.id]
        if point.id == self._dragged and self._at is not None:
            middle = self._at
        stamp = self._stamp(point.look, radius, chosen=point.id == self._selected)
        half = stamp.width() / stamp.devicePixelRatio() / 2
        painter.drawPixmap(middle - QPointF(half, half), stamp)
        if radius >= 9:
            font = QFont(self.font())
            font.setPixelSize(max(9, min(12, round(radius * 0.8))))
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(QColor("#ffffff"))
            room = QRectF(middle.x() - 20, middle.y() - 10, 40, 20)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, point.number)

    def _stamp(self, look: ThemeLook, radius: float, *, chosen: bool) -> QPixmap:
        """A point of this look and size, painted once for the many that are alike."""
        key = (look, round(2 * radius), chosen, colours().surface)
        if key not in self._stamps:
            ratio, palette = self.devicePixelRatioF(), colours()
            side = round(3 * radius + 12)
            stamp = QPixmap(QSize(side, side) * ratio)
            stamp.setDevicePixelRatio(ratio)
            stamp.fill(Qt.GlobalColor.transparent)
            painter = QPainter(stamp)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(QColor(look.colour))
            edge = palette.ink if chosen else palette.surface
            painter.setPen(QPen(QColor(edge), 3 if chosen else 1.5))
            middle = QPointF(side / 2, side / 2)
            painter.drawPath(shape_path(look.shape, middle, radius + (2 if chosen else 0)))
            painter.end()
            self._stamps[key] = stamp
        return self._stamps[key]
