"""Writing down what was said: what each command does, and every refusal."""

import pytest
from pydantic import ValidationError

from small_cafe import AT, MINUTE, done, opportunity, record, stamp
from worldcafe.domain.commands import (
    DescribeConversation,
    DiscardDraft,
    EditContribution,
    ImportContributions,
    MoveContribution,
    RecordContribution,
    RestoreContribution,
    SaveDraft,
    WithdrawContribution,
)
from worldcafe.domain.model import Draft
from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.vocabulary import HandIn, Kind

DRAFT = SaveDraft(table_id="t1", round_id="r1", content='{"title": "Tw"}')


def test_recording_sets_the_instant_and_takes_the_draft_of_that_conversation(workshop):
    elsewhere = SaveDraft(table_id="t2", round_id="r1", content="{}")
    recorded = done(workshop, DRAFT, elsewhere, record())
    assert recorded.contributions["c1"].recorded_at == AT
    assert list(recorded.drafts) == ["r1/t2/desk"]


def test_an_import_leaves_known_contributions_and_keeps_their_instants(workshop):
    known = done(workshop, record(title="First"))
    imported = done(
        known,
        ImportContributions(
            contributions=(
                opportunity("c1", title="Second"),
                opportunity("c2", recorded_at=AT - MINUTE),
                opportunity("c3", builds_on_id="c4"),
                opportunity("c4"),
                opportunity("c4", title="The same id again"),
            )
        ),
        after=MINUTE,
    )
    assert imported.contributions["c1"].title == "First"
    assert imported.contributions["c2"].recorded_at == AT - MINUTE
    assert imported.contributions["c3"].recorded_at == AT + MINUTE
    assert imported.contributions["c4"].title == "Twin the two cities"


def test_fields_are_edited_and_changing_the_kind_loses_nothing(workshop):
    said = done(workshop, record(demand="Dakar asks", author_id="awa"))
    other = done(
        said,
        EditContribution(contribution_id="c1", changes={"kind": "idea", "title": " New "}),
    )
    back = done(other, EditContribution(contribution_id="c1", changes={"kind": "opportunity"}))
    assert other.contributions["c1"].kind is Kind.IDEA
    assert back.contributions["c1"] == said.contributions["c1"].but(title="New")


def test_a_contribution_moves_to_another_conversation(workshop):
    moved = done(
        workshop, record(), MoveContribution(contribution_id="c1", table_id="t2", round_id="r2")
    )
    assert moved.contributions_of("t1", "r1") == ()
    assert [c.id for c in moved.contributions_of("t2", "r2")] == ["c1"]


def test_a_withdrawn_contribution_stays_and_can_come_back(workshop):
    withdraw = WithdrawContribution(contribution_id="c1")
    gone = done(workshop, record(), withdraw)
    assert gone.contributions["c1"].withdrawn_at == AT
    assert gone.standing == ()
    assert withdraw.plan(gone, stamp(MINUTE)) == []
    back = done(gone, RestoreContribution(contribution_id="c1"))
    assert [c.id for c in back.standing] == ["c1"]


def test_a_conversation_is_described_bit_by_bit(workshop):
    place = {"table_id": "t1", "round_id": "r1"}
    said = done(
        workshop,
        DescribeConversation(**place, key_insight="Cities lead", key_insight_lang="en"),
        DescribeConversation(**place, note_taker_id="dina"),
        DescribeConversation(**place, state=HandIn.HANDED_IN),
    )
    conversation = said.conversation("t1", "r1")
    assert (conversation.key_insight, conversation.note_taker_id) == ("Cities lead", "dina")
    assert conversation.state is HandIn.HANDED_IN
    cleared = done(said, DescribeConversation(**place, key_insight="", note_taker_id=""))
    assert cleared.conversation("t1", "r1").key_insight == ""
    assert cleared.conversation("t1", "r1").note_taker_id is None


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        ([], HandIn.EMPTY),
        ([DRAFT], HandIn.DRAFT),
        ([record()], HandIn.DRAFT),
        ([record(), WithdrawContribution(contribution_id="c1")], HandIn.EMPTY),
        (
            [DescribeConversation(table_id="t1", round_id="r1", key_insight="x")],
            HandIn.DRAFT,
        ),
        (
            [record(), DescribeConversation(table_id="t1", round_id="r1", state="handed_in")],
            HandIn.HANDED_IN,
        ),
        (
            [DescribeConversation(table_id="t1", round_id="r1", state="checked")],
            HandIn.CHECKED,
        ),
    ],
)
def test_how_far_a_conversation_has_come(workshop, steps, state):
    assert done(workshop, *steps).hand_in("t1", "r1") is state


def test_one_draft_a_conversation_and_none_for_the_same_text(workshop):
    typed = done(workshop, DRAFT)
    assert typed.drafts == {"r1/t1/desk": Draft.of("t1", "r1", "desk", DRAFT.content, AT)}
    assert DRAFT.plan(typed, stamp(MINUTE)) == []
    more = done(typed, DRAFT.but(content="{}"), after=MINUTE)
    assert more.drafts == {"r1/t1/desk": Draft.of("t1", "r1", "desk", "{}", AT + MINUTE)}


def test_a_draft_is_discarded(workshop):
    discard = DiscardDraft(table_id="t1", round_id="r1")
    assert not done(workshop, DRAFT, discard).drafts
    assert discard.plan(workshop, stamp()) == []


def _edit(**changes):
    return EditContribution(contribution_id="c1", changes=changes)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (record("c1"), "already_recorded"),
        (record("c2", table_id="x"), "points_nowhere"),
        (record("c2", round_id="x"), "points_nowhere"),
        (record("c2", author_id="x"), "points_nowhere"),
        (record("c2", builds_on_id="x"), "points_nowhere"),
        (ImportContributions(contributions=(opportunity("n", "x"),)), "points_nowhere"),
        (
            ImportContributions(contributions=(opportunity("n", author_id="x"),)),
            "points_nowhere",
        ),
        (
            ImportContributions(contributions=(opportunity("n", builds_on_id="x"),)),
            "points_nowhere",
        ),
        (EditContribution(contribution_id="x", changes={}), "contribution_unknown"),
        (_edit(colour="red"), "field_not_editable"),
        (_edit(id="c9"), "field_not_editable"),
        (_edit(table_id="t2"), "field_not_editable"),
        (_edit(withdrawn_at=None), "field_not_editable"),
        (_edit(impact=6), "field_invalid"),
        (_edit(title="   "), "field_invalid"),
        (_edit(author_id="x"), "points_nowhere"),
        (_edit(builds_on_id="x"), "points_nowhere"),
        (
            MoveContribution(contribution_id="x", table_id="t1", round_id="r1"),
            "contribution_unknown",
        ),
        (
            MoveContribution(contribution_id="c1", table_id="x", round_id="r1"),
            "points_nowhere",
        ),
        (
            MoveContribution(contribution_id="c1", table_id="t1", round_id="x"),
            "points_nowhere",
        ),
        (WithdrawContribution(contribution_id="x"), "contribution_unknown"),
        (RestoreContribution(contribution_id="x"), "contribution_unknown"),
        (DescribeConversation(table_id="x", round_id="r1"), "table_unknown"),
        (
            DescribeConversation(table_id="t1", round_id="r1", note_taker_id="x"),
            "points_nowhere",
        ),
        (SaveDraft(table_id="t1", round_id="x", content=""), "round_unknown"),
    ],
)
def test_refusals(workshop, command, code):
    with pytest.raises(RuleBroken) as refused:
        done(workshop, record(), command)
    assert refused.value.code == code


def test_a_refused_field_is_named(workshop):
    with pytest.raises(RuleBroken) as refused:
        _edit(impact=6).plan(done(workshop, record()), stamp())
    assert refused.value.params == {"field": "impact"}


@pytest.mark.parametrize(
    "fields",
    [
        {"title": ""},
        {"title": " \t"},
        {"title": "x" * 501},
        {"description": "x" * 40_001},
        {"title": "half a \ud83d"},
        {"impact": 0},
        {"colour": "red"},
    ],
)
def test_a_contribution_that_is_none_cannot_even_be_asked_for(fields):
    with pytest.raises(ValidationError):
        RecordContribution(contribution=opportunity(**fields))


def test_a_key_insight_of_any_length_is_refused_beyond_a_chapter():
    with pytest.raises(ValidationError):
        DescribeConversation(table_id="t1", round_id="r1", key_insight="x" * 40_001)


def test_a_table_without_a_theme_has_none(workshop):
    assert workshop.theme_of("t1").id == "children"
    assert workshop.theme_of("x") is None
