"""Sheets of tables, laid out: widths, tables, pick lists, marks, charts, print set-up."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from openpyxl.formatting.rule import ColorScaleRule, DataBarRule, Rule
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableColumn, TableFormula, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from worldcafe.domain.links import web_address
from worldcafe.exchange.workbook.charts import Shown, draw
from worldcafe.exchange.workbook.looks import (
    BAR,
    CENTRED,
    TABLE_STYLE,
    WHITE,
    Look,
    Looks,
    Mark,
    marked,
)
from worldcafe.exchange.workbook.part import CellValue, Formula, Part, Row
from worldcafe.exchange.workbook.table import (
    FIRST_DATA_ROW,
    SheetColumn,
    Table,
    TableSheet,
    column_ref,
    literal,
)

_CHARTED = 100
"""Rows of a table that a chart may show."""
_CHART_COLUMNS = 10
"""Columns of ordinary width that a chart covers."""
_LONG = 900
"""Characters in a cell from which a row's height is limited."""
_TALLEST = 260.0
_WIDE = 28
"""Width from which a column may hold prose."""
_MOST_CUT = 8
_MOST_LINKS = 60_000
"""Excel opens no sheet with more than 65,530."""
_TITLE_ROW, _LEAD_ROW, _LINK_ROW = 1, 2, 3
_HEADER_ROW = FIRST_DATA_ROW - 1


def lay_out(sheet: TableSheet, worksheet: Worksheet, looks: Looks, home: str) -> Part:
    """The sheet, ready to be written. `home` names the sheet that a link leads back to."""
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
        self._draw(tops)
        links = [
            *self._way_home(),
            *self._targets(tops),
            *islice(self._ways_out(tops), _MOST_LINKS),
        ]
        return Part(self._worksheet, self._rows(tops), n_rows, self._n_columns, links)

    def _way_home(self) -> Iterator[Hyperlink]:
        if self._home != self._worksheet.title:
            home = f"{quote_sheetname(self._home)}!A1"
            yield Hyperlink(ref=f"A{_LINK_ROW}", location=home)

    def _targets(self, tops: list[int]) -> Iterator[Hyperlink]:
        """Links to the files that rows speak of."""
        for table, top in zip(self._sheet.tables, tops, strict=True):
            letter = get_column_letter(len(table.columns))
            for row, subject in enumerate(table.subjects if table.target else (), top + 1):
                assert table.target is not None
                yield Hyperlink(ref=f"{letter}{row}", target=table.target(subject))

    def _ways_out(self, tops: list[int]) -> Iterator[Hyperlink]:
        """Links to the web, from the columns that hold addresses."""
        for table, top in zip(self._sheet.tables, tops, strict=True):
            for number, column in enumerate(table.columns, 1):
                letter = get_column_letter(number)
                for row, subject in enumerate(
                    table.subjects if column.leads_out else (), top + 1
                ):
                    if address := web_address(str(column.value(subject) or "")):
                        yield Hyperlink(ref=f"{letter}{row}", target=address)

    def _draw(self, tops: list[int]) -> None:
        """The charts below each other, to the right of the tables."""
        row = _HEADER_ROW
        letter = get_column_letter(self._n_columns + 2)
        shown = {
            table.name: (table, top)
            for table, top in zip(self._sheet.tables, tops, strict=True)
            if table.subjects
        }
        for chart in self._sheet.charts:
            if chart.table not in shown:
                continue
            table, top = shown[chart.table]
            anchor = f"{letter}{row}"
            if chart.beside_table:
                anchor = f"{get_column_letter(len(table.columns) + 2)}{top}"
            else:
                row += chart.n_rows + 1
            draw(chart, self._worksheet, _shown(table, top), anchor)

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
        self._fold()
        corner = get_column_letter(self._sheet.n_fixed_columns + 1)
        worksheet.freeze_panes = f"{corner}{_HEADER_ROW + 1}"
        worksheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
        printed = self._sheet.n_printed_columns or self._n_columns
        beyond = [chart for chart in self._sheet.charts if not chart.beside_table]
        if beyond:
            printed += 1 + _CHART_COLUMNS
            heights = (chart.n_rows + 1 for chart in beyond)
            n_rows = max(n_rows, _HEADER_ROW + sum(heights))
        worksheet.print_area = f"A1:{get_column_letter(printed)}{n_rows}"

    def _cut(self) -> str:
        """Which rows are longer than is printed of them; nothing where none is."""
        tell = self._sheet.tells_cut
        if tell is None:
            return ""
        found = [name for table in self._sheet.tables for name in _cut_rows(table)]
        more = ["…"] if len(found) > _MOST_CUT else []
        return tell(", ".join([*found[:_MOST_CUT], *more])) if found else ""

    def _fold(self) -> None:
        """Fold away what would be empty from top to bottom; a click opens it again."""
        for table in self._sheet.tables:
            for index, column in enumerate(table.columns if table.folds else (), start=1):
                if not column.awaited and _is_empty(table, column):
                    dimension = self._worksheet.column_dimensions[get_column_letter(index)]
                    dimension.outlineLevel, dimension.hidden = 1, True

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
            self._mark(column, f"{letter}{top + 1}:{letter}{last_data}")
        self._shade(table, top)
        self._mark_late(table, top)

    def _help_typing(self, column: SheetColumn, cells: str) -> None:
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

    def _mark(self, column: SheetColumn, cells: str) -> None:
        """Let certain words strike the eye."""
        first = cells.partition(":")[0]
        for text, mark in column.marks.items():
            rule = Rule("expression", dxf=marked(mark), formula=[f"{first}={literal(text)}"])
            self._worksheet.conditional_formatting.add(cells, rule)

    def _shade(self, table: Table, top: int) -> None:
        """The numbers of a matrix, deeper where larger, over all its columns together."""
        numbers = [n for n, column in enumerate(table.columns, start=1) if column.heat]
        if numbers and table.subjects:
            left, right = get_column_letter(numbers[0]), get_column_letter(numbers[-1])
            cells = f"{left}{top + 1}:{right}{top + len(table.subjects)}"
            shades: Any = ColorScaleRule(  # type: ignore[no-untyped-call]
                start_type="num", start_value=0, start_color=f"FF{WHITE}",
                end_type="max", end_color=f"FF{BAR}",
            )  # fmt: skip
            self._worksheet.conditional_formatting.add(cells, shades)

    def _mark_late(self, table: Table, top: int) -> None:
        """Dates that are over, of what is neither done nor dropped."""
        keys = [column.key for column in table.columns]
        if "step_due" not in keys or "step_status" not in keys:
            return
        due, status = (
            get_column_letter(keys.index(key) + 1) for key in ("step_due", "step_status")
        )
        over = [
            f"{status}{top + 1}<>{literal(text)}"
            for text, mark in table.columns[keys.index("step_status")].marks.items()
            if mark in (Mark.GOOD, Mark.QUIET)
        ]
        late = f"ISNUMBER({due}{top + 1}),{due}{top + 1}<TODAY()"
        rule = Rule(
            "expression", dxf=marked(Mark.PROBLEM), formula=[f"AND({','.join([late, *over])})"]
        )
        cells = f"{due}{top + 1}:{due}{top + max(1, len(table.subjects))}"
        self._worksheet.conditional_formatting.add(cells, rule)

    def _rows(self, tops: list[int]) -> Iterator[Row]:
        looks = self._looks
        yield Row(_TITLE_ROW, [(1, self._sheet.title, looks[Look.TITLE])], 26)
        lead = " ".join(filter(None, (self._sheet.lead, self._cut())))
        yield Row(_LEAD_ROW, [(1, lead, looks[Look.LEAD])])
        if self._home != self._worksheet.title:
            yield self._home_row()
        for table, top in zip(self._sheet.tables, tops, strict=True):
            if table.heading:
                yield Row(top - 1, [(1, table.heading, looks[Look.BLOCK])], 22)
            yield from _table_rows(table, top, looks)

    def _home_row(self) -> Row:
        back = "→" if self._worksheet.sheet_view.rightToLeft else "←"
        home = f"{back} {self._home}"
        return Row(_LINK_ROW, [(1, home, self._looks[Look.LINK])], 18)


def _cut_rows(table: Table) -> Iterator[str]:
    """What stands first in the rows of which only a part is printed."""
    prose = [(at, each) for at, each in enumerate(table.columns, 1) if each.width >= _WIDE]
    for subject in table.subjects if prose else ():
        cells = [(at, column.value(subject), (0, 0)) for at, column in prose]
        if _height(table, cells):
            yield str(_result(table.columns[0].value(subject)) or "…")


def _is_empty(table: Table, column: SheetColumn) -> bool:
    """Whether nothing stands in a column of a table that has rows."""
    said = (_result(column.value(subject)) for subject in table.subjects)
    return bool(table.subjects) and all(value in (None, "") for value in said)


def _shown(table: Table, top: int) -> Shown:
    """What a chart shows of a table."""
    values = [column.value for column in table.columns]
    cells = [
        [_result(value(subject)) for value in values] for subject in table.subjects[:_CHARTED]
    ]
    return Shown(top, [column.header for column in table.columns], cells)


def _result(value: CellValue) -> str | int | float | None:
    found = value.value if isinstance(value, Formula) else value
    return str(found) if isinstance(found, dt.date) else found


def _table_column(table: Table, column: SheetColumn, number: int) -> TableColumn:
    entry = TableColumn(id=number, name=column.header)
    if column.calculated:
        entry.calculatedColumnFormula = TableFormula(attr_text=column.calculated)
    if table.totals and column.total:
        entry.totalsRowFunction = "sum"
    elif table.totals and number == 1:
        entry.totalsRowLabel = "Σ"
    return entry


def _table_rows(table: Table, top: int, looks: dict[Look, tuple[int, int]]) -> Iterator[Row]:
    headers = [_header(n, each, looks) for n, each in enumerate(table.columns, 1)]
    yield Row(top, headers, _header_height(table.columns))
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


def _header_height(columns: Sequence[SheetColumn]) -> float:
    """Room for the heading that needs most lines, and for at least two."""
    upright = max((len(column.header) for column in columns if column.upright), default=0)
    lines = max(
        -(-len(column.header) // (0.8 * column.width))
        for column in columns
        if not column.upright
    )
    return max(16.0 * min(max(2, lines), 6), 7.5 * min(upright, 26) + 8 * bool(upright))


def _header(
    number: int, column: SheetColumn, looks: dict[Look, tuple[int, int]]
) -> tuple[int, CellValue, tuple[int, int]]:
    look = Look.HEADER_CENTRE if column.look in CENTRED else Look.HEADER
    if column.upright:
        look = Look.HEADER_UPRIGHT
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
