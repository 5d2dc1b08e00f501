"""Earlier states of a workshop, kept in the user's data folder, and the way back to one."""

import contextlib
import datetime as dt
import hashlib
import os
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from worldcafe.document.store import is_workshop, refusal_of

KEPT = 12
"""How many snapshots of a workshop are kept; the oldest goes first."""

STANDING = "SELECT count(*) FROM contribution WHERE withdrawn_at IS NULL"

INTERVAL = dt.timedelta(minutes=10)
"""How long a changed workshop may go without a new snapshot."""


_NAME = "%Y%m%dT%H%M%S%fZ"


@dataclass(frozen=True)
class Snapshot:
    """A state of a workshop that can be recovered."""

    path: Path
    taken_at: dt.datetime
    n_contributions: int


def snapshot_path(workshop: Path, at: dt.datetime) -> Path:
    """Where a snapshot of this workshop taken at this instant goes."""
    return folder_of(workshop) / f"{at.astimezone(dt.UTC):{_NAME}}.worldcafe"


def prune(workshop: Path) -> None:
    """Let go of the oldest snapshots beyond those kept."""
    for old in _files(workshop)[:-KEPT]:
        with contextlib.suppress(OSError):
            old.unlink()


def last_kept(workshop: Path) -> int:
    """The number of the last line of history that the newest snapshot has; -1 without one."""
    newest = _files(workshop)[-1:]
    lasts = (_answer(path, "SELECT coalesce(max(seq), 0) FROM history") for path in newest)
    return next((last for last in lasts if last is not None), -1)


def snapshots_of(workshop: Path) -> list[Snapshot]:
    """The readable snapshots of the workshop at this path, newest first."""
    found = []
    for path in reversed(_files(workshop)):
        taken_at = _taken_at(path)
        n_contributions = _answer(path, STANDING)
        if taken_at is not None and n_contributions is not None:
            found.append(Snapshot(path, taken_at, n_contributions))
    return found


def recover(workshop: Path, snapshot: Snapshot) -> Path:
    """Put a snapshot beside the workshop, under a name of its own, and return its path.

    The damaged file stays as it is. Raises `FileRefused` if the folder cannot be written.
    """
    local = snapshot.taken_at.astimezone()
    target = workshop.with_name(f"{workshop.stem} {local:%Y-%m-%d %H-%M-%S}.worldcafe")
    n = 2
    while target.exists():
        target = target.with_stem(f"{workshop.stem} {local:%Y-%m-%d %H-%M-%S} ({n})")
        n += 1
    try:
        with snapshot.path.open("rb") as source, target.open("xb") as file:
            shutil.copyfileobj(source, file)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        target.unlink(missing_ok=True)
        raise refusal_of(target, error) from error
    return target


def all_folders() -> list[Path]:
    """Every folder that keeps snapshots; a file that was moved left earlier ones in another."""
    root = _root()
    return [each for each in sorted(root.iterdir()) if each.is_dir()] if root.is_dir() else []


def folder_of(workshop: Path) -> Path:
    """The folder that keeps the snapshots of the workshop at this path."""
    place = hashlib.sha256(str(workshop.resolve()).encode()).hexdigest()[:12]
    return _root() / f"{workshop.stem}-{place}"


def _root() -> Path:
    return user_data_path("worldcafe", appauthor=False) / "snapshots"


def _files(workshop: Path) -> list[Path]:
    """The snapshots, oldest first; anything else in the folder is left alone."""
    folder = folder_of(workshop)
    found = folder.glob("*.worldcafe") if folder.is_dir() else ()
    return sorted(path for path in found if _taken_at(path))


def _taken_at(path: Path) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(path.stem, _NAME).replace(tzinfo=dt.UTC)
    except ValueError:
        return None


def _answer(path: Path, query: str) -> int | None:
    """The number a query gives in a snapshot; None if it cannot be read."""
    if not is_workshop(path):
        return None
    try:
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
            answer: int = connection.execute(query).fetchone()[0]
            return answer
    except sqlite3.Error:
        return None
