"""The request in plain numbers: what construction, annealing and bounds work on.

Hosts stay, so only the travellers are planned. A host who comes on top of the list is no
different: both rules are one problem, "B with P people is H with P + T" (`rotation.md`).
"""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from worldcafe.domain.rotation.request import HostRule, Objective, PlanRequest

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
        """Returns while another theme was left, which the numbers force all the same."""
        rounds = min(self.n_rounds, self.n_named_themes)
        return sum(
            max(0, rounds * size - self.n_travellers)
            for theme, size in self._least_by_theme.items()
            if theme < self.n_named_themes
        )


def room_of(request: PlanRequest, hosts: tuple[int, ...]) -> Room:
    """The room of a request whose hosts are chosen."""
    staying = request.host_rule is HostRule.STAY
    n_travellers = len(request.people) - (len(hosts) if staying else 0)
    names = {table.theme for table in request.tables if table.theme is not None}
    number = {name: index for index, name in enumerate(sorted(names))}
    return Room(
        n_travellers=n_travellers,
        n_rounds=request.n_rounds,
        capacities=tuple(
            n_travellers if table.seats is None else min(table.seats - 1, n_travellers)
            for table in request.tables
        ),
        themes=tuple(
            len(number) + index if table.theme is None else number[table.theme]
            for index, table in enumerate(request.tables)
        ),
        n_named_themes=len(names),
        host_counts=staying,
        objective=request.objective,
    )


def choose_hosts(request: PlanRequest) -> tuple[int, ...]:
    """For each table its host: the one named, else the first person who hosts nowhere."""
    if request.host_rule is HostRule.EXTRA:
        return (-1,) * len(request.tables)
    named = {person.hosts: index for index, person in enumerate(request.people) if person.hosts}
    free = (index for index, person in enumerate(request.people) if person.hosts is None)
    return tuple(
        named[table.id] if table.id in named else next(free) for table in request.tables
    )
