"""What is missing: which conversations, of which rounds, and the sentence that says it."""

import pytest

from small_cafe import MINUTE, done, record, small_workshop
from worldcafe.domain.commands import (
    DescribeConversation,
    DescribeWorkshop,
    FurnishRoom,
    SaveDraft,
    StartSegment,
)
from worldcafe.domain.day import begun_rounds
from worldcafe.domain.nudges import NudgeKind, all_in_up_to, before_the_close, nudges
from worldcafe.domain.stage_key import StageKey
from worldcafe.domain.vocabulary import HandIn
from worldcafe.wording import words_for
from worldcafe.wording.nudges import all_in, nudge_sentence

WORDS = words_for("en")


def handed_in(table_id, round_id, state=HandIn.HANDED_IN, **said):
    return DescribeConversation(table_id=table_id, round_id=round_id, state=state, **said)


def sentences(workshop, found):
    return [nudge_sentence(nudge, workshop, WORDS) for nudge in found]


def numbers(rounds):
    return [round_.number for round_ in rounds]


def test_before_the_clock_runs_rounds_count_once_something_was_said(workshop):
    assert begun_rounds(workshop) == ()
    assert numbers(begun_rounds(done(workshop, record("c1", "t1", "r2")))) == [2]


def test_nothing_is_expected_during_the_welcome(workshop):
    about = workshop.about.but(welcome_duration=5 * MINUTE)
    welcomed = done(workshop, DescribeWorkshop(about=about), StartSegment(segment="welcome"))
    assert begun_rounds(welcomed) == ()


def test_from_the_second_round_on_the_first_is_expected_too(workshop):
    assert numbers(begun_rounds(done(workshop, StartSegment(segment="r2.talk")))) == [1, 2]


def test_while_people_talk_only_tables_that_wrote_nothing_are_missing(workshop):
    talking = done(workshop, StartSegment(segment="r1.talk"))
    assert sentences(talking, nudges(talking)) == ["No table has anything for round 1 yet."]
    written = done(talking, record("c1", "t1", "r1"))
    (nudge,) = nudges(written)
    assert (nudge.kind, nudge.places) == (NudgeKind.NOTHING_WRITTEN, (("t2", "r1"),))
    assert nudges(done(written, record("c2", "t2", "r1"))) == ()


def test_once_a_round_is_over_what_is_being_written_is_to_be_handed_in(workshop):
    over = done(
        workshop, record("c1", "t1", "r1"), record("c2", "t2", "r1"),
        StartSegment(segment="r1.move"),
    )  # fmt: skip
    assert sentences(over, nudges(over)) == ["Tables 1 and 2 have not handed in round 1."]
    assert all_in(over, WORDS) == ""
    given = done(over, handed_in("t1", "r1"), handed_in("t2", "r1"))
    assert nudges(given) == ()
    assert all_in_up_to(given).number == 1
    assert all_in(given, WORDS) == "Everything up to round 1 is handed in."


def test_while_the_first_round_is_talked_about_there_is_no_good_news(workshop):
    written = (record("c1", "t1", "r1"), record("c2", "t2", "r1"))
    talking = done(workshop, StartSegment(segment="r1.talk"), *written)
    assert all_in_up_to(talking) is None


def test_many_missing_tables_are_counted(workshop):
    large = done(workshop, FurnishRoom(n_tables=16, seats=5))
    three = [t for t in large.tables_in_order if t.number <= 3]
    begun = done(
        large,
        *(record(f"c{table.number}", table.id, "r1") for table in three),
        StartSegment(segment="r1.talk"),
    )
    (nudge,) = nudges(begun)
    assert nudge_sentence(nudge, begun, WORDS) == (
        "Tables 4, 5, 6, 7, 8, 9, 10, 11 and 5 others have nothing for round 1."
    )
    assert len(nudge.places) == 13


def test_before_the_close_everything_that_can_still_be_completed_is_told(workshop):
    closing = done(
        workshop, record("c1", "t1", "r1"),
        SaveDraft(table_id="t2", round_id="r2", content="{}"),
        StartSegment(segment="harvest"),
    )  # fmt: skip
    found = before_the_close(closing)
    assert sentences(closing, found) == [
        "Table 1 has nothing for round 2.",
        "Table 2 has not handed in round 2.",
        "Table 2 has nothing for round 1.",
        "1 text is typed and not recorded: table 2.",
        "2 conversations have no key insight.",
        "1 opportunity has nobody for its next step.",
    ]
    assert [nudge.stage for nudge in found if not nudge.places] == [StageKey.HARVEST]


def test_once_all_is_checked_and_said_nothing_is_missing_at_the_close(workshop):
    every = [
        handed_in(table, round_, HandIn.CHECKED, key_insight="So")
        for table in ("t1", "t2")
        for round_ in ("r1", "r2")
    ]
    closing = done(workshop, *every, StartSegment(segment="harvest"))
    assert before_the_close(closing) == ()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_nudge_has_a_sentence_without_a_gap(language):
    words, begun = words_for(language), done(small_workshop(), StartSegment(segment="r1.talk"))
    (nudge,) = nudges(begun)
    for kind in NudgeKind:
        told = nudge_sentence(type(nudge)(kind, nudge.places, "r1", n=2), begun, words)
        assert told
        assert "{" not in told
