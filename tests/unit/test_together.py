"""One intention is one commit: all of it or nothing, one line of history, one undo."""

import pytest

from small_cafe import SEATS, done, opportunity, record, stamp
from worldcafe.document import Document
from worldcafe.domain import commands as do
from worldcafe.domain.refusal import RuleBroken

PLACE = {"table_id": "t1", "round_id": "r1"}


def together(*commands):
    return do.Together(commands=commands)


def history(document):
    return document.next_undo, document.seq


def test_it_leads_where_its_commands_lead_one_after_the_other(workshop):
    steps = (
        record("a"),
        record("b", "t2"),
        do.EditContribution(contribution_id="a", changes={"title": "Said better"}),
        do.MoveContribution(contribution_id="a", table_id="t2", round_id="r2"),
        do.MergeContributions(contribution_ids=("a", "b"), merged=opportunity("m")),
        do.ClearSeating(),
        do.AdoptSeatingPlan(seats=SEATS),
    )
    assert done(workshop, together(*steps)) == done(workshop, *steps)


def test_each_entity_is_told_of_once_from_what_it_was_to_what_it_is(workshop):
    before = done(workshop, record("a"))
    edits = together(
        do.EditContribution(contribution_id="a", changes={"title": "Once"}),
        do.EditContribution(contribution_id="a", changes={"title": "Twice"}),
        do.SaveDraft(**PLACE, content="{}"),
        do.DiscardDraft(**PLACE),
    ).plan(before, stamp())
    (edit,) = edits
    assert edit.before == before.contributions["a"]
    assert edit.after.title == "Twice"


def test_undo_takes_all_of_it_back_and_redo_brings_all_of_it_again(document):
    document.do(record("a"))
    before, after_one = document.workshop, history(document)
    document.do(
        together(
            do.EditContribution(contribution_id="a", changes={"title": "Said better"}),
            do.MoveContribution(contribution_id="a", table_id="t2", round_id="r2"),
            record("b"),
        )
    )
    done_ = document.workshop
    assert history(document) == ("RecordContribution", after_one[1] + 1)
    document.undo()
    assert document.workshop.contributions == before.contributions
    assert document.next_undo == after_one[0]
    document.redo()
    assert document.workshop == done_


def test_undo_is_called_after_what_was_wanted_not_after_the_draft_beside_it(document):
    document.do(together(record("a"), do.SaveDraft(**PLACE, content="{}")))
    assert document.next_undo == "RecordContribution"
    document.do(together(do.AppointHosts(), do.AdoptSeatingPlan(seats=SEATS[:9])))
    assert document.next_undo == "AdoptSeatingPlan"


def test_a_draft_that_is_kept_beside_a_note_is_no_step_of_undo(document):
    before = history(document)
    document.do(together(do.SaveDraft(**PLACE, content="{}")))
    document.do(together())
    assert history(document) == before


def test_a_refusal_of_the_last_leaves_nothing_of_the_first(document):
    before = document.workshop
    with pytest.raises(RuleBroken, match="contribution_unknown"):
        document.do(together(record("a"), do.WithdrawContribution(contribution_id="nobody")))
    assert document.workshop == before
    path = document.path
    document.close()
    with Document.open(path) as again:
        assert again.workshop == before
