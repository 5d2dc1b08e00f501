"""Many contributions as small cards in a list, painted rather than built."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from worldcafe.domain.harvest import dots, references
from worldcafe.domain.model import Contribution
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.pages.harvest.themes import ThemeLook, ThemeLooks, shape_path
from worldcafe.ui.painting.direction import paint_line, visual
from worldcafe.ui.painting.look import SMALL, colours, grown, look, text_font
from worldcafe.ui.tables.list import NOWHERE, RECORD, Index, ListModel
from worldcafe.wording import Words
from worldcafe.wording.provenance import place_line

MIME = "application/x-worldcafe-contributions"
HEIGHT, GAP, PAD = 84, 8, 12
LINES = 2
"""Lines that a title may take on a card."""


class Facts:
    """What cards say of contributions, counted once for all of them."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self.words: Words = bridge.words
        self._of: Workshop | None = None
        self.references: Mapping[str, str] = {}
        self.dots: Mapping[str, int] = {}
        self.looks = ThemeLooks(bridge.workshop, bridge.words)

    def update(self) -> None:
        """Count anew if the workshop has changed."""
        workshop = self._bridge.workshop
        if workshop is not self._of:
            self._of = workshop
            self.references = references(workshop)
            self.dots = dots(workshop)
            self.looks = ThemeLooks(workshop, self.words)

    def foot(self, item: Contribution) -> str:
        """The small line of a card: reference, place, dots."""
        n, words = self.dots.get(item.id, 0), self.words
        counted = words.plural("{n} dot", "{n} dots", n) if n else ""
        parts = (
            self.references.get(item.id, ""),
            place_line(self._bridge.workshop, item, self._bridge.words),
            counted,
        )
        return self._bridge.words.line(parts)

    def look(self, item: Contribution) -> ThemeLook:
        """The look of its theme."""
        return self.looks.of(item)


class CardsModel(ListModel[Contribution]):
    """Contributions, one a card. What is dragged out are their ids."""

    def __init__(
        self, facts: Facts, drop: Callable[[tuple[str, ...]], object] | None = None
    ) -> None:
        """`drop` is given the ids of what is dropped here; None takes nothing."""
        super().__init__(
            lambda item: item.title,
            lambda item: f"{item.title}\n{item.description}"[:600],
            lambda item: f"{item.title}, {facts.look(item).name}, {facts.foot(item)}",
        )
        self._drop = drop

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid():
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        elif self._drop is not None:
            flags |= Qt.ItemFlag.ItemIsDropEnabled
        return flags

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return carried(self.records[index.row()].id for index in indexes)

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if self._drop is None or not data.hasFormat(MIME):
            return False
        self._drop(dropped(data))
        return True

    def removeRows(self, row: int, count: int, parent: Index = NOWHERE) -> bool:
        """A view takes away what was dragged out; here the workshop says what is where."""
        return False


def card_list(model: CardsModel, delegate: "CardDelegate", *, takes_drops: bool) -> QListView:
    """The view of cards that may be dragged out, and dropped in where it `takes_drops`."""
    made = look("cards", QListView())
    made.setModel(model)
    made.setItemDelegate(delegate)
    made.setUniformItemSizes(True)
    made.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    if takes_drops:
        made.setDragDropMode(QListView.DragDropMode.DragDrop)
        made.setDefaultDropAction(Qt.DropAction.MoveAction)
        made.setDropIndicatorShown(False)
    return made


def carried(ids: Iterable[str]) -> QMimeData:
    """Contributions on their way to another place of the page."""
    data = QMimeData()
    data.setData(MIME, "\n".join(ids).encode())
    return data


def dropped(data: QMimeData) -> tuple[str, ...]:
    """The ids of contributions that were dropped; none for anything else."""
    text = bytes(data.data(MIME).data()).decode()
    return tuple(text.split("\n")) if text else ()


class CardDelegate(QStyledItemDelegate):
    """Paints a card: the title, where it comes from, and its theme's colour and shape."""

    def __init__(self, facts: Facts) -> None:
        super().__init__()
        self._facts = facts

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, grown(HEIGHT))

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        item = index.data(RECORD)
        if item is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state, palette = option.state, colours()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
        frame = QRectF(option.rect).adjusted(1, 1, -1, 1 - GAP)
        painter.setBrush(QColor(palette.accent_wash if chosen else palette.surface))
        edge = palette.accent if chosen or has_focus else palette.line
        painter.setPen(QPen(QColor(edge), 2 if has_focus else 1))
        painter.drawRoundedRect(frame, 8, 8)
        look = self._facts.look(item)
        mark = QRectF(frame.left() + PAD, frame.top() + PAD + 4, 8, 8)
        mark = visual(option.direction, frame, mark)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.colour))
        painter.drawPath(shape_path(look.shape, mark.center(), 5))
        text = frame.adjusted(PAD + 18, PAD - 2, -PAD, -PAD + 4)
        self._write(painter, visual(option.direction, frame, text), option.font, item)
        painter.restore()

    def _write(self, painter: QPainter, room: QRectF, font: QFont, item: Contribution) -> None:
        palette = colours()
        painter.setPen(QColor(palette.ink))
        draw_lines(painter, room, font, item.title, LINES)
        painter.setFont(text_font(SMALL))
        painter.setPen(QColor(palette.soft))
        foot = painter.fontMetrics().elidedText(
            self._facts.foot(item), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(
            room, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeading, foot
        )


def draw_lines(painter: QPainter, room: QRectF, font: QFont, text: str, most: int) -> None:
    """Text from the top of its room in at most so many lines, the last one cut short."""
    layout = QTextLayout(" ".join(text.split()), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    layout.beginLayout()
    y = room.top()
    painter.setFont(font)
    for number in range(most):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(room.width())
        if number == most - 1:
            part = layout.text()[line.textStart() :][:200]
        else:
            part = layout.text()[line.textStart() : line.textStart() + line.textLength()]
        paint_line(painter, QRectF(room.left(), y, room.width(), line.height()), part.strip())
        y += line.height()
    layout.endLayout()
