"""Local search for seatings that no formula gives.

Everything that should not happen twice is a meeting of two: a table revisited is a second
meeting with its host, a theme revisited a second meeting with the theme. So each table
carries, besides its travellers, fixed company: the host and the theme, who count for
several people each ("a revisit weighs 2 repeats, not 4", `rotation.md`; more only where two
do not suffice). A set of people is an integer with a bit for each, and what a seat costs is
a population count.
"""

from collections.abc import Iterator
from math import exp
from random import Random

from worldcafe.domain.rotation.request import Objective
from worldcafe.domain.rotation.room import Room, Routes

DIRECTED = 0.8
"""Share of proposals that start from somebody who now meets somebody again."""
Heat = tuple[float, float]
"""Temperatures from which and to which a search cools."""
PULSE = 200
"""Proposals between two changes of temperature, and looks at the stop sign."""


class Seating:
    """A seating that can be changed two seats at a time, with its cost kept up to date.

    Where some tables take one traveller more than others, their empty chairs are numbered
    like travellers, so that changing chairs with nobody is an exchange too.
    """

    def __init__(self, room: Room, routes: Routes, weight: int = 2) -> None:
        self.room = room
        self.weight = weight
        self.fair = room.objective is Objective.FAIR
        self.n = room.n_travellers
        self.n_chairs = len(room.roomy) - room.n_extra if room.n_extra else 0
        self.roomy = frozenset(room.roomy)
        self.bits = [1 << person for person in range(self.n)] + [0] * self.n_chairs
        self._lay_company()
        self.tables: list[list[int]] = []
        """By round, the table of each traveller and empty chair."""
        self.members: list[list[list[int]]] = []
        """By round and table, who sits there."""
        self.masks: list[list[int]] = []
        """By round and table, the same as bits, with the fixed company."""
        self.met: list[list[int]] = [[0] * len(self.bits) for _ in range(room.n_rounds)]
        """`met[k][p]`: those whom p meets more than k times."""
        self._seat(routes)

    def _lay_company(self) -> None:
        room = self.room
        after_hosts = self.n + self.weight * room.n_tables
        counted = (1 << self.weight) - 1
        self.theme_bits = 0
        self.company: list[tuple[int, int]] = []
        """For each table, what it counts for beside its travellers: later, and while themed."""
        for table in range(room.n_tables):
            hosting = counted << (self.n + self.weight * table)
            themed = 0
            if room.shares_themes:
                themed = counted << (after_hosts + self.weight * room.themes[table])
            self.theme_bits |= themed
            self.company.append((hosting, hosting | themed))
        self.host_bits = ((1 << after_hosts) - 1) ^ ((1 << self.n) - 1)

    def _seat(self, routes: Routes) -> None:
        room = self.room
        for round_ in range(room.n_rounds):
            tables = [route[round_] for route in routes]
            members: list[list[int]] = [[] for _ in range(room.n_tables)]
            for person, table in enumerate(tables):
                members[table].append(person)
            if room.n_extra:
                short = [t for t in room.roomy if len(members[t]) == room.level]
                for chair, table in enumerate(short, self.n):
                    members[table].append(chair)
                tables += short
            themed = round_ < room.n_themed_rounds
            masks = [
                sum(self.bits[person] for person in sitting) | self.company[table][themed]
                for table, sitting in enumerate(members)
            ]
            self.tables.append(tables)
            self.members.append(members)
            self.masks.append(masks)
            for person in range(self.n):
                self._join(person, masks[tables[person]] ^ self.bits[person])

    def _join(self, person: int, group: int) -> None:
        times = 0
        while group:
            level = self.met[times]
            already = level[person]
            level[person] = already | group
            group &= already
            times += 1

    def _leave(self, person: int, group: int) -> None:
        met = self.met
        times = 0
        while group:
            stays = met[times + 1][person] & group if times + 1 < len(met) else 0
            met[times][person] ^= group ^ stays
            group = stays
            times += 1

    def routes(self) -> Routes:
        """The seating as it is now."""
        return list(zip(*(tables[: self.n] for tables in self.tables), strict=True))

    def cost(self) -> tuple[int, int]:
        """What the search makes small, among travellers and with the fixed company.

        Repeats; or when fair, coincidences and with them the meetings beyond the second.
        """
        people = (1 << self.n) - 1
        among = whole = 0
        for already, level in enumerate(self.met):
            weight = already + (already > 1) if self.fair else min(already, 1)
            for mask in level if weight else ():
                among += weight * (mask & people).bit_count()
                whole += weight * mask.bit_count()
        return among // 2, whole - among

    def revisits(self) -> tuple[int, int]:
        """How often somebody comes back to a table, and to a theme."""
        tables = themes = 0
        for level in self.met[1:]:
            for mask in level:
                tables += (mask & self.host_bits).bit_count()
                themes += (mask & self.theme_bits).bit_count()
        return tables // self.weight, themes // self.weight

    def repeats(self) -> int:
        """Repeated encounters, those with hosts included where they are among the people."""
        people = (1 << self.n) - 1
        pairs = sum((mask & people).bit_count() for level in self.met[1:] for mask in level)
        return pairs // 2 + self.revisits()[0] * self.room.host_counts

    def change(self, round_: int, one: int, other: int) -> int:
        """What an exchange of two seats in a round would add to the cost."""
        tables = self.tables[round_]
        masks = self.masks[round_]
        here = masks[tables[one]] ^ self.bits[one]
        there = masks[tables[other]] ^ self.bits[other]
        common = here & there
        if common:  # both tables have the same theme
            here ^= common
            there ^= common
        return (
            self._meetings(one, there, beyond=0)
            - self._meetings(one, here, beyond=1)
            + self._meetings(other, here, beyond=0)
            - self._meetings(other, there, beyond=1)
        )

    def _meetings(self, person: int, group: int, *, beyond: int) -> int:
        """What one meeting with each of a group costs: the next (beyond 0) or the last (1)."""
        again = self.met[beyond][person] & group
        if not again:
            return 0
        total = again.bit_count()
        if self.fair and beyond + 1 < len(self.met):
            again &= self.met[beyond + 1][person]
            if again:
                total += 2 * again.bit_count()
                for level in self.met[beyond + 2 :]:
                    total += (level[person] & again).bit_count()
        return total

    def exchange(self, round_: int, one: int, other: int) -> None:
        """Let two change seats in a round."""
        tables = self.tables[round_]
        for person, table, into in (
            (one, tables[one], tables[other]),
            (other, tables[other], tables[one]),
        ):
            sitting = self.members[round_][table]
            sitting.remove(person)
            self.masks[round_][table] ^= self.bits[person]
            self._part(person, sitting, self.masks[round_][table])
            tables[person] = into
        for person in (one, other):
            table = tables[person]
            sitting = self.members[round_][table]
            self._unite(person, sitting, self.masks[round_][table])
            sitting.append(person)
            self.masks[round_][table] |= self.bits[person]

    def _part(self, person: int, sitting: list[int], group: int) -> None:
        bit = self.bits[person]
        if not bit:
            return
        self._leave(person, group)
        for mate in sitting:
            if mate < self.n:
                self._leave(mate, bit)

    def _unite(self, person: int, sitting: list[int], group: int) -> None:
        bit = self.bits[person]
        if not bit:
            return
        self._join(person, group)
        for mate in sitting:
            if mate < self.n:
                self._join(mate, bit)

    def propose(self, rng: Random) -> tuple[int, int, int] | None:
        """Round and two who might change seats, mostly to part somebody from one met again."""
        random, n_rounds, n_all = rng.random, self.room.n_rounds, len(self.bits)
        one = int(random() * n_all)
        round_ = int(random() * n_rounds)
        if random() < DIRECTED:
            again = self.met[1]
            for _ in range(12):
                if again[one]:
                    break
                one = int(random() * n_all)
            round_ = self._round_of(one, again[one], round_)
        other = int(random() * n_all)
        if self.tables[round_][one] == self.tables[round_][other]:
            return None
        if self.n_chairs and (one >= self.n or other >= self.n):
            table = self.tables[round_][min(one, other)]
            if table not in self.roomy or max(self.members[round_][table]) >= self.n:
                return None  # this table has no chair to spare, or one is empty already
        return round_, one, other

    def _round_of(self, person: int, again: int, first: int) -> int:
        """A round in which the person sits with one of those met again, from `first` on."""
        n_rounds = self.room.n_rounds
        for step in range(n_rounds if again else 0):
            round_ = (first + step) % n_rounds
            if self.masks[round_][self.tables[round_][person]] & again:
                return round_
        return first


def anneal(seating: Seating, rng: Random, length: int, heat: Heat) -> Iterator[int]:
    """Improve a seating by so many proposals, cooling from the first heat to the second.

    Yields the proposals made: at first, now and then, and when the cost has not been as
    low before, though not so often that looking would cost more than searching.
    """
    hot, cold = heat
    cost = best = sum(seating.cost())
    pause = seating.n // 4
    look = temperature = 0.0
    for done in range(length):
        if done % PULSE == 0:
            temperature = hot * (cold / hot) ** (done / length)
            yield done
        elif cost < best and done >= look:
            best = cost
            look = done + pause
            yield done
        proposal = seating.propose(rng)
        if proposal is None:
            continue
        change = seating.change(*proposal)
        if change <= 0 or rng.random() < exp(-change / temperature):
            seating.exchange(*proposal)
            cost += change
    yield length
