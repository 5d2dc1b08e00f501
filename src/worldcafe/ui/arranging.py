"""How parts share a window that may be small: lines that wrap, columns that fold, pages that
scroll before anything is cut.
"""

from collections.abc import Iterable
from typing import NamedTuple, cast

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from worldcafe.ui.aloud import heard_as
from worldcafe.ui.painting.direction import visual_rect
from worldcafe.ui.painting.look import SPACE

SHARE_OF_SCREEN = 0.9
"""What a dialog may take of it."""
MOST = 16_777_215
"""Qt's own word for as wide as one likes."""


class Filling(NamedTuple):
    """An item that takes its share of the room that is left in a row, a column or a flow."""

    item: QWidget | QLayout
    share: int = 1


class Flow(QLayout):
    """Items beside one another, wrapping to the next line like words.

    A number is a stretch, as in a row. What is left of a line goes to what fills it.
    """

    def __init__(self, *items: QWidget | int | Filling, gap: int = SPACE) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._stretches: dict[QLayoutItem, int] = {}
        self._gap = gap
        self._heights: dict[int, int] = {}
        """By width, and the least size: Qt asks for both many times over."""
        self._least: QSize | None = None
        self.setContentsMargins(0, 0, 0, 0)
        for item in items:
            if isinstance(item, int):
                self.add_stretch(item)
            elif isinstance(item, QWidget):
                self.addWidget(item)
            else:
                self.addWidget(cast("QWidget", item.item))
                self._stretches[self._items[-1]] = item.share

    def add_stretch(self, stretch: int) -> None:
        """Add room that takes its part of what is left of its line."""
        self.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.Expanding))
        self._stretches[self._items[-1]] = stretch

    def setStretch(self, index: int, stretch: int) -> None:
        """Let an item take its part of what is left of its line."""
        self._stretches[self._items[index]] = stretch

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def invalidate(self) -> None:
        self._heights.clear()
        self._least = None
        super().invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        item = self._items.pop(index)
        self._stretches.pop(item, None)
        self.invalidate()
        return item

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, place: QRect) -> None:
        super().setGeometry(place)
        self._arrange(place, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        if self._least is None:
            self._least = QSize()
            for item in self._items:
                self._least = self._least.expandedTo(item.minimumSize())
        return self._least

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, int]]]:
        """The items of each line, with how wide each would like to be."""
        lines: list[list[tuple[QLayoutItem, int]]] = [[]]
        taken = 0
        for item in self._items:
            is_spacer = item.spacerItem() is not None
            if item.isEmpty() and not is_spacer:
                continue
            liked = min(item.sizeHint().width(), max(width, item.minimumSize().width()))
            if taken and not is_spacer and taken + liked > width:
                lines.append([])
                taken = 0
            lines[-1].append((item, liked))
            taken += liked + (0 if is_spacer else self._gap)
        return [line for line in lines if any(item.widget() for item, _ in line)]

    def _arrange(self, place: QRect, *, move: bool) -> int:
        parent = self.parentWidget()
        towards = (parent or QApplication).layoutDirection()
        top = 0
        for line in self._lines(place.width()):
            spread = list(self._spread(line, place.width()))
            # What is wider than it asked for may need fewer lines of its own.
            height = max(_height(item, width) for item, _, width in spread)
            if move:
                for item, left, width in spread:
                    there = QRect(place.left() + left, place.top() + top, width, height)
                    item.setGeometry(visual_rect(towards, place, there))
            top += height + self._gap
        return max(0, top - self._gap)

    def _spread(
        self, line: list[tuple[QLayoutItem, int]], whole: int
    ) -> Iterable[tuple[QLayoutItem, int, int]]:
        """The items of a line that are seen, with where each begins and how wide it is."""
        seen = [item for item, _ in line if item.widget()]
        taken = sum(liked for _, liked in line) + self._gap * (len(seen) - 1)
        shares = [self._stretches.get(item, 0) for item, _ in line]
        left, spare, shared = 0, max(0, whole - taken), sum(shares)
        for (item, liked), share in zip(line, shares, strict=True):
            more = spare * share // shared if shared else 0
            width = min(liked + more, item.maximumSize().width())
            if item.widget():
                yield item, left, width
                left += width + self._gap
            else:
                left += more


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


class Folding(QWidget):
    """Two parts beside one another; without room for both, one at a time behind tabs."""

    def __init__(
        self,
        parts: tuple[QWidget, QWidget],
        captions: tuple[str, str],
        name: str,
        *,
        least: int = 0,
        side: int = 0,
    ) -> None:
        """`captions` are those of the tabs, and `name` that of their bar. The first part wants
        to be `least` pixels wide; the second is `side` wide beside it, if that is given.
        """
        super().__init__()
        self._parts, self._least, self._side = parts, least, side
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(name)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for caption in captions:
            self.tabs.addTab(caption)
        self.tabs.hide()
        self.tabs.currentChanged.connect(self._show)
        self._row = QHBoxLayout()
        self._row.setSpacing(2 * SPACE)
        for part, share in zip(parts, (1, 0 if side else 1), strict=True):
            self._row.addWidget(part, share)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.tabs)
        whole.addLayout(self._row, 1)
        self._show()

    @property
    def folded(self) -> bool:
        """Whether one part at a time is shown."""
        return not self.tabs.isHidden()

    def bring(self, part: QWidget) -> None:
        """Have this part in view."""
        self.tabs.setCurrentIndex(self._parts.index(part))

    def brings(self, widget: QWidget) -> bool:
        """Have the part that holds a widget in view; whether that is seen now."""
        before = self.tabs.currentIndex()
        for part in self._parts:
            if self.folded and part.isAncestorOf(widget):
                self.bring(part)
                if widget.isVisible():
                    return True
        self.tabs.setCurrentIndex(before)
        return False

    def minimumSizeHint(self) -> QSize:
        shown = [part for part in self._parts if not part.isHidden()]
        height = max(least_height(part, part.width()) for part in shown)
        if self.folded:
            height += self.tabs.sizeHint().height() + SPACE
        return QSize(max(_least(part).width() for part in self._parts), height)

    def hasHeightForWidth(self) -> bool:
        return False  # its parts scroll, or are pictures

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
        first, second = (_least(part).width() for part in self._parts)
        beside = max(first, self._least) + self._row.spacing() + max(second, self._side)
        if self.folded == (beside > self.width()):
            return
        self.tabs.setVisible(beside > self.width())
        self._show()

    def _show(self) -> None:
        if self._side:
            widths = (0, MOST) if self.folded else (self._side, self._side)
            self._parts[1].setMinimumWidth(widths[0])
            self._parts[1].setMaximumWidth(widths[1])
        for index, part in enumerate(self._parts):
            have_in_view(part, wanted=not self.folded or index == self.tabs.currentIndex())


class Stacking(QWidget):
    """Parts beside one another; without room for all of them, below one another."""

    def __init__(self, *parts: QWidget, shares: tuple[int, ...], least: int) -> None:
        """Beside one another they stand from `least` pixels on, with these shares of it."""
        super().__init__()
        self._parts, self._shares, self._least = parts, shares, least
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(2 * SPACE)
        for part, share in zip(parts, shares, strict=True):
            self._line.addWidget(part, share)

    def minimumSizeHint(self) -> QSize:
        sizes = [_least(part) for part in self._parts]
        if self._line.direction() is QBoxLayout.Direction.TopToBottom:
            return super().minimumSizeHint()
        return QSize(max(size.width() for size in sizes), max(s.height() for s in sizes))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        below = self.width() < self._least
        towards = (
            QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        )
        if towards is not self._line.direction():
            self._line.setDirection(towards)
            for index, share in enumerate(self._shares):
                self._line.setStretch(index, 0 if below else share)
            self.updateGeometry()


class Stack(QStackedWidget):
    """Parts of which one is shown; it asks for no more room than that one needs."""

    def __init__(self) -> None:
        super().__init__()
        # Else Qt would have each of these told as a pile of nothing on the way to its parts.
        heard_as(QAccessible.Role.Grouping, self, "")
        self.currentChanged.connect(lambda _index: self.updateGeometry())

    def addWidget(self, part: QWidget) -> int:
        part.setParent(self)
        self._announce(part)
        return super().addWidget(part)

    def setCurrentIndex(self, index: int) -> None:
        if (part := self.widget(index)) is not None:
            self.setCurrentWidget(part)

    def setCurrentWidget(self, part: QWidget) -> None:
        self._announce(part)
        super().setCurrentWidget(part)

    def _announce(self, part: QWidget) -> None:
        """Before this is in view itself, its part need not be made ready to be seen."""
        if not self.isVisible():
            have_in_view(part)

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        if shown is None:
            return QSize(0, 0)
        return QSize(_least(shown).width(), least_height(shown, self.width()))

    def sizeHint(self) -> QSize:
        shown = self.currentWidget()
        if shown is None:
            return QSize(0, 0)
        liked = shown.sizeHint()
        if shown.hasHeightForWidth():
            liked.setHeight(shown.heightForWidth(max(self.width(), _least(shown).width())))
        return liked

    def hasHeightForWidth(self) -> bool:
        return False  # Qt would ask all of them, and for what they like best

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class Pages(QScrollArea):
    """Pages, one of them shown; it scrolls where it needs more room than there is."""

    def __init__(self) -> None:
        super().__init__()
        # One of our own: of what Qt made itself PySide looks for the kind among all there are.
        self.setViewport(QWidget())
        self.stack = Stack()
        self.setWidget(self.stack)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.stack.installEventFilter(self)
        # Once more when parts have found their widths, on which their heights depend.
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._fit)
        self.stack.currentChanged.connect(lambda _index: self._fit())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
            if self.isVisible():
                self._again.start()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
        self._again.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._again.stop()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the page the room there is, or what it cannot do without."""
        page, room = self.stack.currentWidget(), self.maximumViewportSize()
        if page is None or not self.isVisible():
            return
        least = _least(page).width()
        width = max(room.width(), least)
        if least_height(page, width) > room.height():
            width = max(room.width() - self.verticalScrollBar().sizeHint().width(), least)
        self.stack.resize(width, max(room.height(), least_height(page, width)))


def have_in_view(part: QWidget, *, wanted: bool = True) -> None:
    """Have a part in view where what holds it is, and not before; or not at all.

    Qt lays out what is to be shown and dresses all that is in it at once, in view or not, and
    dresses it again each time it is put into something else.
    """
    holder = part.parentWidget()
    if not wanted or holder is None or holder.isVisible():
        part.setVisible(wanted)
        return
    part.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
    if part.isHidden():
        part.setAttribute(Qt.WidgetAttribute.WA_WState_Hidden, on=False)
        part.updateGeometry()


def room_for(dialog: QDialog) -> QSize:
    """What a dialog may take of its screen."""
    return dialog.screen().availableGeometry().size() * SHARE_OF_SCREEN


def room_of(page: QWidget) -> QSize:
    """What a page has without scrolling. Its own size is no measure of that: it is as high as
    it needs, so that what wants too much room would go on having it.
    """
    above: QWidget | None = page
    while above is not None and not isinstance(above, Pages):
        above = above.parentWidget()
    return page.size() if above is None else above.maximumViewportSize()


def _least(part: QWidget) -> QSize:
    """The least that a part can do with, in view or not."""
    asked = part.minimumSizeHint().expandedTo(part.minimumSize())
    return asked.boundedTo(part.maximumSize())


def least_height(part: QWidget, width: int) -> int:
    """The least height of a part that is so wide, which texts that wrap decide about."""
    layout, least = part.layout(), _least(part).height()
    if layout is None or not layout.hasHeightForWidth():
        return least
    return max(least, layout.totalMinimumHeightForWidth(width))
