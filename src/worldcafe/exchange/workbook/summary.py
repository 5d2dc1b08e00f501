"""The first sheet: the café on one page, and the way to the other sheets."""

from collections.abc import Iterator, Sequence

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from worldcafe.domain import harvest
from worldcafe.exchange.workbook.contributions import (
    ContributionSheets,
)
from worldcafe.exchange.workbook.looks import Look, Looks
from worldcafe.exchange.workbook.part import CellValue, Formula, Part, Row
from worldcafe.exchange.workbook.summary_counts import Counts, Item
from worldcafe.exchange.workbook.table import TableSheet
from worldcafe.exchange.workbook.telling import Telling
from worldcafe.exchange.workbook.text import readable

_WIDTHS = (34, 9, 3, 34, 9, 3, 34, 9)
_LAST = len(_WIDTHS)
_BLOCKS = (1, 4, 7)
"""The columns in which a block's names stand; its numbers stand one to the right."""
_MOST = 5
"""Priorities and deadlines."""
_LINE = 130
"""Characters that have room on a line of the page."""


class Summary:
    """The summary sheet of a workshop."""

    def __init__(
        self,
        telling: Telling,
        contributions: ContributionSheets,
        sheets: dict[str, TableSheet],
        worksheet: Worksheet,
        looks: Looks,
    ) -> None:
        """`sheets`: the other sheets by their names, in order."""
        self._telling = telling
        self._words = telling.words
        self._workshop = telling.workshop
        self._sheets = sheets
        self._worksheet = worksheet
        self._looks = looks.pairs
        tables = [table for sheet in sheets.values() for table in sheet.tables]
        self._counts = Counts(telling, contributions, tables)
        self._cells: dict[int, dict[int, tuple[CellValue, Look]]] = {}
        self._heights: dict[int, float] = {}
        self._links: list[Hyperlink] = []

    def part(self) -> Part:
        for index, width in enumerate(_WIDTHS, start=1):
            self._worksheet.column_dimensions[get_column_letter(index)].width = width
        self._cover()
        self._tiles(6)
        below = self._deadlines(self._first_priorities(self._blocks(10)))
        last = self._contents(below + 1)
        self._worksheet.print_area = f"A1:{get_column_letter(_LAST)}{last}"
        return Part(self._worksheet, self._rows(), last, _LAST, self._links)

    # parts of the page, from the top

    def _cover(self) -> None:
        words, about = self._words, self._workshop.about
        organisers = words.row(about.organisers)
        title = about.title or words("Untitled workshop")
        kicker = words("World Café · Synthesis")
        if about.rehearsal:
            kicker = words("World Café · Rehearsal: nothing in here was ever said")
        self._line(1, kicker, Look.COVER_KICKER, 18)
        self._line(2, title, Look.COVER_TITLE, 32 * min(5, 1 + len(title) // 60))
        place_and_date = words.line([about.place, words.date(about.date, "full")])
        self._line(3, place_and_date, Look.COVER_LINE, 19)
        by = words("Organised by {names}", names=organisers) if organisers else ""
        self._line(4, by, Look.COVER_LINE, 19)
        self._heights[5] = 10

    def _tiles(self, row: int) -> None:
        for column, (label, number) in zip(_BLOCKS, self._counts.tiles(), strict=True):
            self._put(row, column, number, Look.TILE_NUMBER, span=2)
            self._put(row + 1, column, label, Look.TILE_LABEL, span=2)
        self._heights |= {row: 42, row + 1: 20, row + 3: 10}
        if self._counts.in_a_sentence:
            self._line(row + 2, self._counts.in_a_sentence, Look.COVER_LINE, 26)

    def _blocks(self, row: int) -> int:
        """Counts in three columns, each where there is most room; gives the row after them.

        What nobody said or did is no block.
        """
        ends = dict.fromkeys(_BLOCKS, row)
        for heading, items in self._counts.blocks():
            if items:
                column = min(ends, key=lambda each: (ends[each], each))
                ends[column] = self._block(ends[column], column, heading, items) + 1
        return max(ends.values()) - 1

    def _first_priorities(self, row: int) -> int:
        """The opportunities that come first, as their sheet ranks them; the row after.

        Where nothing was rated yet, those that somebody could act on first.
        """
        words = self._words
        ranked = self._counts.rows_told("Priorities")
        found = harvest.headlines(self._workshop)
        if ranked:
            heading, n = words("First priorities"), len(ranked)
        else:
            heading, n = words("Nothing is rated yet: what lacks least"), len(found)
        lines: list[CellValue] = []
        for position, item in enumerate(found[: min(n, _MOST)], start=1):
            told = f"{self._telling.refs[item.id]} · {readable(item.title)}"
            ref, title = (self._counts.nth("Priorities", column, position) for column in (0, 1))
            lines.append(Formula(f'{ref}&" · "&{title}', told) if ranked else told)
        return self._lines(row, heading, lines, n)

    def _deadlines(self, row: int) -> int:
        """What is due first; the row after."""
        words, telling = self._words, self._telling
        today = telling.made_at.date()
        found = harvest.deadlines(self._workshop)
        lines: list[CellValue] = []
        for item in found[:_MOST]:
            step = item.next_step
            assert step is not None
            assert step.due is not None
            late = words("overdue") if step.due < today else ""
            parts = (words.date(step.due), late, step.owner, step.text or item.title)
            told = words.line(map(readable, parts))
            lines.append(f"{told} ({telling.refs[item.id]})")
        return self._lines(row, words("Next deadlines"), lines, len(found))

    def _lines(self, row: int, heading: str, lines: Sequence[CellValue], n: int) -> int:
        """Lines under a heading, and how many of all `n` are not there; the row after."""
        if not lines:
            return row
        self._put(row + 1, 1, heading, Look.BLOCK, span=_LAST)
        for at, line in enumerate(lines, start=row + 2):
            told = line.value if isinstance(line, Formula) else line
            self._line(at, line, Look.ITEM_WRAPPED, 18 * (1 + len(str(told)) // _LINE))
        below = row + 2 + len(lines)
        if n > len(lines):
            more = self._words.plural("and {n} more", "and {n} more", n - len(lines))
            self._put(below, 1, more, Look.ITEM_NOTE, span=_LAST)
            below += 1
        return below

    def _block(self, row: int, column: int, heading: str, items: Sequence[Item]) -> int:
        self._put(row, column, heading, Look.BLOCK)
        self._put(row, column + 1, None, Look.BLOCK)
        for position, (name, number) in enumerate(items, start=row + 1):
            self._put(position, column, name, Look.ITEM_NOTE if number is None else Look.ITEM)
            self._put(position, column + 1, number, Look.ITEM_NUMBER)
        return row + 1 + len(items)

    def _contents(self, row: int) -> int:
        words, made_at = self._words, self._telling.made_at
        self._put(row, 1, words("In this workbook"), Look.BLOCK, span=_LAST)
        shown = {name: each for name, each in self._sheets.items() if not each.is_empty}
        n_rows = -(-len(shown) // len(_BLOCKS))
        for position, (name, sheet) in enumerate(shown.items()):
            column, number = _BLOCKS[position // n_rows], row + 1 + position % n_rows
            self._put(number, column, sheet.title, Look.ITEM_LINK, span=2)
            ref = f"{get_column_letter(column)}{number}"
            self._links.append(Hyperlink(ref=ref, location=f"{quote_sheetname(name)}!A1"))
        last = row + n_rows + 2
        hidden = words.row(each.title for each in self._sheets.values() if each.is_empty)
        if hidden:
            told = words("Hidden, for there is nothing in them yet: {sheets}", sheets=hidden)
            self._line(last, told, Look.LEAD, 16)
            last += 1
        made = words(
            "Made on {date} at {time}. References such as O-017 stay the same in every export.",
            date=words.date(made_at.date()),
            time=words.time(made_at.time()),
        )
        self._line(last, made, Look.LEAD, 16)
        return last

    # placing

    def _line(self, row: int, value: CellValue, look: Look, height: float) -> None:
        self._put(row, 1, value, look, span=_LAST)
        self._heights[row] = height

    def _put(
        self, row: int, column: int, value: CellValue, look: Look, *, span: int = 1
    ) -> None:
        cells = self._cells.setdefault(row, {})
        for offset in range(span):
            cells[column + offset] = (None if offset else value, look)
        if span > 1:
            self._worksheet.merge_cells(
                start_row=row, end_row=row, start_column=column, end_column=column + span - 1
            )

    def _rows(self) -> Iterator[Row]:
        for number in sorted(self._cells.keys() | self._heights.keys()):
            cells = sorted(self._cells.get(number, {}).items())
            yield Row(
                number,
                [(column, value, self._looks[look]) for column, (value, look) in cells],
                self._heights.get(number, 18),
            )
