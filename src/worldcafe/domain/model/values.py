"""What the fields of entities are made of, and what every value and entity can do."""

import datetime as dt
from typing import Annotated, Any, ClassVar, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

EARLIEST = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
LATEST = dt.datetime(2200, 1, 1, tzinfo=dt.UTC)
"""Every system can tell the local time of instants between these two."""
LONGEST = LATEST - EARLIEST


def _utc(moment: dt.datetime) -> dt.datetime:
    if moment.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    # The years first: at the ends of the calendar even the change to UTC overflows.
    if not (EARLIEST.year <= moment.year <= LATEST.year and EARLIEST <= moment <= LATEST):
        raise ValueError("an instant is between 1970 and 2200")
    return moment.astimezone(dt.UTC)


def _local(time: dt.time) -> dt.time:
    if time.tzinfo is not None:
        raise ValueError("a local time of day has no time zone")
    return time


def _day_month_or_year(text: str) -> str:
    """ISO 8601, as exactly as it is known: `2027-05-28`, `2027-05` or `2027`."""
    if text:
        dt.date.fromisoformat(f"{text}-01-01"[:10])
    return text


Id = Annotated[str, StringConstraints(min_length=1, max_length=100)]
JointId = Annotated[str, StringConstraints(min_length=1, max_length=302)]
"""The id of what is known by other entities' ids, up to three of them."""
LINE_LENGTH, PROSE_LENGTH = 500, 40_000
"""Characters that a line and a prose hold."""
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LINE_LENGTH)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, max_length=PROSE_LENGTH)]
Code = Annotated[str, StringConstraints(max_length=500)]
"""A word of a list, or a key; never prose."""
Instant = Annotated[dt.datetime, AfterValidator(_utc)]
TimeOfDay = Annotated[dt.time, AfterValidator(_local)]
Position = Annotated[int, Field(ge=-1_000_000, le=1_000_000)]
Measure = Annotated[int, Field(ge=1, le=2**31 - 1)]
Duration = Annotated[dt.timedelta, Field(ge=dt.timedelta(0), le=dt.timedelta(hours=12))]
Pause = Annotated[dt.timedelta, Field(ge=dt.timedelta(0), le=LONGEST)]
Shift = Annotated[dt.timedelta, Field(ge=-LONGEST, le=LONGEST)]
"""Between two instants there is never more."""
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
When = Annotated[
    str,
    StringConstraints(pattern=r"^([0-9]{4}(-(0[1-9]|1[0-2])(-[0-3][0-9])?)?)?$"),
    AfterValidator(_day_month_or_year),
]
"""A day, a month or a year, as ISO 8601 writes it; empty where it is not said."""
Sum = Annotated[float, Field(ge=0, le=1e15, allow_inf_nan=False)]
Rating = Annotated[int, Field(ge=1, le=5)]
Number = Annotated[int, Field(ge=1, lt=2**62)]
"""What a contribution is called by."""


class Value(BaseModel):
    """A frozen value that knows its fields and refuses any other."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", ser_json_timedelta="float", defer_build=True
    )

    def but(self, **changes: Any) -> Self:
        """The same value with some fields changed, validated again."""
        return type(self).model_validate({**dict(self), **changes})


class Entity(Value):
    """Something the workshop holds many of, found by its id."""

    kind_name: ClassVar[str]
    """The entity's kind: its table in the file and its name in history."""
    id: Id
