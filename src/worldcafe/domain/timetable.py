"""The timetable: the day as it was promised, as it goes, and shortened to end in time."""

import datetime as dt
from dataclasses import dataclass

from worldcafe.domain.clock import (
    MINUTE,
    NOTHING,
    Segment,
    SegmentKind,
    agenda,
    planned_end,
    read_clock,
    rounds_to_come,
    segments_to_come,
)
from worldcafe.domain.workshop import Workshop

DAY = dt.timedelta(days=1)
MOST_OFF = dt.timedelta(hours=3)
"""A day begun so far from its planned time was moved, and is not late."""
LEAST_TALK_DURATION = dt.timedelta(minutes=5)
"""A talk is never shortened below this: what is less is no conversation."""


@dataclass(frozen=True)
class Slot:
    """A segment of the day with the instants between which it lies, in local time."""

    segment: Segment
    planned_from: dt.datetime
    planned_to: dt.datetime
    expected_from: dt.datetime
    """When it began, or will begin if all goes on as planned from now."""
    expected_to: dt.datetime


def timetable(
    workshop: Workshop, now: dt.datetime, zone: dt.tzinfo | None = None
) -> tuple[Slot, ...]:
    """The day as it was promised beside the day as it goes, at the instant `now` (UTC).

    `zone` is where the café is; None is where this computer is. Before the day began it goes
    as planned. A segment that was left out is expected when it was planned.
    """
    began_at = day_started_at(workshop)
    begin = planned_start(workshop, began_at or now, zone)
    ran = _runs(workshop, now)
    # Rounds that were shortened on the way end when it was promised: what is to come is
    # measured from there.
    adapted = _adapted_by(workshop) if began_at else NOTHING
    begun = bool(workshop.clock.segment)
    coming = {segment.key for segment in segments_to_come(workshop) if begun}
    slots, moment, goes_on_at = [], begin, now
    for segment in agenda(workshop):
        planned = moment, moment + segment.planned_duration
        moment = planned[1]
        if segment.key in coming:
            planned = planned[0] + adapted, planned[1] + adapted
            expected = goes_on_at, goes_on_at + segment.planned_duration
        else:
            expected = ran.get(segment.key, planned)
        if segment.key in coming or segment.key == workshop.clock.segment:
            goes_on_at = expected[1]
        slots.append(Slot(segment, *(at.astimezone(zone) for at in (*planned, *expected))))
    return tuple(slots)


def planned_start(
    workshop: Workshop, began_at: dt.datetime, zone: dt.tzinfo | None = None
) -> dt.datetime:
    """The instant (UTC) at which a day that began then was to begin.

    A day begun at quite another time was moved, or is a trial: it was to begin when it did.
    """
    began = began_at.astimezone(zone).replace(tzinfo=None)
    planned = dt.datetime.combine(began.date(), workshop.about.starts_at)
    nearest = min((planned - DAY, planned, planned + DAY), key=lambda each: abs(began - each))
    if abs(began - nearest) > MOST_OFF:
        nearest = began
    local = nearest.replace(tzinfo=zone) if zone else nearest.astimezone()
    return local.astimezone(dt.UTC)


def day_started_at(workshop: Workshop) -> dt.datetime | None:
    """The instant (UTC) at which the first segment of the day began, in the first room; None
    before.
    """
    began = (
        clock.passages[0].started_at if clock.passages else clock.started_at
        for clock in (workshop.clock, *workshop.room_clocks.values())
    )  # fmt: skip
    return min(filter(None, began), default=None)


def harvest_kept(workshop: Workshop, late: dt.timedelta) -> dt.timedelta | None:
    """What is left of the harvest if a day that runs so late is to end when it was promised.

    None if the harvest is not still to come.
    """
    for segment in segments_to_come(workshop):
        if segment.kind is SegmentKind.HARVEST:
            kept = segment.planned_duration - max(late, NOTHING)
            return max(kept, NOTHING)
    return None


def shortened_talks(workshop: Workshop, by: dt.timedelta) -> dict[str, dt.timedelta]:
    """The talks still to come, shortened in proportion by `by` in all, in whole minutes.

    By id of the round, those that change; what has begun in some room stays as it is. None
    falls below `LEAST_TALK_DURATION`, so that less than `by` may be won, or nothing at all.
    """
    talks = {each.id: each.talk_duration for each in rounds_to_come(workshop)}
    spare = {
        round_id: max(0, (planned - LEAST_TALK_DURATION) // MINUTE)
        for round_id, planned in talks.items()
    }
    wanted = min(round(by / MINUTE), sum(spare.values()))
    cuts = _in_proportion(wanted, talks, spare)
    return {id: planned - cuts[id] * MINUTE for id, planned in talks.items() if cuts[id]}


def _runs(workshop: Workshop, now: dt.datetime) -> dict[str, tuple[dt.datetime, dt.datetime]]:
    """When each segment that ran or runs began, and ended or will end; by its key."""
    clock = workshop.clock
    runs = {each.segment: (each.started_at, each.ended_at) for each in clock.passages}
    reading = read_clock(workshop, now)
    if reading.segment is not None and clock.started_at is not None:
        runs[clock.segment] = (clock.started_at, now + max(reading.remaining, NOTHING))
    return runs


def _adapted_by(workshop: Workshop) -> dt.timedelta:
    """By how much later than by today's plan the day was promised to end."""
    promised = workshop.clock.promised_end
    if promised is None:
        return NOTHING
    day = dt.date(2000, 1, 2)
    ends = dt.datetime.combine(day, planned_end(workshop))
    apart = dt.datetime.combine(day, promised) - ends
    return min((apart - DAY, apart, apart + DAY), key=abs)


def _in_proportion(
    wanted: int, talks: dict[str, dt.timedelta], spare: dict[str, int]
) -> dict[str, int]:
    """`wanted` minutes taken from the talks, one by one from the one that gave least of
    itself so far.
    """
    cuts = dict.fromkeys(talks, 0)
    for _ in range(wanted):
        able = [round_id for round_id in talks if cuts[round_id] < spare[round_id]]
        chosen = min(able, key=lambda round_id: (cuts[round_id] + 1) * MINUTE / talks[round_id])
        cuts[chosen] += 1
    return cuts
