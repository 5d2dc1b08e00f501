"""What stays in memory of workshops that were opened and closed, and of rehearsals.

`python -m tests.bench.openings` prints rows for docs/measurements.md. Each time every page is
looked at, and all contributions are encoded and compared with all. Each opening is of another
copy, in which nothing was encoded yet.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from worldcafe.document import Document
from worldcafe.exchange.example import turin_example
from worldcafe.ui.likeness import likeness_of
from worldcafe.ui.settings import Settings
from worldcafe.ui.shell.app import Desktop
from worldcafe.ui.shell.window import MainWindow

N = 20
FIRST = 3
"""Until then what is made once is made: icons, pages' modules, the encoder."""


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        for kind in ("DATA", "CONFIG", "STATE"):
            os.environ[f"XDG_{kind}_HOME"] = str(Path(name) / kind.lower())
        app = QApplication.instance() or QApplication([])
        assert isinstance(app, QApplication)
        desktop = Desktop(app, Settings())
        turin = made_example(Path(name) / "turin.worldcafe")
        print(f"| what | the {FIRST}rd | the {N}th |\n|---|---|---|")
        for what, sizes in (
            ("workshops opened and closed", opened(desktop, turin)),
            ("rehearsals", rehearsed(desktop, turin)),
        ):
            each = list(sizes)
            print(f"| {what} | {each[FIRST - 1]:.0f} MB | {each[-1]:.0f} MB |", flush=True)
        desktop.close()
    return 0


def made_example(path: Path) -> Path:
    """The Turin example as a file, without anything the encoder made."""
    with Document.create(path) as document:
        for command in turin_example("en"):
            document.do(command, origin=Document.EXAMPLE)
    return path


def opened(desktop: Desktop, path: Path, n: int = N) -> Iterator[float]:
    """The megabytes in memory after each of so many openings."""
    for number in range(n):
        assert desktop.open(Path(shutil.copy(path, path.with_stem(f"turin-{number}"))))
        assert desktop.window is not None
        look_at_everything(desktop.window)
        assert desktop.bridge is not None
        likeness = likeness_of(desktop.bridge)
        likeness.want()
        wait_until(lambda likeness=likeness: likeness.is_known)
        desktop.close()
        desktop.show_start()
        settle()
        yield resident()


def rehearsed(desktop: Desktop, path: Path, n: int = N) -> Iterator[float]:
    """The megabytes in memory after each of so many rehearsals of one workshop."""
    assert desktop.open(path)
    for _ in range(n):
        desktop.rehearse()
        rehearsal = desktop.rehearsal
        assert rehearsal is not None
        assert rehearsal.window is not None
        look_at_everything(rehearsal.window)
        likeness = likeness_of(rehearsal.bridge)
        likeness.want()
        wait_until(lambda likeness=likeness: likeness.is_known)
        rehearsal.discard()
        settle()
        yield resident()


def look_at_everything(window: MainWindow) -> None:
    """Go to every page once, as a person would who looks around."""
    for key in window._stages:
        window.go_to_page(key)
        QApplication.processEvents()


def wait_until(holds: Callable[[], bool]) -> None:
    """Let the window live until that is so."""
    while not holds():
        QApplication.processEvents()
        time.sleep(0.002)


def settle() -> None:
    """Let what was put away go."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def resident() -> float:
    """The megabytes of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    sys.exit(main())
