"""The sheets about who: partners, next steps by owner, participants with their route."""

from worldcafe.domain import harvest
from worldcafe.domain.harvest import PartnerLine
from worldcafe.domain.model import Contribution, Participant
from worldcafe.exchange.workbook.looks import Look
from worldcafe.exchange.workbook.table import Column, Table, TableSheet
from worldcafe.exchange.workbook.telling import SEPARATOR, Telling


def partners(telling: Telling) -> TableSheet:
    """One row per partner: what it has a part in, and as what."""
    words, label = telling.words, telling.label

    def roles(line: PartnerLine) -> str:
        return SEPARATOR.join(f"{label(role)} ({n})" for role, n in line.roles.items())

    def refs(line: PartnerLine) -> str:
        return SEPARATOR.join(telling.refs[each] for each in line.contribution_ids)

    columns = (
        Column(words("Partner"), lambda p: p.name, 42, Look.STRONG),
        Column(words("Type"), lambda p: telling.labels(p.types), 24),
        Column(words("City"), lambda p: SEPARATOR.join(p.cities), 20),
        Column(words("Country"), lambda p: telling.country(p.country), 20),
        Column(words("Opportunities"), lambda p: p.n_opportunities, 14, Look.COUNT, bar=True),
        Column(words("All contributions"), lambda p: len(p.contribution_ids), 14, Look.NUMBER),
        Column(words("Roles"), roles, 34),
        Column(words("Contributions it is named in"), refs, 34),
    )
    return TableSheet(
        words("Partners"),
        words("Every body that was named, and what it has a part in."),
        (Table("Partners", columns, harvest.partner_lines(telling.workshop)),),
    )


def next_steps(telling: Telling) -> TableSheet:
    """What happens first, by owner and date."""
    words, label = telling.words, telling.label
    columns = (
        Column(words("Owner"), lambda c: c.next_step.owner, 24, Look.STRONG),
        Column(words("Due"), lambda c: c.next_step.due, 13, Look.DATE),
        Column(words("Next step"), lambda c: c.next_step.text, 46),
        Column(words("Type"), lambda c: label(c.next_step.type), 22, picks="list_next_step"),
        Column(words("Status"), lambda c: label(c.next_step.status), 13, picks="list_status"),
        Column(words("Ref"), lambda c: telling.refs[c.id], 9, Look.REF),
        Column(words("Kind"), lambda c: label(c.kind), 14),
        Column(words("Title"), lambda c: c.title, 40),
        Column(words("Table"), lambda c: telling.table_number(c.table_id), 8, Look.NUMBER),
        Column(words("Round"), lambda c: telling.round_number(c.round_id), 8, Look.NUMBER),
        Column(words("Identifier"), lambda c: c.id, 36, Look.QUIET),
    )
    steps: tuple[Contribution, ...] = harvest.next_steps(telling.workshop)
    return TableSheet(
        words("Next steps"),
        words("Who does what first, by owner and date; steps without an owner at the end."),
        (Table("NextSteps", columns, steps),),
        n_printed_columns=10,
    )


def participants(telling: Telling) -> TableSheet:
    """Everybody in the room, with the table of every round."""
    words, workshop = telling.words, telling.workshop
    routes = {person: workshop.route_of(person) for person in workshop.participants}

    def stop(header: str, position: int) -> Column:
        def number(person: Participant) -> int | None:
            table = routes[person.id][position]
            return table.number if table else None

        return Column(header, number, 9, Look.NUMBER)

    columns = (
        Column(words("Family name"), lambda p: p.family_name, 20, Look.STRONG),
        Column(words("Given name"), lambda p: p.given_name, 18),
        Column(words("Organisation"), lambda p: p.organisation, 34),
        Column(words("Position"), lambda p: p.position, 28),
        Column(words("City"), lambda p: p.city, 18),
        Column(words("Country"), lambda p: telling.country(p.country), 20),
        Column(words("Region"), lambda p: p.region, 16),
        Column(words("Languages"), lambda p: ", ".join(map(str.upper, p.languages)), 13),
        Column(words("Role"), lambda p: telling.labels(p.roles), 16),
        *(
            stop(words("Round {n}", n=each.number), position)
            for position, each in enumerate(workshop.rounds_in_order)
        ),
    )
    return TableSheet(
        words("Participants"),
        words("Who was there, and at which table they sat in every round."),
        (Table("Participants", columns, workshop.participants_in_order),),
        n_fixed_columns=2,
    )
