"""A thousand workshops of 150 contributions each become one portfolio.

`python -m tests.bench.portfolio` prints a row for docs/measurements.md: seconds of the
command's own computing, so that a busy machine says the same, of the clock, and the most memory
that it held. Fifty workshops are copied twenty times.
"""

import contextlib
import datetime as dt
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

from worldcafe.document import Document
from worldcafe.domain.command import Asked
from worldcafe.domain.commands import DescribeWorkshop, RecordContribution
from worldcafe.exchange.example import turin_example
from worldcafe.wording import words_for

N_WORKSHOPS, N_DISTINCT, N_CONTRIBUTIONS = 1_000, 50, 150


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "workshops"
        folder.mkdir()
        make_workshops(folder)
        out = Path(name) / "portfolio.xlsx"
        begin = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "worldcafe", "portfolio", out, folder], check=True
        )
        passed = time.perf_counter() - begin
        size = out.stat().st_size / 2**20
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"| {N_WORKSHOPS:,} workshops of {N_CONTRIBUTIONS} contributions ({size:.0f} MB)"
        f" | {used.ru_utime + used.ru_stime:.1f} s | {passed:.1f} s"
        f" | {used.ru_maxrss / 1024:.0f} MB | ≤ 60 s, < 400 MB |"
    )
    return 0


def make_workshops(folder: Path) -> None:
    """Workshops of the size of the example, each under a title of its own."""
    example = Path(folder, "first.worldcafe")
    with Document.create(example) as document:
        for command in turin_example("en"):
            document.do(command, origin=Document.EXAMPLE)
    for number in range(N_DISTINCT):
        path = folder / f"{number:04}.worldcafe"
        shutil.copyfile(example, path)
        fill(path, number)
        begin_anew(path, number)
        for copy in range(number + N_DISTINCT, N_WORKSHOPS, N_DISTINCT):
            begin_anew(shutil.copyfile(path, folder / f"{copy:04}.worldcafe"), copy)
    example.unlink()


def begin_anew(path: Path, number: int) -> None:
    """Make a workshop of its own of a copy: another instant at which it was begun."""
    begun = dt.datetime(2027, 1, 1, tzinfo=dt.UTC) + dt.timedelta(hours=number)
    with contextlib.closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE about SET created_at = ?", (begun.isoformat(),))


def fill(path: Path, number: int) -> None:
    """Record contributions as those of the example until there are enough."""
    with Document.open(path) as document:
        about = document.workshop.about.but(title=f"{words_for('en')('Workshop')} {number}")
        document.do(DescribeWorkshop(about=about))
        said = list(document.workshop.contributions.values())
        document.do_all(
            [
                Asked(RecordContribution(contribution=again), Document.DESK)
                for n in range(N_CONTRIBUTIONS - len(said))
                for again in (
                    said[n % len(said)].but(
                        id=str(uuid.uuid4()), number=None, recorded_at=None, builds_on_id=None,
                        merged_into_id=None, withdrawn_at=None, cluster_id=None,
                    ),
                )
            ]
        )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
