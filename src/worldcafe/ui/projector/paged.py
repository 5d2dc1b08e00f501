"""What does not fit on one screen turns its pages by itself, each when it has been read."""

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QFontMetricsF, QHideEvent, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from worldcafe.ui.painting.direction import LEADING
from worldcafe.ui.projector.face import (
    BOLD,
    CENTRED,
    Face,
    font,
    paint_fitted,
    paint_line,
)
from worldcafe.ui.projector.parts import Part

FOOT = 0.065
"""The height of the line below a page, as a share of the window's."""
LEAST_SECONDS = 6.0


class Paged(Part):
    """A part of several pages. The line below says which pages there are, and where we are."""

    def __init__(self, face: Face, parent: QWidget | None = None) -> None:
        super().__init__(face, parent)
        self.page = 0
        self.n_pages = 1
        self.note = ""
        """Said below, before the pages."""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.turn)

    def seconds(self) -> float:
        """How long the room needs to read the present page."""
        raise NotImplementedError

    def marks(self) -> list[str]:
        """What each page is called below, such as the names it begins and ends with."""
        return [""] * self.n_pages

    def count_pages(self) -> int:
        """How many pages there are at this size."""
        raise NotImplementedError

    def lay_out(self, *, again: bool = False) -> None:
        """Work out the pages anew; `again` begins at the first one."""
        self.n_pages = max(1, self.count_pages())
        self.page = 0 if again or self.page >= self.n_pages else self.page
        self._wait()
        self.update()

    def turn(self) -> None:
        """Show the next page, after the last one the first."""
        self.page = (self.page + 1) % self.n_pages
        self._wait()
        self.update()

    @property
    def body(self) -> QRectF:
        """The place of a page, the line below left free."""
        foot = self.face.pixels(FOOT) if self.n_pages > 1 or self.note else 0
        return QRectF(0, 0, self.width(), self.height() - foot)

    def paint_foot(self, painter: QPainter) -> None:
        """The note, and a mark for every page, the present one filled."""
        foot = self.face.pixels(FOOT)
        place = QRectF(0, self.height() - foot, self.width(), foot)
        painter.setFont(font(round(foot * 0.5), BOLD))
        gap = foot * 0.25
        marks = self._marks_that_fit(painter, place.width() * 0.7) if self.n_pages > 1 else []
        widths = [self._mark_width(painter, mark) for mark in marks]
        whole = sum(widths) + gap * (len(marks) - 1) if marks else 0.0
        self._paint_note(painter, QRectF(place), whole)
        if self.n_pages <= 1:
            return
        painter.setFont(font(round(foot * 0.5), BOLD))
        x = place.right() - whole
        for k, (mark, width) in enumerate(zip(marks, widths, strict=True)):
            spot = self.mirrored(QRectF(x, place.top(), width, foot))
            self._paint_mark(painter, spot, mark, now=k == self.page)
            x += width + gap

    def _marks_that_fit(self, painter: QPainter, width: float) -> list[str]:
        """The marks, or dots but for the present page, or dots alone."""
        marks = self.marks()
        gap = self.face.pixels(FOOT) * 0.25
        if sum(self._mark_width(painter, mark) + gap for mark in marks) <= width:
            return marks
        return [mark if k == self.page else "" for k, mark in enumerate(marks)]

    def _mark_width(self, painter: QPainter, mark: str) -> float:
        foot = self.face.pixels(FOOT)
        if not mark:
            return foot * 0.3
        return QFontMetricsF(painter.font()).horizontalAdvance(mark) + foot * 0.6

    def _paint_note(self, painter: QPainter, place: QRectF, taken: float) -> None:
        place.setWidth(max(0.0, place.width() - taken - 20))
        place = self.mirrored(place)
        painter.setPen(self.face.ink("soft"))
        most = painter.font().pixelSize()
        paint_fitted(painter, place, self.note, most=most, weight=BOLD, align=LEADING)

    def _paint_mark(self, painter: QPainter, place: QRectF, text: str, *, now: bool) -> None:
        face = self.face
        painter.setBrush(face.ink("accent" if now else "line"))
        painter.setPen(face.ink("accent" if now else "line"))
        if not text:
            painter.drawEllipse(place.center(), *([place.width() / 2] * 2))
            return
        pill = place.adjusted(0, place.height() * 0.12, 0, -place.height() * 0.12)
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(face.ink("on_accent" if now else "soft"))
        paint_line(painter, pill, text, CENTRED)

    def _wait(self) -> None:
        if self.n_pages > 1 and self.isVisible():
            self._timer.start(round(1000 * max(LEAST_SECONDS, self.seconds())))
        else:
            self._timer.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.lay_out(again=True)

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)


def spread(n: int, n_pages: int, page: int) -> tuple[int, int]:
    """From which to which of `n` things a page shows, when pages are as even as can be."""
    least, more = divmod(n, max(1, n_pages))
    begin = page * least + min(page, more)
    return begin, begin + least + (page < more)
