"""Two copies of a workshop with a day of notes each come together.

`python -m tests.bench.copies` prints rows for docs/measurements.md: seconds of this process's
own computing, so that a busy machine says the same, and of the clock.
"""

import shutil
import sys
import tempfile
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

from worldcafe.document import Document, opened_copy
from worldcafe.document.copies import Chronicle, met
from worldcafe.domain.command import Asked
from worldcafe.domain.commands import RecordContribution
from worldcafe.domain.model import Contribution
from worldcafe.domain.vocabulary import Kind
from worldcafe.exchange.copies import ReturnedCopy, compared
from worldcafe.exchange.example import turin_example
from worldcafe.wording import words_for

N = 2_000
AT_ONCE = 100


@dataclass
class Clock:
    """What something took so far."""

    computed: float = 0.0
    passed: float = 0.0

    def __enter__(self) -> "Clock":
        self._from = time.process_time(), time.perf_counter()
        return self

    def __exit__(self, *_: object) -> None:
        self.computed = time.process_time() - self._from[0]
        self.passed = time.perf_counter() - self._from[1]


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        ours, theirs = (Path(name) / f"{each}.worldcafe" for each in ("ours", "theirs"))
        with Document.create(ours) as document:
            for command in turin_example("en"):
                document.do(command, origin=Document.EXAMPLE)
        shutil.copyfile(ours, theirs)
        for path in (ours, theirs):
            write_a_day(path)
        with Document.open(ours) as document:
            with Clock() as preview:
                copy = preview_of(document, theirs)
            with Clock() as taking:
                document.do(copy.command(lambda _difference: True))
            n = len(document.workshop.contributions)
    print("| what | computing | by the clock |\n|---|---|---|")
    for what, clock in (("preview", preview), ("taking it in", taking)):
        told = f"{clock.computed:.2f} s | {clock.passed:.2f} s"
        print(f"| two copies with {N:,} contributions each ({n:,} then): {what} | {told} |")
    return 0


def write_a_day(path: Path) -> None:
    """Record the contributions of a day in one copy."""
    with Document.open(path, writer=path.stem) as document:
        tables, rounds = document.workshop.tables_in_order, document.workshop.rounds_in_order
        for start in range(0, N, AT_ONCE):
            document.do_all(
                [
                    Asked(RecordContribution(contribution=said), Document.DESK)
                    for number in range(start, start + AT_ONCE)
                    for said in (
                        Contribution(
                            id=str(uuid.uuid4()), kind=Kind.OPPORTUNITY, lang="fr",
                            table_id=tables[number % len(tables)].id,
                            round_id=rounds[number % len(rounds)].id,
                            title=f"{path.stem} {number}", description="Deux villes " * 20,
                        ),
                    )
                ]
            )  # fmt: skip


def preview_of(document: Document, path: Path) -> ReturnedCopy:
    """What the window shows of another copy."""
    with opened_copy(path) as copy:
        found = met(Chronicle.of(document), Chronicle.of(copy), path.name)
        return compared(path, *found, words_for("fr"))


if __name__ == "__main__":
    sys.exit(main())
