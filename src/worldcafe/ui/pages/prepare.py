"""Prepare: what, where and when; themes; the room; and the rounds of the day."""

from PySide6.QtWidgets import QStackedWidget, QTabBar

from worldcafe.document import Change
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.look import SPACE
from worldcafe.ui.page import Page, StageState
from worldcafe.ui.pages.prepare_day import DayBar
from worldcafe.ui.pages.prepare_event import EventPart
from worldcafe.ui.pages.prepare_part import Part
from worldcafe.ui.pages.prepare_room import RoomPart
from worldcafe.ui.pages.prepare_rounds import RoundsPart
from worldcafe.ui.pages.prepare_templates import TemplatesPart
from worldcafe.ui.pages.prepare_themes import ThemesPart
from worldcafe.ui.parts import box, button, column, row

SHOWN = ("about", "theme", "cafe_table", "round", "participant")
"""The kinds of entities this page shows."""


class PreparePage(Page):
    """Four parts behind tabs, with the day and its end always in view beneath them."""

    key = "prepare"
    picture = "clipboard-list"

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.event_part = EventPart(bridge)
        self.themes = ThemesPart(bridge)
        self.room = RoomPart(bridge)
        self.rounds = RoundsPart(bridge)
        self._parts: tuple[Part, ...] = (self.event_part, self.themes, self.room, self.rounds)
        self.templates = TemplatesPart(bridge)
        self.tabs = QTabBar(drawBase=False, expanding=False)
        self._stack = QStackedWidget()
        for part in self._parts:
            self.tabs.addTab(part.heading())
            self._stack.addWidget(part)
        self.choosing = button(
            self.words("Templates…"), self._on_templates, name="quiet", picture="copy"
        )
        self.day = DayBar(self.words)
        self._plan = box(
            column(row(self.tabs, 1, self.choosing), self._stack, self.day, gap=SPACE)
        )
        self._whole = QStackedWidget()
        self._whole.addWidget(self.templates)
        self._whole.addWidget(self._plan)
        self._choosing = False
        """Whether the person came back to the templates."""
        self._without = False
        """Whether the person began without one."""
        outer = column(self._whole)
        outer.setContentsMargins(3 * SPACE, SPACE, 3 * SPACE, 2 * SPACE)
        self.setLayout(outer)
        self._connect()

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_tab)
        self.templates.left.connect(self._on_templates_left)
        self.day.picture.segment_pressed.connect(self._on_segment_pressed)
        for part in self._parts:
            part.previewed.connect(self.day.show_workshop)

    def title(self) -> str:
        return self.words("Prepare")

    def state(self) -> StageState:
        workshop = self.bridge.workshop
        ready = bool(workshop.about.title and workshop.tables and workshop.rounds)
        bare = sum(table.theme_id is None for table in workshop.tables.values())
        return StageState(ready, waiting=bare if workshop.themes else 0)

    def refresh(self) -> None:
        bare = _is_bare(self.bridge.workshop)
        if self._choosing or (bare and not self._without):
            self.templates.refresh()
            self._whole.setCurrentWidget(self.templates)
        else:
            self._whole.setCurrentWidget(self._plan)
        for part in self._parts:
            part.refresh()
        self._count_in_tabs()
        self.day.show_workshop(self.bridge.workshop)

    def show_change(self, change: Change) -> None:
        if change.touches(*SHOWN):
            self.refresh()

    def place(self) -> dict[str, str]:
        return {
            "tab": str(self.tabs.currentIndex()),
            "table": self.room.editor.table_id,
            "without": "yes" if self._without else "",
        }

    def go_to(self, place: dict[str, str]) -> None:
        self._without = bool(place.get("without"))
        self.refresh()
        self.tabs.setCurrentIndex(int(place.get("tab", "0")))
        self.room.choose(place.get("table", ""))

    def leave(self) -> None:
        for part in self._parts:
            part.commit()

    def _count_in_tabs(self) -> None:
        workshop = self.bridge.workshop
        counts = (0, len(workshop.themes), len(workshop.tables), len(workshop.rounds))
        for k, (part, n) in enumerate(zip(self._parts, counts, strict=True)):
            text = f"{part.heading()}  {n}" if n else part.heading()
            if self.tabs.tabText(k) != text:
                self.tabs.setTabText(k, text)

    def _on_tab(self, index: int) -> None:
        self.leave()
        self._stack.setCurrentIndex(index)

    def _on_templates(self) -> None:
        self.leave()
        self._choosing = True
        self.refresh()

    def _on_templates_left(self) -> None:
        self._choosing, self._without = False, _is_bare(self.bridge.workshop)
        self.refresh()
        self.tabs.setFocus()

    def _on_segment_pressed(self, round_id: str) -> None:
        self.tabs.setCurrentIndex(self._parts.index(self.rounds))
        self.rounds.go_to_round(round_id)


def _is_bare(workshop: Workshop) -> bool:
    return not (workshop.themes or workshop.tables or workshop.rounds)
