"""What keeps the room's server from being worn out, tricked or guessed at."""

import asyncio
import contextlib
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass

from worldcafe.lan.codes import Role, Scope

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:;"
        " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none';"
        " frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
    "Server": "worldcafe",
}
"""Of every answer: a page runs nothing and loads nothing that is not ours."""

MOST_BYTES = 256 * 1024
"""Of what a device sends at once, photos apart: one contribution filled to the brim fits."""
MOST_FILES = 8_192
"""That are open at once, connections among them: macOS gives no program more than 10,240."""
OTHER_FILES = 128
"""That are no connections, and connections that are about to end."""
MOST_PHOTO_BYTES = 20 * 1024 * 1024
FIRST_REQUEST_SECONDS = 10.0
"""How long a connection may be open and say nothing whole."""
BODY_SECONDS, PHOTO_SECONDS = 20.0, 120.0


def connections_allowed() -> int:
    """How many may hold a line: as many as a large room has, where the system allows that."""
    if sys.platform == "win32":  # it has no such limit
        return MOST_FILES
    import resource  # noqa: PLC0415 - only there

    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_FILES if most == resource.RLIM_INFINITY else min(MOST_FILES, most)
    if now != resource.RLIM_INFINITY and now < wanted:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
    allowed, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST_FILES if allowed == resource.RLIM_INFINITY else max(allowed - OTHER_FILES, 1)


LINGER_SECONDS = 10.0
"""How long the rest of something is still taken in whose answer was given already."""
IDLE_SECONDS = 75.0
"""How long a connection may be open after an answer and ask nothing more."""


@dataclass(frozen=True)
class Rate:
    """What one code may ask for a second over time, and how much at once."""

    a_second: float
    at_once: int


RATES: Mapping[Role, Rate] = {
    Role.ROOM: Rate(200, 800),  # everybody's
    Role.TABLE: Rate(30, 120),
    Role.PERSON: Rate(10, 40),
    Role.FOUND: Rate(10, 40),
    Role.FACILITATOR: Rate(20, 80),
    Role.WALL: Rate(50, 200),
}
"""Requests, by code and never by address: a venue has one for everybody."""
BYTES: Mapping[Role, Rate] = {
    Role.ROOM: Rate(100_000, 2_000_000),  # everybody's
    Role.TABLE: Rate(50_000, 4_000_000),
    Role.PERSON: Rate(5_000, 500_000),
    Role.FACILITATOR: Rate(5_000, 500_000),
}
"""Of what is sent, photos apart. A phone that was away for an hour sends a few hundred
thousand at once; what is too much stays on it and comes again.
"""
PHOTO_BYTES: Mapping[Role, Rate] = {Role.TABLE: Rate(500_000, 80_000_000)}


class Buckets:
    """How much each code may still ask for."""

    def __init__(self, rates: Mapping[Role, Rate]) -> None:
        self._rates = rates
        self._left: dict[Scope, tuple[float, float]] = {}

    def takes(self, scope: Scope, n: int = 1) -> bool:
        """Whether so much more is within the rate of the code."""
        rate, now = self._rates[scope.role], time.monotonic()
        left, since = self._left.get(scope, (float(rate.at_once), now))
        left = min(float(rate.at_once), left + (now - since) * rate.a_second)
        self._left[scope] = (max(left - n, 0), now)
        return left >= n


class WrongCodes:
    """Codes that opened nothing, counted for the whole room.

    Each is answered late, and only a few wait at a time: whoever tries codes one after the
    other, or a thousand at once, gets no further. What has a right code never comes here.
    """

    WAIT_SECONDS = 1.0
    WAITING = 20

    def __init__(self) -> None:
        self.n = 0
        """How many there were since the room was opened."""
        self._waiting = 0

    async def slow_down(self) -> bool:
        """Count one, and wait; whether there was room to wait."""
        self.n += 1
        if self._waiting >= self.WAITING:
            return False
        self._waiting += 1
        try:
            await asyncio.sleep(self.WAIT_SECONDS)
        finally:
            self._waiting -= 1
        return True


class Devices:
    """The devices that were heard of lately, and with which code."""

    MOST = 5_000
    LATELY_SECONDS = 40.0

    def __init__(self) -> None:
        self._seen: dict[str, tuple[Scope, float]] = {}

    def heard(self, device: str, scope: Scope) -> None:
        """A device said something."""
        self._seen.pop(device, None)
        self._seen[device] = (scope, time.monotonic())
        while len(self._seen) > self.MOST:
            del self._seen[next(iter(self._seen))]

    def connected(self) -> dict[str, Scope]:
        """Who is there now, by device."""
        since = time.monotonic() - self.LATELY_SECONDS
        seen = tuple(self._seen.items())  # another thread may ask
        return {device: scope for device, (scope, at) in seen if at >= since}
