"""The running day. Time goes only forward: of all this undo takes back only shorter rounds.

A jump of the clock made by mistake is taken back by a command of its own. Where rooms go by
clocks of their own a command is to that of one room, or to those of all.
"""

import datetime as dt
from abc import abstractmethod
from collections.abc import Iterable
from typing import Annotated, ClassVar

from pydantic import Field

from worldcafe.domain.clock import (
    agenda,
    elapsed_at,
    former_passage,
    former_segment,
    planned_end,
    room_furthest_behind,
    segment_of,
)
from worldcafe.domain.command import Command, Stamp, put, remove
from worldcafe.domain.commands.together import Together
from worldcafe.domain.edits import Edit
from worldcafe.domain.model import Clock, Line, Passage, RoomClock
from worldcafe.domain.model.values import Shift
from worldcafe.domain.refusal import RuleBroken, refuse
from worldcafe.domain.timetable import shortened_talks
from worldcafe.domain.workshop import Workshop

NOTHING = dt.timedelta(0)
HALF_A_DAY = dt.timedelta(hours=12)


class ClockCommand(Command):
    """A command to the clock of the day."""

    undoable: ClassVar[bool] = False
    room: Line = ""
    """The room whose clock is meant, where each goes by its own; empty for all of them."""

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        if not workshop.is_apart:
            clock = self.clock_after(workshop, stamp)
            return put(workshop, clock.but(by_room=workshop.clock.by_room))
        if self.room:
            return self._plan_in(workshop, self.room, stamp)
        edits: list[Edit] = []
        refused = None
        for room in workshop.rooms:
            try:
                edits += self._plan_in(workshop, room, stamp)
            except RuleBroken as refusal:  # it is not for this room, but for another
                refused = refusal
        if refused and not edits:
            raise refused
        return edits

    def _plan_in(self, workshop: Workshop, room: str, stamp: Stamp) -> list[Edit]:
        if room not in workshop.rooms:
            refuse("room_unknown", room=room)
        here = workshop.by_clock_of(room)
        clock = self.clock_after(here, stamp)
        return put(workshop, clock.of_room(room)) if clock != here.clock else []

    @abstractmethod
    def clock_after(self, workshop: Workshop, stamp: Stamp) -> Clock:
        """The clock of this workshop once it is done. Raises `RuleBroken`."""


class TakeBackJump(Command):
    """Put a clock where it stood before a jump made by mistake, as if it had run on.

    Refused once anything else has happened to it.
    """

    undoable: ClassVar[bool] = False
    before: Clock | RoomClock | None
    """None for the clock of a room that went by the clock of all until then."""
    after: Clock | RoomClock

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        if workshop.find(self.after.kind_name, self.after.id) != self.after:
            refuse("clock_moved_on")
        if self.before is None:
            return remove([self.after])
        if (self.before.kind_name, self.before.id) != (self.after.kind_name, self.after.id):
            refuse("clock_moved_on")
        return put(workshop, self.before)


class Jump(ClockCommand):
    """A command after which the day stands in another part."""

    def taken_back(self, edits: Iterable[Edit]) -> TakeBackJump | Together | None:
        jumps = [
            TakeBackJump(before=edit.before, after=edit.after)
            for edit in edits
            if isinstance(edit.before, Clock | RoomClock | None)
            and isinstance(edit.after, Clock | RoomClock)
        ]
        return Together(commands=tuple(jumps)) if len(jumps) > 1 else next(iter(jumps), None)


class StartSegment(Jump):
    """Start a segment now: the next one, or any other by its key."""

    segment: str

    def clock_after(self, workshop: Workshop, stamp: Stamp) -> Clock:
        if not agenda(workshop):
            refuse("no_round_yet")
        if segment_of(workshop, self.segment) is None:
            refuse("segment_unknown")
        clock = workshop.clock
        return Clock(
            segment=self.segment,
            started_at=stamp.at,
            promised_end=clock.promised_end or planned_end(workshop),
            passages=_passages(clock, stamp.at),
        )


class GoBack(Jump):
    """Take up the segment before again, with the time it had left.

    The time since it was left counts as a pause. A segment that never ran starts afresh.
    """

    def clock_after(self, workshop: Workshop, stamp: Stamp) -> Clock:
        clock, former = workshop.clock, former_segment(workshop)
        if former is None:
            refuse("no_segment_before")
        passage = former_passage(workshop)
        if passage is None:
            return clock.but(
                segment=former.key, started_at=stamp.at, paused_at=None,
                paused_duration=NOTHING, added_duration=NOTHING, ended_at=None,
            )  # fmt: skip
        since = max(stamp.at - passage.ended_at, NOTHING)
        return Clock(
            segment=passage.segment,
            started_at=passage.started_at,
            paused_duration=passage.paused_duration + since,
            added_duration=passage.added_duration,
            promised_end=clock.promised_end,
            passages=clock.passages[: clock.passages.index(passage)],
        )


class PauseClock(ClockCommand):
    """Stop the time."""

    def clock_after(self, workshop: Workshop, stamp: Stamp) -> Clock:
        clock = _running(workshop)
        return clock if clock.paused_at else clock.but(paused_at=stamp.at)


class ResumeClock(ClockCommand):
    """Let the time run on."""

    def clock_after(self, workshop: Workshop, stamp: Stamp) -> Clock:
        clock = _running(workshop)
        paused = _paused_until(clock, stamp.at)
        return clock.but(paused_at=None, paused_duration=paused)


class AddTime(ClockCommand):
    """Give the running segment more time, or less.

    What is taken ends it now at the soonest; a segment that runs over is given the time from
    now on.
    """

    duration: Annotated[dt.timedelta, Field(ge=-HALF_A_DAY, le=HALF_A_DAY)]

    def clock_after(self, workshop: Workshop, stamp: Stamp) -> Clock:
        clock = _running(workshop)
        segment = segment_of(workshop, clock.segment)
        if segment is None:
            return clock
        elapsed = elapsed_at(clock, stamp.at)
        remaining = segment.planned_duration + clock.added_duration - elapsed
        if self.duration <= NOTHING and remaining <= NOTHING:
            return clock
        left = max(max(remaining, NOTHING) + self.duration, NOTHING)
        added = left + elapsed - segment.planned_duration
        return clock.but(added_duration=added)


class EndDay(Jump):
    """The day is over."""

    def clock_after(self, workshop: Workshop, stamp: Stamp) -> Clock:
        clock = workshop.clock
        if clock.ended_at is not None:
            return clock
        return Clock(
            ended_at=stamp.at,
            promised_end=clock.promised_end,
            passages=_passages(clock, stamp.at),
        )


class ResetDay(Jump):
    """Let the day begin anew, as after a trial. What was written stays."""

    def clock_after(self, workshop: Workshop, stamp: Stamp) -> Clock:
        return Clock()


class ShiftClock(ClockCommand):
    """The computer's clock was set: the day goes on as if it had always been right."""

    by: Shift
    """How far the computer's clock was put forward; negative if it was put back."""

    def clock_after(self, workshop: Workshop, stamp: Stamp) -> Clock:
        clock = workshop.clock
        passages = [
            each.but(started_at=each.started_at + self.by, ended_at=each.ended_at + self.by)
            for each in clock.passages
        ]
        return clock.but(
            started_at=clock.started_at and clock.started_at + self.by,
            paused_at=clock.paused_at and clock.paused_at + self.by,
            ended_at=clock.ended_at and clock.ended_at + self.by,
            passages=tuple(passages),
        )


class SetClocks(Command):
    """Let each room go by a clock of its own, or all of them by one again.

    Until the clock of a room is touched, it stands as that of all did.
    """

    undoable: ClassVar[bool] = False
    by_room: bool
    room: Line = ""
    """The room whose clock all go by from then on; empty for the one that is furthest behind,
    so that nothing is over that goes on somewhere."""

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        if self.by_room == workshop.clock.by_room:
            return []
        former = remove(workshop.room_clocks.values())
        if not self.by_room:
            room = self.room or room_furthest_behind(workshop)
            if self.room and self.room not in workshop.rooms:
                refuse("room_unknown", room=self.room)
            return former + put(workshop, workshop.clock_in(room).but(by_room=False))
        if not workshop.rooms:
            refuse("clocks_of_one_room")
        if not workshop.seating_rules.stay_in_room:
            refuse("clocks_need_staying")
        outside = [str(each.number) for each in workshop.tables_in_order if not each.room]
        if outside:
            refuse("clocks_need_rooms", n=len(outside), tables=", ".join(outside))
        return former + put(workshop, workshop.clock.but(by_room=True))


class ShortenRounds(Command):
    """Shorten the talks still to come in proportion, so that the harvest keeps its time.

    Rounds are the same in all rooms: one that has begun in some room keeps its length.
    """

    by: dt.timedelta

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        shorter = shortened_talks(workshop, self.by)
        if not shorter:
            refuse("no_round_to_shorten")
        rounds = workshop.rounds
        changed = (rounds[id].but(talk_duration=left) for id, left in shorter.items())
        return put(workshop, *changed)


def _running(workshop: Workshop) -> Clock:
    if not workshop.clock.segment:
        refuse("clock_not_started")
    return workshop.clock


def _paused_until(clock: Clock, now: dt.datetime) -> dt.timedelta:
    """For how long the running segment was held in all, up to now."""
    if clock.paused_at is None:
        return clock.paused_duration
    return clock.paused_duration + max(now - clock.paused_at, NOTHING)


def _passages(clock: Clock, now: dt.datetime) -> tuple[Passage, ...]:
    """What is over once the running segment is left now."""
    if not clock.segment or clock.started_at is None:
        return clock.passages
    left = Passage(
        segment=clock.segment,
        started_at=clock.started_at,
        ended_at=max(now, clock.started_at),
        paused_duration=_paused_until(clock, now),
        added_duration=clock.added_duration,
    )
    return (*clock.passages, left)
