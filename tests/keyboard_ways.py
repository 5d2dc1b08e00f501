"""What a keyboard can do with a window, and what is wrong with where it is left afterwards."""

import random
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from every_dialog import settled
from screen_faults import called, takes_tab
from worldcafe.ui.actions import ACTIONS
from worldcafe.ui.shell.window import MainWindow
from worldcafe.wording.deeds import STAGE_NAMES

PATIENCE = 50
"""How often an answer is waited for before a question is put away."""
REACH, MOST = 750, 10_000
"""Pixels that the keyboard may go: half a window, and anywhere."""
TAKES_AWAY = ("Remove", "Forget", "End the day", "Withdraw", "Take ")
UNDOING = ("window/undo", "window/redo")
"""What is done after everything else."""
PAGES = ("window", *STAGE_NAMES, "form")
"""Where keys hold whatever has the keyboard."""
WRITTEN_IN = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox)
HOLDERS = {"ClockFace": "clock", "Grid": "board", "MatchCard": "matches", "VotesView": "votes"}
"""What answers to keys without shortcuts of its own, and its place in the table of actions."""
DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def keys_by_place():
    """The keys of the table of actions that hold while a certain thing has the keyboard."""
    held = {}
    for each in ACTIONS:
        if each.place not in PAGES:
            held.setdefault(each.place, []).extend(filter(str.isascii, each.keys))
    return held


KEYS = keys_by_place()


class Answers(QTimer):
    """Answers every question that comes up, and closes every dialog and menu."""

    def __init__(self):
        super().__init__(interval=1)
        self.agrees, self.n_asked = False, 0
        self.home = None
        """What is looked at, and stays."""
        self._answered, self._patience = None, 0
        self.timeout.connect(self._answer)
        self.start()

    def _answer(self):
        asking = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if asking in (None, self.home):
            return
        if asking is self._answered and self._patience:
            self._patience -= 1
            return
        self.n_asked += 1
        go = _going(asking) if self.agrees and asking is not self._answered else None
        self._answered, self._patience = asking, PATIENCE
        # Afterwards: what is pressed may ask more, and this answers again only when it ends.
        QTimer.singleShot(0, asking.close if go is None else go.click)


def _going(asking):
    """The button that goes on."""
    if isinstance(asking, QMessageBox):
        roles = QMessageBox.ButtonRole
        going = (roles.DestructiveRole, roles.AcceptRole, roles.YesRole)
        found = (each for each in asking.buttons() if asking.buttonRole(each) in going)
    else:
        buttons = asking.findChildren(QPushButton)
        found = (each for each in buttons if each.isDefault() and each.isEnabled())
    return next(found, None)


class Chosen:
    """Some of the ways there are, the same ones each time; all of them without a number."""

    def __init__(self, n=None):
        """At most `n` of each page or dialog."""
        self._n, self._luck = n, random.Random(15)
        self._known = set()

    def of(self, ways):
        """Of what is alike, only the first that ever came is chosen from."""
        fresh = [each for each in ways if each.alike not in self._known]
        fresh = list({each.alike: each for each in fresh}.values())
        self._known |= {each.alike for each in fresh}
        if self._n is None or len(fresh) <= self._n:
            return fresh
        return self._luck.sample(fresh, self._n)


@dataclass(frozen=True)
class Way:
    """A key that does something while a certain thing has the keyboard."""

    steps: tuple
    """Where that is, from its page or dialog inwards."""
    called: str
    key: str
    alike: tuple

    def __str__(self):
        return f"{self.key} on {self.called}"

    def begin(self, root):
        """Put the keyboard on it; None where it is no more."""
        for step in self.steps:
            beneath = root.findChildren(QWidget, options=DIRECT)
            if step >= len(beneath):
                return None
            root = beneath[step]
        if not (takes_tab(root) and root.isVisible() and called(root) == self.called):
            return None
        _go_to(root)
        return root

    def do(self, here):
        QTest.keySequence(here, QKeySequence(self.key))


@dataclass(frozen=True)
class Anywhere:
    """A key that does something wherever on the page the keyboard is."""

    alike: str
    """The place and the name of the action."""

    def __str__(self):
        return self.alike

    def begin(self, page):
        here = next(each for each in page.findChildren(QWidget) if _takes_keys(each, page))
        _go_to(here)
        return here

    def do(self, here):
        for each in here.window().findChildren(QShortcut):
            if each.objectName() == self.alike and each.parent().isVisible():
                each.activated.emit()
                return


def _go_to(widget):
    """Give it the keyboard, in view, as Tab does."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    above = widget
    while (above := above.parentWidget()) is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
    QApplication.processEvents()


def ways_within(root):
    """What can be done with what takes the keyboard within."""
    for widget in root.findChildren(QWidget):
        if _takes_keys(widget, root) and not isinstance(widget, WRITTEN_IN):
            pressed = isinstance(widget, QAbstractButton)
            for key in ["Space"] if pressed else _keys_held_by(widget, root):
                alike = called(widget), type(widget.parentWidget()), key
                yield Way(_steps(widget, root), called(widget), key, alike)


def ways_anywhere(window):
    """What can be done wherever the keyboard is."""
    for each in window.findChildren(QShortcut):
        name = each.objectName()
        holds = name.split("/")[0] in PAGES and name not in UNDOING
        if holds and each.parent().isVisible():
            yield Anywhere(name)


def faults_on_page(window, answers, chosen):
    """What goes wrong with the keyboard when each thing on a page is used, and taken back."""
    bridge, key, place = window._bridge, window.key, window.page.place()
    made = bridge.to_undo
    for way in chosen.of((*ways_within(window.page), *ways_anywhere(window))):
        for answers.agrees in (False, True):
            _go_back(window, key, place)
            asked = answers.n_asked
            here = way.begin(window.page)
            if here is None:
                break
            before = _where(here, window)
            way.do(here)
            _come_back_to(window, bridge)
            reach = REACH if window.key == key and isinstance(way, Way) else MOST
            yield from _wrong(way, before, window, reach)
            while bridge.to_undo != made:
                bridge.undo()
                settled(window, bridge)
                yield from _wrong(f"{way}, undone", before, window, reach)
            if answers.n_asked == asked:
                break  # nothing was asked that could be answered otherwise
    _go_back(window, key, place)


def _go_back(window, key, place):
    if window.key != key or window.page.place() != place:
        window.go_to_page(key)
        window.page.go_to(place)
        QApplication.processEvents()


def faults_in_dialog(make, bridge, answers, chosen):
    """What goes wrong with the keyboard when each thing in a dialog is used, in one that is
    made anew each time.
    """
    dialog = _opened(make, bridge, answers)
    name, ways = type(dialog).__name__, chosen.of(ways_within(dialog))
    dialog.close()
    for way in ways:
        dialog = _opened(make, bridge, answers)
        here = way.begin(dialog)
        if here is not None:
            before = _where(here, dialog)
            way.do(here)
            settled(bridge)
            if isValid(dialog) and dialog.isVisible():
                _come_back_to(dialog, bridge)
                yield from (f"{name}: {each}" for each in _wrong(way, before, dialog, MOST))
        if isValid(dialog):
            dialog.close()


def _opened(make, bridge, answers):
    answers.home = dialog = make()
    dialog.show()
    dialog.activateWindow()
    settled(dialog, bridge)
    return dialog


def _come_back_to(window, bridge):
    """Let everything come to its end, and what stands beside the window go away."""
    settled(window, bridge)
    beside = [
        each
        for each in QApplication.topLevelWidgets()
        if each.isVisible() and each not in (window, window.parentWidget())
    ]
    for each in beside:
        each.close()
    if not window.isActiveWindow():  # which the system sees to elsewhere
        window.activateWindow()
        QApplication.processEvents()


def _takes_keys(widget, root):
    return takes_tab(widget) and widget.isVisible() and widget.window() is root.window()


def _keys_held_by(widget, root):
    """The keys that hold while this has the keyboard, and not on the page at large."""
    places = set()
    while widget is not root:
        places |= {HOLDERS.get(type(widget).__name__, "")}
        bound = widget.findChildren(QShortcut, options=DIRECT)
        places |= {each.objectName().split("/")[0] for each in bound}
        widget = widget.parentWidget()
    return [key for place, keys in KEYS.items() if place in places for key in keys]


def _steps(widget, root):
    found = []
    while widget is not root:
        above = widget.parentWidget()
        found.append(above.findChildren(QWidget, options=DIRECT).index(widget))
        widget = above
    return tuple(reversed(found))


def _where(widget, window):
    return QRect(widget.mapTo(window, QPoint()), widget.size())


def _apart(one, other):
    """The pixels between two places, across and down."""
    both = one.united(other)
    across = max(0, both.width() - one.width() - other.width())
    return across + max(0, both.height() - one.height() - other.height())


def _wrong(done, before, window, reach):
    """What is wrong with where the keyboard is, having been at a place before."""
    here = QApplication.focusWidget() or window.focusWidget()
    if here is None:
        yield f"{done}: the keyboard is nowhere"
    elif here.window() is not window:
        yield f"{done}: the keyboard is in {here.window()}"
    elif not here.isVisible() or not here.isEnabled():
        yield f"{done}: the keyboard is on what is away, {called(here)}"
    elif isinstance(window, MainWindow) and not window.guided.isAncestorOf(here):
        yield f"{done}: the keyboard is off the page, on {called(here)}"
    else:
        far = _apart(_where(here, window), before)
        if here.visibleRegion().isEmpty():
            yield f"{done}: the keyboard is out of view, on {called(here)}"
        elif far > reach:
            yield f"{done}: the keyboard went {far} pixels to {called(here)}"
        if _where(here, window) != before and called(here).split("“")[-1].startswith(
            TAKES_AWAY
        ):
            yield f"{done}: one more press would be {called(here)}"
