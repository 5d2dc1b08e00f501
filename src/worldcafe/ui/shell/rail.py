"""The rail at the window's side: the stages in their order, and how far each is."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from worldcafe.ui.bridge import Bridge
from worldcafe.ui.painting.direction import margins
from worldcafe.ui.painting.look import ICON, colours, grown, look, pixmap
from worldcafe.ui.parts import column, describe, give_icon, icon_button, label, row, tip
from worldcafe.ui.shell.stages import Stage
from worldcafe.wording import Words

WIDE, NARROW = 208, 68
"""Pixels, with the names of the stages and without them."""


class StageButton(QPushButton):
    """A stage in the rail: icon, name, and its state at the end."""

    def __init__(self, stage: Stage, bridge: Bridge) -> None:
        self._name = bridge.words(stage.title)
        super().__init__(self._name)
        self.stage = stage
        self._bridge = bridge
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(self._name)
        look("stage", self)
        self._state = QLabel()
        self._inner = QHBoxLayout(self)
        self._inner.addStretch()
        self._inner.addWidget(self._state)
        self.toggled.connect(self._paint_icon)
        self._paint_icon()
        self.show_state()

    def be_narrow(self, *, narrow: bool) -> None:
        """Show the icon alone, with its name for the pointer; or both."""
        self.setText("" if narrow else self._name)
        self.setToolTip(tip(self._name) if narrow else "")
        beside = 2 if narrow else 12
        self._inner.setContentsMargins(beside, 0, beside, 0)

    def show_state(self) -> None:
        """Show how far the stage is."""
        words, state = self._bridge.words, self.stage.state(self._bridge.workshop)
        told = words("Ready") if state.ready else ""
        if state.waiting:
            told = words.plural(
                "{n} thing is worth a look", "{n} things are worth a look", state.waiting
            )
            self._state.setText(str(state.waiting))
            look("attention", self._state)
        elif state.ready:
            self._state.setPixmap(pixmap("check", colours().good, grown(16)))
        else:
            self._state.clear()
        describe(self, told)

    def _paint_icon(self) -> None:
        palette = colours()
        colour = palette.accent if self.isChecked() else palette.soft
        give_icon(self, self.stage.picture, colour)


class Rail(QFrame):
    """The stages below the program's name; in a small window, or if that is wished, their
    icons alone.
    """

    wish_told = Signal(bool)
    """The person wants the icons alone, or no longer."""

    def __init__(self, stages: Collection[StageButton], words: Words, *, wished: bool) -> None:
        super().__init__()
        look("rail", self)
        self._stages, self._words, self._wished, self._must = stages, words, wished, False
        mark = QLabel()
        mark.setPixmap(pixmap("coffee", colours().accent, 26))
        self._name = label("worldcafe", "heading")
        above = row(mark, self._name, 1, margin=margins(8, 8, 0, 16))
        self._choice = icon_button("panel-left", words("Icons only"), self._on_choice)
        self._choice.setCheckable(True)
        self._whole = column(above, *stages, 1, row(self._choice, 1), gap=4)
        self.setLayout(self._whole)
        self._show()

    def fit(self, *, small: bool) -> None:
        """Leave the room to the page where the window is small; then there is no choice."""
        if small is not self._must:
            self._must = small
            self._show()

    def _on_choice(self) -> None:
        self._wished = self._choice.isChecked()
        self._show()
        self.wish_told.emit(self._wished)

    def _show(self) -> None:
        narrow = self._must or self._wished
        self.setFixedWidth(NARROW + 2 * (grown(ICON) - ICON) if narrow else grown(WIDE))
        self._whole.setContentsMargins(*(4 * (8 if narrow else 12,)))
        self._name.setVisible(not narrow)
        self._choice.setVisible(not self._must)
        self._choice.setChecked(self._wished)
        for stage in self._stages:
            stage.be_narrow(narrow=narrow)
