"""Who sits where now: a card for each table."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from worldcafe.domain.model import CafeTable, Participant
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.painting.direction import paint_line, visual_rect
from worldcafe.ui.painting.look import SMALL, colours, grown, look, pixmap, text_font
from worldcafe.ui.parts import tip
from worldcafe.wording import Words

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
LEAST_CARD = 164
SCROLL_BAR = 18
NAVIGATION = {
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home,
    Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
}  # fmt: skip
"""The keys a list keeps for itself; all others belong to the page."""


class Roles:
    """What a card is told beside its text."""

    LINES = Qt.ItemDataRole.UserRole
    THEME = Qt.ItemDataRole.UserRole + 1
    TITLE = Qt.ItemDataRole.UserRole + 2


class SeatsModel(QAbstractListModel):
    """The tables of the room, each with the people of the round that matters there."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._workshop = Workshop()
        self._rounds: Mapping[str, str] = {}
        self._differ = False

    def show_rounds(self, workshop: Workshop, rounds: Mapping[str, str]) -> None:
        """Show who sits where: in the round that is named for each table."""
        self.beginResetModel()
        self._workshop, self._rounds = workshop, rounds
        self._differ = len({*rounds.values()}) > 1
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._workshop.tables)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        table = self._workshop.tables_in_order[index.row()]
        theme = self._workshop.theme_of(table.id)
        title = self._title(table)
        people = self._people(table.id)
        told: Any = None
        match role:
            case Roles.THEME:
                told = (theme.name, theme.colour) if theme else ("", colours().faint)
            case Roles.TITLE:
                told = title
            case Roles.LINES:
                told = [(person.name, person.id == table.host_id) for person in people]
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                heading = f"{title} · {theme.name}" if theme else title
                told = "\n".join([heading, *self._names(table)])
            case Qt.ItemDataRole.ToolTipRole:
                told = tip(str(self.data(index)))
        return told

    def _names(self, table: CafeTable) -> list[str]:
        return [
            self._words("Host: {name}", name=person.name)
            if person.id == table.host_id
            else person.name
            for person in self._people(table.id)
        ]

    def _title(self, table: CafeTable) -> str:
        """A table's number; where rooms are not in step, with the round there."""
        words, number = self._words, table.number
        round_ = self._workshop.rounds.get(self._rounds.get(table.id, ""))
        if round_ is None or not self._differ:
            return words("Table {number}", number=number)
        return words("Table {table}, round {round}", table=number, round=round_.number)

    def _people(self, table_id: str) -> Sequence[Participant]:
        return self._workshop.people_coming(table_id, self._rounds.get(table_id, ""))

    def most_people(self) -> int:
        """At the fullest table."""
        return max((len(self._people(each)) for each in self._workshop.tables), default=0)


class SeatDelegate(QStyledItemDelegate):
    """Paints a table's card: number and theme, the host first, then the others."""

    def __init__(self) -> None:
        super().__init__()
        self.size = QSize(grown(LEAST_CARD), grown(120))
        self.line_height = 18

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self.size

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        palette = colours()
        place: QRect = option.rect.adjusted(3, 3, -3, -3)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        edge = QColor(palette.accent if focused else palette.line)
        painter.setPen(QPen(edge, 2 if focused else 1))
        painter.setBrush(QColor(palette.surface))
        painter.drawRoundedRect(place, 10, 10)
        inner = place.adjusted(12, 8, -10, -8)
        self._heading(painter, inner, option.font, index)
        font = QFont(option.font)
        for row, (name, hosts) in enumerate(index.data(Roles.LINES), start=2):
            font.setWeight(QFont.Weight.DemiBold if hosts else QFont.Weight.Normal)
            painter.setFont(font)
            painter.setPen(QColor(palette.ink))
            self._line(painter, inner, row, name, beside=hosts)
            if hosts:
                cup = self._lead(painter, inner, row, 14)
                painter.drawPixmap(cup, pixmap("coffee", palette.accent, 14))
        painter.restore()

    def _heading(self, painter: QPainter, inner: QRect, face: QFont, index: Index) -> None:
        theme, colour = index.data(Roles.THEME)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(self._lead(painter, inner, 0, 10))
        font = QFont(face)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(colours().ink))
        self._line(painter, inner, 0, index.data(Roles.TITLE), beside=True)
        painter.setFont(text_font(SMALL))
        painter.setPen(QColor(colours().soft))
        self._line(painter, inner, 1, theme)

    def _lead(self, painter: QPainter, inner: QRect, row: int, size: int) -> QRect:
        """The place before the text of a row, for a mark of this size."""
        top = inner.top() + row * self.line_height + (self.line_height - size) // 2
        lead = QRect(inner.left(), top, size, size)
        return visual_rect(painter.layoutDirection(), inner, lead)

    def _line(
        self, painter: QPainter, inner: QRect, row: int, text: str, *, beside: bool = False
    ) -> None:
        """Write a row; `beside` a mark that leads it."""
        top = inner.top() + row * self.line_height
        place = QRect(inner.left(), top, inner.width(), self.line_height)
        place.setLeft(place.left() + (18 if beside else 0))
        paint_line(painter, visual_rect(painter.layoutDirection(), inner, place), text)


class SeatsView(QListView):
    """The cards, as many beside one another as there is room for."""

    def __init__(self, model: SeatsModel, words: Words) -> None:
        super().__init__()
        self._seats = model
        self._delegate = SeatDelegate()
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(words("Who sits where"))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        look("cards", self)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        model.modelReset.connect(self.fit)

    def fit(self) -> None:
        """Give the cards the width of the view and the height of the fullest table."""
        room = self.width() - SCROLL_BAR
        n_columns = max(1, room // grown(LEAST_CARD))
        lines = 2 + max(1, self._seats.most_people())
        height = lines * self.fontMetrics().lineSpacing() + 24
        self._delegate.line_height = self.fontMetrics().lineSpacing()
        self._delegate.size = QSize(room // n_columns, height)
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fit()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in NAVIGATION:
            super().keyPressEvent(event)
        else:
            event.ignore()
