"""Planning what is left of the day again, after people, tables or rounds have changed."""

from PySide6.QtWidgets import (
    QComboBox,
    QListWidget,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from worldcafe.domain.clock import running_round
from worldcafe.domain.day import as_shown
from worldcafe.domain.refusal import Refusal
from worldcafe.domain.rotation import Repair, repairs
from worldcafe.domain.seating import adopt_repair, repair_request
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.arranging import Filling
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.dialog import Dialog
from worldcafe.ui.painting.look import SPACE, look
from worldcafe.ui.parts import Note, box, button, clear, column, field, label, row
from worldcafe.ui.tab_order import tab_after
from worldcafe.ui.work import Latest
from worldcafe.wording.repairs import OPTION_NAMES, changes, situation, summary


class RepairDialog(Dialog):
    """From which round on, the ways to go on, and who has to hear of it."""

    HELP = "rotation"

    def __init__(self, parent: QWidget, bridge: Bridge) -> None:
        super().__init__(bridge.words, parent)
        self._bridge = bridge
        self._words = words = bridge.words
        self.setWindowTitle(words("Change during the day"))
        self._finding: Latest[tuple[Repair, ...]] = Latest(bridge, self)
        self._finding.answered.connect(self._on_found)
        self._finding.refused.connect(self._on_refused)
        self._chosen: Repair | None = None
        self.options: list[QPushButton] = []
        self.round = QComboBox()
        for round_ in bridge.workshop.rounds_in_order:
            text = words("Round {number}", number=round_.number)
            self.round.addItem(text, round_.id)
        self.round.setCurrentIndex(_first_to_change(bridge.workshop))
        self._situation = label(situation(bridge.workshop, words), "soft", wrap=True)
        self._notes = QVBoxLayout()
        self._choices = QVBoxLayout()
        self._choices.setSpacing(SPACE)
        self._progress = QProgressBar(maximum=0, textVisible=False)
        self._progress.setAccessibleName(words("Planning"))
        self._who = label("", "eyebrow")
        self.moves = QListWidget()
        self.moves.setAccessibleName(words("Who moves"))
        self.moves.setWordWrap(True)
        self.taking = button(words("Take this plan"), self._take, name="primary")
        self._arrange()
        self.round.currentIndexChanged.connect(lambda _row: self._plan())
        self._plan()

    def done(self, result: int) -> None:
        self._finding.stop()
        super().done(result)

    def _arrange(self) -> None:
        words = self._words
        leaving = button(words("Cancel"), self.reject, name="quiet")
        self.setLayout(column(
            label(words("Plan the remaining rounds again"), "heading"),
            self._situation,
            row(box(field(words("From this round on"), self.round)), 1),
            self._notes, self._progress, self._choices, self._who, Filling(self.moves, 4), 1,
            row(1, leaving, self.taking), gap=12, margin=(3 * SPACE, 2 * SPACE),
        ))  # fmt: skip
        self.resize(520, 560)

    def _plan(self) -> None:
        """Look for ways to go on from the chosen round."""
        self._finding.stop()
        clear(self._notes)
        self._show(())
        try:
            asked = repair_request(
                self._bridge.workshop, self.round.currentData(), seed=self._bridge.document.seq
            )
        except Refusal as refusal:
            self._on_refused(refusal)
            return
        self._progress.show()
        self._finding.ask(lambda _progress, stopped: repairs(asked, should_stop=stopped))

    def _on_refused(self, refusal: Refusal) -> None:
        self._progress.hide()
        self._notes.addWidget(Note("problem", self._words.refusal(refusal)))

    def _on_found(self, found: tuple[Repair, ...]) -> None:
        self._progress.hide()
        self._show(found)

    def _show(self, found: tuple[Repair, ...]) -> None:
        clear(self._choices)
        self.options = [self._option(repair) for repair in found]
        for option in self.options:
            self._choices.addWidget(option)
        tab_after(self.round, *self.options)
        self._choose(found[0] if found else None)

    def _option(self, repair: Repair) -> QPushButton:
        words = self._words
        made = look("toggle", QPushButton())
        made.setText(f"{words(OPTION_NAMES[repair.option])}\n{summary(repair, words)}")
        made.setCheckable(True)
        made.setAutoExclusive(True)
        made.setMinimumHeight(2 * self.fontMetrics().lineSpacing() + 2 * SPACE)
        made.setProperty("option", repair.option.value)
        made.clicked.connect(lambda _checked=False: self._choose(repair))
        return made

    def _choose(self, repair: Repair | None) -> None:
        self._chosen = repair
        self.taking.setEnabled(repair is not None)
        self.moves.clear()
        for part in (self._who, self.moves):
            part.setVisible(repair is not None)
        if repair is None:
            return
        for option in self.options:
            option.setChecked(option.property("option") == repair.option.value)
        words, workshop = self._words, self._bridge.workshop
        for sentence in changes(repair, workshop, words):
            self.moves.addItem(sentence)
        n = self.moves.count()
        self._who.setText(words("Who has to hear of it") if n else words("Nobody moves."))
        self.moves.setVisible(n > 0)

    def _take(self) -> None:
        if self._chosen is None:
            return
        try:
            command = adopt_repair(self._bridge.workshop, self._chosen)
        except Refusal as refusal:
            self._bridge.say_refused(refusal)
            return
        said = self._words("The remaining rounds are planned again.")
        if self._bridge.do(command, told=said) is not None:
            self.accept()


def _first_to_change(workshop: Workshop) -> int:
    """The round after the running one, in the room that is furthest behind; the first before
    the day begins.
    """
    running = running_round(as_shown(workshop, ""))
    if running is None:
        return 0
    return min(running.number, len(workshop.rounds) - 1)
