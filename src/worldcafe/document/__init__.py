"""The workshop on disk: one SQLite file, with history, undo and recovery."""

from worldcafe.document.document import Change, Document
from worldcafe.document.forgetting import Reached, forget
from worldcafe.document.glance import glance
from worldcafe.document.snapshots import Snapshot, recover, snapshots_of

__all__ = [
    "Change",
    "Document",
    "Reached",
    "Snapshot",
    "forget",
    "glance",
    "recover",
    "snapshots_of",
]
