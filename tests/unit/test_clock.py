"""The day and its clock: everything follows from stored instants."""

import datetime as dt
import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_cafe import AT, MINUTE, build, done, small_workshop, stamp
from worldcafe.document import Document
from worldcafe.domain.clock import (
    CueKind,
    Reading,
    agenda,
    cues_between,
    elapsed_at,
    expected_end,
    former_segment,
    next_segment,
    planned_end,
    planned_times,
    read_clock,
    rounds_to_come,
    running_round,
)
from worldcafe.domain.command import Stamp
from worldcafe.domain.commands import (
    AddTime,
    DescribeWorkshop,
    EndDay,
    GoBack,
    PauseClock,
    PutRound,
    RemoveRound,
    ResetDay,
    ResumeClock,
    ShiftClock,
    ShortenRounds,
    StartSegment,
)
from worldcafe.domain.model import About, Clock, Round
from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.timetable import harvest_kept, shortened_talks, timetable
from worldcafe.domain.workshop import Workshop

DAY = ["r1.talk", "r1.move", "r2.talk", "r2.move", "harvest"]
NOTHING = dt.timedelta(0)
START = StartSegment(segment="r1.talk")


def keys(workshop):
    return [segment.key for segment in agenda(workshop)]


def left(workshop, minutes):
    """Minutes left on the clock so many minutes after the day of the café began."""
    return read_clock(workshop, AT + minutes * MINUTE).remaining / MINUTE


def test_the_day_is_talk_and_move_for_every_round_then_the_harvest(workshop):
    assert keys(workshop) == DAY


def test_a_move_or_a_harvest_of_no_length_is_left_out(workshop):
    tight = done(
        workshop,
        PutRound(round=workshop.rounds["r2"].but(move_duration=NOTHING)),
        DescribeWorkshop(about=workshop.about.but(harvest_duration=NOTHING)),
    )
    assert keys(tight) == ["r1.talk", "r1.move", "r2.talk"]


def test_planned_times_follow_each_other(workshop):
    assert [(s.key, str(b)[:5], str(e)[:5]) for s, b, e in planned_times(workshop)] == [
        ("r1.talk", "09:00", "09:20"),
        ("r1.move", "09:20", "09:25"),
        ("r2.talk", "09:25", "09:45"),
        ("r2.move", "09:45", "09:50"),
        ("harvest", "09:50", "10:20"),
    ]
    assert planned_end(workshop) == dt.time(10, 20)


def test_a_day_may_run_past_midnight(workshop):
    late = done(workshop, DescribeWorkshop(about=About(starts_at=dt.time(23, 30))))
    assert planned_end(late) == dt.time(0, 50)


def test_a_day_without_anything_ends_when_it_begins():
    empty = Workshop.of([About(harvest_duration=NOTHING)])
    assert planned_end(empty) == dt.time(9, 0)
    assert next_segment(empty) is None


def test_before_the_day_the_clock_shows_nothing(workshop):
    assert read_clock(workshop, AT) == Reading(
        None, NOTHING, NOTHING, running=False, ended=False
    )
    assert expected_end(workshop, AT) is None
    assert running_round(workshop) is None
    assert elapsed_at(Clock(), AT) == NOTHING


def test_a_started_segment_runs_down_and_then_over(workshop):
    running = done(workshop, START)
    assert [left(running, minute) for minute in (0, 5, 20, 23)] == [20, 15, 0, -3]
    assert read_clock(running, AT + 5 * MINUTE).share == 0.25
    assert read_clock(running, AT + 40 * MINUTE).share == 1.0
    assert running_round(running).id == "r1"


def test_an_instant_before_the_start_counts_as_the_start(workshop):
    assert left(done(workshop, START), -10) == 20


def test_paused_time_does_not_count(workshop):
    paused = done(done(workshop, START), PauseClock(), after=5 * MINUTE)
    assert [left(paused, minute) for minute in (5, 60)] == [15, 15]
    assert not read_clock(paused, AT + 60 * MINUTE).running
    assert PauseClock().plan(paused, stamp(6 * MINUTE)) == []
    resumed = done(paused, ResumeClock(), after=15 * MINUTE)
    assert [left(resumed, minute) for minute in (15, 20)] == [15, 10]
    assert ResumeClock().plan(resumed, stamp(16 * MINUTE)) == []
    again = done(resumed, PauseClock(), after=20 * MINUTE)
    assert left(done(again, ResumeClock(), after=21 * MINUTE), 21) == 10


def test_a_computer_clock_that_went_back_does_not_give_negative_pauses(workshop):
    paused = done(done(workshop, START), PauseClock(), after=5 * MINUTE)
    assert done(paused, ResumeClock(), after=MINUTE).clock.paused_duration == NOTHING


def test_time_is_added_and_taken_but_never_below_nothing(workshop):
    more = done(workshop, START, AddTime(duration=MINUTE), AddTime(duration=MINUTE))
    assert left(more, 0) == 22
    none = done(more, AddTime(duration=-dt.timedelta(hours=2)))
    assert left(none, 0) == 0
    assert read_clock(none, AT).share == 1.0
    assert left(done(none, AddTime(duration=MINUTE)), 0) == 1


def test_a_minute_taken_in_the_last_minute_ends_the_part_now_not_earlier(workshop):
    running = done(workshop, START)
    cut = done(running, AddTime(duration=-MINUTE), after=19.5 * MINUTE)
    assert left(cut, 19.5) == 0
    (told,) = cues_between(cut, AT + 19.4 * MINUTE, AT + 19.5 * MINUTE)
    assert told.kind is CueKind.END
    again = AddTime(duration=-MINUTE).plan(cut, stamp(21 * MINUTE))
    assert again == []


def test_a_part_that_runs_over_is_given_a_minute_from_now_on(workshop):
    over = done(workshop, START)
    given = done(over, AddTime(duration=MINUTE), after=23 * MINUTE)
    assert left(given, 23) == 1


def test_a_segment_shortened_below_what_was_taken_from_it_is_over(workshop):
    cut = done(workshop, START, AddTime(duration=-15 * MINUTE))
    short = done(cut, PutRound(round=workshop.rounds["r1"].but(talk_duration=10 * MINUTE)))
    reading = read_clock(short, AT + MINUTE)
    assert reading.remaining < NOTHING
    assert reading.share == 1.0


def test_the_next_segment_starts_afresh(workshop):
    assert next_segment(workshop).key == "r1.talk"
    present = done(workshop, START, AddTime(duration=MINUTE), PauseClock())
    for key in DAY[1:]:
        assert next_segment(present).key == key
        present = done(present, StartSegment(segment=key))
        clock = present.clock
        assert (clock.segment, clock.started_at, clock.paused_at) == (key, AT, None)
        assert (clock.paused_duration, clock.added_duration) == (NOTHING, NOTHING)
    assert next_segment(present) is None


def test_a_day_that_ended_can_be_taken_up_again(workshop):
    over = done(workshop, START, EndDay())
    assert EndDay().plan(over, stamp()) == []
    assert read_clock(over, AT).ended
    assert next_segment(over) is None
    again = done(over, StartSegment(segment="harvest"))
    assert read_clock(again, AT).segment.key == "harvest"
    assert not read_clock(again, AT).ended


def test_the_expected_end_moves_with_pauses_and_delays(workshop):
    running = done(workshop, START)
    assert expected_end(running, AT) == AT + 80 * MINUTE
    assert expected_end(running, AT + 10 * MINUTE) == AT + 80 * MINUTE
    assert expected_end(running, AT + 25 * MINUTE) == AT + 85 * MINUTE
    paused = done(running, PauseClock(), after=10 * MINUTE)
    assert expected_end(paused, AT + 30 * MINUTE) == AT + 100 * MINUTE


def test_a_round_added_in_the_middle_of_the_day_comes_where_its_number_says(workshop):
    running = done(workshop, StartSegment(segment="r2.talk"))
    longer = done(running, PutRound(round=Round(id="r3", number=3)))
    assert left(longer, 5) == 15
    assert expected_end(longer, AT) == expected_end(running, AT) + 25 * MINUTE
    assert next_segment(done(longer, StartSegment(segment="r2.move"))).key == "r3.talk"


def test_a_later_round_dropped_changes_nothing_now(workshop):
    running = done(workshop, START, RemoveRound(round_id="r2"))
    assert left(running, 5) == 15
    assert next_segment(done(running, StartSegment(segment="r1.move"))).key == "harvest"


def test_after_a_move_dropped_while_it_runs_the_day_goes_on(workshop):
    still = PutRound(round=workshop.rounds["r1"].but(move_duration=NOTHING))
    dropped = done(workshop, StartSegment(segment="r1.move"), still)
    assert read_clock(dropped, AT).segment is None
    assert not read_clock(dropped, AT).ended
    assert next_segment(dropped).key == "r2.talk"
    assert done(dropped, AddTime(duration=-MINUTE)).clock.added_duration == NOTHING


def test_after_a_harvest_dropped_while_it_runs_nothing_comes(workshop):
    none = DescribeWorkshop(about=About(harvest_duration=NOTHING))
    dropped = done(workshop, StartSegment(segment="harvest"), none)
    assert next_segment(dropped) is None


def test_the_clock_is_right_across_midnight(workshop):
    late = dt.datetime(2026, 3, 12, 23, 50, tzinfo=dt.UTC)
    running = done(workshop, START, after=late - AT)
    assert read_clock(running, late + 15 * MINUTE).remaining == 5 * MINUTE


def test_the_clock_is_right_after_the_file_was_closed_and_reopened(document, watch):
    document.do(START)
    watch.advance(3 * MINUTE + dt.timedelta(microseconds=123457))
    document.do(PauseClock())
    watch.advance(MINUTE)
    document.do(ResumeClock())
    document.do(AddTime(duration=MINUTE))
    before = document.workshop.clock
    document.close()
    with Document.open(document.path, now=watch) as again:
        assert again.workshop.clock == before
        assert read_clock(again.workshop, watch() + 2 * MINUTE).remaining == (
            16 * MINUTE - dt.timedelta(microseconds=123457)
        )
        assert again.next_undo == "AdoptSeatingPlan"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (StartSegment(segment="r9.talk"), "segment_unknown"),
        (PauseClock(), "clock_not_started"),
        (ResumeClock(), "clock_not_started"),
        (AddTime(duration=MINUTE), "clock_not_started"),
        (GoBack(), "no_segment_before"),
        (ShortenRounds(by=NOTHING), "no_round_to_shorten"),
    ],
)
def test_refusals(workshop, command, code):
    with pytest.raises(RuleBroken, match=code):
        command.plan(workshop, stamp())


# The welcome and the close


@pytest.fixture
def whole_day(workshop):
    """The small café with a welcome of ten minutes and a close of five."""
    about = workshop.about.but(welcome_duration=10 * MINUTE, close_duration=5 * MINUTE)
    return done(workshop, DescribeWorkshop(about=about))


def test_the_day_begins_with_the_welcome_and_ends_with_the_close(whole_day):
    assert keys(whole_day) == ["welcome", *DAY, "close"]
    assert [(s.key, str(b)[:5]) for s, b, _ in planned_times(whole_day)][:2] == [
        ("welcome", "09:00"),
        ("r1.talk", "09:10"),
    ]
    assert planned_end(whole_day) == dt.time(10, 35)
    assert next_segment(whole_day).key == "welcome"


def test_after_a_welcome_dropped_while_it_runs_the_first_round_comes(whole_day):
    without = DescribeWorkshop(about=whole_day.about.but(welcome_duration=NOTHING))
    dropped = done(whole_day, StartSegment(segment="welcome"), without)
    assert read_clock(dropped, AT).segment is None
    assert next_segment(dropped).key == "r1.talk"


def test_after_a_harvest_dropped_while_it_runs_the_close_comes(whole_day):
    without = DescribeWorkshop(about=whole_day.about.but(harvest_duration=NOTHING))
    dropped = done(whole_day, StartSegment(segment="harvest"), without)
    assert next_segment(dropped).key == "close"


# The way back


def test_back_restores_the_part_before_with_the_time_it_had_left(workshop):
    day = done(workshop, START)
    day = done(day, AddTime(duration=MINUTE), after=MINUTE)
    day = done(day, PauseClock(), after=5 * MINUTE)
    day = done(day, StartSegment(segment="r1.move"), after=8 * MINUTE)
    assert former_segment(day).key == "r1.talk"
    back = done(day, GoBack(), after=10 * MINUTE)
    assert back.clock.segment == "r1.talk"
    assert back.clock.paused_at is None
    assert [left(back, minute) for minute in (10, 12)] == [16, 14]
    assert back.clock.passages == ()
    assert former_segment(back) is None


@given(
    ran=st.integers(0, 90_000),
    held=st.integers(0, 90_000),
    given_=st.integers(-30, 30),
    away=st.integers(0, 90_000),
    still_held=st.booleans(),
)
def test_whatever_was_pressed_going_on_and_back_costs_no_time(
    ran, held, given_, away, still_held
):
    """Seconds run, held, given and spent in the next part."""
    second, at = dt.timedelta(seconds=1), NOTHING
    day = done(small_workshop(), START)
    at += ran * second
    day = done(day, AddTime(duration=given_ * MINUTE), PauseClock(), after=at)
    at += held * second
    if not still_held:
        day = done(day, ResumeClock(), after=at)
    before = read_clock(day, AT + at)
    day = done(day, StartSegment(segment="r1.move"), after=at)
    at += away * second
    back = read_clock(done(day, GoBack(), after=at), AT + at)
    assert (back.segment, back.elapsed, back.remaining) == (
        before.segment, before.elapsed, before.remaining,
    )  # fmt: skip
    assert back.running


def test_back_goes_the_way_the_day_went(workshop):
    day = done(workshop, START)
    day = done(day, StartSegment(segment="harvest"), after=5 * MINUTE)
    day = done(day, EndDay(), after=10 * MINUTE)
    day = done(day, GoBack(), after=15 * MINUTE)
    assert (day.clock.segment, left(day, 15)) == ("harvest", 25)
    day = done(day, GoBack(), after=16 * MINUTE)
    assert (day.clock.segment, left(day, 16)) == ("r1.talk", 15)


def test_the_way_back_leaves_out_what_is_no_longer_planned(workshop):
    day = done(
        workshop, START, StartSegment(segment="r1.move"), StartSegment(segment="r2.talk")
    )
    day = done(day, PutRound(round=workshop.rounds["r1"].but(move_duration=NOTHING)))
    assert done(day, GoBack()).clock.segment == "r1.talk"


def test_a_part_that_never_ran_is_gone_back_to_afresh(workshop):
    day = done(workshop, StartSegment(segment="r2.talk"))
    back = done(day, GoBack(), after=MINUTE)
    assert (back.clock.segment, left(back, 1)) == ("r1.move", 5)


def test_the_way_back_survives_a_restart(document, watch):
    document.do(START)
    watch.advance(12 * MINUTE)
    document.do(StartSegment(segment="r1.move"))
    document.close()
    watch.advance(3 * MINUTE)
    with Document.open(document.path, now=watch) as again:
        again.do(GoBack())
        assert read_clock(again.workshop, watch()).remaining == 8 * MINUTE
        assert again.workshop.clock.promised_end == dt.time(10, 20)


def test_a_day_begun_anew_knows_nothing_of_the_trial(workshop):
    tried = done(workshop, START, StartSegment(segment="harvest"), EndDay())
    assert done(tried, ResetDay()).clock == Clock()


# Late, and what to do about it


def test_the_end_is_promised_once_when_the_day_begins(workshop):
    day = done(workshop, START)
    assert day.clock.promised_end == dt.time(10, 20)
    longer = PutRound(round=workshop.rounds["r2"].but(talk_duration=40 * MINUTE))
    day = done(day, longer, StartSegment(segment="r1.move"))
    assert planned_end(day) == dt.time(10, 40)
    assert day.clock.promised_end == dt.time(10, 20)


def test_being_late_costs_the_harvest(workshop):
    assert harvest_kept(workshop, 12 * MINUTE) == 18 * MINUTE
    assert harvest_kept(workshop, -5 * MINUTE) == 30 * MINUTE
    assert harvest_kept(workshop, 45 * MINUTE) == NOTHING
    assert harvest_kept(done(workshop, StartSegment(segment="harvest")), MINUTE) is None


def minutes(shorter):
    return {round_id: left / MINUTE for round_id, left in shorter.items()}


def test_the_rounds_to_come_are_shortened_in_proportion(workshop):
    third = Round(id="r3", number=3, talk_duration=40 * MINUTE)
    day = done(workshop, PutRound(round=third), START)
    assert minutes(shortened_talks(day, 6 * MINUTE)) == {"r2": 18, "r3": 36}
    assert [each.id for each in rounds_to_come(day)] == ["r2", "r3"]
    changed = done(day, ShortenRounds(by=6 * MINUTE))
    assert expected_end(changed, AT) == expected_end(day, AT) - 6 * MINUTE
    assert changed.rounds["r1"] == day.rounds["r1"]


def test_a_talk_keeps_five_minutes_whatever_is_asked(workshop):
    assert minutes(shortened_talks(workshop, 600 * MINUTE)) == {"r1": 5, "r2": 5}
    last = done(workshop, StartSegment(segment="r2.talk"))
    assert shortened_talks(last, 5 * MINUTE) == {}


@given(st.lists(st.integers(0, 60), min_size=1, max_size=8), st.integers(-30, 300))
def test_shortening_wins_what_is_asked_or_all_there_is(lengths, wanted):
    rounds = [
        Round(id=f"r{n}", number=n, talk_duration=length * MINUTE)
        for n, length in enumerate(lengths, start=1)
    ]
    shorter = shortened_talks(Workshop.of(rounds), wanted * MINUTE)
    won = sum(lengths[int(id[1:]) - 1] - left / MINUTE for id, left in shorter.items())
    assert won == max(0, min(wanted, sum(max(0, length - 5) for length in lengths)))
    assert all(left >= 5 * MINUTE for left in shorter.values())


def test_shorter_rounds_can_be_taken_back(document):
    document.do(START)
    document.do(ShortenRounds(by=5 * MINUTE))
    assert document.workshop.rounds["r2"].talk_duration == 15 * MINUTE
    document.undo()
    assert document.workshop.rounds["r2"].talk_duration == 20 * MINUTE


# Signals


def told(workshop, *instants):
    """What is told, and when, to somebody who looks at the clock at these instants."""
    return [
        (signal.kind.value, now)
        for before, now in itertools.pairwise(instants)
        for signal in cues_between(workshop, AT + before * MINUTE, AT + now * MINUTE)
    ]


def test_the_room_is_warned_two_minutes_before_the_end_and_told_the_end(workshop):
    running = done(workshop, START)
    assert told(running, *range(26)) == [("warning", 18), ("end", 20)]
    assert [read_clock(running, AT + m * MINUTE).nearly_over for m in (17, 18, 19, 20)] == [
        False, True, True, False,
    ]  # fmt: skip


def test_a_part_of_a_few_minutes_is_not_warned_of(workshop):
    short = done(workshop, PutRound(round=workshop.rounds["r1"].but(move_duration=4 * MINUTE)))
    moving = done(short, StartSegment(segment="r1.move"))
    assert told(moving, *range(6)) == [("end", 4)]
    assert not read_clock(moving, AT + 3 * MINUTE).nearly_over


def test_a_held_clock_tells_nothing_until_it_goes_on(workshop):
    held = done(done(workshop, START), PauseClock(), after=19 * MINUTE)
    assert told(held, 18.5, 19, 20, 60) == []
    on = done(held, ResumeClock(), after=60 * MINUTE)
    assert told(on, 60, 60.5, 61) == [("end", 61)]


def test_a_laptop_that_slept_through_it_all_tells_only_the_end(workshop):
    assert told(done(workshop, START), 10, 300) == [("end", 300)]


def test_every_signal_is_told_once_however_one_looks(workshop):
    running = done(workshop, START)
    looks = [0, 3, 17.99, 18.0, 18.01, 19.999, 20.0, 20.001, 21]
    assert [kind for kind, _ in told(running, *looks)] == ["warning", "end"]


def test_more_time_lets_the_end_come_again(workshop):
    running = done(workshop, START)
    assert told(running, 19, 20) == [("end", 20)]
    more = done(running, AddTime(duration=MINUTE), after=20.5 * MINUTE)
    assert told(more, 20.5, 21, 21.5, 22) == [("end", 21.5)]


def test_no_part_tells_nothing(workshop):
    assert told(workshop, 0, 100) == []
    assert told(done(workshop, START, EndDay()), 0, 100) == []


# A clock that is right


def test_a_simulated_day_drifts_by_nothing(workshop):
    """Ticks come late and unevenly, as they do; every reading is right all the same."""
    now, elapsed, day = AT, NOTHING, done(workshop, START)
    jitter = random.Random(4)
    while elapsed < dt.timedelta(hours=8):
        step = dt.timedelta(microseconds=jitter.randrange(200_000, 1_700_000))
        now, elapsed = now + step, elapsed + step
        assert read_clock(day, now).elapsed == elapsed
    paused = done(day, PauseClock(), after=now - AT)
    later = now + dt.timedelta(hours=1)
    resumed = done(paused, ResumeClock(), after=later - AT)
    assert read_clock(resumed, later).elapsed == elapsed


@pytest.mark.parametrize("by", [dt.timedelta(hours=1), -dt.timedelta(hours=3)])
def test_a_computer_clock_that_was_set_is_made_up_for(workshop, by):
    day = done(workshop, START)
    day = done(day, StartSegment(segment="r1.move"), after=12 * MINUTE)
    day = done(day, PauseClock(), after=14 * MINUTE)
    shifted = done(day, ShiftClock(by=by), after=14 * MINUTE + by)
    assert read_clock(shifted, AT + 20 * MINUTE + by) == read_clock(day, AT + 20 * MINUTE)
    back = done(shifted, GoBack(), after=15 * MINUTE + by)
    assert read_clock(back, AT + 15 * MINUTE + by).remaining == 8 * MINUTE
    assert ShiftClock(by=by).plan(Workshop(), stamp()) == []


def test_a_computer_clock_that_went_back_never_runs_a_part_backwards(workshop):
    running = done(workshop, START)
    earlier = AT - dt.timedelta(hours=2)
    assert read_clock(running, earlier).remaining == 20 * MINUTE
    assert cues_between(running, AT + MINUTE, earlier) == ()
    on = done(running, StartSegment(segment="r1.move"), after=-dt.timedelta(hours=2))
    (passage,) = on.clock.passages
    assert passage.ended_at == passage.started_at


def test_nothing_starts_in_a_day_without_segments():
    empty = Workshop.of([About(harvest_duration=NOTHING)])
    with pytest.raises(RuleBroken, match="no_round_yet"):
        START.plan(empty, stamp())


# The timetable


@given(
    st.integers(-100, 100), st.lists(st.integers(0, 40), min_size=1, max_size=5),
    st.integers(0, 50),
)  # fmt: skip
def test_the_timetable_has_no_gap_and_ends_when_the_day_is_expected_to(late, stays, since):
    workshop, at = small_workshop(), dt.datetime(2026, 3, 12, 9, tzinfo=dt.UTC) + late * MINUTE
    for stay in stays:
        following = next_segment(workshop)
        if following is None:
            break
        step = StartSegment(segment=following.key)
        workshop = workshop.after(step.plan(workshop, Stamp(at, lambda: "")))
        at += stay * MINUTE
    now = at + since * MINUTE
    slots = timetable(workshop, now, dt.UTC)
    assert [slot.segment for slot in slots] == list(agenda(workshop))
    assert slots[-1].expected_to == expected_end(workshop, now)
    for slot, later in itertools.pairwise(slots):
        assert slot.expected_to == later.expected_from
        assert slot.planned_to == later.planned_from
    assert slots[0].planned_from == dt.datetime(2026, 3, 12, 9, tzinfo=dt.UTC)


def test_before_it_begins_the_day_is_expected_as_planned():
    workshop = small_workshop()
    for slot in timetable(workshop, AT, dt.UTC):
        assert (slot.expected_from, slot.expected_to) == (slot.planned_from, slot.planned_to)


def test_a_jump_that_was_taken_back_stays_taken_back_in_the_file(tmp_path):
    path = tmp_path / "cafe.worldcafe"
    with Document.create(path, now=lambda: AT) as document:
        build(document)
        document.do(StartSegment(segment="r1.talk"))
        before, undo = document.workshop.clock, document.next_undo
        change = document.do(EndDay())
        document.do(EndDay().taken_back(change.edits))
        assert document.next_undo == undo
    with Document.open(path) as again:
        assert again.workshop.clock == before
        assert [e.command for e in again._store.entries()][-2:] == ["EndDay", "TakeBackJump"]
