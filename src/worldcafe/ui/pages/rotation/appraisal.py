"""What a seating is worth, found out without holding the window up."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from worldcafe.domain.rotation import QualityReport, SeatingPlan, report
from worldcafe.domain.seating import seating_now
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.pages.rotation.quality import Trouble, troubles
from worldcafe.ui.work import Latest
from worldcafe.wording import Words

MOST_AT_ONCE = 800
"""Seats that are looked at within a frame or two; more are looked at in a thread."""


@dataclass(frozen=True)
class Appraised:
    """A workshop with its seating, the report of it and everything worth a look."""

    workshop: Workshop
    plan: SeatingPlan | None
    report: QualityReport | None
    troubles: list[Trouble]


class Appraisal(QObject):
    """Looks at the last workshop it was given; what comes too late is passed over."""

    done = Signal(object)
    """An `Appraised`."""

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._words = bridge.words
        # The bridge outlives the page, and waits for what was begun on it.
        self._latest: Latest[Appraised] = Latest(bridge, self)
        self._latest.answered.connect(self.done)

    @property
    def under_way(self) -> bool:
        """Whether a report is still awaited."""
        return self._latest.is_busy

    def appraise(self, workshop: Workshop) -> None:
        """Look at this workshop; `done` follows, at once where it is small."""
        words = self._words
        if self.under_way or len(workshop.seats) > MOST_AT_ONCE:
            self._latest.ask(lambda _progress, _cancelled: appraised(workshop, words))
        else:
            self.done.emit(appraised(workshop, words))


def appraised(workshop: Workshop, words: Words) -> Appraised:
    """The report of a workshop's seating, and everything worth a look."""
    plan = seating_now(workshop)
    found = report(plan.request, plan) if plan else None
    listed = troubles(workshop, found, words) if workshop.seats else []
    return Appraised(workshop, plan, found, listed)
