"""A page as it will come out of the printer, and the way through all of them."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from worldcafe.prints import RESOLUTION, Print
from worldcafe.ui.aloud import heard_as
from worldcafe.ui.arranging import Filling
from worldcafe.ui.painting.direction import arrow_step
from worldcafe.ui.painting.look import SPACE, colours
from worldcafe.ui.parts import column, icon_button, label, row
from worldcafe.wording import Words

_MARGIN = 2 * SPACE


class PrintPreview(QWidget):
    """One page at a time; the arrow keys and the wheel turn over."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._pages: Print | None = None
        self.page = 0
        self._sheet = _Sheet()
        self._back = icon_button("chevron-left", words("Previous page"), self.go_back)
        self._on = icon_button("chevron-right", words("Next page"), self.go_on)
        self._where = label("", "soft")
        self._where.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._where.setMinimumWidth(9 * SPACE)
        turning = row(1, self._back, self._where, self._on, 1)
        self.setLayout(column(Filling(self._sheet), turning))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        heard_as(QAccessible.Role.Grouping, self, words("Preview"))
        self.show_pages(None)

    def show_pages(self, pages: Print | None) -> None:
        """Show the first page of a print; None: nothing to show."""
        self._pages = pages
        self.go_to(0)

    def go_to(self, page: int) -> None:
        """Show a page, counted from 0; the nearest one if there is none of that number."""
        n = len(self._pages) if self._pages else 0
        self.page = max(0, min(page, n - 1))
        self._back.setEnabled(self.page > 0)
        self._on.setEnabled(self.page < n - 1)
        shown = self._words("Page {n} of {total}", n=self.page + 1, total=n) if n else ""
        self._where.setText(shown)
        self._sheet.show_page(self._pages, self.page)

    def go_back(self) -> None:
        """Show the page before."""
        self.go_to(self.page - 1)

    def go_on(self) -> None:
        """Show the page after."""
        self.go_to(self.page + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = arrow_step(event.key(), self)
        if step > 0 or event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_Down):
            self.go_on()
        elif step < 0 or event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_Up):
            self.go_back()
        elif event.key() == Qt.Key.Key_Home:
            self.go_to(0)
        elif event.key() == Qt.Key.Key_End and self._pages:
            self.go_to(len(self._pages) - 1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if turned:
            self.go_to(self.page + (1 if turned < 0 else -1))
        event.accept()


class _Sheet(QWidget):
    """The page, as large as there is room. It is drawn once for each size."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(300, 320)
        self._pages: Print | None = None
        self._page = 0
        self._picture: QPixmap | None = None

    def show_page(self, pages: Print | None, page: int) -> None:
        self._pages, self._page, self._picture = pages, page, None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._picture = None
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours().sunken))
        painter.drawRoundedRect(QRectF(self.rect()), SPACE, SPACE)
        if not self._pages:
            return
        if self._picture is None:
            self._picture = self._drawn(self._pages)
        size = self._picture.deviceIndependentSize()
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        painter.drawPixmap(round(left), round(top), self._picture)
        painter.setPen(QColor(colours().line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(round(left), round(top), size.width(), size.height()))

    def _drawn(self, pages: Print) -> QPixmap:
        room = QSize(self.width() - 2 * _MARGIN, self.height() - 2 * _MARGIN)
        inches_wide, inches_high = pages.size.width / 25.4, pages.size.height / 25.4
        dots = min(room.width() / inches_wide, room.height() / inches_high)
        ratio = self.devicePixelRatioF()
        size = QSize(round(inches_wide * dots * ratio), round(inches_high * dots * ratio))
        image = QImage(size, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(dots * ratio / RESOLUTION, dots * ratio / RESOLUTION)
        pages.draw(self._page, painter)
        painter.end()
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(ratio)
        return picture
