"""One program for each person: whoever starts it again reaches the one that runs.

The two speak over a local socket that its owner alone may use. All that can be asked is to come
to the front and to open a path; that is opened, or refused, as if it had been chosen by hand.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path
from PySide6.QtCore import QEvent, QLockFile, QObject, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent

from worldcafe import files
from worldcafe.document import place_of
from worldcafe.document.address import Place
from worldcafe.domain.refusal import FileRefused

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

END, TAKEN = b"\0", b"\x06"
LONGEST = 4096
"""Bytes of a path; no system takes a longer one."""
MOST_CALLERS = 8
"""At the same time; a person starts the program once or twice."""
PATIENCE_MS = 3_000
"""How long a caller is listened to, and how long it waits to be heard."""
STARTING_MS = 15_000
"""How long one waits for another that was started just before and does not listen yet."""


class OneProgram(QObject):
    """The program that runs for this person, as others reach it."""

    asked = Signal(object)
    """Somebody started the program again: the `Place` that is to be opened, or None where it
    need only come to the front. On macOS, where nothing starts twice, the Finder asks."""

    def __init__(self, app: QObject) -> None:
        super().__init__(app)
        self._name = ""
        self._starting: QLockFile | None = None
        """Held until this one can be reached: others that start wait for it."""
        self._server: QLocalServer | None = None
        self._callers: set[_Caller] = set()
        app.installEventFilter(self)

    def is_taken_over(self, place: Place | None) -> bool:
        """Whether a program that runs already took over what this one was started for.

        Else this is the one that is reached as soon as it listens. Where that cannot be
        arranged (no folder to write to, a program that hangs) this one goes its own way, and
        nobody is kept waiting.
        """
        folder = user_data_path("worldcafe", appauthor=False)
        try:
            files.make_private_folder(folder)
        except OSError:
            return False
        starting = QLockFile(str(folder / "starting.lock"))
        if not starting.tryLock(STARTING_MS):
            return False
        self._name = _name_in(folder)
        told = _tell(self._name, place) if _may_be_heard(self._name) else None
        if told is None:
            self._starting = starting
        else:
            starting.unlock()
        return told is True

    def listen(self) -> None:
        """Be reached from now on, unless this one goes its own way.

        It loads Qt's network: when the first window is in view is soon enough.
        """
        if self._starting is None:
            return
        from PySide6.QtNetwork import QLocalServer  # not before the first window

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_callers)
        QLocalServer.removeServer(self._name)  # a crash may have left it
        self._server.listen(self._name)
        self._begun()

    def close(self) -> None:
        """Be reached no longer."""
        self._begun()
        if self._server is not None:
            self._server.close()
        for caller in tuple(self._callers):
            caller.end()

    def _begun(self) -> None:
        """Let those go on who wait for this one."""
        if self._starting is not None:
            self._starting.unlock()
            self._starting = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.asked.emit(Path(event.file()))
            return True
        return super().eventFilter(watched, event)

    def hears(self, said: bytes) -> bool:
        """Take what a caller asks for; False for what is no place that can be opened."""
        try:
            place = place_of(os.fsdecode(said)) if said else None
        except FileRefused:
            return False
        if isinstance(place, Path) and not place.is_absolute():
            return False
        # Later: a question may come of it, and the caller does not wait for its answer.
        QTimer.singleShot(0, self, lambda: self.asked.emit(place))
        return True

    def forget(self, caller: "_Caller") -> None:
        """A caller has gone."""
        self._callers.discard(caller)

    def _on_callers(self) -> None:
        assert self._server is not None  # it tells of them
        while (socket := self._server.nextPendingConnection()) is not None:
            if len(self._callers) < MOST_CALLERS:
                caller = _Caller(socket, self)
                self._callers.add(caller)
                caller.listen()
            else:
                socket.abort()
                socket.deleteLater()


class _Caller(QObject):
    """One who is listened to: not for long, and not for more than a path."""

    def __init__(self, socket: "QLocalSocket", program: OneProgram) -> None:
        super().__init__(program)
        self._socket, self._program = socket, program
        self._said = b""
        socket.setParent(self)
        socket.setReadBufferSize(LONGEST + 1)
        socket.readyRead.connect(self.listen)
        socket.disconnected.connect(self.end)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.end)
        self._patience.start()

    def listen(self) -> None:
        """Take what has come, and answer once it is a whole."""
        if not self._patience.isActive():
            return
        self._said += self._socket.readAll().data()
        said, end, _rest = self._said.partition(END)
        if not end and len(said) <= LONGEST:
            return
        if len(said) <= LONGEST and self._program.hears(said):
            self._socket.write(TAKEN)
            self._socket.flush()
        self.end()

    def end(self) -> None:
        """Listen no longer; also when the caller hangs up, even while being answered."""
        self._patience.stop()
        self._socket.disconnectFromServer()
        self._program.forget(self)
        self.deleteLater()


def _tell(name: str, place: Place | None) -> bool | None:
    """Whether the program of this name takes over; None if there is none."""
    from PySide6.QtNetwork import QLocalSocket  # mostly there is none

    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(PATIENCE_MS):
        return None
    _let_come_to_front()
    told = place.absolute() if isinstance(place, Path) else str(place or "")
    socket.write(os.fsencode(told) + END)
    heard = socket.waitForReadyRead(PATIENCE_MS) and socket.readAll().data() == TAKEN
    socket.abort()
    return heard


def _let_come_to_front() -> None:
    """Windows lets only the program that was just started put a window before all others, or
    whom that allows to.
    """
    if sys.platform == "win32":
        import ctypes

        anybody = -1
        ctypes.windll.user32.AllowSetForegroundWindow(anybody)


def _may_be_heard(name: str) -> bool:
    """Whether a program of this name may be there: a crash leaves its socket."""
    return sys.platform == "win32" or os.path.lexists(name)


def _name_in(folder: Path) -> str:
    """Where the program of this person is reached: a name of Windows' pipes, else a file."""
    if sys.platform == "win32":
        import hashlib

        return f"worldcafe-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]}"
    return str(folder / "running")
