"""What the rail shows beside a page's stage."""

from worldcafe.domain import stages
from worldcafe.domain.stage_key import StageKey


def state_of(page):
    """The state of the stage whose page this is."""
    key = type(page).__name__.removesuffix("Page").lower()
    return stages.state_of(StageKey(key), page.bridge.workshop)
