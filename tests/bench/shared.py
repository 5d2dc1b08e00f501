"""A shared workshop: a commit beside a bare insert, twenty desks at once, a big one opened."""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from postgres_server import PostgresServer
from small_cafe import build, opportunity, record
from worldcafe.document import Document, place_of
from worldcafe.domain.commands import RecordContribution, Together
from worldcafe.domain.model import CafeTable, Participant, Round

DISK = Path("/var/tmp")
N_DESKS, SECONDS, PAUSE = 20, 20.0, 1.0


def in_ms(seconds, share=0.5):
    """The value below which that share lies, in milliseconds."""
    return sorted(seconds)[int(len(seconds) * share)] * 1000


def commits(server, n=300):
    """Seconds of a commit, and of a bare insert of as much text between two of them."""
    address = server.address("commits")
    with Document.making(address) as document:
        build(document)
    ours, bare = [], []
    with Document.open(address) as document:
        session = document.server.session
        session.execute("CREATE TABLE bare (id TEXT PRIMARY KEY, told TEXT)")
        text = opportunity().model_dump_json()
        for k in range(n):
            began = time.perf_counter()
            session.execute("INSERT INTO bare VALUES (%s, %s)", (f"c{k}", text))
            between = time.perf_counter()
            document.do(record(f"c{k}"))
            ours.append(time.perf_counter() - between)
            bare.append(between - began)
    return ours[20:], bare[20:]


def write(address, name):
    """What runs at each desk: an idea a second; says when each was acknowledged."""
    with Document.open(place_of(address), writer=name) as document:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        end = float(sys.stdin.readline())
        while time.monotonic() < end:
            id = f"{name}-{time.time_ns()}"
            began = time.monotonic()
            document.do(record(id))
            done = time.monotonic()
            sys.stdout.write(f"{id} {began} {done}\n")
            time.sleep(PAUSE)
            if document.server.heard():
                document.catch_up()


def shown_elsewhere(server):
    """Seconds from the answer at one of twenty desks until another's window has it."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from worldcafe.ui.settings import Settings
    from worldcafe.ui.shell.app import Desktop

    address = server.address("twenty")
    with Document.making(address) as document:
        build(document)
    app = QApplication.instance() or QApplication([])
    desktop = Desktop(app, Settings())
    desktop.open(address)
    shown = {}

    def keep(change):
        ids = change.ids("contribution")
        QTimer.singleShot(0, lambda: shown.update(dict.fromkeys(ids, time.monotonic())))

    desktop.bridge.changed.connect(keep)
    here = str(Path(__file__).parent)
    begin = f"import sys; sys.path.insert(0, {here!r}); import shared; shared.write"
    desks = [
        subprocess.Popen(
            [sys.executable, "-c", f"{begin}{(str(address), f'desk{n}')!r}"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for n in range(N_DESKS)
    ]  # fmt: skip
    for desk in desks:  # however long so many take to sit down
        desk.stdout.readline()
    end = time.monotonic() + SECONDS
    for desk in desks:
        desk.stdin.write(f"{end}\n")
        desk.stdin.flush()
    while time.monotonic() < end + 3:
        app.processEvents()
        time.sleep(0.001)
    told = [line.split() for desk in desks for line in desk.communicate()[0].splitlines()]
    desktop.close()
    late = [max(0.0, shown[id] - float(done)) for id, _began, done in told]
    took = [float(done) - float(began) for _id, began, done in told]
    return late, took


def big():
    """A workshop of 1,207 people, 242 tables and 20,000 contributions."""
    yield from (
        Participant(id=f"p{n}", given_name=f"Given {n}", family_name=f"Family {n}")
        for n in range(1207)
    )
    yield from (CafeTable(id=f"t{n}", number=n, seats=6) for n in range(1, 243))
    yield from (Round(id=f"r{n}", number=n) for n in range(1, 5))


def openings(server, folder):
    """Seconds to open a big workshop from a file and from the server, best of three each."""
    from worldcafe.domain import commands

    path = folder / "big.worldcafe"
    people, tables, rounds = [], [], []
    for each in big():
        {Participant: people, CafeTable: tables, Round: rounds}[type(each)].append(each)
    with Document.create(path) as document:
        document.do(commands.ImportParticipants(participants=tuple(people)))
        document.do(Together(commands=tuple(commands.PutTable(table=x) for x in tables)))
        document.do(Together(commands=tuple(commands.PutRound(round=x) for x in rounds)))
        for k in range(20):
            ideas = [
                RecordContribution(
                    contribution=opportunity(
                        f"c{k}-{n}", f"t{n % 242 + 1}", f"r{n % 4 + 1}",
                        description="Two cities train inspectors together. " * 4,
                    )
                )
                for n in range(1000)
            ]  # fmt: skip
            document.do(Together(commands=tuple(ideas)))
    address = server.address("big")
    from worldcafe.document import share

    share(path, address)
    best = {}
    for place in (path, address) * 3:
        began = time.perf_counter()
        Document.open(place).close()
        took = time.perf_counter() - began
        best[place] = min(best.get(place, took), took)
    return best[path], best[address]


def main():
    with (
        tempfile.TemporaryDirectory() as folder,
        PostgresServer(DISK if DISK.is_dir() else None, durable=True) as server,
    ):
        print("| what | median | p99 | beside | ratio | to reach |\n|---|---|---|---|---|---|")
        ours, bare = commits(server)
        ratio = statistics.median(ours) / statistics.median(bare)
        print(
            f"| a commit on the server (ms) | {in_ms(ours):.1f} | {in_ms(ours, 0.99):.1f}"
            f" | a bare insert: {in_ms(bare):.1f} | {ratio:.2f} | ≤ 1.5 |"
        )
        from_file, from_server = openings(server, Path(folder))
        print(
            f"| open 1,207 people, 242 tables, 20,000 contributions (s) | {from_server:.2f} | "
            f" | from a file: {from_file:.2f} | {from_server / from_file:.2f} | ≤ 2 |"
        )
        late, took = shown_elsewhere(server)
        print(
            f"| {N_DESKS} desks, {len(took)} ideas: acknowledged to shown in a window (ms)"
            f" | {in_ms(late):.0f} | {in_ms(late, 0.99):.0f} | a commit:"
            f" {in_ms(took):.0f}, p99 {in_ms(took, 0.99):.0f} | | p99 ≤ 150 |"
        )


if __name__ == "__main__":
    main()
