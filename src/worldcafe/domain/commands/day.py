"""The running day. None of this is taken back by undo: time goes only forward."""

import datetime as dt
from typing import ClassVar

from worldcafe.domain.clock import agenda, segment_of
from worldcafe.domain.command import Command, Stamp, put
from worldcafe.domain.model import Clock
from worldcafe.domain.refusal import refuse
from worldcafe.domain.workshop import Edit, Workshop


class ClockCommand(Command):
    """A command to the clock of the day."""

    undoable: ClassVar[bool] = False


class StartSegment(ClockCommand):
    """Start a segment now: the next one, or any other by its key."""

    segment: str

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        if not agenda(workshop):
            refuse("no_round_yet")
        if segment_of(workshop, self.segment) is None:
            refuse("segment_unknown")
        return put(workshop, Clock(segment=self.segment, started_at=stamp.at))


class PauseClock(ClockCommand):
    """Stop the time."""

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        clock = _running(workshop)
        return [] if clock.paused_at else put(workshop, clock.but(paused_at=stamp.at))


class ResumeClock(ClockCommand):
    """Let the time run on."""

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        clock = _running(workshop)
        if clock.paused_at is None:
            return []
        paused = clock.paused_duration + max(stamp.at - clock.paused_at, dt.timedelta(0))
        return put(workshop, clock.but(paused_at=None, paused_duration=paused))


class AddTime(ClockCommand):
    """Give the running segment more time, or less; it never falls below nothing."""

    duration: dt.timedelta

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        clock = _running(workshop)
        segment = segment_of(workshop, clock.segment)
        planned = segment.planned_duration if segment else dt.timedelta(0)
        added = max(clock.added_duration + self.duration, -planned)
        return put(workshop, clock.but(added_duration=added))


class EndDay(ClockCommand):
    """The day is over."""

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        return put(workshop, Clock(ended_at=stamp.at))


def _running(workshop: Workshop) -> Clock:
    if not workshop.clock.segment:
        refuse("clock_not_started")
    return workshop.clock
