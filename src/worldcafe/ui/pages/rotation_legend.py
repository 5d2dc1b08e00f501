"""What the colours in the room stand for, and the choice of what they show."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QFrame, QPushButton, QVBoxLayout, QWidget

from worldcafe.ui.look import SPACE, colours, look
from worldcafe.ui.pages.rotation_colouring import Attribute, Category, Colouring
from worldcafe.ui.parts import button, clear, column, label, row, tip
from worldcafe.ui.room_items import Dress
from worldcafe.wording import Words


class LegendCard(QFrame):
    """By what people are coloured, and what each colour stands for."""

    attribute_chosen = Signal(str)
    category_chosen = Signal(int)
    """Only these people are to stand out; -1 for everybody."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        look("card", self)
        self._words = words
        self.attribute = QComboBox()
        for text, attribute in (
            (words("One colour"), Attribute.NOTHING),
            (words("Organisation"), Attribute.ORGANISATION),
            (words("Region"), Attribute.REGION),
            (words("First language"), Attribute.LANGUAGE),
        ):
            self.attribute.addItem(text, attribute.value)
        caption = label(words("Colours show"), "eyebrow")
        caption.setBuddy(self.attribute)
        self.attribute.setAccessibleName(words("Colours show"))
        self._entries = QVBoxLayout()
        self._entries.setSpacing(0)
        self._buttons: list[QPushButton] = []
        square = label("", "")
        square.setPixmap(swatch(Dress(colours().soft), square=True))
        host = row(square, label(words("Square: hosts a table"), "soft"), 1)
        host.setContentsMargins(9, 4, 0, 0)
        self.setLayout(column(caption, self.attribute, self._entries, host, margin=2 * SPACE))
        self.attribute.currentIndexChanged.connect(
            lambda _: self.attribute_chosen.emit(self.attribute.currentData())
        )

    def show_colouring(self, attribute: Attribute, colouring: Colouring) -> None:
        """The colours in use."""
        position = self.attribute.findData(attribute.value)
        if position != self.attribute.currentIndex():
            self.attribute.blockSignals(True)  # noqa: FBT003
            self.attribute.setCurrentIndex(position)
            self.attribute.blockSignals(False)  # noqa: FBT003
        clear(self._entries)
        self._buttons = []
        for index, category in enumerate(colouring.categories):
            entry = self._entry(index, category)
            self._buttons.append(entry)
            self._entries.addWidget(entry)

    def _entry(self, index: int, category: Category) -> QPushButton:
        words = self._words
        count = words.plural("{n} person", "{n} people", len(category.people))
        name = fitted(category.name, self, 176)
        made = button(f"{name} · {len(category.people)}", lambda: self._on_entry(index))
        look("line", made)
        made.setIcon(QIcon(swatch(category.dress)))
        made.setCheckable(True)
        made.setToolTip(tip(f"{category.name} · {count}"))
        made.setAccessibleName(f"{category.name}, {count}")
        return made

    def _on_entry(self, index: int) -> None:
        for k, each in enumerate(self._buttons):
            if k != index:
                each.setChecked(False)
        self.category_chosen.emit(index if self._buttons[index].isChecked() else -1)


def swatch(dress: Dress, *, square: bool = False) -> QPixmap:
    """A chip as it looks in the room, small."""
    picture = QPixmap(44, 44)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    colour = QColor(dress.colour)
    painter.setBrush(colour)
    place = QRectF(1, 1, 20, 20)
    if square:
        painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 4, 4)
    else:
        painter.drawEllipse(place)
    painter.setPen(QColor("#2b211b") if colour.lightnessF() > 0.6 else QColor("#ffffff"))
    font = QFont(painter.font())
    font.setPixelSize(12)
    painter.setFont(font)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, dress.mark)
    painter.end()
    return picture


def fitted(text: str, widget: QWidget, width: int) -> str:
    """The text cut to a width, with no letter taken for a shortcut."""
    metrics = widget.fontMetrics()
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    return cut.replace("&", "&&")
