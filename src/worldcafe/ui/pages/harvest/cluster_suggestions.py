"""Clusters that might be made, one after the other; they are found in a thread."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from worldcafe.domain.clustering import Suggested, suggested_clusters
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.likeness import likeness_of
from worldcafe.ui.work import Latest

if TYPE_CHECKING:
    from worldcafe.similarity import Vector


class ClusterSuggestions(QObject):
    """Suggests a cluster each time it is asked, in turn; those that were made fall out."""

    found = Signal(object)
    """The suggestion that was asked for; None if there is none."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._finding: Latest[tuple[Suggested, ...]] = Latest(bridge, self)
        self._finding.answered.connect(self._on_answered)
        self._waiting: list[Suggested] = []

    def ask(self) -> None:
        """The next suggestion, please; it comes by `found`."""
        standing = self._bridge.workshop.standing
        free = {item.id for item in standing if not item.cluster_id}
        self._waiting = [each for each in self._waiting if free.issuperset(each.ids)]
        if self._waiting:
            first, *others = self._waiting
            self._waiting = [*others, first]
            self.found.emit(first)
            return
        workshop, vectors = self._bridge.workshop, likeness_of(self._bridge).vectors
        self._finding.ask(
            lambda progress, stopped: _suggested(workshop, vectors, progress, stopped)
        )

    def _on_answered(self, found: tuple[Suggested, ...]) -> None:
        self._waiting = list(found)
        if found:
            self.ask()
        else:
            self.found.emit(None)


def _suggested(
    workshop: Workshop,
    vectors: "tuple[Vector, ...]",
    progress: Callable[[float], None],
    should_stop: Callable[[], bool],
) -> tuple[Suggested, ...]:
    if not vectors:
        return suggested_clusters(workshop, should_stop=should_stop, progress=progress)
    from worldcafe.similarity.subject import Subjects  # numpy is slow

    alike = Subjects(vectors).alike
    return suggested_clusters(workshop, alike, should_stop=should_stop, progress=progress)
