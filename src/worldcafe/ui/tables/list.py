"""A list of records that a delegate paints, one below the other or as cards."""

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from worldcafe.ui.parts import tip

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
RECORD = Qt.ItemDataRole.UserRole
"""The role in which a row gives its record to whoever paints it."""


class ListModel(QAbstractListModel, Generic[R]):
    """Records of one kind, one a row, in the order given."""

    def __init__(
        self,
        title: Callable[[R], str],
        told: Callable[[R], str],
        heard: Callable[[R], str] | None = None,
        *,
        id_of: Callable[[R], object] = attrgetter("id"),
    ) -> None:
        """`told` is what there is to say of a record to the pointer that rests on it, `heard`
        to a screen reader, if not the same.
        """
        super().__init__()
        self._title, self._told, self._heard = title, told, heard or told
        self._id_of = id_of
        self.records: list[R] = []
        """The records, one for each row; `show` changes them."""

    def show(self, records: Iterable[R]) -> None:
        """Show these, in this order. Rows that stay keep their place and selection, where only
        the last ones came or went.
        """
        fresh = list(records)
        ids, known = list(map(self._id_of, fresh)), list(map(self._id_of, self.records))
        n_same = min(len(ids), len(known))
        if ids[:n_same] != known[:n_same]:
            self.beginResetModel()
            self.records = fresh
            self.endResetModel()
            return
        if len(ids) > n_same:
            self.beginInsertRows(NOWHERE, n_same, len(ids) - 1)
            self.records = self.records + fresh[n_same:]
            self.endInsertRows()
        elif len(known) > n_same:
            self.beginRemoveRows(NOWHERE, n_same, len(known) - 1)
            self.records = self.records[:n_same]
            self.endRemoveRows()
        self.records = fresh
        if n_same:
            self.dataChanged.emit(self.index(0), self.index(n_same - 1))

    def record(self, index: Index) -> R:
        """The record of a row."""
        return self.records[index.row()]

    def row_of(self, record_id: object) -> int | None:
        """The row of a record."""
        rows = (k for k, each in enumerate(self.records) if self._id_of(each) == record_id)
        return next(rows, None)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.records)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.records):
            return None
        record = self.records[index.row()]
        told: Any = None
        match role:
            case r if r == RECORD:
                told = record
            case Qt.ItemDataRole.DisplayRole:
                told = self._title(record)
            case Qt.ItemDataRole.ToolTipRole:
                told = tip(self._told(record))
            case Qt.ItemDataRole.AccessibleTextRole:
                told = self._heard(record)
        return told
