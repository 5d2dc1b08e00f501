"""The workshop on disk: one SQLite file, with history, undo and recovery."""

from worldcafe.document.document import Change, Document
from worldcafe.document.rebuilding import Examination, Rebuilt, rebuild
from worldcafe.document.snapshots import Snapshot, recover, snapshots_of

__all__ = [
    "Change", "Document", "Examination", "Rebuilt", "Snapshot", "rebuild", "recover",
    "snapshots_of",
]  # fmt: skip
