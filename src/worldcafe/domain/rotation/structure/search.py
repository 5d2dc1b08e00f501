"""The search for the best routes on bare numbers: structure, then symmetry, then annealing.

There are several ways to begin: from a construction, going round, and from each kind of
symmetry the tables allow. All are tried in short runs, the better half of them in runs
twice as long, and so on: which way is best differs from room to room.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from random import Random

from worldcafe.domain.rotation.room import Room, Routes
from worldcafe.domain.rotation.seating_plan import Progress
from worldcafe.domain.rotation.structure import orbits, round_orbits
from worldcafe.domain.rotation.structure.algebra import perfect_skeleton
from worldcafe.domain.rotation.structure.annealing import (
    UNIT,
    Heat,
    Seating,
    anneal,
    themes_are_late,
)
from worldcafe.domain.rotation.structure.bounds import (
    fewest_repeats,
    forced_revisits,
    least_cost,
)
from worldcafe.domain.rotation.structure.first_plan import (
    around,
    cast,
    lengthened,
    marching,
    rows_needed,
)
from worldcafe.domain.rotation.structure.known_seatings import known_seating
from worldcafe.domain.rotation.structure.orbits import Orbits, symmetries
from worldcafe.domain.rotation.structure.round_orbits import RoundOrbits, round_symmetries

EFFORT = 65_000_000
"""Seats weighed before the search gives up: six to ten seconds for 100 people. Counted,
not timed, so that the same seed gives the same plan."""
EFFORT_EACH = 2_000_000
"""Less for few people: so much for each traveller."""
EFFORT_EACH_SEAT = 80_000
"""Less for small rooms and short days: so much for each traveller, table and round."""
FIRST_RUN = 8_000
"""Seats weighed in the first runs for each traveller; later runs are longer."""
LONGEST = 15_000_000
"""No run is longer: several find more than one."""
SMALL = 16
FEWEST_AGREED = 6
"""Where up to so many travel, a seating is the best once so many runs, each begun anew, have
come to nothing better, and one for every traveller. In larger rooms all may miss it."""
FEWEST_WAYS = 3
LARGEST = 30_000_000
"""Travellers times tables times rounds; in larger rooms the first seating has to do."""
WARM: Heat = (0.5, 0.15)
COOL: Heat = (0.35, 0.12)
"""For a start that is nearly right and should not be melted."""
LIGHT, HEAVY = 2 * UNIT, 8 * UNIT
"""Between these is what a return to a table or theme weighs against a repeated encounter."""

Rank = tuple[int, int, int]
"""Returns to a table, to a theme, cost among travellers: what is worse comes first."""
NO_PLAN: Rank = (1 << 60, 0, 0)


@dataclass(slots=True)
class Way:
    """A way to begin, and how far it led."""

    begin: Callable[[int], Routes]
    """Routes to start from, found with so much effort."""
    heat: Heat
    is_new: bool = True
    """Whether it begins elsewhere each time: to come to the same again says something then."""
    best: Rank = NO_PLAN


class Search:
    """The best routes so far, and the ways to better ones."""

    def __init__(
        self,
        room: Room,
        rng: Random,
        should_stop: Callable[[], bool],
        progress: Callable[[Progress], None] | None = None,
        found: Callable[[Routes], None] | None = None,
    ) -> None:
        """`found` hears of the first routes at once, and then of better ones after each run."""
        self.room = room
        self.rng = rng
        self.should_stop = should_stop
        self.progress = progress
        self.found = found
        themes = room.fewest_theme_revisits
        if themes_are_late(room):
            themes = room.fewest_avoidable_theme_revisits
        self.goal: Rank = (forced_revisits(room), themes, UNIT * least_cost(room))
        self.lower_bound = fewest_repeats(room)
        size = room.n_travellers * room.n_tables * room.n_rounds
        worth_it = room.n_tables > 1 and size <= LARGEST
        each = min(EFFORT_EACH * room.n_travellers, EFFORT_EACH_SEAT * size)
        self.effort = min(EFFORT, each) if worth_it else 0
        self.spent = 0
        self.agreed = 0
        """How many runs have come to the best."""
        self.weight = LIGHT
        self.best = self.told = NO_PLAN
        self.routes: Routes = []
        self.repeats = 0

    def run(self) -> Routes:
        """The best routes within the effort."""
        exact = self._by_structure()
        if exact is not None and self.room.n_rounds <= self.room.n_tables:
            return exact
        ways = self._ways(exact)
        if not self.effort:
            return ways[0].begin(0)
        length = FIRST_RUN * self.room.n_travellers
        again = Way(lambda _: self.routes, COOL, is_new=False)
        while True:
            for way in (*ways, again):
                self._follow(way, length)
                if self._is_over():
                    if not self.should_stop():
                        self._tell_share(self.effort)
                    return self.routes
            ways = sorted(ways, key=lambda way: way.best)[: max(FEWEST_WAYS, len(ways) // 2)]
            length = min(LONGEST, 2 * length)

    def _is_over(self) -> bool:
        n = self.room.n_travellers
        agrees = n <= SMALL and self.agreed >= max(FEWEST_AGREED, n)
        is_done = self.best <= self.goal or agrees
        return is_done or self.spent >= self.effort or self.should_stop()

    def _by_structure(self) -> Routes | None:
        """Routes without any repeat, over all rounds or as many as there are tables."""
        room = self.room
        if room.shares_themes and room.n_rounds > 1:
            return None
        n_rounds = min(room.n_rounds, room.n_tables)
        skeleton = perfect_skeleton(room.n_tables, rows_needed(room), n_rounds)
        return cast(room, skeleton, self.rng) if skeleton else None

    def _ways(self, exact: Routes | None) -> list[Way]:
        """The ways to begin, those first that are ready at once."""
        room, rng = self.room, self.rng
        ways = []
        kept = known_seating(room)
        if kept is not None:
            ways.append(Way(lambda _: kept, COOL, is_new=False))
        if exact is not None:
            ways.append(Way(lambda _: lengthened(room, exact, rng), COOL))
        marched = None if room.shares_themes else marching(room, rng)
        if marched is not None:
            ways.append(Way(lambda _: marched, WARM))
        ways.append(Way(lambda _: around(room, rng), WARM))
        for symmetry in symmetries(room):
            start = partial(Orbits, room, symmetry, rng)
            ways.append(self._symmetric(start, orbits.FEWEST_STEPS, orbits.STEP))
        for both in round_symmetries(room):
            anew = partial(RoundOrbits, room, both, rng)
            ways.append(self._symmetric(anew, round_orbits.FEWEST_STEPS, round_orbits.STEP))
        return ways

    def _symmetric(
        self, start: Callable[[], Orbits | RoundOrbits], fewest: int, step: int
    ) -> Way:
        """A way to begin with a symmetric seating: `fewest` steps, each as long as `step`."""

        def begin(length: int) -> Routes:
            seating = start()
            n_steps = max(fewest, length // step)
            for done in seating.search(n_steps):
                self._tell_share(done * step)
                if self.should_stop() or self._is_perfect(seating):
                    break
            self.spent += n_steps * step
            return seating.routes()

        return Way(begin, COOL)

    def _is_perfect(self, seating: Orbits | RoundOrbits) -> bool:
        returns, cost = seating.lacking()
        tables, themes, least = self.goal
        return returns <= tables + themes and cost <= least

    def _follow(self, way: Way, length: int) -> None:
        """Begin in this way, and improve what it gives."""
        seating = Seating(self.room, way.begin(length), self.weight)
        before, reached = self.best, NO_PLAN
        for done in anneal(seating, self.rng, length, way.heat):
            reached = min(reached, self._consider(seating))
            if self.told == NO_PLAN:
                self._announce()
            if self.best <= self.goal or self.should_stop():
                break
            self._tell_share(done)
        self.spent += length
        way.best = min(way.best, reached)
        if self.best < before:
            self.agreed = 0
        self.agreed += way.is_new and reached == self.best
        step = UNIT // 2 if seating.revisits() > self.goal[:2] else -UNIT // 2
        self.weight = min(HEAVY, max(LIGHT, self.weight + step))
        if self.best < self.told:
            self._announce()

    def _consider(self, seating: Seating) -> Rank:
        """Keep this seating if it is the best so far."""
        rank = (*seating.revisits(), seating.cost()[0])
        if rank < self.best:
            self.best = rank
            self.routes = seating.routes()
            self.repeats = seating.repeats()
        return rank

    def _announce(self) -> None:
        self.told = self.best
        if self.found is not None:
            self.found(self.routes)

    def _tell_share(self, done: int) -> None:
        if self.progress is not None and self.routes:
            share = min(1.0, (self.spent + done) / self.effort)
            self.progress(Progress(share, self.repeats, self.lower_bound))
