"""What the room is to see, and how its clock should strike it."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from worldcafe.domain.clock import Reading, SegmentKind
from worldcafe.domain.day import present_segment, round_after, seating_round
from worldcafe.domain.model import Round
from worldcafe.domain.vocabulary import Presence
from worldcafe.domain.workshop import Workshop

SECOND = dt.timedelta(seconds=1)


class Choice(StrEnum):
    """What the facilitator chose to show."""

    AUTOMATIC = "automatic"
    QUESTION = "question"
    PLACES = "places"
    INSIGHTS = "insights"
    JOIN = "join"
    MESSAGE = "message"
    BLANK = "blank"


class Scene(StrEnum):
    """What is on the screen."""

    WELCOME = "welcome"
    QUESTION = "question"
    PLACES = "places"
    INSIGHTS = "insights"
    JOIN = "join"
    MESSAGE = "message"
    THANKS = "thanks"
    BLANK = "blank"


_SCENE_OF = {
    SegmentKind.WELCOME: Scene.WELCOME,
    SegmentKind.TALK: Scene.QUESTION,
    SegmentKind.BREAK: Scene.QUESTION,
    SegmentKind.MOVE: Scene.PLACES,
    SegmentKind.HARVEST: Scene.INSIGHTS,
    SegmentKind.CLOSE: Scene.THANKS,
}


class ClockTone(StrEnum):
    """How the clock should strike the room."""

    READY = "ready"
    CALM = "calm"
    WARNING = "warning"
    OVER = "over"
    HELD = "held"


@dataclass(frozen=True)
class Entry:
    """A person in the columns of names."""

    family_name: str
    given_name: str
    table: int


def scene_for(workshop: Workshop, choice: Choice) -> Scene:
    """What to show now; left to itself, what the segment asks for."""
    if choice is not Choice.AUTOMATIC:
        return Scene(choice.value)
    segment = present_segment(workshop)
    if segment is None:
        return Scene.THANKS if workshop.clock.ended_at else Scene.WELCOME
    scene = _SCENE_OF[segment.kind]
    if scene is Scene.PLACES and (destination(workshop) is None or not workshop.seats):
        return Scene.QUESTION
    return scene


def clock_tone(reading: Reading) -> ClockTone:
    """How the clock should strike the room at this reading."""
    if reading.segment is None:
        return ClockTone.READY
    if not reading.running:
        return ClockTone.HELD
    if reading.remaining <= -SECOND:
        return ClockTone.OVER
    return ClockTone.WARNING if reading.nearly_over else ClockTone.CALM


def destination(workshop: Workshop) -> Round | None:
    """The round people move to; None if they go back to the plenary.

    Outside a move it is the round whose seats matter now.
    """
    segment = present_segment(workshop)
    if segment is not None and segment.kind is SegmentKind.MOVE:
        return round_after(workshop, segment)
    return seating_round(workshop, segment)


def entries(workshop: Workshop, round_id: str) -> tuple[tuple[Entry, ...], int]:
    """Who goes where, by family name; and how many asked not to be named."""
    shown, n_unnamed = [], 0
    for person in workshop.participants_in_order:
        seat = workshop.seats.get(f"{round_id}/{person.id}")
        if seat is None or person.presence is Presence.ABSENT:
            continue
        if person.name_hidden:
            n_unnamed += 1
            continue
        table = workshop.tables[seat.table_id]
        family = person.family_name or person.given_name
        given = person.given_name if person.family_name else ""
        shown.append(Entry(family, given, table.number))
    return tuple(shown), n_unnamed
