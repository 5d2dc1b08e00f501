"""Capture."""

from worldcafe.ui.page import Page


class CapturePage(Page):
    """Capture."""

    key = "capture"
    picture = "pen-line"

    def title(self) -> str:
        return self.words("Capture")

    def refresh(self) -> None:
        pass
