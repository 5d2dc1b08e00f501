"""The computer stays awake while the room is open, and no longer than the program runs."""

import os
import signal
import subprocess
import sys

import pytest

from real_window import eventually
from worldcafe.lan.awake import Awake

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="each system has its own way")

ASKED = """#!/bin/sh
echo "$@" > "$ASKED_FOR.whole"
mv "$ASKED_FOR.whole" "$ASKED_FOR"
for last; do :; done
"$last"
rm "$ASKED_FOR"
"""


@pytest.fixture
def asked_for(tmp_path, monkeypatch):
    """A file that is there while the system is asked to stay awake, and says what for."""
    script = tmp_path / "systemd-inhibit"
    script.write_text(ASKED)
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("ASKED_FOR", str(tmp_path / "asked"))
    return tmp_path / "asked"


def test_it_is_asked_for_until_the_room_is_closed(asked_for):
    awake = Awake()
    eventually(asked_for.exists)
    assert "--what=idle:sleep" in asked_for.read_text()
    awake.end()
    assert not asked_for.exists()


def test_it_ends_with_a_program_that_is_killed(asked_for):
    held = "import time; from worldcafe.lan.awake import Awake; Awake(); time.sleep(60)"
    program = subprocess.Popen([sys.executable, "-c", held])
    eventually(asked_for.exists)
    program.send_signal(signal.SIGKILL)
    program.wait()
    eventually(lambda: not asked_for.exists())


def test_where_nothing_can_be_asked_the_room_is_open_all_the_same(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    Awake().end()
