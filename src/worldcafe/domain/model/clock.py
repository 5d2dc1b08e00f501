"""Where the day stands."""

import datetime as dt
from typing import ClassVar, Literal

from worldcafe.domain.model.values import (
    Code,
    Entity,
    Instant,
    Pause,
    Shift,
    TimeOfDay,
    Value,
)


class Passage(Value):
    """A segment that is over: when it ran, and for how long it was held or stretched."""

    segment: Code
    started_at: Instant
    ended_at: Instant
    paused_duration: Pause = dt.timedelta(0)
    added_duration: Shift = dt.timedelta(0)


class Clock(Entity):
    """Where the day stands, as instants. Time left is computed, never stored."""

    kind_name: ClassVar[str] = "clock"
    id: Literal["clock"] = "clock"
    segment: Code = ""
    """The running segment's key (`worldcafe.domain.clock`); empty before and after the day."""
    started_at: Instant | None = None
    paused_at: Instant | None = None
    paused_duration: Pause = dt.timedelta(0)
    added_duration: Shift = dt.timedelta(0)
    ended_at: Instant | None = None
    promised_end: TimeOfDay | None = None
    """The local time of day that was planned for the end when the day began."""
    passages: tuple[Passage, ...] = ()
    """The segments that are over, in the order they ran."""
