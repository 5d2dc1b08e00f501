"""From a table of cells to records with the keys of a JSON line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from worldcafe.domain.folding import fold
from worldcafe.domain.refusal import FileRefused
from worldcafe.exchange.notes.columns import columns_of, paths_of
from worldcafe.exchange.notes.fields import HIDDEN_COLUMNS, number_in
from worldcafe.exchange.notes.headings import is_generic
from worldcafe.exchange.notes.raw import lines_of, shares_of
from worldcafe.exchange.notes.record import Room
from worldcafe.exchange.spreadsheet import Sheet, read_sheet
from worldcafe.wording import N_, TRANSLATED, words_for
from worldcafe.wording.countries import country_code

TABLE_TITLE = N_("Table {n}")
"""In a note sheet, the line that says which table it is for."""

N_HEADER_ROWS = 80
_UNSAID = frozenset(column.path for column in HIDDEN_COLUMNS)
"""Filled in before anybody writes; a row that says no more is empty."""


_SAYS_NOTHING = frozenset(
    map(
        fold,
        (
            "n/a",
            "#n/a",
            "-",
            "–",
            "—",
            "not available",
            "not applicable",
            "not stated",
            "sans objet",
        ),
    )
) - {""}
"""What people write where nothing is to be written."""


@dataclass(frozen=True, slots=True)
class Records:
    """The rows of a table that say something."""

    rows: Iterator[tuple[int, dict[str, Any]]]
    """Each with its number in the sheet, from 1."""
    own_headings: tuple[str, ...]
    """Of the columns that are none of ours; what they say stays with the contribution."""


def records_of(path: Path, sheet: str | None, room: Room) -> Records:
    """The records of a workbook or CSV file.

    Raises `FileRefused` as `read_sheet` does, and `notes_no_titles`.
    """
    table = read_sheet(path, sheet, score=looks_like_notes)
    header = header_row(table.rows)
    if header is None:
        first = next((row for row in table.rows if any(row)), ())
        found = ", ".join(filter(None, first))[:500]
        raise FileRefused("notes_no_titles", name=path.name, sheet=table.name, headings=found)
    for_table = _table_in_title(table.rows[:header], room)
    own = columns_of(table.rows, header).own
    rows = records_in(table.rows, header, for_table)
    return Records(rows, tuple(dict.fromkeys(own.values())))


OWN = "own columns"
"""The key under which a record has what stands in columns that are none of ours."""


def records_in(
    rows: Sequence[Sequence[str]], header: int, for_table: str
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The records below the row of headings, from 0; `for_table` is the table they are from."""
    paths, own = columns_of(rows, header)
    for number, row in enumerate(rows[header + 1 :], start=header + 2):
        said = ((at, cell) for at, cell in enumerate(row) if cell and at in paths)
        cells = {paths[at]: cell for at, cell in said if fold(cell) not in _SAYS_NOTHING}
        if cells.keys() - _UNSAID:
            record = record_of({"table": for_table, **cells} if for_table else cells)
            kept = [(own[at], cell) for at, cell in enumerate(row) if cell and at in own]
            yield number, {**record, OWN: kept} if kept else record


def record_of(cells: Mapping[str, str]) -> dict[str, Any]:
    """The cells of a row, put together where several make one object."""
    record: dict[str, Any] = {}
    parts: dict[str, dict[int, dict[str, str]]] = {}
    for path, text in cells.items():
        key, *steps = path.split(".")
        if steps and steps[0] != "*":
            parts.setdefault(key, {}).setdefault(number_in(path), {})[steps[-1]] = text
        elif not steps:
            record[key] = text
    _share_out(cells, record, parts)
    for key, numbered in parts.items():
        in_order = [_plain(numbered[n]) for n in sorted(numbered)]
        if 0 in numbered:
            record[key] = numbered[0]
        else:
            record[key] = [*in_order, *lines_of(record.get(key, ""))]
    return record


def _plain(said: dict[str, str]) -> dict[str, str] | str:
    """A thing of which only the name is said, as a line that may say more."""
    return said["name"] if said.keys() == {"name"} else said


def _share_out(
    cells: Mapping[str, str],
    record: dict[str, Any],
    parts: dict[str, dict[int, dict[str, str]]],
) -> None:
    """Give each of several things its share of the cells that speak of them all: the second
    country is the second partner's, and one without a partner is one of its own.
    """
    for path, text in cells.items():
        key, *steps = path.split(".")
        if steps[:1] != ["*"]:
            continue
        numbered = parts.setdefault(key, {})
        if not numbered and record.get(key):
            names = lines_of(record.pop(key))
            numbered.update({n: {"name": name} for n, name in enumerate(names, 1)})
        knows = country_code if steps[-1] == "country" else None
        shares = shares_of(text, len(numbered), knows)
        for n, share in enumerate(shares, 1):
            numbered.setdefault(n, {}).setdefault(steps[-1], share)


# --- where the table is ------------------------------------------------------------------


def header_row(rows: Sequence[Sequence[str]]) -> int | None:
    """The row that has most headings of notes, a title among them.

    What stands in a column of titles again and again is a value: "Opportunity" may be both.
    """
    found = [
        n_headings(row) if not _titles_recur(rows, at) else 0
        for at, row in enumerate(rows[:N_HEADER_ROWS])
    ]
    best = max(found, default=0)
    return found.index(best) if best else None


def _titles_recur(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether the title of a row of headings stands in its column under other rows, too."""
    row = rows[at]
    titles = [index for index, path in paths_of(row).items() if path == "title"]
    return any(
        each[index : index + 1] == row[index : index + 1] and list(each) != list(row)
        for index in titles
        for each in rows
    )


def n_headings(row: Sequence[str]) -> int:
    """How many headings of notes a row has; none without a title."""
    paths = paths_of(row)
    titles = [row[at] for at, path in paths.items() if path == "title"]
    is_one = bool(titles) and (len(paths) > 1 or not is_generic(titles[0]))
    return len(paths) if is_one else 0


def looks_like_notes(sheet: Sheet) -> float:
    """How much a sheet looks like notes."""
    header = header_row(sheet.rows)
    return 0 if header is None else len(paths_of(sheet.rows[header]))


def _table_in_title(rows: Sequence[Sequence[str]], room: Room) -> str:
    """The number of the table that a note sheet is for; empty if its title says none."""
    titles = {
        fold(words_for(language)(TABLE_TITLE, n=number)): str(number)
        for language in TRANSLATED
        for number in room.tables
    }
    cells = (fold(cell) for row in rows for cell in row)
    return next((titles[cell] for cell in cells if cell in titles), "")
