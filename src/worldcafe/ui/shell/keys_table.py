"""What can be done by keyboard, in lines: the keys, and what they do."""

from collections.abc import Iterable
from itertools import groupby

from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from worldcafe.ui.actions import ACTIONS, PLACES, Action, keys_told
from worldcafe.ui.painting.look import SPACE, grown
from worldcafe.ui.parts import column, label
from worldcafe.wording import Words


def every_key(words: Words) -> QVBoxLayout:
    """Every key, by the place where it holds."""
    made = column(margin=SPACE)
    for place, actions in groupby(ACTIONS, key=lambda each: each.place):
        made.addWidget(label(words(PLACES[place]), "heading"))
        made.addLayout(keys_table(actions, words))
    made.addStretch(1)
    return made


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
