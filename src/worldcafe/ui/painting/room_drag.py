"""A person on the way to another seat: taken up, carried over the room, set down."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication, QGraphicsItem

from worldcafe.ui.painting.room_items import ChipItem, TableItem


@dataclass(frozen=True)
class Target:
    """Where somebody would be set down: on a person, to swap, or at a table."""

    person_id: str = ""
    table_id: str = ""

    def __bool__(self) -> bool:
        return bool(self.person_id or self.table_id)


NOWHERE = Target()
ASIDE = QPointF(-14.0, -18.0)
"""From the pointer, so that whoever is beneath can be seen."""


class Carrying:
    """One chip between being pressed and being let go."""

    def __init__(self, chip: ChipItem, at: QPointF, scale: float) -> None:
        self.chip = chip
        self.target = NOWHERE
        self.under_way = False
        """Whether the pointer has moved far enough for this to be more than a click."""
        self._home = chip.pos()
        self._pressed_at = at
        self._least_way = QApplication.startDragDistance() / max(scale, 0.01)

    @property
    def person_id(self) -> str:
        """Who is being carried."""
        return self.chip.person_id

    def move_to(self, at: QPointF) -> None:
        """Follow the pointer."""
        way = at - self._pressed_at
        if not self.under_way and way.manhattanLength() >= self._least_way:
            self.under_way = True
            self._home = self.chip.pos()
            self.chip.lift(on=True)
        if self.under_way:
            self.chip.setPos(self._home + way + ASIDE)

    def put_back(self) -> None:
        """Return the chip to where it was taken up."""
        self.chip.lift(on=False)
        self.chip.setPos(self._home)


def target_beneath(
    carried: ChipItem, at: QPointF, items: Sequence[QGraphicsItem], tables: Iterable[TableItem]
) -> Target:
    """Another person under the pointer, else the table in whose place it is."""
    for item in items:
        if isinstance(item, ChipItem) and item is not carried:
            return Target(person_id=item.person_id)
    for table in tables:
        if table.reaches(at):
            return Target(table_id=table.table_id)
    return NOWHERE
