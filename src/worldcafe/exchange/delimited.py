"""Rows of cells out of a text file, whatever wrote it."""

import codecs
import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from worldcafe.domain.refusal import FileRefused

DELIMITERS = (",", ";", "\t")

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ANNOUNCED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_ARABIC_WORD = re.compile("[\u0621-\u064a]{3}")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
MAX_ROW = 500_000
"""Characters of a row; the longest answers to an online form stay below 50,000."""
MAX_CELLS_OF_ROW = 16_384
"""As Excel has it."""
_N_SAMPLE = 200
_SAMPLE = 2_000_000


class Decoded(NamedTuple):
    """A file's text, and the encoding it was in."""

    text: str
    encoding: str


def decode(data: bytes, name: str) -> Decoded:
    """The text of a file in UTF-8, UTF-16, Windows-1252 or (Arabic) Windows-1256.

    Refuses with `file_is_no_list` what is not text, and with `file_encoding_unknown`
    text that none of these encodings explains.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding, name)
    if b"\0" in data:
        return _decoded(data, _utf_16_without_mark(data, name), name)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decoded(data, _code_page(data), name)


def _decoded(data: bytes, encoding: str, name: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileRefused("file_encoding_unknown", name=name) from error
    if "\0" in text:
        raise FileRefused("file_is_no_list", name=name)
    return Decoded(text, encoding)


def _utf_16_without_mark(data: bytes, name: str) -> str:
    """Latin text in UTF-16 has a zero in nearly every other byte."""
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = data[first::2]
        if half.count(0) > 0.5 * len(half) and not data[1 - first :: 2].count(0):
            return encoding
    raise FileRefused("file_is_no_list", name=name)


def _code_page(data: bytes) -> str:
    """What Excel writes in an Arabic Windows, where it gives Arabic words, else in others."""
    as_arabic = data.decode("windows-1256", errors="ignore")
    return "windows-1256" if _ARABIC_WORD.search(as_arabic) else "windows-1252"


class Table(NamedTuple):
    """The rows of a text file, and what separates their cells."""

    rows: Iterator[list[str]]
    delimiter: str


def table(text: str, name: str) -> Table:
    """The rows of a text; the delimiter that cuts it most evenly is the one it uses.

    Of two that cut it alike it is the one no space follows: "Dupré, Zoë;8" has a comma within.
    Excel's first line `sep=;` is obeyed and stands as an empty row. Iterating refuses with
    `file_quote_open` where a quotation mark opens and never closes, and with
    `file_row_too_long` what no list has on one line.
    """
    text = _saved_once(text)
    announced = _ANNOUNCED.match(text)
    if announced:
        delimiter = announced[1]
    else:
        delimiter = max(
            DELIMITERS,
            key=lambda each: (_evenness(text, each, name), -text.count(each + " ", 0, _SAMPLE)),
        )
    return Table(_rows(text, delimiter, name), delimiter)


_SAVED_TWICE = re.compile(r'"(?=[^\r\n]*"")([^\r\n]*)"(\r\n|\r|\n|$)')


def _saved_once(text: str) -> str:
    """A table that was saved as text once more has each line in quotation marks: as it was."""
    lines = [found[0] for found in islice(_LINE.finditer(text), _N_SAMPLE) if found[0].strip()]
    if not lines or not all(map(_SAVED_TWICE.fullmatch, lines)):
        return text
    if any(len(row) > 1 for row in csv.reader(lines)):
        return text
    return _SAVED_TWICE.sub(lambda line: line[1].replace('""', '"') + line[2], text)


class _Cut:
    """A text cut into rows, line by line."""

    def __init__(
        self,
        text: str,
        delimiter: str,
        name: str,
        *,
        strict: bool = False,
        end: int = sys.maxsize,
    ) -> None:
        announced = _ANNOUNCED.match(text)
        self._start = announced.end() if announced else 0
        self._text, self._end, self._name = text, end, name
        self._n_characters = 0
        self.n_lines = int(announced is not None)
        """How many have been read, the announcement of the delimiter included."""
        self._reader = csv.reader(self._lines(), delimiter=delimiter, strict=strict)

    def __iter__(self) -> Iterator[list[str]]:
        if self.n_lines:
            yield []
        for row in self._reader:
            self._n_characters = 0
            if len(row) > MAX_CELLS_OF_ROW:
                raise FileRefused("file_row_too_long", name=self._name, line=self.n_lines)
            yield row

    def _lines(self) -> Iterator[str]:
        for found in _LINE.finditer(self._text, self._start, self._end):
            self.n_lines += 1
            self._n_characters += found.end() - found.start()
            if self._n_characters > MAX_ROW:
                raise FileRefused("file_row_too_long", name=self._name, line=self.n_lines)
            yield found[0]


def _evenness(text: str, delimiter: str, name: str) -> int:
    rows = _Cut(text, delimiter, name, end=_SAMPLE)
    try:
        widths = Counter(len(row) for row in islice(rows, _N_SAMPLE))
    except csv.Error:
        return 0
    return max(((width - 1) * n for width, n in widths.items()), default=0)


def _rows(text: str, delimiter: str, name: str) -> Iterator[list[str]]:
    strict = _is_strict(text, delimiter, name)
    try:
        for row in _Cut(text, delimiter, name, strict=strict):
            yield [_as_text(cell) for cell in row]
    except csv.Error as error:
        raise FileRefused("file_is_no_list", name=name) from error


def _is_strict(text: str, delimiter: str, name: str) -> bool:
    """Whether quotation marks are used by the book; refuse when one is never closed."""
    rows = _Cut(text, delimiter, name, strict=True)
    n_read = 0
    try:
        for _ in rows:
            n_read = rows.n_lines
    except csv.Error as error:
        if "unexpected end" in str(error) or "field limit" in str(error):
            raise FileRefused("file_quote_open", name=name, line=n_read + 1) from error
        return False
    return True


def _as_text(cell: str) -> str:
    """Undo `="0123"`, Excel's way of keeping digits text in a CSV file."""
    wrapped = _AS_TEXT.fullmatch(cell)
    return wrapped[1] if wrapped else cell
