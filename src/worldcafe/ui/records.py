"""A table of records: columns as data, edits as commands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from worldcafe.domain.command import Command
from worldcafe.domain.folding import fold
from worldcafe.domain.model import Entity
from worldcafe.ui.parts import tip

R = TypeVar("R", bound=Entity)
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


@dataclass(frozen=True)
class Column(Generic[R]):
    """A column: its heading, what a record shows there, and how it is changed."""

    heading: str
    text: Callable[[R], str]
    edit: Callable[[R, str], Command] | None = None
    """The command for a new text; None makes the column read-only."""
    key: Callable[[R], Any] | None = None
    """What the column is sorted by, if not its text."""
    choices: tuple[tuple[str, str], ...] = ()
    """Values and their labels, where only these are possible; `edit` is given the value."""
    width: int = 140


class RecordsModel(QAbstractTableModel, Generic[R]):
    """Records of one kind, one a row, in the order given."""

    SORT_ROLE = Qt.ItemDataRole.UserRole
    SEARCH_ROLE = Qt.ItemDataRole.UserRole + 1

    def __init__(
        self, columns: Sequence[Column[R]], do: Callable[[Command], object | None]
    ) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._do = do
        self._records: list[R] = []
        self._row_of: dict[str, int] = {}
        self._searched: dict[str, str] = {}
        self._keys: dict[tuple[str, int], Any] = {}

    def show(self, records: Sequence[R]) -> None:
        """Show these records, all anew."""
        self.beginResetModel()
        self._records = list(records)
        self._row_of = {record.id: k for k, record in enumerate(self._records)}
        self._searched.clear()
        self._keys.clear()
        self.endResetModel()

    def replace(self, record: R) -> bool:
        """Show a record's new state in its row, or in a new last row. False if unchanged."""
        row = self._row_of.get(record.id)
        if row is None:
            row = len(self._records)
            self.beginInsertRows(NOWHERE, row, row)
            self._records.append(record)
            self._row_of[record.id] = row
            self.endInsertRows()
            return True
        if self._records[row] == record:
            return False
        self._records[row] = record
        self._forget(record.id)
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))
        return True

    def drop(self, record_id: str) -> None:
        """Take a record's row away."""
        row = self._row_of.get(record_id)
        if row is None:
            return
        self.beginRemoveRows(NOWHERE, row, row)
        del self._records[row]
        self._row_of = {record.id: k for k, record in enumerate(self._records)}
        self._forget(record_id)
        self.endRemoveRows()

    def record(self, index: Index) -> R:
        """The record of a row."""
        return self._records[index.row()]

    def row_of(self, record_id: str) -> int | None:
        """The row of a record."""
        return self._row_of.get(record_id)

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self.columns)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        record, column = self._records[index.row()], self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return column.text(record)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(column.text(record))
        if role == self.SORT_ROLE:
            return self.sort_key(index.row(), index.column())
        if role == self.SEARCH_ROLE:
            return fold(column.text(record))
        return None

    def sort_key(self, row: int, column: int) -> Any:
        """What a cell is sorted by; kept, since sorting asks for it again and again."""
        record = self._records[row]
        known = self._keys.get((record.id, column))
        if known is None:
            of = self.columns[column]
            known = of.key(record) if of.key else fold(of.text(record))
            self._keys[record.id, column] = known
        return known

    def searched(self, row: int) -> str:
        """All the text of a row, folded; kept, since every letter typed asks for it again."""
        record = self._records[row]
        known = self._searched.get(record.id)
        if known is None:
            known = fold(" ".join(column.text(record) for column in self.columns))
            self._searched[record.id] = known
        return known

    def _forget(self, record_id: str) -> None:
        self._searched.pop(record_id, None)
        for column in range(len(self.columns)):
            self._keys.pop((record_id, column), None)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        column = self.columns[index.column()]
        if role != Qt.ItemDataRole.EditRole or column.edit is None:
            return False
        record = self._records[index.row()]
        if not column.choices and value == column.text(record):
            return False
        return self._do(column.edit(record, value)) is not None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self.columns[index.column()].edit:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags


class SearchProxy(QSortFilterProxyModel):
    """Rows whose text holds every word searched for, accents and case aside, and that pass
    a filter.
    """

    def __init__(self, model: RecordsModel[Any]) -> None:
        super().__init__()
        self._words: tuple[str, ...] = ()
        self._passes: Callable[[Any], bool] = lambda _record: True
        self.setSortRole(RecordsModel.SORT_ROLE)
        self.setSourceModel(model)

    def search(self, text: str) -> None:
        """Keep only rows that hold every word of the text."""
        self.beginFilterChange()
        self._words = tuple(fold(text).split())
        self.endFilterChange()

    def filter(self, passes: Callable[[Any], bool]) -> None:
        """Keep only records that pass."""
        self.beginFilterChange()
        self._passes = passes
        self.endFilterChange()

    def record(self, index: Index) -> Any:
        """The record of a row of this view."""
        return self._model().record(self.mapToSource(index))

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:  # noqa: N802
        model = self._model()
        if not self._passes(model.record(model.index(row, 0))):
            return False
        if not self._words:
            return True
        text = model.searched(row)
        return all(word in text for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:  # noqa: N802
        model = self._model()
        first = model.sort_key(left.row(), left.column())
        second = model.sort_key(right.row(), right.column())
        return bool(first < second)

    def _model(self) -> RecordsModel[Any]:
        model = self.sourceModel()
        assert isinstance(model, RecordsModel)
        return model
