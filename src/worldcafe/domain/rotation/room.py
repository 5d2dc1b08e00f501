"""The request in plain numbers: what construction, annealing and bounds work on.

Only the travellers are planned, over the open tables. A host who stays and one who comes on
top of the list are one problem, "B with P people is H with P + T" (`rotation.md`); where
hosts change or nobody hosts, everybody travels.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from worldcafe.domain.refusal import refuse
from worldcafe.domain.rotation.request import PlanRequest
from worldcafe.domain.rotation.terms import HostRule, Objective, Person, Table
from worldcafe.domain.vocabulary import Strength

Routes = list[tuple[int, ...]]
"""For each traveller, their table in every round."""


@dataclass(frozen=True)
class Room:
    """Travellers, and the tables they move between."""

    n_travellers: int
    n_rounds: int
    capacities: tuple[int, ...]
    """For each table, how many travellers fit at once."""
    themes: tuple[int, ...]
    """For each table, its theme; a table without one has a theme of its own."""
    n_named_themes: int
    host_counts: bool
    """Whether meeting a host again is a repeated encounter: they are among the people."""
    objective: Objective

    @property
    def n_tables(self) -> int:
        return len(self.capacities)

    @cached_property
    def level(self) -> int:
        """Travellers at every table that has the seats; some tables take one more."""
        level = self.n_travellers // self.n_tables
        most = max(self.capacities)
        while level < most and self._seated_at(level + 1) <= self.n_travellers:
            level += 1
        return level

    def _seated_at(self, level: int) -> int:
        return sum(min(seats, level) for seats in self.capacities)

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """Travellers at each table before the extra ones are placed."""
        return tuple(min(seats, self.level) for seats in self.capacities)

    @property
    def n_extra(self) -> int:
        """How many tables take one traveller more, in every round."""
        return self.n_travellers - sum(self.sizes)

    @cached_property
    def roomy(self) -> tuple[int, ...]:
        """The tables that can take one traveller more."""
        return tuple(t for t, seats in enumerate(self.capacities) if seats > self.level)

    @cached_property
    def first_sizes(self) -> tuple[int, ...]:
        """Travellers at each table when the extra ones go where the theme has most to spare."""
        sizes = list(self.sizes)
        taken = Counter[int]()
        for theme, size in zip(self.themes, sizes, strict=True):
            taken[theme] += size
        left = list(self.roomy)
        for _ in range(self.n_extra):
            table = min(left, key=lambda t: taken[self.themes[t]])
            left.remove(table)
            sizes[table] += 1
            taken[self.themes[table]] += 1
        return tuple(sizes)

    @cached_property
    def _least_by_theme(self) -> Counter[int]:
        """For each theme, the travellers whom every plan has there in every round."""
        least, most, roomy = Counter[int](), Counter[int](), set(self.roomy)
        for table, theme in enumerate(self.themes):
            least[theme] += self.sizes[table]
            most[theme] += self.sizes[table] + (table in roomy)
        elsewhere = most.total() - self.n_travellers
        return Counter({k: max(least[k], most[k] - elsewhere) for k in least})

    @cached_property
    def n_themed_rounds(self) -> int:
        """The first rounds, in which nobody should meet a theme twice.

        As many as there are themes; afterwards nobody has one left to visit. Tables without
        a theme let it be more where the themes are small enough. Where some theme has too
        many seats for everybody to meet all themes that soon, the whole day.
        """
        surely = min(self.n_rounds, self.n_named_themes)
        most = min(self.n_rounds, len(set(self.themes)))
        possible = self.n_travellers // max(1, *self._least_by_theme.values())
        return max(surely, min(most, possible)) if possible >= surely else self.n_rounds

    @cached_property
    def shares_themes(self) -> bool:
        """Whether a theme is at several tables, so that tables alone do not tell."""
        return len(set(self.themes)) < self.n_tables

    @cached_property
    def fewest_theme_revisits(self) -> int:
        """Returns to a theme within the themed rounds that no plan can avoid.

        A theme may have more seats than there are visitors new to it, and a day more
        rounds than there are themes.
        """
        rounds = self.n_themed_rounds
        crowded = sum(
            max(0, rounds * size - self.n_travellers) for size in self._least_by_theme.values()
        )
        return max(crowded, (rounds - len(set(self.themes))) * self.n_travellers)

    @property
    def fewest_avoidable_theme_revisits(self) -> int:
        """Returns while another theme was left, which the numbers force all the same.

        A large theme sees people again too soon; and whoever has not found a seat at a small
        one after as many rounds as there are themes comes back to another in each of them.
        """
        n_themes = self.n_named_themes
        rounds = min(self.n_rounds, n_themes)
        crowded = sum(
            max(0, rounds * size - self.n_travellers)
            for theme, size in self._least_by_theme.items()
            if theme < n_themes
        )
        smallest = min(self._most_at(theme) for theme in range(n_themes)) if n_themes else 0
        waiting = sum(
            max(0, self.n_travellers - done * smallest)
            for done in range(n_themes, self.n_rounds + 1)
            if n_themes == len(set(self.themes))
        )
        return max(crowded, waiting)

    def _most_at(self, theme: int) -> int:
        """Travellers at a theme in a round, at the most."""
        tables = [table for table, its in enumerate(self.themes) if its == theme]
        n_roomy = len(set(tables).intersection(self.roomy))
        return sum(self.sizes[table] for table in tables) + min(n_roomy, self.n_extra)


def room_of(request: PlanRequest, hosts: tuple[int, ...]) -> Room:
    """The room of a request whose hosts are chosen: its open tables and all who travel."""
    stay = staying(request, hosts)
    tables = [request.tables[k] for k in request.open_tables]
    at = Counter(stay.values())
    n_travellers = len(request.people) - len(stay)
    names = {table.theme for table in tables if table.theme is not None}
    number = {name: index for index, name in enumerate(sorted(names))}
    extra = request.host_rule is HostRule.EXTRA
    return Room(
        n_travellers=n_travellers,
        n_rounds=request.n_rounds,
        capacities=_capacities(request, at, n_travellers, extra),
        themes=tuple(
            len(number) + index if table.theme is None else number[table.theme]
            for index, table in enumerate(tables)
        ),
        n_named_themes=len(names),
        host_counts=request.host_rule is HostRule.STAY,
        objective=request.objective,
    )


def _capacities(
    request: PlanRequest, at: Counter[int], n_travellers: int, extra: int
) -> tuple[int, ...]:
    """For each open table, how many travellers fit beside those who stay.

    Where some tables have more people who stay than others, those get fewer travellers, so
    that the tables are even in all. Blocks that move on are even among themselves.
    """
    seats = []
    for k in request.open_tables:
        chairs = request.tables[k].seats
        seats.append(len(request.people) + 1 if chairs is None else chairs - extra)
    fixed = [at[k] for k in request.open_tables]
    if len(set(fixed)) > 1 and not request.blocks:
        level = max(fixed)
        while sum(min(n, level) for n in seats) < len(request.people):
            level += 1
        seats = [max(min(n, level), own) for n, own in zip(seats, fixed, strict=True)]
    return tuple(min(n - own, n_travellers) for n, own in zip(seats, fixed, strict=True))


def even_sizes(request: PlanRequest, round_index: int) -> list[tuple[int, int]]:
    """For each table the fewest and the most people in a round, if all are filled evenly.

    Those who stay count; a host on top of the list does not. A closed table has (0, 0).
    """
    there = sum(request.is_present(k, round_index) for k in range(len(request.people)))
    extra = request.host_rule is HostRule.EXTRA
    chairs = [
        0 if table.closed else there if table.seats is None else table.seats - extra
        for table in request.tables
    ]
    level = there // len(request.open_tables)
    while sum(min(n, level + 1) for n in chairs) <= there and level < max(chairs):
        level += 1
    exact = sum(min(n, level) for n in chairs) == there
    return [(min(n, level), min(n, level if exact else level + 1)) for n in chairs]


def staying(request: PlanRequest, hosts: tuple[int, ...]) -> dict[int, int]:
    """Who stays at one table all day, by index, and at which: hosts who stay, note-takers."""
    at = {table.id: k for k, table in enumerate(request.tables)}
    found = {host: table for table, host in enumerate(hosts) if host >= 0}
    for index, person in enumerate(request.people):
        if person.stays_at is not None:
            found[index] = at[person.stays_at]
    return found


def choose_hosts(request: PlanRequest) -> tuple[int, ...]:
    """For each table the host who stays: the one named, else the first who suits.

    Whoever shares a language with the table and may sit there comes first; those who host
    or stay elsewhere, or have a pin at another table, are left alone. -1 for a table
    without: it is closed, or hosts do not stay.
    """
    if request.host_rule is not HostRule.STAY:
        return (-1,) * len(request.tables)
    named = {person.hosts: index for index, person in enumerate(request.people) if person.hosts}
    pinned: dict[str, set[str]] = {}
    for pin in request.pins:
        pinned.setdefault(pin.person, set()).add(pin.table)
    free = [
        index
        for index, person in enumerate(request.people)
        if person.hosts is None and person.stays_at is None and not person.away
    ]
    hosts = []
    for table in request.tables:
        host = -1 if table.closed else named.get(table.id, -2)
        if host == -2:
            host = _first_to_suit(request, table, free, pinned)
        hosts.append(host)
    return tuple(hosts)


def _first_to_suit(
    request: PlanRequest, table: Table, free: list[int], pinned: dict[str, set[str]]
) -> int:
    def able() -> Iterator[int]:
        # Looked through only as far as need be: for many tables the list is long.
        return (k for k in free if pinned.get(request.people[k].id, set()) <= {table.id})

    fitting = (k for k in able() if suits(request, request.people[k], table))
    chosen = next(fitting, None)
    if chosen is None:
        chosen = next(able(), None)
    if chosen is None:
        refuse("rotation_no_host_left", table=table.id)
    free.remove(chosen)
    return chosen


def suits(request: PlanRequest, person: Person, table: Table) -> bool:
    """Whether the rules on language and access, where they count, let this person host here."""
    rules = request.rules
    speaks = (
        rules.shared_language.strength is Strength.OFF
        or not person.languages
        or not table.languages
        or not set(person.languages).isdisjoint(table.languages)
    )
    reaches = table.accessible or not person.needs_access
    return speaks and (rules.accessible_table.strength is Strength.OFF or reaches)
