"""The room seen from above: tables, the people around them, and a person's way through."""

import math
from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import (
    QEasingCurve,
    QPoint,
    QPointF,
    QRectF,
    Qt,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import QColor, QTransform
from PySide6.QtWidgets import (
    QGraphicsScene,
    QGraphicsSceneContextMenuEvent,
    QGraphicsSceneHelpEvent,
    QGraphicsSceneMouseEvent,
    QGraphicsSimpleTextItem,
)

from worldcafe.domain.model import Participant
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.painting.direction import visual
from worldcafe.ui.painting.look import colours, moves
from worldcafe.ui.painting.room_drag import NOWHERE, Carrying, Target, target_beneath
from worldcafe.ui.painting.room_items import (
    CHIP_RADIUS,
    ChipItem,
    Dress,
    RouteItem,
    TableItem,
    label_height,
    lettering,
)

MOVE_MS = 360
"""How long people take to walk to their next table on screen."""
LEAST_RING = 74.0
GAP = 20.0
MOST_WAITING = 60
"""More people without a seat than this are a case for another plan."""
WALKERS_DRAWN = 1_000
"""More people than this change places at once."""


class RoomScene(QGraphicsScene):
    """The tables of a workshop and who sits at them in one round."""

    person_chosen = Signal(str)
    person_added = Signal(str)
    """A person was clicked with Ctrl or Shift: chosen as well as whoever was before."""
    table_chosen = Signal(str)
    menu_asked = Signal(str, QPoint)
    """A person was clicked with the other button, there on the screen."""
    person_hovered = Signal(str)
    """Empty when the pointer leaves."""
    carried = Signal(str, object)
    """A person is held above a `Target`, which may be nowhere."""
    set_down = Signal(str, object)
    """A person was let go above a `Target`."""
    put_back = Signal()
    """The person who was carried is where they were."""

    def __init__(self, waiting: str = "") -> None:
        """`waiting` is written above those who have no seat."""
        super().__init__()
        self.towards = Qt.LayoutDirection.LeftToRight
        """In which direction tables count."""
        self.may_carry = False
        """Whether people can be taken up and set down elsewhere."""
        self._carrying: Carrying | None = None
        self._ringed: set[ChipItem | TableItem] = set()
        self._marked: ChipItem | TableItem | None = None
        self._hovered = ""
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self._tables: dict[str, TableItem] = {}
        self._chips: dict[str, ChipItem] = {}
        self._floor = QRectF()
        self._waiting = QGraphicsSimpleTextItem(waiting)
        self._waiting.setBrush(QColor(colours().soft))
        self._waiting.setFont(lettering(18))
        self.addItem(self._waiting)
        self._route = RouteItem()
        self.addItem(self._route)
        self._walk: dict[ChipItem, tuple[QPointF, QPointF]] = {}
        self._walking = QVariantAnimation(self, duration=MOVE_MS, startValue=0.0, endValue=1.0)
        self._walking.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._walking.valueChanged.connect(self.walk_to)

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
        self._floor = QRectF(0, 0, n_columns * across, n_rows * down)
        for index, table in enumerate(order):
            item = self._tables.get(table.id)
            if item is None:
                item = self._tables[table.id] = TableItem(table.id)
                self.addItem(item)
            item.show_table(table, workshop.theme_of(table.id), ring, cell)
            row, column = divmod(index, n_columns)
            place = QRectF(column * across, row * down, across, down)
            middle = visual(self.towards, self._floor, place).center()
            item.setPos(middle - QPointF(0, cell.center().y()))
        self.setSceneRect(self._floor)

    def show_round(
        self,
        workshop: Workshop,
        round_id: str,
        dress: Callable[[Participant], Dress],
        *,
        hosts: Mapping[str, str],
        walking: bool = False,
    ) -> None:
        """Seat people as they sit in this round; let them walk there if asked.

        `hosts`: who hosts in this round, by table. Whoever has no seat waits below.
        """
        if self.carrying:
            self.drop_back()
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
                chip.show_person(
                    person,
                    dress(person),
                    hosts=hosts.get(table_id) == person.id,
                    pinned=workshop.seats[f"{round_id}/{person.id}"].pinned,
                )
                target = item.pos() + item.place(place, n_places)
                if walking and moves() and known and len(self._chips) <= WALKERS_DRAWN:
                    self._walk[chip] = (chip.pos(), target)
                else:
                    chip.setPos(target)
                chip.setVisible(True)
        seen |= self._show_waiting(workshop, round_id, dress)
        for person_id, chip in self._chips.items():
            if person_id not in seen:
                chip.setVisible(False)
        if self._walk:
            self._walking.start()

    def _show_waiting(
        self, workshop: Workshop, round_id: str, dress: Callable[[Participant], Dress]
    ) -> set[str]:
        """Stand those without a seat in rows below the tables, if the room is in use at all."""
        missing = [
            person
            for person in workshop.people_to_seat
            if workshop.seats and f"{round_id}/{person.id}" not in workshop.seats
        ][:MOST_WAITING]
        floor, step = self._floor, 2 * CHIP_RADIUS + 10
        a_row = max(1, int((floor.width() - step) // step))
        for place, person in enumerate(missing):
            row, column = divmod(place, a_row)
            chip = self._chip(person.id)
            chip.show_person(person, dress(person), hosts=False)
            at = QRectF((column + 1) * step, floor.bottom() + 52 + row * step, 0, 0)
            chip.setPos(visual(self.towards, floor, at).topLeft())
            chip.setVisible(True)
        n_rows = math.ceil(len(missing) / a_row)
        self._waiting.setVisible(bool(missing))
        heading = self._waiting.boundingRect().translated(CHIP_RADIUS, floor.bottom() - 6)
        self._waiting.setPos(visual(self.towards, floor, heading).topLeft())
        self.setSceneRect(floor.adjusted(0, 0, 0, n_rows * step + 32 if missing else 0))
        return {person.id for person in missing}

    def choose(self, people: Iterable[str] = (), table_id: str = "") -> None:
        """Ring these people, or a table, and nobody else."""
        wanted: set[ChipItem | TableItem] = {
            self._chips[person_id] for person_id in people if person_id in self._chips
        }
        if table_id in self._tables:
            wanted.add(self._tables[table_id])
        for item in self._ringed - wanted:
            item.ring(on=False)
        for item in wanted - self._ringed:
            item.ring(on=True)
        self._ringed = wanted

    def mark_target(self, target: Target, weight: str = "") -> None:
        """Outline where the carried person would be set down, by how good that is."""
        item = self._chips.get(target.person_id) or self._tables.get(target.table_id)
        if self._marked is not None and self._marked is not item:
            self._marked.mark("")
        self._marked = item
        if item is not None:
            item.mark(weight)

    def place_of(self, target: Target) -> QRectF:
        """Where a target stands in the picture."""
        item = self._chips.get(target.person_id) or self._tables.get(target.table_id)
        return item.sceneBoundingRect() if item is not None else QRectF()

    @property
    def carrying(self) -> str:
        """Who is being carried over the room; empty if nobody is."""
        under_way = self._carrying is not None and self._carrying.under_way
        return self._carrying.person_id if self._carrying and under_way else ""

    def drop_back(self) -> None:
        """Let the person who is carried return to their seat."""
        carrying, self._carrying = self._carrying, None
        if carrying is not None and carrying.under_way:
            carrying.put_back()
            self._route.setVisible(True)
            self.mark_target(NOWHERE)
            self.put_back.emit()

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

    def mousePressEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        super().mousePressEvent(event)
        item = self.itemAt(event.scenePos(), QTransform())
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if isinstance(item, ChipItem):
            self._press_person(item, event)
        elif isinstance(item, TableItem):
            self.table_chosen.emit(item.table_id)

    def _press_person(self, chip: ChipItem, event: QGraphicsSceneMouseEvent) -> None:
        several = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if event.modifiers() & several:
            self.person_added.emit(chip.person_id)
        else:
            self.person_chosen.emit(chip.person_id)
            if self.may_carry and not self._walk:
                view = self.views()[0]
                self._carrying = Carrying(chip, event.scenePos(), view.transform().m11())
        event.accept()  # the view would take hold of the room

    def contextMenuEvent(self, event: QGraphicsSceneContextMenuEvent) -> None:
        item = self.itemAt(event.scenePos(), QTransform())
        if isinstance(item, ChipItem) and not self.carrying:
            self.menu_asked.emit(item.person_id, event.screenPos())
            event.accept()

    def helpEvent(self, event: QGraphicsSceneHelpEvent) -> None:
        if not self.carrying:  # what a change would mean is being said already
            super().helpEvent(event)

    def mouseMoveEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._carrying is not None:
            self._carry(self._carrying, event.scenePos())
            event.accept()
            return
        item = self.itemAt(event.scenePos(), QTransform())
        self.hover(item.person_id if isinstance(item, ChipItem) else "")

    def mouseReleaseEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        carrying = self._carrying
        if carrying is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        person_id, target, moved = carrying.person_id, carrying.target, carrying.under_way
        self.drop_back()
        if moved and target:
            self.set_down.emit(person_id, target)
        event.accept()

    def _carry(self, carrying: Carrying, at: QPointF) -> None:
        carrying.move_to(at)
        if not carrying.under_way:
            return
        self.hover("")
        self._route.setVisible(False)
        items, tables = self.items(at), self._tables.values()
        target = target_beneath(carrying.chip, at, items, tables)
        if target != carrying.target:
            carrying.target = target
            self.carried.emit(carrying.person_id, target)
        for view in self.views():
            view.ensureVisible(QRectF(at, at), 24, 24)

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

    def walk_to(self, share: float) -> None:
        """Have everybody who walks come this far, from 0 to 1."""
        for chip, (origin, target) in self._walk.items():
            chip.setPos(origin + (target - origin) * share)
        if share >= 1.0:
            self._walk.clear()


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
