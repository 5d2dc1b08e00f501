"""Seats changed by hand: what it would mean, and doing it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from worldcafe.domain.commands import MoveSeat, PinSeats, SwapSeats
from worldcafe.domain.rotation import SeatingPlan, Tally
from worldcafe.domain.seating import seating_now
from worldcafe.domain.vocabulary import HostMovement
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.pages.rotation.effect import Effect, Line, softened, worst_first
from worldcafe.ui.pages.rotation.picker import Choice
from worldcafe.ui.pages.rotation.quality import Difference, difference
from worldcafe.ui.pages.rotation.ranking import Rank, rank
from worldcafe.ui.painting.room_drag import Target
from worldcafe.wording.quality import Severity


class ByHand:
    """Moves, swaps and pins in one state of the workshop."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._words = bridge.words
        self._workshop = bridge.workshop

    @cached_property
    def _plan(self) -> SeatingPlan | None:
        return seating_now(self._workshop)

    def know(self, workshop: Workshop, plan: SeatingPlan | None) -> None:
        """Take the seating of this workshop as it was found out elsewhere already."""
        if workshop is self._workshop:
            self._plan = plan

    @cached_property
    def _round_index(self) -> Mapping[str, int]:
        return {r.id: index for index, r in enumerate(self._workshop.rounds_in_order)}

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
        if self._is_full(table.id, round_id):
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
        words, workshop = self._words, self._workshop
        here = self._table_of(person_id, round_id)
        choices = []
        for table in workshop.tables_in_order:
            if table.id == here or table.closed or self._is_full(table.id, round_id):
                continue
            theme = workshop.theme_of(table.id)
            name = words("Table {number}", number=table.number)
            choices.append(Choice(table.id, f"{name} · {theme.name}" if theme else name))
        return self._ranked(choices, lambda to: self._rank({person_id: to}, round_id))

    def people_to_swap_with(self, person_id: str, round_id: str) -> list[Choice]:
        """Everybody who sits at another table in this round, the best for the plan first."""
        words, here = self._words, self._table_of(person_id, round_id)
        choices = []
        for person in self._workshop.participants_in_order:
            there = self._table_of(person.id, round_id)
            if there and there != here:
                place = words("Table {number}", number=self._workshop.tables[there].number)
                choices.append(Choice(person.id, f"{person.name} · {place}"))
        seats = self._workshop.seats

        def swapped(other: str) -> Rank | None:
            there = seats[f"{round_id}/{other}"].table_id
            return self._rank({person_id: there, other: here}, round_id) if here else None

        return self._ranked(choices, swapped)

    @cached_property
    def _tally(self) -> Tally | None:
        return Tally(self._plan) if self._plan else None

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(p.id for p in self._plan.request.people) if self._plan else frozenset()

    def _rank(self, places: dict[str, str], round_id: str) -> Rank | None:
        """What it costs, in numbers, that these people sit at these tables."""
        if self._tally is None or not places.keys() <= self._known:
            return None
        index = self._round_index[round_id]
        if len(places) == 2:
            one, other = places
            effect = self._tally.effect_of_swap(one, other, index)
        else:
            ((person_id, table_id),) = places.items()
            effect = self._tally.effect_of_move(person_id, index, table_id)
        remarks = [line.severity for line in self._remarks(places, round_id)]
        return rank(effect, self._workshop.seating_rules, remarks)

    @staticmethod
    def _ranked(choices: list[Choice], weigh: Callable[[str], Rank | None]) -> list[Choice]:
        """The choices with their weights, what costs least first."""
        weighed = [(weigh(choice.id), choice) for choice in choices]
        ranked = [(cost, choice) for cost, choice in weighed if cost is not None]
        ranked.sort(key=lambda each: each[0])
        rest = [choice for cost, choice in weighed if cost is None]
        return [replace(choice, severity=cost.severity) for cost, choice in ranked] + rest

    def _way(
        self, person_id: str, target: Target, round_id: str
    ) -> tuple[str | None, str] | None:
        """From which table, if any, to which; None where nobody would move."""
        here = self._table_of(person_id, round_id)
        if target.person_id:
            there = self._table_of(target.person_id, round_id) if here else None
        else:
            there = target.table_id if target.table_id in self._workshop.tables else None
        return (here, there) if there and there != here else None

    def _table_of(self, person_id: str, round_id: str) -> str | None:
        seat = self._workshop.seats.get(f"{round_id}/{person_id}")
        return seat.table_id if seat else None

    def _is_full(self, table_id: str, round_id: str) -> bool:
        table = self._workshop.tables[table_id]
        return len(self._workshop.people_at(table_id, round_id)) >= table.seats

    def _told(self, title: str, places: dict[str, str], round_id: str) -> Effect:
        """The effect of these people sitting at these tables."""
        words, found = self._words, self._difference(places, round_id)
        lines = list(self._remarks(places, round_id))
        lines += [Line(trouble.severity, trouble.text) for trouble in found.worse]
        lines += [
            Line(Severity.GOOD, words("No longer: {trouble}", trouble=trouble.text))
            for trouble in found.better
        ]
        cost = self._rank(places, round_id)
        worse = any(line.severity is not Severity.GOOD for line in lines)
        if not worse:
            lines.append(Line(Severity.GOOD, words("Nothing gets worse.")))
        elif cost is not None:
            lines = [softened(line, cost.severity) for line in lines]
            if cost.severity is Severity.GOOD:
                lines.append(Line(Severity.GOOD, words("In all, nothing gets worse.")))
        return Effect(title, worst_first(lines), severity=cost.severity if cost else None)

    def _remarks(self, places: dict[str, str], round_id: str) -> Iterator[Line]:
        """What no number of the report tells: hosts, pins, closed tables."""
        yield from self._about_hosts(places, round_id)
        yield from self._about_pins(places, round_id)
        yield from self._about_closed(places)

    def _difference(self, places: dict[str, str], round_id: str) -> Difference:
        if self._plan is None or not places.keys() <= self._known:
            return Difference((), ())
        index = self._round_index[round_id]
        return difference(self._workshop, self._plan, index, places, self._words)

    def _about_hosts(self, places: dict[str, str], round_id: str) -> Iterator[Line]:
        words, workshop = self._words, self._workshop
        if workshop.seating_rules.hosts is not HostMovement.STAY:
            return
        for table in workshop.tables_in_order:
            host_id = table.host_id
            if host_id not in places:
                continue
            at_home = self._table_of(host_id, round_id) == table.id
            if at_home == (places[host_id] == table.id):
                continue
            said = {
                "name": workshop.participants[host_id].name,
                "table": table.number,
                "number": workshop.rounds[round_id].number,
            }
            text = words(
                "{name} hosts table {table} but sits elsewhere in round {number}.", **said
            )
            if at_home:
                yield Line(Severity.PROBLEM, text)
            else:
                yield Line(Severity.GOOD, words("No longer: {trouble}", trouble=text))

    def _about_pins(self, places: dict[str, str], round_id: str) -> Iterator[Line]:
        for person_id in places:
            seat = self._workshop.seats.get(f"{round_id}/{person_id}")
            if seat is not None and seat.pinned:
                name = self._workshop.participants[person_id].name
                text = self._words("{name} is pinned; the pin goes along.", name=name)
                yield Line(Severity.ATTENTION, text)

    def _about_closed(self, places: dict[str, str]) -> Iterator[Line]:
        for table_id in dict.fromkeys(places.values()):
            table = self._workshop.tables[table_id]
            if table.closed:
                text = self._words("Table {table} is closed.", table=table.number)
                yield Line(Severity.PROBLEM, text)
