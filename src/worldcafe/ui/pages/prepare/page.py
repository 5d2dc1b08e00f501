"""Prepare: what, where and when; themes; the room; and the rounds of the day."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QTabBar, QWidget

from worldcafe.document import Change
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.arranging import Stack
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.page import Page
from worldcafe.ui.pages.prepare.day import DayBar
from worldcafe.ui.pages.prepare.part import Part
from worldcafe.ui.painting.direction import margins
from worldcafe.ui.painting.look import SPACE
from worldcafe.ui.parts import box, button, column, row
from worldcafe.wording import N_

if TYPE_CHECKING:
    from worldcafe.ui.pages.prepare.event import EventPart
    from worldcafe.ui.pages.prepare.room import RoomPart
    from worldcafe.ui.pages.prepare.rounds import RoundsPart
    from worldcafe.ui.pages.prepare.templates import TemplatesPart
    from worldcafe.ui.pages.prepare.themes import ThemesPart

HOSTS = "hosts"
"""The room, where somebody is about to choose its hosts."""
SHOWN = ("about", "theme", "cafe_table", "round", "participant")
"""The kinds of entities this page shows."""

P = TypeVar("P", bound=Part)


class PreparePage(Page):
    """Four parts behind tabs, with the day and its end always in view beneath them."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._parts: dict[str, Part] = {}
        """Those that were visited: nobody waits for four parts to see one."""
        self.tabs = QTabBar(drawBase=False, expanding=False)
        self._stack = Stack()
        for heading, _part in PARTS.values():
            self.tabs.addTab(self.words(heading))
        self.choosing = button(
            self.words("Templates…"), self._on_templates, name="quiet", picture="copy"
        )
        self.day = DayBar(self.words)
        self._plan = box(
            column(row(self.tabs, 1, self.choosing), self._stack, self.day, gap=SPACE)
        )
        self._whole = Stack()
        self._whole.addWidget(self._plan)
        self._choosing = False
        """Whether the person came back to the templates."""
        self._without = False
        """Whether the person began without one."""
        outer = column(self._whole, margin=margins(3 * SPACE, SPACE, 3 * SPACE, 2 * SPACE))
        self.setLayout(outer)
        self._connect()

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_tab)
        self.day.picture.segment_pressed.connect(self._on_segment_pressed)

    @cached_property
    def templates(self) -> "TemplatesPart":
        """What may be begun from."""
        from worldcafe.ui.pages.prepare.templates import TemplatesPart

        made = TemplatesPart(self.bridge)
        made.left.connect(self._on_templates_left)
        self._whole.addWidget(made)
        return made

    @cached_property
    def event_part(self) -> "EventPart":
        """What, where and when."""
        from worldcafe.ui.pages.prepare.event import EventPart

        return self._taken_in("event", EventPart(self.bridge))

    @cached_property
    def themes(self) -> "ThemesPart":
        """The themes."""
        from worldcafe.ui.pages.prepare.themes import ThemesPart

        return self._taken_in("themes", ThemesPart(self.bridge))

    @cached_property
    def room(self) -> "RoomPart":
        """The tables."""
        from worldcafe.ui.pages.prepare.room import RoomPart

        return self._taken_in("room", RoomPart(self.bridge))

    @cached_property
    def rounds(self) -> "RoundsPart":
        """The rounds."""
        from worldcafe.ui.pages.prepare.rounds import RoundsPart

        return self._taken_in("rounds", RoundsPart(self.bridge))

    def _taken_in(self, key: str, part: P) -> P:
        """Take in and fill a part that was just made."""
        self._parts[key] = part
        part.previewed.connect(self.day.show_workshop)
        part.refresh()
        self._stack.addWidget(part)
        return part

    def _chosen_part(self) -> Part:
        _heading, part = list(PARTS.values())[self.tabs.currentIndex()]
        return part(self)

    def refresh(self) -> None:
        known = tuple(self._parts.values())  # one that is made now is filled then
        bare = _is_bare(self.bridge.workshop)
        if self._choosing or (bare and not self._without):
            self.templates.refresh()
            self._whole.setCurrentWidget(self.templates)
        else:
            self._whole.setCurrentWidget(self._plan)
            self._stack.setCurrentWidget(self._chosen_part())
        for part in known:
            part.refresh()
        self._count_in_tabs()
        self.day.show_workshop(self.bridge.workshop)

    def show_change(self, change: Change) -> None:
        if change.touches(*SHOWN):
            self.refresh()

    def place(self) -> dict[str, str]:
        return {
            "tab": str(self.tabs.currentIndex()),
            "table": self.room.editor.table_id if "room" in self._parts else "",
            "without": "yes" if self._without else "",
        }

    def go_to(self, place: dict[str, str]) -> None:
        self._without = bool(place.get("without"))
        self.refresh_now()
        self.tabs.setCurrentIndex(int(place.get("tab", "0")))
        if table_id := place.get("table"):
            self.room.choose(table_id)

    @property
    def front(self) -> QWidget:
        return self._chosen_part() if self._whole.currentWidget() is self._plan else self

    def show_part(self, name: str) -> None:
        self._leave_templates()
        part = "room" if name == HOSTS else name
        self.tabs.setCurrentIndex(list(PARTS).index(part))
        if name == HOSTS:
            self.room.choose_host()

    def leave(self) -> None:
        # What a part hands over may call for the part behind the tab just pressed.
        for part in tuple(self._parts.values()):
            part.commit()

    def _count_in_tabs(self) -> None:
        workshop = self.bridge.workshop
        counts = (0, len(workshop.themes), len(workshop.tables), len(workshop.rounds))
        for k, ((heading, _part), n) in enumerate(zip(PARTS.values(), counts, strict=True)):
            text = self.words(heading)
            text = f"{text}  {n}" if n else text
            if self.tabs.tabText(k) != text:
                self.tabs.setTabText(k, text)

    def _on_tab(self, _index: int) -> None:
        self.leave()
        self._stack.setCurrentWidget(self._chosen_part())

    def _on_templates(self) -> None:
        self.leave()
        self._choosing = True
        self.refresh()

    def _on_templates_left(self) -> None:
        self._leave_templates()
        self.tabs.setFocus()

    def _leave_templates(self) -> None:
        self._choosing, self._without = False, _is_bare(self.bridge.workshop)
        self.refresh()

    def _on_segment_pressed(self, key: str) -> None:
        self.tabs.setCurrentIndex(list(PARTS).index("rounds"))
        self.rounds.go_to_segment(key)


PARTS: dict[str, tuple[str, Callable[[PreparePage], Part]]] = {
    "event": (N_("The event"), lambda page: page.event_part),
    "themes": (N_("Themes"), lambda page: page.themes),
    "room": (N_("Room"), lambda page: page.room),
    "rounds": (N_("Rounds"), lambda page: page.rounds),
}
"""What the tabs say, in their order, and the part behind each."""


def _is_bare(workshop: Workshop) -> bool:
    return not (workshop.themes or workshop.tables or workshop.rounds)
