"""What every file that somebody hands over must be before it is opened."""

import stat
from pathlib import Path

from worldcafe.domain.refusal import FileRefused


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
