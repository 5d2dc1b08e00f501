"""The stages of a café, in the order of the rail.

A stage knows its name and its state without its page: pages are made when they are first
visited, since nobody waits for seven pages to see one.
"""
# ruff: noqa: PLC0415 - a page is loaded when it is made

from collections.abc import Callable
from dataclasses import dataclass

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
    """Names the stage in settings, shortcuts and pictures."""
    title: str
    """Its English name."""
    picture: str
    """Its icon."""
    state: Callable[[Workshop], StageState]
    page: Callable[[Bridge], Page]
    """Makes its page."""


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


def _prepare_page(bridge: Bridge) -> Page:
    from worldcafe.ui.pages.prepare.page import PreparePage

    return PreparePage(bridge)


def _people_page(bridge: Bridge) -> Page:
    from worldcafe.ui.pages.people.page import PeoplePage

    return PeoplePage(bridge)


def _rotation_page(bridge: Bridge) -> Page:
    from worldcafe.ui.pages.rotation.page import RotationPage

    return RotationPage(bridge)


def _live_page(bridge: Bridge) -> Page:
    from worldcafe.ui.pages.live.page import LivePage

    return LivePage(bridge)


def _capture_page(bridge: Bridge) -> Page:
    from worldcafe.ui.pages.capture.page import CapturePage

    return CapturePage(bridge)


def _harvest_page(bridge: Bridge) -> Page:
    from worldcafe.ui.pages.harvest.page import HarvestPage

    return HarvestPage(bridge)


def _synthesis_page(bridge: Bridge) -> Page:
    from worldcafe.ui.pages.synthesis.page import SynthesisPage

    return SynthesisPage(bridge)


STAGES = tuple(
    Stage(key, STAGE_NAMES[key], picture, state, page)
    for key, picture, state, page in (
        ("prepare", "clipboard-list", _prepare, _prepare_page),
        ("people", "users", _people, _people_page),
        ("rotation", "shuffle", _rotation, _rotation_page),
        ("live", "timer", _live, _live_page),
        ("capture", "pen-line", _capture, _capture_page),
        ("harvest", "sprout", _harvest, _harvest_page),
        ("synthesis", "file-spreadsheet", _synthesis, _synthesis_page),
    )
)
