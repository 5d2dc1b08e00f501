"""The stages of a café, and how far each of them is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from worldcafe.domain.clock import is_over, is_under_way
from worldcafe.domain.model import Contribution
from worldcafe.domain.plan_gaps import unseated
from worldcafe.domain.stage_key import StageKey
from worldcafe.domain.vocabulary import HandIn
from worldcafe.domain.workshop import Workshop


@dataclass(frozen=True)
class StageState:
    """Whether a stage is ready, else how much waits there."""

    ready: bool = False
    waiting: int = 0


def state_of(stage: StageKey, workshop: Workshop) -> StageState:
    """How far a stage is."""
    return _STATES[stage](workshop)


def _prepare(workshop: Workshop) -> StageState:
    ready = bool(workshop.about.title and workshop.tables and workshop.rounds)
    bare = sum(table.theme_id is None for table in workshop.tables.values())
    return StageState(ready, waiting=bare if workshop.themes else 0)


def _people(workshop: Workshop) -> StageState:
    return StageState(ready=bool(workshop.participants))


def _rotation(workshop: Workshop) -> StageState:
    missing = len(unseated(workshop)) if workshop.seats else 0
    return StageState(ready=bool(workshop.seats) and not missing, waiting=missing)


def _live(workshop: Workshop) -> StageState:
    return StageState(ready=is_over(workshop))


def _capture(workshop: Workshop) -> StageState:
    done = (HandIn.HANDED_IN, HandIn.CHECKED)
    handed = sum(each.state in done for each in workshop.conversations.values())
    expected = len(workshop.tables) * len(workshop.rounds)
    return StageState(ready=expected > 0 and handed >= expected)


def _harvest(workshop: Workshop) -> StageState:
    """There is something, and no table is still to hand in what it said; or, where the day does
    not run, what they said is there otherwise, as from files.
    """
    # Lazily, since one is enough to know: `standing` would go through all at every change.
    standing = (
        item
        for item in workshop.contributions.values()
        if item.withdrawn_at is None and item.merged_into_id is None
    )
    if _capture(workshop).ready:
        return StageState(ready=any(standing))
    return StageState(ready=not is_under_way(workshop) and _is_heard(workshop, standing))


def _is_heard(workshop: Workshop, standing: Iterable[Contribution]) -> bool:
    """Whether something of every table and of every round is there."""
    tables, rounds = set(workshop.tables), set(workshop.rounds)
    waiting = len(tables) + len(rounds)
    for item in standing:
        tables.discard(item.table_id)
        rounds.discard(item.round_id)
    return waiting > 0 and not tables and not rounds


def _synthesis(_workshop: Workshop) -> StageState:
    return StageState()


_STATES: Mapping[StageKey, Callable[[Workshop], StageState]] = {
    StageKey.PREPARE: _prepare,
    StageKey.PEOPLE: _people,
    StageKey.ROTATION: _rotation,
    StageKey.LIVE: _live,
    StageKey.CAPTURE: _capture,
    StageKey.HARVEST: _harvest,
    StageKey.SYNTHESIS: _synthesis,
}
