"""The people of a participant list, and every doubt about it.

Nothing is guessed silently: a `Roster` says what each column was taken for and why, and
lists each row that was left out or could be read another way.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from worldcafe.domain.folding import fold
from worldcafe.domain.model import Participant
from worldcafe.domain.refusal import FileRefused
from worldcafe.exchange.columns import NAME_FIELDS, WHOLE_NAMES, ListColumn, Why, recognise
from worldcafe.exchange.header import header_row, heading_score
from worldcafe.exchange.headings import Field
from worldcafe.exchange.namesakes import participant_id
from worldcafe.exchange.people import (
    MAX_PEOPLE,
    MAYBE_PEOPLE,
    Doubt,
    Reading,
)
from worldcafe.exchange.spreadsheet import Sheet, read_sheet

__all__ = [
    "MAX_PEOPLE", "Doubt", "Field", "Layout", "ListColumn", "Remark", "Roster", "Why",
    "participant_id", "read_layout", "read_roster",
]  # fmt: skip

FEW, FEW_OF_ALL = 2, 0.02
"""Rows that may be left out of a list without asking: so many, or this share of all."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the list stands in the file, and what its columns were taken for."""

    path: Path
    sheet: Sheet
    header_row: int
    """In the sheet, from 1; 0 when the list has no headings."""
    columns: tuple[ListColumn, ...]

    @property
    def has_names(self) -> bool:
        """Whether any column holds names, without which nobody can be imported."""
        return any(column.field in NAME_FIELDS for column in self.columns)

    @property
    def guessed_names(self) -> tuple[ListColumn, ...]:
        """The columns taken for names by their values alone, for somebody to confirm."""
        return tuple(c for c in self.columns if c.field in NAME_FIELDS and c.why is Why.VALUES)

    @property
    def lacks_half(self) -> Field | None:
        """The half of the name that no column gives, if people have only the other."""
        fields = {column.field for column in self.columns}
        given, family = Field.GIVEN_NAME in fields, Field.FAMILY_NAME in fields
        if not fields.isdisjoint(WHOLE_NAMES) or given == family:
            return None
        return Field.FAMILY_NAME if given else Field.GIVEN_NAME

    @property
    def likely_half(self) -> ListColumn | None:
        """The column that may hold the half of the name that is lacking."""
        beside = [c.index for c in self.columns if c.field in NAME_FIELDS]
        found = [c for c in self.columns if c.field is None and c.looks_like_names]
        if not self.lacks_half or not found:
            return None
        return min(found, key=lambda column: abs(column.index - beside[0]))

    def as_json(self) -> dict[str, Any]:
        """Plain data for a machine-readable report."""
        return {
            "path": str(self.path),
            "sheet": self.sheet.name,
            "sheets": list(self.sheet.sheets),
            "encoding": self.sheet.encoding,
            "delimiter": self.sheet.delimiter,
            "header_row": self.header_row,
            "columns": [
                {
                    "index": column.index,
                    "letter": column.letter,
                    "heading": column.heading,
                    "field": column.field and column.field.value,
                    "why": column.why.value,
                    "maybe": column.maybe and column.maybe.value,
                    "samples": list(column.samples),
                }
                for column in self.columns
            ],
        }


@dataclass(frozen=True, slots=True)
class Remark:
    """A doubt about so many people that it says something of the list, not of them."""

    code: str
    rows: tuple[int, ...]
    params: Mapping[str, object]
    """Of the first of them, as an example."""


@dataclass(frozen=True, slots=True)
class Roster:
    """The people of a list in its order, each once."""

    layout: Layout
    people: tuple[Participant, ...]
    rows: tuple[int, ...]
    """The sheet row of each of the people."""
    doubts: tuple[Doubt, ...]
    remarks: tuple[Remark, ...] = ()
    """What would be a doubt about many, said once."""
    blanks: tuple[int, ...] = ()
    """Rows among the list's that say nothing."""

    @property
    def losses(self) -> tuple[int, ...]:
        """The rows that were left out and may be people all the same."""
        return tuple(d.row for d in self.doubts if d.code in MAYBE_PEOPLE)

    @property
    def loses_many(self) -> bool:
        """Whether so many are left out that somebody should say that this is right."""
        n_rows = len(self.people) + sum(not doubt.imported for doubt in self.doubts)
        return len(self.losses) > max(FEW, FEW_OF_ALL * n_rows)

    @property
    def mixes_up(self) -> bool:
        """Whether people cannot be told apart because half of the name was not recognised."""
        if not self.layout.lacks_half:
            return False
        names = [fold(person.name) for person in self.people]
        return len(set(names)) < len(names)

    @property
    def left_out(self) -> dict[str, tuple[int, ...]]:
        """Every row of the sheet that says something and is no person, by why: those above
        the list, those of the doubts, and those that are blank.
        """
        rows: dict[str, list[int]] = defaultdict(list)
        above = enumerate(self.layout.sheet.rows[: max(0, self.header_row - 1)], start=1)
        rows["row_above_list"] = [number for number, cells in above if any(cells)]
        for doubt in self.doubts:
            if not doubt.imported:
                rows[doubt.code].append(doubt.row)
        rows["row_is_blank"] = list(self.blanks)
        return {code: tuple(numbers) for code, numbers in rows.items() if numbers}

    @property
    def path(self) -> Path:
        """The file."""
        return self.layout.path

    @property
    def sheet(self) -> str:
        """The name of the sheet that was read."""
        return self.layout.sheet.name

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of all sheets in the file."""
        return self.layout.sheet.sheets

    @property
    def header_row(self) -> int:
        """The row of the headings, from 1; 0 when there are none."""
        return self.layout.header_row

    @property
    def columns(self) -> tuple[ListColumn, ...]:
        """What each column was taken for."""
        return self.layout.columns

    def as_json(self) -> dict[str, Any]:
        """Plain data for a machine-readable report."""
        people = zip(self.rows, self.people, strict=True)
        return {
            **self.layout.as_json(),
            "people": [{"row": row, **p.model_dump(mode="json")} for row, p in people],
            "doubts": [
                {"row": d.row, "code": d.code, "imported": d.imported, "params": dict(d.params)}
                for d in self.doubts
            ],
            "remarks": [
                {"code": r.code, "rows": list(r.rows), "params": dict(r.params)}
                for r in self.remarks
            ],
            "left_out": {code: list(rows) for code, rows in self.left_out.items()},
            "losses": list(self.losses),
        }


def read_layout(
    path: Path, *, sheet: str | None = None, columns: Mapping[int, Field | None] | None = None
) -> Layout:
    """Where the list is and what its columns are, for a person to confirm or correct.

    Refuses what `read_sheet` refuses, and `file_empty`; a list without names is no reason.
    """
    table = read_sheet(path, sheet, score=_list_score)
    if not table.rows:
        raise FileRefused("file_empty", name=path.name)
    at = header_row(table.rows)
    headings = [" ".join(cell.split()) for cell in table.rows[at - 1]] if at else []
    return Layout(path, table, at, recognise(headings, table.rows[at:], columns or {}))


def read_roster(
    path: Path,
    *,
    sheet: str | None = None,
    columns: Mapping[int, Field | None] | None = None,
    known: Iterable[Participant] = (),
) -> Roster:
    """The people of a participant list that are not `known` yet.

    `sheet` names the sheet, else the one that looks most like a list is read. `columns`
    says what a column is (by index from 0; None: leave it out) where the headings do not
    or say it wrongly.

    Raises `FileRefused` as `read_sheet` does, and `roster_no_names` when no column holds
    names, `roster_too_many_people` beyond `MAX_PEOPLE`.
    """
    layout = read_layout(path, sheet=sheet, columns=columns)
    if not layout.has_names:
        headings = ", ".join(column.heading for column in layout.columns if column.heading)
        raise FileRefused(
            "roster_no_names", name=path.name, sheet=layout.sheet.name, headings=headings
        )
    reading = Reading(layout.columns, known, file=path.name)
    for number, cells in enumerate(layout.sheet.rows, start=1):
        if number <= layout.header_row:
            continue
        if cells:
            reading.take(number, cells)
        else:
            reading.blanks.append(number)
    doubts, remarks = _said_once(reading.doubts, len(reading.people))
    return Roster(
        layout,
        tuple(reading.people),
        tuple(reading.rows),
        doubts,
        remarks,
        tuple(reading.blanks),
    )


_MANY, _MANY_OF_ALL = 5, 0.2
"""A doubt is no longer one about a person when so many have it, and this share of all."""


def _said_once(
    doubts: Sequence[Doubt], n_people: int
) -> tuple[tuple[Doubt, ...], tuple[Remark, ...]]:
    """The doubts about some, and the remarks that stand for those about many."""
    by_code: dict[str, list[Doubt]] = defaultdict(list)
    for doubt in doubts:
        if doubt.imported:
            by_code[doubt.code].append(doubt)
    enough = max(_MANY, _MANY_OF_ALL * n_people)
    common = {code: found for code, found in by_code.items() if len(found) >= enough}
    remarks = tuple(
        Remark(code, tuple(dict.fromkeys(doubt.row for doubt in found)), found[0].params)
        for code, found in common.items()
    )
    rest = tuple(d for d in doubts if not (d.imported and d.code in common))
    return rest, remarks


# --- where the list is -------------------------------------------------------------------


def _list_score(sheet: Sheet) -> float:
    """How much a sheet looks like a list of people."""
    scores = map(heading_score, sheet.rows)
    return max(scores, default=0) + min(len(sheet.rows), 100) / 1000
