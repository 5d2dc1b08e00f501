"""Rows that somebody added to a synthesis: contributions to be."""

import uuid
from collections.abc import Mapping

from worldcafe.domain.changes import with_value
from worldcafe.domain.model import LINE_LENGTH, Contribution
from worldcafe.domain.vocabulary import Kind
from worldcafe.exchange.edited.cells import Cells
from worldcafe.exchange.edited.differences import NewRow, Remark, Spot
from worldcafe.exchange.edited.fields import UNREAD, field_of
from worldcafe.exchange.edited.tables import Base, FoundColumn, FoundTable

Place = tuple[str, str]
"""A table and a round, by their ids."""

_IDS = uuid.UUID("0b1f6f0e-8f0d-5c55-9b52-7f0f2a3a6d11")
_KINDS = {
    "Opportunities": Kind.OPPORTUNITY,
    "Experiences": Kind.EXPERIENCE,
    "Commitments": Kind.COMMITMENT,
    "OtherContributions": Kind.IDEA,
    "NextSteps": Kind.COMMITMENT,
}
"""What a row of a table is, unless it says so itself."""
_NOT_SAID = frozenset({"id", "ref", "table", "round", "priority"})
"""Columns that say nothing of their own about a new row."""


class Additions:
    """Takes new rows one by one."""

    def __init__(
        self, cells: Cells, base: Base, place: Place | None, remarks: list[Remark]
    ) -> None:
        """`place` is where a row goes that names no table or no round."""
        self.new: list[NewRow] = []
        self.n_placeless = 0
        """Rows that name no table or no round, and were given none."""
        self._cells = cells
        self._base = base
        self._place = place
        self._remarks = remarks

    def fresh_id(self, table: FoundTable, title: str, n: int) -> str:
        """The id of the n-th new row of a title: importing it again must give the same."""
        about = self._base.about
        parts = (about.get("workshop", ""), about.get("made_at", ""), table.name, title, n)
        return str(uuid.uuid5(_IDS, "\n".join(map(str, parts))))

    def add(self, table: FoundTable, row: int, texts: Mapping[str, str], row_id: str) -> None:
        """Make the row a contribution, or say why it is none."""
        spot = Spot(table.sheet, row, self._remarks)
        title = texts.get("title", "")
        if table.name == "NextSteps":
            title = title or texts.get("step_text", "")
        said = {key: text for key, text in texts.items() if text and key not in _NOT_SAID}
        if not title:
            if said:
                spot.doubt("row_without_title", text=" ".join(said.values())[:60])
            return
        place = self._placed(spot, texts)
        if place is not None:
            item = Contribution(
                id=row_id,
                kind=_KINDS[table.name],
                title=title[:LINE_LENGTH],
                table_id=place[0],
                round_id=place[1],
            )
            for column in table.columns:
                if column.key in said:
                    item = self._saying(item, spot, column, said[column.key])
            self.new.append(NewRow(table.sheet, row, item))

    def _saying(
        self, item: Contribution, spot: Spot, column: FoundColumn, text: str
    ) -> Contribution:
        field = field_of(column.key)
        if field is None:
            return item
        value = self._cells.read(spot, column, text, item)
        if value is UNREAD:
            return item
        changed = with_value(item, field.path, value)
        assert isinstance(changed, Contribution)
        return changed

    def _placed(self, spot: Spot, texts: Mapping[str, str]) -> Place | None:
        """The table and the round of a row; None, and a remark, if it has none."""
        said = texts.get("table", ""), texts.get("round", "")
        if not all(said):
            if self._place:
                return self._place
            self.n_placeless += 1
        ids = []
        for key, text in zip(("table", "round"), said, strict=True):
            found = self._cells.read(spot, FoundColumn(0, key, ""), text, None)
            if found is UNREAD:
                return None
            ids.append(found)
        return ids[0], ids[1]
