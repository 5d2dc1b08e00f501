"""Texts of Qt's own windows, in the language that ours are in."""

from PySide6.QtCore import QLibraryInfo, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from worldcafe.ui.painting.direction import direction
from worldcafe.wording import N_, Words

_TEXTS = {
    ("QFileDialog", "&Look in:"): N_("&Look in:"),
    ("QFileDialog", "Files of &type:"): N_("Files of &type:"),
}
"""What Qt's catalogues lack, in our words, by Qt's context and text; `&` stands before the
letter that goes there."""

_NAMED_BEFORE = {"QAbstractFileIconProvider": "QFileDialog"}
"""Contexts of Qt's that its catalogues still know by the name on the right."""


class MissingTexts(QTranslator):
    """Says what Qt's own catalogue lacks or does not find, and leaves it every other text."""

    def __init__(self, words: Words, theirs: QTranslator, parent: QObject) -> None:
        super().__init__(parent)
        self._words, self._theirs = words, theirs

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, text: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str | None:
        """The text, or None where Qt is to look elsewhere."""
        if context in _NAMED_BEFORE:
            return self._theirs.translate(_NAMED_BEFORE[context], text) or None
        ours = _TEXTS.get((context, text))
        return self._words(ours) if ours else None


class QtTexts(QObject):
    """Lets Qt's own dialogs speak the language as well, and read as it does."""

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self._installed: list[QTranslator] = []

    def speak(self, words: Words) -> None:
        """Speak this language from here on."""
        self._app.setLayoutDirection(direction(leftwards=words.tongue.leftwards))
        for former in self._installed:
            self._app.removeTranslator(former)
            former.deleteLater()
        theirs = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if words.tongue.qt:
            theirs.load(f"qtbase_{words.tongue.qt}", folder)
        self._installed = [theirs, MissingTexts(words, theirs, self)]
        for each in self._installed:
            self._app.installTranslator(each)
