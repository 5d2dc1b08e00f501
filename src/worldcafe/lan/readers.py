"""Who is shown a digest, what the room shows beside, and what a digest was made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from operator import is_
from typing import Any

from worldcafe.domain.day import voting_is_open
from worldcafe.domain.model import conversation_id
from worldcafe.domain.projection import Choice
from worldcafe.domain.vocabulary import VoteBy
from worldcafe.domain.workshop import Workshop
from worldcafe.lan.codes import Role, Scope
from worldcafe.lan.joining import Joining
from worldcafe.lan.requests import Sender
from worldcafe.wording.words import Words

Json = dict[str, Any]
_DAY = ("about", "clock", "room_clocks", "themes", "tables", "rounds", "phones")
PARTS: Mapping[Role, tuple[str, ...]] = {
    Role.ROOM: _DAY,
    Role.TABLE: _DAY,
    Role.PERSON: (*_DAY, "participants", "seats"),
    Role.FOUND: (*_DAY, "participants", "seats"),
    Role.FACILITATOR: (*_DAY, "contributions", "conversations", "drafts"),
    Role.WALL: (*_DAY, "participants", "seats", "contributions", "conversations"),
}
"""The parts of a workshop that a role's digest is made of, but for what is a reader's own."""


@dataclass(frozen=True)
class Shown:
    """What the screens of the room are told to show, beside what the day asks for."""

    choice: Choice = Choice.AUTOMATIC
    message: str = ""
    second_language: str = ""
    by_table: bool = False
    """Whether people find their place by table rather than by name."""
    room: str = ""
    """The room whose tables, places and insights are shown; empty for all."""
    joining: Joining | None = None
    """How to come in; None where the screens are not to tell."""


@dataclass(frozen=True)
class Reader:
    """Who looks, in which language, and what that one sent before."""

    sender: Sender
    words: Words

    @property
    def scope(self) -> Scope:
        """What the code allows."""
        return self.sender.scope


@dataclass(frozen=True)
class Made:
    """What a digest was made of, to know whether it has to be made anew."""

    parts: tuple[object, ...]
    own: tuple[object, ...] = ()

    @classmethod
    def of(cls, workshop: Workshop, reader: Reader, shown: Shown) -> "Made":
        """What this one is shown now."""
        scope = reader.scope
        parts = (*(getattr(workshop, name) for name in PARTS[scope.role]), shown)
        choices = workshop.contributions if voting_is_open(workshop) else None
        if scope.role is Role.TABLE:
            by_table = workshop.about.votes_by is VoteBy.TABLE
            choices = choices if by_table else None
            return cls((*parts, choices), _own_of_table(workshop, scope.id))
        if scope.role is not Role.PERSON:
            return cls(parts)
        dots = workshop.dots_of(participant_id=scope.id)
        ideas = workshop.ideas_sent_by(reader.sender.mark)
        return cls((*parts, choices), (dots, ideas))

    def is_as(self, other: "Made") -> bool:
        """Whether nothing in it has changed. Parts that did not change are the same ones."""
        return all(map(is_, self.parts, other.parts)) and self.own == other.own


def _own_of_table(workshop: Workshop, table_id: str) -> tuple[object, ...]:
    """What a table is told of: not each time that somebody types another letter, and of other
    tables nothing. What it may build on comes along with the rest.
    """
    drafts = workshop.drafts_at(table_id)
    rounds = workshop.rounds_in_order
    return (
        *(workshop.contributions_of(table_id, each.id) for each in rounds),
        *(workshop.conversations.get(conversation_id(table_id, each.id)) for each in rounds),
        tuple(each for each in workshop.attachments.values() if each.table_id == table_id),
        workshop.ideas_waiting_at(table_id),
        {each.id for each in drafts},
        workshop.dots_of(table_id=table_id),
    )
