"""The one look of a table of lines."""

from collections.abc import Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from worldcafe.ui.painting.look import grown
from worldcafe.ui.tables.cells import Turned
from worldcafe.ui.tables.records import Column, RecordsModel, SearchProxy

V = TypeVar("V", bound=QTableView)
Trigger = QAbstractItemView.EditTrigger
LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
ROW_HEIGHT = 38
LEAST_STRETCHED = 220
"""Pixels of a column that takes what room there is."""


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
    view.verticalHeader().setDefaultSectionSize(grown(row_height))
    view.horizontalHeader().setHighlightSections(False)
    view.horizontalHeader().setDefaultAlignment(LEADING)
    return view


def fit_columns(view: QTableView, columns: Sequence[Column[Any]]) -> None:
    """Make columns as wide as they say, and never narrower than their headings."""
    across = view.horizontalHeader()
    across.ensurePolished()  # else the headings are measured in another font
    for number, each in enumerate(columns):
        across.resizeSection(number, max(grown(each.width), across.sectionSizeHint(number)))


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
        self._stretched: tuple[int, ...] = ()
        self._widths: list[int] = []
        self._shown_columns = source.columns
        fit_columns(self, source.columns)

    def stretch(self, *columns: int) -> None:
        """Give these columns what room the others leave, but not less than they say."""
        self._stretched = columns
        self._widths = [max(self.columnWidth(each), grown(LEAST_STRETCHED)) for each in columns]

    def setSortingEnabled(self, enable: bool) -> None:  # noqa: FBT001
        super().setSortingEnabled(enable)
        fit_columns(self, self._shown_columns)  # headings have an arrow now

    def resizeEvent(self, event: QResizeEvent) -> None:
        across, modes = self.horizontalHeader(), QHeaderView.ResizeMode
        others = sum(
            across.sectionSize(number)
            for number in range(across.count())
            if number not in self._stretched
        )
        fits = others + sum(self._widths) <= self.viewport().width()
        for column, width in zip(self._stretched, self._widths, strict=True):
            across.setSectionResizeMode(column, modes.Stretch if fits else modes.Interactive)
            if not fits:
                self.setColumnWidth(column, width)
        super().resizeEvent(event)
