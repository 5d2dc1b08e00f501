"""The whole desk in the pseudo-language, over a café whose people write in Greek letters.

What is neither marked nor Greek was said by nobody's catalogue: it was forgotten in a source.
"""

import contextlib
import re

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QTextEdit,
    QWidget,
)

from hostile_cafe import rewritten

GREEK = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "αβψδεφγηιξκλμνοπϟρστυϝωχυζΑΒΨΔΕΦΓΗΙΞΚΛΜΝΟΠϞΡΣΤΥϜΩΧΥΖ",
)
UNMARKED = re.compile(r"(?<![^\W_])[A-Za-z]{3,}(?![^\W\d_])")
OURS = {"worldcafe"}
KEYS = frozenset(
    {"Alt", "Backspace", "Ctrl", "Del", "Down", "End", "Enter", "Esc", "Home", "Ins", "Left",
     "Menu", "PgDown", "PgUp", "Return", "Right", "Shift", "Space", "Tab"}
)  # fmt: skip
"""Qt's own names for keys, as they stand on them."""
N_ROWS = 3


def in_greek(workshop):
    """The same café as people would have it who write in Greek letters."""
    return rewritten(workshop, lambda written: written.translate(GREEK))


def unmarked(texts):
    """The texts in which a word stands that no catalogue has seen."""
    found = dict.fromkeys(text for text in texts if set(UNMARKED.findall(text)) - OURS - KEYS)
    return list(found)


def said_by(root):
    """Everything that the widgets in view say or would say, but for what can be edited."""
    for widget in [root, *root.findChildren(QWidget)]:
        if not widget.isVisibleTo(root):
            continue
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
        yield from (action.text() for action in widget.actions())
        match widget:
            case QLabel() | QAbstractButton():
                yield widget.text()
            case QLineEdit() | QTextEdit() | QPlainTextEdit():
                yield widget.placeholderText()
            case QComboBox():
                yield from map(widget.itemText, range(widget.count()))
            case QAbstractSpinBox():
                yield widget.specialValueText()
            case QTabBar():
                yield from map(widget.tabText, range(widget.count()))
            case QAbstractItemView() if widget.model() is not None:
                yield from _said_by_model(widget.model())


def _said_by_model(model):
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole,
             Qt.ItemDataRole.AccessibleTextRole)  # fmt: skip
    is_list = isinstance(model, QAbstractListModel)
    for column in range(1 if is_list else model.columnCount(QModelIndex())):
        for role in roles:
            texts = [model.headerData(column, Qt.Orientation.Horizontal, role)]
            rows = range(min(N_ROWS, model.rowCount(QModelIndex())))
            texts += [model.index(row, column).data(role) for row in rows]
            yield from (text for text in texts if isinstance(text, str))


def places(root):
    """Where every widget in view is in the window, but for the inside of lists and the like."""
    found = {}
    for widget in root.findChildren(QWidget):
        if widget.isVisibleTo(root) and not _is_inside(widget):
            found[widget] = QRect(widget.mapTo(root, QPoint()), widget.size())
    return found


def _is_inside(widget):
    """Whether Qt looks after the widget's place by itself."""
    while (widget := widget.parentWidget()) is not None:
        if isinstance(widget, QAbstractScrollArea | QComboBox | QAbstractSpinBox | QLineEdit):
            return not isinstance(widget, QScrollArea)
    return False


@contextlib.contextmanager
def listening(monkeypatch):
    """The texts that are painted by hand meanwhile."""
    painted, paint = [], QPainter.drawText

    def drawText(self, *arguments):
        painted.extend(each for each in arguments if isinstance(each, str))
        return paint(self, *arguments)

    with monkeypatch.context() as patch:
        patch.setattr(QPainter, "drawText", drawText)
        yield painted
