"""The one look of a table of lines."""

from collections.abc import Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from worldcafe.ui.tables.cells import Turned
from worldcafe.ui.tables.records import Column, RecordsModel, SearchProxy

V = TypeVar("V", bound=QTableView)
Trigger = QAbstractItemView.EditTrigger
LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
ROW_HEIGHT = 38


def as_lines(view: V, row_height: int = ROW_HEIGHT) -> V:
    """Let a table look like lines of a list: whole ones are chosen, and all are of a height."""
    view.setItemDelegate(Turned(view))
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(row_height)
    view.horizontalHeader().setHighlightSections(False)
    view.horizontalHeader().setDefaultAlignment(LEADING)
    return view


def fit_columns(view: QTableView, columns: Sequence[Column[Any]]) -> None:
    """Make columns as wide as they say, and never narrower than their headings."""
    across = view.horizontalHeader()
    across.ensurePolished()  # else the headings are measured in another font
    for number, each in enumerate(columns):
        across.resizeSection(number, max(each.width, across.sectionSizeHint(number)))


class RecordsView(QTableView):
    """Records, one a line, with columns as wide as they say. One line is chosen at a time."""

    def __init__(
        self,
        model: QAbstractItemModel,
        name: str,
        *,
        edited: QAbstractItemView.EditTrigger = Trigger.NoEditTriggers,
        row_height: int = ROW_HEIGHT,
    ) -> None:
        """`name` is for those who hear the screen; `edited` says what begins an edit."""
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(name)
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(edited)
        as_lines(self, row_height)
        source = model.sourceModel() if isinstance(model, SearchProxy) else model
        assert isinstance(source, RecordsModel)
        fit_columns(self, source.columns)

    def stretch(self, *columns: int) -> None:
        """Give these columns what room the others leave."""
        for column in columns:
            self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
