"""The small parts pages are made of. Text from people is always plain text."""

from collections.abc import Callable, Iterable
from functools import partial
from html import escape
from typing import Any, TypeVar

from PySide6.QtCore import (
    QEvent,
    QMargins,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAccessible, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from worldcafe.ui.aloud import announce, heard_as
from worldcafe.ui.arranging import Filling
from worldcafe.ui.painting.direction import side
from worldcafe.ui.painting.look import ICON, ICON_GAP, SPACE, colours, grown, icon, look, pixmap
from worldcafe.ui.painting.paragraph import Paragraph

Item = QWidget | QLayout | int | Filling
Margin = int | tuple[int, int] | QMargins
"""The same all round; across and down; or as `margins` says it."""
B = TypeVar("B", bound=QBoxLayout)
_NOTHING = " "
"""A description that says nothing: without any, Qt has the tooltip read as it is written."""


def label(text: str = "", name: str = "", *, wrap: bool = False) -> QLabel:
    """A text, as plain text whatever it holds."""
    leftwards = QApplication.isRightToLeft()
    made = Paragraph() if wrap and leftwards else QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wrap)
    if leftwards:
        # A label follows its text; what people wrote from the left would stand apart.
        made.setAlignment(side(QApplication.layoutDirection()))
    return look(name, made) if name else made


def tip(text: str) -> str:
    """A text as a tooltip that shows it as it is: Qt would read "<b>" in a name as markup."""
    lines = (escape(line) for line in text.splitlines())
    return f"<qt>{'<br>'.join(lines)}</qt>" if text else ""


def explain(widget: QWidget, text: str) -> None:
    """Say what a thing is for to the pointer, and the same without markup to a screen reader,
    which says what the thing is called anyway.
    """
    widget.setToolTip(tip(text))
    describe(widget, text)


def describe(widget: QWidget, text: str) -> None:
    """Say more of a thing to a screen reader alone."""
    called = widget.accessibleName() or widget.property("text")
    widget.setAccessibleDescription(_NOTHING if text in ("", called) else text)


def entitle(widget: QWidget, text: str) -> None:
    """Name a thing that shows no text of its own: to the pointer, and to a screen reader."""
    widget.setAccessibleName(text)
    explain(widget, text)


def verbatim(text: str) -> str:
    """A text for a button or a menu that shows it as it is: Qt would read "R&D" as "RD"."""
    return text.replace("&", "&&")


def button(
    text: str,
    on_click: Callable[[], object],
    *,
    name: str = "",
    picture: str = "",
    hint: str = "",
    default: bool = False,
) -> QPushButton:
    """A button. `name` is its look: primary, quiet, big, big-primary, chip. Enter presses the
    `default` one from wherever it is in a dialog.
    """
    made = QPushButton(text, default=default)
    made.setAutoDefault(True)  # outside a dialog Enter would else do nothing
    if picture:
        palette = colours()
        colour = palette.on_accent if name.endswith("primary") else palette.soft
        give_icon(made, picture, colour)
    if hint:
        explain(made, hint)
    if name:
        look(name, made)
    made.clicked.connect(lambda _checked=False: on_click())
    return made


class Alternatives(QButtonGroup):
    """Buttons of which one is down, each of them for a value."""

    chosen = Signal(object)
    """The value whose button a person pressed."""
    turned = Signal(object)
    """The value whose button is down now, whoever pressed it."""

    def __init__(
        self, offered: Iterable[tuple[Any, str]], name: str, parent: QWidget, value: Any = None
    ) -> None:
        """`offered` are values with their texts; `name` is the look of the buttons. The one of
        `value` is down.
        """
        super().__init__(parent)
        self.of: dict[Any, QPushButton] = {}
        """The button of each value, in the order given, which is that of their ids."""
        for number, (offer, text) in enumerate(offered):
            made = button(text, partial(self.chosen.emit, offer), name=name)
            made.setCheckable(True)
            made.setAutoExclusive(True)
            made.setChecked(offer == value)
            self.addButton(made, number)
            self.of[offer] = made
        values = list(self.of)
        self.idToggled.connect(lambda at, on: self.turned.emit(values[at]) if on else None)

    @property
    def value(self) -> Any:
        """The value whose button is down; None where none is."""
        return next((value for value, made in self.of.items() if made.isChecked()), None)

    def show_value(self, value: Any) -> None:
        """Press the button of a value."""
        self.of[value].setChecked(True)


def give_icon(made: QPushButton, picture: str, colour: str = "", size: int = ICON) -> None:
    """Put an icon before a button's text, with room between them."""
    size = grown(size)
    made.setIcon(icon(picture, colour or colours().soft, size, beside_text=True))
    made.setIconSize(QSize(size + ICON_GAP, size))


def icon_button(picture: str, hint: str, on_click: Callable[[], object]) -> QToolButton:
    """A button that is only an icon; `hint` names it, also for screen readers."""
    made = QToolButton()
    size = grown(ICON)
    made.setIcon(icon(picture, colours().soft, size))
    made.setIconSize(QSize(size, size))
    entitle(made, hint)
    made.clicked.connect(lambda _checked=False: on_click())
    return made


def card(*items: QWidget | QLayout, padding: int = 2 * SPACE) -> QFrame:
    """A white surface with its items below one another."""
    made = look("card", QFrame())
    made.setLayout(column(*items, margin=padding))
    return made


def column(*items: Item, margin: Margin = 0, gap: int = SPACE) -> QVBoxLayout:
    """Items below one another; a number is a stretch."""
    return _filled(QVBoxLayout(), items, margin, gap)


def row(*items: Item, margin: Margin = 0, gap: int = SPACE) -> QHBoxLayout:
    """Items beside one another; a number is a stretch."""
    return _filled(QHBoxLayout(), items, margin, gap)


def box(layout: QLayout) -> QWidget:
    """A plain widget around a layout."""
    made = QWidget()
    made.setLayout(layout)
    return made


class Scrolling(QScrollArea):
    """Scrolls what it holds, which it takes in when it is laid out or shown.

    Qt lays out at once what scrolls and dresses what is in it, and dresses it again for each
    thing that it is put into until it stands in a window.
    """

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._waiting: QWidget | None = None
        # One that Python knows: to be told what Qt's own is, it would have to learn every kind
        # of widget there is.
        self._ground = QWidget(autoFillBackground=True)
        self.setViewport(self._ground)
        self.setWidgetResizable(True)
        self.hold(content)

    def hold(self, content: QWidget) -> None:
        """Have this scroll, in place of what did."""
        if self._waiting is not None:
            self._waiting.setParent(None)
            self._waiting.deleteLater()
        self._waiting = content
        content.setParent(self._ground)  # so that Tab comes to it where this stands
        if self.isVisible():
            self._take_in()

    def _take_in(self) -> None:
        if self._waiting is not None:
            content, self._waiting = self._waiting, None
            self.setWidget(content)

    def sizeHint(self) -> QSize:
        self._take_in()
        return super().sizeHint()

    def showEvent(self, event: QShowEvent) -> None:
        self._take_in()
        super().showEvent(event)


def scrolling(
    content: QWidget, name: str = "", kind: Callable[[QWidget], Scrolling] = Scrolling
) -> Scrolling:
    """The content, scrolling when it is higher than its place.

    With a name the keyboard comes to it, to scroll what is only read; what has fields and
    buttons follows them by itself.
    """
    made = kind(content)
    if name:
        heard_as(QAccessible.Role.Grouping, made, name)
    else:
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


class Sideways(QScrollArea):
    """Scrolls what it holds across; down, it asks for all the room that this needs."""

    def __init__(self, content: QWidget) -> None:
        super().__init__(widgetResizable=True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)

    def minimumSizeHint(self) -> QSize:
        needed = self.horizontalScrollBar().sizeHint().height()
        if (content := self.widget()) is not None:
            least, liked = content.minimumSizeHint(), 0
            if content.hasHeightForWidth():  # Qt gives it what it likes then, not the least
                liked = content.heightForWidth(max(least.width(), self.viewport().width()))
            needed += max(least.height(), liked)
        return QSize(super().minimumSizeHint().width(), needed)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def field(caption: str, editor: QWidget, help_text: str = "") -> QVBoxLayout:
    """A caption above its editor, tied together for screen readers."""
    name = label(caption, "eyebrow")
    name.setBuddy(editor)
    editor.setAccessibleName(caption)
    if help_text:
        return column(name, editor, label(help_text, "small", wrap=True), gap=4)
    return column(name, editor, gap=4)


class EmptyState(QWidget):
    """What an empty page says: what comes here, and the one button that begins it."""

    def __init__(
        self, picture: str, title: str, text: str, action: QPushButton | None = None
    ) -> None:
        super().__init__()
        image = QLabel()
        image.setPixmap(pixmap(picture, colours().accent, 56))
        image.setAlignment(Qt.AlignmentFlag.AlignCenter)
        heading = label(title, "title", wrap=True)
        heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        body = label(text, "soft", wrap=True)
        body.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for each in (heading, body):
            each.setMaximumWidth(grown(560))
            each.setMinimumWidth(grown(360))
        parts = column(image, heading, body, gap=2 * SPACE)
        if action is not None:
            parts.addLayout(row(1, action, 1))
        self.setLayout(column(1, row(1, box(parts), 1), 2))


NOTE_PICTURES = {
    "good": "circle-check",
    "attention": "triangle-alert",
    "problem": "circle-alert",
}


class Note(QFrame):
    """A remark with an icon, in the colour of its weight: good, attention or problem."""

    def __init__(self, weight: str, text: str) -> None:
        super().__init__()
        look(f"note-{weight}", self)
        self._is_problem = weight == "problem"
        image = QLabel()
        image.setPixmap(pixmap(NOTE_PICTURES[weight], getattr(colours(), weight), 18))
        image.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._text = label(text, wrap=True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        made = row(image, self._text)
        made.setContentsMargins(12, 8, 12, 8)
        self.setLayout(made)

    def say(self, text: str) -> None:
        """Say something else."""
        self._text.setText(text)

    def showEvent(self, event: QShowEvent) -> None:
        """A problem is said when it comes up, wherever the keyboard is."""
        super().showEvent(event)
        if self._is_problem and not event.spontaneous():
            announce(self, self._text.text(), urgent=True)


class Washed(QStyledItemDelegate):
    """Paints the background colours of a model, which a style sheet for items would hide."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        wash = index.data(Qt.ItemDataRole.BackgroundRole)
        if wash is not None:
            painter.fillRect(option.rect, wash)
        super().paint(painter, option, index)


def _filled(made: B, items: tuple[Item, ...], margin: Margin, gap: int) -> B:
    if isinstance(margin, int):
        margin = (margin, margin)
    if isinstance(margin, tuple):
        margin = QMargins(*margin, *margin)
    made.setContentsMargins(margin)
    made.setSpacing(gap)
    for each in items:
        item, share = each if isinstance(each, Filling) else (each, 0)
        if isinstance(item, int):
            made.addStretch(item)
        elif isinstance(item, QWidget):
            made.addWidget(item, share)
        else:
            made.addLayout(item, share)
    return made
