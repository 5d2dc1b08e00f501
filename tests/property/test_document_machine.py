"""Whatever is done, undone, redone, refused or reopened: memory equals the rows."""

import contextlib
import dataclasses
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from any_command import HOURS, NAME, any_command, commands, of_field, said_by
from small_cafe import MINUTE, Watch, build, record, small_workshop, stamp
from worldcafe.document import Document
from worldcafe.domain.changes import field_changes
from worldcafe.domain.commands import (
    AdoptEditedWorkbook,
    EditContribution,
    MergeContributions,
    RecordContribution,
    SetClocks,
    SpreadRooms,
)
from worldcafe.domain.commands.day import ClockCommand
from worldcafe.domain.edits import Edit
from worldcafe.domain.model import ENTITIES, Contribution, Numbering
from worldcafe.domain.references import POINTS, check_references, mended
from worldcafe.domain.refusal import RuleBroken

NAMES = list(commands())
CAPTURE = st.one_of(
    [
        said_by(commands()[name])
        for name in NAMES
        if "Contribution" in name or "Draft" in name or "Conversation" in name
    ]
)
"""What note-takers do, on the desk and on phones."""
CLOCKS = [name for name in NAMES if issubclass(commands()[name], ClockCommand)]
"""What is done to the clock of a room, or to all."""


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=5, deadline=None, database=None)
@given(data=st.data())
def test_every_command_plans_or_refuses_whatever_it_is_given(name, data):
    kind = commands()[name]
    command = data.draw(said_by(kind))
    assert type(command) is kind
    workshop = small_workshop()
    with contextlib.suppress(RuleBroken):
        edits = command.plan(workshop, stamp())
        check_references(workshop.after(edits), edits)


class DocumentMachine(RuleBasedStateMachine):
    """One workshop file under whatever a room full of people may do to it."""

    @initialize()
    def create(self):
        self.folder = tempfile.TemporaryDirectory()
        self.watch = Watch()
        path = Path(self.folder.name) / "café.worldcafe"
        self.document = Document.create(path, now=self.watch)
        build(self.document)

    def teardown(self):
        self.document.close()
        self.folder.cleanup()

    @property
    def state(self):
        document = self.document
        history = document._store.entries()
        return document.workshop, document.next_undo, document.next_redo, history

    kinds_in_history = tuple({entity.kind_name for entity in ENTITIES} - {"draft", "numbering"})

    @property
    def settled(self):
        """The workshop without what undo does not bring back: drafts, and the last number."""
        return dataclasses.replace(self.document.workshop, drafts={}, numbering=Numbering())

    def attempt(self, action):
        """The change. Whatever is refused changes nothing, in memory and in history."""
        before = self.state
        with contextlib.suppress(RuleBroken):
            return action()
        assert self.state == before
        return None

    @rule(contribution=said_by(Contribution))
    def record(self, contribution):
        self.is_undone_and_redone(RecordContribution(contribution=contribution))

    @rule(said=st.sampled_from(["c1", "c2", "c3", "c4"]), place=st.sampled_from(["t1", "t2"]))
    def record_what_stands(self, said, place):
        self.attempt(lambda: self.document.do(record(said, place)))

    @rule(command=any_command(), later=HOURS.map(abs))
    def do(self, command, later):
        self.watch.advance(later / 10)
        self.attempt(lambda: self.document.do(command))

    @rule(command=st.sampled_from(CLOCKS).flatmap(lambda name: said_by(commands()[name])))
    def keep_time(self, command):
        """Where rooms stand apart, now and then: each by its own clock."""
        self.attempt(lambda: self.document.do(SpreadRooms(rooms=("Aula", "Bar"))))
        self.attempt(lambda: self.document.do(SetClocks(by_room=True)))
        self.watch.advance(MINUTE)
        self.attempt(lambda: self.document.do(command))

    @rule(command=CAPTURE)
    def capture_by_phone(self, command):
        undo = self.document.next_undo
        self.attempt(lambda: self.document.do(command, origin="phone", writer="phone-7"))
        assert self.document.next_undo == undo

    @rule(command=any_command())
    def is_undone_and_redone(self, command):
        before = self.settled
        change = self.attempt(lambda: self.document.do(command))
        if not (change and command.undoable and change.touches(*self.kinds_in_history)):
            return
        after = self.settled
        self.document.undo()
        assert self.settled == before
        self.document.redo()
        assert self.settled == after

    @precondition(lambda self: len(self.document.workshop.standing) > 1)
    @rule(data=st.data(), title=NAME)
    def merge(self, data, title):
        standing = [item.id for item in self.document.workshop.standing]
        ids = data.draw(st.lists(st.sampled_from(standing), min_size=2, max_size=3))
        merged = Contribution(id=f"m{self.document.seq}", kind="idea", table_id="t1",
                              round_id="r1", title=title)  # fmt: skip
        self.is_undone_and_redone(MergeContributions(contribution_ids=ids, merged=merged))

    @precondition(lambda self: self.document.workshop.contributions)
    @rule(data=st.data())
    def edit_the_workbook(self, data):
        item = data.draw(st.sampled_from(sorted(self.document.workshop.contributions.items())))[
            1
        ]
        name = data.draw(st.sampled_from(sorted(Contribution.model_fields)))
        value = data.draw(of_field(Contribution, name, Contribution.model_fields[name]))
        with contextlib.suppress(ValueError):
            changes = field_changes(item, item.but(**{name: value}))
            self.is_undone_and_redone(AdoptEditedWorkbook(changes=changes))

    @precondition(lambda self: self.document.workshop.contributions)
    @rule(data=st.data(), mine=NAME, theirs=NAME, elsewhere=st.booleans())
    def undo_leaves_alone_what_a_phone_wrote(self, data, mine, theirs, elsewhere):
        said = data.draw(st.sampled_from(sorted(self.document.workshop.contributions)))
        before = self.document.workshop.contributions[said]
        done = self.document.do(EditContribution(contribution_id=said, changes={"title": mine}))
        field = "description" if elsewhere else "title"
        change = EditContribution(contribution_id=said, changes={field: theirs})
        wrote = self.document.do(change, origin="phone", writer="phone-7")
        told = self.document.workshop.contributions[said]
        if not (done.edits and wrote.edits):
            return
        undone = self.attempt(self.document.undo)
        if elsewhere:
            assert undone
            assert self.document.workshop.contributions[said] == told.but(title=before.title)
        else:
            assert self.document.workshop.contributions[said] == told
            assert undone is None or told.title == before.title

    @rule()
    def undo(self):
        self.attempt(self.document.undo)

    @rule()
    def redo(self):
        self.attempt(self.document.redo)

    @rule(depth=st.integers(1, 4))
    def undo_and_redo_are_inverse(self, depth):
        before = self.settled
        undone = 0
        while undone < depth and self.attempt(self.document.undo):
            undone += 1
        for _ in range(undone):
            self.document.redo()
        assert self.settled == before

    @precondition(lambda self: self.document.seq)
    @rule()
    def reopen(self):
        before = self.state
        self.document.close()
        self.document = Document.open(self.document.path, now=self.watch)
        assert self.state == before

    @invariant()
    def memory_equals_rows(self):
        workshop, (rows, seq) = self.document.workshop, self.document._store.load()
        assert seq == self.document.seq
        assert rows == workshop
        for kind in ("themes", "tables", "rounds", "participants", "contributions"):
            assert list(getattr(rows, kind)) == list(getattr(workshop, kind))

    @invariant()
    def history_ends_where_memory_says(self):
        entries = self.document._store.entries()
        assert [entry.seq for entry in entries] == list(range(1, self.document.seq + 1))

    @invariant()
    def nothing_points_to_nothing(self):
        workshop = self.document.workshop
        entities = [each for kind in POINTS for each in workshop.all_of(kind)]
        check_references(workshop, [Edit(None, each) for each in entities])
        assert mended(workshop) == []
        for said in workshop.contributions:
            assert workshop.origins_of(said)

    @invariant()
    def no_number_is_given_twice(self):
        numbers = [item.number for item in self.document.workshop.contributions.values()]
        assert max(numbers, default=0) <= self.document.workshop.numbering.last


TestDocument = DocumentMachine.TestCase
TestDocument.settings = settings(
    deadline=None,
    max_examples=80,
    stateful_step_count=40,
    suppress_health_check=list(HealthCheck),
    database=None,
)
