"""Writing a file so that the old one stays whole until the new one is."""

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from worldcafe.domain.refusal import FileRefused


@contextlib.contextmanager
def swapped_in(path: Path) -> Iterator[Path]:
    """A path beside `path` to write to; takes its place when the block ends well.

    Whatever is raised in the block, or while swapping, leaves `path` as it was and nothing
    beside it. Raises `FileRefused`: `folder_missing`, `disk_full` or `unwritable`.
    """
    if not path.parent.is_dir():
        raise FileRefused("folder_missing", path=str(path.parent))
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


def _refusal(path: Path, error: OSError) -> FileRefused:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return FileRefused("disk_full", path=str(path))
    return FileRefused("unwritable", path=str(path), reason=error.strerror or str(error))
