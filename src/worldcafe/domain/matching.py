"""Who in the room seeks what somebody else offers.

A need and an offer come from different contributions of different bodies. What speaks for
bringing them together is counted; a person decides.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import chain
from math import log
from typing import NamedTuple

from worldcafe.domain.folding import fold
from worldcafe.domain.model import Contribution, MatchDecision
from worldcafe.domain.vocabulary import (
    Direction,
    Kind,
    MatchVerdict,
    PartnerRole,
    ResourceKind,
)
from worldcafe.domain.workshop import Workshop

_SEEKING = (PartnerRole.BENEFICIARY, PartnerRole.RECIPIENT)
_GIVING = (PartnerRole.PROVIDER, PartnerRole.PIVOTAL, PartnerRole.FACILITATING,
           PartnerRole.FUNDING)  # fmt: skip


class Reason(StrEnum):
    """What speaks for a match."""

    SAME_RESOURCE = "same_resource"
    SAME_THEME = "same_theme"
    SAME_ACTIVITY = "same_activity"
    SAME_TARGET = "same_target"
    ALIKE = "alike"
    """The words are about the same."""


_WEIGHTS = {
    Reason.SAME_RESOURCE: 2.0,
    Reason.SAME_THEME: 2.0,
    Reason.SAME_ACTIVITY: 1.0,
    Reason.SAME_TARGET: 1.0,
    Reason.ALIKE: 4.0,
}
ENOUGH = 1.5
"""What speaks for a match must weigh at least so much: one frequent theme alone does not."""
EACH = 3
"""So many offers are shown for one need."""


@dataclass(frozen=True)
class Side:
    """One side of a match: who, in which contribution, and what."""

    contribution_id: str
    who: str
    """The body, as far as it was said."""
    what: str
    """The words that ask for it or offer it; empty if a list of resources says it alone."""
    resource: ResourceKind | None
    amount: str = ""


@dataclass(frozen=True)
class Match:
    """A need that an offer may answer, and why."""

    need: Side
    offer: Side
    reasons: tuple[Reason, ...]
    score: float
    """The higher, the more speaks for it; not a probability."""

    @property
    def key(self) -> str:
        """The id of the decision about it, if there is one."""
        return MatchDecision.id_of(self.need.contribution_id, self.offer.contribution_id)


Likeness = Callable[[str, str], float]
"""How much two contributions, by their ids, are about the same: 0 to 1."""


def needs(workshop: Workshop) -> tuple[Side, ...]:
    """What is sought, in the order it was recorded."""
    return tuple(side for item in workshop.standing for side in _sides(item, Direction.NEEDED))


def offers(workshop: Workshop) -> tuple[Side, ...]:
    """What is offered, in the order it was recorded."""
    return tuple(side for item in workshop.standing for side in _sides(item, Direction.OFFERED))


def matches(
    workshop: Workshop,
    likeness: Likeness | None = None,
    *,
    should_stop: Callable[[], bool] = lambda: False,
    progress: Callable[[float], None] = lambda _share: None,
) -> tuple[Match, ...]:
    """The needs and offers of the room that fit, best first; at most `EACH` for one need.

    What two have in common weighs more the rarer it is in the room. With `likeness`, what
    they are about counts as well. For two contributions only their best match is given.
    What was decided on is always given, and what was turned down keeps no other from coming
    up. Stopped early, it gives those of the needs it came to.
    """
    traits = _Traits(workshop, likeness)
    offered = _by_contribution(offers(workshop))
    needed = _by_contribution(_each_once(needs(workshop)))
    decisions = workshop.match_decisions.values()
    found: list[Match] = []
    for number, (contribution_id, sides) in enumerate(needed.items()):
        if should_stop():
            break
        progress(number / len(needed))
        decided = {each.offer_id for each in decisions if each.need_id == contribution_id}
        common = traits.common(contribution_id, offered)
        for need in sides:
            best = (_best(need, offered[other], told, traits) for other, told in common)
            ranked = sorted(filter(None, best), key=lambda match: -match.score)
            found += [match for match in ranked if match.offer.contribution_id in decided]
            found += [match for match in ranked if match.offer.contribution_id not in decided][
                :EACH
            ]
    found = list({match.key: match for match in reversed(found)}.values())
    given = {match.key for match in found}
    found += [match for match in _decided(workshop) if match.key not in given]
    return tuple(sorted(found, key=lambda match: -match.score))


def kept_matches(workshop: Workshop) -> tuple[Match, ...]:
    """What somebody decided to keep, in the order of that; reasons are not looked for."""
    decisions = workshop.match_decisions
    kept = MatchVerdict.KEPT
    return tuple(m for m in _decided(workshop) if decisions[m.key].verdict is kept)


def _decided(workshop: Workshop) -> Iterator[Match]:
    """What was decided on, whether or not it would still be suggested: texts change."""
    standing = {item.id: item for item in workshop.standing}
    for decision in workshop.match_decisions.values():
        need, offer = (standing.get(each) for each in (decision.need_id, decision.offer_id))
        if need is not None and offer is not None:
            yield Match(_side(need, Direction.NEEDED), _side(offer, Direction.OFFERED), (), 0.0)


def _side(item: Contribution, direction: Direction) -> Side:
    """What it seeks or offers first; its title if it says no such thing any more."""
    return next(_sides(item, direction), Side(item.id, "", item.title, None))


def step_for(match: Match, workshop: Workshop) -> str | None:
    """The contribution in which the next step of a match can be written: that of the need,
    or else of the offer; None if both say one already.
    """
    ids = (match.need.contribution_id, match.offer.contribution_id)
    items = (workshop.contributions[each] for each in ids)
    free = (item.id for item in items if not (item.next_step and item.next_step.text))
    return next(free, None)


def _each_once(sides: tuple[Side, ...]) -> tuple[Side, ...]:
    """The needs, but of one contribution and one resource only the first."""
    return tuple(
        {(side.contribution_id, side.resource): side for side in reversed(sides)}.values()
    )


def _by_contribution(sides: Iterable[Side]) -> dict[str, list[Side]]:
    grouped: dict[str, list[Side]] = {}
    for side in sides:
        grouped.setdefault(side.contribution_id, []).append(side)
    return grouped


def _best(
    need: Side, offers: Iterable[Side], common: "_Common", traits: "_Traits"
) -> Match | None:
    """The match with that of a contribution's offers for which most speaks."""
    best, highest, by_resource = None, 0.0, False
    for offer in offers:
        shared = need.resource if need.resource is offer.resource else None
        if need.resource and offer.resource and not shared:
            continue
        score = common.weight + (traits.weight_of_offers[shared] if shared else 0.0)
        if score > highest and not traits.know_each_other(need, offer):
            best, highest, by_resource = offer, score, shared is not None
    if best is None or highest < ENOUGH:
        return None
    reasons = (Reason.SAME_RESOURCE, *common.reasons) if by_resource else common.reasons
    return Match(need, best, reasons, highest)


class _Common(NamedTuple):
    """What two contributions have in common whatever is sought, and how much it weighs."""

    reasons: tuple[Reason, ...]
    weight: float


class _Traits:
    """What every contribution is about, and how rare that is in the room."""

    _FIELDS = (
        (Reason.SAME_THEME, "themes"),
        (Reason.SAME_ACTIVITY, "activities"),
        (Reason.SAME_TARGET, "sdg_targets"),
    )

    def __init__(self, workshop: Workshop, likeness: Likeness | None) -> None:
        items = workshop.standing
        self._likeness = likeness
        self._folded = cache(fold)  # each name is asked for again and again
        self._places = {
            item.id: frozenset((fold(p.city or p.name), fold(p.country)) for p in item.partners)
            for item in items
        }
        self._names = {
            item.id: frozenset(fold(p.name) for p in item.partners if p.name) for item in items
        }
        self._of = {
            item.id: tuple(
                frozenset(map(fold, getattr(item, name))) for _, name in self._FIELDS
            )
            for item in items
        }
        self._weights = []
        """For each field what its traits weigh."""
        for place, (reason, _) in enumerate(self._FIELDS):
            counted = Counter(chain.from_iterable(sets[place] for sets in self._of.values()))
            self._weights.append(
                {
                    trait: _WEIGHTS[reason] * _rarity(n, len(items))
                    for trait, n in counted.items()
                }
            )
        resources = Counter(side.resource for side in offers(workshop) if side.resource)
        self.weight_of_offers = {
            kind: _WEIGHTS[Reason.SAME_RESOURCE] * _rarity(n, resources.total())
            for kind, n in resources.items()
        }

    def common(self, one: str, others: Iterable[str]) -> list[tuple[str, _Common]]:
        """Those of the others that speak of what this one speaks of, and what that is;
        without those who are partners already: there is nobody to meet.
        """
        found: list[tuple[str, _Common]] = []
        themes, places = self._of[one][0], self._places[one]
        for other in others:
            alike = self._likeness(one, other) - 0.5 if self._likeness is not None else 0.0
            if alike <= 0 and themes.isdisjoint(self._of[other][0]):
                continue
            if one != other and len(places & self._places[other]) < 2:
                found.append((other, self._common(one, other, alike)))
        return found

    def know_each_other(self, need: Side, offer: Side) -> bool:
        """Whether one of the two is named among the partners of the other."""
        return (
            offer.who != "" and self._folded(offer.who) in self._names[need.contribution_id]
        ) or (need.who != "" and self._folded(need.who) in self._names[offer.contribution_id])

    def _common(self, one: str, other: str, alike: float) -> _Common:
        reasons, weight = [], 0.0
        sets = zip(self._FIELDS, self._weights, self._of[one], self._of[other], strict=True)
        for (reason, _), weights, these, those in sets:
            shared = these & those
            if shared:
                reasons.append(reason)
                rarest = max(map(weights.__getitem__, shared))
                weight += rarest * (1 + 0.25 * (len(shared) - 1))
        if alike > 0:
            reasons.append(Reason.ALIKE)
            weight += _WEIGHTS[Reason.ALIKE] * alike
        return _Common(tuple(reasons), weight)


def _rarity(n: int, total: int) -> float:
    """1 for what is unique, not quite half for what everybody has."""
    return 1 - 0.6 * log(n) / log(total + 1)


def _sides(item: Contribution, direction: Direction) -> Iterator[Side]:
    needed = direction is Direction.NEEDED
    for resource in item.resources:
        if resource.direction is direction:
            yield Side(item.id, resource.by, "", resource.kind, resource.amount)
    words = item.demand if needed else item.experience_offered
    if not words and not needed and item.kind is Kind.EXPERIENCE:
        words = item.lesson or item.title
    if words:
        yield Side(item.id, _named(item, _SEEKING if needed else _GIVING), words, None)


def _named(item: Contribution, roles: tuple[PartnerRole, ...]) -> str:
    """The bodies with these roles, or between equals the first."""
    names = [p.name or p.city for p in item.partners if p.role and p.role in roles]
    equals = [p.name or p.city for p in item.partners if p.role is PartnerRole.RECIPROCAL]
    return ", ".join(filter(None, names or equals[:1]))
