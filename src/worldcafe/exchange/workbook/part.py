"""Sheets as they are written: rows as XML, streamed into the file.

openpyxl writes everything about a workbook except the rows. Those are written here: row
by row without a cell object each, which is quicker, needs no memory, lets somebody
cancel, and stores beside every formula the value that the program already knows
(openpyxl cannot), so that Excel's Protected View and phone previews show numbers.
"""

import datetime as dt
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.dimensions import SheetDimension
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import Element  # lxml's, where that is installed

from worldcafe.exchange.workbook.text import fitting, taken_for_more, text_xml

_FIRST_DATE = dt.date(1900, 3, 1)
"""Before it Excel counts days wrongly."""
_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData></sheetData>")
_PIECE = 64
"""Rows written at a time."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula (English, with commas, without "=") and what it comes to."""

    text: str
    value: int | float | str


CellValue = str | int | float | dt.date | dt.datetime | Formula | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row to write: cells by column number, each with its style and its quoted style."""

    number: int
    cells: Sequence[tuple[int, CellValue, tuple[int, int]]]
    height: float | None = None
    """In points; without it the reader's program fits the row to its text."""


@dataclass
class Part:
    """A sheet: what openpyxl writes about it, and its rows."""

    worksheet: Worksheet
    rows: Iterable[Row]
    n_rows: int
    n_columns: int
    links: list[Hyperlink] = field(default_factory=list)


class RowXml:
    """Rows as XML."""

    def __init__(self, cut_note: str) -> None:
        """`cut_note` stands at the end of a text that no cell can hold."""
        self._cut_note = cut_note
        self._letters = ["", *map(get_column_letter, range(1, 257))]

    def __call__(self, row: Row) -> str:
        number = row.number
        letters = self._letters
        cells = "".join(
            [
                f'<c r="{letters[column]}{number}"{self._content(value, styles)}'
                for column, value, styles in row.cells
            ]
        )
        height = f' ht="{row.height}" customHeight="1"' if row.height else ""
        return f'<row r="{number}"{height}>{cells}</row>'

    def _content(self, value: CellValue, styles: tuple[int, int]) -> str:
        plain, quoted = styles
        if value is None or value == "":
            return f' s="{plain}"/>'
        if isinstance(value, str):
            style = quoted if taken_for_more(value) else plain
            return f' s="{style}" t="inlineStr">{text_xml(fitting(value, self._cut_note))}</c>'
        if isinstance(value, Formula):
            kind = ' t="str"' if isinstance(value.value, str) else ""
            return (
                f' s="{plain}"{kind}><f>{escape(value.text)}</f>'
                f"<v>{escape(str(value.value))}</v></c>"
            )
        if isinstance(value, dt.date):
            day = value.date() if isinstance(value, dt.datetime) else value
            if day < _FIRST_DATE:
                return self._content(value.isoformat(), styles)
            number = to_excel(value)  # type: ignore[no-untyped-call]
        else:
            number = repr(value) if isinstance(value, float) else f"{value:d}"
        return f' s="{plain}"><v>{number}</v></c>'


def save(
    workbook: Workbook,
    parts: Sequence[Part],
    to_xml: RowXml,
    file: io.BufferedIOBase,
    advance: Callable[[int], None],
) -> None:
    """Write the workbook. `advance` hears of rows as they are written; it may raise."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        _Writer(workbook, archive, parts, to_xml, advance).write_data()


def check(path: Path) -> None:
    """Whether what was written can be read again, every part to its last byte."""
    with ZipFile(path) as archive:
        damaged = archive.testzip()
    if damaged:
        raise OSError(f"{damaged} was not written well")


class _Writer(ExcelWriter):
    """openpyxl's writer, with sheets streamed instead of gathered."""

    def __init__(
        self,
        workbook: Workbook,
        archive: ZipFile,
        parts: Sequence[Part],
        to_xml: RowXml,
        advance: Callable[[int], None],
    ) -> None:
        super().__init__(workbook, archive)
        self._zip = archive
        self._parts = {part.worksheet.title: part for part in parts}
        self._to_xml = to_xml
        self._advance = advance

    def write_worksheet(self, ws: Any) -> None:
        part = self._parts[ws.title]
        frame = _Frame(part)
        head, tail = frame.around_rows()
        with self._zip.open(ws.path[1:], "w") as stream:
            stream.write(head + b"<sheetData>")
            for n_rows, piece in self._pieces(part.rows):
                stream.write(piece)
                self._advance(n_rows)
            stream.write(b"</sheetData>" + tail)
        # What openpyxl does here as well: charts come later, links and tables by their ids.
        ws._drawing = _Drawing()  # noqa: SLF001
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images  # noqa: SLF001
        ws._rels = frame.relations  # noqa: SLF001
        self.manifest.append(ws)

    def _pieces(self, rows: Iterable[Row]) -> Iterator[tuple[int, bytes]]:
        gathered: list[str] = []
        for row in rows:
            gathered.append(self._to_xml(row))
            if len(gathered) == _PIECE:
                yield len(gathered), "".join(gathered).encode()
                gathered.clear()
        yield len(gathered), "".join(gathered).encode()


class _Drawing(SpreadsheetDrawing):
    """The charts of a sheet, each with the words that stand for it."""

    __elements__ = SpreadsheetDrawing.__elements__

    def _chart_frame(self, idx: int) -> Any:
        frame: Any = super()._chart_frame(idx)  # type: ignore[misc]
        properties = frame.nvGraphicFramePr.cNvPr
        properties.descr = self.charts[idx - 1].description
        return frame


class _Frame(WorksheetWriter):
    """Everything about a sheet except its rows."""

    _rels: Any

    def __init__(self, part: Part) -> None:
        self._stream = io.BytesIO()
        super().__init__(part.worksheet, self._stream)
        sheet: Any = part.worksheet
        sheet._hyperlinks.extend(part.links)  # noqa: SLF001
        self._ref = f"A1:{get_column_letter(part.n_columns)}{part.n_rows}"

    @property
    def relations(self) -> Any:
        """What the sheet points to, once it was written."""
        return self._rels

    def around_rows(self) -> tuple[bytes, bytes]:
        """What stands before and after the rows."""
        self.write()
        head, tail = _ROWS.split(self._stream.getvalue())
        return head, tail

    def rows(self) -> list[Any]:
        return []

    def write_dimensions(self) -> None:
        self.xf.send(SheetDimension(self._ref).to_tree())

    def write_drawings(self) -> None:
        # Nothing of ours is a number by mistake: no green corners for codes and numbers.
        errors = Element("ignoredErrors")
        errors.append(Element("ignoredError", sqref=self._ref, numberStoredAsText="1"))
        self.xf.send(errors)
        super().write_drawings()
