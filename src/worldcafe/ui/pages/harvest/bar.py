"""A bar of which one part is chosen: the views of the harvest, the levels of a picture."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton

from worldcafe.ui.painting.direction import arrow_step
from worldcafe.ui.painting.look import ICON_GAP, colours, grown, look, text_font
from worldcafe.ui.parts import button, explain, give_icon, row, verbatim

PICTURE, PADDING = 16, 12
"""Of an icon; of a button around what is in it."""
MARGIN, GAP = 4, 2


class ViewBar(QFrame):
    """One button for each view, exactly one of them pressed; the arrows go along the bar."""

    chosen = Signal(str)

    def __init__(self, views: Iterable[tuple[str, str, str]], caption: str) -> None:
        """`views`: key, name and icon of each; the icon may be empty."""
        super().__init__()
        look("views", self)
        self.setAccessibleName(caption)
        self._pictures: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        self.buttons: dict[str, QPushButton] = {}
        line = row(margin=MARGIN, gap=GAP)
        for key, name, picture in views:
            made: QPushButton = button(name, lambda key=key: self.chosen.emit(key), name="view")  # type: ignore[misc]
            made.setCheckable(True)
            made.setAutoExclusive(True)
            self._pictures[key], self._names[key] = picture, name
            self.buttons[key] = made
            line.addWidget(made)
        self.setLayout(line)
        self._fit()

    @property
    def key(self) -> str:
        """The key that is chosen."""
        return next(key for key, made in self.buttons.items() if made.isChecked())

    def show_chosen(self, key: str) -> None:
        """Press the button of this view; Tab comes to it alone, and the keyboard goes along."""
        if any(made.hasFocus() for made in self.buttons.values()):
            self.buttons[key].setFocus(Qt.FocusReason.OtherFocusReason)
        for each, made in self.buttons.items():
            on = each == key
            made.setChecked(on)
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)
            if self._pictures[each]:
                colour = colours().accent if on else colours().soft
                give_icon(made, self._pictures[each], colour, PICTURE)
        self._fit()

    def count(self, key: str, n: int) -> None:
        """Say how much waits in a view; nothing for none."""
        self._counts[key] = n
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width(short=True), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(self._width(short=False), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()  # Qt gives it its width just before it can be seen

    def _fit(self) -> None:
        """Where the names have no room, icons stand for all views but the chosen one."""
        short = self.isVisible() and self.width() < self._width(short=False)
        for key, made in self.buttons.items():
            made.setText(self._text(key, short=short))
            made.setAccessibleName(self._text(key, short=False))
            explain(made, self._names[key] if short else "")

    def _text(self, key: str, *, short: bool) -> str:
        n = self._counts.get(key, 0)
        if short and self._pictures[key] and not self.buttons[key].isChecked():
            return str(n) if n else ""
        return verbatim(f"{self._names[key]}  {n}" if n else self._names[key])

    def _width(self, *, short: bool) -> int:
        """How wide the bar is, with the names of all views or of the chosen one alone."""
        bold = QFontMetrics(text_font(strong=True))
        width = 2 * MARGIN + GAP * (len(self.buttons) - 1)
        for key in self.buttons:
            icon = grown(PICTURE) + ICON_GAP if self._pictures[key] else 0
            text = bold.size(Qt.TextFlag.TextShowMnemonic, self._text(key, short=short))
            width += 2 * PADDING + icon + text.width()
        return width

    def step(self, by: int) -> None:
        """Go to the next view, or to the one before."""
        keys = list(self.buttons)
        self.chosen.emit(keys[(keys.index(self.key) + by) % len(keys)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = arrow_step(event.key(), self)
        if not step or self.focusWidget() not in self.buttons.values():
            super().keyPressEvent(event)
            return
        self.step(step)
        self.buttons[self.key].setFocus(Qt.FocusReason.TabFocusReason)
