"""How the workbook looks: one palette, one typeface, a style for every part of a sheet."""

import re
from copy import copy
from enum import Enum, auto
from functools import cached_property
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.writer.theme import theme_xml

INK = "2B211C"
"""Text: nearly black, warm."""
ROAST = "4A2C20"
"""Headings of tables, under white text: contrast 12 to 1."""
ACCENT = "9C4A2B"
"""Terracotta, the program's accent; on white 6 to 1."""
QUIET = "6B5E55"
"""What matters less; on white 6 to 1."""
SAND = "F5EDE4"
LINE = "DCCFC2"
BAR = "D9A583"
WHITE = "FFFFFF"
SERIES = (BAR, "7E9C80", "A58BB5", "7FA9B5", "C9B59A", "B87F6B")
"""Fills of a chart, each told apart from its neighbours by its lightness too."""
FACE = "Calibri"

TABLE_STYLE = "TableStyleLight3"
"""Bands in a light tint of the theme's second accent, which is a sand of ours."""

DATE = "d mmm yyyy"
MOMENT = "d mmm yyyy hh:mm"


class Look(Enum):
    """The parts a sheet is made of."""

    TITLE = auto()
    LEAD = auto()
    LINK = auto()
    HEADER = auto()
    HEADER_CENTRE = auto()
    HEADER_UPRIGHT = auto()
    TEXT = auto()
    STRONG = auto()
    REF = auto()
    NUMBER = auto()
    COUNT = auto()
    MONEY = auto()
    DATE = auto()
    MOMENT = auto()
    QUIET = auto()
    FIGURE = auto()
    FILE = auto()
    TOTAL = auto()
    TOTAL_NUMBER = auto()
    COVER_KICKER = auto()
    COVER_TITLE = auto()
    COVER_LINE = auto()
    TILE_NUMBER = auto()
    TILE_LABEL = auto()
    BLOCK = auto()
    ITEM = auto()
    ITEM_WRAPPED = auto()
    ITEM_NUMBER = auto()
    ITEM_LINK = auto()
    ITEM_NOTE = auto()


class Mark(Enum):
    """How a word in a cell strikes the eye; the word itself says the same."""

    GOOD = auto()
    ATTENTION = auto()
    PROBLEM = auto()
    QUIET = auto()


def marked(mark: Mark) -> DifferentialStyle:
    """The style of a conditional format; every colour on its ground has 5 to 1 or more."""
    ink, ground = {
        Mark.GOOD: ("2F5233", "E3EFE1"),
        Mark.ATTENTION: ("6B4A00", "FBEFD0"),
        Mark.PROBLEM: ("8A1F11", "FBE3DF"),
        Mark.QUIET: (QUIET, "EFEBE6"),
    }[mark]
    return DifferentialStyle(
        font=Font(color=ink, bold=mark is Mark.PROBLEM or None),
        fill=PatternFill(bgColor=ground),
    )


class _Font(Font):
    """A font whose properties are written in the order of the standard's schema."""

    tagname = "font"
    __elements__ = (
        "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz",
        "color", "name", "family", "charset", "scheme",
    )  # fmt: skip
    __attrs__ = Font.__attrs__
    __nested__ = Font.__nested__


def _font(size: float = 11, colour: str = INK, **more: Any) -> Font:
    return _Font(name=FACE, size=size, color=colour, **more)


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour)


_HAIR = Border(bottom=Side("thin", LINE))
_CELL = Border(bottom=Side("thin", LINE), right=Side("thin", SAND))
_TOP = Alignment(vertical="top", wrap_text=True)
_TOP_CENTRE = Alignment(vertical="top", horizontal="center")
_MIDDLE = Alignment(vertical="center")
_MIDDLE_CENTRE = Alignment(vertical="center", horizontal="center", wrap_text=True)
_FITTED = Alignment(vertical="center", shrink_to_fit=True)

_STYLES: dict[Look, dict[str, object]] = {
    Look.TITLE: {"font": _font(16, ACCENT, bold=True), "alignment": _MIDDLE},
    Look.LEAD: {"font": _font(10, QUIET), "alignment": _MIDDLE},
    Look.LINK: {"font": _font(10, ACCENT, underline="single"), "alignment": _MIDDLE},
    Look.HEADER: {
        "font": _font(11, WHITE, bold=True),
        "fill": _fill(ROAST),
        "alignment": Alignment(vertical="center", wrap_text=True),
    },
    Look.HEADER_CENTRE: {
        "font": _font(11, WHITE, bold=True), "fill": _fill(ROAST), "alignment": _MIDDLE_CENTRE,
    },
    Look.HEADER_UPRIGHT: {
        "font": _font(11, WHITE, bold=True), "fill": _fill(ROAST),
        "alignment": Alignment(vertical="bottom", horizontal="center", textRotation=90),
    },
    Look.TEXT: {"font": _font(), "alignment": _TOP, "border": _CELL},
    Look.STRONG: {"font": _font(bold=True), "alignment": _TOP, "border": _CELL},
    Look.REF: {
        "font": _font(colour=ACCENT, bold=True),
        "alignment": Alignment(vertical="top"),
        "border": _CELL,
    },
    Look.NUMBER: {"font": _font(), "alignment": _TOP_CENTRE, "border": _CELL,
                  "number_format": "0"},
    Look.COUNT: {"font": _font(), "alignment": _TOP_CENTRE, "border": _CELL,
                 "number_format": '0;-0;"·"'},
    Look.MONEY: {"font": _font(), "alignment": Alignment(vertical="top"), "border": _CELL,
                 "number_format": "#,##0"},
    Look.DATE: {"font": _font(), "alignment": _TOP_CENTRE, "border": _CELL,
                "number_format": DATE},
    Look.MOMENT: {"font": _font(), "alignment": _TOP_CENTRE, "border": _CELL,
                  "number_format": MOMENT},
    Look.QUIET: {"font": _font(8, QUIET), "alignment": Alignment(vertical="top"),
                 "border": _CELL},
    Look.FIGURE: {"font": _font(bold=True), "alignment": _TOP_CENTRE, "border": _CELL,
                  "number_format": "General"},
    Look.FILE: {"font": _font(colour=ACCENT, underline="single"), "alignment": _TOP,
                "border": _CELL},
    Look.TOTAL: {"font": _font(bold=True), "fill": _fill(SAND), "alignment": _MIDDLE},
    Look.TOTAL_NUMBER: {
        "font": _font(bold=True), "fill": _fill(SAND), "number_format": "0",
        "alignment": Alignment(vertical="center", horizontal="center"),
    },
    Look.COVER_KICKER: {"font": _font(11, ACCENT, bold=True), "alignment": _MIDDLE},
    Look.COVER_TITLE: {
        "font": _font(22, INK, bold=True),
        "alignment": Alignment(vertical="center", wrap_text=True),
    },
    Look.COVER_LINE: {"font": _font(12, QUIET), "alignment": _FITTED},
    Look.TILE_NUMBER: {
        "font": _font(26, ACCENT, bold=True), "fill": _fill(SAND), "number_format": "#,##0",
        "alignment": Alignment(vertical="bottom", horizontal="center"),
    },
    Look.TILE_LABEL: {
        "font": _font(10, QUIET), "fill": _fill(SAND),
        "alignment": Alignment(vertical="top", horizontal="center", shrink_to_fit=True),
    },
    Look.BLOCK: {
        "font": _font(12, ROAST, bold=True), "alignment": _MIDDLE,
        "border": Border(bottom=Side("medium", ACCENT)),
    },
    Look.ITEM: {"font": _font(11), "alignment": _FITTED, "border": _HAIR},
    Look.ITEM_WRAPPED: {
        "font": _font(11), "border": _HAIR,
        "alignment": Alignment(vertical="center", wrap_text=True),
    },
    Look.ITEM_NUMBER: {
        "font": _font(11, bold=True), "alignment": _MIDDLE, "border": _HAIR,
        "number_format": "0",
    },
    Look.ITEM_LINK: {
        "font": _font(11, ACCENT, underline="single"), "alignment": _FITTED, "border": _HAIR,
    },
    Look.ITEM_NOTE: {"font": _font(10, QUIET), "alignment": _FITTED, "border": _HAIR},
}  # fmt: skip


CENTRED = frozenset({Look.NUMBER, Look.COUNT, Look.FIGURE, Look.DATE, Look.MOMENT})
"""Looks of cells that stand in the middle of their column, as its heading then does."""


_OURS = frozenset({
    Look.TITLE, Look.LEAD, Look.LINK, Look.TOTAL, Look.COVER_KICKER, Look.COVER_TITLE,
    Look.COVER_LINE, Look.TILE_LABEL, Look.BLOCK, Look.ITEM, Look.ITEM_WRAPPED, Look.ITEM_LINK,
    Look.ITEM_NOTE,
})  # fmt: skip
"""Looks of what the program says: read in the workbook’s direction, whatever it begins with."""
_LEFTWARDS = 2
"""The standard’s word for reading from the right."""


class Looks:
    """The styles of one workbook, each registered once when it is first asked for."""

    def __init__(self, workbook: Any, *, leftwards: bool) -> None:
        self._leftwards = leftwards
        workbook.loaded_theme = _theme()
        workbook._fonts = IndexedList([_font(11)])  # noqa: SLF001 - the file's default
        self._sheet = workbook.worksheets[0]
        self._known: dict[tuple[Look, bool], int] = {}

    def id(self, look: Look, *, quoted: bool = False) -> int:
        """The number of a style. `quoted`: the text stays text when the cell is edited."""
        if (look, quoted) not in self._known:
            cell = WriteOnlyCell(self._sheet)
            for name, value in _STYLES[look].items():
                setattr(cell, name, value)
            if self._leftwards and look in _OURS:
                turned: Any = copy(cell.alignment)
                turned.horizontal = turned.horizontal or "right"
                turned.readingOrder = _LEFTWARDS
                cell.alignment = turned
            cell.quotePrefix = quoted
            self._known[look, quoted] = cell.style_id
        return self._known[look, quoted]

    @cached_property
    def pairs(self) -> dict[Look, tuple[int, int]]:
        """For every look the numbers of its style and of its quoted style."""
        return {look: (self.id(look), self.id(look, quoted=True)) for look in Look}


def _theme() -> bytes:
    """Excel's theme in our colours, so that its own table styles and charts match."""
    colours = {
        "dk2": ROAST, "lt2": SAND, "accent1": ACCENT, "accent2": "C49A6C", "accent3": "5F7A61",
        "accent4": "7A5C8E", "accent5": "3F7C8C", "accent6": "D08C3A", "hlink": ACCENT,
        "folHlink": QUIET,
    }  # fmt: skip
    theme = theme_xml.replace('typeface="Cambria"', f'typeface="{FACE}"')
    for name, colour in colours.items():
        theme = re.sub(
            f'(<a:{name}>\\s*<a:srgbClr val=")[0-9A-F]{{6}}', f"\\g<1>{colour}", theme
        )
    return theme.encode()
