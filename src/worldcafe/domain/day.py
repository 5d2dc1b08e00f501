"""Where the day stands: which round matters now, what is to be expected, how late it is."""

import datetime as dt
from dataclasses import dataclass, replace

from worldcafe.domain.clock import (
    MINUTE,
    Segment,
    SegmentKind,
    agenda,
    expected_end,
    planned_end,
    room_furthest_behind,
    running_round,
    segment_of,
)
from worldcafe.domain.model import Round
from worldcafe.domain.timetable import DAY, day_started_at, planned_start
from worldcafe.domain.vocabulary import HandIn
from worldcafe.domain.workshop import Workshop


def as_shown(workshop: Workshop, room: str) -> Workshop:
    """The workshop as a desk shows it: in its room, or in all of them.

    All are shown by the clock of the room that is furthest behind: what goes on somewhere is
    not over.
    """
    if room in workshop.rooms or not workshop.is_apart:
        return workshop.in_room(room)
    clock = workshop.clock_in(room_furthest_behind(workshop)).but(by_room=True)
    own = {each: workshop.clock_in(each).of_room(each) for each in workshop.rooms}
    return replace(workshop, clock=clock, room_clocks=own)


def present_segment(workshop: Workshop) -> Segment | None:
    """The segment that runs, if the day has begun and not ended."""
    return segment_of(workshop, workshop.clock.segment) if workshop.clock.segment else None


def went_on_from(workshop: Workshop, former: str) -> bool:
    """Whether the day has gone on from the segment with this key, rather than back.

    The day must still have the segment.
    """
    keys = [segment.key for segment in agenda(workshop)]
    present = workshop.clock.segment
    if not present:
        return workshop.clock.ended_at is not None
    return present in keys and keys.index(present) > keys.index(former)


def next_round(workshop: Workshop, round_: Round) -> Round | None:
    """The round after this one."""
    later = (each for each in workshop.rounds_in_order if each.number > round_.number)
    return next(later, None)


def round_after(workshop: Workshop, segment: Segment) -> Round | None:
    """The round that a part of the day leads to; None where that is the plenary."""
    left = workshop.rounds.get(segment.round_id or "")
    if left is not None:
        return next_round(workshop, left)
    begins = segment.kind in (SegmentKind.WELCOME, SegmentKind.BREAK)
    return next(iter(workshop.rounds_in_order), None) if begins else None


def seating_round(workshop: Workshop, segment: Segment | None) -> Round | None:
    """The round whose seats matter now: after a talk, the one people move to."""
    rounds = workshop.rounds_in_order
    if not rounds:
        return None
    if segment is None:
        return rounds[-1] if workshop.clock.ended_at else rounds[0]
    if segment.kind is SegmentKind.TALK:
        return workshop.rounds.get(segment.round_id or "", rounds[-1])
    return round_after(workshop, segment) or rounds[-1]


def seating_round_of(workshop: Workshop, participant_id: str) -> Round | None:
    """The round whose seats matter now to a person, by the clock of their room."""
    room = workshop.home_of(participant_id)
    here = workshop.by_clock_of(room) if room else as_shown(workshop, "")
    return seating_round(here, present_segment(here))


def seating_rounds(workshop: Workshop) -> dict[str, str]:
    """By table, the id of the round whose seats matter there now, by the clock of its room;
    empty where there is no round.
    """
    by_room = {}
    for room in workshop.rooms if workshop.is_apart else ("",):
        here = workshop.by_clock_of(room)
        round_ = seating_round(here, present_segment(here))
        by_room[room] = round_.id if round_ else ""
    everywhere = "" if workshop.is_apart else by_room[""]
    return {table.id: by_room.get(table.room, everywhere) for table in workshop.tables.values()}


def begun_rounds(workshop: Workshop) -> tuple[Round, ...]:
    """The rounds in which something is to be expected by now, in whatever room."""
    if workshop.is_apart:
        rooms = (begun_rounds(workshop.by_clock_of(room)) for room in workshop.rooms)
        return max(rooms, key=len)
    rounds = workshop.rounds_in_order
    running = running_round(workshop)
    if running is not None:
        return tuple(round_ for round_ in rounds if round_.number <= running.number)
    present = present_segment(workshop)
    if present is not None and round_after(workshop, present) is not None:
        return ()
    if workshop.clock.segment or workshop.clock.ended_at:
        return rounds
    return tuple(
        round_
        for round_ in rounds
        if any(
            workshop.hand_in(table_id, round_.id) is not HandIn.EMPTY
            for table_id in workshop.tables
        )
    )


def round_talked_about(workshop: Workshop) -> Round | None:
    """The round that is being talked about: its notes are still being written."""
    present = present_segment(workshop)
    talks = present is not None and present.kind is SegmentKind.TALK
    return running_round(workshop) if talks else None


def voting_is_open(workshop: Workshop) -> bool:
    """Whether people place dots now: once the tables are over, in whatever room."""
    if workshop.is_apart:
        return any(voting_is_open(workshop.by_clock_of(room)) for room in workshop.rooms)
    present = present_segment(workshop)
    if present is None:
        return workshop.clock.ended_at is not None
    return present.kind in (SegmentKind.HARVEST, SegmentKind.CLOSE)


@dataclass(frozen=True)
class Outlook:
    """Where the day will lead if all goes on as planned from now."""

    ends_at: dt.datetime
    """In local time."""
    late: dt.timedelta
    """Against what was promised when the day began, in whole minutes; negative when early."""


def outlook(
    workshop: Workshop, now: dt.datetime, zone: dt.tzinfo | None = None
) -> Outlook | None:
    """The outlook at the instant `now`; None while nothing runs.

    `zone` is where the café is; None is where this computer is.
    """
    ends_at, promised = expected_end(workshop, now), _promised_at(workshop, zone)
    if ends_at is None or promised is None:
        return None
    late = round((ends_at - promised) / MINUTE) * MINUTE
    return Outlook(ends_at.astimezone(zone), late)


def _promised_at(workshop: Workshop, zone: dt.tzinfo | None) -> dt.datetime | None:
    """The instant at which the day was to end.

    From the instant at which it was to begin: the hours of a night in which clocks are
    changed do not end when their times of day say so.
    """
    began_at = day_started_at(workshop)
    if began_at is None:
        return None
    starts_at = workshop.about.starts_at
    ends_at = workshop.clock.promised_end or planned_end(workshop)
    length = (
        dt.datetime.combine(dt.date.min, ends_at) - dt.datetime.combine(dt.date.min, starts_at)
    ) % DAY
    return planned_start(workshop, began_at, zone) + length
