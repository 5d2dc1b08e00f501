"""Copies of one workshop that several people worked on apart come together again."""

import contextlib
import shutil
import tempfile
from itertools import permutations
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from any_command import NAME, any_command
from small_cafe import Watch, build, record
from worldcafe.document import Document, opened_copy
from worldcafe.document.copies import Chronicle, met, pictures_in
from worldcafe.domain.commands import EditContribution, PutTable, TakeCopy
from worldcafe.domain.model import CafeTable
from worldcafe.domain.refusal import RuleBroken

DESKS = "one", "two", "three", "four"
DESK = st.sampled_from(DESKS)
OWN = {"clock", "room_clock", "phones", "taken_copy", "draft", "numbering"}
"""Kinds of which each copy keeps what is its own."""


def compared(document, path):
    """How a document and another file meet, with what is remembered of it, and its pictures."""
    with opened_copy(path) as copy:
        meeting, remembered = met(Chronicle.of(document), Chronicle.of(copy), path.name)
        wanted = {e.after.digest for e in meeting.taken if e.kind == "attachment" and e.after}
        return meeting, remembered, pictures_in(copy, wanted)


def take(document, path, prefers=lambda _id: False):
    meeting, copy, blobs = compared(document, path)
    right = frozenset(each.id for each in meeting.disputes if prefers(each.id))
    document.do(meeting.command(copy, right), blobs=blobs)
    return meeting


def told(workshop):
    """What copies that have taken each other in agree on."""
    return {
        (entity.kind_name, entity.id): entity
        for entity in workshop.entities()
        if entity.kind_name not in OWN
    }


class CopiesMachine(RuleBasedStateMachine):
    """Four copies of one workshop, each written by its own desk."""

    @initialize()
    def part(self):
        self.folder = tempfile.TemporaryDirectory()
        self.paths = {name: Path(self.folder.name) / f"{name}.worldcafe" for name in DESKS}
        self.watch = Watch()
        with Document.create(self.paths["one"], writer="one", now=self.watch) as first:
            build(first)
        for name in DESKS[1:]:
            shutil.copyfile(self.paths["one"], self.paths[name])
        self.desks = {
            name: Document.open(path, writer=name, now=self.watch)
            for name, path in self.paths.items()
        }

    @rule(name=DESK, command=any_command())
    def do(self, name, command):
        if not isinstance(command, TakeCopy):
            with contextlib.suppress(RuleBroken):
                self.desks[name].do(command)

    @rule(name=DESK, said=st.sampled_from(["c1", "c2", "c3", "c4"]))
    def record(self, name, said):
        with contextlib.suppress(RuleBroken):
            self.desks[name].do(record(f"{said}-{name}"))

    @rule(name=DESK, of=DESK, said=st.sampled_from(["c1", "c2"]), text=NAME,
          field=st.sampled_from(["title", "description"]))  # fmt: skip
    def edit(self, name, of, said, text, field):
        change = EditContribution(contribution_id=f"{said}-{of}", changes={field: text})
        with contextlib.suppress(RuleBroken):
            self.desks[name].do(change)

    @rule(name=DESK, number=st.integers(3, 4))
    def put_table(self, name, number):
        with contextlib.suppress(RuleBroken):
            table = CafeTable(id=f"table-{name}", number=number)
            self.desks[name].do(PutTable(table=table))

    @rule(name=DESK)
    def undo(self, name):
        with contextlib.suppress(RuleBroken):
            self.desks[name].undo()

    @rule(into=DESK, other=DESK, seed=st.randoms(use_true_random=False))
    def meet(self, into, other, seed):
        if into == other:
            return
        desk, theirs = self.desks[into], self.desks[other].workshop
        before = desk.workshop
        if before.about.rehearsal or theirs.about.rehearsal:
            return
        take(desk, self.paths[other], lambda _id: seed.random() < 0.5)
        # What was said on either side is there.
        assert before.contributions.keys() <= desk.workshop.contributions.keys()
        # Twice is as good as once.
        after = desk.workshop
        meeting, copy, _ = compared(desk, self.paths[other])
        assert (meeting.taken, meeting.disputes, copy.lines) == ((), (), ())
        # Whoever took all of it in is taken over whole, and nothing is asked again.
        meeting = take(self.desks[other], self.paths[into])
        assert meeting.disputes == ()
        assert told(self.desks[other].workshop) == told(after)

    def teardown(self):
        for desk in getattr(self, "desks", {}).values():
            assert desk.examine().differences == ()
            desk.close()
        if hasattr(self, "folder"):
            self.folder.cleanup()


NUMBERS = st.lists(st.integers(3, 5), max_size=2, unique=True)


@given(numbers=st.lists(NUMBERS, min_size=3, max_size=3))
@settings(
    deadline=None, max_examples=4, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
def test_tables_that_copies_numbered_alike_end_alike_in_any_order(numbers):
    with tempfile.TemporaryDirectory() as name:
        folder, paths = Path(name), []
        with Document.create(folder / "base.worldcafe", now=Watch()) as base:
            build(base)
        for n, given_out in enumerate(numbers):
            path = folder / f"copy-{n}.worldcafe"
            shutil.copyfile(folder / "base.worldcafe", path)
            with Document.open(path, writer=f"desk-{n}", now=Watch()) as document:
                for number in given_out:
                    # Ids that come neither in the order of the copies nor of the numbers.
                    table = CafeTable(id=f"{(number * 7 + n * 5) % 11}-{n}", number=number)
                    document.do(PutTable(table=table))
            paths.append(path)
        ends = []
        for n, (first, *others) in enumerate(permutations(paths)):
            into = folder / f"{n}.worldcafe"
            shutil.copyfile(first, into)
            with Document.open(into, now=Watch()) as document:
                for path in others:
                    take(document, path)
                tables = document.workshop.tables.values()
            ends.append({each.id: each.number for each in tables})
        assert all(end == ends[0] for end in ends)
        assert len(set(ends[0].values())) == len(ends[0]) == 2 + sum(map(len, numbers))


TestCopies = CopiesMachine.TestCase
TestCopies.settings = settings(
    deadline=None,
    max_examples=15,
    stateful_step_count=30,
    suppress_health_check=list(HealthCheck),
    database=None,
    phases=[Phase.reuse, Phase.generate],
)
