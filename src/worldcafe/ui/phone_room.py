"""The room while it is open to phones: what the server's thread asks for is done in Qt's."""

import sys
import traceback
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from worldcafe.domain.refusal import Refusal
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.work import SWITCH_SECONDS

if TYPE_CHECKING:
    from worldcafe.lan import Room
    from worldcafe.lan.joining import Joining, Wifi


GATHER_MS = 5
"""For so long the window is left to itself before phones are served, all that wait at once."""


class PhoneRoom(QObject):
    """The room of an open workshop. It is closed until somebody opens it, and with the
    workshop at the latest; the window may be built anew around it.
    """

    toggled = Signal()
    """It was opened, or closed, or is to be joined through another Wi-Fi."""
    told = Signal(str)
    """A facilitator’s pocket has a message for the room, or an empty one for none."""
    _woken = Signal()
    _mistaken = Signal(object)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._room: Room | None = None
        self._shown: dict[str, Any] = {}
        # A stroke waits for a timer: what is posted to a loop comes before keys and painting,
        # and where there is always more of it those would wait for ever.
        self._next = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._next.timeout.connect(self._work_off)
        self._woken.connect(self._next.start, Qt.ConnectionType.QueuedConnection)
        self._owned_up: set[tuple[str, str, int | None]] = set()
        """The kinds and places of mistakes that were said since the workshop was opened."""
        self._mistaken.connect(self._own_up, Qt.ConnectionType.QueuedConnection)
        bridge.room_chosen.connect(self._tell_walls)
        bridge.closing.connect(self.close)

    @classmethod
    def of(cls, bridge: Bridge) -> "PhoneRoom":
        """The one room of an open workshop."""
        return bridge.findChild(cls) or cls(bridge)

    @property
    def wifi(self) -> "Wifi":
        """The Wi-Fi of this workshop's room, as it was typed once; kept with the person's
        choices on this computer, and nowhere in the workshop.
        """
        from worldcafe.lan.joining import Wifi  # not for a start

        recall = self._bridge.settings.recall
        return Wifi(recall(f"{self._kept_as}/name"), recall(f"{self._kept_as}/password"))

    @wifi.setter
    def wifi(self, wifi: "Wifi") -> None:
        if wifi == self.wifi:
            return
        self._bridge.settings.keep(f"{self._kept_as}/name", wifi.name)
        self._bridge.settings.keep(f"{self._kept_as}/password", wifi.password)
        self._tell_walls()
        self.toggled.emit()

    @cached_property
    def _kept_as(self) -> str:
        """Under what the choices for this workshop are kept: it tells nothing of its codes."""
        import hmac  # not for a start

        secret = self._bridge.document.secret()
        return f"wifi-{hmac.digest(secret, b'worldcafe wifi', 'sha256').hex()[:16]}"

    @property
    def joining(self) -> "Joining | None":
        """How to come in; None while the room is closed."""
        return self._room.joining(self.wifi) if self._room else None

    def show(self, **shown: Any) -> None:
        """Show on walls what the projector is to show, as `lan.readers.Shown` says it."""
        self._shown = shown
        self._tell_walls()

    def _tell_walls(self) -> None:
        if self._room is not None:
            from worldcafe.lan.readers import Shown  # it came with the room

            room = self._bridge.room
            self._room.show(Shown(**self._shown, room=room, joining=self.joining))

    @property
    def room(self) -> "Room | None":
        """The room while it is open."""
        return self._room

    def open(self, host: str | None) -> bool:
        """Open it at one address of this computer; a refusal is shown to the person."""
        sys.setswitchinterval(SWITCH_SECONDS)  # the server's thread is as busy as any job
        # The server and what reads photos are not for a start.
        from worldcafe.lan import Room
        from worldcafe.prints.photos import Photos

        try:
            self._room = Room(
                self._bridge.document,
                Photos,
                host=host,
                wifi=self.wifi,
                wake=self._woken.emit,
                on_shown=lambda shown: self.told.emit(shown.message),
                on_defect=self._mistaken.emit,
            )
        except Refusal as refusal:
            self._bridge.say_refused(refusal)
            return False
        self._tell_walls()
        self.toggled.emit()
        return True

    def close(self) -> None:
        """Let go of everybody. What was acknowledged is on the disk."""
        if self._room is not None:
            room, self._room = self._room, None
            room.close()
            self.toggled.emit()

    def _work_off(self) -> None:
        if self._room is not None and self._room.work_off():
            self._next.start()

    def _own_up(self, mistake: Exception) -> None:
        """Write down and say that the server made a mistake, as of one of the window's own:
        once for each place in the program, however often phones ask again.
        """
        *_, last = traceback.extract_tb(mistake.__traceback__)
        where = (type(mistake).__name__, last.filename, last.lineno)
        if where not in self._owned_up:
            self._owned_up.add(where)
            sys.excepthook(type(mistake), mistake, mistake.__traceback__)
