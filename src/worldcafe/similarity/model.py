"""From features to one number: how likely two contributions are the same.

A logistic model whose weights have the sign that common sense gives them: what two
contributions share never speaks against them. The weights were fitted on the tuning half of
`tests/data/similar` by `tests/bench/fit_similarity.py`, which prints them anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

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
    "who": +1, "who_apart": -1, "countries": +1, "countries_apart": -1,
    "themes": +1, "themes_apart": -1, "activities": +1, "numbers": +1, "kind_apart": -1,
}  # fmt: skip
"""In which direction a feature may count; 0: in either."""

MEANING = Weights(
    -7.19,
    {
        "text": 3.59, "idea": 8.91, "other_language": 0.62,
        "who": 1.46, "who_apart": -3.20, "countries": 1.53, "countries_apart": -2.44,
        "themes": 0.28, "themes_apart": -0.91, "kind_apart": -1.00,
    },
)  # fmt: skip
"""For two contributions whose vectors are there.

Where meaning is known, activities and numbers added nothing and were fitted to nought.
"""

WORDS = Weights(
    -6.10,
    {
        "letters": 1.05, "stems": 6.24, "other_language": 1.36,
        "who": 2.66, "who_apart": -3.35, "countries": 1.43, "countries_apart": -2.39,
        "themes": 0.82, "themes_apart": -1.08, "activities": 1.23, "numbers": 0.89,
        "kind_apart": -1.68,
    },
)  # fmt: skip
"""For two contributions of which one has no vector: words, names and fields."""

LIKELY = 0.35
"""From here on two contributions are shown as a pair.

At the low end of what was best in the tuning half, since a person decides: a pair too many
costs a glance, a pair that is missed stays twice in the synthesis.
"""
