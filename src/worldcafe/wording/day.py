"""The running day in words: what a part is called, when it ends, what being late costs."""

import datetime as dt
import math

from worldcafe.domain.clock import (
    MINUTE,
    Cue,
    CueKind,
    Segment,
    SegmentKind,
    is_over,
    planned_end,
    read_clock,
    room_furthest_behind,
)
from worldcafe.domain.day import outlook, present_segment, round_after
from worldcafe.domain.timetable import harvest_kept, shortened_talks
from worldcafe.domain.workshop import Workshop
from worldcafe.wording.listing import listing
from worldcafe.wording.marker import N_
from worldcafe.wording.words import Words

LEAST_LATE = 2 * MINUTE
"""Being late by less is not worth a word: it comes and goes."""
ONCE = {
    SegmentKind.WELCOME: N_("Welcome"),
    SegmentKind.HARVEST: N_("Harvest"),
    SegmentKind.CLOSE: N_("Closing"),
}
"""The parts of the day that come once."""


def segment_name(workshop: Workshop, segment: Segment, words: Words) -> str:
    """`Round 2 · talk`, `Lunch`, `Move to round 3`, `Harvest`."""
    if segment.kind in ONCE:
        return words(ONCE[segment.kind])
    round_ = workshop.rounds.get(segment.round_id or "")
    if segment.kind is SegmentKind.BREAK:
        return (round_ or workshop.about).break_name or words("Break")
    if round_ is not None and segment.kind is SegmentKind.TALK:
        return words("Round {number} · talk", number=round_.number)
    following = round_after(workshop, segment)
    if following is not None:
        return words("Move to round {number}", number=following.number)
    return words("Back to the plenary")


def part_name(workshop: Workshop, segment: Segment, words: Words) -> str:
    """The same short enough to stand large above the clock: `Round 2`."""
    if segment.kind is SegmentKind.TALK:
        return words("Round {number}", number=workshop.rounds[segment.round_id or ""].number)
    return segment_name(workshop, segment, words)


def cue_told(workshop: Workshop, cue: Cue, words: Words) -> str:
    """`Round 2 is nearly over.`: a cue for those who hear what others see."""
    name = part_name(workshop, cue.segment, words)
    if cue.kind is CueKind.WARNING:
        return words("{name} is nearly over.", name=name)
    return words("{name}: the time is over.", name=name)


def state_sentence(workshop: Workshop, words: Words) -> str:
    """`Round 2 is running.`; empty while no part of the day is under way."""
    segment = present_segment(workshop)
    if segment is None:
        return ""
    name = part_name(workshop, segment, words)
    if workshop.clock.paused_at is not None:
        return words("{name} is paused.", name=name)
    return words("{name} is running.", name=name)


def place_told(workshop: Workshop, words: Words) -> str:
    """`Round 2 · talk`: where the day stands, in a word or two."""
    segment = present_segment(workshop)
    if segment is not None:
        return segment_name(workshop, segment, words)
    return words("ended") if is_over(workshop) else words("not begun yet")


def clock_told(workshop: Workshop, now: dt.datetime, words: Words) -> tuple[str, str, str]:
    """Where the day stands, the digits of its clock, and how that should strike the reader."""
    reading, place = read_clock(workshop, now), place_told(workshop, words)
    if reading.segment is None:
        return place, "", "small"
    time = digits(reading.remaining)
    if not reading.running:
        return words.line((place, words("Paused"))), time, "small"
    if reading.remaining < dt.timedelta(0):
        return words.line((place, words("over time"))), time, "problem"
    return place, time, "small"


def one_clock_told(workshop: Workshop, room: str, words: Words) -> str:
    """What becomes of rooms that are to go by one clock: whose that is, and who stands
    elsewhere. `room` leads; where none is named, the one that is furthest behind.
    """
    leads = room or room_furthest_behind(workshop)

    def told(each: str) -> str:
        return place_told(workshop.by_clock_of(each), words)

    text = words("Then all rooms follow {room}: {part}.", room=leads, part=told(leads))
    others = [each for each in workshop.rooms if each != leads]
    now = (words("{room}: {part}", room=each, part=told(each)) for each in others)
    return f"{text}\n{words('Now they stand here: {rooms}.', rooms=words.row(now))}"


def digits(remaining: dt.timedelta) -> str:
    """`7:05`; past the end it counts up: `+0:12`."""
    seconds = math.ceil(remaining.total_seconds())
    minutes, rest = divmod(abs(seconds), 60)
    return f"{'+' if seconds < 0 else ''}{minutes}:{rest:02}"


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
    return words.line(told)


def span(minutes: int, words: Words) -> str:
    """`6 min`, `2 h 05 min`."""
    if minutes < 90:
        return words.minutes(dt.timedelta(minutes=minutes))
    hours, rest = divmod(minutes, 60)
    if rest == 0:
        return words("{hours} h", hours=hours)
    return words("{hours} h {minutes} min", hours=hours, minutes=f"{rest:02}")
