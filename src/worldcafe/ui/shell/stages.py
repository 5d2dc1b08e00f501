"""The stages of a café, in the order of the rail.

A stage knows its name and its state without its page: pages are made when they are first
visited, since nobody waits for seven pages to see one.
"""

from collections.abc import Callable
from dataclasses import dataclass

from worldcafe.domain.stage_key import StageKey
from worldcafe.domain.stages import StageState, state_of
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.page import Page
from worldcafe.wording.deeds import STAGE_NAMES


@dataclass(frozen=True)
class Stage:
    """A stage: its place in the rail, and how its page is made."""

    key: str
    """One of `StageKey`."""
    title: str
    """Its English name."""
    picture: str
    """Its icon."""
    page: Callable[[Bridge], Page]
    """Makes its page."""

    def state(self, workshop: Workshop) -> StageState:
        """What the rail shows beside it: a check when ready, else how much waits."""
        return state_of(StageKey(self.key), workshop)


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
    Stage(key, STAGE_NAMES[key], picture, page)
    for key, picture, page in (
        (StageKey.PREPARE, "clipboard-list", _prepare_page),
        (StageKey.PEOPLE, "users", _people_page),
        (StageKey.ROTATION, "shuffle", _rotation_page),
        (StageKey.LIVE, "timer", _live_page),
        (StageKey.CAPTURE, "pen-line", _capture_page),
        (StageKey.HARVEST, "sprout", _harvest_page),
        (StageKey.SYNTHESIS, "file-spreadsheet", _synthesis_page),
    )
)
