"""A second kind of store: one workshop in memory that several documents share."""

import contextlib
from pathlib import Path

from worldcafe.document.store import Commit, Entry, MovedOn
from worldcafe.domain.edits import Edit
from worldcafe.domain.workshop import Workshop


class SharedWorkshop:
    """What every store of it sees. Every commit has a number, drafts included."""

    def __init__(self):
        self.commits: list[Commit] = []
        self.workshop = Workshop()
        self.blobs: dict[str, bytes] = {}
        self.n_refused = 0
        """How often somebody else was quicker."""

    @property
    def last(self):
        return len(self.commits)

    def since(self, seq):
        return self.commits[seq:]


class MemoryStore:
    """One end of a shared workshop."""

    path = Path("shared.worldcafe")
    server = None

    def __init__(self, shared: SharedWorkshop):
        self.shared = shared

    def load(self):
        return self.shared.workshop, len(self.shared.commits)

    def entries(self) -> list[Entry]:
        return [commit.entry for commit in self.shared.commits]

    def edits_of(self, seq: int) -> list[Edit]:
        edits = self.shared.commits[seq - 1].edits
        return [edit for edit in edits if edit.kind != "draft"]

    def commit(self, commits, expected):
        shared = self.shared
        if len(shared.commits) != expected:
            shared.n_refused += 1
            raise MovedOn
        for each in commits:
            seq = len(shared.commits) + 1
            entry = Entry(seq, *(getattr(each.entry, name) for name in FIELDS))
            shared.commits.append(Commit(entry, each.edits))
            shared.workshop = shared.workshop.after(each.edits)
            shared.blobs |= each.blobs
        return [*range(expected + 1, len(shared.commits) + 1)]

    def turn(self):
        return contextlib.nullcontext()

    def changes_since(self, seq):
        return tuple(self.shared.commits[seq:])

    def blob(self, digest):
        return self.shared.blobs.get(digest)

    def vectors(self, encoder):
        return {}

    def keep_vectors(self, encoder, vectors):
        pass

    def save_copy(self, path):
        raise NotImplementedError

    def close(self):
        pass


FIELDS = ("action", "target", "undoable", "origin", "command", "writer")
