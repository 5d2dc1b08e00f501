"""Fields of the workshop, edited in place.

What is typed is handed to `give` when the field is left or Enter is pressed, once, as one
step; `give` says whether it was accepted. What was refused gives way to the value shown
before, and Escape does the same. `show_value` never takes away what is being typed. A text of
several lines is handed over while it is typed as well: nobody likes to lose a sentence.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Protocol

from PySide6.QtCore import QSignalBlocker, Qt, QTime, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QTimeEdit,
    QWidget,
)

from worldcafe.ui.keeping import Keeping
from worldcafe.ui.painting.look import look
from worldcafe.ui.parts import icon_button, row
from worldcafe.wording import Words
from worldcafe.wording.languages import WIDEST


class Editing(Protocol):
    """A field that can be told to hand over what is in it."""

    def commit(self) -> None:
        """Hand over what was typed, if it was not yet."""


class ShownLine(QLineEdit):
    """A line that shows a value of the workshop, and gives way to it with Escape."""

    def __init__(self, take: Callable[[str], str | None], hint: str = "") -> None:
        """`take` is given what was typed, and says how it is shown then; None if it is not
        taken.
        """
        super().__init__()
        self._take = take
        self._shown = ""
        self.setPlaceholderText(hint)
        self.editingFinished.connect(self.commit)

    def commit(self) -> None:
        """Hand over what was typed, if it was not yet."""
        text, before = self.text().strip(), self._shown
        if text != before:
            shown = self._take(text)
            if shown is not None and self._shown == before:
                self._shown = shown
        self._settle()

    def show_value(self, text: str) -> None:
        """Show what the workshop holds; what is being typed stays."""
        typing = self.hasFocus() and self.text() != self._shown
        self._shown = text
        if not typing and text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
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


class LineInPlace(ShownLine):
    """One line of text."""

    def __init__(
        self, give: Callable[[str], bool], *, hint: str = "", name: str = "", limit: int = 500
    ) -> None:
        super().__init__(lambda text: text if give(text) else None, hint)
        self.setMaxLength(limit)
        if name:
            look(name, self)


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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)


class ProseInPlace(QPlainTextEdit):
    """A text that grows with what is in it; Shift+Enter begins a new line."""

    def __init__(
        self, give: Callable[[str], bool], *, hint: str = "", n_lines: tuple[int, int] = (1, 4)
    ) -> None:
        super().__init__()
        self._give = give
        self._shown = self._begun = ""
        self._keeping = Keeping(self._hand_over, self)
        self._n_lines = n_lines
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        for each in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            each(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self._on_text_changed)
        self._fit()

    def text(self) -> str:
        """What is in it, as it was written. Qt's own way makes spaces that do not break, as
        French has them before a question mark, into spaces that do.
        """
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def show_value(self, text: str) -> None:
        """Show what the workshop holds."""
        typing = self.hasFocus() and self.text() != self._shown
        self._shown = text
        if not typing and text != self.text():
            self.setPlainText(text)

    def commit(self) -> None:
        """Hand over what was typed, if it was not yet."""
        self._keeping.rest()
        self._hand_over()
        if self.text() != self._shown or self.document().isUndoAvailable():
            cursor = self.textCursor()
            position = min(cursor.position(), len(self._shown))
            self.setPlainText(self._shown)
            cursor.setPosition(position)
            self.setTextCursor(cursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._begun = self._shown
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.commit()
        elif event.key() == Qt.Key.Key_Escape and self.text() != self._begun:
            self.setPlainText(self._begun)
            self.commit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _hand_over(self) -> None:
        text, before = self.text().strip()[:40_000], self._shown
        if text != before and self._give(text) and self._shown == before:
            self._shown = text

    def _on_text_changed(self) -> None:
        if self.hasFocus() and self.text().strip() != self._shown:
            self._keeping.typed()

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

    def wheelEvent(self, event: QWheelEvent) -> None:
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
        digits = WIDEST * min(3, len(str(span[1])))
        self._spin.setFixedWidth(self.fontMetrics().horizontalAdvance(digits + suffix) + 32)
        self._less = icon_button("minus", words("{what}: less", what=caption), self._on_less)
        self._more = icon_button("plus", words("{what}: more", what=caption), self._on_more)
        for each in (self._less, self._more):
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # or Qt gives it no place for Tab
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
        with QSignalBlocker(self._spin):
            self._spin.setValue(value)
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
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # Qt would turn hours and minutes round where one reads from the right.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setDisplayFormat(f"H'{words.tongue.hour_mark}'mm")
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

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _set(self, time: dt.time) -> None:
        with QSignalBlocker(self):
            self.setTime(QTime(time.hour, time.minute))


def commit_all(fields: Iterable[Editing]) -> None:
    """Hand over whatever was typed in these fields."""
    for field in fields:
        field.commit()
