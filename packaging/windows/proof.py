"""Proof that the installer works: on Windows as it is, elsewhere under Wine.

    proof.py [INSTALLER [OLDER]]

It is installed without a question, over an older version where there is one; the program does
its work in a console and in a window; it is removed, and leaves what is not its own. Without an
installer two are made, around a Python that is for trials only.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess

sys.path.insert(0, str(Path(__file__).parent.parent))

from system import Windows

from environment import ROOT
from wheel import LOAD

say = partial(print, flush=True)

WORK = ROOT / "build" / "windows-trial"
PROGRAM = "AppData/Local/Programs/worldcafe"
SHORTCUT = "AppData/Roaming/Microsoft/Windows/Start Menu/Programs/worldcafe.lnk"
SETTINGS = "AppData/Roaming/worldcafe"
UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\worldcafe"
KEYS = (
    r"HKCU\Software\Classes\.worldcafe",
    r"HKCU\Software\Classes\worldcafe.workshop",
    r"HKCU\Software\Microsoft\Windows\CurrentVersion\App Paths\worldcafe.exe",
    UNINSTALL,
)
"""What Windows is told of the program."""

DONE, STILL_RUNNING, FILE_REFUSED = 0, 2, 4
PATIENCE = 120
"""Seconds that anything here may take."""
PAINTING = 5
"""Seconds until a picture of a new window is worth looking at."""

NOBODY_THERE = "postgresql://nobody@127.0.0.1:1/cafe?workshop=x"

HOLDING = "import sys; held = open(sys.argv[1], 'rb'); print(flush=True); sys.stdin.read()"
"""As another program holds a workbook that it shows."""


class Trial:
    """A program that is installed, used and removed."""

    def __init__(self, system: Windows) -> None:
        self.system = system
        self.program = system.home / PROGRAM
        self.shortcut = system.home / SHORTCUT
        self.foreign = self.program / "somebody else’s.txt"

    def install(self, installer: Path) -> None:
        """Install it; what another version left behind and is nobody's is gone then."""
        started = time.monotonic()
        self.expect(DONE, installer, "/S")
        say(f"installed in {time.monotonic() - started:.0f} s")
        claim(self.shortcut.is_file(), "it is in the Start menu")
        for key in KEYS:
            self.expect(DONE, "reg", "query", key)
        self.system.prepare(self.program)

    def upgrade(self, older: Path, installer: Path) -> None:
        """Install one over the other."""
        self.install(older)
        self.foreign.write_text("mine", encoding="utf-8")
        before = self.files()
        self.install(installer)
        claim(self.foreign.exists(), "what is not ours stays in an upgrade")
        claim(not (self.program / "site/older.txt").exists(), "what only the older had is gone")
        say(f"{len(before)} files before, {len(self.files())} after")

    def load_all(self) -> None:
        """Every module is there, also what only a later gesture needs."""
        within = (
            f"import sys; sys.path.insert(0, r'{self.system.called(self.program / 'site')}')"
        )
        self.expect(DONE, self.system.python(), "-I", "-S", "-c", f"{within}; {LOAD}")

    def use_in_a_console(self) -> None:
        """The example to its workbook, with names and sentences in other letters."""
        for step in (
            ["--version"],
            ["demo", "turin.worldcafe"],
            ["check", "turin.worldcafe"],
            ["doctor", "turin.worldcafe"],
            ["print", "turin.worldcafe", "badges.pdf", "--what", "badges"],
            ["export", "turin.worldcafe", "synthèse.xlsx", "--lang", "fr"],
        ):
            started = time.monotonic()
            self.expect(DONE, self.console, *step)
            say(f"worldcafe {step[0]}: {time.monotonic() - started:.1f} s")
        told = self.system.run(self.console, "check", "turin.worldcafe", LANG="ar")
        claim(
            "؀" < max(told.stdout.decode("utf-8")) < "ۿ", "Arabic is UTF-8 in a file or a pipe"
        )
        told = self.system.run(self.console, "check", NOBODY_THERE, LANG="en")
        claim(
            told.returncode == FILE_REFUSED and b"refused" in told.stdout,
            "what speaks to a server goes along, and finds none",
        )

    def use_long_paths(self) -> None:
        """Beyond 260 letters it works or is refused; it is no mistake of ours."""
        deep = self.system.documents.joinpath(*["a folder within a folder within another"] * 6)
        deep.mkdir(parents=True, exist_ok=True)
        done = self.system.run(
            self.console, "demo", self.system.called(deep / "deep.worldcafe")
        )
        claim(done.returncode in (DONE, FILE_REFUSED), "a long path is no mistake")
        say(f"a path of {len(str(deep))} letters: {last_line(done.stdout)}")

    def use_what_others_hold(self) -> None:
        """A workbook that another program shows is not replaced, and stays whole."""
        workbook = self.system.documents / "synthèse.xlsx"
        before = workbook.read_bytes()
        holder = self.system.start(
            self.system.python(), "-c", HOLDING, self.system.called(workbook)
        )
        wait_until(
            lambda: self.export().returncode == FILE_REFUSED, "a held workbook is refused"
        )
        claim(workbook.read_bytes() == before, "it is as it was")
        say(f"a held workbook: {last_line(self.export().stdout)}")
        holder.communicate()
        claim(self.export().returncode == DONE, "it is replaced once it is free")
        names = {file.name for file in self.system.documents.iterdir()}
        claim(not {n for n in names if n.endswith((".tmp", ".part"))}, "nothing half is left")

    def use_in_a_window(self, installer: Path) -> None:
        """Opened by its icon and by a document; nothing is replaced under it as it runs."""
        self.expect(DONE, self.console, "demo", "second.worldcafe")
        started = time.monotonic()
        window = self.system.start(self.program / "worldcafe.exe", "turin.worldcafe")
        wait_until(lambda: "turin" in self.system.titles(), "a window shows the workshop")
        say(f"a window after {time.monotonic() - started:.1f} s")
        time.sleep(PAINTING)
        self.system.keep_picture(WORK / "window.png")
        self.expect(DONE, "cmd", "/c", "start", "second.worldcafe")
        wait_until(lambda: "second" in self.system.titles(), "a document opens in it")
        claim(window.poll() is None and "turin" not in self.system.titles(), "the same window")
        time.sleep(PAINTING)
        self.system.keep_picture(WORK / "second.png")
        for refused in (installer, self.program / "uninstall.exe"):
            at = [f"_?={self.system.called(self.program)}"] if refused != installer else []
            self.expect(STILL_RUNNING, refused, "/S", *at)
        self.expect(DONE, "taskkill", "/im", "worldcafe.exe")
        claim(window.wait(PATIENCE) == DONE, "closed as by a click")
        reports = (self.system.home / "AppData/Local/worldcafe/Logs").iterdir()
        told = [report.read_text("utf-8") for report in reports]
        claim(not any(told), "no mistake was written down" + "\n".join(told))

    def remove(self) -> None:
        """Nothing of the program is left, and all that is not its own."""
        before = digests(self.system.documents)
        settings = digests(self.system.home / SETTINGS)
        self.foreign.write_text("mine", encoding="utf-8")
        self.expect(DONE, self.program / "uninstall.exe", "/S")
        wait_until(lambda: self.files() == [self.foreign], "only what is not ours is left")
        claim(digests(self.system.documents) == before, "documents are as they were")
        claim(digests(self.system.home / SETTINGS) == settings != {}, "settings stay")
        claim(not self.shortcut.exists(), "it is no longer in the Start menu")
        for key in KEYS:
            claim(self.system.run("reg", "query", key).returncode != DONE, f"no {key}")
        shutil.rmtree(self.program)

    @property
    def console(self) -> Path:
        """The program as it is typed."""
        return self.program / "worldcafe.com"

    def export(self) -> CompletedProcess[bytes]:
        """The workbook, once more."""
        return self.system.run(self.console, "export", "turin.worldcafe", "synthèse.xlsx")

    def files(self) -> list[Path]:
        """What lies where the program is installed, also while that is being removed."""
        return [
            Path(folder, name) for folder, _, names in os.walk(self.program) for name in names
        ]

    def expect(self, code: int, *command: str | Path) -> None:
        """Run a command that must end with a code."""
        done = self.system.run(*command)
        if done.returncode != code:
            said = done.stdout.decode(errors="replace")[-3000:]
            sys.exit(f"{' '.join(map(str, command))}\nended with {done.returncode}:\n{said}")


def claim(holds: bool, what: str) -> None:  # noqa: FBT001 - reads as a sentence
    """Say what holds; end where it does not."""
    if not holds:
        sys.exit(f"FAILED: {what}")
    say(f"ok: {what}")


def wait_until(holds: Callable[[], bool], what: str) -> None:
    """Wait for what must hold before long."""
    end = time.monotonic() + PATIENCE
    while not holds() and time.monotonic() < end:
        time.sleep(0.5)
    claim(holds(), what)


def digests(folder: Path) -> dict[Path, str]:
    """What lies in a folder, and what it holds."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return {file: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def last_line(said: bytes) -> str:
    """What a command said in the end."""
    return said.decode(errors="replace").strip().splitlines()[-1]


def build() -> tuple[Path, Path]:
    """An installer and an older one, made for the trial."""
    import installer as making  # noqa: PLC0415 - what makes one is not there on Windows
    from wine import stand_in  # noqa: PLC0415 - as above

    making.lay(stand_in(WORK))
    installer, older = WORK / "worldcafe-trial.exe", WORK / "worldcafe-older.exe"
    making.pack(installer, quick=True)
    only_there = making.FOLDER / "site" / "older.txt"
    only_there.write_text("older", encoding="ascii")
    making.pack(older, "0.0.1", quick=True)
    only_there.unlink()
    return installer, older


def windows() -> Windows:
    """The Windows that we run on, or the nearest to it."""
    if sys.platform == "win32":
        return Windows()
    from wine import Wine  # noqa: PLC0415 - it is not for Windows

    return Wine(WORK)


def main(given: list[Path]) -> None:
    """Try an installer from beginning to end."""
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    installer, *older = given or build()
    system = windows()
    trial = Trial(system)
    try:
        trial.upgrade(older[0] if older else installer, installer)
        trial.load_all()
        trial.use_in_a_console()
        trial.use_long_paths()
        trial.use_what_others_hold()
        trial.use_in_a_window(installer)
        trial.remove()
    finally:
        system.end()


if __name__ == "__main__":
    main([Path(name).resolve() for name in sys.argv[1:]])
