"""A break in the day: when it is, what it is called, and how long."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from worldcafe.domain.model import About, Round
from worldcafe.ui.fields.in_place import LineInPlace, Stepper, commit_all
from worldcafe.ui.pages.prepare.part import minutes_of
from worldcafe.ui.painting.look import SPACE, grown
from worldcafe.ui.parts import icon_button, label, row
from worldcafe.wording.words import Words

FIRST_BREAK = dt.timedelta(minutes=15)
TIME = 116
"""Pixels for the times of a part of the day."""


class BreakRow(QWidget):
    """The break that follows a round or the welcome; hidden while there is none.

    `put` and `preview` are given what changes, by the names of the fields. `adding` is the
    button that begins a break, to be placed beside what it follows.
    """

    def __init__(
        self,
        words: Words,
        after: str,
        put: Callable[..., bool],
        preview: Callable[..., None],
    ) -> None:
        super().__init__()
        self._put = put
        self.adding = icon_button("coffee", after, self._on_add)
        self.time = label("", "small")
        self.time.setFixedWidth(grown(TIME))
        self.name = LineInPlace(
            lambda text: put(break_name=text), hint=words("Break, lunch, walk…")
        )
        self.name.setAccessibleName(words("Name of the break"))
        self.length = Stepper(
            lambda n: put(break_duration=dt.timedelta(minutes=n)),
            (0, 240), caption=words("Break"), words=words, step=5, suffix=words.after_minutes,
        )  # fmt: skip
        self.length.changing.connect(lambda n: preview(break_duration=dt.timedelta(minutes=n)))
        self.setLayout(row(self.time, self.name, self.length, gap=2 * SPACE))

    def show_break(self, holder: About | Round) -> None:
        """Show the break that a round or the workshop has, or none."""
        self.adding.setEnabled(not holder.break_duration)
        if not holder.break_duration and self.isAncestorOf(self.window().focusWidget() or self):
            self.adding.setFocus(Qt.FocusReason.OtherFocusReason)  # near: Qt goes on in the day
        self.setVisible(bool(holder.break_duration))
        self.name.show_value(holder.break_name)
        self.length.show_value(minutes_of(holder.break_duration))

    def commit(self) -> None:
        """Hand over what is being typed."""
        commit_all((self.name, self.length))

    def _on_add(self) -> None:
        if self._put(break_duration=FIRST_BREAK):
            self.name.setFocus()
