"""A workshop that was closed leaves nothing behind, however often one is opened."""

import gc
import os
import shutil
import sys
import weakref
from collections import Counter
from pathlib import Path
from threading import get_ident

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from worldcafe.document import Document
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.likeness import likeness_of
from worldcafe.ui.pages.harvest.page import VIEWS
from worldcafe.ui.settings import Settings
from worldcafe.ui.shell.app import Desktop
from worldcafe.ui.work import Once, Work
from worldcafe.wording import words_for


@pytest.fixture
def desktop(qapp):
    opened = Desktop(qapp, Settings())
    yield opened
    opened.close()


@pytest.fixture
def turin(_turin_file, tmp_path):
    return shutil.copy(_turin_file, tmp_path / "turin.worldcafe")


def look_around(window, instruments):
    """Visit every page and every view of the harvest, and show the room the projector."""
    for key in window._stages:
        window.go_to_page(key)
        QApplication.processEvents()
    for view in VIEWS:
        window.page_of("harvest").go_to_view(view.key)
        QApplication.processEvents()
    instruments.toggle_projector(window)
    QApplication.processEvents()


def keyboard_is_on_the_page(window):
    return window.page.isAncestorOf(QApplication.focusWidget() or window)


def lives_of(bridge, window, instruments):
    """Weak references to what a workshop keeps in memory."""
    likeness = likeness_of(bridge)
    kept = [
        bridge, bridge.document, bridge.workshop, likeness, instruments, instruments.projector,
        instruments.projector.window, window, *window._pages.values(),
        *window.page_of("harvest")._views.values(),
    ]  # fmt: skip
    return [(type(each).__name__, weakref.ref(each)) for each in kept]


def still_alive(lives, desktop):
    """The names of those that live on, once Qt and Python had their turn."""
    if desktop.bridge is not None:
        # Python looks for nothing while texts are compared.
        for work in desktop.bridge.findChildren(Work):
            work.finish_now()
    for _ in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        gc.collect()
    return [name for name, life in lives if life() is not None]


def test_what_a_thread_finds_nobody_holding_goes_in_the_thread_of_the_window(qapp, qtbot):
    gc.collect()  # as if Python had just looked: it looks again when enough is new
    went, kept = [], []
    for _ in range(100):
        lone = QObject()
        lone.itself = lone
        lone.destroyed.connect(
            lambda: went.append(get_ident()), Qt.ConnectionType.DirectConnection
        )
    del lone
    busy = Once(qapp)
    busy.answered.connect(kept.append)
    with qtbot.waitSignal(busy.answered):
        busy.begin(lambda _progress, _cancelled: [[n] for n in range(200_000)])
    qtbot.waitUntil(lambda: len(went) == 100, timeout=20_000)
    assert set(went) == {get_ident()}


def test_a_workshop_that_was_closed_is_gone_from_memory(desktop, turin):
    desktop.open(turin)
    look_around(desktop.window, desktop.instruments)
    lives = lives_of(desktop.bridge, desktop.window, desktop.instruments)
    desktop.close()
    desktop.show_start()
    assert still_alive(lives, desktop) == []


def test_a_workshop_that_was_closed_while_somebody_typed_is_gone_from_memory(
    desktop, turin, qtbot
):
    desktop.open(turin)
    qtbot.waitUntil(lambda: keyboard_is_on_the_page(desktop.window))
    lives = [
        (type(each).__name__, weakref.ref(each)) for each in (desktop.bridge, desktop.window)
    ]
    desktop.close()
    desktop.show_start()
    QApplication.processEvents()  # the keyboard looks for a place on a page that goes
    assert still_alive(lives, desktop) == []


def test_a_workshop_whose_window_was_closed_is_gone_from_memory(desktop, turin):
    desktop.open(turin)
    look_around(desktop.window, desktop.instruments)
    lives = lives_of(desktop.bridge, desktop.window, desktop.instruments)
    desktop.window.close()
    assert still_alive(lives, desktop) == []


def test_another_workshop_takes_the_place_of_the_one_before(desktop, turin, tmp_path):
    desktop.open(turin)
    look_around(desktop.window, desktop.instruments)
    lives = lives_of(desktop.bridge, desktop.window, desktop.instruments)
    desktop.open(shutil.copy(turin, tmp_path / "another.worldcafe"))
    assert still_alive(lives, desktop) == []


def test_a_window_built_anew_leaves_nothing_of_the_one_before(desktop, turin):
    desktop.open(turin)
    look_around(desktop.window, desktop.instruments)
    lives = [
        (type(each).__name__, weakref.ref(each))
        for each in (desktop.window, *desktop.window._pages.values())
    ]
    desktop.set_language("fr")
    desktop.set_language("en")
    assert still_alive(lives, desktop) == []


def test_a_rehearsal_that_ended_is_gone_from_memory(desktop, turin):
    desktop.open(turin)
    desktop.rehearse()
    rehearsal = desktop.rehearsal
    look_around(rehearsal.window, rehearsal.instruments)
    lives = lives_of(rehearsal.bridge, rehearsal.window, rehearsal.instruments)
    lives.append(("Rehearsal", weakref.ref(rehearsal)))
    rehearsal.discard()
    del rehearsal
    assert still_alive(lives, desktop) == []


def test_no_widget_is_left_over_however_often_a_workshop_is_opened(desktop, turin):
    left = []
    for _ in range(3):
        desktop.open(turin)
        look_around(desktop.window, desktop.instruments)
        desktop.close()
        still_alive([], desktop)
        left.append(Counter(type(each).__name__ for each in QApplication.allWidgets()))
    assert left[2] - left[1] == Counter()


@pytest.mark.skipif(sys.platform != "linux", reason="asks the system how it is elsewhere")
def test_memory_does_not_grow_with_every_opening(desktop, turin, tmp_path):
    sizes = []
    for number in range(6):
        desktop.open(Path(shutil.copy(turin, tmp_path / f"{number}.worldcafe")))
        look_around(desktop.window, desktop.instruments)
        desktop.close()
        still_alive([], desktop)
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        sizes.append(pages * os.sysconf("SC_PAGE_SIZE") / 2**20)
    # What is made once is made by the third; before a workshop was let go, each left 100 MB.
    assert sizes[5] - sizes[2] < 10


def test_what_begins_while_a_workshop_is_let_go_ends_before_it_goes(turin, qapp):
    """A text that was being typed is looked at a moment later. Qt would end the program."""
    bridge = Bridge(Document.open(Path(turin)), words_for("fr"))
    bridge.close()
    ended = []

    def until_cancelled(_progress, cancelled):
        while not cancelled():
            pass
        ended.append(True)

    Work(until_cancelled, bridge).start()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert ended == [True]


def test_what_the_keyboard_was_on_is_not_swept_with_what_goes(desktop, qtbot, tmp_path):
    """PySide takes what comes next by Tab for a part of what it follows, and both go."""
    Document.create(tmp_path / "new.worldcafe").close()
    desktop.open(tmp_path / "new.worldcafe")
    desktop.window.go_to_page("people")
    reading = desktop.window.page.importing
    nobody = tmp_path / "nobody.csv"
    nobody.write_text("ID,Region,Badge\n1,Africa,A12\n2,Asia,B7\n3,Europe,C9\n")
    for _ in range(2):
        reading.read(nobody)
        qtbot.waitUntil(lambda: reading.found is not None and not reading.reading.is_busy)
        lines = reading.columns.lines.values()
        next(iter(lines)).picker.setFocus(Qt.FocusReason.TabFocusReason)
        gc.collect()
        for key in ("live", "people", "harvest", "people"):
            desktop.window.go_to_page(key)
            QApplication.processEvents()
        reading.give_up()
        gc.collect()
        assert all(isValid(each) for line in lines for each in (line, line.picker))
