"""Live: the running day: its clock, who sits where now, and what was handed in."""

import datetime as dt

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout, QWidget

from worldcafe.document import Change
from worldcafe.domain.clock import (
    Reading,
    Segment,
    SegmentKind,
    agenda,
    next_segment,
    read_clock,
    running_round,
)
from worldcafe.domain.commands import (
    AddTime,
    DescribeConversation,
    EndDay,
    PauseClock,
    ResumeClock,
    StartSegment,
)
from worldcafe.domain.model import Contribution, Conversation, Draft
from worldcafe.domain.vocabulary import HandIn
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.look import SPACE
from worldcafe.ui.page import Page
from worldcafe.ui.pages.live_agenda import AgendaStrip
from worldcafe.ui.pages.live_clock import ClockCard
from worldcafe.ui.pages.live_hand_in import HandInBoard, HandInModel
from worldcafe.ui.pages.live_seats import SeatsModel, SeatsView
from worldcafe.ui.pages.live_words import (
    digits,
    end_sentence,
    missing,
    seating_round,
    segment_name,
)
from worldcafe.ui.parts import EmptyState, Note, box, button, card, clear, column, label, row

CLOCK_WIDTH = 392
MINUTE = dt.timedelta(minutes=1)
SECOND = dt.timedelta(seconds=1)
TABS = ("seats", "hand_in")


class LivePage(Page):
    """The running day."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        words = self.words
        self._left: dict[str, dt.timedelta] = {}
        """What was left of each part when it was left, for the way back."""
        self._seated_round = ""
        self.clock = ClockCard(words)
        self.strip = AgendaStrip(words)
        self._question_of = label("", "eyebrow")
        self.question = label("", "title", wrap=True)
        self.seats_model = SeatsModel(words)
        self.seats = SeatsView(self.seats_model, words)
        self.board_model = HandInModel(words)
        self.board = HandInBoard(self.board_model, words)
        self.seats_heading = label("", "heading", wrap=True)
        self._go_seat = button(
            words("Go to rotation"), lambda: self.go_to_asked.emit("rotation")
        )
        self._missing_text = ""
        self._missing = QVBoxLayout()
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._day())
        self._stack.addWidget(self._no_round())
        self.setLayout(column(self._stack))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._connect()

    def _connect(self) -> None:
        self._timer.timeout.connect(self._on_tick)
        self.clock.toggle_asked.connect(self.start_or_pause)
        self.clock.time_asked.connect(self.add_minutes)
        self.clock.next_asked.connect(self.go_on)
        self.clock.back_asked.connect(self.go_back)
        self.clock.synthesis_asked.connect(lambda: self.go_to_asked.emit("synthesis"))
        self.board.state_chosen.connect(self._on_state)
        self._tabs.idClicked.connect(self._bottom.setCurrentIndex)

    def refresh(self) -> None:
        workshop = self.bridge.workshop
        self._stack.setCurrentIndex(0 if agenda(workshop) and workshop.rounds else 1)
        self.strip.show_day(workshop)
        self._seated_round = ""
        self._show_board()
        self._show_part()
        self._on_tick()

    def show_change(self, change: Change) -> None:
        if change.touches("about", "round", "theme", "cafe_table", "participant", "seat"):
            self.refresh()
            return
        if change.touches("clock"):
            self._show_board()
            self._show_part()
            self._on_tick()
        places = {
            (entity.table_id, entity.round_id)
            for edit in change.edits
            for entity in (edit.before, edit.after)
            if isinstance(entity, Contribution | Conversation | Draft)
        }
        if places:
            self.board_model.show_conversations(self.bridge.workshop, places)
            self._show_missing()

    def start_or_pause(self) -> None:
        """Start the day or its next part, pause, or go on: whatever is next to do."""
        reading, workshop = self._reading(), self.bridge.workshop
        if reading.segment is None:
            first = next_segment(workshop)
            if first is not None:
                self.bridge.do(StartSegment(segment=first.key))
        else:
            self.bridge.do(PauseClock() if reading.running else ResumeClock())

    def add_minutes(self, minutes: int) -> None:
        """Give the running part more time, or less."""
        if self._reading().segment is not None:
            self.bridge.do(AddTime(duration=minutes * MINUTE))

    def go_on(self) -> None:
        """Start the next part; after the last one, end the day."""
        reading, following = self._reading(), next_segment(self.bridge.workshop)
        if reading.segment is not None:
            self._left[reading.segment.key] = reading.remaining
        if following is not None:
            self.bridge.do(StartSegment(segment=following.key))
        elif self.bridge.workshop.clock.segment:
            self.bridge.do(EndDay())

    def go_back(self) -> None:
        """Go back to the part before, with the time it had left."""
        before = self._part_before()
        if before is None:
            return
        left = self._left.get(before.key, before.planned_duration)
        if self.bridge.do(StartSegment(segment=before.key)) is None:
            return
        if left != before.planned_duration:
            self.bridge.do(AddTime(duration=left - before.planned_duration))

    def place(self) -> dict[str, str]:
        return {"tab": TABS[self._bottom.currentIndex()]}

    def go_to(self, place: dict[str, str]) -> None:
        tab = place.get("tab", "")
        if tab in TABS:
            self._show_tab(TABS.index(tab))

    def _day(self) -> QWidget:
        words = self.words
        self.clock.setFixedWidth(CLOCK_WIDTH)
        self._tabs = QButtonGroup(self)
        tabs = []
        for index, text in enumerate((words("Who sits where"), words("Hand-in board"))):
            tab = button(text, lambda: None, name="toggle")
            tab.setCheckable(True)
            tab.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._tabs.addButton(tab, index)
            tabs.append(tab)
        tabs[0].setChecked(True)
        heading = row(self.seats_heading, self._go_seat)
        heading.setStretch(0, 1)
        seats = column(heading, self.seats)
        self._bottom = QStackedWidget()
        self._bottom.addWidget(box(seats))
        self._bottom.addWidget(box(column(self._missing, self.board)))
        self._question_card = card(self._question_of, self.question)
        right = column(
            self.strip, self._question_card, row(*tabs, 1, gap=4), self._bottom, gap=12
        )
        right.setStretch(3, 1)
        whole = row(self.clock, right, gap=2 * SPACE)
        whole.setStretch(1, 1)
        whole.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        return box(whole)

    def _no_round(self) -> QWidget:
        words = self.words
        go = button(
            words("Add rounds"), lambda: self.go_to_asked.emit("prepare"), name="primary"
        )
        text = words("Add the rounds of the day; then its clock can run here.")
        return EmptyState("timer", words("There is no round yet"), text, go)

    def _reading(self) -> Reading:
        return read_clock(self.bridge.workshop, self.bridge.now())

    def _part_before(self) -> Segment | None:
        """The part before the running one; the last one once the day is over."""
        parts = agenda(self.bridge.workshop)
        clock = self.bridge.workshop.clock
        if not parts or (not clock.segment and clock.ended_at is None):
            return None
        keys = [part.key for part in parts]
        position = keys.index(clock.segment) if clock.segment in keys else len(parts)
        return parts[position - 1] if position > 0 else None

    def _show_part(self) -> None:
        """Show what changes only from part to part: names, question, buttons, seats."""
        words, workshop = self.words, self.bridge.workshop
        reading, following = self._reading(), next_segment(workshop)
        shown = reading.segment or following
        self.clock.show_part(
            segment_name(workshop, shown, words) if shown else "",
            self._next_text(following),
            under_way=reading.segment is not None,
            has_before=self._part_before() is not None,
        )
        n = len(workshop.standing)
        thanks = words.plural(
            "The day is over. {n} contribution is kept.",
            "The day is over. {n} contributions are kept.",
            n,
        )
        self.clock.show_ended(thanks if reading.ended else "")
        self._show_question(shown)
        self._show_seats(reading.segment)

    def _next_text(self, following: Segment | None) -> str:
        if following is None:
            return self.words("End the day")
        name = segment_name(self.bridge.workshop, following, self.words)
        return self.words("Next: {name}", name=name)

    def _show_question(self, segment: Segment | None) -> None:
        words, workshop = self.words, self.bridge.workshop
        round_ = seating_round(workshop, segment)
        plenary = segment is None or segment.kind is SegmentKind.HARVEST
        self._question_card.setVisible(segment is not None)
        if plenary or round_ is None:
            self._question_of.setText(words("Harvest"))
            self.question.setText(words("What did we discover together?"))
            return
        self._question_of.setText(words("Question of round {number}", number=round_.number))
        self.question.setText(round_.question or words("No question yet"))

    def _show_seats(self, segment: Segment | None) -> None:
        words, workshop = self.words, self.bridge.workshop
        round_ = seating_round(workshop, segment)
        if round_ is None:
            return
        moving = segment is not None and segment.kind is SegmentKind.MOVE
        if moving:
            text = words("Where everybody goes for round {number}", number=round_.number)
        else:
            text = words("Round {number}", number=round_.number)
        self.seats_heading.setText(text if workshop.seats else words("Nobody is seated yet"))
        self._go_seat.setVisible(not workshop.seats)
        self.seats.setVisible(bool(workshop.seats))
        if round_.id != self._seated_round:
            self._seated_round = round_.id
            bar = self.seats.verticalScrollBar()
            kept = bar.value()
            self.seats_model.show_round(workshop, round_.id)
            self.seats.doItemsLayout()
            bar.setValue(kept)

    def _show_board(self) -> None:
        workshop = self.bridge.workshop
        running = running_round(workshop)
        present, down = self.board.currentIndex(), self.board.verticalScrollBar().value()
        self.board_model.show_workshop(workshop, running.id if running else "")
        self.board.setCurrentIndex(self.board_model.index(present.row(), present.column()))
        self.board.verticalScrollBar().setValue(down)
        self._show_missing()

    def _show_missing(self) -> None:
        text, weight = missing(self.bridge.workshop, self.words)
        if text != self._missing_text:
            self._missing_text = text
            clear(self._missing)
            if text:
                self._missing.addWidget(Note(weight, text))

    def _show_tab(self, index: int) -> None:
        self._tabs.button(index).setChecked(True)
        self._bottom.setCurrentIndex(index)

    def _on_tick(self) -> None:
        """Show the time, and be back when the next second begins."""
        words, workshop, now = self.words, self.bridge.workshop, self.bridge.now()
        reading = read_clock(workshop, now)
        running = reading.segment.key if reading.segment else ""
        self.strip.show_running(running, reading.share, ended=reading.ended)
        self.clock.show_end(*end_sentence(workshop, now, words))
        self._show_clock(reading)
        if reading.segment is not None and self.isVisible():
            to_next = reading.remaining % SECOND if reading.running else SECOND
            self._timer.start(max(20, int(to_next / SECOND * 1000) + 5))
        else:
            self._timer.stop()

    def _show_clock(self, reading: Reading) -> None:
        words, clock = self.words, self.clock
        if reading.segment is None:
            following = next_segment(self.bridge.workshop)
            planned = following.planned_duration if following else dt.timedelta(0)
            clock.face.show_time(digits(planned), words("Ready"), 0.0, "accent")
            clock.show_toggle(words("Start"), "play")
            return
        over = reading.remaining <= -SECOND
        if not reading.running:
            caption, tone = words("Paused"), "problem" if over else "soft"
        elif over:
            caption, tone = words("over time"), "problem"
        else:
            whole = reading.elapsed + reading.remaining
            caption = words("of {whole}", whole=words.minutes(whole))
            tone = "attention" if reading.remaining <= MINUTE else "accent"
        clock.face.show_time(digits(reading.remaining), caption, reading.share, tone)
        if reading.running:
            clock.show_toggle(words("Pause"), "pause")
        else:
            clock.show_toggle(words("Go on"), "play")

    def _on_state(self, table_id: str, round_id: str, state: HandIn) -> None:
        number = self.bridge.workshop.tables[table_id].number
        told = self.words(
            "Table {number}: {state}", number=number, state=self.words.label(state)
        )
        self.bridge.do(
            DescribeConversation(table_id=table_id, round_id=round_id, state=state), told=told
        )

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._on_tick()
        self.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        self._timer.stop()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Space starts and pauses, N goes on, + and − give and take a minute."""
        if event.isAutoRepeat():
            return
        text = event.text().casefold()
        if event.key() == Qt.Key.Key_Space:
            self.start_or_pause()
        elif text == "n":
            self.go_on()
        elif text in ("+", "="):
            self.add_minutes(1)
        elif text in ("-", "−"):
            self.add_minutes(-1)
        else:
            super().keyPressEvent(event)
