"""From a request to a seating plan: structure first, then search, never without a plan."""

from collections.abc import Callable, Iterator
from random import Random

from worldcafe.domain.rotation.algebra import perfect_skeleton
from worldcafe.domain.rotation.annealing import Heat, Seating, anneal
from worldcafe.domain.rotation.bounds import fewest_repeats, forced_revisits, least_cost
from worldcafe.domain.rotation.first_plan import around, cast, lengthened, marching, rows_needed
from worldcafe.domain.rotation.matrix_search import nearest_skeleton
from worldcafe.domain.rotation.request import PlanRequest, Progress, SeatingPlan
from worldcafe.domain.rotation.room import Room, Routes, choose_hosts, room_of

EFFORT = 700_000
"""Proposals before the search gives up: two to three seconds for 100 people. Counted, not
timed, so that the same seed gives the same plan."""
EFFORT_EACH = 25_000
"""Less for small rooms: so many proposals for each traveller."""
FIRST_RUN = 250
"""Proposals of the first run for each traveller; each run is twice as long as the last."""
WARM: Heat = (0.7, 0.14)
COOL: Heat = (0.4, 0.12)
"""For a start that is nearly right and should not be melted."""


def never() -> bool:
    """Do not stop before the effort is spent."""
    return False


def plan(
    request: PlanRequest,
    *,
    should_stop: Callable[[], bool] = never,
    progress: Callable[[Progress], None] | None = None,
) -> SeatingPlan:
    """Seat everybody for every round.

    The same request gives the same plan, unless `should_stop` ends the search early; then
    it is the best plan so far. `progress` hears of the search while it runs.
    """
    hosts = choose_hosts(request)
    room = room_of(request, hosts)
    rng = Random(request.seed)  # noqa: S311 - nothing here is secret
    routes = _Search(room, rng, should_stop, progress).run() if room.n_travellers else []
    return _seated(request, hosts, routes)


def _seated(request: PlanRequest, hosts: tuple[int, ...], routes: Routes) -> SeatingPlan:
    """The plan of everybody, from the routes of the travellers."""
    table_of = {host: table for table, host in enumerate(hosts) if host >= 0}
    travelling = iter(routes)
    by_person = [
        (table_of[person],) * request.n_rounds if person in table_of else next(travelling)
        for person in range(len(request.people))
    ]
    return SeatingPlan(request, tuple(zip(*by_person, strict=True)), hosts)


Rank = tuple[int, int, int]
"""Returns to a table, to a theme, cost among travellers: what is worse comes first."""
NO_PLAN: Rank = (1 << 60, 0, 0)


class _Search:
    """The best routes so far, and the ways to better ones."""

    def __init__(
        self,
        room: Room,
        rng: Random,
        should_stop: Callable[[], bool],
        progress: Callable[[Progress], None] | None,
    ) -> None:
        self.room = room
        self.rng = rng
        self.should_stop = should_stop
        self.progress = progress
        self.goal: Rank = (forced_revisits(room), room.fewest_theme_revisits, least_cost(room))
        self.lower_bound = fewest_repeats(room)
        self.effort = min(EFFORT, EFFORT_EACH * room.n_travellers) if room.n_tables > 1 else 0
        self.spent = 0
        self.weight = 2
        self.best = NO_PLAN
        self.routes: Routes = []
        self.repeats = 0

    def run(self) -> Routes:
        """The best routes within the effort."""
        exact = self._by_structure()
        if exact is not None and self.room.n_rounds <= self.room.n_tables:
            return exact
        starts = self._starts(exact)
        length = FIRST_RUN * self.room.n_travellers
        over = False
        while not over:
            length = min(length, self.effort - self.spent)
            over = self._improve(*next(starts), length) or self.spent + length >= self.effort
            self.spent += length
            length *= 2
        return self.routes

    def _by_structure(self) -> Routes | None:
        """Routes without any repeat, over all rounds or as many as there are tables."""
        room = self.room
        if room.shares_themes and room.n_rounds > 1:
            return None
        n_rounds = min(room.n_rounds, room.n_tables)
        skeleton = perfect_skeleton(room.n_tables, rows_needed(room), n_rounds)
        return cast(room, skeleton, self.rng) if skeleton else None

    def _starts(self, exact: Routes | None) -> Iterator[tuple[Routes, Heat]]:
        """Where to begin each run, and how warm."""
        room, rng = self.room, self.rng
        if exact is not None:
            yield lengthened(room, exact, rng), COOL
        if not room.shares_themes:
            marched = marching(room, rng)
            if marched is not None:
                yield marched, WARM
            near = self._nearly()
            if near is not None:
                yield near, COOL
        while True:
            yield around(room, rng), WARM
            yield self.routes, COOL

    def _nearly(self) -> Routes | None:
        """Routes by structure that have some repeats, where perfect ones may exist."""
        room, n_rows = self.room, rows_needed(self.room)
        if room.n_rounds > room.n_tables or n_rows > room.n_tables:
            return None
        skeleton = nearest_skeleton(
            room.n_tables, n_rows, room.n_rounds, self.rng, self.should_stop
        )
        return cast(room, skeleton, self.rng)

    def _improve(self, routes: Routes, heat: Heat, length: int) -> bool:
        """Whether the search is over after this run."""
        seating = Seating(self.room, routes, self.weight)
        for done in anneal(seating, self.rng, length, heat):
            self._consider(seating)
            if self.best <= self.goal or self.should_stop():
                return True
            if self.progress is not None:
                share = (self.spent + done) / max(1, self.effort)
                self.progress(Progress(share, self.repeats, self.lower_bound))
        if seating.revisits() > self.best[:2]:
            self.weight += 1  # people come back too often
        return False

    def _consider(self, seating: Seating) -> None:
        """Keep this seating if it is the best so far."""
        rank = (*seating.revisits(), seating.cost()[0])
        if rank < self.best:
            self.best = rank
            self.routes = seating.routes()
            self.repeats = seating.repeats()
