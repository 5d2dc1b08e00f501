"""People."""

from worldcafe.ui.page import Page


class PeoplePage(Page):
    """People."""

    key = "people"
    picture = "users"

    def title(self) -> str:
        return self.words("People")

    def refresh(self) -> None:
        pass
