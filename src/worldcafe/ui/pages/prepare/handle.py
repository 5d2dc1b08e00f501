"""What a card comes to another place in its list by: carried, or a step up or down."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from worldcafe.ui.parts import explain, icon_button, row
from worldcafe.wording import Words


class Handle(QWidget):
    """A part of a card that the pointer can carry it by."""

    carried = Signal(int)
    """The height at which the pointer is, on the screen."""
    set_down = Signal()

    def __init__(self, layout: QLayout, hint: str) -> None:
        super().__init__()
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        explain(self, hint)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._pressed_at: int | None = None
        self._is_carried = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = round(event.globalPosition().y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            return
        height = round(event.globalPosition().y())
        far = abs(height - self._pressed_at) >= QApplication.startDragDistance()
        self._is_carried = self._is_carried or far
        if self._is_carried:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.carried.emit(height)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        carried, self._pressed_at, self._is_carried = self._is_carried, None, False
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        if carried:
            self.set_down.emit()


class Arrows(QWidget):
    """Two buttons that move a card up and down in its list."""

    def __init__(self, shift: Callable[[int], object], words: Words) -> None:
        """`shift` is told by how many places."""
        super().__init__()
        self.up = icon_button("chevron-up", words("Move up"), lambda: shift(-1))
        self.down = icon_button("chevron-down", words("Move down"), lambda: shift(1))
        self.setLayout(row(self.up, self.down, gap=0))

    def show_place(self, *, is_first: bool, is_last: bool) -> None:
        """Offer the ways there are. The keyboard stays on the other one where one ends: Qt
        would hand it on to what comes next, which may take the card away.
        """
        for here, other, ends in (
            (self.up, self.down, is_first), (self.down, self.up, is_last),
        ):  # fmt: skip
            if ends and here.hasFocus():
                other.setEnabled(True)
                other.setFocus(Qt.FocusReason.OtherFocusReason)
        self.up.setEnabled(not is_first)
        self.down.setEnabled(not is_last)
