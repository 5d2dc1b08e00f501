"""Opening the room to phones: where it is found, what each code opens, and who is there."""

import segno
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QHBoxLayout, QLabel, QWidget

from worldcafe.domain.commands import AllowFinding, RenewCode
from worldcafe.lan import Role, Scope, spelt
from worldcafe.lan.addresses import private_addresses
from worldcafe.ui.asking import means_it
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.painting.look import SPACE, grown, look
from worldcafe.ui.parts import box, button, column, field, label, row
from worldcafe.ui.phone_room import PhoneRoom

SIDE = 232
"""Pixels of the picture of a code: read from a phone held over the screen."""
QUIET = 4
"""What stands empty around a QR code, in its own squares."""
LOOKS_EVERY_MS = 1_000


class PhonesDialog(QDialog):
    """Opens and closes the room, and shows the codes. The room stays open when this closes."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = self._words = bridge.words
        self._bridge, self._phones = bridge, PhoneRoom.of(bridge)
        self.setWindowTitle(words("Open the room to phones"))
        self.network = QComboBox()
        self.network.addItems(private_addresses())
        self.network.setAccessibleName(words("Network"))
        self.toggle = button("", self._on_toggle, name="primary")
        self.whose = QComboBox()
        self.whose.setAccessibleName(words("Code for"))
        for text, scope in self._codes():
            self.whose.addItem(text, scope)
        self.picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.code, self.address = label("", "title"), label("", "soft")
        for each in (self.code, self.address):
            each.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.renew = button(words("Make a new code…"), self._on_renew, name="quiet")
        self.finding = QCheckBox(words("People may find themselves by name"))
        self.there = label("", "strong", wrap=True)
        self._opened = box(self._code_part())
        self._lay_out()
        self._timer = QTimer(self, interval=LOOKS_EVERY_MS)
        self._timer.timeout.connect(self._show_who_is_there)
        self.whose.currentIndexChanged.connect(self._show_code)
        self.finding.clicked.connect(self._on_finding)
        self._phones.toggled.connect(self.refresh)
        bridge.changed.connect(self._show_code)
        self.finished.connect(self._timer.stop)
        self.refresh()

    def refresh(self) -> None:
        """Show whether the room is open, and what belongs to that."""
        words, room = self._words, self._phones.room
        self.toggle.setText(words("Close the room") if room else words("Open the room"))
        self.network.setEnabled(room is None)
        self.toggle.setEnabled(room is not None or self.network.count() > 0)
        self._opened.setEnabled(room is not None)
        self.finding.setChecked(self._bridge.workshop.phones.finding)
        if room is None:
            self._timer.stop()
        else:
            self._timer.start()
        self._show_code()
        self._show_who_is_there()

    def _codes(self) -> list[tuple[str, Scope]]:
        words = self._words
        tables = (
            (words("Table {number}", number=table.number), Scope(Role.TABLE, table.id))
            for table in self._bridge.workshop.tables_in_order
        )
        return [
            (words("Everybody: the page to join"), Scope(Role.ROOM)),
            *tables,
            (words("My pocket: the clock on my phone"), Scope(Role.FACILITATOR)),
            (words("A second screen: the wall"), Scope(Role.WALL)),
        ]

    def _lay_out(self) -> None:
        words = self._words
        how = words(
            "Phones and this computer have to be in the same network. Nothing goes to the "
            "internet. On a network that is not yours others could read along."
        )
        trouble = words(
            "If phones do not reach the page, the Wi-Fi of guests keeps them apart, or the "
            "firewall asks: allow worldcafe on private networks. A hotspot of this computer "
            "needs no Wi-Fi of guests."
        )
        close = button(words("Close"), self.accept)
        self.setLayout(
            column(
                label(how, "soft", wrap=True),
                field(words("Network"), box(row(self.network, self.toggle))),
                self._opened, label(trouble, "small", wrap=True), row(1, close),
                margin=3 * SPACE, gap=2 * SPACE,
            )
        )  # fmt: skip
        self.setMinimumWidth(grown(640))

    def _code_part(self) -> QHBoxLayout:
        beside = column(
            field(self._words("Code for"), self.whose), self.code, self.address,
            row(self.renew, 1), self.finding, self.there, 1,
        )  # fmt: skip
        return row(look("card", self.picture), box(beside), gap=3 * SPACE)

    @property
    def scope(self) -> Scope:
        """What the code that is shown opens."""
        scope: Scope = self.whose.currentData()
        return scope

    def _show_code(self) -> None:
        room, words = self._phones.room, self._words
        self.picture.setFixedSize(SIDE, SIDE)
        if room is None:
            self.picture.clear()
            self.code.setText("")
            self.address.setText(words("The room is closed: nothing can be reached."))
            return
        url = room.url_of(self.scope)
        self.picture.setPixmap(qr_code(url, SIDE - SPACE))
        self.picture.setAccessibleName(url)
        is_typed = self.scope.role not in (Role.FACILITATOR, Role.WALL)
        self.code.setText(spelt(room.code_of(self.scope)) if is_typed else "")
        self.address.setText(room.url)

    def _show_who_is_there(self) -> None:
        room, words = self._phones.room, self._words
        if room is None:
            self.there.setText("")
            return
        there = room.connected
        tables = {each.id for each in there.devices.values() if each.role is Role.TABLE}
        said = words.plural("{n} phone is connected", "{n} phones are connected",
                            len(there.devices))  # fmt: skip
        writing = words("tables: {n} of {all}", n=len(tables),
                        all=len(self._bridge.workshop.tables))  # fmt: skip
        wrong = there.n_wrong_codes
        told = words("wrong codes tried: {n}", n=wrong) if wrong else ""
        self.there.setText(words.row((said, writing, told)))

    def _on_toggle(self) -> None:
        if self._phones.room is not None:
            self._phones.close()
        else:
            self._phones.open(self.network.currentText())

    def _on_renew(self) -> None:
        words = self._words
        detail = words("Cards and badges with the old code open nothing any more.")
        if means_it(self, words, words("Make a new code?"), detail=detail,
                    go=words("Make a new code")):  # fmt: skip
            self._bridge.do(RenewCode(of=self.scope.name))

    def _on_finding(self, allowed: bool) -> None:  # noqa: FBT001 - as the signal has it
        self._bridge.do(AllowFinding(allowed=allowed))


def qr_code(text: str, side: int) -> QPixmap:
    """A text as a QR code, black on white in light and dark, as large as fits in `side`."""
    squares = [list(line) for line in segno.make(text, error="m", micro=False).matrix]
    n = len(squares) + 2 * QUIET
    image = QImage(n, n, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    for y, line in enumerate(squares, start=QUIET):
        for x, square in enumerate(line, start=QUIET):
            if square:
                image.setPixel(x, y, 0xFF000000)
    each = max(1, side // n)
    return QPixmap.fromImage(image.scaled(each * n, each * n))
