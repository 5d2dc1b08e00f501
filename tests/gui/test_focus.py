"""Whatever goes away, the keyboard is on something that is seen, and on the page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from every_dialog import settled
from screen_faults import called, takes_tab
from worldcafe.ui.pages.harvest.page import VIEWS
from worldcafe.ui.shell.stages import STAGES
from worldcafe.ui.shell.window import MainWindow


@pytest.fixture
def window(bridge, qtbot):
    made = MainWindow(bridge)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    yield made
    made.dismiss()


def assert_keys_are_heard(window, after):
    here = window.focusWidget()
    assert here is not None, after
    assert window.page.isAncestorOf(here), f"{after}: on {called(here)}"
    assert here.isVisible(), f"{after}: on {called(here)}, which is away"


def test_a_view_in_which_there_is_nothing_yet_leaves_the_keyboard_in_view(window):
    window.go_to_page("harvest")
    for view in VIEWS:
        button = window.page.bar.buttons[view.key]
        button.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(button, Qt.Key.Key_Space)
        settled(window, window._bridge)
        assert window.page.key == view.key
        assert_keys_are_heard(window, view.key)


@pytest.mark.parametrize("there", [stage.key for stage in STAGES])
def test_whoever_goes_to_another_page_takes_the_keyboard_along(window, there):
    for here in (stage.key for stage in STAGES if stage.key != there):
        window.go_to_page(here)
        settled(window, window._bridge)
        reached = (each for each in window.page.findChildren(QWidget) if takes_tab(each))
        next(each for each in reached if each.isVisible()).setFocus()
        window.go_to_page(there)
        settled(window, window._bridge)
        assert_keys_are_heard(window, f"{here} to {there}")


def test_nothing_to_paste_is_said_and_no_mistake(window, bridge, monkeypatch):
    class NeverUsed:
        def mimeData(self):
            return None

    monkeypatch.setattr(QGuiApplication, "clipboard", NeverUsed)
    window.go_to_page("people")
    window.page._on_paste()
    (said,) = bridge.refusals
    assert "no cells to paste" in said
