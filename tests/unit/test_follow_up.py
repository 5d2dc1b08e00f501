"""The next workshop starts from the people, the room and the open points of the last."""

import datetime as dt
from itertools import count

import pytest

from small_cafe import AT, PEOPLE, done, opportunity, record, stamp
from worldcafe.domain.commands import (
    DescribeWorkshop,
    EditContribution,
    MergeContributions,
    PutOpenPoint,
    WithdrawContribution,
)
from worldcafe.domain.follow_up import follow_up
from worldcafe.domain.harvest import references
from worldcafe.domain.model import OpenPoint
from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.vocabulary import Kind, StepStatus
from worldcafe.domain.workshop import Workshop

STEP = {"text": "Call Lima", "owner": "Awa Diop", "due": "2026-04-30"}


def numbered():
    numbers = count(1)
    return lambda: f"p{next(numbers)}"


def followed(earlier):
    return Workshop().after(follow_up(earlier, numbered()).plan(Workshop(), stamp()))


@pytest.fixture
def earlier(workshop):
    return done(
        workshop,
        DescribeWorkshop(about=workshop.about.but(title="Turin", date=dt.date(2026, 3, 12))),
        record("open", title="Twin the two cities", next_step=STEP),
        record("done", next_step={"text": "Write", "status": "done"}),
        record("promise", kind="commitment", title="I call"),
        record("thought", kind="idea"),
        record("gone"),
        WithdrawContribution(contribution_id="gone"),
    )


def test_people_room_and_rules_come_along_and_nothing_that_was_said(earlier):
    later = followed(earlier)
    assert tuple(later.participants.values()) == PEOPLE
    assert later.tables_in_order == earlier.tables_in_order
    assert later.rounds_in_order == earlier.rounds_in_order
    assert not later.contributions
    assert not later.seats
    assert (later.about.title, later.about.date) == ("Turin", None)
    assert later.about.created_at == AT


def test_open_opportunities_and_commitments_are_followed_with_their_reference(earlier):
    points = followed(earlier).open_points
    assert [(p.kind, p.title) for p in points.values()] == [
        (Kind.OPPORTUNITY, "Twin the two cities"), (Kind.COMMITMENT, "I call"),
    ]  # fmt: skip
    first = points["p1"]
    assert first.reference == references(earlier)["open"]
    assert (first.workshop_title, first.workshop_date) == ("Turin", dt.date(2026, 3, 12))
    assert (first.next_step.text, first.next_step.owner) == ("Call Lima", "Awa Diop")
    assert first.next_step.status is StepStatus.TO_DO


def test_what_the_organiser_says_counts_more_than_the_notes(earlier):
    told = done(
        earlier,
        EditContribution(
            contribution_id="open",
            changes={"organiser_status": "doing", "organiser_owner": "Bruno Costa"},
        ),
        EditContribution(contribution_id="promise", changes={"organiser_status": "dropped"}),
    )
    (point,) = followed(told).open_points.values()
    assert (point.next_step.owner, point.next_step.status) == ("Bruno Costa", "doing")


def test_a_merge_is_followed_once(earlier):
    merged = MergeContributions(
        contribution_ids=("open", "promise"), merged=opportunity("m1", title="Both")
    )
    assert [p.title for p in followed(done(earlier, merged)).open_points.values()] == ["Both"]


def test_an_open_point_is_passed_on_until_it_is_over(earlier):
    old = OpenPoint(id="old", workshop_title="Lima", kind="opportunity", title="A school")
    over = old.but(id="over", next_step={"status": "done"})
    both = done(earlier, PutOpenPoint(point=old), PutOpenPoint(point=over))
    passed = followed(both).open_points
    assert [p.title for p in passed.values()] == ["A school", "Twin the two cities", "I call"]
    assert passed["old"].workshop_title == "Lima"


def test_a_workshop_that_holds_something_already_is_not_started_again(earlier):
    with pytest.raises(RuleBroken) as refused:
        done(earlier, follow_up(earlier, numbered()))
    assert refused.value.code == "follow_up_of_filled_workshop"
