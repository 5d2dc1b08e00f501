"""A full seating at once: by algebra where it is perfect, else a fair start for annealing."""

from math import gcd
from random import Random

from worldcafe.domain.rotation.room import Room, Routes
from worldcafe.domain.rotation.structure.algebra import Route, Skeleton


def cast(room: Room, skeleton: Skeleton, rng: Random) -> Routes | None:
    """The travellers on the places of a skeleton; None if the seats do not allow it.

    Uneven sizes are free: places of the last row stay empty. People are taken row by row
    in the order of the list, because those of one row never meet: colleagues who stand
    next to each other in the list are kept apart as far as can be.
    """
    n_full, n_extra = divmod(room.n_travellers, room.n_tables)
    if room.sizes != (n_full,) * room.n_tables:
        return None
    places: Routes = []
    for row in skeleton.rows[:n_full]:
        places += rng.sample(row, len(row))
    if n_extra:
        roomy = set(room.roomy)
        fitting = [route for route in skeleton.rows[n_full] if roomy.issuperset(route)]
        if len(fitting) < n_extra:
            return None
        places += rng.sample(fitting, n_extra)
    return places


def rows_needed(room: Room) -> int:
    """Rows of a skeleton that seat all the travellers."""
    return -(-room.n_travellers // room.n_tables)


def lengthened(room: Room, routes: Routes, rng: Random) -> Routes:
    """Routes with rounds added until the day is full.

    Those of one row, who never met, sit together in them ("row round").
    """
    longer = list(routes)
    while len(longer[0]) < room.n_rounds:
        shift = rng.randrange(room.n_tables)
        seats = [t for t in range(room.n_tables) for _ in range(room.first_sizes[t])]
        seats = [(t + shift) % room.n_tables for t in seats] if _even(room) else seats
        longer = [(*route, table) for route, table in zip(longer, seats, strict=True)]
    return longer


def _even(room: Room) -> bool:
    return len(set(room.first_sizes)) == 1


def around(room: Room, rng: Random) -> Routes:
    """Everybody goes round the room in equal leaps.

    The seats stand in a circle, theme by theme. Leaps of a whole circle divided by the
    rounds never end in the same table or theme while no theme has more seats than a leap
    is long; so this start keeps the rules on tables and themes where numbers allow it.
    """
    order = sorted(range(room.n_tables), key=lambda table: (room.themes[table], table))
    circle = [table for table in order for _ in range(room.first_sizes[table])]
    n_leaps = room.n_themed_rounds if room.shares_themes else 0
    if not n_leaps:
        n_leaps = min(room.n_rounds, room.n_tables)
    starts = [
        round_ % n_leaps * room.n_travellers // n_leaps
        if round_ < n_leaps
        else rng.randrange(room.n_travellers)
        for round_ in range(room.n_rounds)
    ]
    places = [
        tuple(circle[(place + start) % room.n_travellers] for start in starts)
        for place in range(room.n_travellers)
    ]
    return rng.sample(places, len(places))


def marching(room: Room, rng: Random) -> Routes | None:
    """Every row walks on by its own step, prime to the number of tables: no table twice."""
    n_tables = room.n_tables
    steps = [step for step in range(1, n_tables) if gcd(step, n_tables) == 1] or [0]
    rows: list[tuple[Route, ...]] = [
        tuple(
            tuple((i + steps[row % len(steps)] * r) % n_tables for r in range(room.n_rounds))
            for i in range(n_tables)
        )
        for row in range(rows_needed(room))
    ]
    return cast(room, Skeleton(tuple(rows)), rng)
