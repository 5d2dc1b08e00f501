"""The room plan: every table as a card."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from worldcafe.domain.model import CafeTable, Theme
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.painting.direction import LEADING, TRAILING, paint_line, visual_rect
from worldcafe.ui.painting.look import colours, grown, pixmap, text_font
from worldcafe.ui.tables.list import RECORD, Index, ListModel
from worldcafe.wording import Words

CARD_HEIGHT = 116
CARD_WIDTH = 164
BAND = 36
LINE = 23


@dataclass(frozen=True)
class TableCard:
    """What a card shows of a table."""

    table: CafeTable
    theme: Theme | None
    host: str
    note_taker: str
    room: str = ""
    """Where there are several."""


class TablesModel(ListModel[TableCard]):
    """The tables in the order of their numbers."""

    def __init__(self, words: Words) -> None:
        super().__init__(
            lambda card: str(card.table.number),
            lambda card: "\n".join(_said(words, card)),
            id_of=lambda card: card.table.id,
        )

    def show_workshop(self, workshop: Workshop) -> None:
        """Show the workshop's tables; rows that stay keep their place and selection."""
        self.show(_card(workshop, table) for table in workshop.tables_in_order)


class TablesView(QListView):
    """The cards beside and below one another, as wide as the room allows."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setItemDelegate(_CardDelegate(words, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setProperty("look", "room")
        self.setAccessibleName(words("Tables"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Qt keeps the scroll bar's width free while the bar comes and goes.
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        width = self.maximumViewportSize().width() - bar - 4
        n_beside = max(1, width // grown(CARD_WIDTH))
        self.setGridSize(QSize(width // n_beside, grown(CARD_HEIGHT) + 8))
        super().resizeEvent(event)


class _CardDelegate(QStyledItemDelegate):
    """Draws a table: a band in its theme's colour, then languages, seats and people."""

    def __init__(self, words: Words, view: QListView) -> None:
        super().__init__(view)
        self._words = words
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._view.gridSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: TableCard = index.data(RECORD)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        place = QRect(option.rect).adjusted(3, 3, -5, -5)
        self._paint_surface(painter, option, place, card)
        self._paint_band(painter, place, card)
        self._paint_lines(painter, place, card)
        painter.restore()

    def _paint_surface(
        self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, card: TableCard
    ) -> None:
        palette, state = colours(), option.state
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(place), 10, 10)
        painter.fillPath(outline, QColor(palette.surface))
        painter.save()
        painter.setClipPath(outline)
        band = QRect(place.left(), place.top(), place.width(), grown(BAND))
        painter.fillRect(band, QColor(card.theme.colour if card.theme else palette.line))
        painter.restore()
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        colour = palette.accent if selected or hovered else palette.line
        if selected and state & QStyle.StateFlag.State_HasFocus:
            colour = palette.ink
        painter.strokePath(outline, QPen(QColor(colour), 2.5 if selected else 1))

    def _paint_band(self, painter: QPainter, place: QRect, card: TableCard) -> None:
        ink = QColor(ink_on(card.theme.colour)) if card.theme else QColor(colours().soft)
        painter.setPen(ink)
        number, font = str(card.table.number), _font(12.5, strong=True)
        painter.setFont(font)
        n_width = max(28, painter.fontMetrics().horizontalAdvance(number) + 12)
        band = QRect(place.left(), place.top(), place.width(), grown(BAND)).adjusted(
            6, 0, -8, 0
        )
        leading, rest = _split(painter, band, n_width)
        painter.drawText(leading, Qt.AlignmentFlag.AlignCenter, number)
        name = card.theme.name if card.theme else self._words("No theme yet")
        _draw_name(painter, rest, name, _font(9, strong=card.theme is not None))

    def _paint_lines(self, painter: QPainter, place: QRect, card: TableCard) -> None:
        palette, words = colours(), self._words
        inner = place.adjusted(10, grown(BAND) + 4, -8, 0)
        height = grown(LINE)
        lines = (
            ("armchair", str(card.table.seats), True),
            ("user", card.host or words("no host yet"), bool(card.host)),
            ("pen-line", card.note_taker or words("no note-taker yet"), bool(card.note_taker)),
        )
        for k, (picture, text, known) in enumerate(lines):
            line = QRect(inner.left(), inner.top() + k * height, inner.width(), height)
            mark, rest = _split(painter, line, 22)
            icon, _ = _split(painter, mark, 15)
            icon.moveTop(mark.top() + (height - 15) // 2)
            painter.drawPixmap(icon.topLeft(), pixmap(picture, palette.soft, 15))
            painter.setPen(QColor(palette.ink if known else palette.soft))
            painter.setFont(_font(9, italic=not known))
            if k == 0:
                seats, beside = _split(painter, rest, grown(28))
                paint_line(painter, seats, text)
                said = words.languages(card.table.languages)
                taken = painter.fontMetrics().horizontalAdvance(said) + 10
                room, _ = _split(painter, beside, beside.width() - taken)
                paint_line(painter, room, card.room)
                paint_line(painter, beside, said, TRAILING)
            else:
                paint_line(painter, rest, text)


def _card(workshop: Workshop, table: CafeTable) -> TableCard:
    people = workshop.participants
    host, note_taker = people.get(table.host_id or ""), people.get(table.note_taker_id or "")
    return TableCard(
        table,
        workshop.theme_of(table.id),
        host.name if host else "",
        note_taker.name if note_taker else "",
        workshop.room_of(table.id),
    )


def _said(words: Words, card: TableCard) -> Sequence[str]:
    table = card.table
    lines = [words("Table {n}", n=table.number)]
    lines += [card.room] if card.room else []
    lines += [card.theme.name] if card.theme else []
    lines.append(words.plural("{n} seat", "{n} seats", table.seats))
    lines += [words.languages(table.languages)] if table.languages else []
    lines += [words("Host: {name}", name=card.host)] if card.host else []
    lines += [words("Note-taker: {name}", name=card.note_taker)] if card.note_taker else []
    return lines


def ink_on(colour: str) -> str:
    """White or nearly black, whichever is read better on a colour."""
    said = QColor(colour)
    light = 0.299 * said.redF() + 0.587 * said.greenF() + 0.114 * said.blueF()
    return "#1b1613" if light > 0.58 else "#ffffff"


def _split(painter: QPainter, place: QRect, width: int) -> tuple[QRect, QRect]:
    """The leading part of this width, and the rest."""
    lead = QRect(place.left(), place.top(), width, place.height())
    towards, rest = painter.layoutDirection(), place.adjusted(width, 0, 0, 0)
    return visual_rect(towards, place, lead), visual_rect(towards, place, rest)


def _draw_name(painter: QPainter, place: QRect, name: str, font: QFont) -> None:
    """A name on two lines at most."""
    painter.setFont(font)
    metrics = painter.fontMetrics()
    if metrics.horizontalAdvance(name) <= place.width():
        paint_line(painter, place, name)
        return
    # A line breaks between words: some of its width is always lost.
    shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, round(1.6 * place.width()))
    painter.drawText(place, int(LEADING) | Qt.TextFlag.TextWordWrap, shown)


def _font(size: float, *, strong: bool = False, italic: bool = False) -> QFont:
    font = text_font(size, strong=strong)
    font.setItalic(italic)
    return font
