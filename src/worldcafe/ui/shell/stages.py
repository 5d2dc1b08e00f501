"""The stages of a café, in the order of the rail.

A stage knows its name and its state without its page: pages are made when they are first
visited, since nobody waits for seven pages to see one.
"""

from dataclasses import dataclass
from importlib import import_module

from worldcafe.domain.stages import StageKey, StageState, state_of
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.page import Page
from worldcafe.wording.deeds import STAGE_NAMES


@dataclass(frozen=True)
class Stage:
    """A stage: its place in the rail, and how its page is made."""

    key: str
    """One of `StageKey`; its page is in `ui/pages/<key>`."""
    title: str
    """Its English name."""
    picture: str
    """Its icon."""

    def state(self, workshop: Workshop) -> StageState:
        """What the rail shows beside it: a check when ready, else how much waits."""
        return state_of(StageKey(self.key), workshop)

    def page(self, bridge: Bridge) -> Page:
        """The stage's page, made anew."""
        module = import_module(f"worldcafe.ui.pages.{self.key}.page")
        page: Page = getattr(module, f"{self.key.capitalize()}Page")(bridge)
        return page


STAGES = tuple(
    Stage(key, STAGE_NAMES[key], picture)
    for key, picture in (
        (StageKey.PREPARE, "clipboard-list"),
        (StageKey.PEOPLE, "users"),
        (StageKey.ROTATION, "shuffle"),
        (StageKey.LIVE, "timer"),
        (StageKey.CAPTURE, "pen-line"),
        (StageKey.HARVEST, "sprout"),
        (StageKey.SYNTHESIS, "file-spreadsheet"),
    )
)
