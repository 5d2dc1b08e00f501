"""Where the day stands."""

import datetime as dt
from typing import Annotated, Any, ClassVar, Literal

from pydantic import StringConstraints

from worldcafe.domain.model.values import (
    LINE_LENGTH,
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


class Course(Entity):
    """Where a day stands, as instants. Time left is computed, never stored."""

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


class Clock(Course):
    """The clock of the day."""

    kind_name: ClassVar[str] = "clock"
    id: Literal["clock"] = "clock"
    by_room: bool = False
    """Whether each room goes by a clock of its own; until that is touched, by this one."""

    def of_room(self, room: str) -> "RoomClock":
        """The same as the clock of a room."""
        return RoomClock(**{**_course(self), "id": room})


class RoomClock(Course):
    """The clock of a room that goes by its own."""

    kind_name: ClassVar[str] = "room_clock"
    id: Annotated[str, StringConstraints(min_length=1, max_length=LINE_LENGTH)]
    """The name of the room."""

    @property
    def clock(self) -> Clock:
        """The same as the clock of a day, as it is in this room."""
        return Clock(**{**_course(self), "id": "clock"})


def _course(each: Course) -> dict[str, Any]:
    return {name: getattr(each, name) for name in Course.model_fields}
