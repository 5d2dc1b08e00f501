"""How smooth the rotation page is: a step of a walk, a person carried, a change by hand.

`python -m tests.bench.rotation_page` prints rows for docs/measurements.md. Each figure is
the median of many, with the slowest of twenty beside it, against one frame of 16.7 ms. Only
the work in the window's thread counts, in time of the processor, so that other work on the
machine does not; the painting is Qt's software painter, without a graphics card.
"""

import datetime as dt
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from worldcafe.document import Document
from worldcafe.domain.commands import FurnishRoom, ImportParticipants, PutRound
from worldcafe.domain.model import Participant, Round
from worldcafe.domain.rotation import plan
from worldcafe.domain.seating import adopt, plan_request
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.pages.rotation.page import RotationPage
from worldcafe.ui.painting.look import dress
from worldcafe.ui.painting.room_drag import Target
from worldcafe.wording import words_for

AT = dt.datetime(2027, 4, 21, 7, 0, tzinfo=dt.UTC)
SIZES = ((400, 50), (1_200, 200))
N_ROUNDS = 4


def main() -> int:
    """Measure and print."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    dress(app, dark=False)
    print("| what | people | median | slowest of 20 |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        for n_people, n_tables in SIZES:
            with Document.create(Path(name) / f"{n_people}.worldcafe", now=lambda: AT) as file:
                for what, times in measured(app, file, n_people, n_tables).items():
                    middle, slowest = statistics.median(times), max(times)
                    print(f"| {what} | {n_people} | {middle:.1f} ms | {slowest:.1f} ms |")
    return 0


def measured(
    app: QApplication, document: Document, n_people: int, n_tables: int
) -> dict[str, list[float]]:
    """Milliseconds of each kind of thing, some twenty times each."""
    furnish(document, n_people, n_tables)
    bridge = Bridge(document, words_for("en"), now=lambda: AT)
    page = RotationPage(bridge)
    page.resize(1158, 712)
    page.show()
    until_idle(app, page)
    times = {
        "choose another round": [timed(partial(step, page, k)) for k in range(20)],
        "one frame of people walking": frames(app, page),
        "person carried over another": carried(app, page),
        "frame painted while carrying": painted(app, page),
        "choose a person": chosen(app, page),
        "swap by hand, until the room shows it": swapped(app, page),
    }
    page.leave()
    page.close()
    bridge.close()
    return times


def furnish(document: Document, n_people: int, n_tables: int) -> None:
    """A seated café of this size."""
    regions = ("Africa", "Asia", "Americas", "Europe", "Arab States")
    people = tuple(
        Participant(
            id=f"p{k}", given_name=f"Given{k}", family_name=f"Family{k}",
            organisation=f"Office {k % 60}", region=regions[k % 5],
            languages=(("fr", "en", "es", "pt")[k % 4], "en"),
        )
        for k in range(n_people)
    )  # fmt: skip
    document.do(ImportParticipants(participants=people))
    document.do(FurnishRoom(n_tables=n_tables, seats=n_people // n_tables + 1))
    for number in range(1, N_ROUNDS + 1):
        document.do(PutRound(round=Round(id=f"r{number}", number=number)))
    workshop = document.workshop
    found = plan(plan_request(workshop), should_stop=lambda: True)
    document.do(adopt(workshop, found))


def timed(action: Callable[[], object]) -> float:
    """Milliseconds of the processor that an action takes in this thread."""
    begin = time.thread_time()
    action()
    return 1_000 * (time.thread_time() - begin)


def until_idle(app: QApplication, page: RotationPage) -> None:
    """Let everything that was begun end."""
    app.processEvents()
    while page.appraisal.under_way:
        app.processEvents()
        time.sleep(0.005)
    app.processEvents()


def step(page: RotationPage, k: int) -> None:
    page.board.scene.settle()
    page.board.bar.slider.setValue(k % N_ROUNDS)


def frames(app: QApplication, page: RotationPage) -> list[float]:
    """Moving everybody a little, and painting it."""
    scene, view = page.board.scene, page.board.view
    step(page, 1)
    step(page, 2)
    view.viewport().repaint()

    def frame(share: float) -> None:
        scene.walk_to(share)
        view.viewport().repaint()

    times = [timed(partial(frame, k / 20)) for k in range(20)]
    scene.settle()
    app.processEvents()
    return times


def carried(app: QApplication, page: RotationPage) -> list[float]:
    """What is said about a swap, and the outline of its place."""
    people = list(page.board.scene.chips)
    times = [
        timed(partial(page.board.carried.emit, "p1", Target(person_id=people[7 * k + 9])))
        for k in range(20)
    ]
    app.processEvents()
    return times


def painted(app: QApplication, page: RotationPage) -> list[float]:
    """The room painted anew with one chip somewhere else."""
    chip, view = page.board.scene.chips["p1"], page.board.view
    chip.lift(on=True)
    times = []
    for k in range(20):
        chip.moveBy(6, 4)
        times.append(timed(app.processEvents))
        if k == 0:
            times.clear()
    chip.lift(on=False)
    view.viewport().repaint()
    return times


def chosen(app: QApplication, page: RotationPage) -> list[float]:
    """The card of a person, their way, and their rings."""
    times = [timed(partial(page.choose_person, f"p{k * 3}")) for k in range(20)]
    app.processEvents()
    return times


def swapped(app: QApplication, page: RotationPage) -> list[float]:
    """From letting somebody go to the picture of the change; the report follows later."""
    times = []
    for k in range(20):
        person, other = f"p{k * 5}", f"p{k * 5 + 2}"
        target = Target(person_id=other)
        times.append(timed(partial(page.board.set_down.emit, person, target)))
        until_idle(app, page)
    return times


if __name__ == "__main__":
    sys.exit(main())
