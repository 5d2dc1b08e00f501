"""One table of text cells, out of whatever file holds it.

Excel workbooks (`.xlsx`, `.xlsm`) and text with commas, semicolons or tabs. What a file
is follows from its content, never from its name; nothing in it is run, followed or
trusted.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from worldcafe.domain.refusal import FileRefused
from worldcafe.exchange.archive import Archive
from worldcafe.exchange.delimited import decode, table
from worldcafe.exchange.xlsx import WORKBOOK, Book, BookSheet
from worldcafe.files import read_bytes

MAX_BYTES = 32 * 2**20
SYNTHESIS_SHEET = "worldcafe"
"""The hidden sheet of our own synthesis, in every language: that is no list to import."""
MAX_ROWS = 20_000
"""Rows with something in them."""
MAX_CELLS = 1_000_000
MAX_COLUMNS = 500
"""Columns with something in them."""


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

    Raises `FileRefused`: as `read_bytes` does, `file_empty`, `file_too_large`,
    `file_too_many_rows`, `file_too_many_columns`, `file_too_many_sheets`,
    `file_too_much_text`, `file_protected`, `file_damaged`, `file_unpacks_too_large`,
    `file_has_entities`, `file_encoding_unknown`, `file_row_too_long`, `file_quote_open`,
    `sheet_unknown`, or one of `file_is_…` for what is no spreadsheet
    that can be read here.
    """
    data = _content(path)
    kind = _kind(data)
    if kind == "zip":
        return _workbook_sheet(_workbook(data, path.name), path.name, sheet, score)
    if kind == "text":
        return _text_sheet(data, path, sheet)
    raise FileRefused(kind, name=path.name)


def read_sheets(path: Path, *, hidden: str = "") -> tuple[Sheet, ...]:
    """Every sheet of a workbook that is not hidden, and that of the name `hidden`.

    A text file is one sheet. Cells are read as `read_sheet` does, which see also for what
    is refused.
    """
    data = _content(path)
    kind = _kind(data)
    if kind == "text":
        return (_text_sheet(data, path, None),)
    if kind != "zip":
        raise FileRefused(kind, name=path.name)
    book = _workbook(data, path.name)
    names = tuple(sheet.title for sheet in book.sheets)
    return tuple(
        Sheet(sheet.title, names, _rows(book.rows(sheet), path.name))
        for sheet in book.sheets
        if sheet.is_shown or sheet.title == hidden
    )


def _content(path: Path) -> bytes:
    data = read_bytes(path, MAX_BYTES)
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
    columns: set[int] = set()
    for n_seen, row in enumerate(cells, start=1):
        trimmed = _trimmed(row)
        rows.append(trimmed)
        if trimmed:
            n_used = n_seen
            n_full += 1
            n_cells += len(trimmed)
            columns.update(at for at, cell in enumerate(trimmed) if cell)
        if n_full > MAX_ROWS or n_cells > MAX_CELLS:
            raise FileRefused("file_too_many_rows", name=name, limit=MAX_ROWS)
        if len(columns) > MAX_COLUMNS:
            raise FileRefused("file_too_many_columns", name=name, limit=MAX_COLUMNS)
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


_N_SCORED = 100


def _workbook(data: bytes, name: str) -> Book:
    """The workbook in an archive, or the refusal of what is none."""
    archive = Archive(data, name, max_rows=MAX_ROWS)
    if not any(map(WORKBOOK.fullmatch, archive.parts)):
        kinds = (
            kind
            for begins, kind in _PARTS
            if any(part.startswith(begins) for part in archive.parts)
        )
        raise FileRefused(next(kinds, "file_is_archive"), name=name)
    return Book(archive)


def _workbook_sheet(
    book: Book, file: str, wanted: str | None, score: Callable[[Sheet], float] | None
) -> Sheet:
    names = tuple(sheet.title for sheet in book.sheets)
    if SYNTHESIS_SHEET in names:
        raise FileRefused("file_is_synthesis", name=file)
    title = _chosen(names, wanted, file)
    if title is not None:
        found = book.sheets[names.index(title)]
    else:
        found = _best(book, names, file, score)
    return Sheet(found.title, names, _rows(book.rows(found), file))


def _best(
    book: Book, names: tuple[str, ...], file: str, score: Callable[[Sheet], float] | None
) -> BookSheet:
    shown = [sheet for sheet in book.sheets if sheet.is_shown] or list(book.sheets)
    if score is None or len(shown) == 1:
        return shown[0]
    marks = []
    for sheet in shown:
        head = _rows(islice(book.rows(sheet), _N_SCORED), file)
        marks.append(score(Sheet(sheet.title, names, head)))
    return shown[marks.index(max(marks))]
