"""The rows of a list that is about to be imported, the doubtful ones with their reasons."""

from collections import defaultdict
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from PySide6.QtCore import (
    QRect,
    QSize,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from worldcafe.domain.model import Participant
from worldcafe.exchange.roster import Roster
from worldcafe.ui.painting.direction import LEADING, TRAILING, paint_line, visual_rect
from worldcafe.ui.painting.look import SMALL, TEXT, colours, grown, pixmap, text_font
from worldcafe.ui.tables.list import RECORD, Index, ListModel
from worldcafe.wording import Words


@dataclass(frozen=True)
class ListRow:
    """A row of the list: what it says, what is doubtful about it, and whether it comes in."""

    number: int
    """In the sheet, from 1."""
    title: str
    details: str
    reasons: tuple[str, ...]
    imported: bool = True


def rows_of(roster: Roster, words: Words) -> list[ListRow]:
    """Every row that holds something, in the order of the sheet."""
    reasons: dict[int, dict[str, None]] = defaultdict(dict)
    for doubt in roster.doubts:
        reasons[doubt.row][words.doubt(doubt.code, doubt.params)] = None
    rows = [
        ListRow(number, person.name, _details(person, words), tuple(reasons[number]))
        for number, person in zip(roster.rows, roster.people, strict=True)
    ]
    cells = roster.layout.sheet.rows
    for doubt in roster.doubts:
        if not doubt.imported:
            text = words.line(cells[doubt.row - 1])
            rows.append(ListRow(doubt.row, text, "", tuple(reasons[doubt.row]), imported=False))
    return sorted(rows, key=lambda row: row.number)


class RowsModel(ListModel[ListRow]):
    """The rows, as they stand in the sheet."""

    def __init__(self) -> None:
        super().__init__(attrgetter("title"), _said, id_of=attrgetter("number"))


def _said(row: ListRow) -> str:
    return "\n".join((row.title, *filter(None, (row.details,)), *row.reasons))


class RowsFilter(QSortFilterProxyModel):
    """All rows, those to look at, or those left out."""

    KINDS = ALL, TO_LOOK_AT, LEFT_OUT = range(3)

    def __init__(self, model: RowsModel) -> None:
        super().__init__()
        self._which = self.ALL
        self.setSourceModel(model)

    def keep(self, which: int) -> None:
        """Keep the rows of this kind only."""
        self.beginFilterChange()
        self._which = which
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        model = self.sourceModel()
        assert isinstance(model, RowsModel)
        shown = model.records[row]
        return (
            self._which == self.ALL
            or (self._which == self.TO_LOOK_AT and bool(shown.reasons))
            or not shown.imported
        )


class RowsView(QListView):
    """The rows below one another, reasons beneath what they are about."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setItemDelegate(_RowDelegate(words, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(words("Rows of the list"))


class _RowDelegate(QStyledItemDelegate):
    """Draws a row: number, who it is, whether it comes in, and why one should look."""

    def __init__(self, words: Words, view: QListView) -> None:
        super().__init__(view)
        self._words = words
        self._view = view
        self.LINE, self.LEAD, self.TAG = map(grown, (19, 64, 84))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: ListRow = index.data(RECORD)
        width = self._view.viewport().width()
        n_lines = 1 + bool(row.details)
        height = 16 + n_lines * self.LINE
        height += sum(self._height(reason, width) for reason in row.reasons)
        return QSize(width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ListRow = index.data(RECORD)
        palette, place = colours(), QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, QColor(palette.sunken))
        painter.setPen(QColor(palette.line))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        inner = place.adjusted(12, 8, -12, -8)
        picture, colour = _mark(row)
        self._paint_lead(painter, inner, row, pixmap(picture, colour, 16))
        text = self._beside(inner, self.LEAD, 0 if row.imported else self.TAG)
        self._paint_tag(painter, inner, row)
        self._line(painter, text, row.title, strong=True)
        text.translate(0, self.LINE)
        if row.details:
            painter.setPen(QColor(palette.soft))
            self._line(painter, text, row.details)
            text.translate(0, self.LINE)
        text = self._beside(inner, self.LEAD, 0).translated(0, text.top() - inner.top())
        self._paint_reasons(painter, text, row, place.width())
        painter.restore()

    def _paint_lead(self, painter: QPainter, inner: QRect, row: ListRow, mark: Any) -> None:
        icon = QRect(inner.left(), inner.top() + 1, 16, 16)
        painter.drawPixmap(self._mirrored(inner, icon).topLeft(), mark)
        painter.setPen(QColor(colours().soft))
        painter.setFont(text_font(SMALL))
        place = QRect(inner.left() + 24, inner.top(), self.LEAD - 24, self.LINE)
        paint_line(painter, self._mirrored(inner, place), str(row.number))
        painter.setPen(QColor(colours().ink))

    def _paint_tag(self, painter: QPainter, inner: QRect, row: ListRow) -> None:
        if row.imported:
            return
        place = QRect(inner.right() - self.TAG, inner.top(), self.TAG, self.LINE)
        painter.setFont(text_font(SMALL, strong=True))
        painter.setPen(QColor(colours().soft))
        tag = self._words("left out")
        paint_line(painter, self._mirrored(inner, place), tag, TRAILING)
        painter.setPen(QColor(colours().ink))

    def _paint_reasons(self, painter: QPainter, text: QRect, row: ListRow, width: int) -> None:
        painter.setPen(QColor(colours().attention if row.imported else colours().soft))
        painter.setFont(text_font(SMALL))
        for reason in row.reasons:
            height = self._height(reason, width)
            place = QRect(text.left(), text.top(), text.width(), height)
            painter.drawText(place, int(LEADING) | Qt.TextFlag.TextWordWrap, reason)
            text.translate(0, height)

    def _line(
        self, painter: QPainter, place: QRect, text: str, *, strong: bool = False
    ) -> None:
        painter.setFont(text_font(TEXT if strong else SMALL, strong=strong))
        line = QRect(place.left(), place.top(), place.width(), self.LINE)
        paint_line(painter, line, text)

    def _beside(self, inner: QRect, lead: int, tag: int) -> QRect:
        return self._mirrored(inner, inner.adjusted(lead, 0, -tag, 0))

    def _mirrored(self, inner: QRect, place: QRect) -> QRect:
        return visual_rect(self._view.layoutDirection(), inner, place)

    def _height(self, reason: str, width: int) -> int:
        room = QRect(0, 0, max(80, width - 24 - self.LEAD), 1000)
        metrics = QFontMetrics(text_font(SMALL))
        return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, reason).height() + 4


def _mark(row: ListRow) -> tuple[str, str]:
    palette = colours()
    if not row.imported:
        return "x", palette.soft
    if row.reasons:
        return "triangle-alert", palette.attention
    return "check", palette.good


def _details(person: Participant, words: Words) -> str:
    parts = (
        person.organisation,
        person.city,
        words.country(person.country) if person.country else "",
        words.languages(person.languages),
        words.labels(person.roles),
    )
    return "  ·  ".join(part for part in parts if part)
