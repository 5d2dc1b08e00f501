"""Where the plan of the rounds to come no longer fits who is in the room."""

from dataclasses import dataclass

from worldcafe.domain.clock import rounds_to_come_by_room
from worldcafe.domain.model import Participant
from worldcafe.domain.vocabulary import Presence
from worldcafe.domain.workshop import Workshop


@dataclass(frozen=True)
class PlanGaps:
    """What a repair would mend."""

    absent: tuple[Participant, ...] = ()
    """They are not coming and still have a seat."""
    unseated: tuple[Participant, ...] = ()
    """They have no seat."""
    closed: tuple[int, ...] = ()
    """The numbers of tables that are closed and still have people."""

    def __bool__(self) -> bool:
        return bool(self.absent or self.unseated or self.closed)


def plan_gaps(workshop: Workshop) -> PlanGaps:
    """What a repair would mend; nothing where there is no plan, or no round to come."""
    rounds = _to_come(workshop)
    if not any(rounds.values()) or not workshop.seats:
        return PlanGaps()
    seats = [
        seat
        for seat in workshop.seats.values()
        if seat.round_id in rounds[workshop.room_of(seat.table_id)]
    ]
    seated = {seat.participant_id for seat in seats}
    used = {seat.table_id for seat in seats}
    return PlanGaps(
        absent=tuple(
            person
            for person in workshop.participants_in_order
            if person.presence is Presence.ABSENT and person.id in seated
        ),
        unseated=tuple(person for person, _round_id in unseated(workshop)),
        closed=tuple(
            table.number
            for table in workshop.tables_in_order
            if table.closed and table.id in used
        ),
    )


def unseated(workshop: Workshop) -> tuple[tuple[Participant, str], ...]:
    """Whoever should have a seat in a round to come and lacks one, with the first such round.

    What is over cannot be seated any more. Where rooms are not in step, whoever has no room
    yet waits for a round that is to come in all of them.
    """
    rounds, seats = _to_come(workshop), workshop.seats

    def lacks(person: Participant) -> str | None:
        room = workshop.home_of(person.id) if workshop.is_apart else ""
        for each in rounds[room]:
            if f"{each}/{person.id}" not in seats:
                return each
        return None

    first = ((person, lacks(person)) for person in workshop.people_to_seat)
    return tuple((person, round_id) for person, round_id in first if round_id)


def _to_come(workshop: Workshop) -> dict[str, list[str]]:
    """The ids of the rounds to come, by room."""
    by_room = rounds_to_come_by_room(workshop)
    return {room: [each.id for each in rounds] for room, rounds in by_room.items()}
