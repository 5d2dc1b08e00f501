"""What an edited workbook says differently, and the command that takes it over."""

import datetime as dt
import re
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from worldcafe.domain.changes import FieldChange, value_of
from worldcafe.domain.command import Command
from worldcafe.domain.commands import AdoptEditedWorkbook
from worldcafe.domain.model import Contribution, Entity
from worldcafe.wording import Words


class Question(StrEnum):
    """Why only a person can say which side is right."""

    BOTH_CHANGED = "both_changed"
    """The workshop was changed as well since the export."""
    FORGOTTEN = "forgotten"
    """The workbook does not say any more what stood there when it was exported."""
    MOVED = "moved"
    """The column says what it said, in other rows: somebody may have sorted it alone."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that says something else than the workshop."""

    sheet: str
    row: int
    """In the sheet, from 1."""
    ref: str
    """Of the contribution, such as `O-017`; of a conversation empty."""
    title: str
    """What the row is about."""
    heading: str
    """Of the column."""
    before: str
    """What the workshop says, as a cell would."""
    after: str
    """What the workbook says."""
    change: FieldChange
    question: Question | None
    """Why a person has to decide; None where the workbook is right."""

    @property
    def is_conflict(self) -> bool:
        """Whether only a person can settle it."""
        return self.question is not None

    def sides(self, words: Words) -> tuple[str, str]:
        """What the workshop and the workbook say, as a person reads it: days in words."""
        return _read_out(self.before, words), _read_out(self.after, words)


def _read_out(cell: str, words: Words) -> str:
    is_day = re.fullmatch(r"\d{4}-\d\d-\d\d", cell, re.ASCII)
    return words.date(dt.date.fromisoformat(cell)) if is_day else cell


_Once = dict[tuple[str, str], dict[str, list[Any]]]
"""What fields said at any time, by the kind and the id of the entity, and by the path."""


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row that somebody added: a contribution to be."""

    sheet: str
    row: int
    contribution: Contribution


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was not taken over, and why."""

    sheet: str
    row: int
    """In the sheet, from 1; 0 if it is about more than one row."""
    code: str
    params: Mapping[str, object]
    """What its sentence needs."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A row of a sheet about which there may be something to say."""

    sheet: str
    row: int
    remarks: list[Remark]
    """Where it is said."""

    def doubt(self, code: str, **params: object) -> None:
        """Something here was not taken over, or wants a look."""
        self.remarks.append(Remark(self.sheet, self.row, code, params))


@dataclass(frozen=True)
class Compared:
    """Something of the workshop that came back, compared with it."""

    path: Path
    differences: tuple[Difference, ...]
    new: tuple[NewRow, ...]
    remarks: tuple[Remark, ...]

    @property
    def made_at(self) -> dt.datetime | None:
        """When it left the workshop; None if it has forgotten."""
        return None

    @property
    def waits_for_place(self) -> int:
        """New rows that say no table or round."""
        return 0

    @property
    def n_besides(self) -> int:
        """What else comes in, that nobody has to look at one by one."""
        return 0

    @abstractmethod
    def command(self, takes: Callable[[Difference], bool]) -> Command:
        """What makes the workshop say what came back, new rows included.

        `takes` says of every difference whether what came back is right.
        """

    @property
    def conflicts(self) -> tuple[Difference, ...]:
        """Differences that only a person can settle."""
        return tuple(each for each in self.differences if each.is_conflict)


@dataclass(frozen=True)
class EditedWorkbook(Compared):
    """A synthesis workbook that came back, compared with the workshop."""

    language: str
    """It was written in."""
    exported_at: dt.datetime | None
    n_rows: int
    """Rows that were compared."""
    n_placeless: int

    @property
    def made_at(self) -> dt.datetime | None:
        return self.exported_at

    @property
    def waits_for_place(self) -> int:
        return self.n_placeless

    def remembering(self, states: Iterable[Entity]) -> "EditedWorkbook":
        """The same, with the workshop's own history where the workbook has forgotten.

        `states` are all that entities ever were. What the workshop said once was not edited;
        what it always said was not changed since the export, so the workbook is right.
        """
        once: _Once = {}
        for each in self.differences:
            if each.question is Question.FORGOTTEN:
                change = each.change
                once.setdefault((change.kind, change.id), {})[change.field] = []
        if not once:
            return self
        for state in states:
            for path, said in once.get((state.kind_name, state.id), {}).items():
                value = value_of(state, path)
                if value not in said:
                    said.append(value)
        return replace(self, differences=tuple(_recalled(self.differences, once)))

    def command(self, takes: Callable[[Difference], bool]) -> AdoptEditedWorkbook:
        """What makes the workshop say what the workbook says, new rows included.

        `takes` says of every difference whether the workbook is right.
        """
        return AdoptEditedWorkbook(
            changes=tuple(each.change for each in self.differences if takes(each)),
            added=tuple(each.contribution for each in self.new),
        )

    def as_json(self) -> dict[str, Any]:
        """Plain data for a machine-readable report."""
        return {
            "path": str(self.path),
            "rows": self.n_rows,
            "differences": [
                {
                    "sheet": each.sheet, "row": each.row, "id": each.change.id,
                    "field": each.change.field, "before": each.before, "after": each.after,
                    "conflict": each.is_conflict, "question": each.question,
                }
                for each in self.differences
            ],
            "new": [
                {
                    "sheet": each.sheet, "row": each.row, "id": each.contribution.id,
                    "title": each.contribution.title,
                }
                for each in self.new
            ],
            "remarks": [
                {"sheet": each.sheet, "row": each.row, "code": each.code,
                 "params": {name: str(value) for name, value in each.params.items()}}
                for each in self.remarks
            ],
        }  # fmt: skip


def _recalled(differences: Iterable[Difference], once: _Once) -> Iterator[Difference]:
    """The differences that are still some, by everything that their fields ever said."""
    for each in differences:
        if each.question is not Question.FORGOTTEN:
            yield each
            continue
        change = each.change
        said = once[change.kind, change.id][change.field]
        if change.after not in said:
            is_known = bool(said) and all(value == change.before for value in said)
            yield replace(each, question=None) if is_known else each
