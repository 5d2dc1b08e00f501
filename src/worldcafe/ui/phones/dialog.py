"""Opening the room to phones: where it is found, what each code opens, and who is there."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QTabBar, QWidget

from worldcafe.lan import Role
from worldcafe.lan.addresses import private_addresses
from worldcafe.ui.aloud import call
from worldcafe.ui.arranging import Stack
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.dialog import Dialog, Sheet
from worldcafe.ui.painting.look import SPACE, grown
from worldcafe.ui.parts import box, button, column, field, label, row
from worldcafe.ui.phone_room import PhoneRoom
from worldcafe.ui.phones.codes import CodesPanel
from worldcafe.ui.phones.devices import DevicesPanel
from worldcafe.ui.phones.network import NetworkPanel

LOOKS_EVERY_MS = 1_000


class PhonesDialog(Dialog):
    """Opens and closes the room, and shows the codes. The room stays open when this closes."""

    HELP = "phones"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge.words, parent)
        words = self._words = bridge.words
        self._bridge, self._phones = bridge, PhoneRoom.of(bridge)
        self.setWindowTitle(words("Open the room to phones"))
        self.network = QComboBox()
        call(self.network, words("Network"))
        self.toggle = button("", self._on_toggle, name="primary")
        self.there = label("", "strong", wrap=True)
        self.codes, self.help = CodesPanel(bridge), NetworkPanel(bridge)
        self.devices = DevicesPanel(bridge)
        self.tabs = QTabBar(drawBase=False, expanding=False)
        self._panels = Stack()
        for text, panel in (
            (words("Codes"), self.codes),
            (words("Devices"), self.devices),
            (words("Network and hotspot"), self.help),
        ):
            self.tabs.addTab(text)
            self._panels.addWidget(panel)
        self._lay_out()
        self._timer = QTimer(self, interval=LOOKS_EVERY_MS)
        self._timer.timeout.connect(self._show_who_is_there)
        self.tabs.currentChanged.connect(self._panels.setCurrentIndex)
        self._phones.toggled.connect(self.refresh)
        bridge.changed.connect(self._on_changed)
        self.finished.connect(self._on_finished)
        self.refresh()

    def refresh(self) -> None:
        """Show whether the room is open, and what belongs to that."""
        words, room = self._words, self._phones.room
        self.toggle.setText(words("Close the room") if room else words("Open the room"))
        self._fill_networks()
        self.network.setEnabled(room is None)
        self.toggle.setEnabled(room is not None or self.network.count() > 0)
        if room is None:
            self._timer.stop()
        else:
            self._timer.start()
        self.codes.refresh()
        self._show_who_is_there()

    def _fill_networks(self) -> None:
        """A hotspot that was made meanwhile is a network too."""
        found = private_addresses()
        if found != [self.network.itemText(n) for n in range(self.network.count())]:
            chosen = self.network.currentText()
            self.network.clear()
            self.network.addItems(found)
            self.network.setCurrentIndex(max(0, self.network.findText(chosen)))

    def _lay_out(self) -> None:
        words = self._words
        how = words(
            "Phones and this computer have to be in the same network. Nothing goes to the "
            "internet. On a network that is not yours others could read along. While the room "
            "is open the computer stays awake."
        )
        close = button(words("Close"), self.accept)
        foot = row(self.there, close)
        foot.setStretch(0, 1)
        foot.setContentsMargins(3 * SPACE, SPACE, 3 * SPACE, 2 * SPACE)
        whole = column(
            label(how, "soft", wrap=True),
            field(words("Network"), box(row(self.network, self.toggle))),
            self.tabs, self._panels,
            margin=3 * SPACE, gap=2 * SPACE,
        )  # fmt: skip
        whole.setStretchFactor(self._panels, 1)
        Sheet(self, whole, grown(760), 720, foot=foot)

    def _show_who_is_there(self) -> None:
        room, words = self._phones.room, self._words
        self.devices.refresh()
        if room is None:
            self.there.setText("")
            return
        there = room.connected
        tables = {each.id for each in there.devices.values() if each.role is Role.TABLE}
        if there.devices:
            said = words.plural("{n} phone is connected", "{n} phones are connected",
                                len(there.devices))  # fmt: skip
        elif there.n_reached:
            said = words("A phone has reached this computer")
        else:
            said = words("No phone has reached this computer yet")
        writing = words("tables: {n} of {all}", n=len(tables),
                        all=len(self._bridge.workshop.tables))  # fmt: skip
        wrong = there.n_wrong_codes
        told = words("wrong codes tried: {n}", n=wrong) if wrong else ""
        self.there.setText(words.row((said, writing, told)))

    def _on_changed(self) -> None:
        self.codes.refresh()
        self.devices.refresh()

    def _on_toggle(self) -> None:
        self.codes.keep_wifi()
        if self._phones.room is not None:
            self._phones.close()
        else:
            self._phones.open(self.network.currentText())

    def _on_finished(self) -> None:
        self._timer.stop()
        self.codes.keep_wifi()
