"""The day and its clock: everything follows from stored instants."""

import datetime as dt

import pytest

from small_cafe import AT, MINUTE, done, stamp
from worldcafe.document import Document
from worldcafe.domain.clock import (
    Reading,
    agenda,
    elapsed_at,
    expected_end,
    next_segment,
    planned_end,
    planned_times,
    read_clock,
    running_round,
)
from worldcafe.domain.commands import (
    AddTime,
    DescribeWorkshop,
    EndDay,
    PauseClock,
    PutRound,
    RemoveRound,
    ResumeClock,
    StartSegment,
)
from worldcafe.domain.model import About, Clock, Round
from worldcafe.domain.refusal import RuleBroken
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
        assert present.clock == Clock(segment=key, started_at=AT)
    assert next_segment(present) is None


def test_a_day_that_ended_can_be_taken_up_again(workshop):
    over = done(workshop, START, EndDay())
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
    ],
)
def test_refusals(workshop, command, code):
    with pytest.raises(RuleBroken, match=code):
        command.plan(workshop, stamp())


def test_nothing_starts_in_a_day_without_segments():
    empty = Workshop.of([About(harvest_duration=NOTHING)])
    with pytest.raises(RuleBroken, match="no_round_yet"):
        START.plan(empty, stamp())
