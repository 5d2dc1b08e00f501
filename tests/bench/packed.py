"""How long the packaged program takes to show a window, beside the same unpackaged.

`python -m tests.bench.packed` prints rows for docs/measurements.md, of what `dev.py package`
left. Each starts on the Turin example under Xvfb, all in turn, and is ended once its window is
there, of which `xev` (Debian's x11-utils) tells.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from worldcafe import __version__
from worldcafe.document import Document
from worldcafe.exchange.example import turin_example

ROOT = Path(__file__).parents[2]
N = 7
PROGRAMS = {
    "unpackaged": ([sys.executable, "-m", "worldcafe"], ""),
    "folder": ([str(ROOT / "build/worldcafe/worldcafe")], "≤ 1.2 ×"),
    "AppImage": ([str(ROOT / f"dist/worldcafe-{__version__}-x86_64.AppImage")], "≤ 1.7 ×"),
}
"""What starts each, and what it is held to."""


def main() -> int:
    """Measure and print."""
    for starting, _reach in PROGRAMS.values():
        if not Path(starting[0]).exists():
            print(f"There is no {starting[0]}: `dev.py package` makes it.")
            return 1
    seconds: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    with tempfile.TemporaryDirectory() as name, Screen() as screen:
        folder = Path(name)
        example = folder / "turin.worldcafe"
        with Document.create(example) as document:
            for command in turin_example("en"):
                document.do(command, origin=Document.EXAMPLE)
        for turn in range(N + 1):
            for program, (starting, _reach) in PROGRAMS.items():
                workshop = folder / f"shown-{turn}-{program}.worldcafe"
                shutil.copy(example, workshop)
                took = screen.seconds_to_show(starting, workshop, folder)
                if turn:  # the first reads the disk
                    seconds[program].append(took)
    medians = {program: statistics.median(each) for program, each in seconds.items()}
    print("| started on the Turin example | median | quickest–slowest | ratio | to reach |")
    print("|---|---|---|---|---|")
    for program, (_starting, reach) in PROGRAMS.items():
        took, ratio = seconds[program], medians[program] / medians["unpackaged"]
        print(
            f"| {program} | {medians[program]:.2f} s | {min(took):.2f}–{max(took):.2f} s"
            f" | {ratio:.2f} × | {reach} |"
        )
    return 0


class Screen:
    """A screen that nobody sees."""

    def __enter__(self) -> "Screen":
        read, write = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-noreset"],
            pass_fds=(write,), stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(write)
        with os.fdopen(read) as told:
            self._display = f":{told.readline().strip()}"
        return self

    def __exit__(self, *_: object) -> None:
        self._server.terminate()
        self._server.wait()

    def seconds_to_show(self, starting: list[str], workshop: Path, home: Path) -> float:
        """How long a program takes until a window shows a workshop; it is ended then."""
        kinds = ("DATA", "CONFIG", "STATE", "CACHE")
        own = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in kinds}
        plain = {name: value for name, value in os.environ.items() if name[:3] != "QT_"}
        environment = {**plain, **own, "DISPLAY": self._display, "LC_ALL": "C.UTF-8"}
        looking = ["xdotool", "search", "--onlyvisible", "--name", workshop.stem]
        with subprocess.Popen(
            ["xev", "-root", "-event", "substructure"],
            env=environment, stdout=subprocess.PIPE, text=True,
        ) as told:  # fmt: skip
            assert told.stdout
            begun = time.monotonic()
            with subprocess.Popen([*starting, str(workshop)], env=environment) as program:
                # Told of windows that come: looking again and again takes half a core.
                for line in told.stdout:
                    assert program.poll() is None, f"{starting[0]} ended by itself"
                    if (
                        line.startswith("MapNotify")
                        and not subprocess.run(
                            looking, check=False, env=environment, capture_output=True
                        ).returncode
                    ):
                        break
                took = time.monotonic() - begun
                program.terminate()
            told.terminate()
        return took


if __name__ == "__main__":
    sys.exit(main())
