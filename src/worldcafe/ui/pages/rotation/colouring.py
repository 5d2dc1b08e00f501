"""By what people are coloured in the room, and what each colour stands for."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from worldcafe.domain.model import Participant
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.painting.look import THEME_COLOURS, colours
from worldcafe.ui.painting.room_items import Dress
from worldcafe.wording import Words

MOST_CATEGORIES = 8
"""More colours than this cannot be told apart; the rest share one."""


class Attribute(StrEnum):
    """What the colour of a person says."""

    NOTHING = "nothing"
    ORGANISATION = "organisation"
    REGION = "region"
    LANGUAGE = "language"
    DELEGATION = "delegation"
    COUNTRY = "country"


@dataclass(frozen=True)
class Category:
    """One colour of the legend."""

    name: str
    dress: Dress
    people: frozenset[str]


@dataclass(frozen=True)
class Colouring:
    """The legend, and how each person is dressed."""

    categories: tuple[Category, ...]
    dresses: Mapping[str, Dress]

    def dress(self, person: Participant) -> Dress:
        """How this person's chip looks."""
        return self.dresses.get(person.id) or plain()


def plain() -> Dress:
    """The look of a person when colour says nothing."""
    return Dress(colours().soft)


def attribute_value(person: Participant, attribute: Attribute, words: Words) -> str:
    """What the attribute is for this person; empty where it is not known."""
    if attribute is Attribute.ORGANISATION:
        return person.organisation
    if attribute is Attribute.REGION:
        return person.region
    if attribute is Attribute.DELEGATION:
        return person.delegation
    if attribute is Attribute.COUNTRY:
        return words.country(person.country)
    if attribute is Attribute.LANGUAGE and person.languages:
        return words.language_name(person.languages[0])
    return ""


def likely_attribute(workshop: Workshop) -> Attribute:
    """The one that says most at first sight: regions are few, organisations often many."""
    people = workshop.participants.values()
    if len({person.region for person in people if person.region}) > 1:
        return Attribute.REGION
    if len({person.organisation for person in people if person.organisation}) > 1:
        return Attribute.ORGANISATION
    return Attribute.NOTHING


def colouring(workshop: Workshop, attribute: Attribute, words: Words) -> Colouring:
    """Colours for the most frequent values, one for all others, one for nothing known."""
    if attribute is Attribute.NOTHING:
        return Colouring((), {})
    values = {
        person.id: attribute_value(person, attribute, words)
        for person in workshop.participants.values()
    }
    counts = Counter(value for value in values.values() if value)
    ordered = sorted(counts, key=lambda value: (-counts[value], value))
    # The last colour may stand for one value more, rather than for "others" of one.
    n_own = MOST_CATEGORIES if len(ordered) > MOST_CATEGORIES + 1 else MOST_CATEGORIES + 1
    own = ordered[:n_own]
    categories = [
        Category(name, Dress(THEME_COLOURS[k], str(k + 1)), _with(values, {name}))
        for k, name in enumerate(own)
    ]
    rest = set(ordered[n_own:])
    if rest:
        others = Dress(colours().soft, "+")
        categories.append(Category(words("Others"), others, _with(values, rest)))
    if "" in values.values():
        unknown = Dress(colours().faint, "–")
        categories.append(Category(words("Not said"), unknown, _with(values, {""})))
    dresses = {id: category.dress for category in categories for id in category.people}
    return Colouring(tuple(categories), dresses)


def _with(values: Mapping[str, str], wanted: set[str]) -> frozenset[str]:
    return frozenset(id for id, value in values.items() if value in wanted)
