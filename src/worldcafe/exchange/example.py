"""The Turin example, filled by the ways a facilitator would take.

The people, the notes and the insights are invented; offices and cities are real.
"""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from itertools import count
from typing import Any
from uuid import UUID, uuid5

from worldcafe.domain.clock import SegmentKind, planned_times
from worldcafe.domain.command import Command, Stamp
from worldcafe.domain.commands import (
    ApplyTemplate,
    AppointHosts,
    DescribeConversation,
    DescribeWorkshop,
    ImportContributions,
    ImportParticipants,
    PutRound,
    PutTable,
    PutTheme,
    SetSeatingRules,
    SpreadLanguages,
)
from worldcafe.domain.model import Contribution, Participant, SeatingRule, SeatingRules
from worldcafe.domain.rotation import PlanRequest, SeatingPlan, plan
from worldcafe.domain.seating import adopt, plan_request
from worldcafe.domain.template import Template
from worldcafe.domain.vocabulary import HandIn, Role, Strength
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.notes import read_notes
from worldcafe.exchange.roster import read_roster
from worldcafe.exchange.templates import read_template
from worldcafe.wording import words_for

_SEED = 2027
_IDS = UUID("1d6b4b5e-0f55-5a63-9f4e-6c1f2a7e9b10")
_TURIN = dt.timezone(dt.timedelta(hours=2))
"""The local time of Turin on the day of the example."""
_STILL_WRITING = frozenset({3, 6, 8, 11, 13, 16})
"""Tables that have not handed in their last round."""


def turin_example(language: str) -> Iterator[Command]:
    """The commands that fill a new document, to be carried out one after the other."""
    rehearsal = _Rehearsal()
    for command in _commands(language, rehearsal):
        rehearsal.do(command)
        yield command


class _Rehearsal:
    """The workshop as the commands so far will have made it."""

    def __init__(self) -> None:
        self.workshop = Workshop()
        numbers = count(1)
        # The same example has the same ids everywhere.
        self._stamp = Stamp(
            dt.datetime(2027, 4, 1, 8, tzinfo=_TURIN),
            lambda: str(uuid5(_IDS, str(next(numbers)))),
        )

    def do(self, command: Command) -> None:
        """Carry the command out, on paper."""
        self.workshop = self.workshop.after(command.plan(self.workshop, self._stamp))

    def from_template(self, template: Template) -> Workshop:
        """What the template makes of an empty workshop."""
        return Workshop().after(ApplyTemplate(template=template).plan(Workshop(), self._stamp))


def _commands(language: str, rehearsal: _Rehearsal) -> Iterator[Command]:
    yield from _prepare(rehearsal.from_template(read_template("turin", language)), language)
    with _example("turin-participants.xlsx") as path:
        yield ImportParticipants(participants=read_roster(path).people)
    yield AppointHosts()
    yield SpreadLanguages(anew=True)
    always = SeatingRule(strength=Strength.HARD)
    yield SetSeatingRules(rules=SeatingRules(shared_language=always, organisation_apart=always))
    seating = _seated(plan_request(rehearsal.workshop, _SEED))
    yield adopt(rehearsal.workshop, seating)
    yield ImportContributions(contributions=_with_provenance(rehearsal.workshop))
    yield from _conversations(rehearsal.workshop)


@cache
def _seated(request: PlanRequest) -> SeatingPlan:
    """Who sits where. Most of the time goes into that: whoever opens it again need not wait."""
    return plan(request)


def _prepare(start: Workshop, language: str) -> Iterator[Command]:
    """The template as it is, with a place that says what this is."""
    words = words_for(language)
    place = words("Turin (fictional example)")
    yield DescribeWorkshop(about=start.about.but(place=place, created_at=None))
    for theme in start.themes_in_order:
        yield PutTheme(theme=theme)
    for table in start.tables_in_order:
        yield PutTable(table=table)
    for round_ in start.rounds_in_order:
        yield PutRound(round=round_)


def _with_provenance(workshop: Workshop) -> tuple[Contribution, ...]:
    """The contributions, each with its author and a plausible moment in its round."""
    with _example("turin-contributions.jsonl") as path:
        notes = read_notes(path, workshop).contributions
    together: dict[tuple[str, str], list[Contribution]] = defaultdict(list)
    for note in notes:
        together[note.table_id, note.round_id].append(note)
    talks = _talks(workshop)
    recorded = []
    for (table_id, round_id), items in together.items():
        author = _note_taker_at(workshop, table_id, round_id)
        begin, length = talks[round_id]
        # Tables do not write in step: each is some way before or behind the others.
        lag = dt.timedelta(seconds=workshop.tables[table_id].number * 37 % 150)
        for k, item in enumerate(items, start=1):
            at = begin + length * k / (len(items) + 1) + lag
            author_id = author.id if author else None
            recorded.append(item.but(recorded_at=at, author_id=author_id))
    return tuple(sorted(recorded, key=lambda item: (str(item.recorded_at), item.id)))


def _talks(workshop: Workshop) -> dict[str, tuple[dt.datetime, dt.timedelta]]:
    """When each round's talk begins, and how long it is."""
    day = workshop.about.date or dt.date(2027, 4, 21)
    return {
        segment.round_id: (
            dt.datetime.combine(day, begin, _TURIN),
            segment.planned_duration,
        )
        for segment, begin, _ in planned_times(workshop)
        if segment.kind is SegmentKind.TALK and segment.round_id
    }


def _note_taker_at(workshop: Workshop, table_id: str, round_id: str) -> Participant | None:
    """Who writes at this table in this round.

    Its own note-taker if they sit there, else another note-taker, else the host.
    """
    seated = workshop.people_at(table_id, round_id)
    table = workshop.tables[table_id]
    own = [person for person in seated if person.id == table.note_taker_id]
    others = [person for person in seated if Role.NOTE_TAKER in person.roles]
    return next(iter([*own, *others, *seated]), None)


def _conversations(workshop: Workshop) -> Iterator[Command]:
    """Key insights, note-takers, and how far the notes have come."""
    insights = {(item["table"], item["round"]): item for item in _insights()}
    last = max(round_.number for round_ in workshop.rounds_in_order)
    for round_ in workshop.rounds_in_order:
        for table in workshop.tables_in_order:
            said = workshop.contributions_of(table.id, round_.id)
            insight = insights.get((table.number, round_.number))
            writing = round_.number == last and table.number in _STILL_WRITING
            if not said and not insight:
                continue
            author = _note_taker_at(workshop, table.id, round_.id)
            yield DescribeConversation(
                table_id=table.id,
                round_id=round_.id,
                key_insight=insight["insight"] if insight else None,
                key_insight_lang=insight["lang"] if insight else None,
                note_taker_id=author.id if author else None,
                state=None if writing else _state(table.number, round_.number),
            )


def _state(table: int, round_: int) -> HandIn:
    """Most are handed in; the facilitator has already read some of the first two rounds."""
    read = round_ <= 2 and (table + round_) % 4 == 0
    return HandIn.CHECKED if read else HandIn.HANDED_IN


def _insights() -> Iterable[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        (_folder() / "turin-insights.json").read_text("utf-8")
    )
    return found


def _folder() -> Any:
    return resources.files("worldcafe.resources") / "examples"


def _example(name: str) -> Any:
    return resources.as_file(_folder() / name)
