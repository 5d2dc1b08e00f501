"""The rail at the window's side: the stages in their order, and how far each is."""

from collections.abc import Iterable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from worldcafe.ui.bridge import Bridge
from worldcafe.ui.painting.look import colours, look, pixmap
from worldcafe.ui.parts import column, give_icon, label, row
from worldcafe.ui.shell.stages import Stage

RAIL_WIDTH = 208


class StageButton(QPushButton):
    """A stage in the rail: icon, name, and its state at the end."""

    def __init__(self, stage: Stage, bridge: Bridge) -> None:
        super().__init__(bridge.words(stage.title))
        self.stage = stage
        self._bridge = bridge
        self.setCheckable(True)
        self.setAutoExclusive(True)
        look("stage", self)
        self._state = QLabel()
        inner = QHBoxLayout(self)
        inner.setContentsMargins(12, 0, 12, 0)
        inner.addStretch()
        inner.addWidget(self._state)
        self.toggled.connect(self._paint_icon)
        self._paint_icon()
        self.show_state()

    def show_state(self) -> None:
        """Show how far the stage is."""
        state = self.stage.state(self._bridge.workshop)
        if state.waiting:
            self._state.setText(str(state.waiting))
            look("attention", self._state)
        elif state.ready:
            self._state.setPixmap(pixmap("check", colours().good, 16))
        else:
            self._state.clear()

    def _paint_icon(self) -> None:
        palette = colours()
        colour = palette.accent if self.isChecked() else palette.soft
        give_icon(self, self.stage.picture, colour)


def rail(stages: Iterable[StageButton]) -> QFrame:
    """The rail with these stages below the program's name."""
    made = look("rail", QFrame())
    made.setFixedWidth(RAIL_WIDTH)
    mark = QLabel()
    mark.setPixmap(pixmap("coffee", colours().accent, 26))
    name = row(mark, label("worldcafe", "heading"), 1)
    name.setContentsMargins(8, 8, 0, 16)
    made.setLayout(column(name, *stages, 1, margin=12, gap=4))
    return made
