"""The plan that is growing: made in the background, shown at once, kept as one step."""

import hashlib
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from worldcafe.domain.command import Stamp
from worldcafe.domain.commands import Together
from worldcafe.domain.hosting import before_planning
from worldcafe.domain.refusal import Refusal
from worldcafe.domain.rotation import PlanRequest, Progress, SeatingPlan, plan
from worldcafe.domain.seating import adopt, plan_request
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.work import PROGRESS_SECONDS, Work
from worldcafe.wording.hosting import hosts_told

SHOW_MS = 400
"""A better plan is shown no more often: eyes need a moment."""


class Planner(QObject):
    """Plans, and holds the best plan so far beside the workshop until it is kept."""

    progressed = Signal(object)
    """How far the search is: a `Progress`, or None when it is over."""
    changed = Signal()
    """The candidate is another one, or there is none any more."""

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._planning: Planning | None = None
        self._best: SeatingPlan | None = None
        self._before = Together(commands=())
        self.candidate: Workshop | None = None
        """The workshop as it would be with the best plan so far."""
        self.planned_for = ""
        """A digest of the rules and wishes that the present plan was made for."""
        self._showing = QTimer(self, singleShot=True, interval=SHOW_MS)
        self._showing.timeout.connect(self._show_best)

    @property
    def under_way(self) -> bool:
        """Whether a search is going on."""
        return self._planning is not None

    @property
    def is_outdated(self) -> bool:
        """Whether rules or wishes have changed since the present plan was made."""
        return bool(self.planned_for) and self.planned_for != _asked(self._bridge.workshop)

    def note_plan(self) -> None:
        """Take the present plan as made for the present rules, if nothing else is known."""
        workshop = self._bridge.workshop
        if not self.planned_for or not workshop.seats:
            self.planned_for = _asked(workshop)

    def begin(self) -> None:
        """Plan in a thread; the plan found becomes the workshop's in one step."""
        if self._planning is not None:
            return
        workshop = self._bridge.workshop
        self._before = Together(commands=before_planning(workshop))
        try:
            # The last line of history: other than for any plan before, the same after a crash.
            request = plan_request(self._prepared(), self._bridge.document.seq)
        except Refusal as refusal:
            self._bridge.say_refused(refusal)
            return
        self._planning = Planning(request, self)
        self._planning.progressed.connect(self.progressed)
        self._planning.bettered.connect(self._on_bettered)
        self._planning.ended.connect(self._on_ended)
        self._planning.refused.connect(self._on_refused)
        self.progressed.emit(Progress(0.0, 0, 0))
        self._planning.start()

    def keep(self) -> None:
        """End the search soon, and make the best plan so far the workshop's."""
        if self._planning is not None:
            self._planning.keep()

    def put_away(self) -> None:
        """End the search; the workshop stays as it is."""
        planning, self._planning = self._planning, None
        if planning is None:
            return
        planning.put_away()
        self._showing.stop()
        self._best = self.candidate = None
        self.progressed.emit(None)
        self.changed.emit()

    def overtaken(self) -> None:
        """The workshop has changed: what is being planned would be out of date."""
        if self._planning is not None:
            self.put_away()
            words = self._bridge.words
            said = words("Planning was stopped, since something has changed. Plan again.")
            self._bridge.say(said)

    def _on_bettered(self, found: SeatingPlan) -> None:
        first = self._best is None
        self._best = found
        if first:
            self._show_best()
        elif not self._showing.isActive():
            self._showing.start()

    def _show_best(self) -> None:
        """Show the best plan so far as if it were the workshop's already."""
        if self._planning is None or self._best is None:
            return
        workshop = self._prepared()
        self.candidate = workshop.after(
            adopt(workshop, self._best).plan(workshop, self._stamp())
        )
        self.changed.emit()

    def _prepared(self) -> Workshop:
        """The workshop with what comes before the plan."""
        workshop = self._bridge.workshop
        return workshop.after(self._before.plan(workshop, self._stamp()))

    def _stamp(self) -> Stamp:
        return Stamp(self._bridge.now(), lambda: "")

    def _on_ended(self, found: SeatingPlan) -> None:
        self.put_away()
        workshop, words = self._bridge.workshop, self._bridge.words
        try:
            command = adopt(self._prepared(), found)
        except Refusal as refusal:
            self._bridge.say_refused(refusal)
            return
        self.planned_for = _asked(workshop)
        together = Together(commands=(*self._before.commands, command))
        if self._bridge.do(together) is not None:
            told = [words("Everybody has a seat in every round.")]
            told.append(hosts_told(self._bridge.workshop, words))
            self._bridge.say(" ".join(filter(None, told)), takes_back=True)

    def _on_refused(self, refusal: Refusal) -> None:
        self.put_away()
        self._bridge.say_refused(refusal)


def _asked(workshop: Workshop) -> str:
    """What is asked of a plan, as a short text that is the same for the same rules."""
    values = [workshop.seating_rules, *workshop.seat_wishes.values()]
    text = "\n".join(value.model_dump_json() for value in values)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


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
