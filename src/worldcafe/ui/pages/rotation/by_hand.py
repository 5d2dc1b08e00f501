"""Seats changed by hand: what it would mean, and doing it."""

from worldcafe.domain.commands import MoveSeat, PinSeats, SwapSeats
from worldcafe.domain.rotation import SeatingPlan
from worldcafe.domain.seat_changes import Rank, SeatChanges
from worldcafe.domain.vocabulary import Severity
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.pages.rotation.picker import Choice
from worldcafe.ui.painting.room_drag import Target
from worldcafe.wording.troubles import Effect, Line, effect_of


class ByHand:
    """Moves, swaps and pins in one state of the workshop."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._words = bridge.words
        self._workshop = bridge.workshop
        self._changes = SeatChanges(bridge.workshop)

    def know(self, workshop: Workshop, plan: SeatingPlan | None) -> None:
        """Take the seating of this workshop as it was found out elsewhere already."""
        if workshop is self._workshop:
            self._changes.know(plan)

    def effect(self, person_id: str, target: Target, round_id: str) -> Effect | None:
        """What setting this person down there would mean; None where nothing would change."""
        words, workshop = self._words, self._workshop
        way = self._way(person_id, target, round_id)
        if way is None:
            return None
        here, there = way
        name = workshop.participants[person_id].name
        if target.person_id and here:
            other = workshop.participants[target.person_id].name
            title = words("Swap {one} and {other}", one=name, other=other)
            return self._told(title, {person_id: there, target.person_id: here}, round_id)
        table = workshop.tables[there]
        title = words("Move {name} to table {table}", name=name, table=table.number)
        if self._changes.is_full(table.id, round_id):
            full = words(
                "Table {table} is full. Let them go on a person to swap.", table=table.number
            )
            return Effect(title, (Line(Severity.PROBLEM, full),))
        return self._told(title, {person_id: table.id}, round_id)

    def seat(self, person_id: str, target: Target, round_id: str) -> None:
        """Move, or swap."""
        if self._way(person_id, target, round_id) is None:
            return
        words, name = self._words, self._workshop.participants[person_id].name
        if target.person_id:
            other = self._workshop.participants[target.person_id].name
            self._bridge.do(
                SwapSeats(
                    participant_id=person_id, other_id=target.person_id, round_id=round_id
                ),
                told=words("{one} and {other} have swapped seats.", one=name, other=other),
            )
        else:
            number = self._workshop.tables[target.table_id].number
            self._bridge.do(
                MoveSeat(participant_id=person_id, round_id=round_id, table_id=target.table_id),
                told=words("{name} sits at table {table} now.", name=name, table=number),
            )

    def pin(self, people: tuple[str, ...], round_id: str) -> None:
        """Pin these people to their seats in this round; let them go if all are pinned."""
        ids = [f"{round_id}/{person_id}" for person_id in people]
        seats = [self._workshop.seats[each] for each in ids if each in self._workshop.seats]
        if seats:
            pinned = not all(seat.pinned for seat in seats)
            self._bridge.do(
                PinSeats(seat_ids=frozenset(seat.id for seat in seats), pinned=pinned)
            )

    def pin_all(self, people: tuple[str, ...], *, pinned: bool) -> None:
        """Pin these people to their seats all day, or let them go."""
        seats = [s for s in self._workshop.seats.values() if s.participant_id in people]
        if seats:
            ids = frozenset(seat.id for seat in seats)
            self._bridge.do(PinSeats(seat_ids=ids, pinned=pinned))

    def tables_to_move_to(self, person_id: str, round_id: str) -> list[Choice]:
        """The tables with a free chair in this round, the best for the plan first."""
        found = self._changes.tables_to_move_to(person_id, round_id)
        choices = []
        for table, cost in found:
            theme = self._workshop.theme_of(table.id)
            name = self._words("Table {number}", number=table.number)
            text = f"{name} · {theme.name}" if theme else name
            choices.append(Choice(table.id, text, _severity(cost)))
        return choices

    def people_to_swap_with(self, person_id: str, round_id: str) -> list[Choice]:
        """Everybody who sits at another table in this round, the best for the plan first."""
        choices = []
        for person, cost in self._changes.people_to_swap_with(person_id, round_id):
            there = self._changes.table_of(person.id, round_id) or ""
            place = self._words("Table {number}", number=self._workshop.tables[there].number)
            choices.append(Choice(person.id, f"{person.name} · {place}", _severity(cost)))
        return choices

    def _way(
        self, person_id: str, target: Target, round_id: str
    ) -> tuple[str | None, str] | None:
        """From which table, if any, to which; None where nobody would move."""
        here = self._changes.table_of(person_id, round_id)
        if target.person_id:
            there = self._changes.table_of(target.person_id, round_id) if here else None
        else:
            there = target.table_id if target.table_id in self._workshop.tables else None
        return (here, there) if there and there != here else None

    def _told(self, title: str, places: dict[str, str], round_id: str) -> Effect:
        """The effect of these people sitting at these tables."""
        found = self._changes.difference(places, round_id)
        cost = self._changes.rank(places, round_id)
        return effect_of(title, found, cost, self._workshop, self._words)


def _severity(cost: Rank | None) -> Severity | None:
    return cost.severity if cost else None
