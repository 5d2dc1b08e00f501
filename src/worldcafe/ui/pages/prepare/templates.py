"""Templates to start from."""

import datetime as dt

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from worldcafe.domain.commands import ApplyTemplate
from worldcafe.domain.template import Template
from worldcafe.ui.arranging import Filling
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.painting.direction import margins
from worldcafe.ui.painting.look import SPACE, look
from worldcafe.ui.parts import box, button, column, label, row, scrolling
from worldcafe.wording import Words
from worldcafe.wording.day import span

N_BESIDE = 3
CARD_HEIGHT = 184
"""At least, so that cards beside one another look alike."""


class TemplatesPart(QWidget):
    """Every template as a card that applies it, and a way to go on without one."""

    left = Signal()
    """The person goes on, with a template or without."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        words = bridge.words
        self.cards: dict[str, TemplateCard] = {}
        self._grid = QGridLayout()
        self._grid.setSpacing(2 * SPACE)
        self._warning = label(
            words(
                "A template brings its own themes, tables and rounds in place of the present"
                " ones. The people stay."
            ),
            "soft",
            wrap=True,
        )
        self.without = button(words("Start without a template"), self.left.emit, name="quiet")
        head = column(
            label(words("What kind of café will it be?"), "heading"),
            label(
                words("Start from one that comes close; everything can be changed afterwards."),
                "soft",
                wrap=True,
            ),
            self._warning,
            gap=4,
        )
        top = row(Filling(box(head)), self.without)
        content = column(top, self._grid, 1, gap=2 * SPACE, margin=margins(0, 2 * SPACE, 0, 0))
        self.setLayout(column(scrolling(box(content))))

    def refresh(self) -> None:
        """Show the templates, and what taking one would replace."""
        if not self.cards:
            self._fill()
        workshop, words = self._bridge.workshop, self._bridge.words
        has_plan = bool(workshop.rounds or workshop.tables or workshop.themes)
        self._warning.setVisible(has_plan)
        back = words("Keep what is prepared") if has_plan else words("Start without a template")
        self.without.setText(back)

    def _fill(self) -> None:
        from worldcafe.exchange.templates import (  # only where it is needed
            read_template,
            template_keys,
        )

        words = self._bridge.words
        for k, key in enumerate(template_keys()):
            template = read_template(key, words.language)
            card = TemplateCard(words, template)
            card.clicked.connect(lambda _=False, chosen=template: self._on_chosen(chosen))
            self.cards[key] = card
            self._grid.addWidget(card, k // N_BESIDE, k % N_BESIDE)
        for k in range(N_BESIDE):
            self._grid.setColumnStretch(k, 1)

    def _on_chosen(self, template: Template) -> None:
        words = self._bridge.words
        told = words("Started from “{name}”.", name=template.name)
        if self._bridge.do(ApplyTemplate(template=template), told=told) is not None:
            self.left.emit()


class TemplateCard(QPushButton):
    """A template: its name, what it is for, and its size."""

    def __init__(self, words: Words, template: Template) -> None:
        super().__init__()
        look("card", self)
        self.setAccessibleName(template.name)
        self.setAccessibleDescription(template.summary)
        texts = (
            label(template.name, "heading", wrap=True),
            label(template.summary, "soft", wrap=True),
            label(_size(words, template), "small", wrap=True),
        )
        for text in texts:
            text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setLayout(column(*texts[:2], 1, texts[2], margin=20))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(240))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its texts are at this width: a button would not ask them."""
        layout = self.layout()
        assert layout is not None
        return max(CARD_HEIGHT, layout.totalHeightForWidth(width))


def _size(words: Words, template: Template) -> str:
    lengths = (r.talk_duration + r.move_duration for r in template.rounds)
    whole = sum(lengths, template.harvest_duration)
    parts = [
        words.plural("{n} table", "{n} tables", template.n_tables),
        words.plural("{n} round", "{n} rounds", len(template.rounds)),
        _hours(words, whole),
    ]
    if template.themes:
        parts.insert(1, words.plural("{n} theme", "{n} themes", len(template.themes)))
    return "  ·  ".join(parts)


def _hours(words: Words, duration: dt.timedelta) -> str:
    said = span(round(duration.total_seconds() / 60), words)
    return said.replace(" ", "\N{NO-BREAK SPACE}")  # it is read in one, wherever a line ends
