"""Presence: who is here, who does not come, who comes late."""

from collections.abc import Set

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QPushButton,
    QWidget,
)

from worldcafe.domain.command import Command
from worldcafe.domain.commands import AddLatecomer, CheckIn, ExpectAgain, MarkAbsent
from worldcafe.domain.finding import People
from worldcafe.domain.model import Participant, Round
from worldcafe.domain.vocabulary import Presence
from worldcafe.ui.arranging import Flow, Stack
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.person import PersonBar
from worldcafe.ui.fields.search import SearchField
from worldcafe.ui.pages.live.people import PeopleModel, PeopleView
from worldcafe.ui.painting.direction import margins
from worldcafe.ui.painting.look import SPACE, look
from worldcafe.ui.parts import (
    box,
    button,
    column,
    explain,
    label,
    row,
    verbatim,
)
from worldcafe.wording import N_

FILTERS: dict[Presence | None, str] = {
    None: N_("Everybody {n}"),
    Presence.EXPECTED: N_("Expected {n}"),
    Presence.PRESENT: N_("Here {n}"),
    Presence.ABSENT: N_("Not coming {n}"),
}


class PresencePanel(QWidget):
    """A search, the people it finds, and a line for somebody who is not on the list."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._words = words = bridge.words
        self._known: object = None
        self._ids: Set[str] = frozenset()
        self._people = People(())
        self._round: Round | None = None
        self._sure, self._n_alike = True, 0
        self.search = _Search(words("Three letters of a name, then Enter: here"))
        self.model = PeopleModel(words)
        self.list = PeopleView(self.model, words)
        self.latecomer = LatecomerBar(bridge)
        """To be placed where there is room for a whole line."""
        self.latecomer.hide()
        self.latecomer.closed.connect(self.search.setFocus)
        self._nobody = label("", "soft", wrap=True)
        self.coming = button("", self._open_latecomer, picture="user-plus")
        """Offers to add whoever was looked for and is not on the list."""
        self._filters = QButtonGroup(self)
        self._chips: dict[Presence | None, QPushButton] = {}
        chips = Flow(gap=6)
        for k, which in enumerate(FILTERS):
            chip = button("", self._show_found, name="chip")
            chip.setCheckable(True)
            chip.setAutoExclusive(True)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._filters.addButton(chip, k)
            self._chips[which] = chip
            chips.addWidget(chip)
        self._chips[None].setChecked(True)
        late = button(words("Latecomer"), self.latecomer.open, picture="user-plus")
        explain(late, words("Somebody who is not on the list"))
        late.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        above = Flow(self.search, late)
        above.setStretch(0, 1)
        self._stack = Stack()
        self._stack.addWidget(self.list)
        self._stack.addWidget(
            box(column(self._nobody, row(self.coming, 1), 1, margin=2 * SPACE, gap=12))
        )
        whole = column(above, box(chips), self._stack, gap=SPACE)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.search)
        self.search.textChanged.connect(self._show_found)
        self.search.returnPressed.connect(self.check_in_first)
        self.search.left_downwards.connect(self._into_list)
        self.list.typed.connect(self._search_anew)
        self.list.delegate.here_asked.connect(self.toggle_here)
        self.list.delegate.absent_asked.connect(self.toggle_absent)

    def show_workshop(self, round_: Round | None) -> None:
        """Show the people as they are, with their tables in this round."""
        workshop = self._bridge.workshop
        self._round = round_
        if workshop.participants is not self._known:
            self._known = workshop.participants
            came = workshop.participants.keys() != self._ids
            self._ids = workshop.participants.keys()
            self._people = People(workshop.participants_in_order)
            for which, chip in self._chips.items():
                n = sum(
                    which in (None, each.presence) for each in workshop.participants.values()
                )
                chip.setText(self._words(FILTERS[which], n=n))
                chip.updateGeometry()
            if not came:
                self._show_still()
                return
        self._show_found()

    def check_in_first(self) -> None:
        """Check in whoever was found, and be ready for the next.

        Where it is a guess who was meant, or several are called so, the first is only pointed
        at; where nobody is, a latecomer may stand there.
        """
        if not self.search.text().strip():
            return
        if not self.model.people:
            if self.coming.isVisible():
                self._open_latecomer()
            return
        if not self._sure or self._n_alike > 1:
            if self._sure:
                words = self._words
                told = words.plural(
                    "{n} person fits. Choose, then Enter.",
                    "{n} people fit. Choose one, then Enter.",
                    self._n_alike,
                )
                self._bridge.say(told)
            self._into_list()
            return
        self._check_in(self.model.people[0])
        self.search.clear()

    def toggle_here(self, person_id: str) -> None:
        """Somebody is here; said again, it is taken back."""
        person = self._bridge.workshop.participants[person_id]
        if person.presence is Presence.PRESENT:
            self._bridge.do(ExpectAgain(participant_ids=frozenset({person_id})))
        else:
            self._check_in(person)

    def toggle_absent(self, person_id: str) -> None:
        """Somebody does not come; said again, they are expected again."""
        person, words = self._bridge.workshop.participants[person_id], self._words
        here: Command
        if person.presence is Presence.ABSENT:
            here, told = ExpectAgain(participant_ids=frozenset({person_id})), ""
        else:
            here = MarkAbsent(participant_ids=frozenset({person_id}))
            told = words("{name} is not coming.", name=person.name)
        self._bridge.do(here, told=told)

    def _check_in(self, person: Participant) -> None:
        told = self._words("{name} is here.", name=person.name)
        self._bridge.do(CheckIn(participant_ids=frozenset({person.id})), told=told)

    def _show_found(self) -> None:
        wanted = list(FILTERS)[self._filters.checkedId()]
        found = self._people.matching(self.search.text())
        people = [each for each in found.people if wanted in (None, each.presence)]
        self._sure = found.sure
        # Those of another filter are not among whom one chooses.
        self._n_alike = sum(each in people for each in found.people[: found.n_alike])
        round_id = self._round.id if self._round else ""
        self.model.show_people(self._bridge.workshop, people, round_id)
        self._show_nobody(elsewhere=bool(found.people), here=bool(people))

    def _show_nobody(self, *, elsewhere: bool, here: bool) -> None:
        """Where nobody is found, say so, and offer what can be done about it."""
        words, name = self._words, " ".join(self.search.text().split())
        self._stack.setCurrentIndex(int(bool(name) and not here))
        if elsewhere:
            self._nobody.setText(words("Nobody in this list is called “{name}”.", name=name))
        else:
            self._nobody.setText(words("Nobody is called “{name}”.", name=name))
        self.coming.setText(verbatim(words("Add “{name}” as a latecomer", name=name)))
        self.coming.setVisible(not elsewhere)

    def _open_latecomer(self) -> None:
        """Have the latecomer's line begin with the name that was looked for."""
        self.latecomer.open(self.search.text())
        self.search.clear()

    def _show_still(self) -> None:
        """Show who was found before as they are now: nobody moves under the pointer of
        somebody who says of one after the other that they are here.
        """
        participants = self._bridge.workshop.participants
        people = [participants[each.id] for each in self.model.people]
        round_id = self._round.id if self._round else ""
        self.model.show_people(self._bridge.workshop, people, round_id)

    def _search_anew(self, letters: str) -> None:
        """Begin the next name, though the list was worked in before."""
        self.search.setFocus()
        self.search.setText(letters)

    def _into_list(self) -> None:
        if self.model.people:
            self.list.setCurrentIndex(self.model.index(0))
            self.list.setFocus()


class LatecomerBar(PersonBar):
    """A line of fields for people who are not on the list; Enter adds one as here, and the
    line is ready for the next.
    """

    closed = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge, (3, 3, 4, 2))
        look("sunken", self)
        self.so_far = label("", "small", wrap=True)
        self._names: list[str] = []
        whole = column(self._whole, self.so_far, gap=4)
        whole.setContentsMargins(margins(12, 8, 8, 8))
        self.setLayout(whole)
        self._say_names()

    def open(self, name: str = "") -> None:
        """Show the line, ready to type, or to add to a name: the last word is the family's."""
        if not self.isVisible():
            self._names.clear()
            self._say_names()
        self.show()
        if name.strip():
            *given, family = name.split()
            self.given_name.setText(" ".join(given) or family)
            self.family_name.setText(family if given else "")
        line = self.organisation if self.family_name.text() else self.family_name
        (line if name.strip() else self.given_name).setFocus()

    def put_away(self) -> None:
        """Put the line away. What was typed and not added stays in it."""
        # First, so that the keyboard does not go where a letter moves the day.
        self.closed.emit()
        super().put_away()

    def add(self) -> None:
        """Add the person as here, unless it is refused."""
        person, words = self.person(), self.bridge.words
        if person is None:
            return
        told = words("{name} is here.", name=person.name)
        if self.bridge.do(AddLatecomer(participant=person), told=told) is not None:
            self._names.append(person.name)
            self._say_names()
            self.begin_anew()

    def _say_names(self) -> None:
        words = self.bridge.words
        names = words.line(self._names)
        hint = words("Enter adds somebody; Esc closes.")
        self.so_far.setText(words("Added: {names}", names=names) if names else hint)


FRAME = 32
"""Pixels of a line around its text."""


class _Search(SearchField):
    """A search that leads into the list below it."""

    left_downwards = Signal()

    def __init__(self, hint: str) -> None:
        super().__init__(hint)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance(hint) + FRAME)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
