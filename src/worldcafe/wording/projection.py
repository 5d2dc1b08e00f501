"""What the projector says: names, questions, insights and figures, in one or two languages."""

from dataclasses import dataclass

from worldcafe.domain import harvest
from worldcafe.domain.clock import Segment, SegmentKind, next_segment, planned_times
from worldcafe.domain.day import present_segment, round_after, seating_round
from worldcafe.domain.model import CafeTable, Round
from worldcafe.domain.projection import destination
from worldcafe.domain.vocabulary import Kind
from worldcafe.domain.workshop import Workshop
from worldcafe.wording.day import segment_name
from worldcafe.wording.voices import Voices, beside
from worldcafe.wording.words import Words


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


def heading(workshop: Workshop, voices: Voices) -> str:
    """The segment's name; before the day that of the first one."""
    segment = present_segment(workshop) or next_segment(workshop)
    if segment is None:
        return ""
    return beside(segment_name(workshop, segment, words) for words in voices.speakers)


def position(workshop: Workshop, voices: Voices) -> str:
    """`Round 2 of 4` during a round, else nothing; a break stands for itself."""
    words = voices
    segment = present_segment(workshop)
    round_ = workshop.rounds.get(segment.round_id or "") if segment else None
    if round_ is None or (segment is not None and segment.kind is SegmentKind.BREAK):
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
    if segment is not None and segment.kind is SegmentKind.BREAK:
        return tuple(_afterwards(workshop, segment, words) for words in voices.speakers)
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


def _afterwards(workshop: Workshop, segment: Segment, words: Words) -> str:
    """What comes after a break."""
    following = round_after(workshop, segment)
    if following is None:
        return words("Then we meet again in the plenary.")
    return words("Then we go on with round {number}.", number=following.number)


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
    found = []
    for round_ in workshop.rounds_in_order:
        for table in workshop.tables_in_order:
            said = workshop.conversation(table.id, round_.id)
            if said.key_insight:
                theme, colour = _theme(workshop, table, voices)
                # a number is understood in either language, and the theme needs the room
                origin = voices.first("Table {number}", number=table.number)
                origin = f"{origin} – {theme}" if theme else origin
                found.append(Insight(said.id, said.key_insight, origin, colour))
    return tuple(found)


def programme(workshop: Workshop, voices: Voices) -> tuple[tuple[str, str], ...]:
    """The times and names of the day's parts; moves are left out, they explain themselves."""
    return tuple(
        (
            voices.first.time(begin),
            _called(workshop.rounds[segment.round_id], voices)
            if segment.round_id and segment.kind is SegmentKind.TALK
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
