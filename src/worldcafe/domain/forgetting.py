"""Forgetting people: what of them goes, what stays, and how they are recognised again.

Every entity is cleansed by itself and alike, in the rows of today and in every line of
history. That is why history still replays to the workshop afterwards.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

from worldcafe.domain.command import Stamp, put
from worldcafe.domain.disclosure import MARK
from worldcafe.domain.edits import Edit
from worldcafe.domain.folding import fold
from worldcafe.domain.known_names import KnownName
from worldcafe.domain.mentions import Mention, Search
from worldcafe.domain.model import (
    About,
    CafeTable,
    Contribution,
    Conversation,
    Draft,
    Entity,
    Forgotten,
    Participant,
    Seat,
    SeatWish,
    Vote,
)
from worldcafe.domain.texts import texts, with_texts
from worldcafe.domain.vocabulary import WishType
from worldcafe.domain.workshop import Workshop

People = Mapping[str, Sequence[Participant]]
"""People by their id, each with every state that is known of them, the latest first."""

_OWN = frozenset({"given_name", "family_name", "email"})
"""What is a person's own: a namesake keeps it."""
_NEVER_EMPTY = frozenset({"title", "name"})
_MOST_DOTS = 5_000
_LINE = 500


def people_in(states: Iterable[Entity]) -> People:
    """Everybody whom these states of a workshop speak of, also those long off the list."""
    found: dict[str, dict[Participant, None]] = {}
    for state in states:
        if isinstance(state, Participant):
            found.setdefault(state.id, {})[state] = None
    return {id: tuple(known) for id, known in found.items()}


def same_people(people: People, ids: Iterable[str]) -> People:
    """These people, and the same ones under another id: taken off the list and added again."""
    wanted = {trace for id in ids for state in people.get(id, ()) for trace in _traces(state)}
    return {
        id: states
        for id, states in people.items()
        if any(not wanted.isdisjoint(_traces(state)) for state in states)
    }


def find_people(people: People, said: str) -> list[str]:
    """The ids of those of whom an id, an e-mail address or a name speaks."""
    if said in people:
        return [said]
    address, name = said.strip().casefold(), fold(said)
    return [
        id
        for id, states in people.items()
        if any(
            address == state.email.casefold() or name in (fold(state.name), _turned(state))
            for state in states
        )
    ]


def _turned(person: Participant) -> str:
    return fold(f"{person.family_name} {person.given_name}")


def _traces(person: Participant) -> Iterator[str]:
    """What shows that somebody is this person: as a list is read, and by their id."""
    name = " ".join(sorted(fold(person.name).split()))  # whichever half comes first
    yield f"id\0{person.id}"
    if person.email:
        yield f"email\0{name}\0{person.email.casefold()}"
    if person.organisation or not person.email:
        yield f"organisation\0{name}\0{fold(person.organisation)}"


def _mark(salt: str, trace: str) -> str:
    return blake2b(
        trace.encode(errors="replace"), key=salt.encode()[:64], digest_size=16
    ).hexdigest()


def known_again(workshop: Workshop, people: Iterable[Participant]) -> Mapping[str, Forgotten]:
    """Those of these people who were forgotten here, by their id, each with the mark."""
    marks: dict[str, dict[str, Forgotten]] = {}
    for gone in workshop.forgotten.values():
        marks.setdefault(gone.salt, {}).update(dict.fromkeys(gone.marks, gone))
    if not marks:
        return {}
    return {
        person.id: of_salt[mark]
        for person in people
        for salt, of_salt in marks.items()
        for mark in (_mark(salt, trace) for trace in _traces(person))
        if mark in of_salt
    }


@dataclass(frozen=True)
class Remains:
    """What stays of people who are forgotten, none of it with their name."""

    n_people: int
    n_seats: int
    """Seats in rounds that took place; they are counted at their table from then on."""
    n_hosted: int
    n_written: int
    """Contributions they wrote."""
    n_votes: int
    mentions: tuple[Mention, ...]
    """Where texts name them, in what is and in what was; each once."""

    @property
    def n_texts(self) -> int:
        """How many texts name them."""
        return len({(each.kind, each.id, each.field) for each in self.mentions})


class Forgetting:
    """What forgetting some people does to each entity of a workshop."""

    def __init__(
        self, people: People, states: Iterable[Entity], kept: frozenset[str] = frozenset()
    ) -> None:
        """`states` are those of the workshop, past ones included.

        `kept` are the mentions in texts that stay as they are, by their keys.
        """
        self.people = people
        self._kept = kept
        known = [state for each in people.values() for state in each]
        names = dict.fromkeys(map(KnownName.of, known))
        self._found_in: dict[str, list[Mention]] = {}
        """By text: history says most of them over and over."""
        self._search = Search(Workshop.of(states), names, known)

    def names_anyone(self, text: str) -> bool:
        """Whether a text that belongs to no entity names one of them."""
        return any(True for _ in self._found(About(), "", text))

    def remains(self, workshop: Workshop, states: Iterable[Entity]) -> Remains:
        """What stays of them in this workshop, which still has them, and in its past states."""
        gone, past = self.people, _rounds_begun(workshop)
        seats = [s for s in workshop.seats.values() if s.participant_id in gone]
        return Remains(
            n_people=len(gone),
            n_seats=sum(seat.round_id in past for seat in seats),
            n_hosted=sum(table.host_id in gone for table in workshop.tables.values()),
            n_written=sum(c.author_id in gone for c in workshop.contributions.values()),
            n_votes=sum(vote.participant_id in gone for vote in workshop.votes.values()),
            mentions=tuple(self._mentions(states)),
        )

    def _mentions(self, states: Iterable[Entity]) -> Iterable[Mention]:
        return {
            mention.key: mention
            for state in states
            if self._without(state) is not None
            for path, text in _texts_of(state)
            if not _is_a_persons_own(state, path)
            for mention in self._found(state, path, text)
        }.values()

    def cleansed(self, entity: Entity) -> Entity | None:
        """The entity without these people; None for what was theirs alone."""
        left = self._without(entity)
        return None if left is None else self._masked(left)

    def farewell(self, before: Workshop, after: Workshop, stamp: Stamp) -> list[Edit]:
        """The last line about them: marks, and counts in place of what was theirs.

        `before` still has them, `after` is what its cleansed entities make.
        """
        seats: Counter[str] = Counter()
        past = _rounds_begun(before)
        for seat in before.seats.values():
            if seat.participant_id in self.people and seat.round_id in past:
                seats[f"{seat.round_id}\0{seat.table_id}"] += 1
        conversations = []
        for place, n in seats.items():
            round_id, _, table_id = place.partition("\0")
            said = after.conversation(table_id, round_id)
            conversations.append(said.but(n_forgotten=said.n_forgotten + n))
        dots: Counter[str] = Counter()
        for vote in before.votes.values():
            if vote.participant_id in self.people:
                dots[vote.contribution_id] += vote.dots
        walls = []
        for contribution_id, n in dots.items():
            wall = Vote.of(contribution_id, 1)
            known = after.votes.get(wall.id)
            walls.append(wall.but(dots=min(n + (known.dots if known else 0), _MOST_DOTS)))
        return put(after, *conversations, *walls, *self._marks(before, stamp))

    def _marks(self, before: Workshop, stamp: Stamp) -> Iterator[Forgotten]:
        # One salt a workshop: a list of thousands is compared with thousands of marks.
        salts = (gone.salt for gone in before.forgotten.values())
        salt = next(salts, None) or stamp.new_id()
        for id, states in self.people.items():
            marks = dict.fromkeys(_mark(salt, t) for state in states for t in _traces(state))
            yield Forgotten(
                id=stamp.new_id(),
                forgotten_at=stamp.at,
                salt=salt,
                marks=tuple(marks),
                was_listed=id in before.participants,
            )

    def _without(self, entity: Entity) -> Entity | None:
        """The entity without what ties it to these people."""
        gone = self.people
        match entity:
            case Participant(id=id) if id in gone:
                return None
            case Seat(participant_id=id) | Vote(participant_id=id) if id in gone:
                return None
            case SeatWish():
                left = tuple(each for each in entity.participant_ids if each not in gone)
                about_pairs = entity.type in (WishType.TOGETHER, WishType.APART)
                if left == entity.participant_ids:
                    return entity
                few = len(left) < (2 if about_pairs else 1)
                return None if few else entity.model_copy(update={"participant_ids": left})
            case CafeTable() | Conversation() | Contribution():
                ties = ("host_id", "note_taker_id", "author_id")
                cut = {tie: None for tie in ties if getattr(entity, tie, None) in gone}
                return entity.model_copy(update=cut) if cut else entity
        return entity

    def _masked(self, entity: Entity) -> Entity:
        """The entity with these people's names and addresses taken out of its texts."""
        if isinstance(entity, Draft):
            return self._masked_draft(entity)
        changed = {
            path: masked
            for path, text in texts(entity)
            if not _is_a_persons_own(entity, path)
            and (masked := self._mask(entity, path, text)) != text
        }
        if not changed:
            return entity
        left = with_texts(entity, changed)
        if isinstance(left, About):
            organisers = tuple(filter(None, left.organisers))
            return left.model_copy(update={"organisers": organisers})
        if isinstance(left, Contribution) and isinstance(entity, Contribution):
            both = zip(entity.contacts, left.contacts, strict=True)
            others = tuple(
                now for was, now in both if (was.name, was.email) == (now.name, now.email)
            )
            return left.model_copy(update={"contacts": others})
        return left

    def _masked_draft(self, draft: Draft) -> Draft:
        def masked(said: Any) -> Any:
            match said:
                case str():
                    return "" if said in self.people else self._mask(draft, "content", said)
                case list():
                    return [masked(each) for each in said]
                case dict():
                    return {name: masked(each) for name, each in said.items()}
            return said

        try:
            said = json.loads(draft.content)
        except ValueError:
            content = self._mask(draft, "content", draft.content)
        else:
            left = masked(said)
            if left == said:
                return draft
            content = json.dumps(left, ensure_ascii=False, sort_keys=True)
        return draft.model_copy(update={"content": content})

    def _mask(self, entity: Entity, path: str, text: str) -> str:
        left = text
        for each in reversed(self._found(entity, path, text)):
            if each.key not in self._kept:
                left = left[: each.start] + MARK + left[each.end :]
        if left == text:
            return text
        if path not in _NEVER_EMPTY and not fold(left):
            return ""
        # A name may be shorter than what stands for it.
        return left[: max(len(text), _LINE)]

    def _found(self, entity: Entity, path: str, text: str) -> list[Mention]:
        known = self._found_in.get(text)
        if known is None:
            known = list(self._search.mentions_in(entity, path, text, everything=False))
            self._found_in[text] = known
        return [
            replace(each, kind=entity.kind_name, id=entity.id, field=path) for each in known
        ]


def _texts_of(entity: Entity) -> Iterator[tuple[str, str]]:
    return iter([("content", entity.content)]) if isinstance(entity, Draft) else texts(entity)


def _is_a_persons_own(entity: Entity, path: str) -> bool:
    return isinstance(entity, Participant) and path in _OWN


def _rounds_begun(workshop: Workshop) -> frozenset[str]:
    """The rounds in which people sat: the clock ran through them, or something was said."""
    clocks = (workshop.clock, *workshop.room_clocks.values())
    segments = (
        key for c in clocks for key in (c.segment, *(each.segment for each in c.passages))
    )
    written = (item.round_id for item in workshop.contributions.values())
    told = (
        c.round_id for c in workshop.conversations.values() if c.key_insight or c.n_forgotten
    )
    return frozenset((*(s.rpartition(".")[0] for s in segments), *written, *told))
