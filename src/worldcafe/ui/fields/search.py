"""A field to search with."""

from PySide6.QtWidgets import QLineEdit


class SearchField(QLineEdit):
    """Says what is searched, also aloud, and is emptied by the button in it."""

    def __init__(self, hint: str) -> None:
        super().__init__(clearButtonEnabled=True)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
