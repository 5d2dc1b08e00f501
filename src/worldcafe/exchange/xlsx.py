"""The cells of an Excel workbook as text, row by row.

Only what a list needs is parsed: the names of the sheets, shared texts, which styles are
dates, and rows. Reading streams and stops as soon as nobody asks for the next row; merged
cells, rules, pictures and whatever else stands in a workbook are never looked at.
"""

import contextlib
import datetime as dt
import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NoReturn
from xml.parsers import expat

from openpyxl.styles.numbers import builtin_format_code, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from worldcafe.domain.refusal import FileRefused
from worldcafe.exchange.archive import Archive

WORKBOOK = re.compile(r"xl/workbook\d*\.xml")
"""The part that says what sheets there are."""
MAX_COLUMNS = 16_384
"""What Excel knows; so are the next three."""
MAX_ROWS = 2**20
MAX_STYLES = 65_490
MAX_TEXT = 32_767
MAX_SHEETS = 255
MAX_SHARED = 20_000_000
"""Characters of all shared texts; 5,000 people in 20 columns have 2,000,000."""
MAX_DEPTH = 64
_MAX_FORMAT = 255

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class BookSheet:
    """A sheet as the workbook lists it."""

    title: str
    is_shown: bool
    part: str


class Book:
    """A workbook that is being read."""

    def __init__(self, archive: Archive) -> None:
        """Raises `FileRefused`: `file_damaged`, `file_too_many_sheets`, `file_too_much_text`.

        Nothing of the sheets is read yet.
        """
        self._archive = archive
        self._parts = {part.casefold(): part for part in archive.parts}
        with _damage(archive.name):
            home = min(filter(WORKBOOK.fullmatch, archive.parts))
            by_id, by_type = self._relations(home)
            self._epoch = CALENDAR_WINDOWS_1900
            self.sheets = tuple(self._listed(home, by_id))
            self._shared = self._shared_texts(by_type.get("sharedStrings"))
            self._dates, self._durations = self._date_styles(by_type.get("styles"))
        if not self.sheets:
            raise FileRefused("file_damaged", name=archive.name)

    def rows(self, sheet: BookSheet) -> Iterator[list[str]]:
        """The cells from row 1 on; rows and cells that are missing are empty.

        Iterating raises `FileRefused` where the sheet is damaged.
        """
        n_read = 0
        with _damage(self._archive.name):
            rows = _Rows(self._text_of)
            for _ in self._fed(sheet.part, rows.start, rows.end, rows.text):
                for number, cells in rows.taken():
                    if number > n_read:  # a row that comes twice counts as it came first
                        yield from ([] for _ in range(n_read + 1, number))
                        n_read = number
                        yield cells
                if rows.is_over:
                    return

    # --- parts of the workbook -----------------------------------------------------------

    def _fed(
        self, part: str, start: Start, end: End, text: Callable[[str], None] | None = None
    ) -> Iterator[None]:
        """Feed a part to the handlers, piece by piece."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text
        for piece in self._archive.pieces(self._parts[part.casefold()]):
            parser.Parse(piece, False)  # noqa: FBT003 not the last
            yield
        parser.Parse(b"", True)  # noqa: FBT003 the last
        yield

    def _parsed(
        self, part: str, start: Start, end: End, text: Callable[[str], None] | None = None
    ) -> Iterator[None]:
        """The same for tags without their prefix, nested no deeper than in any workbook."""
        depth = 0

        def on_start(tag: str, attributes: Attributes) -> None:
            nonlocal depth
            depth += 1
            if depth > MAX_DEPTH:
                raise ValueError("nested deeper than any workbook")
            start(_bare(tag), attributes)

        def on_end(tag: str) -> None:
            nonlocal depth
            depth -= 1
            end(_bare(tag))

        return self._fed(part, on_start, on_end, text)

    def _relations(self, home: str) -> tuple[dict[str, str], dict[str, str]]:
        """The parts a workbook points to, by the id it uses and by what they are."""
        folder, file = posixpath.split(home)
        by_id: dict[str, str] = {}
        by_type: dict[str, str] = {}

        def start(tag: str, said: Attributes) -> None:
            if tag == "Relationship" and said.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, said["Target"]))[1:]
                by_type[said["Type"].rpartition("/")[2]] = target
                if said["Type"].endswith("/worksheet"):
                    by_id[said["Id"]] = target

        for _ in self._parsed(f"{folder}/_rels/{file}.rels", start, _nothing):
            pass
        return by_id, by_type

    def _listed(self, home: str, by_id: dict[str, str]) -> list[BookSheet]:
        found: list[BookSheet] = []

        def start(tag: str, said: Attributes) -> None:
            if tag == "workbookPr" and said.get("date1904") in ("1", "true"):
                self._epoch = CALENDAR_MAC_1904
            if tag == "sheet":
                ids = (v for k, v in said.items() if k.endswith(":id"))
                part = by_id.get(next(ids, ""))
                if part:
                    shown = said.get("state", "visible") == "visible"
                    found.append(BookSheet(said["name"], shown, part))
                if len(found) > MAX_SHEETS:
                    self._refuse("file_too_many_sheets", limit=MAX_SHEETS)

        for _ in self._parsed(home, start, _nothing):
            pass
        return found

    def _shared_texts(self, part: str | None) -> list[str]:
        """The texts that cells point to by number."""
        texts: list[str] = []
        if part is None or part.casefold() not in self._parts:
            return texts
        text = _Text()
        n_characters = 0

        def end(tag: str) -> None:
            nonlocal n_characters
            text.end(tag)
            if tag == "si":
                texts.append(text.take())
                n_characters += len(texts[-1])
                if n_characters > MAX_SHARED:
                    self._refuse("file_too_much_text")

        for _ in self._parsed(part, lambda tag, _said: text.start(tag), end, text.add):
            pass
        return texts

    def _date_styles(self, part: str | None) -> tuple[frozenset[int], frozenset[int]]:
        """The styles that make a number a date or time, and those that make it a duration."""
        formats: dict[str, str] = {}
        styles: list[str] = []
        place = ""
        is_over = False

        def start(tag: str, said: Attributes) -> None:
            nonlocal place
            if tag in ("numFmts", "cellXfs"):
                place = tag
            elif tag == "numFmt" and place == "numFmts" and len(formats) < MAX_STYLES:
                formats[said["numFmtId"]] = said.get("formatCode", "")[:_MAX_FORMAT]
            elif tag == "xf" and place == "cellXfs" and len(styles) < MAX_STYLES:
                styles.append(said.get("numFmtId", "0"))

        def end(tag: str) -> None:
            nonlocal place, is_over
            if tag == place:
                place, is_over = "", tag == "cellXfs"

        if part is not None and part.casefold() in self._parts:
            for _ in self._parsed(part, start, end):
                if is_over or len(styles) == MAX_STYLES:
                    break
        codes = {each: formats.get(each) or builtin_format_code(int(each)) for each in styles}
        dates = {each for each, code in codes.items() if is_date_format(code)}
        durations = {each for each, code in codes.items() if is_timedelta_format(code)}
        return (
            frozenset(at for at, each in enumerate(styles) if each in dates),
            frozenset(at for at, each in enumerate(styles) if each in durations),
        )

    def _refuse(self, code: str, **params: object) -> NoReturn:
        raise FileRefused(code, name=self._archive.name, **params)

    # --- what a cell says ----------------------------------------------------------------

    def _text_of(self, value: str, kind: str, style: str) -> str:
        """A cell as text; nothing for an error."""
        match kind:
            case "s":
                at = int(value)
                if at < 0:
                    raise ValueError("no shared text has a number below 0")
                return self._shared[at]
            case "str" | "inlineStr":
                return value
            case "b":
                return "TRUE" if int(value) else "FALSE"
            case "e":
                return ""
            case "d":
                return moment_text(dt.datetime.fromisoformat(value))
            case _:
                return self._number(value, int(style or 0))

    def _number(self, value: str, style: int) -> str:
        number = float(value)
        if style in self._dates:
            try:
                moment = from_excel(number, self._epoch, timedelta=style in self._durations)
            except (OverflowError, ValueError):
                return ""  # no day has this number: Excel shows ####
            is_moment = isinstance(moment, dt.datetime)
            return moment_text(moment) if is_moment else str(moment)
        if value.isdigit():
            return value.lstrip("0") or "0"
        return str(int(number)) if number.is_integer() else f"{number:.15g}"


def moment_text(value: dt.datetime) -> str:
    """A date and time as a cell of text: ISO 8601, without a needless time."""
    if value.time() == dt.time():
        return value.date().isoformat()
    return value.isoformat(sep=" ", timespec="seconds" if value.second else "minutes")


class _Text:
    """Gathers a text that may be in runs, readings of characters left out."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._room = MAX_TEXT
        self._is_text = self._is_reading = False

    def start(self, tag: str) -> None:
        if tag == "t":
            self._is_text = not self._is_reading
        elif tag == "rPh":
            self._is_reading = True

    def end(self, tag: str) -> None:
        if tag == "t":
            self._is_text = False
        elif tag == "rPh":
            self._is_reading = False

    def add(self, text: str) -> None:
        if self._is_text and self._room > 0:
            self._pieces.append(text[: self._room])
            self._room -= len(text)

    def take(self) -> str:
        """What was gathered since the last time."""
        whole = "".join(self._pieces)
        self._pieces.clear()
        self._room = MAX_TEXT
        return whole


class _Rows:
    """Gathers the rows of a sheet as its tags go by; called a million times, so kept lean."""

    def __init__(self, text_of: Callable[[str, str, str], str]) -> None:
        self.is_over = False
        self._text_of = text_of
        self._ready: list[tuple[int, list[str]]] = []
        self._number = self._column = self._depth = 0
        self._cells: dict[int, str] = {}
        self._is_value = False
        self._place: str | None = None
        self._kind = self._style = ""
        self._value: list[str] = []
        self._inline = _Text()
        self._tags: tuple[str, str, str, str] | None = None

    def taken(self) -> list[tuple[int, list[str]]]:
        """The rows that have ended since the last time, with their numbers."""
        ready, self._ready = self._ready, []
        return ready

    def start(self, tag: str, said: Attributes) -> None:
        if self._tags is None:
            self._begin(tag)
            return
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ValueError("nested deeper than any workbook")
        cell, value, row, _data = self._tags
        if tag == cell:
            place = said.get("r")
            if not place:
                self._column = self._found_column() + 1
            self._place = place
            self._kind, self._style = said.get("t", "n"), said.get("s", "")
        elif tag == value:
            self._is_value = True
        elif tag == row:
            self._number = int(said["r"]) if "r" in said else self._number + 1
            if not 0 < self._number <= MAX_ROWS:
                raise ValueError(f"no sheet has a row {self._number}")
            self._column, self._place = 0, None
        else:
            self._inline.start(_bare(tag))

    def text(self, text: str) -> None:
        if self._is_value:
            self._value.append(text)
        elif self._kind == "inlineStr":
            self._inline.add(text)

    def end(self, tag: str) -> None:
        self._depth -= 1
        if self._tags is None:
            return
        cell, value, row, data = self._tags
        if tag == cell:
            if self._value or self._kind == "inlineStr":
                self._keep_cell()
        elif tag == value:
            self._is_value = False
        elif tag == row:
            if self._cells:
                self._keep_row()
        elif tag == data:
            self._tags, self.is_over = None, True
        else:
            self._inline.end(_bare(tag))

    def _begin(self, tag: str) -> None:
        self._depth += 1
        if not self.is_over and _bare(tag) == "sheetData":
            prefix = tag.removesuffix("sheetData")
            self._tags = (f"{prefix}c", f"{prefix}v", f"{prefix}row", tag)

    def _found_column(self) -> int:
        """The column of the present cell, worked out where somebody asks."""
        if self._place:
            self._column, self._place = _column(self._place), None
        if self._column > MAX_COLUMNS:
            raise ValueError(f"no sheet has a column {self._column}")
        return self._column

    def _keep_cell(self) -> None:
        inline, value = self._inline.take(), "".join(self._value)[:MAX_TEXT]
        self._value.clear()
        said = inline if self._kind == "inlineStr" else value
        if said:
            self._cells[self._found_column()] = self._text_of(said, self._kind, self._style)

    def _keep_row(self) -> None:
        cells = [""] * max(self._cells)
        for column, text in self._cells.items():
            cells[column - 1] = text
        self._cells.clear()
        self._ready.append((self._number, cells))


def _bare(tag: str) -> str:
    """A tag without its prefix."""
    return tag[tag.rfind(":") + 1 :]


_CELL = re.compile(r"([A-Z]{1,3})[0-9]*")


def _column(cell: str) -> int:
    found = _CELL.fullmatch(cell)
    if not found:
        raise ValueError("no sheet has this cell")
    return column_number(found[1])


@cache
def column_number(letters: str) -> int:
    """A column by its letters: 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _nothing(_tag: str) -> None:
    """For parts of which only the beginnings of elements matter."""


@contextlib.contextmanager
def _damage(name: str) -> Iterator[None]:
    """Whatever a broken part makes a parser raise is `file_damaged`."""
    try:
        yield
    except (expat.ExpatError, ValueError, LookupError, ArithmeticError) as error:
        raise FileRefused("file_damaged", name=name) from error
