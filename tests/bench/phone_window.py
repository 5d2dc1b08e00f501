"""The desk's window beside an open room: how long it keeps somebody waiting at most.

`phone_window.py FILE HOST` prints where the room is, then serves it; for a line on its
standard input it prints the longest pause between two turns of the window's loop so far, in
milliseconds.
"""

import json
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from worldcafe.ui.phone_room import PhoneRoom
from worldcafe.ui.settings import Settings
from worldcafe.ui.shell.app import Desktop
from worldcafe.ui.shell.sweeping import Sweeping

TICK_MS = 5
SETTLE_MS = 3_000
"""Until then a window that was just opened has done what it puts off."""


def main(path: str, host: str) -> int:
    """Open the window and the room, and watch the clock."""
    app = QApplication([])
    Sweeping(app)
    desktop = Desktop(app, Settings())
    assert desktop.open(Path(path))
    assert desktop.window is not None
    assert desktop.bridge is not None
    desktop.window.go_to_page("live")
    opened = PhoneRoom.of(desktop.bridge)
    assert opened.open(host)
    assert opened.room is not None
    url = opened.room.url
    longest, last = 0.0, time.perf_counter()

    def tick() -> None:
        nonlocal longest, last
        now = time.perf_counter()
        longest, last = max(longest, now - last), now

    def begin() -> None:
        nonlocal longest, last
        longest, last = 0.0, time.perf_counter()
        timer.start(TICK_MS)
        print(json.dumps({"url": url}), flush=True)

    def tell() -> None:
        sys.stdin.readline()
        print(f"{1000 * longest - TICK_MS:.1f}", flush=True)

    timer = QTimer()
    timer.timeout.connect(tick)
    asked = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    asked.activated.connect(tell)
    QTimer.singleShot(SETTLE_MS, begin)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
