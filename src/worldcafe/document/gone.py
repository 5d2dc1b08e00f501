"""Snapshots of workshops that are gone: found, and deleted only by somebody who was asked.

A USB stick that is out is no workshop that is gone: the folder must be there, on the same
volume as before, and the file must not.
"""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from worldcafe.document.snapshots import all_folders, folder_of

_HOME = "workshop.json"


@dataclass(frozen=True)
class GoneWorkshop:
    """A workshop whose file was deleted or moved, and where its snapshots are."""

    path: Path
    folder: Path
    n_snapshots: int


def remember_home(workshop: Path) -> None:
    """Note beside the snapshots where their workshop is."""
    home = folder_of(workshop) / _HOME
    resolved = workshop.resolve()
    said = json.dumps({"path": str(resolved), "volume": resolved.parent.stat().st_dev})
    if not home.exists() or home.read_text("utf-8") != said:
        home.write_text(said, "utf-8")


def gone_workshops() -> list[GoneWorkshop]:
    """The workshops of which only snapshots are left."""
    found = []
    for folder in all_folders():
        path = _home_of(folder)
        snapshots = list(folder.glob("*.worldcafe"))
        if path is not None and snapshots:
            found.append(GoneWorkshop(path, folder, len(snapshots)))
    return found


def delete_snapshots(gone: GoneWorkshop) -> None:
    """Delete the snapshots of a workshop that is gone. Ask first: the last one goes too."""
    if _home_of(gone.folder) == gone.path:
        shutil.rmtree(gone.folder, ignore_errors=True)


def _home_of(folder: Path) -> Path | None:
    """Where the workshop of these snapshots was, if it is there no more for certain."""
    try:
        said = json.loads((folder / _HOME).read_text("utf-8"))
        path = Path(said["path"])
        is_there = path.parent.stat().st_dev == said["volume"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return path if is_there and not path.exists() else None
