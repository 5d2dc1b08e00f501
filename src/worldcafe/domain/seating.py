"""Seating: from a workshop to a rotation request, and from what was planned to a command."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from worldcafe.domain.clock import agenda, rounds_to_come_by_room
from worldcafe.domain.commands.seating import AdoptSeatingPlan
from worldcafe.domain.model import Participant, Seat
from worldcafe.domain.refusal import RuleBroken, refuse
from worldcafe.domain.rotation import (
    HostRule,
    Objective,
    PlanRequest,
    Repair,
    RepairRequest,
    SeatingPlan,
    rotating_hosts,
)
from worldcafe.domain.seating_request import in_names, request_for
from worldcafe.domain.vocabulary import HostMovement
from worldcafe.domain.workshop import Workshop


def plan_request(
    workshop: Workshop, seed: int = 0, *, objective: Objective | None = None
) -> PlanRequest:
    """What the planner is asked for this workshop, with its rules, wishes and pins.

    `objective`: another than the workshop's own. Raises `RuleBroken` if no plan can exist.
    """
    people = workshop.people_to_seat
    if not people:
        refuse("plan_without_people")
    if not workshop.tables:
        refuse("plan_without_tables")
    if not workshop.rounds:
        refuse("no_round_yet")
    with in_names(workshop):
        request = request_for(workshop, people, {}, ())
    return replace(request, seed=seed, objective=objective or request.objective)


def seating_now(workshop: Workshop) -> SeatingPlan | None:
    """The seating as it is, for the report and for the effect of a change.

    Whoever lacks a seat in a round is away in it. None where nobody has a seat, or where
    there are fewer people than tables.
    """
    rounds = workshop.rounds_in_order
    seated = {seat.participant_id for seat in workshop.seats.values()}
    people = [person for person in workshop.participants.values() if person.id in seated]
    if not people or not rounds:
        return None
    away = {
        person.id: frozenset(
            index
            for index, round_ in enumerate(rounds)
            if f"{round_.id}/{person.id}" not in workshop.seats
        )
        for person in people
    }
    try:
        request = request_for(workshop, people, away, (), as_it_is=True)
    except RuleBroken:
        return None
    tables = _table_indices(workshop, (person.id for person in people), range(len(rounds)))
    index_of = {person.id: index for index, person in enumerate(people)}
    stay = request.host_rule is HostRule.STAY
    hosts = tuple(
        index_of.get(table.host_id or "", -1) if stay else -1
        for table in workshop.tables_in_order
    )
    return SeatingPlan(request, tables, hosts)


def adopt(workshop: Workshop, plan: SeatingPlan) -> AdoptSeatingPlan:
    """The command that makes the plan the workshop's, with the hosts the planner chose.

    Raises `RuleBroken` if rounds were taken away since the plan was asked for.
    """
    rounds = workshop.rounds_in_order
    if len(rounds) != plan.request.n_rounds:
        refuse("plan_outdated")
    asked = {person.hosts for person in plan.request.people if person.hosts}
    hosts = plan.hosts_by_table()
    return AdoptSeatingPlan(
        seats=tuple(
            _seat(workshop, person, table, rounds[round_index].id)
            for round_index, person, table in plan.seats()
        ),
        hosts={table: host for table, host in hosts.items() if table not in asked},
    )


def repair_request(
    workshop: Workshop,
    from_round_id: str | None,
    *,
    absent: Collection[str] = (),
    seed: int = 0,
) -> RepairRequest:
    """What is asked when people, tables or rounds changed during the day.

    Everything before the round `from_round_id` is over or running, and stays; where rooms go
    by clocks of their own, so does whatever has begun in its room. From then on
    nobody counts who is marked absent or named in `absent`; whoever has no seat comes late;
    closed tables take nobody. `None` stands for no round left (`next_round`). Raises
    `RuleBroken` if no plan can exist.
    """
    if from_round_id is None:
        refuse("no_round_left")
    rounds = workshop.rounds_in_order
    first = next((k for k, round_ in enumerate(rounds) if round_.id == from_round_id), None)
    if first is None:
        refuse("round_unknown")
    begun = _begun(workshop, first)
    past = range(min(begun.values(), default=first))
    to_seat = {person.id for person in workshop.people_to_seat} - set(absent)
    before = {
        seat.participant_id
        for seat in workshop.seats.values()
        if _is_before(workshop, seat, begun, first)
    }
    people = [p for p in workshop.participants.values() if p.id in to_seat | before]
    if not to_seat:
        refuse("plan_without_people")
    away = {
        person.id: frozenset(found)
        for person in people
        if (found := _away(workshop, person.id, begun, first, gone=person.id not in to_seat))
    }
    frozen = _table_indices(workshop, (person.id for person in people), past)
    with in_names(workshop):
        request = request_for(workshop, people, away, frozen, begun=begun)
    return RepairRequest(
        replace(request, seed=seed),
        _table_indices(workshop, (person.id for person in people), range(len(rounds))),
        stand_ins={
            table.id: table.note_taker_id
            for table in workshop.tables_in_order
            if table.note_taker_id in to_seat
        },
        hosts_before=_hosts_before(workshop, people, range(max(begun.values(), default=first))),
        begun=begun,
    )


def _begun(workshop: Workshop, first: int) -> dict[str, int]:
    """How many rounds stay as they are in each room; nothing where all rooms are in step."""
    if not workshop.is_apart:
        return {}
    to_come = rounds_to_come_by_room(workshop)
    return {
        room: max(first, len(workshop.rounds) - len(to_come[room])) for room in workshop.rooms
    }


def _is_before(workshop: Workshop, seat: Seat, begun: dict[str, int], first: int) -> bool:
    """Whether a seat stays as it is."""
    n = begun.get(workshop.room_of(seat.table_id), first)
    return any(seat.round_id == each.id for each in workshop.rounds_in_order[:n])


def _away(
    workshop: Workshop, person_id: str, begun: dict[str, int], first: int, *, gone: bool
) -> set[int]:
    """The rounds after those that stay everywhere for which a person is given no seat.

    Whoever is `gone` gets none from now on; what has begun in a person's room seats nobody
    anew.
    """
    own = begun.get(workshop.home_of(person_id), first) if begun else first
    rounds = workshop.rounds_in_order
    unseated = {
        k
        for k in range(min(begun.values(), default=first), own)
        if f"{rounds[k].id}/{person_id}" not in workshop.seats
    }
    return unseated | (set(range(own, len(rounds))) if gone else set())


def next_round(workshop: Workshop) -> str | None:
    """The id of the first round that is neither over nor running; None if there is none.

    While people move after a round, the next one is still to come.
    """
    clock = workshop.clock
    if clock.ended_at is not None:
        return None
    place = {segment.key: index for index, segment in enumerate(agenda(workshop))}
    begun = [passage.segment for passage in clock.passages] + [clock.segment]
    now = max((place.get(key, -1) for key in begun), default=-1)
    coming = (each.id for each in workshop.rounds_in_order if place[f"{each.id}.talk"] > now)
    return next(coming, None)


def adopt_repair(workshop: Workshop, repair: Repair) -> AdoptSeatingPlan:
    """The command that takes a repair: what is over stays as it was, pins stay pins.

    Raises `RuleBroken` if rounds were taken away since it was asked for, or if one that it
    would change has begun in its room.
    """
    rounds = workshop.rounds_in_order
    request = repair.plan.request
    if len(rounds) != request.n_rounds:
        refuse("plan_outdated")
    first = len(request.frozen)
    begun = _begun(workshop, first)
    for move in repair.moves:
        tables = filter(None, (move.from_table, move.to_table))
        if any(move.round_index < begun.get(workshop.room_of(each), 0) for each in tables):
            refuse("plan_outdated")
    planned = (
        _seat(workshop, person, table, rounds[round_index].id)
        for round_index, person, table in repair.plan.seats()
        if round_index >= first
    )
    kept = (
        seat for seat in workshop.seats.values() if _is_before(workshop, seat, begun, first)
    )
    seats = {seat.id: seat for seat in (*planned, *kept)}
    return AdoptSeatingPlan(seats=tuple(seats.values()), hosts=repair.new_hosts)


def hosts_in(workshop: Workshop, round_id: str) -> dict[str, str]:
    """Table id to participant id: who hosts in this round.

    Where hosts change each round, it follows from the seating who does; as few as possible
    host twice.
    """
    if workshop.seating_rules.hosts is HostMovement.ROTATE:
        plan = seating_now(workshop)
        index = [round_.id for round_ in workshop.rounds_in_order].index(round_id)
        if plan is None:
            return {}
        hosts = rotating_hosts(plan.request, plan.tables_by_round)[index]
        ids = (plan.request.people[host].id if host >= 0 else None for host in hosts)
        named = zip(workshop.tables_in_order, ids, strict=True)
        return {table.id: host for table, host in named if host}
    return {table.id: table.host_id for table in workshop.tables_in_order if table.host_id}


def _seat(workshop: Workshop, person: str, table: str, round_id: str) -> Seat:
    """The seat, pinned if the person was pinned there."""
    before = workshop.seats.get(f"{round_id}/{person}")
    pinned = before is not None and before.pinned and before.table_id == table
    return Seat.of(person, table, round_id, pinned=pinned)


def _table_indices(
    workshop: Workshop, people: Iterable[str], rounds: Iterable[int]
) -> tuple[tuple[int, ...], ...]:
    """For each of these rounds the index of everybody's table; -1 without a seat."""
    number = {table.id: index for index, table in enumerate(workshop.tables_in_order)}
    ids = list(people)
    found = []
    for index in rounds:
        round_id = workshop.rounds_in_order[index].id
        seats = (workshop.seats.get(f"{round_id}/{person}") for person in ids)
        found.append(tuple(number[seat.table_id] if seat else -1 for seat in seats))
    return tuple(found)


def _hosts_before(
    workshop: Workshop, people: list[Participant], rounds: Iterable[int]
) -> tuple[tuple[int, ...], ...]:
    """For each round that is over, the index of each table's host if they sat there."""
    index_of = {person.id: index for index, person in enumerate(people)}
    ids = [workshop.rounds_in_order[k].id for k in rounds]
    if workshop.seating_rules.hosts is not HostMovement.STAY:
        return ()
    return tuple(
        tuple(
            index_of.get(host, -1)  # gone, where the round is still to come in their room
            if (host := table.host_id) and _sat(workshop, host, table.id, round_id)
            else -1
            for table in workshop.tables_in_order
        )
        for round_id in ids
    )


def _sat(workshop: Workshop, person: str, table_id: str, round_id: str) -> bool:
    seat = workshop.seats.get(f"{round_id}/{person}")
    return seat is not None and seat.table_id == table_id
