"""The rehearsal: the whole day on a copy, faster than time, with people who are played.

It has a window, a projector and a gong of its own. The workshop it was copied from is not
touched, and the copy goes when the rehearsal ends.
"""

import datetime as dt
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QFrame

from worldcafe.document import Document
from worldcafe.domain.clock import (
    SegmentKind,
    is_over,
    is_under_way,
    next_segment,
    read_clock,
)
from worldcafe.domain.commands import EndDay, StartSegment
from worldcafe.domain.refusal import FileRefused, Refusal, RuleBroken
from worldcafe.domain.rehearsal import BeginRehearsal, Deed, PacedTime, arrivals, notes
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.played import played_notes
from worldcafe.ui.arranging import Flow
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.painting.look import SPACE, colours, look
from worldcafe.ui.parts import Alternatives, box, button, column, explain, label, row
from worldcafe.ui.projector.parts import paint_stripes
from worldcafe.ui.settings import Settings
from worldcafe.ui.shell.instruments import Instruments
from worldcafe.ui.shell.window import MainWindow
from worldcafe.ui.shell.workplace import Workplace
from worldcafe.wording import Words

ORIGIN = "rehearsal"
"""Who the played people are: undo and drafts at the desk leave alone what they write."""
PACES = (10, 60, 120)
TICK_MS = 100
LONGEST_TITLE = 500
OVERRUN = dt.timedelta(seconds=15)
"""How long a segment runs over before the rehearsal goes on by itself."""
SEED = 2027


class Rehearsal(QObject):
    """A rehearsal under way."""

    ended = Signal()
    language_chosen = Signal(str)
    look_toggled = Signal()

    def __init__(self, folder: Path, bridge: Bridge, now: PacedTime, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._now = now
        self._bank = played_notes()
        self._waiting: list[tuple[dt.datetime, Deed]] = []
        self._played: set[tuple[str, str]] = set()
        """The parts that were played, in which room."""
        self._over = self._gone = False
        self.bridge = bridge
        self.by_itself = True
        self.pace = 60
        first = ("new", "open", "save_copy", "print", "rehearse")
        self._place = Workplace(
            bridge,
            {**dict.fromkeys(first, self._end_first), "end": self.discard},
            menu=("help", "keys", "end"),
            band=self._made_band,
            parent=self,
        )
        self._place.language_chosen.connect(self.language_chosen)
        self._place.look_toggled.connect(self.look_toggled)
        self._place.closed.connect(self.discard)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.step)
        self._timer.start()
        self.run()

    @classmethod
    def of(
        cls,
        bridge: Bridge,
        parent: QObject,
        *,
        seconds: Callable[[], float] = time.monotonic,
    ) -> "Rehearsal":
        """A rehearsal of this workshop. `seconds` counts those that truly pass.

        Raises a `Refusal` if there is nothing to rehearse or no room for the copy.
        """
        words, document = bridge.words, bridge.document
        folder = Path(tempfile.mkdtemp(prefix="worldcafe-rehearsal-"))
        path = folder / document.path.name
        now = PacedTime(_planned_start(bridge), seconds, pace=0)
        try:
            document.save_copy(path)
            copy = Document.open(path, now=now)
            try:
                title = bridge.workshop.about.title or words("World Café")
                # A title may be as long as a title can be already.
                marked = words("Rehearsal: {title}", title=title)[:LONGEST_TITLE]
                copy.do(BeginRehearsal(title=marked), origin=ORIGIN)
            except Refusal:
                copy.close()
                raise
        except Refusal:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        # The copy's own folder goes with it: what is written for others must not go there.
        settings, beside = Settings(bridge.settings), bridge.folder
        rehearsed = Bridge(copy, words, settings=settings, folder=beside, now=now)
        rehearsed.disclosure = bridge.disclosure
        return cls(folder, rehearsed, now, parent)

    @property
    def held(self) -> bool:
        """Whether the time stands still."""
        return self._now.pace == 0

    @property
    def window(self) -> MainWindow:
        """The window on the copy."""
        return self._place.window

    @property
    def instruments(self) -> Instruments:
        """The rehearsal's own projector and gong."""
        return self._place.instruments

    def show(self) -> None:
        """Show the window, in front."""
        self._place.show()

    def run(self) -> None:
        """Let the time run on."""
        self._set_pace(self.pace)

    def hold(self) -> None:
        """Let the time stand still."""
        self._set_pace(0)

    def run_at(self, pace: int) -> None:
        """Let the time run so many times faster."""
        self.pace = pace
        if not self.held:
            self._set_pace(pace)
        self._show_state()

    def step(self) -> None:
        """Let the played people do what is due, and go on when a segment is over."""
        now = self._now()
        for here, room in self._by_clock():
            reading = read_clock(here, now)
            segment = reading.segment
            if segment is not None and (room, segment.key) not in self._played:
                self._cast(here, room, now)
        due = [deed for at, deed in self._waiting if at <= now]
        self._waiting = [(at, deed) for at, deed in self._waiting if at > now]
        for deed in due:
            self._play(deed)
        over = is_over(self.bridge.workshop)
        if over is not self._over:
            self._end_or_begin_anew(over=over)
        for here, room in self._by_clock():
            if self.by_itself and read_clock(here, now).remaining <= -OVERRUN:
                self._go_on(here, room)

    def rebuild(self, words: Words) -> None:
        """Build the window anew, in another language or look."""
        self._place.rebuild(words)

    def discard(self) -> None:
        """End it, and let the copy go."""
        if self._gone:
            return
        self._gone = True
        self._timer.stop()
        self._place.let_go()
        self.deleteLater()
        shutil.rmtree(self._folder, ignore_errors=True)
        self.ended.emit()

    def _made_band(self, words: Words) -> "RehearsalBand":
        band = self.band = RehearsalBand(words)
        band.hold_asked.connect(self._on_hold)
        band.pace_asked.connect(self.run_at)
        band.by_itself_chosen.connect(self._on_by_itself)
        band.synthesis_asked.connect(self._on_synthesis)
        band.end_asked.connect(self.discard)
        self._show_state()
        return band

    def _by_clock(self) -> Iterator[tuple[Workshop, str]]:
        """The copy as it is in each room that goes by its own clock, or all of it."""
        workshop = self.bridge.workshop
        rooms = workshop.rooms if workshop.is_apart else ("",)
        return zip(workshop.each_clock, rooms, strict=True)

    def _cast(self, here: Workshop, room: str, now: dt.datetime) -> None:
        """Work out what is played in the segment that has begun."""
        reading = read_clock(here, now)
        segment = reading.segment
        assert segment is not None
        begun_at = now - reading.elapsed
        first = not self._played
        self._played.add((room, segment.key))
        deeds = arrivals(self.bridge.workshop, SEED) if first else ()
        round_ = here.rounds.get(segment.round_id or "")
        if segment.kind is SegmentKind.TALK and round_ is not None:
            deeds += notes(here, round_, self._bank, SEED)
        self._waiting += [(begun_at + deed.after, deed) for deed in deeds]

    def _play(self, deed: Deed) -> None:
        """Do it, unless the facilitator has made it impossible."""
        try:
            self.bridge.document.do(deed.command, origin=ORIGIN, writer=ORIGIN)
        except RuleBroken:
            return
        except FileRefused as refusal:
            self.hold()
            self.bridge.say_refused(refusal)

    def _end_or_begin_anew(self, *, over: bool) -> None:
        """Stop the time when the day is over; run again when somebody went back into it."""
        self._over = over
        if over:
            self.hold()
            return
        if not is_under_way(self.bridge.workshop):
            self._played.clear()
            self._waiting.clear()
        self.run()

    def _go_on(self, here: Workshop, room: str) -> None:
        following = next_segment(here)
        begins = following and StartSegment(segment=following.key, room=room)
        self.bridge.do(begins or EndDay(room=room))

    def _set_pace(self, pace: int) -> None:
        self._now.pace = pace
        self.bridge.pace = float(pace)
        self._show_state()

    def _show_state(self) -> None:
        ended = is_over(self.bridge.workshop)
        self.band.show_state(self.pace, held=self.held, by_itself=self.by_itself, ended=ended)

    def _on_hold(self) -> None:
        if self.held:
            self.run()
        else:
            self.hold()

    def _on_by_itself(self, by_itself: bool) -> None:  # noqa: FBT001 - the signal's value
        self.by_itself = by_itself

    def _on_synthesis(self) -> None:
        self.window.go_to_page("synthesis")

    def _end_first(self) -> None:
        self.bridge.say(self.bridge.words("This is a rehearsal. End it first."))


class RehearsalBand(QFrame):
    """The striped band above the window of a rehearsal: what it is, and how it runs."""

    hold_asked = Signal()
    pace_asked = Signal(object)
    by_itself_chosen = Signal(bool)
    synthesis_asked = Signal()
    end_asked = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.text = label(words("Rehearsal: nothing here is kept"), "heading")
        self.hold = button("", self.hold_asked.emit)
        self.by_itself = QCheckBox(words("Goes on by itself"))
        self.by_itself.toggled.connect(self.by_itself_chosen)
        self.synthesis = button(
            words("See its synthesis"), self.synthesis_asked.emit, name="primary"
        )
        self.end = button(words("End the rehearsal"), self.end_asked.emit)
        paces = ((pace, words("{pace}×", pace=pace)) for pace in PACES)
        self._paces = Alternatives(paces, "toggle", self)
        self._paces.chosen.connect(self.pace_asked)
        for pace, made in self._paces.of.items():
            explain(made, words("{pace} times faster than time", pace=pace))
        self._running = box(row(self.hold, *self._paces.buttons(), self.by_itself))
        plain = look("rehearsal", QFrame())
        inner = box(Flow(self.text, 1, self._running, self.synthesis, self.end))
        plain.setLayout(column(inner, margin=(2 * SPACE, 6)))
        self.setLayout(row(plain, margin=(6 * SPACE, 0)))

    def show_state(self, pace: int, *, held: bool, by_itself: bool, ended: bool) -> None:
        """Show how it runs, or that the day is over."""
        words = self._words
        self.hold.setText(words("Go on") if held else words("Hold the time"))
        self._paces.show_value(pace)
        self.by_itself.setChecked(by_itself)
        self._running.setVisible(not ended)
        self.synthesis.setVisible(ended)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours().attention_wash))
        colour = QColor(colours().attention)
        paint_stripes(painter, QRectF(self.rect()), 2.5 * SPACE, colour)


def _planned_start(bridge: Bridge) -> dt.datetime:
    """The day's planned beginning, today: so that its times are those of the plan."""
    today = bridge.now().astimezone().date()
    return dt.datetime.combine(today, bridge.workshop.about.starts_at).astimezone(dt.UTC)
