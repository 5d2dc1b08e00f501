"""Codes for phones on what is printed: whether, and at which address the room will be."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from worldcafe.lan.addresses import HOTSPOTS, known_beforehand, port_of, private_addresses
from worldcafe.lan.codes import OnPaper, on_paper
from worldcafe.prints import OPENED, What
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.choices import ChoiceField, TickField
from worldcafe.ui.parts import box, column, field, label
from worldcafe.wording import N_, Words

_ALLOWED = {
    What.CARDS: N_(
        "Whoever has the code of a table’s card writes in that table’s notes: records, "
        "changes, adds photos and hands in. It opens no other table."
    ),
    What.BADGES: N_(
        "Whoever has the code of a badge sees where that person sits, places that person’s "
        "dots, and sends ideas to the table."
    ),
}
"""What a code may do, as is said before it is printed."""


class CodesForPhones(QWidget):
    """None unless somebody wants them, and none to scan while the address may change."""

    changed = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        words = self._words = bridge.words
        self._bridge = bridge
        self.wanted = TickField(words("Codes for phones"))
        self.address = ChoiceField(
            _addresses(words), empty=words("Not known yet: the code is typed")
        )
        self._allowed = label("", "soft", wrap=True)
        stay = words(
            "Codes stay valid until they are made anew. A copy that is saved from the program "
            "has codes of its own."
        )
        self._more = box(
            column(
                self._allowed,
                label(stay, "soft", wrap=True),
                field(words("Address of the room"), self.address),
                gap=12,
            )
        )
        self.setLayout(column(self.wanted, self._more, gap=12))
        self._more.hide()
        self.wanted.changed.connect(self._on_wanted)
        self.address.changed.connect(self._on_address)

    def show_for(self, what: What) -> None:
        """Be there where a print can carry codes, and say what they may do."""
        self.setVisible(what in OPENED)
        self._allowed.setText(self._words(_ALLOWED[what]) if what in _ALLOWED else "")

    def value(self, what: What) -> Mapping[str, OnPaper]:
        """The codes that this print is to carry."""
        if what not in OPENED or not self.wanted.value():
            return {}
        document, host = self._bridge.document, self.address.value()
        page = known_beforehand(host, port_of(document)) if host else ""
        return on_paper(OPENED[what], document.workshop, document.secret(), page)

    def _on_address(self) -> None:
        if self.address.value():
            port_of(self._bridge.document)  # from now on it is the workshop's
        self.changed.emit()

    def _on_wanted(self) -> None:
        self._more.setVisible(bool(self.wanted.value()))
        self.changed.emit()


def _addresses(words: Words) -> list[tuple[str, str]]:
    """The addresses of this computer now, and those it has in a hotspot of its own."""
    here = [(each, words("{address} (now)", address=each)) for each in private_addresses()]
    hotspots = [
        (each, words("{address} (hotspot made by {system})", address=each, system=system))
        for system, each in HOTSPOTS.items()
    ]
    return [*here, *hotspots]
