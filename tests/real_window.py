"""A real window on a virtual screen, driven by keyboard as a person would."""

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZE = "1366x768x24"
EXTRA_KEYS = {
    "I120": "éÉ",
    "I149": "èÈ",
    "I154": "’–",
    "I168": "ñÑ",
    "I178": "ãÃ",
    "I183": "íó",
    "I184": "ïÏ",
    "I190": "سو",
    "I192": "قع",
    "I193": "اد",
    "I194": "لم",
}
"""Letters, plain and shifted, put on keys without any: a keyboard of our own, since one that
changes while it types loses letters."""

NEEDED = ("Xvfb", "openbox", "xdotool")


def missing_programs():
    """The programs that a real window needs and this machine lacks."""
    return [name for name in NEEDED if shutil.which(name) is None]


class Screen:
    """A virtual screen with a window manager; a context manager."""

    def __init__(self, size=SIZE):
        self._size = size
        self.programs = []
        """What was begun on it. What a test leaves when it fails ends with the screen: else it
        would be reported much later, as a failure of whatever test runs then.
        """

    def __enter__(self):
        read, write = os.pipe()
        self._server = subprocess.Popen(
            [
                "Xvfb",
                "-displayfd",
                str(write),
                "-screen",
                "0",
                self._size,
                "-nolisten",
                "tcp",
                # Else it would begin anew, and forget its keyboard, whenever nobody is
                # connected: before the window manager is.
                "-noreset",
            ],
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
            "LC_ALL": "C.UTF-8",
            "QT_QPA_PLATFORM": "xcb",
            "QT_QPA_PLATFORMTHEME": "",
        }
        self._manager = subprocess.Popen(
            ["openbox"],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            eventually(self._lay_out_keys)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if folder := os.environ.get("WORLDCAFE_PICTURES"):
            picture = str(Path(folder) / "last.png")
            subprocess.run(
                ["import", "-window", "root", picture], env=self.environment, check=False
            )
        for process in self.programs:
            if process.poll() is None:
                process.kill()
                process.wait(10)
        for process in (self._manager, self._server):
            process.terminate()
            process.wait(10)

    def _lay_out_keys(self):
        keymap = subprocess.run(
            ["setxkbmap", "-layout", "us", "-print"],
            env=self.environment, check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
        extra = "".join(
            f"key <{key}> {{ [ U{ord(plain):04X}, U{ord(shifted):04X} ] }};"
            for key, (plain, shifted) in EXTRA_KEYS.items()
        )
        symbols = 'inet(evdev)"'
        with tempfile.NamedTemporaryFile("w", suffix=".xkb") as file:
            file.write(keymap.replace(symbols, f"{symbols} {extra}"))
            file.flush()
            subprocess.run(
                ["xkbcomp", "-w0", "-I/usr/share/X11/xkb", file.name, self.display],
                env=self.environment, check=False, capture_output=True,
            )  # fmt: skip
        laid_out = subprocess.run(
            ["xkbcomp", "-w0", self.display, "-"],
            env=self.environment, check=False, capture_output=True, text=True,
        )  # fmt: skip
        return "eacute" in laid_out.stdout


LAPTOP, BEAMER = (1366, 768, 0, 0), (1280, 720, 1366, 0)
ON_BEAMER = (1366, 0, 1280, 720)
"""Left, top, width and height of a window that fills the room's display."""


def lacking_for_two_displays():
    """The programs that two displays need and this machine lacks."""
    return [*missing_programs(), *(["xrandr"] if shutil.which("xrandr") is None else [])]


@contextlib.contextmanager
def two_displays():
    """A laptop's display, and the room's beside it."""
    with Screen("2646x768x24") as opened:
        plug_in(opened, "laptop", LAPTOP, "screen")
        plug_in(opened, "beamer", BEAMER)
        yield opened


def plug_in(screen, name, place, output="none"):
    """Let the X server have a display more, at this place of its one large picture."""
    width, height, left, top = place
    xrandr(screen, "--setmonitor", name, f"{width}/340x{height}/190+{left}+{top}", output)


def xrandr(screen, *arguments):
    subprocess.run(
        ["xrandr", *arguments], env=screen.environment, check=True, capture_output=True
    )


def place_of(screen, name):
    """Left, top, width and height of the visible window with this name; None without one."""
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", f"^{name}$", "getwindowgeometry",
         "--shell", "%1"],
        env=screen.environment, check=False, capture_output=True, text=True,
    )  # fmt: skip
    values = dict(line.split("=") for line in found.stdout.splitlines() if "=" in line)
    if not values:
        return None
    return tuple(int(values[key]) for key in ("X", "Y", "WIDTH", "HEIGHT"))


class Window:
    """The desktop in a process of its own on a screen."""

    def __init__(self, screen, path=None):
        """On a workshop, or the start window."""
        self._environment = screen.environment
        named = [] if path is None else [str(path)]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "worldcafe", *named], env=screen.environment
        )
        screen.programs.append(self.process)
        self.id = self._xdotool(
            "search", "--sync", "--onlyvisible", "--pid", str(self.process.pid)
        ).split()[-1]
        self._xdotool("windowactivate", "--sync", self.id)
        self._xdotool("windowmove", self.id, "0", "0")

    def keys(self, *keys):
        """Press keys, named as xdotool does: `ctrl+2`, `Return`, `Tab`."""
        self._xdotool("key", "--delay", "40", *keys)

    def type(self, text, *, pause=20):
        """Type a text, with milliseconds between its letters; of those beyond ASCII, those on
        `EXTRA_KEYS`.
        """
        letters = {letter for letter in text if not letter.isascii()}
        assert letters <= set("".join(EXTRA_KEYS.values())), "put the letter on a key first"
        self._xdotool("type", "--delay", str(pause), "--", text)

    def kill(self):
        """End the process as a power cut would: at once and unasked."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def dialog(self, title):
        """Wait until a dialog with this title is there and has the focus."""
        found = self._xdotool("search", "--sync", "--onlyvisible", "--name", title)
        self._xdotool("windowactivate", "--sync", found.split()[-1])
        self._xdotool("windowfocus", "--sync", found.split()[-1])

    def shows(self, title):
        """Whether a window with this title is in view."""
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", title],
            env=self._environment, check=False, capture_output=True, timeout=60,
        )  # fmt: skip
        return found.returncode == 0

    def main_action_until(self, done):
        """Press the page's main button until it has done its work, giving it time each time."""
        return self.until(["ctrl+Return"], done)

    def until(self, keys, done):
        """Press keys until they have done their work, giving it time each time."""
        for _ in range(8):
            self.keys(*keys)
            with contextlib.suppress(AssertionError):
                return eventually(done, seconds=3)
        raise AssertionError(f"{keys} do not bring about {done}")

    def quit(self):
        """Close the window as the person does, and wait for the program to end.

        A day that runs is left on purpose: the question has its safe answer first.
        """
        self.keys("alt+F4")
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self.process.wait(3)
        self.keys("Tab", "space")
        return self.process.wait(20)

    def _xdotool(self, *arguments):
        done = subprocess.run(
            ["xdotool", *arguments],
            env=self._environment, check=True, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        return done.stdout


def eventually(condition, *, seconds=60.0):
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


def ask(path, query):
    """The first column of a query on the workshop, read without disturbing it."""
    with sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True) as connection:
        return [row[0] for row in connection.execute(query)]


def watched(path, what):
    """How many rows there are, seen from outside while the window holds the file.

    The window's lock keeps every other reader out, so a copy is read: the one file is whole
    whenever it is copied.
    """
    copy = path.with_name("copy-of-the-moment.db")
    shutil.copy(path, copy)
    try:
        return ask(copy, f"SELECT count(*) FROM {what}")[0]
    except sqlite3.DatabaseError:
        return None  # copied in the middle of a write: look again
    finally:
        copy.unlink()
