"""A day to practise on: people who are played, and a time that runs faster.

What the played people do is worked out from a seed, so that a rehearsal can be repeated. They
do it by the same commands as real note-takers.
"""

import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import ClassVar
from uuid import UUID, uuid5

from worldcafe.domain.command import Command, Stamp, put, remove
from worldcafe.domain.commands import DescribeConversation, RecordContribution, SaveDraft
from worldcafe.domain.commands.presence import CheckIn, MarkAbsent
from worldcafe.domain.edits import Edit
from worldcafe.domain.model import CafeTable, Clock, Contribution, Line, Participant, Round
from worldcafe.domain.refusal import refuse
from worldcafe.domain.vocabulary import HandIn, Presence, Role
from worldcafe.domain.workshop import Workshop

MINUTE = dt.timedelta(minutes=1)
_IDS = UUID("7c0f2d3e-55b1-5c0a-8f5e-2f6f3b6f8a11")
_LATE, _FORGETFUL, _SILENT = 0.16, 0.1, 0.08
"""How many tables hand in late, never unasked, or say nothing; the others are punctual."""
_NO_SHOWS = 0.04
_FEWEST_TABLES_FOR_SILENCE = 4
_AFTER_THE_TALK = (0.5, 3.0)
"""Minutes; when those who are late hand in."""


@dataclass(frozen=True)
class Bank:
    """What the played people say: samples whose ids, tables and rounds do not count."""

    contributions: tuple[Contribution, ...]
    insights: tuple[tuple[str, str], ...]
    """Each with its language."""


@dataclass(frozen=True)
class Deed:
    """Something a played person does."""

    after: dt.timedelta
    """Since the segment began."""
    command: Command


class BeginRehearsal(Command):
    """Make a copy of the workshop one to practise on: marked, and as before the day.

    Whatever was said, handed in or voted is taken out of the copy.
    """

    undoable: ClassVar[bool] = False
    title: Line

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        if not workshop.rounds:
            refuse("no_round_yet")
        if not workshop.tables:
            refuse("no_table_yet")
        said = (
            *workshop.votes.values(),
            *workshop.different_pairs.values(),
            *workshop.match_decisions.values(),
            *workshop.contributions.values(),
            *workshop.clusters.values(),
            *workshop.attachments.values(),
            *workshop.conversations.values(),
            *workshop.drafts.values(),
            *workshop.ideas.values(),
            *workshop.room_clocks.values(),
        )
        people = (
            person.but(presence=Presence.EXPECTED) for person in workshop.participants.values()
        )
        marked = workshop.about.but(title=self.title, rehearsal=True)
        clock = Clock(by_room=workshop.clock.by_room)
        return [*remove(said), *put(workshop, marked, clock, *people)]


class PacedTime:
    """A time of day that runs at a pace of one's own, and can be held."""

    def __init__(
        self, starts_at: dt.datetime, seconds: Callable[[], float], pace: float = 1.0
    ) -> None:
        """`seconds` counts those that truly pass, from any moment on."""
        self._seconds = seconds
        self._at, self._anchor, self._pace = starts_at, seconds(), pace

    def __call__(self) -> dt.datetime:
        passed = (self._seconds() - self._anchor) * self._pace
        return self._at + dt.timedelta(seconds=passed)

    @property
    def pace(self) -> float:
        """How many seconds go by in one; 0 while it is held."""
        return self._pace

    @pace.setter
    def pace(self, pace: float) -> None:
        self._at, self._anchor, self._pace = self(), self._seconds(), pace


def arrivals(workshop: Workshop, seed: int) -> tuple[Deed, ...]:
    """Everybody comes in during the first minutes of the day, but for a few who never do."""
    chance = Random(f"{seed}/arrivals")  # noqa: S311 - nobody guards anything with it
    hosts = {table.host_id for table in workshop.tables.values()}
    guests = [each.id for each in workshop.people_to_seat if each.id not in hosts]
    missing = set(chance.sample(guests, round(len(guests) * _NO_SHOWS)))
    deeds = [
        Deed(chance.uniform(0, 6) * MINUTE, CheckIn(participant_ids=frozenset({person.id})))
        for person in workshop.people_to_seat
        if person.id not in missing
    ]
    if missing:
        deeds.append(Deed(7 * MINUTE, MarkAbsent(participant_ids=frozenset(missing))))
    return _in_order(deeds)


def notes(workshop: Workshop, round_: Round, bank: Bank, seed: int) -> tuple[Deed, ...]:
    """What the tables write in a round, counted from the beginning of its talk.

    Most hand in by its end, some later, one or another never, and at a large café one table
    at least says nothing: so that there is somebody to remind.
    """
    chance = Random(f"{seed}/{round_.id}")  # noqa: S311
    tables = [
        table
        for table in workshop.tables_in_order
        if not table.closed
        and (not workshop.seats or workshop.people_coming(table.id, round_.id))
    ]
    silent = _silent(tables, chance)
    play = _Play(workshop, round_, bank, chance, _fresh(bank, workshop, chance))
    deeds = [
        deed for table in tables if table.id not in silent for deed in play.written_at(table)
    ]
    return _in_order(deeds)


@dataclass(frozen=True)
class _Play:
    """One round as it is played."""

    workshop: Workshop
    round: Round
    bank: Bank
    chance: Random
    samples: list[Contribution]
    """Those that no table has taken yet."""

    def written_at(self, table: CafeTable) -> list[Deed]:
        """What one table writes, in no order."""
        talk = self.round.talk_duration
        author = note_taker(self.workshop, table, self.round)
        author_id = author.id if author else None
        deeds = []
        for k in range(self.chance.choice((1, 2, 2, 3))):
            deeds += self._contribution(table, k, author_id)
        insight, lang = self._insight(table)
        here = DescribeConversation(table_id=table.id, round_id=self.round.id)
        says = here.but(key_insight=insight, key_insight_lang=lang, note_taker_id=author_id)
        deeds.append(Deed(talk * self.chance.uniform(0.93, 0.98), says))
        hands_in = here.but(state=HandIn.HANDED_IN)
        habit = self.chance.random()
        if habit < _LATE:
            late = self.chance.uniform(*_AFTER_THE_TALK) * MINUTE
            deeds.append(Deed(talk + late, hands_in))
        elif habit > _LATE + _FORGETFUL:
            deeds.append(Deed(talk * self.chance.uniform(0.985, 1.0), hands_in))
        return deeds

    def _contribution(self, table: CafeTable, k: int, author_id: str | None) -> list[Deed]:
        """The draft and then the record of the table's `k`th contribution."""
        sample = self._sample_for(table)
        if sample is None:
            return []
        place = self._place(table)
        made_at = self.workshop.about.created_at
        written = sample.but(
            **place, id=str(uuid5(_IDS, f"{made_at}/{self.round.id}/{table.id}/{k}")),
            author_id=author_id, recorded_at=None, number=None, builds_on_id=None,
        )  # fmt: skip
        at = self.round.talk_duration * self.chance.uniform(0.2, 0.92)
        begun = SaveDraft(**place, content=_begun(sample))
        return [
            Deed(max(dt.timedelta(0), at - 1.5 * MINUTE), begun),
            Deed(at, RecordContribution(contribution=written)),
        ]

    def _sample_for(self, table: CafeTable) -> Contribution | None:
        """Take the first sample that suits the table: its theme, and a language it speaks."""
        theme, spoken = self.workshop.theme_of(table.id), self._spoken_at(table)

        def strangeness(sample: Contribution) -> int:
            other = theme is not None and theme.code and theme.code not in sample.themes
            return (sample.lang not in spoken) + 2 * bool(other)

        chosen = min(self.samples, key=strangeness, default=None)
        if chosen is not None:
            self.samples.remove(chosen)
        return chosen

    def _insight(self, table: CafeTable) -> tuple[str, str]:
        spoken = self._spoken_at(table)
        understood = [each for each in self.bank.insights if each[1] in spoken]
        return self.chance.choice(understood or self.bank.insights or [("", "")])

    def _spoken_at(self, table: CafeTable) -> tuple[str, ...]:
        return table.languages or self.workshop.about.languages

    def _place(self, table: CafeTable) -> dict[str, str]:
        return {"table_id": table.id, "round_id": self.round.id}


def _silent(tables: Sequence[CafeTable], chance: Random) -> frozenset[str]:
    """The tables that say nothing: none at a small café."""
    if len(tables) < _FEWEST_TABLES_FOR_SILENCE:
        return frozenset()
    n = max(1, round(len(tables) * _SILENT))
    return frozenset(table.id for table in chance.sample(tables, n))


def _fresh(bank: Bank, workshop: Workshop, chance: Random) -> list[Contribution]:
    """The samples in another order, those that nobody has said yet before the others."""
    said = {contribution.title for contribution in workshop.contributions.values()}
    samples = list(bank.contributions)
    chance.shuffle(samples)
    return sorted(samples, key=lambda sample: sample.title in said)


def note_taker(workshop: Workshop, table: CafeTable, round_: Round) -> Participant | None:
    """Who writes at this table in this round: its note-taker, else another, else anybody."""
    seated = workshop.people_coming(table.id, round_.id)
    own = [person for person in seated if person.id == table.note_taker_id]
    others = [person for person in seated if Role.NOTE_TAKER in person.roles]
    return next(iter([*own, *others, *seated]), None)


def _begun(sample: Contribution) -> str:
    """A draft of which the title is half typed."""
    return json.dumps({"fresh": {"title": sample.title[: len(sample.title) // 2]}})


def _in_order(deeds: list[Deed]) -> tuple[Deed, ...]:
    return tuple(sorted(deeds, key=lambda deed: deed.after))
