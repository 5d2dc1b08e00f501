"""Search for a difference matrix, or for one that is nearly one.

What a matrix lacks is counted in collisions: a difference of two rows that comes twice is
T encounters repeated.
"""

from collections.abc import Callable
from math import exp, prod
from random import Random

from worldcafe.domain.rotation.algebra import (
    Matrix,
    Moduli,
    Skeleton,
    add,
    developed,
    prime_powers,
)

STEPS = 60_000
"""Proposals for one group; the effort is fixed so that the same seed gives the same plan."""
STEPS_BETWEEN_LOOKS = 1_000
HOT, COLD = 1.2, 0.15
HOST_COLLISION = 3
"""How much worse than a repeat among travellers it is to come back to a table."""


def nearest_skeleton(
    n_tables: int, n_rows: int, n_rounds: int, rng: Random, should_stop: Callable[[], bool]
) -> Skeleton:
    """The skeleton with fewest collisions that a short search finds."""
    groups: list[Moduli] = [(n_tables,)]
    elementary = tuple(p for p, k in prime_powers(n_tables) for _ in range(k))
    if n_tables <= 40 and len(elementary) > 1:
        groups.insert(0, elementary)
    best: tuple[int, Moduli, Matrix] | None = None
    for moduli in groups:
        collisions, matrix = _anneal(_Search(moduli, n_rows, n_rounds, rng), should_stop)
        if best is None or collisions < best[0]:
            best = collisions, moduli, matrix
        if not collisions or should_stop():
            break
    assert best
    return developed(best[1], best[2])


class _Search:
    """A matrix, the hosts' row of zeros on top, and how often each difference comes."""

    def __init__(self, moduli: Moduli, n_rows: int, n_rounds: int, rng: Random) -> None:
        self.order = prod(moduli)
        self.rng = rng
        elements = range(self.order)
        negative = {a: b for a in elements for b in elements if not add(moduli, a, b)}
        self.minus = [[add(moduli, a, negative[b]) for b in elements] for a in elements]
        self.rows = [[0] * n_rounds]
        for _ in range(n_rows):
            self.rows.append([0, *rng.choices(elements, k=n_rounds - 1)])
        self.counts = [
            [self._differences(one, other) for other in self.rows] for one in self.rows
        ]

    def _differences(self, one: list[int], other: list[int]) -> list[int]:
        counts = [0] * self.order
        for a, b in zip(one, other, strict=True):
            counts[self.minus[a][b]] += 1
        return counts

    def collisions(self) -> int:
        return sum(
            (HOST_COLLISION if other == 0 else 1) * count * (count - 1) // 2
            for one in range(len(self.rows))
            for other in range(one)
            for count in self.counts[one][other]
        )

    def change(self, row: int, column: int, value: int) -> int:
        """What another value in one place would add to the collisions."""
        now, then = self.minus[self.rows[row][column]], self.minus[value]
        change = 0
        for other, (their, counts) in enumerate(zip(self.rows, self.counts[row], strict=True)):
            if other != row:
                theirs = their[column]
                more = counts[then[theirs]] - counts[now[theirs]] + 1
                change += more if other else HOST_COLLISION * more
        return change

    def put(self, row: int, column: int, value: int) -> None:
        """Set the value in one place."""
        before = self.rows[row][column]
        for other, their in enumerate(self.rows):
            if other != row:
                theirs = their[column]
                self.counts[row][other][self.minus[before][theirs]] -= 1
                self.counts[row][other][self.minus[value][theirs]] += 1
                self.counts[other][row][self.minus[theirs][before]] -= 1
                self.counts[other][row][self.minus[theirs][value]] += 1
        self.rows[row][column] = value


def _anneal(search: _Search, should_stop: Callable[[], bool]) -> tuple[int, Matrix]:
    """The fewest collisions reached, and the travellers' rows that have them."""
    rng, n_rounds = search.rng, len(search.rows[0])
    collisions = search.collisions()
    best = collisions, [list(row) for row in search.rows[1:]]
    for step in range(STEPS):
        if not collisions or (step % STEPS_BETWEEN_LOOKS == 0 and should_stop()):
            break
        row, column = rng.randrange(1, len(search.rows)), rng.randrange(1, n_rounds)
        value = rng.randrange(search.order)
        if value == search.rows[row][column]:
            continue
        change = search.change(row, column, value)
        heat = HOT * (COLD / HOT) ** (step / STEPS)
        if change <= 0 or rng.random() < exp(-change / heat):
            search.put(row, column, value)
            collisions += change
            if collisions < best[0]:
                best = collisions, [list(row) for row in search.rows[1:]]
    return best
