"""How people are named in what leaves the house: the same choices wherever it does."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from worldcafe.domain.disclosure import Disclosure, Names
from worldcafe.ui.fields.entry import ChipField, TickField
from worldcafe.ui.painting.look import SPACE
from worldcafe.ui.parts import column, row
from worldcafe.wording import Words


class PrivacyChoices(QWidget):
    """Names, contacts and positions; what was decided about texts is remembered."""

    changed = Signal()

    def __init__(self, words: Words, *, on_one_line: bool = True) -> None:
        super().__init__()
        names = (
            (Names.FULL, words("Full names")),
            (Names.INITIALS, words("Initials")),
            (Names.NONE, words("No names")),
        )
        self.names = ChipField(names, one=True, on_one_line=on_one_line)
        self.names.setAccessibleName(words("How people are named"))
        self.names.show_value(Names.FULL)
        self.personal = TickField(words("Contacts and positions"))
        self.personal.show_value(value=True)
        self._kept: frozenset[str] = frozenset()
        parts = row if on_one_line else column
        self.setLayout(parts(self.names, self.personal, gap=SPACE))
        self.names.changed.connect(self.changed)
        self.personal.changed.connect(self.changed)

    def disclosure(self) -> Disclosure:
        """How people are shown, as chosen."""
        return Disclosure(
            names=Names(self.names.value() or Names.FULL),
            personal_data=bool(self.personal.value()),
            kept=self._kept,
        )

    def keep_decided(self, disclosure: Disclosure) -> None:
        """Remember what was decided about texts, for the next file."""
        self._kept = disclosure.kept
