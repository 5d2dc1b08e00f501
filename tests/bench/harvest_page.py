"""How smooth the harvest page is with 2,000 contributions, and what works in the background.

`python -m tests.bench.harvest_page` prints rows for docs/measurements.md. Times of gestures
are of the processor in the window's thread, until the view is painted; the painting is Qt's
software painter. The longest pause is real time between two turns of the window's own loop
while a thread reads what 2,000 texts mean and compares all with all.
"""

import datetime as dt
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from worldcafe.document import Document
from worldcafe.domain.commands import (
    AssignCluster,
    CastVotes,
    EditContribution,
    ImportContributions,
    PutCluster,
    RecordContribution,
)
from worldcafe.domain.model import Cluster, Contribution
from worldcafe.exchange.example import turin_example
from worldcafe.similarity import Encoder, Index
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.pages.harvest.page import HarvestPage
from worldcafe.ui.painting.look import dress
from worldcafe.wording import words_for

AT = dt.datetime(2027, 4, 21, 7, 0, tzinfo=dt.UTC)
N = 2_000
N_TIMES = 15


def main() -> int:
    """Measure and print."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    dress(app, dark=False)
    print("| what | median | slowest |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        bridge = Bridge(furnished(Path(name) / "harvest.worldcafe"), words_for("en"))
        page = HarvestPage(bridge)
        page.resize(1158, 712)
        page.show()
        app.processEvents()
        for what, times in measured(app, page):
            print(f"| {what} | {statistics.median(times):.1f} ms | {max(times):.1f} ms |")
        page.leave()
        page.close()
        bridge.close()
    return 0


def furnished(path: Path, n: int = N) -> Document:
    """The Turin example, with as many invented notes more as make so many in all."""
    document = Document.create(path, now=lambda: AT)
    for command in turin_example("en"):
        document.do(command)
    known = list(document.workshop.contributions.values())
    chance = random.Random(7)
    fresh = tuple(mixed(k, known, chance) for k in range(n - len(known)))
    document.do(ImportContributions(contributions=fresh))
    ids = [item.id for item in document.workshop.standing]
    for k in range(12):
        document.do(
            PutCluster(
                cluster=Cluster(id=f"c{k}", position=k, name=f"Cluster {k}"),
                contribution_ids=tuple(ids[k * 40 : k * 40 + 40]),
            )
        )
    for person in list(document.workshop.participants)[:60]:
        document.do(
            CastVotes(dots=dict.fromkeys(chance.sample(ids, 5), 1), participant_id=person)
        )
    return document


def mixed(k: int, known: list[Contribution], chance: random.Random) -> Contribution:
    """A note whose title, words and partners are of different others."""
    one, other, third = chance.sample(known, 3)
    changes = {
        "id": f"00000000-0000-4000-8000-{k:012}",
        "title": one.title,
        "description": other.description,
        "partners": third.partners,
        "impact": chance.randint(1, 5),
        "feasibility": chance.randint(1, 5),
        "builds_on_id": None,
    }
    return one.model_copy(update=changes)


def measured(app: QApplication, page: HarvestPage) -> list[tuple[str, list[float]]]:
    """Milliseconds of each kind of thing."""
    rows = [("longest pause while 2,000 are read and compared in the background",
             [longest_pause(app, page)])]  # fmt: skip
    rows.append(("suggestion for a contribution just typed, once its vector is there",
                 suggested(page)))  # fmt: skip
    for key in page.bar.buttons:
        rows.append((f"go to the view “{page.bar.buttons[key].text()}” the first time",
                     [timed(app, lambda key=key: page.go_to_view(key))]))  # fmt: skip
        until_still(app, page)
    rows += [
        ("list: a contribution recorded elsewhere", each(app, page, "list", recorded)),
        ("clusters: a card put elsewhere", each(app, page, "clusters", clustered)),
        ("votes: a dot placed", each(app, page, "votes", voted)),
        ("priorities: a point moved", each(app, page, "priorities", rated)),
    ]
    return rows


def longest_pause(app: QApplication, page: HarvestPage) -> float:
    """The longest that the window's loop had to wait, in milliseconds."""
    page.likeness.want()
    longest, last = 0.0, time.perf_counter()
    begin = last
    while not page.likeness.is_known:
        app.processEvents()
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
        time.sleep(0.001)
    seconds = time.perf_counter() - begin
    print(f"| (in all {seconds:.0f} s, {len(page.likeness.groups)} groups) | | |")
    page.likeness.rest()
    return 1_000 * longest


def suggested(page: HarvestPage) -> list[float]:
    """From the vector of a new note to its best suggestions among 2,000."""
    standing = page.bridge.workshop.standing
    index = Index(standing, page.likeness.vectors)
    times = []
    for k in range(N_TIMES):
        fresh = standing[k].model_copy(update={"id": f"fresh-{k}"})
        (vector,) = Encoder().encode([fresh]) if k == 0 else [vector_like(page, fresh, k)]
        begin = time.perf_counter()
        index.suggest_for(fresh, vector)
        times.append(1_000 * (time.perf_counter() - begin))
    return times[1:]


def vector_like(page: HarvestPage, fresh: Contribution, k: int):  # type: ignore[no-untyped-def]
    """The vector of the note it was copied from: its texts are the same."""
    from dataclasses import replace

    source = page.bridge.workshop.standing[k].id
    vector = next(v for v in page.likeness.vectors if v.contribution_id == source)
    return replace(vector, contribution_id=fresh.id)


def each(
    app: QApplication,
    page: HarvestPage,
    key: str,
    do: Callable[[HarvestPage, int], object],
) -> list[float]:
    """The times of doing something often in a view, without the disk's share."""
    page.go_to_view(key)
    until_still(app, page)
    return [timed(app, lambda k=k: do(page, k)) for k in range(N_TIMES)]


def timed(app: QApplication, action: Callable[[], object]) -> float:
    """Milliseconds of the processor that an action takes in this thread, painting included."""
    begin = time.thread_time()
    action()
    app.processEvents()
    return 1_000 * (time.thread_time() - begin)


def until_still(app: QApplication, page: HarvestPage) -> None:
    """Let everything that was begun end."""
    app.processEvents()
    while page.likeness.share is not None or not getattr(page.view, "is_known", True):
        app.processEvents()
        time.sleep(0.002)
    app.processEvents()


def recorded(page: HarvestPage, k: int) -> None:
    known = page.bridge.workshop.standing[0]
    fresh = known.model_copy(update={"id": f"recorded-{k}", "recorded_at": None})
    page.bridge.do(RecordContribution(contribution=fresh), origin="phone")


def clustered(page: HarvestPage, k: int) -> None:
    item = page.bridge.workshop.standing[600 + k]
    page.bridge.do(AssignCluster(contribution_ids=(item.id,), cluster_id=f"c{k % 12}"))


def voted(page: HarvestPage, k: int) -> None:
    item = page.bridge.workshop.standing[100 + k]
    person = list(page.bridge.workshop.participants)[70]
    page.bridge.do(CastVotes(dots={item.id: 1 + k % 3}, participant_id=person))


def rated(page: HarvestPage, k: int) -> None:
    item = page.bridge.workshop.standing[300 + k]
    said = {"impact": 1 + k % 5, "feasibility": 5 - k % 5}
    page.bridge.do(EditContribution(contribution_id=item.id, changes=said))


if __name__ == "__main__":
    sys.exit(main())
