"""The day as a line drawn to scale, and when it ends."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolTip, QWidget

from worldcafe.domain.clock import Segment, SegmentKind, planned_end, planned_times
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.arranging import Filling
from worldcafe.ui.painting.direction import paint_line, visual
from worldcafe.ui.painting.look import (
    SMALL,
    SPACE,
    TEXT,
    colours,
    grown,
    line_height,
    look,
    text_font,
)
from worldcafe.ui.parts import column, label, row, tip
from worldcafe.wording import Words
from worldcafe.wording.day import part_name

BLOCK_HEIGHT = 44
GAP = 2


@dataclass(frozen=True)
class Block:
    """A segment of the day and its place in the picture."""

    segment: Segment
    begins: dt.time
    ends: dt.time
    place: QRectF


class DayPicture(QWidget):
    """The segments as blocks whose width is their length."""

    segment_pressed = Signal(str)
    """The segment's key."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._workshop = Workshop()
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_workshop(self, workshop: Workshop) -> None:
        """Draw the day of this workshop."""
        self._workshop = workshop
        self.setAccessibleName("; ".join(self._said(block) for block in self.blocks()))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(grown(320), grown(BLOCK_HEIGHT + 24))

    def blocks(self) -> list[Block]:
        """The segments with their places, mirrored where one reads from the right."""
        times = planned_times(self._workshop)
        nothing = dt.timedelta()
        whole = sum((s.planned_duration for s, _, _ in times), nothing) or dt.timedelta(1)
        blocks, gone = [], nothing
        for segment, begins, ends in times:
            left = self.width() * (gone / whole)
            gone += segment.planned_duration
            width = self.width() * (gone / whole) - left
            place = QRectF(left + GAP / 2, 0, max(1.0, width - GAP), grown(BLOCK_HEIGHT))
            blocks.append(Block(segment, begins, ends, self._mirrored(place)))
        return blocks

    def _mirrored(self, place: QRectF) -> QRectF:
        return visual(self.layoutDirection(), QRectF(self.rect()), place)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        blocks = self.blocks()
        for block in blocks:
            self._paint_block(painter, block)
        self._paint_times(painter, blocks)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for block in self.blocks():
            if block.place.contains(event.position()):
                self.segment_pressed.emit(block.segment.key)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            for block in self.blocks():
                if block.place.contains(event.pos()):
                    QToolTip.showText(event.globalPos(), tip(self._said(block)), self)
                    return True
        return super().event(event)

    def _paint_block(self, painter: QPainter, block: Block) -> None:
        fill, ink = _block_colours(block.segment.kind)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(block.place, 6, 6)
        painter.setPen(QColor(ink))
        lines = [text for text in self._texts(block) if text]
        inner = block.place.adjusted(6, 0, -6, 0)
        if block.segment.kind is SegmentKind.MOVE:
            inner = block.place
        fonts = [self._font(strong=k == 0 and len(lines) > 1) for k in range(len(lines))]
        fitting = [
            (text, font)
            for text, font in zip(lines, fonts, strict=True)
            if QFontMetricsF(font).horizontalAdvance(text) <= inner.width()
        ]
        height = max((line_height(font, text) for text, font in fitting), default=0)
        height = max(grown(18), height)
        top = block.place.center().y() - height * len(fitting) / 2
        for k, (text, font) in enumerate(fitting):
            painter.setFont(font)
            place = QRectF(inner.left(), top + k * height, inner.width(), height)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _texts(self, block: Block) -> Iterator[str]:
        words, segment = self._words, block.segment
        minutes = words.minutes(segment.planned_duration)
        if segment.kind is SegmentKind.MOVE:
            narrow = block.place.width() < grown(56)
            yield minutes.split("\N{NO-BREAK SPACE}")[0] if narrow else minutes
            return
        yield self._name(segment)
        yield minutes

    def _paint_times(self, painter: QPainter, blocks: list[Block]) -> None:
        """The times at which rounds and harvest begin, and the end, where there is room."""
        painter.setFont(self._font())
        painter.setPen(QColor(colours().soft))
        metrics = QFontMetricsF(self._font())
        free = 0.0
        for block in blocks:
            if block.segment.kind is SegmentKind.MOVE:
                continue
            text = self._words.time(block.begins)
            width = metrics.horizontalAdvance(text) + 12
            start = self._mirrored(block.place).left()
            if start < free or start + width > self.width():
                continue
            free = start + width
            place = self._mirrored(QRectF(start, grown(BLOCK_HEIGHT) + 4, width, grown(18)))
            paint_line(painter, place, text)

    def _font(self, *, strong: bool = False) -> QFont:
        return text_font(TEXT if strong else SMALL, strong=strong)

    def _name(self, segment: Segment) -> str:
        return part_name(self._workshop, segment, self._words)

    def _said(self, block: Block) -> str:
        return self._words(
            "{what}: {begins} to {ends}, {minutes}",
            what=self._name(block.segment),
            begins=self._words.time(block.begins),
            ends=self._words.time(block.ends),
            minutes=self._words.minutes(block.segment.planned_duration),
        )


class DayBar(QFrame):
    """The day's picture with its end beside it, always in view."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        look("card", self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.picture = DayPicture(words)
        self.end = label("", "heading")
        self.harvest = label("", "small", wrap=True)
        self.harvest.setMinimumWidth(grown(176))
        self._nothing = label(
            words("No round yet: add one to see the day drawn here."), "soft", wrap=True
        )
        told = column(1, self.end, self.harvest, 1, gap=2)
        inner = row(Filling(self.picture), Filling(self._nothing), told, gap=3 * SPACE)
        inner.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 8)
        self.setLayout(inner)

    def show_workshop(self, workshop: Workshop) -> None:
        """Show this workshop's day, which may still be being typed."""
        words = self._words
        has_rounds = bool(workshop.rounds)
        self.picture.setVisible(has_rounds)
        self._nothing.setVisible(not has_rounds)
        self.picture.show_workshop(workshop)
        end, harvest = words.time(planned_end(workshop)), workshop.about.harvest_duration
        self.end.setText(words("Ends {time}", time=end))
        if harvest:
            kept = words("harvest protected {minutes}", minutes=words.minutes(harvest))
        else:
            kept = words("no time kept for the harvest")
        self.harvest.setText(kept)
        look("small" if harvest else "attention", self.harvest)


def _block_colours(kind: SegmentKind) -> tuple[str, str]:
    palette = colours()
    return {
        SegmentKind.WELCOME: (palette.accent_wash, palette.ink),
        SegmentKind.TALK: (palette.accent, palette.on_accent),
        SegmentKind.BREAK: (palette.sunken, palette.ink),
        SegmentKind.MOVE: (palette.line, palette.ink),
        SegmentKind.HARVEST: (palette.good, palette.surface),
        SegmentKind.CLOSE: (palette.accent_wash, palette.ink),
    }[kind]
