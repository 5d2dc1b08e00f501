"""The room seen from above: tables, the people around them, and a person's way through."""

import math
from collections.abc import Callable, Mapping

from PySide6.QtCore import QEasingCurve, QEvent, QPointF, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QGraphicsScene, QGraphicsSceneMouseEvent, QGraphicsView

from worldcafe.domain.model import Participant
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.room_items import (
    CHIP_RADIUS,
    ChipItem,
    Dress,
    RouteItem,
    TableItem,
    label_height,
)

MOVE_MS = 360
"""How long people take to walk to their next table on screen."""
LEAST_RING = 74.0
GAP = 20.0
WALKERS_DRAWN = 1_000
"""More people than this change places at once."""


class RoomScene(QGraphicsScene):
    """The tables of a workshop and who sits at them in one round."""

    person_chosen = Signal(str)
    table_chosen = Signal(str)
    person_hovered = Signal(str)
    """Empty when the pointer leaves."""

    def __init__(self) -> None:
        super().__init__()
        self.mirrored = False
        """Whether tables count from the right, as Arabic is read."""
        self._hovered = ""
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self._tables: dict[str, TableItem] = {}
        self._chips: dict[str, ChipItem] = {}
        self._route = RouteItem()
        self.addItem(self._route)
        self._walk: dict[ChipItem, tuple[QPointF, QPointF]] = {}
        self._walking = QVariantAnimation(self, duration=MOVE_MS, startValue=0.0, endValue=1.0)
        self._walking.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._walking.valueChanged.connect(self._on_step)

    @property
    def tables(self) -> Mapping[str, TableItem]:
        """The tables in the picture, by id."""
        return self._tables

    @property
    def chips(self) -> Mapping[str, ChipItem]:
        """The people in the picture, by id."""
        return self._chips

    def show_tables(self, workshop: Workshop, aspect: float) -> None:
        """Set the tables up in rows that suit a picture `aspect` times as wide as high."""
        order = workshop.tables_in_order
        for gone in self._tables.keys() - workshop.tables.keys():
            self.removeItem(self._tables.pop(gone))
        n_places = max((table.seats for table in order), default=0)
        ring = ring_radius(max(n_places, most_at_a_table(workshop)))
        width = 2 * (ring + CHIP_RADIUS) + GAP
        label = label_height([theme.name for theme in workshop.themes.values()], width)
        cell = QRectF(-width / 2, -width / 2, width, width + label)
        n_columns = best_columns(len(order), width / cell.height(), aspect)
        n_rows = math.ceil(len(order) / n_columns)
        across, down = spaced(cell, n_columns, n_rows, aspect)
        for index, table in enumerate(order):
            item = self._tables.get(table.id)
            if item is None:
                item = self._tables[table.id] = TableItem(table.id)
                self.addItem(item)
            item.show_table(table, workshop.theme_of(table.id), ring, cell)
            row, column = divmod(index, n_columns)
            if self.mirrored:
                column = n_columns - 1 - column
            top = row * down + (down - cell.height()) / 2
            item.setPos((column + 0.5) * across, top + width / 2)
        self.setSceneRect(0, 0, n_columns * across, n_rows * down)

    def show_round(
        self,
        workshop: Workshop,
        round_id: str,
        dress: Callable[[Participant], Dress],
        *,
        walking: bool = False,
    ) -> None:
        """Seat people as they sit in this round; let them walk there if asked."""
        self.settle()
        seen = set()
        for table_id, item in self._tables.items():
            table = workshop.tables[table_id]
            people = workshop.people_at(table_id, round_id)
            n_places = max(table.seats, len(people))
            item.show_places(n_places, len(people))
            for place, person in enumerate(people):
                seen.add(person.id)
                chip = self._chip(person.id)
                known = chip.isVisible()
                chip.show_person(person, dress(person), hosts=table.host_id == person.id)
                target = item.pos() + item.place(place, n_places)
                if walking and known and len(self._chips) <= WALKERS_DRAWN:
                    self._walk[chip] = (chip.pos(), target)
                else:
                    chip.setPos(target)
                chip.setVisible(True)
        for person_id, chip in self._chips.items():
            if person_id not in seen:
                chip.setVisible(False)
        if self._walk:
            self._walking.start()

    def choose(self, person_id: str = "", table_id: str = "") -> None:
        """Ring a person or a table."""
        for each_id, chip in self._chips.items():
            chip.ring(on=each_id == person_id)
        for each_id, item in self._tables.items():
            item.ring(on=each_id == table_id)

    def show_route(self, table_ids: list[str | None], current: int) -> None:
        """Draw the way from table to table; `current` is the index of the round in view."""
        stops = [
            (index + 1, self._tables[table_id].pos())
            for index, table_id in enumerate(table_ids)
            if table_id in self._tables
        ]
        self._route.show_stops(stops, current + 1)

    def dim_all_but(self, shown: Callable[[str], bool] | None) -> None:
        """Let only some people stand out; None lets everybody."""
        for person_id, chip in self._chips.items():
            chip.setOpacity(1.0 if shown is None or shown(person_id) else 0.18)

    def settle(self) -> None:
        """Have everybody arrive at once."""
        self._walking.stop()
        for chip, (_, target) in self._walk.items():
            chip.setPos(target)
        self._walk.clear()

    def mousePressEvent(self, event: QGraphicsSceneMouseEvent) -> None:  # noqa: N802
        super().mousePressEvent(event)
        item = self.itemAt(event.scenePos(), QTransform())
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if isinstance(item, ChipItem):
            self.person_chosen.emit(item.person_id)
        elif isinstance(item, TableItem):
            self.table_chosen.emit(item.table_id)

    def mouseMoveEvent(self, event: QGraphicsSceneMouseEvent) -> None:  # noqa: N802
        super().mouseMoveEvent(event)
        item = self.itemAt(event.scenePos(), QTransform())
        self.hover(item.person_id if isinstance(item, ChipItem) else "")

    def hover(self, person_id: str) -> None:
        """Say over whom the pointer is, once."""
        if person_id != self._hovered:
            self._hovered = person_id
            self.person_hovered.emit(person_id)

    def _chip(self, person_id: str) -> ChipItem:
        chip = self._chips.get(person_id)
        if chip is None:
            chip = self._chips[person_id] = ChipItem(person_id)
            chip.setVisible(False)
            self.addItem(chip)
        return chip

    def _on_step(self, share: float) -> None:
        for chip, (origin, target) in self._walk.items():
            chip.setPos(origin + (target - origin) * share)
        if share >= 1.0:
            self._walk.clear()


class RoomView(QGraphicsView):
    """The picture of the room. It fits the room until somebody zooms in."""

    reshaped = Signal()
    """Its proportions changed: the tables may stand better in other rows."""

    MOST_ZOOM = 3.0

    def __init__(self, scene: RoomScene) -> None:
        super().__init__(scene)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setMouseTracking(True)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setBackgroundBrush(Qt.BrushStyle.NoBrush)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._zoomed = False

    @property
    def aspect(self) -> float:
        """How many times wider than high it is."""
        size = self.viewport().size()
        return max(1, size.width()) / max(1, size.height())

    @property
    def zoomed(self) -> bool:
        """Whether somebody came nearer, so that a part of the room fills the picture."""
        return self._zoomed

    def fit(self) -> None:
        """Show the whole room."""
        self._zoomed = False
        self._show_bars(shown=False)
        self.setDragMode(QGraphicsView.DragMode.NoDrag)
        self.fitInView(
            self.sceneRect().adjusted(-8, -8, 8, 8), Qt.AspectRatioMode.KeepAspectRatio
        )

    def _show_bars(self, *, shown: bool) -> None:
        policy = Qt.ScrollBarPolicy
        wanted = policy.ScrollBarAsNeeded if shown else policy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(wanted)
        self.setVerticalScrollBarPolicy(wanted)

    def zoom(self, factor: float) -> None:
        """Come nearer, or go farther away; never farther than the whole room."""
        target = self.transform().m11() * factor
        if target > self.MOST_ZOOM:
            return
        self._zoomed = True
        self._show_bars(shown=True)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.scale(factor, factor)
        whole = self.sceneRect()
        shown = self.mapToScene(self.viewport().rect()).boundingRect()
        if shown.width() >= whole.width() and shown.height() >= whole.height():
            self.fit()

    def bring_into_view(self, where: QRectF) -> None:
        """Scroll there when only a part of the room is in view."""
        if self._zoomed:
            self.ensureVisible(where, 40, 40)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1.15 if event.angleDelta().y() > 0 else 1 / 1.15)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        zooms = {"+": 1.25, "=": 1.25, "-": 0.8}
        if event.text() in zooms:
            self.zoom(zooms[event.text()])
        elif event.text() == "0":
            self.fit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.reshaped.emit()
        if not self._zoomed:
            self.fit()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        scene = self.scene()
        if isinstance(scene, RoomScene):
            scene.hover("")


def spaced(cell: QRectF, n_columns: int, n_rows: int, aspect: float) -> tuple[float, float]:
    """How far apart tables stand, across and down: room to spare goes between them."""
    width, height = n_columns * cell.width(), n_rows * cell.height()
    across = min(1.25, max(1.0, aspect * height / width))
    down = min(1.25, max(1.0, width / aspect / height))
    return cell.width() * across, cell.height() * down


def ring_radius(n_places: int) -> float:
    """How far from the table's middle people sit, so that chips do not touch."""
    needed = n_places * (2 * CHIP_RADIUS + 6) / (2 * math.pi)
    return max(LEAST_RING, needed)


def most_at_a_table(workshop: Workshop) -> int:
    """The most people who sit at one table at once."""
    sizes: dict[tuple[str, str], int] = {}
    for seat in workshop.seats.values():
        place = (seat.round_id, seat.table_id)
        sizes[place] = sizes.get(place, 0) + 1
    return max(sizes.values(), default=0)


def best_columns(n_tables: int, cell_aspect: float, aspect: float) -> int:
    """The number of columns with which the tables are drawn largest."""

    def scale(n_columns: int) -> tuple[float, int]:
        n_rows = math.ceil(n_tables / n_columns)
        size = min(aspect / (n_columns * cell_aspect), 1 / n_rows)
        empty = n_columns * n_rows - n_tables
        return (round(size, 2), -empty)

    return max(range(1, max(1, n_tables) + 1), key=scale)
