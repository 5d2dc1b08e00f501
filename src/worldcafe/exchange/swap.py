"""Writing a file so that the old one stays whole until the new one is."""

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from worldcafe.domain.refusal import FileRefused
from worldcafe.files import check_regular


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
    fresh = path.with_name(f".{path.name}.new")
    try:
        yield fresh
        with fresh.open("rb+") as file:
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        raise _refusal(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)


@contextlib.contextmanager
def folder_swapped_in(path: Path) -> Iterator[Path]:
    """A folder beside `path` to write files to; they move into `path` when the block ends well.

    Files of the same name are replaced, others stay. Whatever is raised in the block leaves
    everything as it was. Raises `FileRefused`: `folder_missing`, `disk_full` or `unwritable`.
    """
    if not path.parent.is_dir():
        raise FileRefused("folder_missing", path=str(path.parent))
    fresh = path.with_name(f".{path.name}.new")
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir()
        yield fresh
        path.mkdir(exist_ok=True)
        for file in fresh.iterdir():
            file.replace(path / file.name)
    except OSError as error:
        raise _refusal(path, error) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


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
