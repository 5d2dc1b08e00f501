"""The workshop on disk: one SQLite file, with history, undo and recovery."""

from worldcafe.document.document import Change, Document
from worldcafe.document.forgetting import Reached, forget
from worldcafe.document.glance import glance
from worldcafe.document.gone import GoneWorkshop, delete_snapshots, gone_workshops
from worldcafe.document.rebuilding import (
    Examination,
    n_contributions_left,
    rebuild,
    rebuild_beside,
)
from worldcafe.document.snapshots import Snapshot, recover, snapshots_of

__all__ = [
    "Change", "Document", "Examination", "GoneWorkshop", "Reached", "Snapshot",
    "delete_snapshots", "forget", "glance", "gone_workshops", "n_contributions_left", "rebuild",
    "rebuild_beside", "recover", "snapshots_of",
]  # fmt: skip
