"""Seating anew in the middle of the day, with as little unrest as can be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from random import Random

from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.rotation.placing import hosts_from_now, seated_again
from worldcafe.domain.rotation.quality.report import QualityReport, report
from worldcafe.domain.rotation.request import PlanRequest
from worldcafe.domain.rotation.room import even_sizes
from worldcafe.domain.rotation.rules.hosts import rotating_hosts
from worldcafe.domain.rotation.rules.rooms import Part, by_room, joined, joined_hosts
from worldcafe.domain.rotation.rules.rule_search import RuleSearch, Weights
from worldcafe.domain.rotation.rules.rulebook import Rulebook
from worldcafe.domain.rotation.rules.sittings import Board
from worldcafe.domain.rotation.rules.under_rules import bound_seats, pinned
from worldcafe.domain.rotation.seating_plan import SeatingPlan
from worldcafe.domain.rotation.terms import HostRule


class RepairOption(StrEnum):
    """What a repair spares."""

    FEWEST_CHANGES = "fewest_changes"
    """As few people as possible get a route other than the one on their badge."""
    BEST_MIXING = "best_mixing"
    """The best plan for what is left of the day, whatever badges say."""


@dataclass(frozen=True, slots=True)
class RepairRequest:
    """The day as it is now: who is where, what is over, and what was announced."""

    request: PlanRequest
    """The whole day. Its `frozen` rounds are over or running; whoever left or comes late is
    `away` in the other rounds; tables that were closed are `closed`."""
    announced: tuple[tuple[int, ...], ...]
    """For every round, the index of the table each person was told; -1 for none. Rounds that
    were added hold -1 for everybody."""
    stand_ins: dict[str, str] = field(default_factory=dict)
    """Table id to the id of the person who should host it if its host has left: its
    note-taker."""
    hosts_before: tuple[tuple[int, ...], ...] = ()
    """For every round that is over or running and every table the index of the host then, -1
    for nobody."""
    begun: Mapping[str, int] = field(default_factory=dict)
    """By room, how many rounds are over or running there, where rooms are not in step; the
    `frozen` ones are then those that are so in all of them."""

    @property
    def from_round(self) -> int:
        """The first round that may change in some room, from 0."""
        return len(self.request.frozen)


@dataclass(frozen=True, slots=True)
class Move:
    """One announced seat that changes."""

    person: str
    round_index: int
    from_table: str | None
    """None for somebody who had no seat yet."""
    to_table: str | None


@dataclass(frozen=True, slots=True)
class Repair:
    """A plan for the rest of the day, and who has to hear of it."""

    option: RepairOption
    plan: SeatingPlan
    moves: tuple[Move, ...]
    """Every seat that differs from the announced one, those of latecomers included; not
    those of people who are gone."""
    report: QualityReport
    new_hosts: dict[str, str]
    """Table id to the id of the person proposed as its host for the rest of the day."""

    @property
    def moved_people(self) -> tuple[str, ...]:
        """Those whose announced route changes, each once."""
        return tuple(dict.fromkeys(move.person for move in self.moves if move.from_table))


FIRST_RUN = 1_500
RUN_EACH = 60
"""Proposals of a search, at first and more for every seat that had to be found."""
RUNS = 6
MIXING_RUN = 1_500
SPARING = Weights(
    hard=8000, returns=2000, again=1000, news=20, uneven=5, wished=0.2, news_first=True
)
"""`rotation.md`: a changed seat against a repeat is about one against fifty."""
MIXING = Weights(news=0.5)
"""Whatever badges say, but nobody moves for nothing."""
HEAT = (200.0, 2.0)
MIXING_HEAT = (2.0, 0.4)


def never() -> bool:
    """Do not stop before the effort is spent."""
    return False


def repairs(
    asked: RepairRequest, *, should_stop: Callable[[], bool] = never
) -> tuple[Repair, ...]:
    """The ways to go on: fewest changes first, and best mixing where that is another.

    Deterministic for the request's seed, unless `should_stop` ends the search early.
    """
    found = _ways_by_room(asked, should_stop) or _ways(_in_step(asked), should_stop)
    return tuple(
        _repair(option, asked, found.hosts, found.new_hosts, tables)
        for option, tables in found.tables.items()
    )


@dataclass(frozen=True, slots=True)
class _Ways:
    """The ways to go on: the hosts they are built on, and each way's tables by round."""

    hosts: tuple[int, ...]
    new_hosts: dict[str, str]
    tables: dict[RepairOption, list[list[int]]]


def _ways_by_room(asked: RepairRequest, should_stop: Callable[[], bool]) -> _Ways | None:
    """The ways of all rooms, if people stay in one; where a room has but one way, it goes
    with any of the others'.
    """
    parts = by_room(asked.request, asked.announced, asked.begun)
    try:
        found = [(part, _ways(_of_room(asked, part), should_stop)) for part in parts]
    except RuleBroken:  # a room has nobody to host, say: then all are one
        return None
    if not found:
        return None
    hosts = joined_hosts((part, ways.hosts) for part, ways in found)
    tables = {}
    for option in RepairOption:
        if any(option in ways.tables for _, ways in found):
            rows = [
                (part, ways.tables.get(option, ways.tables[RepairOption.FEWEST_CHANGES]))
                for part, ways in found
            ]
            seated = joined(len(asked.request.people), rows)
            tables[option] = pinned(asked.request, hosts, seated)
    new_hosts = {table: host for _, ways in found for table, host in ways.new_hosts.items()}
    return _Ways(hosts, new_hosts, tables)


def _of_room(asked: RepairRequest, part: Part) -> RepairRequest:
    """What is asked for one room."""
    ids = {person.id for person in part.request.people}
    stand_ins = {table: each for table, each in asked.stand_ins.items() if each in ids}
    before = tuple(map(part.hosts, asked.hosts_before[: len(part.request.frozen)]))
    return RepairRequest(part.request, part.rows(asked.announced), stand_ins, before)


def _in_step(asked: RepairRequest) -> RepairRequest:
    """The same where no room can go on by itself: what has begun in one stays in all."""
    if not asked.begun:
        return asked
    frozen = asked.announced[: max(asked.begun.values())]
    return replace(asked, request=replace(asked.request, frozen=frozen), begun={})


def _ways(asked: RepairRequest, should_stop: Callable[[], bool]) -> _Ways:
    request = asked.request
    book = Rulebook(request)
    rng = Random(request.seed)  # noqa: S311 - nothing here is secret
    hosts, new_hosts = hosts_from_now(request, asked.announced, asked.stand_ins)
    tables, n_placed = seated_again(request, book, hosts, asked.announced)
    search = _search(asked, book, hosts, tables, SPARING, rng=rng)
    _mend(search, n_placed, should_stop)
    mixing = _mixed(asked, book, hosts, search.best_tables, rng=rng, should_stop=should_stop)
    options = {RepairOption.FEWEST_CHANGES: search.best_tables}
    if mixing is not None:
        *first, uneven, wished, news = mixing.best
        # Now and then the second search is luckier in sparing badges, too.
        spares = (*first, news, uneven, wished) < search.best
        option = RepairOption.FEWEST_CHANGES if spares else RepairOption.BEST_MIXING
        options[option] = mixing.best_tables
    return _Ways(hosts, new_hosts, options)


def _mixed(
    asked: RepairRequest,
    book: Rulebook,
    hosts: tuple[int, ...],
    tables: list[list[int]],
    *,
    rng: Random,
    should_stop: Callable[[], bool],
) -> RuleSearch | None:
    """A better seating than this one, whatever badges say; None if none is found."""
    search = _search(asked, book, hosts, tables, MIXING, rng=rng)
    if asked.request.blocks or not any(search.board.free):
        return None
    before, goal = search.best, (0,) * len(search.best)
    for _ in search.run(MIXING_RUN, MIXING_HEAT, goal, should_stop):
        pass
    return search if search.best[:-1] < before[:-1] else None


def _search(
    asked: RepairRequest,
    book: Rulebook,
    hosts: tuple[int, ...],
    tables: list[list[int]],
    weights: Weights,
    *,
    rng: Random,
) -> RuleSearch:
    request = asked.request
    board = Board(book, tables, bound_seats(request, hosts), asked.announced)
    sizes = [even_sizes(request, round_index) for round_index in range(request.n_rounds)]
    return RuleSearch(board, sizes, weights, rng)


def _mend(search: RuleSearch, n_placed: int, should_stop: Callable[[], bool]) -> None:
    """Search while somebody is badly seated: a rule broken, a return, a meeting again."""
    length = FIRST_RUN + RUN_EACH * n_placed
    goal = (0,) * len(search.best)
    for _ in range(RUNS):
        if not search.has_trouble() or should_stop():
            return
        for _ in search.run(length, HEAT, goal, should_stop):
            pass
        search.restore()


def _repair(
    option: RepairOption,
    asked: RepairRequest,
    hosts: tuple[int, ...],
    new_hosts: dict[str, str],
    tables: list[list[int]],
) -> Repair:
    rounds = tuple(map(tuple, tables))
    request = _as_they_came(asked, rounds)
    by_round: tuple[tuple[int, ...], ...] = ()
    if request.host_rule is HostRule.ROTATE:
        by_round = rotating_hosts(request, rounds)
    elif new_hosts:
        before = asked.hosts_before[: asked.from_round]
        by_round = before + (hosts,) * (request.n_rounds - asked.from_round)
    plan = SeatingPlan(request, rounds, hosts, by_round)
    return Repair(option, plan, _moves(asked, plan), report(request, plan), new_hosts)


def _as_they_came(asked: RepairRequest, rounds: tuple[tuple[int, ...], ...]) -> PlanRequest:
    """The request that tells of everybody in which rounds they have a seat: whoever comes to
    a room that is ahead has none in what has begun there.
    """
    if not asked.begun:
        return asked.request
    coming = range(asked.from_round, asked.request.n_rounds)
    people = tuple(
        replace(person, away=frozenset(r for r in coming if rounds[r][k] < 0))
        for k, person in enumerate(asked.request.people)
    )
    return replace(asked.request, people=people)


def _moves(asked: RepairRequest, plan: SeatingPlan) -> tuple[Move, ...]:
    """Every seat still to come that differs from the announced one."""
    request = asked.request

    def name(table: int) -> str | None:
        return request.tables[table].id if table >= 0 else None

    return tuple(
        Move(person.id, round_index, name(told), name(now))
        for round_index in range(asked.from_round, request.n_rounds)
        for person, told, now in zip(
            request.people,
            asked.announced[round_index],
            plan.tables_by_round[round_index],
            strict=True,
        )
        if told != now and now >= 0
    )
