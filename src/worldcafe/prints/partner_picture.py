"""A small picture of who works with whom, and which way help flows.

Roles are told apart by the frame as well as by name, so that a photocopy says as much.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from worldcafe.domain.vocabulary import PartnerRole
from worldcafe.prints.canvas import Canvas
from worldcafe.prints.lettering import MEDIUM, STRONG, Side, Type
from worldcafe.prints.opportunities import Body
from worldcafe.prints.paper import INK, PAPER, SOFT, WASH

MOST = 6
"""Partners that the picture holds; a list has the others."""
_BOX_WIDTH, _BOX_HEIGHT = 52.0, 21.0
_ROW_GAP = 13.0
_INSET = 14.0
"""Two in a row stand a little closer to each other."""
_HEAD = 2.6
_LINE_POINTS = 1.0

_GIVING = (PartnerRole.PROVIDER, PartnerRole.PIVOTAL)
_ENABLING = (PartnerRole.FACILITATING, PartnerRole.FUNDING)
_RECEIVING = (PartnerRole.BENEFICIARY, PartnerRole.RECIPIENT)


@dataclass(frozen=True, slots=True)
class Link:
    """Something between two partners, by their places in the list."""

    start: int
    end: int
    arrows: int
    """0: they only work together; 1: from start to end; 2: both ways."""


def links(roles: Sequence[PartnerRole | None]) -> tuple[Link, ...]:
    """Who gives to whom. Nobody stays unlinked where there are two or more."""
    found = [*_given(roles), *_exchanged(roles)]
    linked = {place for link in found for place in (link.start, link.end)}
    hub = found[0].start if found else 0
    for place in range(len(roles)):
        if place not in linked and place != hub:
            found.append(Link(hub, place, arrows=0))
            linked |= {hub, place}
    return tuple(found)


def _given(roles: Sequence[PartnerRole | None]) -> Iterator[Link]:
    receivers = [at for at, role in enumerate(roles) if role in _RECEIVING]
    pivots = [at for at, role in enumerate(roles) if role is PartnerRole.PIVOTAL]
    for at, role in enumerate(roles):
        if role in _GIVING:
            ends = receivers
        elif role in _ENABLING:
            ends = pivots or receivers
        else:
            continue
        yield from (Link(at, end, arrows=1) for end in ends)


def _exchanged(roles: Sequence[PartnerRole | None]) -> Iterator[Link]:
    peers = [at for at, role in enumerate(roles) if role is PartnerRole.RECIPROCAL]
    for n, start in enumerate(peers):
        yield from (Link(start, end, arrows=2) for end in peers[n + 1 :])


def picture_height(n_bodies: int) -> float:
    """How high the picture of so many partners is, in millimetres."""
    n_rows = len(_rows(min(n_bodies, MOST)))
    return n_rows * _BOX_HEIGHT + max(0, n_rows - 1) * _ROW_GAP


def draw_partners(canvas: Canvas, bodies: Sequence[Body]) -> None:
    """Draw the partners, the first `MOST` of them, over the canvas."""
    shown = sorted(bodies[:MOST], key=lambda body: _place_of(body.role_code))
    corners = _corners(len(shown), canvas.width)
    for link in links([body.role_code for body in shown]):
        _draw_link(canvas, corners[link.start], corners[link.end], link.arrows)
    for body, (x, y) in zip(shown, corners, strict=True):
        with canvas.part(x, y, _BOX_WIDTH, _BOX_HEIGHT) as box:
            _draw_body(box, body)


def _place_of(role: PartnerRole | None) -> int:
    """Givers stand before receivers, and whoever makes it possible before both."""
    order = (
        PartnerRole.FUNDING, PartnerRole.FACILITATING, PartnerRole.PIVOTAL,
        PartnerRole.PROVIDER, PartnerRole.RECIPROCAL, PartnerRole.IMPLEMENTING,
        PartnerRole.RECIPIENT, PartnerRole.BENEFICIARY,
    )  # fmt: skip
    return order.index(role) if role else len(order)


def _rows(n: int) -> tuple[int, ...]:
    return {0: (), 1: (1,), 2: (2,), 3: (1, 2), 4: (2, 2), 5: (2, 3), 6: (3, 3)}[n]


def _corners(n: int, width: float) -> list[tuple[float, float]]:
    corners: list[tuple[float, float]] = []
    for row, n_boxes in enumerate(_rows(n)):
        inset = _INSET if n_boxes == 2 else 0.0
        step = (width - 2 * inset) / n_boxes
        y = row * (_BOX_HEIGHT + _ROW_GAP)
        corners += [(inset + (at + 0.5) * step - _BOX_WIDTH / 2, y) for at in range(n_boxes)]
    return corners


def _draw_link(
    canvas: Canvas, start: tuple[float, float], end: tuple[float, float], arrows: int
) -> None:
    """A line from box to box, beneath them, with heads where it meets their edges."""
    first = _middle(start)
    last = _middle(end)
    canvas.line(*first, *last, _LINE_POINTS, colour=INK, dashed=arrows == 0)
    if arrows:
        _draw_head(canvas, first, last)
    if arrows == 2:
        _draw_head(canvas, last, first)


def _middle(corner: tuple[float, float]) -> tuple[float, float]:
    return corner[0] + _BOX_WIDTH / 2, corner[1] + _BOX_HEIGHT / 2


def _draw_head(canvas: Canvas, start: tuple[float, float], end: tuple[float, float]) -> None:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = (dx**2 + dy**2) ** 0.5
    dx, dy = dx / length, dy / length
    across = _BOX_WIDTH / 2 / abs(dx) if dx else float("inf")
    down = _BOX_HEIGHT / 2 / abs(dy) if dy else float("inf")
    inside = min(across, down) + 0.4
    x, y = end[0] - dx * inside, end[1] - dy * inside
    back_x, back_y = x - dx * _HEAD, y - dy * _HEAD
    side_x, side_y = -dy * _HEAD * 0.45, dx * _HEAD * 0.45
    canvas.shape(
        [(x, y), (back_x + side_x, back_y + side_y), (back_x - side_x, back_y - side_y)], INK
    )


def _draw_body(box: Canvas, body: Body) -> None:
    letters, width, height = box.letters, box.width, box.height
    role = body.role_code
    box.fill(0, 0, width, height, WASH if role in _GIVING else PAPER, round=1.5)
    points = 1.6 if role in _RECEIVING else 0.75
    box.frame(0, 0, width, height, points, round=1.5, dashed=role in _ENABLING)
    room = width - 4
    lines = [
        letters.fitted(body.role, Type(7, STRONG, SOFT, Side.CENTRE), room, 3.6),
        letters.fitted(body.name, Type(9.5, MEDIUM, side=Side.CENTRE), room, 8.6),
        letters.fitted(body.place, Type(7.5, colour=SOFT, side=Side.CENTRE), room, 3.8),
        letters.fitted(body.type, Type(6.5, colour=SOFT, side=Side.CENTRE), room, 3.4),
    ]
    shown = [line for line in lines if line.text_width]
    y = (height - sum(line.height for line in shown)) / 2
    for line in shown:
        box.put(line, 2, y)
        y += line.height
