"""The run of the day: its segments, when it ends, and what the clock shows.

Nothing ticks here. What is left of a segment follows from the instants at which people
pressed a button, so a killed process or a sleeping laptop leaves the clock right.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from worldcafe.domain.model import Clock, Passage, Round
from worldcafe.domain.workshop import Workshop

NOTHING = dt.timedelta(0)
MINUTE = dt.timedelta(minutes=1)
WARNING_DURATION = dt.timedelta(minutes=2)
"""How long before the end of a segment the room is told, without a sound."""


class SegmentKind(StrEnum):
    """What the room does during a segment."""

    WELCOME = "welcome"
    TALK = "talk"
    BREAK = "break"
    MOVE = "move"
    HARVEST = "harvest"
    CLOSE = "close"


@dataclass(frozen=True)
class Segment:
    """A stretch of the day with a planned length."""

    key: str
    """`<round id>.talk`, `.break`, `.move`, or the kind of a segment that belongs to no round:
    stays valid when rounds are added."""
    kind: SegmentKind
    round_id: str | None
    """None for the parts everybody spends together, and for a break before the first round."""
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
        return min(1.0, self.elapsed / whole) if whole > NOTHING else 1.0

    @property
    def nearly_over(self) -> bool:
        """Whether the warning was given and the end is still to come."""
        warned = _is_warned_of(self.elapsed + self.remaining)
        return warned and NOTHING < self.remaining <= WARNING_DURATION


class CueKind(StrEnum):
    """What the room is told of a running segment."""

    WARNING = "warning"
    """It ends in two minutes; told to the eye, never to the ear."""
    END = "end"


@dataclass(frozen=True)
class Cue:
    """Something the room is to be told."""

    kind: CueKind
    segment: Segment
    due_at: dt.datetime


def agenda(workshop: Workshop) -> tuple[Segment, ...]:
    """The segments of the day in order: welcome, break, every round, harvest, close.

    A round is a talk, a break and a move. Apart from talks, what has no length is left out.
    """
    return tuple(
        segment
        for segment in _whole_day(workshop)
        if segment.planned_duration or segment.kind is SegmentKind.TALK
    )


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
    """The local time of day at which the day is planned to end, harvest and close included."""
    times = planned_times(workshop)
    return times[-1][2] if times else workshop.about.starts_at


def segment_of(workshop: Workshop, key: str) -> Segment | None:
    """The segment with this key, if the day still has it."""
    return next((segment for segment in agenda(workshop) if segment.key == key), None)


def is_under_way(workshop: Workshop) -> bool:
    """Whether a part of the day runs or is held, in whatever room."""
    return any(clock.segment for clock in workshop.clocks)


def is_running(workshop: Workshop) -> bool:
    """Whether time runs and is not held, in whatever room."""
    return any(clock.segment and clock.paused_at is None for clock in workshop.clocks)


def is_over(workshop: Workshop) -> bool:
    """Whether the day has ended, in every room."""
    return all(clock.ended_at is not None for clock in workshop.clocks)


def running_round(workshop: Workshop) -> Round | None:
    """The round that is being talked about, rested from, or moved away from."""
    return workshop.rounds.get(workshop.clock.segment.rpartition(".")[0])


def running_round_at(workshop: Workshop, table_id: str) -> Round | None:
    """The round that runs at this table, by the clock of its room."""
    return running_round(workshop.by_clock_of(workshop.room_of(table_id)))


def running_rounds(workshop: Workshop) -> tuple[Round, ...]:
    """The rounds that run, in whatever room; in order."""
    found = [workshop.rounds.get(c.segment.rpartition(".")[0]) for c in workshop.clocks]
    return tuple(round_ for round_ in workshop.rounds_in_order if round_ in found)


def room_furthest_behind(workshop: Workshop) -> str:
    """Where rooms go by clocks of their own, the one in which most of the day is to come."""
    order = {segment.key: place for place, segment in enumerate(_whole_day(workshop))}

    def place(room: str) -> int:
        clock = workshop.clock_in(room)
        ended = len(order) if clock.ended_at is not None else -1
        return order.get(clock.segment, ended)

    return min(workshop.rooms, key=place, default="") if workshop.is_apart else ""


def next_segment(workshop: Workshop) -> Segment | None:
    """The segment after the present one; the first before the day began; None at the end.

    After a segment that was dropped while it ran, the day goes on behind its place.
    """
    following = segments_to_come(workshop)
    if not workshop.clock.segment and workshop.clock.ended_at is not None:
        return None
    return following[0] if following else None


def former_passage(workshop: Workshop) -> Passage | None:
    """The last segment that is over and that the day still has."""
    keys = {segment.key for segment in agenda(workshop)}
    former = (each for each in reversed(workshop.clock.passages) if each.segment in keys)
    return next(former, None)


def former_segment(workshop: Workshop) -> Segment | None:
    """The segment that the way back leads to: the one that ran before, else the one planned
    before. None when the day has not begun or stands at its first.
    """
    passage, clock = former_passage(workshop), workshop.clock
    if passage is not None:
        return segment_of(workshop, passage.segment)
    segments = agenda(workshop)
    if not clock.segment:
        return segments[-1] if segments and clock.ended_at is not None else None
    keys = [segment.key for segment in segments]
    position = keys.index(clock.segment) if clock.segment in keys else 0
    return segments[position - 1] if position > 0 else None


def segments_to_come(workshop: Workshop) -> list[Segment]:
    """The segments still to come; all of them before the day began."""
    segments, present = agenda(workshop), workshop.clock.segment
    if not present:
        return list(segments)
    day = [segment.key for segment in _whole_day(workshop)]
    if present not in day:
        return []
    coming = set(day[day.index(present) + 1 :])
    return [segment for segment in segments if segment.key in coming]


def rounds_to_come(workshop: Workshop) -> tuple[Round, ...]:
    """The rounds whose talk has not begun in any room, in order; all of them before the day
    began.
    """
    if workshop.is_apart:
        coming = [rounds_to_come(workshop.by_clock_of(room)) for room in workshop.rooms]
        return tuple(
            round_
            for round_ in workshop.rounds_in_order
            if all(round_ in each for each in coming)
        )
    if workshop.clock.ended_at is not None and not workshop.clock.segment:
        return ()
    rounds = workshop.rounds
    return tuple(
        rounds[segment.round_id]
        for segment in segments_to_come(workshop)
        if segment.kind is SegmentKind.TALK and segment.round_id
    )


def rounds_to_change(workshop: Workshop) -> tuple[Round, ...]:
    """The rounds whose talk has not begun in some room, in order."""
    return rounds_to_come(workshop.by_clock_of(room_furthest_behind(workshop)))


def rounds_to_come_by_room(workshop: Workshop) -> dict[str, tuple[Round, ...]]:
    """The rounds that are to come in each room; under the empty name, in all of them."""
    by_room = {room: rounds_to_come(workshop.by_clock_of(room)) for room in workshop.rooms}
    return {**by_room, "": rounds_to_come(workshop)}


def read_clock(workshop: Workshop, now: dt.datetime) -> Reading:
    """What the clock shows at the instant `now` (UTC)."""
    clock = workshop.clock
    segment = segment_of(workshop, clock.segment) if clock.segment else None
    if segment is None or clock.started_at is None:
        return Reading(None, NOTHING, NOTHING, running=False, ended=clock.ended_at is not None)
    elapsed = elapsed_at(clock, now)
    remaining = segment.planned_duration + clock.added_duration - elapsed
    return Reading(segment, elapsed, remaining, running=clock.paused_at is None, ended=False)


def elapsed_at(clock: Clock, now: dt.datetime) -> dt.timedelta:
    """How long the running segment has run at `now`, pauses not counted, never negative."""
    if clock.started_at is None:
        return NOTHING
    until = clock.paused_at or now
    return max(NOTHING, until - clock.started_at - clock.paused_duration)


def cues_between(workshop: Workshop, before: dt.datetime, now: dt.datetime) -> tuple[Cue, ...]:
    """What the room is to be told because it fell due after `before` and not after `now`.

    Both are UTC; ask at every tick with the instant of the tick before. Nothing falls due
    while the clock is held. When a laptop slept through both, only the end is told.
    """
    clock = workshop.clock
    segment = segment_of(workshop, clock.segment) if clock.segment else None
    if segment is None or clock.started_at is None:
        return ()
    until = min(now, clock.paused_at) if clock.paused_at else now
    whole = max(NOTHING, segment.planned_duration + clock.added_duration)
    ends_at = clock.started_at + clock.paused_duration + whole
    if before < ends_at <= until:
        return (Cue(CueKind.END, segment, ends_at),)
    warns_at = ends_at - WARNING_DURATION
    if _is_warned_of(whole) and before < warns_at <= until < ends_at:
        return (Cue(CueKind.WARNING, segment, warns_at),)
    return ()


def expected_end(workshop: Workshop, now: dt.datetime) -> dt.datetime | None:
    """The instant (UTC) at which the day will end if all goes on as planned from `now`.

    None while no segment runs.
    """
    reading = read_clock(workshop, now)
    if reading.segment is None:
        return None
    left = max(reading.remaining, NOTHING)
    following = (segment.planned_duration for segment in segments_to_come(workshop))
    return now + left + sum(following, NOTHING)


def _whole_day(workshop: Workshop) -> Iterator[Segment]:
    """Every segment a day can have, those of no length included."""
    about = workshop.about
    yield Segment("welcome", SegmentKind.WELCOME, None, about.welcome_duration)
    yield Segment("break", SegmentKind.BREAK, None, about.break_duration)
    for round_ in workshop.rounds_in_order:
        yield Segment(f"{round_.id}.talk", SegmentKind.TALK, round_.id, round_.talk_duration)
        yield Segment(f"{round_.id}.break", SegmentKind.BREAK, round_.id, round_.break_duration)
        yield Segment(f"{round_.id}.move", SegmentKind.MOVE, round_.id, round_.move_duration)
    yield Segment("harvest", SegmentKind.HARVEST, None, about.harvest_duration)
    yield Segment("close", SegmentKind.CLOSE, None, about.close_duration)


def _is_warned_of(whole: dt.timedelta) -> bool:
    """Whether a segment of this length is long enough for a warning."""
    return whole > 2 * WARNING_DURATION
