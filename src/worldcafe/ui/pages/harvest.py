"""Harvest."""

from worldcafe.ui.page import Page


class HarvestPage(Page):
    """Harvest."""

    key = "harvest"
    picture = "sprout"

    def title(self) -> str:
        return self.words("Harvest")

    def refresh(self) -> None:
        pass
