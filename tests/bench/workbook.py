"""The synthesis workbook, out and back: each figure against a baseline in the same run.

`python tests/bench/workbook.py` prints its rows of docs/measurements.md.
"""

import datetime as dt
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl

sys.path.insert(0, str(Path(__file__).parents[1]))

from turin_cafe import turin_workshop
from worldcafe.domain.model import Extra, Vote
from worldcafe.domain.vocabulary import Kind, StepStatus
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.edited import read_edited
from worldcafe.exchange.workbook import write_synthesis
from worldcafe.wording import words_for

MADE_AT = dt.datetime(2027, 4, 21, 12, 30, tzinfo=dt.UTC)
N, N_LARGE = 2_000, 20_000


def full(n: int) -> Workshop:
    """The Turin example with n contributions, rated, voted on and worked on by an organiser."""
    workshop = turin_workshop(n)
    people = list(workshop.participants)
    worked_on = [
        item.but(
            impact=1 + number % 5,
            feasibility=1 + number % 4,
            organiser_status=StepStatus.DOING,
            organiser_owner="Office in Dakar",
            translation=item.description,
            translation_lang="en",
            extras=(Extra(name="Budget", value=str(number)),),
        )
        for number, item in enumerate(workshop.contributions.values())
    ]
    votes = [
        Vote.of(item.id, 1 + number % 3, participant_id=people[number % len(people)])
        for number, item in enumerate(worked_on)
        if item.kind is Kind.OPPORTUNITY
    ]
    others = (each for each in workshop.entities() if each.kind_name != "contribution")
    return Workshop.of([*others, *worked_on, *votes])


def in_turn(*actions: Callable[[], object], n: int = 5) -> list[float]:
    """The median seconds of each action, measured in turn after one warm-up."""
    seconds: list[list[float]] = [[] for _ in actions]
    for run in range(n + 1):
        for taken, action in zip(seconds, actions, strict=True):
            begin = time.perf_counter()
            action()
            if run:
                taken.append(time.perf_counter() - begin)
    return [statistics.median(taken) for taken in seconds]


def writing(folder: Path) -> str:
    """The export with all sheets, against openpyxl writing the same cells."""
    workshop, path, plain = full(N), folder / "synthesis.xlsx", folder / "plain.xlsx"

    def ours() -> None:
        write_synthesis(workshop, path, words_for("en"), made_at=MADE_AT)

    ours()
    source = openpyxl.load_workbook(path)
    cells = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in source}

    def bare() -> None:
        workbook = openpyxl.Workbook()
        for title, rows in cells.items():
            sheet = workbook.create_sheet(title)
            for row in rows:
                sheet.append(row)
        workbook.save(plain)

    baseline, taken = in_turn(bare, ours)
    return (
        f"| export {N:,} contributions, all sheets | openpyxl writing the same cells plainly"
        f" ({baseline:.2f} s) | {taken / baseline:.2f}× ({taken:.2f} s) | ≤ 1.3× |"
    )


WEIGH = """
import resource, sys, time
sys.path[:0] = sys.argv[1:3]
from pathlib import Path
from workbook import MADE_AT, N_LARGE, full
from worldcafe.exchange.workbook import write_synthesis
from worldcafe.wording import words_for
workshop = full(N_LARGE)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
begin = time.perf_counter()
write_synthesis(workshop, Path(sys.argv[3]), words_for("en"), made_at=MADE_AT)
taken = time.perf_counter() - begin
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(before, after, round(taken, 1))
"""


def weighing(folder: Path) -> str:
    """How much memory a large export needs, the workshop itself included."""
    here = Path(__file__).parent
    weighed = subprocess.run(
        [sys.executable, "-c", WEIGH, str(here), str(here.parent), str(folder / "large.xlsx")],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    before, after, seconds = weighed.stdout.split()
    return (
        f"| export {N_LARGE:,} contributions, whole process | the workshop alone ({before} MB)"
        f" | {after} MB ({seconds} s) | < 400 MB |"
    )


def comparing(folder: Path) -> str:
    """The preview of an edited workbook that another program has saved."""
    workshop, path = full(N), folder / "edited.xlsx"
    write_synthesis(workshop, path, words_for("en"), made_at=MADE_AT)
    book = openpyxl.load_workbook(path)
    sheet = book["Opportunities"]
    for row in range(5, 205):
        sheet.cell(row, 2).value = f"Corrected {row}"
    book.save(path)

    def bare() -> None:
        source = openpyxl.load_workbook(path, read_only=True, data_only=True)
        for each in source:
            for _ in each.iter_rows(values_only=True):
                pass
        source.close()

    def ours() -> None:
        assert len(read_edited(path, workshop).differences) == 200

    baseline, taken = in_turn(bare, ours)
    return (
        f"| preview of an edited workbook, {N:,} rows | openpyxl only reading it"
        f" ({baseline:.2f} s) | {taken:.2f} s ({taken / baseline:.2f}×) | ≤ 2 s |"
    )


def main() -> int:
    """Print the rows."""
    with tempfile.TemporaryDirectory() as name:
        for measure in (writing, weighing, comparing):
            print(measure(Path(name)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
