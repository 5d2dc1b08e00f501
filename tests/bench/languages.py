"""How long the window takes to speak another language, and what five catalogues cost a start.

`python3 packaging/dev.py bench languages`: processor time, from the choice to a painted page.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from worldcafe.document import Document
from worldcafe.exchange.example import turin_example
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.painting.direction import direction
from worldcafe.ui.painting.look import dress
from worldcafe.ui.shell.stages import STAGES
from worldcafe.ui.shell.workplace import Workplace
from worldcafe.wording import TRANSLATED, words_for

REACH = 300
START = """
import time
from worldcafe.wording import words_for
began = time.process_time()
for code in {codes}:
    words_for(code)
took = time.process_time() - began
status = dict(line.split(":", 1) for line in open("/proc/self/status") if ":" in line)
print(1000 * took, int(status["VmRSS"].split()[0]) / 1024)
"""


def main() -> int:
    """Print both as tables."""
    app = QApplication([])
    dress(app, dark=False)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "turin.worldcafe"
        with Document.create(path) as document:
            for command in turin_example("fr"):
                document.do(command)
        bridge = Bridge(
            Document.open(shutil.copy(path, path.with_stem("open"))), words_for("fr")
        )
        owner = QObject()
        place = Workplace(bridge, {}, menu=("keys",), parent=owner)
        place.show()
        print("| another language, on the page | median | longest | reach |\n|---|---|---|---|")
        for stage in STAGES:
            place.window.go_to_page(stage.key)
            _settle(app)
            took = [_changed(app, place, code) for code in (*TRANSLATED, *TRANSLATED)]
            told = f"{median(took):.0f} ms | {max(took):.0f} ms"
            print(f"| {stage.title} | {told} | ≤ {REACH} ms |")
        place.let_go()
        _settle(app)
    print("\n| catalogues loaded | processor | memory of the process |\n|---|---|---|")
    for codes in (["fr"], list(TRANSLATED)):
        took, memory = zip(*(_start(codes) for _ in range(5)), strict=True)
        print(f"| {len(codes)} | {median(took):.0f} ms | {median(memory):.1f} MB |")
    return 0


def _changed(app: QApplication, place: Workplace, code: str) -> float:
    """Milliseconds until the window speaks a language and its page is painted."""
    words = words_for(code)
    began = time.process_time()
    app.setLayoutDirection(direction(leftwards=words.tongue.leftwards))
    place.rebuild(words)
    place.window.grab()
    took = 1000 * (time.process_time() - began)
    _settle(app)
    return took


def _settle(app: QApplication) -> None:
    for _ in range(5):
        app.processEvents()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _start(codes: list[str]) -> tuple[float, float]:
    command = [sys.executable, "-c", START.format(codes=codes)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    took, memory = map(float, done.stdout.split())
    return took, memory


if __name__ == "__main__":
    raise SystemExit(main())
