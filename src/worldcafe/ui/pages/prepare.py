"""Prepare."""

from worldcafe.ui.page import Page


class PreparePage(Page):
    """Prepare."""

    key = "prepare"
    picture = "clipboard-list"

    def title(self) -> str:
        return self.words("Prepare")

    def refresh(self) -> None:
        pass
