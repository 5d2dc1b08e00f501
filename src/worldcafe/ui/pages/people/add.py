"""One more person, typed in."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit

from worldcafe.domain.commands import PutParticipant
from worldcafe.domain.model import Participant
from worldcafe.domain.vocabulary import Role
from worldcafe.exchange.roster import participant_id
from worldcafe.exchange.values import languages_in
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.painting.look import SPACE, look
from worldcafe.ui.parts import button, field, icon_button, row


class AddPersonBar(QFrame):
    """A line of fields; Enter adds the person and empties it for the next."""

    def __init__(self, bridge: Bridge, added: Callable[[str], object]) -> None:
        """`added` is given the new person's id."""
        super().__init__()
        self._bridge = bridge
        self._added = added
        words = bridge.words
        look("card", self)
        self.given_name = QLineEdit(maxLength=200)
        self.family_name = QLineEdit(maxLength=200)
        self.organisation = QLineEdit(maxLength=500)
        self.languages = QLineEdit(maxLength=100, placeholderText="FR, EN")
        self.role = QComboBox()
        self.role.addItem(words("No role"), None)
        for role in Role:
            self.role.addItem(words.label(role), role)
        self.adding = button(words("Add"), self.add, name="primary")
        away = icon_button("x", words("Close"), self.hide)
        self._lines = (self.given_name, self.family_name, self.organisation, self.languages)
        inner = row(
            field(words("Given name"), self.given_name),
            field(words("Family name"), self.family_name),
            field(words("Organisation"), self.organisation),
            field(words("Languages"), self.languages),
            field(words("Role"), self.role),
        )
        for k, share in enumerate((3, 3, 5, 2, 0)):
            inner.setStretch(k, share)
        inner.addWidget(self.adding, 0, Qt.AlignmentFlag.AlignBottom)
        inner.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        inner.setContentsMargins(2 * SPACE, 12, SPACE, 12)
        self.setLayout(inner)
        for line in self._lines:
            line.returnPressed.connect(self.add)

    def open(self) -> None:
        """Show the line, ready to type."""
        self.show()
        self.given_name.setFocus()

    def add(self) -> None:
        """Add the person, unless it is refused or already there."""
        person, words = self._person(), self._bridge.words
        if person is None:
            return
        if person.id in self._bridge.workshop.participants:
            told = words.doubt("already_there", {"name": person.name})
            self._bridge.refused.emit(told)
            return
        told = words("{name} was added.", name=person.name)
        if self._bridge.do(PutParticipant(participant=person), told=told) is not None:
            for line in self._lines:
                line.clear()
            self.role.setCurrentIndex(0)
            self.given_name.setFocus()
            self._added(person.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)

    def _person(self) -> Participant | None:
        """Who is typed in; None if a language is not understood, which is then said."""
        said = languages_in(self.languages.text())
        if said.unknown:
            words = self._bridge.words
            text = ", ".join(said.unknown)
            self._bridge.refused.emit(words.doubt("language_unknown", {"text": text}))
            self.languages.setFocus()
            return None
        given, family = self.given_name.text().strip(), self.family_name.text().strip()
        organisation, role = self.organisation.text().strip(), self.role.currentData()
        return Participant(
            id=participant_id(given, family, "", organisation),
            given_name=given,
            family_name=family,
            organisation=organisation,
            languages=said.known,
            roles=(Role(role),) if role else (),
        )
