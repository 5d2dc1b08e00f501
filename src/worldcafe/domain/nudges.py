"""What is missing and can still be had: whom to go and ask, at the end what to complete."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from worldcafe.domain.day import begun_rounds, round_talked_about
from worldcafe.domain.model import Round
from worldcafe.domain.stage_key import StageKey
from worldcafe.domain.vocabulary import HandIn, Kind
from worldcafe.domain.workshop import Place, Workshop

MOST_NUDGES = 3
"""While the day runs; who is told more does nothing of it."""


class NudgeKind(StrEnum):
    """What is missing."""

    NO_TABLE_HAS_ANYTHING = "no_table_has_anything"
    NOTHING_WRITTEN = "nothing_written"
    NOT_HANDED_IN = "not_handed_in"
    NOT_RECORDED = "not_recorded"
    NO_KEY_INSIGHT = "no_key_insight"
    NO_OWNER = "no_owner"


@dataclass(frozen=True)
class Nudge:
    """Something missing, and where it can be made good."""

    kind: NudgeKind
    places: tuple[Place, ...] = ()
    """The conversations it is about."""
    round_id: str = ""
    """The round it is about, where that is one."""
    n: int = 0
    """How many things are missing, where it is about no conversation."""
    stage: StageKey | None = None
    """The stage it is made good in, where it is about no conversation."""


def nudges(workshop: Workshop) -> tuple[Nudge, ...]:
    """What was not handed in, the newest round first; a few at most."""
    if workshop.is_apart:
        return _of_rooms(workshop)
    talking = round_talked_about(workshop)
    found = (
        nudge
        for round_ in reversed(begun_rounds(workshop))
        for nudge in _missing_in(workshop, round_, over=round_ is not talking)
    )
    return tuple(found)[:MOST_NUDGES]


def all_in_up_to(workshop: Workshop) -> Round | None:
    """The last round that is over, once everything up to it is handed in; else None. Where
    rooms are not in step, it is over in all of them.
    """
    if workshop.is_apart:
        last = [all_in_up_to(here) for here in workshop.each_clock]
        return min(filter(None, last), key=_number) if all(last) else None
    talking = round_talked_about(workshop)
    over = [round_ for round_ in begun_rounds(workshop) if round_ is not talking]
    if not over or not workshop.tables or nudges(workshop):
        return None
    return over[-1]


def before_the_close(workshop: Workshop) -> tuple[Nudge, ...]:
    """What should be completed while people are still in the room."""
    found = list(nudges(workshop))
    drafted = {(draft.table_id, draft.round_id) for draft in workshop.drafts.values()}
    places = [(t.id, r.id) for r in workshop.rounds_in_order for t in workshop.tables_in_order]
    written = tuple(place for place in places if place in drafted)
    if written:
        found.append(Nudge(NudgeKind.NOT_RECORDED, written))
    bare = tuple(
        place
        for place in places
        if workshop.hand_in(*place) is not HandIn.EMPTY
        and not workshop.conversation(*place).key_insight
    )
    if bare:
        found.append(Nudge(NudgeKind.NO_KEY_INSIGHT, bare))
    n = sum(
        each.kind is Kind.OPPORTUNITY and not (each.next_step and each.next_step.owner)
        for each in workshop.standing
    )
    if n:
        found.append(Nudge(NudgeKind.NO_OWNER, n=n, stage=StageKey.HARVEST))
    return tuple(found)


def _of_rooms(workshop: Workshop) -> tuple[Nudge, ...]:
    """The same for rooms that are not in step. Where nothing is there of a room, its tables
    are named: others may have something.
    """
    found: dict[tuple[NudgeKind, str], tuple[Place, ...]] = {}
    for each in (nudge for here in workshop.each_clock for nudge in nudges(here)):
        nobody = each.kind is NudgeKind.NO_TABLE_HAS_ANYTHING
        kind = NudgeKind.NOTHING_WRITTEN if nobody else each.kind
        found[kind, each.round_id] = found.get((kind, each.round_id), ()) + each.places
    told = [Nudge(kind, places, round_id) for (kind, round_id), places in found.items()]
    told.sort(key=lambda each: -_number(workshop.rounds[each.round_id]))
    return tuple(told)[:MOST_NUDGES]


def _number(round_: Round) -> int:
    return round_.number


def _missing_in(workshop: Workshop, round_: Round, *, over: bool) -> Iterator[Nudge]:
    states = {
        (table.id, round_.id): workshop.hand_in(table.id, round_.id)
        for table in workshop.tables_in_order
    }
    nothing = tuple(place for place, state in states.items() if state is HandIn.EMPTY)
    writing = tuple(place for place, state in states.items() if state is HandIn.DRAFT)
    if nothing:
        nobody = len(nothing) == len(states)
        kind = NudgeKind.NO_TABLE_HAS_ANYTHING if nobody else NudgeKind.NOTHING_WRITTEN
        yield Nudge(kind, nothing, round_.id)
    if writing and over:
        yield Nudge(NudgeKind.NOT_HANDED_IN, writing, round_.id)
