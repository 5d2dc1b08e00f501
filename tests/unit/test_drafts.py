"""A draft belongs to who types it: nobody else's is touched, and none goes silently."""

import pytest

from small_cafe import AT, MINUTE, record
from worldcafe.document import Document
from worldcafe.domain import commands as do
from worldcafe.domain.command import Stamp
from worldcafe.domain.drafts import Typed, draft_of, drafts_of_others, last_draft
from worldcafe.domain.model import CafeTable, Round
from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.workshop import Workshop

PLACE = {"table_id": "t1", "round_id": "r1"}
AT_T1 = ("t1", "r1")


def by(writer, workshop, *commands, at=AT):
    """The workshop once this writer did these."""
    for command in commands:
        workshop = workshop.after(command.plan(workshop, Stamp(at, str, writer)))
    return workshop


def typing(**said):
    return do.SaveDraft(**PLACE, content=Typed(**said).content)


@pytest.fixture
def two(workshop):
    """Two phones and this desk type at one table."""
    typed = by("phone", workshop, typing(fresh={"title": "Du téléphone"}))
    typed = by("tablet", typed, typing(insight="De la tablette"), at=AT + MINUTE)
    return by("desk", typed, typing(fresh={"title": "Du bureau"}))


@pytest.mark.parametrize(
    "command",
    [record("a"), do.DiscardDraft(**PLACE), typing(fresh={"title": "Autre chose"})],
    ids=["record", "discard", "save"],
)
def test_what_one_writer_does_leaves_the_others_drafts(two, command):
    after = by("desk", two, command)
    others = drafts_of_others(two, *AT_T1, "desk")
    assert [draft.writer for draft in others] == ["phone", "tablet"]
    assert drafts_of_others(after, *AT_T1, "desk") == others


def test_drafts_are_in_the_order_in_which_they_were_saved_last(two):
    later = by("phone", two, typing(insight="Du téléphone"), at=AT + 2 * MINUTE)
    for workshop in (later, Workshop.of(reversed([*later.entities()]))):
        assert [each.writer for each in workshop.drafts.values()] == ["desk", "tablet", "phone"]


def test_another_ones_draft_is_discarded_only_by_name(two):
    after = by("desk", two, do.DiscardDraft(**PLACE, writer="phone"))
    assert {draft.writer for draft in after.drafts.values()} == {"desk", "tablet"}


def test_what_is_taken_over_moves_whole_and_the_rest_stays(two):
    take = do.TakeOverDraft(**PLACE, writer="tablet")
    (moved, gone) = sorted(take.plan(two, Stamp(AT, str, "desk")), key=lambda e: not e.after)
    assert gone.before.writer == "tablet"
    assert Typed.of(moved.after) == Typed(
        fresh={"title": "Du bureau"}, insight="De la tablette"
    )
    after = by("desk", two, take)
    assert draft_of(after, *AT_T1, "phone") == draft_of(two, *AT_T1, "phone")


def test_a_text_of_an_unknown_form_is_taken_over_as_it_stands(workshop):
    typed = by("phone", workshop, do.SaveDraft(**PLACE, content="Ni clé ni forme"))
    after = by("desk", typed, do.TakeOverDraft(**PLACE, writer="phone"))
    assert draft_of(after, *AT_T1, "desk").content == "Ni clé ni forme"
    assert Typed.of(draft_of(after, *AT_T1, "desk")).fresh == {"description": "Ni clé ni forme"}


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"fresh": {"title": "A"}}, {"fresh": {"title": "B"}}),
        ({"insight": ""}, {"insight": "B"}),
        ({"edited": {"c": {"title": "A"}}}, {"edited": {"c": {"title": "B"}}}),
    ],
)
def test_where_both_typed_the_same_thing_neither_is_lost(workshop, ours, theirs):
    typed = by("phone", by("desk", workshop, typing(**ours)), typing(**theirs))
    with pytest.raises(RuleBroken, match="draft_in_the_way"):
        by("desk", typed, do.TakeOverDraft(**PLACE, writer="phone"))


def test_what_is_gone_already_cannot_be_taken_over_twice(two):
    take = do.TakeOverDraft(**PLACE, writer="tablet")
    after = by("desk", two, take)
    assert by("desk", after, take) == after
    assert by("desk", after, do.TakeOverDraft(**PLACE, writer="desk")) == after


def test_a_draft_comes_back_as_it_was_typed(workshop):
    said = Typed(fresh={"title": "É « »"}, edited={"c": {"themes": ["a"]}}, insight="")
    kept = by("desk", workshop, do.SaveDraft(**PLACE, content=said.content))
    assert Typed.of(draft_of(kept, *AT_T1, "desk")) == said


def test_the_last_draft_is_this_writers_own(two):
    elsewhere = do.SaveDraft(table_id="t2", round_id="r1", content="{}")
    later = by("phone", two, elsewhere, at=AT + 9 * MINUTE)
    assert last_draft(later, "desk").table_id == "t1"
    assert last_draft(later, "nobody") is None


def test_a_draft_of_a_device_that_is_gone_survives_in_the_file(document):
    document.do(typing(fresh={"title": "Orphelin"}), writer="phone-gone")
    document.do(record("a"))
    path = document.path
    document.close()
    with Document.open(path) as again:
        (left,) = drafts_of_others(again.workshop, *AT_T1, again.writer)
        assert Typed.of(left).in_short == "Orphelin"


def test_a_draft_is_kept_however_long_the_ids_are_that_it_is_known_by(document):
    long = "x" * 100
    document.do(do.PutTable(table=CafeTable(id=long, number=3, seats=4)))
    document.do(do.PutRound(round=Round(id=long, number=3)))
    saved = do.SaveDraft(table_id=long, round_id=long, content="{}")
    document.do(saved, writer="d" * 100)
    assert draft_of(document.workshop, long, long, "d" * 100).content == "{}"
