"""The rules of a request as numbers and sets of bits that are quick to ask.

A cost is one whole number with two digits: what must hold counts `HARD`, what is wished
counts its weight. So costs add up, and comparing two compares the hard part first. A set of
people, tables or languages is a whole number with a bit for each.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from worldcafe.domain.rotation.quality.inspection import APART, offers, rounds_of, speaks_here
from worldcafe.domain.rotation.request import PlanRequest
from worldcafe.domain.rotation.terms import HostRule, Person, RuleName
from worldcafe.domain.vocabulary import Strength, WishType

HARD = 1 << 32
_HALF = HARD >> 1
PIN = 4 * HARD
"""A pin outweighs rules: it is the facilitator's own hand."""


def split(cost: int) -> tuple[int, int]:
    """A cost, or a difference of costs, as its hard and its wished part."""
    hard = (cost + _HALF) >> 32
    return hard, cost - (hard << 32)


def cost_of(strength: Strength, weight: int) -> int:
    """What one breach costs."""
    if strength is Strength.HARD:
        return HARD
    return weight if strength is Strength.WISH else 0


Peers = tuple[tuple[int, int], ...]
"""A cost, and the set of people each of whom costs that much at the same table."""


class Rulebook:
    """What each person costs at each table and with each other; see `Sittings`."""

    def __init__(self, request: PlanRequest) -> None:
        self.request = request
        self.n = len(request.people)
        self.n_tables = len(request.tables)
        self.index_of = {person.id: index for index, person in enumerate(request.people)}
        self.place = self._place()
        self.base = 0
        """What all who are to sit together cost while none of them do."""
        self.peers = self._peers()
        self.seeks: dict[int, list[tuple[int, int]]] = defaultdict(list)
        """By person: a cost, and the set of tables of which one is to come some day."""
        self._ask_for_places()
        self.language = self._cost(RuleName.SHARED_LANGUAGE)
        self.speaks = _language_bits(person.languages for person in request.people)
        self.hosted = self._languages_of_hosts()
        self.one_region = HARD if self._strength(RuleName.REGIONS_MIXED) == "hard" else 0
        self.regions = _numbered(person.region for person in request.people)
        if not any(person.languages for person in request.people):
            self.language = 0
        self.has_groups = bool(self.language or self.one_region)

    @property
    def is_empty(self) -> bool:
        """Whether any seating is as good as any other by these rules."""
        return not (
            self.seeks
            or self.has_groups
            or any(place is not None for row in self.place for place in row)
            or any(peers for row in self.peers for peers in row)
        )

    def _strength(self, name: RuleName) -> str:
        return self.request.rules[name].strength.value

    def _cost(self, name: RuleName) -> int:
        rule = self.request.rules[name]
        return cost_of(rule.strength, rule.weight)

    def _place(self) -> list[list[list[int] | None]]:
        """By round and person, the cost of each table; None where all are alike."""
        always = [self._suits(person) for person in self.request.people]
        return [list(always) for _ in range(self.request.n_rounds)]

    def _suits(self, person: Person) -> list[int] | None:
        language = self._cost(RuleName.SHARED_LANGUAGE)
        access = self._cost(RuleName.ACCESSIBLE_TABLE) if person.needs_access else 0
        if not (language and person.languages) and not access:
            return None
        costs = [
            language * (not speaks_here(person, table)) + access * (not table.accessible)
            for table in self.request.tables
        ]
        return costs if any(costs) else None

    def _ask_for_places(self) -> None:
        for wish in self.request.wishes:
            cost = cost_of(wish.strength, wish.weight)
            if wish.type in (WishType.TOGETHER, WishType.APART) or not cost:
                continue
            wanted = [offers(table, wish) for table in self.request.tables]
            for person in map(self.index_of.__getitem__, dict.fromkeys(wish.people)):
                if wish.round_index is None:
                    tables = sum(1 << k for k, good in enumerate(wanted) if good)
                    self.seeks[person].append((cost, tables))
                else:
                    self._charge(wish.round_index, person, wanted, cost)
        for pin in self.request.pins:
            wanted = [table.id == pin.table for table in self.request.tables]
            self._charge(pin.round_index, self.index_of[pin.person], wanted, PIN)

    def _charge(self, round_index: int, person: int, wanted: list[bool], cost: int) -> None:
        """Let every other table cost in this round."""
        before = self.place[round_index][person] or [0] * self.n_tables
        self.place[round_index][person] = [
            was + cost * (not good) for was, good in zip(before, wanted, strict=True)
        ]

    def _peers(self) -> list[list[Peers]]:
        """By round and person, with whom it costs to sit."""
        always: list[dict[int, int]] = [defaultdict(int) for _ in range(self.n)]
        costs = {name: (field, self._cost(name)) for name, field in APART.items()}
        regions = self.request.rules.regions_mixed
        weight = regions.weight if regions.strength is not Strength.OFF else 0
        costs[RuleName.REGIONS_MIXED] = ("region", weight)
        for field, cost in costs.values():
            alike = defaultdict(list)
            for index, person in enumerate(self.request.people):
                alike[getattr(person, field)].append(index)
            alike.pop("", None)
            for group in alike.values() if cost else ():
                everyone = sum(1 << index for index in group)
                for index in group if len(group) > 1 else ():
                    always[index][cost] |= everyone ^ (1 << index)
        merged: list[Peers] = [tuple(sets.items()) for sets in always]
        rounds = [list(merged) for _ in range(self.request.n_rounds)]
        self._ask_for_company(rounds)
        return rounds

    def _ask_for_company(self, rounds: list[list[Peers]]) -> None:
        """Two to be apart cost together; two to be together cost less together."""
        for wish in self.request.wishes:
            cost = cost_of(wish.strength, wish.weight)
            if wish.type not in (WishType.TOGETHER, WishType.APART) or not cost:
                continue
            if wish.type is WishType.TOGETHER:
                cost = -cost
            people = [self.index_of[each] for each in dict.fromkeys(wish.people)]
            for round_index in rounds_of(wish, self.request.n_rounds):
                peers = rounds[round_index]
                for one, other in combinations(people, 2):
                    present = self.request.is_present
                    if present(one, round_index) and present(other, round_index):
                        self.base -= min(cost, 0)
                    peers[one] = (*peers[one], (cost, 1 << other))
                    peers[other] = (*peers[other], (cost, 1 << one))

    def _languages_of_hosts(self) -> list[int]:
        """For each table the languages of a host who comes on top of the list."""
        if self.request.host_rule is not HostRule.EXTRA:
            return [0] * self.n_tables
        order = _languages(person.languages for person in self.request.people)
        return [
            sum(1 << order[name] for name in set(table.languages) if name in order)
            for table in self.request.tables
        ]

    def of_group(self, table: int, members: Iterable[int]) -> int:
        """What a group costs as a whole: people alone with their language, one region."""
        people = list(members)
        if len(people) < 2:
            return 0
        cost = 0
        if self.language:
            speaks = self.speaks
            once, twice = self.hosted[table], 0
            for person in people:
                bits = speaks[person]
                twice |= once & bits
                once |= bits
            for person in people:
                if not speaks[person] & twice:
                    cost += self.language
        if self.one_region:
            regions = {self.regions[person] for person in people}
            known = sum(self.regions[person] > 0 for person in people)
            cost += self.one_region * (known > 1 and len(regions - {0}) == 1)
        return cost


def _language_bits(languages: Iterable[tuple[str, ...]]) -> list[int]:
    """The languages of each as a set; -1, every bit, where they are not known."""
    spoken = list(languages)
    order = _languages(spoken)
    return [sum(1 << order[name] for name in set(names)) if names else -1 for names in spoken]


def _languages(spoken: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """A number for every language that anybody speaks."""
    return {name: k for k, name in enumerate(sorted({n for names in spoken for n in names}))}


def _numbered(names: Iterable[str]) -> list[int]:
    """Equal numbers for equal names, from 1; 0 for the empty name."""
    number: dict[str, int] = {"": 0}
    return [number.setdefault(name, len(number)) for name in names]
