"""Merging, clusters, dots and open points: what each command does, and every refusal."""

import pytest

from small_cafe import AT, MINUTE, done, opportunity, record
from worldcafe.domain.commands import (
    AssignCluster,
    CastVotes,
    EditContribution,
    JudgeDifferent,
    MergeContributions,
    PutCluster,
    PutOpenPoint,
    RemoveCluster,
    RemoveOpenPoint,
    RemoveParticipants,
    RestoreContribution,
    SetVoting,
    SplitContribution,
    WithdrawContribution,
)
from worldcafe.domain.model import Cluster, OpenPoint
from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.vocabulary import Kind, VoteBy

YOUNG = Cluster(id="young", name="Young people")


@pytest.fixture
def noted(workshop):
    """The café with three contributions: two at the first table, one at the second."""
    return done(
        workshop,
        record("c1", title="Twin the two cities", lang="en"),
        record("c2", "t2", "r2", title="Jumeler les deux villes", lang="fr", author_id="dina"),
        record("c3", title="A market for all"),
    )


def merge(*ids, into="m1", **fields):
    return MergeContributions(
        contribution_ids=ids, merged=opportunity(into, **{"title": "A twinning", **fields})
    )


def ids(items):
    return [item.id for item in items]


def test_a_merge_stands_for_its_originals_and_changes_none_of_their_words(noted):
    merged = done(noted, merge("c1", "c2"), after=MINUTE)
    assert ids(merged.standing) == ["c3", "m1"]
    assert merged.contributions["m1"].recorded_at == AT + MINUTE
    for original in merged.origins_of("m1"):
        before = noted.contributions[original.id]
        assert original == before.model_copy(update={"merged_into_id": "m1"})


def test_a_conversation_keeps_its_first_words_after_a_merge(noted):
    merged = done(noted, merge("c1", "c2"))
    assert ids(merged.contributions_of("t1", "r1")) == ["c1", "c3"]
    assert ids(merged.contributions_of("t2", "r2")) == ["c2"]


def test_a_merge_of_a_merge_comes_from_everything_beneath(noted):
    twice = done(noted, merge("c1", "c2"), merge("m1", "c3", into="m2"))
    assert ids(twice.standing) == ["m2"]
    assert ids(twice.origins_of("m2")) == ["c3", "c1", "c2"]


def test_splitting_lets_the_originals_stand_again(noted):
    split = done(noted, merge("c1", "c2"), SplitContribution(contribution_id="m1"))
    assert ids(split.standing) == ["c1", "c2", "c3"]
    assert split.contributions["m1"].withdrawn_at == AT


def test_what_lies_beneath_a_merge_can_still_be_corrected(noted):
    corrected = done(
        noted,
        merge("c1", "c2"),
        EditContribution(contribution_id="c2", changes={"title": "Un jumelage"}),
    )
    assert corrected.origins_of("m1")[1].title == "Un jumelage"


def test_an_original_that_is_withdrawn_lies_beneath_no_more_until_it_is_restored(noted):
    merged = done(noted, merge("c1", "c2"), WithdrawContribution(contribution_id="c2"))
    assert ids(merged.origins_of("m1")) == ["c1"]
    restored = done(merged, RestoreContribution(contribution_id="c2"))
    assert ids(restored.origins_of("m1")) == ["c1", "c2"]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (merge("c1"), "merge_of_too_few"),
        (merge("c1", "c1"), "merge_of_too_few"),
        (merge("c1", "nothing"), "contribution_unknown"),
        (merge("c1", "c2", into="c3"), "already_recorded"),
        (SplitContribution(contribution_id="c1"), "nothing_to_split"),
        (JudgeDifferent(one_id="c1", other_id="c1"), "points_to_itself"),
        (JudgeDifferent(one_id="c1", other_id="nothing"), "contribution_unknown"),
        (AssignCluster(contribution_ids=("c1",), cluster_id="none"), "points_nowhere"),
        (AssignCluster(contribution_ids=("nothing",)), "contribution_unknown"),
        (RemoveCluster(cluster_id="none"), "cluster_unknown"),
        (CastVotes(dots={"c1": 1}, participant_id="nobody"), "points_nowhere"),
        (CastVotes(dots={"c1": 1}, table_id="nowhere"), "points_nowhere"),
        (CastVotes(dots={"c1": 1}, table_id="t1", participant_id="awa"), "vote_of_two"),
        (CastVotes(dots={"c1": 3, "c2": 3}, table_id="t1"), "too_many_dots"),
        (CastVotes(dots={"nothing": 1}), "contribution_unknown"),
    ],
)
def test_what_cannot_be_done_is_refused(noted, command, code):
    with pytest.raises(RuleBroken) as refused:
        done(noted, command)
    assert refused.value.code == code


def test_what_is_withdrawn_or_merged_cannot_be_merged_again(noted):
    for before in (merge("c1", "c3"), WithdrawContribution(contribution_id="c1")):
        with pytest.raises(RuleBroken) as refused:
            done(noted, before, merge("c1", "c2", into="m2"))
        assert refused.value.code == "contribution_not_standing"


def test_a_pair_is_judged_once_whichever_is_named_first(noted):
    judged = done(
        noted,
        JudgeDifferent(one_id="c1", other_id="c3"),
        JudgeDifferent(one_id="c3", other_id="c1"),
    )
    assert len(judged.different_pairs) == 1


def test_a_cluster_goes_and_what_was_in_it_stays(noted):
    clustered = done(noted, PutCluster(cluster=YOUNG, contribution_ids=("c1", "c3")))
    assert clustered.contributions["c3"].cluster_id == "young"
    left = done(clustered, RemoveCluster(cluster_id="young"))
    assert not left.clusters
    assert all(item.cluster_id is None for item in left.contributions.values())
    assert ids(left.standing) == ids(noted.standing)


def test_a_merge_joins_the_cluster_of_its_originals(noted):
    clustered = done(noted, PutCluster(cluster=YOUNG, contribution_ids=("c2",)))
    assert done(clustered, merge("c1", "c2")).contributions["m1"].cluster_id == "young"


def test_two_clusters_do_not_share_a_name(noted):
    clustered = done(noted, PutCluster(cluster=YOUNG))
    with pytest.raises(RuleBroken) as refused:
        done(clustered, PutCluster(cluster=Cluster(id="other", name="YOUNG people")))
    assert refused.value.code == "cluster_name_taken"


def test_a_second_ballot_replaces_the_first_of_the_same_voter_only(noted):
    voted = done(
        noted,
        CastVotes(dots={"c1": 3, "c2": 2}, participant_id="dina"),
        CastVotes(dots={"c1": 1}, participant_id="emil"),
        CastVotes(dots={"c2": 4, "c1": 0}, participant_id="dina"),
    )
    assert {(v.participant_id, v.contribution_id): v.dots for v in voted.votes.values()} == {
        ("emil", "c1"): 1,
        ("dina", "c2"): 4,
    }


def test_dots_counted_on_the_wall_know_no_limit(noted):
    counted = done(noted, CastVotes(dots={"c1": 31, "c2": 12}))
    assert sum(vote.dots for vote in counted.votes.values()) == 43


def test_the_number_of_dots_can_be_changed(noted):
    voting = done(noted, SetVoting(votes_by=VoteBy.TABLE, dots_each=8))
    assert voting.about.votes_by is VoteBy.TABLE
    done(voting, CastVotes(dots={"c1": 8}, table_id="t1"))


def test_the_dots_of_somebody_who_is_taken_off_the_list_go_too(noted):
    voted = done(noted, CastVotes(dots={"c1": 1}, participant_id="emil"))
    assert not done(voted, RemoveParticipants(participant_ids=frozenset({"emil"}))).votes


def test_an_open_point_is_followed_until_it_is_removed(workshop):
    point = OpenPoint(id="p1", kind=Kind.COMMITMENT, title="Send the manual")
    followed = done(workshop, PutOpenPoint(point=point))
    told = done(followed, PutOpenPoint(point=point.but(outcome="Sent in May")))
    assert told.open_points["p1"].outcome == "Sent in May"
    assert not done(told, RemoveOpenPoint(point_id="p1")).open_points
