"""The key insights at the harvest: the newest large, then all of them on a calm wall."""

import math
from collections import deque
from collections.abc import Iterable

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from worldcafe.ui.painting.direction import visual
from worldcafe.ui.projector.face import (
    BOLD,
    CENTRED,
    LEADING_TOP,
    PLAIN,
    Face,
    font,
    paint_fitted,
    paint_line,
)
from worldcafe.ui.projector.paged import Paged
from worldcafe.wording.projection import Insight

LARGE_SECONDS = 8.0
SECONDS_A_LETTER = 0.05
LEAST_CARD = 0.55
"""The width of a card on the wall, as a share of the window's height."""
N_ROWS = 2


class InsightWall(Paged):
    """Insights as cards; one that has just come has the whole wall for a while."""

    def __init__(self, face: Face, parent: QWidget | None = None) -> None:
        super().__init__(face, parent)
        self._insights: tuple[Insight, ...] = ()
        self._coming: deque[Insight] = deque()
        self._empty = ""
        self._large_timer = QTimer(self, singleShot=True)
        self._large_timer.timeout.connect(self._on_large_read)

    def show_insights(
        self, insights: tuple[Insight, ...], fresh: Iterable[str], empty: str
    ) -> None:
        """Show these, the newest first. `fresh`: ids of those that have just been said.

        `empty` is said as long as there is none.
        """
        coming = [each for each in insights if each.id in set(fresh)]
        if (insights, empty) == (self._insights, self._empty) and not coming:
            return
        self._insights, self._empty = insights, empty
        known = {each.id: each for each in insights}
        self._coming = deque(known[each.id] for each in self._coming if each.id in known)
        waiting = {each.id for each in self._coming}
        self._coming.extend(each for each in coming if each.id not in waiting)
        self.lay_out(again=bool(coming))
        self._begin_large()

    @property
    def large(self) -> Insight | None:
        """The one that has the wall to itself."""
        return self._coming[0] if self._coming else None

    @property
    def shown(self) -> tuple[Insight, ...]:
        """Those on the present page of the wall."""
        begin = self.page * self._n_places
        return self._insights[begin : begin + self._n_places]

    def seconds(self) -> float:
        return 4 + SECONDS_A_LETTER * sum(len(each.text) for each in self.shown)

    def count_pages(self) -> int:
        return math.ceil(len(self._insights) / self._n_places)

    @property
    def _n_columns(self) -> int:
        return max(1, int(self.width() / self.face.pixels(LEAST_CARD)))

    @property
    def _n_places(self) -> int:
        return self._n_columns * N_ROWS

    def turn(self) -> None:
        """Show the next page, unless one insight has the wall."""
        if self._coming:
            self._wait()
        else:
            super().turn()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.begin(event)
        if self.large is not None:
            self._paint_large(painter, self.large)
        elif not self._insights:
            painter.setPen(self.face.ink("soft"))
            place = QRectF(self.rect())
            most = self.face.pixels(0.07)
            paint_fitted(painter, place, self._empty, most=most, align=CENTRED)
        else:
            self._paint_wall(painter)
            self.paint_foot(painter)

    def _paint_large(self, painter: QPainter, insight: Insight) -> None:
        foot = self.face.pixels(0.1)
        body = QRectF(self.rect()).adjusted(0, 0, 0, -foot)
        painter.setPen(self.face.ink("ink"))
        most = self.face.pixels(0.13)
        paint_fitted(painter, body, insight.text, most=most, weight=BOLD, align=CENTRED)
        below = QRectF(0, body.bottom(), self.width(), foot)
        self._paint_origin(painter, insight, below, self.face.pixels(0.045))

    def _paint_wall(self, painter: QPainter) -> None:
        shown, body, n_columns = self.shown, self.body, self._n_columns
        n_rows = N_ROWS if len(self._insights) > n_columns else 1
        gap = self.face.pixels(0.025)
        width = (body.width() - gap * (n_columns - 1)) / n_columns
        height = (body.height() - gap * n_rows) / n_rows
        for k, insight in enumerate(shown):
            row, column = divmod(k, n_columns)
            left, top = column * (width + gap), row * (height + gap)
            place = self.mirrored(QRectF(left, top, width, height))
            self._paint_card(painter, insight, place)

    def _paint_card(self, painter: QPainter, insight: Insight, place: QRectF) -> None:
        face = self.face
        painter.fillRect(place, face.ink("surface"))
        bar, pad, foot = face.pixels(0.01), face.pixels(0.024), face.pixels(0.055)
        colour = QColor(insight.colour) if insight.colour else face.ink("accent")
        edge = QRectF(place.left(), place.top(), bar, place.height())
        painter.fillRect(visual(self.layoutDirection(), place, edge), colour)
        inner = place.adjusted(pad + bar, pad, -pad - bar, -foot - pad / 2)
        painter.setPen(face.ink("ink"))
        most = face.pixels(0.058)
        paint_fitted(painter, inner, insight.text, most=most, weight=PLAIN, align=LEADING_TOP)
        below = QRectF(inner.left(), inner.bottom(), inner.width(), foot)
        painter.setPen(face.ink("soft"))
        paint_fitted(painter, below, insight.origin, most=face.pixels(0.028), weight=BOLD)

    def _paint_origin(
        self, painter: QPainter, insight: Insight, place: QRectF, pixels: int
    ) -> None:
        painter.setFont(font(pixels, BOLD))
        painter.setPen(self.face.ink("soft"))
        paint_line(painter, place, insight.origin, CENTRED)

    def _begin_large(self) -> None:
        large = self.large
        if large is not None and not self._large_timer.isActive():
            seconds = LARGE_SECONDS + SECONDS_A_LETTER * len(large.text)
            self._large_timer.start(round(1000 * seconds))

    def _on_large_read(self) -> None:
        if self._coming:
            self._coming.popleft()
        self._begin_large()
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        self._large_timer.stop()
        self._coming.clear()
        super().hideEvent(event)
