"""The evening before, in the window: what is missing comes first, and can be tried."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from small_cafe import build
from worldcafe.ui.shell import laptop
from worldcafe.ui.shell.laptop import LaptopDialog


@pytest.fixture
def asked():
    return []


@pytest.fixture
def dialog(bridge, qtbot, asked, monkeypatch):
    monkeypatch.setattr(laptop, "n_printers", lambda: 1)
    monkeypatch.setattr(laptop, "can_play", lambda: True)
    build(bridge.document)
    made = LaptopDialog(bridge, asked.append)
    made.show()
    qtbot.waitUntil(lambda: "There is a printer." in texts(made))
    yield made
    made.close()


def texts(dialog):
    return [each.text() for each in dialog.findChildren(QLabel) if each.isVisible()]


def press(dialog, text):
    buttons = dialog.findChildren(QPushButton)
    next(each for each in buttons if each.isVisible() and each.text() == text).click()


def test_what_is_worth_a_look_comes_before_what_is_all_right(dialog):
    told = texts(dialog)
    assert told.index("There is no second screen.") < told.index("The gong can be heard.")
    assert "1 thing is worth a look" in told


def test_what_was_mended_is_good_when_one_looks_again(dialog, qtbot, monkeypatch):
    screens = laptop.QGuiApplication.screens()
    monkeypatch.setattr(laptop.QGuiApplication, "screens", lambda: [*screens, *screens])
    dialog.refresh()
    qtbot.waitUntil(lambda: "Everything is all right" in texts(dialog))
    qtbot.waitUntil(lambda: "There is a printer." in texts(dialog))


def test_a_line_leads_to_where_it_can_be_tried(dialog, asked):
    press(dialog, "Print…")
    assert asked == ["print"]
    assert not dialog.isVisible()
