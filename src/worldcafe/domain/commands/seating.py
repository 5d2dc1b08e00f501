"""Who sits where."""

from pydantic import Field

from worldcafe.domain.command import Command, Stamp, put, remove
from worldcafe.domain.model import Seat
from worldcafe.domain.refusal import refuse
from worldcafe.domain.workshop import Edit, Workshop


class AdoptSeatingPlan(Command):
    """Take a seating plan for the whole day, with the hosts it is built on."""

    seats: tuple[Seat, ...]
    hosts: dict[str, str] = Field(default_factory=dict)
    """Table id to participant id, for the tables whose host the plan chose."""

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        for table_id, host_id in self.hosts.items():
            if host_id not in workshop.participants:
                refuse("participant_unknown")
            if table_id not in workshop.tables:
                refuse("plan_outdated")
        placed: dict[str, Seat] = {}
        for each in self.seats:
            # The id follows from who and when: nobody can sit twice under two ids.
            seat = Seat.of(each.participant_id, each.table_id, each.round_id)
            if seat.participant_id not in workshop.participants:
                refuse("participant_unknown")
            if seat.table_id not in workshop.tables or seat.round_id not in workshop.rounds:
                refuse("plan_outdated")
            if seat.id in placed:
                name = workshop.participants[seat.participant_id].name
                refuse("seated_twice", name=name)
            placed[seat.id] = seat
        gone = [seat for id, seat in workshop.seats.items() if id not in placed]
        hosted = [
            workshop.tables[table_id].but(host_id=host_id)
            for table_id, host_id in self.hosts.items()
        ]
        return put(workshop, *hosted) + remove(gone) + put(workshop, *placed.values())


class ClearSeating(Command):
    """Put the seating plan away."""

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        return remove(workshop.seats.values())


class MoveSeat(Command):
    """Seat one person at another table in one round."""

    participant_id: str
    round_id: str
    table_id: str

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        if self.participant_id not in workshop.participants:
            refuse("participant_unknown")
        table = workshop.tables.get(self.table_id)
        if table is None:
            refuse("table_unknown")
        if self.round_id not in workshop.rounds:
            refuse("round_unknown")
        seated = workshop.people_at(self.table_id, self.round_id)
        if len(seated) >= table.seats and self.participant_id not in {p.id for p in seated}:
            refuse("table_full", number=table.number, seats=table.seats)
        return put(workshop, Seat.of(self.participant_id, self.table_id, self.round_id))
