"""What a move or a swap by hand would change, known before the person is dropped."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations, pairwise

from worldcafe.domain.rotation.quality.inspection import (
    APART,
    offers,
    speaks_here,
    themes_within_reach,
    understands,
)
from worldcafe.domain.rotation.seating_plan import SeatingPlan
from worldcafe.domain.rotation.terms import HostRule
from worldcafe.domain.vocabulary import WishType


@dataclass(frozen=True, slots=True)
class Effect:
    """How the numbers of the report would change; less is better, 0 is no change."""

    repeats: int = 0
    table_revisits: int = 0
    theme_revisits: int = 0
    language_conflicts: int = 0
    alone_with_language: int = 0
    organisation_clashes: int = 0
    delegation_clashes: int = 0
    country_clashes: int = 0
    access_conflicts: int = 0
    single_regions: int = 0
    """Tables at which all are of one region."""
    unmet_wishes: int = 0
    broken_pins: int = 0
    room_changes: int = 0
    """Of those who are to stay in one room."""
    overfull: int = 0
    """People beyond the chairs."""


class Tally:
    """The standing of one plan, kept so that the effect of a change is told at once.

    Built once for a plan and used for every place somebody is dragged over; after a change
    of the plan a new one is needed.
    """

    def __init__(self, plan: SeatingPlan) -> None:
        self.plan = plan
        request = plan.request
        self._person = {person.id: index for index, person in enumerate(request.people)}
        self._table = {table.id: index for index, table in enumerate(request.tables)}
        self._rounds = [list(tables) for tables in plan.tables_by_round]
        self._groups: list[dict[int, list[int]]] = []
        for tables in self._rounds:
            groups: dict[int, list[int]] = {}
            for person, table in enumerate(tables):
                groups.setdefault(table, []).append(person)
            self._groups.append(groups)
        self._stays = [
            {person for person in range(len(request.people)) if plan.stays(person, r)}
            for r in range(len(self._rounds))
        ]
        self._themes_within_reach = themes_within_reach(request)
        self._wishes = [
            (wish, [self._person[each] for each in dict.fromkeys(wish.people)])
            for wish in request.wishes
        ]

    def effect_of_move(self, person: str, round_index: int, table: str) -> Effect:
        """What seating this person at that table in that round would change."""
        return self._effect(round_index, {self._person[person]: self._table[table]})

    def effect_of_swap(self, person: str, other: str, round_index: int) -> Effect:
        """What an exchange of these two seats in that round would change."""
        tables = self._rounds[round_index]
        one, two = self._person[person], self._person[other]
        return self._effect(round_index, {one: tables[two], two: tables[one]})

    def _effect(self, round_index: int, places: dict[int, int]) -> Effect:
        before = self._counts(round_index, places, {})
        after = self._counts(round_index, places, places)
        return Effect(*(b - a for a, b in zip(before, after, strict=True)))

    def _counts(
        self, round_index: int, moving: dict[int, int], places: dict[int, int]
    ) -> tuple[int, ...]:
        """The numbers of an effect as far as those who move have a part in them.

        `places`: where they sit in that round; empty for where they sit now.
        """
        tables = self._rounds[round_index]
        involved = {tables[person] for person in moving} | set(moving.values())
        groups = self._regrouped(round_index, involved - {-1}, places)
        routes = {person: self._route(person, round_index, places) for person in moving}
        return (
            self._repeats(round_index, moving, places),
            *self._returns(round_index, routes, places),
            *self._at_tables(groups),
            self._unmet(round_index, moving, places),
            self._unpinned(round_index, routes),
            sum(self._room_changes(*each) for each in routes.items()),
            self._overfull(groups),
        )

    def _regrouped(
        self, round_index: int, involved: Iterable[int], places: dict[int, int]
    ) -> dict[int, list[int]]:
        groups = {
            table: [p for p in self._groups[round_index].get(table, ()) if p not in places]
            for table in involved
        }
        for person, table in places.items():
            if table >= 0:
                groups[table].append(person)
        return groups

    def _route(self, person: int, round_index: int, places: dict[int, int]) -> list[int]:
        route = [tables[person] for tables in self._rounds]
        route[round_index] = places.get(person, route[round_index])
        return route

    def _is_staying(self, person: int, round_index: int, table: int) -> bool:
        """Whether somebody would stay at this table as its host or note-taker."""
        request = self.plan.request
        if table < 0:
            return False
        if request.people[person].stays_at == request.tables[table].id:
            return True
        hosts = self.plan.hosts_in(round_index)
        return request.host_rule is HostRule.STAY and hosts[table] == person

    def _repeats(self, round_index: int, moving: dict[int, int], places: dict[int, int]) -> int:
        """Repeated encounters of all pairs with one who moves."""
        total = 0
        seen: set[tuple[int, int]] = set()
        for person, target in moving.items():
            others: set[int] = set()
            for r, groups in enumerate(self._groups):
                table = self._rounds[r][person]
                if table >= 0:
                    others.update(groups[table])
            others.update(self._groups[round_index].get(target, ()) if target >= 0 else ())
            others.update(moving)
            for other in others - {person}:
                pair = (min(person, other), max(person, other))
                if pair not in seen:
                    seen.add(pair)
                    total += max(0, self._meetings(*pair, round_index, places) - 1)
        return total

    def _meetings(self, one: int, other: int, round_index: int, places: dict[int, int]) -> int:
        """How often two meet; a team that stays together meets once."""
        n = 0
        for r, tables in enumerate(self._rounds):
            here, there = tables[one], tables[other]
            if r == round_index:
                here, there = places.get(one, here), places.get(other, there)
            if here != there or here < 0:
                continue
            is_team = self._is_staying(one, r, here) and self._is_staying(other, r, here)
            n += not n or not is_team
        return n

    def _returns(
        self, round_index: int, routes: dict[int, list[int]], places: dict[int, int]
    ) -> tuple[int, int]:
        tables = themes = 0
        for person, route in routes.items():
            seen: set[int] = set()
            met: set[str] = set()
            n_themes = self._themes_within_reach(route)
            for r, table in enumerate(route):
                if table < 0:
                    continue
                if r == round_index and person in places:
                    stays = self._is_staying(person, r, table)
                else:
                    stays = person in self._stays[r]
                tables += table in seen and not stays
                seen.add(table)
                theme = self.plan.request.tables[table].theme
                if theme is not None:
                    themes += theme in met and len(met) < n_themes and not stays
                    met.add(theme)
        return tables, themes

    def _at_tables(self, groups: dict[int, list[int]]) -> tuple[int, ...]:
        """What the rules find at these tables, in the order of an effect's fields."""
        request = self.plan.request
        language = alone = access = single = 0
        apart = dict.fromkeys(APART, 0)
        for number, group in groups.items():
            table = request.tables[number]
            people = [request.people[index] for index in group]
            hosted = request.host_rule is HostRule.EXTRA and bool(table.languages)
            for person in people:
                speaks = speaks_here(person, table)
                language += not speaks
                access += person.needs_access and not table.accessible
                others = [each for each in people if each is not person]
                if others and not any(understands(person, each) for each in others):
                    alone += not (hosted and speaks)
            for one, other in combinations(people, 2):
                for rule, field in APART.items():
                    shared = getattr(one, field)
                    apart[rule] += bool(shared) and shared == getattr(other, field)
            regions = [person.region for person in people if person.region]
            single += len(regions) > 1 and len(set(regions)) == 1
        return language, alone, *apart.values(), access, single

    def _unmet(self, round_index: int, moving: dict[int, int], places: dict[int, int]) -> int:
        request, n = self.plan.request, 0
        for wish, people in self._wishes:
            if not moving.keys() & set(people):
                continue
            if wish.type in (WishType.TOGETHER, WishType.APART):
                if wish.round_index not in (None, round_index):
                    continue
                tables = self._rounds[round_index]
                at = [places.get(person, tables[person]) for person in people]
                together = wish.type is WishType.TOGETHER
                for here, there in combinations(at, 2):
                    n += min(here, there) >= 0 and (here == there) != together
                continue
            for person in people:
                route = self._route(person, round_index, places)
                if wish.round_index is not None:
                    route = [route[wish.round_index]]
                there_ = [request.tables[table] for table in route if table >= 0]
                n += bool(there_) and not any(offers(table, wish) for table in there_)
        return n

    def _unpinned(self, round_index: int, routes: dict[int, list[int]]) -> int:
        return sum(
            routes[person][round_index] != self._table[pin.table]
            for pin in self.plan.request.pins
            if pin.round_index == round_index and (person := self._person[pin.person]) in routes
        )

    def _room_changes(self, person: int, route: list[int]) -> int:
        request = self.plan.request
        listed = request.people[person].room
        rooms = [listed] if listed else []
        rooms += [request.tables[table].room for table in route if table >= 0]
        return sum(a != b for a, b in pairwise(rooms)) if request.stay_in_room else 0

    def _overfull(self, groups: dict[int, list[int]]) -> int:
        request = self.plan.request
        extra = request.host_rule is HostRule.EXTRA
        return sum(
            max(0, len(group) + extra - seats)
            for table, group in groups.items()
            if (seats := request.tables[table].seats) is not None
        )
