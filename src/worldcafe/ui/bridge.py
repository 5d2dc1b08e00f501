"""`Bridge`: what every page is given: the open document, the words, the person's settings, and
how to speak up.
"""

import contextlib
import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from worldcafe.document import Change, Document
from worldcafe.domain.command import Command
from worldcafe.domain.day import as_shown
from worldcafe.domain.refusal import FileRefused, Refusal
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.settings import Settings
from worldcafe.ui.work import Work
from worldcafe.wording import Words
from worldcafe.wording.deeds import Deed, deed, redone, undone

if TYPE_CHECKING:
    from worldcafe.domain.disclosure import Disclosure
    from worldcafe.ui.shared import Hearing

SNAPSHOT_CHECK_MS = 60_000
PATIENCE_MS = 400
"""How long one waits without wondering whether anything is being done."""
FIRST_SNAPSHOT_MS = 2_000


class Bridge(QObject):
    """Carries gestures to the document and its changes to the pages.

    It lives as long as the document is open; the window may be built anew around it, in
    another language for instance. Whoever wants to know what happens connects a method of
    its own: Qt lets go of that with its owner, and of nobody else's.
    """

    changed = Signal(object)
    """A `Change` was made, here or elsewhere."""
    refused = Signal(str)
    """Something was refused; the sentence says why."""
    doing = Signal(str)
    """What is being done takes long."""
    done = Signal(str)
    """What was said to take long is over."""
    told = Signal(str, object)
    """Something worth saying was done. With it comes what takes it back: True for undo, a
    command for what undo leaves alone, False where nothing does.
    """
    place_asked = Signal(str, object)
    """Somebody wants to go to the page with this key, and to the place on it that a dict names
    as `Page.place` does."""
    disclosure_chosen = Signal()
    """How people are named in what leaves the house was chosen anew."""
    room_chosen = Signal()
    """Another room, or all of them, is to be shown at this desk."""
    closing = Signal()
    """The document is about to be let go: nothing may be done with it from here on."""

    def __init__(
        self,
        document: Document,
        words: Words,
        *,
        settings: Settings | None = None,
        folder: Path | None = None,
        now: Callable[[], dt.datetime] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Without `settings`, choices are remembered as long as the bridge lives; without
        `now`, time is the document's.
        """
        super().__init__(parent)
        self.document = document
        self.words = words
        self.settings = settings or Settings()
        self.folder = folder or document.path.parent
        """Where files for others go, until the person chooses another place."""
        self.now = now or document.now
        self.pace = 1.0
        """How many seconds `now` counts in one: more in a rehearsal, none while it is held."""
        self.saved = True
        """Whether the last that was to be kept is in the file."""
        self._disclosure: Disclosure | None = None
        self._here: tuple[Workshop, str, Workshop] | None = None
        self.hearing = self._hearing_of(document)
        """How it hears of other desks; None where there can be none."""
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

    @property
    def room(self) -> str:
        """The room this desk shows; empty for all of them."""
        chosen = self.settings.recall(self._room_kept_as)
        return chosen if chosen in self.workshop.rooms else ""

    def show_room(self, room: str) -> None:
        """Show a room at this desk and on its projector, or all; it is remembered."""
        self.settings.keep(self._room_kept_as, room)
        self.room_chosen.emit()

    @property
    def here(self) -> Workshop:
        """The workshop as this desk shows it while the day runs: its room with the clock there,
        or all of it.
        """
        whole, room = self.workshop, self.room
        if self._here is None or self._here[0] is not whole or self._here[1] != room:
            self._here = (whole, room, as_shown(whole, room))
        return self._here[2]

    @property
    def _room_kept_as(self) -> str:
        return f"room/{uuid.uuid5(uuid.NAMESPACE_URL, str(self.document.path))}"

    @property
    def disclosure(self) -> "Disclosure":
        """How people are named in whatever leaves the house, and what was decided about texts;
        it holds as long as the workshop is open.
        """
        from worldcafe.domain.disclosure import EVERYTHING  # not for a start

        return self._disclosure or EVERYTHING

    @disclosure.setter
    def disclosure(self, disclosure: "Disclosure") -> None:
        if disclosure != self.disclosure:
            self._disclosure = disclosure
            self.disclosure_chosen.emit()

    def do(
        self,
        command: Command,
        *,
        origin: str = Document.DESK,
        writer: str = "",
        told: str = "",
        blobs: Mapping[str, bytes] | None = None,
    ) -> Change | None:
        """Carry out a command; a refusal is shown to the person, and None comes back.

        `writer` is who asks, where it is not this desk. `told` is said when it is done, with
        the offer to undo it, or to take a jump of the clock back; `blobs` are the bytes of
        the command's pictures, by their SHA-256.
        """
        change = self._attempt(
            lambda: self.document.do(command, origin=origin, writer=writer, blobs=blobs),
            command,
        )
        if change is not None and told:
            meant = command.intention
            self.say(told, meant.taken_back(change.edits) or meant.undoable)
        return change

    @property
    def to_undo(self) -> Deed | None:
        """What undo would take back, and on which page that was done."""
        name = self.document.next_undo
        return deed(name, self.document.undo_origin) if name else None

    @property
    def to_redo(self) -> Deed | None:
        """What redo would bring back, and on which page that was done."""
        name = self.document.next_redo
        return deed(name, self.document.redo_origin) if name else None

    def undo(self) -> Change | None:
        """Take back the last action, and say which that was and where."""
        done, change = self.to_undo, self._attempt(self.document.undo)
        if change is not None and done is not None:
            self.say(undone(done, self.words))
        return change

    def redo(self) -> Change | None:
        """Bring back what was taken back, and say which that was and where."""
        done, change = self.to_redo, self._attempt(self.document.redo)
        if change is not None and done is not None:
            self.say(redone(done, self.words))
        return change

    def picture(self, digest: str) -> bytes:
        """The bytes of a picture; none where they are out of reach."""
        with contextlib.suppress(FileRefused):
            return self.document.blob(digest) or b""
        return b""

    def say(self, text: str, takes_back: Command | bool = False) -> None:  # noqa: FBT001, FBT002 - as the signal has it
        """Say that something was done, with the offer to take it back if there is one."""
        self.told.emit(text, takes_back)

    def say_meanwhile(self, text: str, is_under_way: Callable[[], bool]) -> None:
        """Say what is being done, if it is not done soon, and when that is over."""
        said = False

        def look() -> None:
            nonlocal said
            if not is_under_way():
                patience.stop()
                patience.deleteLater()
                if said:
                    self.done.emit(text)
            elif not said:
                said = True
                self.doing.emit(text)

        patience = QTimer(self, interval=PATIENCE_MS)  # goes when this goes
        patience.timeout.connect(look)
        patience.start()

    def say_refused(self, refusal: Refusal) -> None:
        """Show why something was refused."""
        self.refused.emit(self.words.refusal(refusal))

    def close(self) -> None:
        """Let go of the document, once the work that was begun on it has ended.

        The bridge goes with it: its connections hold pages and threads, and only Qt can let
        go of those.
        """
        self.closing.emit()
        self._finish_work()
        self._snapshots.stop()
        if self.hearing:
            self.hearing.stop()
        self._unsubscribe()
        self._keep_snapshot()
        self.document.close()
        self.deleteLater()

    def event(self, event: QEvent) -> bool:
        """Wait also for work that a page began while it was let go of."""
        if event.type() == QEvent.Type.DeferredDelete:
            self._finish_work()
        return super().event(event)

    def _finish_work(self) -> None:
        for work in self.findChildren(Work):
            work.finish_now()

    def _keep_snapshot(self) -> None:
        """Nothing of a rehearsal is kept."""
        if not self.workshop.about.rehearsal:
            self.document.snapshot_if_due()

    def _attempt(
        self, action: Callable[[], Change], command: Command | None = None
    ) -> Change | None:
        try:
            return action()
        except Refusal as refusal:
            if isinstance(refusal, FileRefused):
                self.saved = False
                if self.hearing and command and self.hearing.keeps(command):
                    return None
            self.say_refused(refusal)
            return None

    def _hearing_of(self, document: Document) -> "Hearing | None":
        if document.server is None:
            return None
        from worldcafe.ui.shared import Hearing  # most workshops are files

        made = Hearing(document, document.server, self)
        made.connected.connect(self._on_connected)
        return made

    def _on_connected(self, connected: bool) -> None:  # noqa: FBT001 - as the signal has it
        self.saved = connected

    def _on_change(self, change: Change) -> None:
        self.saved = True
        self.changed.emit(change)
