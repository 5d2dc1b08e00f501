"""A bar of which one part is chosen: the views of the harvest, the levels of a picture."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton

from worldcafe.ui.painting.direction import arrow_step
from worldcafe.ui.painting.look import colours, look
from worldcafe.ui.parts import button, give_icon, row


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
        self.buttons: dict[str, QPushButton] = {}
        line = row(margin=4, gap=2)
        for key, name, picture in views:
            made: QPushButton = button(name, lambda key=key: self.chosen.emit(key), name="view")  # type: ignore[misc]
            made.setCheckable(True)
            made.setAutoExclusive(True)
            self._pictures[key], self._names[key] = picture, name
            self.buttons[key] = made
            line.addWidget(made)
        self.setLayout(line)

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
                give_icon(made, self._pictures[each], colour, 16)

    def count(self, key: str, n: int) -> None:
        """Say how much waits in a view; nothing for none."""
        name = self._names[key]
        self.buttons[key].setText(f"{name}  {n}" if n else name)

    def step(self, by: int) -> None:
        """Go to the next view, or to the one before."""
        keys = list(self.buttons)
        self.chosen.emit(keys[(keys.index(self.key) + by) % len(keys)])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        step = arrow_step(event.key(), self)
        if not step or self.focusWidget() not in self.buttons.values():
            super().keyPressEvent(event)
            return
        self.step(step)
        self.buttons[self.key].setFocus(Qt.FocusReason.TabFocusReason)
