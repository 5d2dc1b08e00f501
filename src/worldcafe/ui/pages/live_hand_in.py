"""The hand-in board: how far the notes of every table and round have come."""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from worldcafe.domain.vocabulary import HandIn
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.look import colours, icon
from worldcafe.ui.pages.live_seats import NAVIGATION
from worldcafe.ui.parts import Washed
from worldcafe.wording import Words

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Menu)
PICTURES = {
    HandIn.EMPTY: "minus",
    HandIn.DRAFT: "pen-line",
    HandIn.HANDED_IN: "check",
    HandIn.CHECKED: "circle-check",
}
COLOURS = {
    HandIn.EMPTY: "soft",
    HandIn.DRAFT: "attention",
    HandIn.HANDED_IN: "good",
    HandIn.CHECKED: "good",
}
WASHES = {HandIn.DRAFT: "attention_wash", HandIn.CHECKED: "good_wash"}


class HandInModel(QAbstractTableModel):
    """A row for each table, a column for each round."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._workshop = Workshop()
        self._running = ""

    def show_workshop(self, workshop: Workshop, running_round_id: str) -> None:
        """Show the board of this workshop."""
        self.beginResetModel()
        self._workshop, self._running = workshop, running_round_id
        self.endResetModel()

    def show_conversations(self, workshop: Workshop, places: set[tuple[str, str]]) -> None:
        """Show what changed in these conversations, each a table and a round."""
        self._workshop = workshop
        rows = {table.id: row for row, table in enumerate(workshop.tables_in_order)}
        columns = {each.id: column for column, each in enumerate(workshop.rounds_in_order)}
        for table_id, round_id in places:
            if table_id in rows and round_id in columns:
                cell = self.index(rows[table_id], columns[round_id])
                self.dataChanged.emit(cell, cell)

    def place(self, index: Index) -> tuple[str, str]:
        """The table and the round of a cell."""
        workshop = self._workshop
        return (
            workshop.tables_in_order[index.row()].id,
            workshop.rounds_in_order[index.column()].id,
        )

    def state(self, index: Index) -> HandIn:
        """How far the notes of a cell have come."""
        return self._workshop.hand_in(*self.place(index))

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self._workshop.tables)

    def columnCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self._workshop.rounds)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            number = self._workshop.tables_in_order[section].number
            return self._words("Table {number}", number=number)
        round_ = self._workshop.rounds_in_order[section]
        if round_.id == self._running:
            return self._words("Round {number} · now", number=round_.number)
        return self._words("Round {number}", number=round_.number)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        state, palette = self.state(index), colours()
        told: Any = None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                name, n = self._words.label(state), self._count(index)
                told = f"{name} · {n}" if n else name
            case Qt.ItemDataRole.ToolTipRole:
                n = self._count(index)
                told = self._words.plural("{n} contribution", "{n} contributions", n)
            case Qt.ItemDataRole.DecorationRole:
                told = icon(PICTURES[state], getattr(palette, COLOURS[state]), 16)
            case Qt.ItemDataRole.ForegroundRole:
                told = QColor(getattr(palette, COLOURS[state]))
            case Qt.ItemDataRole.BackgroundRole if state in WASHES:
                told = QColor(getattr(palette, WASHES[state]))
        return told

    def _count(self, index: Index) -> int:
        return len(self._workshop.contributions_of(*self.place(index)))


class HandInBoard(QTableView):
    """The board. A click on a cell, or Enter, says that it is handed in or checked."""

    state_chosen = Signal(str, str, object)
    """The table, the round, and the `HandIn` they are to have."""

    CHOICES = (HandIn.HANDED_IN, HandIn.CHECKED, HandIn.EMPTY)

    def __init__(self, model: HandInModel, words: Words) -> None:
        super().__init__()
        self._words = words
        self._board = model
        self.menu = QMenu(self)
        self.setModel(model)
        self.setAccessibleName(words("Hand-in board"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(112)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setDefaultSectionSize(36)
        self.verticalHeader().setHighlightSections(False)
        self._delegate = Washed()
        self.setItemDelegate(self._delegate)
        self.clicked.connect(self.open_menu)

    def open_menu(self, index: Index) -> None:
        """Offer the states a conversation can be given."""
        if not index.isValid():
            return
        table_id, round_id = self._board.place(index)
        state = self._board.state(index)
        texts = {
            HandIn.HANDED_IN: self._words("Handed in"),
            HandIn.CHECKED: self._words("Checked"),
            HandIn.EMPTY: self._words("Not handed in"),
        }
        self.menu.clear()
        for choice in self.CHOICES:
            entry = self.menu.addAction(texts[choice])
            entry.setCheckable(True)
            open_ = state in (HandIn.EMPTY, HandIn.DRAFT)
            entry.setChecked(choice is state or (choice is HandIn.EMPTY and open_))
            entry.triggered.connect(
                lambda _=False, choice=choice: self.state_chosen.emit(
                    table_id, round_id, choice
                )
            )
        where = self.visualRect(index)
        corner = where.bottomRight() if self.isRightToLeft() else where.bottomLeft()
        self.menu.popup(self.viewport().mapToGlobal(corner + QPoint(0, 2)))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in OPENING:
            self.open_menu(self.currentIndex())
        elif event.key() in NAVIGATION:
            super().keyPressEvent(event)
        else:
            event.ignore()
