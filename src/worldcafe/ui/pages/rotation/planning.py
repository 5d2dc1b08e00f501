"""Planning in the background: a first plan at once, then better ones."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from worldcafe.domain.rotation import PlanRequest, Progress, SeatingPlan, plan
from worldcafe.ui.work import PROGRESS_SECONDS, Work

SHOWING_SECONDS = 0.15


class Planning(QObject):
    """One search under way."""

    progressed = Signal(object)
    """How far it is: a `Progress`."""
    bettered = Signal(object)
    """A `SeatingPlan` better than all before."""
    ended = Signal(object)
    """The best plan; after `keep` the best so far."""
    refused = Signal(object)

    def __init__(self, request: PlanRequest, parent: QObject) -> None:
        super().__init__(parent)
        self._request = request
        self._told_at = 0.0
        self._work: Work[SeatingPlan] = Work(self._search, self)
        self._work.succeeded.connect(self.ended)
        self._work.refused.connect(self.refused)

    def start(self) -> None:
        """Begin."""
        self._work.start()

    def keep(self) -> None:
        """End soon, with the best plan so far."""
        self._work.cancel()

    def put_away(self) -> None:
        """End now, whatever was found."""
        self._work.blockSignals(True)  # noqa: FBT003
        self.blockSignals(True)  # noqa: FBT003
        self._work.finish_now()
        self.deleteLater()

    def _search(
        self, progress: Callable[[float], None], cancelled: Callable[[], bool]
    ) -> SeatingPlan:
        """A plan without any search at once, and then the best that can be found."""
        self.bettered.emit(plan(self._request, should_stop=lambda: True))
        # The window has the interpreter to itself while it shows this one.
        time.sleep(SHOWING_SECONDS)
        return plan(
            self._request,
            should_stop=cancelled,
            progress=self._tell,
            on_better=self._show_better,
        )

    def _show_better(self, found: SeatingPlan) -> None:
        # Before the search is over plans do not heed pins: nobody pinned is seen to move.
        if not self._request.pins:
            self.bettered.emit(found)

    def _tell(self, so_far: Progress) -> None:
        """Pass it on now and then: every telling is an event that the window must take."""
        now = time.monotonic()
        if now - self._told_at >= PROGRESS_SECONDS:
            self._told_at = now
            self.progressed.emit(so_far)
