"""The workshops that were open lately, for the start: opened again by a click."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from worldcafe.document import Glance
from worldcafe.document.address import ENDING, Place
from worldcafe.domain.refusal import Refusal
from worldcafe.ui.actions import action, bind, hint
from worldcafe.ui.painting.direction import margins
from worldcafe.ui.painting.look import SPACE, look
from worldcafe.ui.parts import box, column, explain, label, verbatim
from worldcafe.wording import Words

MOST_WIDE = 320
"""Pixels that a title may take."""


class RecentWorkshops(QFrame):
    """One line for each, the last one first; a key takes one off the list.

    Whether a shared one can be reached is seen when somebody wants it, and said beneath it.
    """

    asked = Signal(object)
    """The `Place` of one that is to be opened."""
    forgotten = Signal(object)
    """The `Place` of one that was taken off the list."""

    def __init__(self, words: Words, seen: Sequence[tuple[Place, Glance | None]]) -> None:
        super().__init__()
        look("card", self)
        self._words = words
        self._entries: dict[Place, QWidget] = {}
        self._beneath: dict[Place, QLabel] = {}
        self._nothing = label(words("Workshops you open appear here."), "soft", wrap=True)
        self._listed: QVBoxLayout = column(gap=4)
        for place, glance in seen:
            self._entries[place] = self._entry(place, glance)
            self._listed.addWidget(self._entries[place])
        self.setLayout(
            column(
                label(words("Recent"), "heading"), self._nothing, self._listed,
                margin=2 * SPACE,
            )
        )  # fmt: skip
        self._nothing.setVisible(not seen)

    def says(self, place: Place, refusal: Refusal) -> bool:
        """Say beneath a shared workshop why it was not opened; False for what has no place."""
        beneath = self._beneath.get(place)
        if beneath is None or isinstance(place, Path):
            return False
        beneath.setText(self._words.refusal(refusal))
        return True

    def _entry(self, place: Place, seen: Glance | None) -> QWidget:
        words, title = self._words, seen.title if seen else ""
        made = QPushButton(autoDefault=True)
        look("stage", made)
        room = made.fontMetrics()
        named = title or place.name.removesuffix(ENDING)
        made.setText(verbatim(room.elidedText(named, Qt.TextElideMode.ElideRight, MOST_WIDE)))
        removing = hint(words, action("remove_row", "table"), text=words("Take off this list"))
        explain(made, "\n".join(filter(None, (title, str(place), removing))))
        made.clicked.connect(lambda: self.asked.emit(place))
        bind(
            made, "table", "remove_row", partial(self._forget, place),
            Qt.ShortcutContext.WidgetShortcut,
        )  # fmt: skip
        date = words.date(seen.date) if seen else ""
        where = place.name if isinstance(place, Path) else str(place)
        name = room.elidedText(where, Qt.TextElideMode.ElideMiddle, MOST_WIDE // 2)
        beneath = label(words.line((date, name)), "small", wrap=True)
        beneath.setContentsMargins(margins(14, 0, 8, 4))
        self._beneath[place] = beneath
        return box(column(made, beneath, gap=0))

    def _forget(self, place: Place) -> None:
        """Take it off the list; the focus stays in that."""
        entry = self._entries.pop(place)
        del self._beneath[place]
        self.focusNextChild()
        self._listed.removeWidget(entry)
        entry.hide()
        entry.deleteLater()
        self._nothing.setVisible(not self._entries)
        self.forgotten.emit(place)
