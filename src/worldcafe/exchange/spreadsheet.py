"""One table of text cells, out of whatever file holds it.

Excel workbooks (`.xlsx`, `.xlsm`) and text with commas, semicolons or tabs. What a file
is follows from its content, never from its name; nothing in it is run, followed or
trusted.
"""

import datetime as dt
import io
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from openpyxl import Workbook, load_workbook
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet._reader import WorkSheetParser

from worldcafe.domain.refusal import FileRefused
from worldcafe.exchange.archive import check_archive
from worldcafe.exchange.delimited import decode, table

MAX_BYTES = 32 * 2**20
SYNTHESIS_SHEET = "worldcafe"
"""The hidden sheet of our own synthesis, in every language: that is no list to import."""
MAX_ROWS = 20_000
"""Rows with something in them."""
MAX_CELLS = 1_000_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of trimmed text cells as it stands in the file."""

    name: str
    sheets: tuple[str, ...]
    """All sheets of the file, this one included."""
    rows: tuple[tuple[str, ...], ...]
    """Row 1 of the sheet first. Empty cells at a row's end are left out, so lengths differ."""
    encoding: str | None = None
    """Of a text file."""
    delimiter: str | None = None
    """Of a text file."""


def read_sheet(
    path: Path, sheet: str | None = None, *, score: Callable[[Sheet], float] | None = None
) -> Sheet:
    """The sheet of that name; without a name the first, or the one that `score` likes best.

    Cells are text: numbers without a needless ".0", dates as ISO 8601, formulas as the
    value Excel last computed, errors as nothing. `score` is shown the first 100 rows of
    every sheet that is not hidden.

    Raises `FileRefused`: `file_missing`, `file_not_readable`, `file_empty`,
    `file_too_large`, `file_too_many_rows`, `file_protected`, `file_damaged`,
    `file_unpacks_too_large`, `file_has_entities`, `file_encoding_unknown`,
    `file_quote_open`, `sheet_unknown`, or one of `file_is_…` for what is no spreadsheet
    that can be read here.
    """
    data = _content(path)
    kind = _kind(data)
    if kind == "zip":
        return _workbook_sheet(data, path, sheet, score)
    if kind == "text":
        return _text_sheet(data, path, sheet)
    raise FileRefused(kind, name=path.name)


def read_sheets(path: Path, *, hidden: str = "") -> tuple[Sheet, ...]:
    """Every sheet of a workbook that is not hidden, and that of the name `hidden`.

    Cells are read as `read_sheet` does, which see also for what is refused.
    """
    data = _content(path)
    kind = _kind(data)
    if kind != "zip":
        raise FileRefused("file_is_no_list" if kind == "text" else kind, name=path.name)
    _check_workbook(data, path.name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = _opened(data, path.name)
        try:
            worksheets: list[_Worksheet] = list(book.worksheets)  # type: ignore[arg-type]
            names = tuple(sheet.title for sheet in worksheets)
            return tuple(
                Sheet(each.title, names, _rows(_texts(each, path.name), path.name))
                for each in worksheets
                if each.sheet_state == "visible" or each.title == hidden
            )
        finally:
            book.close()


def _content(path: Path) -> bytes:
    try:
        if not path.exists():
            raise FileRefused("file_missing", name=path.name, path=str(path))
        if not path.is_file():
            raise FileRefused("file_is_folder", name=path.name)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileRefused("file_not_readable", name=path.name, reason=reason) from error
    if not data.strip(b"\0 \t\r\n"):
        raise FileRefused("file_empty", name=path.name)
    if len(data) > MAX_BYTES:
        raise FileRefused("file_too_large", name=path.name, limit_mb=MAX_BYTES // 2**20)
    return data


# What a file is, by how it begins; the first that fits.
_BEGINNINGS = (
    (rb"PK\x03\x04|PK\x05\x06", "zip"),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "compound"),
    (rb"\s*%PDF-", "file_is_pdf"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*|RIFF....WEBP|....ftyp", "file_is_image"),
    (rb"BM.{4}\0\0\0\0", "file_is_image"),
    (rb"\{\\rtf", "file_is_document"),
    (rb"Rar!|7z\xbc\xaf|\x1f\x8b|BZh\d|\xfd7zXZ", "file_is_archive"),
    (rb"(\xef\xbb\xbf)?\s*<\?xml(?=.{0,600}urn:schemas-microsoft-com:office)",
     "file_is_old_excel"),
    (rb"(\xef\xbb\xbf)?\s*<(!doctype|html|head|meta|table|\?xml|svg)", "file_is_web_page"),
)  # fmt: skip
_KINDS = tuple((re.compile(b, re.DOTALL | re.IGNORECASE), kind) for b, kind in _BEGINNINGS)

# Streams in the compound files that Office wrote before 2007, and still writes around
# everything that has a password.
_STREAMS = (
    ("EncryptedPackage", "file_protected"),
    ("WordDocument", "file_is_document"),
    ("PowerPoint Document", "file_is_presentation"),
    ("Workbook", "file_is_old_excel"),
    ("Book", "file_is_old_excel"),
)

# Parts by which to know a zip that is no workbook of ours.
_PARTS = (
    ("word/", "file_is_document"),
    ("ppt/", "file_is_presentation"),
    ("xl/workbook.bin", "file_is_binary_excel"),
    ("Index/", "file_is_numbers"),
    ("mimetype", "file_is_opendocument"),
)


def _kind(data: bytes) -> str:
    """`zip`, `text`, or the code of the refusal."""
    kind = next((kind for begins, kind in _KINDS if begins.match(data)), "text")
    if kind != "compound":
        return kind
    streams = (kind for name, kind in _STREAMS if name.encode("utf-16-le") in data)
    return next(streams, "file_is_no_list")


def _text_sheet(data: bytes, path: Path, sheet: str | None) -> Sheet:
    text, encoding = decode(data, path.name)
    cells, delimiter = table(text, path.name)
    names = (path.stem,)
    _chosen(names, sheet, path.name)
    return Sheet(path.stem, names, _rows(cells, path.name), encoding, delimiter)


def _rows(cells: Iterable[Iterable[str]], name: str) -> tuple[tuple[str, ...], ...]:
    """Rows without their empty ends; refuse when there are too many."""
    rows: list[tuple[str, ...]] = []
    n_full = n_cells = n_used = 0
    for n_seen, row in enumerate(cells, start=1):
        trimmed = _trimmed(row)
        rows.append(trimmed)
        if trimmed:
            n_used = n_seen
            n_full += 1
            n_cells += len(trimmed)
        if n_full > MAX_ROWS or n_cells > MAX_CELLS:
            raise FileRefused("file_too_many_rows", name=name, limit=MAX_ROWS)
    return tuple(rows[:n_used])


_EDGES = "\ufeff\u200b\u200e\u200f\u202a\u202b\u202c\u2060 \t\r\n\v\f\u00a0\u202f"


def trimmed(text: str) -> str:
    """A cell's text without white space and invisible marks around it."""
    return text.strip(_EDGES).strip()


def _trimmed(row: Iterable[str]) -> tuple[str, ...]:
    cells = [trimmed(cell) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _chosen(names: tuple[str, ...], wanted: str | None, file: str) -> str | None:
    """The sheet that was asked for, as it is written in the file."""
    if wanted is None or wanted in names:
        return wanted
    alike = [name for name in names if name.strip().casefold() == wanted.strip().casefold()]
    if not alike:
        raise FileRefused("sheet_unknown", name=file, sheet=wanted, sheets=", ".join(names))
    return alike[0]


class _Worksheet(Protocol):
    title: str
    sheet_state: str


_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_INLINE, _TEXT, _READING = f"{_MAIN}is", f"{_MAIN}t", f"{_MAIN}rPh"
_MAX_SHEET_ROWS = 2**20
_N_SCORED = 100


def _workbook_sheet(
    data: bytes, path: Path, wanted: str | None, score: Callable[[Sheet], float] | None
) -> Sheet:
    _check_workbook(data, path.name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = _opened(data, path.name)
        try:
            if SYNTHESIS_SHEET in book.sheetnames:
                raise FileRefused("file_is_synthesis", name=path.name)
            return _sheet_of(book, path.name, wanted, score)
        finally:
            book.close()


def _check_workbook(data: bytes, name: str) -> None:
    """Refuse an archive that is not safe to unpack, or no workbook."""
    parts = check_archive(data, name, max_rows=MAX_ROWS)
    if not any(re.fullmatch(r"xl/workbook\d*\.xml", part) for part in parts):
        kinds = (kind for begins, kind in _PARTS if any(p.startswith(begins) for p in parts))
        raise FileRefused(next(kinds, "file_is_archive"), name=name)


def _opened(data: bytes, name: str) -> Workbook:
    try:
        return load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # openpyxl raises anything at a damaged workbook
        raise FileRefused("file_damaged", name=name) from error


def _sheet_of(
    book: Workbook, file: str, wanted: str | None, score: Callable[[Sheet], float] | None
) -> Sheet:
    worksheets: list[_Worksheet] = list(book.worksheets)  # type: ignore[arg-type]
    names = tuple(sheet.title for sheet in worksheets)
    if not names:
        raise FileRefused("file_is_strict_excel", name=file)
    title = _chosen(names, wanted, file)
    if title is not None:
        worksheet = worksheets[names.index(title)]
    else:
        worksheet = _best(worksheets, names, file, score)
    return Sheet(worksheet.title, names, _rows(_texts(worksheet, file), file))


def _best(
    worksheets: list[_Worksheet],
    names: tuple[str, ...],
    file: str,
    score: Callable[[Sheet], float] | None,
) -> _Worksheet:
    shown = [w for w in worksheets if w.sheet_state == "visible"] or worksheets
    if score is None or len(shown) == 1:
        return shown[0]
    marks = []
    for worksheet in shown:
        head = _rows(islice(_texts(worksheet, file), _N_SCORED), file)
        marks.append(score(Sheet(worksheet.title, names, head)))
    return shown[marks.index(max(marks))]


def _texts(worksheet: Any, file: str) -> Iterator[list[str]]:
    """The cells row by row, as text; rows and cells that are missing are empty."""
    n_read = 0
    try:
        with worksheet._get_source() as source:  # noqa: SLF001 - as openpyxl reads it itself
            for number, cells in _Parser(worksheet, source).parse():
                _check_row(number)
                if number > n_read:  # a row that comes twice counts as it came first
                    yield from ([] for _ in range(n_read + 1, number))
                    n_read = number
                    yield _in_place(cells)
    except Exception as error:  # openpyxl raises anything at a damaged sheet
        raise FileRefused("file_damaged", name=file) from error


def _check_row(number: int) -> None:
    if number > _MAX_SHEET_ROWS:
        raise ValueError(f"no sheet has a row {number}")


class _Parser(WorkSheetParser):
    """openpyxl's reader of rows, quicker at the cells that most sheets are made of."""

    def __init__(self, worksheet: Any, source: Any) -> None:
        book = worksheet.parent
        super().__init__(
            source,
            worksheet._shared_strings,  # noqa: SLF001
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
        )

    def parse_cell(self, element: Any) -> dict[str, Any]:
        is_inline = element.get("t") == "inlineStr"
        if not is_inline and len(element):
            known: dict[str, Any] = super().parse_cell(element)
            return known
        coordinate = element.get("r")
        if coordinate:
            self.col_counter = coordinate_to_tuple(coordinate)[1]
        else:
            self.col_counter += 1
        text = _inline_text(element) if is_inline else None
        return {"column": self.col_counter, "value": text, "data_type": "s"}


def _inline_text(element: Any) -> str:
    """The text of a cell that holds it itself, readings of characters left out."""
    (held,) = element.findall(_INLINE) or [()]
    return "".join(
        part.text or ""
        for child in held
        for part in ([child] if child.tag == _TEXT else child.findall(_TEXT))
        if child.tag != _READING
    )


def _in_place(cells: list[dict[str, Any]]) -> list[str]:
    """The texts of a row, each in its column."""
    texts = [""] * max((cell["column"] for cell in cells), default=0)
    for cell in cells:
        texts[cell["column"] - 1] = _text(cell["value"], cell["data_type"])
    return texts


def _text(value: object, data_type: str) -> str:
    if isinstance(value, str):
        return "" if data_type == "e" else value
    if value is None:
        return ""
    match value:
        case bool():
            return str(value).upper()
        case float():
            return str(int(value)) if value.is_integer() else f"{value:.15g}"
        case dt.datetime():
            return moment_text(value)
    return str(value)  # of dates and times it is ISO 8601


def moment_text(value: dt.datetime) -> str:
    """A date and time as a cell of text: ISO 8601, without a needless time."""
    if value.time() == dt.time():
        return value.date().isoformat()
    return value.isoformat(sep=" ", timespec="seconds" if value.second else "minutes")
