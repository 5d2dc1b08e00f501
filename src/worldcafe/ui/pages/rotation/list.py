"""The seating as a table of names: the same as the picture, for reading and screen readers."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from worldcafe.domain.model import Seat
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.painting.look import colours, grown
from worldcafe.ui.parts import Washed, tip
from worldcafe.wording import Words

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ROW_HEADING_WIDTH = 150


class SeatingModel(QAbstractTableModel):
    """A row for each table, a column for each round; a cell names who sits there."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._workshop = Workshop()
        self._people: frozenset[str] = frozenset()

    def show_workshop(self, workshop: Workshop) -> None:
        """Show this workshop's seating."""
        self.beginResetModel()
        self._workshop = workshop
        self.endResetModel()

    def show_people(self, people: Iterable[str]) -> None:
        """Mark these people wherever they sit."""
        if self._people == frozenset(people):
            return
        self._people = frozenset(people)
        if self.rowCount() and self.columnCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._workshop.tables)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._workshop.rounds)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            number = self._workshop.rounds_in_order[section].number
            return self._words("Round {number}", number=number)
        table = self._workshop.tables_in_order[section]
        theme = self._workshop.theme_of(table.id)
        name = self._words("Table {number}", number=table.number)
        return f"{name}\n{theme.name}" if theme else name

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        workshop = self._workshop
        table = workshop.tables_in_order[index.row()]
        round_id = workshop.rounds_in_order[index.column()].id
        people = workshop.people_at(table.id, round_id)
        if role == Qt.ItemDataRole.DisplayRole:
            return "\n".join(
                self._named(workshop.seats[f"{round_id}/{person.id}"], table.host_id)
                for person in people
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            theme = workshop.theme_of(table.id)
            return tip(theme.name) if theme else None
        here = any(person.id in self._people for person in people)
        if role == Qt.ItemDataRole.BackgroundRole and here:
            return QColor(colours().accent_wash)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        return None

    def _named(self, seat: Seat, host_id: str | None) -> str:
        person_id = seat.participant_id
        name = self._workshop.participants[person_id].name
        if seat.pinned:
            name = self._words("{name} (pinned)", name=name)
        if person_id == host_id:
            name = self._words("Host: {name}", name=name)
        return f"• {name}" if person_id in self._people else name


class SeatingList(QTableView):
    """The table of names."""

    place_chosen = Signal(int, int)
    """A cell was chosen: the row of its table and the column of its round."""

    def __init__(self, model: SeatingModel, words: Words) -> None:
        super().__init__()
        self._delegate = Washed()
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setAccessibleName(words("Who sits where, as a list"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(132)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading)
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        )
        self.verticalHeader().setFixedWidth(grown(ROW_HEADING_WIDTH))
        self.clicked.connect(lambda index: self.place_chosen.emit(index.row(), index.column()))
        self.activated.connect(
            lambda index: self.place_chosen.emit(index.row(), index.column())
        )

    def fit_rows(self, most_people: int) -> None:
        """Make every row high enough for the fullest table."""
        height = max(1, most_people) * self.fontMetrics().lineSpacing() + 20
        self.verticalHeader().setDefaultSectionSize(height)

    def show_round(self, column: int, row: int | None = None) -> None:
        """Bring a round, and a table if one is meant, into view."""
        model = self.model()
        present = self.currentIndex()
        wanted = present.row() if row is None else row
        index = model.index(max(0, wanted), column)
        if index.isValid() and index != present:
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flag)
