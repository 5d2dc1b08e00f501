"""What is still missing before the day can begin."""

import pytest

from small_cafe import done, small_workshop
from worldcafe.domain.commands import (
    AddLatecomer,
    ClearSeating,
    PutRound,
    PutTable,
    SaveDraft,
    SwapSeats,
)
from worldcafe.domain.model import About, Participant
from worldcafe.domain.readiness import Lack, Remark, remarks
from worldcafe.domain.workshop import Workshop
from worldcafe.wording import words_for
from worldcafe.wording.readiness import remark_sentence

WORDS = words_for("en")


def told(workshop):
    return [remark_sentence(each, workshop, WORDS) for each in remarks(workshop)]


def with_table(workshop, table_id, **changes):
    return done(workshop, PutTable(table=workshop.tables[table_id].but(**changes)))


def test_a_cafe_that_is_ready_calls_for_no_remark(workshop):
    assert list(remarks(workshop)) == []


def test_of_an_empty_workshop_it_is_said_what_comes_first():
    assert told(Workshop.of([About()])) == [
        "There is no table in the room yet.",
        "There is no round yet.",
        "Nobody is on the list yet.",
    ]


def test_tables_and_rounds_are_remarked_one_by_one(workshop):
    bare = with_table(workshop, "t2", host_id=None, theme_id=None)
    bare = done(bare, PutRound(round=bare.rounds["r2"].but(question="")))
    assert told(bare) == [
        "Table 2 has no host.", "Table 2 has no theme.", "Round 2 has no question.",
    ]  # fmt: skip


def test_a_room_too_small_and_a_table_too_full_are_told_with_their_figures(workshop):
    small = with_table(with_table(workshop, "t1", seats=2), "t2", seats=2)
    assert told(small) == [
        "There are 4 seats for 5 people.",
        "Table 1 has 2 seats for 3 people in round 1.",
        "Table 2 has 2 seats for 3 people in round 2.",
    ]


def test_who_has_no_seat_is_named_and_a_host_who_sits_elsewhere(workshop):
    late = Participant(id="zoe", given_name="Zoe", family_name="Sy")
    changed = done(
        workshop,
        AddLatecomer(participant=late),
        SwapSeats(participant_id="awa", other_id="emil", round_id="r1"),
    )
    assert told(changed) == [
        "1 person has no seat in round 1: Zoe Sy",
        "The host of table 1 sits elsewhere in round 1.",
        "1 person has no seat in round 2: Zoe Sy",
    ]


def test_without_a_plan_one_remark_is_enough(workshop):
    assert told(done(workshop, ClearSeating())) == ["Nobody has a seat yet. Make a plan."]


def test_what_is_typed_and_not_recorded_is_remarked(workshop):
    typed = done(workshop, SaveDraft(table_id="t2", round_id="r1", content="{}"))
    assert list(remarks(typed)) == [Remark(Lack.DRAFT_LEFT, "t2", "r1")]


@pytest.mark.parametrize("lack", Lack)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_lack_has_a_sentence_without_a_gap(lack, language):
    remark = Remark(lack, "t1", "r1", ("awa", "dina"))
    text = remark_sentence(remark, small_workshop(), words_for(language))
    assert text
    assert "{" not in text
