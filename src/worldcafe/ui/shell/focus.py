"""Where the keyboard goes when what had it goes away: never off the page."""

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid


class FocusOnPage(QObject):
    """Keeps the keyboard on the page when a button or a field goes that had it.

    Qt hands it to what comes next in the window, which after the last field of a page is the
    first of the rail: there, a space would leave the page.
    """

    def __init__(self, pages: QStackedWidget) -> None:
        super().__init__(pages)
        self._pages = pages
        self._around: list[QWidget] = []
        """What the focus was within, from inside out, as far as the page."""
        self._last: QWidget | None = None
        self._place = QPoint()
        # Of its own: Qt's single shot never lets go of what it calls.
        self._afterwards = QTimer(self, singleShot=True, interval=0)
        self._afterwards.timeout.connect(self._come_back)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_moved)

    def begin(self, within: QWidget | None = None) -> None:
        """Put the keyboard on the first that takes it on the page in view, or in a part."""
        page = within or self._pages.currentWidget()
        each = page
        while each is not None and (each := each.nextInFocusChain()) not in (None, page):
            if page and each and page.isAncestorOf(each) and _takes_keys(each):
                each.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if page is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        page = self._pages.currentWidget()
        is_here = new is not None and page is not None and page.isAncestorOf(new)
        if is_here and new is not None and not _is_gone(new):
            self._note(new)
        elif is_here or (self._last is not None and _is_gone(self._last)):
            # Afterwards: whoever took it away may say where to go, and things find their place.
            self._afterwards.start()

    def _note(self, here: QWidget) -> None:
        self._last, self._around = here, []
        self._place = here.mapToGlobal(here.rect().center())
        page = self._pages.currentWidget()
        while here is not page and (above := here.parentWidget()) is not None:
            self._around.append(above)
            here = above

    def _come_back(self) -> None:
        """Give the keyboard to what is nearest within what is left of where it was.

        Qt gives it to what is hidden as well, where keys do nothing.
        """
        page, now = self._pages.currentWidget(), self._pages.window().focusWidget()
        if page is None or now is page:
            return
        if now is not None and page.isAncestorOf(now) and not _is_gone(now):
            self._note(now)
            return
        last, self._last = self._last, None
        if last is not None and not _is_gone(last):
            last.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        for around in self._around:
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
        steps.append(_children(above).index(widget))
        widget = above
    place = new
    for step in reversed(steps):
        beneath = _children(place)
        if step >= len(beneath):
            return
        place = beneath[step]
    if type(place) is type(here):
        place.setFocus(Qt.FocusReason.OtherFocusReason)


def _children(widget: QWidget) -> list[QWidget]:
    if isinstance(widget, QStackedWidget):  # what is in front is the last child there
        return list(filter(None, map(widget.widget, range(widget.count()))))
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    return widget.findChildren(QWidget, options=direct)


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
