"""Sheets of tables, described column by column.

A table sheet has a title, a line that says what it holds, a link back to the summary and
one or more Excel tables below each other.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from worldcafe.exchange.workbook.charts import Chart
from worldcafe.exchange.workbook.looks import Look, Mark
from worldcafe.exchange.workbook.part import CellValue
from worldcafe.exchange.workbook.text import heading_text

FIRST_DATA_ROW = 5
"""The first row of a sheet's first table that holds data."""


_WORD_STARTS = re.compile(r"(?<!^)(?=[A-Z])")


@dataclass(frozen=True)
class SheetColumn:
    """A column of a table: its heading, and what it says about a row's subject."""

    header: str
    value: Callable[[Any], CellValue]
    width: float = 14
    look: Look = Look.TEXT
    picks: str = ""
    """Name of the range that holds the values to pick from."""
    scale: tuple[int, int] | None = None
    """Smallest and largest whole number that may be typed."""
    total: bool = False
    """Whether the totals row adds it up."""
    calculated: str = ""
    """The formula that Excel fills into new rows."""
    bar: bool = False
    """Whether a bar shows the size of the number."""
    heat: bool = False
    """Whether a deeper shade shows a larger number."""
    marks: Mapping[str, Mark] = field(default_factory=dict)
    """Texts that strike the eye, and how."""
    key: str = ""
    """The field it shows, where an edited workbook is read back by it."""
    awaited: bool = False
    """Whether it stays in view while nothing is in it: somebody is to fill it in."""
    leads_out: bool = False
    """Whether a web address in it is a link."""
    upright: bool = False
    """Whether the heading stands upright, so that many columns have room on a page."""

    def headed(self, header: str) -> "SheetColumn":
        """The same column under another heading."""
        return replace(self, header=header)


@dataclass(frozen=True)
class Table:
    """An Excel table."""

    name: str
    """Its name in formulas, the same in every language."""
    columns: tuple[SheetColumn, ...]
    subjects: Sequence[Any]
    """What the rows are about. Without any, one empty row is written: Excel wants one."""
    heading: str = ""
    """Stands above a table that is not the sheet's first."""
    target: Callable[[Any], str] | None = None
    """The file that a row's last column leads to, as a path beside the workbook."""
    folds: bool = False
    """Whether columns in which nothing stands are folded away."""
    keeps_base: bool = False
    """Whether the workbook remembers what its cells said, to tell what was edited since."""

    def __post_init__(self) -> None:
        headers = distinct(column.header for column in self.columns)
        columns = map(SheetColumn.headed, self.columns, headers)
        object.__setattr__(self, "columns", tuple(columns))

    @property
    def plain_name(self) -> str:
        """`NextSteps` is `next_steps`: how files and commands call it, in every language."""
        return _WORD_STARTS.sub("_", self.name).lower()

    @property
    def totals(self) -> bool:
        return bool(self.subjects) and any(column.total for column in self.columns)

    @property
    def n_rows(self) -> int:
        """Rows of the table, its heading and totals included."""
        return 1 + max(1, len(self.subjects)) + self.totals


@dataclass(frozen=True)
class TableSheet:
    """A sheet of tables."""

    title: str
    """Also the sheet's name."""
    lead: str
    """One line that says what the sheet holds."""
    tables: tuple[Table, ...]
    n_fixed_columns: int = 1
    """Columns that stay in view."""
    n_printed_columns: int | None = None
    """How many columns are printed; all if None."""
    tells_cut: Callable[[str], str] | None = None
    """Says which rows, by what stands first in them, hold more than is printed."""
    charts: tuple[Chart, ...] = ()
    """Stand to the right of the tables."""

    @property
    def key(self) -> str:
        """By which it is left out: the name of its first table."""
        return self.tables[0].plain_name

    @property
    def is_empty(self) -> bool:
        """Whether no table of it has a row: then it is hidden, and nothing of it printed."""
        return not any(table.subjects for table in self.tables)


def column_ref(table: str, header: str) -> str:
    """A table's column in a formula, as it is stored in the file."""
    name = re.sub(r"(['\[\]#@])", r"'\1", header)
    plain = all(character.isalnum() or character == " " for character in header)
    return f"{table}[{name}]" if plain else f"{table}[[{name}]]"


def this_row(table: str, header: str) -> str:
    """The cell of a column in the formula's own row."""
    name = re.sub(r"(['\[\]#@])", r"'\1", header)
    return f"{table}[[#This Row],[{name}]]"


def literal(text: str) -> str:
    """A text in a formula, in pieces of at most the 255 characters that Excel allows."""
    pieces = [text[start : start + 255] for start in range(0, len(text), 255)] or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


def distinct(headers: Iterable[str]) -> list[str]:
    """Headings as Excel wants them: on one line, none empty, none twice whatever the case.

    Translations may give two columns one heading; the second gets a number. Where people
    gave it, what Excel takes for an escape or cannot hold is replaced.
    """
    taken: set[str] = set()
    found = []
    for position, header in enumerate(headers, start=1):
        base = name = " ".join(heading_text(header).split())[:200].strip() or f"#{position}"
        number = 2
        while name.casefold() in taken:
            name = f"{base} ({number})"
            number += 1
        taken.add(name.casefold())
        found.append(name)
    return found
