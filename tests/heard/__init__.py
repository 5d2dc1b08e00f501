"""The desktop as a screen reader has it: a screen with the bus of assistive technology."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from real_window import Screen, eventually, missing_programs

LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
PYTHON = "/usr/bin/python3"
HERE = Path(__file__).parent
SILENCE_S, MOST_S = 0.8, 60
_DEFAULT = {"profile": ["Default", "default"], "enableKeyEcho": False}
WITHOUT_ECHO = {
    "general": _DEFAULT,
    "profiles": {"default": {**_DEFAULT, "pronunciations": {}, "keybindings": {}}},
    "pronunciations": {},
    "keybindings": {},
}
"""How Orca says what it finds, and not every key that is pressed."""
NOTING = """
from pathlib import Path

from gi.repository import GLib
from orca import event_manager, speech

noted, speak = open({said!r}, "a", buffering=1, encoding="utf-8"), speech._speak
manager, told = event_manager.EventManager, [0]
ignores = manager._ignore


def noting(text, *how):
    noted.write(" ".join(text.split()) + "\\n")
    speak(text, *how)


def hearing(self, event):
    told[0] += 1
    return ignores(self, event)


def telling():
    waiting = event_manager.get_manager()._event_queue.qsize()
    Path({heard!r}).write_text(f"{{told[0]}} {{waiting}}")
    return True


speech._speak, manager._ignore = noting, hearing
GLib.timeout_add(100, telling)
"""
"""Has Orca write down what it says, and how much it was told and has still to look at. Where it
is asked to write down everything, it asks whoever is heard once more for each event, and falls
behind by a minute.
"""


def missing_for_ears():
    """What this machine lacks to hear a window."""
    lacks = missing_programs()
    lacks += [each for each in (LAUNCHER, PYTHON) if not Path(each).exists()]
    if not lacks:
        asked = [PYTHON, "-c", "import pyatspi"]
        done = subprocess.run(asked, check=False, capture_output=True)
        lacks += ["pyatspi"] if done.returncode else []
    return lacks


class HeardScreen(Screen):
    """A screen on which programs tell what they show, and a reader that listens."""

    def __enter__(self):
        super().__enter__()
        self._folder = tempfile.TemporaryDirectory()
        self.environment |= {
            "HOME": self._folder.name,
            "XDG_DATA_HOME": f"{self._folder.name}/share",
            "XDG_RUNTIME_DIR": self._folder.name,
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        self._begun = []
        bus = self.begin("dbus-daemon", "--session", "--nofork", "--print-address")
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        self.begin(LAUNCHER, "--launch-immediately")
        self._reader = self.begin(PYTHON, str(HERE / "reader.py"))
        assert self._reader.stdout.readline().strip() == "ready"
        return self

    def __exit__(self, *problem):
        for process in reversed(self._begun):
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:  # Orca takes long to say goodbye
                process.kill()
                process.wait(10)
            process.stdin.close()
            process.stdout.close()
        super().__exit__(*problem)
        self._folder.cleanup()

    def begin(self, *command):
        """A program that is talked to by lines, and ends with the screen."""
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        process = subprocess.Popen(
            command, env=self.environment, stderr=subprocess.DEVNULL, text=True, **pipes
        )
        self._begun.append(process)
        return process

    def begin_orca(self):
        """Orca, speaking to a synthesiser that makes no sound."""
        folder, own = Path(self._folder.name, "speech"), Path(self._folder.name, "share/orca")
        folder.mkdir()
        own.mkdir(parents=True)
        (folder / "speechd.conf").write_text(
            'AddModule "dummy" "sd_dummy" ""\nDefaultModule dummy\n'
        )
        orca = Orca(own)
        self.begin("speech-dispatcher", "-s", "-t", "0", "-m", "unix_socket", "-C", str(folder))
        self.begin("orca")
        eventually(orca.said, seconds=MOST_S)
        return orca

    def windows(self):
        """What is told of every window in view."""
        return self._ask("tree")

    def said(self):
        """What was said since this was last asked."""
        return self._ask("said")

    def focused(self):
        """Role and name of what has the keyboard."""
        return self._ask("focused")

    def written(self):
        """What stands in the field that has the keyboard."""
        return self._ask("written")

    def _ask(self, what):
        return json.loads(answered(self._reader, what))


class Orca:
    """What Orca says, and whether there is more to come."""

    def __init__(self, folder):
        """`folder` is where Orca looks for what its user prefers."""
        self.file, self._heard = folder / "said.txt", folder / "heard.txt"
        noting = NOTING.format(said=str(self.file), heard=str(self._heard))
        (folder / "user-settings.conf").write_text(json.dumps(WITHOUT_ECHO))
        (folder / "orca-customizations.py").write_text(noting)

    def said(self):
        """What it had its synthesiser say, sentence by sentence."""
        return self.file.read_text("utf-8").splitlines() if self.file.exists() else []

    def falls_silent(self):
        """Wait until it has said all there is to say, however busy the machine: whoever hears
        goes on only then.
        """
        began = since = time.monotonic()
        last = ""
        while time.monotonic() - since < SILENCE_S and time.monotonic() - began < MOST_S:
            heard = self._heard.read_text("utf-8")
            if heard != last or not heard.endswith(" 0"):
                last, since = heard, time.monotonic()
            time.sleep(0.1)


def answered(process, line):
    """The line with which a process answers one."""
    process.stdin.write(f"{line}\n")
    process.stdin.flush()
    return process.stdout.readline()


def every_view(screen, language):
    """Every page and dialog by its name, with what is told of it."""
    desk = screen.begin(sys.executable, str(HERE / "desk.py"), language)
    while name := answered(desk, "next").strip():
        yield name, eventually(screen.windows)


def all_of(windows):
    """Everything in these windows, from outside in, but for the surfaces of what scrolls: Qt
    tells of them as if they took the keyboard themselves.
    """
    for each in windows:
        yield each
        takes_keys = each["name"] and "focusable" in each["states"]
        within = [_what_it_hands_on_to(w) for w in each["within"]]
        yield from all_of(w for w in within if not (takes_keys and _is_surface(w)))


def _what_it_hands_on_to(thing):
    """A number with its buttons hands the keyboard on to the number: that is where it is."""
    numbers = [each for each in thing["within"] if each["role"] == "spin button"]
    hands_on = (
        thing["role"] == "filler" and "focusable" in thing["states"] and len(numbers) == 1
    )
    return numbers[0] if hands_on else thing


def _is_surface(thing):
    return thing["role"] == "filler" and not thing["name"] and not thing["within"]
