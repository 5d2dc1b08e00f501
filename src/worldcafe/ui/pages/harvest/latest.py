"""Work of which only the latest answer counts."""

from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from worldcafe.ui.bridge import Bridge
from worldcafe.ui.work import Job, Work

T = TypeVar("T")


class Latest(QObject, Generic[T]):
    """Does one job at a time in a thread; a job asked for meanwhile takes the next turn."""

    answered = Signal(object)
    progressed = Signal(float)

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._work: Work[T] | None = None
        self._next: Job[T] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._work is not None

    def ask(self, job: Job[T]) -> None:
        """Do this; what is under way is cancelled, and its answer left aside."""
        if self._work is not None:
            self._next = job
            self._work.cancel()
            return
        self._work = Work(job, self._bridge)
        self._work.succeeded.connect(self._on_answer)
        self._work.progressed.connect(self.progressed)
        self._work.finished.connect(self._on_finished)
        self._work.finished.connect(self._work.deleteLater)
        self._work.start()

    def stop(self) -> None:
        """Ask what is under way to answer with what it has."""
        if self._work is not None:
            self._work.cancel()

    def _on_answer(self, answer: T) -> None:
        if self._next is None:
            self.answered.emit(answer)

    def _on_finished(self) -> None:
        self._work = None
        following, self._next = self._next, None
        if following is not None:
            self.ask(following)
