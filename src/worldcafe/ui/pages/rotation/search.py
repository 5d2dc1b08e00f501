"""The field that finds a person in the room."""

from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit

from worldcafe.domain.folding import fold
from worldcafe.domain.model import Participant
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.fields.search import SearchField
from worldcafe.ui.painting.look import colours, icon, look
from worldcafe.wording import Words

MOST_OFFERED = 12


class PersonSearch(SearchField):
    """Finds people by the beginnings of their names and organisations, accents aside."""

    person_chosen = Signal(str)
    emptied = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__(words("Find a person"))
        self.addAction(icon("search", colours().soft), QLineEdit.ActionPosition.LeadingPosition)
        self._workshop = Workshop()
        self._offered: dict[str, str] = {}
        self._texts = QStringListModel(self)
        completer = QCompleter(self._texts, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        popup = completer.popup()
        assert isinstance(popup, QAbstractItemView)
        self._popup = look("popup", popup)
        self.setCompleter(completer)
        self._completer = completer
        self._connect()

    def _connect(self) -> None:
        self.textEdited.connect(self._on_edited)
        self.textChanged.connect(self._on_changed)
        self.returnPressed.connect(self._on_return)
        self._completer.activated[str].connect(self._on_taken)  # type: ignore[index]

    def show_workshop(self, workshop: Workshop) -> None:
        """Search among the people of this workshop."""
        self._workshop = workshop

    def matches(self, text: str) -> list[Participant]:
        """The people with words that begin with those of the text, in order of names."""
        wanted = [f" {word}" for word in fold(text).split()]
        if not wanted:
            return []
        return [
            person
            for person in self._workshop.participants_in_order
            if all(word in f" {fold(_described(person))}" for word in wanted)
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel) and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _on_edited(self, text: str) -> None:
        self._offered = {
            _described(person): person.id for person in self.matches(text)[:MOST_OFFERED]
        }
        self._texts.setStringList(list(self._offered))

    def _on_changed(self, text: str) -> None:
        if not text:
            self.emptied.emit()

    def _on_taken(self, text: str) -> None:
        if text in self._offered:
            self.person_chosen.emit(self._offered[text])

    def _on_return(self) -> None:
        if self.text() in self._offered:
            return  # taken from the list already
        found = self.matches(self.text())
        if found:
            self._popup.hide()
            self.person_chosen.emit(found[0].id)


def _described(person: Participant) -> str:
    name = person.name
    return f"{name} · {person.organisation}" if person.organisation else name
