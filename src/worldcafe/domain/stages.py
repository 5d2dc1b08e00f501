"""The stages of a café, and how far each of them is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from worldcafe.domain.clock import is_over
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
    """There is something, and no table is still to hand in what it said."""
    # One is enough to know: `standing` would go through all of them at every change.
    items = workshop.contributions.values()
    stands = (item.withdrawn_at is None and item.merged_into_id is None for item in items)
    return StageState(ready=_capture(workshop).ready and any(stands))


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
