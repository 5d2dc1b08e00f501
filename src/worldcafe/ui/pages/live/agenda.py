"""The day as a strip: every part to scale, the running one marked."""

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QToolTip, QWidget

from worldcafe.domain.clock import SegmentKind
from worldcafe.domain.timetable import timetable
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.painting.direction import paint_line, visual
from worldcafe.ui.painting.look import SMALL, colours, grown, look, pixmap, text_font
from worldcafe.ui.parts import box, button, column, explain, label, row, tip
from worldcafe.wording import Words
from worldcafe.wording.day import ONCE, cost_sentence, segment_name, shortening

BAR_HEIGHT = 30
GAP = 3
LINE = 17
HALF_A_MINUTE = dt.timedelta(seconds=30)


@dataclass(frozen=True)
class Span:
    """One part of the day in the strip."""

    key: str
    label: str
    hint: str
    time: str
    """When it began or is expected to begin."""
    planned: str
    """When it was planned to begin, where that is another time."""
    share: float
    """Of the whole day."""


class AgendaStrip(QWidget):
    """The parts of the day in a row."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._blocks: tuple[Span, ...] = ()
        self._end = self._planned_end = ""
        self.running = ""
        self.tone = "accent"
        self._over = 0.0
        self._ended = False
        self.setAccessibleName(words("The day"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(grown(320), grown(BAR_HEIGHT + 2 * LINE) + 4)

    def show_day(self, workshop: Workshop, now: dt.datetime) -> None:
        """Show the parts of this day when they are expected, and where they were planned."""
        words, slots = self._words, timetable(workshop, now)
        whole = sum((slot.segment.planned_duration for slot in slots), dt.timedelta(0))
        blocks = []
        for slot in slots:
            part = slot.segment
            name = segment_name(workshop, part, words)
            times = self._time(slot.expected_from), self._time(slot.expected_to)
            planned = self._time(slot.planned_from), self._time(slot.planned_to)
            period = " – ".join(times)
            if planned != times:
                was = words("planned {period}", period=" – ".join(planned))
                period = f"{period} ({was})"
            short = ""
            if part.kind is SegmentKind.TALK:
                number = workshop.rounds[part.round_id or ""].number
                short = words("Round {number}", number=number)
            elif part.kind in ONCE or part.kind is SegmentKind.BREAK:
                short = name
            hint = f"{name}\n{period} · {words.minutes(part.planned_duration)}"
            share = part.planned_duration / whole if whole else 0.0
            moved = planned[0] if planned[0] != times[0] else ""
            blocks.append(Span(part.key, short, hint, times[0], moved, share))
        end = planned_end = ""
        if slots:
            end, planned_end = times[1], planned[1] if planned[1] != times[1] else ""
        shown = (tuple(blocks), end, planned_end)
        if shown == (self._blocks, self._end, self._planned_end):
            return
        self._blocks, self._end, self._planned_end = shown
        self.setAccessibleDescription("; ".join(b.hint.replace("\n", " ") for b in blocks))
        self.update()

    def show_running(self, key: str, share: float, tone: str, *, ended: bool) -> None:
        """Mark the running part, and how much of it is over, in the colour of its tone."""
        width = max(1, self.width())
        shown = (key, round(share * width) / width, tone, ended)
        if shown != (self.running, self._over, self.tone, self._ended):
            self.running, self._over, self.tone, self._ended = shown
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        keys = [block.key for block in self._blocks]
        position = keys.index(self.running) if self.running in keys else -1
        if self._ended:
            position = len(keys)
        for index, (block, place) in enumerate(self._places()):
            self._paint_block(painter, block, place, index - position)
        self._paint_times(painter)

    def _places(self) -> list[tuple[Span, QRectF]]:
        free = self.width() - GAP * max(0, len(self._blocks) - 1)
        left, places = 0.0, []
        for block in self._blocks:
            width = block.share * free
            places.append((block, self._mirrored(QRectF(left, 0, width, grown(BAR_HEIGHT)))))
            left += width + GAP
        return places

    def _mirrored(self, place: QRectF) -> QRectF:
        return visual(self.layoutDirection(), QRectF(self.rect()), place)

    def _paint_block(self, painter: QPainter, block: Span, place: QRectF, after: int) -> None:
        """`after`: how many parts it comes after the running one; negative when it is over."""
        palette = colours()
        painter.setPen(Qt.PenStyle.NoPen)
        ground = palette.line if after < 0 else palette.accent_wash
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(place, 6, 6)
        if after == 0:
            painter.setBrush(QColor(getattr(palette, self.tone)))
            painter.drawRoundedRect(place, 6, 6)
            rest = QRectF(place.adjusted(2, grown(BAR_HEIGHT) - 6, -2, -2))
            painter.setBrush(QColor(palette.on_accent))
            rest.setWidth(max(0.0, rest.width() * self._over))
            rest = visual(self.layoutDirection(), place, rest)
            painter.drawRoundedRect(rest, 2, 2)
        if not block.label:
            return
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if after == 0 else QFont.Weight.Medium)
        painter.setFont(font)
        ink = palette.on_accent if after == 0 else palette.soft if after < 0 else palette.ink
        painter.setPen(QColor(ink))
        metrics = painter.fontMetrics()
        text = block.label
        if metrics.horizontalAdvance(text) > place.width() - 8:
            text = "".join(letter for letter in text if letter.isdigit())
        if metrics.horizontalAdvance(text) <= place.width() - 4:
            painter.drawText(place.adjusted(0, -2, 0, -2), Qt.AlignmentFlag.AlignCenter, text)

    def _paint_times(self, painter: QPainter) -> None:
        """The time at which each talk begins, where there is room, and the end; beneath, and
        struck out, the planned time that no longer holds.
        """
        painter.setFont(text_font(SMALL))
        painter.setPen(QColor(colours().soft))
        metrics = painter.fontMetrics()
        end_width = 4 + max(map(metrics.horizontalAdvance, (self._end, self._planned_end)))
        taken = 0.0
        for block, place in self._places():
            width = max(map(metrics.horizontalAdvance, (block.time, block.planned)))
            start = self._mirrored(place).left()
            if not block.label or start < taken or start + width > self.width() - end_width - 8:
                continue
            self._paint_time(painter, start, width, block.time, block.planned)
            taken = start + width + 10
        start = self.width() - end_width
        self._paint_time(painter, start, end_width, self._end, self._planned_end)

    def _paint_time(
        self, painter: QPainter, start: float, width: float, time: str, planned: str
    ) -> None:
        place = self._mirrored(QRectF(start, grown(BAR_HEIGHT) + 3, width + 4, grown(LINE)))
        font = QFont(painter.font())
        painter.setPen(QColor(colours().ink if planned else colours().soft))
        paint_line(painter, place, time)
        struck = QFont(font)
        struck.setStrikeOut(True)
        painter.setFont(struck)
        painter.setPen(QColor(colours().soft))
        beneath = place.translated(0, grown(LINE) - 2)
        paint_line(painter, beneath, planned)
        painter.setFont(font)

    def _time(self, at: dt.datetime) -> str:
        """To the nearest minute: a part begun twenty seconds late is in time."""
        return self._words.time((at + HALF_A_MINUTE).time())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            for block, place in self._places():
                if place.contains(event.pos()):
                    QToolTip.showText(event.globalPos(), tip(block.hint), self)
                    return True
            QToolTip.hideText()
        return super().event(event)


class ScheduleNote(QFrame):
    """Says what being late costs, and offers to shorten the rounds to come."""

    shorten_asked = Signal(object)
    """By how much in all, as a `timedelta`."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._late = dt.timedelta(0)
        look("note-attention", self)
        image = QLabel()
        image.setPixmap(pixmap("clock", colours().attention, 20))
        self.cost = label("", "strong", wrap=True)
        self.change = label("", "soft", wrap=True)
        self.shorten = button(words("Shorten the rounds"), self._on_shorten)
        self.shorten.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        explain(self.shorten, words("Undo takes it back."))
        inner = row(image, box(column(self.cost, self.change, gap=2)), self.shorten, gap=12)
        inner.setStretch(1, 1)
        inner.setContentsMargins(12, 8, 12, 8)
        self.setLayout(inner)
        self.hide()

    def show_late(self, here: Workshop, whole: Workshop, late: dt.timedelta) -> None:
        """Show what being so late costs here; nothing at all if it costs nothing. Rounds are
        those of the whole workshop.
        """
        words = self._words
        cost = cost_sentence(here, late, words)
        change = shortening(whole, late, words) if cost else ""
        if change and whole.is_apart:
            change = words("In all rooms: {change}", change=change)
        if (cost, change, late) == (self.cost.text(), self.change.text(), self._late):
            return
        self._late = late
        self.cost.setText(cost)
        self.change.setText(change)
        self.change.setVisible(bool(change))
        self.shorten.setVisible(bool(change))
        self.setVisible(bool(cost))

    def _on_shorten(self) -> None:
        self.shorten_asked.emit(self._late)
