"""What lies beneath a merged contribution: everybody's own words, and where they were said."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from worldcafe.domain.harvest import references
from worldcafe.domain.model import Contribution
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.painting.look import SPACE, look
from worldcafe.ui.parts import button, clear, column, icon_button, label, row
from worldcafe.wording.provenance import provenance


class Beneath(QFrame):
    """The originals of a merge with the button that takes it apart, or what says this one."""

    open_asked = Signal(str)

    def __init__(self, bridge: Bridge, split: Callable[[], object]) -> None:
        super().__init__()
        look("sunken", self)
        self._bridge = bridge
        words = self.words = bridge.words
        self.heading = label("", "strong", wrap=True)
        self.split = button(words("Split again"), split, picture="split")
        self.heir = button(words("Show it"), self._on_heir, picture="merge")
        self._heir_id = ""
        self._shown: tuple[Contribution, ...] = ()
        self._originals = column(gap=12)
        top = row(self.heading, self.split, self.heir)
        top.setStretch(0, 1)
        top.setAlignment(self.heading, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(column(top, self._originals, margin=12, gap=12))

    def show_item(self, item: Contribution) -> None:
        """Show what this one was merged from, or what it was merged into."""
        workshop, words = self._bridge.workshop, self.words
        originals = workshop.originals.get(item.id, ())
        self._heir_id = item.merged_into_id or ""
        self.setVisible(bool(originals or self._heir_id))
        self.split.setVisible(bool(originals))
        self.heir.setVisible(bool(self._heir_id))
        if self._heir_id:
            heir = references(workshop).get(self._heir_id, "")
            self.heading.setText(words("It is said by {reference} now.", reference=heir))
        else:
            n = len(originals)
            self.heading.setText(words.plural("Merged from {n}", "Merged from {n}", n))
        if originals != self._shown:
            self._shown = originals
            clear(self._originals)
            for each in originals:
                self._originals.addWidget(self._original(each))

    def _original(self, item: Contribution) -> QWidget:
        words = self.words
        language = words.language_name(item.lang) if item.lang else ""
        where = " · ".join(
            filter(None, (provenance(self._bridge.workshop, item, words), language))
        )
        opening = icon_button(
            "external-link", words("Show in the list"), lambda: self.open_asked.emit(item.id)
        )
        top = row(label(where, "small", wrap=True), opening)
        top.setStretch(0, 1)
        made = look("card", QFrame())
        texts = [label(item.title, "strong", wrap=True)]
        if item.description:
            texts.append(label(item.description, wrap=True))
        for each in texts:
            each.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        made.setLayout(column(top, *texts, margin=SPACE, gap=4))
        return made

    def _on_heir(self) -> None:
        self.open_asked.emit(self._heir_id)

    def texts(self) -> list[str]:
        """What the originals say, as it is shown."""
        return [each.text() for each in self.findChildren(QLabel) if each.isVisibleTo(self)]
