"""Contributions in full beside one another, so that they can be compared."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QWidget

from worldcafe.domain.fields import in_reading_order
from worldcafe.domain.model import Contribution
from worldcafe.ui.arranging import Filling
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.editors import KIND_PICTURES
from worldcafe.ui.pages.harvest.telling import told
from worldcafe.ui.painting.direction import margins
from worldcafe.ui.painting.look import SPACE, colours, grown, look, pixmap
from worldcafe.ui.parts import box, clear, column, explain, icon_button, label, row, scrolling
from worldcafe.ui.tab_order import tab_after
from worldcafe.wording.captions import caption
from worldcafe.wording.provenance import provenance

_HEADED = frozenset({"kind", "lang", "title", "description", "author_id"})
"""Fields that stand above the others without a caption."""
NARROWEST = 300


class Card(QFrame):
    """A contribution in full. It may be ticked as one of those that are the same."""

    open_asked = Signal(str)
    toggled = Signal()

    def __init__(self, bridge: Bridge, item: Contribution, *, tickable: bool) -> None:
        super().__init__()
        look("card", self)
        self.item = item
        words = bridge.words
        self.tick = QCheckBox(words("One of those that are the same"))
        self.tick.setChecked(True)
        self.tick.setVisible(tickable)
        self.tick.toggled.connect(lambda _on: self.toggled.emit())
        picture = QLabel()
        picture.setPixmap(pixmap(KIND_PICTURES[item.kind], colours().accent, 18))
        explain(picture, words.label(item.kind))
        where = label(provenance(bridge.workshop, item, bridge.words), "small", wrap=True)
        opening = icon_button(
            "external-link", words("Show in the list"), lambda: self.open_asked.emit(item.id)
        )
        top = row(picture, Filling(where), opening)
        title = label(item.title, "heading", wrap=True)
        parts: list[QWidget] = [title]
        language = words.language_name(item.lang) if item.lang else ""
        parts.append(label(language or words("Language not said"), "small"))
        if item.description:
            parts.append(label(item.description, wrap=True))
        for field in in_reading_order():
            text = told(field.name, getattr(item, field.name), bridge)
            if text and field.name not in _HEADED:
                parts.append(_field(caption(field.name, words), text))
        body = box(column(*parts, 1, gap=12, margin=margins(0, 0, SPACE, 0)))
        for each in body.findChildren(QLabel):
            each.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            each.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setLayout(column(top, scrolling(body, item.title), self.tick, margin=2 * SPACE))
        self.setMinimumWidth(grown(NARROWEST))


def _field(caption: str, text: str) -> QWidget:
    return box(column(label(caption, "eyebrow"), label(text, wrap=True), gap=2))


class SideBySide(QWidget):
    """Cards beside one another, of the same width."""

    open_asked = Signal(str)
    ticked = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.cards: list[Card] = []
        self._inner = row(gap=2 * SPACE)
        self.setLayout(self._inner)

    def heightForWidth(self, width: int) -> int:
        """Long texts scroll in their card: they do not make the row higher."""
        return -1

    def show_items(self, items: Sequence[Contribution]) -> None:
        """Show these; whoever was ticked stays ticked."""
        unticked = {card.item.id for card in self.cards if not card.tick.isChecked()}
        clear(self._inner)
        self.cards = [Card(self._bridge, item, tickable=len(items) > 2) for item in items]
        for card in self.cards:
            card.tick.setChecked(len(items) < 3 or card.item.id not in unticked)
            card.open_asked.connect(self.open_asked)
            card.toggled.connect(self.ticked)
            self._inner.addWidget(card, 1)
        tab_after(self, *self.cards)

    @property
    def ticked_ids(self) -> tuple[str, ...]:
        """Those that are said to be the same."""
        return tuple(card.item.id for card in self.cards if card.tick.isChecked())

    @property
    def other_ids(self) -> tuple[str, ...]:
        """Those that are not."""
        return tuple(card.item.id for card in self.cards if not card.tick.isChecked())
