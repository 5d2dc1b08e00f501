"""From a request to a seating plan: structure first, then search, never without a plan."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from random import Random

from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.rotation.request import PlanRequest
from worldcafe.domain.rotation.room import Room, Routes, choose_hosts, room_of, staying
from worldcafe.domain.rotation.rules.blocks import block_room, in_blocks
from worldcafe.domain.rotation.rules.hosts import rotating_hosts
from worldcafe.domain.rotation.rules.rooms import Part, by_room, joined, joined_hosts
from worldcafe.domain.rotation.rules.rulebook import Rulebook
from worldcafe.domain.rotation.rules.spreading import spread
from worldcafe.domain.rotation.rules.under_rules import pinned, under_rules
from worldcafe.domain.rotation.seating_plan import Progress, SeatingPlan
from worldcafe.domain.rotation.structure.algebra import perfect_skeleton
from worldcafe.domain.rotation.structure.bounds import fewest_repeats
from worldcafe.domain.rotation.structure.first_plan import cast, rows_needed
from worldcafe.domain.rotation.structure.search import Search
from worldcafe.domain.rotation.terms import HostRule

STRUCTURE_SHARE = 0.5
"""Of the whole effort, where there are rules to be kept afterwards."""


def never() -> bool:
    """Do not stop before the effort is spent."""
    return False


def plan(
    request: PlanRequest,
    *,
    should_stop: Callable[[], bool] = never,
    progress: Callable[[Progress], None] | None = None,
    on_better: Callable[[SeatingPlan], None] | None = None,
) -> SeatingPlan:
    """Seat everybody for every round.

    The same request gives the same plan, unless `should_stop` ends the search early; then
    it is the best plan so far. `progress` hears of the search while it runs. `on_better`
    hears of a first full plan at once, if the search takes any time, and then of better
    ones; what is asked by rules, wishes and pins is only kept in the plan that is returned.
    """
    if parts := by_room(request):
        with suppress(RuleBroken):  # a room has nobody to host, say: then all are one
            return _in_rooms(request, parts, should_stop, progress)
    hosts = choose_hosts(request)
    rng = Random(request.seed)  # noqa: S311 - nothing here is secret
    book = Rulebook(request)
    ruled = not (book.is_empty and request.is_whole_day)
    share = STRUCTURE_SHARE if ruled else 1
    seated = _started(request, hosts, rng, should_stop, _scaled(progress, share), on_better)
    if ruled:
        bound = fewest_repeats(room_of(request, hosts)) if request.is_whole_day else 0

        def tell(done: float, repeats: int) -> None:
            if progress is not None:
                progress(Progress(share + (1 - share) * done, repeats, bound))

        seated = under_rules(seated, book, rng, should_stop, tell)
    return _with_hosts(seated)


def _with_hosts(seated: SeatingPlan) -> SeatingPlan:
    """The plan with whoever hosts in each round, where hosts change."""
    if seated.request.host_rule is not HostRule.ROTATE:
        return seated
    turns = rotating_hosts(seated.request, seated.tables_by_round)
    return replace(seated, hosts_by_round=turns)


def _in_rooms(
    request: PlanRequest,
    parts: tuple[Part, ...],
    should_stop: Callable[[], bool],
    progress: Callable[[Progress], None] | None,
) -> SeatingPlan:
    """The plan of all rooms, each planned for itself. Pins in another room hold, too."""
    plans: list[tuple[Part, SeatingPlan]] = []
    repeats = bound = 0

    def tell(heard: Progress) -> None:
        if progress is not None:
            share = (len(plans) + heard.share) / len(parts)
            so_far = (repeats + heard.repeats, bound + heard.lower_bound)
            progress(Progress(share, *so_far))

    last = Progress(1, 0, 0)
    for part in parts:

        def heard(each: Progress) -> None:
            nonlocal last
            last = each
            tell(each)

        last = Progress(1, 0, 0)
        plans.append((part, plan(part.request, should_stop=should_stop, progress=heard)))
        repeats, bound = repeats + last.repeats, bound + last.lower_bound
    hosts = joined_hosts((part, each.hosts) for part, each in plans)
    tables = joined(len(request.people), [(part, each.tables_by_round) for part, each in plans])
    if not request.blocks:
        tables = pinned(request, hosts, tables)
    return _with_hosts(SeatingPlan(request, tuple(map(tuple, tables)), hosts))


def _scaled(
    progress: Callable[[Progress], None] | None, share: float
) -> Callable[[Progress], None] | None:
    """Progress of the first stage, as a share of the whole."""
    if progress is None or share == 1:
        return progress
    return lambda heard: progress(replace(heard, share=heard.share * share))


def _started(  # noqa: PLR0917 - the search's ears
    request: PlanRequest,
    hosts: tuple[int, ...],
    rng: Random,
    should_stop: Callable[[], bool],
    progress: Callable[[Progress], None] | None,
    on_better: Callable[[SeatingPlan], None] | None,
) -> SeatingPlan:
    """A plan by structure and search, without regard to the rules."""
    if not request.is_whole_day:
        return spread(request, hosts)
    room = room_of(request, hosts)
    if not room.n_travellers:
        return _seated(request, hosts, [])
    if request.blocks:
        blocks = block_room(room)
        routes = in_blocks(room, Search(blocks, rng, should_stop, progress).run())
    else:

        def found(routes: Routes) -> None:
            if on_better is not None:
                on_better(_seated(request, hosts, routes))

        routes = _with_spare_row(request, room, rng) or (
            Search(room, rng, should_stop, progress, found).run()
        )
    return _seated(request, hosts, routes)


def _with_spare_row(request: PlanRequest, room: Room, rng: Random) -> Routes | None:
    """Routes by a structure that has one row more, whose routes stay free for latecomers."""
    if not request.spare_row or room.shares_themes or room.n_rounds > room.n_tables:
        return None
    spare = perfect_skeleton(room.n_tables, rows_needed(room) + 1, room.n_rounds)
    return cast(room, spare, rng) if spare is not None else None


def _seated(request: PlanRequest, hosts: tuple[int, ...], routes: Routes) -> SeatingPlan:
    """The plan of everybody, from the routes of the travellers over the open tables."""
    stay = staying(request, hosts)
    tables = request.open_tables
    travelling = iter(routes)
    by_person = [
        (stay[person],) * request.n_rounds
        if person in stay
        else tuple(tables[k] for k in next(travelling))
        for person in range(len(request.people))
    ]
    return SeatingPlan(request, tuple(zip(*by_person, strict=True)), hosts)
