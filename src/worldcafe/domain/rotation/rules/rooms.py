"""People who stay in their room: each room is a café of its own, and they are joined.

To those of one room the tables of the others are closed. So a room has the structure, the
rules and the repairs that it would have alone, and nothing else needs to know of rooms.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.rotation.quality.inspection import APART, offers, speaks_here
from worldcafe.domain.rotation.request import PlanRequest
from worldcafe.domain.rotation.room import even_sizes
from worldcafe.domain.rotation.terms import HostRule, Person, RuleName, Wish
from worldcafe.domain.vocabulary import Strength, WishType

Rows = Sequence[Sequence[int]]
"""By round, the index of everybody's table; -1 for none."""


@dataclass(frozen=True, slots=True)
class Part:
    """One room with its people, as a request of its own; its tables have the same indices."""

    request: PlanRequest
    people: tuple[int, ...]
    """Their indices among all people."""

    def rows(self, rows: Rows) -> tuple[tuple[int, ...], ...]:
        """Of rows about everybody, those of this room."""
        return tuple(tuple(row[person] for person in self.people) for row in rows)

    def hosts(self, hosts: Sequence[int]) -> tuple[int, ...]:
        """The hosts of all tables by their index in this room; -1 for those of others."""
        place = {person: k for k, person in enumerate(self.people)}
        return tuple(place.get(host, -1) for host in hosts)


def by_room(
    request: PlanRequest, told: Rows = (), begun: Mapping[str, int] | None = None
) -> tuple[Part, ...]:
    """The rooms of a request in which people stay; none where it is planned as one.

    `told`: where people sit or were told to sit: they stay in that room if they can. `begun`:
    how many rounds stay as they are in a room, where that is more than in the request. Where a
    room cannot hold its own, with too few people for its tables or too few chairs, no room
    is planned for itself.
    """
    rooms = list(dict.fromkeys(request.tables[k].room for k in request.open_tables))
    if not request.stay_in_room or len(rooms) < 2:
        return ()
    rows = [*request.frozen, *told[len(request.frozen) :]]
    homes = _Homes(request, rooms, begun or {}).found(rows)
    past = {room: rows[: (begun or {}).get(room, len(request.frozen))] for room in rooms}
    people = [tuple(k for k, home in enumerate(homes) if home == room) for room in rooms]
    try:
        return tuple(
            Part(_alone(request, room, there, past[room]), there)
            for room, there in zip(rooms, people, strict=True)
        )
    except RuleBroken:
        return ()


def _alone(request: PlanRequest, room: str, people: tuple[int, ...], past: Rows) -> PlanRequest:
    """The request of those who stay in one room."""
    those = [request.people[k] for k in people]
    ids = {person.id for person in those}
    here = {table.id for table in request.tables if table.room == room}
    return replace(
        request,
        people=tuple(those),
        tables=tuple(
            replace(table, closed=table.closed or table.room != room)
            for table in request.tables
        ),
        wishes=tuple(_among(request.wishes, ids)),
        pins=tuple(pin for pin in request.pins if pin.person in ids and pin.table in here),
        frozen=tuple(tuple(row[k] for k in people) for row in past),
        stay_in_room=False,
    )


def _among(wishes: Iterable[Wish], ids: set[str]) -> Iterator[Wish]:
    """What is asked of these people alone."""
    for wish in wishes:
        people = tuple(each for each in wish.people if each in ids)
        if len(people) >= (2 if _is_about_company(wish) else 1):
            yield replace(wish, people=people)


def _is_about_company(wish: Wish) -> bool:
    return wish.type in (WishType.TOGETHER, WishType.APART)


def joined(n_people: int, parts: Iterable[tuple[Part, Rows]]) -> list[list[int]]:
    """The rows of everybody, from those of each room."""
    rows: list[list[int]] = []
    for part, own in parts:
        rows = rows or [[-1] * n_people for _ in own]
        for row, seats in zip(rows, own, strict=True):
            for person, table in zip(part.people, seats, strict=True):
                row[person] = table
    return rows


def joined_hosts(parts: Iterable[tuple[Part, Sequence[int]]]) -> tuple[int, ...]:
    """For each table its host among all people, from the hosts of each room."""
    found: list[int] = []
    for part, hosts in parts:
        found = found or [-1] * len(hosts)
        for table, host in enumerate(hosts):
            if host >= 0:
                found[table] = part.people[host]
    return tuple(found)


class _Homes:
    """In which room everybody stays.

    First those who are bound to a table, then those who were told a room or have one by the
    list, then those whom the fewest rooms suit. Rooms are filled evenly, and colleagues
    spread over them.
    """

    def __init__(
        self, request: PlanRequest, rooms: Sequence[str], begun: Mapping[str, int]
    ) -> None:
        self.request = request
        self.rooms = rooms
        everywhere = len(request.frozen)
        self.begun = [begun.get(room, everywhere) for room in rooms] + [everywhere]
        """The rounds that stay as they are in each room; last, in one that has no table."""
        self.index = {room: k for k, room in enumerate(rooms)}
        self.coming = range(len(request.frozen), request.n_rounds)
        self.room_of = [self.index.get(table.room, -1) for table in request.tables]
        self.tables = [
            [k for k in request.open_tables if self.room_of[k] == room]
            for room in range(len(rooms))
        ]
        self.chairs = [self._chairs(tables) for tables in self.tables]
        self.shares = {r: self._share(r) for r in self.coming}
        self.load = {r: [0] * len(rooms) for r in self.coming}
        self.colleagues: list[Counter[tuple[str, str]]] = [Counter() for _ in rooms]
        self.misfits: dict[tuple[int, int], tuple[int, int]] = {}
        self.places: dict[str, list[Wish]] = defaultdict(list)
        for wish in request.wishes:
            for person in wish.people if not _is_about_company(wish) else ():
                self.places[person].append(wish)
        self.home = [-1] * len(request.people)

    def found(self, told: Rows) -> list[str]:
        """For everybody the name of the room."""
        bound = self._bound()
        units = self._units()
        units.sort(key=lambda unit: self._turn(unit, bound, told))
        for unit in units:
            # Those who are bound elsewhere cannot come along with the others.
            for person in unit:
                if person in bound:
                    self._settle([person], bound[person])
            rest = [person for person in unit if person not in bound]
            if rest:
                wanted = [bound[person] for person in unit if person in bound]
                wanted += [room for person in rest for room in self._told(person, told)]
                self._settle(rest, self._best(rest, wanted))
        return [self.rooms[room] for room in self.home]

    def _chairs(self, tables: list[int]) -> int:
        extra = self.request.host_rule is HostRule.EXTRA
        everybody = len(self.request.people)
        seats = (self.request.tables[k].seats for k in tables)
        return sum(everybody if n is None else n - extra for n in seats)

    def _share(self, round_index: int) -> list[int]:
        """How many people each room has in a round when all tables are even."""
        sizes = even_sizes(self.request, round_index)
        least = [sum(sizes[k][0] for k in tables) for tables in self.tables]
        spare = [sum(sizes[k][1] - sizes[k][0] for k in tables) for tables in self.tables]
        there = sum(
            self.request.is_present(k, round_index) for k in range(len(self.request.people))
        )
        all_spare = max(1, sum(spare))
        taken = [0] * len(self.tables)
        for n in range(1, there - sum(least) + 1):
            short = [n * spare[k] / all_spare - taken[k] for k in range(len(taken))]
            taken[short.index(max(short))] += 1
        return [n + more for n, more in zip(least, taken, strict=True)]

    def _bound(self) -> dict[int, int]:
        """Who has a table to be at, as host, as note-taker or by pins, and its room."""
        request = self.request
        number = {table.id: k for k, table in enumerate(request.tables)}
        pinned: dict[str, Counter[int]] = defaultdict(Counter)
        for pin in request.pins:
            if pin.round_index in self.coming:
                pinned[pin.person][self.room_of[number[pin.table]]] += 1
        found = {}
        for index, person in enumerate(request.people):
            own = person.hosts or person.stays_at
            if own is not None:
                found[index] = self.room_of[number[own]]
            elif person.id in pinned:
                found[index] = pinned[person.id].most_common(1)[0][0]
        return found

    def _units(self) -> list[list[int]]:
        """Everybody, those in one list who are to sit together."""
        index_of = {person.id: k for k, person in enumerate(self.request.people)}
        unit_of = {k: [k] for k in index_of.values()}
        for wish in self.request.wishes:
            if wish.type is not WishType.TOGETHER or wish.strength is Strength.OFF:
                continue
            for one, other in combinations(map(index_of.__getitem__, wish.people), 2):
                ours, theirs = unit_of[one], unit_of[other]
                if ours is not theirs:
                    ours += theirs
                    unit_of.update(dict.fromkeys(theirs, ours))
        return list({id(unit): unit for unit in unit_of.values()}.values())

    def _turn(self, unit: list[int], bound: dict[int, int], told: Rows) -> tuple[int, ...]:
        if not bound.keys().isdisjoint(unit):
            return (0, 0, -len(unit), unit[0])
        if any(self._told(person, told) for person in unit):
            return (1, 0, -len(unit), unit[0])
        fitting = sum(not any(self._misfits(unit, room)) for room in range(len(self.rooms)))
        return (2, fitting, -len(unit), unit[0])

    def _told(self, person: int, told: Rows) -> list[int]:
        """The room in which this person has been most, is to be by the list, or was told to
        be; none if not known.
        """
        stops = [
            (k, self.room_of[row[person]]) for k, row in enumerate(told) if row[person] >= 0
        ]
        named = self.request.people[person].room
        listed = self.index.get(named) if named else None  # tables may stand in none
        if listed is not None and not any(k < self.begun[room] for k, room in stops):
            return [listed]
        known = Counter(room for _, room in stops if room >= 0).most_common(1)
        return [known[0][0]] if known else []

    def _best(self, unit: list[int], wanted: list[int]) -> int:
        """The room for these people: one that has chairs, that suits them, that is short."""
        rounds = [r for r in self.coming if any(self.request.is_present(k, r) for k in unit)]

        def cost(room: int) -> tuple[float, ...]:
            after = [(self.load[r][room] + len(unit), self.shares[r][room]) for r in rounds]
            over = max((n - self.chairs[room] for n, _ in after), default=0)
            uneven = max((n - share for n, share in after), default=0)
            filled = max((n / max(1, share) for n, share in after), default=0)
            crowd = sum(self.colleagues[room][each] for k in unit for each in self._groups(k))
            strange = bool(wanted) and room != wanted[0]
            hard, wished = self._misfits(unit, room)
            return max(0, over), strange, hard, max(0, uneven), wished, crowd, filled, room

        return min(range(len(self.rooms)), key=cost)

    def _misfits(self, unit: list[int], room: int) -> tuple[int, int]:
        """What a room lacks for these people, as far as it must hold and as it is wished."""
        found = [self._misfit(person, room) for person in unit]
        return sum(hard for hard, _ in found), sum(wished for _, wished in found)

    def _misfit(self, person: int, room: int) -> tuple[int, int]:
        key = (person, room)
        if key not in self.misfits:
            who = self.request.people[person]
            hard, wished = (
                self._lacking(who, room, each) for each in (Strength.HARD, Strength.WISH)
            )
            self.misfits[key] = (hard, wished)
        return self.misfits[key]

    def _lacking(self, person: Person, room: int, strength: Strength) -> int:
        """For how many rounds a room has no table that suits, and the places it has not."""
        rules = self.request.rules
        speaks = rules[RuleName.SHARED_LANGUAGE].strength is strength
        reaches = rules[RuleName.ACCESSIBLE_TABLE].strength is strength and person.needs_access
        tables = [self.request.tables[k] for k in self.tables[room]]
        suiting = sum(
            (not speaks or speaks_here(person, table)) and (not reaches or table.accessible)
            for table in tables
        )
        asked = self.places[person.id]
        missing = sum(
            not any(offers(table, wish) for table in tables)
            for wish in asked
            if wish.strength is strength
        )
        return max(0, min(len(self.coming), len(tables)) - suiting) + missing

    def _groups(self, index: int) -> Iterator[tuple[str, str]]:
        """What somebody has in common with others, as far as it keeps them apart."""
        person = self.request.people[index]
        fields = {**APART, RuleName.REGIONS_MIXED: "region"}
        for rule, field in fields.items():
            shared = getattr(person, field)
            if shared and self.request.rules[rule].strength is not Strength.OFF:
                yield field, shared

    def _settle(self, unit: list[int], room: int) -> None:
        for person in unit:
            self.home[person] = room
            self.colleagues[room].update(self._groups(person))
            for r in self.coming:
                if self.request.is_present(person, r):
                    self.load[r][room] += 1
