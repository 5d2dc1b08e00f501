"""Clusters that might be made, one after the other; they are found in a thread."""

from PySide6.QtCore import QObject, Signal

from worldcafe.domain.clustering import Suggested, suggested_clusters
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.likeness import alike_by, likeness_of
from worldcafe.ui.work import Latest


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
            lambda progress, stopped: suggested_clusters(
                workshop, alike_by(vectors), should_stop=stopped, progress=progress
            )
        )

    def _on_answered(self, found: tuple[Suggested, ...]) -> None:
        self._waiting = list(found)
        if found:
            self.ask()
        else:
            self.found.emit(None)
