"""Which moves and swaps cost nothing: by numbers alone, so that all can be weighed at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from worldcafe.domain.model import SeatingRules
from worldcafe.domain.rotation import Effect
from worldcafe.domain.vocabulary import Strength
from worldcafe.ui.pages.rotation.quality import SEVERITY_OF
from worldcafe.wording.quality import Severity

_ALWAYS = {
    "table_revisits": Severity.PROBLEM,
    "theme_revisits": Severity.PROBLEM,
    "overfull": Severity.PROBLEM,
    "unmet_wishes": Severity.PROBLEM,
    "repeats": Severity.ATTENTION,
}
_BY_RULE = {
    "language_conflicts": "shared_language",
    "alone_with_language": "shared_language",
    "organisation_clashes": "organisation_apart",
    "delegation_clashes": "delegation_apart",
    "country_clashes": "country_apart",
    "access_conflicts": "accessible_table",
    "single_regions": "regions_mixed",
}


@dataclass(frozen=True, order=True)
class Rank:
    """How much a change costs; the less the better."""

    problems: int
    """What gets worse though it must not."""
    losses: int
    """What gets worse though it should not."""
    gain: int
    """The sum of all that changes; negative where the plan gets better."""

    @property
    def severity(self) -> Severity:
        """How the change should strike the reader."""
        if self.problems:
            return Severity.PROBLEM
        return Severity.ATTENTION if self.losses else Severity.GOOD


def rank(effect: Effect, rules: SeatingRules, remarks: Sequence[Severity] = ()) -> Rank:
    """What a change costs under these rules; `remarks` weigh what no number tells."""
    sums = {each: remarks.count(each) for each in (Severity.PROBLEM, Severity.ATTENTION)}
    gain = 0
    weights = {**_ALWAYS, **{name: _severity(rules, rule) for name, rule in _BY_RULE.items()}}
    for name, severity in weights.items():
        if severity is not None:
            change = getattr(effect, name)
            sums[severity] += max(0, change)
            gain += change
    return Rank(sums[Severity.PROBLEM], sums[Severity.ATTENTION], gain)


def _severity(rules: SeatingRules, rule: str) -> Severity | None:
    strength: Strength = getattr(rules, rule).strength
    return SEVERITY_OF[strength]
