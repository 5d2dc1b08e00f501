"""Which person takes which route of a finished structure.

Whole itineraries change hands, so nobody meets anybody more often and nobody returns to more
tables than the structure has it: casting cannot spoil it.
"""

from collections.abc import Callable, Iterator, Sequence
from math import exp
from random import Random

from worldcafe.domain.rotation.rules.rulebook import split
from worldcafe.domain.rotation.rules.sittings import Sittings

HARD_WEIGHT = 40
"""What a hard rule weighs in the search, where a wish weighs 1 to 10."""
DIRECTED = 0.8
PULSE = 50
TRIES = 8


class Casting:
    """People on routes, changed two people at a time."""

    def __init__(self, sittings: Sittings, cast: Sequence[int], rng: Random) -> None:
        """`cast`: the people who take the routes; all others stay where they are."""
        self.sittings = sittings
        self.cast = list(cast)
        self.rng = rng
        self.best = sittings.rules
        self.best_tables = [list(tables) for tables in sittings.tables]

    def run(
        self, length: int, heat: tuple[float, float], should_stop: Callable[[], bool]
    ) -> Iterator[float]:
        """Exchange itineraries for so many proposals, cooling from one heat to the other.

        Yields now and then which share is done. Ends early when nothing costs any more.
        """
        hot, cold = heat
        temperature = hot
        sittings, random = self.sittings, self.rng.random
        for done in range(length):
            if done % PULSE == 0:
                if len(self.cast) < 2 or self.best <= 0 or should_stop():
                    return
                temperature = hot * (cold / hot) ** (done / length)
                yield done / length
            one, other = self.propose()
            if one == other:
                continue
            cost = self.change(one, other)
            hard, wished = split(cost)
            energy = hard * HARD_WEIGHT + wished
            if energy <= 0 or random() < exp(-energy / temperature):
                self.exchange(one, other)
                sittings.rules += cost
                if sittings.rules < self.best:
                    self.best = sittings.rules
                    self.best_tables = [list(tables) for tables in sittings.tables]

    def propose(self) -> tuple[int, int]:
        """Two people, the first mostly one whom something costs, the second on a route that
        they, and who takes theirs, may take.
        """
        random, cast = self.rng.random, self.cast
        one = cast[int(random() * len(cast))]
        if random() < DIRECTED:
            for _ in range(TRIES):
                round_index = int(random() * self.sittings.n_rounds)
                if self.sittings.fit(round_index, one) > 0:
                    break
                one = cast[int(random() * len(cast))]
        other = one
        for _ in range(TRIES):
            other = cast[int(random() * len(cast))]
            if other != one and self._may_change(one, other):
                break
        return one, other

    def _may_change(self, one: int, other: int) -> bool:
        """Whether an exchange brings nobody to more tables that must not be."""
        change = 0
        for places, tables in zip(self.sittings.book.place, self.sittings.tables, strict=True):
            here, there = tables[one], tables[other]
            first, second = places[one], places[other]
            if first:
                change += (first[there] >> 32) - (first[here] >> 32)
            if second:
                change += (second[here] >> 32) - (second[there] >> 32)
        return change <= 0

    def change(self, one: int, other: int) -> int:
        """What an exchange of two itineraries adds to the cost."""
        sittings = self.sittings
        cost = 0
        for round_index, tables in enumerate(sittings.tables):
            if tables[one] != tables[other]:
                cost += sittings.exchange_cost(round_index, one, other)
        seeks = sittings.book.seeks
        if one in seeks or other in seeks:
            first, second = sittings.route(one), sittings.route(other)
            for person, old, new in ((one, first, second), (other, second, first)):
                if person in seeks:
                    cost += sittings.seeking(person, new) - sittings.seeking(person, old)
        return cost

    def exchange(self, one: int, other: int) -> None:
        """Let two people change itineraries."""
        sittings = self.sittings
        for round_index, tables in enumerate(sittings.tables):
            here, there = tables[one], tables[other]
            if here != there:
                sittings.put(round_index, one, there)
                sittings.put(round_index, other, here)
                sittings.regroup(round_index, here, there)
