"""Several rooms: which of them this desk shows, by whose clock they go, and all at a glance."""

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QToolButton,
    QWidget,
)

from worldcafe.domain.clock import is_running, is_under_way, next_segment, read_clock
from worldcafe.domain.commands import SetClocks
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.asking import means_it
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.choices import ChoiceField
from worldcafe.ui.painting.look import SPACE, colours, grown, icon, look
from worldcafe.ui.parts import (
    box,
    button,
    clear,
    column,
    entitle,
    explain,
    give_icon,
    icon_button,
    label,
    row,
    scrolling,
)
from worldcafe.wording import Words
from worldcafe.wording.day import clock_told, one_clock_told, segment_name

TIME_WIDTH = 72
LINES_HEIGHT = 96
"""Pixels in which two rooms stand below one another."""


class RoomChoice(QWidget):
    """Which room this desk shows, and whether each goes by its own clock; out of sight where
    all tables stand in one.
    """

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        words = bridge.words
        self.rooms = ChoiceField((), empty=words("All rooms"))
        self.rooms.setAccessibleName(words("The room this desk shows"))
        explain(self.rooms, words("What this desk and its projector show"))
        together, apart = words("All rooms together"), words("Each room by its own clock")
        self.clocks = ChoiceField(((False, together), (True, apart)), empty=None)
        self.clocks.setAccessibleName(words("By which clock rooms go"))
        self.clocks.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        explain(self.clocks, words("Whether a round begins and ends in all rooms at once"))
        whole = row(self.clocks, self.rooms, 1)
        self.setLayout(whole)
        self.rooms.changed.connect(lambda: bridge.show_room(self.rooms.value() or ""))
        self.clocks.changed.connect(self._on_clocks_chosen)

    def show_workshop(self) -> None:
        """Show what is chosen."""
        workshop = self._bridge.workshop
        self.setVisible(bool(workshop.rooms))
        with QSignalBlocker(self.rooms), QSignalBlocker(self.clocks):
            self.rooms.offer((room, room) for room in workshop.rooms)
            self.rooms.show_value(self._bridge.room or None)
            self.clocks.show_value(workshop.is_apart)

    def _on_clocks_chosen(self) -> None:
        """Let each room go by its own clock, or all by one: by that of the room shown here."""
        bridge, words = self._bridge, self._bridge.words
        if self.clocks.value():
            told = words("Each room goes by its own clock.")
            bridge.do(SetClocks(by_room=True), told=told)
        elif self._means_one():
            told = words("All rooms go by one clock.")
            bridge.do(SetClocks(by_room=False, room=bridge.room), told=told)
        self.show_workshop()

    def _means_one(self) -> bool:
        """Whether all are to follow one room; asked where they stand differently."""
        workshop, words = self._bridge.workshop, self._bridge.words
        if len(set(workshop.clocks)) < 2:
            return True
        return means_it(
            self, words, words("Let all rooms go by one clock?"),
            detail=one_clock_told(workshop, self._bridge.room, words),
            go=words("All rooms together"), stay=words("Not yet"),
        )  # fmt: skip


class ClocksCard(QFrame):
    """The clock of every room, one below another, each with its buttons; and all at once."""

    toggle_asked = Signal(str)
    """Start, pause or go on in this room; in all where none is named."""
    next_asked = Signal(str)
    """Start the next part there."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        look("card", self)
        self._words = words
        self.lines: dict[str, _Line] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2 * SPACE)
        self._grid.setColumnStretch(0, 1)
        self.toggle = button("", partial(self.toggle_asked.emit, ""), name="primary")
        self.next = button(
            words("Next part in every room"), partial(self.next_asked.emit, ""),
            picture="skip-forward",
        )  # fmt: skip
        for each in (self.toggle, self.next):
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._heading = label(words("The rooms"), "heading")
        self._rooms = scrolling(box(column(self._grid, 1)))
        self._all = column(self.toggle, self.next)
        whole = column(self._heading, self._rooms, self._all, margin=2 * SPACE)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def lie_flat(self, *, flat: bool) -> None:
        """Stand upright, or lie above the rest of a small page, with two rooms in view."""
        ways = QBoxLayout.Direction
        self._all.setDirection(ways.LeftToRight if flat else ways.TopToBottom)
        self._heading.setVisible(not flat)
        self._rooms.setMinimumHeight(grown(LINES_HEIGHT) if flat else 0)

    def show_rooms(self, workshop: Workshop, now: dt.datetime) -> None:
        """Show where each room stands."""
        words = self._words
        if tuple(self.lines) != workshop.rooms:
            self._lay_out(workshop.rooms)
        for room, line in self.lines.items():
            line.show_clock(workshop.by_clock_of(room), now, words)
        if is_running(workshop):
            text, picture = words("Pause all rooms"), "pause"
        else:
            under_way = is_under_way(workshop)
            text = words("Go on in all rooms") if under_way else words("Start in all rooms")
            picture = "play"
        if self.toggle.text() != text:
            self.toggle.setText(text)
            give_icon(self.toggle, picture, colours().on_accent)
        self.next.setVisible(is_under_way(workshop))

    def _lay_out(self, rooms: tuple[str, ...]) -> None:
        clear(self._grid)
        self.lines = {
            room: _Line(
                self._words, room, partial(self.toggle_asked.emit, room),
                partial(self.next_asked.emit, room),
            )
            for room in rooms
        }  # fmt: skip
        for at, line in enumerate(self.lines.values()):
            for across, part in enumerate((line.place, line.time, line.toggle, line.next)):
                self._grid.addWidget(part, at, across)


class _Line:
    """The clock of one room."""

    def __init__(
        self,
        words: Words,
        room: str,
        on_toggle: Callable[[], object],
        on_next: Callable[[], object],
    ) -> None:
        self.room = room
        self.part: QLabel = label("", "small", wrap=True)
        self.place = box(column(label(room, "strong", wrap=True), self.part, gap=0))
        self.time: QLabel = label("", "heading")
        self.time.setMinimumWidth(grown(TIME_WIDTH))
        self.time.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.toggle: QToolButton = icon_button("play", words("Start"), on_toggle)
        self.next: QToolButton = icon_button("skip-forward", words("Next"), on_next)

    def show_clock(self, workshop: Workshop, now: dt.datetime, words: Words) -> None:
        """Show where this room stands."""
        reading, following = read_clock(workshop, now), next_segment(workshop)
        told, time, tone = clock_told(workshop, now, words)
        if (told, time) != (self.part.text(), self.time.text()):
            self.part.setText(told)
            look(tone, self.part)
            self.time.setText(time)
        if reading.segment is None:
            text = words("Start in {room}", room=self.room)
        elif reading.running:
            text = words("Pause in {room}", room=self.room)
        else:
            text = words("Go on in {room}", room=self.room)
        if self.toggle.accessibleName() != text:
            picture = "pause" if reading.running else "play"
            self.toggle.setIcon(icon(picture, colours().soft, self.toggle.iconSize().width()))
            entitle(self.toggle, text)
        self.toggle.setEnabled(reading.segment is not None or following is not None)
        self.next.setEnabled(reading.segment is not None)
        name = segment_name(workshop, following, words) if following else words("End the day")
        said = words("Next in {room}: {name}", room=self.room, name=name)
        if self.next.accessibleName() != said:
            entitle(self.next, said)
