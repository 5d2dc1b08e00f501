"""What is asked of the planner, and the seating plan it gives back."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Self

from worldcafe.domain.refusal import refuse

MOST_PEOPLE = 5_000
MOST_ROUNDS = 50


class HostRule(StrEnum):
    """Where the hosts come from. Either way they stay at their table all day."""

    STAY = "stay"
    """One host per table is among the people."""
    EXTRA = "extra"
    """Hosts come on top of the people, one per table."""


class Objective(StrEnum):
    """What is best when people must meet again (`rotation.md`, "two different optima")."""

    FAIR = "fair"
    """Nobody meets anybody much more often than others do."""
    CONTACTS = "contacts"
    """Fewest repeated encounters; a few pairs may then stay together for long."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to be seated."""

    id: str
    hosts: str | None = None
    """The table this person hosts, and therefore stays at."""


@dataclass(frozen=True, slots=True)
class Table:
    """A place to be seated at."""

    id: str
    theme: str | None = None
    seats: int | None = None
    """Chairs, the host's included; None for as many as needed."""


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """Who is to be seated where, for how many rounds, and by which rules.

    Raises `RuleBroken` when no plan can exist.
    """

    people: tuple[Person, ...]
    tables: tuple[Table, ...]
    n_rounds: int
    host_rule: HostRule = HostRule.STAY
    objective: Objective = Objective.FAIR
    seed: int = 0

    def __post_init__(self) -> None:
        self._check_numbers()
        self._check_names()
        self._check_hosts()
        self._check_seats()

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
    ) -> Self:
        """A request of bare numbers; people and tables count from "0"."""
        _check_size(people, tables, rounds)
        return cls(
            tuple(Person(str(index)) for index in range(people)),
            tuple(Table(str(index)) for index in range(tables)),
            rounds,
            host_rule,
            objective,
            seed,
        )

    def _check_numbers(self) -> None:
        _check_size(len(self.people), len(self.tables), self.n_rounds)

    def _check_names(self) -> None:
        for code, ids in (
            ("rotation_person_twice", sorted(person.id for person in self.people)),
            ("rotation_table_twice", sorted(table.id for table in self.tables)),
        ):
            for one, next_ in pairwise(ids):
                if one == next_:
                    refuse(code, id=one)

    def _check_hosts(self) -> None:
        known = {table.id for table in self.tables}
        host_of: dict[str, str] = {}
        for person in self.people:
            if person.hosts is None:
                continue
            if person.hosts not in known:
                refuse("rotation_host_of_unknown_table", person=person.id, table=person.hosts)
            if self.host_rule is HostRule.EXTRA:
                refuse("rotation_host_not_extra", person=person.id, table=person.hosts)
            if person.hosts in host_of:
                others = {"person": host_of[person.hosts], "other": person.id}
                refuse("rotation_two_hosts", table=person.hosts, **others)
            host_of[person.hosts] = person.id

    def _check_seats(self) -> None:
        for table in self.tables:
            if table.seats is not None and table.seats < 1:
                refuse("rotation_table_without_seats", table=table.id, seats=table.seats)
        seats = [table.seats for table in self.tables if table.seats is not None]
        extra = len(self.tables) if self.host_rule is HostRule.EXTRA else 0
        needed = len(self.people) + extra
        if len(seats) == len(self.tables) and sum(seats) < needed:
            refuse("rotation_too_few_seats", people=needed, seats=sum(seats))


def _check_size(people: int, tables: int, rounds: int) -> None:
    if people < 1:
        refuse("rotation_nobody")
    if tables < 1:
        refuse("rotation_no_table")
    if rounds < 1:
        refuse("rotation_no_round")
    if people < tables:
        refuse("rotation_fewer_people_than_tables", people=people, tables=tables)
    if people > MOST_PEOPLE:
        refuse("rotation_too_many_people", people=people, limit=MOST_PEOPLE)
    if rounds > MOST_ROUNDS:
        refuse("rotation_too_many_rounds", rounds=rounds, limit=MOST_ROUNDS)


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
    """For each round, the index of each person's table."""
    hosts: tuple[int, ...]
    """For each table, the index of the person who stays there; -1 where hosts come on top."""

    def seats(self) -> Iterator[tuple[int, str, str]]:
        """Every seat: round index, person id, table id."""
        for round_index, tables in enumerate(self.tables_by_round):
            for person, table in zip(self.request.people, tables, strict=True):
                yield round_index, person.id, self.request.tables[table].id

    def hosts_by_table(self) -> dict[str, str]:
        """Table id to the id of the person who hosts it."""
        named = zip(self.request.tables, self.hosts, strict=True)
        return {table.id: self.request.people[host].id for table, host in named if host >= 0}
