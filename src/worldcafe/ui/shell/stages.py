"""The stages of a café, in the order of the rail.

A stage knows its name and its state without its page: pages are made when they are first
visited, since nobody waits for seven pages to see one.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

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
    page: Callable[[Bridge, QWidget | None], Page]
    """Makes its page, where it will stand."""

    def state(self, workshop: Workshop) -> StageState:
        """What the rail shows beside it: a check when ready, else how much waits."""
        return state_of(StageKey(self.key), workshop)


def _prepare_page(bridge: Bridge, parent: QWidget | None) -> Page:
    from worldcafe.ui.pages.prepare.page import PreparePage

    return PreparePage(bridge, parent)


def _people_page(bridge: Bridge, parent: QWidget | None) -> Page:
    from worldcafe.ui.pages.people.page import PeoplePage

    return PeoplePage(bridge, parent)


def _rotation_page(bridge: Bridge, parent: QWidget | None) -> Page:
    from worldcafe.ui.pages.rotation.page import RotationPage

    return RotationPage(bridge, parent)


def _live_page(bridge: Bridge, parent: QWidget | None) -> Page:
    from worldcafe.ui.pages.live.page import LivePage

    return LivePage(bridge, parent)


def _capture_page(bridge: Bridge, parent: QWidget | None) -> Page:
    from worldcafe.ui.pages.capture.page import CapturePage

    return CapturePage(bridge, parent)


def _harvest_page(bridge: Bridge, parent: QWidget | None) -> Page:
    from worldcafe.ui.pages.harvest.page import HarvestPage

    return HarvestPage(bridge, parent)


def _synthesis_page(bridge: Bridge, parent: QWidget | None) -> Page:
    from worldcafe.ui.pages.synthesis.page import SynthesisPage

    return SynthesisPage(bridge, parent)


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
