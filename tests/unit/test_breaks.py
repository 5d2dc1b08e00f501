"""Breaks are parts of the day, and rounds can change places around them."""

import datetime as dt

import pytest

from small_cafe import AT, MINUTE, done, small_workshop
from worldcafe.domain.clock import (
    SegmentKind,
    agenda,
    expected_end,
    next_segment,
    planned_end,
    planned_times,
    running_round,
)
from worldcafe.domain.commands import DescribeWorkshop, OrderRounds, PutRound, StartSegment
from worldcafe.domain.day import begun_rounds, seating_round
from worldcafe.domain.model import Round
from worldcafe.domain.projection import Choice, Scene, scene_for
from worldcafe.domain.refusal import RuleBroken
from worldcafe.wording import words_for
from worldcafe.wording.day import segment_name
from worldcafe.wording.projection import position, programme, questions
from worldcafe.wording.voices import Voices

ENGLISH, FRENCH = words_for("en"), words_for("fr")
LUNCH = {"break_duration": 60 * MINUTE, "break_name": "Lunch"}


@pytest.fixture
def workshop():
    """Three rounds, with lunch after the first."""
    cafe = small_workshop()
    return done(
        cafe,
        PutRound(round=cafe.rounds["r1"].but(question="First?", **LUNCH)),
        PutRound(round=cafe.rounds["r2"].but(question="Second?")),
        PutRound(round=Round(id="r3", number=3, question="Third?")),
    )


def lunch_of(workshop):
    return next(each for each in agenda(workshop) if each.kind is SegmentKind.BREAK)


def test_a_break_is_a_part_of_the_day_between_talk_and_move(workshop):
    keys = [segment.key for segment in agenda(workshop)]
    assert keys[:4] == ["r1.talk", "r1.break", "r1.move", "r2.talk"]
    assert sum(key.endswith(".break") for key in keys) == 1  # the others have no length


def test_the_day_ends_later_by_its_breaks(workshop):
    bare = done(workshop, PutRound(round=workshop.rounds["r1"].but(break_duration=0 * MINUTE)))
    today = dt.date(2026, 3, 12)
    with_, without = (
        dt.datetime.combine(today, planned_end(each)) for each in (workshop, bare)
    )
    assert with_ - without == 60 * MINUTE
    running = [done(each, StartSegment(segment="r1.talk")) for each in (workshop, bare)]
    assert expected_end(running[0], AT) - expected_end(running[1], AT) == 60 * MINUTE


def test_during_a_break_the_next_places_matter_and_the_round_before_still_runs(workshop):
    talking = done(workshop, StartSegment(segment="r1.talk"))
    assert next_segment(talking).key == "r1.break"
    resting = done(talking, StartSegment(segment="r1.break"))
    assert running_round(resting).id == "r1"
    assert seating_round(resting, lunch_of(resting)).id == "r2"


def test_a_break_has_its_own_name_or_is_called_a_break(workshop):
    lunch = lunch_of(workshop)
    assert segment_name(workshop, lunch, FRENCH) == "Lunch"
    unnamed = done(workshop, PutRound(round=workshop.rounds["r1"].but(break_name="")))
    assert segment_name(unnamed, lunch, ENGLISH) == "Break"
    assert segment_name(unnamed, lunch, FRENCH) == "Pause"


def test_the_room_is_told_what_comes_after_the_break(workshop):
    voices = Voices(ENGLISH)
    resting = done(workshop, StartSegment(segment="r1.talk"), StartSegment(segment="r1.break"))
    assert scene_for(resting, Choice.AUTOMATIC) is Scene.QUESTION
    assert questions(resting, voices) == ("Then we go on with round 2.",)
    assert position(resting, voices) == ""
    begins = next(begin for each, begin, _ in planned_times(workshop) if each.key == "r1.break")
    assert (ENGLISH.time(begins), "Lunch") in programme(workshop, voices)


def test_rounds_change_places_and_breaks_keep_theirs(workshop):
    other = done(workshop, OrderRounds(round_ids=("r2", "r3", "r1")))
    rounds = other.rounds_in_order
    assert [(each.id, each.number, each.question) for each in rounds] == [
        ("r2", 1, "Second?"), ("r3", 2, "Third?"), ("r1", 3, "First?"),
    ]  # fmt: skip
    assert [each.break_name for each in rounds] == ["Lunch", "", ""]
    assert other.seats == workshop.seats  # who sits where goes with the round


@pytest.mark.parametrize("order", [("r2", "r1", "r3"), ("r3", "r2", "r1")])
def test_a_round_that_has_begun_keeps_its_place(workshop, order):
    running = done(workshop, StartSegment(segment="r1.talk"))
    with pytest.raises(RuleBroken, match="round_has_begun"):
        OrderRounds(round_ids=order).plan(running, None)
    after = done(running, OrderRounds(round_ids=("r1", "r3", "r2")))
    assert [each.id for each in after.rounds_in_order] == ["r1", "r3", "r2"]


def test_an_order_names_every_round_once(workshop):
    for order in (("r1", "r2"), ("r1", "r2", "r2"), ("r1", "r2", "x")):
        with pytest.raises(RuleBroken, match="round_unknown"):
            OrderRounds(round_ids=order).plan(workshop, None)


@pytest.fixture
def with_coffee(workshop):
    """Ten minutes of welcome, and coffee before the first round."""
    coffee = {"break_duration": 15 * MINUTE, "break_name": "Coffee"}
    about = workshop.about.but(welcome_duration=10 * MINUTE, **coffee)
    return done(workshop, DescribeWorkshop(about=about))


def test_a_break_may_come_before_the_first_round(with_coffee):
    first = planned_times(with_coffee)[:3]
    assert [segment.key for segment, _, _ in first] == ["welcome", "break", "r1.talk"]
    assert segment_name(with_coffee, first[1][0], FRENCH) == "Coffee"
    bare = done(with_coffee, DescribeWorkshop(about=with_coffee.about.but(break_name="")))
    assert segment_name(bare, first[1][0], FRENCH) == "Pause"
    assert (ENGLISH.time(first[1][1]), "Coffee") in programme(with_coffee, Voices(ENGLISH))


def test_during_the_first_break_round_1_is_still_to_come(with_coffee):
    resting = done(with_coffee, StartSegment(segment="welcome"), StartSegment(segment="break"))
    assert running_round(resting) is None
    assert begun_rounds(resting) == ()
    assert seating_round(resting, agenda(resting)[1]).id == "r1"
    assert questions(resting, Voices(ENGLISH)) == ("Then we go on with round 1.",)
    assert next_segment(resting).key == "r1.talk"
