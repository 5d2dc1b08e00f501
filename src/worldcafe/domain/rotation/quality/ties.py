"""What binds each person to tables: hard rules and wishes, pins, hosting."""

from collections.abc import Iterator

from worldcafe.domain.rotation.quality import inspection
from worldcafe.domain.rotation.request import PlanRequest
from worldcafe.domain.rotation.terms import HostRule, Person, RuleName, Wish
from worldcafe.domain.vocabulary import Strength, WishType

HOST, NOTE_TAKER, PIN = "host", "note_taker", "pin"
"""What binds a person to a table, beside the rules and wishes."""


class Ties:
    """For each person and round, the open tables that each hard rule leaves."""

    def __init__(self, request: PlanRequest, hosts: tuple[int, ...]) -> None:
        self.request = request
        self.hosts = hosts
        self.index_of = {person.id: index for index, person in enumerate(request.people)}
        self.open = frozenset(request.open_tables)
        self.table_of = {table.id: index for index, table in enumerate(request.tables)}
        self._ties: dict[tuple[int, int], dict[str, frozenset[int]]] = {}

    def is_hard(self, name: RuleName) -> bool:
        """Whether this rule must hold."""
        return self.request.rules[name].strength is Strength.HARD

    def of(self, person: int, round_index: int) -> dict[str, frozenset[int]]:
        """The tables that each hard rule leaves to this person in this round."""
        key = person, round_index
        if key not in self._ties:
            self._ties[key] = dict(self._bind(self.request.people[person], round_index))
        return self._ties[key]

    def _bind(self, person: Person, round_index: int) -> Iterator[tuple[str, frozenset[int]]]:
        tables = self.request.tables
        if self.is_hard(RuleName.SHARED_LANGUAGE):
            good = (k for k in self.open if inspection.speaks_here(person, tables[k]))
            yield RuleName.SHARED_LANGUAGE.value, frozenset(good)
        if self.is_hard(RuleName.ACCESSIBLE_TABLE) and person.needs_access:
            good = (k for k in self.open if tables[k].accessible)
            yield RuleName.ACCESSIBLE_TABLE.value, frozenset(good)
        if person.stays_at is not None:
            yield NOTE_TAKER, frozenset({self.table_of[person.stays_at]})
        index = self.index_of[person.id]
        if self.request.host_rule is HostRule.STAY and index in self.hosts:
            yield HOST, frozenset({self.hosts.index(index)})
        for pin in self.request.pins:
            if pin.person == person.id and pin.round_index == round_index:
                yield PIN, frozenset({self.table_of[pin.table]})
        for wish in self.request.wishes:
            asked = wish.type in (WishType.AT_TABLE, WishType.AT_THEME)
            if (
                asked
                and wish.strength is Strength.HARD
                and wish.round_index == round_index
                and person.id in wish.people
            ):
                yield f"wish:{wish.id}", self.offering(wish)

    def offering(self, wish: Wish) -> frozenset[int]:
        tables = self.request.tables
        return frozenset(k for k in self.open if inspection.offers(tables[k], wish))

    def left(self, person: int, round_index: int) -> frozenset[int]:
        """The tables at which no hard rule is broken."""
        left = self.open
        for tables in self.of(person, round_index).values():
            left &= tables
        return left

    def chairs(self, tables: frozenset[int]) -> int | None:
        """Chairs at these tables for the people of the list; None if there is no limit."""
        seats = [self.request.tables[table].seats for table in tables]
        known = [n for n in seats if n is not None]
        if len(known) < len(seats):
            return None
        return sum(known) - len(known) * (self.request.host_rule is HostRule.EXTRA)

    def narrow(self, person: int, round_index: int) -> list[str]:
        """The rules that leave this person fewer tables than there are."""
        ties = self.of(person, round_index)
        return [name for name, tables in ties.items() if tables < self.open]
