"""What the rail shows beside a page's stage."""

from worldcafe.ui.shell.stages import STAGES


def state_of(page):
    """The state of the stage whose page this is."""
    key = type(page).__name__.removesuffix("Page").lower()
    (stage,) = (stage for stage in STAGES if stage.key == key)
    return stage.state(page.bridge.workshop)
