"""What a contribution still lacks before somebody can act on it."""

from enum import StrEnum

from worldcafe.domain.model import Contribution
from worldcafe.domain.vocabulary import TRIANGULAR_ROLES, Kind, Modality


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
