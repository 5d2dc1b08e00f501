"""What the room is to see, worked out from the workshop. No widget, no clock of its own."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from worldcafe.domain import harvest
from worldcafe.domain.clock import (
    Reading,
    Segment,
    SegmentKind,
    next_segment,
    planned_times,
    segment_of,
)
from worldcafe.domain.model import CafeTable, Round
from worldcafe.domain.vocabulary import Kind, Presence
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.pages.live.words import next_round, seating_round, segment_name
from worldcafe.ui.projector.voices import Voices, beside

SECOND = dt.timedelta(seconds=1)


class Choice(StrEnum):
    """What the facilitator chose to show."""

    AUTOMATIC = "automatic"
    QUESTION = "question"
    PLACES = "places"
    INSIGHTS = "insights"
    MESSAGE = "message"
    BLANK = "blank"


class Scene(StrEnum):
    """What is on the screen."""

    WELCOME = "welcome"
    QUESTION = "question"
    PLACES = "places"
    INSIGHTS = "insights"
    MESSAGE = "message"
    THANKS = "thanks"
    BLANK = "blank"


SCENE_OF = {
    SegmentKind.WELCOME: Scene.WELCOME,
    SegmentKind.TALK: Scene.QUESTION,
    SegmentKind.MOVE: Scene.PLACES,
    SegmentKind.HARVEST: Scene.INSIGHTS,
    SegmentKind.CLOSE: Scene.THANKS,
}


class Tone(StrEnum):
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


@dataclass(frozen=True)
class Company:
    """A table and who comes to it."""

    number: int
    theme: str
    colour: str
    names: tuple[str, ...]
    n_unnamed: int
    """How many more there are who asked not to be named."""


@dataclass(frozen=True)
class Insight:
    """The key insight of a conversation."""

    id: str
    text: str
    origin: str
    """Its table and theme."""
    colour: str


def present_segment(workshop: Workshop) -> Segment | None:
    """The segment that runs, if the day has begun and not ended."""
    return segment_of(workshop, workshop.clock.segment) if workshop.clock.segment else None


def scene_for(workshop: Workshop, choice: Choice) -> Scene:
    """What to show now; left to itself, what the segment asks for."""
    if choice is not Choice.AUTOMATIC:
        return Scene(choice.value)
    segment = present_segment(workshop)
    if segment is None:
        return Scene.THANKS if workshop.clock.ended_at else Scene.WELCOME
    scene = SCENE_OF[segment.kind]
    if scene is Scene.PLACES and (destination(workshop) is None or not workshop.seats):
        return Scene.QUESTION
    return scene


def tone_of(reading: Reading) -> Tone:
    """How the clock should strike the room at this reading."""
    if reading.segment is None:
        return Tone.READY
    if not reading.running:
        return Tone.HELD
    if reading.remaining <= -SECOND:
        return Tone.OVER
    return Tone.WARNING if reading.nearly_over else Tone.CALM


def destination(workshop: Workshop) -> Round | None:
    """The round people move to; None if they go back to the plenary.

    Outside a move it is the round whose seats matter now.
    """
    segment = present_segment(workshop)
    if segment is not None and segment.kind is SegmentKind.MOVE:
        return next_round(workshop, workshop.rounds[segment.round_id or ""])
    return seating_round(workshop, segment)


def heading(workshop: Workshop, voices: Voices) -> str:
    """The segment's name; before the day that of the first one."""
    segment = present_segment(workshop) or next_segment(workshop)
    if segment is None:
        return ""
    return beside(segment_name(workshop, segment, words) for words in voices.speakers)


def position(workshop: Workshop, voices: Voices) -> str:
    """`Round 2 of 4` during a round, else nothing."""
    words = voices
    segment = present_segment(workshop)
    round_ = workshop.rounds.get(segment.round_id or "") if segment else None
    if round_ is None:
        return ""
    rounds = workshop.rounds_in_order
    return words("Round {k} of {n}", k=rounds.index(round_) + 1, n=len(rounds))


def questions(workshop: Workshop, voices: Voices) -> tuple[str, ...]:
    """The question of the round in the languages wanted, or that of the plenary.

    Empty if the round has none of its own.
    """
    words, segment = voices, present_segment(workshop)
    plenary = segment is not None and segment.kind in (SegmentKind.HARVEST, SegmentKind.CLOSE)
    round_ = seating_round(workshop, segment)
    if plenary or round_ is None:
        return tuple(words("What did we discover together?") for words in voices.speakers)
    if (
        segment is not None
        and segment.kind is SegmentKind.MOVE
        and destination(workshop) is None
    ):
        return tuple(words("Back to the plenary") for words in voices.speakers)
    asked = voices.questions(round_)
    return asked if asked or theme_questions(workshop, voices) else (_called(round_, words),)


def _called(round_: Round, voices: Voices) -> str:
    words = voices
    return words("Round {number}", number=round_.number)


def theme_questions(workshop: Workshop, voices: Voices) -> tuple[tuple[str, str, str], ...]:
    """Colour, name and question of every theme that asks something.

    What the tables talk about when the round itself has no question.
    """
    return tuple(
        (theme.colour, beside(voices.theme_names(theme)), " / ".join(asked))
        for theme in workshop.themes_in_order
        if (asked := voices.questions(theme))
    )


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


def companies(workshop: Workshop, round_id: str, voices: Voices) -> tuple[Company, ...]:
    """Who comes to each table, by its number; tables that nobody comes to are left out."""
    found = []
    for table in workshop.tables_in_order:
        people = workshop.people_coming(table.id, round_id)
        if people:
            theme, colour = _theme(workshop, table, voices)
            names = tuple(person.name for person in people if not person.name_hidden)
            found.append(Company(table.number, theme, colour, names, len(people) - len(names)))
    return tuple(found)


def _theme(workshop: Workshop, table: CafeTable, voices: Voices) -> tuple[str, str]:
    theme = workshop.theme_of(table.id)
    return (beside(voices.theme_names(theme)), theme.colour) if theme else ("", "")


def insights(workshop: Workshop, voices: Voices) -> tuple[Insight, ...]:
    """The key insights, round after round and table after table."""
    words, found = voices, []
    for round_ in workshop.rounds_in_order:
        for table in workshop.tables_in_order:
            said = workshop.conversation(table.id, round_.id)
            if said.key_insight:
                theme, colour = _theme(workshop, table, voices)
                origin = words("Table {number}", number=table.number)
                origin = f"{origin} – {theme}" if theme else origin
                found.append(Insight(said.id, said.key_insight, origin, colour))
    return tuple(found)


def programme(workshop: Workshop, voices: Voices) -> tuple[tuple[str, str], ...]:
    """The times and names of the day's parts; moves are left out, they explain themselves."""
    return tuple(
        (
            voices.first.time(begin),
            _called(workshop.rounds[segment.round_id], voices)
            if segment.round_id
            else beside(segment_name(workshop, segment, words) for words in voices.speakers),
        )
        for segment, begin, _ in planned_times(workshop)
        if segment.kind is not SegmentKind.MOVE
    )


def numbers(workshop: Workshop, voices: Voices) -> tuple[tuple[int, str], ...]:
    """What the day brought, as figures with what they count; what is nought is left out.

    They are those of the synthesis, but for the people: only those who came are thanked.
    """
    words, figures = voices, harvest.numbers(workshop)
    n_people, n_said = len(workshop.people_to_seat), figures.n_contributions
    n_noted, n_countries = figures.n_noted_conversations, figures.n_countries
    n_found = len(harvest.of_kinds(workshop, Kind.OPPORTUNITY))
    counted = (
        (n_people, words.plural("person", "people", n_people)),
        (n_noted, words.plural("conversation", "conversations", n_noted)),
        (n_said, words.plural("contribution", "contributions", n_said)),
        (n_found, words.plural("opportunity", "opportunities", n_found)),
        (n_countries, words.plural("country", "countries", n_countries)),
    )
    return tuple((n, name) for n, name in counted if n)
