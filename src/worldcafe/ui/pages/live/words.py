"""The running day in words: what a part is called, when it ends, what being late costs."""

import datetime as dt
import math
from dataclasses import dataclass

from worldcafe.domain.clock import (
    DAY,
    Segment,
    SegmentKind,
    day_started_at,
    expected_end,
    harvest_kept,
    planned_end,
    planned_start,
    segment_of,
    shortened_talks,
)
from worldcafe.domain.model import Round
from worldcafe.domain.workshop import Workshop
from worldcafe.wording import N_, Words
from worldcafe.wording.listing import listing

MINUTE = dt.timedelta(minutes=1)
LEAST_LATE = 2 * MINUTE
"""Being late by less is not worth a word: it comes and goes."""
ONCE = {
    SegmentKind.WELCOME: N_("Welcome"),
    SegmentKind.HARVEST: N_("Harvest"),
    SegmentKind.CLOSE: N_("Closing"),
}
"""The parts of the day that come once."""


def segment_name(workshop: Workshop, segment: Segment, words: Words) -> str:
    """`Round 2 · talk`, `Move to round 3`, `Harvest`."""
    if segment.kind in ONCE:
        return words(ONCE[segment.kind])
    round_ = workshop.rounds[segment.round_id or ""]
    if segment.kind is SegmentKind.TALK:
        return words("Round {number} · talk", number=round_.number)
    following = next_round(workshop, round_)
    if following is not None:
        return words("Move to round {number}", number=following.number)
    return words("Back to the plenary")


def part_name(workshop: Workshop, segment: Segment, words: Words) -> str:
    """The same short enough to stand large above the clock: `Round 2`."""
    if segment.kind is SegmentKind.TALK:
        return words("Round {number}", number=workshop.rounds[segment.round_id or ""].number)
    return segment_name(workshop, segment, words)


def state_sentence(workshop: Workshop, words: Words) -> str:
    """`Round 2 is running.`; empty while no part of the day is under way."""
    clock = workshop.clock
    segment = segment_of(workshop, clock.segment) if clock.segment else None
    if segment is None:
        return ""
    name = part_name(workshop, segment, words)
    if clock.paused_at is not None:
        return words("{name} is paused.", name=name)
    return words("{name} is running.", name=name)


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
    if segment.kind is SegmentKind.WELCOME:
        return rounds[0]
    round_ = workshop.rounds.get(segment.round_id or "", rounds[-1])
    if segment.kind is SegmentKind.MOVE:
        return next_round(workshop, round_) or round_
    return round_


def digits(remaining: dt.timedelta) -> str:
    """`7:05`; past the end it counts up: `+0:12`."""
    seconds = math.ceil(remaining.total_seconds())
    minutes, rest = divmod(abs(seconds), 60)
    return f"{'+' if seconds < 0 else ''}{minutes}:{rest:02}"


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


def end_sentence(
    workshop: Workshop, now: dt.datetime, words: Words, zone: dt.tzinfo | None = None
) -> tuple[str, str]:
    """When the day will end against the plan, and how that should strike the reader."""
    seen = outlook(workshop, now, zone)
    if seen is None:
        begin, end = words.time(workshop.about.starts_at), words.time(planned_end(workshop))
        return words("Planned from {begin} to {end}.", begin=begin, end=end), "soft"
    time, late = words.time(seen.ends_at.time()), span(abs(seen.late) // MINUTE, words)
    if not seen.late:
        return words("Ends {time}, as planned.", time=time), "good"
    if seen.late < dt.timedelta(0):
        return words("Ends {time}, {late} earlier than planned.", time=time, late=late), "soft"
    return words("Ends {time}, {late} later than planned.", time=time, late=late), "attention"


def cost_sentence(workshop: Workshop, late: dt.timedelta, words: Words) -> str:
    """What being so late costs; empty if it costs nothing worth a word."""
    if late < LEAST_LATE:
        return ""
    kept, whole = harvest_kept(workshop, late), workshop.about.harvest_duration
    if kept is None:
        return ""
    if not kept:
        return words("At this pace nothing is left of the harvest.")
    return words(
        "At this pace the harvest keeps {kept} of {whole} minutes.",
        kept=kept // MINUTE, whole=whole // MINUTE,
    )  # fmt: skip


def shortening(workshop: Workshop, late: dt.timedelta, words: Words) -> str:
    """What shorter rounds would be; empty if there is nothing to shorten.

    `Rounds 3 and 4: 20 → 16 minutes`.
    """
    together: dict[tuple[int, int], list[int]] = {}
    for round_id, shorter in shortened_talks(workshop, late).items():
        round_ = workshop.rounds[round_id]
        change = (round_.talk_duration // MINUTE, shorter // MINUTE)
        together.setdefault(change, []).append(round_.number)
    told = (
        words.plural(
            "Round {rounds}: {before} → {after} minutes",
            "Rounds {rounds}: {before} → {after} minutes",
            len(numbers), rounds=listing([str(each) for each in numbers], words),
            before=before, after=after,
        )
        for (before, after), numbers in together.items()
    )  # fmt: skip
    return " · ".join(told)


def span(minutes: int, words: Words) -> str:
    """`6 min`, `2 h 05 min`."""
    if minutes < 90:
        return words.minutes(dt.timedelta(minutes=minutes))
    hours, rest = divmod(minutes, 60)
    if rest == 0:
        return words("{hours} h", hours=hours)
    return words("{hours} h {minutes} min", hours=hours, minutes=f"{rest:02}")
