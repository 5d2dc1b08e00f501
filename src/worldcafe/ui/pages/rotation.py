"""Rotation: the room seen from above, round by round, and the plan that seats everyone."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QStackedWidget

from worldcafe.document import Change
from worldcafe.domain.commands import AppointHosts
from worldcafe.domain.refusal import Refusal
from worldcafe.domain.rotation import Progress, SeatingPlan, plan
from worldcafe.domain.seating import adopt, plan_request
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.look import SPACE
from worldcafe.ui.page import Page
from worldcafe.ui.pages.rotation_board import Board
from worldcafe.ui.pages.rotation_colouring import Attribute, colouring, likely_attribute
from worldcafe.ui.pages.rotation_legend import LegendCard
from worldcafe.ui.pages.rotation_panel import FoundCard, PlanCard
from worldcafe.ui.pages.rotation_quality import Trouble
from worldcafe.ui.pages.rotation_search import PersonSearch
from worldcafe.ui.parts import EmptyState, box, button, column, row, scrolling
from worldcafe.ui.work import Work

PANEL_WIDTH = 312
SHOWN_HERE = ("participant", "cafe_table", "round", "theme", "seat")


class RotationPage(Page):
    """Who sits where in every round."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        words = self.words
        self._round_id = self._person = self._table = ""
        self._attribute: Attribute | None = None
        self._work: Work[SeatingPlan] | None = None
        self.board = Board(words)
        self.search = PersonSearch(words)
        self.found = FoundCard(words)
        self.plan_card = PlanCard(words)
        self.legend = LegendCard(words)
        panel = column(self.found, self.plan_card, self.legend, 1, gap=12)
        side = column(self.search, scrolling(box(panel)), gap=12)
        side_box = box(side)
        side_box.setFixedWidth(PANEL_WIDTH)
        whole = row(self.board, side_box, gap=2 * SPACE)
        whole.setStretch(0, 1)
        whole.setContentsMargins(3 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        self._board_page = box(whole)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._board_page)
        self.setLayout(column(self._stack))
        self._connect()

    def _connect(self) -> None:
        self.board.round_chosen.connect(self._on_round)
        self.board.person_chosen.connect(self.choose_person)
        self.board.table_chosen.connect(self.choose_table)
        self.search.person_chosen.connect(self.choose_person)
        self.search.emptied.connect(self._forget)
        self.found.closed.connect(self._forget)
        self.found.person_chosen.connect(self.choose_person)
        self.found.round_chosen.connect(self._show_round_id)
        self.plan_card.plan_asked.connect(self.make_plan)
        self.plan_card.enough_asked.connect(self._on_enough)
        self.plan_card.stop_asked.connect(self._drop_work)
        self.plan_card.appoint_asked.connect(self._on_appoint)
        self.plan_card.trouble_chosen.connect(self._on_trouble)
        self.legend.attribute_chosen.connect(self._on_attribute)
        self.legend.category_chosen.connect(self._on_category)
        for keys, step in ((Qt.Key.Key_Left, -1), (Qt.Key.Key_Right, 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self._on_arrow(step))

    def refresh(self) -> None:
        workshop = self.bridge.workshop
        empty = self._empty_state()
        self._show_empty(empty)
        if empty is not None:
            return
        if self._attribute is None:
            self._attribute = likely_attribute(workshop)
        if self._round_id not in workshop.rounds:
            self._round_id = workshop.rounds_in_order[0].id
        if self._person not in workshop.participants:
            self._person = ""
        if self._table not in workshop.tables:
            self._table = ""
        self.search.show_workshop(workshop)
        self._show_colours()
        self.plan_card.show_workshop(workshop)
        self._show_choice()

    def show_change(self, change: Change) -> None:
        if change.touches(*SHOWN_HERE):
            self.refresh()

    def choose_person(self, person_id: str) -> None:
        """Let a person and their way through the day stand out."""
        self._person, self._table = person_id, ""
        self._show_choice()

    def choose_table(self, table_id: str) -> None:
        """Let a table stand out."""
        self._person, self._table = "", table_id
        self._show_choice()

    def make_plan(self) -> None:
        """Plan in a thread; the plan found becomes the workshop's in one step."""
        if self._work is not None:
            return
        try:
            # The last line of history: other than for any plan before, the same after a crash.
            request = plan_request(self.bridge.workshop, self.bridge.document.seq)
        except Refusal as refusal:
            self.bridge.say_refused(refusal)
            return

        def search(
            progress: Callable[[float], None], cancelled: Callable[[], bool]
        ) -> SeatingPlan:
            def tell(so_far: Progress) -> None:
                progress(so_far.share)

            return plan(request, should_stop=cancelled, progress=tell)

        self._work = Work(search, self)
        self._work.progressed.connect(self.plan_card.show_planning)
        self._work.succeeded.connect(self._on_planned)
        self._work.refused.connect(self._on_refused)
        self.plan_card.show_planning(0.0)
        self._work.start()

    def place(self) -> dict[str, str]:
        attribute = self._attribute.value if self._attribute else ""
        return {
            "round": self._round_id,
            "person": self._person,
            "table": self._table,
            "form": self.board.form,
            "colours": attribute,
        }

    def go_to(self, place: dict[str, str]) -> None:
        workshop = self.bridge.workshop
        if place.get("round") in workshop.rounds:
            self._round_id = place["round"]
        self._person, self._table = place.get("person", ""), place.get("table", "")
        if place.get("colours"):
            self._attribute = Attribute(place["colours"])
        self.board.show_form(place.get("form", "room"))
        self.refresh()

    def leave(self) -> None:
        if self._work is not None:
            self._drop_work()
            said = self.words("Planning was stopped. Nothing was changed.")
            self.bridge.told.emit(said, False)  # noqa: FBT003
        self.board.scene.settle()

    def _empty_state(self) -> EmptyState | None:
        """What is missing before anybody can be seated."""
        words, workshop = self.words, self.bridge.workshop
        if not workshop.participants:
            title = words("Nobody to seat yet")
            text = words("Import the list of people; then they can be given their seats.")
            go = self._way(words("Go to people"), "people")
        elif not workshop.tables:
            title = words("There is no table yet")
            text = words("Set up the room; then people can be given their seats.")
            go = self._way(words("Set up the room"), "prepare")
        elif not workshop.rounds:
            title = words("There is no round yet")
            text = words("Add the rounds of the day; then people can be given their seats.")
            go = self._way(words("Add rounds"), "prepare")
        else:
            return None
        return EmptyState("shuffle", title, text, go)

    def _way(self, text: str, target: str) -> QPushButton:
        return button(text, lambda: self.go_to_asked.emit(target), name="primary")

    def _show_empty(self, empty: EmptyState | None) -> None:
        old = self._stack.widget(1)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        if empty is not None:
            self._stack.addWidget(empty)
            self._stack.setCurrentWidget(empty)

    @property
    def _index(self) -> int:
        ids = [round_.id for round_ in self.bridge.workshop.rounds_in_order]
        return ids.index(self._round_id) if self._round_id in ids else 0

    def _show_colours(self) -> None:
        workshop, attribute = self.bridge.workshop, self._attribute or Attribute.NOTHING
        self._colouring = colouring(workshop, attribute, self.words)
        self.legend.show_colouring(attribute, self._colouring)
        self.board.show_workshop(workshop, self._colouring, self._index)
        self.board.let_stand_out(None)

    def _show_choice(self) -> None:
        workshop = self.bridge.workshop
        self.board.show_choice(self._person, self._table)
        if self._person:
            person = workshop.participants[self._person]
            self.found.show_person(workshop, person, self._round_id)
        elif self._table:
            self.found.show_table(workshop, workshop.tables[self._table], self._round_id)
        self.found.setVisible(bool(self._person or self._table))

    def _show_round_id(self, round_id: str) -> None:
        self._round_id = round_id
        self.board.show_round(self._index)
        self._show_choice()

    def _forget(self) -> None:
        if self._person or self._table:
            self._person = self._table = ""
            self._show_choice()
        self.search.clear()

    def _on_round(self, index: int) -> None:
        self._show_round_id(self.bridge.workshop.rounds_in_order[index].id)

    def _on_arrow(self, step: int) -> None:
        if self._stack.currentWidget() is self._board_page:
            self.board.bar.step(-step if self.isRightToLeft() else step)

    def _on_trouble(self, trouble: Trouble) -> None:
        self._person, self._table = trouble.person_id, trouble.table_id
        if self._person:
            self._table = ""
        self._show_round_id(trouble.round_id)

    def _on_attribute(self, attribute: str) -> None:
        self._attribute = Attribute(attribute)
        self._show_colours()
        self._show_choice()

    def _on_category(self, index: int) -> None:
        shown = self._colouring.categories[index].people if index >= 0 else None
        self.board.let_stand_out(shown)

    def _on_appoint(self) -> None:
        self.bridge.do(AppointHosts(), told=self.words("The hosts have their tables."))

    def _on_planned(self, found: SeatingPlan) -> None:
        self._drop_work()
        try:
            command = adopt(self.bridge.workshop, found)
        except Refusal as refusal:
            self.bridge.say_refused(refusal)
            return
        self.bridge.do(command, told=self.words("Everybody has a seat in every round."))

    def _on_refused(self, refusal: Refusal) -> None:
        self._drop_work()
        self.bridge.say_refused(refusal)

    def _on_enough(self) -> None:
        if self._work is not None:
            self._work.cancel()

    def _drop_work(self) -> None:
        """Let the planner end, whatever it found."""
        work, self._work = self._work, None
        if work is not None:
            work.blockSignals(True)  # noqa: FBT003
            work.disconnect(self)
            work.finish_now()
            work.deleteLater()
        self.plan_card.show_planning(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and (self._person or self._table):
            self._forget()
        else:
            super().keyPressEvent(event)
