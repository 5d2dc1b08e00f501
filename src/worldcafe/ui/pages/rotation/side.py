"""Beside the room: find, what the seating is worth, rules, wishes, and who was found."""

from PySide6.QtWidgets import QTabBar, QWidget

from worldcafe.domain.troubles import MOST_TROUBLES, Trouble
from worldcafe.ui.arranging import Filling, Stack
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.pages.rotation.found import FoundCard
from worldcafe.ui.pages.rotation.panel import QualityPanel
from worldcafe.ui.pages.rotation.plan_bar import PlanBar
from worldcafe.ui.pages.rotation.rules import RulesPanel
from worldcafe.ui.pages.rotation.search import PersonSearch
from worldcafe.ui.pages.rotation.wishes import WishesPanel
from worldcafe.ui.painting.direction import margins
from worldcafe.ui.parts import box, column, scrolling

WIDTH = 328
PANELS = ("quality", "rules", "wishes")


class SidePanel(QWidget):
    """The panel beside the room."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        words = self._words = bridge.words
        self.search = PersonSearch(words)
        self.quality = QualityPanel(bridge)
        self.rules = RulesPanel(words)
        self.wishes = WishesPanel(words)
        self.found = FoundCard(words)
        self.plan_bar = PlanBar(words)
        self._tabs = QTabBar()
        self._tabs.setAccessibleName(words("Plan"))
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._panels = Stack()
        for text, panel in (
            (words("Quality"), self.quality),
            (words("Rules"), self.rules),
            (words("Wishes"), self.wishes),
        ):
            self._tabs.addTab(text)
            inner = column(panel, margin=margins(0, 0, 8, 0))
            self._panels.addWidget(scrolling(box(inner)))
        panels = (self._tabs, Filling(self._panels))
        self.setLayout(column(self.search, *panels, self.found, self.plan_bar, gap=12))
        self._tabs.currentChanged.connect(self._panels.setCurrentIndex)

    @property
    def panel(self) -> str:
        """Which panel is in front."""
        return PANELS[self._tabs.currentIndex()]

    def show_panel(self, name: str) -> None:
        """Bring a panel to the front."""
        if name in PANELS:
            self._tabs.setCurrentIndex(PANELS.index(name))

    def count_troubles(self, listed: list[Trouble]) -> None:
        """Say at the tab how much is worth a look, for when another panel is in front."""
        text = self._words("Quality")
        more = "+" if len(listed) >= MOST_TROUBLES else ""
        self._tabs.setTabText(0, f"{text} · {len(listed)}{more}" if listed else text)
