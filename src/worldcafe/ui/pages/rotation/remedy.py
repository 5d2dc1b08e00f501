"""Beside a plan's problems: what helps, and what it would bring before it is taken."""

import time

from PySide6.QtWidgets import QWidget

from worldcafe.domain.command import Stamp
from worldcafe.domain.remedies import Remedy, other_languages, people_without_language
from worldcafe.domain.rotation import QualityReport
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.parts import Note, button, column
from worldcafe.ui.work import Latest

SEARCH_SECONDS = 4.0
"""A plan that is found in this time tells well enough what a remedy brings."""


class LanguageRemedy(QWidget):
    """Suggests languages for the tables where people share none, and says what that brings."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        words = bridge.words
        self._workshop: Workshop | None = None
        self._report: QualityReport | None = None
        self.remedy: Remedy | None = None
        """What is offered, once it is known."""
        self.suggesting = button(
            words("Suggest languages"), self._on_suggest, picture="languages",
            hint=words("Which languages the tables would need, and how many people that helps"),
        )  # fmt: skip
        self.effect = Note("attention", "")
        self.taking = button(words("Take them, and plan again"), self._on_take, name="primary")
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
        self.setVisible(troubled and not workshop.clock.segment)

    def _on_suggest(self) -> None:
        workshop, found, bridge = self._workshop, self._report, self._bridge
        if workshop is None or found is None:
            return
        self.suggesting.setEnabled(False)
        self.effect.say(bridge.words("Looking for languages in which everybody finds a place…"))
        self.effect.show()
        stamp = Stamp(bridge.now(), lambda: "")
        seed, until = bridge.document.seq, time.monotonic() + SEARCH_SECONDS
        self._search.ask(
            lambda _progress, cancelled: other_languages(
                workshop, found, stamp, seed=seed,
                should_stop=lambda: cancelled() or time.monotonic() > until,
            )
        )  # fmt: skip

    def _on_found(self, remedy: Remedy) -> None:
        if not self.suggesting.isVisibleTo(self) or self.suggesting.isEnabled():
            return  # the plan has changed meanwhile
        words = self._bridge.words
        self.remedy = remedy
        if remedy.helps:
            text = words.plural(
                "With these languages at the tables, {after} instead of {n} person shares no"
                " language with a table.",
                "With these languages at the tables, {after} instead of {n} people share no"
                " language with a table.",
                remedy.n_before,
                after=remedy.n_after,
            )
        else:
            text = words("Other languages at the tables would not help.")
        self.effect.say(text)
        self.taking.setVisible(remedy.helps)

    def _on_take(self) -> None:
        if self.remedy is not None:
            told = self._bridge.words("The tables have other languages, and everybody a seat.")
            self._bridge.do(self.remedy.command, told=told)
