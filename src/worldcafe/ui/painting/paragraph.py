"""Plain text on several lines that is read from the right."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel

from worldcafe.ui.painting.direction import direction_of
from worldcafe.wording.direction import runs_leftwards

_LINE_END = "\N{LINE SEPARATOR}"


class Paragraph(QLabel):
    """A label that wraps. Qt's own moves each line to the left by the space at which it ends,
    away from the side where the last one begins, and out of the label where it is full.
    """

    def paintEvent(self, event: QPaintEvent) -> None:
        selectable = self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        if selectable or not runs_leftwards(self.text()):
            super().paintEvent(event)
            return
        place = QRectF(self.contentsRect())
        layout, height = self._laid_out(place.width())
        spare = place.height() - height
        if self.alignment() & Qt.AlignmentFlag.AlignVCenter:
            place.translate(0, spare / 2)
        elif self.alignment() & Qt.AlignmentFlag.AlignBottom:
            place.translate(0, spare)
        painter = QPainter(self)
        self.drawFrame(painter)
        painter.setPen(self.palette().color(self.foregroundRole()))
        layout.draw(painter, place.topLeft())
        painter.end()

    def _laid_out(self, width: float) -> tuple[QTextLayout, float]:
        """The lines as QLabel breaks them, and how high they are together."""
        text = self.text().replace("\n", _LINE_END)
        option = QTextOption(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
        option.setTextDirection(direction_of(text))
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout = QTextLayout(text, self.font(), self)
        layout.setTextOption(option)
        leading = self.fontMetrics().leading()
        height = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height() + leading
        layout.endLayout()
        return layout, height - leading
