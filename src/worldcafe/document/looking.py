"""A workshop looked at without being opened: nothing is locked, altered or waited for."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from worldcafe.document import placing
from worldcafe.document.rows import entities_of
from worldcafe.document.sqlite_store import is_workshop
from worldcafe.document.statements import rows_of
from worldcafe.domain.model import Entity
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.workshop import Workshop

SEEN = ("about", "clock", "round")
MOST_ROWS = 200
MOST_STEPS = 1_000_000
"""Of SQLite's machine: a view that never ends is left, and a real file takes some hundreds."""


def glance(path: Path) -> Workshop | None:
    """What a workshop is called, when it is, and where its day stands: no people, no notes.

    None for a file that cannot be read so, of an older format for instance. Where the program
    that wrote it was cut off in the middle, what is read may be a moment old or new.
    """
    seen: list[Entity] = []
    try:
        with looked_at(path) as connection:
            for kind in SEEN:
                rows = connection.execute(rows_of(kind, MOST_ROWS))
                seen.extend(entities_of(kind, rows))
    except (FileRefused, OSError, sqlite3.Error, ValueError, RecursionError):
        return None
    return Workshop.of(seen)


@contextlib.contextmanager
def looked_at(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that only reads, and leaves what does not end.

    Raises `FileRefused` for a file that is no workshop, or that this process has open: to
    close a second handle of that would let go of its lock.
    """
    if placing.is_held(path):
        raise FileRefused("workshop_locked", path=str(path))
    if not is_workshop(path):
        raise FileRefused("not_a_workshop", path=str(path))
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
        connection.set_progress_handler(lambda: 1, MOST_STEPS)
        yield connection
