"""What the texts of a workshop give away of people: names, e-mail addresses, telephones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

from worldcafe.domain.addresses import emails, telephones
from worldcafe.domain.known_names import KnownName, NameFinder, known_names
from worldcafe.domain.model import Draft, Entity, Participant
from worldcafe.domain.texts import texts
from worldcafe.domain.workshop import Workshop

_SAID_ANYWAY = frozenset({"given_name", "family_name", "email"})
"""Fields of a participant that are the person's data themselves, not a text about somebody."""

_AROUND = 40
"""Characters shown on both sides of what was found."""


class Given(StrEnum):
    """What a text gives away."""

    NAME = "name"
    EMAIL = "email"
    TELEPHONE = "telephone"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text that gives somebody away."""

    kind: str
    """The entity's kind."""
    id: str
    field: str
    """The path to the text in the entity, as `worldcafe.domain.texts` has it."""
    start: int
    end: int
    text: str
    """What stands there."""
    given: Given
    name: str = ""
    """Whose it is, where that is known."""
    whole: bool = True
    """Not a family name alone, which may be an ordinary word."""
    hidden: bool = False
    """Whether the person asked not to be named."""

    @property
    def key(self) -> str:
        """The same for the same words in the same field, whatever else changes around them."""
        told = "\0".join((self.kind, self.id, self.field, self.text))
        return blake2b(told.encode(errors="replace"), digest_size=8).hexdigest()


def mentions(workshop: Workshop) -> tuple[Mention, ...]:
    """Everything the workshop's texts give away: every known name, address and number.

    Contacts are not texts here: they are people's data themselves.
    """
    search = Search(workshop, known_names(workshop), workshop.participants.values())
    return tuple(
        found
        for entity, path, text in search.places
        if not path.startswith("contacts.")
        for found in search.mentions_in(entity, path, text, everything=True)
    )


def mentions_of(workshop: Workshop, people: Iterable[Participant]) -> tuple[Mention, ...]:
    """Where the texts, contacts included, name these people or give their e-mail address."""
    people = tuple(people)
    if not people:
        return ()
    search = Search(workshop, map(KnownName.of, people), people)
    return tuple(
        found
        for entity, path, text in search.places
        for found in search.mentions_in(entity, path, text, everything=False)
    )


class Search:
    """Looks for the names and addresses of people; a workshop's texts say what is ordinary."""

    def __init__(
        self, workshop: Workshop, names: Iterable[KnownName], people: Iterable[Participant]
    ) -> None:
        self.places: list[tuple[Entity, str, str]] = [
            (entity, path, text)
            for entity in workshop.entities()
            if not isinstance(entity, Draft)
            for path, text in texts(entity)
            if not (isinstance(entity, Participant) and path in _SAID_ANYWAY)
        ]
        towns = [text for _, path, text in self.places if path.endswith(("city", "country"))]
        context = [text for _, _, text in self.places]
        self._names = NameFinder((name for name in names if name.family), context, towns)
        self._of_address = {
            person.email.casefold(): KnownName.of(person) for person in people if person.email
        }

    def mentions_in(
        self, entity: Entity, path: str, text: str, *, everything: bool
    ) -> Iterator[Mention]:
        """In their order; with `everything` addresses and numbers of nobody known too."""
        spans: list[tuple[int, int]] = []
        found: list[Mention] = []

        def add(span: tuple[int, int], given: Given, of: KnownName | None, whole: bool) -> None:  # noqa: FBT001
            start, end = span
            name, hidden = (of.name, of.hidden) if of else ("", False)
            found.append(
                Mention(entity.kind_name, entity.id, path, start, end, text[start:end], given,
                        name, whole, hidden)
            )  # fmt: skip

        for span in emails(text):
            known = self._whose(text[slice(*span)])
            spans.append(span)
            if known or everything:
                add(span, Given.EMAIL, known, whole=True)
        for span in telephones(text) if everything else ():
            spans.append(span)
            add(span, Given.TELEPHONE, None, whole=True)
        for each in self._names.find(text):
            if not any(each.start < end and start < each.end for start, end in spans):
                add((each.start, each.end), Given.NAME, each.known, whole=each.whole)
        return iter(sorted(found, key=lambda each: each.start))

    def _whose(self, address: str) -> KnownName | None:
        """Whose address it is: it is known, or spells the whole name."""
        known = self._of_address.get(address.casefold())
        return known or next((n.known for n in self._names.find(address) if n.whole), None)


def around(mention: Mention, workshop: Workshop) -> str:
    """The words around what was found."""
    entity = workshop.find(mention.kind, mention.id)
    text = dict(texts(entity)).get(mention.field, "") if entity else ""
    before, after = text[: mention.start], text[mention.end :]
    if len(before) > _AROUND:
        before = "… " + before[-_AROUND:].partition(" ")[2]
    if len(after) > _AROUND:
        after = after[:_AROUND].rpartition(" ")[0] + " …"
    return f"{before}{mention.text}{after}"
