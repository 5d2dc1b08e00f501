"""A real window on a virtual screen, driven by keyboard as a person would."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

NEEDED = ("Xvfb", "openbox", "xdotool")


def missing_programs():
    """The programs that a real window needs and this machine lacks."""
    return [name for name in NEEDED if shutil.which(name) is None]


class Screen:
    """A virtual screen with a window manager; a context manager."""

    def __enter__(self):
        read, write = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
            pass_fds=(write,),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as pipe:
            self.display = f":{pipe.readline().strip()}"
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("QT_")},
            "DISPLAY": self.display,
            "LANG": "en_US.UTF-8",
            "QT_QPA_PLATFORM": "xcb",
            "QT_QPA_PLATFORMTHEME": "",
        }
        self._manager = subprocess.Popen(
            ["openbox"],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return self

    def __exit__(self, *_):
        for process in (self._manager, self._server):
            process.terminate()
            process.wait(10)


class Window:
    """The desktop in a process of its own on a screen."""

    def __init__(self, screen, path):
        self._environment = screen.environment
        self.process = subprocess.Popen(
            [sys.executable, "-m", "worldcafe", str(path)], env=screen.environment
        )
        self.id = self._xdotool(
            "search", "--sync", "--onlyvisible", "--pid", str(self.process.pid)
        ).split()[-1]
        self._xdotool("windowactivate", "--sync", self.id)
        self._xdotool("windowmove", self.id, "0", "0")

    def keys(self, *keys):
        """Press keys, named as xdotool does: `ctrl+2`, `Return`, `Tab`."""
        self._xdotool("key", "--delay", "40", *keys)

    def type(self, text):
        """Type a text, accents and all."""
        self._xdotool("type", "--delay", "25", "--", text)

    def kill(self):
        """End the process as a power cut would: at once and unasked."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def close(self):
        """Close the window as the person does, and wait for the program to end."""
        self._xdotool("windowclose", self.id)
        self.process.wait(20)

    def quit(self):
        """Close it through the window manager."""
        self.keys("alt+F4")
        return self.process.wait(20)

    def _xdotool(self, *arguments):
        done = subprocess.run(
            ["xdotool", *arguments],
            env=self._environment, check=True, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        return done.stdout


def eventually(condition, *, seconds=20.0):
    """Wait until something is so; how long it may take is the only thing assumed."""
    deadline = time.monotonic() + seconds
    while not (result := condition()):
        if time.monotonic() > deadline:
            raise AssertionError(f"still not so after {seconds} s: {condition}")
        time.sleep(0.05)
    return result


def run(*arguments, environment=None):
    """A command of worldcafe, which must succeed; what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "worldcafe", *map(str, arguments)],
        check=True, capture_output=True, text=True, env=environment,
    )  # fmt: skip
    return done.stdout


def journal_free(path: Path):
    """Whether nothing of a database is left beside the file."""
    return not path.with_name(path.name + "-journal").exists()
