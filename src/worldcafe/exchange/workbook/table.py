"""Sheets of tables, described column by column and laid out here.

A table sheet has a title, a line that says what it holds, a link back to the summary and
one or more Excel tables below each other.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from openpyxl.formatting.rule import DataBarRule
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableColumn, TableFormula, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from worldcafe.exchange.workbook.looks import BAR, CENTRED, TABLE_STYLE, Look, Looks
from worldcafe.exchange.workbook.part import CellValue, Formula, Part, Row

_LONG = 900
"""Characters in a cell from which a row's height is limited."""
_TALLEST = 260.0
_TITLE_ROW, _LEAD_ROW, _LINK_ROW, _HEADER_ROW = 1, 2, 3, 4
FIRST_DATA_ROW = _HEADER_ROW + 1
"""The first row of a sheet's first table that holds data."""


@dataclass(frozen=True)
class Column:
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

    def headed(self, header: str) -> "Column":
        """The same column under another heading."""
        return replace(self, header=header)


@dataclass(frozen=True)
class Table:
    """An Excel table."""

    name: str
    """Its name in formulas, the same in every language."""
    columns: tuple[Column, ...]
    subjects: Sequence[Any]
    """What the rows are about. Without any, one empty row is written: Excel wants one."""
    heading: str = ""
    """Stands above a table that is not the sheet's first."""

    def __post_init__(self) -> None:
        headers = distinct(column.header for column in self.columns)
        columns = map(Column.headed, self.columns, headers)
        object.__setattr__(self, "columns", tuple(columns))

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

    Translations may give two columns one heading; the second gets a number.
    """
    taken: set[str] = set()
    found = []
    for position, header in enumerate(headers, start=1):
        base = name = " ".join(header.split())[:200].strip() or f"#{position}"
        number = 2
        while name.casefold() in taken:
            name = f"{base} ({number})"
            number += 1
        taken.add(name.casefold())
        found.append(name)
    return found


def lay_out(sheet: TableSheet, worksheet: Worksheet, looks: Looks, home: str) -> Part:
    """The sheet, ready to be written. `home` is the name of the summary sheet."""
    return _Layout(sheet, worksheet, looks, home).part()


class _Layout:
    def __init__(
        self, sheet: TableSheet, worksheet: Worksheet, looks: Looks, home: str
    ) -> None:
        self._sheet = sheet
        self._worksheet = worksheet
        self._looks = looks.pairs
        self._home = home
        self._n_columns = max(len(table.columns) for table in sheet.tables)

    def part(self) -> Part:
        tops = list(self._tops())
        n_rows = tops[-1] + self._sheet.tables[-1].n_rows - 1
        self._set_up(n_rows)
        for table, top in zip(self._sheet.tables, tops, strict=True):
            self._add_table(table, top)
        link = Hyperlink(ref=f"A{_LINK_ROW}", location=f"{quote_sheetname(self._home)}!A1")
        return Part(self._worksheet, self._rows(tops), n_rows, self._n_columns, [link])

    def _tops(self) -> Iterator[int]:
        """The row of every table's headings."""
        top = _HEADER_ROW
        for table in self._sheet.tables:
            yield top
            top += table.n_rows + 2

    def _set_up(self, n_rows: int) -> None:
        worksheet = self._worksheet
        for index in range(self._n_columns):
            widths = [
                t.columns[index].width for t in self._sheet.tables if index < len(t.columns)
            ]
            worksheet.column_dimensions[get_column_letter(index + 1)].width = max(widths)
        corner = get_column_letter(self._sheet.n_fixed_columns + 1)
        worksheet.freeze_panes = f"{corner}{_HEADER_ROW + 1}"
        worksheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
        printed = get_column_letter(self._sheet.n_printed_columns or self._n_columns)
        worksheet.print_area = f"A1:{printed}{n_rows}"

    def _add_table(self, table: Table, top: int) -> None:
        right = get_column_letter(len(table.columns))
        last = top + table.n_rows - 1
        last_data = last - table.totals
        columns = [
            _table_column(table, column, number)
            for number, column in enumerate(table.columns, start=1)
        ]
        self._worksheet.add_table(
            ExcelTable(
                displayName=table.name,
                ref=f"A{top}:{right}{last}",
                autoFilter=AutoFilter(ref=f"A{top}:{right}{last_data}"),
                totalsRowCount=1 if table.totals else None,
                totalsRowShown=table.totals,
                tableColumns=columns,
                tableStyleInfo=TableStyleInfo(name=TABLE_STYLE, showRowStripes=True),
            )
        )
        for index, column in enumerate(table.columns, start=1):
            letter = get_column_letter(index)
            self._help_typing(column, f"{letter}{top + 1}:{letter}{last_data}")

    def _help_typing(self, column: Column, cells: str) -> None:
        if column.picks:
            # Free text stays allowed beside a code, so the list only offers.
            picks = DataValidation("list", formula1=column.picks, showErrorMessage=False)
            self._worksheet.add_data_validation(picks)
            picks.add(cells)
        if column.scale:
            low, high = map(str, column.scale)
            whole = DataValidation("whole", operator="between", formula1=low, formula2=high)
            self._worksheet.add_data_validation(whole)
            whole.add(cells)
        if column.bar:
            bar = DataBarRule("num", 0, "max", color=f"FF{BAR}", showValue=True)  # type: ignore[no-untyped-call]
            self._worksheet.conditional_formatting.add(cells, bar)

    def _rows(self, tops: list[int]) -> Iterator[Row]:
        looks = self._looks
        yield Row(_TITLE_ROW, [(1, self._sheet.title, looks[Look.TITLE])], 26)
        yield Row(_LEAD_ROW, [(1, self._sheet.lead, looks[Look.LEAD])])
        home = f"← {self._home}"
        yield Row(_LINK_ROW, [(1, home, looks[Look.LINK])], 18)
        for table, top in zip(self._sheet.tables, tops, strict=True):
            if table.heading:
                yield Row(top - 1, [(1, table.heading, looks[Look.BLOCK])], 22)
            yield from _table_rows(table, top, looks)


def _table_column(table: Table, column: Column, number: int) -> TableColumn:
    entry = TableColumn(id=number, name=column.header)
    if column.calculated:
        entry.calculatedColumnFormula = TableFormula(attr_text=column.calculated)
    if table.totals and column.total:
        entry.totalsRowFunction = "sum"
    elif table.totals and number == 1:
        entry.totalsRowLabel = "Σ"
    return entry


def _table_rows(table: Table, top: int, looks: dict[Look, tuple[int, int]]) -> Iterator[Row]:
    yield Row(top, [_header(n, each, looks) for n, each in enumerate(table.columns, 1)], 32)
    plan = [
        (number, column.value, looks[column.look])
        for number, column in enumerate(table.columns, start=1)
    ]
    sums = [0] * len(plan)
    for number, subject in enumerate(table.subjects, start=top + 1):
        cells = [(column, value(subject), styles) for column, value, styles in plan]
        yield Row(number, cells, _height(table, cells))
        if table.totals:
            sums = [total + _amount(cell[1]) for total, cell in zip(sums, cells, strict=True)]
    if not table.subjects:
        yield Row(top + 1, [(column, None, styles) for column, _, styles in plan])
    if table.totals:
        yield _totals(table, top + table.n_rows - 1, sums, looks)


def _header(
    number: int, column: Column, looks: dict[Look, tuple[int, int]]
) -> tuple[int, CellValue, tuple[int, int]]:
    look = Look.HEADER_CENTRE if column.look in CENTRED else Look.HEADER
    return (number, column.header, looks[look])


def _totals(
    table: Table, number: int, sums: list[int], looks: dict[Look, tuple[int, int]]
) -> Row:
    cells: list[tuple[int, CellValue, tuple[int, int]]] = []
    for index, (column, total) in enumerate(zip(table.columns, sums, strict=True), start=1):
        if column.total:
            text = f"SUBTOTAL(109,{column_ref(table.name, column.header)})"
            cells.append((index, Formula(text, total), looks[Look.TOTAL_NUMBER]))
        else:
            cells.append((index, "Σ" if index == 1 else None, looks[Look.TOTAL]))
    return Row(number, cells, 20)


def _amount(value: CellValue) -> int:
    found = value.value if isinstance(value, Formula) else value
    return found if isinstance(found, int) else 0


def _height(
    table: Table, cells: Sequence[tuple[int, CellValue, tuple[int, int]]]
) -> float | None:
    """Rows fit themselves to their text, except to a text so long that it hides the rest."""
    for column, value, _ in cells:
        if isinstance(value, str) and len(value) > _LONG:
            lines = len(value) / table.columns[column - 1].width
            if max(lines, value.count("\n")) * 13 > _TALLEST:
                return _TALLEST
    return None
