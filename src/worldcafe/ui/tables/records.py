"""A table of records: columns as data, edits as commands."""

from bisect import bisect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractProxyModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor

from worldcafe.domain.command import Command
from worldcafe.domain.folding import fold
from worldcafe.ui.painting.look import icon
from worldcafe.ui.parts import tip

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ICON = 16
TOLD = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.EditRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.DecorationRole,
        Qt.ItemDataRole.ForegroundRole,
    }
)
"""The roles in which a cell says anything. A painted cell is asked in seven."""


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
    mark: Callable[[R], tuple[str, str] | None] | None = None
    """An icon before the text, and the colour in which both are seen."""
    more: Callable[[R], str] | None = None
    """What is told of a record when the pointer rests there, if not the text."""


class RecordsModel(QAbstractTableModel, Generic[R]):
    """Records of one kind, one a row, in the order given."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        do: Callable[[Command], object | None] = lambda _command: None,
        *,
        id_of: Callable[[R], str] = attrgetter("id"),
    ) -> None:
        """`do` carries out the edits, and answers None if one is refused."""
        super().__init__()
        self.columns = tuple(columns)
        self._do = do
        self._id_of = id_of
        self.records: list[R] = []
        """The records, one for each row; `show`, `replace` and `drop` change them."""
        self._row_of: dict[str, int] = {}
        self._searched: dict[str, str] = {}
        self._keys: dict[int, list[Any]] = {}
        """For each column what its first rows are sorted by there, as far as it was asked."""

    def show(self, records: Sequence[R]) -> None:
        """Show these records, all anew."""
        self.beginResetModel()
        self.records = list(records)
        self._row_of = {self._id_of(each): k for k, each in enumerate(self.records)}
        self._searched.clear()
        self._keys.clear()
        self.endResetModel()

    def replace(self, record: R) -> bool:
        """Show a record's new state in its row, or in a new last row. False if unchanged."""
        record_id = self._id_of(record)
        row = self._row_of.get(record_id)
        if row is None:
            row = len(self.records)
            self.beginInsertRows(NOWHERE, row, row)
            self.records.append(record)
            self._row_of[record_id] = row
            self.endInsertRows()
            return True
        if self.records[row] == record:
            return False
        self.records[row] = record
        self.touch(record_id)
        return True

    def touch(self, record_id: str) -> None:
        """What is shown of a record has changed, though not the record itself."""
        row = self._row_of.get(record_id)
        if row is not None:
            for column, keys in self._keys.items():
                if row < len(keys):
                    keys[row] = self._sort_key(self.records[row], column)
            self._searched.pop(record_id, None)
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def drop(self, record_id: str) -> None:
        """Take a record's row away."""
        row = self._row_of.get(record_id)
        if row is None:
            return
        self.beginRemoveRows(NOWHERE, row, row)
        del self.records[row]
        for keys in self._keys.values():
            del keys[row : row + 1]
        self._row_of = {self._id_of(each): k for k, each in enumerate(self.records)}
        self._searched.pop(record_id, None)
        self.endRemoveRows()

    def record(self, index: Index) -> R:
        """The record of a row."""
        return self.records[index.row()]

    def row_of(self, record_id: str) -> int | None:
        """The row of a record."""
        return self._row_of.get(record_id)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.records)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in TOLD or not index.isValid():
            return None
        return self.told(index.row(), index.column(), role)

    def told(self, row: int, column: int, role: int) -> Any:
        """What a cell tells in one of the roles `TOLD`."""
        of, record = self.columns[column], self.records[row]
        if role in (Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.ForegroundRole):
            marked = of.mark(record) if of.mark else None
            if marked is None:
                return None
            picture, colour = marked
            as_icon = role == Qt.ItemDataRole.DecorationRole
            return icon(picture, colour, ICON) if as_icon else QColor(colour)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip((of.more or of.text)(record))
        return of.text(record)

    def sort_keys(self, column: int) -> Sequence[Any]:
        """What each row is sorted by in a column; kept from the first time on."""
        return self._keys_of_first(len(self.records), column)

    def make_ready(self, rows: range) -> None:
        """Work out what these rows, and those before them, are searched and sorted by: in idle
        moments, so that whoever searches or sorts need not wait for it.
        """
        for row in rows:
            self.searched(row)
        for column in range(len(self.columns)):
            self._keys_of_first(rows.stop, column)

    def searched(self, row: int) -> str:
        """All the text of a row, folded; kept, since every letter typed asks for it again."""
        record = self.records[row]
        record_id = self._id_of(record)
        known = self._searched.get(record_id)
        if known is None:
            known = fold(" ".join(column.text(record) for column in self.columns))
            self._searched[record_id] = known
        return known

    def _keys_of_first(self, n: int, column: int) -> list[Any]:
        keys = self._keys.setdefault(column, [])
        keys += [self._sort_key(each, column) for each in self.records[len(keys) : n]]
        return keys

    def _sort_key(self, record: R, column: int) -> Any:
        of = self.columns[column]
        return of.key(record) if of.key else fold(of.text(record))

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        column = self.columns[index.column()]
        if role != Qt.ItemDataRole.EditRole or column.edit is None:
            return False
        record = self.records[index.row()]
        if not column.choices and value == column.text(record):
            return False
        return self._do(column.edit(record, value)) is not None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self.columns[index.column()].edit:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags


class SearchProxy(QAbstractProxyModel):
    """Rows whose text holds every word searched for, accents and case aside, and that pass
    a filter, in the order of a column.

    Qt's own would ask Python for two keys at each of the 150,000 comparisons that sorting
    ten thousand rows takes; here Python sorts by keys it knows.
    """

    def __init__(self, model: RecordsModel[Any]) -> None:
        super().__init__()
        self._words: tuple[str, ...] = ()
        self._passes: Callable[[Any], bool] = lambda _record: True
        self._by = -1
        """The column that rows are sorted by; none leaves them in the order given."""
        self._backwards = False
        self._rows: list[int] = []
        """The rows of the model that are shown, in their order."""
        self._places: list[int] = []
        """For each row of the model its place among those shown, or -1."""
        self._model = model
        self.setSourceModel(model)
        model.modelAboutToBeReset.connect(self.beginResetModel)
        model.modelReset.connect(self._on_reset)
        model.rowsInserted.connect(self._on_inserted)
        model.rowsAboutToBeRemoved.connect(self._on_removing)
        model.rowsRemoved.connect(self._on_removed)
        model.dataChanged.connect(self._on_changed)
        self._arrange()

    def search(self, text: str) -> None:
        """Keep only rows that hold every word of the text."""
        self._words = tuple(fold(text).split())
        self._rearrange(self._arrange)

    def filter(self, passes: Callable[[Any], bool]) -> None:
        """Keep only records that pass."""
        self._passes = passes
        self._rearrange(self._arrange)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._by, self._backwards = column, order == Qt.SortOrder.DescendingOrder
        self._rearrange(self._put_in_order)

    def record(self, index: Index) -> Any:
        """The record of a row of this view."""
        return self._model.records[self._rows[index.row()]]

    def mapToSource(self, index: Index) -> QModelIndex:
        if not index.isValid() or index.row() >= len(self._rows):
            return QModelIndex()
        return self._model.index(self._rows[index.row()], index.column())

    def mapFromSource(self, index: Index) -> QModelIndex:
        if not index.isValid() or self._places[index.row()] < 0:
            return QModelIndex()
        return self.createIndex(self._places[index.row()], index.column())

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        is_there = 0 <= row < len(self._rows) and 0 <= column < len(self._model.columns)
        return self.createIndex(row, column) if is_there and not parent.isValid() else NOWHERE

    def parent(self, _index: Index = NOWHERE) -> QModelIndex:  # type: ignore[override]
        return QModelIndex()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._model.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in TOLD or not index.isValid():
            return None
        return self._model.told(self._rows[index.row()], index.column(), role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        return self._model.headerData(section, orientation, role)

    def _accepts(self, row: int) -> bool:
        if not self._passes(self._model.records[row]):
            return False
        if not self._words:
            return True
        text = self._model.searched(row)
        return all(word in text for word in self._words)

    def _arrange(self) -> None:
        """Work out anew which rows are shown, and where."""
        n, accepts = len(self._model.records), self._accepts
        self._rows = [row for row in range(n) if accepts(row)]
        self._places = [-1] * n
        self._put_in_order()

    def _put_in_order(self) -> None:
        """Sort the rows that are shown; equals stay in the order given."""
        self._rows.sort()
        if self._by >= 0:
            keys = self._model.sort_keys(self._by)
            self._rows.sort(key=keys.__getitem__, reverse=self._backwards)
        self._number_from(0)

    def _rearrange(self, arrange: Callable[[], None]) -> None:
        """Do so, with whoever points to a row pointing to it still."""
        self.layoutAboutToBeChanged.emit()
        known = self.persistentIndexList()
        pointed_to = [self._rows[index.row()] for index in known]
        arrange()
        moved = [
            self.index(self._places[row], index.column())
            for row, index in zip(pointed_to, known, strict=True)
        ]
        self.changePersistentIndexList(known, moved)
        self.layoutChanged.emit()

    def _number_from(self, place: int) -> None:
        for number in range(place, len(self._rows)):
            self._places[self._rows[number]] = number

    def _place_for(self, row: int) -> int:
        """Where a row belongs that is not shown yet; after its equals that came before it."""
        if self._by < 0:
            return bisect(self._rows, row)
        keys = self._model.sort_keys(self._by)
        own, low, high = keys[row], 0, len(self._rows)
        while low < high:
            middle = (low + high) // 2
            other = keys[self._rows[middle]]
            if own == other:
                comes_first = row < self._rows[middle]
            else:
                comes_first = bool(other < own) if self._backwards else bool(own < other)
            low, high = (low, middle) if comes_first else (middle + 1, high)
        return low

    def _let_in(self, row: int) -> None:
        place = self._place_for(row)
        self.beginInsertRows(NOWHERE, place, place)
        self._rows.insert(place, row)
        self._number_from(place)
        self.endInsertRows()

    def _leave_out(self, row: int) -> None:
        place = self._places[row]
        self.beginRemoveRows(NOWHERE, place, place)
        del self._rows[place]
        self._places[row] = -1
        self._number_from(place)
        self.endRemoveRows()

    def _put_right(self, row: int) -> None:
        """Take a row whose text has changed to where it belongs now."""
        place = self._places[row]
        del self._rows[place]
        target = self._place_for(row)
        self._rows.insert(place, row)
        if target == place:
            return
        # Qt counts the target among the rows as they were.
        self.beginMoveRows(
            NOWHERE, place, place, NOWHERE, target + 1 if target > place else target
        )
        del self._rows[place]
        self._rows.insert(target, row)
        self._number_from(min(place, target))
        self.endMoveRows()

    def _on_reset(self) -> None:
        self._arrange()
        self.endResetModel()

    def _on_inserted(self, _parent: Index, first: int, last: int) -> None:
        """The model takes new rows in at its end."""
        for row in range(first, last + 1):
            self._places.append(-1)
            if self._accepts(row):
                self._let_in(row)

    def _on_removing(self, _parent: Index, first: int, last: int) -> None:
        for row in range(first, last + 1):
            if self._places[row] >= 0:
                self._leave_out(row)

    def _on_removed(self, _parent: Index, first: int, last: int) -> None:
        n = last - first + 1
        del self._places[first : last + 1]
        self._rows = [row - n if row > last else row for row in self._rows]

    def _on_changed(self, top: Index, bottom: Index) -> None:
        for row in range(top.row(), bottom.row() + 1):
            shown, accepted = self._places[row] >= 0, self._accepts(row)
            if shown and not accepted:
                self._leave_out(row)
            elif accepted and not shown:
                self._let_in(row)
            elif shown:
                self._put_right(row)
                place = self._places[row]
                end = self.index(place, bottom.column())
                self.dataChanged.emit(self.index(place, top.column()), end)
