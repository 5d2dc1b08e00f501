"""From features to one number: how likely two contributions are the same.

A logistic model whose weights have the sign that common sense gives them: what two
contributions share never speaks against them. The weights were fitted on the tuning halves of
`tests/data/similar` by `tests/bench/fit_similarity.py`, which prints them anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from worldcafe.similarity.features import Floats


@dataclass(frozen=True)
class Weights:
    """What each feature adds to the log odds."""

    bias: float
    of: Mapping[str, float]

    def likelihood(self, features: Mapping[str, Floats]) -> Floats:
        """From 0 to 1, for every contribution that was compared."""
        odds = self.bias + sum(w * features[name] for name, w in self.of.items() if w)
        return np.asarray(1 / (1 + np.exp(-odds)), np.float32)


SIGNS = {
    "text": +1, "idea": +1, "letters": +1, "stems": +1, "other_language": 0,
    "series": -1, "crowd": -1, "frame": -1,
    "who": +1, "who_shared": +1, "who_both": +1, "who_apart": -1,
    "countries": +1, "countries_shared": +1, "countries_both": +1, "countries_apart": -1,
    "themes": +1, "themes_apart": -1, "activities": +1, "numbers": +1, "kind_apart": -1,
}  # fmt: skip
"""In which direction a feature may count; 0: in either."""

MEANING = Weights(
    -3.16,
    {
        "text": 0.27, "idea": 13.68, "series": -8.67, "crowd": -11.29, "other_language": -0.34,
        "who_shared": 0.99, "who_apart": -1.06, "countries": 2.67, "countries_shared": 0.57,
        "countries_apart": -1.71, "themes_apart": -1.76, "activities": 1.26,
        "kind_apart": -0.28,
    },
)  # fmt: skip
"""For two contributions whose vectors are there: an idea counts as far as it stands out from
the crowd of those next to it, and the less, the more each names that the other does not.
"""

WORDS = Weights(
    -5.77,
    {
        "letters": 1.02, "stems": 3.02, "frame": -3.20, "other_language": -0.10,
        "who_shared": 1.22, "who_apart": -1.55, "countries": 2.90, "countries_shared": 0.79,
        "countries_apart": -2.12, "themes": 0.53, "themes_apart": -2.10, "activities": 0.44,
        "numbers": 1.90, "kind_apart": -0.57,
    },
)  # fmt: skip
"""For two contributions of which one has no vector: words, names and fields."""

VERBATIM = 0.99
"""At least so likely are two that say the same in the same words and name nobody else, whatever
the weights make of it: somebody wrote it down twice.
"""

LIKELY = 0.35
"""From here on two contributions are shown as a pair.

At the low end of what was best in the tuning half, since a person decides: a pair too many
costs a glance, a pair that is missed stays twice in the synthesis.
"""

_IN_A_GROUP = 0.5
_UNDOUBTED = 0.7
_OWN = 0.9
"""What each names and the other does not, from which on both speak of somebody of their own."""


def stand_together(likely: Floats, features: Mapping[str, Floats]) -> NDArray[np.bool_]:
    """Which contributions may stand in one group with the one they were compared with.

    A group says more than a pair, so it asks for more: that two are rather the same than not,
    and that they name somebody in common and not each somebody of its own too. Projects of two
    countries on one subject share no more than that. Where hardly a doubt is left, names may
    be missing.
    """
    named = (features["who_shared"] > 0) & (features["rest"] < _OWN)
    return np.asarray((likely >= _IN_A_GROUP) & (named | (likely >= _UNDOUBTED)), np.bool_)
