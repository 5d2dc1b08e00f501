"""Where the plan no longer fits the room, and what is said of the ways to mend it."""

import pytest

from small_cafe import done, small_workshop
from worldcafe.domain.commands import (
    AddLatecomer,
    ClearSeating,
    MarkAbsent,
    PutTable,
    StartSegment,
)
from worldcafe.domain.model import Participant, SeatWish
from worldcafe.domain.plan_gaps import PlanGaps, plan_gaps
from worldcafe.domain.rotation import Move, repairs
from worldcafe.domain.seating import repair_request
from worldcafe.domain.vocabulary import WishType
from worldcafe.wording import words_for
from worldcafe.wording.repairs import changes, gaps_told, move_sentence, situation
from worldcafe.wording.wishes import wish_sentence

WORDS = words_for("en")
LATE = Participant(id="zoe", given_name="Zoe", family_name="Sy")
DINA_IS_OUT = MarkAbsent(participant_ids=frozenset({"dina"}))


def closed(workshop, table_id):
    return PutTable(table=workshop.tables[table_id].but(closed=True))


def test_a_plan_that_fits_has_no_gaps(workshop):
    assert not plan_gaps(workshop)
    assert situation(workshop, WORDS).startswith("Everybody is here and has a seat.")


def test_who_is_missing_late_or_at_a_closed_table_is_named(workshop):
    changed = done(workshop, DINA_IS_OUT, AddLatecomer(participant=LATE))
    changed = done(changed, closed(changed, "t2"))
    assert list(gaps_told(plan_gaps(changed), WORDS)) == [
        "Not coming: Dina Haddad",
        "Without a seat: Zoe Sy",
        "Closed tables: 2",
    ]
    assert situation(changed, WORDS) == (
        "1 person is not here. 1 person has no seat. 1 table is closed."
    )


def test_of_many_only_the_first_few_are_named():
    people = tuple(Participant(id=name, given_name=name) for name in "ABCDE")
    assert list(gaps_told(PlanGaps(absent=people), WORDS)) == [
        "Not coming: A, B, C and 2 others"
    ]


def test_nothing_is_repaired_that_is_over_or_was_never_planned(workshop):
    out = done(workshop, DINA_IS_OUT)
    assert plan_gaps(out)
    assert not plan_gaps(done(out, StartSegment(segment="harvest")))
    assert not plan_gaps(done(out, ClearSeating()))


def test_a_preview_names_who_moves_from_where_to_where(workshop):
    told = [
        move_sentence(workshop, Move("awa", 1, before, after), WORDS)
        for before, after in (("t1", "t2"), (None, "t2"), ("t1", None))
    ]
    assert told == [
        "Awa Diop: table 1 → 2 in round 2",
        "Awa Diop: table 2 in round 2",
        "Awa Diop: no table in round 2",
    ]


def test_a_host_who_left_is_followed_by_a_new_one_and_that_is_told_first(workshop):
    out = done(workshop, MarkAbsent(participant_ids=frozenset({"awa"})))
    repair = repairs(repair_request(out, "r2"))[0]
    first, *others = changes(repair, out, WORDS)
    assert first.endswith(" hosts table 1 from now on.")
    assert others == [move_sentence(out, move, WORDS) for move in repair.moves]


@pytest.mark.parametrize("type", WishType)
def test_every_kind_of_wish_is_a_sentence_for_one_round_and_for_the_day(type):
    workshop, texts = small_workshop(), set()
    for round_id in (None, "r2"):
        wish = SeatWish(
            id="w", type=type, participant_ids=("awa", "dina"), round_id=round_id,
            table_id="t2", theme_id="children",
        )  # fmt: skip
        text = wish_sentence(workshop, wish, WORDS)
        texts.add(text)
        assert text.startswith("Awa Diop and Dina Haddad ")
        assert ("round 2" in text) == (round_id is not None)
        assert ("table 2" in text) == (type is WishType.AT_TABLE)
        assert ("Child labour" in text) == (type is WishType.AT_THEME)
    assert len(texts) == 2
