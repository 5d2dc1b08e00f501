"""The partners as a network: who would work with whom, how often and in which way."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from worldcafe.domain.bodies import country_of, international
from worldcafe.domain.folding import fold
from worldcafe.domain.model import Contribution, Partner
from worldcafe.domain.vocabulary import Kind, Modality, PartnerRole
from worldcafe.domain.workshop import Workshop


class Level(StrEnum):
    """What a knot of the network stands for."""

    COUNTRY = "country"
    CITY = "city"
    ORGANISATION = "organisation"


@dataclass(frozen=True)
class Knot:
    """A country, city or organisation, and what it has a part in."""

    key: str
    name: str
    """As it was first written; a country by its code."""
    country: str
    roles: Mapping[PartnerRole, int]
    """How often it has each role, most frequent first."""
    contribution_ids: tuple[str, ...]


@dataclass(frozen=True)
class Link:
    """Two knots that are partners in something."""

    one: str
    other: str
    """Keys of the two, in alphabetical order."""
    modalities: Mapping[Modality | None, int]
    """How often in each modality, most frequent first; None: not said."""
    contribution_ids: tuple[str, ...]

    @property
    def main_modality(self) -> Modality | None:
        """The modality that is most frequent, said ones first."""
        said = [modality for modality in self.modalities if modality is not None]
        return said[0] if said else None


@dataclass(frozen=True)
class Network:
    """Knots, the best connected first, and links, the most frequent first."""

    level: Level
    knots: tuple[Knot, ...]
    links: tuple[Link, ...]


def network(
    workshop: Workshop, level: Level = Level.COUNTRY, kinds: tuple[Kind, ...] = tuple(Kind)
) -> Network:
    """The partners of the standing contributions of these kinds, at this level.

    A partner that says nothing at the level (a body without a city, say) is left out there.
    Two partners at the same knot make no link.
    """
    mentions: dict[str, list[tuple[Partner, Contribution]]] = {}
    together: dict[tuple[str, str], dict[str, Contribution]] = {}
    for item in workshop.standing:
        if item.kind not in kinds:
            continue
        here = set()
        for partner in item.partners:
            key = _key(partner, level)
            if key:
                mentions.setdefault(key, []).append((partner, item))
                here.add(key)
        for pair in combinations(sorted(here), 2):
            together.setdefault(pair, {})[item.id] = item
    knots = [_knot(key, found, level) for key, found in mentions.items()]
    links = [_link(pair, found) for pair, found in together.items()]
    return Network(
        level,
        tuple(sorted(knots, key=lambda knot: (-len(knot.contribution_ids), fold(knot.name)))),
        tuple(
            sorted(links, key=lambda each: (-len(each.contribution_ids), each.one, each.other))
        ),
    )


def _key(partner: Partner, level: Level) -> str:
    if level is Level.COUNTRY:
        return fold(country_of(partner))
    if level is Level.CITY:
        return f"{fold(partner.city)}/{fold(partner.country)}" if partner.city else ""
    name = partner.name or partner.city
    if not name:
        return ""
    return international(name) or f"{fold(name)}/{fold(partner.country)}"


def _knot(key: str, found: list[tuple[Partner, Contribution]], level: Level) -> Knot:
    first = found[0][0]
    names = {
        Level.COUNTRY: first.country,
        Level.CITY: first.city,
        Level.ORGANISATION: first.name or first.city,
    }
    roles = Counter(partner.role for partner, _ in found if partner.role)
    return Knot(
        key=key,
        name=names[level],
        country=first.country,
        roles=dict(roles.most_common()),
        contribution_ids=tuple(dict.fromkeys(item.id for _, item in found)),
    )


def _link(pair: tuple[str, str], found: Mapping[str, Contribution]) -> Link:
    modalities = Counter(item.modality for item in found.values())
    return Link(*pair, dict(modalities.most_common()), tuple(found))
