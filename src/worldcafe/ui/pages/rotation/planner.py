"""The plan that is growing: made in the background, shown at once, kept as one step."""

import hashlib

from PySide6.QtCore import QObject, QTimer, Signal

from worldcafe.domain.command import Stamp
from worldcafe.domain.refusal import Refusal
from worldcafe.domain.rotation import Progress, SeatingPlan
from worldcafe.domain.seating import adopt, plan_request
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.pages.rotation.planning import Planning

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
        try:
            # The last line of history: other than for any plan before, the same after a crash.
            request = plan_request(self._bridge.workshop, self._bridge.document.seq)
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
        workshop, bridge = self._bridge.workshop, self._bridge
        stamp = Stamp(bridge.now(), lambda: "")
        self.candidate = workshop.after(adopt(workshop, self._best).plan(workshop, stamp))
        self.changed.emit()

    def _on_ended(self, found: SeatingPlan) -> None:
        self.put_away()
        workshop, words = self._bridge.workshop, self._bridge.words
        try:
            command = adopt(workshop, found)
        except Refusal as refusal:
            self._bridge.say_refused(refusal)
            return
        self.planned_for = _asked(workshop)
        self._bridge.do(command, told=words("Everybody has a seat in every round."))

    def _on_refused(self, refusal: Refusal) -> None:
        self.put_away()
        self._bridge.say_refused(refusal)


def _asked(workshop: Workshop) -> str:
    """What is asked of a plan, as a short text that is the same for the same rules."""
    values = [workshop.seating_rules, *workshop.seat_wishes.values()]
    text = "\n".join(value.model_dump_json() for value in values)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
