"""The run of the day: its segments, when it ends, and what the clock shows.

Nothing ticks here. What is left of a segment follows from the instants at which people
pressed a button, so a killed process or a sleeping laptop leaves the clock right.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from worldcafe.domain.model import Clock, Round
from worldcafe.domain.workshop import Workshop


class SegmentKind(StrEnum):
    """What the room does during a segment."""

    TALK = "talk"
    MOVE = "move"
    HARVEST = "harvest"


@dataclass(frozen=True)
class Segment:
    """A stretch of the day with a planned length."""

    key: str
    """`<round id>.talk`, `<round id>.move` or `harvest`: stays valid when rounds are added."""
    kind: SegmentKind
    round_id: str | None
    planned_duration: dt.timedelta


@dataclass(frozen=True)
class Reading:
    """What the clock shows at one instant."""

    segment: Segment | None
    """None before the day began and after it ended."""
    elapsed: dt.timedelta
    remaining: dt.timedelta
    """Negative when the segment runs over."""
    running: bool
    ended: bool

    @property
    def share(self) -> float:
        """How much of the segment is over, from 0 to 1."""
        whole = self.elapsed + self.remaining
        return min(1.0, self.elapsed / whole) if whole > dt.timedelta(0) else 1.0


def agenda(workshop: Workshop) -> tuple[Segment, ...]:
    """The segments of the day in order: talk and move for every round, then the harvest.

    A move of no length is left out.
    """
    segments = []
    for round_ in workshop.rounds_in_order:
        talk = Segment(f"{round_.id}.talk", SegmentKind.TALK, round_.id, round_.talk_duration)
        move = Segment(f"{round_.id}.move", SegmentKind.MOVE, round_.id, round_.move_duration)
        segments += [talk, move] if round_.move_duration else [talk]
    harvest = workshop.about.harvest_duration
    if harvest:
        segments.append(Segment("harvest", SegmentKind.HARVEST, None, harvest))
    return tuple(segments)


def planned_times(workshop: Workshop) -> tuple[tuple[Segment, dt.time, dt.time], ...]:
    """Every segment with the local times of day at which it is planned to begin and end."""
    # Any day serves: only the time of day is used, and a café may run past midnight.
    moment = dt.datetime.combine(dt.date(2000, 1, 1), workshop.about.starts_at)
    times = []
    for segment in agenda(workshop):
        after = moment + segment.planned_duration
        times.append((segment, moment.time(), after.time()))
        moment = after
    return tuple(times)


def planned_end(workshop: Workshop) -> dt.time:
    """The local time of day at which the day is planned to end, harvest included."""
    times = planned_times(workshop)
    return times[-1][2] if times else workshop.about.starts_at


def segment_of(workshop: Workshop, key: str) -> Segment | None:
    """The segment with this key, if the day still has it."""
    return next((segment for segment in agenda(workshop) if segment.key == key), None)


def running_round(workshop: Workshop) -> Round | None:
    """The round that is being talked about, or moved away from."""
    return workshop.rounds.get(workshop.clock.segment.rpartition(".")[0])


def next_segment(workshop: Workshop) -> Segment | None:
    """The segment after the present one; the first before the day began; None at the end.

    After a move that was dropped while it ran, the day goes on behind its talk.
    """
    segments = agenda(workshop)
    keys = [segment.key for segment in segments]
    if not workshop.clock.segment:
        return segments[0] if segments and workshop.clock.ended_at is None else None
    present = workshop.clock.segment
    if present not in keys:
        present = f"{present.rpartition('.')[0]}.talk"
    if present not in keys:
        return None
    following = keys.index(present) + 1
    return segments[following] if following < len(segments) else None


def read_clock(workshop: Workshop, now: dt.datetime) -> Reading:
    """What the clock shows at the instant `now` (UTC)."""
    clock = workshop.clock
    segment = segment_of(workshop, clock.segment) if clock.segment else None
    if segment is None or clock.started_at is None:
        nothing = dt.timedelta(0)
        return Reading(None, nothing, nothing, running=False, ended=clock.ended_at is not None)
    elapsed = elapsed_at(clock, now)
    remaining = segment.planned_duration + clock.added_duration - elapsed
    return Reading(segment, elapsed, remaining, running=clock.paused_at is None, ended=False)


def elapsed_at(clock: Clock, now: dt.datetime) -> dt.timedelta:
    """How long the running segment has run at `now`, pauses not counted, never negative."""
    if clock.started_at is None:
        return dt.timedelta(0)
    until = clock.paused_at or now
    return max(dt.timedelta(0), until - clock.started_at - clock.paused_duration)


def expected_end(workshop: Workshop, now: dt.datetime) -> dt.datetime | None:
    """The instant (UTC) at which the day will end if all goes on as planned from `now`.

    None while no segment runs.
    """
    reading = read_clock(workshop, now)
    if reading.segment is None:
        return None
    segments = agenda(workshop)
    position = segments.index(reading.segment)
    left = max(reading.remaining, dt.timedelta(0))
    following = (segment.planned_duration for segment in segments[position + 1 :])
    return now + left + sum(following, dt.timedelta(0))
