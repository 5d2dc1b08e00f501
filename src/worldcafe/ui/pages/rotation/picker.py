"""One of many: a table to move to, a person to swap with, found by typing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from worldcafe.domain.folding import fold
from worldcafe.domain.vocabulary import Severity
from worldcafe.ui.dialog import Dialog
from worldcafe.ui.pages.rotation.effect import EffectLines, severity_icon
from worldcafe.ui.painting.look import SPACE, grown, look
from worldcafe.ui.parts import button, column, label, row
from worldcafe.wording import Words
from worldcafe.wording.troubles import Effect

WIDTH = 440


@dataclass(frozen=True)
class Choice:
    """Something that can be chosen."""

    id: str
    text: str
    severity: Severity | None = None
    """How the choice should strike the reader, where that is known."""


class ChoiceDialog(Dialog):
    """A list that typing narrows; beneath it what the choice would mean."""

    HELP = "rotation"

    chosen = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        words: Words,
        *,
        title: str,
        action: str,
        choices: Sequence[Choice],
        effect: Callable[[str], Effect | None] | None = None,
        none: str = "",
    ) -> None:
        """`effect` tells what choosing one would change; `action` names the button, and
        `none` says why there is nothing to choose.
        """
        super().__init__(words, parent)
        self.setWindowTitle(title)
        self._choices = choices
        self._effect = effect
        self.search = QLineEdit()
        self.search.setPlaceholderText(words("Type to find"))
        self.search.setAccessibleName(title)
        self.search.installEventFilter(self)
        self.list = look("plain", QListWidget())
        self.list.setAccessibleName(title)
        self.list.setIconSize(QSize(16, 16))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.effect = EffectLines(words, WIDTH - 6 * SPACE)
        self.effect.setVisible(effect is not None)
        self.taking = button(action, self._take, name="primary", default=True)
        leaving = button(words("Cancel"), self.reject, name="quiet")
        heading = label(title, "heading", wrap=True)
        why = label("" if choices else none, wrap=True)
        why.setVisible(bool(why.text()))
        self.setLayout(column(
            heading, self.search, why, self.list, self.effect, row(1, leaving, self.taking),
            gap=12, margin=(3 * SPACE, 2 * SPACE),
        ))  # fmt: skip
        self.setFixedWidth(grown(WIDTH))
        self.resize(WIDTH, 520)
        self.search.textChanged.connect(self._narrow)
        self.list.currentItemChanged.connect(lambda *_: self._show_effect())
        self.list.itemActivated.connect(lambda _item: self._take())
        self._narrow("")

    @property
    def current(self) -> str:
        """The id of the line in hand; empty if there is none."""
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item else ""

    def _narrow(self, text: str) -> None:
        wanted = fold(text).split()
        self.list.clear()
        for choice in self._choices:
            held = f" {fold(choice.text)}"
            if all(f" {word}" in held for word in wanted):
                item = QListWidgetItem(choice.text)
                item.setData(Qt.ItemDataRole.UserRole, choice.id)
                if choice.severity is not None:
                    item.setIcon(severity_icon(choice.severity))
                self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._show_effect()

    def _show_effect(self) -> None:
        self.taking.setEnabled(bool(self.current))
        if self._effect is not None:
            self.effect.show_effect(self._effect(self.current) if self.current else None)

    def _take(self) -> None:
        chosen = self.current
        if chosen:
            self.accept()
            self.chosen.emit(chosen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows walk through the list while one types."""
        walks = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if (
            watched is self.search
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in walks
        ):
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)
