"""What is missing, in words: whom to go and ask, and at the end what to complete."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from worldcafe.domain.clock import SegmentKind, running_round, segment_of
from worldcafe.domain.model import Round
from worldcafe.domain.vocabulary import HandIn, Kind
from worldcafe.domain.workshop import Workshop
from worldcafe.wording import Words
from worldcafe.wording.listing import listing

MOST_TABLES_NAMED = 8
MOST_SENTENCES = 3

Place = tuple[str, str]
"""Ids of a table and a round."""


@dataclass(frozen=True)
class Nudge:
    """A sentence about something missing, and where it can be made good."""

    sentence: str
    places: tuple[Place, ...] = ()
    """The conversations it is about."""
    page: str = ""
    """The page it is made good on, where it is about no conversation."""


def begun_rounds(workshop: Workshop) -> tuple[Round, ...]:
    """The rounds in which something is to be expected by now."""
    rounds = workshop.rounds_in_order
    running = running_round(workshop)
    if running is not None:
        return tuple(round_ for round_ in rounds if round_.number <= running.number)
    present = segment_of(workshop, workshop.clock.segment)
    if present is not None and present.kind is SegmentKind.WELCOME:
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


def nudges(workshop: Workshop, words: Words) -> tuple[Nudge, ...]:
    """What was not handed in, the newest round first; a few sentences at most."""
    talking = _talking(workshop)
    found = (
        nudge
        for round_ in reversed(begun_rounds(workshop))
        for nudge in _missing_in(workshop, round_, words, over=round_ is not talking)
    )
    return tuple(found)[:MOST_SENTENCES]


def all_in(workshop: Workshop, words: Words) -> str:
    """The good news, once everything of the rounds that are over is handed in."""
    talking = _talking(workshop)
    over = [each.number for each in begun_rounds(workshop) if each is not talking]
    if not over or not workshop.tables or nudges(workshop, words):
        return ""
    return words("Everything up to round {number} is handed in.", number=max(over))


def before_the_close(workshop: Workshop, words: Words) -> tuple[Nudge, ...]:
    """What should be completed while people are still in the room."""
    tables, rounds = workshop.tables_in_order, workshop.rounds_in_order
    found = list(nudges(workshop, words))
    drafted = {(draft.table_id, draft.round_id) for draft in workshop.drafts.values()}
    written = [
        (table.id, round_.id) for round_ in rounds for table in tables
        if (table.id, round_.id) in drafted
    ]  # fmt: skip
    if written:
        sentence = words.plural(
            "{n} text is typed and not recorded: table {tables}.",
            "{n} texts are typed and not recorded: tables {tables}.",
            len(written), tables=_tables_of(workshop, written, words),
        )  # fmt: skip
        found.append(Nudge(sentence, tuple(written)))
    bare = [
        (table.id, round_.id) for round_ in rounds for table in tables
        if workshop.hand_in(table.id, round_.id) is not HandIn.EMPTY
        and not workshop.conversation(table.id, round_.id).key_insight
    ]  # fmt: skip
    if bare:
        sentence = words.plural(
            "{n} conversation has no key insight.",
            "{n} conversations have no key insight.",
            len(bare),
        )
        found.append(Nudge(sentence, tuple(bare)))
    open_ = sum(
        each.kind is Kind.OPPORTUNITY and not (each.next_step and each.next_step.owner)
        for each in workshop.standing
    )
    if open_:
        sentence = words.plural(
            "{n} opportunity has nobody for its next step.",
            "{n} opportunities have nobody for their next step.",
            open_,
        )
        found.append(Nudge(sentence, page="harvest"))
    return tuple(found)


def _talking(workshop: Workshop) -> Round | None:
    """The round that is being talked about: its notes are still being written."""
    present = segment_of(workshop, workshop.clock.segment)
    talks = present is not None and present.kind is SegmentKind.TALK
    return running_round(workshop) if talks else None


def _missing_in(
    workshop: Workshop, round_: Round, words: Words, *, over: bool
) -> Iterator[Nudge]:
    states = {
        (table.id, round_.id): workshop.hand_in(table.id, round_.id)
        for table in workshop.tables_in_order
    }
    nothing = tuple(place for place, state in states.items() if state is HandIn.EMPTY)
    writing = tuple(place for place, state in states.items() if state is HandIn.DRAFT)
    if nothing and len(nothing) == len(states):
        sentence = words("No table has anything for round {number} yet.", number=round_.number)
        yield Nudge(sentence, nothing)
    elif nothing:
        sentence = words.plural(
            "Table {tables} has nothing for round {number}.",
            "Tables {tables} have nothing for round {number}.",
            len(nothing), tables=_tables_of(workshop, nothing, words), number=round_.number,
        )  # fmt: skip
        yield Nudge(sentence, nothing)
    if writing and over:
        sentence = words.plural(
            "Table {tables} has not handed in round {number}.",
            "Tables {tables} have not handed in round {number}.",
            len(writing), tables=_tables_of(workshop, writing, words), number=round_.number,
        )  # fmt: skip
        yield Nudge(sentence, writing)


def _tables_of(workshop: Workshop, places: Iterable[Place], words: Words) -> str:
    numbers = sorted({workshop.tables[table_id].number for table_id, _ in places})
    return _numbers(numbers, words)


def _numbers(tables: Sequence[int], words: Words) -> str:
    named = [str(number) for number in tables[:MOST_TABLES_NAMED]]
    if len(tables) > MOST_TABLES_NAMED:
        more = len(tables) - MOST_TABLES_NAMED
        named.append(words.plural("{n} other", "{n} others", more))
    return listing(named, words)
