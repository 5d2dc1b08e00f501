"""What contributions lack, and why offers meet needs, in words."""

from collections.abc import Iterable

from worldcafe.domain.checklist import Gap
from worldcafe.domain.matching import Reason
from worldcafe.wording.marker import N_
from worldcafe.wording.words import Words

GAPS: dict[Gap, str] = {
    Gap.PARTNERS: N_("a second partner"),
    Gap.ROLES: N_("one of the three roles"),
    Gap.DEMAND: N_("who asks for it"),
    Gap.CONFIRMED: N_("a yes from those concerned"),
    Gap.NEXT_STEP: N_("a next step"),
    Gap.OWNER: N_("an owner"),
    Gap.DATE: N_("a date"),
}
"""What is lacking, as it stands after a colon."""

REASONS: dict[Reason, str] = {
    Reason.SAME_RESOURCE: N_("the same resource"),
    Reason.SAME_THEME: N_("the same theme"),
    Reason.SAME_ACTIVITY: N_("the same activity"),
    Reason.SAME_TARGET: N_("the same target"),
    Reason.ALIKE: N_("the same subject"),
}
"""What speaks for an offer to meet a need."""


def lacking(gaps: Iterable[Gap], words: Words) -> str:
    """What is lacking, in a row; empty if nothing is."""
    return words.row(words(GAPS[gap]) for gap in gaps)


def match_reasons(reasons: Iterable[Reason], words: Words) -> str:
    """What speaks for a match, in a row."""
    return words.row(words(REASONS[reason]) for reason in reasons)
