"""Beside the form: what was recorded in this conversation, and what it comes to."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from worldcafe.domain.commands import DescribeConversation
from worldcafe.domain.model import Contribution
from worldcafe.domain.vocabulary import HandIn
from worldcafe.domain.workshop import Place
from worldcafe.ui.arranging import Filling
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.editors import KIND_PICTURES
from worldcafe.ui.fields.entry import LineField
from worldcafe.ui.painting.direction import visual_rect
from worldcafe.ui.painting.look import SMALL, SPACE, colours, look, pixmap, text_font
from worldcafe.ui.parts import button, column, label, row
from worldcafe.wording import Words
from worldcafe.wording.provenance import local_time

Index = QModelIndex | QPersistentModelIndex
ID = Qt.ItemDataRole.UserRole
PICTURE = Qt.ItemDataRole.UserRole + 1
BELOW = Qt.ItemDataRole.UserRole + 2


class RecordedList(QListWidget):
    """What was recorded here: icon, title, time. Enter or a click opens it."""

    opened = Signal(str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.setItemDelegate(_RecordedDelegate(self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setAccessibleName(words("Recorded in this conversation"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        look("plain", self)
        self.itemClicked.connect(self._on_opened)

    def show_contributions(self, items: Sequence[Contribution]) -> None:
        """Show these, the last one first; what is selected stays so."""
        current = self.currentItem().data(ID) if self.currentItem() else None
        place = self.verticalScrollBar().value()
        self.clear()
        for item in reversed(items):
            entry = QListWidgetItem(item.title)
            entry.setData(ID, item.id)
            entry.setData(PICTURE, KIND_PICTURES[item.kind])
            kind, time = self._words.label(item.kind), local_time(self._words, item.recorded_at)
            came = self._words.label(item.came_by)
            entry.setData(BELOW, self._words.line((time, kind, came)))
            said = filter(None, (kind, item.title, time, came))
            entry.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(said))
            self.addItem(entry)
            if item.id == current:
                self.setCurrentItem(entry)
        self.verticalScrollBar().setValue(place)

    def select(self, contribution_id: str) -> None:
        """Mark the one that is open; none for an empty id."""
        self.setCurrentRow(-1)
        for number in range(self.count()):
            if contribution_id and self.item(number).data(ID) == contribution_id:
                self.setCurrentRow(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem():
            self._on_opened(self.currentItem())
        else:
            super().keyPressEvent(event)

    def _on_opened(self, item: QListWidgetItem) -> None:
        self.opened.emit(item.data(ID))


class _RecordedDelegate(QStyledItemDelegate):
    """Draws an entry: the kind's icon, a title on two lines at most, and below it the time."""

    PADDING = SPACE
    ICON = 18

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        assert isinstance(view, QListWidget)
        width = view.viewport().width()
        height = self._title_height(view.font(), width, str(index.data()))
        below = QFontMetrics(text_font(SMALL)).height()
        return QSize(width, height + below + 2 * self.PADDING)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        palette = colours()
        painter.save()
        place: QRect = option.rect.adjusted(0, 2, 0, -2)
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.accent), 2) if focused else Qt.PenStyle.NoPen)
        wash = palette.accent_wash if selected else palette.sunken if hovered else None
        painter.setBrush(QColor(wash) if wash else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 8, 8)
        inner = place.adjusted(self.PADDING, self.PADDING - 2, -self.PADDING, -self.PADDING + 2)
        icon_place = QRect(inner.topLeft(), QSize(self.ICON, self.ICON))
        text = inner.adjusted(self.ICON + self.PADDING, 0, 0, 0)
        text = visual_rect(option.direction, inner, text)
        icon_place = visual_rect(option.direction, inner, icon_place)
        painter.drawPixmap(icon_place, pixmap(str(index.data(PICTURE)), palette.accent, 18))
        self._draw_texts(painter, option, text, index)
        painter.restore()

    def _draw_texts(self, painter: QPainter, option: Any, text: QRect, index: Index) -> None:
        lead = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop
        flags = int(lead) | int(Qt.TextFlag.TextWordWrap)
        font = QFont(option.font)
        painter.setFont(font)
        painter.setPen(QColor(colours().ink))
        metrics = option.fontMetrics
        title = metrics.elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, round(text.width() * 1.8)
        )
        used = metrics.boundingRect(text, flags, title)
        height = min(used.height(), 2 * metrics.lineSpacing())
        painter.drawText(QRect(text.topLeft(), QSize(text.width(), height)), flags, title)
        painter.setFont(text_font(SMALL))
        painter.setPen(QColor(colours().soft))
        painter.drawText(text.adjusted(0, height, 0, 0), int(lead), str(index.data(BELOW)))

    def _title_height(self, font: QFont, width: int, title: str) -> int:
        metrics = QFontMetrics(font)
        room = width - self.ICON - 3 * self.PADDING
        lines = 1 if metrics.horizontalAdvance(title) <= room else 2
        return lines * metrics.lineSpacing()


class ConversationCard(QFrame):
    """The key insight of the conversation in one line, and handing in."""

    typed = Signal()
    finished = Signal()
    """The insight is said: Enter, or the field was left."""
    hand_in_asked = Signal()
    take_back_asked = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._place: Place = ("", "")
        words = bridge.words
        look("card", self)
        self.insight = LineField(hint=words("What should the room hear?"))
        self.insight.setMaxLength(2_000)
        self.hand_in = button(words("Hand in"), self.hand_in_asked.emit, picture="check")
        self._back = button(words("Take back"), self.take_back_asked.emit, name="quiet")
        self._tick = QLabel()
        self._tick.setPixmap(pixmap("circle-check", colours().good, 18))
        self._state = label("", "soft", wrap=True)
        caption = label(words("Key insight of this conversation"), "eyebrow")
        caption.setBuddy(self.insight)
        self.insight.setAccessibleName(caption.text())
        state = row(self._tick, Filling(self._state), self._back, self.hand_in)
        self.setLayout(column(caption, self.insight, state, margin=12))
        self._connect()

    def _connect(self) -> None:
        self.insight.textEdited.connect(lambda _text: self.typed.emit())
        self.insight.editingFinished.connect(self.finished)

    @property
    def typed_insight(self) -> str | None:
        """The insight as it is typed; None if that is what was said already."""
        text = str(self.insight.value())
        said = self._bridge.workshop.conversation(*self._place).key_insight
        return None if text == said else text

    def said(self, language: str, state: HandIn | None = None) -> DescribeConversation:
        """What says the insight as it is typed, and how far the notes have come."""
        table_id, round_id = self._place
        insight = self.typed_insight
        return DescribeConversation(
            table_id=table_id,
            round_id=round_id,
            key_insight=insight,
            key_insight_lang=None if insight is None else language,
            state=state,
        )

    def show_conversation(self, place: Place, insight: str | None = None) -> None:
        """Show what was said about a conversation; `insight` is one still being typed."""
        self._place = place
        workshop, words = self._bridge.workshop, self._bridge.words
        conversation = workshop.conversation(*place)
        if not (self.insight.hasFocus() and insight is None):
            said = conversation.key_insight if insight is None else insight
            self.insight.show_value(said)
        state = workshop.hand_in(*place)
        handed = state in (HandIn.HANDED_IN, HandIn.CHECKED)
        self._tick.setVisible(handed)
        self._back.setVisible(state is HandIn.HANDED_IN)
        self.hand_in.setVisible(not handed)
        self._state.setText(
            {
                HandIn.EMPTY: words("Nothing noted yet"),
                HandIn.DRAFT: words("Not handed in yet"),
                HandIn.HANDED_IN: words("Handed in"),
                HandIn.CHECKED: words("Checked by the facilitator"),
            }[state]
        )
