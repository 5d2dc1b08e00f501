"""What is asked of the planner. What no plan can be made of is refused."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

from worldcafe.domain.refusal import refuse
from worldcafe.domain.rotation.terms import (
    NO_RULES,
    HostRule,
    Objective,
    Person,
    Pin,
    Rules,
    Table,
    Wish,
)

MOST_PEOPLE = 5_000
MOST_ROUNDS = 50


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
    rules: Rules = NO_RULES
    wishes: tuple[Wish, ...] = ()
    pins: tuple[Pin, ...] = ()
    blocks: bool = False
    """Whether those who sat at a table move on together, instead of scattering."""
    spare_row: bool = False
    """Whether routes are kept free for latecomers, where numbers allow."""
    stay_in_room: bool = False
    """Whether people stay in one room all day, where tables stand in several."""
    frozen: tuple[tuple[int, ...], ...] = ()
    """The first rounds of the day as they were: for each, the index of each person's table,
    -1 for those who were not there. They are counted and never changed."""

    def __post_init__(self) -> None:
        _check(self)

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
        _check_size(people, tables, rounds)
        _check_layout(tables, themes, seats)
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


def _check(request: PlanRequest) -> None:
    """Raise `RuleBroken` if no plan can exist."""
    _check_size(len(request.people), len(request.open_tables), request.n_rounds)
    _check_names(request)
    _check_presence(request)
    _check_hosts(request)
    _check_seats(request)
    _check_wishes(request)
    _check_pins(request)
    _check_frozen(request)


def _check_size(people: int, tables: int, rounds: int) -> None:
    """Raise `RuleBroken` if these numbers make no café."""
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


def _check_layout(tables: int, themes: int, seats: tuple[int, ...]) -> None:
    """Raise `RuleBroken` if so many themes and chairs do not fit so many tables."""
    if not 0 <= themes <= tables:
        refuse("rotation_themes_do_not_fit", themes=themes, tables=tables)
    if len(seats) not in (0, 1, tables):
        refuse("rotation_seats_do_not_fit", numbers=len(seats), tables=tables)


def _check_names(request: PlanRequest) -> None:
    for code, ids in (
        ("rotation_person_twice", sorted(person.id for person in request.people)),
        ("rotation_table_twice", sorted(table.id for table in request.tables)),
    ):
        for one, next_ in pairwise(ids):
            if one == next_:
                refuse(code, id=one)


def _check_presence(request: PlanRequest) -> None:
    n_open = len(request.open_tables)
    for round_index in range(len(request.frozen), request.n_rounds):
        there = sum(round_index not in person.away for person in request.people)
        if there < n_open:
            refuse("rotation_fewer_people_than_tables", people=there, tables=n_open)


def _check_hosts(request: PlanRequest) -> None:
    known = {table.id for table in request.tables if not table.closed}
    host_of: dict[str, str] = {}
    for person in request.people:
        if person.stays_at is not None and person.stays_at not in known:
            refuse("rotation_stays_nowhere", person=person.id, table=person.stays_at)
        if person.hosts is None:
            continue
        if person.hosts not in known:
            refuse("rotation_host_of_unknown_table", person=person.id, table=person.hosts)
        if request.host_rule in ("extra", "none"):
            refuse("rotation_host_not_extra", person=person.id, table=person.hosts)
        if person.hosts in host_of:
            others = {"person": host_of[person.hosts], "other": person.id}
            refuse("rotation_two_hosts", table=person.hosts, **others)
        host_of[person.hosts] = person.id


def _check_seats(request: PlanRequest) -> None:
    for table in request.tables:
        if table.seats is not None and table.seats < 1:
            refuse("rotation_table_without_seats", table=table.id, seats=table.seats)
    bound = _bound(request)
    for table in request.tables:
        people = bound[table.id]
        if table.seats is not None and people > table.seats:
            refuse(
                "rotation_stayers_overfill", table=table.id, people=people, seats=table.seats
            )
    tables = [table for table in request.tables if not table.closed]
    seats = [table.seats for table in tables if table.seats is not None]
    if len(seats) < len(tables):
        return
    extra = len(tables) if request.host_rule == "extra" else 0
    for round_index in range(len(request.frozen), request.n_rounds):
        there = sum(round_index not in person.away for person in request.people)
        if sum(seats) < there + extra:
            refuse("rotation_too_few_seats", people=there + extra, seats=sum(seats))


def _check_wishes(request: PlanRequest) -> None:
    people = {person.id for person in request.people}
    tables = {table.id for table in request.tables}
    for wish in request.wishes:
        lost = set(wish.people) - people
        if lost or (wish.table is not None and wish.table not in tables):
            refuse("rotation_wish_unknown", name=min(lost, default=wish.table))
        if wish.round_index is not None and not 0 <= wish.round_index < request.n_rounds:
            refuse("rotation_round_unknown", round=wish.round_index + 1)


def _check_pins(request: PlanRequest) -> None:
    people = {person.id: person for person in request.people}
    tables = {table.id: table for table in request.tables}
    pinned: set[tuple[str, int]] = set()
    taken: Counter[tuple[str, int]] = Counter()
    for pin in request.pins:
        if pin.person not in people or pin.table not in tables:
            name = pin.table if pin.person in people else pin.person
            refuse("rotation_wish_unknown", name=name)
        if not 0 <= pin.round_index < request.n_rounds:
            refuse("rotation_round_unknown", round=pin.round_index + 1)
        if (pin.person, pin.round_index) in pinned:
            refuse("rotation_pinned_twice", person=pin.person, round=pin.round_index + 1)
        pinned.add((pin.person, pin.round_index))
        if pin.round_index < len(request.frozen):
            continue
        person, table = people[pin.person], tables[pin.table]
        if table.closed:
            refuse("rotation_pin_at_closed_table", person=person.id, table=table.id)
        own = _own_table(request, person)
        if own is not None and own != table.id:
            refuse("rotation_pin_against_host", person=person.id, table=table.id, own=own)
        taken[table.id, pin.round_index] += own is None
    _check_room_for_pins(request, tables, taken)


def _own_table(request: PlanRequest, person: Person) -> str | None:
    """The table this person is bound to all day."""
    return person.stays_at or (person.hosts if request.host_rule == "stay" else None)


def _check_room_for_pins(
    request: PlanRequest, tables: dict[str, Table], taken: Counter[tuple[str, int]]
) -> None:
    bound = _bound(request)
    for (table_id, round_index), n in taken.items():
        seats, people = tables[table_id].seats, n + bound[table_id]
        if seats is not None and people > seats:
            where = {"table": table_id, "round": round_index + 1}
            refuse("rotation_pins_overfill", people=people, seats=seats, **where)


def _bound(request: PlanRequest) -> Counter[str]:
    """For each table, the people who stay there all day, a host included."""
    hosted = request.host_rule in ("stay", "extra")
    bound = Counter(person.stays_at for person in request.people if person.stays_at)
    return bound + Counter(table.id for table in request.tables if hosted and not table.closed)


def _check_frozen(request: PlanRequest) -> None:
    # A defect of the caller, not of the room: people never type the past.
    if len(request.frozen) > request.n_rounds or any(
        len(tables) != len(request.people) for tables in request.frozen
    ):
        raise ValueError("the frozen rounds are not those of this request")
