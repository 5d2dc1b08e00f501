"""The sheets about who: partners, next steps by owner, participants with their route."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from openpyxl.utils import quote_sheetname

from worldcafe.domain import harvest
from worldcafe.domain.harvest import Meetings, PartnerLine
from worldcafe.domain.model import Contribution, Participant
from worldcafe.exchange.workbook.contributions import (
    CONTRIBUTION_TABLES,
    ContributionSheets,
)
from worldcafe.exchange.workbook.looks import Look
from worldcafe.exchange.workbook.part import Formula
from worldcafe.exchange.workbook.table import (
    FIRST_DATA_ROW,
    SheetColumn,
    Table,
    TableSheet,
    column_ref,
    distinct,
    literal,
)
from worldcafe.exchange.workbook.telling import SEPARATOR, Telling


def partners(telling: Telling) -> TableSheet:
    """One row per partner: what it has a part in, and as what."""
    words, label = telling.words, telling.label

    def roles(line: PartnerLine) -> str:
        return SEPARATOR.join(f"{label(role)} ({n})" for role, n in line.roles.items())

    def refs(line: PartnerLine) -> str:
        return SEPARATOR.join(telling.refs[each] for each in line.contribution_ids)

    columns = (
        SheetColumn(words("Partner"), lambda p: p.name, 42, Look.STRONG),
        SheetColumn(words("Type"), lambda p: telling.labels(p.types), 24),
        SheetColumn(words("City"), lambda p: SEPARATOR.join(p.cities), 20),
        SheetColumn(words("Country"), lambda p: telling.country(p.country), 20),
        SheetColumn(
            words("Opportunities"), lambda p: p.n_opportunities, 14, Look.COUNT, bar=True
        ),
        SheetColumn(
            words("All contributions"), lambda p: len(p.contribution_ids), 14, Look.NUMBER
        ),
        SheetColumn(words("Roles"), roles, 34),
        SheetColumn(words("Contributions it is named in"), refs, 34),
    )
    return TableSheet(
        words("Partners"),
        words("Every body that was named, and what it has a part in."),
        (Table("Partners", columns, harvest.partner_lines(telling.workshop)),),
    )


def next_steps(telling: Telling, contributions: ContributionSheets) -> TableSheet:
    """What happens first, by owner and date."""
    words, column = telling.words, contributions.column
    columns = (
        replace(column("step_owner", 24), look=Look.STRONG),
        column("step_due", 13),
        column("step_text", 46),
        column("step_type", 22),
        column("step_status", 13),
        column("organiser_status", 13),
        column("organiser_owner", 20),
        replace(column("ref", 9), value=leading_to_row(telling, contributions)),
        column("kind", 14),
        replace(column("title", 40), look=Look.TEXT),
        *([column("room")] if telling.workshop.rooms else []),
        column("table"),
        column("round"),
        column("id"),
    )
    steps: tuple[Contribution, ...] = harvest.next_steps(telling.workshop)
    return TableSheet(
        words("Next steps"),
        words("Who does what first, by owner and date; steps without an owner at the end."),
        (Table("NextSteps", columns, steps, keeps_base=True),),
        n_printed_columns=len(columns) - 1,
    )


def leading_to_row(
    telling: Telling, contributions: ContributionSheets
) -> Callable[[Contribution], Formula]:
    """A reference that leads to the contribution's own row, wherever sorting puts it."""
    targets = {
        kind: (table, contributions.ref(table, "ref"))
        for table, kinds in CONTRIBUTION_TABLES.items()
        for kind in kinds
    }

    def value(item: Contribution) -> Formula:
        table, column = targets[item.kind]
        ref = literal(telling.refs[item.id])
        sheet = literal(f"#{quote_sheetname(telling.sheet_of[table])}!A")
        row = f"MATCH({ref},{column},0)+{FIRST_DATA_ROW - 1}"
        return Formula(f"HYPERLINK({sheet}&{row},{ref})", telling.refs[item.id])

    return value


def participants(telling: Telling) -> TableSheet:
    """Everybody in the room, with the table of every round, and what their route is worth."""
    words = telling.words
    people = telling.workshop.participants_in_order
    columns = (*_who(telling), *_route(telling), *_worth(telling))
    n_named = 0 if telling.disclosure.is_nameless else 2
    return TableSheet(
        words("Participants"),
        words("Who was there, and at which table they sat in every round."),
        (Table("Participants", columns, people), *_quality(telling, columns)),
        n_fixed_columns=n_named or 1,
    )


def _who(telling: Telling) -> tuple[SheetColumn, ...]:
    words, disclosure = telling.words, telling.disclosure
    named = (
        SheetColumn(words("Family name"), lambda p: p.family_name, 20, Look.STRONG),
        SheetColumn(words("Given name"), lambda p: p.given_name, 18),
    )
    position = (SheetColumn(words("Position"), lambda p: p.position, 28),)
    return (
        *(() if disclosure.is_nameless else named),
        SheetColumn(words("Organisation"), lambda p: p.organisation, 34),
        *(position if disclosure.personal_data else ()),
        SheetColumn(words("City"), lambda p: p.city, 18),
        SheetColumn(words("Country"), lambda p: telling.country(p.country), 20),
        SheetColumn(words("Region"), lambda p: p.region, 16),
        SheetColumn(words("Languages"), lambda p: ", ".join(map(str.upper, p.languages)), 13),
        SheetColumn(words("Role"), lambda p: telling.labels(p.roles), 16),
    )


def _route(telling: Telling) -> tuple[SheetColumn, ...]:
    words, workshop = telling.words, telling.workshop
    routes = {person: workshop.route_of(person) for person in workshop.participants}

    def stop(header: str, position: int) -> SheetColumn:
        def number(person: Participant) -> int | None:
            table = routes[person.id][position]
            return table.number if table else None

        return SheetColumn(header, number, 9, Look.NUMBER)

    def rooms(person: Participant) -> str:
        stops = dict.fromkeys(table.room for table in routes[person.id] if table)
        return SEPARATOR.join(filter(None, stops)) or workshop.room_named(person.room)

    return (
        *([SheetColumn(words("Room"), rooms, 18)] if workshop.rooms else []),
        *(
            stop(words("Round {n}", n=each.number), position)
            for position, each in enumerate(workshop.rounds_in_order)
        ),
    )


def _worth(telling: Telling) -> tuple[SheetColumn, ...]:
    words, met = telling.words, harvest.meetings(telling.workshop)

    def of(number: Callable[[Meetings], int]) -> Callable[[Participant], int | None]:
        """Nothing for whoever has no seat, so that averages leave them out."""
        return lambda person: number(met[person.id]) if person.id in met else None

    return (
        SheetColumn(words("People met"), of(lambda m: m.n_met), 12, Look.NUMBER, key="met"),
        SheetColumn(words("Met again"), of(lambda m: m.n_again), 12, Look.COUNT, key="again"),
        SheetColumn(
            words("Back at a table"), of(lambda m: m.n_returns), 11, Look.COUNT, key="back"
        ),
    )


@dataclass(frozen=True)
class _Figure:
    """A figure about the seating plan: a formula over the participants."""

    what: str
    formula: str
    value: int | float


def _quality(telling: Telling, columns: Sequence[SheetColumn]) -> Iterator[Table]:
    """The plan's quality in figures; none where nobody has a seat."""
    workshop, words = telling.workshop, telling.words
    found = harvest.meetings(workshop).values()
    if not found:
        return
    headers = distinct(column.header for column in columns)
    ref = {
        column.key: column_ref("Participants", header)
        for column, header in zip(columns, headers, strict=True)
        if column.key
    }
    met = [each.n_met for each in found]
    mean = math.floor(10 * sum(met) / len(met) + 0.5) / 10  # as Excel rounds
    figures = (
        _Figure(words("Fewest people met"), f"MIN({ref['met']})", min(met)),
        _Figure(words("People met on average"), f"ROUND(AVERAGE({ref['met']}),1)", mean),
        _Figure(words("Most people met"), f"MAX({ref['met']})", max(met)),
        _Figure(
            words("Encounters that were repeated"),
            f"SUM({ref['again']})/2",
            sum(each.n_again for each in found) // 2,
        ),
        _Figure(
            words("People who came back to a table"),
            f'COUNTIFS({ref["back"]},">0")',
            sum(each.n_returns > 0 for each in found),
        ),
    )
    yield Table(
        "PlanQuality",
        (
            SheetColumn(
                words("Quality of the seating plan"), lambda f: f.what, 34, Look.STRONG
            ),
            SheetColumn(
                words("Figure"), lambda f: Formula(f.formula, f.value), 14, Look.FIGURE
            ),
        ),
        figures,
        words("Quality of the seating plan"),
    )
