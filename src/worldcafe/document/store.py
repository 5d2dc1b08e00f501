"""The workshop's file: one SQLite database, one writer, every change on disk when it is done.

`journal_mode=TRUNCATE` with `synchronous=FULL` is the mode in which no simulated power cut
lost an acknowledged row, and in which the one visible file is whole when it is copied
(docs/decisions/002-document-on-disk.md).
"""

import contextlib
import errno
import os
import sqlite3
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from pydantic import ValidationError

from worldcafe.document.migrations import FORMAT, migrate
from worldcafe.document.rows import KINDS, columns, edits_as_json, entities_of, row_of
from worldcafe.domain.model import About, Clock, Entity, SeatingRules
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.workshop import Edit, Workshop
from worldcafe.files import check_regular

APPLICATION_ID = 0x57434146
"""`WCAF`, at byte 68 of the file: what makes a SQLite database a workshop."""


@dataclass(frozen=True)
class Entry:
    """A line of history, without its edits."""

    seq: int
    action: str
    """`do`, `undo` or `redo`."""
    target: int | None
    """The line that an undo or redo is about."""
    undoable: bool
    origin: str
    command: str


class Store:
    """An open workshop file, locked for this process until it is closed."""

    def __init__(self, path: Path) -> None:
        """Open the file. Raises `FileRefused` and leaves the file as it was if it cannot."""
        self.path = path
        _check_header(path)
        _check_writable(path)
        with self._refusals():
            self._connection = sqlite3.connect(path, isolation_level=None, timeout=0.5)
        try:
            with self._refusals():
                self._lock()
                self._check_pages()
                migrate(self._connection)
        except BaseException:
            self._connection.close()
            raise

    @classmethod
    def create(cls, path: Path) -> "Store":
        """A new workshop file. Raises `FileRefused` if something is there already."""
        if path.exists():
            raise FileRefused("file_exists", path=str(path))
        _check_folder(path)
        fresh = path.with_name(f".{path.name}.new")
        try:
            fresh.unlink(missing_ok=True)
            _write_empty(fresh)
            _take_name(fresh, path)
        except (OSError, sqlite3.Error) as error:
            raise refusal_of(path, error) from error
        finally:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
        return cls(path)

    def load(self) -> Workshop:
        """Everything the file holds. Raises `FileRefused` if a row is no entity."""
        loaded: list[Entity] = []
        try:
            with self._refusals(reading=True):
                for kind, entity in KINDS.items():
                    rows = self._connection.execute(
                        f"SELECT {', '.join(columns(entity))} FROM {kind} ORDER BY rowid"  # noqa: S608
                    )
                    loaded.extend(entities_of(kind, rows))
        except (ValidationError, ValueError) as error:
            raise FileRefused("workshop_damaged", path=str(self.path)) from error
        return Workshop.of(loaded)

    def entries(self) -> list[Entry]:
        """All of history, without the edits."""
        with self._refusals(reading=True):
            rows = self._connection.execute(
                "SELECT seq, action, target, undoable, origin, command FROM history"
                " ORDER BY seq"
            ).fetchall()
        return [
            Entry(seq, action, target, bool(undoable), origin, command)
            for seq, action, target, undoable, origin, command in rows
        ]

    def edits_of(self, seq: int) -> str:
        """The edits of one line of history, as JSON."""
        with self._refusals(reading=True):
            row = self._connection.execute("SELECT edits FROM history WHERE seq = ?", (seq,))
            text: str = row.fetchone()[0]
        return text

    def commit(
        self,
        edits: list[Edit],
        entry: Entry | None,
        at: str,
        blobs: Mapping[str, bytes] | None = None,
    ) -> None:
        """Make the edits durable, with their line of history and their bytes, all or nothing.

        When this returns, a power cut loses nothing of it. Raises `FileRefused` if the disk
        is full or gone, and then nothing was changed.
        """
        with self._refusals(), self._transaction():
            for edit in edits:
                self._write(edit)
            self._connection.executemany(
                "INSERT INTO blob VALUES (?, ?) ON CONFLICT DO NOTHING", (blobs or {}).items()
            )
            if entry:
                self._connection.execute(
                    "INSERT INTO history VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        entry.seq,
                        at,
                        entry.origin,
                        entry.action,
                        entry.target,
                        entry.undoable,
                        entry.command,
                        edits_as_json(edit for edit in edits if edit.kind != "draft"),
                    ),
                )

    def blob(self, digest: str) -> bytes | None:
        """The bytes with this SHA-256, if the file keeps them."""
        with self._refusals(reading=True):
            row = self._connection.execute(
                "SELECT content FROM blob WHERE digest = ?", (digest,)
            ).fetchone()
        return bytes(row[0]) if row else None

    def vectors(self, encoder: str) -> dict[str, tuple[str, bytes]]:
        """What this encoder made: contribution id to the text's digest and the vector."""
        with self._refusals(reading=True):
            rows = self._connection.execute(
                "SELECT contribution_id, digest, content FROM vector WHERE encoder = ?",
                (encoder,),
            ).fetchall()
        return {each: (digest, content) for each, digest, content in rows}

    def keep_vectors(self, encoder: str, vectors: Mapping[str, tuple[str, bytes]]) -> None:
        """Keep what an encoder made. Raises `FileRefused`, and then nothing was kept."""
        with self._refusals(), self._transaction():
            self._connection.executemany(
                "INSERT OR REPLACE INTO vector VALUES (?, ?, ?, ?)",
                (
                    (each, digest, encoder, content)
                    for each, (digest, content) in vectors.items()
                ),
            )

    def save_copy(self, path: Path) -> None:
        """Write the whole workshop to another file, beside it first and then swapped in."""
        _check_folder(path)
        fresh = path.with_name(f".{path.name}.new")
        try:
            fresh.unlink(missing_ok=True)
            self._connection.execute("VACUUM INTO ?", (str(fresh),))
            with fresh.open("rb+") as file:
                os.fsync(file.fileno())
            fresh.replace(path)
        except (OSError, sqlite3.Error) as error:
            raise refusal_of(path, error) from error
        finally:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file. No journal stays beside it."""
        with contextlib.suppress(sqlite3.Error):
            # An exclusive connection would leave the journal of a killed process where it is.
            self._connection.execute("PRAGMA locking_mode = NORMAL")
            self._connection.execute("PRAGMA journal_mode = DELETE")
        self._connection.close()

    def _lock(self) -> None:
        execute = self._connection.execute
        execute("PRAGMA locking_mode = EXCLUSIVE")
        execute("PRAGMA journal_mode = TRUNCATE")
        execute("PRAGMA synchronous = FULL")
        execute("PRAGMA foreign_keys = ON")
        execute("PRAGMA trusted_schema = OFF")
        execute("BEGIN EXCLUSIVE")
        execute("COMMIT")

    def _check_pages(self) -> None:
        verdict = self._connection.execute("PRAGMA quick_check(1)").fetchone()
        dangling = self._connection.execute("PRAGMA foreign_key_check").fetchone()
        if verdict != ("ok",) or dangling:
            raise FileRefused("workshop_damaged", path=str(self.path))

    def _write(self, edit: Edit) -> None:
        if edit.after is None:
            self._connection.execute(f"DELETE FROM {edit.kind} WHERE id = ?", (edit.id,))  # noqa: S608
            return
        names = columns(type(edit.after))
        marks = ", ".join("?" * len(names))
        changes = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
        self._connection.execute(
            f"INSERT INTO {edit.kind} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608
            f" ON CONFLICT (id) DO UPDATE SET {changes}",
            row_of(edit.after),
        )

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

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


def is_workshop(path: Path) -> bool:
    """Whether the file says that it is a workshop of ours."""
    try:
        return _application_id(_header(path)) == APPLICATION_ID
    except (OSError, FileRefused):
        return False


def _header(path: Path) -> bytes:
    check_regular(path)
    with path.open("rb") as file:
        return file.read(100)


def _application_id(header: bytes) -> int:
    if len(header) < 100 or not header.startswith(b"SQLite format 3\0"):
        return 0
    identity: int = struct.unpack(">I", header[68:72])[0]
    return identity


def _check_header(path: Path) -> None:
    if path.is_dir():
        raise FileRefused("not_a_workshop", path=str(path))
    try:
        header = _header(path)
    except FileNotFoundError:
        raise FileRefused("file_missing", path=str(path)) from None
    except OSError as error:
        raise refusal_of(path, error) from error
    if _application_id(header) != APPLICATION_ID:
        raise FileRefused("not_a_workshop", path=str(path))
    user_version = struct.unpack(">I", header[60:64])[0]
    if user_version > FORMAT:
        raise FileRefused("workshop_too_new", path=str(path))
    if user_version == 0:
        raise FileRefused("workshop_damaged", path=str(path))


def _check_writable(path: Path) -> None:
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise FileRefused("workshop_read_only", path=str(path))


def _check_folder(path: Path) -> None:
    """Refuse a new file where there is no folder for it, or none that takes files."""
    if not path.parent.is_dir():
        raise FileRefused("folder_missing", path=str(path.parent))
    if not os.access(path.parent, os.W_OK):
        raise FileRefused("unwritable", path=str(path), reason=os.strerror(errno.EACCES))


def _take_name(fresh: Path, path: Path) -> None:
    """Give a new file its name. A link, not a rename: whoever came first keeps the name."""
    try:
        os.link(fresh, path)
    except FileExistsError:
        raise FileRefused("file_exists", path=str(path)) from None
    except OSError:
        # USB sticks know no links.
        fresh.rename(path)


def _write_empty(path: Path) -> None:
    schema = (resources.files("worldcafe.document") / "schema.sql").read_text("utf-8")
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        connection.executescript(
            f"BEGIN; PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {FORMAT};"
            f"{schema} COMMIT;"
        )
        for entity in (About(), Clock(), SeatingRules()):
            marks = ", ".join("?" * len(columns(type(entity))))
            connection.execute(
                f"INSERT INTO {entity.kind_name} VALUES ({marks})",  # noqa: S608
                row_of(entity),
            )


def refusal_of(path: Path, error: Exception) -> FileRefused:
    """What an error of the disk or of SQLite means to the person."""
    name = str(path)
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", None) or 0
        meaning = {
            sqlite3.SQLITE_BUSY: "workshop_locked",
            sqlite3.SQLITE_LOCKED: "workshop_locked",
            sqlite3.SQLITE_READONLY: "workshop_read_only",
            sqlite3.SQLITE_FULL: "disk_full",
            sqlite3.SQLITE_CORRUPT: "workshop_damaged",
            sqlite3.SQLITE_NOTADB: "workshop_damaged",
        }.get(code & 0xFF)
        if meaning:
            return FileRefused(meaning, path=name)
        return FileRefused("unwritable", path=name, reason=str(error))
    if isinstance(error, OSError):
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return FileRefused("disk_full", path=name)
        if error.errno in (errno.EACCES, errno.EROFS, errno.EPERM):
            return FileRefused("workshop_read_only", path=name)
        return FileRefused("unwritable", path=name, reason=error.strerror or str(error))
    raise TypeError(error)
