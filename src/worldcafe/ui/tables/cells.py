"""How the cells of a table of records are drawn and edited."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractItemModel, Qt, QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from worldcafe.domain.model import LINE_LENGTH
from worldcafe.ui.painting.direction import direction_of, side
from worldcafe.ui.painting.look import colours, icon
from worldcafe.ui.tables.records import Column, Index, RecordsModel, SearchProxy
from worldcafe.wording.direction import isolated


class Turned(QStyledItemDelegate):
    """Draws each text in its own direction, at the side where reading the table begins."""

    def initStyleOption(self, option: Any, index: Index) -> None:
        super().initStyleOption(option, index)
        _turn(option)


def _turn(option: Any) -> None:
    """Let a text be cut at its own end; Qt cuts one of the other direction where it begins."""
    if option.icon.isNull():
        option.displayAlignment = side(option.direction, option.displayAlignment)
        option.direction = direction_of(option.text)
    else:  # which is at the side where reading begins
        option.text = isolated(option.text)


class Cells(QStyledItemDelegate):
    """Edits text in a line and choices in a list; records that are muted are drawn faint."""

    def __init__(
        self,
        proxy: SearchProxy,
        *,
        picture: Callable[[Any, int], str] = lambda _record, _column: "",
        muted: Callable[[Any], bool] = lambda _record: False,
        parent: QWidget,
    ) -> None:
        """`picture` names the icon of a record's cell, `muted` says what is no longer valid."""
        super().__init__(parent)
        self._proxy = proxy
        self._picture = picture
        self._muted = muted

    def initStyleOption(self, option: Any, index: Index) -> None:
        super().initStyleOption(option, index)
        record = self._proxy.record(index)
        option.textElideMode = Qt.TextElideMode.ElideRight
        option.text = option.text.replace("\n", " · ")
        picture = self._picture(record, index.column())
        if picture:
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
            option.icon = icon(picture, colours().accent, 18)
        if self._muted(record):
            faint = QColor(colours().faint)
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, faint)
            option.font.setStrikeOut(True)
        _turn(option)

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        column = self._column(index)
        if not column.choices:
            line = QLineEdit(parent)
            line.setMaxLength(LINE_LENGTH)
            return line
        made = QComboBox(parent)
        for value, name in column.choices:
            made.addItem(name, value)
        made.activated.connect(lambda _row: self._on_chosen(made))
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            text = str(index.data())
            if text and editor.findText(text) < 0:
                editor.addItem(text)  # a value that is not offered stays as it is
            editor.setCurrentIndex(editor.findText(text) if text else 0)
            QTimer.singleShot(0, editor, editor.showPopup)
        elif isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            offered = editor.currentData() is not None
            if offered and editor.currentText() != str(index.data()):
                model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def _on_chosen(self, editor: QComboBox) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def _column(self, index: Index) -> Column[Any]:
        model = index.model()
        source = model.sourceModel() if isinstance(model, SearchProxy) else model
        assert isinstance(source, RecordsModel)
        found: Column[Any] = source.columns[index.column()]
        return found
