"""Points that share a place: each gets room of its own around the middle."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import cos, pi, sin, sqrt

from PySide6.QtCore import QPointF, QRectF

from worldcafe.ui.pages.harvest.themes import ThemeLook

LEAST_RADIUS, MOST_RADIUS = 7.0, 17.0
_GOLDEN = pi * (3 - sqrt(5))


@dataclass(frozen=True)
class Point:
    """A contribution in the picture."""

    id: str
    impact: int
    feasibility: int
    dots: int
    number: str
    """The figures of its reference, written into the point."""
    title: str
    look: ThemeLook


def fanned_out(
    points: Iterable[Point], cell: Callable[[int, int], QRectF]
) -> dict[str, tuple[QPointF, float]]:
    """The middle and the radius of every point by its id.

    Those of one cell stand like the seeds of a sunflower, the ones with most dots inside.
    """
    inside: dict[tuple[int, int], list[Point]] = {}
    for point in points:
        inside.setdefault((point.impact, point.feasibility), []).append(point)
    places: dict[str, tuple[QPointF, float]] = {}
    for rating, sharing in inside.items():
        sharing.sort(key=lambda point: -point.dots)
        places |= _in_cell(sharing, cell(*rating))
    return places


def _in_cell(points: list[Point], cell: QRectF) -> dict[str, tuple[QPointF, float]]:
    reach, n = min(cell.width(), cell.height()) / 2, len(points)
    room = reach * (0.9 if n == 1 else 1.15 / sqrt(n))
    stretch = min(1.6, cell.width() / cell.height()) if cell.height() else 1.0
    places = {}
    for k, point in enumerate(points):
        wanted = LEAST_RADIUS + 2.2 * sqrt(point.dots) + 3
        radius = max(3.0, min(wanted, MOST_RADIUS, room))
        away = (reach - radius - 2) * sqrt((k + 0.5) / n) if n > 1 else 0.0
        aside = QPointF(away * cos(k * _GOLDEN) * stretch, away * sin(k * _GOLDEN))
        places[point.id] = (cell.center() + aside, radius)
    return places
