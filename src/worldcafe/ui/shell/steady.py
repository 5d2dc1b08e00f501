"""A clock of the computer that was set while the day runs: noticed, and made up for.

A venue's network corrects a laptop's clock by an hour, or somebody sets it by hand: the
stored instants are then of another clock than the present one. Sleep and daylight saving
are no such thing: instants are UTC, and the time a laptop sleeps has truly passed.
"""

import datetime as dt
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from worldcafe.domain import commands
from worldcafe.domain.clock import is_under_way
from worldcafe.ui.bridge import Bridge

CHECK_MS = 1_000
LEAST_JUMP = 2.0
"""Seconds. Networks nudge a clock by less all the time, and nobody sees it."""


def steady_seconds() -> float:
    """Seconds since some moment, sleep included, whatever the clock is set to."""
    # The first on Linux; the second counts sleep on macOS; Windows counts it anyway.
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):
        clock = getattr(time, name, None)
        if clock is not None:
            return time.clock_gettime(clock)
    return time.monotonic()


class ClockKeeper(QObject):
    """Keeps the day's clock right when the computer's is set."""

    def __init__(
        self,
        bridge: Bridge,
        parent: QObject,
        *,
        wall: Callable[[], float] = time.time,
        steady: Callable[[], float] = steady_seconds,
    ) -> None:
        """`wall` is the computer's clock, `steady` one that nobody sets, both in seconds."""
        super().__init__(parent)
        self._bridge = bridge
        self._wall, self._steady = wall, steady
        self._ahead = wall() - steady()
        self._timer = QTimer(self, interval=CHECK_MS)
        self._timer.timeout.connect(self.check)
        self._timer.start()

    def check(self) -> None:
        """Shift the day's clock by as much as the computer's was set since the last look."""
        ahead = self._wall() - self._steady()
        jump, self._ahead = ahead - self._ahead, ahead
        workshop = self._bridge.workshop
        if abs(jump) < LEAST_JUMP or workshop.about.rehearsal or not is_under_way(workshop):
            return
        words, by = self._bridge.words, dt.timedelta(seconds=jump)
        told = words("This computer’s clock was set. The clock of the day runs on unchanged.")
        self._bridge.do(commands.ShiftClock(by=by), told=told)


def keep_clock(bridge: Bridge) -> ClockKeeper:
    """The keeper of an open workshop's clock; one is enough, whoever asks for it."""
    known = bridge.findChild(ClockKeeper)
    return known if isinstance(known, ClockKeeper) else ClockKeeper(bridge, bridge)
