"""Many workshops side by side: which follows which, and what became of what was left open.

A follow-up knows an earlier workshop by title and day, and what it left open by the reference
it had there. Nothing else has to be in the portfolio for that.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from worldcafe.domain.follow_up import day_of
from worldcafe.domain.model import About, OpenPoint
from worldcafe.domain.workshop import Workshop

TOLD_KINDS = frozenset({
    "about", "theme", "cafe_table", "participant", "contribution", "vote", "open_point",
    "forgotten",
})  # fmt: skip
"""The kinds of entities that a portfolio tells of: neither seats nor who took notes."""

Named = tuple[str, dt.date | None]
"""A workshop by its title and its day."""


@dataclass(frozen=True, slots=True)
class Place:
    """A workshop's place in a chain of follow-ups."""

    first: Named
    step: int
    """1 for the one that began it."""


def named(about: About) -> Named:
    """As those that follow it know a workshop."""
    return about.title, day_of(about)


def left_open(workshop: Workshop) -> Mapping[Named, tuple[OpenPoint, ...]]:
    """What each earlier workshop left open, the latest of them last."""
    found: dict[Named, list[OpenPoint]] = {}
    for point in workshop.open_points.values():
        found.setdefault((point.workshop_title, point.workshop_date), []).append(point)
    return {each: tuple(found[each]) for each in sorted(found, key=in_time)}


def in_time(workshop: Named) -> tuple[dt.date, str]:
    """The order of time; what has no day comes first."""
    title, day = workshop
    return day or dt.date.min, title


def chains(follows: Mapping[Named, Named]) -> Mapping[Named, Place]:
    """The place of every workshop that follows one or is followed."""
    everyone = {*follows, *follows.values()}
    return {each: _place(each, follows) for each in everyone}


def _place(workshop: Named, follows: Mapping[Named, Named]) -> Place:
    back = list(_back(workshop, follows))
    return Place(back[-1], len(back))


def _back(workshop: Named, follows: Mapping[Named, Named]) -> Iterator[Named]:
    """The workshop and those before it; files that say they follow each other end it."""
    seen: set[Named] = set()
    at: Named | None = workshop
    while at is not None and at not in seen:
        seen.add(at)
        yield at
        at = follows.get(at)
