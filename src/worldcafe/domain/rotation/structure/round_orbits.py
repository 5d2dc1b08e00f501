"""Search for seatings in which the rounds go on with the tables.

A group moves the tables round, as in `orbits`, and the rounds of the day with them: what
somebody does in the first round somebody else does in the second, one table on. One route
then stands for an orbit of them and one round for as many as the group has elements, so a
day on which everybody visits every table shrinks to a few sheets of seats. Some routes may
be their own orbit: they go round as time does.

Who meets whom is counted in classes of pairs that the group moves to each other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import log
from random import Random

from worldcafe.domain.rotation.room import Room, Routes
from worldcafe.domain.rotation.structure.annealing import UNIT, Heat
from worldcafe.domain.rotation.terms import Objective

STEP = 20
"""What one step costs in seats weighed by annealing, about."""
COOLING = 100_000
"""Steps from the first heat to the second; then it is heated again."""
FEWEST_STEPS = 3 * COOLING
"""A shorter search does not tell what a symmetry is worth."""
MOST_TABLES = 7
"""Beyond, a smaller group of tables alone leads further."""
PULSE = 100
"""Steps between two changes of temperature, and looks at the stop sign."""
HEAT: Heat = (0.6, 0.4)
"""Warm to the end: the best seatings appear all at once, as ice does."""
RETURN = 2 * UNIT
"""How much worse than an encounter repeated it is to come back to a table."""

Kind = tuple[int, int]
"""Of a class of pairs: twice how many there are, and how often they meet at once."""


@dataclass(frozen=True, slots=True)
class RoundSymmetry:
    """A cyclic group that moves tables and rounds, and how many routes it leaves alone."""

    order: int
    n_fixed: int


def round_symmetries(room: Room) -> list[RoundSymmetry]:
    """Those that the room allows: tables all alike and full. The largest first.

    They are of use where everybody visits every table, and with as many fixed routes as
    there are tables.
    """
    n_tables = room.n_tables
    even = len(set(room.sizes)) == 1 and not room.n_extra
    everywhere = room.n_rounds == n_tables and not room.shares_themes
    if not even or not everywhere or n_tables > min(MOST_TABLES, room.n_travellers - 1):
        return []
    orders = [order for order in range(n_tables, 1, -1) if n_tables % order == 0]
    return [RoundSymmetry(order, n_tables) for order in orders]


class RoundOrbits:
    """A seating on which a group of tables and rounds acts.

    The rounds fall into sheets of as many as the group has elements. On a sheet there is a
    slip for each orbit and turn, and one for each fixed route; what a slip says is put into
    one of as many cells as there are tables. Slips in a cell are those who meet.
    """

    def __init__(self, room: Room, symmetry: RoundSymmetry, rng: Random) -> None:
        self.room = room
        self.rng = rng
        order = self.order = symmetry.order
        self.n = room.n_travellers
        self.n_sheets = room.n_rounds // order
        self.n_turned = self.n - symmetry.n_fixed
        """Slips of orbits; the others are those of fixed routes."""
        n_orbits = self.n_turned // order
        self._owner = [
            slip // order if slip < self.n_turned else n_orbits + slip - self.n_turned
            for slip in range(self.n)
        ]
        """For each slip, its orbit or fixed route."""
        self._where = [self._places(slip) for slip in range(self.n)]
        """For each slip and cell, the table; for fixed routes a number for its circle."""
        self.visits = [[0] * 2 * room.n_tables for _ in range(n_orbits + symmetry.n_fixed)]
        self._classify()
        self.cost = self.returns = 0
        """Of the whole room: twice the cost among travellers, and the returns."""
        self._begin()
        self._keep()

    def _places(self, slip: int) -> list[int]:
        order, cells = self.order, range(self.room.n_tables)
        if slip >= self.n_turned:
            return [self.room.n_tables + cell // order for cell in cells]
        return [cell // order * order + (cell + slip) % order for cell in cells]

    def _classify(self) -> None:
        """Number the classes of pairs, and price their meetings. Nobody meets themselves."""
        numbers: dict[tuple[int, int, int], int] = {}
        kinds: list[Kind] = [(0, 0)]
        self._class = [[0] * self.n for _ in range(self.n)]
        """By two slips, the class of the pairs who meet where both are in a cell."""
        for one in range(self.n):
            for other in range(one):
                name, kind = self._class_of(one, other)
                number = numbers.setdefault(name, len(kinds))
                if number == len(kinds):
                    kinds.append(kind)
                self._class[one][other] = self._class[other][one] = number
        self._met = [0] * len(kinds)
        sums = self._sums()
        rises = {kind: self._rises(sums, kind) for kind in set(kinds)}
        self._steps = [rises[kind] for kind in kinds]
        """By class and meetings so far, what the next one costs."""
        self._rise = [steps[0] for steps in self._steps]
        self._fall = [0] * len(kinds)
        """By class, what the next meeting costs and what the last one did."""

    def _class_of(self, one: int, other: int) -> tuple[tuple[int, int, int], Kind]:
        order, mine, theirs = self.order, self._owner[one], self._owner[other]
        if one >= self.n_turned:
            alone = other >= self.n_turned
            return (mine, theirs, 0), (2, order) if alone else (2 * order, 1)
        turn = (one - other) % order
        if mine != theirs:
            return (mine, theirs, turn), (2 * order, 1)
        halfway = 2 * turn == order
        return (mine, mine, min(turn, order - turn)), (order, 2) if halfway else (2 * order, 1)

    def _sums(self) -> list[int]:
        """What so many meetings cost two: for coincidences alone when fair.

        A little more for the third would keep the best seatings from appearing.
        """
        fair = self.room.objective is Objective.FAIR
        return [
            UNIT * (n * (n - 1) // 2 if fair else max(0, n - 1))
            for n in range(self.room.n_rounds + 2 * self.order + 1)
        ]

    @staticmethod
    def _rises(sums: list[int], kind: Kind) -> list[int]:
        weight, at_once = kind
        steps = sums[::at_once] if at_once else [0, 0]
        return [weight * (b - a) for a, b in pairwise(steps)]

    def _begin(self) -> None:
        """Anywhere, as long as the cells are even."""
        cells = [slip % self.room.n_tables for slip in range(self.n)]
        self.cell: list[list[int]] = []
        """By sheet, the cell of each slip."""
        self.slips: list[list[list[int]]] = []
        """By sheet and cell, the slips there."""
        for _ in range(self.n_sheets):
            self.cell.append(self.rng.sample(cells, self.n))
            self.slips.append([[] for _ in range(self.room.n_tables)])
            for slip, cell in enumerate(self.cell[-1]):
                self._put(self.slips[-1][cell], slip, cell)

    def _put(self, there: list[int], slip: int, cell: int) -> None:
        """Put a slip that is nowhere into a cell."""
        row, met, rise, fall = self._class[slip], self._met, self._rise, self._fall
        for mate in there:
            number = row[mate]
            self.cost += rise[number]
            met[number] += 1
            fall[number] = rise[number]
            rise[number] = self._steps[number][met[number]]
        there.append(slip)
        visits, place = self.visits[self._owner[slip]], self._where[slip][cell]
        if visits[place]:
            self.returns += self.order
        visits[place] += 1

    def _take(self, there: list[int], slip: int, cell: int) -> None:
        """Take a slip out of its cell."""
        there.remove(slip)
        row, met, rise, fall = self._class[slip], self._met, self._rise, self._fall
        for mate in there:
            number = row[mate]
            self.cost -= fall[number]
            met[number] -= 1
            rise[number] = fall[number]
            fall[number] = self._steps[number][met[number] - 1] if met[number] else 0
        visits, place = self.visits[self._owner[slip]], self._where[slip][cell]
        visits[place] -= 1
        if visits[place]:
            self.returns -= self.order

    def search(self, n_steps: int, heat: Heat = HEAT) -> Iterator[int]:
        """Improve the seating for so many steps, and keep the best; yields those made."""
        hot, cold = heat
        random = self.rng.random
        for step in range(n_steps):
            if step % PULSE == 0:
                scale = 2 * self.order * UNIT * hot * (cold / hot) ** (step % COOLING / COOLING)
                yield step
            sheet, one, other = (int(random() * n) for n in (self.n_sheets, self.n, self.n))
            if self._exchange(sheet, one, other, -scale * log(1 - random())) and (
                (self.returns, self.cost) < self._best
            ):
                self._keep()

    def _exchange(self, sheet: int, one: int, other: int, most: float) -> bool:
        """Let two slips change cells unless it costs more than that; whether they did.

        The cost is estimated first, as if no class of pairs were concerned twice: most
        exchanges are refused, and only others are worth making to see.
        """
        cells = self.cell[sheet]
        here, there = cells[one], cells[other]
        if here == there or self._estimate(sheet, one, other) > most:
            return False
        before = self.cost + 2 * RETURN * self.returns
        self._swap(sheet, one, other)
        if self.cost + 2 * RETURN * self.returns - before > most:
            self._swap(sheet, one, other)
            return False
        return True

    def _estimate(self, sheet: int, one: int, other: int) -> int:
        """What an exchange would add to the cost, about."""
        cells, slips, rise, fall = self.cell[sheet], self.slips[sheet], self._rise, self._fall
        here, there = cells[one], cells[other]
        mine, theirs = self._class[one], self._class[other]
        stay, leave = slips[here], slips[there]
        back = 0
        for slip, origin, target in ((one, here, there), (other, there, here)):
            visits, where = self.visits[self._owner[slip]], self._where[slip]
            if where[origin] != where[target]:
                back += (visits[where[target]] > 0) - (visits[where[origin]] > 1)
        return (
            sum([rise[mine[mate]] - fall[theirs[mate]] for mate in leave])
            + sum([rise[theirs[mate]] - fall[mine[mate]] for mate in stay])
            - 2 * rise[mine[other]]
            + 2 * RETURN * self.order * back
        )

    def _swap(self, sheet: int, one: int, other: int) -> None:
        cells, slips = self.cell[sheet], self.slips[sheet]
        here, there = cells[one], cells[other]
        self._take(slips[here], one, here)
        self._take(slips[there], other, there)
        self._put(slips[there], one, there)
        self._put(slips[here], other, here)
        cells[one], cells[other] = there, here

    def _keep(self) -> None:
        self._best = self.returns, self.cost
        self._best_cells = [list(cells) for cells in self.cell]

    def lacking(self) -> tuple[int, int]:
        """The fewest returns, and with them the least cost, of any seating so far."""
        return self._best[0], self._best[1] // 2

    def routes(self) -> Routes:
        """The best seating so far, the routes in no order."""
        order = self.order
        tables = [[0] * self.room.n_rounds for _ in range(self.n)]
        for sheet, cells in enumerate(self._best_cells):
            for slip, cell in enumerate(cells):
                circle = cell // order * order
                first = slip // order * order
                for step in range(order):
                    round_index = sheet * order + (slip + step) % order
                    if slip < self.n_turned:
                        person, table = first + step, (cell + slip + step) % order
                    else:
                        person, table = slip, (cell + slip + step) % order
                    tables[person][round_index] = circle + table
        routes = [tuple(row) for row in tables]
        return self.rng.sample(routes, len(routes))
