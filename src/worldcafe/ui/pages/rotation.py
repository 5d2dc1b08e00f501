"""Rotation."""

from worldcafe.ui.page import Page


class RotationPage(Page):
    """Rotation."""

    key = "rotation"
    picture = "shuffle"

    def title(self) -> str:
        return self.words("Rotation")

    def refresh(self) -> None:
        pass
