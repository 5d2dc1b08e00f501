"""Synthesis."""

from worldcafe.ui.page import Page


class SynthesisPage(Page):
    """Synthesis."""

    key = "synthesis"
    picture = "file-spreadsheet"

    def title(self) -> str:
        return self.words("Synthesis")

    def refresh(self) -> None:
        pass
