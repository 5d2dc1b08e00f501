"""Work that takes longer than a frame: in a thread, with progress, and cancellable.

A worker is given frozen values and gives back one value; only the caller's thread touches
the document. What only the window's thread can do is done in turns of its loop.
"""

import sys
import time
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from worldcafe.domain.refusal import Refusal

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")

PROGRESS_SECONDS = 0.05
"""Progress is told no more often: every telling is an event that the window must take."""
SWITCH_SECONDS = 0.0005
"""How long a job may keep the interpreter from the window. Python's own five milliseconds,
waited for at every call from Qt, would add up to seconds in one painting of the room."""
TURN_MS = 5
"""What is due at once can fall into the turn that is under way."""


def in_turns(
    owner: QObject, step: Callable[[], object], *following: Callable[[], object]
) -> None:
    """Take these steps one after the other as long as `owner` lives, each in a turn of the loop
    of its own: keys and painting come between them.
    """

    def turn() -> None:
        step()
        if following:
            in_turns(owner, *following)

    QTimer.singleShot(TURN_MS, owner, turn)


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
        self._told_at = 0.0

    def cancel(self) -> None:
        """Ask the job to stop; it may still succeed if it was nearly done."""
        self._cancelled = True

    def finish_now(self) -> None:
        """Cancel, and wait until the thread has ended."""
        self.cancel()
        self.wait()

    def run(self) -> None:
        try:
            # For good: with a single thread it costs nothing, and jobs may overlap.
            sys.setswitchinterval(SWITCH_SECONDS)
            result = self._job(self._tell, lambda: self._cancelled)
        except Refusal as refusal:
            self.refused.emit(refusal)
        else:
            self.succeeded.emit(result)

    def _tell(self, share: float) -> None:
        now = time.monotonic()
        if now - self._told_at >= PROGRESS_SECONDS:
            self._told_at = now
            self.progressed.emit(share)


class Once(QObject, Generic[T]):
    """Does one job in a thread. It ends with its answer or a refusal, or unheard when somebody
    thought better of it.
    """

    answered = Signal(object)
    progressed = Signal(float)
    refused = Signal(object)
    """The `Refusal` that ended it."""

    def __init__(self, parent: QObject, keeper: QObject | None = None) -> None:
        """Without a `keeper`, whoever stops this must do it before the parent goes. With one,
        mostly the bridge, the work ends when the keeper goes, wherever the parent is by then.
        """
        super().__init__(parent)
        self._keeper = keeper or self
        self._work: Work[T] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._work is not None

    def begin(self, job: Job[T]) -> None:
        """Do this; nothing else is under way."""
        self._work = Work(job, self._keeper)
        self._work.progressed.connect(self.progressed)
        self._work.succeeded.connect(self._on_succeeded)
        self._work.refused.connect(self._on_refused)
        self._work.finished.connect(self._work.deleteLater)
        self._work.start()

    def cancel(self) -> None:
        """Ask what is under way to end soon. It is heard all the same."""
        if self._work is not None:
            self._work.cancel()

    def stop(self) -> None:
        """End what is under way. What it said meanwhile is not heard any more."""
        if self._work is not None:
            work, self._work = self._work, None
            work.finish_now()

    @property
    def _is_heard(self) -> bool:
        """Whether it is the present work that speaks: what was stopped may still be heard of
        when the next has begun.
        """
        return self._work is not None and self.sender() is self._work

    def _on_succeeded(self, answer: T) -> None:
        if self._is_heard:
            self.stop()
            self.answered.emit(answer)

    def _on_refused(self, refusal: Refusal) -> None:
        if self._is_heard:
            self.stop()
            self.refused.emit(refusal)


class Latest(QObject, Generic[T]):
    """Does one job at a time in a thread; a job asked for meanwhile takes the next turn."""

    answered = Signal(object)
    progressed = Signal(float)
    refused = Signal(object)
    """The `Refusal` that ended it."""

    def __init__(self, keeper: QObject, parent: QObject) -> None:
        """`keeper` waits for what is under way before it goes: the bridge mostly."""
        super().__init__(parent)
        self._keeper = keeper
        self._work: Work[T] | None = None
        self._next: Job[T] | None = None
        self._is_heard = True

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
        self._work = Work(job, self._keeper)
        self._work.succeeded.connect(self._on_answer)
        self._work.refused.connect(self._on_refused)
        self._work.progressed.connect(self.progressed)
        self._work.finished.connect(self._on_finished)
        self._work.finished.connect(self._work.deleteLater)
        self._is_heard = True
        self._work.start()

    def cancel(self) -> None:
        """Ask what is under way to answer soon, with what it has by then."""
        if self._work is not None:
            self._work.cancel()

    def stop(self) -> None:
        """End what is under way. Nothing of it is heard any more."""
        self._next = None
        self._is_heard = False
        self.cancel()

    def _on_answer(self, answer: T) -> None:
        if self._is_heard and self._next is None:
            self.answered.emit(answer)

    def _on_refused(self, refusal: Refusal) -> None:
        if self._is_heard and self._next is None:
            self.refused.emit(refusal)

    def _on_finished(self) -> None:
        self._work = None
        following, self._next = self._next, None
        if following is not None:
            self.ask(following)
