"""From a table of cells to records with the keys of a JSON line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from worldcafe.domain.folding import fold
from worldcafe.domain.refusal import FileRefused
from worldcafe.exchange.notes.fields import HIDDEN_COLUMNS, number_in, paths_by_heading
from worldcafe.exchange.notes.raw import lines_of
from worldcafe.exchange.notes.record import Room
from worldcafe.exchange.spreadsheet import Sheet, read_sheet
from worldcafe.wording import N_, TRANSLATED, words_for

TABLE_TITLE = N_("Table {n}")
"""In a note sheet, the line that says which table it is for."""

_N_HEADER_ROWS = 80
_UNSAID = frozenset(column.path for column in HIDDEN_COLUMNS)
"""Filled in before anybody writes; a row that says no more is empty."""


@dataclass(frozen=True, slots=True)
class Records:
    """The rows of a table that say something."""

    rows: Iterator[tuple[int, dict[str, Any]]]
    """Each with its number in the sheet, from 1."""
    unknown_headings: tuple[str, ...]


def records_of(path: Path, sheet: str | None, room: Room) -> Records:
    """The records of a workbook or CSV file.

    Raises `FileRefused` as `read_sheet` does, and `notes_no_titles`.
    """
    table = read_sheet(path, sheet, score=_score)
    header = _header_row(table.rows)
    if header is None:
        first = next((row for row in table.rows if any(row)), ())
        found = ", ".join(filter(None, first))[:500]
        raise FileRefused("notes_no_titles", name=path.name, sheet=table.name, headings=found)
    headings = [" ".join(cell.split()) for cell in table.rows[header]]
    paths = _paths(headings)
    unknown = [heading for at, heading in enumerate(headings) if heading and at not in paths]
    for_table = _table_in_title(table.rows[:header], room)
    rows = _records(table.rows, header, paths, for_table)
    return Records(rows, tuple(dict.fromkeys(unknown)))


def _records(
    rows: Sequence[Sequence[str]], header: int, paths: Mapping[int, str], for_table: str
) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, row in enumerate(rows[header + 1 :], start=header + 2):
        cells = {paths[at]: cell for at, cell in enumerate(row) if cell and at in paths}
        if cells.keys() - _UNSAID:
            yield number, _record({"table": for_table, **cells})


def _record(cells: Mapping[str, str]) -> dict[str, Any]:
    """The cells of a row, put together where several make one object."""
    record: dict[str, Any] = {}
    parts: dict[str, dict[int, dict[str, str]]] = {}
    for path, text in cells.items():
        key, *steps = path.split(".")
        if steps:
            parts.setdefault(key, {}).setdefault(number_in(path), {})[steps[-1]] = text
        else:
            record[key] = text
    for key, numbered in parts.items():
        in_order = [numbered[n] for n in sorted(numbered)]
        if 0 in numbered:
            record[key] = numbered[0]
        else:
            record[key] = [*in_order, *lines_of(record.get(key, ""))]
    return record


# --- where the table is ------------------------------------------------------------------


def _paths(headings: Sequence[str]) -> dict[int, str]:
    """The field of each column; of two columns for one field the first has it."""
    by_heading = paths_by_heading()
    paths: dict[int, str] = {}
    for at, heading in enumerate(headings):
        path = by_heading.get(fold(heading))
        if path and path not in paths.values():
            paths[at] = path
    return paths


def _header_row(rows: Sequence[Sequence[str]]) -> int | None:
    """The row that has most headings of notes, a title among them."""
    found = [_paths(row).values() for row in rows[:_N_HEADER_ROWS]]
    n_headings = [len(paths) if "title" in paths else 0 for paths in found]
    best = max(n_headings, default=0)
    return n_headings.index(best) if best else None


def _score(sheet: Sheet) -> float:
    """How much a sheet looks like notes."""
    header = _header_row(sheet.rows)
    return 0 if header is None else len(_paths(sheet.rows[header]))


def _table_in_title(rows: Sequence[Sequence[str]], room: Room) -> str:
    """The number of the table that a note sheet is for; empty if its title says none."""
    titles = {
        fold(words_for(language)(TABLE_TITLE, n=number)): str(number)
        for language in TRANSLATED
        for number in room.tables
    }
    cells = (fold(cell) for row in rows for cell in row)
    return next((titles[cell] for cell in cells if cell in titles), "")
