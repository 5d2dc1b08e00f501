"""Files as people hand them over, and files as we write them.

What is opened must be a regular file: to read a pipe may never end. What is written is first
complete beside its place and on the disk, and then takes the name, so that the old one stays
whole until the new one is. A file that was there hands on who may read it; a new one is its
owner's alone, since there are people in it. Windows keeps a person's files private by their
folder and knows no modes.
"""

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from worldcafe.domain.refusal import FileRefused

_OWN_FILE, _OWN_FOLDER = 0o600, 0o700
_GROUP = stat.S_IRWXG


def check_regular(path: Path) -> None:
    """Refuse what is no regular file; a path where nothing stands is left to the caller.

    A folder is `file_is_folder`; a pipe, a socket or a device is `file_is_no_file`: opening
    one may wait for ever, and reading one may never end.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return
    if stat.S_ISDIR(mode):
        raise FileRefused("file_is_folder", name=path.name)
    if not stat.S_ISREG(mode):
        raise FileRefused("file_is_no_file", name=path.name)


def read_bytes(path: Path, limit: int) -> bytes:
    """The first `limit` bytes of a regular file, and one more if there are more.

    Raises `FileRefused`: `file_missing`, `file_is_folder`, `file_is_no_file` or
    `file_not_readable`.
    """
    check_regular(path)
    try:
        with path.open("rb") as file:
            return file.read(limit + 1)
    except FileNotFoundError:
        raise FileRefused("file_missing", name=path.name, path=str(path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileRefused("file_not_readable", name=path.name, reason=reason) from error


@contextlib.contextmanager
def swapped_in(path: Path) -> Iterator[Path]:
    """A path beside `path` to write to; takes its place when the block ends well.

    Whatever is raised in the block, or while swapping, leaves `path` as it was and nothing
    beside it. Raises `FileRefused`: `folder_missing`, `disk_full`, `file_in_use`,
    `unwritable`, or as `check_regular` does where no file stands.
    """
    if not path.parent.is_dir():
        raise FileRefused("folder_missing", path=str(path.parent))
    check_regular(path)
    fresh = beside(path)
    try:
        begin(fresh)
        yield fresh
        put_in_place(fresh, path)
    except OSError as error:
        raise _refusal(path, error) from error
    finally:
        discard(fresh)


@contextlib.contextmanager
def folder_swapped_in(path: Path) -> Iterator[Path]:
    """A folder beside `path` to write files to; they move into `path` when the block ends well.

    Files of the same name are replaced, others stay. Whatever is raised in the block leaves
    everything as it was. Raises `FileRefused`: `folder_missing`, `disk_full` or `unwritable`.
    """
    if not path.parent.is_dir():
        raise FileRefused("folder_missing", path=str(path.parent))
    fresh = beside(path)
    try:
        discard(fresh)
        fresh.mkdir(mode=_OWN_FOLDER)
        yield fresh
        make_private_folder(path)
        for file in fresh.iterdir():
            _take_mode(file, path / file.name)
            sync(file)
            file.replace(path / file.name)
        sync_folder(path)
    except OSError as error:
        raise _refusal(path, error) from error
    finally:
        discard(fresh)


def beside(path: Path) -> Path:
    """Where a file is written before it takes the name `path`; nobody else uses that name."""
    return path.with_name(f".{path.name}.new")


def begin(fresh: Path) -> None:
    """An empty file that only its owner may read, whatever a cut left in its place."""
    discard(fresh)
    os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWN_FILE))


def put_in_place(fresh: Path, path: Path) -> None:
    """Give a complete file its name, in place of what has it; it survives a power cut."""
    _take_mode(fresh, path)
    sync(fresh)
    fresh.replace(path)
    sync_folder(path.parent)


def discard(fresh: Path) -> None:
    """Take away what was not finished, if there is anything."""
    with contextlib.suppress(OSError):
        if fresh.is_dir() and not fresh.is_symlink():
            shutil.rmtree(fresh)
        else:
            fresh.unlink(missing_ok=True)


def make_private_folder(path: Path) -> None:
    """The folder, with those above it; whichever is made here is its owner's alone."""
    missing = [path] if not path.exists() else []
    missing += [each for each in path.parents if missing and not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=_OWN_FOLDER, exist_ok=True)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder survive a power cut, where the system offers to."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):  # some network disks cannot
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sync(file: Path) -> None:
    """Have what was written to a file survive a power cut."""
    with file.open("rb+") as handle:
        os.fsync(handle.fileno())


def _take_mode(fresh: Path, path: Path) -> None:
    """Let the same people read the new file as the one it replaces; else its owner alone."""
    try:
        old = path.stat()
    except FileNotFoundError:
        fresh.chmod(_OWN_FILE)
        return
    mode = stat.S_IMODE(old.st_mode) & 0o777
    if os.name == "posix" and fresh.stat().st_gid != old.st_gid:
        try:
            os.chown(fresh, -1, old.st_gid)
        except OSError:
            mode &= ~_GROUP  # what one group could read is not for another
    fresh.chmod(mode)


def _refusal(path: Path, error: OSError) -> FileRefused:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return FileRefused("disk_full", path=str(path))
    if (
        isinstance(error, PermissionError)
        and path.is_file()
        and os.access(path.parent, os.W_OK)
    ):
        # Windows lets nobody replace a file that another program holds open.
        return FileRefused("file_in_use", path=str(path))
    return FileRefused("unwritable", path=str(path), reason=error.strerror or str(error))
