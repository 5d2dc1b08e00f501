"""A change told by field: what differs, how a third state takes it, and undo beside others."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from any_command import said_by
from small_cafe import opportunity, record
from worldcafe.domain.changes import field_changes, merged, taken_back, with_changes
from worldcafe.domain.commands import (
    DescribeWorkshop,
    EditContribution,
    PutTheme,
    RemoveTheme,
    WithdrawContribution,
)
from worldcafe.domain.edits import Edit
from worldcafe.domain.model import About, Contribution, Extra, NextStep, Resource, Theme
from worldcafe.domain.refusal import RuleBroken

PHONE = {"origin": "phone", "writer": "phone-7"}
OFFERED = Resource(kind="training", direction="offered", by="Dakar")
NEEDED = Resource(kind="funding", direction="needed", by="Turin")


def edit(**changes):
    return EditContribution(contribution_id="c1", changes=changes)


def paths(before, after):
    return [change.field for change in field_changes(before, after)]


def test_parts_are_told_apart():
    before = opportunity(resources=(OFFERED,), extras=(Extra(name="Budget", value="9"),))
    after = before.but(
        title="Another",
        next_step=NextStep(owner="Awa", text="Call"),
        resources=(OFFERED, NEEDED),
        extras=(Extra(name="Budget", value="10"), Extra(name="Code", value="B")),
    )
    assert paths(before, after) == [
        "title", "resources.needed", "next_step.text", "next_step.owner",
        "extras.Budget", "extras.Code",
    ]  # fmt: skip


def test_what_the_parts_cannot_say_is_told_as_a_whole():
    twice = (Extra(name="Budget", value="9"), Extra(name="Budget", value="10"))
    assert paths(opportunity(extras=twice[:1]), opportunity(extras=twice)) == ["extras"]
    assert paths(opportunity(resources=(NEEDED, OFFERED)),
                 opportunity(resources=(OFFERED, NEEDED))) == ["resources"]  # fmt: skip
    assert paths(opportunity(), opportunity(next_step=NextStep())) == ["next_step"]


CONTRIBUTION = said_by(Contribution)


@settings(max_examples=60, deadline=None)
@given(before=CONTRIBUTION, after=CONTRIBUTION)
def test_the_changes_lead_from_one_state_to_the_other(before, after):
    led = with_changes(before, field_changes(before, after))
    assert led.entity == after
    assert not led.conflicts


@settings(max_examples=60, deadline=None)
@given(base=CONTRIBUTION, data=st.data())
def test_two_who_changed_different_fields_keep_both(base, data):
    ours = base.but(title="Ours", impact=data.draw(st.integers(1, 5)))
    theirs = base.but(description="Theirs", next_step=NextStep(owner="They"))
    for one, other in ((ours, theirs), (theirs, ours)):
        both = merged(base, one, other)
        assert not both.conflicts
        assert (both.entity.title, both.entity.description) == ("Ours", "Theirs")
        assert both.entity.impact == ours.impact


def test_of_two_who_changed_the_same_field_the_conflict_says_which():
    base = opportunity(next_step=NextStep(owner="Awa", text="Call"))
    ours = base.but(next_step=NextStep(owner="Bruno", text="Call"), title="Ours")
    theirs = base.but(next_step=NextStep(owner="Chiara", text="Write"))
    both = merged(base, ours, theirs)
    assert [(c.field, c.before, c.after) for c in both.conflicts] == [
        ("next_step.owner", "Awa", "Chiara")
    ]
    assert both.entity == ours.but(next_step=NextStep(owner="Bruno", text="Write"))
    assert not merged(base, ours, ours).conflicts


# Undo beside others


def test_undo_of_a_title_works_after_somebody_else_changed_the_description(document):
    document.do(record(next_step={"text": "Call"}))
    document.do(edit(title="Mine", next_step={"text": "Call", "owner": "Awa"}))
    document.do(
        edit(description="Theirs", next_step={"text": "Write", "owner": "Awa"}), **PHONE
    )
    document.undo()
    said = document.workshop.contributions["c1"]
    assert (said.title, said.description) == ("Twin the two cities", "Theirs")
    assert said.next_step == NextStep(text="Write")
    document.redo()
    said = document.workshop.contributions["c1"]
    assert (said.title, said.description, said.next_step.owner) == ("Mine", "Theirs", "Awa")


def test_undo_beside_others_survives_closing(document, tmp_path):
    document.do(record())
    document.do(edit(title="Mine"))
    document.do(edit(description="Theirs"), **PHONE)
    document.undo()
    document.close()
    with type(document).open(document.path) as again:
        again.redo()
        said = again.workshop.contributions["c1"]
        assert (said.title, said.description) == ("Mine", "Theirs")


def test_undo_of_the_plan_of_the_day_leaves_what_others_said_of_it(document):
    about = document.workshop.about
    document.do(DescribeWorkshop(about=about.but(title="Mine")))
    document.do(DescribeWorkshop(about=document.workshop.about.but(place="Turin")), **PHONE)
    document.undo()
    assert document.workshop.about == about.but(place="Turin")


def test_undo_takes_nothing_away_that_others_have_written_into(document):
    document.do(record())
    document.do(edit(description="Theirs"), **PHONE)
    before = document.workshop
    with pytest.raises(RuleBroken, match="value_moved_on"):
        document.undo()
    assert document.workshop == before


def test_undo_brings_nothing_back_over_what_others_put_there(document):
    document.do(PutTheme(theme=Theme(id="k", name="Mine")))
    document.do(RemoveTheme(theme_id="k"))
    document.do(PutTheme(theme=Theme(id="k", name="Theirs")), **PHONE)
    with pytest.raises(RuleBroken, match="value_moved_on"):
        document.undo()
    assert document.workshop.themes["k"].name == "Theirs"


def test_undo_of_what_others_took_back_already_is_done_and_goes_on(document):
    document.do(record())
    document.do(edit(title="Mine"))
    document.do(edit(title="Twin the two cities"), **PHONE)
    document.undo()
    assert document.next_undo == "RecordContribution"
    assert document.next_redo == "EditContribution"


def test_several_edits_of_one_thing_are_taken_back_together(workshop):
    first = Theme(id="k", name="One")
    done = [Edit(None, first), Edit(first, first.but(name="Two"))]
    after = workshop.after(done)
    assert workshop == after.after(taken_back(after, done))


def test_a_value_that_fits_no_field_is_refused():
    item = opportunity()
    (change,) = field_changes(item, item.but(impact=3))
    with pytest.raises(RuleBroken, match="field_invalid"):
        with_changes(item, [change.but(after=9)])


def test_a_withdrawn_one_can_still_be_told(document):
    document.do(record())
    document.do(edit(title="Mine"))
    document.do(WithdrawContribution(contribution_id="c1"), **PHONE)
    document.undo()
    said = document.workshop.contributions["c1"]
    assert said.title == "Twin the two cities"
    assert said.withdrawn_at


def test_about_is_exactly_one():
    with pytest.raises(ValueError, match="id"):
        About(id="another")
