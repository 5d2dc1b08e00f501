"""What is scanned and typed: the Wi-Fi, and the page that each code opens."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QLabel, QLineEdit, QWidget

from worldcafe.domain.commands import AllowFinding, RenewCode
from worldcafe.domain.refusal import RuleBroken
from worldcafe.lan import Role, Scope, Wifi, spelt
from worldcafe.lan.squares import squares
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.pickers import PersonPicker
from worldcafe.ui.painting.look import SPACE, as_typed, look
from worldcafe.ui.painting.pictures import code_picture
from worldcafe.ui.parts import button, column, field, label, row
from worldcafe.ui.phone_room import PhoneRoom
from worldcafe.ui.phones.devices import renewal_is_meant

SIDE = 200
"""Pixels of the picture of a code: read from a phone held over the screen."""
TEST = Scope(Role.ROOM, "test")
"""Stands for the page on which a phone tries the line itself."""
BADGE = Scope(Role.PERSON)
"""Stands for the page of whoever is chosen by name."""
TYPING_MS = 600


class CodesPanel(QWidget):
    """A code for the Wi-Fi beside one for a page; what belongs to an open room rests before."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        words = self._words = bridge.words
        self._bridge, self._phones = bridge, PhoneRoom.of(bridge)
        wifi = self._phones.wifi
        self.wifi_name, self.wifi_password = QLineEdit(wifi.name), QLineEdit(wifi.password)
        self.wifi_picture = _picture()
        self._wifi_remark = label("", "small", wrap=True)
        self.whose = QComboBox()
        self.whose.setAccessibleName(words("Code for"))
        self.whose.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for text, scope in self._pages():
            self.whose.addItem(text, scope)
        self.person = PersonPicker(
            self._on_person,
            lambda name: bridge.say_refused(RuleBroken("person_not_listed", name=name)),
            hint=words("Type part of a name"),
        )
        self.person.setAccessibleName(words("Whose badge"))
        self._person_id = ""
        self._offered: object = None
        self.picture = _picture()
        self.code, self.address = label("", "title"), label("", "soft", wrap=True)
        for each in (self.code, self.address):
            as_typed(each).setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.renew = button(words("Make a new code…"), self._on_renew, name="quiet")
        self.finding = QCheckBox(words("People may find themselves by name"))
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self.keep_wifi)
        both = row(self._wifi_card(), self._page_card(), gap=2 * SPACE)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        hint = words("The projector shows both codes under “Join by phone”.")
        self.setLayout(
            column(both, row(self.finding, 1, label(hint, "small")), 1, gap=2 * SPACE)
        )
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show the codes that there are."""
        self.finding.setChecked(self._bridge.workshop.phones.finding)
        self._show_wifi()
        self._show_page()

    def keep_wifi(self) -> None:
        """Keep what was typed of the Wi-Fi."""
        self._typing.stop()
        self._phones.wifi = self._typed

    @property
    def _typed(self) -> Wifi:
        return Wifi(self.wifi_name.text().strip(), self.wifi_password.text())

    @property
    def scope(self) -> Scope:
        """What the code that is shown opens; `BADGE` until a person is named."""
        scope: Scope = self.whose.currentData()
        return Scope(Role.PERSON, self._person_id) if scope == BADGE else scope

    def _pages(self) -> list[tuple[str, Scope]]:
        words = self._words
        tables = (
            (words("Table {number}", number=table.number), Scope(Role.TABLE, table.id))
            for table in self._bridge.workshop.tables_in_order
        )
        return [
            (words("Everybody: the page to join"), Scope(Role.ROOM)),
            (words("To try: does a phone reach this computer?"), TEST),
            *tables,
            (words("My pocket: the clock on my phone"), Scope(Role.FACILITATOR)),
            (words("A second screen: the wall"), Scope(Role.WALL)),
            (words("One person: the page of a badge"), BADGE),
        ]

    def _connect(self) -> None:
        self.whose.currentIndexChanged.connect(self._show_page)
        self.finding.clicked.connect(self._on_finding)
        for each in (self.wifi_name, self.wifi_password):
            each.textEdited.connect(self._on_typed)
            each.editingFinished.connect(self.keep_wifi)

    def _wifi_card(self) -> QFrame:
        words = self._words
        self.wifi_name.setMaxLength(32)
        self.wifi_password.setMaxLength(63)
        self.wifi_password.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        kept = words("Kept on this computer alone: in no workshop file and no export.")
        made = look("card", QFrame())
        made.setLayout(
            column(
                label(words("Join the Wi-Fi"), "heading"), self.wifi_picture,
                row(
                    field(words("Name of the Wi-Fi"), self.wifi_name),
                    field(words("Its password"), self.wifi_password),
                ),
                self._wifi_remark, label(kept, "small", wrap=True), 1,
                margin=2 * SPACE,
            )
        )  # fmt: skip
        return made

    def _page_card(self) -> QFrame:
        words = self._words
        made = look("card", QFrame())
        made.setLayout(
            column(
                label(words("Open the page"), "heading"), self.picture,
                field(words("Code for"), self.whose), self.person,
                row(self.code, 1, self.renew),
                self.address, 1,
                margin=2 * SPACE,
            )
        )  # fmt: skip
        return made

    def _show_wifi(self) -> None:
        words, wifi = self._words, self._typed
        if wifi.code:
            self.wifi_picture.setPixmap(code_picture(squares(wifi.code), SIDE))
        else:
            self.wifi_picture.setText(words("Type its name once, and phones join by a code."))
        self.wifi_picture.setAccessibleName(words("Join the Wi-Fi"))
        wrong = words("A Wi-Fi password has 8 to 63 characters.")
        self._wifi_remark.setText("" if wifi.is_plausible else wrong)

    def _show_page(self) -> None:
        self._show_person()
        room, words, scope = self._phones.room, self._words, self.scope
        for each in (self.whose, self.renew, self.finding):
            each.setEnabled(room is not None)
        self.renew.setVisible(scope not in (TEST, BADGE))
        if room is None:
            self.picture.setText(words("The room is closed."))
            self.picture.setAccessibleName("")
            self.code.hide()
            self.address.setText(words("Nothing can be reached before it is opened."))
            return
        if scope == BADGE:
            self.picture.setText(words("Type a name: the code of that badge is shown here."))
            self.picture.setAccessibleName("")
            self.code.hide()
            self.address.setText("")
            return
        url = f"{room.url}#{scope.id}" if scope == TEST else room.url_of(scope)
        self.picture.setPixmap(code_picture(squares(url), SIDE))
        self.picture.setAccessibleName(url)
        is_typed = scope.role not in (Role.FACILITATOR, Role.WALL) and scope != TEST
        self.code.setText(spelt(room.code_of(scope)) if is_typed else "")
        self.code.setVisible(is_typed)
        self.address.setText(room.url)

    def _show_person(self) -> None:
        """Offer people by name, where the code is one person's."""
        workshop = self._bridge.workshop
        self.person.setVisible(self.whose.currentData() == BADGE)
        self.person.setEnabled(self._phones.room is not None)
        if workshop.participants is not self._offered:
            self._offered = workshop.participants
            self.person.offer(workshop.participants_in_order)
        if self._person_id not in workshop.participants:
            self._person_id = ""
        self.person.show_value(self._person_id)

    def _on_person(self, person_id: str | None) -> bool:
        self._person_id = person_id or ""
        self._show_page()
        return True

    def _on_typed(self) -> None:
        self._show_wifi()
        self._typing.start()

    def _on_renew(self) -> None:
        if renewal_is_meant(self, self._bridge):
            self._bridge.do(RenewCode(of=self.scope.name))

    def _on_finding(self, allowed: bool) -> None:  # noqa: FBT001 - as the signal has it
        self._bridge.do(AllowFinding(allowed=allowed))


def _picture() -> QLabel:
    made = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
    made.setFixedHeight(SIDE)
    return look("soft", made)
