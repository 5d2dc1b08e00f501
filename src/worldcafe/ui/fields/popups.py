"""Small windows that drop down beneath a field."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from worldcafe.ui.painting.direction import visual_rect
from worldcafe.ui.painting.look import look


def popup(owner: QWidget, layout: QLayout) -> QFrame:
    """A small window of the owner that closes when one clicks elsewhere."""
    made = look("popup", QFrame(owner, Qt.WindowType.Popup))
    made.setLayout(layout)
    return made


def drop_down(window: QFrame, owner: QWidget) -> None:
    """Show a popup beneath its owner, on the screen as a whole."""
    window.adjustSize()
    beneath = QRect(QPoint(0, owner.height() + 4), window.size())
    beneath = visual_rect(owner.layoutDirection(), owner.rect(), beneath)
    corner = owner.mapToGlobal(beneath.topLeft())
    room = owner.screen().availableGeometry()
    corner.setX(max(room.left(), min(corner.x(), room.right() - window.width())))
    if corner.y() + window.height() > room.bottom():
        corner.setY(corner.y() - window.height() - owner.height() - 8)
    window.move(corner)
    window.show()
