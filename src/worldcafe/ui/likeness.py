"""Which contributions may be the same: found in the background, for the whole desktop.

What texts mean is worked out in a thread, a few at a time, and kept in the file; which of
them are alike is only found while somebody looks.
"""

import contextlib
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from worldcafe.document import Change
from worldcafe.domain.harvest import judged_different
from worldcafe.domain.model import Contribution
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.comparing import Compared, Comparison, Likely, new_encoder
from worldcafe.ui.work import Work

if TYPE_CHECKING:
    from worldcafe.similarity import Encoder, Index, Vector

FIRST_MS = 4_000
"""Before anything is worked out unasked: the person comes first."""
PAUSE_MS = 250
"""After a change, so that several in a row are taken together."""
CALM_MS = 2_000
"""The same while nobody looks."""

_COMPARED = (
    "kind", "lang", "title", "description", "themes", "partners", "activities", "place",
    "next_step", "withdrawn_at", "merged_into_id",
)  # fmt: skip
"""Fields of a contribution on which its likeness to others depends."""


class Likeness(QObject):
    """Vectors of an open workshop's contributions, and groups of them that are alike."""

    changed = Signal()
    """The groups, how far the work is, or whether meaning is known have changed."""
    _arrived = Signal(object)
    _fresh = Signal(object)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self.has_meaning: bool | None = None
        """Whether meaning is compared, and not only words; None until that is known."""
        self.share: float | None = None
        """How far the work is, from 0 to 1; None while there is none."""
        self._groups: tuple[Likely, ...] = ()
        self._decided_in: Workshop | None = None
        self._vectors: dict[str, Vector] | None = None
        self._checked: dict[str, Contribution] = {}
        self._encoder: Encoder | None = None
        self._index: Index | None = None
        self._wanted = False
        self._version = 0
        self._shown_version = -1
        self._again = False
        self._doing = (-1, False)
        self._work: Work[Compared] | None = None
        self._warming: Work[Encoder] | None = None
        self._open = True
        self._pause = QTimer(self, singleShot=True, interval=FIRST_MS)
        self._pause.timeout.connect(self._start)
        self._arrived.connect(self._on_arrived)
        self._fresh.connect(self._on_fresh)
        bridge.changed.connect(self._on_changed)
        bridge.closing.connect(self._on_closing)
        if bridge.workshop.standing:
            self._pause.start()

    @property
    def groups(self) -> tuple[Likely, ...]:
        """What may be the same and was not decided yet, best first."""
        self._drop_decided()
        return self._groups

    @property
    def is_known(self) -> bool:
        """Whether the groups are those of the workshop as it is."""
        return self._shown_version == self._version

    @property
    def vectors(self) -> "tuple[Vector, ...]":
        """The vectors there are."""
        return tuple((self._vectors or {}).values())

    def want(self) -> None:
        """Somebody looks at the groups: find them, now and after every change."""
        self._wanted = True
        finding_it = self._work is not None and self._doing == (self._version, True)
        if not self.is_known and not finding_it:
            self._start()

    def read(self) -> None:
        """Somebody wants to know what texts mean: do not wait any longer."""
        if self._pause.isActive():
            self._start()

    def rest(self) -> None:
        """Nobody looks any more."""
        self._wanted = False

    # --- following the workshop ------------------------------------------------------------

    def _on_changed(self, change: Change) -> None:
        if not _matters(change):
            return
        self._version += 1
        self._pause.start(PAUSE_MS if self._wanted else CALM_MS)
        self.changed.emit()

    def _drop_decided(self) -> None:
        """Leave out at once what was merged, withdrawn or judged not to be the same."""
        workshop = self._bridge.workshop
        if workshop is self._decided_in or not self._groups:
            return
        self._decided_in = workshop
        judged = judged_different(workshop)
        left = []
        for group in self._groups:
            ids = tuple(each for each in group.ids if _stands(workshop, each))
            ids = _largest(ids, [pair for pair in judged if not pair.isdisjoint(ids)])
            if len(ids) > 1:
                left.append(Likely(ids, group.score, group.reasons))
        self._groups = tuple(left)

    def _on_closing(self) -> None:
        self._open = False
        self._pause.stop()

    # --- working ---------------------------------------------------------------------------

    def _start(self) -> None:
        """Begin to work out what is missing; what is under way is begun anew."""
        self._pause.stop()
        if not self._open:
            return
        if self._encoder is None:
            self._warm_up()
            return
        if self._work is not None:
            self._again = True
            self._work.cancel()
            return
        standing = self._bridge.workshop.standing
        todo = [item for item in reversed(standing) if self._checked.get(item.id) is not item]
        finding = self._wanted and not self.is_known
        if not todo and not finding:
            return
        job = Comparison(
            version=self._version,
            workshop=self._bridge.workshop,
            todo=todo,
            vectors=dict(self._known()),
            encoder=self._encoder,
            earlier=self._index,
            arrived=self._arrived.emit,
            fresh=self._fresh.emit,
            finding=finding,
        )
        self._doing = (self._version, finding)
        self._work = Work(job, self._bridge)
        self._work.progressed.connect(self._on_progress)
        self._work.succeeded.connect(self._on_done)
        self._work.finished.connect(self._on_finished)
        self._work.finished.connect(self._work.deleteLater)
        self.share = 0.0
        self.changed.emit()
        self._work.start()

    def _known(self) -> "dict[str, Vector]":
        if self._vectors is None:
            from worldcafe.similarity import ENCODER, Vector  # numpy is slow

            kept: dict[str, tuple[str, bytes]] = {}
            with contextlib.suppress(FileRefused):  # as when they are kept
                kept = self._bridge.document.vectors(ENCODER)
            self._vectors = {
                id: Vector(id, digest, ENCODER, data) for id, (digest, data) in kept.items()
            }
        return self._vectors

    def _warm_up(self) -> None:
        """Load what compares, in a thread as well: numpy alone would be felt."""
        if self._warming is None:
            self._warming = Work(lambda _progress, _cancelled: new_encoder(), self._bridge)
            self._warming.succeeded.connect(self._on_warm)
            self._warming.finished.connect(self._warming.deleteLater)
            self._warming.start()
            self.share = 0.0
            self.changed.emit()

    def _on_warm(self, encoder: "Encoder") -> None:
        self._encoder = encoder
        self.share = None
        self._start()
        self.changed.emit()

    def _on_arrived(self, vectors: "list[Vector]") -> None:
        known = self._bridge.workshop.contributions if self._open else {}
        fresh = [each for each in vectors if each.contribution_id in known]
        if not fresh:
            return
        assert self._vectors is not None
        self._vectors.update({each.contribution_id: each for each in fresh})
        with contextlib.suppress(FileRefused):
            # A disk that is full is said when something is recorded; these can be made again.
            self._bridge.document.keep_vectors(
                fresh[0].encoder,
                {each.contribution_id: (each.digest, each.data) for each in fresh},
            )

    def _on_fresh(self, groups: tuple[Likely, ...]) -> None:
        """What was just recorded is shown first, until all is compared with all."""
        known = {frozenset(group.ids) for group in self._groups}
        new = [group for group in groups if frozenset(group.ids) not in known]
        self._groups = (*new, *self._groups)
        self._decided_in = None
        self.changed.emit()

    def _on_progress(self, share: float) -> None:
        self.share = share
        self.changed.emit()

    def _on_done(self, found: Compared) -> None:
        if found.has_meaning is not None:
            self.has_meaning = found.has_meaning
        self._checked |= {item.id: item for item in found.ready}
        if found.groups is not None:
            self._index, self._groups = found.index, found.groups
            self._shown_version = found.version
            self._decided_in = None
            self.changed.emit()

    def _on_finished(self) -> None:
        self._work = None
        self.share = None
        self.changed.emit()
        if self._open and (self._again or (self._wanted and not self.is_known)):
            self._again = False
            self._pause.start(0)


def likeness_of(bridge: Bridge) -> Likeness:
    """The likeness of an open workshop; one is enough, whoever asks for it."""
    known = bridge.findChild(Likeness)
    return known if isinstance(known, Likeness) else Likeness(bridge)


def alike_by(vectors: "tuple[Vector, ...]") -> Callable[[str, str], float] | None:
    """How much two contributions are about the same, by their ids; None without vectors.

    For a thread: it loads what compares.
    """
    if not vectors:
        return None
    from worldcafe.similarity.subject import Subjects  # numpy is slow

    return Subjects(vectors).alike


def _stands(workshop: Workshop, contribution_id: str) -> bool:
    """Whether the harvest holds it. Asked of a few: the whole list would take longer."""
    item = workshop.contributions.get(contribution_id)
    return item is not None and item.withdrawn_at is None and item.merged_into_id is None


def _matters(change: Change) -> bool:
    """Whether a change is about what is compared."""
    for edit in change.edits:
        if edit.kind == "different_pair":
            return True
        if edit.kind == "contribution":
            before, after = edit.before, edit.after
            if before is None or after is None:
                return True
            if any(getattr(before, name) != getattr(after, name) for name in _COMPARED):
                return True
    return False


def _largest(ids: tuple[str, ...], apart: Collection[frozenset[str]]) -> tuple[str, ...]:
    """The most of these of which no two were judged not to be the same."""
    if not apart:
        return ids
    best: tuple[str, ...] = ()
    for start in range(len(ids)):
        kept: list[str] = []
        for each in (*ids[start:], *ids[:start]):
            if all(frozenset({each, other}) not in apart for other in kept):
                kept.append(each)
        if len(kept) > len(best):
            best = tuple(each for each in ids if each in kept)
    return best
