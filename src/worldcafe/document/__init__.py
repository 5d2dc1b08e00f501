"""The workshop on disk: one SQLite file, with history, undo and recovery."""

from worldcafe.document.document import Change, Document
from worldcafe.document.forgetting import Reached, forget
from worldcafe.document.gone import GoneWorkshop, delete_snapshots, gone_workshops
from worldcafe.document.snapshots import Snapshot, recover, snapshots_of

__all__ = [
    "Change", "Document", "GoneWorkshop", "Reached", "Snapshot", "delete_snapshots", "forget",
    "gone_workshops", "recover", "snapshots_of",
]  # fmt: skip
