"""What an edited workbook says differently, line by line, and which side is right."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from worldcafe.exchange.edited import Difference, EditedWorkbook, NewRow, Remark
from worldcafe.ui.painting.look import colours, icon
from worldcafe.ui.parts import tip
from worldcafe.wording import Words

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class Side(Enum):
    """Who is right about a cell."""

    OPEN = auto()
    WORKBOOK = auto()
    WORKSHOP = auto()


@dataclass(frozen=True)
class Line:
    """A difference, a new row or a remark."""

    about: Difference | NewRow | Remark
    side: Side

    @property
    def is_open(self) -> bool:
        """Whether a person has to decide first."""
        return self.side is Side.OPEN


def lines_of(edited: EditedWorkbook) -> list[Line]:
    """Everything there is to say, what has to be decided first."""
    differences = [
        Line(each, Side.OPEN if each.is_conflict else Side.WORKBOOK)
        for each in edited.differences
    ]
    differences.sort(key=lambda line: not line.is_open)
    new = [Line(each, Side.WORKBOOK) for each in edited.new]
    remarks = [Line(each, Side.WORKSHOP) for each in edited.remarks]
    return [*differences, *new, *remarks]


class DifferencesModel(QAbstractTableModel):
    """The lines as a table."""

    WHERE, WHAT, FIELD, WORKSHOP, WORKBOOK, SIDE = range(6)
    LINE_ROLE = Qt.ItemDataRole.UserRole
    decided = Signal()
    """A side was chosen."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._headings = (
            words("Sheet and row"),
            words("Contribution"),
            words("Field"),
            words("In the workshop"),
            words("In the workbook"),
            words("Taken from"),
        )
        self.lines: list[Line] = []

    def show(self, lines: Sequence[Line]) -> None:
        """Show these."""
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def choose(self, rows: Sequence[int], side: Side) -> None:
        """Say which side is right about some differences; other lines stay as they are."""
        for row in rows:
            if isinstance(self.lines[row].about, Difference):
                self.lines[row] = replace(self.lines[row], side=side)
                self.dataChanged.emit(self.index(row, 0), self.index(row, self.SIDE))
        self.decided.emit()

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self._headings)

    def headerData(  # noqa: N802
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if way is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == self.LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = self._text(line, index.column())
            plain = role == Qt.ItemDataRole.DisplayRole
            return " · ".join(text.split("\n")) if plain else tip(text)
        if index.column() == self.SIDE:
            return self._look(line, role)
        return None

    def _look(self, line: Line, role: int) -> Any:
        picture, colour = _mark(line)
        if role == Qt.ItemDataRole.DecorationRole:
            return icon(picture, colour, 16)
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(colour)
        return None

    def _text(self, line: Line, column: int) -> str:
        about, words = line.about, self._words
        if column == self.WHERE:
            if not about.row:
                return about.sheet
            return words("{sheet} · row {row}", sheet=about.sheet, row=about.row)
        if column == self.SIDE:
            return self._decision(line)
        match about:
            case Difference():
                title = " · ".join(filter(None, (about.ref, about.title)))
                return (title, about.heading, about.before, about.after)[column - 1]
            case NewRow():
                item = about.contribution
                texts = (item.title, words.label(item.kind), "", item.description)
                return texts[column - 1]
        sentence = words.doubt(about.code, about.params)
        return sentence if column == self.WHAT else ""

    def _decision(self, line: Line) -> str:
        words = self._words
        if isinstance(line.about, NewRow):
            return words("New")
        if isinstance(line.about, Remark):
            return words("Not taken")
        return {
            Side.OPEN: words("Decide"),
            Side.WORKBOOK: words("Workbook"),
            Side.WORKSHOP: words("Workshop"),
        }[line.side]


def _mark(line: Line) -> tuple[str, str]:
    palette = colours()
    if line.is_open:
        return "triangle-alert", palette.attention
    if isinstance(line.about, NewRow):
        return "plus", palette.good
    return ("check", palette.good) if line.side is Side.WORKBOOK else ("x", palette.soft)


class DifferencesFilter(QSortFilterProxyModel):
    """All lines, or those of one kind."""

    ALL, OPEN, NEW, REMARKS = range(4)

    def __init__(self, model: DifferencesModel) -> None:
        super().__init__()
        self._which = self.ALL
        self.setSourceModel(model)

    def keep(self, which: int) -> None:
        """Keep the lines of this kind only."""
        self.beginFilterChange()
        self._which = which
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:  # noqa: N802
        model = self.sourceModel()
        assert isinstance(model, DifferencesModel)
        return is_of_kind(model.lines[row], self._which)


def is_of_kind(line: Line, which: int) -> bool:
    """Whether a line is of a kind that `DifferencesFilter` keeps.

    What was changed on both sides stays in view when it is decided.
    """
    about = line.about
    return {
        DifferencesFilter.ALL: True,
        DifferencesFilter.OPEN: isinstance(about, Difference) and about.is_conflict,
        DifferencesFilter.NEW: isinstance(about, NewRow),
        DifferencesFilter.REMARKS: isinstance(about, Remark),
    }[which]


class DifferencesView(QTableView):
    """The table of lines."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setAccessibleName(words("Differences"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        self.horizontalHeader().setDefaultAlignment(leading)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(36)

    def let_sentences_run(self) -> None:
        """Give the sentence of a remark the room of the columns that it leaves empty."""
        self.clearSpans()
        n_columns = DifferencesModel.SIDE - DifferencesModel.WHAT
        for row in range(self.model().rowCount()):
            line = self.model().index(row, 0).data(DifferencesModel.LINE_ROLE)
            if isinstance(line.about, Remark):
                self.setSpan(row, DifferencesModel.WHAT, 1, n_columns)

    def fit(self) -> None:
        """Give the texts the room, and the rest what it needs."""
        header = self.horizontalHeader()
        wide = (DifferencesModel.WHAT, DifferencesModel.WORKSHOP, DifferencesModel.WORKBOOK)
        for column in range(self.model().columnCount()):
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(
                column, mode.Stretch if column in wide else mode.Interactive
            )
        header.resizeSection(DifferencesModel.WHERE, 190)
        header.resizeSection(DifferencesModel.FIELD, 150)
        header.resizeSection(DifferencesModel.SIDE, 130)
