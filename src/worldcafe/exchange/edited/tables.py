"""The tables of a synthesis workbook, wherever sorting, moving and renaming has put them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from worldcafe.domain.refusal import FileRefused
from worldcafe.exchange.edited.carriers import Carrier, carrier_of
from worldcafe.exchange.edited.headings import heading_key, known_headings, known_tables
from worldcafe.exchange.spreadsheet import Sheet, read_sheets
from worldcafe.exchange.workbook.base import BASE_SHEET, FORMAT
from worldcafe.exchange.workbook.contribution_columns import EXTRA

_N_HEADER_ROWS = 40
_ENOUGH = 3
"""Headings by which a table is known."""


@dataclass(frozen=True)
class Base:
    """What the workbook remembers of itself; nothing if its hidden sheet was lost."""

    about: Mapping[str, Any] = field(default_factory=dict)
    headings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """For every table the key of each folded heading."""
    sheet_of: Mapping[str, str] = field(default_factory=dict)
    digests: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """For every row by its id what its cells said, by key."""
    tables_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The tables in which a row stood, by its id."""


@dataclass(frozen=True)
class FoundColumn:
    """A column of a table as it stands in the workbook now."""

    at: int
    """From 0."""
    key: str
    heading: str


@dataclass(frozen=True)
class FoundTable:
    """A table as it stands in the workbook now."""

    name: str
    sheet: str
    header_row: int
    """From 1."""
    columns: tuple[FoundColumn, ...]
    nameless: tuple[int, ...]
    """Columns, from 0, that hold something under no heading."""
    repeated: tuple[str, ...]
    """Headings of columns that say again what another one says; they are not read."""
    carrier: Carrier
    """What the file did to the texts."""
    _rows: Sequence[Sequence[str]]

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Every row that says something: its number from 1, and its texts by key."""
        columns, plain = self.columns, self.carrier.plain
        for number, row in enumerate(self._rows[self.header_row :], self.header_row + 1):
            width = len(row)
            texts = {
                column.key: plain(row[column.at]) if column.at < width else ""
                for column in columns
            }
            if any(texts.values()):
                yield number, texts


def read_tables(path: Path) -> tuple[Base, tuple[FoundTable, ...]]:
    """What a workbook remembers of itself, and its tables; a text file is one table.

    Raises `FileRefused` as `read_sheets` does, `workbook_not_synthesis` for any other
    workbook, and `workbook_too_new`.
    """
    sheets = read_sheets(path, hidden=BASE_SHEET)
    remembered = [_base(each, path.name) for each in sheets if each.name == BASE_SHEET]
    base = remembered[0] if remembered else Base()
    found = [_found(sheet, base) for sheet in sheets if sheet.name != BASE_SHEET]
    tables = tuple(table for table in found if table)
    # One of ours may show no table: where nothing was recorded, all of them are hidden.
    if not tables and not remembered:
        raise FileRefused("workbook_not_synthesis", name=path.name)
    return base, tables


# --- the hidden sheet --------------------------------------------------------------------


def _base(sheet: Sheet, name: str) -> Base:
    """What the sheet says; nothing if somebody wrote something else into it."""
    about: dict[str, Any] = {}
    keys: dict[str, list[str]] = {}
    headings: dict[str, dict[str, str]] = {}
    sheet_of: dict[str, str] = {}
    digests: dict[str, dict[str, str]] = {}
    tables_of: dict[str, tuple[str, ...]] = {}
    plain = carrier_of(sheet).plain
    try:
        for row in sheet.rows:
            match list(map(plain, row)):
                case ["workbook", text]:
                    about = json.loads(text)
                case ["table", table, title, text]:
                    pairs = [(str(key), str(header)) for key, header in json.loads(text)]
                    keys[table] = [key for key, _ in pairs]
                    headings[table] = _by_heading(pairs)
                    sheet_of[table] = title
                case ["row", table, row_id, *rest]:
                    said = zip(keys[table], "".join(rest).split(","), strict=True)
                    digests.setdefault(row_id, {}).update(said)
                    tables_of[row_id] = (*tables_of.get(row_id, ()), table)
        too_new = int(about.get("format", 0)) > FORMAT
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Base()
    if too_new:
        raise FileRefused("workbook_too_new", name=name)
    return Base(about, headings, sheet_of, digests, tables_of)


def _by_heading(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The key of every heading, folded; of those that fold alike, the later as they stand."""
    found: dict[str, str] = {}
    for key, header in pairs:
        folded = heading_key(header)
        found[" ".join(header.split()) if folded in found else folded] = key
    return found


# --- the sheets --------------------------------------------------------------------------


def _found(sheet: Sheet, base: Base) -> FoundTable | None:
    """The table on a sheet, if it is one that is read; the sheet's name settles a draw.

    It is the one whose headings have most in common with a row: a sheet of ideas may have
    all that an opportunity can have, and still lacks much of what those sheets hold.
    """
    best: tuple[float, bool] = (0, False)
    name, at = "", 0
    plain = carrier_of(sheet).plain
    for number, row in enumerate(sheet.rows[:_N_HEADER_ROWS]):
        folded = {heading_key(plain(cell)) for cell in row if cell}
        for table, known in known_tables().items():
            own = base.headings.get(table, {})
            n = sum(heading in own or heading in known.keys for heading in folded)
            in_common = 2 * n / (known.n_columns + len(folded))
            marks = (in_common, base.sheet_of.get(table) == sheet.name)
            if n >= _ENOUGH and marks > best:
                best, name, at = marks, table, number
    return _table(sheet, at, name, base) if name and known_tables()[name].is_read else None


def _table(sheet: Sheet, at: int, name: str, base: Base) -> FoundTable:
    carrier = carrier_of(sheet)
    headings = [" ".join(carrier.plain(cell).split()) for cell in sheet.rows[at]]
    own, known = base.headings.get(name, {}), known_headings(name)
    keys, repeated = _keys(headings, own, known)
    columns = tuple(FoundColumn(n, key, headings[n]) for n, key in sorted(keys.items()))
    width = max((len(row) for row in sheet.rows[at + 1 :]), default=0)
    nameless = tuple(
        n
        for n in range(width)
        if (n >= len(headings) or not headings[n])
        and any(len(row) > n and row[n] for row in sheet.rows[at + 1 :])
    )
    return FoundTable(
        name, sheet.name, at + 1, columns, nameless, repeated, carrier, sheet.rows
    )


def _keys(
    headings: Sequence[str], own: Mapping[str, str], known: Mapping[str, str]
) -> tuple[dict[int, str], tuple[str, ...]]:
    """The key of every column, and the headings that come twice.

    The headings of this very workbook come first, then those of any language; any other
    heading is an organiser's own column.
    """
    keys: dict[int, str] = {}
    for names in (own, known):
        for at, heading in enumerate(headings):
            key = names.get(heading) or names.get(heading_key(heading))
            if at not in keys and key and key not in keys.values():
                keys[at] = key
    repeated = []
    for at, heading in enumerate(headings):
        key = f"{EXTRA}{heading[:500]}"
        if heading and at not in keys:
            if key in keys.values() or own.get(heading_key(heading)) in keys.values():
                repeated.append(heading)
            else:
                keys[at] = key
    return keys, tuple(repeated)
