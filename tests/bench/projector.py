"""What the projector's second costs: how much of the screen is repainted, and for how long.

`python tests/bench/projector.py` prints rows for docs/measurements.md. One second of the clock
is compared with the same window painted whole, in turn, at 1920×1080 with Qt's software
painter; and turning a page of four hundred names with one frame of 16.7 ms.
"""

import datetime as dt
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QWidget

from worldcafe.document import Document
from worldcafe.domain.commands import StartSegment
from worldcafe.domain.projection import Entry
from worldcafe.exchange.example import turin_example
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.painting.look import dress
from worldcafe.ui.projector import Projector
from worldcafe.ui.projector.window import ProjectorWindow
from worldcafe.wording import words_for

N_SECONDS = 120
N_NAMES = 400
FRAME_MS = 16.7
STARTED = dt.datetime(2027, 4, 21, 7, tzinfo=dt.UTC)


class Watch:
    """The time of day, moved by hand."""

    at = STARTED

    def __call__(self) -> dt.datetime:
        return self.at


class PaintedArea(QObject):
    """Counts the pixels that are painted in a window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self._window = window
        self.pixels = 0
        self.widgets: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count, and let everything go its way."""
        if (
            isinstance(event, QPaintEvent)
            and isinstance(watched, QWidget)
            and watched.window() is self._window
        ):
            self.widgets.add(type(watched).__name__)
            self.pixels += sum(r.width() * r.height() for r in QRegion(event.region()))
        return False


def main() -> None:
    """Measure and print."""
    app = QApplication([])
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = name
        dress(app, dark=True)
        watch = Watch()
        document = Document.create(Path(name) / "turin.worldcafe", now=watch)
        for command in turin_example("fr"):
            document.do(command)
        bridge = Bridge(document, words_for("fr"), now=watch)
        projector = Projector(bridge)
        projector.window.resize(1920, 1080)
        projector.window.show()
        round_ = document.workshop.rounds_in_order[0]
        document.do(StartSegment(segment=f"{round_.id}.talk"))
        app.processEvents()
        second(app, projector.window, watch)
        document.do(StartSegment(segment=f"{round_.id}.move"))
        page(app, projector.window)
        projector.let_go()
        bridge.close()


def second(app: QApplication, window: ProjectorWindow, watch: Watch) -> None:
    """One second of the clock against the window painted whole."""
    ticks, wholes, shares = [], [], []
    area = PaintedArea(window)
    for _ in range(N_SECONDS):
        watch.at += dt.timedelta(seconds=1)
        area.pixels = 0
        app.installEventFilter(area)
        window.tick()
        app.processEvents()
        app.removeEventFilter(area)
        shares.append(area.pixels / (window.width() * window.height()))
        watch.at += dt.timedelta(seconds=1)
        ticks.append(timed(window.tick, app))
        wholes.append(timed(lambda: [w.update() for w in window.findChildren(QWidget)], app))
    tick, whole = statistics.median(ticks), statistics.median(wholes)
    share, most = statistics.median(shares), max(shares)
    print(
        f"| a second on the projector (1920×1080), {', '.join(sorted(area.widgets))} only |"
        f" all of it painted: {whole:.1f} ms |"
        f" {tick:.1f} ms; {100 * share:.1f} % of the screen, {100 * most:.1f} % at most |"
        " only what changed |"
    )


def page(app: QApplication, window: ProjectorWindow) -> None:
    """A page of names turned, among four hundred."""
    names = window.views[window.scene].names  # type: ignore[attr-defined]
    people = tuple(Entry(f"Family name {k}", "Given name", k % 80 + 1) for k in range(N_NAMES))
    names.show_entries(people, "")
    app.processEvents()
    turns = [timed(names.turn, app) for _ in range(3 * names.n_pages)]
    turn = statistics.median(turns)
    print(
        f"| a page of {N_NAMES} names turned on the projector | one frame, {FRAME_MS} ms |"
        f" {turn:.1f} ms, {names.n_pages} pages | within one frame |"
    )


def timed(action: Callable[[], object], app: QApplication) -> float:
    """Milliseconds until the action is done and painted."""
    begin = time.perf_counter()
    action()
    app.processEvents()
    return (time.perf_counter() - begin) * 1000


if __name__ == "__main__":
    main()
