"""Dots survive a merge, and the checklist asks for what is missing."""

import pytest

from small_cafe import done, opportunity, record
from worldcafe.domain.checklist import Gap, gaps
from worldcafe.domain.commands import (
    CastVotes,
    MergeContributions,
    SplitContribution,
    WithdrawContribution,
)
from worldcafe.domain.harvest import dots

FULL = {
    "partners": ({"name": "Dakar", "role": "beneficiary"}, {"name": "Lima", "role": "pivotal"}),
    "demand": "Trainers", "demand_confirmed": True,
    "next_step": {"text": "Call", "owner": "Awa", "due": "2026-04-30"},
}  # fmt: skip


@pytest.fixture
def voted(workshop):
    return done(
        workshop,
        record("c1"),
        record("c2"),
        record("c3"),
        CastVotes(dots={"c1": 3, "c3": 1}, participant_id="dina"),
        CastVotes(dots={"c2": 2}, table_id="t1"),
        CastVotes(dots={"c2": 9}),
    )


def test_dots_are_counted_whoever_placed_them(voted):
    assert dots(voted) == {"c1": 3, "c2": 11, "c3": 1}


def test_a_merge_inherits_the_dots_of_everything_beneath_and_gives_them_back(voted):
    one = MergeContributions(contribution_ids=("c1", "c2"), merged=opportunity("m1"))
    two = MergeContributions(contribution_ids=("m1", "c3"), merged=opportunity("m2"))
    later = CastVotes(dots={"m1": 4}, participant_id="emil")
    assert dots(done(voted, one, later, two)) == {"m2": 19}
    assert dots(done(voted, one, SplitContribution(contribution_id="m1"))) == dots(voted)


def test_what_is_withdrawn_has_no_dots(voted):
    assert "c2" not in dots(done(voted, WithdrawContribution(contribution_id="c2")))


def test_an_opportunity_that_has_everything_lacks_nothing():
    assert gaps(opportunity(**FULL)) == ()


@pytest.mark.parametrize(
    ("without", "lacking"),
    [
        ({"partners": ()}, (Gap.PARTNERS,)),
        ({"partners": FULL["partners"][:1]}, (Gap.PARTNERS,)),
        ({"modality": "triangular"}, (Gap.ROLES,)),
        ({"demand": "", "demand_confirmed": False}, (Gap.DEMAND,)),
        ({"demand_confirmed": False}, (Gap.CONFIRMED,)),
        ({"next_step": None}, (Gap.NEXT_STEP, Gap.OWNER, Gap.DATE)),
        ({"next_step": None, "organiser_owner": "Awa"}, (Gap.NEXT_STEP, Gap.DATE)),
        ({"next_step": {"type": "contact", "owner": "Awa"}}, (Gap.DATE,)),
        ({"kind": "commitment", "demand": "", "next_step": None},
         (Gap.NEXT_STEP, Gap.OWNER, Gap.DATE)),
        ({"kind": "idea", "next_step": None, "partners": ()}, ()),
    ],
)  # fmt: skip
def test_the_checklist_names_what_is_missing(without, lacking):
    assert gaps(opportunity(**{**FULL, **without})) == lacking
