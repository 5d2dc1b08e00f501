"""The room during the day, behind three tabs: who sits where, the notes, who is here."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from worldcafe.domain.clock import Segment, SegmentKind, running_round
from worldcafe.domain.commands import DescribeConversation
from worldcafe.domain.day import seating_round, seating_rounds
from worldcafe.domain.nudges import nudges
from worldcafe.domain.plan_gaps import plan_gaps
from worldcafe.domain.vocabulary import HandIn, Presence
from worldcafe.domain.workshop import Place
from worldcafe.ui.actions import action, hint
from worldcafe.ui.arranging import Folding, Stack
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.pages.live.clocks import RoomChoice
from worldcafe.ui.pages.live.hand_in import HandInBoard
from worldcafe.ui.pages.live.missing import NudgeList
from worldcafe.ui.pages.live.presence import PresencePanel
from worldcafe.ui.pages.live.repair import RepairCard, same
from worldcafe.ui.pages.live.seats import SeatsModel, SeatsView
from worldcafe.ui.painting.look import colours, grown
from worldcafe.ui.parts import box, button, column, explain, give_icon, label, row, scrolling
from worldcafe.wording.nudges import all_in

TABS = ("seats", "hand_in", "presence")
REPAIR_WIDTH, LEAST_PRESENCE = 304, 360
HERE = "desk.live"
"""Where the state of a conversation was given: undo tells it from Capture."""


class RoomTabs(QWidget):
    """What the facilitator looks at beside the clock."""

    place_asked = Signal(str, str)
    """The table and the round to write for."""
    page_asked = Signal(str)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._words = words = bridge.words
        self._segment: Segment | None = None
        self._rounds: dict[str, str] | None = None
        self._seated: tuple[object, ...] = ()
        self.choice = RoomChoice(bridge)
        self.seats_heading = label("", "heading", wrap=True)
        self.seats_model = SeatsModel(words)
        self.seats = SeatsView(self.seats_model, words)
        self.go_seat = button(words("Go to rotation"), lambda: self.page_asked.emit("rotation"))
        self.nudges = NudgeList(words)
        self.board = HandInBoard(words)
        self.presence = PresencePanel(bridge)
        self.repair = RepairCard(bridge)
        self._group = QButtonGroup(self)
        self.tabs = [self._tab(k, key) for k, key in enumerate(TABS)]
        self.tabs[0].setChecked(True)
        self._stack = Stack()
        heading = row(self.seats_heading, self.go_seat)
        heading.setStretch(0, 1)
        self._stack.addWidget(box(column(heading, self.seats)))
        self._stack.addWidget(scrolling(box(column(self.nudges, self.board))))
        people = Folding(
            (self.presence, self.repair), (words("People"), words("The plan")),
            words("Presence"), least=grown(LEAST_PRESENCE), side=grown(REPAIR_WIDTH),
        )  # fmt: skip
        # Below: what is pressed to open it, and who is being ticked off, stay where they are.
        whole_tab = column(people, self.presence.latecomer)
        whole_tab.setStretch(0, 1)
        self._stack.addWidget(box(whole_tab))
        whole = column(self.choice, row(*self.tabs, 1, gap=4), self._stack)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._connect()

    def _connect(self) -> None:
        self._group.idClicked.connect(self._on_tab)
        self.board.state_chosen.connect(self._on_state)
        self.repair.used.connect(self.open_presence)
        for each in (self.board, self.nudges):
            each.place_asked.connect(self.place_asked)
        self.nudges.page_asked.connect(self.page_asked)

    @property
    def tab(self) -> str:
        """The key of the tab in view."""
        return TABS[self._stack.currentIndex()]

    def show_tab(self, key: str) -> None:
        """Show another tab."""
        index = TABS.index(key)
        self.tabs[index].setChecked(True)
        self._stack.setCurrentIndex(index)

    def open_presence(self) -> None:
        """Be ready for the letters of a name."""
        self.show_tab("presence")
        self.presence.search.setFocus()
        self.presence.search.selectAll()

    def _on_tab(self, index: int) -> None:
        """Show the tab that was pressed. Who opens the list types a name next, and its first
        letter must not reach the clock.
        """
        if TABS[index] == "presence":
            self.open_presence()
        else:
            self._stack.setCurrentIndex(index)

    def show_day(self, segment: Segment | None) -> None:
        """Show the room as it is in this segment of the day."""
        workshop = self._bridge.here
        self._segment = segment
        self.choice.show_workshop()
        self._show_seats()
        running, shown = running_round(workshop), seating_round(workshop, segment)
        noted = running or shown
        self.board.show_workshop(
            workshop, noted.id if noted else "", running=running is not None
        )
        self.show_nudges()
        self.show_people()

    def show_people(self) -> None:
        """Show who is here."""
        workshop, words = self._bridge.workshop, self._words
        self._show_seats()
        self.presence.show_workshop(seating_round(workshop, self._segment))
        self.repair.show_workshop()
        here = sum(each.presence is Presence.PRESENT for each in workshop.participants.values())
        coming = sum(
            each.presence is not Presence.ABSENT for each in workshop.participants.values()
        )
        tab = self.tabs[TABS.index("presence")]
        tab.setText(words("Presence {here} of {coming}", here=here, coming=coming))
        waits = bool(plan_gaps(workshop))
        give_icon(tab, "triangle-alert" if waits else "users",
                  colours().attention if waits else "")  # fmt: skip

    def show_conversations(self, places: set[Place]) -> None:
        """Show what changed in these conversations."""
        self.board.show_conversations(self._bridge.here, places)

    def _tab(self, index: int, key: str) -> QPushButton:
        words = self._words
        texts = {
            "seats": words("Who sits where"),
            "hand_in": words("Hand-in board"),
            "presence": words("Presence"),
        }
        made = button(texts[key], lambda: None, name="toggle")
        made.setCheckable(True)
        made.setAutoExclusive(True)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if key == "presence":
            finding = action("find_present", "live"), action("find_present", "clock")
            explain(made, hint(words, *finding))
        self._group.addButton(made, index)
        return made

    def _show_seats(self) -> None:
        words, workshop = self._words, self._bridge.here
        round_ = seating_round(workshop, self._segment)
        if round_ is None:
            return
        segment = self._segment
        # After the last round nobody goes to a table.
        moving = (
            segment is not None
            and segment.kind is SegmentKind.MOVE
            and segment.round_id != round_.id
        )
        rounds = seating_rounds(workshop)
        if len({*rounds.values()}) > 1:
            text = self._each_room(rounds)
        elif moving:
            text = words("Where everybody goes for round {number}", number=round_.number)
        else:
            text = words("Round {number}", number=round_.number)
        self.seats_heading.setText(text if workshop.seats else words("Nobody is seated yet"))
        self.go_seat.setVisible(not workshop.seats)
        self.seats.setVisible(bool(workshop.seats))
        shown = workshop.seats, workshop.participants, workshop.tables, workshop.themes
        if rounds == self._rounds and all(map(same, shown, self._seated)):
            return
        self._rounds, self._seated = rounds, shown
        bar = self.seats.verticalScrollBar()
        kept = bar.value()
        self.seats_model.show_rounds(workshop, rounds)
        self.seats.doItemsLayout()
        bar.setValue(kept)

    def _each_room(self, rounds: Mapping[str, str]) -> str:
        """Which round it is in each room, where they are not in step."""
        words, workshop = self._words, self._bridge.here
        numbers = {
            workshop.room_of(table.id): workshop.rounds[rounds[table.id]].number
            for table in workshop.tables_in_order
        }
        return words.line(
            words("{room}: round {number}", room=room, number=number)
            for room, number in numbers.items()
        )

    def show_nudges(self) -> None:
        """Show what is missing at the tables."""
        workshop, words = self._bridge.here, self._words
        closing = self._segment is not None and self._segment.kind in (
            SegmentKind.HARVEST, SegmentKind.CLOSE
        )  # fmt: skip
        # What is missing then stands above, in full.
        found = () if closing else nudges(workshop)
        good = "" if closing else all_in(workshop, words)
        self.nudges.show_nudges(workshop, found, good)

    def _on_state(self, table_id: str, round_id: str, state: HandIn) -> None:
        workshop = self._bridge.workshop
        told = self._words(
            "Table {table}, round {round}: {state}",
            table=workshop.tables[table_id].number,
            round=workshop.rounds[round_id].number,
            state=self._words.label(state),
        )
        self._bridge.do(
            DescribeConversation(table_id=table_id, round_id=round_id, state=state),
            origin=HERE, told=told,
        )  # fmt: skip
