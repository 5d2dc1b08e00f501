"""The small café on the page of the day, and the time as a test wants it."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from small_cafe import MINUTE, Watch
from worldcafe.domain.commands import FurnishRoom, PutRound
from worldcafe.domain.model import Round
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.pages.live.page import LivePage
from worldcafe.wording import words_for

SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def watch():
    """Nine in the morning where the computer stands: when the small café is planned."""
    return Watch(dt.datetime(2026, 3, 12, 9, 0).astimezone())


@pytest.fixture
def small_bridge(document, watch, qapp):
    """The small café: two tables, two rounds of 20 and 5 minutes, half an hour of harvest."""
    bridge = Bridge(document, words_for("en"), now=watch)
    bridge.refusals, bridge.sayings = [], []
    bridge.refused.connect(bridge.refusals.append)
    bridge.told.connect(lambda text, undo: bridge.sayings.append(text))
    yield bridge
    bridge.close()


@pytest.fixture
def large_bridge(bridge):
    """Forty tables and six rounds."""
    bridge.do(FurnishRoom(n_tables=40, seats=5))
    for number in range(1, 7):
        bridge.do(PutRound(round=Round(id=f"r{number}", number=number)))
    return bridge


@pytest.fixture
def page(small_bridge, show):
    return show(LivePage(small_bridge))


@pytest.fixture
def click(qtbot):
    return lambda button: qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def pass_time(page, watch):
    """Let time pass, and the clock see it."""

    def passed(minutes=0, seconds=0):
        watch.advance(minutes * MINUTE + seconds * SECOND)
        page._on_tick()

    return passed
