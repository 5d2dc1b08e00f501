"""Many desks in one shared workshop, each a process, while desks and the server are killed.

`python tests/shared_desks.py [SECONDS] [DESKS]` says what happened, and fails if anything that
was acknowledged is lost or doubled, or if two desks end with different workshops.
"""

import contextlib
import hashlib
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from postgres_server import PostgresServer
from small_cafe import build, record
from worldcafe.document import Document, place_of
from worldcafe.document.rows import edits_from_json
from worldcafe.domain.commands import DiscardDraft, EditContribution, SaveDraft
from worldcafe.domain.refusal import FileRefused, RuleBroken

EVENING = "evening"
"""A file in the room's folder: when it is there, everybody comes to an end."""
LOST = {"server_lost", "server_silent", "server_busy"}
PAUSE = (0.0, 0.2)
"""Seconds between two gestures at a desk."""


class Desk:
    """One of them: it works until it is told to stop, and says what was acknowledged."""

    def __init__(self, address, name, said):
        self.name, self.said = name, said
        self.random = random.Random(f"{name} {time.time_ns()}")
        self.document = self.patiently(lambda: Document.open(address, writer=name))

    def patiently(self, action):
        """Do this as soon as the server is there."""
        end = time.monotonic() + 60
        while True:
            try:
                return action()
            except FileRefused as refusal:
                if refusal.code not in LOST or time.monotonic() > end:
                    raise
                time.sleep(0.1)

    def work(self):
        """One gesture; what the server did not take is let go of."""
        try:
            if self.document.server.is_lost:
                self.document.server.renew()
                self.document.catch_up()
            elif self.document.server.heard():
                self.document.catch_up()
            with contextlib.suppress(RuleBroken):
                self.gesture()
        except FileRefused as refusal:
            if refusal.code not in LOST:
                raise

    def gesture(self):
        chance = self.random.random()
        if chance < 0.5:
            id = f"{self.name}-{time.time_ns()}"
            self.document.do(record(id, self.random.choice(("t1", "t2"))))
            self.say(f"did {id}")
        elif chance < 0.65 and (ids := list(self.document.workshop.contributions)):
            title = f"by {self.name} {self.random.random()}"
            change = EditContribution(
                contribution_id=self.random.choice(ids), changes={"title": title}
            )
            self.document.do(change)
        elif chance < 0.75:
            self.document.undo()
        elif chance < 0.8:
            self.document.redo()
        else:
            place = {"table_id": "t1", "round_id": "r1"}
            text = f'{{"insight": "{self.random.random()}"}}'
            typed = SaveDraft(**place, content=text) if chance < 0.95 else DiscardDraft(**place)
            self.document.do(typed)

    def say(self, line):
        self.said.write(f"{line}\n")
        self.said.flush()

    def leave(self):
        """Come to the end of what all did, and say what that is."""

        def come():
            if self.document.server.is_lost:
                self.document.server.renew()
            self.document.catch_up()

        self.patiently(come)
        self.say(f"ends {self.document.seq} {told(self.document.workshop)}")
        self.document.close()


def told(workshop):
    """A workshop in a few characters: its entities in their order, kind by kind."""
    text = "\n".join(f"{each.kind_name} {each!r}" for each in workshop.entities())
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def sit_down(address, name, path):
    """What runs in a desk's process."""
    path = Path(path)
    with path.open("a") as said:
        desk = Desk(place_of(address), name, said)
        while not path.with_name(EVENING).exists():
            desk.work()
            time.sleep(desk.random.uniform(*PAUSE))
        desk.say("rests")
        names = [each for each in path.parent.iterdir() if each.name != EVENING]
        while not all("rests" in each.read_text() for each in names):
            time.sleep(0.05)
        desk.leave()


@dataclass
class Day:
    """What was done to them."""

    killed: Counter = field(default_factory=Counter)
    acknowledged: set = field(default_factory=set)
    n_commits: int = 0


class Room:
    """The server and its desks."""

    def __init__(self, server, folder, n_desks):
        self.server, self.folder = server, Path(folder)
        self.address = server.address("day")
        with Document.making(self.address) as document:
            build(document)
        self.desks = {}
        for name in (f"desk-{n}" for n in range(n_desks)):
            self.path(name).touch()
            self.desks[name] = self.seated(name)

    def seated(self, name):
        given = (str(self.address), name, str(self.path(name)))
        begin = f"import shared_desks; shared_desks.sit_down(*{given!r})"
        return subprocess.Popen([sys.executable, "-c", begin], cwd=Path(__file__).parent)

    def path(self, name):
        return self.folder / name

    def disturb(self, chance, day):
        """One thing that goes wrong."""
        name = chance.choice(list(self.desks))
        what = chance.choices(("desk", "line", "server"), (4, 5, 1))[0]
        if what == "desk":
            self.desks[name].kill()
            self.desks[name].wait()
            self.desks[name] = self.seated(name)
        elif what == "line":
            self.server.run(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE application_name = 'worldcafe' ORDER BY random() LIMIT 1"
            )
        else:
            self.server.kill()
            self.server.start()
        day.killed[what] += 1

    def end(self, day):
        """Let everybody come to the end, and look whether it is the same for all."""
        (self.folder / EVENING).touch()
        ended = [each.wait(90) for each in self.desks.values()]
        assert not any(ended), ended
        said = [self.path(name).read_text() for name in self.desks]
        lines = [line.split() for each in said for line in each.splitlines()]
        ends = {tuple(rest) for verb, *rest in lines if verb == "ends"}
        day.acknowledged = {rest[0] for verb, *rest in lines if verb == "did"}
        with Document.open(self.address, writer="looking") as document:
            workshop = document.workshop
            assert ends == {(str(document.seq), told(workshop))}, ends
            examined = document.examine()
            assert not examined.differences
            assert not examined.doubtful
            recorded = Counter()
            for _seq, *_, action, _target, _undoable, command, edits in document.lines():
                if (action, command) == ("do", "RecordContribution"):
                    done = [e for e in edits_from_json(edits) if e.kind == "contribution"]
                    recorded.update(each.id for each in done if each.before is None)
            day.n_commits = document.seq
        assert day.acknowledged <= recorded.keys(), "an acknowledged idea is lost"
        assert set(recorded.values()) <= {1}, "an idea was recorded twice"


def happen(server, seconds, n_desks, *, seed=0, every=1.0):
    """A day with these desks: something goes wrong `every` so many seconds."""
    chance, day = random.Random(seed), Day()
    with tempfile.TemporaryDirectory() as folder:
        room = Room(server, folder, n_desks)
        try:
            # All of them have something to lose before anything goes wrong.
            while any("did" not in room.path(name).read_text() for name in room.desks):
                assert not any(each.poll() for each in room.desks.values())
                time.sleep(0.05)
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                time.sleep(every * chance.uniform(0.5, 1.5))
                room.disturb(chance, day)
            room.end(day)
        finally:
            for each in room.desks.values():
                each.kill()
                each.wait()
            server.forget("day")
    return day


if __name__ == "__main__":
    given = [float(each) for each in sys.argv[1:]]
    seconds, n_desks = (*given, *(600, 20)[len(given) :])
    with PostgresServer() as server:
        day = happen(server, seconds, int(n_desks), seed=time.time_ns())
    wrong = ", ".join(f"{what} {n} times" for what, n in sorted(day.killed.items()))
    sys.stdout.write(
        f"{n_desks:.0f} desks, {seconds:.0f} s: {day.n_commits} commits,"
        f" {len(day.acknowledged)} acknowledged ideas, each there once."
        f" Killed or cut: {wrong}.\n"
    )
