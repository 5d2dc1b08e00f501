"""The people at the door: a line each, with two buttons that say whether they are here."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from worldcafe.domain.day import seating_round_of
from worldcafe.domain.model import Participant
from worldcafe.domain.vocabulary import Presence
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.pages.live.seats import NAVIGATION
from worldcafe.ui.painting.direction import paint_line, visual_rect
from worldcafe.ui.painting.look import SMALL, colours, grown, pixmap, text_font
from worldcafe.ui.parts import tip
from worldcafe.wording import Words

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ROW = 46
LEAST_WIDTH = 360
"""Of a line in which the buttons still have words."""
SHORT = 40
"""The width of a button without words."""
PERSON = Qt.ItemDataRole.UserRole
DETAIL = Qt.ItemDataRole.UserRole + 1
PICTURES = {
    Presence.EXPECTED: ("clock", "faint"),
    Presence.PRESENT: ("circle-check", "good"),
    Presence.ABSENT: ("x", "problem"),
}


class PeopleModel(QAbstractListModel):
    """People in the order they were found."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._workshop = Workshop()
        self._round_id = ""
        self.people: list[Participant] = []

    def show_people(
        self, workshop: Workshop, people: Sequence[Participant], round_id: str
    ) -> None:
        """Show these people, with their tables in this round."""
        self._workshop, self._round_id = workshop, round_id
        if [each.id for each in people] == [each.id for each in self.people]:
            self.people = list(people)
            self.dataChanged.emit(self.index(0), self.index(len(people) - 1))
            return
        self.beginResetModel()
        self.people = list(people)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.people)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        person = self.people[index.row()]
        told: Any = None
        match role:
            case r if r == PERSON:
                told = person
            case r if r == DETAIL:
                told = self._detail(person)
            case Qt.ItemDataRole.DisplayRole:
                told = person.name
            case Qt.ItemDataRole.AccessibleTextRole:
                state = self._words.label(person.presence)
                told = f"{person.name}, {state}, {self._detail(person)}"
            case Qt.ItemDataRole.ToolTipRole:
                told = tip(f"{person.name}\n{self._detail(person)}")
        return told

    def _detail(self, person: Participant) -> str:
        round_id = self._round_id
        if self._workshop.is_apart:
            own = seating_round_of(self._workshop, person.id)
            round_id = own.id if own else ""
        seat = self._workshop.seats.get(f"{round_id}/{person.id}")
        table = self._workshop.tables[seat.table_id] if seat else None
        at = self._words("Table {number}", number=table.number) if table else ""
        return self._words.line((at, person.organisation))


class PersonDelegate(QStyledItemDelegate):
    """Paints a person with two buttons, and takes the clicks on them."""

    here_asked = Signal(str)
    """The id of a person who is here, or of whom that is to be taken back."""
    absent_asked = Signal(str)
    """The same for somebody who does not come."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._texts = {
            Presence.PRESENT: words("Here"),
            Presence.ABSENT: words("Not coming"),
        }

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, grown(ROW))

    def buttons(self, option: Any) -> dict[Presence, QRect]:
        """Where the two buttons are; without their words where a line is short."""
        metrics, place = option.fontMetrics, option.rect.adjusted(8, 8, -10, -8)
        short = place.width() < grown(LEAST_WIDTH)
        found, edge = {}, place.right() + 1
        for which in (Presence.ABSENT, Presence.PRESENT):
            width = SHORT if short else metrics.horizontalAdvance(self._texts[which]) + 24
            pill = QRect(edge - width, place.top(), width, place.height())
            found[which] = visual_rect(option.direction, place, pill)
            edge -= width + 6
        return found

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        palette, person = colours(), index.data(PERSON)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(palette.accent_wash))
        painter.setPen(QColor(palette.line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        pills = self.buttons(option)
        inner = option.rect.adjusted(12, 4, -12, -4)
        picture, colour = PICTURES[person.presence]
        mark = QRect(inner.left(), inner.center().y() - 9, 18, 18)
        mark = visual_rect(option.direction, inner, mark)
        painter.drawPixmap(mark, pixmap(picture, getattr(palette, colour), 18))
        taken = sum(pill.width() for pill in pills.values())
        text = inner.adjusted(18 + 10, 0, -taken - 6 - 12, 0)
        text = visual_rect(option.direction, inner, text)
        self._paint_text(painter, option, text, index)
        for which, pill in pills.items():
            self._paint_pill(painter, option.font, pill, which, chosen=person.presence is which)
        painter.restore()

    def _paint_text(self, painter: QPainter, option: Any, place: QRect, index: Index) -> None:
        palette, person = colours(), index.data(PERSON)
        half = place.height() // 2
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        font.setStrikeOut(person.presence is Presence.ABSENT)
        for face, ink, text, top in (
            (font, palette.ink, person.name, place.top()),
            (text_font(SMALL), palette.soft, index.data(DETAIL), place.top() + half),
        ):
            painter.setFont(face)
            painter.setPen(QColor(ink))
            paint_line(painter, QRect(place.left(), top, place.width(), half), text)

    def _paint_pill(
        self, painter: QPainter, face: QFont, place: QRect, which: Presence, *, chosen: bool
    ) -> None:
        palette = colours()
        tone = "good" if which is Presence.PRESENT else "problem"
        ground = getattr(palette, f"{tone}_wash") if chosen else palette.surface
        edge = getattr(palette, tone) if chosen else palette.line
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
        ink = getattr(palette, tone) if chosen else palette.ink
        font = QFont(face)
        font.setWeight(QFont.Weight.DemiBold if chosen else QFont.Weight.Normal)
        painter.setFont(font)
        if place.width() == SHORT:
            mark = QRect(0, 0, 16, 16)
            mark.moveCenter(place.center())
            picture = "check" if which is Presence.PRESENT else "x"
            painter.drawPixmap(mark, pixmap(picture, ink, 16))
            return
        painter.setPen(QColor(ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._texts[which])

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: Any, index: Index
    ) -> bool:
        for which, pill in self.buttons(option).items():
            if index.isValid() and pill.contains(event.pos()):
                QToolTip.showText(event.globalPos(), self._texts[which], view)
                return True
        return super().helpEvent(event, view, option, index)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: Any, index: Index
    ) -> bool:
        if event.type() != QEvent.Type.MouseButtonRelease or not isinstance(event, QMouseEvent):
            return False
        for which, pill in self.buttons(option).items():
            if pill.contains(event.position().toPoint()):
                asked = self.here_asked if which is Presence.PRESENT else self.absent_asked
                asked.emit(index.data(PERSON).id)
                return True
        return False


class PeopleView(QListView):
    """The list. Enter says that somebody is here, Delete that they do not come."""

    typed = Signal(str)
    """Letters of a name, which are no keys of the day here."""

    def __init__(self, model: PeopleModel, words: Words) -> None:
        super().__init__()
        self.delegate = PersonDelegate(words)
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName(words("People"))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.delegate.here_asked.emit(index.data(PERSON).id)
        elif index.isValid() and event.key() == Qt.Key.Key_Delete:
            self.delegate.absent_asked.emit(index.data(PERSON).id)
        elif event.key() in NAVIGATION:
            super().keyPressEvent(event)
        elif event.text()[:1].isalnum():
            self.typed.emit(event.text())
        else:
            event.ignore()
