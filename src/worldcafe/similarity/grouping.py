"""From likely pairs to groups."""

from collections.abc import Collection, Iterator, Mapping

Pair = tuple[int, int]


def grouped(
    likely: Mapping[Pair, float], least: float, excluded: Collection[frozenset[int]] = ()
) -> Iterator[tuple[frozenset[int], float]]:
    """Groups that hold together on average, each with that average.

    The likeliest pairs are joined first. Two groups become one if their members are the
    same with a likelihood of at least `least` on average, pairs that are not in `likely`
    counting as nought, and if no pair between them was excluded. So one contribution that
    resembles two ideas does not glue them together.
    """
    scores = {frozenset(pair): score for pair, score in likely.items()}
    group_of: dict[int, frozenset[int]] = {}
    for pair in sorted(scores, key=lambda pair: (-scores[pair], sorted(pair))):
        one, other = (group_of.get(row, frozenset({row})) for row in sorted(pair))
        if one is other or one == other:
            continue
        between = [frozenset({a, b}) for a in one for b in other]
        if any(each in excluded for each in between):
            continue
        if sum(scores.get(each, 0.0) for each in between) / len(between) >= least:
            for row in one | other:
                group_of[row] = one | other
    for group in dict.fromkeys(group_of.values()):
        inside = [scores.get(frozenset({a, b}), 0.0) for a in group for b in group if a < b]
        yield group, sum(inside) / len(inside)
