"""Seats changed by hand: what it would bring, what it would cost, and which cost least."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from worldcafe.domain.model import CafeTable, Participant, SeatingRules
from worldcafe.domain.rotation import (
    Effect,
    PlanRequest,
    RuleName,
    SeatingPlan,
    Tally,
    Wish,
    report,
)
from worldcafe.domain.seating import seating_now
from worldcafe.domain.troubles import (
    Trouble,
    TroubleKind,
    host_elsewhere,
    reported,
    severity_of,
)
from worldcafe.domain.vocabulary import HostMovement, Severity
from worldcafe.domain.workshop import Workshop

_ALWAYS = {
    "table_revisits": Severity.PROBLEM,
    "theme_revisits": Severity.PROBLEM,
    "overfull": Severity.PROBLEM,
    "unmet_wishes": Severity.PROBLEM,
    "room_changes": Severity.PROBLEM,
    "repeats": Severity.ATTENTION,
}
_BY_RULE = {
    "language_conflicts": RuleName.SHARED_LANGUAGE,
    "alone_with_language": RuleName.SHARED_LANGUAGE,
    "organisation_clashes": RuleName.ORGANISATION_APART,
    "delegation_clashes": RuleName.DELEGATION_APART,
    "country_clashes": RuleName.COUNTRY_APART,
    "access_conflicts": RuleName.ACCESSIBLE_TABLE,
    "single_regions": RuleName.REGIONS_MIXED,
}


@dataclass(frozen=True, order=True)
class Rank:
    """How much a change costs; the less the better."""

    problems: int
    """What gets worse though it must not."""
    losses: int
    """What gets worse though it should not."""
    gain: int
    """The sum of all that changes; negative where the plan gets better."""

    @property
    def severity(self) -> Severity:
        """How the change should strike the reader."""
        if self.problems:
            return Severity.PROBLEM
        return Severity.ATTENTION if self.losses else Severity.GOOD


def rank(effect: Effect, rules: SeatingRules, remarks: Sequence[Severity] = ()) -> Rank:
    """What a change costs under these rules; `remarks` weigh what no number tells."""
    sums = {each: remarks.count(each) for each in (Severity.PROBLEM, Severity.ATTENTION)}
    gain = 0
    by_rule = {name: severity_of(rules, rule) for name, rule in _BY_RULE.items()}
    for name, severity in {**_ALWAYS, **by_rule}.items():
        if severity is not None:
            change = getattr(effect, name)
            sums[severity] += max(0, change)
            gain += change
    return Rank(sums[Severity.PROBLEM], sums[Severity.ATTENTION], gain)


@dataclass(frozen=True)
class Difference:
    """What a change would bring, and what it would do away with."""

    worse: tuple[Trouble, ...] = ()
    better: tuple[Trouble, ...] = ()


class SeatChanges:
    """Moves and swaps in one state of the workshop, weighed before they are made.

    `places` says who would sit at which table, by their ids: one for a move, two for a swap.
    """

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def know(self, plan: SeatingPlan | None) -> None:
        """Take the seating as it was found out elsewhere already."""
        self._plan = plan

    def table_of(self, person_id: str, round_id: str) -> str | None:
        """Where somebody sits."""
        seat = self._workshop.seats.get(f"{round_id}/{person_id}")
        return seat.table_id if seat else None

    def is_full(self, table_id: str, round_id: str) -> bool:
        """Whether every chair of a table is taken."""
        table = self._workshop.tables[table_id]
        return len(self._workshop.people_at(table_id, round_id)) >= table.seats

    def tables_to_move_to(
        self, person_id: str, round_id: str
    ) -> list[tuple[CafeTable, Rank | None]]:
        """The tables with a free chair in this round, the best for the plan first.

        Last those of which nobody can say what they would cost.
        """
        here = self.table_of(person_id, round_id)
        weighed = [
            (table, self.rank({person_id: table.id}, round_id))
            for table in self._workshop.tables_in_order
            if not (table.id == here or table.closed or self.is_full(table.id, round_id))
        ]
        return sorted(weighed, key=_cheapest_first)

    def people_to_swap_with(
        self, person_id: str, round_id: str
    ) -> list[tuple[Participant, Rank | None]]:
        """Everybody who sits at another table in this round, the best for the plan first.

        Last those of whom nobody can say what it would cost.
        """
        here = self.table_of(person_id, round_id)
        weighed = []
        for person in self._workshop.participants_in_order:
            there = self.table_of(person.id, round_id)
            if there and there != here:
                places = {person_id: there, person.id: here} if here else {}
                weighed.append((person, self.rank(places, round_id) if places else None))
        return sorted(weighed, key=_cheapest_first)

    def rank(self, places: Mapping[str, str], round_id: str) -> Rank | None:
        """What it costs, in numbers; None where that cannot be known."""
        if self._tally is None or not places.keys() <= self._known:
            return None
        index = self._round_index[round_id]
        if len(places) == 2:
            one, other = places
            effect = self._tally.effect_of_swap(one, other, index)
        else:
            ((person_id, table_id),) = places.items()
            effect = self._tally.effect_of_move(person_id, index, table_id)
        remarks = self._remarks(places, round_id)
        weights = [each.severity for each in remarks.worse]
        return rank(effect, self._workshop.seating_rules, weights)

    def difference(self, places: Mapping[str, str], round_id: str) -> Difference:
        """What would be worse and what better, remarks on hosts, pins and tables first."""
        remarks = self._remarks(places, round_id)
        if self._plan is None or not places.keys() <= self._known:
            return remarks
        index = self._round_index[round_id]
        found = difference(self._workshop, self._plan, index, places)
        return Difference(remarks.worse + found.worse, remarks.better + found.better)

    @cached_property
    def _plan(self) -> SeatingPlan | None:
        return seating_now(self._workshop)

    @cached_property
    def _round_index(self) -> Mapping[str, int]:
        return {r.id: index for index, r in enumerate(self._workshop.rounds_in_order)}

    @cached_property
    def _tally(self) -> Tally | None:
        return Tally(self._plan) if self._plan else None

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(p.id for p in self._plan.request.people) if self._plan else frozenset()

    def _remarks(self, places: Mapping[str, str], round_id: str) -> Difference:
        """What no number of the report tells: hosts, pins, closed tables."""
        workshop = self._workshop
        worse: list[Trouble] = []
        better: list[Trouble] = []
        for trouble, goes in self._of_hosts(places, round_id):
            (better if goes else worse).append(trouble)
        for person_id in places:
            seat = workshop.seats.get(f"{round_id}/{person_id}")
            if seat is not None and seat.pinned:
                kind = TroubleKind.PINNED
                worse.append(Trouble(kind, Severity.ATTENTION, round_id, (person_id,)))
        for table_id in dict.fromkeys(places.values()):
            if workshop.tables[table_id].closed:
                kind = TroubleKind.CLOSED_TABLE
                worse.append(Trouble(kind, Severity.PROBLEM, round_id, table_id=table_id))
        return Difference(tuple(worse), tuple(better))

    def _of_hosts(
        self, places: Mapping[str, str], round_id: str
    ) -> Iterator[tuple[Trouble, bool]]:
        """Hosts who would leave their table, and (True) those who would be back at it."""
        workshop = self._workshop
        if workshop.seating_rules.hosts is not HostMovement.STAY:
            return
        for table in workshop.tables_in_order:
            host_id = table.host_id
            if host_id is None or host_id not in places:
                continue
            at_home = self.table_of(host_id, round_id) == table.id
            if at_home != (places[host_id] == table.id):
                yield host_elsewhere(host_id, table.id, round_id), not at_home


def _cheapest_first(weighed: tuple[object, Rank | None]) -> tuple[bool, Rank]:
    cost = weighed[1]
    return cost is None, cost or Rank(0, 0, 0)


class _Concerned(PlanRequest):
    """A few people of a request that was checked as a whole."""

    def __post_init__(self) -> None:
        """Nothing to check: the few are no café of their own."""


def difference(
    workshop: Workshop, plan: SeatingPlan, round_index: int, places: Mapping[str, str]
) -> Difference:
    """How the troubles change if these people sit at these tables in one round.

    Only the people at the tables concerned are looked at: whatever a change of one round
    does, it does to them. So it costs the same at forty and at two thousand people.
    """
    before, after = _concerned(plan, round_index, places)
    was = dict.fromkeys(reported(workshop, report(before.request, before)))
    will = dict.fromkeys(reported(workshop, report(after.request, after)))
    return Difference(
        tuple(each for each in will if each not in was),
        tuple(each for each in was if each not in will),
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
        stay_in_room=request.stay_in_room,
        frozen=rows,
    )

    def mapped(hosts: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(new.get(host, -1) for host in hosts)

    by_round = tuple(map(mapped, plan.hosts_by_round))
    return SeatingPlan(part, rows, mapped(plan.hosts), by_round)
