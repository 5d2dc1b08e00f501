"""What the present seating is worth, and where its troubles are."""

from collections.abc import Iterator
from dataclasses import dataclass

from worldcafe.domain.refusal import Refusal
from worldcafe.domain.rotation import (
    Person,
    PlanRequest,
    QualityReport,
    SeatingPlan,
    Table,
    report,
)
from worldcafe.domain.vocabulary import Role
from worldcafe.domain.workshop import Workshop
from worldcafe.wording import Words

MOST_TROUBLES = 200
"""More than this nobody reads; another plan helps then."""


@dataclass(frozen=True)
class Trouble:
    """Something to look at, and where it is."""

    text: str
    round_id: str
    table_id: str = ""
    person_id: str = ""


def hosts_waiting(workshop: Workshop) -> int:
    """How many tables without a host could be given one of the people whose role that is."""
    taken = {table.host_id for table in workshop.tables.values()}
    free = sum(
        Role.HOST in person.roles and person.id not in taken
        for person in workshop.participants.values()
    )
    return min(free, sum(table.host_id is None for table in workshop.tables.values()))


def present_report(workshop: Workshop) -> QualityReport | None:
    """What the seating is worth for everybody who has a seat in every round.

    None where there is no such seating, or too few people to fill the tables.
    """
    missing = {person.id for person, _ in workshop.unseated}
    people = [person for person in workshop.people_to_seat if person.id not in missing]
    if not people or not workshop.rounds:
        return None
    tables = workshop.tables_in_order
    number = {table.id: index for index, table in enumerate(tables)}
    host_of = {table.host_id: table.id for table in tables if table.host_id}
    index_of = {person.id: index for index, person in enumerate(people)}
    try:
        request = PlanRequest(
            people=tuple(Person(person.id, hosts=host_of.get(person.id)) for person in people),
            tables=tuple(Table(table.id, theme=table.theme_id) for table in tables),
            n_rounds=len(workshop.rounds),
        )
    except Refusal:
        return None
    plan = SeatingPlan(
        request,
        tuple(
            tuple(
                number[workshop.seats[f"{round_.id}/{person.id}"].table_id] for person in people
            )
            for round_ in workshop.rounds_in_order
        ),
        tuple(index_of.get(table.host_id or "", -1) for table in tables),
    )
    return report(request, plan)


def troubles(workshop: Workshop, found: QualityReport | None, words: Words) -> list[Trouble]:
    """Everything to look at, the gravest first, at most `MOST_TROUBLES`."""
    listed = [*_without_seat(workshop, words), *_at_tables(workshop, words)]
    if found is not None:
        listed += [*_returns(workshop, found, words), *_meetings(workshop, found, words)]
    return listed[:MOST_TROUBLES]


def _without_seat(workshop: Workshop, words: Words) -> Iterator[Trouble]:
    for person, round_id in workshop.unseated:
        number = workshop.rounds[round_id].number
        text = words("{name} has no seat in round {number}.", name=person.name, number=number)
        yield Trouble(text, round_id, person_id=person.id)


def _at_tables(workshop: Workshop, words: Words) -> Iterator[Trouble]:
    """Tables that are too full, and hosts who sit elsewhere."""
    for round_ in workshop.rounds_in_order:
        for table in workshop.tables_in_order:
            people = workshop.people_at(table.id, round_.id)
            if len(people) > table.seats:
                text = words(
                    "Table {table} has {n} people and {seats} chairs in round {number}.",
                    table=table.number, n=len(people), seats=table.seats, number=round_.number,
                )  # fmt: skip
                yield Trouble(text, round_.id, table_id=table.id)
            host_id = table.host_id
            if host_id and f"{round_.id}/{host_id}" in workshop.seats:
                if people and people[0].id == host_id:
                    continue
                text = words(
                    "{name} hosts table {table} but sits elsewhere in round {number}.",
                    name=workshop.participants[host_id].name,
                    table=table.number, number=round_.number,
                )  # fmt: skip
                yield Trouble(text, round_.id, table.id, host_id)


def _returns(workshop: Workshop, found: QualityReport, words: Words) -> Iterator[Trouble]:
    rounds = workshop.rounds_in_order
    for revisit in found.table_revisits:
        round_ = rounds[revisit.round_index]
        text = words(
            "{name} returns to table {table} in round {number}.",
            name=workshop.participants[revisit.person].name,
            table=workshop.tables[revisit.to].number, number=round_.number,
        )  # fmt: skip
        yield Trouble(text, round_.id, revisit.to, revisit.person)
    for revisit in found.theme_revisits:
        round_ = rounds[revisit.round_index]
        seat = workshop.seats[f"{round_.id}/{revisit.person}"]
        text = words(
            "{name} meets the theme “{theme}” again in round {number}.",
            name=workshop.participants[revisit.person].name,
            theme=workshop.themes[revisit.to].name, number=round_.number,
        )  # fmt: skip
        yield Trouble(text, round_.id, seat.table_id, revisit.person)


def _meetings(workshop: Workshop, found: QualityReport, words: Words) -> Iterator[Trouble]:
    rounds, people = workshop.rounds_in_order, workshop.participants
    for encounter in found.repeated:
        one, other = (people[id].name for id in encounter.people)
        numbers = [str(rounds[index].number) for index, _ in encounter.places]
        text = words(
            "{one} and {other} meet in rounds {rounds}.",
            one=one, other=other, rounds=listing(numbers, words),
        )  # fmt: skip
        round_index, table_id = encounter.places[1]
        yield Trouble(text, rounds[round_index].id, table_id, encounter.people[0])


def listing(items: list[str], words: Words) -> str:
    """`3, 11 and 12`."""
    if len(items) < 2:
        return "".join(items)
    return words("{list} and {last}", list=", ".join(items[:-1]), last=items[-1])
