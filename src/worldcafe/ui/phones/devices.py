"""Who is there: every device, what it opens, whether somebody types; sending one away."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from worldcafe.domain.commands import LetInAgain, RenewCode, SendAway
from worldcafe.lan import Role, Scope
from worldcafe.ui.asking import means_it
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.painting.look import SPACE
from worldcafe.ui.parts import button, column, label, row
from worldcafe.ui.phone_room import PhoneRoom

_DEVICE, _SCOPE, _IS_GONE = (Qt.ItemDataRole.UserRole + n for n in range(3))
_ORDER = (Role.TABLE, Role.FACILITATOR, Role.WALL, Role.PERSON, Role.FOUND, Role.ROOM)


class DevicesPanel(QWidget):
    """A line for each device; those that were sent away stand below, to be let in again."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        words = self._words = bridge.words
        self._bridge, self._phones = bridge, PhoneRoom.of(bridge)
        self._shown: list[tuple[str, str, Scope | None]] = []
        self.list = QListWidget()
        self.list.setAccessibleName(words("Devices in the room"))
        self.send_away = button("", self._on_send_away)
        self.renew = button(words("Make a new code…"), self._on_renew, name="quiet")
        self.typing = label("", "soft", wrap=True)
        hint = words(
            "A device that is sent away reads and writes nothing any more; what it wrote "
            "stays. Where somebody else knows the code, make a new one as well."
        )
        self.setLayout(
            column(
                self.typing, self.list, label(hint, "small", wrap=True),
                row(self.send_away, self.renew, 1), gap=SPACE,
            )
        )  # fmt: skip
        self.list.currentRowChanged.connect(self._show_buttons)
        self.refresh()

    def refresh(self) -> None:
        """Show who is there now; what is selected stays so."""
        self._show_typing()
        found = self._lines()
        if found == self._shown:
            return
        self._shown = found
        current = self._current(_DEVICE)
        self.list.clear()
        for text, device, scope in found:
            entry = QListWidgetItem(text)
            entry.setData(_DEVICE, device)
            entry.setData(_SCOPE, scope)
            entry.setData(_IS_GONE, scope is None)
            self.list.addItem(entry)
            if device == current:
                self.list.setCurrentItem(entry)
        self._show_buttons()

    def _lines(self) -> list[tuple[str, str, Scope | None]]:
        """What each line says, its device, and what that opens; None once it is sent away."""
        words, room = self._words, self._phones.room
        workshop = self._bridge.workshop
        there = room.connected.devices if room else {}
        typing = {draft.writer for draft in workshop.drafts.values()}

        def place(each: tuple[str, Scope]) -> tuple[int, int, str]:
            device, scope = each
            table = workshop.tables.get(scope.id)
            return _ORDER.index(scope.role), table.number if table else 0, device

        def told(device: str, scope: Scope) -> str:
            types = words("typing") if f"phone-{device}" in typing else ""
            parts = (self._name(scope), words("device {mark}", mark=device[:4]), types)
            return self._words.line(parts)

        gone = workshop.phones.sent_away
        here = sorted((each for each in there.items() if each[0] not in gone), key=place)
        return [
            *((told(device, scope), device, scope) for device, scope in here),
            *((words("Sent away: device {mark}", mark=each[:4]), each, None) for each in gone),
        ]

    def _name(self, scope: Scope) -> str:
        words, workshop = self._words, self._bridge.workshop
        table, person = workshop.tables.get(scope.id), workshop.participants.get(scope.id)
        if table is not None:
            return words("Table {number}", number=table.number)
        if person is not None:
            return person.name
        return {
            Role.FACILITATOR: words("My pocket"),
            Role.WALL: words("The wall"),
        }.get(scope.role, words("The page to join"))

    def _show_typing(self) -> None:
        """Which tables are typing just now."""
        words, workshop = self._words, self._bridge.workshop
        typing = {each.table_id for each in workshop.drafts.values()}
        numbers = [str(each.number) for each in workshop.tables_in_order if each.id in typing]
        said = words("Typing at tables: {tables}", tables=words.row(numbers)) if numbers else ""
        self.typing.setText(said or words("Nobody is typing just now."))

    def _current(self, role: int) -> object:
        item = self.list.currentItem()
        return item.data(role) if item else None

    def _show_buttons(self, *_: object) -> None:
        words, is_gone = self._words, bool(self._current(_IS_GONE))
        scope = self._current(_SCOPE)
        self.send_away.setText(words("Let it in again") if is_gone else words("Send it away"))
        self.send_away.setEnabled(self._current(_DEVICE) is not None)
        self.renew.setEnabled(isinstance(scope, Scope))

    def _on_send_away(self) -> None:
        words, device = self._words, str(self._current(_DEVICE))
        if self._current(_IS_GONE):
            self._bridge.do(
                LetInAgain(device=device), told=words("The device is let in again.")
            )
        else:
            self._bridge.do(SendAway(device=device), told=words("The device is sent away."))
        self.refresh()

    def _on_renew(self) -> None:
        scope = self._current(_SCOPE)
        if isinstance(scope, Scope) and renewal_is_meant(self, self._bridge):
            self._bridge.do(RenewCode(of=scope.name))


def renewal_is_meant(parent: QWidget, bridge: Bridge) -> bool:
    """Whether the person wants a new code, knowing what becomes of the old one."""
    words = bridge.words
    detail = words("Cards and badges with the old code open nothing any more.")
    go = words("Make a new code")
    return means_it(parent, words, words("Make a new code?"), detail=detail, go=go)
