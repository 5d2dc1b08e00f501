"""One more person, typed in."""

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox

from worldcafe.domain.commands import PutParticipant
from worldcafe.domain.model import Participant
from worldcafe.domain.vocabulary import Role
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.person import PersonBar
from worldcafe.ui.painting.direction import margins
from worldcafe.ui.painting.look import SPACE, look
from worldcafe.ui.parts import field


class AddPersonBar(PersonBar):
    """A line of fields; Enter adds the person and empties it for the next."""

    def __init__(self, bridge: Bridge, added: Callable[[str], object]) -> None:
        """`added` is given the new person's id."""
        super().__init__(bridge, (3, 3, 5, 2))
        self._added = added
        words = bridge.words
        look("card", self)
        self.role = QComboBox()
        self.role.addItem(words("No role"), None)
        for role in Role:
            self.role.addItem(words.label(role), role)
        self._whole.insertLayout(4, field(words("Role"), self.role))
        self._whole.setContentsMargins(margins(2 * SPACE, 12, SPACE, 12))
        self.setLayout(self._whole)

    def open(self) -> None:
        """Show the line, ready to type."""
        self.show()
        self.given_name.setFocus()

    def add(self) -> None:
        """Add the person, unless it is refused or already there."""
        person, words = self.person(), self.bridge.words
        if person is None:
            return
        if person.id in self.bridge.workshop.participants:
            told = words.doubt("already_there", {"name": person.name})
            self.bridge.refused.emit(told)
            return
        told = words("{name} was added.", name=person.name)
        if self.bridge.do(PutParticipant(participant=person), told=told) is not None:
            self.begin_anew()
            self.role.setCurrentIndex(0)
            self._added(person.id)

    def person(self) -> Participant | None:
        """Who is typed, with the role that was chosen."""
        person, role = super().person(), self.role.currentData()
        return person.but(roles=(Role(role),)) if person and role else person
