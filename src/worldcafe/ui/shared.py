"""A workshop that other desks share: what they do comes in; a lost server is found again."""

import json
from collections.abc import Mapping

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from worldcafe import files
from worldcafe.document import Document
from worldcafe.document.store import Server
from worldcafe.domain.command import Command
from worldcafe.domain.commands import DiscardDraft, SaveDraft
from worldcafe.domain.refusal import FileRefused, Refusal
from worldcafe.ui.work import Once

LOOK_MS = 500
"""How often is looked whether something that was asked of the server found it lost."""
IN_FORM = "desk.capture"
"""The origin of what is typed in a form that shows it already."""
SEEK_MS = 1_000
"""Between one attempt to reach it and the next."""

_KINDS: Mapping[str, type[SaveDraft | DiscardDraft]] = {
    "SaveDraft": SaveDraft,
    "DiscardDraft": DiscardDraft,
}


class Typed:
    """What is typed while the server is lost, in a file of this laptop's own."""

    def __init__(self, document: Document) -> None:
        self._path = document.path.with_suffix(".typed.json")
        self._document = document

    def keep(self, command: Command) -> bool:
        """Keep what a command says of a draft; False for any other command."""
        if not isinstance(command, SaveDraft | DiscardDraft):
            return False
        told = self._told()
        said = (type(command).__name__, command.model_dump(mode="json"))
        told[f"{command.table_id} {command.round_id}"] = said
        files.make_private_folder(self._path.parent)
        with files.swapped_in(self._path) as fresh:
            fresh.write_text(json.dumps(told), "utf-8")
        return True

    def bring_back(self, origin: str) -> None:
        """Tell the server what was typed meanwhile, or before the program was left.

        What no longer has a place there is let go of. Raises `FileRefused`.
        """
        for name, values in self._told().values():
            try:
                self._document.do(_KINDS[name].model_validate(values), origin=origin)
            except FileRefused:
                raise
            except (Refusal, ValueError):
                continue
        self._path.unlink(missing_ok=True)

    def _told(self) -> dict[str, tuple[str, dict[str, object]]]:
        try:
            found: dict[str, tuple[str, dict[str, object]]] = json.loads(
                self._path.read_text("utf-8")
            )
        except (OSError, ValueError):
            return {}
        return found


class Hearing(QObject):
    """Brings in what other desks do. While the server is lost it is looked for in a thread."""

    connected = Signal(bool)
    """The server was lost, or is found again and everything has come in."""

    def __init__(self, document: Document, server: Server, parent: QObject) -> None:
        super().__init__(parent)
        self._typed = Typed(document)
        self.is_connected = True
        self._document, self._server = document, server
        self._seeking = Once[None](self)
        self._seeking.answered.connect(self._on_found)
        self._seeking.refused.connect(self._on_not_found)
        self._later = QTimer(self, singleShot=True, interval=SEEK_MS)
        self._later.timeout.connect(self._seek)
        self._looking = QTimer(self, interval=LOOK_MS)
        self._looking.timeout.connect(self.look)
        self._looking.start()
        self._listen()
        # What was typed before the program was left without a server.
        self._first = QTimer(self, singleShot=True, interval=0)
        self._first.timeout.connect(lambda: self._catch_up(Document.DESK))
        self._first.start()

    def keeps(self, command: Command) -> bool:
        """Whether a command that the server could not take is kept on this laptop: what says
        how a draft is, and only while the server is lost.
        """
        self.look()
        return not self.is_connected and self._typed.keep(command)

    def look(self) -> None:
        """Learn that the server is lost, if it is."""
        if self.is_connected and self._server.is_lost:
            self._lose()

    def stop(self) -> None:
        """Hear of nothing any more: the workshop is let go of."""
        for each in (self._looking, self._later, self._first):
            each.stop()
        self._seeking.stop()
        self._notifier.setEnabled(False)

    def _listen(self) -> None:
        self._notifier = QSocketNotifier(self._server.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_news)

    def _on_news(self) -> None:
        try:
            heard = self._server.heard()
        except FileRefused:
            self._lose()
            return
        if heard:
            self._catch_up()

    def _catch_up(self, origin: str = IN_FORM) -> None:
        """Take in what others did, and tell them what was typed here alone."""
        try:
            self._document.catch_up()
            self._typed.bring_back(origin)
        except FileRefused:
            self.look()

    def _lose(self) -> None:
        self._notifier.setEnabled(False)
        self._notifier.deleteLater()
        if self.is_connected:
            self.is_connected = False
            self.connected.emit(False)  # noqa: FBT003 - as the signal has it
        self._later.start(0)

    def _seek(self) -> None:
        if not self._seeking.is_busy:
            self._seeking.begin(lambda _progress, _cancelled: self._server.renew())

    def _on_found(self) -> None:
        self._listen()
        self._catch_up()
        if self._server.is_lost:
            self._lose()
            return
        self.is_connected = True
        self.connected.emit(True)  # noqa: FBT003 - as above

    def _on_not_found(self) -> None:
        self._later.start(SEEK_MS)
