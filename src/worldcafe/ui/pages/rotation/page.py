"""Rotation: the room seen from above, round by round, and the plan that seats everyone."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from worldcafe.document import Change
from worldcafe.domain.clock import running_round
from worldcafe.domain.commands import (
    AppointHosts,
    ClearSeating,
    FurnishRoom,
    PutSeatWish,
    RemoveSeatWishes,
    SetSeatingRules,
)
from worldcafe.domain.furnishing import fitting
from worldcafe.domain.rotation import Progress
from worldcafe.domain.troubles import Appraised, Trouble, hosts_waiting
from worldcafe.domain.vocabulary import WishType
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.actions import bind
from worldcafe.ui.arranging import Folding, Stack
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.page import Page
from worldcafe.ui.pages.rotation.appraisal import Appraisal
from worldcafe.ui.pages.rotation.asking import Asking
from worldcafe.ui.pages.rotation.board import Board
from worldcafe.ui.pages.rotation.by_hand import ByHand
from worldcafe.ui.pages.rotation.colouring import Attribute, colouring, likely_attribute
from worldcafe.ui.pages.rotation.planner import Planner
from worldcafe.ui.pages.rotation.side import WIDTH, SidePanel
from worldcafe.ui.painting.direction import margins
from worldcafe.ui.painting.look import SPACE, grown
from worldcafe.ui.painting.room_drag import Target
from worldcafe.ui.parts import EmptyState, button, column, row
from worldcafe.wording.furnishing import set_up
from worldcafe.wording.troubles import trouble_sentence

LEAST_BOARD = 480
"""Pixels that the room needs beside the panel."""
IN_THE_ROOM = ("participant", "cafe_table", "round", "theme")


class RotationPage(Page):
    """Who sits where in every round."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._round_id = self._table = ""
        self._people: tuple[str, ...] = ()
        self._attribute: Attribute | None = None
        self._by_hand = ByHand(bridge)
        # From the outside in: what holds all the rest stands first.
        self._stack, self._board_page = Stack(), QWidget()
        self._stack.addWidget(self._board_page)
        self.setLayout(column(self._stack))
        self.board = Board(self.words)
        self.side = SidePanel(bridge)
        self.planner = Planner(bridge, self)
        self.asking = Asking(bridge, self)
        self.appraisal = Appraisal(bridge, self)
        words = self.words
        self.both = Folding(
            (self.board, self.side), (words("Room"), words("Plan")), words("View"),
            least=grown(LEAST_BOARD), side=grown(WIDTH),
        )  # fmt: skip
        self._board_page.setLayout(
            row(self.both, margin=margins(3 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE))
        )
        self._connect_room()
        self._connect_side()
        self._connect_keys()

    def _connect_room(self) -> None:
        board = self.board
        board.round_chosen.connect(self._on_round)
        board.person_chosen.connect(self.choose_person)
        board.person_added.connect(self._on_person_added)
        board.table_chosen.connect(self.choose_table)
        board.carried.connect(self._on_carried)
        board.set_down.connect(self._on_set_down)
        board.menu_asked.connect(self._on_menu)
        board.print_asked.connect(self._on_print)
        board.legend.attribute_chosen.connect(self._on_attribute)
        board.legend.category_chosen.connect(self._on_category)

    def _connect_side(self) -> None:
        side = self.side
        side.search.person_chosen.connect(self.choose_person)
        side.search.emptied.connect(self._forget)
        side.found.closed.connect(self._forget)
        side.found.person_chosen.connect(self.choose_person)
        side.found.round_chosen.connect(self._show_round_id)
        side.found.asked.connect(self.ask)
        side.quality.trouble_chosen.connect(self._on_trouble)
        side.rules.changed.connect(lambda rules: self.bridge.do(SetSeatingRules(rules=rules)))
        side.wishes.add_asked.connect(lambda: self.asking.ask_wish(WishType.TOGETHER))
        side.wishes.changed.connect(lambda wish: self.bridge.do(PutSeatWish(wish=wish)))
        side.wishes.removed.connect(
            lambda wish_id: self.bridge.do(RemoveSeatWishes(wish_ids=frozenset({wish_id})))
        )
        side.wishes.people_chosen.connect(self.choose_people)
        bar = side.plan_bar
        bar.plan_asked.connect(self.planner.begin)
        bar.keep_asked.connect(self.planner.keep)
        bar.drop_asked.connect(self.planner.put_away)
        bar.appoint_asked.connect(self._on_appoint)
        bar.room_asked.connect(self._on_room)
        bar.hosts_asked.connect(lambda: self.go_to_asked.emit("prepare/hosts"))
        bar.clear_asked.connect(
            lambda: self.bridge.do(ClearSeating(), told=self.words("Nobody has a seat now."))
        )
        bar.repair_asked.connect(self.asking.ask_repair)
        self.planner.progressed.connect(self._on_progressed)
        self.planner.changed.connect(self._show_seats)
        self.appraisal.done.connect(self._on_appraised)

    def _connect_keys(self) -> None:
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        bind(self, "rotation", "round_before", lambda: self._on_arrow(-1), here)
        bind(self, "rotation", "round_after", lambda: self._on_arrow(1), here)
        for owner in (self.board, self.side.found):
            for what in ("move", "swap", "pin", "together", "apart"):
                bind(owner, "room", what, partial(self.ask, what), here)
        in_view = Qt.ShortcutContext.WidgetShortcut
        for name, step in (("walk_up", -1), ("walk_down", 1)):
            for more, adding in (("", False), ("_adding", True)):
                walk = partial(self._on_walk, step, adding=adding)
                bind(self.board.view, "room", name + more, walk, in_view)

    @property
    def workshop(self) -> Workshop:
        """What is shown: the workshop, or as it would be with the plan that is growing."""
        return self.planner.candidate or self.bridge.workshop

    def refresh(self) -> None:
        workshop = self.bridge.workshop
        empty = self._empty_state()
        self._show_empty(empty)
        if empty is not None:
            return
        if self._attribute is None:
            self._attribute = likely_attribute(workshop)
        if self._round_id not in workshop.rounds:
            self._round_id = (running_round(self.bridge.here) or workshop.rounds_in_order[0]).id
        self._people = tuple(each for each in self._people if each in workshop.participants)
        if self._table not in workshop.tables:
            self._table = ""
        self.side.search.show_workshop(workshop)
        self._show_colours()
        self._show_panels()
        self._show_choice()

    def show_change(self, change: Change) -> None:
        if change.touches(*IN_THE_ROOM):
            self.planner.overtaken()
            self.refresh()
        elif change.touches("seat", "seating_rules"):
            self.planner.overtaken()
            self._show_seats()
        elif change.touches("seat_wish"):
            self.planner.overtaken()
            self._show_panels()
        elif change.touches("clock", "room_clock"):
            self._show_plan_bar()

    def choose_person(self, person_id: str) -> None:
        """Let a person and their way through the day stand out."""
        self.choose_people((person_id,))

    def choose_people(self, people: Sequence[str]) -> None:
        """Let several people stand out."""
        self._people, self._table = tuple(people), ""
        self._show_choice()

    def choose_table(self, table_id: str) -> None:
        """Let a table stand out."""
        self._people, self._table = (), table_id
        self._show_choice()

    def ask(self, what: str) -> None:
        """Do with the chosen people what was asked for; see `FoundCard.asked`."""
        if self._people and not self.planner.under_way:
            self.asking.ask(what, self._people, self._round_id, self._by_hand)

    def place(self) -> dict[str, str]:
        attribute = self._attribute.value if self._attribute else ""
        return {
            "round": self._round_id,
            "people": " ".join(self._people),
            "table": self._table,
            "form": self.board.form,
            "colours": attribute,
            "panel": self.side.panel,
            "planned_for": self.planner.planned_for,
        }

    def show_part(self, name: str) -> None:
        """`plan`: what everybody is seated with, which a small window has behind a tab."""
        self.both.bring(self.side)

    def go_to(self, place: dict[str, str]) -> None:
        workshop = self.bridge.workshop
        if place.get("round") in workshop.rounds:
            self._round_id = place["round"]
        self._people = tuple(place.get("people", "").split())
        self._table = place.get("table", "")
        if place.get("colours"):
            self._attribute = Attribute(place["colours"])
        self.planner.planned_for = place.get("planned_for", "")
        self.board.show_form(place.get("form", "room"))
        self.side.show_panel(place.get("panel", ""))
        self.refresh_now()

    def leave(self) -> None:
        if self.planner.under_way:
            self.planner.put_away()
            said = self.words("Planning was stopped. Nothing was changed.")
            self.bridge.say(said)
        self.board.scene.drop_back()
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
        ids = [round_.id for round_ in self.workshop.rounds_in_order]
        return ids.index(self._round_id) if self._round_id in ids else 0

    def _show_colours(self) -> None:
        workshop, attribute = self.workshop, self._attribute or Attribute.NOTHING
        self._colouring = colouring(workshop, attribute, self.words)
        self.board.legend.show_colouring(attribute, self._colouring)
        self.board.show_workshop(workshop, self._colouring, self._index)
        self.board.let_stand_out(None)

    def _show_panels(self) -> None:
        """Show what the seating is worth, its rules and wishes, and what can be planned."""
        workshop = self.workshop
        self._by_hand = ByHand(self.bridge)
        self.planner.note_plan()
        self.board.scene.may_carry = bool(workshop.seats) and not self.planner.under_way
        self.side.quality.show_state(workshop)
        self.side.rules.show_rules(workshop.seating_rules, has_rooms=bool(workshop.rooms))
        self._show_plan_bar()
        self.appraisal.appraise(workshop)

    def _show_plan_bar(self) -> None:
        self.side.plan_bar.show_workshop(
            self.workshop,
            outdated=self.planner.is_outdated,
            waiting_hosts=hosts_waiting(self.workshop),
        )

    def _show_choice(self) -> None:
        workshop = self.workshop
        self.board.show_choice(self._people, self._table)
        people = [workshop.participants[each] for each in self._people]
        found = self.side.found
        if len(people) == 1:
            found.show_person(workshop, people[0], self._round_id)
        elif people:
            found.show_people(workshop, people, self._round_id)
        elif self._table:
            found.show_table(workshop, workshop.tables[self._table], self._round_id)
        found.setVisible(bool(people or self._table))

    def _show_round_id(self, round_id: str) -> None:
        self._round_id = round_id
        self.board.show_round(self._index)
        self._show_choice()

    def _forget(self) -> None:
        if self._people or self._table:
            self._people, self._table = (), ""
            self._show_choice()
        self.side.search.clear()

    def _on_person_added(self, person_id: str) -> None:
        """Choose one more person, or let one of several go."""
        if person_id in self._people:
            self.choose_people([each for each in self._people if each != person_id])
        else:
            self.choose_people((*self._people, person_id))

    def _on_walk(self, step: int, *, adding: bool) -> None:
        """Go to the next person of the room, as one reads it; choose them as well."""
        workshop = self.workshop
        order = [
            person.id
            for table in workshop.tables_in_order
            for person in workshop.people_at(table.id, self._round_id)
        ]
        if not order:
            return
        last = self._people[-1] if self._people else ""
        position = order.index(last) + step if last in order else 0
        next_ = order[position % len(order)]
        if adding:
            self._on_person_added(next_)
        else:
            self.choose_person(next_)

    def _on_carried(self, person_id: str, target: Target) -> None:
        effect = self._by_hand.effect(person_id, target, self._round_id)
        self.board.show_effect(target, effect)

    def _on_set_down(self, person_id: str, target: Target) -> None:
        self._by_hand.seat(person_id, target, self._round_id)

    def _on_menu(self, person_id: str, at: QPoint) -> None:
        if person_id not in self._people:
            self.choose_person(person_id)
        if not self.planner.under_way:
            self.side.found.open_menu(at)

    def _on_print(self) -> None:
        from worldcafe.ui.printing.dialog import open_printing  # rarely needed

        open_printing(self.bridge, self, round_id=self._round_id)

    def _on_round(self, index: int) -> None:
        self._show_round_id(self.workshop.rounds_in_order[index].id)

    def _on_arrow(self, step: int) -> None:
        if self._stack.currentWidget() is self._board_page:
            self.board.bar.step(step)

    def _on_trouble(self, trouble: Trouble) -> None:
        self._people = trouble.people
        self._table = "" if trouble.people else trouble.table_id
        self.both.bring(self.board)
        self._show_round_id(trouble.round_id or self._round_id)

    def _on_attribute(self, attribute: str) -> None:
        self._attribute = Attribute(attribute)
        self._show_colours()
        self._show_choice()

    def _on_category(self, index: int) -> None:
        shown = self._colouring.categories[index].people if index >= 0 else None
        self.board.let_stand_out(shown)

    def _on_room(self) -> None:
        n = fitting(self.bridge.workshop)
        if n is not None:
            told = set_up(n, self.words)
            self.bridge.do(FurnishRoom(n_tables=n), told=told)

    def _on_appoint(self) -> None:
        self.bridge.do(AppointHosts(), told=self.words("The hosts have their tables."))

    def _on_progressed(self, so_far: Progress | None) -> None:
        self.side.plan_bar.show_planning(so_far)
        if so_far is not None:
            self.board.scene.may_carry = False

    def _show_seats(self) -> None:
        """Show who sits where now; round, people and place stay as they are."""
        self.board.show_workshop(self.workshop, self._colouring, self._index)
        self._show_panels()
        self._show_choice()

    def _on_appraised(self, found: Appraised) -> None:
        self._by_hand.know(found.workshop, found.plan)
        self.side.quality.show_report(found.workshop, found.report, found.troubles)
        unmet = {
            each.wish_id: trouble_sentence(each, found.workshop, self.words)
            for each in found.troubles
            if each.wish_id
        }
        self.side.wishes.show_wishes(found.workshop, unmet)
        self.side.count_troubles(found.troubles)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self._people or self._table):
            self._forget()
        else:
            super().keyPressEvent(event)
