"""Which opportunities the report tells of: by theme, priority, rank or reference."""

import re

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from worldcafe.domain import harvest
from worldcafe.domain.choosing import Choice
from worldcafe.domain.vocabulary import Kind
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.choices import ChoiceField
from worldcafe.ui.fields.entry import LineField
from worldcafe.ui.parts import column, field

_PRIORITIES = (4, 9, 12, 16, 20)
_TOPS = (5, 10, 20, 50)
_TYPING_MS = 400


class ChoiceOfOpportunities(QWidget):
    """Four narrow ways to choose; none chosen means all of them."""

    changed = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        words = bridge.words
        items = harvest.of_kinds(bridge.workshop, Kind.OPPORTUNITY)
        themes = sorted({theme for item in items for theme in item.themes}, key=words.theme)
        self.theme = ChoiceField(
            ((theme, words.theme(theme)) for theme in themes), empty=words("All themes")
        )
        self.priority = ChoiceField(
            ((str(n), words("{n} or more", n=n)) for n in _PRIORITIES),
            empty=words("Any, and not rated"),
        )
        self.top = ChoiceField(
            ((str(n), words("The first {n}", n=n)) for n in _TOPS), empty=words("All of them")
        )
        self.refs = LineField(hint="O-017, O-003")
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self.setLayout(
            column(
                field(words("Theme"), self.theme),
                field(words("Priority (impact × feasibility)"), self.priority),
                field(words("How many"), self.top),
                field(words("Only these references"), self.refs),
                gap=12,
            )
        )
        for each in (self.theme, self.priority, self.top):
            each.changed.connect(self.changed)
        self.refs.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self.changed)

    def value(self) -> Choice:
        """What is chosen."""
        return Choice(
            refs=tuple(filter(None, re.split(r"[\s,;،؛]+", str(self.refs.value() or "")))),
            theme=str(self.theme.value() or ""),
            priority=int(self.priority.value() or 0),
            top=int(self.top.value() or 0),
        )
