"""Workshop files that appear whole or not at all."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from worldcafe.document import Document
from worldcafe.domain.refusal import FileRefused


@contextlib.contextmanager
def new_document(path: Path) -> Iterator[Document]:
    """A workshop in the making; it takes its name once everything in it is done.

    Raises `FileRefused` if the name is taken or the folder cannot be written.
    """
    _check_free(path)
    making = path.with_name(f".{path.name}.{os.getpid()}.making")
    try:
        with Document.create(making) as document:
            yield document
        _check_free(path)
        making.replace(path)
    except FileRefused as refusal:
        # The person knows only the name they gave.
        if refusal.params.get("path") == str(making):
            refusal.params["path"] = str(path)
        raise
    except OSError as error:
        raise FileRefused(
            "unwritable", path=str(path), reason=error.strerror or str(error)
        ) from error
    finally:
        with contextlib.suppress(OSError):
            making.unlink(missing_ok=True)


def _check_free(path: Path) -> None:
    if path.exists():
        raise FileRefused("file_exists", path=str(path))
