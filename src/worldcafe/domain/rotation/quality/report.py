"""How good a seating plan is, counted plainly and from scratch."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import combinations

from worldcafe.domain.rotation.quality import inspection
from worldcafe.domain.rotation.quality.collisions import collisions
from worldcafe.domain.rotation.quality.findings import (
    BrokenPin,
    Clash,
    Collision,
    Encounter,
    Misfit,
    Mixture,
    Revisit,
    UnmetWish,
)
from worldcafe.domain.rotation.request import PlanRequest
from worldcafe.domain.rotation.room import Room, room_of
from worldcafe.domain.rotation.rules.rooms import by_room
from worldcafe.domain.rotation.seating_plan import SeatingPlan
from worldcafe.domain.rotation.structure.bounds import (
    fewest_coincidences,
    fewest_repeats,
    forced_revisits,
)
from worldcafe.domain.rotation.terms import HostRule, RuleName, Rules
from worldcafe.domain.vocabulary import Strength, WishType


@dataclass(frozen=True, slots=True)
class QualityReport:
    """Encounters, revisits and sizes of one seating plan."""

    n_people: int
    n_tables: int
    n_rounds: int
    pairs_met: int
    """New encounters: pairs of people who meet at all."""
    repeats: int
    """Repeated encounters: over all pairs, every meeting after the first."""
    coincidences: int
    """Over all pairs, the pairs of rounds in which they meet."""
    most_meetings: int
    """Of the pair that meets most often."""
    lower_bound: int
    """No plan by the same rules can have fewer repeats."""
    coincidences_lower_bound: int
    repeated: tuple[Encounter, ...]
    """The pairs that meet again, most meetings first."""
    met_min: int
    """Different people met by the person who meets fewest."""
    met_mean: float
    table_revisits: tuple[Revisit, ...]
    table_revisits_lower_bound: int
    theme_revisits: tuple[Revisit, ...]
    """Only the avoidable kind: another theme was left to visit."""
    theme_revisits_lower_bound: int
    sizes_by_round: tuple[tuple[int, int], ...]
    """For each round, people at the smallest and at the fullest table."""
    sizes_by_table: tuple[tuple[int, int], ...]
    """For each table, the fewest and the most people over the day."""
    met_fewest: tuple[str, ...]
    """Who meets that few people."""
    rules: Rules
    """The rules the seating was asked to respect."""
    known: frozenset[RuleName]
    """The rules about which the list of people says anything."""
    language_conflicts: tuple[Misfit, ...]
    """People at tables whose languages they do not speak."""
    alone_with_language: tuple[Misfit, ...]
    """People who share no language with anybody at their table."""
    clashes: tuple[Clash, ...]
    """Pairs of one organisation, delegation or country at one table."""
    access_conflicts: tuple[Misfit, ...]
    """People who need an accessible table and sit at another."""
    mixtures: tuple[Mixture, ...]
    """From where the people at each table come, where that is known."""
    n_rooms: int
    """In how many rooms people are to stay; 0 where nothing is asked of rooms."""
    room_changes: tuple[Misfit, ...]
    """People who come to another room though they are to stay in one."""
    n_wishes: int
    unmet_wishes: tuple[UnmetWish, ...]
    broken_pins: tuple[BrokenPin, ...]
    collisions: tuple[Collision, ...]
    """Why hard rules are broken: which rules cannot hold together."""

    @property
    def single_regions(self) -> tuple[Mixture, ...]:
        """The tables, round by round, at which all are of one region."""
        return tuple(mixture for mixture in self.mixtures if mixture.is_single)

    def clashes_by(self, rule: RuleName) -> tuple[Clash, ...]:
        """The clashes of one of the three rules that keep people apart."""
        return tuple(clash for clash in self.clashes if clash.rule is rule)

    def broken(self, rule: RuleName) -> int:
        """How often a rule is broken, whether it was asked for or not."""
        match rule:
            case RuleName.SHARED_LANGUAGE:
                return len(self.language_conflicts) + len(self.alone_with_language)
            case RuleName.ACCESSIBLE_TABLE:
                return len(self.access_conflicts)
            case RuleName.REGIONS_MIXED:
                return len(self.single_regions)
            case _:
                return len(self.clashes_by(rule))

    @property
    def hard_unmet(self) -> int:
        """How often something that must hold does not: hard rules, hard wishes, pins."""
        rules = (rule for rule in RuleName if self.rules[rule].strength is Strength.HARD)
        wishes = (wish for wish in self.unmet_wishes if wish.strength is Strength.HARD)
        places = len(self.broken_pins) + len(self.room_changes)
        return sum(map(self.broken, rules)) + sum(1 for _ in wishes) + places


def report(request: PlanRequest, plan: SeatingPlan) -> QualityReport:
    """Count what a seating plan is worth."""
    meetings = _meetings(plan)
    n_meetings = [len(places) for places in meetings.values()]
    n_met = _n_met(request, plan, meetings)
    fewest = min(n_met.values())
    tables = _table_revisits(request, plan)
    themes = _theme_revisits(request, plan)
    bounds = _bounds(request, plan, len(tables), len(themes))
    sizes = [_sizes(request, tables) for tables in plan.tables_by_round]
    return QualityReport(
        n_people=len(request.people),
        n_tables=len(request.open_tables),
        n_rounds=request.n_rounds,
        pairs_met=len(meetings),
        repeats=sum(times - 1 for times in n_meetings),
        coincidences=sum(times * (times - 1) // 2 for times in n_meetings),
        most_meetings=max(n_meetings, default=0),
        lower_bound=bounds.repeats,
        coincidences_lower_bound=bounds.coincidences,
        repeated=_repeated(request, meetings),
        met_min=fewest,
        met_mean=sum(n_met.values()) / len(n_met),
        table_revisits=tables,
        table_revisits_lower_bound=bounds.table_revisits,
        theme_revisits=themes,
        theme_revisits_lower_bound=bounds.theme_revisits,
        sizes_by_round=tuple(_range(by_table) for by_table in sizes),
        sizes_by_table=tuple(
            _range([by_table[table] for by_table in sizes])
            for table in range(len(request.tables))
        ),
        met_fewest=tuple(request.people[k].id for k, n in n_met.items() if n == fewest),
        rules=request.rules,
        known=inspection.known_rules(request),
        language_conflicts=inspection.language_conflicts(request, plan),
        alone_with_language=inspection.alone_with_language(request, plan),
        clashes=inspection.clashes(request, plan),
        access_conflicts=inspection.access_conflicts(request, plan),
        mixtures=inspection.mixtures(request, plan),
        n_rooms=_n_rooms(request),
        room_changes=inspection.room_changes(request, plan),
        n_wishes=len(request.wishes),
        unmet_wishes=inspection.unmet_wishes(request, plan),
        broken_pins=inspection.broken_pins(request, plan),
        collisions=collisions(request, plan),
    )


@dataclass(frozen=True, slots=True)
class _Bounds:
    repeats: int = 0
    coincidences: int = 0
    table_revisits: int = 0
    theme_revisits: int = 0


def _bounds(request: PlanRequest, plan: SeatingPlan, tables: int, themes: int) -> _Bounds:
    """What no plan can avoid; nothing is proven where the room changes during the day."""
    replaced = plan.hosts_by_round and request.host_rule is HostRule.STAY
    if replaced or not request.is_whole_day:
        return _Bounds()
    rooms = [(request, room_of(request, plan.hosts))]
    if not inspection.room_changes(request, plan):
        parts = by_room(request, plan.tables_by_round)
        rooms = [
            (part.request, room_of(part.request, part.hosts(plan.hosts))) for part in parts
        ] or rooms
    forced = sum(forced_revisits(room) for _, room in rooms)
    kept = {"revisited": tables > forced, "theme_revisited": bool(themes)}
    unmet = {each.wish for each in inspection.unmet_wishes(request, plan)}
    asked = [_asked_repeats(part, room, unmet) for part, room in rooms]
    return _Bounds(
        sum(max(fewest_repeats(r, **kept), n) for (_, r), n in zip(rooms, asked, strict=True)),
        sum(
            max(fewest_coincidences(r, **kept), n)
            for (_, r), n in zip(rooms, asked, strict=True)
        ),
        forced,
        sum(room.fewest_avoidable_theme_revisits for _, room in rooms),
    )


def _n_rooms(request: PlanRequest) -> int:
    rooms = {request.tables[k].room for k in request.open_tables}
    return len(rooms) if request.stay_in_room and len(rooms) > 1 else 0


def _asked_repeats(request: PlanRequest, room: Room, unmet: Container[str]) -> int:
    """Repeats that are asked for: people who stay together in every round.

    `unmet` are wishes that are not kept, such as one of two hosts to sit together.
    """
    pairs = {
        frozenset(pair)
        for wish in request.wishes
        if wish.type is WishType.TOGETHER and wish.round_index is None
        if wish.strength is Strength.HARD and wish.id not in unmet
        for pair in combinations(wish.people, 2)
    }
    asked = len(pairs)
    if request.blocks:
        asked = max(asked, sum(n * (n - 1) // 2 for n in room.first_sizes))
    return asked * (request.n_rounds - 1)


def _sizes(request: PlanRequest, tables: tuple[int, ...]) -> list[int | None]:
    """For each table how many sit there; None for a closed one where nobody does."""
    count = Counter(tables)
    return [
        None if table.closed and not count[index] else count[index]
        for index, table in enumerate(request.tables)
    ]


def _range(sizes: list[int | None]) -> tuple[int, int]:
    known = [size for size in sizes if size is not None] or [0]
    return min(known), max(known)


Pair = tuple[int, int]
Meetings = dict[Pair, list[tuple[int, int]]]
"""For each pair of people who meet, the rounds and tables."""


def _meetings(plan: SeatingPlan) -> Meetings:
    """All meetings; a host and a note-taker who stay at one table meet there once."""
    meetings: Meetings = defaultdict(list)
    for round_index, table, group in inspection.sittings(plan):
        team = {person for person in group if plan.stays(person, round_index)}
        for pair in combinations(group, 2):
            if pair not in meetings or not team.issuperset(pair):
                meetings[pair].append((round_index, table))
    return meetings


def _n_met(request: PlanRequest, plan: SeatingPlan, meetings: Meetings) -> dict[int, int]:
    """For everybody who is there all day, else for everybody at all: people met."""
    n_met = [0] * len(request.people)
    for one, other in meetings:
        n_met[one] += 1
        n_met[other] += 1
    present = [
        index
        for index in range(len(n_met))
        if all(tables[index] >= 0 for tables in plan.tables_by_round)
    ]
    return {index: n_met[index] for index in present or range(len(n_met))}


def _repeated(request: PlanRequest, meetings: Meetings) -> tuple[Encounter, ...]:
    again = [(pair, places) for pair, places in meetings.items() if len(places) > 1]
    again.sort(key=lambda item: (-len(item[1]), item[0]))
    return tuple(
        Encounter(
            (request.people[one].id, request.people[other].id),
            tuple((round_index, request.tables[table].id) for round_index, table in places),
        )
        for (one, other), places in again
    )


Seated = tuple[int, int, bool]
"""Round index, table index, and whether the person stays there."""


def _routes(request: PlanRequest, plan: SeatingPlan) -> Iterator[tuple[str, list[Seated]]]:
    """For everybody, the rounds in which they travel and their tables then.

    Where somebody stays as host or note-taker does not count as travelling there.
    """
    for index, person in enumerate(request.people):
        yield (
            person.id,
            [
                (round_index, tables[index], plan.stays(index, round_index))
                for round_index, tables in enumerate(plan.tables_by_round)
                if tables[index] >= 0
            ],
        )


def _table_revisits(request: PlanRequest, plan: SeatingPlan) -> tuple[Revisit, ...]:
    found = []
    for person, route in _routes(request, plan):
        visited: set[int] = set()
        for round_index, table, stays in route:
            if table in visited and not stays:
                found.append(Revisit(person, round_index, request.tables[table].id))
            visited.add(table)
    return tuple(found)


def _theme_revisits(request: PlanRequest, plan: SeatingPlan) -> tuple[Revisit, ...]:
    found = []
    within_reach = inspection.themes_within_reach(request)
    for person, route in _routes(request, plan):
        visited: set[str] = set()
        n_themes = within_reach(table for _, table, _ in route)
        for round_index, table, stays in route:
            theme = request.tables[table].theme
            if theme is None:
                continue
            if theme in visited and len(visited) < n_themes and not stays:
                found.append(Revisit(person, round_index, theme))
            visited.add(theme)
    return tuple(found)
