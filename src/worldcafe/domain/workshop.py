"""The frozen whole of a café, and what it is once edits are made."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from operator import attrgetter
from typing import Any, ClassVar

from worldcafe.domain.edits import Edit
from worldcafe.domain.folding import fold
from worldcafe.domain.model import (
    About,
    Attachment,
    CafeTable,
    Clock,
    Cluster,
    Contribution,
    Conversation,
    DifferentPair,
    Draft,
    Entity,
    Forgotten,
    MatchDecision,
    Numbering,
    OpenPoint,
    Participant,
    Phones,
    RoomClock,
    Round,
    Seat,
    SeatingRules,
    SeatWish,
    SentIdea,
    TakenCopy,
    Theme,
    Vote,
    conversation_id,
)
from worldcafe.domain.vocabulary import HandIn, IdeaState, Presence, Role

Place = tuple[str, str]
"""Where a conversation is: the ids of its table and its round."""


@dataclass(frozen=True)
class Workshop:
    """One event, frozen: every entity by id, and the questions everybody asks of them.

    Iterating a mapping gives the order in which things were added; the cached tuples
    (`tables_in_order` …) give the order of the room and of the day.
    """

    about: About = field(default_factory=About)
    clock: Clock = field(default_factory=Clock)
    """The clock of all rooms. In a room that goes by its own (`in_room`): that one."""
    seating_rules: SeatingRules = field(default_factory=SeatingRules)
    numbering: Numbering = field(default_factory=Numbering)
    phones: Phones = field(default_factory=Phones)
    themes: Mapping[str, Theme] = field(default_factory=dict)
    tables: Mapping[str, CafeTable] = field(default_factory=dict)
    rounds: Mapping[str, Round] = field(default_factory=dict)
    participants: Mapping[str, Participant] = field(default_factory=dict)
    seat_wishes: Mapping[str, SeatWish] = field(default_factory=dict)
    seats: Mapping[str, Seat] = field(default_factory=dict)
    conversations: Mapping[str, Conversation] = field(default_factory=dict)
    attachments: Mapping[str, Attachment] = field(default_factory=dict)
    clusters: Mapping[str, Cluster] = field(default_factory=dict)
    contributions: Mapping[str, Contribution] = field(default_factory=dict)
    votes: Mapping[str, Vote] = field(default_factory=dict)
    different_pairs: Mapping[str, DifferentPair] = field(default_factory=dict)
    match_decisions: Mapping[str, MatchDecision] = field(default_factory=dict)
    open_points: Mapping[str, OpenPoint] = field(default_factory=dict)
    drafts: Mapping[str, Draft] = field(default_factory=dict)
    """In the order in which they were saved last, then of their ids: the same at every desk,
    since one that was away hears of a draft as it is by now and not of when it was begun."""
    ideas: Mapping[str, SentIdea] = field(default_factory=dict)
    forgotten: Mapping[str, Forgotten] = field(default_factory=dict)
    taken_copies: Mapping[str, TakenCopy] = field(default_factory=dict)
    room_clocks: Mapping[str, RoomClock] = field(default_factory=dict)

    _ATTRIBUTE_OF: ClassVar[dict[str, str]] = {
        "theme": "themes",
        "cafe_table": "tables",
        "round": "rounds",
        "participant": "participants",
        "seat_wish": "seat_wishes",
        "seat": "seats",
        "conversation": "conversations",
        "attachment": "attachments",
        "cluster": "clusters",
        "contribution": "contributions",
        "vote": "votes",
        "different_pair": "different_pairs",
        "match_decision": "match_decisions",
        "open_point": "open_points",
        "draft": "drafts",
        "sent_idea": "ideas",
        "forgotten": "forgotten",
        "taken_copy": "taken_copies",
        "room_clock": "room_clocks",
    }
    _ONLY_ONE: ClassVar[tuple[str, ...]] = (
        "about", "clock", "seating_rules", "numbering", "phones",
    )  # fmt: skip

    @classmethod
    def of(cls, entities: Iterable[Entity]) -> "Workshop":
        """The workshop that holds these entities."""
        parts: dict[str, Any] = {}
        for entity in entities:
            kind = entity.kind_name
            if kind in cls._ONLY_ONE:
                parts[kind] = entity
            else:
                parts.setdefault(cls._ATTRIBUTE_OF[kind], {})[entity.id] = entity
        return cls(**_drafts_in_order(parts))

    def of_kinds(self, kinds: Collection[str]) -> "Workshop":
        """The same with nothing in it but entities of these kinds."""
        return Workshop.of(each for each in self.entities() if each.kind_name in kinds)

    def entities(self) -> Iterable[Entity]:
        """Every entity, those of which there is exactly one included."""
        for name in _PARTS:
            value = getattr(self, name)
            if isinstance(value, Entity):
                yield value
            else:
                yield from value.values()

    def find(self, kind: str, entity_id: str) -> Entity | None:
        """The entity of this kind and id, if there is one."""
        if kind in self._ONLY_ONE:
            only: Entity = getattr(self, kind)
            return only
        found: Entity | None = getattr(self, self._ATTRIBUTE_OF[kind]).get(entity_id)
        return found

    def all_of(self, kind: str) -> Iterable[Entity]:
        """Every entity of a kind of which there may be many, in the order they were added."""
        found: Mapping[str, Entity] = getattr(self, self._ATTRIBUTE_OF[kind])
        return found.values()

    def after(self, edits: Iterable[Edit], ours: set[str] | None = None) -> "Workshop":
        """The workshop once these edits are made. This one stays as it is.

        `ours` names the parts that nobody but the caller has seen, and grows by those that are
        changed: of a workshop that is one step of many each would be copied again and again.
        """
        changed: dict[str, Any] = {}
        for edit in edits:
            if edit.kind in self._ONLY_ONE:
                changed[edit.kind] = edit.after or Workshop().find(edit.kind, edit.id)
                continue
            attribute = self._ATTRIBUTE_OF[edit.kind]
            if attribute not in changed:
                found = getattr(self, attribute)
                changed[attribute] = found if ours and attribute in ours else dict(found)
            if edit.after is None:
                changed[attribute].pop(edit.id, None)
            else:
                changed[attribute][edit.id] = edit.after
        if ours is not None:
            ours.update(changed)
        parts = dict(zip(_PARTS, _parts_of(self), strict=True)) | _drafts_in_order(changed)
        after = object.__new__(Workshop)
        # All at once: part by part, as the class does it, would be most of the work here.
        object.__setattr__(after, "__dict__", parts)
        return after

    @cached_property
    def themes_in_order(self) -> tuple[Theme, ...]:
        return tuple(sorted(self.themes.values(), key=lambda theme: theme.position))

    @cached_property
    def tables_in_order(self) -> tuple[CafeTable, ...]:
        return tuple(sorted(self.tables.values(), key=lambda table: table.number))

    @cached_property
    def rooms(self) -> tuple[str, ...]:
        """The names of the rooms, in the order of their tables; none where all is in one."""
        named = dict.fromkeys(table.room for table in self.tables_in_order)
        return tuple(filter(None, named)) if len(named) > 1 else ()

    def room_named(self, text: str) -> str:
        """The room of this name, however it is written; empty where there is none."""
        if text in self.rooms:
            return text
        written = fold(text)
        return self._rooms_by_name.get(written, "") if written else ""

    @cached_property
    def _rooms_by_name(self) -> Mapping[str, str]:
        return {fold(room): room for room in self.rooms}

    def tables_in(self, room: str) -> tuple[CafeTable, ...]:
        """The tables of a room in order; all where none is named, or there is no such room."""
        if room not in self.rooms:
            return self.tables_in_order
        return tuple(table for table in self.tables_in_order if table.room == room)

    @property
    def is_apart(self) -> bool:
        """Whether there are several rooms, and each goes by a clock of its own."""
        return self.clock.by_room and bool(self.rooms)

    def clock_in(self, room: str) -> Clock:
        """The clock by which a room goes."""
        if not self.is_apart:
            return self.clock
        own = self.room_clocks.get(room) if room in self.rooms else None
        return own.clock if own else self.clock.but(by_room=False)

    @property
    def clocks(self) -> tuple[Clock, ...]:
        """Every clock that counts: one for each room, or that of all."""
        return tuple(map(self.clock_in, self.rooms)) if self.is_apart else (self.clock,)

    def by_clock_of(self, room: str) -> "Workshop":
        """The whole workshop by the clock of one of its rooms."""
        if not self.is_apart:
            return self
        if room not in self._by_clocks:
            clock = self.clock_in(room)
            self._by_clocks[room] = replace(self, clock=clock, room_clocks={})
        return self._by_clocks[room]

    @cached_property
    def _by_clocks(self) -> dict[str, "Workshop"]:
        return {}

    @cached_property
    def each_clock(self) -> tuple["Workshop", ...]:
        """The workshop as it is in each room that goes by its own clock; where all go by one,
        the whole of it.
        """
        return tuple(map(self.in_room, self.rooms)) if self.is_apart else (self,)

    def in_room(self, room: str) -> "Workshop":
        """The workshop as it is in one of its rooms: the tables there, who sits at them, what
        is said, and the clock by which it goes. People are those of all. Itself where there
        is no such room.
        """
        if room not in self.rooms:
            return self
        if room not in self._in_rooms:
            self._in_rooms[room] = self._narrowed(room)
        return self._in_rooms[room]

    @cached_property
    def _in_rooms(self) -> dict[str, "Workshop"]:
        return {}

    def _narrowed(self, room: str) -> "Workshop":
        tables = {table.id: table for table in self.tables_in(room)}
        at_tables: dict[str, Any] = {
            part: {
                id: each for id, each in getattr(self, part).items() if each.table_id in tables
            }
            for part in _AT_TABLES
        }
        clock = self.clock_in(room)
        return replace(self, tables=tables, clock=clock, room_clocks={}, **at_tables)

    def room_of(self, table_id: str) -> str:
        """The room in which a table stands; empty where all is in one."""
        table = self.tables.get(table_id)
        return table.room if table and self.rooms else ""

    def home_of(self, participant_id: str) -> str:
        """The room in which a person sits, most of the day, or is to be as long as they have
        no seat; empty where that is not known.
        """
        rooms = Counter(table.room for table in self.route_of(participant_id) if table)
        if rooms and self.rooms:
            return rooms.most_common(1)[0][0]
        person = self.participants.get(participant_id)
        return self.room_named(person.room) if person else ""

    @cached_property
    def rounds_in_order(self) -> tuple[Round, ...]:
        return tuple(sorted(self.rounds.values(), key=lambda round_: round_.number))

    @cached_property
    def participants_in_order(self) -> tuple[Participant, ...]:
        return tuple(sorted(self.participants.values(), key=lambda person: person.sort_key))

    @property
    def n_people(self) -> int:
        """How many people the café has, those included who were forgotten since."""
        return len(self.participants) + sum(g.was_listed for g in self.forgotten.values())

    @cached_property
    def people_to_seat(self) -> tuple[Participant, ...]:
        """Whoever gets a seat, in the order of the list.

        All but those who only facilitate, and those who are known not to come.
        """
        hosts = {table.host_id for table in self.tables.values()}
        return tuple(
            person
            for person in self.participants.values()
            if person.presence is not Presence.ABSENT
            and (set(person.roles) != {Role.FACILITATOR} or person.id in hosts)
        )

    @cached_property
    def standing(self) -> tuple[Contribution, ...]:
        """What the harvest holds, in the order it was recorded.

        Neither what was withdrawn nor what was merged into another contribution.
        """
        # A list first: at ten thousand contributions twice as quick as a generator.
        return tuple(
            [
                c
                for c in self.contributions.values()
                if c.withdrawn_at is None and c.merged_into_id is None
            ]
        )

    @cached_property
    def originals(self) -> Mapping[str, tuple[Contribution, ...]]:
        """For every merged contribution by its id, what was merged into it."""
        found: dict[str, list[Contribution]] = {}
        for item in self.contributions.values():
            if item.merged_into_id and item.withdrawn_at is None:
                found.setdefault(item.merged_into_id, []).append(item)
        return {merged: tuple(items) for merged, items in found.items()}

    def origins_of(self, contribution_id: str) -> tuple[Contribution, ...]:
        """Where a contribution comes from: what was first merged into it, else itself."""
        found, open_ = [], [self.contributions[contribution_id]]
        while open_:  # merges of merges may lie deeper than Python likes to call
            item = open_.pop()
            beneath = self.originals.get(item.id, ())
            open_ += reversed(beneath)
            if not beneath:
                found.append(item)
        return tuple(found)

    @cached_property
    def _seated(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        found: dict[tuple[str, str], list[str]] = {}
        for seat in self.seats.values():
            found.setdefault((seat.round_id, seat.table_id), []).append(seat.participant_id)
        return {place: tuple(people) for place, people in found.items()}

    def people_at(self, table_id: str, round_id: str) -> tuple[Participant, ...]:
        """Who sits at this table in this round, the host first, then by name."""
        host = self.tables[table_id].host_id
        people = (
            self.participants[each] for each in self._seated.get((round_id, table_id), ())
        )
        return tuple(sorted(people, key=lambda person: (person.id != host, person.sort_key)))

    def people_coming(self, table_id: str, round_id: str) -> tuple[Participant, ...]:
        """Who is to be met at this table in this round: whoever has a seat there, but for
        those who are known not to come.

        A plan and what is printed of it show `people_at`; the running day shows these.
        """
        people = self.people_at(table_id, round_id)
        return tuple(person for person in people if person.presence is not Presence.ABSENT)

    def route_of(self, participant_id: str) -> tuple[CafeTable | None, ...]:
        """A person's tables, one per round in order; None where no seat is known."""
        seats = (self.seats.get(f"{r.id}/{participant_id}") for r in self.rounds_in_order)
        return tuple(self.tables[seat.table_id] if seat else None for seat in seats)

    def conversation(self, table_id: str, round_id: str) -> Conversation:
        """The conversation at this table in this round, empty if nothing was said yet."""
        known = self.conversations.get(conversation_id(table_id, round_id))
        return known or Conversation.of(table_id, round_id)

    def note_taker_of(self, table_id: str, round_id: str) -> str | None:
        """The id of whoever writes in a conversation: named there, else at the table."""
        known = self.conversations.get(conversation_id(table_id, round_id))
        named = known.note_taker_id if known else None
        table = self.tables.get(table_id)
        return named or (table.note_taker_id if table else None)

    @cached_property
    def _by_conversation(self) -> Mapping[str, tuple[Contribution, ...]]:
        found: dict[str, list[Contribution]] = {}
        for item in self.contributions.values():
            if item.withdrawn_at is None and item.id not in self.originals:
                place = conversation_id(item.table_id, item.round_id)
                found.setdefault(place, []).append(item)
        return {key: tuple(items) for key, items in found.items()}

    def contributions_of(self, table_id: str, round_id: str) -> tuple[Contribution, ...]:
        """What was recorded in this conversation and not withdrawn, in its first words."""
        return self._by_conversation.get(conversation_id(table_id, round_id), ())

    @cached_property
    def _dots(self) -> Mapping[tuple[str | None, str | None], Mapping[str, int]]:
        found: dict[tuple[str | None, str | None], dict[str, int]] = {}
        for vote in self.votes.values():
            placed = found.setdefault((vote.participant_id, vote.table_id), {})
            placed[vote.contribution_id] = vote.dots
        return found

    def dots_of(
        self, *, participant_id: str | None = None, table_id: str | None = None
    ) -> Mapping[str, int]:
        """The dots of a person or a table by contribution; of neither, those on the wall."""
        return self._dots.get((participant_id, table_id), {})

    @cached_property
    def _drafts(self) -> Mapping[str, tuple[Draft, ...]]:
        found: dict[str, list[Draft]] = {}
        for draft in self.drafts.values():
            found.setdefault(draft.table_id, []).append(draft)
        return {table_id: tuple(drafts) for table_id, drafts in found.items()}

    def drafts_at(self, table_id: str) -> tuple[Draft, ...]:
        """What is being typed at a table, in whatever round."""
        return self._drafts.get(table_id, ())

    @cached_property
    def _waiting(self) -> Mapping[str, tuple[SentIdea, ...]]:
        found: dict[str, list[SentIdea]] = {}
        for idea in self.ideas.values():
            if idea.state is IdeaState.WAITING:
                found.setdefault(idea.table_id, []).append(idea)
        return {table_id: tuple(ideas) for table_id, ideas in found.items()}

    def ideas_waiting_at(self, table_id: str) -> tuple[SentIdea, ...]:
        """What participants sent to a table and nobody decided about, in whatever round."""
        return self._waiting.get(table_id, ())

    @cached_property
    def _by_sender(self) -> Mapping[str, tuple[SentIdea, ...]]:
        found: dict[str, list[SentIdea]] = {}
        for idea in self.ideas.values():
            found.setdefault(idea.sender, []).append(idea)
        return {sender: tuple(ideas) for sender, ideas in found.items() if sender}

    def ideas_sent_by(self, sender: str) -> tuple[SentIdea, ...]:
        """What was sent under a mark, and what became of it."""
        return self._by_sender.get(sender, ())

    @cached_property
    def _begun(self) -> frozenset[str]:
        """The conversations in which somebody is typing."""
        drafts = self.drafts.values()
        return frozenset(conversation_id(each.table_id, each.round_id) for each in drafts)

    def hand_in(self, table_id: str, round_id: str) -> HandIn:
        """How far the notes of this conversation have come."""
        place = conversation_id(table_id, round_id)
        known = self.conversations.get(place)
        if known and known.state in (HandIn.HANDED_IN, HandIn.CHECKED):
            return known.state
        begun = (
            place in self._by_conversation
            or (known and known.key_insight)
            or place in self._begun
        )
        return HandIn.DRAFT if begun else HandIn.EMPTY

    def theme_of(self, table_id: str) -> Theme | None:
        """The theme a table carries."""
        table = self.tables.get(table_id)
        return self.themes.get(table.theme_id) if table and table.theme_id else None


_AT_TABLES = (
    "seats", "conversations", "attachments", "contributions", "drafts", "ideas",
)  # fmt: skip
_PARTS = tuple(each.name for each in fields(Workshop))
_parts_of = attrgetter(*_PARTS)


def _drafts_in_order(parts: dict[str, Any]) -> dict[str, Any]:
    """These parts of a workshop, with drafts in their order if they are among them."""
    if "drafts" in parts:
        said = sorted(parts["drafts"].items(), key=lambda item: (item[1].saved_at, item[0]))
        parts["drafts"] = dict(said)
    return parts
