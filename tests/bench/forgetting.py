"""How long forgetting takes: one of 80 people, in the Turin example and twelve snapshots.

`python3 packaging/dev.py bench forgetting` prints the row of docs/measurements.md.
"""

import datetime as dt
import os
import tempfile
import time
from pathlib import Path

from worldcafe.document import Document, forget
from worldcafe.document.snapshots import KEPT
from worldcafe.domain.commands import DescribeWorkshop
from worldcafe.exchange.example import turin_example


def main() -> None:
    """Measure it once and print the row."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_DATA_HOME"] = name
        path = Path(name) / "turin.worldcafe"
        person = _make(path)
        begun, spent = time.perf_counter(), time.process_time()
        reached = forget(path, [person])
        took, worked = time.perf_counter() - begun, time.process_time() - spent
    what = f"forget one of 80 people in the file and {len(reached.cleansed)} snapshots"
    print(f"| {what} | | {took:.1f} s, {worked:.1f} s of work |")


def _make(path: Path) -> str:
    """The example with as many snapshots as are kept; somebody in it."""
    watch = [dt.datetime(2026, 3, 12, 8, 0, tzinfo=dt.UTC)]
    with Document.create(path, now=lambda: watch[0]) as document:
        for command in turin_example("fr"):
            document.do(command)
        for n in range(KEPT):
            about = document.workshop.about.but(place=f"Turin {n}")
            document.do(DescribeWorkshop(about=about))
            document.snapshot_if_due()
            watch[0] += dt.timedelta(minutes=10)
        return next(iter(document.workshop.participants))


if __name__ == "__main__":
    main()
