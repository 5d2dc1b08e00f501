"""By Tab alone everything is reached: once each, in the order one reads, and seen to be there.

`WORLDCAFE_SCREENS=all` walks from right to left as well.
"""

import os
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QWidget,
)
from shiboken6 import isValid, ownedByPython

from every_dialog import settled, shown_dialogs, shown_pages
from hostile_cafe import Overwrite, rewritten
from screen_faults import called, takes_tab
from small_cafe import AT
from worldcafe.document import Document
from worldcafe.domain.commands import OrderRounds, OrderThemes, PutRound, PutTheme
from worldcafe.domain.model import Round, Theme
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.painting.direction import direction
from worldcafe.ui.shell.window import MainWindow
from worldcafe.ui.tab_order import next_in_chain, tab_after
from worldcafe.wording import words_for

LANGUAGES = ["fr", "ar"] if os.environ.get("WORLDCAFE_SCREENS") == "all" else ["fr"]
MOST_STEPS = 400
PARTS = 3
"""A time is typed in so many parts, each of which Tab comes to."""
ROOM = 4
"""Pixels around a widget in which it may show that it has the keyboard."""


@pytest.fixture(params=LANGUAGES)
def desk(request, _turin_file, tmp_path, qapp):
    """The Turin example with what else there can be, as one reads it."""
    words, before = words_for(request.param), qapp.layoutDirection()
    qapp.setLayoutDirection(direction(leftwards=words.tongue.leftwards))
    with Document.open(_turin_file, now=lambda: AT) as turin:
        full = rewritten(turin.workshop, str)
    document = Document.create(tmp_path / "full.worldcafe", now=lambda: AT)
    document.do(Overwrite(workshop=full))
    bridge = Bridge(document, words, now=lambda: AT)
    yield bridge
    bridge.close()
    qapp.setLayoutDirection(before)


def test_tab_goes_through_every_page(desk, qtbot):
    window, found = MainWindow(desk), []
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    for name in shown_pages(window):
        window._focus.begin()
        settled(window, desk)
        found += [f"{name}: {fault}" for fault in faults_of_walk(window)]
    window.dismiss()
    assert not found, "\n".join(found)


def test_what_comes_later_takes_its_place_for_tab(desk, qtbot):
    window, found, workshop = MainWindow(desk), [], desk.workshop
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    for name, change in (
        ("themes", PutTheme(theme=Theme(id="later", name="later", position=99))),
        ("themes", OrderThemes(theme_ids=("later", *reversed(workshop.themes)))),
        ("rounds", PutRound(round=Round(id="later", number=len(workshop.rounds) + 1))),
        ("rounds", OrderRounds(round_ids=("later", *reversed(workshop.rounds)))),
    ):
        window.go_to_page(f"prepare/{name}")
        settled(window, desk)
        assert desk.do(change) is not None
        settled(window, desk)
        found += [f"{name}: {fault}" for fault in faults_of_walk(window)]
    window.dismiss()
    assert not found, "\n".join(found)


def test_tab_goes_through_every_dialog(desk, qtbot):
    parent, found = QWidget(), []
    qtbot.addWidget(parent)
    for dialog in shown_dialogs(desk, parent, "Un nom"):
        dialog.activateWindow()
        qtbot.waitActive(dialog)
        found += [f"{type(dialog).__name__}: {fault}" for fault in faults_of_walk(dialog)]
    assert not found, "\n".join(found)


def faults_of_walk(window):
    """What is wrong with a walk by Tab from where the keyboard is, once round."""
    before = set(reachable(window))  # what the walk itself makes possible may lie behind it
    walk, unseen = walked(window)
    if walk is None:
        yield "never comes round"
        return
    for missed in (each for each in reachable(window) if each in before and each not in walk):
        yield f"does not come to {called(missed)}"
    for here, there in pairwise(from_the_start(walk)):
        apart = scrolled_in(here) is not scrolled_in(there)
        if not apart and goes_back(place(here, window), place(there, window), window):
            yield f"goes back from {called(here)} to {called(there)}"
    for each in unseen:
        yield f"does not show that it is on {called(each)}"
    if isinstance(window, QDialog):
        return  # which has a button that Enter presses
    for each in walk:
        if isinstance(each, QPushButton) and not (each.autoDefault() or each.isCheckable()):
            yield f"does not press {called(each)} by Enter"


def walked(window):
    """What Tab comes to, in this order, and that of it which does not show it."""
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)  # from wherever it began
    walk, unseen = [], []
    while (here := QApplication.focusWidget()) not in walk:
        if here is None or len(walk) > MOST_STEPS:
            return None, []
        settled()
        around = place(here, window).adjusted(-ROOM, -ROOM, ROOM, ROOM)
        seen = window.grab(around).toImage()
        walk.append(here)
        for _ in range(PARTS):
            QTest.keyClick(here, Qt.Key.Key_Tab)
            if QApplication.focusWidget() is not here:
                break
        if here.isVisible() and QApplication.focusWidget() is not here:
            same_place = around == place(here, window).adjusted(-ROOM, -ROOM, ROOM, ROOM)
            if same_place and window.grab(around).toImage() == seen:
                unseen.append(here)
    return (walk, unseen) if here is walk[0] else (None, [])


def reachable(window):
    """What takes the keyboard; of what excludes one another, what is chosen."""
    for widget in window.findChildren(QWidget):
        if takes_tab(widget) and widget.window() is window and widget.isVisible():
            group = isinstance(widget, QAbstractButton) and widget.autoExclusive()
            if not group or widget.isChecked():
                yield widget


def from_the_start(walk):
    """The same round, from what is first in the window."""
    here = walk[0].window()
    while here not in walk:
        here = here.nextInFocusChain()
    first = walk.index(here)
    return [*walk[first:], *walk[:first]]


def place(widget, window):
    return QRect(widget.mapTo(window, QPoint()), widget.size())


def scrolled_in(widget):
    """The area that a widget is scrolled in: what lies beneath its edge is nowhere yet."""
    while (widget := widget.parentWidget()) is not None:
        if isinstance(widget, QScrollArea):
            return widget
    return None


def goes_back(here, there, window):
    """Whether somebody who reads comes to `there` before `here`."""
    if there.contains(here) or here.contains(there):
        return False
    over = min(here.right(), there.right()) - max(here.left(), there.left())
    beside = min(here.bottom(), there.bottom()) - max(here.top(), there.top())
    if over > 0 and there.bottom() <= here.top():
        return True
    if beside <= 0.5 * min(here.height(), there.height()):
        return False
    return (
        there.left() >= here.right() if window.isRightToLeft() else there.right() <= here.left()
    )


def test_what_follows_in_the_order_of_tab_does_not_go_with_what_it_follows(qtbot):
    """PySide would call all of it gone that Qt has made: entries of menus, parts of lists."""
    window = QWidget()
    qtbot.addWidget(window)
    first, gone, last = (QPushButton(name, window) for name in ("first", "gone", "last"))
    reading = QScrollArea(window)
    inside = QWidget()
    field = QSpinBox(inside)  # whose text is a part that Qt makes
    reading.setWidget(inside)
    entry = QMenu(last).addAction("An entry")
    text = field.findChild(QLineEdit)
    here = window
    for _ in range(30):
        here = next_in_chain(here)
    tab_after(first, gone, reading, last)
    tab_after(first, last)
    gone.deleteLater()
    del here, gone
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [each for each in (window, reading, inside, field, text, last, entry)
            if not isValid(each)] == []  # fmt: skip
    assert entry.text() == "An entry"
    assert ownedByPython(window)
