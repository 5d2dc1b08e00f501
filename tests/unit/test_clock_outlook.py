"""Ahead or behind: told in the hours of the place, whatever night it is."""

import datetime as dt
import time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_cafe import AT as BEGIN
from small_cafe import MINUTE, done, small_workshop
from worldcafe.domain.clock import expected_end, planned_end, read_clock
from worldcafe.domain.commands import DescribeWorkshop, PauseClock, PutRound, StartSegment
from worldcafe.domain.day import outlook
from worldcafe.domain.model import Round
from worldcafe.wording import words_for
from worldcafe.wording.day import cost_sentence, end_sentence, shortening

ROME = ZoneInfo("Europe/Rome")
WORDS = words_for("en")
AT = dt.datetime(2026, 3, 12, 9, 0, tzinfo=ROME)
"""When the small café is planned to begin; it is planned to take 80 minutes."""


def begun(at, starts_at=dt.time(9, 0), workshop=None):
    """The café, begun at an instant."""
    workshop = workshop or small_workshop()
    planned = DescribeWorkshop(about=workshop.about.but(starts_at=starts_at))
    return _at(done(workshop, planned), StartSegment(segment="r1.talk"), at)


def _at(workshop, command, at):
    return done(workshop, command, after=at - BEGIN)


def ends(workshop, at):
    return end_sentence(workshop, at, WORDS, ROME)[0].replace("\N{NO-BREAK SPACE}", " ")


def test_a_day_begun_in_time_ends_as_planned():
    assert ends(begun(AT), AT) == "Ends 10:20, as planned."


def test_a_day_begun_late_is_behind_by_as_much():
    assert ends(begun(AT + 6 * MINUTE), AT + 6 * MINUTE) == (
        "Ends 10:26, 6 min later than planned."
    )


@given(
    st.integers(-3 * 60, 3 * 60),
    st.times(),
    st.dates(dt.date(2020, 1, 2), dt.date(2199, 12, 30)),
)
def test_lateness_is_that_of_the_start_at_any_hour_of_any_day(minutes, starts_at, day):
    starts_at = starts_at.replace(second=0, microsecond=0)
    at = dt.datetime.combine(day, starts_at, dt.UTC) + minutes * MINUTE
    seen = outlook(begun(at, starts_at), at, dt.UTC)
    assert seen.late == minutes * MINUTE
    assert seen.ends_at == at + 80 * MINUTE


@pytest.mark.parametrize("hours", [-9, 5, 11])
def test_a_day_begun_at_quite_another_time_is_not_late(hours):
    at = AT + dt.timedelta(hours=hours)
    assert outlook(begun(at), at, dt.UTC).late == dt.timedelta(0)
    seen = outlook(begun(at), at + 30 * MINUTE, dt.UTC)
    assert seen.late == 10 * MINUTE


def test_across_midnight_the_end_is_that_of_the_next_day():
    late = dt.datetime(2026, 3, 12, 23, 30, tzinfo=ROME)
    day = begun(late, dt.time(23, 30))
    assert planned_end(day) == dt.time(0, 50)
    assert ends(day, late) == "Ends 0:50, as planned."
    past = late + 50 * MINUTE
    assert ends(day, past) == "Ends 1:20, 30 min later than planned."
    assert ends(begun(late + 40 * MINUTE, dt.time(23, 30)), late + 40 * MINUTE) == (
        "Ends 1:30, 40 min later than planned."
    )


@pytest.mark.parametrize(
    ("night", "end"), [(dt.date(2026, 3, 29), "4:10"), (dt.date(2026, 10, 25), "2:10")]
)
def test_in_the_night_in_which_clocks_are_changed_the_day_is_as_long_as_ever(night, end):
    starts_at = dt.time(1, 50)
    at = dt.datetime.combine(night, starts_at, ROME).astimezone(dt.UTC)
    day = begun(at, starts_at)
    assert ends(day, at) == f"Ends {end}, as planned."
    at += 15 * MINUTE  # the hour has changed in between
    assert read_clock(day, at).remaining == 5 * MINUTE
    assert ends(day, at) == f"Ends {end}, as planned."


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this computer keeps its zone")
@pytest.mark.parametrize("zone", ["Europe/Rome", "Africa/Dakar", "America/Bogota"])
def test_the_hours_are_those_of_the_computer_where_no_place_is_said(zone, monkeypatch):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        at = dt.datetime(2026, 3, 29, 1, 50).astimezone().astimezone(dt.UTC)
        day = begun(at, dt.time(1, 50))
        assert outlook(day, at) == outlook(day, at, ZoneInfo(zone))
        assert outlook(day, at).late == dt.timedelta(0)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_laptop_that_slept_has_lost_the_time_it_slept():
    day = begun(AT)
    woken = AT + 47 * MINUTE
    assert read_clock(day, woken).remaining == -27 * MINUTE
    assert expected_end(day, woken) == AT + 107 * MINUTE
    assert ends(day, woken) == "Ends 10:47, 27 min later than planned."


def test_a_pause_counts_against_the_plan():
    day = _at(begun(AT), PauseClock(), AT + 5 * MINUTE)
    assert ends(day, AT + 12 * MINUTE) == "Ends 10:27, 7 min later than planned."


def test_a_plan_changed_during_the_day_does_not_move_the_promise():
    third = PutRound(round=Round(id="r3", number=3))
    day = done(begun(AT), third)
    assert ends(day, AT) == "Ends 10:45, 25 min later than planned."


def test_before_the_day_there_is_only_the_plan():
    assert outlook(small_workshop(), AT, ROME) is None
    assert ends(small_workshop(), AT) == "Planned from 9:00 to 10:20."


def test_what_being_late_costs_is_told_in_minutes_of_the_harvest():
    day = begun(AT)
    assert cost_sentence(day, MINUTE, WORDS) == ""
    assert cost_sentence(day, 12 * MINUTE, WORDS) == (
        "At this pace the harvest keeps 18 of 30 minutes."
    )
    assert cost_sentence(day, 31 * MINUTE, WORDS) == (
        "At this pace nothing is left of the harvest."
    )
    harvest = _at(day, StartSegment(segment="harvest"), AT)
    assert cost_sentence(harvest, 12 * MINUTE, WORDS) == ""


def test_shorter_rounds_are_told_before_they_are_made():
    third = PutRound(round=Round(id="r3", number=3))
    fourth = PutRound(round=Round(id="r4", number=4, talk_duration=15 * MINUTE))
    day = done(begun(AT), third)
    assert shortening(day, 8 * MINUTE, WORDS) == "Rounds 2 and 3: 20 → 16 minutes"
    assert shortening(done(day, fourth), 11 * MINUTE, WORDS) == (
        "Rounds 2 and 3: 20 → 16 minutes · Round 4: 15 → 12 minutes"
    )
    assert shortening(day, -5 * MINUTE, WORDS) == ""
