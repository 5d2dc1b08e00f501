"""What a file's history says beside what its rows say, and whole files made from either.

History tells every value a second time. So a value that a failing disk or another program
changed is found, and a workshop whose rows are lost can be made again from what was done.
"""

import contextlib
import datetime as dt
import hashlib
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from worldcafe import files
from worldcafe.document import placing
from worldcafe.document.desk import this_desk
from worldcafe.document.header import is_workshop
from worldcafe.document.migrations import migrate
from worldcafe.document.placing import refusal_of
from worldcafe.document.rows import (
    KINDS,
    edits_as_json,
    entities_of,
    entity_of,
    row_of,
)
from worldcafe.document.snapshots import free_name
from worldcafe.document.sqlite_store import (
    SqliteStore,
    insert_lines,
    line_of,
    write_empty,
)
from worldcafe.document.statements import LINES, delete, put, rows_of
from worldcafe.document.store import Line, Store
from worldcafe.domain.edits import Edit
from worldcafe.domain.model import Contribution, Entity
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.workshop import Workshop

_Key = tuple[str, str]
_UNTOLD = "draft"
"""What is no part of history."""


@dataclass(frozen=True)
class Past:
    """What history says a workshop is."""

    entities: Mapping[_Key, Entity]
    doubtful: tuple[int, ...]
    """The lines that cannot be read, or that begin with another value than was left before."""

    @property
    def workshop(self) -> Workshop:
        """The workshop that playing every line gives; without drafts."""
        return Workshop.of(self.entities.values())


@dataclass(frozen=True)
class Difference:
    """An entity that the rows and history tell differently."""

    in_file: Entity | None
    in_history: Entity | None

    @property
    def edit(self) -> Edit:
        """What leads from history to the rows."""
        return Edit(self.in_history, self.in_file)

    @property
    def fields(self) -> dict[str, tuple[object, object]]:
        """Both values of every field that differs, the file's first; of an entity that only
        one of them has, its id.
        """
        ours, theirs = (dict(each or ()) for each in (self.in_file, self.in_history))
        names = ours.keys() & theirs.keys() or {"id"}
        both = {name: (ours.get(name), theirs.get(name)) for name in sorted(names)}
        return {name: values for name, values in both.items() if values[0] != values[1]}


@dataclass(frozen=True)
class Examination:
    """What of a workshop file cannot be trusted, though it opens."""

    differences: tuple[Difference, ...]
    doubtful: tuple[int, ...]
    """Lines of history, as of `Past`, and those that are not as they were written."""
    pictures: tuple[str, ...]
    """The digests of pictures whose bytes are others."""


@dataclass(frozen=True)
class Rebuilt:
    """What became of a file that was made again."""

    n_lines: int
    """Lines of history that came along."""
    n_doubtful: int
    """Lines that could not be trusted; if any, nothing done before can be undone."""
    workshop: Workshop


def past_of(lines: Iterable[Line]) -> Past:
    """Play history from its first line to its last."""
    state: dict[_Key, dict[str, Any] | None] = {}
    told_by: dict[_Key, int] = {}
    doubtful: set[int] = set()
    for line in lines:
        seq = line[0]
        try:
            for kind, id, before, after in json.loads(line[-1]):
                key = str(kind), str(id)
                told = {each.get("id", id) for each in (before, after) if each is not None}
                if told != {id} or not _follows(state.get(key), before):
                    doubtful.add(seq)
                state[key], told_by[key] = after, seq
        except (ValueError, TypeError, AttributeError, RecursionError):
            doubtful.add(seq)
    entities = {}
    for key, values in state.items():
        try:
            if values is not None:
                entities[key] = entity_of(key[0], values)
        except (ValueError, TypeError, LookupError, OverflowError, RecursionError):
            doubtful.add(told_by[key])
    return Past(entities, tuple(sorted(doubtful)))


def examine(store: Store, workshop: Workshop, seq: int) -> Examination:
    """Compare an open workshop with its history up to a line; pictures with their digests."""
    past = past_of(line for line in store.lines() if line[0] <= seq)
    pictures = (
        str(digest) for digest, content in store.blobs() if not is_sound(digest, content)
    )
    found = differences(workshop, past.workshop)
    doubtful = sorted({*past.doubtful, *store.unsound_lines()})
    return Examination(tuple(found), tuple(doubtful), tuple(pictures))


def differences(workshop: Workshop, past: Workshop) -> list[Difference]:
    """Where the rows of a file say something else than its history."""
    ours, theirs = _by_key(workshop), _by_key(past)
    keys = [*ours, *(key for key in theirs if key not in ours)]
    return [
        Difference(ours.get(key), theirs.get(key))
        for key in keys
        if ours.get(key) != theirs.get(key)
    ]


def rebuild(path: Path, target: Path) -> Rebuilt:
    """Make a new workshop from what the history of a damaged one says.

    Where history itself is damaged, the rows that can still be read go before it. The file
    at `path` is not touched. Raises `FileRefused` if nothing of it can be read or `target`
    is taken.
    """
    with placing.placed(target, replacing=False) as fresh:
        found = _salvaged(path)
        past, entities = _best_of(found)
        workshop = _write(fresh, entities, found, past)
        return Rebuilt(len(found.lines), len(past.doubtful), workshop)


def n_contributions_left(path: Path) -> int:
    """How many contributions `rebuild` would find in a damaged file."""
    try:
        _past, entities = _best_of(_salvaged(path))
    except FileRefused:
        return 0
    return sum(kind == Contribution.kind_name for kind, _ in entities)


def rebuild_beside(path: Path) -> Path:
    """`rebuild` under a name of its own beside the damaged file; that name."""
    target = free_name(path, f"{dt.datetime.now().astimezone():%Y-%m-%d %H-%M-%S}")
    rebuild(path, target)
    return target


def save_what_is_left(store: SqliteStore, workshop: Workshop, path: Path) -> None:
    """Write a copy of an open workshop whose file was moved, emptied or replaced."""
    with placing.placed(path, replacing=True) as fresh:
        with contextlib.suppress(sqlite3.Error, FileRefused, ValueError):
            # A file that was only moved or deleted is still whole behind its open handle.
            store.write_to(fresh)
            with contextlib.closing(SqliteStore(fresh, this_desk())) as copy:
                if copy.load()[0] == workshop:
                    return
        files.begin(fresh)
        found = _Salvage.of(store.connection)
        _write(fresh, _by_key(workshop, drafts=True), found, past_of(found.lines))


@dataclass
class _Salvage:
    """Whatever of a damaged file can still be read."""

    lines: list[Line] = field(default_factory=list)
    rows: dict[_Key, Entity] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, connection: sqlite3.Connection) -> "_Salvage":
        found = cls()
        # From the other end too, as far as the page that cannot be read.
        both = _readable(connection, LINES), _readable(connection, f"{LINES} DESC")
        lines = {row[0]: line_of(row) for rows in both for row in rows}
        found.lines = [lines[seq] for seq in sorted(lines)]
        for kind in KINDS:
            for row in _readable(connection, rows_of(kind)):
                with contextlib.suppress(
                    ValueError, TypeError, OverflowError, RecursionError, MemoryError
                ):
                    (each,) = entities_of(kind, [row])
                    found.rows[kind, each.id] = each
        for digest, content in _readable(connection, "SELECT digest, content FROM blob"):
            if is_sound(digest, content):
                found.blobs[digest] = content
        return found


def is_sound(digest: object, content: object) -> bool:
    """Whether these bytes are those that the digest was made of."""
    return isinstance(content, bytes) and hashlib.sha256(content).hexdigest() == digest


def _readable(connection: sqlite3.Connection, query: str) -> Iterator[Line]:
    """The rows of a query as far as they can be read."""
    with contextlib.suppress(sqlite3.Error, MemoryError, OverflowError):
        yield from connection.execute(query)


def _salvaged(path: Path) -> _Salvage:
    """What can be read in a damaged file. Raises `FileRefused` if that is nothing."""
    if placing.is_held(path):
        raise FileRefused("workshop_locked", path=str(path))
    if not is_workshop(path):
        raise FileRefused("not_a_workshop", path=str(path))
    try:
        with _opened_copy(path) as connection:
            found = _Salvage.of(connection)
    except (OSError, sqlite3.Error) as error:
        raise refusal_of(path, error) from error
    if not found.lines and not found.rows:
        raise FileRefused("nothing_to_rebuild", path=str(path))
    return found


def _best_of(found: _Salvage) -> tuple[Past, dict[_Key, Entity]]:
    """History, and what the workshop is by it; by the rows before it where it is damaged."""
    past = past_of(found.lines)
    rows = found.rows
    if found.lines and not past.doubtful:
        rows = {key: each for key, each in rows.items() if key[0] == _UNTOLD}
    return past, {**past.entities, **rows}


@contextlib.contextmanager
def _opened_copy(path: Path) -> Iterator[sqlite3.Connection]:
    """A copy of a damaged file, with its journal, in a folder of its own that goes again."""
    with tempfile.TemporaryDirectory(prefix="worldcafe-") as folder:
        copy = Path(folder) / "copy"
        shutil.copyfile(path, copy)
        journal = path.with_name(f"{path.name}-journal")
        if journal.exists():
            shutil.copyfile(journal, copy.with_name("copy-journal"))
        with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.text_factory = partial(str, encoding="utf-8", errors="replace")
            with SqliteStore.in_time(connection):
                with contextlib.suppress(sqlite3.Error, LookupError):
                    migrate(connection, this_desk())
                yield connection


def _write(
    fresh: Path, entities: Mapping[_Key, Entity], found: _Salvage, past: Past
) -> Workshop:
    """Fill an empty file with these entities and this history; the workshop that it holds.

    What points to nothing is left out, and a last line of history leads from what the
    others say to what the file holds.
    """
    write_empty(fresh)
    with contextlib.closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        for each in entities.values():
            connection.execute(put(each.kind_name), row_of(each))
        while dangling := connection.execute("PRAGMA foreign_key_check").fetchall():
            for table, rowid, *_ in dangling:
                connection.execute(delete(table, by="rowid"), (rowid,))
        connection.executemany("INSERT INTO blob VALUES (?, ?)", found.blobs.items())
        kept = [
            Edit(None, each)
            for kind in KINDS
            for each in entities_of(kind, connection.execute(rows_of(kind)))
        ]
        workshop = Workshop().after(kept)
        _write_history(connection, found.lines, past, workshop)
        connection.execute("COMMIT")
    files.sync(fresh)
    return workshop


def _write_history(
    connection: sqlite3.Connection, lines: list[Line], past: Past, workshop: Workshop
) -> None:
    trusted = len(lines)
    if past.doubtful:
        trusted = next(n for n, line in enumerate(lines) if line[0] == past.doubtful[0])
        # From there on it stays known what was done and when; what is undone is not.
        lines = [
            (*told, "do", None, 0, command, edits if n < trusted else "[]")
            for n, (*told, _, _, _, command, edits) in enumerate(lines)
        ]
    insert_lines(connection, lines)
    gap = differences(workshop, past_of(lines).workshop)
    if gap:
        edits = edits_as_json(each.edit for each in gap)
        seq, at = lines[-1][:2] if lines else (0, dt.datetime.now(dt.UTC).isoformat())
        line = (seq + 1, at, this_desk(), "", "repair", "do", None, 0, "Rebuild", edits)
        insert_lines(connection, [line])


def _follows(left: dict[str, Any] | None, before: dict[str, Any] | None) -> bool:
    """Whether a value is the one that was left; a newer format may have added fields to it."""
    if left is None:
        return not before
    return before is not None and all(
        name in before and before[name] == value for name, value in left.items()
    )


def _by_key(workshop: Workshop, *, drafts: bool = False) -> dict[_Key, Entity]:
    return {
        (each.kind_name, each.id): each
        for each in workshop.entities()
        if drafts or each.kind_name != _UNTOLD
    }
