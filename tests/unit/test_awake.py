"""The computer stays awake while the room is open, and no longer than the program runs."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from real_window import eventually
from worldcafe.lan.awake import Awake

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="each system has its own way")

HELD = "import time; from worldcafe.lan.awake import Awake; Awake(); time.sleep(60)"
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
    program = subprocess.Popen([sys.executable, "-c", HELD])
    eventually(asked_for.exists)
    program.send_signal(signal.SIGKILL)
    program.wait()
    eventually(lambda: not asked_for.exists())


def test_where_nothing_can_be_asked_the_room_is_open_all_the_same(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    Awake().end()


# --- the system's own logind -------------------------------------------------------------

LOGIND = Path("/usr/lib/systemd/systemd-logind")
ITS_FOLDER = Path("/run/systemd")
BUS = """<busconfig>
  <type>system</type><listen>unix:path={socket}</listen><auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/><allow own="*"/><allow send_destination="*"/>
    {kinds}
  </policy>
</busconfig>"""
KINDS = ("method_call", "method_return", "error", "signal")


def can_have_its_own_logind():
    """Whether this machine has one that nobody runs, and we may."""
    has_all = LOGIND.exists() and all(map(shutil.which, ("systemd-inhibit", "dbus-daemon")))
    return has_all and os.geteuid() == 0 and not ITS_FOLDER.exists()


@pytest.fixture
def logind(tmp_path, monkeypatch):
    """logind on a bus of its own; what is asked of the system is asked of it."""
    socket = tmp_path / "bus"
    kinds = "".join(
        f'<allow {way}_type="{kind}"/>' for way in ("send", "receive") for kind in KINDS
    )
    (tmp_path / "bus.conf").write_text(BUS.format(socket=socket, kinds=kinds))
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={socket}")
    (ITS_FOLDER / "inhibit").mkdir(parents=True)
    with contextlib.ExitStack() as started:
        started.callback(shutil.rmtree, ITS_FOLDER)

        def start(*command):
            said = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            program = started.enter_context(subprocess.Popen(command, **said))
            started.callback(program.kill)

        start("dbus-daemon", "--nofork", f"--config-file={tmp_path / 'bus.conf'}")
        eventually(socket.exists)
        start(LOGIND)
        eventually(lambda: "No inhibitors" in inhibitors())
        yield


def inhibitors():
    """Who keeps the system awake, as it says itself."""
    command = ["systemd-inhibit", "--list"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


@pytest.mark.skipif(not can_have_its_own_logind(), reason="a logind of our own needs root")
@pytest.mark.usefixtures("logind")
def test_logind_is_held_until_the_room_is_closed_or_the_program_is_killed():
    awake = Awake()
    eventually(lambda: "worldcafe" in inhibitors())
    (held,) = [each for each in inhibitors().splitlines() if "worldcafe" in each]
    assert {"sleep:idle", "block"} <= set(held.split())
    awake.end()
    eventually(lambda: "No inhibitors" in inhibitors())
    program = subprocess.Popen([sys.executable, "-c", HELD])
    eventually(lambda: "worldcafe" in inhibitors())
    program.send_signal(signal.SIGKILL)
    program.wait()
    eventually(lambda: "No inhibitors" in inhibitors())
