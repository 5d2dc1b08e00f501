"""What the colours in the room stand for, and the choice of what they show."""

from PySide6.QtCore import QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QFrame, QPushButton, QWidget

from worldcafe.ui.aloud import call
from worldcafe.ui.arranging import Filling, Flow
from worldcafe.ui.pages.rotation.colouring import Attribute, Category, Colouring
from worldcafe.ui.painting.look import SPACE, colours, grown, look
from worldcafe.ui.painting.room_items import Dress
from worldcafe.ui.parts import button, entitle, explain, label, row, verbatim
from worldcafe.ui.tab_order import tab_after
from worldcafe.wording import Words

NAME_WIDTH = 128


class Legend(QFrame):
    """A strip below the room: by what people are coloured, and what each colour says."""

    attribute_chosen = Signal(str)
    category_chosen = Signal(int)
    """Only these people are to stand out; -1 for everybody."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.attribute = QComboBox()
        for text, attribute in (
            (words("One colour"), Attribute.NOTHING),
            (words("Organisation"), Attribute.ORGANISATION),
            (words("Delegation"), Attribute.DELEGATION),
            (words("Country"), Attribute.COUNTRY),
            (words("Region"), Attribute.REGION),
            (words("First language"), Attribute.LANGUAGE),
        ):
            self.attribute.addItem(text, attribute.value)
        explain(self.attribute, words("Colours show"))
        call(self.attribute, words("Colours show"))
        self.attribute.setFixedWidth(grown(160))
        self._buttons: list[QPushButton] = []
        square = label("", "")
        square.setPixmap(swatch(Dress(colours().soft), square=True))
        host = QFrame()
        host.setLayout(row(square, label(words("Hosts a table"), "small"), gap=4))
        self._host = host
        self._entries = Flow(gap=2)
        whole = row(self.attribute, Filling(self._entries), gap=SPACE)
        whole.setAlignment(self.attribute, Qt.AlignmentFlag.AlignTop)
        self.setLayout(whole)
        self._entries.addWidget(host)
        self.attribute.currentIndexChanged.connect(
            lambda _: self.attribute_chosen.emit(self.attribute.currentData())
        )

    def show_colouring(self, attribute: Attribute, colouring: Colouring) -> None:
        """The colours in use."""
        position = self.attribute.findData(attribute.value)
        if position != self.attribute.currentIndex():
            with QSignalBlocker(self.attribute):
                self.attribute.setCurrentIndex(position)
        for each in (*self._buttons, self._host):
            self._entries.removeWidget(each)
        for each in self._buttons:
            each.hide()
            each.deleteLater()
        self._buttons = [
            self._entry(index, category) for index, category in enumerate(colouring.categories)
        ]
        for each in (*self._buttons, self._host):
            self._entries.addWidget(each)
        tab_after(self.attribute, *self._buttons)
        self.updateGeometry()

    def _entry(self, index: int, category: Category) -> QPushButton:
        words = self._words
        count = words.plural("{n} person", "{n} people", len(category.people))
        name = fitted(category.name, self, NAME_WIDTH)
        made = button(f"{name} · {len(category.people)}", lambda: self._on_entry(index))
        look("legend", made)
        made.setIcon(QIcon(swatch(category.dress)))
        made.setCheckable(True)
        entitle(made, words.line((category.name, count)))
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
    font.setPixelSize(grown(12))
    painter.setFont(font)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, dress.mark)
    painter.end()
    return picture


def fitted(text: str, widget: QWidget, width: int) -> str:
    """The text cut to a width, with no letter taken for a shortcut."""
    metrics = widget.fontMetrics()
    return verbatim(metrics.elidedText(text, Qt.TextElideMode.ElideRight, width))
