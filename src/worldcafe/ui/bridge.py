"""`Bridge`: what every page is given: the open document, the words, and how to speak up."""

import datetime as dt
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from worldcafe.document import Change, Document
from worldcafe.domain.command import Command
from worldcafe.domain.refusal import Refusal
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.actions import action_name
from worldcafe.ui.work import Work
from worldcafe.wording import Words

SNAPSHOT_CHECK_MS = 60_000
FIRST_SNAPSHOT_MS = 2_000


class Bridge(QObject):
    """Carries gestures to the document and its changes to the pages.

    It lives as long as the document is open; the window may be built anew around it, in
    another language for instance.
    """

    changed = Signal(object)
    """A `Change` was made, here or elsewhere."""
    refused = Signal(str)
    """Something was refused; the sentence says why."""
    told = Signal(str, bool)
    """Something worth saying was done; the flag offers to undo it."""
    closing = Signal()
    """The document is about to be let go: nothing may be done with it from here on."""

    def __init__(
        self,
        document: Document,
        words: Words,
        *,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.document = document
        self.words = words
        self.now = now
        self.pace = 1.0
        """How many seconds `now` counts in one: more in a rehearsal, none while it is held."""
        self._unsubscribe = document.subscribe(self._on_change)
        self._snapshots = QTimer(self, interval=SNAPSHOT_CHECK_MS)
        self._snapshots.timeout.connect(self._keep_snapshot)
        self._snapshots.start()
        # The state as it was opened is kept too, once the window stands.
        first = QTimer(self, singleShot=True, interval=FIRST_SNAPSHOT_MS)
        first.timeout.connect(self._keep_snapshot)
        first.start()

    @property
    def workshop(self) -> Workshop:
        """The workshop as it is now, frozen."""
        return self.document.workshop

    def do(
        self,
        command: Command,
        *,
        origin: str = Document.DESK,
        told: str = "",
        blobs: Mapping[str, bytes] | None = None,
    ) -> Change | None:
        """Carry out a command; a refusal is shown to the person, and None comes back.

        `told` is said when it is done, with the offer to undo it; `blobs` are the bytes of
        the command's pictures, by their SHA-256.
        """
        change = self._attempt(lambda: self.document.do(command, origin=origin, blobs=blobs))
        if change is not None and told:
            self.told.emit(told, command.undoable)
        return change

    def undo(self) -> Change | None:
        """Take back the last action, and say which that was: it may be on another page."""
        words, name = self.words, self.document.next_undo
        change = self._attempt(self.document.undo)
        if change is not None and name:
            self.told.emit(words("Undone: {action}", action=words(action_name(name))), False)  # noqa: FBT003
        return change

    def redo(self) -> Change | None:
        """Bring back what was taken back, and say which that was."""
        words, name = self.words, self.document.next_redo
        change = self._attempt(self.document.redo)
        if change is not None and name:
            self.told.emit(words("Redone: {action}", action=words(action_name(name))), False)  # noqa: FBT003
        return change

    def say_refused(self, refusal: Refusal) -> None:
        """Show why something was refused."""
        self.refused.emit(self.words.refusal(refusal))

    def close(self) -> None:
        """Let go of the document, once the work that was begun on it has ended.

        The bridge goes with it: its connections hold pages and threads, and only Qt can let
        go of those.
        """
        self.closing.emit()
        for work in self.findChildren(Work):
            work.finish_now()
        self._snapshots.stop()
        self._unsubscribe()
        self._keep_snapshot()
        self.document.close()
        self.deleteLater()

    def _keep_snapshot(self) -> None:
        """Nothing of a rehearsal is kept."""
        if not self.workshop.about.rehearsal:
            self.document.snapshot_if_due()

    def _attempt(self, action: Callable[[], Change]) -> Change | None:
        try:
            return action()
        except Refusal as refusal:
            self.say_refused(refusal)
            return None

    def _on_change(self, change: Change) -> None:
        self.changed.emit(change)
