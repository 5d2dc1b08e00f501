"""Work that takes longer than a frame: in a thread, with progress, and cancellable.

A worker is given frozen values and gives back one value; only the caller's thread touches
the document.
"""

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, QThread, Signal

from worldcafe.domain.refusal import Refusal

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")


class Job(Protocol[T_co]):
    """The work: told how to report progress (0 to 1) and how to learn that it is cancelled."""

    def __call__(
        self, progress: Callable[[float], None], cancelled: Callable[[], bool]
    ) -> T_co: ...


class Work(QThread, Generic[T]):
    """One job under way."""

    progressed = Signal(float)
    succeeded = Signal(object)
    refused = Signal(object)
    """The `Refusal` that ended it."""

    def __init__(self, job: Job[T], parent: QObject) -> None:
        super().__init__(parent)
        self._job = job
        self._cancelled = False

    def cancel(self) -> None:
        """Ask the job to stop; it may still succeed if it was nearly done."""
        self._cancelled = True

    def finish_now(self) -> None:
        """Cancel, and wait until the thread has ended."""
        self.cancel()
        self.wait()

    def run(self) -> None:
        try:
            result = self._job(self.progressed.emit, lambda: self._cancelled)
        except Refusal as refusal:
            self.refused.emit(refusal)
        else:
            self.succeeded.emit(result)
