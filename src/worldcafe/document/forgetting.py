"""People leave a workshop's file for good, its history and the copies this program made.

The file is written anew from what may stay and takes the place of the old one at once: no
page of it ever held what was to go. The copies come first, the file last, so that whoever is
interrupted finds the person still there and only has to ask again.
"""

import contextlib
import datetime as dt
import glob
import shutil
import sqlite3
import tempfile
import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from platformdirs import user_log_path

from worldcafe import files
from worldcafe.document import placing
from worldcafe.document.address import Place, file_at
from worldcafe.document.desk import this_desk
from worldcafe.document.header import is_workshop
from worldcafe.document.placing import refusal_of
from worldcafe.document.reading import PREFIX
from worldcafe.document.rows import edits_as_json, edits_from_json, row_of
from worldcafe.document.snapshots import all_folders, folder_of
from worldcafe.document.sqlite_store import SqliteStore, insert_lines, write_empty
from worldcafe.document.statements import TOLD, insert, put
from worldcafe.document.store import states_in
from worldcafe.domain.command import Stamp
from worldcafe.domain.edits import Edit
from worldcafe.domain.forgetting import Forgetting, people_in, same_people
from worldcafe.domain.refusal import FileRefused, refuse
from worldcafe.domain.workshop import Workshop

COMMAND = "ForgetPeople"
"""What history calls the line that says so. It is no command: no undo reaches behind it."""


@dataclass(frozen=True)
class Reached:
    """Where people were forgotten besides the file itself, and where they were not."""

    cleansed: tuple[Path, ...]
    """Snapshots and recovered copies, written anew."""
    deleted: tuple[Path, ...]
    """Rehearsals left behind, and snapshots that could not be read."""
    left: tuple[Path, ...]
    """Other copies of the workshop in the same folder: somebody made them."""


def forget(
    place: Place, ids: Collection[str], *, kept: frozenset[str] = frozenset()
) -> Reached:
    """Forget these people in the workshop's file and in every copy this program made of it.

    `kept` are mentions in texts that stay, by their keys. Raises a `Refusal`; the file is
    then as it was, and doing it again finishes what was begun.
    """
    path = file_at(place)
    stamp = Stamp(dt.datetime.now(dt.UTC), lambda: str(uuid.uuid4()), this_desk())
    with contextlib.closing(SqliteStore(path, stamp.writer)) as store:
        states = list(states_in(store))
        people = same_people(people_in(states), ids)
        instants = _instants(store.read("SELECT seq, at FROM history"))
        reached = _forget_in_copies(path, instants, people.keys(), kept, stamp)
        forgetting = Forgetting(people, states, kept)
        fresh = _write_anew(store, forgetting, stamp)
    _swap_in(fresh, path)
    _forget_in_log(forgetting)
    return reached


def _forget_in_copies(
    path: Path,
    instants: frozenset[tuple[int, str]],
    ids: Collection[str],
    kept: frozenset[str],
    stamp: Stamp,
) -> Reached:
    cleansed: list[Path] = []
    deleted: list[Path] = []
    left: list[Path] = []
    for folder in _cut_off(instants):
        _check_over(folder)
        shutil.rmtree(folder, ignore_errors=True)
        deleted.append(folder)
    for folder in all_folders():
        _clear_leftovers(folder)
        for copy in sorted(folder.glob("*.worldcafe")):
            if _is_same(copy, instants):
                (cleansed if _forget_in_copy(copy, ids, kept, stamp) else deleted).append(copy)
            elif folder == folder_of(path) and not _is_readable(copy):
                copy.unlink(missing_ok=True)
                deleted.append(copy)
    recovered = f"{glob.escape(path.stem)} ????-??-?? ??-??-??*.worldcafe"
    for copy in sorted(path.parent.glob("*.worldcafe")):
        if copy.samefile(path) or not _is_same(copy, instants):
            continue
        if copy.match(recovered) and _forget_in_copy(copy, ids, kept, stamp, keep=True):
            cleansed.append(copy)
        elif _may_hold(copy, ids, stamp):
            left.append(copy)
    return Reached(tuple(cleansed), tuple(deleted), tuple(left))


def _forget_in_copy(
    copy: Path, ids: Collection[str], kept: frozenset[str], stamp: Stamp, *, keep: bool = False
) -> bool:
    """Forget them there. A copy that cannot be opened goes, unless `keep`; then False."""
    try:
        with contextlib.closing(SqliteStore(copy, stamp.writer)) as store:
            states = list(states_in(store))
            people = same_people(people_in(states), ids)
            if not people:
                return True
            fresh = _write_anew(store, Forgetting(people, states, kept), stamp)
    except FileRefused as refusal:
        if refusal.code != "workshop_damaged":
            raise
        if not keep:
            copy.unlink(missing_ok=True)
        return False
    _swap_in(fresh, copy)
    return True


def _write_anew(store: SqliteStore, forgetting: Forgetting, stamp: Stamp) -> Path:
    """Write what may stay to a new file beside the old one."""
    path = store.path
    fresh = files.beside(path)
    try:
        files.begin(fresh)
        write_empty(fresh)
        with contextlib.closing(sqlite3.connect(fresh, isolation_level=None)) as new:
            new.execute("PRAGMA synchronous = FULL")
            new.execute("BEGIN")
            expected = _fill(new, store, forgetting, stamp)
            new.execute("COMMIT")
        with contextlib.closing(SqliteStore(fresh, stamp.writer)) as written:
            assert written.load()[0] == expected
    except (OSError, sqlite3.Error) as error:
        placing.discard(fresh)
        raise refusal_of(path, error) from error
    except BaseException:
        placing.discard(fresh)
        raise
    return fresh


def _fill(
    new: sqlite3.Connection, store: SqliteStore, forgetting: Forgetting, stamp: Stamp
) -> Workshop:
    before, _seq = store.load()
    pairs = [(entity, forgetting.cleansed(entity)) for entity in before.entities()]
    after = Workshop.of(left for _, left in pairs if left is not None)
    edits = forgetting.farewell(before, after, stamp)
    workshop = after.after(edits)
    for entity in workshop.entities():
        new.execute(put(entity.kind_name), row_of(entity))
    for row in store.read("SELECT digest, content FROM blob"):
        _insert(new, "blob", row)
    for row in store.read("SELECT name, content FROM secret"):
        _insert(new, "secret", row)
    changed = {was.id for was, left in pairs if was.kind_name == "contribution" and was != left}
    for row in store.read("SELECT contribution_id, digest, encoder, content FROM vector"):
        if row[0] not in changed:
            _insert(new, "vector", row)
    insert_lines(new, _history(store, forgetting))
    for (last,) in store.read("SELECT coalesce(max(seq), 0) FROM history"):
        who = (stamp.at.isoformat(), stamp.writer, "", "desk")
        line = (last + 1, *who, "do", None, 0, COMMAND, edits_as_json(edits))
        insert_lines(new, [line])
    return workshop


def _insert(new: sqlite3.Connection, table: str, row: tuple[Any, ...]) -> None:
    new.execute(insert(table, len(row)), row)


def _history(store: SqliteStore, forgetting: Forgetting) -> Iterator[tuple[Any, ...]]:
    """The lines of history without these people.

    What was about nobody else is no line any more, together with its undo and redo.
    """
    cleansed: dict[int, str] = {}
    lively: set[int] = set()
    for seq, *_, target, _undoable, _command, edits in store.read(TOLD):
        done = edits_from_json(edits)
        left = [_cleansed(edit, forgetting) for edit in done]
        kept = [edit for edit in left if edit is not None and edit.before != edit.after]
        cleansed[seq] = edits if kept == done else edits_as_json(kept)
        if kept:
            lively.add(target or seq)
    for row in store.read(TOLD):
        seq, target = row[0], row[6]
        if (target or seq) in lively:
            yield (*row[:-1], cleansed[seq])


def _cleansed(edit: Edit, forgetting: Forgetting) -> Edit | None:
    before, after = (each and forgetting.cleansed(each) for each in (edit.before, edit.after))
    return Edit(before, after) if before or after else None


def _swap_in(fresh: Path, path: Path) -> None:
    try:
        placing.take_name(fresh, path, replacing=True)
    except OSError as error:
        raise refusal_of(path, error) from error
    finally:
        placing.discard(fresh)


def _instants(rows: Iterator[tuple[Any, ...]]) -> frozenset[tuple[int, str]]:
    """When each line of history was written: two files that share one are one workshop's."""
    return frozenset((seq, at) for seq, at in rows)


def _is_same(copy: Path, instants: frozenset[tuple[int, str]]) -> bool:
    try:
        with _reading(copy) as connection:
            found = connection.execute("SELECT seq, at FROM history")
            return not instants.isdisjoint(_instants(found))
    except (OSError, sqlite3.Error):
        return False


def _may_hold(copy: Path, ids: Collection[str], stamp: Stamp) -> bool:
    """Whether a copy of somebody's own speaks of them still; it is read, and left as it is."""
    with tempfile.TemporaryDirectory(prefix="worldcafe-") as folder:
        try:
            read = Path(shutil.copy(copy, Path(folder) / copy.name))
            with contextlib.closing(SqliteStore(read, stamp.writer)) as store:
                return bool(same_people(people_in(states_in(store)), ids))
        except (OSError, FileRefused):
            return True


def _is_readable(copy: Path) -> bool:
    try:
        with _reading(copy) as connection:
            verdict: str = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            return verdict == "ok"
    except (OSError, sqlite3.Error):
        return False


@contextlib.contextmanager
def _reading(copy: Path) -> Iterator[sqlite3.Connection]:
    if not is_workshop(copy):
        raise FileNotFoundError(copy)
    address = f"{copy.resolve().as_uri()}?mode=ro&immutable=1"
    with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
        yield connection


def _cut_off(instants: frozenset[tuple[int, str]]) -> Iterator[Path]:
    """The folders of rehearsals and read copies of this workshop that were cut off."""
    temporary = Path(tempfile.gettempdir())
    for folder in (*temporary.glob("worldcafe-rehearsal-*"), *temporary.glob(f"{PREFIX}*")):
        copies = list(folder.glob("*.worldcafe"))
        if any(_is_same(copy, instants) for copy in copies):
            yield folder


def _check_over(folder: Path) -> None:
    for copy in folder.glob("*.worldcafe"):
        try:
            SqliteStore(copy, "").close()
        except FileRefused as refusal:
            if refusal.code == "workshop_locked":
                refuse("rehearsal_running")


def _clear_leftovers(folder: Path) -> None:
    """Snapshots that were cut off while they were written."""
    for leftover in folder.glob(".*.new*"):
        leftover.unlink(missing_ok=True)


def _forget_in_log(forgetting: Forgetting) -> None:
    """A defect that was written down may quote a text: what names them goes."""
    log = user_log_path("worldcafe", appauthor=False) / "defects.log"
    with contextlib.suppress(OSError):
        said = log.read_text("utf-8", errors="replace")
        entries = said.split("--- ")
        left = [each for each in entries if not forgetting.names_anyone(each)]
        if left != entries:
            fresh = log.with_name(".defects.log.new")
            fresh.write_text("--- ".join(left), "utf-8")
            fresh.replace(log)
