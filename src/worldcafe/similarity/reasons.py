"""Why two contributions may be the same: codes, and the names their sentences need."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from worldcafe.domain.folding import fold
from worldcafe.similarity.features import Floats, Room
from worldcafe.similarity.traits import Traits

_IDEA_ALIKE = 0.35
"""Cosine of two ideas, places and names set aside, from which they are called the same."""
_TEXT_ALIKE = 0.45
_STEMS_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that two contributions share. `worldcafe.wording.similarity` words it."""

    code: str
    """A key of `worldcafe.wording.similarity.REASONS`."""
    names: tuple[str, ...] = ()
    """What is shared: as people wrote it, or codes of countries, themes and activities."""


def reasons(
    room: Room, one: Traits, other: Traits, alike: Mapping[str, float]
) -> tuple[Reason, ...]:
    """What these two share, the most telling first. `alike`: their features."""
    return tuple(_found(room, one, other, alike))


def _found(
    room: Room, one: Traits, other: Traits, alike: Mapping[str, float]
) -> Iterator[Reason]:
    in_words = alike.get("stems", 0.0) >= _STEMS_ALIKE and one.lang == other.lang
    in_meaning = alike.get("idea", 0.0) >= _IDEA_ALIKE or alike.get("text", 0.0) >= _TEXT_ALIKE
    if in_words:
        yield Reason("same_words")
    elif in_meaning:
        yield Reason("same_idea" if one.lang == other.lang else "same_idea_translated")
    yield from _who(room, one, other)
    for code, values in (
        ("same_themes", one.themes & other.themes),
        ("same_activities", one.activities & other.activities),
        ("same_numbers", one.numbers & other.numbers),
    ):
        if values:
            yield Reason(code, tuple(sorted(map(str, values))))


def _who(room: Room, one: Traits, other: Traits) -> Iterator[Reason]:
    """The bodies, cities and countries that both name, each as they write it."""
    mine, theirs = room.who(one), room.who(other)
    cities = one.cities | other.cities
    partners = room.spelt(one.partners) & room.spelt(other.partners)
    found: dict[str, dict[str, None]] = {}
    for key in sorted(mine.keys() & theirs.keys()):
        names = _both_names(mine[key], theirs[key])
        if key in cities:
            found.setdefault("same_places", {})[names] = None
        elif key in partners:
            found.setdefault("same_partners", {})[names] = None
        elif _is_proper(mine[key]) and _is_proper(theirs[key]):
            found.setdefault("same_names", {})[names] = None
    for code in ("same_partners", "same_places", "same_names"):
        if code in found:
            yield Reason(code, tuple(found[code]))
    if "same_places" not in found and one.countries & other.countries:
        yield Reason("same_countries", tuple(sorted(one.countries & other.countries)))


def _both_names(one: str, other: str) -> str:
    """`Dakar`, or `Le Caire = Cairo` where each says it otherwise."""
    return one if fold(one) == fold(other) else f"{one} = {other}"


def _is_proper(name: str) -> bool:
    """Whether it is written as a name; scripts without capitals are given the benefit."""
    return name != name.lower() or name == name.upper()


def features_of(compared: Mapping[str, Floats], row: int) -> dict[str, float]:
    """The features of one of the contributions that were compared."""
    return {name: float(values[row]) for name, values in compared.items()}
