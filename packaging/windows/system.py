"""The Windows that an installer is tried on."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path


class Windows:
    """The one that we run on. A trial leaves behind there what it could not remove."""

    def __init__(self) -> None:
        self.home = Path.home()
        self.documents = self.home / "Documents" / "Réunion d’été – قاعة 3"
        """Where commands run: letters and spaces as people have them."""
        self.documents.mkdir(parents=True, exist_ok=True)

    def run(self, *command: str | Path, **more: str) -> subprocess.CompletedProcess[bytes]:
        """Run a command, with `more` in its environment; what it says is one text."""
        # Not a pipe: what a command leaves running would keep it open.
        with tempfile.TemporaryFile() as told:
            done = subprocess.run(
                self.asking(*command), check=False, cwd=self.documents,
                env=self.environment(more), stdout=told, stderr=subprocess.STDOUT,
            )  # fmt: skip
            told.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, told.read())

    def start(self, *command: str | Path) -> subprocess.Popen[bytes]:
        """Start a command that goes on by itself."""
        quiet = subprocess.DEVNULL
        return subprocess.Popen(
            self.asking(*command), cwd=self.documents, env=self.environment({}),
            stdin=subprocess.PIPE, stdout=quiet, stderr=quiet,
        )  # fmt: skip

    def asking(self, *command: str | Path) -> list[str]:
        """A command as it is started here."""
        return [str(word) for word in command]

    def environment(self, more: dict[str, str]) -> dict[str, str]:
        """What a command is given."""
        return {**os.environ, **more}

    def called(self, path: Path) -> str:
        """What Windows calls a file."""
        return str(path)

    def python(self) -> str | Path:
        """A Python that is not the program's own."""
        return sys.executable

    def prepare(self, program: Path) -> None:
        """Give an installed program what it lacks here: nothing."""

    def titles(self) -> str:
        """The titles of the program's windows."""
        asking = ["powershell", "-c", "(Get-Process worldcafe).MainWindowTitle"]
        return subprocess.run(asking, check=False, capture_output=True, text=True).stdout

    def keep_picture(self, file: Path) -> None:
        """Keep what the screen shows, where somebody can look at it: not here."""

    def end(self) -> None:
        """Leave nothing running."""
