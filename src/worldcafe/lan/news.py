"""What devices are shown, state by state, and how those who have seen one wait for another."""

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from worldcafe.domain.workshop import Workshop
from worldcafe.lan.readers import Made, Reader, Shown

LONG_POLL_SECONDS = 25.0
NEWS_SECONDS = 0.5
"""How often those who wait are told at most: a busy room would tell everybody all the time."""
LOOKING_AT_ONCE = 8
"""Of those who look, at one turn of the loop: what is sent has its turn between, when there is
news for everybody and when everybody opens the page.
"""
STATES = 64
"""How many are remembered, to know what those who wait have seen."""


@dataclass(frozen=True)
class State:
    """What was shown from a certain number on."""

    seq: int
    workshop: Workshop
    shown: Shown


class News:
    """The states that were shown, the present one last. All of it runs in the server's loop."""

    def __init__(
        self, look: Callable[[], tuple[Workshop, Shown]], ms: Callable[[], int]
    ) -> None:
        """`look` gives what there is to show; `ms` the time, by which states are numbered."""
        self._look = look
        self._ms = ms
        self._states: deque[State] = deque(maxlen=STATES)
        self._pending: int | None = None
        self._came = asyncio.Event()
        self._looking = asyncio.Semaphore(LOOKING_AT_ONCE)
        self._is_over = False
        self.publish()

    @property
    def present(self) -> State:
        """What everybody is shown."""
        return self._states[-1]

    @property
    def following(self) -> int:
        """The number with which what was done last is seen."""
        return self._pending or self.present.seq

    def tell(self) -> None:
        """Something changed: let those who wait look, but not all the time."""
        if self._pending is None:
            self._pending = self._next_seq()
            loop = asyncio.get_running_loop()
            loop.call_at(max(loop.time(), self._told_at + NEWS_SECONDS), self.publish)

    def publish(self) -> None:
        """What is known now is what everybody is shown."""
        seq = self._pending or self._next_seq()
        self._pending = None
        self._told_at = time.monotonic()  # by which loops count
        self._states.append(State(seq, *self._look()))
        self._came.set()
        self._came = asyncio.Event()

    def end(self) -> None:
        """Nobody waits any more."""
        self._is_over = True
        self._came.set()

    async def since(self, seq: int | None, reader: Reader) -> None:
        """Wait until what this one saw is another, or for as long as one waits; who saw
        nothing that is remembered only waits for a turn.
        """
        await self._turn()
        seen = next((each for each in self._states if each.seq == seq), None)
        if seen is None:
            return
        made = Made.of(seen.workshop, reader, seen.shown)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LONG_POLL_SECONDS):
                while not self._is_over:
                    came, present = self._came, self.present
                    if not made.is_as(Made.of(present.workshop, reader, present.shown)):
                        return
                    await came.wait()
                    await self._turn()

    async def _turn(self) -> None:
        async with self._looking:
            await asyncio.sleep(0)

    def _next_seq(self) -> int:
        """A number that grows, also from one run of the program to the next."""
        last = self.present.seq if self._states else 0
        return max(last + 1, self._ms())
