"""Where the knots of a network stand: the same picture for the same network, every time."""

from collections.abc import Callable, Mapping, Sequence
from math import cos, hypot, pi, sin, sqrt

Spot = tuple[float, float]

N_STEPS = 220
FIRST_STEP = 0.12
"""How far a knot may go in the first step, where the picture is two wide."""
LEAST_WEIGHT, MOST_WEIGHT = 0.6, 1.8
_GOLDEN = pi * (3 - sqrt(5))


def laid_out(
    keys: Sequence[str],
    links: Mapping[tuple[str, str], int],
    cancelled: Callable[[], bool] = lambda: False,
) -> dict[str, Spot]:
    """A place for every key, from (-1, -1) to (1, 1): linked ones near, others apart.

    Knots push each other away and links pull them together (Fruchterman and Reingold 1991),
    from a spiral on which the first keys stand in the middle. Heavier links pull more.
    """
    n = len(keys)
    if n == 0:
        return {}
    if n == 1:
        return {keys[0]: (0.0, 0.0)}
    spots = [
        [sqrt((k + 0.5) / n) * cos(k * _GOLDEN), sqrt((k + 0.5) / n) * sin(k * _GOLDEN)]
        for k in range(n)
    ]
    numbers = {key: k for k, key in enumerate(keys)}
    pulls = [
        (numbers[a], numbers[b], min(MOST_WEIGHT, LEAST_WEIGHT + 0.25 * weight))
        for (a, b), weight in links.items()
        if a in numbers and b in numbers
    ]
    ideal = 1.5 / sqrt(n)
    for step in range(N_STEPS):
        if cancelled():
            break
        _move(spots, pulls, ideal, FIRST_STEP * (1 - step / N_STEPS))
    return dict(zip(keys, _fitted(_spread(spots)), strict=True))


def _move(
    spots: list[list[float]], pulls: list[tuple[int, int, float]], ideal: float, most: float
) -> None:
    n = len(spots)
    forces = [[-0.35 * x, -0.35 * y] for x, y in spots]  # a little towards the middle
    push = ideal * ideal
    for i in range(n):
        x, y = spots[i]
        force = forces[i]
        for j in range(i):
            dx, dy = x - spots[j][0], y - spots[j][1]
            strength = push / (dx * dx + dy * dy + 1e-4)
            force[0] += dx * strength
            force[1] += dy * strength
            forces[j][0] -= dx * strength
            forces[j][1] -= dy * strength
    for i, j, weight in pulls:
        dx, dy = spots[i][0] - spots[j][0], spots[i][1] - spots[j][1]
        strength = weight * hypot(dx, dy) / ideal
        forces[i][0] -= dx * strength
        forces[i][1] -= dy * strength
        forces[j][0] += dx * strength
        forces[j][1] += dy * strength
    for spot, (fx, fy) in zip(spots, forces, strict=True):
        length = hypot(fx, fy)
        if length > 0:
            share = min(length, most) / length
            spot[0] += fx * share
            spot[1] += fy * share


def _spread(spots: list[list[float]]) -> list[list[float]]:
    """A crowded middle drawn apart: each axis half by distance, half by rank."""
    n = len(spots)
    wide = [list(_fitted(spots)[k]) for k in range(n)]
    for axis in (0, 1):
        order = sorted(range(n), key=lambda k: wide[k][axis])
        for rank, k in enumerate(order):
            by_rank = 2 * rank / (n - 1) - 1
            wide[k][axis] = 0.45 * wide[k][axis] + 0.55 * by_rank
    return wide


def _fitted(spots: list[list[float]]) -> list[Spot]:
    """Stretched so that the picture fills its room in both directions."""
    found = []
    (left, right), (top, bottom) = ((min(axis), max(axis)) for axis in zip(*spots, strict=True))
    for x, y in spots:
        across = 2 * (x - left) / (right - left) - 1 if right > left else 0.0
        down = 2 * (y - top) / (bottom - top) - 1 if bottom > top else 0.0
        found.append((across, down))
    return found
