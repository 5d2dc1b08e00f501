"""The fields people type into: each gives and takes a plain value and says when it changed.

Enter is left to whoever holds the fields, so that it can go on to the next one.
"""

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any, Protocol

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMimeData,
    QSignalBlocker,
    QSize,
    QStringListModel,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QStyle,
    QWidget,
)

from worldcafe.domain.model import LINE_LENGTH, PROSE_LENGTH
from worldcafe.ui.painting.direction import direction_of
from worldcafe.ui.painting.look import look

FRAME = 36
"""Pixels of a line around its text."""
N_SHOWN = 8
"""Completions that are shown without scrolling."""
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""What a text processor leaves in pasted words: hyphens that may be, spaces of no width."""
_NEW_LINES = re.compile("\r\n?|[\v\f\u2028\u2029]")
_BULLET = re.compile(r"^\s*[•‣▪●◦∙]\s*")
_CHAT_STAMP = re.compile(
    r"^\u200e?\[?\d{1,4}[/.:-]\d{1,2}[^\]\n]{0,24}?\d{1,2}:\d{2}(?::\d{2})?[^\]\n:]{0,6}"
    r"\]?(?: -)? [^:\n]{1,60}: ",
    re.MULTILINE,
)
"""`[12/03/2026 10:21] Awa Diop: `, as messengers put before what was said."""

Offer = Callable[[str], list[str]]
"""What may complete a text that is being typed, the likeliest first."""


class Field(Protocol):
    """What every field here is: a widget with a value."""

    changed: SignalInstance

    def value(self) -> Any:
        """What it says, as JSON would hold it; empty or None for nothing."""

    def show_value(self, value: Any) -> None:
        """Say this."""

    def stops(self) -> list[QWidget]:
        """The widgets that the keyboard visits, in order."""


def tidy(text: str) -> str:
    """The text without what no file can hold, such as half of a pasted character.

    Line breaks of other programs become ours; what nobody sees is left out.
    """
    visible = _INVISIBLE.sub("", _NEW_LINES.sub("\n", text))
    return _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", visible).strip()


def without_stamps(text: str) -> str:
    """A pasted chat without the time and name before every message."""
    return _CHAT_STAMP.sub("", text)


class LineField(QLineEdit):
    """One line, completed from what is known."""

    changed = Signal()
    chosen = Signal(str)
    """A completion was taken."""

    def __init__(self, *, offer: Offer | None = None, hint: str = "") -> None:
        super().__init__()
        self.setMaxLength(LINE_LENGTH)
        self.setPlaceholderText(hint)
        self._offer = offer
        self._popup: QListView | None = None
        self._connect()

    def sizeHint(self) -> QSize:
        fitting = self.fontMetrics().horizontalAdvance(self.placeholderText()) + FRAME
        return super().sizeHint().expandedTo(QSize(fitting, 0))

    def _connect(self) -> None:
        self.textChanged.connect(self.changed)
        if self._offer is not None:
            self.textEdited.connect(self._on_edited)

    def value(self) -> Any:
        """What it says, on one line even if several, or a list, were pasted."""
        lines = [_BULLET.sub("", line).strip() for line in tidy(self.text()).splitlines()]
        return " ".join(filter(None, lines))

    def show_value(self, value: Any) -> None:
        text = str(value or "")
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def go_to_end(self) -> None:
        """Put the cursor behind the text."""
        self.end(False)  # noqa: FBT003

    def stops(self) -> list[QWidget]:
        return [self]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the highlighted completion, if there is one, and goes on at once."""
        if event.key() not in ENTER:
            super().keyPressEvent(event)
        elif self._popup is not None and self._popup.isVisible():
            self._take_highlighted(self._popup)
            # The list holds the keyboard and passes nothing on: the key is sent once more.
            QCoreApplication.sendEvent(self, event.clone())
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A list that was pasted is seen as it will be kept."""
        super().focusOutEvent(event)
        text = self.text()
        if len(text.splitlines()) > 1 or _BULLET.match(text):
            self.selectAll()
            self.insert(self.value())
            self.setCursorPosition(0)

    def _take_highlighted(self, popup: QListView) -> None:
        index = popup.currentIndex()
        popup.hide()
        if index.isValid():
            text = str(index.data())
            self.setText(text)
            self.chosen.emit(text)

    def _on_edited(self, text: str) -> None:
        assert self._offer is not None
        offers = self._offer(text) if text.strip() else []
        self._offers.setStringList([] if offers == [text] else offers)

    @cached_property
    def _offers(self) -> QStringListModel:
        """What is offered, beneath the line. Made for who types here: a form has many lines."""
        model = QStringListModel(self)
        completer = QCompleter(model, self)
        completer.setMaxVisibleItems(N_SHOWN)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._popup = look("popup", QListView())
        completer.setPopup(self._popup)
        self.setCompleter(completer)
        chosen: Any = completer.activated
        chosen[str].connect(self.chosen)
        return model


class ProseField(QPlainTextEdit):
    """A few lines that grow with the text. Shift+Enter begins a new line."""

    changed = Signal()

    def __init__(
        self, *, hint: str = "", lines: int = 2, most: int = 8, limit: int = PROSE_LENGTH
    ) -> None:
        super().__init__()
        self._limit = limit
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self._lines, self._most = lines, most
        self._fit()
        self._follow_script()
        self._connect()

    def _connect(self) -> None:
        self.textChanged.connect(self._on_text_changed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())

    def value(self) -> Any:
        return tidy(self._text())

    def show_value(self, value: Any) -> None:
        text = str(value or "")
        if text != self._text():
            self.setPlainText(text)

    def _text(self) -> str:
        """What it holds. Qt's own plain text has lost the spaces that French does not break."""
        return self.document().toRawText().replace("\u2029", "\n")

    def go_to_end(self) -> None:
        """Put the cursor behind the text."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    def stops(self) -> list[QWidget]:
        return [self]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.textCursor().insertText("\n")
                self.ensureCursorVisible()
            else:
                event.ignore()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words alone: neither looks nor the stamps of a chat."""
        if source.hasText():
            self.textCursor().insertText(without_stamps(tidy(source.text())))
            self.ensureCursorVisible()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
        elif event.type() == QEvent.Type.LayoutDirectionChange:
            self._follow_script()

    def _on_text_changed(self) -> None:
        if self.document().characterCount() > self._limit + 1:
            with QSignalBlocker(self):
                cursor = self.textCursor()
                cursor.setPosition(self._limit)
                cursor.movePosition(
                    QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor
                )
                cursor.removeSelectedText()
        self._follow_script()
        self.changed.emit()

    def _follow_script(self) -> None:
        """Write from the side where the text's own script begins, as a line does by itself."""
        text = self._text().strip()
        towards = direction_of(text) if text else self.layoutDirection()
        side = QStyle.visualAlignment(towards, Qt.AlignmentFlag.AlignLeading)
        option = self.document().defaultTextOption()
        if (option.textDirection(), option.alignment()) != (towards, side):
            option.setTextDirection(towards)
            option.setAlignment(side)
            self.document().setDefaultTextOption(option)

    def _fit(self) -> None:
        n_lines = round(self.document().documentLayout().documentSize().height())
        shown = min(max(n_lines, self._lines), self._most)
        # The style's padding and border (6 + 1 pixels) and the document's own margin.
        frame = 2 * (7 + round(self.document().documentMargin()))
        bar = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            bar.ScrollBarAsNeeded if n_lines > self._most else bar.ScrollBarAlwaysOff
        )
        self.setFixedHeight(shown * self.fontMetrics().lineSpacing() + frame)
