"""How people are named in what leaves the house: the same choices wherever it does."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from worldcafe.domain.disclosure import EVERYTHING, Disclosure, Names
from worldcafe.ui.arranging import Flow
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.choices import ChipField, TickField
from worldcafe.ui.painting.look import SPACE
from worldcafe.ui.parts import column
from worldcafe.ui.settings import Settings
from worldcafe.wording import Words


class Choices(QObject):
    """What is chosen for a file that is about no workshop alone; a bridge keeps the same for
    the one that is open.
    """

    disclosure_chosen = Signal()

    def __init__(self, words: Words, settings: Settings, folder: Path, parent: QObject) -> None:
        """`folder` is where files go, until the person chooses another place."""
        super().__init__(parent)
        self.words, self.settings, self.folder = words, settings, folder
        self._disclosure = EVERYTHING

    @property
    def disclosure(self) -> Disclosure:
        """How people are named in it."""
        return self._disclosure

    @disclosure.setter
    def disclosure(self, disclosure: Disclosure) -> None:
        if disclosure != self._disclosure:
            self._disclosure = disclosure
            self.disclosure_chosen.emit()


class PrivacyChoices(QWidget):
    """Names, contacts and positions, as they are chosen for a workshop: what is said in one
    place holds in every other.
    """

    changed = Signal()
    """Something else was chosen, here or elsewhere."""

    def __init__(self, choices: Bridge | Choices, *, on_one_line: bool = True) -> None:
        super().__init__()
        self._choices, words = choices, choices.words
        names = (
            (Names.FULL, words("Full names")),
            (Names.INITIALS, words("Initials")),
            (Names.NONE, words("No names")),
        )
        self.names = ChipField(names, one=True, on_one_line=on_one_line)
        self.names.setAccessibleName(words("How people are named"))
        self.personal = TickField(words("Contacts and positions"))
        parts = Flow if on_one_line else column
        self.setLayout(parts(self.names, self.personal, gap=SPACE))
        self._show()
        self.names.changed.connect(self._on_chosen)
        self.personal.changed.connect(self._on_chosen)
        choices.disclosure_chosen.connect(self._show)
        choices.disclosure_chosen.connect(self.changed)

    def _show(self) -> None:
        chosen = self._choices.disclosure
        self.names.show_value(chosen.names)
        self.personal.show_value(value=chosen.personal_data)

    def _on_chosen(self) -> None:
        self._choices.disclosure = replace(
            self._choices.disclosure,
            names=Names(self.names.value() or Names.FULL),
            personal_data=bool(self.personal.value()),
        )
