"""The workshop as the planner knows it, by ids and numbers alone."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

from worldcafe.domain.model import Participant, SeatWish
from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.rotation import (
    HostRule,
    Objective,
    Person,
    Pin,
    PlanRequest,
    Rule,
    RuleName,
    Rules,
    Table,
    Wish,
)
from worldcafe.domain.vocabulary import HostMovement, Movement, WishType
from worldcafe.domain.workshop import Workshop


def request_for(
    workshop: Workshop,
    people: Collection[Participant],
    away: dict[str, frozenset[int]],
    frozen: tuple[tuple[int, ...], ...],
    *,
    begun: Mapping[str, int] | None = None,
    as_it_is: bool = False,
) -> PlanRequest:
    """What is asked for these people. `away`: the rounds in which somebody has no seat;
    `frozen`: the tables of the rounds that stay as they are.

    `begun`: how many rounds stay as they are in a room, where that is not the same in all.
    `as_it_is`: what is asked about a seating that exists, whether or not it is possible.
    """
    ids = {person.id for person in people}
    rules = workshop.seating_rules
    gone = {
        id for id, rounds in away.items() if len(rounds) + len(frozen) >= len(workshop.rounds)
    }
    hosted, noted = _bound(workshop, ids - gone)
    spelling: dict[str, str] = {}
    return PlanRequest(
        people=tuple(
            _person(
                each,
                hosted.get(each.id),
                noted.get(each.id),
                away.get(each.id),
                spelling,
                room=workshop.room_named(each.room),
            )
            for each in people
        ),
        tables=tuple(
            Table(
                table.id,
                theme=table.theme_id,
                seats=None if as_it_is else table.seats,
                languages=table.languages,
                accessible=table.accessible,
                closed=table.closed,
                room=table.room,
            )
            for table in workshop.tables_in_order
        ),
        n_rounds=len(workshop.rounds),
        host_rule=HostRule(rules.hosts.value),
        objective=Objective.CONTACTS if rules.fewest_repeats else Objective.FAIR,
        rules=Rules(
            **{
                name.value: Rule(rule.strength, rule.weight)
                for name in RuleName
                for rule in [getattr(rules, name.value)]
            }
        ),
        wishes=tuple(_wishes(workshop, ids - gone)),
        pins=() if as_it_is else tuple(_pins(workshop, ids - gone, len(frozen), begun or {})),
        blocks=rules.movement is Movement.BLOCKS,
        stay_in_room=rules.stay_in_room and bool(workshop.rooms),
        spare_row=rules.spare_row,
        frozen=frozen,
    )


def _bound(workshop: Workshop, ids: set[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Who hosts and who stays to take notes, each with their table."""
    rules = workshop.seating_rules
    tables = [table for table in workshop.tables_in_order if not table.closed]
    hosted: dict[str, str] = {}
    noted: dict[str, str] = {}
    if rules.hosts in (HostMovement.STAY, HostMovement.ROTATE):
        hosted = {table.host_id: table.id for table in tables if table.host_id in ids}
    if rules.note_takers_stay:
        noted = {
            table.note_taker_id: table.id
            for table in tables
            if table.note_taker_id in ids and table.note_taker_id not in hosted
        }
    return hosted, noted


def _person(
    person: Participant,
    hosts: str | None,
    stays_at: str | None,
    away: frozenset[int] | None,
    spelling: dict[str, str],
    *,
    room: str,
) -> Person:
    """`spelling`: how names were first written, for those that differ in capitals alone."""
    return Person(
        person.id,
        hosts=hosts,
        stays_at=stays_at,
        languages=person.languages,
        organisation=spelling.setdefault(person.organisation.casefold(), person.organisation),
        delegation=spelling.setdefault(person.delegation.casefold(), person.delegation),
        country=person.country,
        region=person.region,
        room=room,
        needs_access=person.needs_access,
        away=away or frozenset(),
    )


def _wishes(workshop: Workshop, ids: set[str]) -> Iterator[Wish]:
    """The wishes, without those who are not there."""
    index = {round_.id: k for k, round_ in enumerate(workshop.rounds_in_order)}
    for wish in workshop.seat_wishes.values():
        there = tuple(each for each in wish.participant_ids if each in ids)
        pairs = wish.type in (WishType.TOGETHER, WishType.APART)
        if len(there) >= (2 if pairs else 1) and not _is_lost(wish, index):
            yield Wish(
                wish.id,
                wish.type,
                there,
                table=wish.table_id,
                theme=wish.theme_id,
                round_index=index[wish.round_id] if wish.round_id else None,
                strength=wish.strength,
                weight=wish.weight,
            )


def _is_lost(wish: SeatWish, rounds: Collection[str]) -> bool:
    return wish.round_id is not None and wish.round_id not in rounds


def _pins(
    workshop: Workshop, ids: set[str], first: int, begun: Mapping[str, int]
) -> Iterator[Pin]:
    """The pinned seats of the rounds that are still to be planned."""
    for index, round_ in enumerate(workshop.rounds_in_order):
        for person in ids if index >= first else ():
            seat = workshop.seats.get(f"{round_.id}/{person}")
            if seat is None or index < begun.get(workshop.room_of(seat.table_id), 0):
                continue
            if seat.pinned:
                yield Pin(person, index, seat.table_id)


@contextmanager
def in_names(workshop: Workshop) -> Iterator[None]:
    """Let a refusal of the planner speak of people by name and of tables by number."""
    try:
        yield
    except RuleBroken as refusal:
        for key, value in refusal.params.items():
            if value in workshop.participants:
                refusal.params[key] = workshop.participants[str(value)].name
            elif value in workshop.tables:
                refusal.params[key] = workshop.tables[str(value)].number
            elif key == "name" and value in workshop.themes:
                refusal.params[key] = workshop.themes[str(value)].name
        raise
