"""A finished structure brought under the rules of its room: casting first, then search."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from worldcafe.domain.rotation.request import PlanRequest
from worldcafe.domain.rotation.room import even_sizes, staying
from worldcafe.domain.rotation.rules.casting import Casting
from worldcafe.domain.rotation.rules.rule_search import Rank, RuleSearch, Weights
from worldcafe.domain.rotation.rules.rulebook import Rulebook
from worldcafe.domain.rotation.rules.sittings import Board, Sittings
from worldcafe.domain.rotation.seating_plan import SeatingPlan

Tell = Callable[[float, int], None]
"""Hears the share that is done and the repeats of the best plan so far."""

CASTS = 24_000
CASTS_EACH = 300
"""Exchanges of itineraries that are tried, at most so many for each traveller."""
CAST_HEAT = (12.0, 0.4)
CAST_SHARE = 0.5
"""Of the whole effort, in what is told of it."""
Stage = tuple[int, tuple[float, float]]
"""Proposals, and the heats from which and to which they cool."""
MENDING: tuple[Stage, ...] = (
    (8_000, (4.0, 0.7)),
    (32_000, (14.0, 1.0)),
    (32_000, (8.0, 0.7)),
    (32_000, (14.0, 1.0)),
)
"""While a hard rule is broken, or meetings were given up for one. A repeat weighs 20."""
MELTING = 0.4
"""Of what a hard rule weighs: the heat at which one is broken now and then."""
POLISHING: Stage = (24_000, (5.0, 0.4))
"""For wishes alone, once everything else is as good as it can be."""


def under_rules(
    plan: SeatingPlan,
    book: Rulebook,
    rng: Random,
    should_stop: Callable[[], bool],
    tell: Tell,
) -> SeatingPlan:
    """The plan with the rules kept as far as can be.

    Meetings and returns stay as they are, unless a hard rule cannot be met otherwise.
    """
    request = plan.request
    tables: list[list[int]] = [list(row) for row in plan.tables_by_round]
    bound = bound_seats(request, plan.hosts)
    aim: Rank = (0, 0, 0)
    if request.is_whole_day:
        structure = Board(book, tables, bound)
        aim = (0, structure.returns(), structure.again())
        repeats = structure.repeats()
        casting = _casting(plan, book, rng)
        length = min(CASTS + 20 * len(casting.cast), CASTS_EACH * len(casting.cast))
        for share in casting.run(length, CAST_HEAT, should_stop):
            tell(share * CAST_SHARE, repeats)
        tables = casting.best_tables
    if not request.blocks:
        board = Board(book, pinned(request, plan.hosts, tables), bound)
        tables = _searched(board, aim, rng, should_stop, tell)
    return SeatingPlan(request, tuple(map(tuple, tables)), plan.hosts)


def _casting(plan: SeatingPlan, book: Rulebook, rng: Random) -> Casting:
    stay = staying(plan.request, plan.hosts)
    travellers = [person for person in range(book.n) if person not in stay]
    return Casting(Sittings(book, plan.tables_by_round), travellers, rng)


def bound_seats(request: PlanRequest, hosts: tuple[int, ...]) -> list[list[bool]]:
    """By round and person, whose seat must not change: those who stay, pins, the past."""
    stay = staying(request, hosts)
    index_of = {person.id: index for index, person in enumerate(request.people)}
    bound = [
        [round_index < len(request.frozen) or k in stay for k in range(len(request.people))]
        for round_index in range(request.n_rounds)
    ]
    for pin in request.pins:
        bound[pin.round_index][index_of[pin.person]] = True
    return bound


def _searched(
    board: Board, aim: Rank, rng: Random, should_stop: Callable[[], bool], tell: Tell
) -> list[list[int]]:
    """`aim`: hard rules broken, returns and meetings again that the structure has."""
    if not any(board.free):
        return board.tables
    request = board.book.request
    sizes = [even_sizes(request, round_index) for round_index in range(request.n_rounds)]
    search = RuleSearch(board, sizes, Weights(), rng)
    stages = [*MENDING, POLISHING]
    for stage, (length, heat) in enumerate(stages):
        mends = stage < len(MENDING)
        if should_stop() or (mends and search.best[:3] <= aim):
            continue
        hot, cold = heat
        if mends and search.best[0] and stage:
            # Where a rule still does not hold, breaking others on the way must be possible.
            hot = max(hot, MELTING * search.weights.hard)
        goal = (*aim, *((1 << 60) if mends else 0 for _ in range(3)))
        for share in search.run(length, (hot, cold), goal, should_stop):
            done = (stage + share) / len(stages)
            tell(CAST_SHARE + (1 - CAST_SHARE) * done, board.repeats())
        search.restore()
        if search.best[0]:
            search.weights = replace(search.weights, hard=search.weights.hard * 3)
    return search.best_tables


def pinned(
    request: PlanRequest, hosts: tuple[int, ...], tables: list[list[int]]
) -> list[list[int]]:
    """The seating with everybody where they are pinned; others give way to them."""
    index_of = {person.id: index for index, person in enumerate(request.people)}
    number = {table.id: index for index, table in enumerate(request.tables)}
    bound = bound_seats(request, hosts)
    for pin in request.pins:
        row, person, table = tables[pin.round_index], index_of[pin.person], number[pin.table]
        if row[person] == table or pin.round_index < len(request.frozen):
            continue
        held = bound[pin.round_index]
        other = next((k for k, at in enumerate(row) if at == table and not held[k]), None)
        if other is not None:
            row[other] = row[person]
        row[person] = table
    return tables
