"""What is asked of the planner, and the seating plan it gives back."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from worldcafe.domain.rotation import checks
from worldcafe.domain.vocabulary import Strength, WishType


class HostRule(StrEnum):
    """Where the hosts come from, and whether they stay."""

    STAY = "stay"
    """One host per table is among the people, and stays at the table all day."""
    ROTATE = "rotate"
    """Everybody travels; in every round each table is hosted by somebody who sits there."""
    EXTRA = "extra"
    """Hosts come on top of the people, one per table, and stay."""
    NONE = "none"
    """Nobody hosts; everybody travels."""


class Objective(StrEnum):
    """What is best when people must meet again (`rotation.md`, "two different optima")."""

    FAIR = "fair"
    """Nobody meets anybody much more often than others do."""
    CONTACTS = "contacts"
    """Fewest repeated encounters; a few pairs may then stay together for long."""


class RuleName(StrEnum):
    """The rules a room may need; the names are those of the fields of `Rules`."""

    SHARED_LANGUAGE = "shared_language"
    ORGANISATION_APART = "organisation_apart"
    DELEGATION_APART = "delegation_apart"
    COUNTRY_APART = "country_apart"
    REGIONS_MIXED = "regions_mixed"
    ACCESSIBLE_TABLE = "accessible_table"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to be seated. Empty text and empty languages mean "not known"."""

    id: str
    hosts: str | None = None
    """The table this person hosts. Where hosts stay, they are there all day; where hosts
    change, it is their table in the first round."""
    stays_at: str | None = None
    """The table this person stays at all day without hosting it: its note-taker."""
    languages: tuple[str, ...] = ()
    organisation: str = ""
    delegation: str = ""
    country: str = ""
    region: str = ""
    needs_access: bool = False
    """Whether only an accessible table will do."""
    away: frozenset[int] = frozenset()
    """Rounds, from 0, in which this person is not in the room and gets no seat."""


@dataclass(frozen=True, slots=True)
class Table:
    """A place to be seated at."""

    id: str
    theme: str | None = None
    seats: int | None = None
    """Chairs, the host's included; None for as many as needed."""
    languages: tuple[str, ...] = ()
    """Languages spoken here; none if nobody said."""
    accessible: bool = False
    closed: bool = False
    """A table that takes nobody in any round that is still to be planned."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How much one rule binds; the weight, from 1 to 10, counts where it is wished."""

    strength: Strength = Strength.OFF
    weight: int = 3


OFF = Rule()


@dataclass(frozen=True, slots=True)
class Rules:
    """What the seating has to respect beside meetings, tables and themes."""

    shared_language: Rule = OFF
    """A person shares a language with the table, and with somebody who sits there."""
    organisation_apart: Rule = OFF
    delegation_apart: Rule = OFF
    country_apart: Rule = OFF
    regions_mixed: Rule = OFF
    """Hard: no table where all are of one region. Wished: few of one region at a table."""
    accessible_table: Rule = OFF
    """Whoever needs an accessible table sits at one."""

    def __getitem__(self, name: RuleName) -> Rule:
        rule: Rule = getattr(self, name.value)
        return rule


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for certain people.

    Together and apart are about every pair of them, in one round or in every round. A table
    or a theme is asked for each of them, in one round or in some round of the day.
    """

    id: str
    type: WishType
    people: tuple[str, ...]
    table: str | None = None
    theme: str | None = None
    round_index: int | None = None
    strength: Strength = Strength.HARD
    weight: int = 3


@dataclass(frozen=True, slots=True)
class Pin:
    """A seat that the plan must leave as it is."""

    person: str
    round_index: int
    table: str


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """Who is to be seated where, for how many rounds, and by which rules.

    Raises `RuleBroken` when no plan can exist. Rules that collide with each other are no
    reason to refuse: the plan breaks as few as it can, and its report says which and why.
    """

    people: tuple[Person, ...]
    tables: tuple[Table, ...]
    n_rounds: int
    host_rule: HostRule = HostRule.STAY
    objective: Objective = Objective.FAIR
    seed: int = 0
    rules: Rules = Rules()
    wishes: tuple[Wish, ...] = ()
    pins: tuple[Pin, ...] = ()
    blocks: bool = False
    """Whether those who sat at a table move on together, instead of scattering."""
    spare_row: bool = False
    """Whether routes are kept free for latecomers, where numbers allow."""
    frozen: tuple[tuple[int, ...], ...] = ()
    """The first rounds of the day as they were: for each, the index of each person's table,
    -1 for those who were not there. They are counted and never changed."""

    def __post_init__(self) -> None:
        checks.check(self)

    @classmethod
    def of_numbers(
        cls,
        people: int,
        tables: int,
        rounds: int,
        *,
        host_rule: HostRule = HostRule.STAY,
        objective: Objective = Objective.FAIR,
        seed: int = 0,
        themes: int = 0,
        seats: tuple[int, ...] = (),
        blocks: bool = False,
    ) -> Self:
        """A request of bare numbers; people, tables and themes count from "0".

        `themes`: so many are spread over the tables, neighbours sharing one; 0 for none.
        `seats`: chairs, the host's included: one number for all tables or one for each.
        """
        checks.check_size(people, tables, rounds)
        checks.check_layout(tables, themes, seats)
        chairs = seats * tables if len(seats) == 1 else seats or (None,) * tables
        return cls(
            tuple(Person(str(index)) for index in range(people)),
            tuple(
                Table(str(k), theme=str(k * themes // tables) if themes else None, seats=n)
                for k, n in enumerate(chairs)
            ),
            rounds,
            host_rule,
            objective,
            seed,
            blocks=blocks,
        )

    @property
    def open_tables(self) -> tuple[int, ...]:
        """The indices of the tables that take people."""
        return tuple(k for k, table in enumerate(self.tables) if not table.closed)

    def is_present(self, person: int, round_index: int) -> bool:
        """Whether this person gets a seat in this round."""
        if round_index < len(self.frozen):
            return self.frozen[round_index][person] >= 0
        return round_index not in self.people[person].away

    @property
    def is_whole_day(self) -> bool:
        """Whether everybody is there all day and no round is over."""
        return not self.frozen and not any(person.away for person in self.people)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the planner is; handed over now and then while it improves the plan."""

    share: float
    """Of the effort it allows itself, from 0 to 1."""
    repeats: int
    """Repeated encounters in the best plan so far."""
    lower_bound: int
    """No plan can have fewer."""


@dataclass(frozen=True, slots=True)
class SeatingPlan:
    """Who sits where in every round."""

    request: PlanRequest
    tables_by_round: tuple[tuple[int, ...], ...]
    """For each round, the index of each person's table; -1 for those who are away."""
    hosts: tuple[int, ...]
    """For each table, the index of the person who stays there as host; -1 where nobody does:
    hosts change, come on top, or there are none."""
    hosts_by_round: tuple[tuple[int, ...], ...] = ()
    """Where the host of a table changes: for each round and table, the index of the host, -1
    for nobody. Empty where `hosts` holds for the whole day."""

    def seats(self) -> Iterator[tuple[int, str, str]]:
        """Every seat: round index, person id, table id."""
        for round_index, tables in enumerate(self.tables_by_round):
            for person, table in zip(self.request.people, tables, strict=True):
                if table >= 0:
                    yield round_index, person.id, self.request.tables[table].id

    def hosts_by_table(self) -> dict[str, str]:
        """Table id to the id of the person who hosts it all day."""
        named = zip(self.request.tables, self.hosts, strict=True)
        return {table.id: self.request.people[host].id for table, host in named if host >= 0}

    def hosts_in(self, round_index: int) -> tuple[int, ...]:
        """For each table, the index of its host in this round; -1 for nobody."""
        return self.hosts_by_round[round_index] if self.hosts_by_round else self.hosts

    def stays(self, person: int, round_index: int) -> bool:
        """Whether this person is at their table as its host or note-taker, all day long."""
        table = self.tables_by_round[round_index][person]
        if table < 0:
            return False
        if self.request.people[person].stays_at == self.request.tables[table].id:
            return True
        hosts = self.hosts_in(round_index)
        return self.request.host_rule is HostRule.STAY and hosts[table] == person
