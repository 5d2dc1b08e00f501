"""The bar above the page: what the workshop is called, whether it is saved, and what is at hand
on every page.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QToolButton

from worldcafe.ui.actions import action, hint, keys_told
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.painting.direction import margins
from worldcafe.ui.painting.look import SPACE, colours, look, pixmap
from worldcafe.ui.parts import NOTE_PICTURES, button, explain, icon_button, label, row
from worldcafe.wording import TRANSLATED
from worldcafe.wording.deeds import to_be_redone, to_be_undone
from worldcafe.wording.refused_files import OVERHEARD


class TitleLabel(QLabel):
    """The workshop's title, cut with an ellipsis where the bar is too narrow for it."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = self.fontMetrics()
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)


class TopBar(QFrame):
    """Says what is open and whether it is safe; undo, the projector, the language, the menu."""

    language_chosen = Signal(str)
    look_toggled = Signal()
    projector_asked = Signal()
    """The person wants to choose what the room sees."""

    def __init__(
        self, bridge: Bridge, act: Callable[[str], object], menu: Sequence[str]
    ) -> None:
        """`act` does what an action is for; those named in `menu` are offered there."""
        super().__init__()
        look("top", self)
        self._bridge, self._act = bridge, act
        words = self._words = bridge.words
        self.title = look("heading", TitleLabel())
        self.saved, self.tick = label("", "small"), QLabel()
        self.undo = icon_button("undo-2", words("Undo"), partial(act, "undo"))
        self.redo = icon_button("redo-2", words("Redo"), partial(act, "redo"))
        self.projector = button(
            words("Projector"), self.projector_asked.emit, name="toggle",
            picture="projector", hint=words("What the room sees, and the gong"),
        )  # fmt: skip
        self.projector.setCheckable(True)
        dark = colours().paper < "#8"
        picture, told = ("sun", words("Light look")) if dark else ("moon", words("Dark look"))
        self.setLayout(row(
            self.title, 1, self.tick, self.saved, self.undo, self.redo, self.projector,
            self._language_button(), self._help_button(),
            icon_button(picture, told, self.look_toggled.emit), self._menu_button(menu),
            margin=margins(3 * SPACE, SPACE, 2 * SPACE, SPACE),
        ))  # fmt: skip

    def _language_button(self) -> QToolButton:
        made = icon_button("languages", self._words("Language"), lambda: None)
        menu = QMenu(made)
        for code, name in TRANSLATED.items():
            entry = menu.addAction(name)
            entry.setCheckable(True)
            entry.setChecked(code == self._words.language)
            entry.triggered.connect(lambda _=False, code=code: self.language_chosen.emit(code))
        return _opening(made, menu)

    def _help_button(self) -> QToolButton:
        text = self._words(action("help").text)
        made = icon_button("circle-question-mark", text, partial(self._act, "help"))
        explain(made, hint(self._words, action("help")))
        return made

    def _menu_button(self, names: Sequence[str]) -> QToolButton:
        words = self._words
        made = icon_button("ellipsis", words("Menu"), lambda: None)
        menu = QMenu(made)
        for name in names:
            text, keys = words(action(name).text), keys_told(action(name), words)
            entry = menu.addAction(f"{text}\t{keys}" if keys else text)
            entry.triggered.connect(lambda _=False, name=name: self._act(name))
        return _opening(made, menu)

    def show_document(self) -> None:
        """Say what is open, what can be undone, and whether it is saved."""
        words = self._words
        title = self._bridge.workshop.about.title or words("Untitled workshop")
        self.title.setText(title)
        explain(self.title, title)
        self.show_saved()
        for made, name, done, told in (
            (self.undo, "undo", self._bridge.to_undo, to_be_undone),
            (self.redo, "redo", self._bridge.to_redo, to_be_redone),
        ):
            made.setEnabled(done is not None)
            text = told(done, words) if done else ""
            explain(made, hint(words, action(name), text=text))

    def show_saved(self) -> None:
        """Say whether what was done is safe."""
        words, bridge = self._words, self._bridge
        weight, told = "good", words("All saved")
        where = str(bridge.document.place)
        if bridge.hearing and not bridge.hearing.is_connected:
            weight, told = "problem", words("Offline: typing is kept")
            where = words(
                "The server does not answer and is looked for every second. What you read may"
                " be old. What you type is kept on this laptop and goes there when it is back;"
                " nothing else is saved meanwhile."
            )
        elif not bridge.saved:
            weight, told = "problem", words("Not saved")
        elif bridge.workshop.about.rehearsal:
            told = words("Only for practice")
        elif bridge.document.server and bridge.document.server.can_be_overheard:
            weight, told = "attention", words("Saved, not protected on the way")
            where = f"{where}\n{words(OVERHEARD)}"
        picture = pixmap(NOTE_PICTURES[weight], getattr(colours(), weight), 16)
        self.tick.setPixmap(picture)
        self.saved.setText(told)
        explain(self.saved, where)


def _opening(made: QToolButton, menu: QMenu) -> QToolButton:
    """Let a button open a menu at once."""
    made.setMenu(menu)
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return made
