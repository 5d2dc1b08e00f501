"""What the program keeps of its own mistakes, and how it owns up to them."""

import faulthandler
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from open_room import HOST, ask
from worldcafe.domain.model import Participant
from worldcafe.lan import Role, Scope
from worldcafe.ui.phone_room import PhoneRoom
from worldcafe.ui.settings import Settings
from worldcafe.ui.shell import defects
from worldcafe.ui.shell.defects import own_up, reports, tell_of_last_time, write_report
from worldcafe.wording import words_for

BREAKS_DOWN = """
import faulthandler
from worldcafe.ui.shell.defects import own_up
own_up(print)
faulthandler._sigsegv()
"""

CALLED_BY_QT = """
from worldcafe.__main__ import desktop
desktop()
from PySide6.QtWidgets import QApplication, QWidget
class Part(QWidget):
    def showEvent(self, event):
        ...
app = QApplication([])
def show():
    Part().show()
try:
    show()
except Exception:
    print("told and went on")
"""


@pytest.fixture(autouse=True)
def _hooks_restored(monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    yield
    defects._fatal.close()
    faulthandler.enable(sys.__stderr__)


def mistake():
    """An error as pydantic makes it: its message repeats what somebody typed."""
    Participant.model_validate({"id": "1", "family_name": ["Rakotomalala"]})


def caught(action):
    try:
        action()
    except (RuntimeError, ValueError):
        sys.excepthook(*sys.exc_info())


def test_a_report_says_where_it_happened_and_nothing_that_was_typed(capsys):
    said = []
    own_up(said.append)
    caught(mistake)
    (path,) = said
    text = path.read_text("utf-8")
    assert "in mistake" in text
    assert "ValidationError" in text
    assert "Rakotomalala" not in text.replace('["Rakotomalala"]', "")


def test_what_led_to_an_error_is_told_as_well_without_its_values(capsys):
    said = []
    own_up(said.append)

    def again():
        name = "Awa"
        try:
            {}[name]
        except KeyError as error:
            raise RuntimeError(name + " is missing") from error

    caught(again)
    text = said[0].read_text("utf-8")
    assert "builtins.KeyError" in text
    assert "builtins.RuntimeError" in text
    assert "Awa is missing" not in text


def test_the_name_of_a_home_is_not_in_a_report(monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: Path("/home/awa.rakoto"))
    path = write_report('File "/home/awa.rakoto/worldcafe/app.py", line 3')
    assert 'File "~/worldcafe/app.py", line 3' in path.read_text("utf-8")


def test_an_error_in_a_thread_is_owned_up_to(capsys):
    said = []
    own_up(said.append)
    thread = threading.Thread(target=mistake)
    thread.start()
    thread.join()
    assert "in mistake" in said[0].read_text("utf-8")


def test_a_mistake_of_the_phones_server_is_written_down_and_said_once(
    bridge, qtbot, monkeypatch, capsys
):
    """The server answers on; what a phone asks again and again does not fill the screen."""
    said = []
    own_up(said.append)
    monkeypatch.setattr("worldcafe.lan.server.me", lambda *_: mistake())
    opened = PhoneRoom.of(bridge)
    assert opened.open(HOST)
    code, answers = opened.room.code_of(Scope(Role.FACILITATOR)), []
    phone = threading.Thread(
        target=lambda: answers.extend(
            ask(opened.room.url, path, code).status for path in ("me", "me", "hello")
        )
    )
    phone.start()
    qtbot.waitUntil(lambda: bool(said) and not phone.is_alive(), timeout=60_000)
    opened.close()
    assert answers == [500, 500, 200]
    (report,) = said
    assert "in mistake" in report.read_text("utf-8")
    assert "Rakotomalala" not in report.read_text("utf-8").replace('["Rakotomalala"]', "")


def test_only_the_last_reports_are_kept():
    for number in range(defects.KEPT + 3):
        last = write_report(f"number {number}")
    assert len(reports()) == defects.KEPT
    assert reports()[-1] == last


def test_a_breakdown_of_the_process_is_said_at_the_next_start(qtbot):
    ended = subprocess.run(
        [sys.executable, "-c", BREAKS_DOWN], env=os.environ, capture_output=True, check=False
    )
    assert ended.returncode != 0
    own_up(lambda path: None)
    (report,) = reports()
    assert "Segmentation fault" in report.read_text("utf-8")
    settings = Settings()
    tell_of_last_time(None, words_for("en"), settings)
    box = shown_box()
    assert box.text() == (
        "worldcafe made a mistake the last time it ran; what was saved is safe."
    )
    copying = next(each for each in box.buttons() if each.text() == "Copy the report")
    copying.click()
    assert QGuiApplication.clipboard().text() == report.read_text("utf-8")
    tell_of_last_time(None, words_for("en"), settings)
    assert shown_box() is None, "said once"


@pytest.mark.parametrize("error", ["[][0]", "int([])", "next(iter(()))", "self()", "1 / 0"])
def test_an_error_in_what_qt_calls_does_not_end_the_program(error):
    ended = subprocess.run(
        [sys.executable, "-c", CALLED_BY_QT.replace("...", error)],
        env=os.environ, capture_output=True, check=False, text=True,
    )  # fmt: skip
    assert (ended.returncode, ended.stdout) == (0, "told and went on\n"), ended.stderr


def test_nothing_is_said_where_nothing_went_wrong():
    own_up(lambda path: None)
    own_up(lambda path: None)
    assert reports() == []
    tell_of_last_time(None, words_for("en"), Settings())
    assert shown_box() is None


def shown_box():
    """The message in view, if there is one."""
    boxes = (each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox))
    return next((each for each in boxes if each.isVisible()), None)
