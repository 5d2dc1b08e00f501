"""What a seating is worth, found out without holding the window up."""

from PySide6.QtCore import QObject, Signal

from worldcafe.domain.troubles import Appraised, appraised
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.work import Latest

MOST_AT_ONCE = 800
"""Seats that are looked at within a frame or two; more are looked at in a thread."""


class Appraisal(QObject):
    """Looks at the last workshop it was given; what comes too late is passed over."""

    done = Signal(object)
    """An `Appraised`."""

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        # The bridge outlives the page, and waits for what was begun on it.
        self._latest: Latest[Appraised] = Latest(bridge, self)
        self._latest.answered.connect(self.done)

    @property
    def under_way(self) -> bool:
        """Whether a report is still awaited."""
        return self._latest.is_busy

    def appraise(self, workshop: Workshop) -> None:
        """Look at this workshop; `done` follows, at once where it is small."""
        if self.under_way or len(workshop.seats) > MOST_AT_ONCE:
            self._latest.ask(lambda _progress, _cancelled: appraised(workshop))
        else:
            self.done.emit(appraised(workshop))
