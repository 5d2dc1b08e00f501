"""The stages of a café, in the order of the rail.

A stage knows its name and its state without its page: pages are made when they are first
visited, since nobody waits for seven pages to see one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from worldcafe.domain.vocabulary import HandIn
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.page import Page
from worldcafe.wording.deeds import STAGE_NAMES


@dataclass(frozen=True)
class StageState:
    """What the rail shows beside a stage: a check when ready, else how much waits."""

    ready: bool = False
    waiting: int = 0


@dataclass(frozen=True)
class Stage:
    """A stage: its place in the rail, and how its page is made."""

    key: str
    """Names the stage in settings, shortcuts and pictures; its page is in `ui/pages/<key>`."""
    title: str
    """Its English name."""
    picture: str
    """Its icon."""
    state: Callable[[Workshop], StageState]

    def page(self, bridge: Bridge) -> Page:
        """The stage's page, made anew."""
        module = import_module(f"worldcafe.ui.pages.{self.key}.page")
        page: Page = getattr(module, f"{self.key.capitalize()}Page")(bridge)
        return page


def _prepare(workshop: Workshop) -> StageState:
    ready = bool(workshop.about.title and workshop.tables and workshop.rounds)
    bare = sum(table.theme_id is None for table in workshop.tables.values())
    return StageState(ready, waiting=bare if workshop.themes else 0)


def _people(workshop: Workshop) -> StageState:
    return StageState(ready=bool(workshop.participants))


def _rotation(workshop: Workshop) -> StageState:
    missing = len(workshop.unseated) if workshop.seats else 0
    return StageState(ready=bool(workshop.seats) and not missing, waiting=missing)


def _live(workshop: Workshop) -> StageState:
    return StageState(ready=workshop.clock.ended_at is not None)


def _capture(workshop: Workshop) -> StageState:
    done = (HandIn.HANDED_IN, HandIn.CHECKED)
    handed = sum(each.state in done for each in workshop.conversations.values())
    expected = len(workshop.tables) * len(workshop.rounds)
    return StageState(ready=expected > 0 and handed >= expected)


def _harvest(workshop: Workshop) -> StageState:
    # One is enough to know: `standing` would go through all of them at every change.
    items = workshop.contributions.values()
    stands = (item.withdrawn_at is None and item.merged_into_id is None for item in items)
    return StageState(ready=any(stands))


def _synthesis(_workshop: Workshop) -> StageState:
    return StageState()


STAGES = tuple(
    Stage(key, STAGE_NAMES[key], picture, state)
    for key, picture, state in (
        ("prepare", "clipboard-list", _prepare),
        ("people", "users", _people),
        ("rotation", "shuffle", _rotation),
        ("live", "timer", _live),
        ("capture", "pen-line", _capture),
        ("harvest", "sprout", _harvest),
        ("synthesis", "file-spreadsheet", _synthesis),
    )
)
