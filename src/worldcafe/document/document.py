"""`Document`: an open workshop, changed by commands, with history, undo and notices."""

import contextlib
import datetime as dt
import tempfile
import uuid
from collections import ChainMap
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from worldcafe.document import placing
from worldcafe.document.address import Address, Place, file_at
from worldcafe.document.change import Begun, Change, Done
from worldcafe.document.desk import this_desk
from worldcafe.document.keeping import Keeping
from worldcafe.document.past import DESK, Past, is_desks
from worldcafe.document.sqlite_store import SqliteStore
from worldcafe.document.store import Commit, Entry, Line, MovedOn, Server, Store, states_in
from worldcafe.domain.command import Asked, Command, Stamp
from worldcafe.domain.edits import edits_between, from_first_to_last
from worldcafe.domain.model import Entity
from worldcafe.domain.references import check_references, mended
from worldcafe.domain.refusal import FileRefused, RuleBroken
from worldcafe.domain.workshop import Workshop

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from worldcafe.document.rebuilding import Examination

_TRIES = 20
"""How often a command is planned anew because somebody else was quicker."""


Plan = Callable[[Workshop, Container[str]], Commit]
"""What leads on from a workshop, where these requests are done already."""


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _new_id() -> str:
    return str(uuid.uuid4())


class Document:
    """An open workshop. Everything done is on disk when the call returns.

    One process and one thread use it; close it, or use it as a context manager.
    """

    DESK = DESK
    """The origin of what is done on this computer; only that can be undone here.

    A page that wants to know its own echo adds its name: `desk.capture`.
    """
    EXAMPLE = "example"
    """The origin of what an example came with; nobody did it, so nobody undoes it."""
    MENDING = "mending"
    """The origin of what is put right when a file is opened."""

    def __init__(
        self, store: Store, *, writer: str, now: Callable[[], dt.datetime] | None = None
    ) -> None:
        self.writer = writer
        """Who writes here: this desk, unless a command says that it comes from a device."""
        self.now = now or (store.server.now if store.server else _now)
        """What the clock says; where several desks share the workshop, the server's."""
        self._listeners: list[Callable[[Change], None]] = []
        self._begun: Begun | None = None
        self._disk: ThreadPoolExecutor | None = None
        """The thread that waits for the disk, since something was first begun."""
        self._read(store)

    def _read(self, store: Store) -> None:
        """Take up what the file holds."""
        self._kept = store
        workshop, self._seq = store.load()
        self.workshop: Workshop = workshop
        """The workshop as it is: a frozen value, replaced by every change."""
        self._past = Past(self.writer)
        self._keeping = Keeping()
        for entry in store.entries():
            if entry.seq <= self._seq:
                self._past.follow(entry)
        self._mend()

    @classmethod
    def create(
        cls, path: Path, *, writer: str = "", now: Callable[[], dt.datetime] | None = None
    ) -> "Document":
        """A new, empty workshop. Raises `FileRefused` if the path is taken or unwritable."""
        writer = writer or this_desk()
        return cls(SqliteStore.create(path, writer), writer=writer, now=now)

    @classmethod
    @contextlib.contextmanager
    def making(cls, place: Place, *, replacing: bool = False) -> "Iterator[Document]":
        """A workshop to be filled; it takes its name once everything in it is done.

        What has the name stays unless `replacing`, and until then; on a server it always
        stays. Raises `FileRefused` if the name is taken, open or unfinished, or if the folder
        cannot be written.
        """
        if isinstance(place, Address):
            from worldcafe.document.postgres import share  # noqa: PLC0415 - seldom

            with tempfile.TemporaryDirectory(prefix="worldcafe-") as folder:
                path = Path(folder) / f"{place.name}.worldcafe"
                with cls.create(path) as document:
                    yield document
                share(path, place)
            return
        with placing.filled(place, replacing=replacing) as fresh, cls.create(fresh) as document:
            yield document

    @classmethod
    def open(
        cls, place: Place, *, writer: str = "", now: Callable[[], dt.datetime] | None = None
    ) -> "Document":
        """The workshop in a file, or on a server. `writer` is this desk where nothing else is
        said.

        Raises `FileRefused` for a file that is missing, not a workshop, newer, open
        elsewhere, read-only, damaged or altered; the file is then untouched. So it does for
        a server that does not answer or lets us in.
        """
        writer = writer or this_desk()
        try:
            store = _store_at(place, writer)
            try:
                return cls(store, writer=writer, now=now)
            except BaseException:
                store.close()
                raise
        except FileRefused:
            raise
        except Exception as error:
            # Whatever else a file provokes, it is no sound workshop: a row that is no
            # entity, numbers out of all bounds, parts nested deeper than can be read.
            raise FileRefused("workshop_damaged", path=str(place)) from error

    @property
    def path(self) -> Path:
        """The file; of a workshop on a server what stands for it on this computer."""
        return self._kept.path

    @property
    def _store(self) -> Store:
        """Where it is kept, when nothing is under way to there."""
        self._settle()
        return self._kept

    @property
    def place(self) -> Place:
        """Where the workshop is: what opens it again."""
        return self.server.address if self.server else self.path

    @property
    def server(self) -> Server | None:
        """What others reach the workshop by as well; None where it is a file."""
        return self._kept.server

    @property
    def seq(self) -> int:
        """The number of the last line of history."""
        return self._seq

    @property
    def next_undo(self) -> str | None:
        """The name of the command that undo would take back."""
        return self._past.undo[-1].command if self._past.undo else None

    @property
    def next_redo(self) -> str | None:
        """The name of the command that redo would bring back."""
        return self._past.redo[-1].command if self._past.redo else None

    @property
    def undo_origin(self) -> str:
        """Where that which undo would take back was done, such as `desk.live`."""
        return self._past.undo[-1].origin if self._past.undo else ""

    @property
    def redo_origin(self) -> str:
        """Where that which redo would bring back was done."""
        return self._past.redo[-1].origin if self._past.redo else ""

    def do(
        self,
        command: Command,
        *,
        origin: str = DESK,
        writer: str = "",
        blobs: Mapping[str, bytes] | None = None,
    ) -> Change:
        """Carry out a command: durable, in history, announced.

        `writer` is the device that asks, where it is not this desk. `blobs` are the bytes
        that the command's attachments speak of, by their SHA-256. Raises `RuleBroken` if a
        rule forbids it and `FileRefused` if the disk does; nothing was changed then.
        """
        asked = Asked(command, origin, writer, blobs=blobs or {})
        return self._carried_out(self._plan_of(asked))

    def do_all(self, asked: Sequence[Asked]) -> Done:
        """Carry out what several devices ask for, in this order and durable at one stroke.

        What a rule forbids leaves the others alone, and is answered with the refusal. A
        request that was done before is done. They are announced as one change. Raises
        `FileRefused` if the disk forbids it: nothing was changed then.
        """
        return self._carry_out([self._plan_of(each) for each in asked])

    def begin(self, asked: Sequence[Asked], written: Callable[[], None]) -> Begun:
        """As `do_all`, but let a thread wait for the disk: a slow one holds no window up.

        `written` is called in that thread; the answers, the change and its announcement come
        when this document's own thread asks for them, or does anything else with it.
        """
        plans = [self._plan_of(each) for each in asked]
        self.catch_up()  # a refusal may come of what others did since
        planned, after = self._planned(plans)
        if self._disk is None:
            from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - not for a start

            self._disk = ThreadPoolExecutor(1, "worldcafe-disk")
        on_disk = self._disk.submit(self._commit, _to_keep(planned))

        def finish() -> Done:
            try:
                numbers = on_disk.result()
            except MovedOn:
                return self._carry_out(plans)
            return self._done(planned, after, numbers)

        self._begun = begun = Begun(on_disk, finish)
        on_disk.add_done_callback(lambda _: written())
        return begun

    def _plan_of(self, asked: Asked) -> Plan:
        stamp = Stamp(self.now(), _new_id, asked.writer or self.writer)
        meant = asked.command.intention
        name = type(meant).__name__

        def plan(workshop: Workshop, known: Container[str]) -> Commit:
            at = stamp.at.isoformat()
            if asked.request in known:
                return Commit(_nothing_to_undo(asked.origin, name, stamp.writer), (), at)
            edits = tuple(asked.command.plan(workshop, stamp))
            undoable = meant.undoable and any(edit.kind != "draft" for edit in edits)
            said = (asked.origin, name, stamp.writer, asked.request)
            return Commit(Entry(0, "do", None, undoable, *said), edits, at, asked.blobs)

        return plan

    def undo(self) -> Change:
        """Take back the last undoable command of this computer.

        Raises `RuleBroken` if there is none or its values have moved on since.
        """
        return self._turn_back("undo", self._past.undo, "nothing_to_undo")

    def redo(self) -> Change:
        """Bring back what was last taken back."""
        return self._turn_back("redo", self._past.redo, "nothing_to_redo")

    def catch_up(self) -> bool:
        """Take over and announce what others have done since; whether there was anything."""
        missing = self._store.changes_since(self._seq)
        for commit in missing:
            # A listener that writes has caught up meanwhile.
            if commit.entry.seq > self._seq:
                self._announce(self._taken_over(commit))
        return bool(missing)

    def _taken_over(self, commit: Commit) -> Change:
        """Let the workshop be as a commit leaves it that came from elsewhere."""
        self._take(self.workshop.after(commit.edits), [commit.entry])
        origin, writer = self._heard_from(commit.entry), commit.entry.writer
        return Change(commit.edits, origin, self._seq, writer)

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

    def lines(self) -> Iterator[Line]:
        """Every line of history as it stands there: number first, edits as JSON last."""
        return self._store.lines()

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
        """Let go of the file while it is written anew; then go on with what it holds.

        Raises `FileRefused` where it is no file.
        """
        file_at(self.place)
        store, before = self._store, self.workshop
        store.close()
        try:
            yield self.path
        finally:
            self._read(SqliteStore(self.path, self.writer))
            edits = tuple(edits_between(before.entities(), self.workshop.entities()))
            if edits:
                self._announce(Change(edits, self.DESK, self._seq, self.writer))

    def secret(self) -> bytes:
        """What the codes of phones follow from: the workshop's own, in no export and no copy.

        It is drawn by lot when it is first asked for. Raises `FileRefused`.
        """
        return self._store.secret()

    def save_copy(self, path: Path, *, with_secret: bool = False) -> None:
        """Write the workshop to another file as well; its secret only if that is said.

        Raises `FileRefused`.

        When its own file was taken away meanwhile, the copy is made from what is left of
        that and from memory: what the person sees is in it, if not all of its past.
        """
        if path.exists() and path.samefile(self.path):
            raise FileRefused("file_exists", path=str(path))
        store = self._store
        if isinstance(store, SqliteStore) and not store.in_place:
            from worldcafe.document.rebuilding import save_what_is_left  # noqa: PLC0415 - seldom

            save_what_is_left(store, self.workshop, path)
        else:
            store.save_copy(path, with_secret=with_secret)

    def snapshot_if_due(self) -> None:
        """Keep the present state in the user's data folder, if it is time for that.

        Failing to is no reason to disturb anybody: the workshop itself is on disk. One on a
        server is kept by those who keep that.
        """
        if self.server is not None:
            return
        self._keeping.keep_if_due(self._store, self._seq, self.now())

    def examine(self) -> "Examination":
        """What in the file differs from its own history: a disk or another program did it."""
        from worldcafe.document.rebuilding import examine  # noqa: PLC0415 - seldom

        return examine(self._store, self.workshop, self._seq)

    def close(self) -> None:
        """Let go of the file."""
        store = self._store
        self._listeners.clear()
        if self._disk is not None:
            self._disk.shutdown()
        store.close()

    def __enter__(self) -> "Document":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _turn_back(self, action: str, stack: list[Entry], nothing: str) -> Change:
        def plan(workshop: Workshop, _known: Container[str]) -> Commit:
            if not stack:
                raise RuleBroken(nothing)
            entry = stack[-1]
            try:
                done = self._store.edits_of(entry.seq)
            except (ValueError, TypeError, LookupError, RecursionError) as error:
                raise FileRefused("history_damaged", path=str(self.path)) from error
            from worldcafe.domain.changes import taken_back  # noqa: PLC0415 - not for a start

            # A number that was given out is never given again.
            edits = taken_back(workshop, [e for e in done if e.kind != "numbering"])
            target = entry.seq if entry.target is None else entry.target
            said = replace(entry, seq=0, action=action, target=target)
            return Commit(said, tuple(edits), self.now().isoformat())

        return self._carried_out(plan)

    def _carried_out(self, plan: Plan) -> Change:
        """What came of the one. Raises `RuleBroken` if a rule forbids it."""
        (done,) = self._carry_out([plan])
        if isinstance(done, RuleBroken):
            raise done
        return done

    def _carry_out(self, plans: Sequence[Plan]) -> Done:
        """Plan on what is known and commit it; anew wherever others have gone on since.

        Each is planned on what those before it lead to; what a rule forbids is left out.
        """
        self._settle()
        for n in range(_TRIES):
            try:
                return self._tried_in_turn(plans) if n else self._tried(plans)
            except MovedOn:
                self.catch_up()
        raise RuleBroken("others_are_quicker")

    def _tried(self, plans: Sequence[Plan]) -> Done:
        """What comes of plans on what is known. Raises `MovedOn` if that is old news."""
        planned, after = self._planned(plans)
        commits = _to_keep(planned)
        if len(commits) < len(plans) and self.catch_up():
            raise MovedOn
        return self._done(planned, after, self._commit(commits))

    def _tried_in_turn(self, plans: Sequence[Plan]) -> Done:
        """The same while nobody else goes first, or the many would starve a few.

        What others did is told only afterwards: nobody waits for our pages.
        """
        heard: list[Change] = []
        try:
            with self._store.turn():
                missing = self._store.changes_since(self._seq)
                heard.extend(map(self._taken_over, missing))
                planned, after = self._planned(plans)
                commits = _to_keep(planned)
                numbers = self._commit(commits)
        except BaseException:
            self._announce(*heard)
            raise
        return self._done(planned, after, numbers, heard)

    def _commit(self, commits: Sequence[Commit]) -> list[int]:
        """The numbers that the store gives them. In any thread, while nothing else is done."""
        return self._kept.commit(commits, self._seq) if commits else []

    def _settle(self) -> None:
        """Go on from what was begun, when the disk has it."""
        begun, self._begun = self._begun, None
        if begun is not None:
            begun.take_up()

    def _planned(self, plans: Sequence[Plan]) -> tuple[list[Commit | RuleBroken], Workshop]:
        """What each would do, or the refusal; and the workshop after all of them."""
        planned: list[Commit | RuleBroken] = []
        after, ours = self.workshop, set[str]()
        known = ChainMap[str, int]({}, self._past.requests)
        for plan in plans:
            try:
                commit = plan(after, known)
                after = after.after(commit.edits, ours)
                check_references(after, commit.edits)
            except RuleBroken as refusal:
                planned.append(refusal)
                # Parts that are ours were changed in place, perhaps by what is now refused.
                done = (each for each in planned if isinstance(each, Commit))
                after = self.workshop.after(edit for each in done for edit in each.edits)
                ours.clear()
            else:
                planned.append(commit)
                if commit.entry.request:
                    known[commit.entry.request] = 0
        return planned, after

    def _done(
        self,
        planned: Sequence[Commit | RuleBroken],
        after: Workshop,
        numbers: Sequence[int],
        heard: Iterable[Change] = (),
    ) -> Done:
        """Let the workshop be as these leave it and announce that, after what was heard of
        others: what each of them did.
        """
        numbered = iter(numbers)
        answers: Done = []
        told: list[Change] = []
        lines: list[Entry] = []
        for each in planned:
            if isinstance(each, RuleBroken):
                answers.append(each)
                continue
            entry = replace(each.entry, seq=next(numbered) if _counts(each) else self._seq)
            change = Change(each.edits, entry.origin, entry.seq, entry.writer)
            answers.append(change)
            if _counts(each):
                lines.append(entry)
                told.append(change)
        self._take(after, lines)
        if len(told) > 1:
            edits = from_first_to_last(edit for change in told for edit in change.edits)
            told = [replace(told[-1], edits=tuple(edits))]
        self._announce(*heard, *told)
        return answers

    def _take(self, after: Workshop, lines: Iterable[Entry]) -> None:
        """Let the workshop be as the store has it now, with these lines of history."""
        self.workshop = after
        for entry in lines:
            if entry.seq > self._seq:
                self._seq = entry.seq
                self._past.follow(entry)

    def _announce(self, *changes: Change) -> None:
        for change in changes:
            for listener in tuple(self._listeners):
                listener(change)

    def _heard_from(self, entry: Entry) -> str:
        """The origin of what was done elsewhere, if by another program of this desk: no page
        here may take it for its own.
        """
        return entry.writer if is_desks(entry) else entry.origin

    def _mend(self) -> None:
        """Loosen what an older program let go round in a circle. It is a line of history."""

        def plan(workshop: Workshop, _known: Container[str]) -> Commit:
            entry = _nothing_to_undo(self.MENDING, "Mend", self.writer)
            return Commit(entry, tuple(mended(workshop)), self.now().isoformat())

        self._carried_out(plan)


def _store_at(place: Place, writer: str) -> Store:
    if isinstance(place, Address):
        from worldcafe.document.postgres import store_at  # noqa: PLC0415 - most do without

        return store_at(place, writer)
    return SqliteStore(place, writer)


def _to_keep(planned: Iterable[Commit | RuleBroken]) -> list[Commit]:
    return [each for each in planned if isinstance(each, Commit) and _counts(each)]


def _counts(commit: Commit) -> bool:
    """Whether there is anything to be kept of it."""
    return bool(commit.edits or commit.entry.request or commit.entry.action != "do")


def _nothing_to_undo(origin: str, command: str, writer: str) -> Entry:
    return Entry(0, "do", None, undoable=False, origin=origin, command=command, writer=writer)
