"""How long the window is held up: the longest turns of its event loop, each in a fresh process.

`python -m tests.bench.turns` prints rows for docs/measurements.md. A turn is measured twice: by
the processor's time of the window's thread, which a busy machine does not change, and by the
clock, which a thread in the background does.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QTableView

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

N_SORTED = 10_000
N_OPPORTUNITIES = (90, 2_000)
SETTLING_SECONDS = 3.0
"""After a workshop is opened, what is done unasked begins: that is felt as well."""


class Turns:
    """What became of some time in the window."""

    def __init__(self) -> None:
        self.longest = self.longest_passed = 0.0
        """Seconds of the longest turn: of the window's thread, and by the clock."""
        self._begun = time.process_time(), time.perf_counter()

    def take(self, turn: Callable[[], object]) -> None:
        """Take one turn."""
        begin, began_at = time.thread_time(), time.perf_counter()
        turn()
        self.longest = max(self.longest, time.thread_time() - begin)
        self.longest_passed = max(self.longest_passed, time.perf_counter() - began_at)

    def until(self, holds: Callable[[], bool], seconds: float = 300.0) -> "Turns":
        """Let the window live until that is so, or so many seconds."""
        from PySide6.QtWidgets import QApplication

        end = time.monotonic() + seconds
        while not holds() and time.monotonic() < end:
            self.take(QApplication.processEvents)
            time.sleep(0.002)
        return self

    def row(self, what: str) -> str:
        """A row of the table."""
        work, passed = (
            time.process_time() - self._begun[0],
            time.perf_counter() - self._begun[1],
        )
        figures = (self.longest, self.longest_passed, work, passed)
        return f"| {what} | " + " | ".join(f"{1_000 * each:.0f} ms" for each in figures) + " |"


def never() -> bool:
    """So that only the seconds count."""
    return False


def sorted_by(table: "QTableView", column: int, order: "Qt.SortOrder") -> Turns:
    """What it takes to sort by a column, and to paint that."""
    turns = Turns()
    turns.take(lambda: table.sortByColumn(column, order))
    return turns.until(never, 0.05)


def first_sort() -> None:
    """Ten thousand rows in the harvest's list, by each of its columns."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication
    from tests.bench.__main__ import large_workshop

    from worldcafe.ui.bridge import Bridge
    from worldcafe.ui.pages.harvest.list import ListView
    from worldcafe.ui.pages.harvest.page import HarvestPage
    from worldcafe.ui.painting.look import dress
    from worldcafe.wording import words_for

    app = QApplication([])
    dress(app, dark=False)
    with tempfile.TemporaryDirectory() as name:
        bridge = Bridge(large_workshop(Path(name) / "l.worldcafe", N_SORTED), words_for("en"))
        page = HarvestPage(bridge)
        page.resize(1158, 712)
        page.show()
        page.go_to_view("list")
        view = page.view
        assert isinstance(view, ListView)
        Turns().until(lambda: not view._idle.isActive())
        for which, order in (
            ("first", Qt.SortOrder.AscendingOrder),
            ("again, the other way round", Qt.SortOrder.DescendingOrder),
        ):
            longest = max(
                (
                    sorted_by(view.table, number, order)
                    for number in range(len(view.model.columns))
                ),
                key=lambda turns: turns.longest,
            )
            print(longest.row(f"{N_SORTED:,} sorted {which}: the slowest of all columns"))
        page.leave()
        bridge.close()


def opened_example() -> None:
    """From the click in the start window until the example was open for some seconds."""
    from worldcafe.__main__ import desktop as loaded

    module = loaded()
    from worldcafe.ui.settings import Settings

    app = module.QApplication([])
    desktop = module.Desktop(app, Settings())
    desktop.show_start()
    app.processEvents()
    loading = Turns()
    desktop.loading.begin()
    loading.until(lambda: not desktop.loading.is_under_way)
    print(loading.row("the rest is loaded while the start window is in view"), flush=True)
    turns = Turns()
    turns.take(desktop.open_example)
    turns.until(lambda: desktop.window is not None and desktop.window.isVisible())
    turns.until(never, SETTLING_SECONDS)
    print(turns.row("the example opened from the start window"), flush=True)
    desktop.close()


def offers_and_needs(n: int) -> None:
    """From the click on the view until a screen of cards stands there."""
    from PySide6.QtWidgets import QApplication
    from tests.bench.harvest_page import furnished

    from worldcafe.ui.bridge import Bridge
    from worldcafe.ui.pages.harvest.matches import MatchesView
    from worldcafe.ui.pages.harvest.page import HarvestPage
    from worldcafe.ui.painting.look import dress
    from worldcafe.wording import words_for

    app = QApplication([])
    dress(app, dark=False)
    with tempfile.TemporaryDirectory() as name:
        bridge = Bridge(furnished(Path(name) / "harvest.worldcafe", n), words_for("en"))
        page = HarvestPage(bridge)
        page.resize(1158, 712)
        page.show()
        Turns().until(never, 1)
        turns = Turns()
        turns.take(lambda: page.go_to_view("matches"))
        view = page.view
        assert isinstance(view, MatchesView)
        turns.until(lambda: bool(view.cards))
        print(turns.row(f"offers and needs of {n:,}: the first cards"), flush=True)
        turns.until(lambda: not view._making.isActive())
        print(
            turns.row(f"the same: {len(view.cards)} cards of {len(view.found):,}"), flush=True
        )
        page.leave()
        bridge.close()


def main() -> int:
    """Measure and print, or measure what is named."""
    parts = {"first_sort": first_sort, "opened_example": opened_example}
    parts |= {
        f"offers_and_needs_{n}": (lambda n=n: offers_and_needs(n)) for n in N_OPPORTUNITIES
    }  # type: ignore[misc]
    if sys.argv[1:]:
        parts[sys.argv[1]]()
        return 0
    print(
        "| what | longest turn | by the clock | in all | by the clock |\n|---|---|---|---|---|"
    )
    for name in parts:
        with tempfile.TemporaryDirectory() as folder:
            for kind in ("DATA", "CONFIG", "STATE"):
                os.environ[f"XDG_{kind}_HOME"] = str(Path(folder) / kind.lower())
            environment = {
                k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"
            }
            subprocess.run(
                [sys.executable, "-m", "tests.bench.turns", name], check=True, env=environment
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
