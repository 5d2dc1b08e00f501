"""The paragraphs and tables of a Word document, or of plain text.

A document is read as workbooks are: by expat, piece by piece, out of an archive that was looked
through before. Only text, tables and the styles of paragraphs are of interest.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from worldcafe.domain.refusal import FileRefused
from worldcafe.exchange.archive import Archive

DOCUMENT = "word/document.xml"
"""The part of a Word document with its text."""
MAX_BLOCKS = 20_000
MAX_TEXT = 5_000_000
"""Characters of a document; a thick book has 2,000,000."""
_MAX_DEPTH = 100

_BULLET = re.compile(r"^\s*(?:[-*•▪–—◦·]|\(?\d{1,3}[.)])\s+")
_HEADING = re.compile(r"^#{1,6}\s+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a text."""

    text: str
    is_heading: bool = False
    is_item: bool = False
    """Whether it is one of a list."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table within a text."""

    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | Grid


def text_blocks(text: str) -> list[Block]:
    """The lines of a plain text; blank ones are empty paragraphs."""
    blocks: list[Block] = []
    for line in text.splitlines():
        is_heading, is_item = _HEADING.match(line) is not None, _BULLET.match(line) is not None
        bare = _BULLET.sub("", _HEADING.sub("", line, count=1), count=1)
        blocks.append(Paragraph(bare.strip(), is_heading, is_item))
    return blocks


def word_blocks(archive: Archive) -> list[Block]:
    """What stands in a Word document, in its order.

    Refuses with `file_damaged`, `file_too_much_text` or `file_too_many_rows`.
    """
    reading = _Reading(archive.name)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.take
    try:
        for piece in archive.pieces(DOCUMENT):
            parser.Parse(piece)
        parser.Parse(b"", True)  # noqa: FBT003 - that was the last; expat takes no names
    except expat.ExpatError as error:
        raise FileRefused("file_damaged", name=archive.name) from error
    return reading.blocks


@dataclass(slots=True)
class _Reading:
    """Takes the elements of a document one by one."""

    name: str
    blocks: list[Block] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _style: str = ""
    _is_item: bool = False
    _rows: list[list[list[str]]] | None = None
    """Of the table that is open: rows of cells of paragraphs."""
    _is_text: bool = False
    _n_letters: int = 0
    _depth: int = 0
    _tables: int = 0

    def start(self, tag: str, said: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise FileRefused("file_damaged", name=self.name)
        match tag.rpartition(":")[2]:
            case "tbl":
                self._tables += 1
                self._rows = [] if self._rows is None else self._rows
            case "tr" if self._rows is not None:
                self._rows.append([])
            case "tc" if self._rows:
                self._rows[-1].append([])
            case "p":
                self._text, self._style, self._is_item = [], "", False
            case "pStyle":
                self._style = said.get("w:val", "")
            case "numPr":
                self._is_item = True
            case "t":
                self._is_text = True
            case "tab" | "br" | "cr":
                self._text.append(" ")

    def take(self, text: str) -> None:
        if self._is_text:
            self._text.append(text)
            self._n_letters += len(text)
            if self._n_letters > MAX_TEXT:
                raise FileRefused("file_too_much_text", name=self.name, limit=MAX_TEXT)

    def end(self, tag: str) -> None:
        self._depth -= 1
        ends: dict[str, Callable[[], None]] = {
            "t": self._end_text, "p": self._end_paragraph, "tbl": self._end_table,
        }  # fmt: skip
        ends.get(tag.rpartition(":")[2], lambda: None)()

    def _end_text(self) -> None:
        self._is_text = False

    def _end_paragraph(self) -> None:
        text = "".join(self._text).strip()
        if self._rows and self._rows[-1]:
            self._rows[-1][-1].append(text)
            return
        style = self._style.casefold()
        is_heading = style.startswith(("heading", "titre", "title", "ttulo", "titulo"))
        bare = _BULLET.sub("", text, count=1)
        self._add(Paragraph(bare, is_heading, self._is_item or bare != text))

    def _end_table(self) -> None:
        self._tables -= 1
        if self._tables or self._rows is None:
            return
        rows = tuple(tuple("\n".join(filter(None, cell)) for cell in row) for row in self._rows)
        self._rows = None
        self._add(Grid(rows))

    def _add(self, block: Block) -> None:
        self.blocks.append(block)
        if len(self.blocks) > MAX_BLOCKS:
            raise FileRefused("file_too_many_rows", name=self.name, limit=MAX_BLOCKS)
