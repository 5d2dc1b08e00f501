"""The first sheet: the café on one page, and the way to the other sheets."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from worldcafe.domain import harvest
from worldcafe.domain.model import NextStep
from worldcafe.domain.vocabulary import Kind, Modality, StepStatus
from worldcafe.exchange.workbook.contributions import (
    CONTRIBUTION_TABLES,
    OTHER_KINDS,
    ContributionSheets,
)
from worldcafe.exchange.workbook.looks import Look, Looks
from worldcafe.exchange.workbook.part import CellValue, Formula, Part, Row
from worldcafe.exchange.workbook.table import TableSheet, column_ref, literal
from worldcafe.exchange.workbook.telling import Telling
from worldcafe.exchange.workbook.text import readable

_WIDTHS = (34, 9, 3, 34, 9, 3, 34, 9)
_LAST = len(_WIDTHS)
_BLOCKS = (1, 4, 7)
"""The columns in which a block's names stand; its numbers stand one to the right."""
_MAX_THEMES = 13
_MAX_COUNTRIES = 9
_MOST = 5
"""Priorities and deadlines."""
_LINE = 130
"""Characters that have room on a line of the page."""

Item = tuple[str, CellValue]


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
        self._contributions = contributions
        self._opportunities = harvest.of_kinds(telling.workshop, Kind.OPPORTUNITY)
        self._sheets = sheets
        self._worksheet = worksheet
        self._looks = looks.pairs
        self._tables = [table for sheet in sheets.values() for table in sheet.tables]
        self._headers = {
            table.name: [column.header for column in table.columns] for table in self._tables
        }
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
        title = about.title or words("World Café")
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
        words = self._words
        numbers = harvest.numbers(self._workshop)
        n_opportunities = len(self._opportunities)
        tiles: tuple[Item, ...] = (
            (
                words("cooperation opportunities"),
                self._rows_of(n_opportunities, "Opportunities"),
            ),
            (words("contributions in all"), self._all_contributions(numbers.n_contributions)),
            (words("partners named"), self._rows_of(numbers.n_partners, "Partners")),
        )
        for column, (label, number) in zip(_BLOCKS, tiles, strict=True):
            self._put(row, column, number, Look.TILE_NUMBER, span=2)
            self._put(row + 1, column, label, Look.TILE_LABEL, span=2)
        self._heights |= {row: 42, row + 1: 20, row + 3: 10}
        if self._modalities():
            self._line(row + 2, self._in_a_sentence(n_opportunities), Look.COVER_LINE, 26)

    def _in_a_sentence(self, n_opportunities: int) -> CellValue:
        """How many opportunities are triangular, and how many from city to city."""
        counted = harvest.count_modalities(self._opportunities)

        def among(*modalities: Modality) -> Formula:
            column = self._contributions.ref("Opportunities", "modality")
            names = (literal(self._telling.label(each)) for each in modalities)
            text = "+".join(f"COUNTIFS({column},{name})" for name in names)
            return Formula(text, sum(counted[each] for each in modalities))

        return self._sentence(
            self._words(
                "Of {all} opportunities, {triangular} are triangular and {cities} go from city"
                " to city.",
                all="\0all\0",
                triangular="\0triangular\0",
                cities="\0cities\0",
            ),
            all=Formula(
                f"COUNTA({self._contributions.ref('Opportunities', 'ref')})", n_opportunities
            ),
            triangular=among(Modality.TRIANGULAR),
            cities=among(Modality.CITY_TWINNING, Modality.CITY_PROJECT_PARTNERSHIP),
        )

    @staticmethod
    def _sentence(text: str, **numbers: Formula) -> Formula:
        """A sentence whose numbers, given between zeros, are counted anew."""
        pieces = text.split("\0")
        said = [
            f"({numbers[piece].text})" if at % 2 else literal(piece)
            for at, piece in enumerate(pieces)
        ]
        told = (
            str(numbers[piece].value) if at % 2 else piece for at, piece in enumerate(pieces)
        )
        return Formula("&".join(said), "".join(told))

    def _blocks(self, row: int) -> int:
        """Counts in three columns, each where there is most room; gives the row after them.

        What nobody said or did is no block.
        """
        words = self._words
        ends = dict.fromkeys(_BLOCKS, row)
        for heading, items in (
            (words("The café"), self._cafe()),
            (words("Countries"), self._countries()),
            (words("Opportunities by modality"), self._modalities()),
            (words("Contributions by theme"), self._themes()),
            (words("By kind"), self._kinds()),
            (words("Next steps"), self._statuses()),
        ):
            if items:
                column = min(ends, key=lambda each: (ends[each], each))
                ends[column] = self._block(ends[column], column, heading, items) + 1
        return max(ends.values()) - 1

    def _first_priorities(self, row: int) -> int:
        """The opportunities that come first, as their sheet ranks them; the row after.

        Where nothing was rated yet, those that somebody could act on first.
        """
        words = self._words
        ranked = self._sheet_of("Priorities")
        found = harvest.headlines(self._workshop)
        if ranked:
            heading, n = words("First priorities"), len(ranked)
        else:
            heading, n = words("Nothing is rated yet: what lacks least"), len(found)
        lines: list[CellValue] = []
        for position, item in enumerate(found[: min(n, _MOST)], start=1):
            told = f"{self._telling.refs[item.id]} · {readable(item.title)}"
            ref, title = (self._nth("Priorities", column, position) for column in (0, 1))
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

    def _sheet_of(self, table: str) -> Sequence[Any]:
        """What the rows of a table are about; nothing where its sheet was left out."""
        return next((each.subjects for each in self._tables if each.name == table), ())

    def _nth(self, table: str, column: int, position: int) -> str:
        """A cell of a table in a formula."""
        return f"INDEX({column_ref(table, self._headers[table][column])},{position})"

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

    # numbers, as formulas over the tables

    @property
    def _was_held(self) -> bool:
        """Whether people sat together; a table of projects that was read is one talk."""
        numbers = harvest.numbers(self._workshop)
        return numbers.n_people > 0 or numbers.n_noted_conversations > 1

    def _cafe(self) -> tuple[Item, ...]:
        words, numbers = self._words, harvest.numbers(self._workshop)
        if not self._was_held:
            return ()
        return (
            (words("People"), self._rows_of(numbers.n_people, "Participants")),
            (words("Tables"), self._rows_of(numbers.n_tables, "ByTable")),
            (words("Rounds"), numbers.n_rounds),
            (words("Conversations"), numbers.n_conversations),
            (
                words("Conversations that left notes"),
                self._rows_of(numbers.n_noted_conversations, "Insights"),
            ),
            (words("Countries"), numbers.n_countries),
        )

    def _countries(self) -> tuple[Item, ...]:
        """Those named most, looked up in their sheet, where there was no café to speak of."""
        if self._was_held:
            return ()
        named = self._sheet_of("Countries")
        counted = harvest.count_countries(self._opportunities, self._telling.countries_of)
        column = column_ref("Countries", self._headers["Countries"][1]) if named else ""
        shown: list[Item] = [
            (name, Formula(f"INDEX({column},{position})", counted[name]))
            for position, name in enumerate(named[:_MAX_COUNTRIES], start=1)
        ]
        n_more = len(counted) - len(shown)
        if shown and n_more:
            more = self._words.plural("and {n} more country", "and {n} more countries", n_more)
            shown.append((more, None))
        return tuple(shown)

    def _kinds(self) -> tuple[Item, ...]:
        counted = harvest.count_kinds(self._workshop.standing)
        if sum(counted[kind] > 0 for kind in Kind) < 2:
            return ()  # the figures above say it
        table_of = {
            kind: table for table, kinds in CONTRIBUTION_TABLES.items() for kind in kinds
        }
        ref = self._contributions.ref("OtherContributions", "kind")

        def count(kind: Kind) -> Formula | int:
            if kind in OTHER_KINDS:
                name = literal(self._telling.label(kind))
                return Formula(f"COUNTIFS({ref},{name})", counted[kind])
            return self._rows_of(counted[kind], table_of[kind])

        return tuple((self._telling.label(kind), count(kind)) for kind in Kind)

    def _modalities(self) -> tuple[Item, ...]:
        column = self._contributions.ref("Opportunities", "modality")
        ref = self._contributions.ref("Opportunities", "ref")

        counted = harvest.count_modalities(self._opportunities)
        if not any(counted[modality] for modality in Modality):
            return ()

        def count(modality: Modality | None, n: int) -> Formula:
            if modality is None:
                return Formula(f'SUMPRODUCT(({ref}<>"")*({column}=""))', n)
            return Formula(f"COUNTIFS({column},{literal(self._telling.label(modality))})", n)

        return tuple(
            (self._telling.label(modality) or self._telling.not_said, count(modality, n))
            for modality, n in counted.items()
        )

    def _statuses(self) -> tuple[Item, ...]:
        words = self._words
        steps = [item.next_step for item in harvest.next_steps(self._workshop)]
        counted = Counter(step.status for step in steps if step)
        if not steps:
            return ()

        def without(key: str, says: Callable[[NextStep], object]) -> Formula | int:
            ref, cells = (
                column_ref("NextSteps", self._contributions.column(each).header)
                for each in ("ref", key)
            )
            n = sum(not says(step) for step in steps if step)
            return self._counting("NextSteps", f'SUMPRODUCT(({ref}<>"")*({cells}=""))', n)

        column = column_ref("NextSteps", self._contributions.column("step_status").header)

        def count(status: StepStatus) -> Formula | int:
            name = literal(self._telling.label(status))
            return self._counting("NextSteps", f"COUNTIFS({column},{name})", counted[status])

        return (
            *((self._telling.label(status), count(status)) for status in StepStatus),
            (words("Without a date"), without("step_due", lambda step: step.due)),
            (words("Without an owner"), without("step_owner", lambda step: step.owner)),
        )

    def _themes(self) -> tuple[Item, ...]:
        """The most frequent themes, looked up in their sheet."""
        counted = harvest.count_themes(self._workshop.standing, self._telling.theme)
        if not any(counted):
            return ()
        *_, totals = self._headers.get("ByTheme", [""])
        column = column_ref("ByTheme", totals)
        shown: list[Item] = [
            (
                theme or self._telling.not_said,
                self._counting("ByTheme", f"INDEX({column},{position})", n),
            )
            for position, (theme, n) in enumerate(list(counted.items())[:_MAX_THEMES], start=1)
        ]
        n_more = len(counted) - len(shown)
        if n_more:
            more = self._words.plural("and {n} more theme", "and {n} more themes", n_more)
            shown.append((more, None))
        return tuple(shown)

    def _rows_of(self, n: int, table: str) -> Formula | int:
        """How many rows of a table are filled, judged by its first column.

        A number alone where the table's sheet was left out.
        """
        first, *_ = self._headers.get(table, [""])
        return self._counting(table, f"COUNTA({column_ref(table, first)})", n)

    def _counting(self, table: str, formula: str, n: int) -> Formula | int:
        """A formula over a table, or what it comes to where the table's sheet was left out."""
        return Formula(formula, n) if table in self._headers else n

    def _all_contributions(self, n: int) -> Formula:
        firsts = (column_ref(table, self._headers[table][0]) for table in CONTRIBUTION_TABLES)
        return Formula("+".join(f"COUNTA({first})" for first in firsts), n)

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
