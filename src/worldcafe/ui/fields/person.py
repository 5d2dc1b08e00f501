"""A person who is not on the list yet, typed on one line."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit

from worldcafe.domain.model import Participant
from worldcafe.exchange.roster import participant_id
from worldcafe.exchange.values import languages_in
from worldcafe.ui.arranging import Filling
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.parts import button, field, icon_button, row


class PersonBar(QFrame):
    """Names, organisation and languages beside one another. Enter adds the person, Escape puts
    the line away; what was typed and not added stays in it.
    """

    def __init__(self, bridge: Bridge, shares: Sequence[int]) -> None:
        """`shares` are those of the four fields in the room there is."""
        super().__init__()
        self.bridge = bridge
        words = bridge.words
        self.given_name = QLineEdit(maxLength=200)
        self.family_name = QLineEdit(maxLength=200)
        self.organisation = QLineEdit(maxLength=500)
        self.languages = QLineEdit(maxLength=100, placeholderText="FR, EN")
        self.adding = button(words("Add"), self.add, name="primary")
        captions = {
            words("Given name"): self.given_name,
            words("Family name"): self.family_name,
            words("Organisation"): self.organisation,
            words("Languages"): self.languages,
        }
        self._lines = tuple(captions.values())
        for line in self._lines:
            line.returnPressed.connect(self.add)
        fields = (field(caption, line) for caption, line in captions.items())
        self._whole = row(*map(Filling, fields, shares))
        self._whole.addWidget(self.adding, 0, Qt.AlignmentFlag.AlignBottom)
        away = icon_button("x", words("Close"), self.put_away)
        self._whole.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)

    def add(self) -> None:
        """Add the person, unless it is refused."""
        raise NotImplementedError

    def put_away(self) -> None:
        """Put the line away."""
        self.hide()

    def person(self) -> Participant | None:
        """Who is typed; None if a language is not understood, which is then said."""
        said = languages_in(self.languages.text())
        if said.unknown:
            text, words = ", ".join(said.unknown), self.bridge.words
            self.bridge.refused.emit(words.doubt("language_unknown", {"text": text}))
            self.languages.setFocus()
            return None
        given, family, organisation = (line.text().strip() for line in self._lines[:3])
        return Participant(
            id=participant_id(given, family, "", organisation) if given or family else "new",
            given_name=given,
            family_name=family,
            organisation=organisation,
            languages=said.known,
        )

    def begin_anew(self) -> None:
        """Be empty again, ready for the next."""
        for line in self._lines:
            line.clear()
        self.given_name.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            return
        super().keyPressEvent(event)
