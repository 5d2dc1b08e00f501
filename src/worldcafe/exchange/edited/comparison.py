"""An edited workbook and the workshop, cell by cell, three ways.

A cell that says what it said when it was exported was not edited, whatever the workshop
says now. A cell that was edited wins quietly only where the workshop has not changed.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from string import ascii_lowercase

from openpyxl.utils import get_column_letter

from worldcafe.domain.changes import FieldChange, value_of
from worldcafe.domain.commands.synthesis import is_edited
from worldcafe.domain.folding import fold
from worldcafe.domain.model import Contribution, Conversation, Entity, OpenPoint
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.edited.additions import Additions, Place
from worldcafe.exchange.edited.cells import Cells
from worldcafe.exchange.edited.differences import (
    Difference,
    EditedWorkbook,
    Question,
    Remark,
    Spot,
)
from worldcafe.exchange.edited.fields import UNREAD, field_of
from worldcafe.exchange.edited.masked import Masked
from worldcafe.exchange.edited.tables import Base, FoundColumn, FoundTable
from worldcafe.exchange.workbook.base import cut_note, digest, said
from worldcafe.exchange.workbook.contribution_columns import (
    EXTRA,
    contribution_columns,
    extra_column,
)
from worldcafe.exchange.workbook.followed import open_point_columns
from worldcafe.exchange.workbook.overviews import insight_columns
from worldcafe.exchange.workbook.table import SheetColumn
from worldcafe.exchange.workbook.telling import Telling
from worldcafe.exchange.workbook.text import MAX_UNITS, units

_SAME = 0.5
"""Share of a workbook's rows that must be the workshop's for it to be this workshop's."""
_MOVED = 3
"""Cells of a column that say each other's words before anybody is asked about it."""
_ALIKE = 0.8
"""Share of them that do; the others may have been edited besides."""
_SILENT = frozenset({"priority", "countries"})
"""Worked out by formulas or from other columns: they change by themselves."""
_Texts = tuple[int, dict[str, str]]
"""A row by its number, and its texts by key."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell in the workbook."""

    spot: Spot
    column: FoundColumn


class WorkbookComparison:
    """What one way of telling the workshop leaves as edited."""

    def __init__(
        self,
        workshop: Workshop,
        telling: Telling,
        base: Base,
        tables: tuple[FoundTable, ...],
        *,
        path: Path,
        place: Place | None,
    ) -> None:
        self._path = path
        self._workshop = workshop
        self._base = base
        self._tables = tables
        self._place = place
        self._telling = telling
        self._note = cut_note(self._telling)
        self._columns: dict[type[Entity], dict[str, SheetColumn]] = {
            Conversation: insight_columns(self._telling),
            OpenPoint: open_point_columns(self._telling),
            Contribution: contribution_columns(self._telling),
        }
        """By what a row is about: each may say another thing under the same heading."""
        self._entities = _entities(workshop, self._note)
        self._shown = _entities(self._telling.workshop, self._note)
        self._masked = Masked(workshop, self._telling.disclosure)
        self._differences: dict[tuple[str, str], Difference] = {}
        self._remarks: list[Remark] = []
        self._cells = Cells(self._telling, workshop)
        self._additions = Additions(self._cells, base, place, self._remarks)
        self._shared = _shared(self._telling.refs.values())
        self._seen: dict[str, set[str]] = {}
        self._changed: dict[FoundColumn, list[tuple[str, str]]] = {}
        """For every column of a table the digests of cells that changed, before and after."""
        self._n_rows = 0

    def result(self) -> EditedWorkbook:
        """Everything the workbook says differently."""
        self._check_workshop()
        for table in self._tables:
            self._compare(table)
        self._tell_missing()
        made_at = self._base.about.get("made_at")
        return EditedWorkbook(
            path=self._path,
            language=self._telling.words.language,
            exported_at=instant_of(made_at),
            differences=tuple(self._differences.values()),
            new=tuple(self._additions.new),
            remarks=tuple(self._remarks),
            n_rows=self._n_rows,
            n_placeless=self._additions.n_placeless,
        )

    def _spot(self, table: FoundTable, row: int) -> Spot:
        return Spot(table.sheet, row, self._remarks)

    def _check_workshop(self) -> None:
        """Refuse the synthesis of another workshop: another birth, and other rows."""
        about = self._workshop.about
        born = about.created_at.isoformat() if about.created_at else ""
        exported = self._base.about.get("workshop", "")
        ids = self._base.digests.keys() or {
            texts.get("id", "") for table in self._tables for _, texts in table.rows()
        } - {""}
        known = sum(each in self._entities for each in ids)
        if ids and known < _SAME * len(ids) and (not born or born != exported):
            raise FileRefused("workbook_of_another_workshop", name=self._path.name)

    # rows

    def _compare(self, table: FoundTable) -> None:
        headings = self._spot(table, table.header_row)
        for at in table.nameless:
            headings.doubt("column_without_heading", letter=get_column_letter(at + 1))
        for heading in table.repeated:
            headings.doubt("column_repeated", heading=heading)
        if not {"id", "ref"} & {column.key for column in table.columns}:
            headings.doubt("sheet_without_identifiers")
            return
        rows = self._identified(table.rows())
        copies = self._copies(rows)
        n_alike: dict[str, int] = {}
        for number, texts in rows:
            if number in copies:
                self._spot(table, number).doubt("row_copied", first_row=copies[number])
                continue
            row_id = texts["id"]
            if not row_id:
                told = texts.get("title") or texts.get("step_text", "")
                alike = fold(told) or told
                n_alike[alike] = n_alike.get(alike, 0) + 1
                row_id = self._additions.fresh_id(table, alike, n_alike[alike])
            self._take(table, number, texts, row_id)
        self._ask_about_moved(table)

    def _identified(self, rows: Iterable[_Texts]) -> list[_Texts]:
        """The rows, each with its identifier; new rows have none.

        A row that lost its identifier is known by its reference, unless another row has it:
        then it was copied to begin a new one.
        """
        known = {ref: contribution_id for contribution_id, ref in self._telling.refs.items()}
        found = [(number, {"id": "", **texts}) for number, texts in rows]
        taken = {texts["id"] for _, texts in found}
        for _, texts in found:
            row_id = known.get(texts.get("ref", ""), "")
            if not texts["id"] and row_id not in taken:
                texts["id"] = row_id
                taken.add(row_id)
        return found

    def _take(
        self, table: FoundTable, number: int, texts: Mapping[str, str], row_id: str
    ) -> None:
        entity = self._entities.get(row_id)
        if entity is not None:
            self._n_rows += 1
            self._seen.setdefault(row_id, set()).add(table.name)
            if not _is_gone(entity):
                self._compare_row(table, number, texts, entity)
            elif self._is_edited(row_id, texts):
                self._tell_gone(table, number, entity)
        elif texts.get("id"):
            title = texts.get("title", "")[:60]
            self._spot(table, number).doubt("row_unknown", title=title)
        elif texts.get("ref") in self._shared:
            refs = ", ".join(self._shared[texts["ref"]])
            self._spot(table, number).doubt("ref_shared", ref=texts["ref"], refs=refs)
        elif table.name in ("Insights", "FollowUp"):
            self._spot(table, number).doubt("row_not_added")
        else:
            self._additions.add(table, number, texts, row_id)

    def _copies(self, rows: list[_Texts]) -> dict[int, int]:
        """Rows with the identifier of another one, and the row that is the original.

        Of several the one with fewest changes is it, whatever sorting did to them.
        """
        by_id: dict[str, list[_Texts]] = {}
        for number, texts in rows:
            if texts.get("id"):
                by_id.setdefault(texts["id"], []).append((number, texts))
        copies = {}
        for row_id, same in by_id.items():
            if len(same) > 1:
                known = self._base.digests.get(row_id, {})
                first = min(same, key=lambda each: (_n_changed(each[1], known), each[0]))[0]
                copies.update({number: first for number, _ in same if number != first})
        return copies

    def _is_edited(self, row_id: str, texts: Mapping[str, str]) -> bool:
        known = self._base.digests.get(row_id, {})
        keys = (key for key in known.keys() & texts.keys() if field_of(key))
        return any(digest(texts[key]) != known[key] for key in keys)

    def _tell_gone(self, table: FoundTable, number: int, entity: Entity) -> None:
        """What is no longer in the harvest takes no changes."""
        spot, title = self._spot(table, number), _title(entity)[:60]
        if isinstance(entity, Contribution) and entity.withdrawn_at:
            spot.doubt("row_withdrawn", title=title)
        else:
            spot.doubt("row_merged", title=title)

    def _compare_row(
        self, table: FoundTable, number: int, texts: Mapping[str, str], entity: Entity
    ) -> None:
        known = self._base.digests.get(said(entity.id, self._note), {})
        for column in table.columns:
            text = texts[column.key]
            base = known.get(column.key)
            if base is not None and digest(text) == base:
                continue
            now = self._now(column.key, entity, base)
            if table.carrier.is_same(text, now):
                continue
            before = digest(now) if base is None else base
            self._changed.setdefault(column, []).append((before, digest(text)))
            place = _Place(self._spot(table, number), column)
            self._differ(place, entity, table.carrier.typed(text), now, base)

    def _now(self, key: str, entity: Entity, base: str | None) -> str:
        """What a cell would say if the workbook were exported now.

        Somebody may have left standing what texts give away: what was exported as it is, is
        told as it is.
        """
        column = self._column(key, type(entity))
        if column is None:
            return ""
        plain = said(column.value(entity), self._note)
        if base is not None and digest(plain) == base:
            return plain
        return said(column.value(self._shown[said(entity.id, self._note)]), self._note)

    def _column(self, key: str, about: type[Entity]) -> SheetColumn | None:
        columns = self._columns[about]
        if key not in columns and key.startswith(EXTRA):
            columns[key] = extra_column(key.removeprefix(EXTRA))
        return columns.get(key)

    # cells

    def _differ(
        self, place: _Place, entity: Entity, text: str, now: str, base: str | None
    ) -> None:
        """Weigh a cell that was edited and says something else than the workshop."""
        column = place.column
        field = field_of(column.key)
        if field is None or not is_edited(type(entity), field.path):
            # A program that computes nothing leaves the cells of formulas empty.
            if text and column.key not in _SILENT and base is not None:
                place.spot.doubt("cell_not_taken", heading=column.heading, text=text[:60])
            return
        before = value_of(entity, field.path)
        if isinstance(before, str) and units(before) > MAX_UNITS:
            place.spot.doubt("text_too_long_for_cell", heading=column.heading)
            return
        whole = self._masked.whole(text, entity, field.path)
        if whole is None:
            place.spot.doubt("masked_text_not_whole", heading=column.heading)
            return
        after = self._cells.read(place.spot, column, whole, entity)
        if after is UNREAD or after == before:
            return
        change = FieldChange(
            kind=entity.kind_name,
            id=entity.id,
            field=field.path,
            before=before,
            after=after,
        )
        self._keep(
            Difference(
                sheet=place.spot.sheet,
                row=place.spot.row,
                ref=self._telling.refs.get(entity.id, ""),
                title=_title(entity),
                heading=column.heading,
                before=now,
                after=text,
                change=change,
                question=_question(now, base),
            )
        )

    def _ask_about_moved(self, table: FoundTable) -> None:
        """Ask about columns that say what they said, in other rows."""
        changed, self._changed = self._changed, {}
        moved = [column.heading for column, pairs in changed.items() if _is_permutation(pairs)]
        if not moved:
            return
        self._spot(table, table.header_row).doubt("columns_moved", headings=", ".join(moved))
        for key, each in self._differences.items():
            if each.sheet == table.sheet and each.heading in moved:
                self._differences[key] = replace(each, question=Question.MOVED)

    def _keep(self, found: Difference) -> None:
        key = (found.change.id, found.change.field)
        other = self._differences.setdefault(key, found)
        if other.change.after != found.change.after:
            Spot(found.sheet, found.row, self._remarks).doubt(
                "said_twice",
                heading=found.heading,
                text=found.after[:60],
                sheet=other.sheet,
                first_row=other.row,
                other=other.after[:60],
            )

    def _tell_missing(self) -> None:
        """Rows that were exported and are gone: nothing is taken away for that."""
        missing: dict[str, list[str]] = {}
        for row_id, tables in self._base.tables_of.items():
            if row_id in self._entities:
                for table in set(tables) - self._seen.get(row_id, set()):
                    missing.setdefault(table, []).append(row_id)
        for table, ids in missing.items():
            sheet = self._base.sheet_of.get(table, table)
            refs = [self._telling.refs.get(each, "") for each in ids[:5]]
            told = ", ".join(filter(None, refs)) + (" …" if len(ids) > 5 else "")
            Spot(sheet, 0, self._remarks).doubt("rows_missing", n=len(ids), refs=told)


def _entities(workshop: Workshop, note: str) -> dict[str, Entity]:
    """What rows may be about, by the identifier that stands in a cell."""
    conversations = (
        workshop.conversation(table, round_)
        for table in workshop.tables
        for round_ in workshop.rounds
    )
    others = (*workshop.open_points.values(), *workshop.contributions.values())
    return {said(entity.id, note): entity for entity in (*conversations, *others)}


def _shared(refs: Iterable[str]) -> dict[str, list[str]]:
    """The references that several bear by now: as they were, and as they are."""
    found: dict[str, list[str]] = {}
    for ref in refs:
        plain = ref.rstrip(ascii_lowercase)
        if plain != ref:
            found.setdefault(plain, []).append(ref)
    return found


def _is_gone(entity: Entity) -> bool:
    """Whether it was withdrawn, or merged into something else."""
    return isinstance(entity, Contribution) and bool(
        entity.withdrawn_at or entity.merged_into_id
    )


def _question(now: str, base: str | None) -> Question | None:
    """What only a person can say about a cell that was edited."""
    if base is None:
        return Question.FORGOTTEN if now else None
    return Question.BOTH_CHANGED if digest(now) != base else None


def _is_permutation(changed: Sequence[tuple[str, str]]) -> bool:
    """Whether cells that changed say together what they said before, but for a few edits."""
    before, after = zip(*changed, strict=True)
    n_kept = (Counter(before) & Counter(after)).total()
    return len(changed) >= _MOVED and n_kept >= _ALIKE * len(changed)


def _n_changed(texts: Mapping[str, str], known: Mapping[str, str]) -> int:
    return sum(digest(text) != known[key] for key, text in texts.items() if key in known)


def _title(entity: Entity) -> str:
    match entity:
        case Conversation():
            return entity.key_insight
    return str(getattr(entity, "title", ""))


def instant_of(text: object) -> dt.datetime | None:
    """The instant that a workbook says, if it says one."""
    try:
        found = dt.datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.tzinfo else None
