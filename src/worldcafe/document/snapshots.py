"""Earlier states of a workshop, kept in the user's data folder, and the way back to one."""

import contextlib
import datetime as dt
import hashlib
import os
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from worldcafe import files
from worldcafe.document import placing
from worldcafe.document.looking import looked_at
from worldcafe.domain.refusal import FileRefused

KEPT = 12
"""How many snapshots of a workshop are kept; the oldest goes first."""

STANDING = "SELECT count(*) FROM contribution WHERE withdrawn_at IS NULL"
LAST_DONE = "SELECT action, command, origin FROM history ORDER BY seq DESC LIMIT 1"

_TIME = "%Y%m%dT%H%M%S%fZ"


@dataclass(frozen=True)
class Snapshot:
    """A state of a workshop that can be recovered."""

    path: Path
    taken_at: dt.datetime
    n_contributions: int
    last_done: tuple[str, str, str] | None = None
    """What was done last before: `do`, `undo` or `redo`, of which command, from where."""


def next_snapshot(workshop: Path, at: dt.datetime) -> Path:
    """Where a snapshot of this workshop taken now goes; only its owner can look there.

    Its number says which came after which, since the clock of a computer may be set back.
    """
    folder = folder_of(workshop)
    files.make_private_folder(folder)
    folder.chmod(0o700)
    last = max((_key(path)[0] for path in _files(workshop)), default=0)
    return folder / f"{last + 1:06}-{at.astimezone(dt.UTC):{_TIME}}.worldcafe"


def prune(workshop: Path) -> None:
    """Let go of the oldest snapshots beyond those kept, and of what a cut left of one."""
    for old in _files(workshop)[:-KEPT]:
        with contextlib.suppress(OSError):
            old.unlink()
    for half in folder_of(workshop).glob(".*.worldcafe.new*"):
        files.discard(half)


def last_kept(workshop: Path) -> int:
    """The number of the last line of history that the newest snapshot has; -1 without one."""
    newest = _files(workshop)[-1:]
    lasts = (_answer(path, "SELECT coalesce(max(seq), 0) FROM history") for path in newest)
    return next((last[0] for last in lasts if last), -1)


def snapshots_of(workshop: Path) -> list[Snapshot]:
    """The readable snapshots of the workshop at this path, newest first."""
    found = []
    for path in reversed(_files(workshop)):
        taken_at = _taken_at(path)
        counted = _answer(path, STANDING)
        if taken_at is not None and counted is not None:
            found.append(Snapshot(path, taken_at, counted[0], _answer(path, LAST_DONE)))
    return found


def recover(workshop: Path, snapshot: Snapshot) -> Path:
    """Put a snapshot beside the workshop, under a name of its own, and return its path.

    The damaged file stays as it is. Raises `FileRefused` if the folder cannot be written.
    """
    local = snapshot.taken_at.astimezone()
    target = free_name(workshop, f"{local:%Y-%m-%d %H-%M-%S}")
    with placing.placed(target, replacing=False) as fresh:
        shutil.copyfile(snapshot.path, fresh)
        files.sync(fresh)
    return target


def is_snapshot(path: Path) -> bool:
    """Whether a file is called as snapshots are."""
    return _taken_at(path) is not None


def free_name(workshop: Path, remark: str) -> Path:
    """A name beside the workshop that is not taken: its own with a remark."""
    target = workshop.with_name(f"{workshop.stem} {remark}.worldcafe")
    n = 2
    while target.exists():
        target = target.with_stem(f"{workshop.stem} {remark} ({n})")
        n += 1
    return target


def all_folders() -> list[Path]:
    """Every folder that keeps snapshots; a file that was moved left earlier ones in another."""
    root = _root()
    return [each for each in sorted(root.iterdir()) if each.is_dir()] if root.is_dir() else []


def folder_of(workshop: Path) -> Path:
    """The folder that keeps the snapshots of the workshop at this path."""
    place = hashlib.sha256(os.fsencode(workshop.resolve())).hexdigest()[:12]
    return _root() / f"{workshop.stem}-{place}"


def _root() -> Path:
    return user_data_path("worldcafe", appauthor=False) / "snapshots"


def _files(workshop: Path) -> list[Path]:
    """The snapshots, oldest first; anything else in the folder is left alone."""
    folder = folder_of(workshop)
    found = folder.glob("*.worldcafe") if folder.is_dir() else ()
    return sorted((path for path in found if _taken_at(path)), key=_key)


def _key(path: Path) -> tuple[int, str]:
    """What orders snapshots: their number, which those of earlier versions lack."""
    number, _, time = path.stem.rpartition("-")
    return int(number) if number.isdecimal() else 0, time


def _taken_at(path: Path) -> dt.datetime | None:
    number, dash, time = path.stem.rpartition("-")
    if dash and not number.isdecimal():
        return None
    try:
        return dt.datetime.strptime(time, _TIME).replace(tzinfo=dt.UTC)
    except ValueError:
        return None


def _answer(path: Path, query: str) -> Any:
    """The first row that a query gives in a snapshot; None if it cannot be read."""
    try:
        with looked_at(path) as connection:
            return connection.execute(query).fetchone()
    except (FileRefused, sqlite3.Error):
        return None
