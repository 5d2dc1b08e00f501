"""The sheet of keys: what can be done by keyboard, and where."""

from collections.abc import Iterable
from itertools import groupby

from PySide6.QtWidgets import QGridLayout, QWidget

from worldcafe.ui.actions import ACTIONS, PLACES, Action, keys_told
from worldcafe.ui.dialog import Dialog
from worldcafe.ui.painting.look import SPACE, grown, look
from worldcafe.ui.parts import box, button, column, label, row, scrolling
from worldcafe.wording import Words


class KeysDialog(Dialog):
    """Every key, by the place where it holds."""

    HELP = "program"

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        look("paper", self)
        self.setWindowTitle(words("Keys"))
        parts: list[QWidget] = []
        for place, actions in groupby(ACTIONS, key=lambda each: each.place):
            parts.append(label(words(PLACES[place]), "heading"))
            parts.append(box(keys_table(actions, words)))
        sheet = scrolling(box(column(*parts, 1, margin=SPACE)), words("Keys"))
        close = button(words("Close"), self.accept, name="primary", default=True)
        self.setLayout(
            column(
                label(words("Keys"), "title"), sheet, row(1, close), margin=3 * SPACE,
                gap=2 * SPACE,
            )
        )  # fmt: skip
        self.resize(grown(640), 620)


def keys_table(actions: Iterable[Action], words: Words) -> QGridLayout:
    """A line for each action that has keys: these, and what they do."""
    lines = QGridLayout()
    lines.setContentsMargins(0, 0, 0, 2 * SPACE)
    lines.setColumnMinimumWidth(0, grown(168))
    lines.setColumnStretch(1, 1)
    for at, each in enumerate(action for action in actions if action.keys):
        lines.addWidget(label(keys_told(each, words), "strong"), at, 0)
        lines.addWidget(label(words(each.text), wrap=True), at, 1)
    return lines
