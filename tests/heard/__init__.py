"""The desktop as a screen reader has it: a screen with the bus of assistive technology."""

import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from real_window import Screen, eventually, missing_programs

LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
PYTHON = "/usr/bin/python3"
HERE = Path(__file__).parent
SILENCE_S = 0.8
_DEFAULT = {"profile": ["Default", "default"], "enableKeyEcho": False}
WITHOUT_ECHO = {
    "general": _DEFAULT,
    "profiles": {"default": {**_DEFAULT, "pronunciations": {}, "keybindings": {}}},
    "pronunciations": {},
    "keybindings": {},
}
"""How Orca says what it finds, and not every key that is pressed."""


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
        """Have Orca speak, to a synthesiser that makes no sound; the file of what it does."""
        folder, log = Path(self._folder.name, "speech"), Path(self._folder.name, "orca.log")
        folder.mkdir()
        (folder / "speechd.conf").write_text(
            'AddModule "dummy" "sd_dummy" ""\nDefaultModule dummy\n'
        )
        settings = Path(self._folder.name, ".local/share/orca/user-settings.conf")
        settings.parent.mkdir(parents=True)
        settings.write_text(json.dumps(WITHOUT_ECHO))
        self.begin("speech-dispatcher", "-s", "-t", "0", "-m", "unix_socket", "-C", str(folder))
        self.begin("orca", f"--debug-file={log}")
        eventually(lambda: spoken_in(log))
        return log

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


def spoken_in(log):
    """What Orca had its synthesiser say, sentence by sentence."""
    said = log.read_text("utf-8") if log.exists() else ""
    return re.findall(r"SPEECH OUTPUT: '(.*?)'", said)


def falls_silent(log):
    """Wait until Orca has said all: whoever hears goes on only then."""
    n_said, since = -1, time.monotonic()
    while time.monotonic() - since < SILENCE_S:
        if (now := len(spoken_in(log))) != n_said:
            n_said, since = now, time.monotonic()
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
