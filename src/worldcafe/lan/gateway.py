"""Between the server's thread and the one that owns the document.

The server reads the newest snapshot and hands in what devices ask for; whoever owns the
document works it off when it has time, everything that waits at one stroke. An answer comes
back once it is durable; meanwhile the owner does something else.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from worldcafe.domain.command import Asked
from worldcafe.domain.refusal import FileRefused, Refusal
from worldcafe.domain.workshop import Workshop

AT_ONCE = 64
"""Commands that are worked off at one stroke: more would keep a window waiting."""
GATHERING_SECONDS = 0.02
"""For so long at most it is waited for more that goes along: where one thing comes in at every
turn of a loop that is busy otherwise, what came first would wait for half a second.
"""


class Begun(Protocol):
    """What was begun."""

    @property
    def is_written(self) -> bool:
        """Whether the disk is waited for no more."""

    def answers(self) -> Sequence[Any]:
        """What came of it, as of `do_all`. It waits until that is durable."""


class Desk(Protocol):
    """The open workshop. Only the thread that owns it calls this."""

    @property
    def workshop(self) -> Workshop:
        """The workshop as it is."""

    def do_all(self, asked: Sequence[Asked]) -> Sequence[Any]:
        """Carry these out, durable at one stroke: a change for each, or a `RuleBroken`."""

    def begin(self, asked: Sequence[Asked], written: Callable[[], None]) -> Begun:
        """Begin to; a thread waits for the disk, and calls `written` when it need not."""

    def blob(self, digest: str) -> bytes | None:
        """The bytes of an attachment."""

    def secret(self) -> bytes:
        """What the codes follow from."""

    def subscribe(self, listener: Callable[[Any], None]) -> Callable[[], None]:
        """Have `listener` told of every change. The answer ends it."""


Job = Callable[[], Any]
Batch = list[tuple[list[Asked], asyncio.Future[Any]]]
Outcomes = list[Exception | None]


class Gateway:
    """Hands commands over to the document's thread, and its snapshots back."""

    def __init__(self, desk: Desk, wake: Callable[[], None]) -> None:
        """`wake` is called in any thread when there is something to work off."""
        self.workshop = desk.workshop
        """The newest snapshot; any thread may read it."""
        self._desk = desk
        self._wake = wake
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiting: deque[tuple[list[Asked] | Job, asyncio.Future[Any]]] = deque()
        self._news: Callable[[], None] | None = None
        self._is_told = False
        self._under_way: tuple[Batch, Begun] | None = None
        """What is begun: the disk is waited for."""
        self._is_awake = False
        """Whether `work_off` is going to be called anyway."""
        self._unsubscribe = desk.subscribe(self._on_change)

    def attach(self, loop: asyncio.AbstractEventLoop, news: Callable[[], None]) -> None:
        """Answer in this loop from now on, and call `news` there when the workshop changed."""
        self._loop, self._news = loop, news

    async def submit(self, asked: Sequence[Asked]) -> list[Exception | None]:
        """Have these done in their order: None for each, and it is durable; or the `Refusal`
        that leaves the others alone, or a mistake of ours.
        """
        return list(await self._handed_over(list(asked)))

    async def blob(self, digest: str) -> bytes | None:
        """The bytes of an attachment."""
        content: bytes | None = await self._handed_over(lambda: self._desk.blob(digest))
        return content

    def work_off(self) -> bool:
        """Do what waits, in the document's thread; whether more is waiting, and this is to be
        called again. While the disk is waited for it is not: that wakes.
        """
        self._is_awake = True
        if self._under_way is not None and self._under_way[1].is_written:
            self._end()
        if self._under_way is None:
            self._begin()
        self._is_awake = False  # before it is looked: what comes after that wakes
        return self._under_way is None and bool(self._waiting)

    def close(self) -> None:
        """Take and answer nothing any more."""
        if self._under_way is not None:
            self._end()
        self._unsubscribe()
        self._loop = None

    def _handed_over(self, what: list[Asked] | Job) -> asyncio.Future[Any]:
        assert self._loop is not None
        future = self._loop.create_future()
        self._waiting.append((what, future))
        # While the disk is waited for, that wakes.
        if not self._is_awake and self._under_way is None:
            self._is_awake = True
            self._loop.call_soon(self._gather, 0, time.monotonic())
        return future

    def _gather(self, n: int, since: float) -> None:
        """Wake the document's thread once no more comes in than the `n` that wait, or enough
        for a stroke does: a stroke costs as much for three as for sixty. Runs in the loop.
        """
        loop, present = self._loop, len(self._waiting)
        is_early = time.monotonic() < since + GATHERING_SECONDS
        if loop is not None and is_early and n < present < AT_ONCE:
            loop.call_soon(self._gather, present, since)
        else:
            self._wake()

    def _begin(self) -> None:
        batch: Batch = []
        n = 0
        while self._waiting and n < AT_ONCE:
            what, future = self._waiting.popleft()
            if callable(what):
                self._answer([(future, *_tried(what))])
            else:
                batch.append((what, future))
                n += len(what)
        if not batch:
            return
        try:
            begun = self._desk.begin(_all_of(batch), self._on_written)
        except Exception:  # noqa: BLE001 - one thing's, which keeps no other waiting
            self._answer_all(batch, self._one_by_one(_all_of(batch)))
        else:
            self._under_way = batch, begun

    def _on_written(self) -> None:
        """The disk has it: what has come in meanwhile goes together with what comes now."""
        self._in_loop(lambda: self._gather(0, time.monotonic()))

    def _end(self) -> None:
        """Answer what was begun; this waits for the disk."""
        assert self._under_way is not None
        (batch, begun), self._under_way = self._under_way, None
        asked = _all_of(batch)
        outcomes: Outcomes
        try:
            outcomes = [_refusal(answer) for answer in begun.answers()]
        except FileRefused as refusal:
            outcomes = [refusal] * len(asked)
        except Exception:  # noqa: BLE001 - one thing's, which keeps no other waiting
            outcomes = self._one_by_one(asked)
        self._answer_all(batch, outcomes)

    def _one_by_one(self, asked: Sequence[Asked]) -> Outcomes:
        """What comes of each, where a mistake of ours in one of them would keep all waiting."""
        outcomes: Outcomes = []
        for each in asked:
            try:
                outcomes += map(_refusal, self._desk.do_all([each]))
            except Exception as failure:  # noqa: BLE001 - told to whoever asked for it
                outcomes.append(failure)
        return outcomes

    def _answer_all(self, batch: Batch, outcomes: Outcomes) -> None:
        left = iter(outcomes)
        self._answer([(future, [next(left) for _ in asked], None) for asked, future in batch])

    def _answer(
        self, answers: list[tuple[asyncio.Future[Any], Any, BaseException | None]]
    ) -> None:
        def settle() -> None:
            for future, result, error in answers:
                if future.cancelled():
                    continue
                if error is not None:
                    future.set_exception(error)
                else:
                    future.set_result(result)

        self._in_loop(settle)

    def _on_change(self, _change: object) -> None:
        self.workshop = self._desk.workshop
        if not self._is_told:
            self._is_told = True
            self._in_loop(self._tell)

    def _tell(self) -> None:
        self._is_told = False
        if self._news is not None:
            self._news()

    def _in_loop(self, what: Callable[[], None]) -> None:
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(what)


def _all_of(batch: Batch) -> list[Asked]:
    return [each for asked, _future in batch for each in asked]


def _tried(job: Job) -> tuple[Any, BaseException | None]:
    try:
        return job(), None
    except Exception as defect:  # noqa: BLE001 - told to whoever waits
        return None, defect


def _refusal(answer: object) -> Refusal | None:
    return answer if isinstance(answer, Refusal) else None
