"""`Document`: an open workshop, changed by commands, with history, undo and notices."""

import contextlib
import datetime as dt
import sqlite3
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from worldcafe.document.desk import this_desk
from worldcafe.document.forgetting import states_in
from worldcafe.document.gone import remember_home
from worldcafe.document.rows import edits_from_json
from worldcafe.document.snapshots import INTERVAL, last_kept, prune, snapshot_path
from worldcafe.document.store import Entry, Store
from worldcafe.domain.command import Command, Stamp
from worldcafe.domain.model import Entity
from worldcafe.domain.refusal import FileRefused, RuleBroken
from worldcafe.domain.workshop import Edit, Workshop, edits_between


@dataclass(frozen=True)
class Change:
    """What a command, an undo or a redo changed, and who started it."""

    edits: tuple[Edit, ...]
    origin: str
    """The page, phone or command line that asked: it may ignore its own echo."""
    seq: int
    """The line of history; that of the last one if the change has none."""

    def touches(self, *kinds: str) -> bool:
        """Whether an entity of one of these kinds was changed."""
        return any(edit.kind in kinds for edit in self.edits)

    def ids(self, kind: str) -> set[str]:
        """The ids of the changed entities of a kind."""
        return {edit.id for edit in self.edits if edit.kind == kind}


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _new_id() -> str:
    return str(uuid.uuid4())


class Document:
    """An open workshop file. Everything done is on disk when the call returns.

    One process and one thread use it; close it, or use it as a context manager.
    """

    DESK = "desk"
    """The origin of what is done on this computer; only that can be undone here.

    A page that wants to know its own echo adds its name: `desk.capture`.
    """
    EXAMPLE = "example"
    """The origin of what an example came with; nobody did it, so nobody undoes it."""

    def __init__(
        self, store: Store, *, writer: str, now: Callable[[], dt.datetime] = _now
    ) -> None:
        self.writer = writer
        """Who writes here: this desk, unless a command says that it comes from a device."""
        self._now = now
        self._listeners: list[Callable[[Change], None]] = []
        self._read(store)

    def _read(self, store: Store) -> None:
        """Take up what the file holds."""
        self._store = store
        self.workshop: Workshop = store.load()
        """The workshop as it is: a frozen value, replaced by every change."""
        self._seq = 0
        self._undo: list[Entry] = []
        self._redo: list[Entry] = []
        self._snapshot_at: dt.datetime | None = None
        self._snapshot_seq: int | None = None
        for entry in store.entries():
            self._remember(entry)

    @classmethod
    def create(
        cls, path: Path, *, writer: str = "", now: Callable[[], dt.datetime] = _now
    ) -> "Document":
        """A new, empty workshop. Raises `FileRefused` if the path is taken or unwritable."""
        writer = writer or this_desk()
        return cls(Store.create(path, writer), writer=writer, now=now)

    @classmethod
    def open(
        cls, path: Path, *, writer: str = "", now: Callable[[], dt.datetime] = _now
    ) -> "Document":
        """The workshop in a file. `writer` is this desk where nothing else is said.

        Raises `FileRefused` for a file that is missing, not a workshop, newer, open
        elsewhere, read-only or damaged; the file is then untouched.
        """
        writer = writer or this_desk()
        store = Store(path, writer)
        try:
            return cls(store, writer=writer, now=now)
        except BaseException:
            store.close()
            raise

    @property
    def path(self) -> Path:
        """The file."""
        return self._store.path

    @property
    def seq(self) -> int:
        """The number of the last line of history."""
        return self._seq

    @property
    def next_undo(self) -> str | None:
        """The name of the command that undo would take back."""
        return self._undo[-1].command if self._undo else None

    @property
    def next_redo(self) -> str | None:
        """The name of the command that redo would bring back."""
        return self._redo[-1].command if self._redo else None

    def do(
        self,
        command: Command,
        *,
        origin: str = DESK,
        writer: str = "",
        blobs: Mapping[str, bytes] | None = None,
    ) -> Change:
        """Carry out a command: durable, in history, announced.

        `writer` is the device that asks, where it is not this desk. `blobs` are the bytes that the command's attachments speak of, by their SHA-256.
        Raises `RuleBroken` if a rule forbids it and `FileRefused` if the disk does; nothing
        was changed then.
        """
        stamp = Stamp(self._now(), _new_id, writer or self.writer)
        edits = command.plan(self.workshop, stamp)
        name = type(command).__name__
        entry = Entry(self._seq + 1, "do", None, command.undoable, origin, name, stamp.writer)
        return self._commit(edits, entry, stamp.at, blobs)

    def undo(self) -> Change:
        """Take back the last undoable command of this computer.

        Raises `RuleBroken` if there is none or its values have moved on since.
        """
        return self._turn_back("undo", self._undo, "nothing_to_undo")

    def redo(self) -> Change:
        """Bring back what was last taken back."""
        return self._turn_back("redo", self._redo, "nothing_to_redo")

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Have `listener` told of every change. The answer ends it."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            with contextlib.suppress(ValueError):
                self._listeners.remove(listener)

        return unsubscribe

    def states(self) -> Iterator[Entity]:
        """Every entity as it is, and as it ever was; the present first."""
        return states_in(self._store)

    def blob(self, digest: str) -> bytes | None:
        """The bytes of an attachment, by their SHA-256; None if the file lacks them."""
        return self._store.blob(digest)

    def vectors(self, encoder: str) -> dict[str, tuple[str, bytes]]:
        """What this sentence encoder made: contribution id to text digest and vector."""
        return self._store.vectors(encoder)

    def keep_vectors(self, encoder: str, vectors: Mapping[str, tuple[str, bytes]]) -> None:
        """Keep what a sentence encoder made, so that reopening costs nothing.

        No part of history. Raises `FileRefused` if the disk is full or gone.
        """
        self._store.keep_vectors(encoder, vectors)

    @contextlib.contextmanager
    def laid_aside(self) -> Iterator[Path]:
        """Let go of the file while it is written anew; then go on with what it holds."""
        before = self.workshop
        self._store.close()
        try:
            yield self.path
        finally:
            self._read(Store(self.path, self.writer))
            edits = tuple(edits_between(before, self.workshop))
            if edits:
                self._announce(Change(edits, self.DESK, self._seq))

    def save_copy(self, path: Path) -> None:
        """Write the workshop to another file as well. Raises `FileRefused`."""
        if path.exists() and path.samefile(self.path):
            raise FileRefused("file_exists", path=str(path))
        self._store.save_copy(path)

    def snapshot_if_due(self) -> None:
        """Keep the present state in the user's data folder, if it is time for that.

        Failing to is no reason to disturb anybody: the workshop itself is on disk.
        """
        now = self._now()
        fresh = self._snapshot_at is not None and now - self._snapshot_at < INTERVAL
        if self._snapshot_seq is None:
            self._snapshot_seq = last_kept(self.path)
        if fresh or self._snapshot_seq == self._seq:
            return
        target = snapshot_path(self.path, now)
        with contextlib.suppress(OSError, FileRefused):
            target.parent.mkdir(parents=True, exist_ok=True)
            self._store.save_copy(target)
            remember_home(self.path)
            prune(self.path)
            self._snapshot_at, self._snapshot_seq = now, self._seq

    def close(self) -> None:
        """Let go of the file."""
        self._listeners.clear()
        self._store.close()

    def __enter__(self) -> "Document":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _turn_back(self, action: str, stack: list[Entry], nothing: str) -> Change:
        if not stack:
            raise RuleBroken(nothing)
        entry = stack[-1]
        done = edits_from_json(self._store.edits_of(entry.seq))
        # A number that was given out is never given again.
        edits = [edit.inverse() for edit in done if edit.kind != "numbering"]
        for edit in edits:
            if self.workshop.find(edit.kind, edit.id) != edit.before:
                raise RuleBroken("value_moved_on")
        target = entry.seq if entry.target is None else entry.target
        edits.reverse()
        turned = replace(entry, seq=self._seq + 1, action=action, target=target)
        try:
            return self._commit(edits, turned, self._now())
        except sqlite3.IntegrityError:
            # Something recorded since, by a phone for instance, stands on the value.
            raise RuleBroken("value_moved_on") from None

    def _commit(
        self,
        edits: list[Edit],
        entry: Entry,
        at: dt.datetime,
        blobs: Mapping[str, bytes] | None = None,
    ) -> Change:
        if not edits:
            return Change((), entry.origin, self._seq)
        # Drafts are kept, but they are no part of history.
        told = any(edit.kind != "draft" for edit in edits)
        self._store.commit(edits, entry if told else None, at.isoformat(), blobs)
        self.workshop = self.workshop.after(edits)
        if told:
            self._remember(entry)
        change = Change(tuple(edits), entry.origin, self._seq)
        self._announce(change)
        return change

    def _announce(self, change: Change) -> None:
        for listener in tuple(self._listeners):
            listener(change)

    def _remember(self, entry: Entry) -> None:
        """Let the stacks follow a line of history."""
        self._seq = entry.seq
        if entry.action == "undo":
            self._undo.pop()
            self._redo.append(entry)
        elif entry.action == "redo":
            self._redo.pop()
            self._undo.append(entry)
        elif (
            entry.undoable
            and entry.origin.partition(".")[0] == self.DESK
            and entry.writer == self.writer
        ):
            self._undo.append(entry)
            self._redo.clear()
