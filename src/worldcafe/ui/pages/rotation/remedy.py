"""Beside a plan's problems: what helps, and what it would bring before it is taken."""

import time
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from worldcafe.domain.clock import is_under_way
from worldcafe.domain.command import Stamp
from worldcafe.domain.remedies import (
    Remedy,
    RemedyKind,
    best_remedy,
    people_without_language,
)
from worldcafe.domain.rotation import QualityReport
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.parts import Note, button, column
from worldcafe.ui.work import Latest
from worldcafe.wording.remedies import remedy_told

SEARCH_SECONDS = 4.0
"""A plan that is found in this time tells well enough what a remedy brings."""


class LanguageRemedy(QWidget):
    """Says what helps where people share no language, and how many of them."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        words = bridge.words
        self._workshop: Workshop | None = None
        self._report: QualityReport | None = None
        self.remedy: Remedy | None = None
        """What is offered, once it is known."""
        self.suggesting = button(
            words("What helps?"), self._on_suggest, picture="languages",
            hint=words("Languages for the tables, or language first: how many people it helps"),
        )  # fmt: skip
        self.effect = Note("attention", "")
        self.taking = button(words("Take it, and plan again"), self._on_take, name="primary")
        self._search: Latest[Remedy] = Latest(bridge, self)
        self._search.answered.connect(self._on_found)
        self.setLayout(column(self.suggesting, self.effect, self.taking))
        self.hide()

    def show_report(self, workshop: Workshop, found: QualityReport | None) -> None:
        """Offer it where it may help: what was found for another plan is forgotten."""
        self._workshop, self._report, self.remedy = workshop, found, None
        self.effect.hide()
        self.taking.hide()
        self.suggesting.setEnabled(True)
        troubled = found is not None and people_without_language(found) > 0
        # Once the day runs, what is announced must stay.
        self.setVisible(troubled and not is_under_way(workshop))

    def _on_suggest(self) -> None:
        workshop, found, bridge = self._workshop, self._report, self._bridge
        if workshop is None or found is None:
            return
        self.suggesting.setEnabled(False)
        self.effect.say(bridge.words("Looking for a way in which everybody finds a place…"))
        self.effect.show()
        stamp = Stamp(bridge.now(), lambda: "")
        seed = bridge.document.seq

        def looked_for(
            progress: Callable[[float], None],  # noqa: ARG001 - a planning tells none
            cancelled: Callable[[], bool],
        ) -> Remedy:
            def limit() -> Callable[[], bool]:
                until = time.monotonic() + SEARCH_SECONDS
                return lambda: cancelled() or time.monotonic() > until

            return best_remedy(workshop, found, stamp, seed=seed, should_stop=limit)

        self._search.ask(looked_for)

    def _on_found(self, remedy: Remedy) -> None:
        if not self.suggesting.isVisibleTo(self) or self.suggesting.isEnabled():
            return  # the plan has changed meanwhile
        self.remedy = remedy
        self.effect.say(remedy_told(remedy, self._bridge.workshop, self._bridge.words))
        self.taking.setVisible(remedy.helps)

    def _on_take(self) -> None:
        if self.remedy is not None:
            words = self._bridge.words
            told = words("The tables have other languages, and everybody a seat.")
            if self.remedy.kind is RemedyKind.LANGUAGE_FIRST:
                told = words("Everybody is seated by language first.")
            self._bridge.do(self.remedy.command, told=told)
