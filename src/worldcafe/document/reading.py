"""A workshop read without being touched: where it lies, or opened as a copy of its own."""

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

from worldcafe import files
from worldcafe.document import placing
from worldcafe.document.address import Address, Place
from worldcafe.document.document import Document
from worldcafe.document.header import header_of
from worldcafe.document.looking import looked_at
from worldcafe.document.migrations import FORMAT
from worldcafe.document.rows import KINDS, entities_of
from worldcafe.document.schema import foreign_object
from worldcafe.document.snapshots import Snapshot
from worldcafe.document.statements import rows_of
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.workshop import Workshop

PREFIX = "worldcafe-copy-"
"""Of their folders; what a killed run left of one goes when people are forgotten."""
_MOST_STEPS = 200_000_000
"""Of SQLite's machine for one question: the largest workshop takes a tenth."""


@contextlib.contextmanager
def opened_copy(place: Place) -> Iterator[Document]:
    """A copy of a workshop, open as long as the block lasts; nobody else may read it.

    Raises `FileRefused` as opening the workshop itself would; somebody may have that open.
    """
    with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
        copy = Path(folder) / "copy.worldcafe"
        if isinstance(place, Address):
            with Document.open(place) as shared:
                shared.save_copy(copy)
        else:
            _copy(place, copy)
        try:
            document = Document.open(copy)
        except FileRefused as refusal:  # about the file that the person knows
            params = {**refusal.params, "path": str(place)}
            raise FileRefused(refusal.code, **params) from None
        with document:
            yield document


def _copy(path: Path, copy: Path) -> None:
    files.check_regular(path)
    try:
        for journal in placing.companions(path):  # what was cut off is taken back
            shutil.copyfile(journal, f"{copy}{journal.name.removeprefix(path.name)}")
        shutil.copyfile(path, copy)
    except FileNotFoundError:
        raise FileRefused("file_missing", path=str(path)) from None
    except OSError as error:
        raise placing.refusal_of(path, error) from error


def look_into(snapshot: Snapshot) -> Workshop:
    """The workshop as it was then. Raises `FileRefused` if that cannot be read."""
    with opened_copy(snapshot.path) as document:
        return document.workshop


def read_workshop(path: Path, kinds: Collection[str] = KINDS) -> Workshop:
    """What a file holds of these kinds of entities; it may lie where nothing can be written.

    A file of an older format, or one whose program was cut off in mid-commit, is read through a
    copy that is gone afterwards. Raises `FileRefused` as opening it would.
    """
    if placing.is_held(path):  # before anything of it is opened
        raise FileRefused("workshop_locked", path=str(path))
    if _is_as_it_should_be(path):
        return _read(path, kinds)
    with opened_copy(path) as document:
        return document.workshop.of_kinds(kinds)


def _is_as_it_should_be(path: Path) -> bool:
    """Whether the file can be read where it lies."""
    try:
        header = header_of(path)
    except OSError:
        return False
    return header.is_ours and header.format == FORMAT and not placing.companions(path)


def _read(path: Path, kinds: Collection[str]) -> Workshop:
    try:
        before = path.stat()
        with looked_at(path, _MOST_STEPS) as connection:
            _check(connection, path)
            workshop = Workshop.of(
                entity
                for kind in KINDS
                if kind in kinds
                for entity in entities_of(kind, connection.execute(rows_of(kind)))
            )
        after = path.stat()
    except FileRefused:
        raise
    except (sqlite3.OperationalError, OSError) as error:
        raise placing.refusal_of(path, error) from error
    except Exception as error:  # as in `Document.open`: whatever it provokes, it is not sound
        raise FileRefused("workshop_damaged", path=str(path)) from error
    if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
        raise FileRefused("workshop_locked", path=str(path))
    return workshop


def _check(connection: sqlite3.Connection, path: Path) -> None:
    """See that the file is ours and sound, as opening it does."""
    if name := foreign_object(connection, is_present=True):
        raise FileRefused("workshop_altered", path=str(path), name=name)
    verdict = connection.execute("PRAGMA quick_check(1)").fetchone()
    dangling = connection.execute("PRAGMA foreign_key_check").fetchone()
    if verdict != ("ok",) or dangling:
        raise FileRefused("workshop_damaged", path=str(path))
