"""How good a seating plan is, counted plainly."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from worldcafe.domain.rotation.bounds import (
    fewest_coincidences,
    fewest_repeats,
    forced_revisits,
)
from worldcafe.domain.rotation.request import PlanRequest, SeatingPlan
from worldcafe.domain.rotation.room import room_of


@dataclass(frozen=True, slots=True)
class Encounter:
    """Two people who meet more than once."""

    people: tuple[str, str]
    places: tuple[tuple[int, str], ...]
    """Each meeting: round index and table id."""


@dataclass(frozen=True, slots=True)
class Revisit:
    """Somebody who comes back to a table, or to a theme while another was left to visit."""

    person: str
    round_index: int
    """When they come back."""
    to: str
    """The table's id, or the theme."""


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

    def as_json(self) -> dict[str, Any]:
        """The same as plain JSON values; tables and people by id, rounds from 0."""
        return {
            "people": self.n_people,
            "tables": self.n_tables,
            "rounds": self.n_rounds,
            "encounters": {
                "new": self.pairs_met,
                "repeated": self.repeats,
                "coincidences": self.coincidences,
                "most_meetings": self.most_meetings,
                "lower_bound": self.lower_bound,
                "coincidences_lower_bound": self.coincidences_lower_bound,
                "pairs": [
                    {
                        "people": list(encounter.people),
                        "places": [
                            {"round": round_index, "table": table}
                            for round_index, table in encounter.places
                        ],
                    }
                    for encounter in self.repeated
                ],
            },
            "people_met": {"min": self.met_min, "mean": self.met_mean},
            "table_revisits": _revisits(
                "table", self.table_revisits, self.table_revisits_lower_bound
            ),
            "theme_revisits": _revisits(
                "theme", self.theme_revisits, self.theme_revisits_lower_bound
            ),
            "sizes": {
                "by_round": [list(sizes) for sizes in self.sizes_by_round],
                "by_table": [list(sizes) for sizes in self.sizes_by_table],
            },
        }


def _revisits(kind: str, revisits: tuple[Revisit, ...], lower_bound: int) -> dict[str, Any]:
    return {
        "count": len(revisits),
        "lower_bound": lower_bound,
        "people": [
            {"person": revisit.person, "round": revisit.round_index, kind: revisit.to}
            for revisit in revisits
        ],
    }


def report(request: PlanRequest, plan: SeatingPlan) -> QualityReport:
    """Count what a seating plan is worth."""
    room = room_of(request, plan.hosts)
    groups = [_groups(tables, len(request.tables)) for tables in plan.tables_by_round]
    meetings = _meetings(groups)
    n_meetings = [len(places) for places in meetings.values()]
    n_met = _n_met(meetings, len(request.people))
    tables = _table_revisits(request, plan)
    themes = _theme_revisits(request, plan)
    kept = {
        "revisited": len(tables) > forced_revisits(room),
        "theme_revisited": bool(themes),
    }
    return QualityReport(
        n_people=len(request.people),
        n_tables=len(request.tables),
        n_rounds=request.n_rounds,
        pairs_met=len(meetings),
        repeats=sum(times - 1 for times in n_meetings),
        coincidences=sum(times * (times - 1) // 2 for times in n_meetings),
        most_meetings=max(n_meetings, default=0),
        lower_bound=fewest_repeats(room, **kept),
        coincidences_lower_bound=fewest_coincidences(room, **kept),
        repeated=_repeated(request, meetings),
        met_min=min(n_met),
        met_mean=sum(n_met) / len(n_met),
        table_revisits=tables,
        table_revisits_lower_bound=forced_revisits(room),
        theme_revisits=themes,
        theme_revisits_lower_bound=room.fewest_avoidable_theme_revisits,
        sizes_by_round=tuple(
            (min(map(len, groups_)), max(map(len, groups_))) for groups_ in groups
        ),
        sizes_by_table=tuple(
            (min(map(len, sittings)), max(map(len, sittings)))
            for sittings in zip(*groups, strict=True)
        ),
    )


Pair = tuple[int, int]
Meetings = dict[Pair, list[tuple[int, int]]]
"""For each pair of people who meet, the rounds and tables."""


def _groups(tables: tuple[int, ...], n_tables: int) -> list[list[int]]:
    groups: list[list[int]] = [[] for _ in range(n_tables)]
    for person, table in enumerate(tables):
        groups[table].append(person)
    return groups


def _meetings(groups: list[list[list[int]]]) -> Meetings:
    meetings: Meetings = defaultdict(list)
    for round_index, sittings in enumerate(groups):
        for table, sitting in enumerate(sittings):
            for pair in combinations(sitting, 2):
                meetings[pair].append((round_index, table))
    return meetings


def _n_met(meetings: Meetings, n_people: int) -> list[int]:
    n_met = [0] * n_people
    for one, other in meetings:
        n_met[one] += 1
        n_met[other] += 1
    return n_met


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


def _travellers(request: PlanRequest, plan: SeatingPlan) -> list[tuple[str, tuple[int, ...]]]:
    """Everybody but the hosts, with their tables round by round."""
    hosts = set(plan.hosts)
    routes = zip(*plan.tables_by_round, strict=True)
    return [
        (person.id, route)
        for index, (person, route) in enumerate(zip(request.people, routes, strict=True))
        if index not in hosts
    ]


def _table_revisits(request: PlanRequest, plan: SeatingPlan) -> tuple[Revisit, ...]:
    return tuple(
        Revisit(person, round_index, request.tables[table].id)
        for person, route in _travellers(request, plan)
        for round_index, table in enumerate(route)
        if table in route[:round_index]
    )


def _theme_revisits(request: PlanRequest, plan: SeatingPlan) -> tuple[Revisit, ...]:
    n_themes = len({table.theme for table in request.tables} - {None})
    found = []
    for person, route in _travellers(request, plan):
        visited: set[str] = set()
        for round_index, table in enumerate(route):
            theme = request.tables[table].theme
            if theme is None:
                continue
            if theme in visited and len(visited) < n_themes:
                found.append(Revisit(person, round_index, theme))
            visited.add(theme)
    return tuple(found)
