"""The running day in words: what a part is called, when it ends, what is missing."""

import datetime as dt
import math
from collections.abc import Iterator

from worldcafe.domain.clock import (
    Segment,
    SegmentKind,
    expected_end,
    planned_end,
    running_round,
    segment_of,
)
from worldcafe.domain.model import Round
from worldcafe.domain.vocabulary import HandIn
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.pages.rotation_quality import listing
from worldcafe.wording import Words

DAY = dt.timedelta(days=1)
MOST_TABLES_NAMED = 8
MOST_SENTENCES = 3


def segment_name(workshop: Workshop, segment: Segment, words: Words) -> str:
    """`Round 2 · talk`, `Move to round 3`, `Harvest`."""
    if segment.kind is SegmentKind.HARVEST:
        return words("Harvest")
    round_ = workshop.rounds[segment.round_id or ""]
    if segment.kind is SegmentKind.TALK:
        return words("Round {number} · talk", number=round_.number)
    following = next_round(workshop, round_)
    if following is not None:
        return words("Move to round {number}", number=following.number)
    return words("Back to the plenary")


def next_round(workshop: Workshop, round_: Round) -> Round | None:
    """The round after this one."""
    later = (each for each in workshop.rounds_in_order if each.number > round_.number)
    return next(later, None)


def seating_round(workshop: Workshop, segment: Segment | None) -> Round | None:
    """The round whose seats matter now: during a move, the one people move to."""
    rounds = workshop.rounds_in_order
    if not rounds:
        return None
    if segment is None:
        return rounds[-1] if workshop.clock.ended_at else rounds[0]
    round_ = workshop.rounds.get(segment.round_id or "", rounds[-1])
    if segment.kind is SegmentKind.MOVE:
        return next_round(workshop, round_) or round_
    return round_


def digits(remaining: dt.timedelta) -> str:
    """`7:05`; past the end it counts up: `+0:12`."""
    seconds = math.ceil(remaining.total_seconds())
    minutes, rest = divmod(abs(seconds), 60)
    return f"{'+' if seconds < 0 else ''}{minutes}:{rest:02}"


def lateness(ends_at: dt.datetime, planned: dt.time) -> dt.timedelta:
    """How much later than planned the day ends. Both in local time; the nearest day counts."""
    local = ends_at.replace(tzinfo=None)
    same_day = dt.datetime.combine(local.date(), planned)
    return min((local - same_day - DAY, local - same_day, local - same_day + DAY), key=abs)


def end_sentence(workshop: Workshop, now: dt.datetime, words: Words) -> tuple[str, str]:
    """When the day will end against the plan, and how that should strike the reader."""
    ends_at, planned = expected_end(workshop, now), planned_end(workshop)
    if ends_at is None:
        begin, end = words.time(workshop.about.starts_at), words.time(planned)
        return words("Planned from {begin} to {end}.", begin=begin, end=end), "soft"
    local = ends_at.astimezone()
    minutes = round(lateness(local, planned).total_seconds() / 60)
    time, late = words.time(local.time()), span(abs(minutes), words)
    if minutes == 0:
        return words("Ends {time}, as planned.", time=time), "good"
    if minutes < 0:
        return words("Ends {time}, {late} earlier than planned.", time=time, late=late), "soft"
    return words("Ends {time}, {late} later than planned.", time=time, late=late), "attention"


def span(minutes: int, words: Words) -> str:
    """`6 min`, `2 h 05 min`."""
    if minutes < 90:
        return words.minutes(dt.timedelta(minutes=minutes))
    hours, rest = divmod(minutes, 60)
    if rest == 0:
        return words("{hours} h", hours=hours)
    return words("{hours} h {minutes} min", hours=hours, minutes=f"{rest:02}")


def begun_rounds(workshop: Workshop) -> tuple[Round, ...]:
    """The rounds in which something is to be expected by now."""
    rounds = workshop.rounds_in_order
    running = running_round(workshop)
    if running is not None:
        return tuple(round_ for round_ in rounds if round_.number <= running.number)
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


def missing(workshop: Workshop, words: Words) -> tuple[str, str]:
    """What was not handed in, in a few sentences, and how that should strike the reader."""
    begun = begun_rounds(workshop)
    if not begun or not workshop.tables:
        return "", "good"
    talking = _talking(workshop)
    sentences = [
        sentence
        for round_ in reversed(begun)
        for sentence in _missing_in(workshop, round_, words, over=round_ is not talking)
    ][:MOST_SENTENCES]
    if sentences:
        return " ".join(sentences), "attention"
    over = [round_.number for round_ in begun if round_ is not talking]
    if not over:
        return "", "good"
    return words("Everything up to round {number} is handed in.", number=max(over)), "good"


def _talking(workshop: Workshop) -> Round | None:
    """The round that is being talked about: its notes are still being written."""
    reading = segment_of(workshop, workshop.clock.segment)
    talks = reading is not None and reading.kind is SegmentKind.TALK
    return running_round(workshop) if talks else None


def _missing_in(
    workshop: Workshop, round_: Round, words: Words, *, over: bool
) -> Iterator[str]:
    states = {
        table.number: workshop.hand_in(table.id, round_.id)
        for table in workshop.tables_in_order
    }
    nothing = [number for number, state in states.items() if state is HandIn.EMPTY]
    writing = [number for number, state in states.items() if state is HandIn.DRAFT]
    if len(nothing) == len(states):
        yield words("No table has anything for round {number} yet.", number=round_.number)
    elif nothing:
        yield words.plural(
            "Table {tables} has nothing for round {number}.",
            "Tables {tables} have nothing for round {number}.",
            len(nothing), tables=_numbers(nothing, words), number=round_.number,
        )  # fmt: skip
    if writing and over:
        yield words.plural(
            "Table {tables} has not handed in round {number}.",
            "Tables {tables} have not handed in round {number}.",
            len(writing), tables=_numbers(writing, words), number=round_.number,
        )  # fmt: skip


def _numbers(tables: list[int], words: Words) -> str:
    named = [str(number) for number in tables[:MOST_TABLES_NAMED]]
    if len(tables) > MOST_TABLES_NAMED:
        more = len(tables) - MOST_TABLES_NAMED
        named.append(words.plural("{n} other", "{n} others", more))
    return listing(named, words)
