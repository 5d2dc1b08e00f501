"""The stages of a café, in the order of the rail."""

from worldcafe.ui.bridge import Bridge
from worldcafe.ui.page import Page
from worldcafe.ui.pages.capture import CapturePage
from worldcafe.ui.pages.harvest import HarvestPage
from worldcafe.ui.pages.live import LivePage
from worldcafe.ui.pages.people import PeoplePage
from worldcafe.ui.pages.prepare import PreparePage
from worldcafe.ui.pages.rotation import RotationPage
from worldcafe.ui.pages.synthesis import SynthesisPage


def all_pages(bridge: Bridge) -> list[Page]:
    """One of every page, on the bridge's workshop."""
    return [
        PreparePage(bridge),
        PeoplePage(bridge),
        RotationPage(bridge),
        LivePage(bridge),
        CapturePage(bridge),
        HarvestPage(bridge),
        SynthesisPage(bridge),
    ]
