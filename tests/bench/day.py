"""What the day costs: the hand-in board of a large room, and the clock's second.

`python tests/bench/day.py` prints rows for docs/measurements.md. Every change is announced and
painted; the time includes both, and leaves out only the disk.
"""

import datetime as dt
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from worldcafe.document import Document
from worldcafe.domain.commands import (
    AdoptSeatingPlan,
    CheckIn,
    DescribeConversation,
    FurnishRoom,
    ImportContributions,
    ImportParticipants,
    PutRound,
    RecordContribution,
    StartSegment,
)
from worldcafe.domain.model import Contribution, Participant, Round, Seat
from worldcafe.domain.vocabulary import HandIn, Kind
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.pages.live.page import LivePage
from worldcafe.ui.painting.look import dress
from worldcafe.wording import words_for

N_TABLES, N_ROUNDS, N_PEOPLE, N_CONTRIBUTIONS = 40, 6, 200, 2_000


def main() -> int:
    """Measure, and print a row each."""
    app = QApplication.instance() or QApplication([])
    dress(app, dark=False)
    with tempfile.TemporaryDirectory() as name:
        watch = _Watch()
        document = _large(Path(name) / "day.worldcafe", watch)
        bridge = Bridge(document, words_for("en"), now=watch)
        page = LivePage(bridge)
        page.resize(1158, 712)
        page.show()
        page.room.show_tab("hand_in")
        app.processEvents()
        places = [
            (table.id, round_.id)
            for table in bridge.workshop.tables_in_order
            for round_ in bridge.workshop.rounds_in_order
        ]
        where = f"{N_TABLES} tables × {N_ROUNDS} rounds, {N_CONTRIBUTIONS:,} contributions"
        numbers = iter(range(N_CONTRIBUTIONS, 10**6))

        def record(n: int) -> None:
            table_id, round_id = places[n * 7 % len(places)]
            bridge.do(RecordContribution(contribution=_said(next(numbers), table_id, round_id)))

        def hand_in(n: int) -> None:
            table_id, round_id = places[n % len(places)]
            state = HandIn.HANDED_IN if n % 2 else HandIn.CHECKED
            bridge.do(DescribeConversation(table_id=table_id, round_id=round_id, state=state))

        def tick() -> None:
            watch.at += dt.timedelta(seconds=1)
            page._on_tick()

        disk = _Disk(bridge.document)
        _print(f"one contribution more on the board, {where}", _each(app, disk, record))
        _print(f"one conversation handed in, {where}", _each(app, disk, hand_in))
        _print("a second of the clock", _each(app, disk, lambda _n: tick()))
        people = list(bridge.workshop.participants)
        page.room.show_tab("presence")
        _print(
            f"one of {N_PEOPLE} people checked in",
            _each(app, disk, lambda n: bridge.do(
                CheckIn(participant_ids=frozenset({people[n]}))
            )),
        )  # fmt: skip
        page.close()
        bridge.close()
    return 0


class _Watch:
    """The time of day, moved by hand."""

    at = dt.datetime(2027, 4, 21, 7, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.at


class _Disk:
    """How long the last commit took: not what this measures."""

    def __init__(self, document: Document) -> None:
        self.seconds = 0.0
        commit = document._store.commit

        def timed(*arguments: object, **named: object) -> int:
            begin = time.perf_counter()
            number = commit(*arguments, **named)
            self.seconds = time.perf_counter() - begin
            return number

        document._store.commit = timed


def _each(app: QApplication, disk: _Disk, step: Callable[[int], object]) -> list[float]:
    """Milliseconds until each step was painted."""
    taken = []
    for n in range(80):
        disk.seconds = 0.0
        begin = time.perf_counter()
        step(n)
        app.processEvents()
        taken.append((time.perf_counter() - begin - disk.seconds) * 1000)
    return taken[5:]


def _print(what: str, taken: list[float]) -> None:
    middle, slowest = statistics.median(taken), max(taken)
    print(
        f"| {what} | one frame (16 ms) | {middle:.1f} ms (slowest {slowest:.1f} ms) | < 16 ms |"
    )


def _large(path: Path, watch: _Watch) -> Document:
    """A large room in its third round, with everybody seated."""
    document = Document.create(path, now=watch)
    document.do(FurnishRoom(n_tables=N_TABLES, seats=5))
    for n in range(1, N_ROUNDS + 1):
        document.do(PutRound(round=Round(id=f"r{n}", number=n, question="What works?")))
    people = tuple(
        Participant(id=f"p{n}", given_name="Awa", family_name=f"Diop {n:03}")
        for n in range(N_PEOPLE)
    )
    document.do(ImportParticipants(participants=people))
    tables = [table.id for table in document.workshop.tables_in_order]
    document.do(
        AdoptSeatingPlan(
            seats=tuple(
                Seat.of(person.id, tables[(k + k // N_TABLES * n) % N_TABLES], f"r{n}")
                for n in range(1, N_ROUNDS + 1)
                for k, person in enumerate(people)
            )
        )
    )
    document.do(
        ImportContributions(
            contributions=tuple(
                _said(n, tables[n % N_TABLES], f"r{n // N_TABLES % 3 + 1}")
                for n in range(N_CONTRIBUTIONS)
            )
        )
    )
    document.do(StartSegment(segment="r3.talk"))
    return document


def _said(n: int, table_id: str, round_id: str) -> Contribution:
    return Contribution(
        id=f"c{n}",
        kind=Kind.OPPORTUNITY,
        table_id=table_id,
        round_id=round_id,
        title=f"Échange {n} entre municipalités",
    )


if __name__ == "__main__":
    sys.exit(main())
