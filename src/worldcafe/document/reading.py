"""A workshop read without being touched, whatever its format: opened as a copy of its own."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from worldcafe import files
from worldcafe.document import placing
from worldcafe.document.address import Address, Place
from worldcafe.document.document import Document
from worldcafe.document.snapshots import Snapshot
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.workshop import Workshop

PREFIX = "worldcafe-copy-"
"""Of their folders; what a killed run left of one goes when people are forgotten."""


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
        shutil.copyfile(path, copy)
    except FileNotFoundError:
        raise FileRefused("file_missing", path=str(path)) from None
    except OSError as error:
        raise placing.refusal_of(path, error) from error


def look_into(snapshot: Snapshot) -> Workshop:
    """The workshop as it was then. Raises `FileRefused` if that cannot be read."""
    with opened_copy(snapshot.path) as document:
        return document.workshop
