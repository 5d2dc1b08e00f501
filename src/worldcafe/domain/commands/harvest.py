"""Bringing together what was said: merging, clusters, dots, and open points of before."""

from typing import Annotated

from pydantic import Field

from worldcafe.domain.command import Command, Stamp, put, remove
from worldcafe.domain.commands.capture import newly_numbered
from worldcafe.domain.edits import Edit
from worldcafe.domain.model import (
    Cluster,
    Contribution,
    DifferentPair,
    Id,
    MatchDecision,
    OpenPoint,
    Vote,
)
from worldcafe.domain.refusal import refuse
from worldcafe.domain.vocabulary import MatchVerdict, VoteBy
from worldcafe.domain.workshop import Workshop


class MergeContributions(Command):
    """Say several contributions in one; each stays beneath it with its own words and place.

    What is merged may itself be the result of a merge.
    """

    contribution_ids: tuple[str, ...]
    merged: Contribution
    """The words for all of them; it takes its place and cluster from the first."""

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        ids = tuple(dict.fromkeys(self.contribution_ids))
        if len(ids) < 2:
            refuse("merge_of_too_few")
        if self.merged.id in workshop.contributions:
            refuse("already_recorded", title=self.merged.title)
        originals = [_standing(workshop, each) for each in ids]
        clusters = (each.cluster_id for each in originals if each.cluster_id)
        first = originals[0]
        merged = self.merged.model_copy(
            update={
                "table_id": first.table_id,
                "round_id": first.round_id,
                "number": None,
                "recorded_at": stamp.at,
                "withdrawn_at": None,
                "merged_into_id": None,
                "cluster_id": self.merged.cluster_id or next(clusters, None),
            }
        )
        beneath = (o.model_copy(update={"merged_into_id": merged.id}) for o in originals)
        return [*newly_numbered(workshop, [merged]), *put(workshop, *beneath)]


class SplitContribution(Command):
    """Take a merge apart: its originals stand again, and the words for all are withdrawn."""

    contribution_id: str

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        merged = _standing(workshop, self.contribution_id)
        originals = [
            item for item in workshop.contributions.values() if item.merged_into_id == merged.id
        ]
        if not originals:
            refuse("nothing_to_split", title=merged.title)
        alone = (item.model_copy(update={"merged_into_id": None}) for item in originals)
        withdrawn = merged.model_copy(update={"withdrawn_at": stamp.at})
        return put(workshop, withdrawn, *alone)


class JudgeDifferent(Command):
    """Say that two contributions are not the same: they are not suggested again."""

    one_id: str
    other_id: str

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        if not {self.one_id, self.other_id} <= workshop.contributions.keys():
            refuse("contribution_unknown")
        return put(workshop, DifferentPair.of(self.one_id, self.other_id))


class DecideMatch(Command):
    """Keep an offer that may answer a need, or turn it down; without a verdict it is open
    again.
    """

    need_id: str
    offer_id: str
    verdict: MatchVerdict | None

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        if not {self.need_id, self.offer_id} <= workshop.contributions.keys():
            refuse("contribution_unknown")
        if self.verdict is not None:
            return put(workshop, MatchDecision.of(self.need_id, self.offer_id, self.verdict))
        known = workshop.match_decisions.get(MatchDecision.id_of(self.need_id, self.offer_id))
        return remove([known] if known else [])


class PutCluster(Command):
    """Add a cluster, or change the one with this id; contributions may join it at once."""

    cluster: Cluster
    contribution_ids: tuple[str, ...] = ()

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        name = self.cluster.name.casefold()
        for other in workshop.clusters.values():
            if other.id != self.cluster.id and other.name.casefold() == name:
                refuse("cluster_name_taken", name=self.cluster.name)
        return put(workshop, self.cluster) + _clustered(
            workshop, self.contribution_ids, self.cluster.id
        )


class AssignCluster(Command):
    """Put contributions into a cluster, or into none."""

    contribution_ids: tuple[str, ...]
    cluster_id: str | None = None

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        return _clustered(workshop, self.contribution_ids, self.cluster_id)


class RemoveCluster(Command):
    """Take a cluster away; what was in it stays."""

    cluster_id: str

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        cluster = workshop.clusters.get(self.cluster_id)
        if cluster is None:
            refuse("cluster_unknown")
        inside = [c.id for c in workshop.contributions.values() if c.cluster_id == cluster.id]
        return _clustered(workshop, tuple(inside), None) + remove([cluster])


class CastVotes(Command):
    """One voter's dots, in place of those they placed before.

    The voter is a person or a table; neither stands for dots counted on the wall, of which
    there may be any number.
    """

    dots: dict[str, Annotated[int, Field(le=5_000)]]
    """Contribution id to the number of dots; 0 takes them away."""
    participant_id: Id | None = None
    table_id: Id | None = None

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        if self.participant_id and self.table_id:
            refuse("vote_of_two")
        cast = {each: dots for each, dots in self.dots.items() if dots > 0}
        limit = workshop.about.dots_each
        if (self.participant_id or self.table_id) and sum(cast.values()) > limit:
            refuse("too_many_dots", dots=sum(cast.values()), limit=limit)
        votes = [
            Vote.of(
                _standing(workshop, each).id,
                dots,
                participant_id=self.participant_id,
                table_id=self.table_id,
            )
            for each, dots in cast.items()
        ]
        kept = {vote.id for vote in votes}
        gone = [
            vote
            for vote in workshop.votes.values()
            if (vote.participant_id, vote.table_id) == (self.participant_id, self.table_id)
            and vote.id not in kept
        ]
        return remove(gone) + put(workshop, *votes)


class SetVoting(Command):
    """Say who places dots, and how many each."""

    votes_by: VoteBy
    dots_each: Annotated[int, Field(ge=1, le=50)]

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        about = workshop.about
        return put(workshop, about.but(votes_by=self.votes_by, dots_each=self.dots_each))


class PutOpenPoint(Command):
    """Add an open point of an earlier workshop, or say what became of it."""

    point: OpenPoint

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        return put(workshop, self.point)


class RemoveOpenPoint(Command):
    """Follow an open point no longer."""

    point_id: str

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        point = workshop.open_points.get(self.point_id)
        return remove([point] if point else [])


def _standing(workshop: Workshop, contribution_id: str) -> Contribution:
    """The contribution, if the harvest holds it. Raises `RuleBroken` otherwise."""
    item = workshop.contributions.get(contribution_id)
    if item is None:
        refuse("contribution_unknown")
    if item.withdrawn_at or item.merged_into_id:
        refuse("contribution_not_standing", title=item.title)
    return item


def _clustered(
    workshop: Workshop, contribution_ids: tuple[str, ...], cluster_id: str | None
) -> list[Edit]:
    if not workshop.contributions.keys() >= set(contribution_ids):
        refuse("contribution_unknown")
    items = (workshop.contributions[each] for each in contribution_ids)
    return put(
        workshop, *(item.model_copy(update={"cluster_id": cluster_id}) for item in items)
    )
