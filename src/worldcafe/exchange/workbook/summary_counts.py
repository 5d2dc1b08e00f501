"""What the first sheet counts, as formulas over the tables of the other sheets."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from worldcafe.domain import harvest
from worldcafe.domain.model import NextStep
from worldcafe.domain.vocabulary import Kind, Modality, StepStatus
from worldcafe.exchange.workbook.contributions import (
    CONTRIBUTION_TABLES,
    OTHER_KINDS,
    ContributionSheets,
)
from worldcafe.exchange.workbook.part import CellValue, Formula
from worldcafe.exchange.workbook.table import Table, column_ref, literal
from worldcafe.exchange.workbook.telling import Telling

_MAX_THEMES = 13
_MAX_COUNTRIES = 9

Item = tuple[str, CellValue]
"""A name, and its number."""


class Counts:
    """The numbers of a workshop, each a formula wherever the table it counts is there."""

    def __init__(
        self, telling: Telling, contributions: ContributionSheets, tables: Sequence[Table]
    ) -> None:
        self._telling = telling
        self._words = telling.words
        self._workshop = telling.workshop
        self._contributions = contributions
        self._opportunities = harvest.of_kinds(telling.workshop, Kind.OPPORTUNITY)
        self._tables = tables
        self._headers = {
            table.name: [column.header for column in table.columns] for table in tables
        }

    def tiles(self) -> tuple[Item, ...]:
        """The three figures that stand above everything."""
        words, numbers = self._words, harvest.numbers(self._workshop)
        n_opportunities = len(self._opportunities)
        return (
            (
                words("cooperation opportunities"),
                self._rows_of(n_opportunities, "Opportunities"),
            ),
            (words("contributions in all"), self._all_contributions(numbers.n_contributions)),
            (words("partners named"), self._rows_of(numbers.n_partners, "Partners")),
        )

    @property
    def in_a_sentence(self) -> CellValue:
        """How many opportunities are triangular, and how many from city to city; nothing where
        no modality is said.
        """
        if not self._modalities():
            return None
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
                f"COUNTA({self._contributions.ref('Opportunities', 'ref')})",
                len(self._opportunities),
            ),
            triangular=among(Modality.TRIANGULAR),
            cities=among(Modality.CITY_TWINNING, Modality.CITY_PROJECT_PARTNERSHIP),
        )

    def blocks(self) -> tuple[tuple[str, tuple[Item, ...]], ...]:
        """Counts by their headings; none where nobody said or did anything of it."""
        words = self._words
        return (
            (words("The café"), self._cafe()),
            (words("Countries"), self._countries()),
            (words("Opportunities by modality"), self._modalities()),
            (words("Contributions by theme"), self._themes()),
            (words("By kind"), self._kinds()),
            (words("Next steps"), self._statuses()),
        )

    def rows_told(self, table: str) -> Sequence[Any]:
        """What the rows of a table are about; nothing where its sheet was left out."""
        return next((each.subjects for each in self._tables if each.name == table), ())

    def nth(self, table: str, column: int, position: int) -> str:
        """A cell of a table in a formula."""
        return f"INDEX({column_ref(table, self._headers[table][column])},{position})"

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
        named = self.rows_told("Countries")
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

    def _all_contributions(self, n: int) -> Formula:
        firsts = (column_ref(table, self._headers[table][0]) for table in CONTRIBUTION_TABLES)
        return Formula("+".join(f"COUNTA({first})" for first in firsts), n)

    def _rows_of(self, n: int, table: str) -> Formula | int:
        """How many rows of a table are filled, judged by its first column.

        A number alone where the table's sheet was left out.
        """
        first, *_ = self._headers.get(table, [""])
        return self._counting(table, f"COUNTA({column_ref(table, first)})", n)

    def _counting(self, table: str, formula: str, n: int) -> Formula | int:
        """A formula over a table, or what it comes to where the table's sheet was left out."""
        return Formula(formula, n) if table in self._headers else n

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
