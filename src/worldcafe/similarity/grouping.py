"""From likely pairs to groups."""

from collections.abc import Collection, Iterator, Mapping

Pair = tuple[int, int]


def grouped(
    likely: Mapping[Pair, float], excluded: Collection[frozenset[int]] = ()
) -> Iterator[tuple[frozenset[int], float]]:
    """Groups of which every two members are likely the same, each with the average of it.

    `likely` holds the pairs that may be. The likeliest are joined first; two groups become
    one if each member of the one is in a pair with each of the other, and if no pair between
    them was excluded. So one contribution that resembles two ideas does not glue them
    together, nor does a row of which each resembles the next.
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
        if all(each in scores for each in between):
            for row in one | other:
                group_of[row] = one | other
    for group in dict.fromkeys(group_of.values()):
        inside = [scores[frozenset({a, b})] for a in group for b in group if a < b]
        yield group, sum(inside) / len(inside)
