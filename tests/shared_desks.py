"""Many desks in one shared workshop, each a process, while desks, links and the server fail.

`python tests/shared_desks.py [SECONDS] [DESKS] [TIMES]` has each thing go wrong so often, says
what happened, and fails if anything that was acknowledged is lost or doubled, if two desks end
with different workshops, or if history does not lead there.
"""

import contextlib
import hashlib
import pickle
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from operator import attrgetter
from pathlib import Path

import psycopg
from hypothesis import HealthCheck, Phase, given, settings

from any_command import any_command
from lost_network import Air, is_allowed
from postgres_server import PostgresServer
from small_cafe import build, record
from worldcafe.document import Document, place_of
from worldcafe.document.rows import edits_from_json
from worldcafe.domain.commands import DiscardDraft, EditContribution, SaveDraft
from worldcafe.domain.refusal import FileRefused, RuleBroken

EVENING, GESTURES = "evening", "gestures"
"""Files in the room's folder: when the first is there, everybody comes to an end; the other
holds commands of every kind."""
LOST = {"server_lost", "server_silent", "server_busy"}
PAUSE = 0.03
"""Seconds between two gestures in the whole room."""
N_GESTURES = 300
PATIENCE = 300
"""Seconds for everybody to come to an end, and for one to sit down while all goes wrong."""


class Desk:
    """One of them: it works until it is told to stop, and says what was acknowledged."""

    def __init__(self, address, name, said, gestures):
        self.name, self.said, self.gestures = name, said, gestures
        self.random = random.Random(f"{name} {time.time_ns()}")
        self.document = self.patiently(lambda: Document.open(address, writer=name))
        self.say_where()

    def patiently(self, action):
        """Do this as soon as the server is there."""
        end = time.monotonic() + PATIENCE
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
                self.say_where()
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
        if chance < 0.35:
            id = f"{self.name}-{time.time_ns()}"
            self.document.do(record(id, self.random.choice(("t1", "t2"))))
            self.say(f"did {id}")
        elif chance < 0.5 and self.gestures:
            self.document.do(self.random.choice(self.gestures))
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

    def say_where(self):
        """Say which of the server's processes works for this desk."""
        self.say(f"sits {self.document.server.session.info.backend_pid}")

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
    """A workshop in a few characters for each kind: its entities in their order."""
    kinds = groupby(workshop.entities(), attrgetter("kind_name"))
    return " ".join(f"{kind}={digest(map(repr, found))}" for kind, found in kinds)


def digest(texts):
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]


def sit_down(address, name, path, n_desks):
    """What runs in a desk's process."""
    path = Path(path)
    gestures = pickle.loads(path.with_name(GESTURES).read_bytes())
    with path.open("a") as said:
        desk = Desk(place_of(address), name, said, gestures)
        while not path.with_name(EVENING).exists():
            desk.work()
            time.sleep(desk.random.uniform(0, 2 * PAUSE * n_desks))
        desk.say("rests")
        names = list(path.parent.glob("desk-*"))
        while not all("rests" in each.read_text() for each in names):
            time.sleep(0.05)
        desk.leave()


@dataclass
class Day:
    """What was done to them."""

    killed: Counter = field(default_factory=Counter)
    acknowledged: set = field(default_factory=set)
    n_commits: int = 0


def any_gestures():
    """Commands of every kind, the same each time."""
    found = []

    @settings(
        max_examples=N_GESTURES, database=None, derandomize=True, deadline=None,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(any_command())
    def draw(command):
        found.append(command)

    draw()
    return found


class Room:
    """The server and its desks, every other one of them behind a link that can be lost."""

    def __init__(self, server, folder, n_desks, air, gestures):
        self.server, self.folder, self.air = server, Path(folder), air
        self.address = server.address("day")
        with Document.making(self.address) as document:
            build(document)
        (self.folder / GESTURES).write_bytes(pickle.dumps(gestures))
        self.desks = dict.fromkeys(f"desk-{n}" for n in range(n_desks))
        for name in self.desks:
            self.path(name).touch()
        for name in self.desks:
            self.desks[name] = self.seated(name)

    def seated(self, name):
        is_near = self.air is None or int(name.removeprefix("desk-")) % 2
        place = self.address if is_near else self.server.address("day", host=self.air.laptop)
        given = (str(place), name, str(self.path(name)), len(self.desks))
        begin = f"import shared_desks; shared_desks.sit_down(*{given!r})"
        return subprocess.Popen([sys.executable, "-c", begin], cwd=Path(__file__).parent)

    def path(self, name):
        return self.folder / name

    def disturb(self, what, chance):
        """One thing that goes wrong; whether it did."""
        match what:
            case "desk in mid-commit":
                return self.kill_in_mid_commit(chance)
            case "session":
                self.server.run(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE application_name = 'worldcafe' ORDER BY random() LIMIT 1"
                )
            case "link":  # for less than it takes to be given up, or for more
                self.air.lose()
                time.sleep(chance.uniform(0.2, 4))
                self.air.lose(lost=False)
            case "server":
                self.server.kill()
                self.server.start()
        return True

    def kill_in_mid_commit(self, chance):
        """Kill a desk whose commit is on its way: while it waits, or just as its turn comes."""
        with psycopg.connect(self.server.uri()) as session:
            session.execute(f"SELECT FROM {self.address.schema}.workshop FOR UPDATE")
            name = self.name_of_one_that_waits()
            if name is None:
                return False
            if chance.random() < 0.5:
                session.rollback()
            self.desks[name].kill()
        self.desks[name].wait()
        self.desks[name] = self.seated(name)
        return True

    def name_of_one_that_waits(self):
        """A desk whose commit waits for the lock of the workshop's row."""
        end = time.monotonic() + 3
        while time.monotonic() < end:
            waiting = self.server.run(
                "SELECT pid::text FROM pg_stat_activity"
                " WHERE application_name = 'worldcafe' AND wait_event_type = 'Lock'"
            )
            for name in self.desks:
                said = self.path(name).read_text().split()
                places = [pid for verb, pid in pairwise(said) if verb == "sits"]
                if (places[-1],) in waiting if places else False:
                    return name
            time.sleep(0.01)
        return None

    def end(self, day):
        """Let everybody come to the end, and look whether it is the same for all."""
        (self.folder / EVENING).touch()
        end = time.monotonic() + PATIENCE
        while None in (ended := [each.poll() for each in self.desks.values()]):
            assert not any(ended), ended
            assert time.monotonic() < end, "somebody does not come to the end"
            time.sleep(0.05)
        assert not any(ended), ended
        said = [self.path(name).read_text() for name in self.desks]
        lines = [line.split() for each in said for line in each.splitlines()]
        ends = {tuple(rest) for verb, *rest in lines if verb == "ends"}
        day.acknowledged = {rest[0] for verb, *rest in lines if verb == "did"}
        with Document.open(self.address, writer="looking") as document:
            workshop = document.workshop
            expected = (str(document.seq), *told(workshop).split())
            assert {expected} == ends, [sorted({*each} ^ {*expected}) for each in ends]
            examined = document.examine()
            assert not examined.differences
            assert not examined.doubtful
            recorded = Counter()
            for _seq, *_, action, _target, _undoable, command, edits in document.lines():
                if (action, command) == ("do", "RecordContribution"):
                    done = [e for e in edits_from_json(edits) if e.kind == "contribution"]
                    ours = (e.id for e in done if e.before is None and e.id.startswith("desk-"))
                    recorded.update(ours)
            day.n_commits = document.seq
        assert day.acknowledged <= recorded.keys(), "an acknowledged idea is lost"
        assert set(recorded.values()) <= {1}, "an idea was recorded twice"


def happen(server, seconds, n_desks, *, times, seed=0, air=None, gestures=()):
    """A day with these desks, on which each thing goes wrong so often; `gestures` are commands
    that they give beside the usual ones.
    """
    chance, day = random.Random(seed), Day()
    wrong = ["desk in mid-commit", "session", "server", *(["link"] if air else [])] * times
    chance.shuffle(wrong)
    with tempfile.TemporaryDirectory() as folder:
        room = Room(server, folder, n_desks, air, gestures)
        try:
            # All of them have something to lose before anything goes wrong.
            while any("did" not in room.path(name).read_text() for name in room.desks):
                assert not any(each.poll() for each in room.desks.values())
                time.sleep(0.05)
            began, n = time.monotonic(), len(wrong)
            while wrong:
                time.sleep(max(0, began + seconds * (n - len(wrong)) / n - time.monotonic()))
                assert not any(each.poll() for each in room.desks.values()), "a desk broke off"
                if room.disturb(wrong[-1], chance):
                    day.killed[wrong.pop()] += 1
                else:
                    chance.shuffle(wrong)
            room.end(day)
        finally:
            for each in room.desks.values():
                each.kill()
                each.wait()
            server.forget("day")
    return day


if __name__ == "__main__":
    given_here = [int(each) for each in sys.argv[1:]]
    seconds, n_desks, times = (*given_here, *(600, 20, 100)[len(given_here) :])
    with contextlib.ExitStack() as stack:
        air = stack.enter_context(Air()) if is_allowed() else None
        server = stack.enter_context(PostgresServer(air=air))
        began = time.monotonic()
        more = {"seed": time.time_ns(), "air": air, "gestures": any_gestures()}
        day = happen(server, seconds, n_desks, times=times, **more)
    wrong = ", ".join(f"{what} {n} times" for what, n in sorted(day.killed.items()))
    sys.stdout.write(
        f"{n_desks} desks, {time.monotonic() - began:.0f} s: {day.n_commits} commits,"
        f" {len(day.acknowledged)} acknowledged ideas, each there once."
        f" Killed or cut: {wrong}.\n"
    )
    if air is None:
        sys.stdout.write("No link was cut: that needs root on Linux, and `ip`.\n")
