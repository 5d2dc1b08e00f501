"""Local search for seatings that no formula gives.

For every round, table and traveller it is known what it would cost the traveller to sit at
the table, with those who sit there now; an exchange of two seats is then weighed by four
look-ups, and one step of the search weighs the exchanges of one seat with all others at
once and draws among them. Only when an exchange is made are the costs brought up to date.

What should not happen twice costs alike: a return to a table or a theme counts for several
repeated encounters ("a revisit weighs 2 repeats, not 4", `rotation.md`; more only where two
do not suffice).
"""

from bisect import bisect
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from math import exp
from random import Random

from worldcafe.domain.rotation.room import Room, Routes
from worldcafe.domain.rotation.terms import Objective

UNIT = 4
"""What a repeated encounter costs, so that less can be told from nothing."""
TOO_OFTEN = 1
"""What the third meeting of two costs more, when fair, the fourth four times that, and so on:
among plans with as many coincidences those are better in which nobody stays with anybody."""
DIRECTED = 0.8
"""Share of steps that start from somebody who now meets somebody again."""
Heat = tuple[float, float]
"""Temperatures from which and to which a search cools, in repeated encounters."""
PULSE = 60
"""Steps between two changes of temperature, and looks at the stop sign."""
WINDOW = 160
"""Seats that are weighed in one step; in larger rooms it is a part of them."""
STALE = 8
"""Exchanges after which those who meet somebody again are looked up anew."""
PAUSE = 5
"""Steps between two reports of a cost that was not as low before."""
COLDEST = 16.0
"""Beyond so many temperatures a worse exchange is never made."""


def prices_of_meetings(room: Room) -> list[int]:
    """What one more meeting costs two who meet so many times in other rounds."""
    if room.objective is Objective.CONTACTS:
        return [UNIT * min(times, 1) for times in range(room.n_rounds + 1)]
    return [UNIT * n + TOO_OFTEN * max(0, n - 1) ** 2 for n in range(room.n_rounds + 1)]


def themes_are_late(room: Room) -> bool:
    """Whether some meet a theme again before they have met all, though the day is longer.

    Where a theme has too many seats for its turn. Then early returns are worse than late.
    """
    return room.n_rounds > room.n_named_themes and room.fewest_avoidable_theme_revisits > 0


class Seating:
    """A seating that can be changed two seats at a time, with its cost kept up to date.

    Where some tables take one traveller more than others, their empty chairs are numbered
    like travellers, so that changing chairs with nobody is an exchange too.
    """

    def __init__(self, room: Room, routes: Routes, weight: int = 2 * UNIT) -> None:
        """`weight`: what a return to a table or theme costs."""
        self.room = room
        self.weight = weight
        self.n = room.n_travellers
        n_chairs = len(room.roomy) - room.n_extra if room.n_extra else 0
        self.n_all = self.n + n_chairs
        self.roomy = frozenset(room.roomy if n_chairs else ())
        self.again = prices_of_meetings(room)
        self.tables: list[list[int]] = []
        """By round, the table of each traveller and empty chair."""
        self.members: list[list[list[int]]] = []
        """By round and table, who sits there."""
        for round_index in range(room.n_rounds):
            self._seat(routes, round_index)
        self.met = [bytearray(self.n_all) for _ in range(self.n_all)]
        """How often two meet."""
        self.costs = [[[0] * self.n_all for _ in room.capacities] for _ in range(room.n_rounds)]
        """By round, table and traveller, what it costs them to sit there."""
        self._at = [
            [costs[tables[p]] for costs, tables in zip(self.costs, self.tables, strict=True)]
            for p in range(self.n)
        ]
        """By traveller and round, the costs at the table where they sit."""
        self._nowhere = [0] * self.n_all
        self._among = self._company = 0
        self._returns = self._theme_returns = 0
        self._steps_up, self._steps_down = self._steps()
        self._count_meetings()
        self._count_visits()

    def _seat(self, routes: Routes, round_index: int) -> None:
        room = self.room
        tables = [route[round_index] for route in routes]
        members: list[list[int]] = [[] for _ in room.capacities]
        for person, table in enumerate(tables):
            members[table].append(person)
        if self.roomy:
            short = [t for t in room.roomy if len(members[t]) == room.level]
            for chair, table in enumerate(short, self.n):
                members[table].append(chair)
            tables += short
        self.tables.append(tables)
        self.members.append(members)

    def _steps(self) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """How the cost of a meeting changes when the pair meets once more, or once less.

        By their meetings before: in the rounds in which they sit apart, and together.
        """
        cost = [0, *self.again]
        n_rounds = self.room.n_rounds
        rise = [cost[m + 1] - cost[m] for m in range(n_rounds + 1)]
        up = [(rise[m + 1], rise[m]) for m in range(n_rounds)]
        down = [(0, 0)] + [(-rise[m], -rise[m - 1]) for m in range(1, n_rounds + 1)]
        return up, down

    def _count_meetings(self) -> None:
        n, met, again = self.n, self.met, self.again
        for members in self.members:
            for sitting in members:
                people = [person for person in sitting if person < n]
                for person in people:
                    row = met[person]
                    for mate in people:
                        row[mate] += mate != person
        twice = 0
        for person in range(n):
            row, mine = met[person], self._at[person]
            for mate in self._mates(person):
                if times := row[mate]:
                    twice += sum(again[:times])
                    for here, there in zip(mine, self._at[mate], strict=True):
                        there[person] += again[times - 1 if here is there else times]
        self._among = twice // 2

    def _count_visits(self) -> None:
        room = self.room
        self._visits = [[0] * room.n_tables for _ in range(self.n)]
        self._of_theme: list[list[int]] = [[] for _ in range(max(room.themes) + 1)]
        for table, theme in enumerate(room.themes):
            self._of_theme[theme].append(table)
        self._late = themes_are_late(room)
        self._pull = [
            [self._weight_of_theme(max(one, other)) for other in range(room.n_rounds)]
            for one in range(room.n_rounds)
        ]
        """By two rounds, what it costs to meet the same theme in both."""
        for round_index, tables in enumerate(self.tables):
            for person in range(self.n):
                self._visit(person, tables[person], round_index, 1, range(round_index))
        if room.shares_themes:
            self._theme_returns = sum(map(self._returns_to_themes, range(self.n)))

    def _weight_of_theme(self, later: int) -> int:
        room = self.room
        if not room.shares_themes or later >= room.n_themed_rounds:
            return 0
        return self.weight >> max(0, later - room.n_named_themes + 1) * self._late

    def _returns_to_themes(self, person: int) -> int:
        """How often somebody meets a theme again in the rounds in which none should be."""
        room = self.room
        themes = [room.themes[tables[person]] for tables in self.tables]
        if not self._late:
            themed = themes[: room.n_themed_rounds]
            return len(themed) - len(set(themed))
        met: set[int] = set()
        found = 0
        for theme in themes:
            if theme < room.n_named_themes:
                found += theme in met and len(met) < room.n_named_themes
                met.add(theme)
        return found

    def _mates(self, person: int, without: int = -1) -> set[int]:
        """Those who sit with a person in any round, the person included."""
        mates: set[int] = set()
        for round_index, members in enumerate(self.members):
            if round_index != without:
                mates.update(members[self.tables[round_index][person]])
        return mates

    def routes(self) -> Routes:
        """The seating as it is now."""
        return list(zip(*(tables[: self.n] for tables in self.tables), strict=True))

    def cost(self) -> tuple[int, int]:
        """What the search makes small, among travellers and for returns.

        Among travellers `UNIT` for each coincidence when fair, else for each repeat.
        """
        return self._among, self._company

    def revisits(self) -> tuple[int, int]:
        """How often somebody comes back to a table, and too soon to a theme."""
        return self._returns, self._theme_returns

    def repeats(self) -> int:
        """Repeated encounters, those with hosts included where they are among the people."""
        again = sum(
            (times - 1) * row.count(times)
            for row in self.met
            for times in range(2, self.room.n_rounds + 1)
        )
        return again // 2 + self._returns * self.room.host_counts

    def barred(self, round_index: int, person: int) -> Iterator[int]:
        """Those with whom this person cannot change seats: their table, chairs it lacks."""
        table = self.tables[round_index][person]
        sitting = self.members[round_index][table]
        yield from sitting
        if table not in self.roomy or max(sitting) >= self.n:
            yield from range(self.n, self.n_all)

    def change(self, round_index: int, person: int, other: int) -> int:
        """What an exchange of two seats in a round would add to the cost."""
        tables, costs = self.tables[round_index], self.costs[round_index]
        here, there = costs[tables[person]], costs[tables[other]]
        without_each_other = 2 * self.again[self.met[person][other]]
        return there[person] - here[person] + here[other] - there[other] - without_each_other

    def exchange(self, round_index: int, person: int, other: int) -> None:
        """Let a traveller change seats with another, or with an empty chair."""
        tables, members = self.tables[round_index], self.members[round_index]
        costs = self.costs[round_index]
        here, there = tables[person], tables[other]
        stay, leave = members[here], members[there]
        stay.remove(person)
        leave.remove(other)
        movers = ((person, here, stay, there, leave), (other, there, leave, here, stay))
        people = movers if other < self.n else movers[:1]
        for mover, _, mates, _, _ in people:
            self._at[mover][round_index] = self._nowhere
            self._meet(mover, mates, round_index, -1)
        for mover, origin, _, target, _ in people:
            self._carry(mover, round_index, costs[origin], costs[target])
        others = [k for k in range(len(self.tables)) if k != round_index]
        for mover, origin, _, target, mates in people:
            self._meet(mover, mates, round_index, 1)
            if self.room.shares_themes:
                self._theme_returns -= self._returns_to_themes(mover)
            self._visit(mover, origin, round_index, -1, others)
            self._visit(mover, target, round_index, 1, others)
            self._at[mover][round_index] = costs[target]
        tables[person], tables[other] = there, here
        if self.room.shares_themes:
            self._theme_returns += sum(self._returns_to_themes(row[0]) for row in people)
        stay.append(other)
        leave.append(person)

    def _meet(self, person: int, mates: list[int], round_index: int, step: int) -> None:
        """Somebody without a seat in a round joins (1) or has left (-1) a table's mates."""
        n, met, at, again = self.n, self.met, self._at, self.again
        row, mine = met[person], at[person]
        steps = self._steps_up if step > 0 else self._steps_down
        elsewhere = int(step < 0)
        for mate in mates:
            if mate >= n:
                continue
            times = row[mate]
            row[mate] = met[mate][person] = times + step
            self._among += again[times] if step > 0 else -again[times - 1]
            apart, together = steps[times]
            theirs = at[mate]
            if apart == together or times == elsewhere:
                for here, there in zip(mine, theirs):  # noqa: B905 - the inmost loop
                    there[person] += apart
                    here[mate] += apart
            else:
                for here, there in zip(mine, theirs):  # noqa: B905
                    change = together if here is there else apart
                    there[person] += change
                    here[mate] += change
            theirs[round_index][person] -= apart

    def _carry(self, person: int, round_index: int, here: list[int], there: list[int]) -> None:
        """Move what the company of a person costs others from one table to another."""
        again, row = self.again, self.met[person]
        for mate in self._mates(person, without=round_index):
            cost = again[row[mate]]
            here[mate] -= cost
            there[mate] += cost

    def _visit(
        self, person: int, table: int, round_index: int, step: int, others: Iterable[int]
    ) -> None:
        """Count that a table is visited in a round (1), or no longer (-1).

        `others`: the other rounds that are counted already.
        """
        change = self.weight * step
        before = self._visits[person][table] - (step < 0)
        self._visits[person][table] += step
        if before:
            self._returns += step
            self._company += change * before
        for other, costs in enumerate(self.costs):
            if other != round_index:
                costs[table][person] += change
        if not self.room.shares_themes:
            return
        themes, pull = self.room.themes, self._pull[round_index]
        theme = themes[table]
        siblings = self._of_theme[theme]
        for other in others:
            if themes[self.tables[other][person]] == theme:
                self._company += step * pull[other]
        for other, costs in enumerate(self.costs):
            if other != round_index and pull[other]:
                for sibling in siblings:
                    costs[sibling][person] += step * pull[other]


def anneal(seating: Seating, rng: Random, length: int, heat: Heat) -> Iterator[int]:
    """Improve a seating, cooling from the first heat to the second.

    The length is in seats weighed; making an exchange counts as weighing those that it
    touches. Yields how much of it is done: at first, now and then, and when the cost has
    not been as low before, though not so often that looking would cost more than searching.
    """
    hot, cold = heat
    random = rng.random
    scales = _Scales(seating)
    best = sum(seating.cost())
    done = step = look = 0
    while done < length:
        if step % PULSE == 0:
            scales.set_temperature(UNIT * hot * (cold / hot) ** (done / length))
            yield done
        step += 1
        round_index, person = scales.seat_to_change(random)
        other = scales.partner(round_index, person, random)
        done += scales.n_weighed
        if other is None:
            continue
        seating.exchange(round_index, person, other)
        done += scales.touched
        scales.forget()
        cost = sum(seating.cost())
        if cost < best and step >= look:
            best = cost
            look = step + PAUSE
            yield done
    yield length


class _Scales:
    """Weighs the exchanges of a seating at one temperature."""

    def __init__(self, seating: Seating) -> None:
        self.seating = seating
        room = seating.room
        largest = max(map(len, seating.members[0])) + 1
        self.touched = 12 * room.n_rounds * largest
        self.n_weighed = min(seating.n_all, WINDOW)
        self.without = [2 * cost for cost in seating.again]
        most = largest * seating.again[-1] + 2 * seating.weight * room.n_rounds
        self.most = 4 * most + 4
        self.chances: list[float] = []
        """By the change of the cost, how readily an exchange is made; counted from the end
        where the cost sinks."""
        self.own: list[list[int] | None] = [None] * room.n_rounds
        """By round, what everybody's seat costs; None where it is not known any more."""
        self.meet_again: list[tuple[int, int]] = []
        """Rounds and travellers whose seats cost something."""
        self.stale = 0

    def set_temperature(self, temperature: float) -> None:
        reach = min(self.most, int(temperature * COLDEST) + 1)
        chances = [exp(-change / temperature) for change in range(reach)]
        self.chances = chances + [0.0] * (self.most - reach) + [1.0] * self.most

    def forget(self) -> None:
        """An exchange was made."""
        self.own = [None] * len(self.own)
        self.stale -= 1

    def _own(self, round_index: int) -> list[int]:
        own = self.own[round_index]
        if own is None:
            costs = self.seating.costs[round_index]
            own = [costs[t][p] for p, t in enumerate(self.seating.tables[round_index])]
            self.own[round_index] = own
        return own

    def seat_to_change(self, random: Callable[[], float]) -> tuple[int, int]:
        """A round and a traveller, mostly one who now meets somebody again."""
        n, n_rounds = self.seating.n, len(self.own)
        if self.stale <= 0:
            self.stale = max(STALE, n // 20)
            self.meet_again = [
                (round_index, person)
                for round_index in range(n_rounds)
                for person, cost in enumerate(self._own(round_index))
                if cost
            ]
        if self.meet_again and random() < DIRECTED:
            return self.meet_again[int(random() * len(self.meet_again))]
        return int(random() * n_rounds), int(random() * n)

    def partner(self, round_index: int, person: int, random: Callable[[], float]) -> int | None:
        """With whom this person should change seats, if with anybody."""
        seating, chances, without = self.seating, self.chances, self.without
        tables, costs = seating.tables[round_index], seating.costs[round_index]
        here = costs[tables[person]]
        less = here[person]
        gains = [there[person] - less for there in costs]
        first, behind = 0, seating.n_all
        met = seating.met[person]
        if behind > WINDOW:
            first = int(random() * (behind - WINDOW + 1))
            behind = first + WINDOW
            here, tables, met = here[first:behind], tables[first:behind], met[first:behind]
            own = [costs[table][p] for p, table in enumerate(tables, first)]
        else:
            own = self._own(round_index)
        weights = [
            chances[come - go + gains[table] - without[times]]
            for come, go, table, times in zip(here, own, tables, met)  # noqa: B905
        ]
        for other in seating.barred(round_index, person):
            if first <= other < behind:
                weights[other - first] = 0.0
        total = sum(weights)
        if random() > 1 - exp(-total):
            return None
        chosen = bisect(list(accumulate(weights)), random() * total)
        return first + chosen if chosen < behind - first else None
