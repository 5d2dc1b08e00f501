"""Fields of the workshop, edited in place.

What is typed is handed to `give` when the field is left or Enter is pressed, once, as one
step; `give` says whether it was accepted. What was refused gives way to the value shown
before, and Escape does the same. `show_value` never takes away what is being typed.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from PySide6.QtCore import (
    QDate,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    QTime,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCompleter,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QTimeEdit,
    QWidget,
)

from worldcafe.domain.folding import fold
from worldcafe.domain.model import Participant
from worldcafe.ui.look import SPACE, colours, icon, look
from worldcafe.ui.parts import button, column, icon_button, row
from worldcafe.wording import Words


class Editing(Protocol):
    """A field that can be told to hand over what is in it."""

    def commit(self) -> None:
        """Hand over what was typed, if it was not yet."""


class LineField(QLineEdit):
    """One line of text."""

    def __init__(
        self, give: Callable[[str], bool], *, hint: str = "", name: str = "", limit: int = 500
    ) -> None:
        super().__init__()
        self._give = give
        self._shown = ""
        self.setPlaceholderText(hint)
        self.setMaxLength(limit)
        if name:
            look(name, self)
        self.editingFinished.connect(self.commit)

    def show_value(self, text: str) -> None:
        """Show what the workshop holds."""
        typing = self.hasFocus() and self.text() != self._shown
        self._shown = text
        if not typing and text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def commit(self) -> None:
        """Hand over what was typed, if it was not yet."""
        text, before = self.text().strip(), self._shown
        if text != before and self._give(text) and self._shown == before:
            self._shown = text
        self._settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and self.text() != self._shown:
            self._settle()
            return
        super().keyPressEvent(event)

    def _settle(self) -> None:
        """Show the value, with nothing left to undo in the field itself."""
        if self.text() != self._shown or self.isUndoAvailable():
            position = self.cursorPosition()
            self.setText(self._shown)
            self.setCursorPosition(min(position, len(self._shown)))


class AddField(QLineEdit):
    """A line that adds what is typed, and is empty again for the next."""

    def __init__(
        self, give: Callable[[str], bool], *, hint: str = "", limit: int = 500
    ) -> None:
        super().__init__()
        self._give = give
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setMaxLength(limit)
        self.editingFinished.connect(self.commit)

    def commit(self) -> None:
        """Add what was typed."""
        text = self.text().strip()
        if text and self._give(text):
            self.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)


class ProseField(QPlainTextEdit):
    """A text that grows with what is in it; Shift+Enter begins a new line."""

    def __init__(
        self, give: Callable[[str], bool], *, hint: str = "", n_lines: tuple[int, int] = (1, 4)
    ) -> None:
        super().__init__()
        self._give = give
        self._shown = ""
        self._n_lines = n_lines
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def show_value(self, text: str) -> None:
        """Show what the workshop holds."""
        typing = self.hasFocus() and self.toPlainText() != self._shown
        self._shown = text
        if not typing and text != self.toPlainText():
            self.setPlainText(text)

    def commit(self) -> None:
        """Hand over what was typed, if it was not yet."""
        text, before = self.toPlainText().strip()[:40_000], self._shown
        if text != before and self._give(text) and self._shown == before:
            self._shown = text
        if self.toPlainText() != self._shown or self.document().isUndoAvailable():
            cursor = self.textCursor()
            position = min(cursor.position(), len(self._shown))
            self.setPlainText(self._shown)
            cursor.setPosition(position)
            self.setTextCursor(cursor)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.commit()
        elif event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._shown:
            self.setPlainText(self._shown)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        low, high = self._n_lines
        n_lines = round(self.document().size().height())
        height = max(low, min(high, n_lines)) * self.fontMetrics().lineSpacing() + 2 * 8
        if height != self.height():
            self.setFixedHeight(height)
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if n_lines > high else policy.ScrollBarAlwaysOff
        )


class _Spin(QSpinBox):
    """A spin box that does not change when a page scrolls beneath the pointer."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        event.ignore()


class Stepper(QWidget):
    """A number with a button to take away and one to add; arrow keys do the same."""

    changing = Signal(int)
    """The number in the field, before it is handed over."""

    def __init__(
        self,
        give: Callable[[int], bool],
        span: tuple[int, int],
        *,
        caption: str,
        words: Words,
        step: int = 1,
        suffix: str = "",
    ) -> None:
        super().__init__()
        self._give = give
        self._shown = span[0]
        self._spin = _Spin(minimum=span[0], maximum=span[1], singleStep=step)
        self._spin.setSuffix(suffix)
        self._spin.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._spin.setAccessibleName(caption)
        self._less = icon_button("minus", words("{what}: less", what=caption), self._on_less)
        self._more = icon_button("plus", words("{what}: more", what=caption), self._on_more)
        for each in (self._less, self._more):
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self._spin)
        self.setLayout(row(self._less, self._spin, self._more, gap=2))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._spin.valueChanged.connect(self._on_value)
        self._spin.editingFinished.connect(self.commit)
        self._limit_buttons()

    @property
    def value(self) -> int:
        """The number in the field."""
        return self._spin.value()

    def show_value(self, value: int) -> None:
        """Show what the workshop holds."""
        typing = self._spin.hasFocus() and self._spin.value() != self._shown
        self._shown = value
        if not typing:
            self._set(value)

    def commit(self) -> None:
        """Hand over the number, if it was not yet."""
        value, before = self._spin.value(), self._shown
        if value == before:
            return
        if not self._give(value):
            self._set(before)
        elif self._shown == before:
            self._shown = value

    def _set(self, value: int) -> None:
        self._spin.blockSignals(True)  # noqa: FBT003
        self._spin.setValue(value)
        self._spin.blockSignals(False)  # noqa: FBT003
        self._limit_buttons()

    def _limit_buttons(self) -> None:
        self._less.setEnabled(self._spin.value() > self._spin.minimum())
        self._more.setEnabled(self._spin.value() < self._spin.maximum())

    def _on_value(self, value: int) -> None:
        self._limit_buttons()
        self.changing.emit(value)

    def _on_less(self) -> None:
        self._spin.stepDown()
        self.commit()

    def _on_more(self) -> None:
        self._spin.stepUp()
        self.commit()


class TimeField(QTimeEdit):
    """A time of day."""

    changing = Signal(object)
    """The time in the field, before it is handed over."""

    def __init__(self, give: Callable[[dt.time], bool], words: Words) -> None:
        super().__init__()
        self._give = give
        self._shown = dt.time()
        self.setDisplayFormat("H 'h' mm" if words.language == "fr" else "H:mm")
        self.timeChanged.connect(lambda _time: self.changing.emit(self.value))
        self.editingFinished.connect(self.commit)

    @property
    def value(self) -> dt.time:
        """The time in the field."""
        return dt.time(self.time().hour(), self.time().minute())

    def show_value(self, time: dt.time) -> None:
        """Show what the workshop holds."""
        typing = self.hasFocus() and self.value != self._shown
        self._shown = time.replace(second=0, microsecond=0)
        if not typing and self.value != self._shown:
            self._set(self._shown)

    def commit(self) -> None:
        """Hand over the time, if it was not yet."""
        time, before = self.value, self._shown
        if time == before:
            return
        if not self._give(time):
            self._set(before)
        elif self._shown == before:
            self._shown = time

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        event.ignore()

    def _set(self, time: dt.time) -> None:
        self.blockSignals(True)  # noqa: FBT003
        self.setTime(QTime(time.hour, time.minute))
        self.blockSignals(False)  # noqa: FBT003


class DateField(QPushButton):
    """A date in words; pressing it opens a calendar."""

    def __init__(
        self,
        give: Callable[[dt.date | None], bool],
        words: Words,
        today: Callable[[], dt.date],
    ) -> None:
        super().__init__()
        self._give = give
        self._words = words
        self._today = today
        self._shown: dt.date | None = None
        look("picker", self)
        self.setIcon(icon("calendar", colours().soft))
        self._calendar = QCalendarWidget()
        self._calendar.setVerticalHeaderFormat(
            QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
        )
        self._none = button(words("No date yet"), self._on_none, name="quiet")
        self._popup = QFrame(self, Qt.WindowType.Popup)
        look("popup", self._popup)
        self._popup.setLayout(column(self._calendar, row(1, self._none), margin=SPACE))
        self._calendar.clicked.connect(self._on_chosen)
        self._calendar.activated.connect(self._on_chosen)
        self.clicked.connect(lambda _checked=False: self.open())
        self.show_value(None)

    def show_value(self, date: dt.date | None) -> None:
        """Show what the workshop holds."""
        self._shown = date
        self.setText(self._words.date(date) if date else self._words("Choose a date"))

    def commit(self) -> None:
        """Nothing waits: a date is handed over when it is chosen."""

    def open(self) -> None:
        """Open the calendar at the date, or at today's."""
        date = self._shown or self._today()
        self._calendar.setSelectedDate(QDate(date.year, date.month, date.day))
        self._popup.adjustSize()
        self._popup.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        self._popup.show()
        self._calendar.setFocus()

    def _on_chosen(self, date: QDate) -> None:
        self._choose(dt.date(date.year(), date.month(), date.day()))

    def _on_none(self) -> None:
        self._choose(None)

    def _choose(self, date: dt.date | None) -> None:
        was_open = self._popup.isVisible()
        self._popup.hide()
        if was_open and date != self._shown:
            self._give(date)


class PersonField(QLineEdit):
    """A person of the list; typing part of the name completes it, accents aside."""

    FOLDED_ROLE = Qt.ItemDataRole.UserRole
    ID_ROLE = Qt.ItemDataRole.UserRole + 1

    def __init__(
        self,
        give: Callable[[str | None], bool],
        unknown: Callable[[str], object],
        *,
        hint: str = "",
    ) -> None:
        """`give` takes the person's id, or None; `unknown` the name nobody has."""
        super().__init__()
        self._give = give
        self._unknown = unknown
        self._shown = ""
        self._id_of: dict[str, str] = {}
        self._name_of: dict[str, str] = {}
        self.setPlaceholderText(hint)
        self.setClearButtonEnabled(True)
        self._model = QStandardItemModel(self)
        completer = _FoldedCompleter(self._model, self)
        completer.popup().setIconSize(QSize(0, 0))
        self.setCompleter(completer)
        completer.activated[str].connect(self._on_completed)
        self.editingFinished.connect(self.commit)

    def offer(self, people: Sequence[Participant]) -> None:
        """Offer these people, in this order."""
        n_of: dict[str, int] = {}
        for person in people:
            n_of[person.name] = n_of.get(person.name, 0) + 1
        self._id_of, self._name_of = {}, {}
        self._model.clear()
        for person in people:
            twin = n_of[person.name] > 1
            name = f"{person.name} ({person.organisation})" if twin else person.name
            self._id_of.setdefault(fold(name), person.id)
            self._name_of[person.id] = name
            item = QStandardItem(name)
            item.setData(fold(f"{name} {person.organisation}"), self.FOLDED_ROLE)
            self._model.appendRow(item)

    def show_value(self, person_id: str | None) -> None:
        """Show who the workshop names."""
        text = self._name_of.get(person_id or "", "")
        typing = self.hasFocus() and self.text() != self._shown
        self._shown = text
        if not typing and text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def commit(self) -> None:
        """Hand over the person, if not done yet."""
        popup = self.completer().popup()
        if popup.isVisible():
            return
        text, before = self.text().strip(), self._shown
        if text != before:
            person_id = self._id_of.get(fold(text))
            if text and person_id is None:
                self._unknown(text)
            elif self._give(person_id) and self._shown == before:
                self._shown = self._name_of.get(person_id or "", "")
        if self.text() != self._shown or self.isUndoAvailable():
            self.setText(self._shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and self.text() != self._shown:
            self.setText(self._shown)
            return
        super().keyPressEvent(event)

    def _on_completed(self, text: str) -> None:
        self.setText(text)
        self.completer().popup().hide()
        self.commit()


class _FoldedCompleter(QCompleter):
    """Completes by any part of the text, without regard to accents and case."""

    def __init__(self, model: QStandardItemModel, parent: QLineEdit) -> None:
        super().__init__(model, parent)
        self.setCompletionRole(PersonField.FOLDED_ROLE)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseSensitive)
        self.setMaxVisibleItems(8)

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:  # noqa: N802
        return str(index.data(Qt.ItemDataRole.DisplayRole))

    def splitPath(self, path: str) -> list[str]:  # noqa: N802
        return [fold(path)]


def commit_all(fields: Iterable[Editing]) -> None:
    """Hand over whatever was typed in these fields."""
    for field in fields:
        field.commit()
