"""What the room and the organiser think of what was said: dots, and what still lacks."""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

from worldcafe.domain.model import Contribution
from worldcafe.domain.vocabulary import TRIANGULAR_ROLES, Kind, Modality
from worldcafe.domain.workshop import Workshop


def dots(workshop: Workshop) -> Mapping[str, int]:
    """The dots of every standing contribution that has any, by its id.

    Dots given to what was merged count for the merged one.
    """
    heir = {
        origin.id: item.id
        for item in workshop.standing
        for origin in (item, *_beneath(workshop, item.id))
    }
    counted = Counter[str]()
    for vote in workshop.votes.values():
        if vote.contribution_id in heir:
            counted[heir[vote.contribution_id]] += vote.dots
    return counted


def _beneath(workshop: Workshop, contribution_id: str) -> tuple[Contribution, ...]:
    """Everything merged into a contribution, merges in between included."""
    direct = workshop.originals.get(contribution_id, ())
    return tuple(each for item in direct for each in (item, *_beneath(workshop, item.id)))


class Gap(StrEnum):
    """What an opportunity still lacks before somebody can act on it."""

    PARTNERS = "partners"
    """Fewer than two bodies."""
    ROLES = "roles"
    """Triangular, and one of the three roles is not taken."""
    DEMAND = "demand"
    """Nobody asked for it, or it was not said who."""
    CONFIRMED = "confirmed"
    """Asked for, but not by those concerned themselves."""
    NEXT_STEP = "next_step"
    OWNER = "owner"
    DATE = "date"


def gaps(contribution: Contribution) -> tuple[Gap, ...]:
    """What the contribution still lacks, in the order a person would ask.

    Opportunities need everything, commitments a step with an owner and a date, the other
    kinds nothing.
    """
    if contribution.kind not in (Kind.OPPORTUNITY, Kind.COMMITMENT):
        return ()
    step = contribution.next_step
    lacking = {
        Gap.NEXT_STEP: step is None or not (step.text or step.type),
        Gap.OWNER: not ((step and step.owner) or contribution.organiser_owner),
        Gap.DATE: step is None or step.due is None,
    }
    if contribution.kind is Kind.OPPORTUNITY:
        roles = {partner.role for partner in contribution.partners}
        triangular = contribution.modality is Modality.TRIANGULAR
        lacking |= {
            Gap.PARTNERS: len(contribution.partners) < 2,
            Gap.ROLES: triangular and not roles.issuperset(TRIANGULAR_ROLES),
            Gap.DEMAND: not contribution.demand,
            Gap.CONFIRMED: bool(contribution.demand) and not contribution.demand_confirmed,
        }
    return tuple(gap for gap in Gap if lacking.get(gap))
