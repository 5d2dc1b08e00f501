"""How much of people leaves the house, and the workshop as it then looks.

Whatever is written for others is written from what `disclosed` gives: names are replaced
there, once, so that no writer can forget one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from worldcafe.domain.folding import fold
from worldcafe.domain.mentions import Given, Mention, mentions, mentions_of
from worldcafe.domain.model import (
    About,
    Contact,
    Contribution,
    Draft,
    Entity,
    NextStep,
    OpenPoint,
    Participant,
    Seat,
    SeatWish,
    Vote,
)
from worldcafe.domain.texts import texts, with_texts
from worldcafe.domain.workshop import Workshop

E = TypeVar("E", bound=Entity)

MARK = "[…]"
"""Stands where something was taken out of a text."""


class Names(StrEnum):
    """How people are named."""

    FULL = "full"
    INITIALS = "initials"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What leaves the house of people. Whoever asked not to be named gets initials at most."""

    names: Names = Names.FULL
    personal_data: bool = True
    """Without it neither e-mail addresses, contacts nor names."""
    kept: frozenset[str] = field(default=frozenset())
    """Mentions in texts that somebody looked at and lets stand, by their keys. A name or an
    address of somebody who asked not to be named never stands."""

    def name(self, person: Participant) -> str:
        """The participant's name as far as it is shown; empty if not at all."""
        if self.is_nameless:
            return ""
        return person.name if self.names_in_full(person) else initials(person.name)

    def names_in_full(self, person: Participant) -> bool:
        """Whether the participant is named as they are."""
        return self.shows_emails and not person.name_hidden

    def spelt(self, name: str) -> str:
        """Another person's name as far as it is shown; empty if not at all."""
        if self.is_nameless:
            return ""
        return initials(name) if self.names is Names.INITIALS else name

    @property
    def is_nameless(self) -> bool:
        """Whether nobody is named."""
        return self.names is Names.NONE or not self.personal_data

    @property
    def shows_emails(self) -> bool:
        """Whether addresses are shown: most of them spell the name."""
        return self.names is Names.FULL and self.personal_data

    def keeping(self, kept: Iterable[Mention]) -> "Disclosure":
        """The same, but these mentions stand."""
        return replace(self, kept=frozenset(each.key for each in kept))

    def masked(self, mention: Mention) -> str:
        """What stands in a text instead of a mention."""
        if self.is_nameless or mention.given is not Given.NAME:
            return MARK
        return initials(mention.text)


EVERYTHING = Disclosure()


def initials(name: str) -> str:
    """`A. D.` for Awa Diop; hyphens begin a word too, as in J.-B."""
    return " ".join(
        "-".join(f"{part[0]}." for part in word.split("-") if part) for word in name.split()
    )


def tells_all(workshop: Workshop, disclosure: Disclosure) -> bool:
    """Whether every name may stand in every text, so that none needs looking for."""
    hidden = (person.name_hidden for person in workshop.participants.values())
    return disclosure.shows_emails and not any(hidden)


def to_decide(workshop: Workshop, disclosure: Disclosure) -> tuple[Mention, ...]:
    """What the texts give away although it should not leave, for a person to look at.

    Neither what is never shown, whole names and addresses of those who asked, nor what was
    withdrawn and is not written at all.
    """
    withdrawn = {each.id for each in workshop.contributions.values() if each.withdrawn_at}
    return tuple(
        each
        for each in _in_texts(workshop, disclosure)
        if not _never_stands(each) and each.id not in withdrawn
    )


def disclosed(workshop: Workshop, disclosure: Disclosure, *, somebody: str = MARK) -> Workshop:
    """The workshop as it may be written for others.

    Names are whole, initials or gone wherever they stand; so are the ids of participants that
    spell them, e-mail addresses and contacts. What texts give away is masked, unless it is
    `kept`. `somebody` stands for an owner who is not named and belongs to no organisation.
    Withdrawn contributions stay, since numbers count them; they are masked as the others are.
    """
    return Workshop.of(each_disclosed(workshop, workshop.entities(), disclosure, somebody))


def each_disclosed(
    workshop: Workshop,
    entities: Iterable[Entity],
    disclosure: Disclosure,
    somebody: str = MARK,
) -> Iterator[Entity]:
    """These of a workshop's entities as they may be written for others."""
    masks: dict[tuple[str, str], dict[str, str]] = {}
    for (kind, id_, path), found in _by_text(_in_texts(workshop, disclosure)).items():
        entity = workshop.find(kind, id_)
        text = dict(texts(entity))[path] if entity else ""
        masks.setdefault((kind, id_), {})[path] = _masked(text, found, disclosure)
    people = _People(workshop, disclosure, somebody)
    for each in entities:
        masked = masks.get((each.kind_name, each.id))
        yield people.told(with_texts(each, masked) if masked else each, each)


def told_texts(
    texts: Iterable[str], workshop: Workshop, disclosure: Disclosure
) -> tuple[str, ...]:
    """Texts that leave by another way, such as in a picture, masked as those of files are."""
    about = About(organisers=tuple(texts))
    alone = Workshop.of([about, *workshop.participants.values()])
    return disclosed(alone, disclosure).about.organisers


def masks(
    workshop: Workshop, disclosure: Disclosure
) -> Mapping[tuple[str, str, str], tuple[tuple[str, str], ...]]:
    """What stands in a text instead of what, in order, by kind, id and field."""
    found = (each for each in _in_texts(workshop, disclosure) if not _stands(each, disclosure))
    return {
        place: tuple((disclosure.masked(each), each.text) for each in there)
        for place, there in _by_text(found).items()
    }


def _in_texts(workshop: Workshop, disclosure: Disclosure) -> tuple[Mention, ...]:
    """Every mention in texts that the choices do not allow; what never leaves has none."""
    workshop, people = replace(workshop, ideas={}), workshop.participants.values()
    if disclosure.shows_emails:
        found = mentions_of(workshop, (each for each in people if each.name_hidden))
    else:
        found = mentions(workshop)
    names = {fold(person.name) for person in people}
    return tuple(
        each for each in found if not (each.field in _OWNERS and fold(each.text) in names)
    )


_OWNERS = ("next_step.owner", "organiser_owner")
"""Where a participant's name alone is told as participants are."""


def _never_stands(mention: Mention) -> bool:
    return mention.hidden and mention.whole


def _stands(mention: Mention, disclosure: Disclosure) -> bool:
    return mention.key in disclosure.kept and not _never_stands(mention)


def _by_text(found: Iterable[Mention]) -> dict[tuple[str, str, str], list[Mention]]:
    by_text: dict[tuple[str, str, str], list[Mention]] = {}
    for each in found:
        by_text.setdefault((each.kind, each.id, each.field), []).append(each)
    return by_text


def _masked(text: str, found: list[Mention], disclosure: Disclosure) -> str:
    for each in reversed(found):
        if not _stands(each, disclosure):
            text = text[: each.start] + disclosure.masked(each) + text[each.end :]
    return text


class _People:
    """People's own data as far as it is told."""

    def __init__(self, workshop: Workshop, disclosure: Disclosure, somebody: str) -> None:
        self._disclosure = disclosure
        self._somebody = somebody
        people = workshop.participants.values()
        self._by_name = {fold(person.name): person for person in people if person.name}
        self._ids = {
            person.id: person.id if disclosure.names_in_full(person) else f"person-{n:03}"
            for n, person in enumerate(people, start=1)
        }

    def told(self, entity: Entity, original: Entity) -> Entity:
        """An entity, its texts masked already, with the people in it as they are told."""
        match entity:
            case Participant():
                return self._person(entity)
            case Draft():
                return entity.model_copy(update={"content": ""})
            case Contribution():
                assert isinstance(original, Contribution)
                return self._contribution(entity, original)
            case OpenPoint():
                assert isinstance(original, OpenPoint)
                step = self._step(entity.next_step, original.next_step)
                return entity.model_copy(update={"next_step": step})
        return self._with_ids(entity)

    def _person(self, person: Participant) -> Participant:
        disclosure = self._disclosure
        update: dict[str, Any] = {"id": self._ids[person.id]}
        if not disclosure.names_in_full(person):
            halves = {"given_name": person.given_name, "family_name": person.family_name}
            update["email"] = ""
            for half, name in halves.items():
                update[half] = "" if disclosure.is_nameless else initials(name)
        if not disclosure.personal_data:
            update |= {"position": "", "delegation": "", "needs_access": False}
        return person.model_copy(update=update)

    def _contribution(self, item: Contribution, original: Contribution) -> Contribution:
        update: dict[str, Any] = {
            "contacts": tuple(self._contacts(item)),
            "next_step": self._step(item.next_step, original.next_step),
            "organiser_owner": self._owner(item.organiser_owner, original.organiser_owner),
        }
        changed = {name: told for name, told in update.items() if told != getattr(item, name)}
        return self._with_ids(item.model_copy(update=changed) if changed else item)

    def _contacts(self, item: Contribution) -> Iterator[Contact]:
        """Those who agreed to be named."""
        disclosure = self._disclosure
        for each in item.contacts if disclosure.personal_data else ():
            if each.consent:
                is_whole = disclosure.shows_emails and MARK not in each.email
                email = each.email if is_whole else ""
                name = disclosure.spelt(each.name)
                yield each.model_copy(update={"name": name, "email": email})

    def _step(self, step: NextStep | None, original: NextStep | None) -> NextStep | None:
        if step is None or original is None:
            return step
        return step.model_copy(update={"owner": self._owner(step.owner, original.owner)})

    def _owner(self, owner: str, original: str) -> str:
        """Who does something. A participant is told as participants are."""
        person = self._by_name.get(fold(original))
        if person is None:
            return owner
        shown = self._disclosure.name(person)
        return shown or person.organisation or self._somebody

    def _with_ids(self, entity: E) -> E:
        """The same with participants' ids that tell no name."""
        ids = self._ids
        update: dict[str, Any] = {
            name: ids[getattr(entity, name)]
            for name in _participant_ids(type(entity))
            if ids.get(getattr(entity, name)) not in (None, getattr(entity, name))
        }
        if isinstance(entity, SeatWish):
            update["participant_ids"] = tuple(ids.get(e, e) for e in entity.participant_ids)
        changed = entity.model_copy(update=update) if update else entity
        if isinstance(changed, Seat):
            told = f"{changed.round_id}/{changed.participant_id}"
        elif isinstance(changed, Vote) and changed.participant_id:
            told = f"{changed.contribution_id}/{changed.participant_id}"
        else:
            return changed
        return changed.model_copy(update={"id": told})


_PARTICIPANT_IDS = ("participant_id", "host_id", "note_taker_id", "author_id")


@cache
def _participant_ids(of: type[Entity]) -> tuple[str, ...]:
    """The fields of an entity that name a participant."""
    return tuple(name for name in _PARTICIPANT_IDS if name in of.model_fields)
