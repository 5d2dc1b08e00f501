"""A day that runs late: what it costs the harvest, and the one click that helps."""

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel

from worldcafe.domain.workshop import Workshop
from worldcafe.ui.painting.look import colours, look, pixmap
from worldcafe.ui.parts import box, button, column, label, row
from worldcafe.wording import Words
from worldcafe.wording.day import cost_sentence, shortening


class ScheduleNote(QFrame):
    """Says what being late costs, and offers to shorten the rounds to come."""

    shorten_asked = Signal(object)
    """By how much in all, as a `timedelta`."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._late = dt.timedelta(0)
        look("note-attention", self)
        image = QLabel()
        image.setPixmap(pixmap("clock", colours().attention, 20))
        self.cost = label("", "strong", wrap=True)
        self.change = label("", "soft", wrap=True)
        self.shorten = button(words("Shorten the rounds"), self._on_shorten)
        self.shorten.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.shorten.setToolTip(words("Undo takes it back."))
        inner = row(image, box(column(self.cost, self.change, gap=2)), self.shorten, gap=12)
        inner.setStretch(1, 1)
        inner.setContentsMargins(12, 8, 12, 8)
        self.setLayout(inner)
        self.hide()

    def show_late(self, workshop: Workshop, late: dt.timedelta) -> None:
        """Show what being so late costs; nothing at all if it costs nothing."""
        cost = cost_sentence(workshop, late, self._words)
        if (cost, late) == (self.cost.text(), self._late):
            return
        self._late = late
        change = shortening(workshop, late, self._words) if cost else ""
        self.cost.setText(cost)
        self.change.setText(change)
        self.change.setVisible(bool(change))
        self.shorten.setVisible(bool(change))
        self.setVisible(bool(cost))

    def _on_shorten(self) -> None:
        self.shorten_asked.emit(self._late)
