"""Texts of Qt's own windows that its catalogues lack."""

from PySide6.QtCore import QObject, QTranslator

from worldcafe.wording import N_, Words

_TEXTS = {
    ("QFileDialog", "&Look in:"): N_("&Look in:"),
    ("QFileDialog", "Files of &type:"): N_("Files of &type:"),
}
"""In our words, by Qt's context and text; `&` stands before the letter that goes there."""


class MissingTexts(QTranslator):
    """Says them in our language, and leaves every other text to Qt's own catalogue."""

    def __init__(self, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self._words = words

    def isEmpty(self) -> bool:  # noqa: N802
        return False

    def translate(
        self, context: str, text: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str | None:
        """The text, or None where Qt is to look elsewhere."""
        ours = _TEXTS.get((context, text))
        return self._words(ours) if ours else None
