"""The running day. Time goes only forward: of all this undo takes back only shorter rounds.

A jump of the clock made by mistake is taken back by a command of its own.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, ClassVar

from pydantic import Field

from worldcafe.domain.clock import (
    agenda,
    elapsed_at,
    former_passage,
    former_segment,
    planned_end,
    segment_of,
    shortened_talks,
)
from worldcafe.domain.command import Command, Stamp, put
from worldcafe.domain.model import Clock, Passage
from worldcafe.domain.model.values import Shift
from worldcafe.domain.refusal import refuse
from worldcafe.domain.workshop import Edit, Workshop

NOTHING = dt.timedelta(0)
HALF_A_DAY = dt.timedelta(hours=12)


class ClockCommand(Command):
    """A command to the clock of the day."""

    undoable: ClassVar[bool] = False


class TakeBackJump(ClockCommand):
    """Put the clock where it stood before a jump made by mistake, as if it had run on.

    Refused once anything else has happened to the clock.
    """

    before: Clock
    after: Clock

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        if workshop.clock != self.after:
            refuse("clock_moved_on")
        return put(workshop, self.before)


class Jump(ClockCommand):
    """A command after which the day stands in another part."""

    def taken_back(self, edits: Iterable[Edit]) -> TakeBackJump | None:
        for edit in edits:
            if isinstance(edit.before, Clock) and isinstance(edit.after, Clock):
                return TakeBackJump(before=edit.before, after=edit.after)
        return None


class StartSegment(Jump):
    """Start a segment now: the next one, or any other by its key."""

    segment: str

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        if not agenda(workshop):
            refuse("no_round_yet")
        if segment_of(workshop, self.segment) is None:
            refuse("segment_unknown")
        clock = workshop.clock
        started = Clock(
            segment=self.segment,
            started_at=stamp.at,
            promised_end=clock.promised_end or planned_end(workshop),
            passages=_passages(clock, stamp.at),
        )
        return put(workshop, started)


class GoBack(Jump):
    """Take up the segment before again, with the time it had left.

    The time since it was left counts as a pause. A segment that never ran starts afresh.
    """

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        clock, former = workshop.clock, former_segment(workshop)
        if former is None:
            refuse("no_segment_before")
        passage = former_passage(workshop)
        if passage is None:
            afresh = clock.but(
                segment=former.key, started_at=stamp.at, paused_at=None,
                paused_duration=NOTHING, added_duration=NOTHING, ended_at=None,
            )  # fmt: skip
            return put(workshop, afresh)
        since = max(stamp.at - passage.ended_at, NOTHING)
        taken_up = Clock(
            segment=passage.segment,
            started_at=passage.started_at,
            paused_duration=passage.paused_duration + since,
            added_duration=passage.added_duration,
            promised_end=clock.promised_end,
            passages=clock.passages[: clock.passages.index(passage)],
        )
        return put(workshop, taken_up)


class PauseClock(ClockCommand):
    """Stop the time."""

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        clock = _running(workshop)
        return [] if clock.paused_at else put(workshop, clock.but(paused_at=stamp.at))


class ResumeClock(ClockCommand):
    """Let the time run on."""

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        clock = _running(workshop)
        paused = _paused_until(clock, stamp.at)
        return put(workshop, clock.but(paused_at=None, paused_duration=paused))


class AddTime(ClockCommand):
    """Give the running segment more time, or less.

    What is taken ends it now at the soonest; a segment that runs over is given the time from
    now on.
    """

    duration: Annotated[dt.timedelta, Field(ge=-HALF_A_DAY, le=HALF_A_DAY)]

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        clock = _running(workshop)
        segment = segment_of(workshop, clock.segment)
        if segment is None:
            return []
        elapsed = elapsed_at(clock, stamp.at)
        remaining = segment.planned_duration + clock.added_duration - elapsed
        if self.duration <= NOTHING and remaining <= NOTHING:
            return []
        left = max(max(remaining, NOTHING) + self.duration, NOTHING)
        added = left + elapsed - segment.planned_duration
        return put(workshop, clock.but(added_duration=added))


class EndDay(Jump):
    """The day is over."""

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        clock = workshop.clock
        if clock.ended_at is not None:
            return []
        over = Clock(
            ended_at=stamp.at,
            promised_end=clock.promised_end,
            passages=_passages(clock, stamp.at),
        )
        return put(workshop, over)


class ResetDay(Jump):
    """Let the day begin anew, as after a trial. What was written stays."""

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        return put(workshop, Clock())


class ShiftClock(ClockCommand):
    """The computer's clock was set: the day goes on as if it had always been right."""

    by: Shift
    """How far the computer's clock was put forward; negative if it was put back."""

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        clock = workshop.clock
        passages = [
            each.but(started_at=each.started_at + self.by, ended_at=each.ended_at + self.by)
            for each in clock.passages
        ]
        shifted = clock.but(
            started_at=clock.started_at and clock.started_at + self.by,
            paused_at=clock.paused_at and clock.paused_at + self.by,
            ended_at=clock.ended_at and clock.ended_at + self.by,
            passages=tuple(passages),
        )
        return put(workshop, shifted)


class ShortenRounds(Command):
    """Shorten the talks still to come in proportion, so that the harvest keeps its time."""

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
