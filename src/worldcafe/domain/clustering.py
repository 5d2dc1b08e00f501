"""Which contributions might make a cluster: found by what they are about; a person decides."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from worldcafe.domain.folding import fold
from worldcafe.domain.matching import Likeness
from worldcafe.domain.model import Contribution
from worldcafe.domain.workshop import Workshop

FEWEST, MOST = 3, 12
"""Cards of a cluster that is suggested: fewer are a pair, more are a theme."""
_NEAR = 0.5
_ALIKE_FROM = 0.35
"""Likeness that tells nothing: any two texts on cooperation have as much."""
_SAME_THEME, _SAME_ACTIVITY = 0.25, 0.15


@dataclass(frozen=True)
class Suggested:
    """Contributions that might make a cluster."""

    ids: tuple[str, ...]
    """The one in their middle first, then the nearest to it."""
    theme: str
    """What all of them are about; empty if they share no theme."""


def suggested_clusters(
    workshop: Workshop,
    likeness: Likeness | None = None,
    *,
    should_stop: Callable[[], bool] = lambda: False,
    progress: Callable[[float], None] = lambda _share: None,
) -> tuple[Suggested, ...]:
    """Clusters of what is in none yet, the biggest first; nothing is in two of them.

    Each has a middle, to which every member is near: they do not go from one to the next.
    Stopped early, it gives those among the contributions it came to.
    """
    items = [item for item in workshop.standing if not item.cluster_id]
    near: dict[str, dict[str, float]] = {item.id: {} for item in items}
    for number, one in enumerate(items):
        if should_stop():
            break
        progress(number / len(items))
        for other in items[number + 1 :]:
            score = _nearness(one, other, likeness)
            if score >= _NEAR:
                near[one.id][other.id] = near[other.id][one.id] = score
    found = []
    while near:
        middle = max(near, key=lambda each: sum(sorted(near[each].values())[-MOST:]))
        around = near[middle]
        ranked = sorted(around, key=lambda each: -around[each])[: MOST - 1]
        if len(ranked) + 1 < FEWEST:
            break
        ids = (middle, *ranked)
        found.append(Suggested(ids, _common_theme([workshop.contributions[i] for i in ids])))
        for id in ids:
            del near[id]
        for others in near.values():
            for id in ids:
                others.pop(id, None)
    return tuple(sorted(found, key=lambda each: -len(each.ids)))


def _nearness(one: Contribution, other: Contribution, likeness: Likeness | None) -> float:
    shared = _SAME_THEME * bool(_folded(one.themes) & _folded(other.themes))
    shared += _SAME_ACTIVITY * bool({*one.activities} & {*other.activities})
    if likeness is None:
        return 1.5 * shared  # a theme alone is not enough
    alike = max(0.0, likeness(one.id, other.id) - _ALIKE_FROM)
    return shared + alike / (1 - _ALIKE_FROM)


@cache
def _folded(themes: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, themes))


def _common_theme(items: Sequence[Contribution]) -> str:
    counted = Counter(theme for item in items for theme in item.themes)
    common = [theme for theme, n in counted.most_common() if n == len(items)]
    return common[0] if common else ""
