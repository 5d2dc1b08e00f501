"""In which language a text seems to be, where that was not said or seems wrong."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from worldcafe.ui.actions import action, bind, hint
from worldcafe.ui.arranging import Filling
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.painting.direction import margins
from worldcafe.ui.painting.look import look
from worldcafe.ui.parts import button, explain, label, row
from worldcafe.ui.work import Latest

PAUSE_MS = 150
"""So long nothing is typed, and nobody passes on, before a text is looked at."""

Asked = tuple[str, str]
"""A text, and the language that is said for it."""


class LanguageHint(QFrame):
    """Says that a text looks like Spanish, with the button that notes it.

    Nothing changes by itself: what was seen stands there until somebody agrees or goes on.
    """

    agreed = Signal(str)
    """The person wants this language to be noted."""

    def __init__(self, bridge: Bridge, over: QWidget) -> None:
        """`over` is where the keys are heard."""
        super().__init__()
        look("note-attention", self)
        self.words = bridge.words
        self._asked: Asked = ("", "")
        self._seen = ""
        self._guessing: Latest[tuple[Asked, str | None]] = Latest(bridge, self)
        self._guessing.answered.connect(self._on_guessed)
        self._text = label("")
        self.agree = button("", self._on_agree, name="chip")
        explain(self.agree, hint(self.words, action("note_language", "form")))
        self.setLayout(row(Filling(self._text), self.agree, margin=margins(12, 0, 0, 0)))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._guess)
        bind(over, "form", "note_language", self._on_agree)
        self.hide()

    def look_at(self, text: str, lang: str) -> None:
        """Say something if this text seems to be in another language than is said for it."""
        if self._asked != (text, lang):
            self._asked = (text, lang)
            if lang == self._seen or not text.strip():
                self._show("")
            if text.strip():
                self._pause.start()

    def forget(self) -> None:
        """Say nothing: it is another text, or somebody has said its language."""
        self._asked = ("", "")
        self._pause.stop()
        self._show("")

    @property
    def is_looking(self) -> bool:
        """Whether it has not made up its mind yet."""
        return self._pause.isActive() or self._guessing.is_busy

    def _guess(self) -> None:
        asked = self._asked
        self._guessing.ask(lambda _progress, _cancelled: _seen_in(asked))

    def _on_guessed(self, found: tuple[Asked, str | None]) -> None:
        asked, seen = found
        if asked == self._asked:
            self._show(seen or "")

    def _show(self, language: str) -> None:
        self._seen = language
        if language:
            words = self.words
            name = words.language_name(language)
            self._text.setText(words("This looks like {language}.", language=name))
            self.agree.setText(words("Say it is {language}", language=name))
        self.setVisible(bool(language))

    def _on_agree(self) -> None:
        if self._seen and self.isVisible():
            self.agreed.emit(self._seen)


def _seen_in(asked: Asked) -> tuple[Asked, str | None]:
    from worldcafe.similarity import other_language  # numpy is slow

    return asked, other_language(*asked)
