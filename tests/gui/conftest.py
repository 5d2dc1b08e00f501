"""What tests of the desktop share: open workshops behind a bridge, and a way to show a page."""
# ruff: noqa: E402 - what is imported further down makes classes

import gc
import os
import shutil
from itertools import compress

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from worldcafe.ui.shell.overrides import keep_errors_whole

keep_errors_whole()  # as the program does, before classes are made

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from shiboken6 import isValid

from small_cafe import AT
from worldcafe.document import Document
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.painting.look import dress
from worldcafe.ui.shell.sweeping import Sweeping
from worldcafe.ui.work import Work
from worldcafe.wording import words_for


def pytest_collection_modifyitems(items):
    """What the offscreen platform says about popups is no fault of ours."""
    for item in items:
        if "gui" in item.path.parts:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(scope="session", autouse=True)
def _dressed(qapp):
    """The application with its own face."""
    dress(qapp, dark=False)


@pytest.fixture(scope="session")
def _sweeping(qapp):
    """Python's garbage is looked for where the program does, and by itself nowhere."""
    sweeping = Sweeping(qapp)
    yield sweeping
    sweeping.end()


@pytest.fixture(autouse=True)
def _no_window_left(_dressed, _sweeping, _nothing_left_running, qapp):
    """No test leaves a window in view, a timer that runs, or work under way."""
    before = _known[-1] if _known else set(map(id, running(qapp)))
    yield
    _sweeping.sweep()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    still = running(qapp)
    if any(id(each) not in before for each in still):
        gc.collect()  # what nobody holds any more goes now
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        still = running(qapp)
    _known[:] = [set(map(id, still))]
    left = [each for each in still if id(each) not in before]
    assert not left, f"left behind: {[(each, each.parent()) for each in left]}"


_known = []
"""What ran after the last test, if nothing was set up for several since: looking takes time."""


def pytest_fixture_setup(fixturedef):
    if fixturedef.scope != "function":
        _known.clear()


def running(app):
    """Windows in view, and timers and threads that run in what Python still holds, but for the
    sweeping, which runs throughout.
    """
    windows = [each for each in app.topLevelWidgets() if each.isVisible()]
    objects = gc.get_objects()
    ours = compress(objects, map({QTimer, Work}.__contains__, map(type, objects)))
    timers = [
        each
        for each in ours
        if isValid(each) and (each.isActive() if isinstance(each, QTimer) else each.isRunning())
    ]
    return windows + [each for each in timers if not isinstance(each.parent(), Sweeping)]


@pytest.fixture
def bridge(tmp_path, qapp):
    """An empty workshop, in English, at a fixed instant."""
    document = Document.create(tmp_path / "empty.worldcafe", now=lambda: AT)
    yield from _open_bridge(document)


@pytest.fixture(scope="session")
def _turin_file(tmp_path_factory):
    """The Turin example as a file, built once."""
    from worldcafe.exchange.example import turin_example

    path = tmp_path_factory.mktemp("turin") / "turin.worldcafe"
    with Document.create(path, now=lambda: AT) as document:
        for command in turin_example("en"):
            document.do(command)
    return path


@pytest.fixture
def turin_bridge(_turin_file, tmp_path, qapp):
    """The Turin example: 80 people, 16 tables, 4 rounds, 136 contributions."""
    path = shutil.copy(_turin_file, tmp_path / "turin.worldcafe")
    yield from _open_bridge(Document.open(path, now=lambda: AT))


@pytest.fixture
def show(qtbot, qapp):
    """Show a page as the window does, and wait until it is there."""

    def shown(page):
        qtbot.addWidget(page, before_close_func=lambda widget: widget.leave())
        page.resize(1158, 712)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        return page

    return shown


@pytest.fixture(autouse=True)
def _nobody_is_there(monkeypatch):
    """A dialog for files that no test answers fails at once, instead of waiting for ever."""

    def unexpected(*asked):
        pytest.fail(f"a file was asked for: {asked[1:3]}")

    for name in ("getSaveFileName", "getOpenFileName", "getOpenFileNames"):
        monkeypatch.setattr(QFileDialog, name, unexpected)


@pytest.fixture
def answer(qapp):
    """Answer the next question with the button of this name, None being Esc; what was asked
    is kept."""
    asked = []

    def answered(name, tries=200):
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            asked.append(box.text())
            if name is None:
                QTest.keyClick(box, Qt.Key.Key_Escape)
            else:
                (chosen,) = (each for each in box.buttons() if each.text() == name)
                chosen.click()
        elif tries:
            QTimer.singleShot(10, lambda: answered(name, tries - 1))

    return lambda name: QTimer.singleShot(0, lambda: answered(name)) or asked


def _open_bridge(document):
    bridge = Bridge(document, words_for("en"), now=lambda: AT)
    bridge.refusals, bridge.sayings = [], []  # what the window would have said
    bridge.refused.connect(bridge.refusals.append)
    bridge.told.connect(lambda text, undo: bridge.sayings.append(text))
    yield bridge
    bridge.close()
