"""Which file a name leads to, what lies beside it, and how a new workshop takes a name.

SQLite rolls a journal that lies beside a database into that database, whoever left it there.
So a name is given only once nothing beside it can be taken for the new file's own.
"""

import contextlib
import errno
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from worldcafe import files
from worldcafe.domain.refusal import FileRefused

HELD: set[tuple[int, int]] = set()
"""The workshops that this process has open. A file of these must not even be opened to be
looked at: POSIX lets go of all locks of a process when it closes any handle of a file."""

_SUFFIXES = ("-journal", "-wal", "-shm")
_SQLITE = b"SQLite format 3\0"


def identity(path: Path) -> tuple[int, int]:
    """What tells the file behind a name from any other. Raises `OSError` without a file."""
    found = path.stat()
    return found.st_dev, found.st_ino


def is_held(path: Path) -> bool:
    """Whether this process has the file open as a workshop."""
    try:
        return identity(path) in HELD
    except OSError:
        return False


@contextlib.contextmanager
def placed(path: Path, *, replacing: bool) -> Iterator[Path]:
    """An empty private file to write a workshop to; takes the name when the block ends well.

    What has the name keeps it unless `replacing`, and is left as it was if anything is
    raised. Raises `FileRefused`.
    """
    _check_free(path, replacing=replacing)
    fresh = files.beside(path)
    try:
        files.begin(fresh)
        _clear_companions(fresh)
        yield fresh
        take_name(fresh, path, replacing=replacing)
    except (OSError, sqlite3.Error) as error:
        raise refusal_of(path, error) from error
    finally:
        discard(fresh)


@contextlib.contextmanager
def filled(path: Path, *, replacing: bool) -> Iterator[Path]:
    """A name to make a workshop under, which then takes the name `path` as `placed` does."""
    _check_free(path, replacing=replacing)
    clear_leftovers(path)
    making = path.with_name(_making(path.name))
    if making.exists():
        raise FileRefused("workshop_locked", path=str(path))
    try:
        yield making
        take_name(making, path, replacing=replacing)
    except OSError as error:
        raise refusal_of(path, error) from error
    except FileRefused as refusal:
        if refusal.params.get("path") == str(making):
            refusal.params["path"] = str(path)  # the person knows only the name they gave
        raise
    finally:
        discard(making)


def clear_leftovers(path: Path) -> None:
    """Take away what cuts and kills left of attempts to write `path`."""
    name, making = path.name, _making(path.name)
    for each in (f".{name}.new", making, f".{making}.new"):
        fresh = path.with_name(each)
        with contextlib.suppress(FileRefused, OSError):
            if _is_database(fresh) and not is_held(fresh):
                _recover_journal(fresh)  # refused while somebody is making it
            if not is_held(fresh):
                discard(fresh)


def discard(fresh: Path) -> None:
    """Take away a workshop that was not finished, and what SQLite keeps beside it."""
    files.discard(fresh)
    with contextlib.suppress(OSError):
        _clear_companions(fresh)


def take_name(fresh: Path, path: Path, *, replacing: bool) -> None:
    """Give a complete workshop its name. What was there keeps it unless `replacing`.

    Raises `FileRefused` if the name is taken, or if what has it is open or unfinished, and
    `OSError`.
    """
    if replacing and path.exists():
        settle(path)
        files.put_in_place(fresh, path)
        return
    if not path.exists():
        _clear_companions(path)  # without their database they are nobody's
    try:
        # A link, not a rename: whoever came first keeps the name.
        os.link(fresh, path)
    except FileExistsError:
        raise FileRefused("file_exists", path=str(path)) from None
    except OSError:
        # USB sticks know no links.
        fresh.rename(path)
    files.sync_folder(path.parent)


def settle(path: Path) -> None:
    """Have a file that is about to be replaced finish what a killed run began in it.

    Afterwards nothing lies beside it that would be rolled into what takes its place. Raises
    `FileRefused`: `workshop_locked` if somebody has it open, or `journal_beside`.
    """
    if is_held(path):
        raise FileRefused("workshop_locked", path=str(path))
    if _is_database(path):
        _recover_journal(path)
    for left in companions(path):
        raise FileRefused("journal_beside", path=str(path), journal=left.name)


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


def _check_free(path: Path, *, replacing: bool) -> None:
    """Refuse a name that is taken, or a folder that is not there or takes no files."""
    if path.exists():
        if not replacing:
            raise FileRefused("file_exists", path=str(path))
        settle(path)
    if not path.parent.is_dir():
        raise FileRefused("folder_missing", path=str(path.parent))
    if not os.access(path.parent, os.W_OK):
        raise FileRefused("unwritable", path=str(path), reason=os.strerror(errno.EACCES))


def _making(name: str) -> str:
    return f".{name}.making"


def _is_database(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_SQLITE)) == _SQLITE


def _recover_journal(path: Path) -> None:
    """Let SQLite roll back what was begun, and put the journal away."""
    with contextlib.closing(
        sqlite3.connect(path, isolation_level=None, timeout=0.5)
    ) as connection:
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            # A journal that never counted is let lie, except by a change of mode.
            connection.execute("PRAGMA journal_mode = TRUNCATE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
            connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise FileRefused("workshop_locked", path=str(path)) from error
        except sqlite3.DatabaseError:
            pass  # too damaged to be finished; a journal that stays is refused


def companions(path: Path) -> list[Path]:
    """What SQLite may have left beside a file of this name."""
    beside = (path.with_name(path.name + suffix) for suffix in _SUFFIXES)
    return [each for each in beside if each.exists()]


def _clear_companions(path: Path) -> None:
    """Take away journals that belong to no file, for good."""
    left = companions(path)
    for each in left:
        each.unlink(missing_ok=True)
    if left:
        files.sync_folder(path.parent)
