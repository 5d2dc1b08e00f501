"""Whether the facilitator's computer is ready for the day: what is known of it, and judged.

The evening before is when there is still time to fetch a cable.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from worldcafe.domain.vocabulary import Severity

GIGABYTE = 1_000_000_000
LEAST_SPACE = 100_000_000
"""Bytes below which a day of photos and snapshots may not find room."""
USUAL_DRIFT = dt.timedelta(minutes=2)
"""By so much clocks of computers and file systems differ without harm."""


class State(StrEnum):
    """What was found, in the order in which it is told. Scripts know these codes."""

    FILE_WHOLE = "file_whole"
    FILE_DAMAGED = "file_damaged"
    FILE_SYNCED = "file_synced"
    SPACE_ENOUGH = "space_enough"
    SPACE_LITTLE = "space_little"
    SPACE_NONE = "space_none"
    CLOCK_RIGHT = "clock_right"
    CLOCK_BEHIND = "clock_behind"
    DAY_PASSED = "day_passed"
    POWER_PLUGGED = "power_plugged"
    POWER_BATTERY = "power_battery"
    PROJECTOR_THERE = "projector_there"
    PROJECTOR_MISSING = "projector_missing"
    SOUND_THERE = "sound_there"
    SOUND_OFF = "sound_off"
    SOUND_MISSING = "sound_missing"
    NETWORK_THERE = "network_there"
    NETWORK_MISSING = "network_missing"
    PRINTER_THERE = "printer_there"
    PRINTER_MISSING = "printer_missing"

    @property
    def severity(self) -> Severity:
        """How much depends on it: a problem is what the day would suffer from."""
        if self in _GOOD:
            return Severity.GOOD
        return Severity.PROBLEM if self in _PROBLEMS else Severity.ATTENTION


_GOOD = {
    State.FILE_WHOLE, State.SPACE_ENOUGH, State.CLOCK_RIGHT, State.POWER_PLUGGED,
    State.PROJECTOR_THERE, State.SOUND_THERE, State.NETWORK_THERE, State.PRINTER_THERE,
}  # fmt: skip
_PROBLEMS = {State.FILE_DAMAGED, State.SPACE_NONE, State.CLOCK_BEHIND}


@dataclass(frozen=True)
class Battery:
    """What the computer runs on while nobody finds a socket."""

    percent: int
    plugged: bool


@dataclass(frozen=True)
class Laptop:
    """What is known of the computer; None is what could not be found out here."""

    now: dt.datetime
    """By its own clock, with the offset of its time zone."""
    file_name: str = ""
    """Of the open workshop; empty without one, and then nothing is said of it."""
    n_damaged: int = 0
    """Parts of the file that are not as its history says."""
    synced_by: str = ""
    """The service that carries the file's folder elsewhere by itself."""
    written_at: dt.datetime | None = None
    """When the file was last written, by the clock of that moment."""
    day: dt.date | None = None
    """Of the workshop, as long as it has not begun."""
    free_bytes: int | None = None
    battery: Battery | None = None
    """None also for a computer that has none."""
    n_screens: int | None = None
    plays_sound: bool | None = None
    sound_is_off: bool = False
    address: str | None = None
    """In the local network; empty if it is in none."""
    n_printers: int | None = None


def looked_at(laptop: Laptop) -> list[State]:
    """How everything stands that is known of the computer; nothing of what is not known."""
    return list(_states(laptop))


def _states(laptop: Laptop) -> Iterator[State]:
    if laptop.file_name:
        yield _of_file(laptop)
    if laptop.free_bytes is not None:
        yield _of_space(laptop.free_bytes)
    yield _of_clock(laptop)
    if laptop.battery is not None:
        yield State.POWER_PLUGGED if laptop.battery.plugged else State.POWER_BATTERY
    if laptop.n_screens is not None:
        yield State.PROJECTOR_THERE if laptop.n_screens > 1 else State.PROJECTOR_MISSING
    if laptop.plays_sound is not None:
        there = State.SOUND_OFF if laptop.sound_is_off else State.SOUND_THERE
        yield there if laptop.plays_sound else State.SOUND_MISSING
    if laptop.address is not None:
        yield State.NETWORK_THERE if laptop.address else State.NETWORK_MISSING
    if laptop.n_printers is not None:
        yield State.PRINTER_THERE if laptop.n_printers else State.PRINTER_MISSING


def _of_file(laptop: Laptop) -> State:
    if laptop.n_damaged:
        return State.FILE_DAMAGED
    return State.FILE_SYNCED if laptop.synced_by else State.FILE_WHOLE


def _of_space(free_bytes: int) -> State:
    if free_bytes < LEAST_SPACE:
        return State.SPACE_NONE
    return State.SPACE_LITTLE if free_bytes < GIGABYTE else State.SPACE_ENOUGH


def _of_clock(laptop: Laptop) -> State:
    if laptop.written_at and laptop.written_at > laptop.now + USUAL_DRIFT:
        return State.CLOCK_BEHIND
    if laptop.day and laptop.day < laptop.now.date():
        return State.DAY_PASSED
    return State.CLOCK_RIGHT
