"""One program for each person: a second start reaches the first; nothing else can harm it."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from platformdirs import user_data_path
from PySide6.QtCore import QLockFile, Qt
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication

from real_window import eventually
from small_cafe import build
from worldcafe.document import Document
from worldcafe.domain.commands import StartSegment
from worldcafe.domain.refusal import FileRefused
from worldcafe.ui.settings import Settings
from worldcafe.ui.shell import one_program
from worldcafe.ui.shell.app import Desktop
from worldcafe.ui.shell.one_program import END, LONGEST, MOST_CALLERS, TAKEN, OneProgram


def made(path):
    with Document.create(path) as document:
        build(document)
    return path


@pytest.fixture
def cafe(tmp_path):
    return made(tmp_path / "café à Turin.worldcafe")


@pytest.fixture
def other(tmp_path):
    return made(tmp_path / "other.worldcafe")


@pytest.fixture
def desktop(qapp):
    settings = Settings()
    settings.language = "en"
    opened = Desktop(qapp, settings)
    yield opened
    opened.close()
    QApplication.processEvents()


@pytest.fixture
def program(qapp):
    running = OneProgram(qapp)
    assert not running.is_taken_over(None)
    running.listen()
    running.heard = []
    running.asked.connect(running.heard.append)
    yield running
    running.close()
    qapp.removeEventFilter(running)
    running.deleteLater()


@pytest.fixture
def caller(program):
    """Somebody who reaches the program over its socket, well-meaning or not."""
    callers = []

    def called():
        socket = QLocalSocket()
        socket.connectToServer(program._server.fullServerName())
        assert socket.waitForConnected(3000)
        callers.append(socket)
        return socket

    yield called
    for socket in callers:
        socket.abort()


def is_held(path):
    """Whether some program has the workshop open."""
    try:
        Document.open(path).close()
    except FileRefused as refusal:
        return refusal.code == "workshop_locked"
    return False


def test_a_second_start_opens_its_file_in_the_program_that_runs(cafe, other):
    """And a program that was killed bars nobody: neither its name nor its socket."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    running = []

    def start(*arguments):
        command = [sys.executable, "-m", "worldcafe", *map(str, arguments)]
        running.append(subprocess.Popen(command, env=environment, cwd=cafe.parent))
        return running[-1]

    try:
        first = start(other)
        eventually(lambda: is_held(other))
        assert start(cafe.name).wait(60) == 0, "it hands over what it was started for"
        eventually(lambda: is_held(cafe))
        assert not is_held(other)
        assert start().wait(60) == 0
        assert first.poll() is None
        first.kill()
        first.wait(10)
        assert not is_held(cafe)
        third = start(cafe)
        eventually(lambda: is_held(cafe))
        assert third.poll() is None
    finally:
        for process in running:
            process.kill()
            process.wait(10)


def test_the_socket_is_its_owners_alone(program):
    if sys.platform == "win32":
        pytest.skip("a pipe has no mode")
    socket = Path(program._server.fullServerName())
    assert socket.is_socket()
    assert socket.stat().st_mode & 0o077 == 0
    assert socket.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "said",
    [
        b"relative.worldcafe" + END,
        b"/" + b"a" * LONGEST + END,
        b"/" + b"a" * 100 * LONGEST,
        b"\xff\xfe\xf0(" + END,
    ],
    ids=["relative", "too long", "endless", "no path"],
)
def test_what_is_no_path_is_neither_answered_nor_taken(program, caller, qtbot, said):
    socket = caller()
    socket.write(said)
    socket.flush()
    state = QLocalSocket.LocalSocketState.UnconnectedState
    qtbot.waitUntil(lambda: socket.state() == state)
    assert socket.readAll().data() == b""
    assert program.heard == []
    assert not program._callers


def test_a_path_that_comes_in_pieces_is_one(program, caller, qtbot, cafe):
    socket = caller()
    whole = os.fsencode(cafe) + END
    for piece in (whole[:5], whole[5:]):
        assert program.heard == []
        socket.write(piece)
        socket.flush()
        QApplication.processEvents()
    qtbot.waitUntil(lambda: program.heard == [cafe])
    qtbot.waitUntil(lambda: socket.bytesAvailable() > 0)
    assert socket.readAll().data() == TAKEN


def test_those_who_say_nothing_are_few_and_are_not_listened_to_for_long(
    program, caller, qtbot, monkeypatch
):
    monkeypatch.setattr(one_program, "PATIENCE_MS", 50)
    silent = [caller() for _ in range(3 * MOST_CALLERS)]
    QApplication.processEvents()
    assert len(program._callers) <= MOST_CALLERS
    state = QLocalSocket.LocalSocketState.UnconnectedState
    qtbot.waitUntil(lambda: all(each.state() == state for each in silent))
    qtbot.waitUntil(lambda: not program._callers)
    assert program.heard == []


def test_a_program_that_does_not_answer_is_not_waited_for(program, qapp, monkeypatch):
    """It hangs, as this one does for the while: nobody runs its event loop."""
    monkeypatch.setattr(one_program, "PATIENCE_MS", 50)
    second = OneProgram(qapp)
    began = time.monotonic()
    assert not second.is_taken_over(None)
    assert time.monotonic() - began < 2
    second.close()
    qapp.removeEventFilter(second)


def test_one_that_does_not_listen_yet_is_waited_for(qapp):
    """Its window comes first; whoever starts meanwhile finds the lock held."""
    first = OneProgram(qapp)
    assert not first.is_taken_over(None)
    lock = QLockFile(str(user_data_path("worldcafe", appauthor=False) / "starting.lock"))
    assert not lock.tryLock(0)
    first.listen()
    assert lock.tryLock(0)
    lock.unlock()
    first.close()
    qapp.removeEventFilter(first)


def test_one_that_ends_before_it_listened_keeps_nobody_waiting(qapp, monkeypatch):
    monkeypatch.setattr(one_program, "STARTING_MS", 0)
    for _ in range(2):
        program = OneProgram(qapp)
        assert not program.is_taken_over(None)
        assert program._starting is not None, "it has the lock"
        program.close()
        qapp.removeEventFilter(program)


def test_without_a_folder_to_meet_in_each_goes_its_own_way(qapp, tmp_path, monkeypatch):
    (tmp_path / "data").write_text("no folder")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    alone = OneProgram(qapp)
    assert not alone.is_taken_over(None)
    qapp.removeEventFilter(alone)


def test_the_finder_asks_for_a_file_by_an_event(program, qapp, cafe):
    QApplication.sendEvent(qapp, QFileOpenEvent(str(cafe)))
    assert program.heard == [cafe]


def test_a_file_that_is_open_only_comes_to_the_front(desktop, qtbot, cafe):
    desktop.open(cafe)
    window = desktop.window
    window.showMinimized()
    desktop.open_from_outside(cafe.parent / "." / cafe.name)
    assert desktop.window is window
    assert not window.isMinimized()
    qtbot.waitUntil(window.isActiveWindow)


def test_another_file_takes_its_place_and_no_file_only_comes_to_the_front(
    desktop, qtbot, cafe, other
):
    desktop.show_start()
    desktop.open_from_outside(cafe)
    assert desktop.bridge.document.path == cafe
    desktop.open_from_outside(other)
    assert desktop.bridge.document.path == other
    window = desktop.window
    desktop.open_from_outside(None)
    assert desktop.window is window


def test_a_running_day_is_not_left_for_it_without_the_question(desktop, answer, cafe, other):
    with Document.open(cafe) as document:
        document.do(StartSegment(segment="r1.talk"))
    desktop.open(cafe)
    asked = answer("Stay")
    desktop.open_from_outside(other)
    assert asked[0].startswith("Round 1 is running. ")
    assert desktop.bridge.document.path == cafe
    answer("Leave")
    desktop.open_from_outside(other)
    assert desktop.bridge.document.path == other


def test_what_is_being_asked_comes_first(desktop, qtbot, cafe, other, tmp_path):
    """The file is opened when the dialog is closed, not beneath it."""
    from worldcafe.ui.shell.keys import KeysDialog

    desktop.open(cafe)
    dialog = KeysDialog(desktop.words, desktop.window)
    dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
    dialog.show()
    desktop.open_from_outside(tmp_path / "asked for first.worldcafe")
    desktop.open_from_outside(other)
    qtbot.wait(10)
    assert desktop.bridge.document.path == cafe
    dialog.accept()
    qtbot.waitUntil(lambda: desktop.bridge.document.path == other)


def test_a_file_that_is_refused_leaves_everything_as_it_was(desktop, answer, cafe, tmp_path):
    desktop.open(cafe)
    asked = answer("OK")
    desktop.open_from_outside(tmp_path / "gone.worldcafe")
    assert len(asked) == 1
    assert desktop.bridge.document.path == cafe
