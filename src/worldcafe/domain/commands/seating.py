"""Who sits where."""

from pydantic import Field

from worldcafe.domain.command import Command, Stamp, put, remove
from worldcafe.domain.edits import Edit
from worldcafe.domain.model import Seat, SeatingRules, SeatWish
from worldcafe.domain.refusal import refuse
from worldcafe.domain.table_languages import proposed_languages
from worldcafe.domain.vocabulary import WishType
from worldcafe.domain.workshop import Workshop


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
            seat = Seat.of(
                each.participant_id, each.table_id, each.round_id, pinned=each.pinned
            )
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
        if table.closed:
            refuse("table_closed", number=table.number)
        seated = workshop.people_at(self.table_id, self.round_id)
        if len(seated) >= table.seats and self.participant_id not in {p.id for p in seated}:
            refuse("table_full", number=table.number, seats=table.seats)
        return put(workshop, _moved(workshop, self.participant_id, self.round_id, table.id))


class SwapSeats(Command):
    """Let two people change places in one round."""

    participant_id: str
    other_id: str
    round_id: str

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        one = workshop.seats.get(f"{self.round_id}/{self.participant_id}")
        other = workshop.seats.get(f"{self.round_id}/{self.other_id}")
        if one is None or other is None:
            refuse("seat_unknown")
        return put(workshop, one.but(table_id=other.table_id), other.but(table_id=one.table_id))


class PinSeats(Command):
    """Pin people to their places, or let them go: a new plan leaves pinned ones alone."""

    seat_ids: frozenset[str]
    pinned: bool = True

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        if not self.seat_ids <= workshop.seats.keys():
            refuse("seat_unknown")
        seats = (workshop.seats[seat_id] for seat_id in sorted(self.seat_ids))
        return put(workshop, *(seat.but(pinned=self.pinned) for seat in seats))


class SetSeatingRules(Command):
    """Say what a seating plan has to respect."""

    rules: SeatingRules

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        if workshop.is_apart and not self.rules.stay_in_room:
            refuse("clocks_need_staying")
        return put(workshop, self.rules)


class SpreadLanguages(Command):
    """Give the tables without languages those of their hosts and of the people who need them.

    `anew`: give all open tables their languages, whatever they have now.
    """

    anew: bool = False

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        proposed = proposed_languages(workshop, anew=self.anew)
        tables = (workshop.tables[table_id] for table_id in proposed)
        return put(workshop, *(table.but(languages=proposed[table.id]) for table in tables))


class PutSeatWish(Command):
    """Ask for people to sit together, apart, or at some table or theme."""

    wish: SeatWish

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        wish = self.wish
        people = set(wish.participant_ids)
        pairs = wish.type in (WishType.TOGETHER, WishType.APART)
        if len(people) < (2 if pairs else 1):
            refuse("wish_about_too_few")
        if wish.type is WishType.AT_TABLE and wish.table_id not in workshop.tables:
            refuse("table_unknown")
        if wish.type is WishType.AT_THEME and wish.theme_id not in workshop.themes:
            refuse("theme_unknown")
        return put(workshop, wish)


class RemoveSeatWishes(Command):
    """Ask for these no longer."""

    wish_ids: frozenset[str]

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        known = workshop.seat_wishes
        return remove(known[wish_id] for wish_id in sorted(self.wish_ids & known.keys()))


def _moved(workshop: Workshop, participant_id: str, round_id: str, table_id: str) -> Seat:
    """The seat at another table; a pin goes with the person who was moved by hand."""
    seat = Seat.of(participant_id, table_id, round_id)
    before = workshop.seats.get(seat.id)
    return seat.but(pinned=before is not None and before.pinned)
