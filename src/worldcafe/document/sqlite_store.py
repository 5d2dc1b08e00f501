"""The workshop's file: one SQLite database, one writer, every change on disk when it is done.

`journal_mode=TRUNCATE` with `synchronous=FULL` is the mode in which no simulated power cut
lost an acknowledged row, and in which the one visible file is whole when it is copied
(docs/decisions/002-document-on-disk.md).
"""

import contextlib
import os
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from worldcafe import files
from worldcafe.document import placing
from worldcafe.document.header import APPLICATION_ID, header_of
from worldcafe.document.migrations import FORMAT, migrate
from worldcafe.document.placing import refusal_of
from worldcafe.document.rows import (
    KINDS,
    checksum,
    edits_as_json,
    edits_from_json,
    entities_of,
    row_of,
)
from worldcafe.document.schema import foreign_object, schema_text
from worldcafe.document.statements import (
    CHECKED_LINES,
    LINES,
    add_lines,
    delete,
    rows_of,
    upsert,
)
from worldcafe.document.store import Commit, Entry, Line, MovedOn
from worldcafe.domain.edits import Edit, in_rows
from worldcafe.domain.model import About, Clock, Entity, Numbering, Phones, SeatingRules
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.workshop import Workshop

"""`WCAF`, at byte 68 of the file: what makes a SQLite database a workshop."""

_LONGEST_VALUE = 256 * 1024 * 1024
"""Bytes of one text or picture in a file; more is no workshop of ours."""
_LONGEST_CHECK = 120.0
"""Seconds of looking through a file before it is taken for one that was made to never end."""
_ROWS_AT_ONCE = 64
"""The widest table has 53 columns, and SQLite takes 32,766 values."""


class SqliteStore:
    """An open workshop file, locked for this process until it is closed."""

    server = None

    def __init__(self, path: Path, writer: str) -> None:
        """Open the file; what an older format does not say of its writer is `writer`'s.

        Raises `FileRefused` and leaves the file as it was if it cannot.
        """
        self.path = path
        self._place = path.absolute()
        self._is_lost = False
        if placing.is_held(path):
            raise FileRefused("workshop_locked", path=str(path))
        _check_header(path)
        _check_writable(path)
        with self._refusals():
            # One thread at a time: the document's own, or the one that waits for its disk.
            self.connection = sqlite3.connect(
                path, isolation_level=None, timeout=0.5, check_same_thread=False
            )
        try:
            with self._refusals():
                self._lock()
            with self._refusals(reading=True), self.in_time(self.connection):
                self._check(writer)
            with self._refusals():
                placing.clear_leftovers(path)
                self._file = placing.identity(path)
                self._size = path.stat().st_size
        except BaseException:
            self.connection.close()
            raise
        placing.HELD.add(self._file)

    @classmethod
    def create(cls, path: Path, writer: str, *, replacing: bool = False) -> "SqliteStore":
        """A new workshop file. Raises `FileRefused` if something is there that stays."""
        with placing.placed(path, replacing=replacing) as fresh:
            write_empty(fresh)
        return cls(path, writer)

    @property
    def in_place(self) -> bool:
        """Whether the file is still where it was opened, as long as we left it."""
        try:
            found = self._place.stat()
        except OSError:
            return False
        return (found.st_dev, found.st_ino) == self._file and found.st_size == self._size

    def load(self) -> tuple[Workshop, int]:
        """Everything the file holds; a row that is no entity raises whatever it provokes."""
        loaded: list[Entity] = []
        with self._refusals(reading=True):
            for kind in KINDS:
                # Closed whatever a row provokes: an open query would hold the file's lock.
                with contextlib.closing(self.connection.execute(rows_of(kind))) as rows:
                    loaded.extend(entities_of(kind, rows))
        return Workshop.of(loaded), self._last()

    def entries(self) -> list[Entry]:
        """All of history, without the edits."""
        with self._refusals(reading=True):
            rows = self.connection.execute(
                "SELECT seq, action, target, undoable, origin, command, writer, request"
                " FROM history ORDER BY seq"
            ).fetchall()
        return [
            Entry(seq, action, target, bool(undoable), *said)
            for seq, action, target, undoable, *said in rows
        ]

    def lines(self) -> Iterator[Line]:
        """Every line of history as it stands in the file."""
        with (
            self._refusals(reading=True),
            contextlib.closing(self.connection.execute(LINES)) as rows,
        ):
            yield from map(line_of, rows)

    def unsound_lines(self) -> tuple[int, ...]:
        """The numbers of the lines of history that are not as they were written."""
        with self._refusals(reading=True):
            rows = self.connection.execute(CHECKED_LINES)
            return tuple(row[1] for row in rows if row[0] != checksum(line_of(row[1:])))

    def edits_of(self, seq: int) -> list[Edit]:
        """The edits of one line of history."""
        with self._refusals(reading=True):
            row = self.connection.execute("SELECT edits FROM history WHERE seq = ?", (seq,))
            text: str = row.fetchone()[0]
        return edits_from_json(text)

    def commit(self, commits: Sequence[Commit], expected: int) -> list[int]:
        """Make these durable in this order, each with its line of history; all or nothing.

        When this returns, a power cut loses nothing of it. Raises `FileRefused` if the disk
        is full or gone, and then nothing was changed. Drafts are no part of history: a
        commit of nothing else gets no line and no number, unless it is a request that
        has to be known again.
        """
        with self._refusals(), self._transaction():
            seq = self._last()
            if seq != expected:
                raise MovedOn
            lines, numbers = [], []
            for commit in commits:
                told = [edit for edit in commit.edits if edit.kind != "draft"]
                if told or not commit.edits or commit.entry.request:
                    seq += 1
                    lines.append(line_told(seq, commit, told))
                numbers.append(seq)
            # The number that was given last is changed by each: once is enough.
            self._write(in_rows(edit for each in commits for edit in each.edits))
            blobs = (each for commit in commits for each in commit.blobs.items())
            keep = "INSERT INTO blob VALUES (?, ?) ON CONFLICT DO NOTHING"
            self.connection.executemany(keep, blobs)
            insert_lines(self.connection, lines)
        return numbers

    @contextlib.contextmanager
    def turn(self) -> Iterator[None]:
        """Always ours: nobody else has the file."""
        yield

    def changes_since(self, seq: int) -> Sequence[Commit]:
        """Nothing: while it is open, the file is this process's alone."""
        return ()

    def read(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows that a query finds, for whoever writes the file anew."""
        with self._refusals(reading=True):
            yield from self.connection.execute(query)

    def blob(self, digest: str) -> bytes | None:
        """The bytes with this SHA-256, if the file keeps them."""
        with self._refusals(reading=True):
            row = self.connection.execute(
                "SELECT content FROM blob WHERE digest = ?", (digest,)
            ).fetchone()
        return bytes(row[0]) if row else None

    def vectors(self, encoder: str) -> dict[str, tuple[str, bytes]]:
        """What this encoder made: contribution id to the text's digest and the vector."""
        with self._refusals(reading=True):
            rows = self.connection.execute(
                "SELECT contribution_id, digest, content FROM vector WHERE encoder = ?",
                (encoder,),
            ).fetchall()
        return {each: (digest, content) for each, digest, content in rows}

    def keep_vectors(self, encoder: str, vectors: Mapping[str, tuple[str, bytes]]) -> None:
        """Keep what an encoder made. Raises `FileRefused`, and then nothing was kept."""
        with self._refusals(), self._transaction():
            self.connection.executemany(
                "INSERT OR REPLACE INTO vector VALUES (?, ?, ?, ?)",
                (
                    (each, digest, encoder, content)
                    for each, (digest, content) in vectors.items()
                ),
            )

    def secret(self) -> bytes:
        """What the codes of phones follow from; drawn by lot when it is first asked for."""
        query = "SELECT content FROM secret WHERE name = 'codes'"
        with self._refusals(reading=True):
            row = self.connection.execute(query).fetchone()
        if row is None:
            row = (secrets.token_bytes(32),)
            with self._refusals(), self._transaction():
                self.connection.execute("INSERT INTO secret VALUES ('codes', ?)", row)
        return bytes(row[0])

    def save_copy(self, path: Path, *, with_secret: bool = False) -> None:
        """Write the whole workshop to another file, beside it first and then swapped in.

        Its secret stays here unless that is said: whoever has it may write as any table.
        """
        with placing.placed(path, replacing=True) as fresh:
            self.write_to(fresh, with_secret=with_secret)

    def write_to(self, fresh: Path, *, with_secret: bool = False) -> None:
        """Write the whole workshop into an empty file. Raises `sqlite3.Error`."""
        # As bytes, since a name need not be text.
        self.connection.execute("VACUUM INTO CAST(? AS TEXT)", (os.fsencode(fresh),))
        if not with_secret:
            with contextlib.closing(sqlite3.connect(fresh, isolation_level=None)) as copy:
                copy.execute("PRAGMA secure_delete = ON")  # no trace in an empty page
                copy.execute("DELETE FROM secret")
        files.sync(fresh)

    def blobs(self) -> Iterator[tuple[object, object]]:
        """Every picture's bytes, behind its SHA-256."""
        with self._refusals(reading=True):
            yield from self.connection.execute("SELECT digest, content FROM blob")

    def close(self) -> None:
        """Let go of the file. No journal stays beside it."""
        placing.HELD.discard(self._file)
        with contextlib.suppress(sqlite3.Error):
            if self.in_place:  # else what lies beside the name may be another file's
                # An exclusive connection would leave a killed process's journal where it is.
                self.connection.execute("PRAGMA locking_mode = NORMAL")
                self.connection.execute("PRAGMA journal_mode = DELETE")
        self.connection.close()

    def _last(self) -> int:
        """The number of the last line of history."""
        with self._refusals(reading=True):
            row = self.connection.execute("SELECT coalesce(max(seq), 0) FROM history")
            last: int = row.fetchone()[0]
        return last

    def _lock(self) -> None:
        connection = self.connection
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        for pragma in (
            "trusted_schema = OFF", "cell_size_check = ON", "locking_mode = EXCLUSIVE",
            "journal_mode = TRUNCATE", "synchronous = FULL", "foreign_keys = ON",
        ):  # fmt: skip
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")

    def _check(self, writer: str) -> None:
        """See that the file is sound and ours alone, and bring it to the present format."""
        connection = self.connection
        found: int = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute("PRAGMA query_only = ON")
        self._check_schema(is_present=found == FORMAT)
        verdict = connection.execute("PRAGMA quick_check(1)").fetchone()
        dangling = connection.execute("PRAGMA foreign_key_check").fetchone()
        if verdict != ("ok",) or dangling:
            raise FileRefused("workshop_damaged", path=str(self.path))
        connection.execute("PRAGMA query_only = OFF")
        if found != FORMAT:
            migrate(connection, writer)
            self._check_schema(is_present=True)

    def _check_schema(self, *, is_present: bool) -> None:
        name = foreign_object(self.connection, is_present=is_present)
        if name is not None:
            raise FileRefused("workshop_altered", path=str(self.path), name=name)

    def _write(self, edits: Iterable[Edit]) -> None:
        """Bring the rows to where these lead. Those of a kind go together, in their order;
        what points from one kind to another is looked at when all is written.
        """
        for (kind, is_gone), run in groupby(sorted(edits, key=attrgetter("kind")), key=_run):
            if is_gone:
                self.connection.executemany(delete(kind), ((edit.id,) for edit in run))
            else:
                rows = [row_of(edit.after) for edit in run if edit.after is not None]
                _insert(self.connection, partial(upsert, kind), rows)

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        """All or nothing, on disk in the file that the person knows when the block ends."""
        if self._is_lost or not self.in_place:
            raise FileRefused("workshop_gone", path=str(self.path))
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            self._look_again()
            raise
        self._look_again()
        if self._is_lost:
            raise FileRefused("workshop_gone", path=str(self.path))

    def _look_again(self) -> None:
        """Learn the size that our writing gave the file, or that the file was taken away."""
        with contextlib.suppress(OSError):
            before, self._size = self._size, self._place.stat().st_size
            self._is_lost = self._size < before
        self._is_lost = self._is_lost or not self.in_place

    @staticmethod
    @contextlib.contextmanager
    def in_time(connection: sqlite3.Connection) -> Iterator[None]:
        """Whatever a file makes SQLite do in the block is broken off if it does not end."""
        end = time.monotonic() + _LONGEST_CHECK
        connection.set_progress_handler(lambda: time.monotonic() > end, 100_000)
        try:
            yield
        finally:
            connection.set_progress_handler(None, 0)

    @contextlib.contextmanager
    def _refusals(self, *, reading: bool = False) -> Iterator[None]:
        try:
            yield
        except sqlite3.IntegrityError:
            raise
        except (sqlite3.Error, OSError) as error:
            refusal = refusal_of(self.path, error)
            if reading and refusal.code == "unwritable":
                # A table that is missing, or text that is no text.
                refusal = FileRefused("workshop_damaged", path=str(self.path))
            raise refusal from error


def insert_lines(connection: sqlite3.Connection, lines: Iterable[Line]) -> None:
    """Write lines of history, each with what tells whether it is still as it was written."""
    _insert(connection, add_lines, [(*line, checksum(line)) for line in lines])


def _insert(
    connection: sqlite3.Connection,
    statement: Callable[[int], str],
    rows: Sequence[tuple[Any, ...]],
) -> None:
    """Insert rows, as many as can be at a time: each time SQLite lets go of Python, another
    thread may keep it for a while. `statement` says how so many are inserted.
    """
    done = 0
    while done < len(rows):
        # A power of two, so that few statements have to be prepared.
        n = min(_ROWS_AT_ONCE, 1 << (len(rows) - done).bit_length() - 1)
        connection.execute(statement(n), [*chain.from_iterable(rows[done : done + n])])
        done += n


def line_told(seq: int, commit: Commit, told: Iterable[Edit]) -> Line:
    """The line of history of a commit, with those edits that history tells of."""
    entry = commit.entry
    return (
        seq,
        commit.at,
        entry.writer,
        entry.request,
        entry.origin,
        entry.action,
        entry.target,
        entry.undoable,
        entry.command,
        edits_as_json(told),
    )


def _run(edit: Edit) -> tuple[str, bool]:
    """What edits have in common that one statement carries out."""
    return edit.kind, edit.after is None


def line_of(row: Line) -> Line:
    """A row that `LINES` gives, its edits as text; none at all if they are no text."""
    *told, edits = row
    try:
        return (*told, bytes(edits or b"").decode())
    except UnicodeDecodeError:
        return (*told, "")


def _check_header(path: Path) -> None:
    if path.is_dir():
        raise FileRefused("not_a_workshop", path=str(path))
    try:
        header = header_of(path)
    except FileNotFoundError:
        raise FileRefused("file_missing", path=str(path)) from None
    except OSError as error:
        raise refusal_of(path, error) from error
    if not header.is_ours:
        raise FileRefused("not_a_workshop", path=str(path))
    if header.format > FORMAT:
        raise FileRefused("workshop_too_new", path=str(path))
    if header.format == 0:
        raise FileRefused("workshop_damaged", path=str(path))


def _check_writable(path: Path) -> None:
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise FileRefused("workshop_read_only", path=str(path))


def write_empty(path: Path) -> None:
    """Make an empty file an empty workshop."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        connection.executescript(
            f"BEGIN; PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {FORMAT};"
            f"{schema_text()} COMMIT;"
        )
        for entity in (About(), Clock(), SeatingRules(), Numbering(), Phones()):
            connection.execute(upsert(entity.kind_name), row_of(entity))
