"""What all sheets have in common: names, paper, margins, footers, direction."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from worldcafe.exchange.workbook.charts import mirror
from worldcafe.exchange.workbook.looks import ACCENT
from worldcafe.exchange.workbook.text import readable
from worldcafe.wording.words import Words

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_A4 = 9
_MAX_NAME = 31


def sheet_names(titles: Iterable[str]) -> list[str]:
    """Titles as names of sheets: what Excel refuses taken out, at most 31 long, none twice."""
    taken: set[str] = set()
    names = []
    for title in titles:
        base = _NOT_IN_NAMES.sub(" ", readable(title)).strip()[:_MAX_NAME].strip() or "-"
        name, number = base, 2
        while name.casefold() in taken:
            ending = f" {number}"
            name = base[: _MAX_NAME - len(ending)].strip() + ending
            number += 1
        taken.add(name.casefold())
        names.append(name)
    return names


def set_up_page(worksheet: Worksheet, words: Words, title: str, *, pages_high: int) -> None:
    """Landscape A4, one page wide, with `title` in the footer.

    `pages_high`: 0 for as many as it takes.
    """
    worksheet.sheet_view.showGridLines = False
    worksheet.sheet_view.rightToLeft = words.tongue.leftwards
    if worksheet.sheet_view.rightToLeft:
        mirror(worksheet)
    worksheet.sheet_properties.tabColor = ACCENT if pages_high else None
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.paperSize = _A4
    worksheet.page_setup.fitToWidth = 1
    worksheet.page_setup.fitToHeight = pages_high
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.print_options.horizontalCentered = bool(pages_high)
    margins = worksheet.page_margins
    margins.left = margins.right = margins.top = 0.5
    margins.bottom = 0.7
    margins.header = margins.footer = 0.3
    footer: Any = worksheet.oddFooter
    first, last = footer.left, footer.right
    pages = words("Page {page} of {pages}", page="&P", pages="&N")
    if worksheet.sheet_view.rightToLeft:
        first, last = last, first
        # LibreOffice sets words around a page number from left to right in any script.
        pages = "&P/&N"
    first.text = _in_footer(title)
    footer.center.text = _in_footer(worksheet.title)
    last.text = pages
    for part in (footer.left, footer.center, footer.right):
        part.size = 8


def describe(
    workbook: Workbook, words: Words, made_at: dt.datetime, title: str, *creators: str
) -> None:
    """What the file says of itself."""
    properties = workbook.properties
    properties.title = readable(title) or words("World Café")
    properties.creator = readable(", ".join(creators)) or "worldcafe"
    properties.lastModifiedBy = "worldcafe"
    properties.language = words.language
    made = made_at.astimezone(dt.UTC).replace(tzinfo=None)
    properties.created = properties.modified = made


def _in_footer(text: str) -> str:
    """Text of people in a footer, where "&" begins a command and a digit joins a size."""
    line = " ".join(readable(text).split())
    if len(line) > 70:
        line = f"{line[:69].rpartition(' ')[0] or line[:69]}…"
    return " " + line.replace("&", "&&") if line else ""
