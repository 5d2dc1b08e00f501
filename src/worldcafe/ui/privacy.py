"""How people are named in what leaves the house: the same choices wherever it does."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from worldcafe.domain.disclosure import Names
from worldcafe.ui.arranging import Flow
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.entry import ChipField, TickField
from worldcafe.ui.painting.look import SPACE
from worldcafe.ui.parts import column


class PrivacyChoices(QWidget):
    """Names, contacts and positions, as they are chosen for this workshop: what is said in one
    place holds in every other.
    """

    changed = Signal()
    """Something else was chosen, here or elsewhere."""

    def __init__(self, bridge: Bridge, *, on_one_line: bool = True) -> None:
        super().__init__()
        self._bridge, words = bridge, bridge.words
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
        bridge.disclosure_chosen.connect(self._show)
        bridge.disclosure_chosen.connect(self.changed)

    def _show(self) -> None:
        chosen = self._bridge.disclosure
        self.names.show_value(chosen.names)
        self.personal.show_value(value=chosen.personal_data)

    def _on_chosen(self) -> None:
        self._bridge.disclosure = replace(
            self._bridge.disclosure,
            names=Names(self.names.value() or Names.FULL),
            personal_data=bool(self.personal.value()),
        )
