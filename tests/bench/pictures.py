"""What twenty large photos cost the window: its longest pause while they come in.

`python tests/bench/pictures.py` prints a row for docs/measurements.md.
"""

import os
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from worldcafe.document import Document
from worldcafe.domain.commands import FurnishRoom, PutRound
from worldcafe.domain.model import Round
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.pages.capture.page import CapturePage
from worldcafe.ui.painting.look import dress
from worldcafe.wording import words_for

N_PHOTOS, SIDE = 20, 8_000


def main(suffix: str = ".jpg") -> int:
    """Measure photos of this kind, and print a row."""
    app = QApplication.instance() or QApplication([])
    dress(app, dark=False)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        document = Document.create(folder / "day.worldcafe")
        document.do(FurnishRoom(n_tables=4, seats=5))
        document.do(PutRound(round=Round(id="r1", number=1)))
        bridge = Bridge(document, words_for("en"))
        page = CapturePage(bridge)
        page.resize(1158, 712)
        page.show()
        photos = [_photo(folder / f"{n}{suffix}", n) for n in range(N_PHOTOS)]
        app.processEvents()
        beats: list[float] = []
        heart = QTimer(interval=2)
        heart.timeout.connect(lambda: beats.append(time.perf_counter()))
        heart.start()
        started = time.perf_counter()
        page.desk.pictures.take_files(photos)
        while len(bridge.workshop.attachments) < N_PHOTOS:
            app.processEvents()
        seconds = time.perf_counter() - started
        ends = time.perf_counter() + 0.3
        while time.perf_counter() < ends:
            app.processEvents()
        longest = max(b - a for a, b in pairwise([started, *beats])) * 1_000
        print(f"| {N_PHOTOS} {suffix} photos of {SIDE:,} × {SIDE:,}"
              f" | {seconds:.1f} s | {longest:.0f} ms |")  # fmt: skip
        page.close()
        bridge.close()
    return 0


def _photo(path: Path, n: int) -> Path:
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    image.fill(QColor.fromHsv(18 * n, 120, 200))
    painter = QPainter(image)
    for at in range(0, SIDE, 40):
        painter.setPen(QColor.fromHsv((at + n) % 360, 200, 150))
        painter.drawLine(at, 0, SIDE - at, SIDE)
    painter.end()
    assert image.save(str(path))
    return path


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
