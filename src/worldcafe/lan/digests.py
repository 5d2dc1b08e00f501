"""What each role is shown: values as JSON has them, from a frozen workshop.

Names of people who asked not to be named stand nowhere here.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import partial
from operator import is_
from typing import Any

from worldcafe.domain.clock import SegmentKind, read_clock, running_round
from worldcafe.domain.day import (
    as_shown,
    begun_rounds,
    present_segment,
    round_after,
    seating_round,
    voting_is_open,
)
from worldcafe.domain.disclosure import Disclosure, each_disclosed, tells_all
from worldcafe.domain.drafts import draft_of
from worldcafe.domain.harvest import references
from worldcafe.domain.model import (
    CafeTable,
    Contribution,
    Entity,
    Participant,
    Round,
    SentIdea,
)
from worldcafe.domain.vocabulary import VoteBy
from worldcafe.domain.workshop import Workshop
from worldcafe.lan.board import for_the_facilitator
from worldcafe.lan.codes import Role, Scope
from worldcafe.lan.readers import Json, Reader, Shown
from worldcafe.lan.requests import FIELDS
from worldcafe.lan.wall import on_the_wall
from worldcafe.wording.day import segment_name
from worldcafe.wording.voices import Voices
from worldcafe.wording.words import Words

MOST_TO_BUILD_ON = 60
MOST_IDEAS = 40
"""That a person is told of, the newest."""


class Digests:
    """Makes digests, and keeps what many of them have in common."""

    def __init__(self) -> None:
        self._called: tuple[object, Mapping[str, str]] = (None, {})
        self._begun: tuple[object, tuple[Round, ...]] = (None, ())
        self._people: object = None
        self._tells_all = False
        self._looked: dict[str, dict[str, tuple[Entity | None, Entity | None]]] = {}
        self._whole: dict[str, tuple[object, Mapping[str, Any]]] = {}
        self._offered: dict[str, tuple[object, list[Json]]] = {}
        self._seated: tuple[object, ...] = ()
        self._companies: dict[tuple[str, str], tuple[Participant, ...]] = {}

    def references(self, workshop: Workshop) -> Mapping[str, str]:
        """What the contributions are called."""
        if self._called[0] is not workshop.contributions:
            self._called = (workshop.contributions, references(workshop))
        return self._called[1]

    def begun(self, workshop: Workshop) -> tuple[Round, ...]:
        """The rounds that have begun: all tables are looked through for that."""
        if self._begun[0] is not workshop:
            self._begun = (workshop, begun_rounds(workshop))
        return self._begun[1]

    def shown(self, workshop: Workshop, kind: str) -> Mapping[str, Any]:
        """Contributions or conversations as all may read them: who asked not to be named is
        not, in no text. Each is looked through once.
        """
        if self._people is not workshop.participants:
            self._people, self._looked, self._whole = workshop.participants, {}, {}
            self._tells_all = tells_all(workshop, Disclosure())
        entities: Mapping[str, Entity] = getattr(workshop, kind)
        made_of, whole = self._whole.get(kind, (None, {}))
        if made_of is entities:
            return whole
        if self._tells_all:
            return entities
        known = self._looked.setdefault(kind, {})
        fresh = {
            id: each for id, each in entities.items() if known.get(id, _NEW)[0] is not each
        }
        if fresh:
            alone: Json = {"participants": workshop.participants, kind: fresh}
            told = each_disclosed(Workshop(**alone), fresh.values(), Disclosure())
            known |= {each.id: (fresh[each.id], each) for each in told}
        whole = {id: known[id][1] for id in entities}
        self._whole[kind] = (entities, whole)
        return whole

    def of(self, workshop: Workshop, reader: Reader, shown: Shown, now: dt.datetime) -> Json:
        """All that a role is shown of the workshop."""
        whole, workshop = workshop, _by_clock(workshop, reader.scope, shown)
        said = {
            "title": workshop.about.title,
            "clock": clock(workshop, reader.words, shown, now),
            "question": _question(seating_round(workshop, present_segment(workshop)), reader),
        }
        match reader.scope.role:
            case Role.TABLE:
                return said | self._table(workshop, reader)
            case Role.PERSON | Role.FOUND:
                return said | self._person(workshop, reader)
            case Role.FACILITATOR:
                here = workshop.in_room(shown.room)
                return said | for_the_facilitator(here, reader.words, now)
            case Role.WALL:
                disclosed = partial(self.shown, whole, "conversations")
                return said | on_the_wall(whole, reader.words, shown, now, disclosed)
        return said | {"can_find": workshop.phones.finding}

    # --- a table -------------------------------------------------------------------------

    def _table(self, workshop: Workshop, reader: Reader) -> Json:
        table = workshop.tables[reader.scope.id]
        called = self.references(workshop)
        begun = self.begun(workshop)
        said = _told_of(workshop, table, reader.words)
        round_ = _round_of_notes(workshop)
        own = draft_of(workshop, table.id, round_.id, reader.sender.writer) if round_ else None
        drafts = workshop.drafts_at(table.id)
        theme = workshop.theme_of(table.id)
        placed = workshop.dots_of(table_id=table.id)
        dots = _dots(workshop, VoteBy.TABLE, placed)
        return {
            "table": {
                **said,
                "themes": [theme.code or theme.name] if theme else [],
                "languages": list(table.languages),
                "lang": next(iter(table.languages or workshop.about.languages), ""),
            },
            "rounds": [
                {
                    "id": each.id,
                    "number": each.number,
                    "question": _question(each, reader),
                    "begun": each in begun,
                }
                for each in workshop.rounds_in_order
            ],
            "contributions": [
                _contribution(each, called)
                for round_ in workshop.rounds_in_order
                for each in workshop.contributions_of(table.id, round_.id)
            ],
            "conversations": [
                _conversation(workshop, table, each) for each in workshop.rounds_in_order
            ],
            "photos": [
                {"id": each.id, "round_id": each.round_id, "name": each.caption or each.name}
                for each in workshop.attachments.values()
                if each.table_id == table.id
            ],
            "ideas": [_idea(each) for each in workshop.ideas_waiting_at(table.id)],
            "typing": len({each.writer for each in drafts}),
            "draft": {"round_id": own.round_id, "content": own.content} if own else None,
            "builds_on": self._to_build_on(workshop, table, called),
            "dots": dots,
            "choices": self._choices(workshop, placed, reader.words) if dots["open"] else [],
        }

    def _to_build_on(
        self, workshop: Workshop, table: CafeTable, called: Mapping[str, str]
    ) -> list[Json]:
        """What was said here and at the tables of the same theme, the newest first."""
        near = {
            each.id
            for each in workshop.tables.values()
            if each.id == table.id or (each.theme_id and each.theme_id == table.theme_id)
        }
        items = [each for each in workshop.standing if each.table_id in near]
        shown = self.shown(workshop, "contributions")
        return [
            {"id": each.id, "reference": called.get(each.id, ""), "title": shown[each.id].title}
            for each in reversed(items[-MOST_TO_BUILD_ON:])
        ]

    def company(
        self, workshop: Workshop, table_id: str, round_id: str
    ) -> tuple[Participant, ...]:
        """Who is to be met at a table: everybody there is told the same."""
        seated = (workshop.seats, workshop.participants, workshop.tables)
        if not (self._seated and all(map(is_, seated, self._seated))):
            self._seated, self._companies = seated, {}
        place = (table_id, round_id)
        if place not in self._companies:
            self._companies[place] = workshop.people_coming(*place)
        return self._companies[place]

    # --- a person ------------------------------------------------------------------------

    def _person(self, workshop: Workshop, reader: Reader) -> Json:
        person = workshop.participants[reader.scope.id]
        segment = present_segment(workshop)
        here = running_round(workshop)
        talks = segment is not None and segment.kind is SegmentKind.TALK
        seated = seating_round(workshop, segment)
        after = round_after(workshop, segment) if segment else seated
        own = reader.scope.role is Role.PERSON
        placed = workshop.dots_of(participant_id=person.id) if own else {}
        dots = _dots(workshop, VoteBy.PERSON, placed) if own else _NO_DOTS
        return {
            "name": person.name,
            "seat": self._seat(workshop, person, here, reader.words, here=talks),
            "next": self._seat(workshop, person, after, reader.words, here=False),
            "dots": dots,
            "choices": self._choices(workshop, placed, reader.words) if dots["open"] else [],
            "ideas": [
                {"id": each.id, "text": each.text, "state": str(each.state)}
                for each in workshop.ideas_sent_by(reader.sender.mark)[-MOST_IDEAS:]
            ],
            "can_write": own,
        }

    def _seat(
        self,
        workshop: Workshop,
        person: Participant,
        round_: Round | None,
        words: Words,
        *,
        here: bool,
    ) -> Json | None:
        seat = workshop.seats.get(f"{round_.id}/{person.id}") if round_ else None
        if round_ is None or seat is None:
            return None
        table = _told_of(workshop, workshop.tables[seat.table_id], words)
        others = [
            each
            for each in self.company(workshop, seat.table_id, round_.id)
            if each.id != person.id
        ]
        shared = _shared(person, others)
        return {
            "round_number": round_.number,
            "table": table["number"],
            "table_name": table["name"],
            "theme": table["theme"],
            "colour": table["colour"],
            "languages": [words.language_name(each) for each in shared],
            "sharing": [
                {
                    "name": other.name,
                    "languages": [
                        words.language_name(each) for each in _shared(person, [other])
                    ],
                }
                for other in others
                if not other.name_hidden and _shared(person, [other])
            ],
            "n_others": len(others),
            "here": here,
        }

    def _choices(
        self, workshop: Workshop, placed: Mapping[str, int], words: Words
    ) -> list[Json]:
        """What dots may be placed on, with those of this one."""
        shown, called = self.shown(workshop, "contributions"), self.references(workshop)
        made_of, choices = self._offered.get(words.language, (None, []))
        if made_of is not shown:
            choices = [_choice(shown[each.id], called, words) for each in workshop.standing]
            self._offered[words.language] = (shown, choices)
        return [
            {**each, "dots": placed[each["id"]]} if each["id"] in placed else each
            for each in choices
        ]


def _by_clock(workshop: Workshop, scope: Scope, shown: Shown) -> Workshop:
    """The workshop by the clock that a reader goes by: that of the room of their table, or of
    the room that the desk shows. Of that room alone where it is not in step with others.
    """
    if not workshop.is_apart:
        return workshop
    room = ""
    if scope.role is Role.TABLE:
        room = workshop.room_of(scope.id)
    elif scope.role in (Role.PERSON, Role.FOUND):
        room = workshop.home_of(scope.id)
    return workshop.by_clock_of(room) if room else as_shown(workshop, shown.room)


def me(workshop: Workshop, reader: Reader) -> Json:
    """Who the code belongs to."""
    scope = reader.scope
    match scope.role:
        case Role.TABLE:
            table = _told_of(workshop, workshop.tables[scope.id], reader.words)
            return {"role": "table", "table": table}
        case Role.PERSON | Role.FOUND:
            return {"role": "person", "name": workshop.participants[scope.id].name}
    return {"role": str(scope.role)}


def clock(workshop: Workshop, words: Words, shown: Shown, now: dt.datetime) -> Json:
    """Where the day stands: instants, from which whoever reads it counts for themselves."""
    present, told = present_segment(workshop), workshop.clock
    reading = read_clock(workshop, now)
    notes = _round_of_notes(workshop)
    running = present is not None and told.paused_at is None
    left = _ms(reading.remaining)
    return {
        "phase": str(present.kind) if present else "after" if told.ended_at else "before",
        "name": segment_name(workshop, present, words) if present else "",
        "round_id": notes.id if notes else None,
        "round_number": notes.number if notes else None,
        "n_rounds": len(workshop.rounds),
        "running": running,
        "ends_at": _instant(now) + left if running else None,
        "left_ms": left if present else None,
        "whole_ms": _ms(reading.elapsed + reading.remaining) if present else None,
        "message": shown.message,
    }


def _round_of_notes(workshop: Workshop) -> Round | None:
    """The round that notes belong to now: after a talk, still the one that is left."""
    return running_round(workshop) or seating_round(workshop, present_segment(workshop))


def _ms(duration: dt.timedelta) -> int:
    return round(duration.total_seconds() * 1000)


def _instant(at: dt.datetime) -> int:
    return round(at.timestamp() * 1000)


def _told_of(workshop: Workshop, table: CafeTable, words: Words) -> Json:
    theme = workshop.theme_of(table.id)
    voices = Voices(words)
    return {
        "id": table.id,
        "number": table.number,
        "name": words("Table {number}", number=table.number),
        "theme": "".join(voices.theme_names(theme)) if theme else "",
        "theme_question": "".join(voices.questions(theme)) if theme else "",
        "colour": theme.colour if theme else "",
    }


def _question(round_: Round | None, reader: Reader) -> str:
    return "".join(Voices(reader.words).questions(round_)) if round_ else ""


def _contribution(item: Contribution, called: Mapping[str, str]) -> Json:
    return {
        "id": item.id,
        "reference": called.get(item.id, ""),
        "round_id": item.round_id,
        **item.model_dump(mode="json", include=set(FIELDS)),
    }


def _conversation(workshop: Workshop, table: CafeTable, round_: Round) -> Json:
    said = workshop.conversation(table.id, round_.id)
    return {
        "round_id": round_.id,
        "state": str(workshop.hand_in(table.id, round_.id)),
        "key_insight": said.key_insight,
        "key_insight_lang": said.key_insight_lang,
    }


def _idea(idea: SentIdea) -> Json:
    return {"id": idea.id, "kind": str(idea.kind), "text": idea.text, "name": "",
            "round_id": idea.round_id}  # fmt: skip


def _choice(item: Contribution, called: Mapping[str, str], words: Words) -> Json:
    return {
        "id": item.id,
        "reference": called.get(item.id, ""),
        "kind": words.label(item.kind),
        "title": item.title,
        "description": item.description[:300],
        "theme": words.row(map(words.theme, item.themes)),
        "dots": 0,
    }


_NEW = (None, None)
_NO_DOTS: Json = {"open": False, "each": 0, "left": 0}


def _dots(workshop: Workshop, by: VoteBy, placed: Mapping[str, int]) -> Json:
    if workshop.about.votes_by is not by:
        return _NO_DOTS
    each = workshop.about.dots_each
    left = max(0, each - sum(placed.values()))
    return {"open": voting_is_open(workshop), "each": each, "left": left}


def _shared(person: Participant, others: Iterable[Participant]) -> list[str]:
    """The languages of a person that somebody else speaks too."""
    spoken = {each for other in others for each in other.languages}
    return [each for each in person.languages if each in spoken]
