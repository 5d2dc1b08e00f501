"""What a seating is worth, found out without holding the window up."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from worldcafe.domain.troubles import Appraised, appraised
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.work import Work

MOST_AT_ONCE = 800
"""Seats that are looked at within a frame or two; more are looked at in a thread."""


class Appraisal(QObject):
    """Looks at the last workshop it was given; what comes too late is passed over."""

    done = Signal(object)
    """An `Appraised`."""

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._work: Work[Appraised] | None = None
        self._waiting: Workshop | None = None

    @property
    def under_way(self) -> bool:
        """Whether a report is still awaited."""
        return self._work is not None

    def appraise(self, workshop: Workshop) -> None:
        """Look at this workshop; `done` follows, at once where it is small."""
        if self._work is not None:
            self._waiting = workshop
        elif len(workshop.seats) <= MOST_AT_ONCE:
            self.done.emit(appraised(workshop))
        else:
            # The bridge outlives the page, and waits for what was begun on it.
            self._work = Work(partial(_job, workshop), self._bridge)
            self._work.succeeded.connect(self._on_done)
            self._work.finished.connect(self._work.deleteLater)
            self._work.start()

    def _on_done(self, found: Appraised) -> None:
        self._work = None
        waiting, self._waiting = self._waiting, None
        if waiting is None:
            self.done.emit(found)
        else:
            self.appraise(waiting)


def _job(
    workshop: Workshop,
    _progress: Callable[[float], None],
    _cancelled: Callable[[], bool],
) -> Appraised:
    return appraised(workshop)
