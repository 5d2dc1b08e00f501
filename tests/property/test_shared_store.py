"""Two desks on one store: whatever they do and in whatever order, they agree in the end."""

import contextlib
import itertools

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from any_command import NAME, any_command
from memory_store import MemoryStore, SharedWorkshop
from small_cafe import MINUTE, Watch, build, record
from worldcafe.document import Document
from worldcafe.document.postgres import store_at
from worldcafe.domain.command import Asked
from worldcafe.domain.commands import (
    EditContribution,
    SaveDraft,
    SetClocks,
    SpreadRooms,
    StartSegment,
)
from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.workshop import Workshop

DESKS = st.sampled_from(["one", "two"])


class SharedMachine(RuleBasedStateMachine):
    """Two documents, each of which hears of the other only when it looks."""

    @initialize()
    def open(self):
        self.shared = self.made()
        self.watch = Watch()
        self.desks = {name: self.opened(name) for name in ("one", "two")}
        build(self.desks["one"])

    def made(self):
        return SharedWorkshop()

    def store(self, name):
        return MemoryStore(self.shared)

    def opened(self, name):
        document = Document(self.store(name), writer=name, now=self.watch)
        document.subscribe(lambda change, name=name: self.heard(name, change))
        return document

    def heard(self, name, change):
        # A page takes for its own echo only what was done on its own desk.
        mine = change.origin.partition(".")[0] == Document.DESK
        assert not mine or change.writer == name

    def attempt(self, name, action):
        """Whether it was done; if so the store holds it, once, as this desk's."""
        desk, n = self.desks[name], self.shared.last
        with contextlib.suppress(RuleBroken):
            action(desk)
        fresh = self.shared.since(n)
        assert len(fresh) <= 1
        assert all(commit.entry.writer == name for commit in fresh)
        if fresh:
            assert desk.workshop == self.shared.workshop
        return bool(fresh)

    @rule(name=DESKS, command=any_command())
    def do(self, name, command):
        self.attempt(name, lambda desk: desk.do(command))

    @rule(name=DESKS, command=any_command())
    def do_while_the_disk_is_waited_for(self, name, command):
        asked = [Asked(command, "phone.table")]

        def begun(desk):
            (done,) = desk.begin(asked, lambda: None).answers()
            if isinstance(done, RuleBroken):
                raise done

        self.attempt(name, begun)

    @rule(name=DESKS, room=st.sampled_from(["Aula", "Bar"]), n=st.integers(1, 2))
    def start_a_round_in_a_room(self, name, room, n):
        """Each desk keeps the clock of its room, on the time of the store."""
        self.attempt(name, lambda desk: desk.do(SpreadRooms(rooms=("Aula", "Bar"))))
        self.attempt(name, lambda desk: desk.do(SetClocks(by_room=True)))
        before = self.shared.workshop
        command = StartSegment(segment=f"r{n}.talk", room=room)
        if self.attempt(name, lambda desk: desk.do(command)) and before.is_apart:
            assert self.shared.workshop.clock_in(room).started_at == self.watch()
            for other in set(before.rooms) - {room}:
                assert self.shared.workshop.clock_in(other) == before.clock_in(other)

    @rule(name=DESKS, said=st.sampled_from(["c1", "c2", "c3"]))
    def record(self, name, said):
        self.attempt(name, lambda desk: desk.do(record(said)))

    @rule(name=DESKS, said=st.sampled_from(["c1", "c2", "c3"]), text=NAME,
          field=st.sampled_from(["title", "description"]))  # fmt: skip
    def edit(self, name, said, text, field):
        change = EditContribution(contribution_id=said, changes={field: text})
        self.attempt(name, lambda desk: desk.do(change))

    @rule(name=DESKS, table=st.sampled_from(["t1", "t2"]), text=NAME)
    def type(self, name, table, text):
        """As time goes by, or at the same instant."""
        self.watch.advance(MINUTE * (len(text) % 3))
        typed = SaveDraft(table_id=table, round_id="r1", content=text)
        self.attempt(name, lambda desk: desk.do(typed))

    @rule(name=DESKS)
    def undo(self, name):
        self.attempt(name, Document.undo)

    @rule(name=DESKS)
    def redo(self, name):
        self.attempt(name, Document.redo)

    @rule(name=DESKS)
    def catch_up(self, name):
        self.desks[name].catch_up()

    @rule(name=DESKS)
    def open_anew(self, name):
        self.desks[name].catch_up()
        before = self.desks[name]
        self.desks[name] = self.opened(name)
        assert self.stacks(name) == (before._past.undo, before._past.redo)
        before.close()

    def stacks(self, name):
        past = self.desks[name]._past
        return past.undo, past.redo

    @invariant()
    def both_come_to_the_same(self):
        for desk in self.desks.values():
            known, seq = desk.workshop, desk.seq
            replayed = Workshop()
            for commit in self.shared.commits[:seq]:
                replayed = replayed.after(commit.edits)
            assert known == replayed

    @invariant()
    def undo_is_kept_apart(self):
        for name in self.desks:
            for stack in self.stacks(name):
                assert all(entry.writer == name for entry in stack)

    def teardown(self):
        if not hasattr(self, "desks"):
            return
        for desk in self.desks.values():
            desk.catch_up()
        one, two = ([*desk.workshop.entities()] for desk in self.desks.values())
        assert one == two == [*self.shared.workshop.entities()]
        for desk in self.desks.values():
            desk.close()


USUAL = settings(
    deadline=None,
    max_examples=25,
    stateful_step_count=40,
    suppress_health_check=list(HealthCheck),
    database=None,
)
TestShared = SharedMachine.TestCase
TestShared.settings = USUAL


class OnServer:
    """A shared workshop on a PostgreSQL server, seen by somebody who only looks."""

    names = itertools.count(1)

    def __init__(self, server):
        self.server, self.name = server, f"machine_{next(self.names)}"
        self.address = server.address(self.name)
        with Document.making(self.address):
            pass
        self.store = store_at(self.address, "nobody")

    @property
    def last(self):
        return self.store.load()[1]

    @property
    def workshop(self):
        return self.store.load()[0]

    def since(self, seq):
        return self.store.changes_since(seq)

    def discard(self):
        self.store.close()
        self.server.forget(self.name)


def test_two_desks_on_a_server(postgres):
    class ServerMachine(SharedMachine):
        """The same desks and rules; what was typed is told as it is by now."""

        def made(self):
            return OnServer(postgres)

        def store(self, name):
            return store_at(self.shared.address, name)

        @invariant()
        def both_come_to_the_same(self):
            last, workshop = self.shared.last, self.shared.workshop
            for desk in self.desks.values():
                assert desk.seq < last or desk.workshop == workshop

        def teardown(self):
            if hasattr(self, "desks"):
                for desk in self.desks.values():
                    desk.catch_up()
                    assert not desk.examine().differences
                super().teardown()
                self.shared.discard()

    run_state_machine_as_test(ServerMachine, settings=settings(USUAL, max_examples=4))
