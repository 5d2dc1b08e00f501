"""Where the keyboard goes when what had it goes away: never off the page, nor out of view."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QScrollArea,
    QStackedWidget,
    QWidget,
)
from shiboken6 import isValid

from worldcafe.ui.tab_order import next_in_chain


class FocusOnPage(QObject):
    """Keeps the keyboard near and in view: on the page when a button or a field goes that had
    it, and before the reader's eyes when what has it is moved by what grows around it.

    Qt hands it to what comes next in the window: after the last field of a page to the first of
    the rail, where a space would leave the page, and on a page to whatever else stands there.
    """

    def __init__(self, pages: QStackedWidget) -> None:
        super().__init__(pages)
        self._pages = pages
        self._last: QWidget | None = None
        self._is_lost = False
        """Whether what had the keyboard has gone."""
        self._was_taken = False
        """Whether it had gone when the keyboard left it: then nobody said where to go."""
        self._handed: QWidget | None = None
        """What Qt gave the keyboard to of itself."""
        self._place = QPoint()
        self._watched: list[QWidget] = []
        """What has the keyboard, then what it is within, from inside out: all can move it."""
        self._is_seen = True
        """Whether it was in view when all had found its place: a person may scroll away."""
        # Of its own: Qt's single shot never lets go of what it calls.
        self._afterwards = QTimer(self, singleShot=True, interval=0)
        self._afterwards.timeout.connect(self._at_rest)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_moved)

    def begin(self, within: QWidget | None = None) -> None:
        """Put the keyboard on the first that takes it on the page in view, or in a part."""
        page = within or self._pages.currentWidget()
        each = page
        while each is not None and (each := next_in_chain(each)) not in (None, page):
            if page and each and page.isAncestorOf(each) and _takes_keys(each):
                each.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if page is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What has the keyboard is moved by what grows or shrinks around it, or is scrolled."""
        if event.type() is QEvent.Type.FocusOut and watched is self._last:
            self._was_taken = _is_gone(self._last)
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            is_still = not self._afterwards.isActive()
            if is_still and event.type() is QEvent.Type.Move and _is_scrolled(watched):
                here = self._last
                self._is_seen = here is not None and not _is_gone(here) and _is_in_view(here)
            else:
                self._afterwards.start()
        return super().eventFilter(watched, event)

    def _on_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        page = self._pages.currentWidget()
        is_here = new is not None and page is not None and page.isAncestorOf(new)
        if new is not None:
            # Whoever says where to go does so from what is still there.
            was_taken = old is not None and old is self._last and self._was_taken
            self._handed = new if was_taken else None
        if is_here and new is not None and not _is_gone(new) and self._handed is None:
            self._note(new)
        elif is_here or (self._last is not None and _is_gone(self._last)):
            # Afterwards: whoever took it away may say where to go, and things find their place.
            self._is_lost = True
            self._afterwards.start()

    def _note(self, here: QWidget) -> None:
        for each in filter(isValid, self._watched):
            each.removeEventFilter(self)
        self._last, self._watched = here, [here, *_above(here)]
        self._place = here.mapToGlobal(here.rect().center())
        for each in self._watched:
            each.installEventFilter(self)
        self._is_seen, self._was_taken = True, False
        self._afterwards.start()

    def _at_rest(self) -> None:
        """See to the keyboard when things have found their place."""
        if self._is_lost:
            self._is_lost = False
            self._come_back()
        here = self._last
        if here is None or _is_gone(here) or here is not self._pages.window().focusWidget():
            return
        if self._is_seen and not _is_in_view(here, whole=True):
            for area in _areas(here):
                area.ensureWidgetVisible(here)
        self._is_seen = _is_in_view(here)

    def _come_back(self) -> None:
        """Give the keyboard to what is nearest within what is left of where it was.

        Qt gives it to what is hidden as well, where keys do nothing.
        """
        page, now = self._pages.currentWidget(), self._pages.window().focusWidget()
        handed, self._handed = self._handed, None
        if page is None or now is page:
            return
        is_here = now is not None and page.isAncestorOf(now) and not _is_gone(now)
        if now is not None and is_here and (now is not handed or page not in self._watched):
            if now is not self._last:
                self._note(now)
            return
        last, self._last = self._last, None
        if last is not None and not _is_gone(last):
            last.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        for around in self._watched[1:]:
            if isValid(around) and page in (around, *_above(around)):
                found = [each for each in around.findChildren(QWidget) if _takes_keys(each)]
                if found:
                    min(found, key=self._distance).setFocus(Qt.FocusReason.OtherFocusReason)
                    return
        self.begin()

    def _distance(self, widget: QWidget) -> int:
        away = widget.mapToGlobal(widget.rect().center()) - self._place
        return away.manhattanLength()


def follow(old: QWidget, new: QWidget) -> None:
    """Put the keyboard in `new`, which is built just as `old` was, to where it was in that."""
    here = old.window().focusWidget()
    if here is None or not old.isAncestorOf(here):
        return
    steps, widget = [], here
    while widget is not old and (above := widget.parentWidget()) is not None:
        steps.append((type(widget), _alike(above, type(widget)).index(widget)))
        widget = above
    place = new
    for kind, step in reversed(steps):
        beneath = _alike(place, kind)
        if step >= len(beneath):
            return
        place = beneath[step]
    place.setFocus(Qt.FocusReason.OtherFocusReason)


def _alike(widget: QWidget, kind: type[QWidget]) -> list[QWidget]:
    """What is directly in a widget and of this very kind. What came later is last among all
    of it, and elsewhere when it is built at once.
    """
    return [each for each in _children(widget) if type(each) is kind]


def _children(widget: QWidget) -> list[QWidget]:
    if isinstance(widget, QStackedWidget):  # what is in front is the last child there
        return list(filter(None, map(widget.widget, range(widget.count()))))
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    found = widget.findChildren(QWidget, options=direct)
    if isinstance(widget, QAbstractScrollArea):  # what was scrolled is no more in its place
        port = widget.viewport()
        return [port, *(each for each in found if each is not port)]
    return found


def _is_gone(widget: QWidget) -> bool:
    return not isValid(widget) or not widget.isVisible() or not widget.isEnabled()


def _takes_keys(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(by_tab) and widget.isVisible() and widget.isEnabled()


def _above(widget: QWidget) -> list[QWidget]:
    found = []
    above = widget.parentWidget()
    while above is not None:
        found.append(above)
        above = above.parentWidget()
    return found


def _areas(widget: QWidget) -> Iterator[QScrollArea]:
    """What scrolls a widget, from inside out."""
    return (each for each in _above(widget) if isinstance(each, QScrollArea))


def _is_scrolled(watched: QObject) -> bool:
    """Whether this is what an area scrolls as a whole."""
    return isinstance(watched, QWidget) and watched in (a.widget() for a in _areas(watched))


def _is_in_view(widget: QWidget, *, whole: bool = False) -> bool:
    """Whether any of it is, wherever it is scrolled; or as much as there is room for."""
    for area in _areas(widget):
        port = area.viewport()
        place = QRect(widget.mapTo(port, QPoint()), widget.size())
        is_whole = place.top() >= 0 and place.bottom() < port.height()
        has_room = whole and place.height() <= port.height()
        if not port.rect().intersects(place) or (has_room and not is_whole):
            return False
    return True
