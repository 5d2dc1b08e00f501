"""In which language a text seems to be, where that was not said or seems wrong."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame

from worldcafe.domain.commands import EditContribution
from worldcafe.domain.model import Contribution
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.look import look
from worldcafe.ui.parts import button, label, row
from worldcafe.ui.work import Work

PAUSE_MS = 150
"""So long a contribution is shown before its language is looked at: a person may pass by."""
LEAST = 20
"""Characters below which a guess against what was said is none."""


class LanguageHint(QFrame):
    """Says that a text looks like Spanish, with the button that notes it."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        look("note-attention", self)
        self._bridge = bridge
        self.words = bridge.words
        self._item: Contribution | None = None
        self._guessed = ""
        self._work: Work[tuple[Contribution, str | None]] | None = None
        self._text = label("", wrap=True)
        self.agree = button("", self._on_agree)
        inner = row(self._text, self.agree)
        inner.setStretch(0, 1)
        inner.setContentsMargins(12, 6, 6, 6)
        self.setLayout(inner)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._guess)
        self.hide()

    def show_item(self, item: Contribution) -> None:
        """Say something if this contribution seems to be in another language than was said."""
        known = self._item
        self._item = item
        if known is not None and _asked(known) == _asked(item):
            return
        self.hide()
        self._pause.start()

    def _guess(self) -> None:
        item = self._item
        if item is None:
            return
        if self._work is not None:
            self._pause.start()
            return

        self._work = Work(lambda _progress, _cancelled: _guessed(item), self._bridge)
        self._work.succeeded.connect(self._on_guessed)
        self._work.finished.connect(self._on_finished)
        self._work.finished.connect(self._work.deleteLater)
        self._work.start()

    def _on_guessed(self, found: tuple[Contribution, str | None]) -> None:
        item, guessed = found
        now = self._item
        if now is None or _asked(now) != _asked(item):
            return
        unsure = bool(item.lang) and len(_text_of(item)) < LEAST
        if not guessed or guessed == item.lang or unsure:
            return
        words = self.words
        self._guessed = guessed
        name = words.language_name(guessed)
        self._text.setText(words("This looks like {language}.", language=name))
        self.agree.setText(words("Say it is {language}", language=name))
        self.show()

    def _on_finished(self) -> None:
        self._work = None

    def _on_agree(self) -> None:
        if self._item is not None:
            command = EditContribution(
                contribution_id=self._item.id, changes={"lang": self._guessed}
            )
            self._bridge.do(command, told=self.words("The language is noted."))


def _guessed(item: Contribution) -> tuple[Contribution, str | None]:
    from worldcafe.similarity import guess_language  # noqa: PLC0415 - numpy is slow

    return item, guess_language(_text_of(item))


def _text_of(item: Contribution) -> str:
    return f"{item.title}. {item.description}"


def _asked(item: Contribution) -> tuple[str, str, str]:
    """What a guess depends on."""
    return item.id, item.lang, _text_of(item)
