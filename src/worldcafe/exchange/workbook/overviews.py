"""The sheets that count: by table and round, by theme, by modality.

Every number is a formula over the tables of contributions, with its result beside it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from worldcafe.domain import harvest
from worldcafe.domain.model import CafeTable, Contribution, Conversation, Round
from worldcafe.domain.vocabulary import Kind, Modality
from worldcafe.exchange.workbook.charts import MAX_BARS, Chart, Shape
from worldcafe.exchange.workbook.contributions import (
    CONTRIBUTION_TABLES,
    ContributionSheets,
)
from worldcafe.exchange.workbook.looks import Look
from worldcafe.exchange.workbook.part import Formula
from worldcafe.exchange.workbook.table import (
    SheetColumn,
    Table,
    TableSheet,
    distinct,
    literal,
    this_row,
)
from worldcafe.exchange.workbook.telling import SEPARATOR, Telling

_COUNTRIES = 24
"""Countries in the matrix; more would fit no page."""


class Overviews:
    """The counting sheets of a workshop."""

    def __init__(self, telling: Telling, contributions: ContributionSheets) -> None:
        self._telling = telling
        self._words = telling.words
        self._workshop = telling.workshop
        self._contributions = contributions
        self._opportunities = harvest.of_kinds(self._workshop, Kind.OPPORTUNITY)

    # by table and round

    def by_table(self) -> TableSheet:
        words = self._words
        headers = distinct(
            [
                words("Table"),
                words("Room"),
                words("Theme of the table"),
                words("Host"),
                *(words("Round {n}", n=each.number) for each in self._workshop.rounds_in_order),
                words("All rounds"),
            ]
        )
        number, room, theme, host, *rounds, total = headers
        columns = [
            SheetColumn(number, lambda t: t.number, 10, Look.NUMBER),
            *([SheetColumn(room, lambda t: t.room, 18)] if self._workshop.rooms else []),
            SheetColumn(theme, lambda t: self._telling.table_theme(t.id), 36),
            SheetColumn(host, lambda t: self._telling.person(t.host_id), 26),
        ]
        for header, round_ in zip(rounds, self._workshop.rounds_in_order, strict=True):
            columns.append(self._of_round(header, round_, number))
        columns.append(self._of_all_rounds(total, rounds))
        return TableSheet(
            words("By table and round"),
            words(
                "How many contributions came from every table in every round; what was merged"
                " counts once."
            ),
            (Table("ByTable", tuple(columns), self._workshop.tables_in_order),),
        )

    def _of_round(self, header: str, round_: Round, number: str) -> SheetColumn:
        counted = harvest.count_conversations(self._workshop.standing)
        text = "+".join(
            f"COUNTIFS({self._contributions.ref(table, 'table')},{this_row('ByTable', number)},"
            f"{self._contributions.ref(table, 'round')},{round_.number})"
            for table in CONTRIBUTION_TABLES
        )

        def value(table: CafeTable) -> Formula:
            return Formula(text, counted.get((table.id, round_.id), 0))

        return SheetColumn(header, value, 11, Look.COUNT, total=True)

    def _of_all_rounds(self, header: str, rounds: list[str]) -> SheetColumn:
        workshop = self._workshop
        counted = harvest.count_conversations(workshop.standing)
        parts = [this_row("ByTable", each) for each in rounds]
        text = f"SUM({','.join(parts) or 0})"

        def value(table: CafeTable) -> Formula:
            counts = (
                counted.get((table.id, round_.id), 0) for round_ in workshop.rounds_in_order
            )
            return Formula(text, sum(counts))

        return SheetColumn(header, value, 13, Look.COUNT, total=True, bar=True)

    def insights(self) -> TableSheet:
        words = self._words
        columns = tuple(
            column
            for key, column in insight_columns(self._telling).items()
            if key != "at_room" or self._workshop.rooms
        )
        noted = harvest.noted_conversations(self._workshop)
        return TableSheet(
            words("Key insights"),
            words("What every table takes away from every round."),
            (Table("Insights", columns, noted, keeps_base=True),),
            n_fixed_columns=2,
            n_printed_columns=len(columns) - 1,
        )

    # by theme

    def by_theme(self) -> TableSheet:
        words = self._words
        headers = distinct(
            [
                words("Theme"),
                words("Opportunities"),
                words("Experiences"),
                words("Commitments"),
                words("Other contributions"),
                words("All contributions"),
            ]
        )
        theme, *counted, total = headers
        columns = [
            SheetColumn(theme, lambda name: name or self._telling.not_said, 40, Look.STRONG)
        ]
        for header, (table, kinds) in zip(counted, CONTRIBUTION_TABLES.items(), strict=True):
            columns.append(self._of_theme(header, table, kinds, theme))
        columns.append(self._of_theme_in_all(total, counted))
        themes = tuple(harvest.count_themes(self._workshop.standing, self._telling.theme))
        return TableSheet(
            words("By theme"),
            words("A contribution with several themes counts for each of them."),
            (Table("ByTheme", tuple(columns), themes),),
            charts=(
                Chart(
                    Shape.STACKED,
                    words("Contributions by theme"),
                    words("A bar for every theme, divided by kind of contribution."),
                    table="ByTheme",
                    across=words("Theme"),
                    along=words("Contributions"),
                    names=1,
                    values=(2, 3, 4, 5),
                    height_cm=max(8, 4 + 0.55 * min(len(themes), MAX_BARS)),
                ),
            ),
        )

    def _of_theme(
        self, header: str, table: str, kinds: tuple[Kind, ...], theme: str
    ) -> SheetColumn:
        counted = harvest.count_themes(
            harvest.of_kinds(self._workshop, *kinds), self._telling.theme
        )
        name = this_row("ByTheme", theme)

        def value(theme: str) -> Formula:
            text = f"SUMPRODUCT({self._carries(table, name if theme else '')})"
            return Formula(text, counted.get(theme, 0))

        return SheetColumn(header, value, 15, Look.COUNT)

    def _of_theme_in_all(self, header: str, counted: list[str]) -> SheetColumn:
        parts = ",".join(this_row("ByTheme", each) for each in counted)
        totals = harvest.count_themes(self._workshop.standing, self._telling.theme)

        def value(theme: str) -> Formula:
            return Formula(f"SUM({parts})", totals.get(theme, 0))

        return SheetColumn(header, value, 15, Look.COUNT, bar=True)

    def _carries(self, table: str, theme: str) -> str:
        """Ones and zeros: whether each row carries a theme, given as a cell; "" for none."""
        themes = self._contributions.ref(table, "themes")
        if not theme:
            return f'({self._contributions.ref(table, "ref")}<>"")*({themes}="")'
        apart = literal(SEPARATOR)
        return f"--ISNUMBER(FIND({apart}&{theme}&{apart},{apart}&{themes}&{apart}))"

    # by modality

    def by_modality(self) -> TableSheet:
        words = self._words
        return TableSheet(
            words("By modality"),
            words("How the partners of the opportunities would cooperate, and on what."),
            (self._modalities(), self._modalities_by_theme()),
            charts=(
                Chart(
                    Shape.BARS,
                    words("Opportunities by modality"),
                    words("A bar for every modality, as long as it has opportunities."),
                    table="ByModality",
                    across=words("Modality"),
                    along=words("Opportunities"),
                    names=1,
                    values=(2,),
                    height_cm=7.2,
                    beside_table=True,
                ),
            ),
        )

    def _modalities(self) -> Table:
        words = self._words
        header, count, owned, rated = distinct(
            [
                words("Modality"),
                words("Opportunities"),
                words("With an owner"),
                words("Demand confirmed"),
            ]
        )
        items = self._opportunities
        groups = {
            modality: [item for item in items if item.modality is modality]
            for modality in (*Modality, None)
        }
        ref = self._contributions.ref
        owner = f'*({ref("Opportunities", "step_owner")}<>"")'
        yes = literal(self._telling.yes)
        confirmed = f"*({ref('Opportunities', 'demand_confirmed')}={yes})"

        def counting(header: str, more: str, holds: str) -> SheetColumn:
            def value(modality: Modality | None) -> Formula:
                text = f"SUMPRODUCT({self._has_modality(modality)}{more})"
                found = sum(_holds(item, holds) for item in groups[modality])
                return Formula(text, found)

            return SheetColumn(header, value, 15, Look.COUNT, total=True, bar=not more)

        columns = (
            SheetColumn(header, self._modality_name, 40, Look.STRONG),
            counting(count, "", ""),
            counting(owned, owner, "owner"),
            counting(rated, confirmed, "confirmed"),
        )
        return Table("ByModality", columns, tuple(groups))

    def _modalities_by_theme(self) -> Table:
        words = self._words
        modalities = (*Modality, None)
        theme, *headers = distinct(
            [words("Theme"), *(self._modality_name(modality) for modality in modalities)]
        )
        counted = harvest.count_modalities_by_theme(self._opportunities, self._telling.theme)
        name = this_row("ModalityByTheme", theme)

        def counting(header: str, modality: Modality | None) -> SheetColumn:
            def value(theme: str) -> Formula:
                carries = self._carries("Opportunities", name if theme else "")
                text = f"SUMPRODUCT({self._has_modality(modality)}*({carries}))"
                return Formula(text, counted.get((theme, modality), 0))

            return SheetColumn(header, value, 15, Look.COUNT, heat=True)

        columns = [
            SheetColumn(theme, lambda name: name or self._telling.not_said, 40, Look.STRONG),
            *map(counting, headers, modalities),
        ]
        themes = tuple(harvest.count_themes(self._opportunities, self._telling.theme))
        heading = words("Modality × theme")
        return Table("ModalityByTheme", tuple(columns), themes, heading)

    # country × country

    def by_country(self) -> TableSheet:
        """Which countries would cooperate: those named most, each with each."""
        words = self._words
        counted = harvest.count_countries(self._opportunities, self._telling.countries_of)
        names = tuple(sorted(counted, key=lambda name: (-counted[name], name)))[:_COUNTRIES]
        country, number, *headers = distinct([words("Country"), words("Opportunities"), *names])
        pairs = harvest.count_country_pairs(self._opportunities, self._telling.countries_of)
        row = this_row("Countries", country)

        def total(name: str) -> Formula:
            return Formula(f"SUMPRODUCT({self._names_country(row)})", counted[name])

        columns = [
            SheetColumn(country, lambda name: name, 26, Look.STRONG),
            SheetColumn(number, total, 15, Look.COUNT, bar=True),
            *(
                self._with_country(header, name, row, pairs)
                for header, name in zip(headers, names, strict=True)
            ),
        ]
        return TableSheet(
            words("Countries"),
            words(
                "How many opportunities concern both countries: the {n} named most of {all}."
                " Where an international organisation has its seat does not count.",
                n=len(names),
                all=len(counted),
            ),
            (Table("Countries", tuple(columns), names),),
        )

    def _with_country(
        self, header: str, other: str, row: str, pairs: Mapping[tuple[str, str], int]
    ) -> SheetColumn:
        text = f"SUMPRODUCT({self._names_country(row)}*({self._names_country(literal(other))}))"

        def value(name: str) -> Formula | None:
            """Nothing on the diagonal: a country does not cooperate with itself here."""
            return Formula(text, pairs.get((name, other), 0)) if name != other else None

        return SheetColumn(header, value, 4.5, Look.COUNT, heat=True, upright=True)

    def _names_country(self, country: str) -> str:
        """Ones and zeros: whether each opportunity names a country, given as a cell or text."""
        countries = self._contributions.ref("Opportunities", "countries")
        apart = literal(SEPARATOR)
        return f"--ISNUMBER(FIND({apart}&{country}&{apart},{apart}&{countries}&{apart}))"

    def _modality_name(self, modality: Modality | None) -> str:
        return self._telling.label(modality) or self._telling.not_said

    def _has_modality(self, modality: Modality | None) -> str:
        """Ones and zeros: whether each opportunity has this modality."""
        column = self._contributions.ref("Opportunities", "modality")
        if modality is None:
            return f'({self._contributions.ref("Opportunities", "ref")}<>"")*({column}="")'
        return f"({column}={literal(self._telling.label(modality))})"


def insight_columns(telling: Telling) -> dict[str, SheetColumn]:
    """The columns of a conversation by their keys."""
    words, workshop = telling.words, telling.workshop

    def n_contributions(item: Conversation) -> int:
        return len(workshop.contributions_of(item.table_id, item.round_id))

    def note_taker(item: Conversation) -> str:
        return telling.person(workshop.note_taker_of(item.table_id, item.round_id))

    def theme(item: Conversation) -> str:
        return telling.table_theme(item.table_id)

    pictures = Counter((each.table_id, each.round_id) for each in workshop.attachments.values())

    def n_pictures(item: Conversation) -> int | None:
        return pictures[item.table_id, item.round_id] or None

    def notes(item: Conversation) -> str:
        return telling.label(workshop.hand_in(item.table_id, item.round_id))

    number = Look.NUMBER
    columns = {
        "at_table": SheetColumn(
            words("Table"), lambda c: telling.table_number(c.table_id), 8, number
        ),
        "in_round": SheetColumn(
            words("Round"), lambda c: telling.round_number(c.round_id), 8, number
        ),
        "at_room": SheetColumn(words("Room"), lambda c: workshop.room_of(c.table_id), 18),
        "at_theme": SheetColumn(words("Theme of the table"), theme, 26),
        "key_insight": SheetColumn(
            words("Key insight"), lambda c: c.key_insight, 70, Look.STRONG
        ),
        "key_insight_lang": SheetColumn(
            words("Language"),
            lambda c: telling.language(c.key_insight_lang),
            13,
            picks="list_language",
        ),
        "n_contributions": SheetColumn(words("Contributions"), n_contributions, 14, number),
        "taken_by": SheetColumn(words("Note-taker"), note_taker, 24),
        "n_pictures": SheetColumn(words("Pictures"), n_pictures, 10, number),
        "hand_in": SheetColumn(words("Notes"), notes, 14),
        "id": SheetColumn(words("Identifier"), lambda c: c.id, 36, Look.QUIET),
    }
    return {key: replace(column, key=key) for key, column in columns.items()}


def _holds(item: Contribution, what: str) -> bool:
    if what == "owner":
        return harvest.has_next_step(item) and bool(item.next_step and item.next_step.owner)
    return item.demand_confirmed and bool(item.demand) if what == "confirmed" else True
