"""Text on several lines that is read from the right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QLabel

from worldcafe.wording.direction import runs_leftwards


def in_lines(text: str, width: float, face: QFont) -> str:
    """A text broken where it wraps, without the spaces there.

    Qt draws lines that are read from the right away from their side by the space they end with,
    and so out of their place where they fill it.
    """
    return "\n".join(_wrapped(each, width, face) for each in text.split("\n"))


def _wrapped(text: str, width: float, face: QFont) -> str:
    layout, lines = QTextLayout(text, face), []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append((line.textStart(), line.textLength()))
    layout.endLayout()
    counted = text.encode("utf-16-le")  # as Qt counts
    ends = (counted[2 * start : 2 * (start + length)] for start, length in lines)
    return "\n".join(end.decode("utf-16-le").strip() for end in ends)


class Paragraph(QLabel):
    """A label that wraps, from the right as well."""

    def paintEvent(self, event: QPaintEvent) -> None:
        selectable = self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        if selectable or not runs_leftwards(self.text()):
            super().paintEvent(event)
            return
        place = self.contentsRect()
        text = in_lines(self.text(), place.width(), self.font())
        flags = int(self.alignment()) | int(Qt.TextFlag.TextForceRightToLeft)
        painter = QPainter(self)
        self.drawFrame(painter)
        self.style().drawItemText(
            painter, place, flags, self.palette(), self.isEnabled(), text, self.foregroundRole()
        )
        painter.end()
