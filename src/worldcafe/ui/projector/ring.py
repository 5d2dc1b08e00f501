"""The clock that the back of the room reads: a ring that empties, with digits inside.

It repaints only what changed: the digits that differ, and the stretch of the ring that the
time has eaten since.
"""

import math
from itertools import pairwise

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from worldcafe.domain.projection import ClockTone
from worldcafe.ui.projector.face import BOLD, CENTRED, Face, font, paint_fitted
from worldcafe.wording.languages import WIDEST

THICKNESS, LONG_THICKNESS = 0.05, 0.09
"""Of the ring and of a long one, as a share of its height."""
COLOUR_OF = {
    ClockTone.READY: "accent",
    ClockTone.CALM: "accent",
    ClockTone.WARNING: "attention",
    ClockTone.OVER: "problem",
    ClockTone.HELD: "soft",
}
LONG_FROM = 1.4
"""How much wider than high a place has to be for the ring to become long."""
SAMPLES = 9
LONGEST = f"{2 * WIDEST}:{2 * WIDEST}"
"""The digits that any segment of less than a hundred minutes fits into."""


class Ring(QWidget):
    """A ring if its place is square, else a long round one, like a running track."""

    def __init__(self, face: Face, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = face
        self.digits = self.caption = ""
        self.tone = ClockTone.READY
        self._share = 0.0
        self._path = QPainterPath()
        self._body = QRectF()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def digit_pixels(self) -> float:
        """The height of the digits on the screen."""
        return QFontMetricsF(self._digit_font()).capHeight()

    def show_time(self, digits: str, caption: str, share: float, tone: ClockTone) -> None:
        """Show digits, a word below them, how much is over, and how that should strike."""
        before = (self.digits, self.caption, self._share, self.tone)
        shown = (digits, caption, share, tone)
        if shown == before:
            return
        if caption != self.caption or tone is not self.tone:
            self.digits, self.caption, self._share, self.tone = shown
            self.setAccessibleDescription(f"{digits} {caption}")
            self.update()
            return
        region = self._digits_changed(digits)
        if tone is not ClockTone.OVER:
            region = region.united(self._stretch(self._share, share))
        self.digits, self._share = digits, share
        if not region.isEmpty():
            self.update(region)

    def resizeEvent(self, event: QResizeEvent) -> None:
        thick = self._thickness()
        margin = thick * 0.65
        body = QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)
        if self.width() <= self.height() * LONG_FROM:
            side = min(body.width(), body.height())
            square = QRectF(0, 0, side, side)
            square.moveCenter(body.center())
            body = square
        self._body, self._path = body, _track(body)
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        face, tone = self._face, self.tone
        painter = QPainter(self)
        painter.fillRect(event.rect(), face.ink("paper"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = face.ink(COLOUR_OF[tone])
        thick = self._thickness()
        if tone is ClockTone.OVER:
            painter.fillPath(self._path, colour)
        else:
            painter.setPen(QPen(face.ink("line"), thick))
            painter.drawPath(self._path)
            self._paint_rest(painter, QPen(colour, thick))
        if tone is ClockTone.WARNING:
            inner = self._body.adjusted(*(thick * each for each in (1.1, 1.1, -1.1, -1.1)))
            painter.setPen(QPen(colour, thick * 0.22))
            painter.drawPath(_track(inner))
        painter.setPen(face.ink("paper" if tone is ClockTone.OVER else "ink"))
        painter.setFont(self._digit_font())
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.drawText(self._digit_place(), int(CENTRED), self.digits)
        if tone not in (ClockTone.OVER, ClockTone.CALM):
            painter.setPen(colour)
        place = self._caption_place()
        if event.region().intersects(place.toAlignedRect()):
            most = round(place.height() * 0.72)
            paint_fitted(painter, place, self.caption, most=most, weight=BOLD, align=CENTRED)

    def _paint_rest(self, painter: QPainter, pen: QPen) -> None:
        """What is left, from where the time has come to round to the top again."""
        length = self._path.length() / max(0.1, pen.widthF())
        over = length * min(1.0, max(0.0, self._share))
        if length - over <= 0:
            return
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if over > 0:
            pen.setDashPattern([length - over, over])
            pen.setDashOffset(length - over)
        painter.setPen(pen)
        painter.drawPath(self._path)

    def _thickness(self) -> float:
        long = self.width() > self.height() * LONG_FROM
        share = LONG_THICKNESS if long else THICKNESS
        return max(2.0, min(self.width(), self.height()) * share)

    def _digit_font(self) -> QFont:
        """As large as fits into the ring."""
        return font(self._digit_size(), BOLD)

    def _digit_size(self) -> int:
        """In pixels. Measured on a text as long as any, so that digits never change size."""
        thick = self._thickness()
        text = self.digits if len(self.digits) > len(LONGEST) else LONGEST
        metrics = QFontMetricsF(font(100, BOLD))
        width, height = metrics.horizontalAdvance(text) / 100, metrics.capHeight() / 100
        round_ = self._body.height() / 2 - thick * (0.3 if self.tone is ClockTone.OVER else 0.6)
        straight = max(0.0, self._body.width() - self._body.height())
        size = self._body.height() * 0.905
        while (
            size > 8
            and math.hypot(max(0.0, width * size - straight) / 2, height * size / 2)
            > round_ * 0.97
        ):
            size -= 1
        return round(size)

    def _digit_place(self) -> QRectF:
        return QRectF(self.rect()) if not self._is_long() else self._body

    def _caption_place(self) -> QRectF:
        """Below the digits; in a long ring behind them."""
        metrics = QFontMetricsF(self._digit_font())
        if self._is_long():
            text = self.digits if len(self.digits) > len(LONGEST) else LONGEST
            side = (self._body.width() - metrics.horizontalAdvance(text)) / 2
            left = self._body.right() - side + self._thickness() * 0.5
            place = QRectF(left, 0, side - self._body.height() * 0.3, self._body.height() * 0.5)
            place.moveCenter(QPointF(place.center().x(), self._body.center().y()))
            return place
        below = self._body.center().y() + metrics.capHeight() * 0.72
        width = self._body.width() * 0.56
        place = QRectF(0, below, width, self._body.height() * 0.13)
        place.moveCenter(QPointF(self._body.center().x(), place.center().y()))
        return place

    def _is_long(self) -> bool:
        return self._body.width() > self._body.height() * 1.2

    def _digits_changed(self, digits: str) -> QRegion:
        """Where the digits differ; all of them when their number has changed."""
        if digits == self.digits:
            return QRegion()
        metrics = QFontMetricsF(self._digit_font())
        whole = metrics.horizontalAdvance(digits)
        place = self._digit_place()
        left = place.center().x() - whole / 2
        if len(digits) != len(self.digits):
            return QRegion(self._inside())
        pairs = zip(digits, self.digits, strict=True)
        same = next(k for k, (new, old) in enumerate(pairs) if new != old)
        start = metrics.horizontalAdvance(digits[:same])
        base = place.center().y() - metrics.height() / 2 + metrics.ascent()
        high, spare = metrics.capHeight(), metrics.capHeight() * 0.06
        changed = QRectF(left + start - 2, base - high - spare, whole - start + 4, 0)
        changed.setBottom(base + spare)
        return QRegion(changed.toAlignedRect())

    def _inside(self) -> QRect:
        return self.rect() if not self._is_long() else self._body.toAlignedRect()

    def _stretch(self, one: float, other: float) -> QRegion:
        """The stretch of the ring between two shares."""
        begin, end = sorted((min(1.0, max(0.0, one)), min(1.0, max(0.0, other))))
        if begin == end:
            return QRegion()
        region, reach = QRegion(), self._thickness() / 2 + 2
        points = [
            self._path.pointAtPercent(begin + (end - begin) * k / SAMPLES)
            for k in range(SAMPLES + 1)
        ]
        for first, second in pairwise(points):
            step = QRectF(first, second).normalized().adjusted(-reach, -reach, reach, reach)
            region = region.united(step.toAlignedRect())
        return region


def _track(body: QRectF) -> QPainterPath:
    """Once around, clockwise from the middle of the top."""
    radius = min(body.width(), body.height()) / 2
    path = QPainterPath(QPointF(body.center().x(), body.top()))
    path.lineTo(body.right() - radius, body.top())
    across = 2 * radius
    path.arcTo(QRectF(body.right() - across, body.top(), across, across), 90, -180)
    path.lineTo(body.left() + radius, body.bottom())
    path.arcTo(QRectF(body.left(), body.top(), across, across), 270, -180)
    path.closeSubpath()
    return path
