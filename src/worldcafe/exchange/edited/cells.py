"""Reading single cells, with every doubt kept under its heading."""

from typing import Any

from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.edited.differences import Spot
from worldcafe.exchange.edited.fields import UNREAD, Cell, field_of
from worldcafe.exchange.edited.tables import FoundColumn
from worldcafe.exchange.notes.record import Note, Room
from worldcafe.exchange.workbook.telling import Telling


class Cells:
    """Turns cells into values of the workshop's."""

    def __init__(self, telling: Telling, workshop: Workshop) -> None:
        """`telling` says the workshop as it was disclosed; `workshop` is all of it."""
        self.telling = telling
        self._room = Room(workshop)

    def read(self, spot: Spot, column: FoundColumn, text: str, item: Any) -> Any:
        """What a cell says about an entity; `UNREAD` and a remark if that is not clear."""
        field = field_of(column.key)
        if field is None:
            return UNREAD
        note = Note(self._room, spot.row)
        try:
            value = field.read(Cell(text, item, self.telling, note, column.heading))
        except RuleBroken as broken:
            spot.doubt(broken.code, **broken.params)
            return UNREAD
        for doubt in note.doubts:
            spot.doubt(doubt.code, **{**doubt.params, "field": column.heading})
        return value
