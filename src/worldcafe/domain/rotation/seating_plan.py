"""What the planner gives back: a seating plan, and how far it is while it looks for one."""

from collections.abc import Iterator
from dataclasses import dataclass

from worldcafe.domain.rotation.request import PlanRequest
from worldcafe.domain.rotation.terms import HostRule


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
