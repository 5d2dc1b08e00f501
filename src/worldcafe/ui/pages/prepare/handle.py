"""What a card is taken by, to be carried to another place in its list."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from worldcafe.ui.parts import explain


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
