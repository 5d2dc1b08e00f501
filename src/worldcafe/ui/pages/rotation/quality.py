"""What the seating is worth, where its troubles are, and what a change by hand would mean."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from worldcafe.domain.rotation import (
    Clash,
    Misfit,
    PlanRequest,
    QualityReport,
    RuleName,
    SeatingPlan,
    UnmetWish,
    Wish,
    report,
)
from worldcafe.domain.vocabulary import HostMovement, Role, Strength, WishType
from worldcafe.domain.workshop import Workshop
from worldcafe.wording import Words
from worldcafe.wording.listing import listing
from worldcafe.wording.quality import Severity

MOST_TROUBLES = 200
"""More than this nobody reads; another plan helps then."""
SEVERITY_OF = {
    Strength.HARD: Severity.PROBLEM,
    Strength.WISH: Severity.ATTENTION,
    Strength.OFF: None,
}
"""How a broken rule strikes; one that is off says nothing."""


@dataclass(frozen=True)
class Trouble:
    """Something to look at, and where it is."""

    severity: Severity
    text: str
    round_id: str
    table_id: str = ""
    people: tuple[str, ...] = ()
    wish_id: str = ""


def hosts_waiting(workshop: Workshop) -> int:
    """How many tables without a host could be given one of the people whose role that is."""
    taken = {table.host_id for table in workshop.tables.values()}
    free = sum(
        Role.HOST in person.roles and person.id not in taken
        for person in workshop.participants.values()
    )
    return min(free, sum(table.host_id is None for table in workshop.tables.values()))


def troubles(workshop: Workshop, found: QualityReport | None, words: Words) -> list[Trouble]:
    """Everything to look at, the gravest first, at most `MOST_TROUBLES`."""
    listed = [*_without_seat(workshop, words), *_at_tables(workshop, words)]
    if found is not None:
        listed += told(workshop, found, words)
    listed.sort(key=lambda trouble: trouble.severity is not Severity.PROBLEM)
    return listed[:MOST_TROUBLES]


def told(workshop: Workshop, found: QualityReport, words: Words) -> Iterator[Trouble]:
    """Every finding of a report that is worth a look, in a sentence."""
    teller = _Teller(workshop, words)
    yield from teller.returns(found)
    yield from teller.wishes(found)
    yield from teller.languages(found)
    yield from teller.access(found)
    yield from teller.clashes(found)
    yield from teller.regions(found)
    yield from teller.meetings(found)


def _without_seat(workshop: Workshop, words: Words) -> Iterator[Trouble]:
    for person, round_id in workshop.unseated:
        number = workshop.rounds[round_id].number
        text = words("{name} has no seat in round {number}.", name=person.name, number=number)
        yield Trouble(Severity.PROBLEM, text, round_id, people=(person.id,))


def _at_tables(workshop: Workshop, words: Words) -> Iterator[Trouble]:
    """Tables that are too full, and hosts who sit elsewhere though they are to stay."""
    stay = workshop.seating_rules.hosts is HostMovement.STAY
    for round_ in workshop.rounds_in_order:
        for table in workshop.tables_in_order:
            people = workshop.people_at(table.id, round_.id)
            if len(people) > table.seats:
                text = words(
                    "Table {table} has {n} people and {seats} chairs in round {number}.",
                    table=table.number, n=len(people), seats=table.seats, number=round_.number,
                )  # fmt: skip
                yield Trouble(Severity.PROBLEM, text, round_.id, table.id)
            host_id = table.host_id if stay else None
            seated = bool(host_id) and f"{round_.id}/{host_id}" in workshop.seats
            if host_id and seated and not (people and people[0].id == host_id):
                text = words(
                    "{name} hosts table {table} but sits elsewhere in round {number}.",
                    name=workshop.participants[host_id].name,
                    table=table.number, number=round_.number,
                )  # fmt: skip
                yield Trouble(Severity.PROBLEM, text, round_.id, table.id, (host_id,))


class _Teller:
    """Puts what a report points at into sentences."""

    def __init__(self, workshop: Workshop, words: Words) -> None:
        self._workshop = workshop
        self._words = words
        self._rounds = workshop.rounds_in_order
        self._rules = workshop.seating_rules

    def returns(self, found: QualityReport) -> Iterator[Trouble]:
        words, workshop = self._words, self._workshop
        for revisit in found.table_revisits:
            round_ = self._rounds[revisit.round_index]
            text = words(
                "{name} returns to table {table} in round {number}.",
                name=self._name(revisit.person), table=self._number(revisit.to),
                number=round_.number,
            )  # fmt: skip
            who = (revisit.person,)
            yield Trouble(Severity.PROBLEM, text, round_.id, revisit.to, who)
        for revisit in found.theme_revisits:
            round_ = self._rounds[revisit.round_index]
            seat = workshop.seats.get(f"{round_.id}/{revisit.person}")
            text = words(
                "{name} meets the theme “{theme}” again in round {number}.",
                name=self._name(revisit.person), theme=workshop.themes[revisit.to].name,
                number=round_.number,
            )  # fmt: skip
            table_id = seat.table_id if seat else ""
            yield Trouble(Severity.PROBLEM, text, round_.id, table_id, (revisit.person,))

    def meetings(self, found: QualityReport) -> Iterator[Trouble]:
        for encounter in found.repeated:
            one, other = map(self._name, encounter.people)
            numbers = [str(self._rounds[index].number) for index, _ in encounter.places]
            text = self._words(
                "{one} and {other} meet in rounds {rounds}.",
                one=one, other=other, rounds=listing(numbers, self._words),
            )  # fmt: skip
            round_index, table_id = encounter.places[-1]
            round_id = self._rounds[round_index].id
            yield Trouble(Severity.ATTENTION, text, round_id, table_id, encounter.people)

    def languages(self, found: QualityReport) -> Iterator[Trouble]:
        words, severity = self._words, SEVERITY_OF[self._rules.shared_language.strength]
        if severity is None:
            return
        for misfit in found.language_conflicts:
            text = words(
                "{name} speaks none of the languages of table {table} in round {number}.",
                **self._misfit(misfit),
            )
            yield self._at(severity, text, misfit)
        for misfit in found.alone_with_language:
            text = words(
                "{name} shares no language with anybody at table {table} in round {number}.",
                **self._misfit(misfit),
            )
            yield self._at(severity, text, misfit)

    def access(self, found: QualityReport) -> Iterator[Trouble]:
        severity = SEVERITY_OF[self._rules.accessible_table.strength]
        for misfit in found.access_conflicts if severity else ():
            text = self._words(
                "{name} needs an accessible table; table {table} in round {number} is none.",
                **self._misfit(misfit),
            )
            assert severity is not None
            yield self._at(severity, text, misfit)

    def clashes(self, found: QualityReport) -> Iterator[Trouble]:
        for clash in found.clashes:
            severity = SEVERITY_OF[getattr(self._rules, clash.rule.value).strength]
            if severity is not None:
                yield self._clash(severity, clash)

    def _clash(self, severity: Severity, clash: Clash) -> Trouble:
        round_ = self._rounds[clash.round_index]
        one, other = map(self._name, clash.people)
        person = self._workshop.participants[clash.people[0]]
        shared = {
            RuleName.ORGANISATION_APART: person.organisation,
            RuleName.DELEGATION_APART: person.delegation,
            RuleName.COUNTRY_APART: self._words.country(person.country),
        }[clash.rule]
        text = self._words(
            "{one} and {other} ({shared}) sit together at table {table} in round {number}.",
            one=one, other=other, shared=shared, table=self._number(clash.table),
            number=round_.number,
        )  # fmt: skip
        return Trouble(severity, text, round_.id, clash.table, clash.people)

    def regions(self, found: QualityReport) -> Iterator[Trouble]:
        severity = SEVERITY_OF[self._rules.regions_mixed.strength]
        for mixture in found.single_regions if severity else ():
            round_ = self._rounds[mixture.round_index]
            text = self._words(
                "Everybody at table {table} in round {number} comes from {region}.",
                table=self._number(mixture.table), number=round_.number,
                region=mixture.regions[0][0],
            )  # fmt: skip
            assert severity is not None
            yield Trouble(severity, text, round_.id, mixture.table)

    def wishes(self, found: QualityReport) -> Iterator[Trouble]:
        for unmet in found.unmet_wishes:
            severity = SEVERITY_OF[unmet.strength]
            if severity is not None:
                yield self._wish(severity, unmet)
        for pin in found.broken_pins:
            text = self._words(
                "{name} is pinned to table {table} in round {number} and sits elsewhere.",
                name=self._name(pin.person), table=self._number(pin.table),
                number=self._rounds[pin.round_index].number,
            )  # fmt: skip
            round_id = self._rounds[pin.round_index].id
            yield Trouble(Severity.PROBLEM, text, round_id, pin.table, (pin.person,))

    def _wish(self, severity: Severity, unmet: UnmetWish) -> Trouble:
        words = self._words
        names = listing([self._name(each) for each in unmet.people], words)
        index = unmet.round_index
        number = self._rounds[index].number if index is not None else 0
        if unmet.type is WishType.TOGETHER:
            text = words(
                "{names} are to sit together, and do not in round {number}.",
                names=names, number=number,
            )  # fmt: skip
        elif unmet.type is WishType.APART:
            text = words(
                "{names} are never to sit together, and do in round {number}.",
                names=names, number=number,
            )  # fmt: skip
        elif unmet.type is WishType.AT_TABLE:
            table = self._number(unmet.wanted)
            text = words("{names} does not come to table {table}.", names=names, table=table)
        else:
            theme = self._workshop.themes[unmet.wanted].name
            text = words("{names} does not meet the theme “{theme}”.", names=names, theme=theme)
        round_id = self._rounds[index].id if index is not None else ""
        table_id = unmet.tables[0] if unmet.tables else ""
        return Trouble(severity, text, round_id, table_id, unmet.people, unmet.wish)

    def _at(self, severity: Severity, text: str, misfit: Misfit) -> Trouble:
        round_id = self._rounds[misfit.round_index].id
        return Trouble(severity, text, round_id, misfit.table, (misfit.person,))

    def _misfit(self, misfit: Misfit) -> dict[str, object]:
        return {
            "name": self._name(misfit.person),
            "table": self._number(misfit.table),
            "number": self._rounds[misfit.round_index].number,
        }

    def _name(self, person_id: str) -> str:
        return self._workshop.participants[person_id].name

    def _number(self, table_id: str) -> int:
        return self._workshop.tables[table_id].number


class _Concerned(PlanRequest):
    """A few people of a request that was checked as a whole."""

    def __post_init__(self) -> None:
        """Nothing to check: the few are no café of their own."""


@dataclass(frozen=True)
class Difference:
    """What a change would bring, and what it would do away with."""

    worse: tuple[Trouble, ...]
    better: tuple[Trouble, ...]


def difference(
    workshop: Workshop,
    plan: SeatingPlan,
    round_index: int,
    places: Mapping[str, str],
    words: Words,
) -> Difference:
    """How the report's sentences change if these people sit at these tables in one round.

    Only the people at the tables concerned are looked at: whatever a change of one round
    does, it does to them. So it costs the same at forty and at two thousand people.
    """
    before, after = _concerned(plan, round_index, places)
    was = {each.text: each for each in told(workshop, report(before.request, before), words)}
    will = {each.text: each for each in told(workshop, report(after.request, after), words)}
    return Difference(
        tuple(each for text, each in will.items() if text not in was),
        tuple(each for text, each in was.items() if text not in will),
    )


def _concerned(
    plan: SeatingPlan, round_index: int, places: Mapping[str, str]
) -> tuple[SeatingPlan, SeatingPlan]:
    """The plan before and after, of the people at the tables that change."""
    request = plan.request
    number = {table.id: index for index, table in enumerate(request.tables)}
    tables = plan.tables_by_round[round_index]
    index_of = {person.id: index for index, person in enumerate(request.people)}
    touched = {number[table_id] for table_id in places.values()}
    touched |= {tables[index_of[person_id]] for person_id in places}
    wishes = tuple(w for w in request.wishes if not places.keys().isdisjoint(w.people))
    named = {*places, *(person for wish in wishes for person in wish.people)}
    who = [k for k, t in enumerate(tables) if t in touched or request.people[k].id in named]
    before = _part(plan, who, wishes)
    changed = [list(row) for row in before.tables_by_round]
    for place, k in enumerate(who):
        target = places.get(request.people[k].id)
        if target is not None:
            changed[round_index][place] = number[target]
    after = SeatingPlan(
        before.request, tuple(map(tuple, changed)), before.hosts, before.hosts_by_round
    )
    return before, after


def _part(plan: SeatingPlan, who: list[int], wishes: tuple[Wish, ...]) -> SeatingPlan:
    """The plan of some of its people."""
    request, new = plan.request, {old: k for k, old in enumerate(who)}
    people = {request.people[k].id for k in who}
    rows = tuple(tuple(row[k] for k in who) for row in plan.tables_by_round)
    part = _Concerned(
        people=tuple(request.people[k] for k in who),
        tables=request.tables,
        n_rounds=request.n_rounds,
        host_rule=request.host_rule,
        wishes=wishes,
        pins=tuple(pin for pin in request.pins if pin.person in people),
        frozen=rows,
    )

    def mapped(hosts: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(new.get(host, -1) for host in hosts)

    by_round = tuple(map(mapped, plan.hosts_by_round))
    return SeatingPlan(part, rows, mapped(plan.hosts), by_round)
