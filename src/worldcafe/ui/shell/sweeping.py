"""Python's garbage is looked for in the window's thread alone.

By itself Python looks for it in whichever thread makes the next object, and a job that reads
a list makes many. What it finds there may be Qt's: a timer that is destroyed outside the thread
it runs in takes the program with it.
"""

import gc
import time

from PySide6.QtCore import QObject, QTimer

TURN_MS = 100
"""How often is looked whether there is enough to sweep: the less there is, the shorter."""
SHARE = 0.01
"""Of the time, what going through everything may take at most."""


class Sweeping(QObject):
    """Sweeps in turns of the window's loop, by Python's own thresholds, until it is ended."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._whole_again_at = 0.0
        self._turns = QTimer(self, interval=TURN_MS)
        self._turns.timeout.connect(self.sweep)
        self._turns.start()

    def end(self) -> None:
        """Leave it to Python again."""
        self._turns.stop()
        gc.enable()

    def sweep(self) -> None:
        """Sweep what is due: the youngest mostly, all of it seldom."""
        due = [
            count > limit
            for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)
        ]
        if not due[0]:
            return
        begun = time.monotonic()
        if due[1] and due[2] and begun >= self._whole_again_at:
            gc.collect()
            ended = time.monotonic()
            self._whole_again_at = ended + (ended - begun) / SHARE
        else:
            gc.collect(1 if due[1] else 0)
