"""Whatever is done, undone, redone, refused or reopened: memory equals the rows."""

import contextlib
import dataclasses
import datetime as dt
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from small_cafe import PEOPLE, SEATS, Watch, build
from worldcafe.document import Document
from worldcafe.domain import commands
from worldcafe.domain.model import (
    About,
    Attachment,
    CafeTable,
    Cluster,
    Contribution,
    NextStep,
    OpenPoint,
    Participant,
    Partner,
    Round,
    Seat,
    SeatingRules,
    SeatWish,
    Theme,
)
from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.template import Template, TemplateRound, TemplateTheme
from worldcafe.domain.vocabulary import (
    HandIn,
    HostMovement,
    Kind,
    Modality,
    PartnerRole,
    Role,
    WishType,
)

# A few ids, most of them known, so that commands meet each other and the rules.
TABLES = st.sampled_from(["t1", "t1", "t2", "t2", "t3", "nowhere"])
ROUNDS = st.sampled_from(["r1", "r1", "r2", "r2", "r3", "never"])
THEMES = st.sampled_from(["children", "jobs", "skills"])
SOMEBODY = st.sampled_from([*(person.id for person in PEOPLE), "fay", "nobody"])
SAID = st.sampled_from(["c1", "c2", "c3", "c4"])
TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
NAME = TEXT.filter(str.strip)
DURATION = st.timedeltas(dt.timedelta(0), dt.timedelta(hours=2))


def maybe(strategy):
    return st.none() | strategy


ABOUT = st.builds(
    About, title=TEXT, organisers=st.lists(TEXT, max_size=2), date=maybe(st.dates()),
    starts_at=st.times(), harvest_duration=DURATION,
)  # fmt: skip
TABLE = st.builds(
    CafeTable, id=TABLES, number=st.integers(1, 4), theme_id=maybe(THEMES),
    languages=st.lists(st.sampled_from(["fr", "es"]), max_size=2), seats=st.integers(2, 5),
    host_id=maybe(SOMEBODY), note_taker_id=maybe(SOMEBODY),
)  # fmt: skip
ROUND = st.builds(
    Round, id=ROUNDS, number=st.integers(1, 4), question=TEXT,
    talk_duration=DURATION, move_duration=DURATION,
)  # fmt: skip
PERSON = st.builds(
    Participant, id=SOMEBODY, given_name=TEXT, languages=st.lists(TEXT, max_size=2),
    roles=st.lists(st.sampled_from(Role), max_size=2),
)  # fmt: skip
CONTRIBUTION = st.builds(
    Contribution, id=SAID, kind=st.sampled_from(Kind), table_id=TABLES, round_id=ROUNDS,
    title=NAME, description=TEXT, author_id=maybe(SOMEBODY),
    builds_on_id=st.sampled_from([None, None, None, "c1"]),
    themes=st.lists(TEXT, max_size=2), impact=maybe(st.integers(1, 5)),
    partners=st.lists(
        st.builds(Partner, name=TEXT, role=maybe(st.sampled_from(PartnerRole))), max_size=2
    ),
    modality=maybe(st.sampled_from(Modality)), demand_confirmed=st.booleans(),
    next_step=maybe(st.builds(NextStep, text=TEXT, due=maybe(st.dates()))),
)  # fmt: skip
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "title": TEXT, "impact": st.integers(0, 6), "author_id": maybe(SOMEBODY),
        "kind": st.sampled_from(Kind), "id": SAID, "themes": st.lists(TEXT, max_size=2),
    },
)  # fmt: skip
PLACE = {"table_id": TABLES, "round_id": ROUNDS}
SEGMENT = st.sampled_from(["r1.talk", "r2.move", "r3.talk", "harvest", "lunch"])
TEMPLATE = Template(
    key="t", name="T", n_tables=2,
    themes=(TemplateTheme(name="One"),), rounds=(TemplateRound(),),
)  # fmt: skip

CLUSTERS = st.sampled_from(["k1", "k2"])
WISH = st.builds(
    SeatWish, id=st.sampled_from(["w1", "w2"]), type=st.sampled_from(WishType),
    participant_ids=st.lists(SOMEBODY, max_size=3), table_id=maybe(TABLES),
    theme_id=maybe(THEMES), round_id=maybe(ROUNDS),
)  # fmt: skip
PICTURE = st.builds(
    Attachment, id=CLUSTERS, media_type=st.just("image/png"), width=st.just(4),
    height=st.just(3), size=st.just(9), digest=st.sampled_from(["0" * 64, "1" * 64]),
    added_at=st.just(dt.datetime(2026, 3, 12, tzinfo=dt.UTC)), **PLACE,
)  # fmt: skip

PREPARE = st.one_of(
    st.builds(commands.DescribeWorkshop, about=ABOUT),
    st.builds(commands.PutTheme, theme=st.builds(Theme, id=THEMES, name=TEXT)),
    st.builds(commands.RemoveTheme, theme_id=THEMES),
    st.builds(commands.PutTable, table=TABLE),
    st.builds(commands.RemoveTable, table_id=TABLES),
    st.builds(commands.PutRound, round=ROUND),
    st.builds(commands.RemoveRound, round_id=ROUNDS),
    st.builds(commands.FurnishRoom, n_tables=st.integers(1, 4), seats=st.integers(2, 4)),
    st.builds(commands.SpreadThemes),
    st.just(commands.ApplyTemplate(template=TEMPLATE)),
)
SEAT_PEOPLE = st.one_of(
    st.builds(commands.PutParticipant, participant=PERSON),
    st.builds(commands.ImportParticipants, participants=st.lists(PERSON, max_size=3)),
    st.builds(commands.RemoveParticipants, participant_ids=st.sets(SOMEBODY, max_size=2)),
    st.builds(commands.AppointHosts),
    st.builds(
        commands.AdoptSeatingPlan,
        seats=st.lists(st.builds(Seat.of, SOMEBODY, TABLES, ROUNDS), max_size=4)
        | st.just(SEATS),
        hosts=st.dictionaries(TABLES, SOMEBODY, max_size=1),
    ),
    st.builds(commands.MoveSeat, participant_id=SOMEBODY, **PLACE),
    st.builds(commands.ClearSeating),
    st.builds(commands.SwapSeats, participant_id=SOMEBODY, other_id=SOMEBODY, round_id=ROUNDS),
    st.builds(
        commands.PinSeats,
        seat_ids=st.sets(st.builds("{}/{}".format, ROUNDS, SOMEBODY), max_size=2),
        pinned=st.booleans(),
    ),
    st.builds(
        commands.SetSeatingRules,
        rules=st.builds(SeatingRules, hosts=st.sampled_from(HostMovement)),
    ),
    st.builds(commands.PutSeatWish, wish=WISH),
    st.builds(commands.RemoveSeatWishes, wish_ids=st.sets(st.sampled_from(["w1", "w2"]))),
)
CAPTURE = st.one_of(
    st.builds(commands.RecordContribution, contribution=CONTRIBUTION),
    st.builds(commands.ImportContributions, contributions=st.lists(CONTRIBUTION, max_size=3)),
    st.builds(commands.EditContribution, contribution_id=SAID, changes=CHANGES),
    st.builds(commands.MoveContribution, contribution_id=SAID, **PLACE),
    st.builds(commands.WithdrawContribution, contribution_id=SAID),
    st.builds(commands.RestoreContribution, contribution_id=SAID),
    st.builds(
        commands.DescribeConversation, key_insight=maybe(TEXT),
        note_taker_id=maybe(SOMEBODY), state=maybe(st.sampled_from(HandIn)), **PLACE,
    ),
    st.builds(commands.SaveDraft, content=TEXT, **PLACE),
    st.builds(commands.DiscardDraft, **PLACE),
)  # fmt: skip
HARVEST = st.one_of(
    st.builds(
        commands.MergeContributions,
        contribution_ids=st.lists(SAID, max_size=3),
        merged=CONTRIBUTION,
    ),
    st.builds(commands.SplitContribution, contribution_id=SAID),
    st.builds(commands.JudgeDifferent, one_id=SAID, other_id=SAID),
    st.builds(
        commands.PutCluster,
        contribution_ids=st.lists(SAID, max_size=2),
        cluster=st.builds(Cluster, id=CLUSTERS, name=NAME),
    ),
    st.builds(
        commands.AssignCluster,
        contribution_ids=st.lists(SAID, max_size=2),
        cluster_id=maybe(CLUSTERS),
    ),
    st.builds(commands.RemoveCluster, cluster_id=CLUSTERS),
    st.builds(
        commands.CastVotes,
        dots=st.dictionaries(SAID, st.integers(0, 4), max_size=2),
        participant_id=maybe(SOMEBODY),
        table_id=maybe(TABLES),
    ),
    st.builds(
        commands.PutOpenPoint,
        point=st.builds(OpenPoint, id=CLUSTERS, kind=st.sampled_from(Kind), title=NAME),
    ),
    st.builds(commands.RemoveOpenPoint, point_id=CLUSTERS),
    st.builds(commands.AddAttachments, attachments=st.lists(PICTURE, max_size=2)),
    st.builds(commands.CaptionAttachment, attachment_id=CLUSTERS, caption=TEXT),
    st.builds(commands.RemoveAttachment, attachment_id=CLUSTERS),
)
RUN = st.one_of(
    st.builds(commands.StartSegment, segment=SEGMENT),
    st.builds(commands.AddTime, duration=DURATION | DURATION.map(lambda each: -each)),
    st.sampled_from([commands.PauseClock(), commands.ResumeClock(), commands.EndDay()]),
)


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

    @property
    def settled(self):
        """The workshop without drafts, which undo does not bring back."""
        return dataclasses.replace(self.document.workshop, drafts={})

    def attempt(self, action):
        """The change. Whatever is refused changes nothing, in memory and in history."""
        before = self.state
        with contextlib.suppress(RuleBroken):
            return action()
        assert self.state == before
        return None

    @rule(contribution=CONTRIBUTION)
    def record(self, contribution):
        self.is_undone_and_redone(commands.RecordContribution(contribution=contribution))

    @rule(command=CAPTURE)
    def capture(self, command):
        self.attempt(lambda: self.document.do(command))

    @rule(command=PREPARE | SEAT_PEOPLE)
    def prepare(self, command):
        self.attempt(lambda: self.document.do(command))

    @rule(command=HARVEST)
    def harvest(self, command):
        self.attempt(lambda: self.document.do(command))

    @rule(command=RUN, later=DURATION)
    def run(self, command, later):
        self.watch.advance(later)
        self.attempt(lambda: self.document.do(command))

    @rule(command=CAPTURE)
    def capture_by_phone(self, command):
        undo = self.document.next_undo
        self.attempt(lambda: self.document.do(command, origin="phone"))
        assert self.document.next_undo == undo

    @rule(command=CAPTURE | PREPARE | SEAT_PEOPLE | HARVEST)
    def is_undone_and_redone(self, command):
        before = self.settled
        change = self.attempt(lambda: self.document.do(command))
        if not (change and command.undoable and change.edits):
            return
        after = self.settled
        self.document.undo()
        assert self.settled == before
        self.document.redo()
        assert self.settled == after

    @precondition(lambda self: self.document.workshop.contributions)
    @rule(data=st.data(), mine=NAME, theirs=NAME)
    def undo_leaves_alone_what_a_phone_wrote(self, data, mine, theirs):
        said = data.draw(st.sampled_from(sorted(self.document.workshop.contributions)))

        def call(title):
            return commands.EditContribution(contribution_id=said, changes={"title": title})

        done = self.document.do(call(mine))
        wrote = self.document.do(call(theirs), origin="phone")
        if done.edits and wrote.edits:
            assert self.attempt(self.document.undo) is None
        told = self.document.workshop.contributions[said]
        assert told.title == told.but(title=theirs).title

    @rule()
    def undo(self):
        self.attempt(self.document.undo)

    @rule()
    def redo(self):
        self.attempt(self.document.redo)

    @rule(depth=st.integers(1, 4))
    def undo_and_redo_are_inverse(self, depth):
        before = self.document.workshop
        undone = 0
        while undone < depth and self.attempt(self.document.undo):
            undone += 1
        for _ in range(undone):
            self.document.redo()
        assert self.document.workshop == before

    @precondition(lambda self: self.document.seq)
    @rule()
    def reopen(self):
        before = self.state
        self.document.close()
        self.document = Document.open(self.document.path, now=self.watch)
        assert self.state == before

    @invariant()
    def memory_equals_rows(self):
        workshop, rows = self.document.workshop, self.document._store.load()
        assert rows == workshop
        for kind in ("themes", "tables", "rounds", "participants", "contributions"):
            assert list(getattr(rows, kind)) == list(getattr(workshop, kind))

    @invariant()
    def history_ends_where_memory_says(self):
        entries = self.document._store.entries()
        assert [entry.seq for entry in entries] == list(range(1, self.document.seq + 1))


TestDocument = DocumentMachine.TestCase
TestDocument.settings = settings(
    deadline=None,
    max_examples=80,
    stateful_step_count=40,
    suppress_health_check=list(HealthCheck),
    database=None,
)
