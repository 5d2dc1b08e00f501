"""The plan no longer fits who is in the room: two ways to repair it, and who would move."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QPushButton,
)

from worldcafe.domain.clock import rounds_to_change, rounds_to_come_by_room
from worldcafe.domain.plan_gaps import plan_gaps
from worldcafe.domain.refusal import Refusal
from worldcafe.domain.rotation import Repair, RepairOption, repairs
from worldcafe.domain.seating import adopt_repair, repair_request
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.painting.look import look
from worldcafe.ui.parts import button, column, label
from worldcafe.ui.work import Latest
from worldcafe.wording.repairs import OPTION_NAMES, changes, gaps_told

MARGIN = 12
PADDING = 12
"""What the style sheet and the list leave around a line of the list, and a little more."""
WAIT_MS = 300
"""Whoever marks three people absent in a row is shown one repair, not three."""


def same(one: object, other: object) -> bool:
    """Whether nothing changed: the very same mapping, or the same id."""
    return one is other or (isinstance(one, str) and one == other)


class RepairCard(QFrame):
    """Says what does not fit, offers the repairs, and takes one; or that all fits.

    It keeps its place either way: nothing beside it moves when the first person is missing.
    """

    used = Signal()
    """A repair is taken, and the button for it gone."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._words = words = bridge.words
        self._asked: tuple[object, ...] = ()
        self._finding: Latest[tuple[Repair, ...]] = Latest(bridge, self)
        self._finding.answered.connect(self._on_found)
        self._finding.refused.connect(self._on_refused)
        self.repairs: tuple[Repair, ...] = ()
        look("card", self)
        self.heading = label("", "heading", wrap=True)
        self.reason = label("", "soft", wrap=True)
        self.state = label("", "soft", wrap=True)
        self._options = QButtonGroup(self)
        self._choices: dict[RepairOption, QPushButton] = {}
        for k, option in enumerate(OPTION_NAMES):
            choice = button("", self._show_chosen, name="toggle")
            choice.setCheckable(True)
            choice.setAutoExclusive(True)
            self._options.addButton(choice, k)
            self._choices[option] = choice
        self.moves = look("plain", QListWidget())
        self.moves.setAccessibleName(words("Who moves"))
        self.moves.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.moves.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.moves.setWordWrap(True)
        self.using = button(words("Use this plan"), self.use, picture="check")
        whole = column(
            self.heading, self.reason, self.state, *self._choices.values(), self.moves,
            self.using, margin=MARGIN, gap=6,
        )  # fmt: skip
        whole.setStretch(whole.indexOf(self.moves), 1)
        whole.addStretch()
        self.setLayout(whole)
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self._search)
        self._show_fit()

    @property
    def chosen(self) -> Repair | None:
        """The repair that is shown."""
        index = self._options.checkedId()
        return self.repairs[index] if 0 <= index < len(self.repairs) else None

    def show_workshop(self) -> None:
        """Show what there is to repair, and look for repairs if that has changed."""
        workshop = self._bridge.workshop
        found = plan_gaps(workshop)
        if not found:
            self._forget()
            self._show_fit()
            return
        first = rounds_to_change(workshop)[0]
        self.heading.setText(self._words("From round {number} on", number=first.number))
        self.reason.setText("\n".join(gaps_told(found, self._words)))
        self.reason.show()
        asked = (workshop.participants, workshop.seats, workshop.tables, workshop.rounds,
                 first.id, _progress(workshop))  # fmt: skip
        if len(asked) == len(self._asked) and all(map(same, asked, self._asked)):
            return
        self._forget()
        self._asked = asked
        self._say(self._words("Looking for the best way to go on…"))
        self._wait.start()

    def use(self) -> None:
        """Take the plan that is shown."""
        repair = self.chosen
        if repair is None:
            return
        try:
            command = adopt_repair(self._bridge.workshop, repair)
        except Refusal as refusal:
            self._bridge.say_refused(refusal)
            return
        first = self._bridge.workshop.rounds_in_order[len(repair.plan.request.frozen)]
        told = self._words("The plan is repaired from round {number} on.", number=first.number)
        if self._bridge.do(command, told=told) is not None:
            self.used.emit()

    def _show_fit(self) -> None:
        """Say that there is nothing to repair, quietly."""
        words, workshop = self._words, self._bridge.workshop
        self.heading.setText(words("The plan"))
        self.reason.hide()
        if not workshop.seats:
            self._say(words("Nobody is seated yet"))
        elif not rounds_to_change(workshop):
            self._say(words("No round is still to come."))
        else:
            self._say(words("It fits those in the room."))

    def _search(self) -> None:
        workshop = self._bridge.workshop
        first = rounds_to_change(workshop)
        if not first:
            return
        try:
            request = repair_request(workshop, first[0].id)
        except Refusal as refusal:
            self._on_refused(refusal)
            return
        self._finding.ask(lambda _progress, stopped: repairs(request, should_stop=stopped))

    def _on_found(self, found: tuple[Repair, ...]) -> None:
        self.repairs = found
        by_option = {repair.option: repair for repair in found}
        for k, (option, choice) in enumerate(self._choices.items()):
            repair = by_option.get(option)
            choice.setVisible(repair is not None and len(found) > 1)
            if repair is not None:
                self._options.setId(choice, found.index(repair))
                n = len(repair.moved_people)
                choice.setText(
                    self._words.plural(
                        "{option}: {n} person moves", "{option}: {n} people move",
                        n, option=self._words(OPTION_NAMES[option]),
                    )
                )  # fmt: skip
            choice.setChecked(k == 0)
        self.state.setVisible(len(found) == 1)
        self.using.setVisible(True)
        self.moves.setVisible(True)
        self._show_chosen()

    def _on_refused(self, refusal: Refusal) -> None:
        self._say(self._words.refusal(refusal))

    def _show_chosen(self) -> None:
        repair, workshop, words = self.chosen, self._bridge.workshop, self._words
        self.moves.clear()
        if repair is None:
            return
        n = len(repair.moved_people)
        self.state.setText(
            words.plural("{n} person moves.", "{n} people move.", n)
            if n
            else words("Nobody has to move.")
        )
        for sentence in changes(repair, workshop, words):
            item = QListWidgetItem(sentence, self.moves)
            # Left to itself the list forgets its padding, and cuts off where somebody goes.
            item.setSizeHint(QSize(0, self._height(sentence)))

    def _height(self, sentence: str) -> int:
        room = self.width() - 2 * MARGIN - 2 * PADDING
        wrapped = self.moves.fontMetrics().boundingRect(
            0, 0, room, 1_000, Qt.TextFlag.TextWordWrap, sentence
        )
        return wrapped.height() + PADDING

    def _say(self, text: str) -> None:
        """Say how the search stands, in place of the repairs."""
        self.repairs = ()
        self.state.setText(text)
        self.state.setVisible(True)
        for each in (*self._choices.values(), self.moves, self.using):
            each.setVisible(False)

    def _forget(self) -> None:
        self._wait.stop()
        self._asked, self.repairs = (), ()
        self._finding.stop()


def _progress(workshop: Workshop) -> str:
    """How far each room is: a repair that was found for another state does not fit."""
    coming = rounds_to_come_by_room(workshop)
    return "/".join(f"{room}:{len(rounds)}" for room, rounds in coming.items())
