"""Live."""

from worldcafe.ui.page import Page


class LivePage(Page):
    """Live."""

    key = "live"
    picture = "timer"

    def title(self) -> str:
        return self.words("Live")

    def refresh(self) -> None:
        pass
