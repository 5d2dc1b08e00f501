"""Live: the running day: its clock, what it costs to be late, and the room beside it."""

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from worldcafe.document import Change
from worldcafe.domain.clock import (
    Reading,
    Segment,
    SegmentKind,
    agenda,
    former_segment,
    is_running,
    is_under_way,
    next_segment,
    read_clock,
)
from worldcafe.domain.commands import (
    AddTime,
    EndDay,
    GoBack,
    GoOn,
    PauseClock,
    ResetDay,
    ResumeClock,
    ShortenRounds,
    StartSegment,
)
from worldcafe.domain.day import outlook, seating_round
from worldcafe.domain.model import Contribution, Conversation, Draft
from worldcafe.domain.nudges import before_the_close
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.actions import bind
from worldcafe.ui.arranging import MOST, Stack, room_of
from worldcafe.ui.asking import means_it
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.page import SOON_MS, Page
from worldcafe.ui.pages.live.agenda import AgendaStrip, ScheduleNote
from worldcafe.ui.pages.live.clock import ClockCard
from worldcafe.ui.pages.live.clocks import ClocksCard
from worldcafe.ui.pages.live.missing import NudgeList
from worldcafe.ui.pages.live.room import TABS, RoomTabs
from worldcafe.ui.painting.look import SPACE, grown, look
from worldcafe.ui.parts import EmptyState, button, card, column, label, row
from worldcafe.wording.day import digits, end_sentence, part_name, segment_name, shortening

CLOCK_WIDTH = 392
LEAST_BESIDE, LEAST_UPRIGHT = 960, 560
"""Pixels, across and down, of a page on which the clock stands beside the room."""
ROOMS_MS = 500
"""How often clocks are looked at whose seconds do not begin at once."""
TALL = 700
"""From this height on there is room for a question in large letters."""
NOTHING = dt.timedelta(0)
MINUTE = dt.timedelta(minutes=1)
SECOND = dt.timedelta(seconds=1)


class LivePage(Page):
    """The running day."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        words = self.words
        # From the outside in: what holds all the rest stands first.
        self._stack, day = Stack(), QWidget()
        self._stack.addWidget(day)
        self.setLayout(column(self._stack))
        self.clock = ClockCard(words)
        self.clocks = ClocksCard(words)
        self.strip = AgendaStrip(words)
        self.schedule = ScheduleNote(words)
        self._question_of = label("", "eyebrow")
        self.question = label("", "title", wrap=True)
        self.missing = NudgeList(words)
        self.room = RoomTabs(bridge)
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._sum_up)
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        day.setLayout(self._day())
        self._stack.addWidget(self._no_round())
        self._deeds: dict[str, Callable[[], object]] = {
            "day_toggle": self.start_or_pause,
            "day_next": self.go_on,
            "day_back": self.go_back,
            "day_more": lambda: self.add_minutes(1),
            "day_less": lambda: self.add_minutes(-1),
            "find_present": self.room.open_presence,
        }
        self._connect()

    def _connect(self) -> None:
        for name in self._deeds:
            bind(self, "live", name, partial(self._act, name))
        self.clock.face.asked.connect(self._on_key)
        self._timer.timeout.connect(self._on_tick)
        self.clock.toggle_asked.connect(self.start_or_pause)
        self.clock.time_asked.connect(self.add_minutes)
        self.clock.next_asked.connect(self.go_on)
        self.clock.back_asked.connect(self.go_back)
        self.clock.end_asked.connect(self.end_day)
        self.clock.anew_asked.connect(self.begin_anew)
        self.clock.synthesis_asked.connect(lambda: self.go_to_asked.emit("synthesis"))
        self.clocks.toggle_asked.connect(self.start_or_pause_in)
        self.clocks.next_asked.connect(self.go_on_in)
        self.schedule.shorten_asked.connect(self.shorten)
        self.bridge.room_chosen.connect(self.refresh)
        for each in (self.room, self.missing):
            each.place_asked.connect(self._on_place_asked)
            each.page_asked.connect(self.go_to_asked)

    def refresh(self) -> None:
        workshop = self.bridge.here
        self._stack.setCurrentIndex(0 if agenda(workshop) and workshop.rounds else 1)
        self._show_part()
        self._on_tick()

    def show_change(self, change: Change) -> None:
        if change.touches("about", "round", "theme", "cafe_table"):
            self.refresh()
            return
        if change.touches("clock", "room_clock"):
            self._show_part()
            self._on_tick()
        elif change.touches("participant", "seat"):
            self.room.show_people()
        places = {
            (entity.table_id, entity.round_id)
            for edit in change.edits
            for entity in (edit.before, edit.after)
            if isinstance(entity, Contribution | Conversation | Draft)
        }
        if places:
            self.room.show_conversations(places)
            if not change.by_phone:
                self._sum_up()
            elif not self._soon.isActive():
                self._soon.start()

    def start_or_pause(self) -> None:
        """Start the day or its next part, pause, or go on: whatever is next to do."""
        self.start_or_pause_in(self.bridge.room)

    def start_or_pause_in(self, room: str) -> None:
        """The same in one room; in all of them where none is named."""
        workshop = self._by_clock_of(room)
        if workshop.is_apart:
            self._start_or_pause_all()
            return
        reading = read_clock(workshop, self.bridge.now())
        if reading.segment is None:
            first = next_segment(workshop)
            if first is not None:
                self._jump_to(first, room)
        else:
            self.bridge.do((PauseClock if reading.running else ResumeClock)(room=room))

    def _start_or_pause_all(self) -> None:
        """Pause all rooms while one runs; else let those go on that are held, or start all."""
        workshop, words = self.bridge.workshop, self.words
        if is_running(workshop):
            self.bridge.do(PauseClock(), told=words("All rooms are paused."))
        elif is_under_way(workshop):
            self.bridge.do(ResumeClock(), told=words("All rooms go on."))
        else:
            self.go_on_in("")

    def add_minutes(self, minutes: int) -> None:
        """Give the running part more time, or less."""
        if self._reading().segment is not None:
            self.bridge.do(AddTime(duration=minutes * MINUTE, room=self.bridge.room))

    def go_on(self) -> None:
        """Start the next part; after the last one, end the day."""
        self.go_on_in(self.bridge.room)

    def go_on_in(self, room: str) -> None:
        """The same in one room; in each of them where none is named."""
        workshop = self._by_clock_of(room)
        if workshop.is_apart:
            told = self.words("Every room is in its next part.")
            self.bridge.do(GoOn(), told=told)
            return
        following = next_segment(workshop)
        if following is not None:
            self._jump_to(following, room)
        elif workshop.clock.segment:
            self.end_day(room)

    def go_back(self) -> None:
        """Go back to the part before, with the time it had left."""
        workshop, words = self.bridge.here, self.words
        former = former_segment(workshop)
        if former is not None and not workshop.is_apart:
            name = segment_name(workshop, former, words)
            told = words("The clock is back in: {name}", name=name)
            self.bridge.do(GoBack(room=self.bridge.room), told=told)

    def end_day(self, room: str | None = None) -> None:
        """End the day, once the person has said that they mean it."""
        words, room = self.words, self.bridge.room if room is None else room
        end = words("End the day")
        question = words("End the day now?")
        detail = words("The clock stops for the room. Going back takes the day up again.")
        if means_it(self, words, question, detail=detail, go=end, stay=words("Not yet")):
            self.bridge.do(EndDay(room=room), told=words("The day is over."))

    def begin_anew(self) -> None:
        """Let the day begin anew."""
        told = self.words("The day waits for its start again.")
        self.bridge.do(ResetDay(room=self.bridge.room), told=told)

    def _jump_to(self, segment: Segment, room: str) -> None:
        workshop, words = self.bridge.workshop, self.words
        name = segment_name(workshop, segment, words)
        told = words("Begun: {name}", name=name)
        if workshop.is_apart:
            told = words("Begun in {room}: {name}", room=room, name=name)
        self.bridge.do(StartSegment(segment=segment.key, room=room), told=told)

    def _by_clock_of(self, room: str) -> Workshop:
        """The workshop by the clock of a room; as this desk shows it where none is named."""
        return self.bridge.workshop.by_clock_of(room) if room else self.bridge.here

    def shorten(self, late: dt.timedelta) -> None:
        """Shorten the rounds to come by so much in all."""
        told = shortening(self.bridge.workshop, late, self.words)
        self.bridge.do(ShortenRounds(by=late), told=told)

    def place(self) -> dict[str, str]:
        return {"tab": self.room.tab}

    def go_to(self, place: dict[str, str]) -> None:
        tab = place.get("tab", "")
        if tab in TABS:
            self.room.show_tab(tab)

    def _day(self) -> QBoxLayout:
        self._asked = column(self._question_of, self.question, margin=2 * SPACE)
        self._question_card = look("card", QFrame())
        self._question_card.setLayout(self._asked)
        self._missing_card = card(
            label(self.words("Before people leave"), "heading"), self.missing
        )
        right = column(
            self.strip, self.schedule, self._question_card, self._missing_card, self.room,
            gap=12,
        )  # fmt: skip
        right.setStretchFactor(self.room, 1)
        self._whole = row(self.clock, self.clocks, right, gap=2 * SPACE)
        self._whole.setStretch(2, 1)
        self._whole.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        return self._whole

    def _arrange(self) -> None:
        """The clock beside the room; above it where the page is narrow."""
        room, upright = room_of(self), grown(LEAST_UPRIGHT) + self.clock.taller
        flat = room.width() < grown(LEAST_BESIDE) or room.height() < upright
        ways = QBoxLayout.Direction
        self._whole.setDirection(ways.TopToBottom if flat else ways.LeftToRight)
        self._whole.setSpacing(12 if flat else 2 * SPACE)
        self.clock.lie_flat(flat=flat)
        self.clocks.lie_flat(flat=flat)
        for each in (self.clock, self.clocks):
            each.setMinimumWidth(0 if flat else grown(CLOCK_WIDTH))
            each.setMaximumWidth(MOST if flat else grown(CLOCK_WIDTH))
        self._asked.setDirection(ways.LeftToRight if flat else ways.TopToBottom)
        self._asked.setStretch(1, int(flat))
        inside = 12 if flat else 2 * SPACE
        self._asked.setContentsMargins(inside, inside, inside, inside)
        look("title" if room.height() >= grown(TALL) and not flat else "heading", self.question)

    def _no_round(self) -> QWidget:
        words = self.words
        go = button(
            words("Add rounds"), lambda: self.go_to_asked.emit("prepare"), name="primary"
        )
        text = words("Add the rounds of the day; then its clock can run here.")
        return EmptyState("timer", words("There is no round yet"), text, go)

    def _reading(self) -> Reading:
        return read_clock(self.bridge.here, self.bridge.now())

    def _show_part(self) -> None:
        """Show what changes only from part to part: names, question, buttons, the room."""
        words, workshop = self.words, self.bridge.here
        reading, following = self._reading(), next_segment(workshop)
        shown = reading.segment or following
        self.clock.show_part(
            part_name(workshop, shown, words) if shown else "",
            self._next_text(following),
            under_way=reading.segment is not None,
            has_before=former_segment(workshop) is not None,
            last=following is None,
        )
        self.clock.setVisible(not workshop.is_apart)
        self.clocks.setVisible(workshop.is_apart)
        self.strip.setVisible(not workshop.is_apart)  # of one clock, as the question is
        n = len(self.bridge.workshop.standing)
        thanks = words.plural(
            "The day is over. {n} contribution is kept.",
            "The day is over. {n} contributions are kept.",
            n,
        )
        self.clock.show_ended(thanks if reading.ended else "")
        self._show_question(shown)
        self._show_missing()
        self.room.show_day(reading.segment)

    def _next_text(self, following: Segment | None) -> str:
        if following is None:
            return self.words("End the day")
        name = segment_name(self.bridge.here, following, self.words)
        return self.words("Next: {name}", name=name)

    def _show_question(self, segment: Segment | None) -> None:
        words, workshop = self.words, self.bridge.here
        round_ = seating_round(workshop, segment)
        asked = segment is not None and not _closes(segment) and not workshop.is_apart
        self._question_card.setVisible(asked)
        if round_ is None:
            return
        self._question_of.setText(words("Question of round {number}", number=round_.number))
        self.question.setText(round_.question or words("No question yet"))

    def _sum_up(self) -> None:
        self.room.show_nudges()
        self._show_missing()

    def _show_missing(self) -> None:
        """At the harvest and at the close: what is still to be completed."""
        workshop, words = self.bridge.here, self.words
        segment = self._reading().segment
        self._missing_card.setVisible(_closes(segment))
        if _closes(segment):
            found = before_the_close(workshop)
            good = words("Everything is handed in and complete.")
            self.missing.show_nudges(workshop, found, good, framed=False)

    def _on_tick(self) -> None:
        """Show the time, and be back when the next second begins."""
        words, workshop, now = self.words, self.bridge.here, self.bridge.now()
        reading = read_clock(workshop, now)
        self.strip.show_day(workshop, now)
        running = reading.segment.key if reading.segment else ""
        caption, tone = self._told(reading)
        marked = tone if tone in ("attention", "problem") else "accent"
        self.strip.show_running(running, reading.share, marked, ended=reading.ended)
        self.clock.show_end(*end_sentence(workshop, now, words))
        seen = outlook(workshop, now)
        late = seen.late if seen else NOTHING
        self.schedule.show_late(workshop, self.bridge.workshop, late)
        self._show_clock(reading, caption, tone)
        if workshop.is_apart:
            self.clocks.show_rooms(workshop, now)
            self._timer.start(ROOMS_MS)
        elif reading.segment is not None and self.isVisible():
            to_next = reading.remaining % SECOND if reading.running else SECOND
            pace = max(1.0, self.bridge.pace)
            least = 100 if pace > 1 else 20
            self._timer.start(max(least, int(to_next / SECOND * 1000 / pace) + 5))
        else:
            self._timer.stop()

    def _told(self, reading: Reading) -> tuple[str, str]:
        """The words beneath the digits, and how they should strike the reader."""
        words = self.words
        if reading.segment is None:
            return words("Ready"), "accent"
        over = reading.remaining <= -SECOND
        if not reading.running:
            return words("Paused"), "problem" if over else "soft"
        if over:
            return words("over time"), "problem"
        if reading.nearly_over:
            return words("nearly over"), "attention"
        whole = reading.elapsed + reading.remaining
        return words("of {whole}", whole=words.minutes(whole)), "accent"

    def _show_clock(self, reading: Reading, caption: str, tone: str) -> None:
        words, clock = self.words, self.clock
        if reading.segment is None:
            following = next_segment(self.bridge.here)
            planned = following.planned_duration if following else NOTHING
            clock.face.show_time(digits(planned), caption, 0.0, tone)
            clock.show_toggle(words("Start"), "play")
            return
        clock.face.show_time(digits(reading.remaining), caption, reading.share, tone)
        if reading.running:
            clock.show_toggle(words("Pause"), "pause")
        else:
            clock.show_toggle(words("Go on"), "play")

    def _on_key(self, name: str) -> None:
        """A letter came to the clock. While a latecomer's form is open it may belong there."""
        if not self.room.presence.latecomer.isVisible():
            self._act(name)

    def _act(self, name: str) -> None:
        """Do what a key asks for, where there is a clock to see."""
        if self.clock.isVisible() or self.clocks.isVisible():
            self._deeds[name]()

    def _on_place_asked(self, table_id: str, round_id: str) -> None:
        """Go to the form of a conversation."""
        self.bridge.place_asked.emit("capture", {"table": table_id, "round": round_id})

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()
        self._on_tick()
        self.clock.face.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)


def _closes(segment: Segment | None) -> bool:
    """Whether this is the time to complete what is missing."""
    return segment is not None and segment.kind in (SegmentKind.HARVEST, SegmentKind.CLOSE)
