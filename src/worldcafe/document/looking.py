"""A workshop looked at without being opened: nothing is locked, altered or waited for."""

import contextlib
import datetime as dt
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from worldcafe.document import placing
from worldcafe.document.header import is_workshop
from worldcafe.domain.refusal import FileRefused

if TYPE_CHECKING:
    from worldcafe.domain.workshop import Workshop

SEEN = ("about", "clock", "round", "room_clock", "cafe_table")
MOST_ROWS = 200
MOST_STEPS = 1_000_000
"""Of SQLite's machine: a view that never ends is left, and a real file takes some hundreds."""


UNREADABLE = (FileRefused, OSError, sqlite3.Error, ValueError, TypeError, RecursionError)


@dataclass(frozen=True)
class Glance:
    """What stands on a workshop's cover."""

    title: str
    date: dt.date | None
    has_begun: bool
    """Whether its day may be under way; `standing` says where."""


def glance(path: Path) -> Glance | None:
    """What a workshop is called and when it is, read without what entities are made of: this
    is what the program shows before it has loaded that.

    None for a file that cannot be read so. Where the program that wrote it was cut off in the
    middle, what is read may be a moment old or new.
    """
    try:
        with looked_at(path) as connection:
            cover = "SELECT substr(title, 1, 200), date FROM about"
            title, date = connection.execute(cover).fetchone()
            begun = connection.execute("SELECT 1 FROM clock WHERE segment <> ''").fetchone()
            with contextlib.suppress(sqlite3.OperationalError):  # an older format has none
                rooms = "SELECT 1 FROM room_clock WHERE segment <> '' LIMIT 1"
                begun = begun or connection.execute(rooms).fetchone()
        return Glance(str(title), dt.date.fromisoformat(date) if date else None, bool(begun))
    except UNREADABLE:
        return None


def standing(path: Path) -> "Workshop | None":
    """The same workshop with its clocks, rounds and tables: no people, no notes.

    None for a file that cannot be read so, of an older format for instance.
    """
    from worldcafe.document.rows import entities_of  # noqa: PLC0415 - see `glance`
    from worldcafe.document.statements import rows_of  # noqa: PLC0415 - as above
    from worldcafe.domain.workshop import Workshop  # noqa: PLC0415 - as above

    try:
        with looked_at(path) as connection:
            return Workshop.of(
                entity
                for kind in SEEN
                for entity in entities_of(kind, connection.execute(rows_of(kind, MOST_ROWS)))
            )
    except UNREADABLE:
        return None


@contextlib.contextmanager
def looked_at(path: Path, most_steps: int = MOST_STEPS) -> Iterator[sqlite3.Connection]:
    """A connection that only reads, and leaves what does not end within so many steps.

    Raises `FileRefused` for a file that is no workshop, or that this process has open: to
    close a second handle of that would let go of its lock.
    """
    if placing.is_held(path):
        raise FileRefused("workshop_locked", path=str(path))
    if not is_workshop(path):
        raise FileRefused("not_a_workshop", path=str(path))
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
        connection.set_progress_handler(lambda: 1, most_steps)
        yield connection
