"""The figures the program is held to, each as a ratio to a baseline in the same run.

`python3 packaging/dev.py bench` prints the table of docs/measurements.md. Baseline and
program are measured in turn, A B A B, and the medians are compared, so that a machine that
slows down slows both. Nothing here is asserted: a test that times is a test that lies.
"""

import json
import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from worldcafe.document import Document
from worldcafe.document.rows import columns, row_of
from worldcafe.domain.commands import (
    ImportContributions,
    PutRound,
    PutTable,
    RecordContribution,
)
from worldcafe.domain.model import CafeTable, Contribution, NextStep, Partner, Round
from worldcafe.domain.vocabulary import Kind, Modality, PartnerRole

N_LARGE = 10_000
N_EXPORTED = 2_000


@dataclass(frozen=True)
class Figure:
    """One row of the table."""

    what: str
    against: str
    measured: str
    reach: str


def main() -> int:
    """Measure everything and print the table as Markdown."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            os.environ[variable] = str(folder / variable.lower())
        print("| what | against | measured | reach |\n|---|---|---|---|")
        for measure in (
            start_of_the_desktop,
            start_of_the_command_line,
            record_one,
            open_large,
            add_to_large,
            export,
        ):
            for figure in measure(folder):
                row = (figure.what, figure.against, figure.measured, figure.reach)
                print("| " + " | ".join(row) + " |", flush=True)
    return 0


def in_turn(*actions: Callable[[], object], n: int) -> list[float]:
    """The median seconds of each action, measured in turn after one warm-up."""
    seconds: list[list[float]] = [[] for _ in actions]
    for run in range(n + 1):
        for taken, action in zip(seconds, actions, strict=True):
            begin = time.perf_counter()
            action()
            if run:
                taken.append(time.perf_counter() - begin)
    return [statistics.median(taken) for taken in seconds]


def process(*arguments: str) -> Callable[[], object]:
    """A whole Python process with these arguments, its modules compiled as they are in use."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return lambda: subprocess.run(
        [sys.executable, *arguments], check=True, capture_output=True, env=environment
    )


BARE_WINDOW = """
import os
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("worldcafe"))
window.resize(1366, 768)
window.show()
app.processEvents()
window.grab()
os._exit(0)
"""

OUR_WINDOW = """
import os, sys
from pathlib import Path
from worldcafe.__main__ import desktop
module = desktop()
app = module.QApplication([])
desktop = module.Desktop(app, module.LastingSettings())
assert desktop.open(Path(sys.argv[1]))
app.processEvents()
desktop.window.grab()
os._exit(0)
"""


START_WINDOW = """
import os
from worldcafe.__main__ import desktop
module = desktop()
app = module.QApplication([])
desktop = module.Desktop(app, module.LastingSettings())
desktop.show_start()
app.processEvents()
desktop._start.grab()
os._exit(0)
"""


def start_of_the_desktop(folder: Path) -> list[Figure]:
    """From nothing to a painted window: the start window, and that on the Turin example."""
    example = folder / "turin.worldcafe"
    process("-m", "worldcafe", "demo", str(example))()
    bare, start, ours = in_turn(
        process("-c", BARE_WINDOW),
        process("-c", START_WINDOW),
        process("-c", OUR_WINDOW, str(example)),
        n=7,
    )
    against = f"a bare PySide6 window ({bare * 1000:.0f} ms)"
    return [
        Figure(
            f"start to a painted, usable {what}", against,
            f"{seconds / bare:.2f}× ({seconds * 1000:.0f} ms)", reach,
        )
        for what, seconds, reach in (
            ("start window", start, "≤ 2.3×"),
            ("window on the Turin example", ours, "–"),
        )
    ]  # fmt: skip


def start_of_the_command_line(_folder: Path) -> list[Figure]:
    """What a script pays for asking."""
    seat = ("--people", "80", "--tables", "16", "--rounds", "4", "--json")
    bare, help_, rotate = in_turn(
        process("-c", "pass"),
        process("-m", "worldcafe", "--help"),
        process("-m", "worldcafe", "rotate", *seat),
        n=15,
    )
    against = f"`python -c pass` ({bare * 1000:.0f} ms)"
    return [
        Figure("`worldcafe --help`", against, f"{help_ / bare:.1f}×", "≤ 4×"),
        Figure("`worldcafe rotate`, 80 people", against, f"{rotate / bare:.1f}×", "≤ 12×"),
    ]


def contribution(n: int) -> Contribution:
    """A contribution like those typed at tables."""
    return Contribution(
        id=f"00000000-0000-4000-8000-{n:012}",
        kind=Kind.OPPORTUNITY,
        table_id=f"table-{n % 16}",
        round_id=f"round-{n % 4}",
        lang="fr",
        title=f"Échange {n} entre municipalités sur l’économie informelle",
        description="Accueillir une équipe pendant deux semaines et adapter la méthode. " * 3,
        modality=Modality.SOUTH_SOUTH,
        themes=("informal_economy", "job_creation"),
        partners=(
            Partner(name="Dakar", city="Dakar", country="SN", role=PartnerRole.PROVIDER),
            Partner(name="Maputo", city="Maputo", country="MZ", role=PartnerRole.RECIPIENT),
        ),
        next_step=NextStep(text="Écrire au maire", owner="Awa Rakotomalala"),
    )


def large_workshop(path: Path, n: int) -> Document:
    """A workshop with n contributions."""
    document = Document.create(path)
    for number in range(16):
        document.do(PutTable(table=CafeTable(id=f"table-{number}", number=number + 1)))
    for number in range(4):
        document.do(PutRound(round=Round(id=f"round-{number}", number=number + 1)))
    document.do(ImportContributions(contributions=tuple(map(contribution, range(n)))))
    return document


def record_one(folder: Path) -> list[Figure]:
    """One contribution, durable."""
    document = large_workshop(folder / "record.worldcafe", 0)
    bare = sqlite3.connect(folder / "bare.db", isolation_level=None)
    bare.executescript(
        "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL;"
    )
    names = columns(Contribution)
    bare.execute(f"CREATE TABLE c ({', '.join(names)}, PRIMARY KEY (id))")
    statement = f"INSERT INTO c VALUES ({', '.join('?' * len(names))})"
    numbers = iter(range(1_000_000))

    def plain() -> None:
        row = row_of(contribution(next(numbers)))
        bare.execute("BEGIN IMMEDIATE")
        bare.execute(statement, row)
        bare.execute("COMMIT")

    def ours() -> None:
        document.do(RecordContribution(contribution=contribution(next(numbers))))

    baseline, taken = in_turn(plain, ours, n=400)
    bare.close()
    document.close()
    return [
        Figure(
            "record one contribution, durable",
            f"one bare sqlite3 insert, same pragmas ({baseline * 1000:.2f} ms)",
            f"{taken / baseline:.2f}× ({taken * 1000:.2f} ms)",
            "≤ 1.5×",
        )
    ]


OPEN_AND_WEIGH = """
import resource, sys
from pathlib import Path
from worldcafe.document import Document
document = Document.open(Path(sys.argv[1]))
assert len(document.workshop.contributions) == int(sys.argv[2])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
document.close()
"""


def open_large(folder: Path) -> list[Figure]:
    """A workshop with ten thousand contributions."""
    path = folder / "large.worldcafe"
    large_workshop(path, N_LARGE).close()
    names = columns(Contribution)
    structured = [k for k, name in enumerate(names) if _is_json(name)]

    def bare() -> None:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA quick_check(1)").fetchone()
        rows = connection.execute(f"SELECT {', '.join(names)} FROM contribution")
        parsed = []
        for row in rows:
            values = dict(zip(names, row, strict=True))
            for k in structured:
                if row[k]:
                    values[names[k]] = json.loads(row[k])
            parsed.append(values)
        connection.close()

    def ours() -> None:
        Document.open(path).close()

    baseline, taken = in_turn(bare, ours, n=9)
    weighed = subprocess.run(
        [sys.executable, "-c", OPEN_AND_WEIGH, str(path), str(N_LARGE)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return [
        Figure(
            f"open a workshop with {N_LARGE:,} contributions",
            f"reading and parsing the same rows bare ({baseline * 1000:.0f} ms)",
            f"{taken / baseline:.2f}× ({taken * 1000:.0f} ms), {weighed.stdout.strip()} MB",
            "≤ 3×, < 200 MB",
        )
    ]


def _is_json(name: str) -> bool:
    return name in {
        "themes", "partners", "activities", "pillars", "sdg_targets", "resources",
        "quality_checks", "next_step", "contacts",
    }  # fmt: skip


def add_to_large(folder: Path) -> list[Figure]:
    """One more contribution in view, the disk's share taken out."""
    from PySide6.QtWidgets import QApplication

    from worldcafe.ui.bridge import Bridge
    from worldcafe.ui.pages.harvest.page import HarvestPage
    from worldcafe.ui.painting.look import dress
    from worldcafe.wording import words_for

    app = QApplication.instance() or QApplication([])
    dress(app, dark=False)
    document = Document.open(folder / "large.worldcafe")
    bridge = Bridge(document, words_for("en"))
    page = HarvestPage(bridge)
    page.resize(1158, 712)
    page.show()
    app.processEvents()
    on_disk: list[float] = []
    commit = document._store.commit

    def timed_commit(*arguments: object) -> int:
        begin = time.perf_counter()
        number = commit(*arguments)
        on_disk.append(time.perf_counter() - begin)
        return number

    document._store.commit = timed_commit
    seconds = []
    for n in range(N_LARGE, N_LARGE + 40):
        item = contribution(n)
        begin = time.perf_counter()
        bridge.do(RecordContribution(contribution=item))
        app.processEvents()
        seconds.append(time.perf_counter() - begin - on_disk[-1])
    page.close()
    bridge.close()
    middle, slowest = statistics.median(seconds) * 1000, max(seconds) * 1000
    return [
        Figure(
            f"add one contribution to {N_LARGE:,}, view updated, without the disk",
            "one frame (16 ms)",
            f"{middle:.1f} ms (slowest {slowest:.1f} ms)",
            "< 16 ms",
        )
    ]


def export(folder: Path) -> list[Figure]:
    """The synthesis of two thousand contributions."""
    import datetime as dt

    import openpyxl

    from worldcafe.exchange.workbook import write_synthesis
    from worldcafe.wording import words_for

    document = large_workshop(folder / "export.worldcafe", N_EXPORTED)
    target, plain = folder / "synthesis.xlsx", folder / "plain.xlsx"
    made_at = dt.datetime(2027, 4, 21, 12, 30, tzinfo=dt.UTC)

    def ours() -> None:
        write_synthesis(document.workshop, target, words_for("en"), made_at=made_at)

    ours()
    source = openpyxl.load_workbook(target)
    cells = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in source}

    def bare() -> None:
        workbook = openpyxl.Workbook()
        for title, rows in cells.items():
            sheet = workbook.create_sheet(title)
            for row in rows:
                sheet.append(row)
        workbook.save(plain)

    baseline, taken = in_turn(bare, ours, n=5)
    document.close()
    return [
        Figure(
            f"export {N_EXPORTED:,} contributions",
            f"openpyxl writing the same cells plainly ({baseline:.2f} s)",
            f"{taken / baseline:.2f}× ({taken:.2f} s)",
            "≤ 1.3×",
        )
    ]


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.exit(main())
