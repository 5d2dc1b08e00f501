"""Search for seatings that look the same from many places: symmetric ones.

A group moves the tables round, and with everybody who goes on in it the seating must be the
same. One route then stands for a whole orbit of them, and what is searched is a small table
of orbits and rounds. Where the group moves every table to every other this is the search
for a difference matrix (`algebra`); a smaller group leaves several circles of tables. What
a seating lacks is counted in orbits too: two orbits that meet twice are as many encounters
repeated as the group has elements.
"""

from bisect import bisect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import exp, prod
from operator import itemgetter
from random import Random

from worldcafe.domain.rotation.room import Room, Routes
from worldcafe.domain.rotation.structure.algebra import Moduli, add, prime_powers
from worldcafe.domain.rotation.structure.annealing import UNIT, Heat, prices_of_meetings

MOST_TABLES = 60
"""Beyond, walks and fields leave little to search for."""
STEP = 70
"""What one step costs in seats weighed by annealing, about."""
FEWEST_STEPS = 20_000
"""A shorter search does not tell what a symmetry is worth."""
MOST_SYMMETRIES = 5
PULSE = 100
"""Steps between two changes of temperature, and looks at the stop sign."""
HEAT: Heat = (0.65, 0.17)
RETURN = 2 * UNIT
"""How much worse than an encounter repeated it is to come back to a table or theme."""
DEAREST = 100 * UNIT
"""Prices beyond are all the same."""
ONLY_TURNED = 0.4
"""Share of steps in which one orbit is turned, and none changes its circle."""


@dataclass(frozen=True, slots=True)
class Symmetry:
    """A group that moves tables, and where it moves them."""

    moduli: Moduli
    places: tuple[int, ...]
    """The tables, circle by circle; in each, one for every element of the group."""

    @property
    def order(self) -> int:
        """How many tables are in a circle."""
        return prod(self.moduli)


def symmetries(room: Room) -> list[Symmetry]:
    """Those that the room allows: all tables alike, themes kept together. The largest first."""
    n_tables, even = room.n_tables, len(set(room.sizes)) == 1
    if not even or (room.n_extra and len(room.roomy) < n_tables) or n_tables > MOST_TABLES:
        return []
    by_theme = sorted(range(n_tables), key=lambda table: (room.themes[table], table))
    groups: list[Moduli] = [(order,) for order in range(n_tables, 1, -1)]
    elementary = tuple(p for p, k in prime_powers(n_tables) for _ in range(k))
    if len(elementary) > 1:
        groups.insert(1, elementary)
    found = []
    for moduli in groups:
        for places in _ways_round(by_theme, prod(moduli), room):
            symmetry = Symmetry(moduli, tuple(places))
            if prod(moduli) <= room.n_travellers and _keeps_themes(symmetry, room):
                found.append(symmetry)
                break
    return found[:MOST_SYMMETRIES]


def _ways_round(by_theme: list[int], order: int, room: Room) -> Iterator[list[int]]:
    """Orders of the tables in which a group may move them: theme by theme, and across."""
    n_tables = len(by_theme)
    if n_tables % order:
        return
    yield by_theme
    n_themes = len(set(room.themes))
    if n_tables % n_themes == 0:
        each = n_tables // n_themes
        yield [by_theme[theme * each + k] for k in range(each) for theme in range(n_themes)]


def _keeps_themes(symmetry: Symmetry, room: Room) -> bool:
    """Whether tables of one theme are always moved to tables of one theme."""
    order = symmetry.order
    for step in range(order) if room.shares_themes else ():
        becomes: dict[int, int] = {}
        for at, table in enumerate(symmetry.places):
            circle, turn = divmod(at, order)
            moved = symmetry.places[circle * order + add(symmetry.moduli, turn, step)]
            if becomes.setdefault(room.themes[table], room.themes[moved]) != room.themes[moved]:
                return False
    return True


class Orbits:
    """A symmetric seating: by round and orbit, the circle and the turn of its first route."""

    def __init__(self, room: Room, symmetry: Symmetry, rng: Random) -> None:
        self.room = room
        self.rng = rng
        self.places = symmetry.places
        order = self.order = symmetry.order
        elements = range(order)
        self.plus = [[add(symmetry.moduli, a, b) for b in elements] for a in elements]
        negative = [row.index(0) for row in self.plus]
        self.minus = [[row[negative[b]] for b in elements] for row in self.plus]
        self._turned = [itemgetter(*(row[b] for row in self.minus)) for b in elements]
        self.n = -(-room.n_travellers // order)
        """Orbits; of the last one some routes may stay free."""
        self.n_circles = room.n_tables // order
        self.n_fuller = self.n % self.n_circles
        """The first circles, which have one orbit more."""
        self.is_last_partial = room.n_travellers % order > 0
        self.again = prices_of_meetings(room)
        self._rise = [0, *(b - a for a, b in pairwise(self.again))]
        self.met = [[[0] * order for _ in range(self.n)] for _ in range(self.n)]
        """By two orbits and the turn from one to the other, how often they meet."""
        self.price = [[[0] * order for _ in range(self.n)] for _ in range(self.n)]
        """The same, what one more meeting would cost."""
        self.visits = [[0] * room.n_tables for _ in range(self.n)]
        self.themes = [room.themes[table] for table in symmetry.places]
        self.theme_visits = [[0] * (max(room.themes) + 1) for _ in range(self.n)]
        self.cost = self.returns = 0
        self._begin()
        self.best = (self.returns, self.cost)
        """The fewest returns, and with them the least cost, of any seating so far."""
        self._keep()

    def _begin(self) -> None:
        """Anywhere, as long as the circles are even."""
        level = self.n // self.n_circles
        circles = [c for c in range(self.n_circles) for _ in range(level + (c < self.n_fuller))]
        self.circle: list[list[int]] = []
        """By round, the circle of each orbit."""
        self.turn: list[list[int]] = []
        self.at: list[list[list[int]]] = []
        """By round and circle, the orbits there."""
        for round_index in range(self.room.n_rounds):
            rest = circles[1:] if self.is_last_partial else circles
            seats = self.rng.sample(rest, len(rest)) + circles[: len(circles) - len(rest)]
            self.circle.append(seats)
            self.turn.append([self.rng.randrange(self.order) for _ in seats])
            self.at.append([[] for _ in range(self.n_circles)])
            for orbit, circle in enumerate(seats):
                self._put(round_index, orbit, circle, self.turn[-1][orbit])

    def _put(self, round_index: int, orbit: int, circle: int, turn: int) -> None:
        """Seat an orbit that has no seat in a round."""
        turns, sitting = self.turn[round_index], self.at[round_index][circle]
        for mate in sitting:
            self.cost += self._meet(orbit, mate, self.minus[turn][turns[mate]], 1)
        sitting.append(orbit)
        self.circle[round_index][orbit] = circle
        turns[orbit] = turn
        self._visit(round_index, orbit, circle * self.order + turn, 1)

    def _take(self, round_index: int, orbit: int) -> None:
        """Take its seat from an orbit."""
        turns, circle = self.turn[round_index], self.circle[round_index][orbit]
        sitting = self.at[round_index][circle]
        sitting.remove(orbit)
        turn = turns[orbit]
        for mate in sitting:
            self.cost -= self._meet(orbit, mate, self.minus[turn][turns[mate]], -1)
        self._visit(round_index, orbit, circle * self.order + turn, -1)

    def _meet(self, orbit: int, mate: int, turn: int, step: int) -> int:
        """Count a meeting more or less; what this one costs."""
        back = self.minus[0][turn]
        times = self.met[orbit][mate][turn] + step
        self.met[orbit][mate][turn] = self.met[mate][orbit][back] = times
        self.price[orbit][mate][turn] = self.price[mate][orbit][back] = self.again[times]
        return self.again[times - (step > 0)]

    def _visit(self, round_index: int, orbit: int, place: int, step: int) -> None:
        counts = [(self.visits[orbit], place)]
        if self._is_themed(round_index):
            counts.append((self.theme_visits[orbit], self.themes[place]))
        for visits, to in counts:
            self.returns += step * (visits[to] - (step < 0))
            visits[to] += step

    def _is_themed(self, round_index: int) -> bool:
        return self.room.shares_themes and round_index < self.room.n_themed_rounds

    def _prices(self, round_index: int, orbit: int, circle: int) -> list[int]:
        """By turn, what it costs an orbit without a seat to sit in a circle."""
        first = circle * self.order
        visits = self.visits[orbit][first : first + self.order]
        if self._is_themed(round_index):
            themes = self.themes[first : first + self.order]
            of_theme = self.theme_visits[orbit]
            visits = [n + of_theme[k] for n, k in zip(visits, themes, strict=True)]
        rows = [[RETURN * n for n in visits]]
        turns, price = self.turn[round_index], self.price[orbit]
        rows += [self._turned[turns[q]](price[q]) for q in self.at[round_index][circle]]
        return list(map(sum, zip(*rows, strict=True)))

    def search(self, n_steps: int, heat: Heat = HEAT) -> Iterator[int]:
        """Improve the seating for so many steps, and keep the best; yields those made."""
        hot, cold = heat
        random = self.rng.random
        for step in range(n_steps):
            if step % PULSE == 0:
                lots = _Lots(UNIT * hot * (cold / hot) ** (step / n_steps), random)
                yield step
            round_index = int(random() * self.room.n_rounds)
            orbit = int(random() * self.n)
            if self.n_circles == 1 or random() < ONLY_TURNED:
                self._turn(round_index, orbit, lots)
            else:
                self._exchange(round_index, orbit, int(random() * self.n), lots)
            if (self.returns, self.cost) < self.best:
                self.best = self.returns, self.cost
                self._keep()

    def _turn(self, round_index: int, orbit: int, lots: "_Lots") -> None:
        """Let an orbit turn as the lot falls; it often falls on the seat it has."""
        circle, turns = self.circle[round_index][orbit], self.turn[round_index]
        now = turns[orbit]
        prices = self._prices(round_index, orbit, circle)
        met, minus, rise = self.met[orbit], self.minus[now], self._rise
        prices[now] -= RETURN * (1 + self._is_themed(round_index)) + sum(
            rise[met[mate][minus[turns[mate]]]]
            for mate in self.at[round_index][circle]
            if mate != orbit
        )
        then = lots.draw(prices)
        if then != now:
            self._take(round_index, orbit)
            self._put(round_index, orbit, circle, then)

    def _exchange(self, round_index: int, one: int, other: int, lots: "_Lots") -> None:
        """Let two orbits change circles, or only turn, as the lot falls."""
        here, there = self.circle[round_index][one], self.circle[round_index][other]
        uneven = (here < self.n_fuller) != (there < self.n_fuller)
        if here == there or (self.is_last_partial and uneven and self.n - 1 in (one, other)):
            return
        self._take(round_index, one)
        self._take(round_index, other)
        stay = [self._prices(round_index, one, here), self._prices(round_index, other, there)]
        swap = [self._prices(round_index, one, there), self._prices(round_index, other, here)]
        if lots.prefers(swap, stay):
            stay, here, there = swap, there, here
        self._put(round_index, one, here, lots.draw(stay[0]))
        self._put(round_index, other, there, lots.draw(stay[1]))

    def _keep(self) -> None:
        self.best_seats = [list(row) for row in self.circle], [list(row) for row in self.turn]

    def lacking(self) -> tuple[int, int]:
        """The fewest returns, and with them the least cost, of any seating so far."""
        returns, cost = self.best
        return returns * self.order, cost * self.order

    def routes(self) -> Routes:
        """The best seating so far, the routes of each orbit in no order."""
        order, places = self.order, self.places
        routes: Routes = []
        for orbit in range(self.n):
            seats = [
                (c[orbit] * order, t[orbit]) for c, t in zip(*self.best_seats, strict=True)
            ]
            whole = [
                tuple(places[first + self.plus[turn][step]] for first, turn in seats)
                for step in range(order)
            ]
            routes += self.rng.sample(whole, len(whole))
        return routes[: self.room.n_travellers]


class _Lots:
    """Draws among prices at one temperature: what is dear is seldom drawn."""

    def __init__(self, temperature: float, random: Callable[[], float]) -> None:
        self.random = random
        self.chances = [exp(-price / temperature) for price in range(DEAREST)]

    def draw(self, prices: list[int]) -> int:
        """The index of a price."""
        least = min(prices)
        chances = self.chances
        sums = list(accumulate([chances[min(p - least, DEAREST - 1)] for p in prices]))
        return min(bisect(sums, self.random() * sums[-1]), len(prices) - 1)

    def prefers(self, these: list[list[int]], those: list[list[int]]) -> bool:
        """Whether the lot falls on these pairs of prices rather than on those."""
        least = min(sum(map(min, these)), sum(map(min, those)))
        one, other = (self._weight(prices, least) for prices in (these, those))
        return self.random() * (one + other) < one

    def _weight(self, prices: list[list[int]], least: int) -> float:
        first, second = (min(row) for row in prices)
        extra = min(first + second - least, DEAREST - 1)
        weight = self.chances[extra]
        for row, low in zip(prices, (first, second), strict=True):
            weight *= sum(self.chances[min(p - low, DEAREST - 1)] for p in row)
        return weight
