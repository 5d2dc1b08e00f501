"""The workshop on disk: one SQLite file, with history, undo and recovery."""

from worldcafe.document.document import Change, Document
from worldcafe.document.forgetting import Reached, forget
from worldcafe.document.glance import glance
from worldcafe.document.rebuilding import (
    Examination,
    n_contributions_left,
    rebuild,
    rebuild_beside,
)
from worldcafe.document.snapshots import Snapshot, recover, snapshots_of

__all__ = [
    "Change", "Document", "Examination", "Reached", "Snapshot", "forget", "glance",
    "n_contributions_left", "rebuild", "rebuild_beside", "recover", "snapshots_of",
]  # fmt: skip
