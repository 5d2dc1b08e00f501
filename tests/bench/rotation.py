"""The planner on bare numbers: repeats, bounds and times, room by room.

    python3 tests/bench/rotation.py

prints the tables of docs/measurements.md. Times are processor seconds of this process, so
that a busy machine changes them little.
"""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from worldcafe.domain.rotation import HostRule, Person, PlanRequest, Table, plan, report

STAY, EXTRA = HostRule.STAY, HostRule.EXTRA

KNOWN = [
    (20, 5, 5, EXTRA, 0), (20, 5, 5, STAY, 0), (32, 8, 7, EXTRA, 0), (32, 8, 9, EXTRA, 0),
    (32, 8, 9, STAY, 26), (32, 8, 10, EXTRA, 16), (32, 8, 10, STAY, 51),
    (80, 10, 4, EXTRA, 0), (80, 10, 4, STAY, 0), (80, 10, 6, EXTRA, 40), (80, 10, 6, STAY, 0),
    (72, 12, 5, STAY, 0), (78, 13, 6, EXTRA, 0), (78, 13, 6, STAY, 0), (80, 16, 5, EXTRA, 0),
    (80, 16, 5, STAY, 0), (160, 20, 5, EXTRA, 0), (240, 30, 4, EXTRA, 0),
    (240, 30, 4, STAY, 0), (1000, 100, 5, EXTRA, 0), (1000, 100, 5, STAY, 0),
    (1200, 200, 5, EXTRA, 0), (1200, 200, 5, STAY, 0), (83, 10, 4, STAY, 0),
    (47, 6, 4, EXTRA, 102), (47, 6, 4, STAY, 66), (1207, 201, 4, EXTRA, 0),
    (1207, 201, 4, STAY, 0), (24, 4, 3, STAY, 24), (30, 5, 3, EXTRA, 30),
    (25, 5, 5, EXTRA, 40), (25, 5, 5, STAY, 0), (36, 6, 4, EXTRA, 36), (36, 6, 4, STAY, 6),
    (36, 6, 6, EXTRA, 84), (36, 6, 6, STAY, 60), (60, 6, 5, EXTRA, 296),
    (60, 6, 5, STAY, 233), (100, 10, 4, STAY, 0), (100, 10, 5, EXTRA, 106),
    (100, 10, 5, STAY, 30), (108, 12, 5, EXTRA, 0), (108, 12, 5, STAY, 0),
]  # fmt: skip
"""People, tables, rounds, hosts, and the fewest repeats that others found (fair plans)."""

HELD_OUT = [
    (55, 5, 4, STAY), (40, 5, 6, STAY), (63, 9, 10, STAY), (96, 12, 9, STAY),
    (96, 12, 8, EXTRA), (49, 7, 7, EXTRA), (64, 8, 5, EXTRA), (45, 6, 5, STAY),
    (67, 10, 6, EXTRA), (101, 14, 8, STAY), (72, 6, 4, EXTRA), (42, 6, 5, EXTRA),
    (112, 14, 9, EXTRA), (150, 15, 5, EXTRA),
]  # fmt: skip
"""Rooms of the same kinds that nothing was tuned to."""

THEMED = [
    (80, 4, (2, 2, 2, 2, 2)), (40, 4, (5, 3)), (60, 4, (3, 3, 3, 3)), (90, 5, (3, 3, 3, 3, 3)),
    (70, 4, (4, 4, 3, 3)), (75, 3, (4, 3, 3)), (40, 4, (6, 2)), (50, 5, (4, 3, 3)),
    (200, 5, (8, 8, 8, 8, 8)),
]  # fmt: skip
"""People, rounds, and at how many tables each theme is; hosts stay."""

GROWTH = [(100, 20), (200, 40), (400, 80), (800, 160), (1200, 240)]


@dataclass(frozen=True)
class Measured:
    """One room planned."""

    repeats: int
    bound: int
    most_meetings: int
    returns: str
    theme_returns: str
    first: float
    """Seconds until there was a full plan."""
    whole: float


def measured(request: PlanRequest) -> Measured:
    """Plan a room and count."""
    firsts: list[float] = []
    begin = time.process_time()
    found = plan(request, on_better=lambda _: firsts.append(time.process_time() - begin))
    whole = time.process_time() - begin
    quality = report(request, found)
    return Measured(
        quality.repeats,
        quality.lower_bound,
        quality.most_meetings,
        f"{len(quality.table_revisits)} ({quality.table_revisits_lower_bound})",
        f"{len(quality.theme_revisits)} ({quality.theme_revisits_lower_bound})",
        firsts[0] if firsts else whole,
        whole,
    )


def seconds(taken: float) -> str:
    """A time as it is best read."""
    return f"{taken * 1000:.1f} ms" if taken < 1 else f"{taken:.1f} s"


def known_rooms() -> Iterator[tuple[str, ...]]:
    """Rooms for which others' results are known."""
    yield "room", "repeats", "best known", "bound", "a pair at most", "first", "time"
    for people, tables, rounds, rule, best in KNOWN:
        room = measured(PlanRequest.of_numbers(people, tables, rounds, host_rule=rule))
        yield (
            f"{people}/{tables}/{rounds} {'H' if rule is STAY else 'B'}",
            str(room.repeats), str(best), str(room.bound), str(room.most_meetings),
            seconds(room.first), seconds(room.whole),
        )  # fmt: skip


def held_out_rooms() -> Iterator[tuple[str, ...]]:
    """Rooms of the same kinds, and themes at several tables."""
    yield "room", "repeats (bound)", "returns (bound)", "themes again (bound)", "first", "time"
    for people, tables, rounds, rule in HELD_OUT:
        request = PlanRequest.of_numbers(people, tables, rounds, host_rule=rule)
        yield _row(f"{people}/{tables}/{rounds} {'H' if rule is STAY else 'B'}", request)
    for people, rounds, tables_each in THEMED:
        themes = [str(k) for k, n in enumerate(tables_each) for _ in range(n)]
        request = PlanRequest(
            tuple(Person(str(k)) for k in range(people)),
            tuple(Table(str(k), theme) for k, theme in enumerate(themes)),
            rounds,
        )
        name = "+".join(map(str, tables_each))
        yield _row(f"{people}/{len(themes)}/{rounds} H, themes at {name} tables", request)


def _row(name: str, request: PlanRequest) -> tuple[str, ...]:
    room = measured(request)
    return (
        name, f"{room.repeats} ({room.bound})", room.returns, room.theme_returns,
        seconds(room.first), seconds(room.whole),
    )  # fmt: skip


def growth() -> Iterator[tuple[str, ...]]:
    """From 100 to 1,200 people at tables of five for four rounds, without and with themes."""
    yield "people", "tables", "time", "for each person", "on five themes", "for each person"
    for people, tables in GROWTH:
        bare = min(measured(PlanRequest.of_numbers(people, tables, 4)).whole for _ in range(5))
        themed = PlanRequest(
            tuple(Person(str(k)) for k in range(people)),
            tuple(Table(str(k), str(k % 5)) for k in range(tables)),
            4,
        )
        hard = min(measured(themed).whole for _ in range(3))
        yield (
            str(people), str(tables),
            seconds(bare), f"{bare / people * 1e6:.0f} µs",
            seconds(hard), f"{hard / people * 1e6:.0f} µs",
        )  # fmt: skip


def main() -> int:
    """Print every table as Markdown."""
    for table in (known_rooms, held_out_rooms, growth):
        for k, row in enumerate(table()):
            print("| " + " | ".join(row) + " |", flush=True)
            if k == 0:
                print("|---" * len(row) + "|")
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
