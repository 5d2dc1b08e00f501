"""What the rules of a room find in a seating plan, counted plainly."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from worldcafe.domain.rotation.quality.findings import (
    BrokenPin,
    Clash,
    Misfit,
    Mixture,
    UnmetWish,
)
from worldcafe.domain.rotation.request import PlanRequest
from worldcafe.domain.rotation.seating_plan import SeatingPlan
from worldcafe.domain.rotation.terms import HostRule, Person, RuleName, Table, Wish
from worldcafe.domain.vocabulary import WishType

APART = {
    RuleName.ORGANISATION_APART: "organisation",
    RuleName.DELEGATION_APART: "delegation",
    RuleName.COUNTRY_APART: "country",
}
"""The rules that keep people apart, and what the people would share."""

Sitting = tuple[int, int, list[int]]
"""Round index, table index, and the indices of the people there."""


def sittings(plan: SeatingPlan) -> list[Sitting]:
    """Every table in every round at which somebody sits."""
    found = []
    for round_index, tables in enumerate(plan.tables_by_round):
        groups: dict[int, list[int]] = {}
        for person, table in enumerate(tables):
            if table >= 0:
                groups.setdefault(table, []).append(person)
        found += [(round_index, table, groups[table]) for table in sorted(groups)]
    return found


def known_rules(request: PlanRequest) -> frozenset[RuleName]:
    """The rules about which the list of people says anything."""
    people = request.people
    said = {
        RuleName.SHARED_LANGUAGE: any(person.languages for person in people),
        RuleName.REGIONS_MIXED: any(person.region for person in people),
        RuleName.ACCESSIBLE_TABLE: any(person.needs_access for person in people),
    }
    for rule, field in APART.items():
        said[rule] = any(getattr(person, field) for person in people)
    return frozenset(rule for rule, is_known in said.items() if is_known)


def speaks_here(person: Person, table: Table) -> bool:
    """Whether they share a language, as far as is known."""
    if not person.languages or not table.languages:
        return True
    return not set(person.languages).isdisjoint(table.languages)


def understands(one: Person, other: Person) -> bool:
    """Whether two people share a language, as far as is known."""
    if not one.languages or not other.languages:
        return True
    return not set(one.languages).isdisjoint(other.languages)


def language_conflicts(request: PlanRequest, plan: SeatingPlan) -> tuple[Misfit, ...]:
    """People at tables whose languages they do not speak."""
    return _misfits(request, plan, lambda person, table: not speaks_here(person, table))


def access_conflicts(request: PlanRequest, plan: SeatingPlan) -> tuple[Misfit, ...]:
    """People who need an accessible table and sit at another."""
    return _misfits(
        request, plan, lambda person, table: person.needs_access and not table.accessible
    )


def _misfits(
    request: PlanRequest, plan: SeatingPlan, is_misfit: Callable[[Person, Table], bool]
) -> tuple[Misfit, ...]:
    return tuple(
        Misfit(person.id, round_index, request.tables[table].id)
        for round_index, tables in enumerate(plan.tables_by_round)
        for person, table in zip(request.people, tables, strict=True)
        if table >= 0 and is_misfit(person, request.tables[table])
    )


def alone_with_language(request: PlanRequest, plan: SeatingPlan) -> tuple[Misfit, ...]:
    """People with others at their table, none of whom shares a language with them.

    A host on top of the list speaks the languages of the table.
    """
    found = []
    for round_index, table, group in sittings(plan):
        people = [request.people[index] for index in group]
        place = request.tables[table]
        hosted = request.host_rule is HostRule.EXTRA and bool(place.languages)
        for person in people:
            others = [other for other in people if other is not person]
            alone = bool(others) and not any(understands(person, other) for other in others)
            if alone and not (hosted and speaks_here(person, place)):
                found.append(Misfit(person.id, round_index, place.id))
    return tuple(found)


def clashes(request: PlanRequest, plan: SeatingPlan) -> tuple[Clash, ...]:
    """Pairs of one organisation, delegation or country at one table."""
    found = []
    for round_index, table, group in sittings(plan):
        for one, other in combinations((request.people[index] for index in group), 2):
            for rule, field in APART.items():
                shared = getattr(one, field)
                if shared and shared == getattr(other, field):
                    place = request.tables[table].id
                    pair = (one.id, other.id)
                    found.append(Clash(rule, pair, round_index, place, shared))
    return tuple(found)


def mixtures(request: PlanRequest, plan: SeatingPlan) -> tuple[Mixture, ...]:
    """The regions at every table in every round, where any is known."""
    found = []
    for round_index, table, group in sittings(plan):
        regions = Counter(request.people[index].region for index in group)
        del regions[""]
        if regions:
            most_first = sorted(regions.items(), key=lambda item: (-item[1], item[0]))
            found.append(Mixture(round_index, request.tables[table].id, tuple(most_first)))
    return tuple(found)


def unmet_wishes(request: PlanRequest, plan: SeatingPlan) -> tuple[UnmetWish, ...]:
    """What was asked for certain people and is not so."""
    index_of = {person.id: index for index, person in enumerate(request.people)}
    found: list[UnmetWish] = []
    for wish in request.wishes:
        people = [index_of[each] for each in dict.fromkeys(wish.people)]
        if wish.type in (WishType.TOGETHER, WishType.APART):
            found += _unmet_pairs(request, plan, wish, people)
        else:
            found += _unmet_places(request, plan, wish, people)
    return tuple(found)


def rounds_of(wish: Wish, n_rounds: int) -> range:
    """The rounds a wish is about."""
    if wish.round_index is None:
        return range(n_rounds)
    return range(wish.round_index, wish.round_index + 1)


def _unmet_pairs(
    request: PlanRequest, plan: SeatingPlan, wish: Wish, people: list[int]
) -> Iterator[UnmetWish]:
    together = wish.type is WishType.TOGETHER
    for round_index in rounds_of(wish, request.n_rounds):
        tables = plan.tables_by_round[round_index]
        for one, other in combinations(people, 2):
            here, there = tables[one], tables[other]
            if here < 0 or there < 0 or (here == there) == together:
                continue
            pair = (request.people[one].id, request.people[other].id)
            places = tuple(dict.fromkeys((request.tables[here].id, request.tables[there].id)))
            yield UnmetWish(wish.id, wish.type, wish.strength, pair, round_index, places)


def offers(table: Table, wish: Wish) -> bool:
    """Whether this table is what the wish asks for."""
    if wish.type is WishType.AT_TABLE:
        return table.id == wish.table
    return wish.theme is not None and table.theme == wish.theme


def _unmet_places(
    request: PlanRequest, plan: SeatingPlan, wish: Wish, people: list[int]
) -> Iterator[UnmetWish]:
    wanted = (wish.table if wish.type is WishType.AT_TABLE else wish.theme) or ""
    for person in people:
        route = [
            plan.tables_by_round[round_index][person]
            for round_index in rounds_of(wish, request.n_rounds)
        ]
        there = [request.tables[table] for table in route if table >= 0]
        if there and not any(offers(table, wish) for table in there):
            places = (there[0].id,) if wish.round_index is not None else ()
            who = (request.people[person].id,)
            yield UnmetWish(
                wish.id, wish.type, wish.strength, who, wish.round_index, places, wanted
            )


def room_changes(request: PlanRequest, plan: SeatingPlan) -> tuple[Misfit, ...]:
    """People who come to another room than they were in, or are to be in, where they are to
    stay in one.
    """
    if not request.stay_in_room:
        return ()
    found = []
    for person, route in zip(
        request.people, zip(*plan.tables_by_round, strict=True), strict=True
    ):
        before = person.room or None
        for round_index, table in enumerate(route):
            if table < 0:
                continue
            place = request.tables[table]
            if before is not None and place.room != before:
                found.append(Misfit(person.id, round_index, place.id))
            before = place.room
    return tuple(found)


def themes_within_reach(request: PlanRequest) -> Callable[[Iterable[int]], int]:
    """How many themes there are for whoever takes a route: those of their room, where they
    stay in one.
    """
    tables = [request.tables[k] for k in request.open_tables if request.tables[k].theme]
    everywhere = len({table.theme for table in tables})
    by_room: dict[str, set[str | None]] = {}
    for table in tables:
        by_room.setdefault(table.room, set()).add(table.theme)

    def within(route: Iterable[int]) -> int:
        rooms = {request.tables[table].room for table in route if table >= 0}
        return len(set[str | None]().union(*(by_room.get(room, ()) for room in rooms)))

    return within if request.stay_in_room else lambda _: everywhere


def broken_pins(request: PlanRequest, plan: SeatingPlan) -> tuple[BrokenPin, ...]:
    """Pinned people who sit elsewhere."""
    index_of = {person.id: index for index, person in enumerate(request.people)}
    found = []
    for pin in request.pins:
        table = plan.tables_by_round[pin.round_index][index_of[pin.person]]
        if table < 0 or request.tables[table].id != pin.table:
            found.append(BrokenPin(pin.person, pin.round_index, pin.table))
    return tuple(found)
