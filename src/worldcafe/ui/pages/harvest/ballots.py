"""The dots of one voter beside the dots of all, as rows of a table."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QPointF,
    QRectF,
    Qt,
)
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from worldcafe.domain.harvest import Voter
from worldcafe.domain.model import Contribution
from worldcafe.ui.painting.look import colours
from worldcafe.ui.tables.records import Column, Index, RecordsModel
from worldcafe.wording import Words

TITLE, OWN = 1, 3
BUTTON = 30
MOST_DRAWN = 5
"""Dots that are drawn one by one; more are told as a number."""


class Ballots(RecordsModel[Contribution]):
    """The contributions, those with most dots first, with the voter's own dots."""

    def __init__(self, words: Words, give: Callable[[str, int], object]) -> None:
        """`give` is asked to set the voter's dots for a contribution."""
        super().__init__(
            (
                Column(words("Ref."), lambda item: self._texts[item.id][0], width=76),
                Column(words("Title"), lambda item: item.title),
                Column(words("Table · round"), lambda item: self._texts[item.id][1], width=170),
                Column(words("Dots placed"), self._own, width=170),
                Column(words("All dots"), lambda item: str(self.all.get(item.id) or ""),
                       width=90),
            )
        )  # fmt: skip
        self._give = give
        self.own: Mapping[str, int] = {}
        self.all: Mapping[str, int] = {}
        self._texts: dict[str, tuple[str, str]] = {}
        self.voter: Voter | None = None

    def show_ballot(
        self,
        items: Iterable[Contribution],
        texts: dict[str, tuple[str, str]],
        voter: Voter | None,
        own: Mapping[str, int],
        counted: Mapping[str, int],
    ) -> None:
        """Show these; `texts` are the reference and the place of each."""
        self.voter, self.own, self.all, self._texts = voter, own, counted, texts
        self.show(sorted(items, key=lambda item: -counted.get(item.id, 0)))

    def _own(self, item: Contribution) -> str:
        return str(self.own.get(item.id, 0)) if self.voter else ""

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == OWN and self.voter is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        text = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not (text.isdecimal() or not text):
            return False
        return self._give(self.record(index).id, int(text or 0)) is not None


class DotsCell(QStyledItemDelegate):
    """A button that takes a dot away, the dots, and a button that adds one."""

    def __init__(self, step: Callable[[str, int], object], parent: QWidget) -> None:
        super().__init__(parent)
        self._step = step

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        model = index.model()
        assert isinstance(model, Ballots)
        palette, room = colours(), QRectF(option.rect)
        if option.state & option.state.State_Selected:
            painter.fillRect(room, QColor(palette.accent_wash))
        if model.voter is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        n = model.own.get(model.record(index).id, 0)
        less, more = _buttons(room)
        for place, sign, on in ((less, "−", n > 0), (more, "+", True)):
            painter.setPen(QPen(QColor(palette.line), 1))
            painter.setBrush(QColor(palette.surface))
            painter.drawRoundedRect(place.adjusted(3, 5, -3, -5), 6, 6)
            painter.setPen(QColor(palette.ink if on else palette.faint))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, sign)
        middle = QRectF(less.right(), room.top(), more.left() - less.right(), room.height())
        self._draw_dots(painter, middle, n)
        painter.restore()

    def _draw_dots(self, painter: QPainter, room: QRectF, n: int) -> None:
        accent = QColor(colours().accent)
        if n > MOST_DRAWN:
            painter.setPen(accent)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(n))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        left = room.center().x() - (n - 1) * 7
        for k in range(n):
            painter.drawEllipse(QPointF(left + 14 * k, room.center().y()), 5, 5)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        presses = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
        if event.type() not in presses or not isinstance(event, QMouseEvent):
            return super().editorEvent(event, model, option, index)
        assert isinstance(model, Ballots)
        less, more = _buttons(QRectF(option.rect))
        for place, by in ((less, -1), (more, 1)):
            if place.contains(event.position()) and model.voter is not None:
                self._step(model.record(index).id, by)
                return True
        return super().editorEvent(event, model, option, index)

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        made = QLineEdit(parent)
        made.setMaxLength(2)
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return made


def _buttons(room: QRectF) -> tuple[QRectF, QRectF]:
    """Where the two buttons of a cell are."""
    less = QRectF(room.left(), room.top(), BUTTON, room.height())
    return less, less.translated(room.width() - BUTTON, 0)
