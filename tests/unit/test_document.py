"""The open document: history, undo, drafts, notices, copies, snapshots, migrations."""

import datetime as dt
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from small_cafe import AT, MINUTE, PEOPLE, Watch, build, opportunity, record
from worldcafe.document import Document, recover, snapshots_of
from worldcafe.document.migrations import FORMAT, migrate
from worldcafe.document.snapshots import KEPT
from worldcafe.document.sqlite_store import APPLICATION_ID
from worldcafe.domain.command import Asked
from worldcafe.domain.commands import (
    DiscardDraft,
    EditContribution,
    FurnishRoom,
    ImportContributions,
    PauseClock,
    PutTable,
    RemoveTable,
    ResumeClock,
    SaveDraft,
    StartSegment,
    WithdrawContribution,
)
from worldcafe.domain.model import CafeTable
from worldcafe.domain.refusal import FileRefused, RuleBroken

PHONE = "phone-7"
DRAFT = SaveDraft(table_id="t1", round_id="r1", content='{"title": "Tw"}')


def edit(**changes):
    return EditContribution(contribution_id="c1", changes=changes)


def reopened(document):
    document.close()
    return Document.open(document.path)


def rows(path, query):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


# Commands


def test_a_refused_command_changes_nothing(document):
    before, seq, told = document.workshop, document.seq, []
    document.subscribe(told.append)
    with pytest.raises(RuleBroken):
        document.do(RemoveTable(table_id="x"))
    assert (document.workshop, document.seq, told) == (before, seq, [])
    document.close()
    assert rows(document.path, "SELECT max(seq) FROM history") == [(seq,)]


def test_what_is_already_so_is_no_line_of_history_and_no_news(document):
    seq, told = document.seq, []
    document.subscribe(told.append)
    change = document.do(PutTable(table=document.workshop.tables["t1"]))
    assert (change.edits, change.seq, document.seq, told) == ((), seq, seq, [])


def test_text_of_people_comes_back_as_it_was_typed(document):
    strange = "=1+1 <b>é</b> 'الرباط' \x00 \u202e 🌍 \"; DROP TABLE seat"
    document.do(record(title=strange, themes=(strange,), contacts=({"name": strange},)))
    with reopened(document) as again:
        said = again.workshop.contributions["c1"]
    assert (said.title, said.themes, said.contacts[0].name) == (strange, (strange,), strange)


def test_ids_are_fresh(document):
    from worldcafe.domain.commands import FurnishRoom

    document.do(FurnishRoom(n_tables=10, seats=3))
    assert len(document.workshop.tables) == 10


# Undo


def test_undo_and_redo_walk_back_and_forth(document):
    empty = document.workshop
    document.do(record())
    said = document.workshop
    document.do(edit(title="New"))
    changed = document.workshop
    given = said.numbering
    assert document.next_undo == "EditContribution"
    document.undo()
    assert document.workshop == said
    document.undo()
    # A number that was given stays given.
    assert document.workshop == replace(empty, numbering=given)
    assert document.next_redo == "RecordContribution"
    document.redo()
    document.redo()
    assert (document.workshop, document.next_redo) == (changed, None)


def test_undo_reaches_back_to_the_empty_file_and_redo_to_the_end(document):
    built = document.workshop
    while document.next_undo:
        document.undo()
    assert not document.workshop.tables
    assert not document.workshop.participants
    while document.next_redo:
        document.redo()
    assert document.workshop == built


def test_a_new_action_ends_redo(document):
    document.do(record())
    document.undo()
    document.do(record("c2"))
    with pytest.raises(RuleBroken, match="nothing_to_redo"):
        document.redo()


def test_there_may_be_nothing_to_undo(tmp_path):
    with Document.create(tmp_path / "a.worldcafe") as empty:
        assert (empty.next_undo, empty.next_redo, empty.seq) == (None, None, 0)
        with pytest.raises(RuleBroken, match="nothing_to_undo"):
            empty.undo()


def test_undo_and_redo_survive_closing(document):
    document.do(record())
    said = document.workshop
    document.do(edit(title="New"))
    document.undo()
    with reopened(document) as again:
        assert (again.next_undo, again.next_redo) == ("RecordContribution", "EditContribution")
        again.redo()
        again.undo()
        assert again.workshop == said


def test_undo_is_written_as_a_new_line_of_history(document):
    document.do(record())
    did = document.seq
    document.undo()
    document.redo()
    document.close()
    query = f"SELECT action, target, command FROM history WHERE seq >= {did} ORDER BY seq"
    assert rows(document.path, query) == [
        ("do", None, "RecordContribution"),
        ("undo", did, "RecordContribution"),
        ("redo", did, "RecordContribution"),
    ]


def test_what_came_from_a_phone_is_never_undone(document):
    document.do(record("mine"))
    document.do(record("theirs"), origin=PHONE)
    document.undo()
    assert list(document.workshop.contributions) == ["theirs"]
    assert document.next_undo == "AdoptSeatingPlan"


def test_the_running_day_is_never_undone(document):
    document.do(StartSegment(segment="r1.talk"))
    assert document.next_undo == "AdoptSeatingPlan"


def test_undo_is_refused_once_the_value_moved_on(document):
    document.do(record())
    document.do(edit(title="Mine"))
    document.do(edit(title="Theirs"), origin=PHONE)
    before, seq = document.workshop, document.seq
    with pytest.raises(RuleBroken, match="value_moved_on"):
        document.undo()
    assert (document.workshop, document.seq) == (before, seq)
    document.do(edit(title="Mine"), origin=PHONE)
    document.undo()
    assert document.workshop.contributions["c1"].title == "Twin the two cities"


def test_redo_is_refused_once_the_value_moved_on(document):
    document.do(record())
    document.do(edit(title="Mine"))
    document.undo()
    document.do(edit(title="Theirs"), origin=PHONE)
    with pytest.raises(RuleBroken, match="value_moved_on"):
        document.redo()


def test_undo_is_refused_when_something_from_a_phone_stands_on_the_value(document):
    document.do(PutTable(table=CafeTable(id="t3", number=3)))
    document.do(record(table_id="t3"), origin=PHONE)
    before = document.workshop
    with pytest.raises(RuleBroken, match="still_pointed_to"):
        document.undo()
    assert document.workshop == before
    with reopened(document) as again:
        assert again.workshop == before


# Drafts


def test_a_draft_is_kept_but_is_no_history(document):
    seq = document.seq
    change = document.do(DRAFT)
    assert (change.seq, document.seq, document.next_undo) == (seq, seq, "AdoptSeatingPlan")
    assert change.touches("draft")
    with reopened(document) as again:
        assert again.workshop.drafts[f"r1/t1/{again.writer}"].content == DRAFT.content
        again.do(DiscardDraft(table_id="t1", round_id="r1"))
        assert again.seq == seq
        with reopened(again) as third:
            assert not third.workshop.drafts


def test_recording_takes_the_draft_in_the_same_transaction(document):
    document.do(DRAFT)
    change = document.do(record())
    assert {(each.kind, each.after is None) for each in change.edits} == {
        ("contribution", False), ("numbering", False), ("draft", True),
    }  # fmt: skip
    document.close()
    counts = "SELECT (SELECT count(*) FROM draft), (SELECT count(*) FROM contribution)"
    assert rows(document.path, counts) == [(0, 1)]
    assert '"draft"' not in rows(document.path, "SELECT group_concat(edits) FROM history")[0][0]


def test_undoing_a_recording_does_not_bring_the_draft_back(document):
    document.do(DRAFT)
    document.do(record())
    document.undo()
    assert not document.workshop.drafts
    assert not document.workshop.contributions


# Notices


def test_listeners_are_told_what_changed_and_who_asked(document):
    told = []
    end = document.subscribe(told.append)
    document.do(record(), origin=PHONE)
    document.do(edit(title="New"))
    document.undo()
    assert [(change.origin, change.seq) for change in told] == [
        (PHONE, document.seq - 2), ("desk", document.seq - 1), ("desk", document.seq),
    ]  # fmt: skip
    assert told[0].touches("contribution", "seat")
    assert not told[0].touches("seat")
    assert (told[0].ids("contribution"), told[0].ids("seat")) == ({"c1"}, set())
    end()
    end()
    document.redo()
    assert len(told) == 3


def test_a_listener_sees_the_workshop_as_it_is_now(document):
    seen = []
    document.subscribe(lambda _: seen.append(document.workshop.contributions.keys() | set()))
    document.do(record())
    assert seen == [{"c1"}]


def test_a_listener_may_leave_while_it_is_told(document):
    told = []

    def once(change):
        told.append(change)
        end()

    end = document.subscribe(once)
    document.subscribe(told.append)
    document.do(record())
    assert len(told) == 2


# Files


def test_a_copy_opens_as_an_equal_workshop(document, tmp_path):
    document.do(record())
    document.do(DRAFT)
    target = tmp_path / "copy.worldcafe"
    target.write_text("something older")
    document.save_copy(target)
    with Document.open(target) as copy:
        assert copy.workshop == document.workshop
        assert copy.next_undo == "RecordContribution"
    assert rows(target, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert rows(target, "PRAGMA user_version") == [(FORMAT,)]
    document.do(record("c2"))
    assert sorted(path.name for path in tmp_path.glob("*.new")) == []


def test_a_copy_onto_itself_is_refused(document, tmp_path):
    before = document.path.read_bytes()
    link = tmp_path / "link.worldcafe"
    link.symlink_to(document.path)
    for target in (document.path, link):
        with pytest.raises(FileRefused, match="file_exists"):
            document.save_copy(target)
    assert document.path.read_bytes() == before


def test_a_copy_into_no_folder_is_refused(document, tmp_path):
    with pytest.raises(FileRefused, match="folder_missing"):
        document.save_copy(tmp_path / "none" / "copy.worldcafe")


def test_a_copy_onto_a_folder_is_refused_and_leaves_nothing_beside_it(document, tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileRefused, match="unwritable"):
        document.save_copy(tmp_path / "folder")
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [
        "café.worldcafe", "café.worldcafe-journal",
    ]  # fmt: skip


def test_no_journal_is_left_beside_a_closed_file(document, tmp_path):
    document.do(record())
    document.close()
    assert [path.name for path in tmp_path.iterdir()] == ["café.worldcafe"]


def test_the_file_alone_is_whole_while_it_is_open(document, tmp_path):
    for n in range(20):
        document.do(record(f"c{n}"))
    shutil.copy(document.path, tmp_path / "usb.worldcafe")
    with Document.open(tmp_path / "usb.worldcafe") as copied:
        assert copied.workshop == document.workshop
        assert copied.next_undo == "RecordContribution"


def test_a_name_that_is_taken_stays_with_who_had_it(tmp_path):
    taken = tmp_path / "a.worldcafe"
    taken.write_text("mine")
    with pytest.raises(FileRefused, match="file_exists"):
        Document.create(taken)
    assert taken.read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["a.worldcafe"]


def test_a_name_taken_in_the_last_moment_stays_with_who_took_it(tmp_path):
    from worldcafe.document.placing import take_name

    fresh, taken = tmp_path / "fresh", tmp_path / "taken"
    fresh.write_text("late")
    taken.write_text("first")
    with pytest.raises(FileRefused, match="file_exists"):
        take_name(fresh, taken, replacing=False)
    assert taken.read_text() == "first"


def test_a_new_file_comes_into_being_on_a_disk_that_knows_no_links(tmp_path, monkeypatch):
    def no_links(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", no_links)
    with Document.create(tmp_path / "a.worldcafe"):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["a.worldcafe"]


def test_history_tells_the_instant_that_the_contribution_tells(document, watch):
    document.do(record())
    document.close()
    (at,) = rows(document.path, "SELECT at FROM history ORDER BY seq DESC LIMIT 1")[0]
    assert dt.datetime.fromisoformat(at) == watch()


# Snapshots


def test_snapshots_are_taken_when_due_and_only_of_something_new(document, watch):
    document.snapshot_if_due()
    document.do(record())
    document.snapshot_if_due()
    assert [each.n_contributions for each in snapshots_of(document.path)] == [0]
    watch.advance(10 * MINUTE)
    document.snapshot_if_due()
    watch.advance(10 * MINUTE)
    document.snapshot_if_due()
    found = snapshots_of(document.path)
    assert [each.n_contributions for each in found] == [1, 0]
    assert [each.taken_at for each in found] == [AT + 10 * MINUTE, AT]


def test_the_oldest_snapshots_go(document, watch):
    for n in range(KEPT + 3):
        document.do(record(f"c{n}"))
        document.snapshot_if_due()
        watch.advance(10 * MINUTE)
    found = snapshots_of(document.path)
    assert [each.n_contributions for each in found] == list(range(KEPT + 3, 3, -1))


def test_withdrawn_contributions_do_not_count(document):
    document.do(record())
    document.do(WithdrawContribution(contribution_id="c1"))
    document.snapshot_if_due()
    assert [each.n_contributions for each in snapshots_of(document.path)] == [0]


def test_two_workshops_of_one_name_keep_their_snapshots_apart(document, tmp_path):
    document.snapshot_if_due()
    (tmp_path / "other").mkdir()
    assert snapshots_of(tmp_path / "other" / document.path.name) == []


def test_what_else_lies_among_the_snapshots_is_left_alone(document):
    document.snapshot_if_due()
    (kept,) = snapshots_of(document.path)
    stranger = kept.path.with_name("my notes.worldcafe")
    stranger.write_text("mine")
    kept.path.with_name("20260101T000000000000Z.worldcafe").write_text("no workshop")
    broken = kept.path.with_name("20260101T000000000001Z.worldcafe")
    broken.write_bytes(kept.path.read_bytes()[:4096])
    assert snapshots_of(document.path) == [kept]
    assert stranger.read_text() == "mine"


def test_a_snapshot_that_cannot_be_written_disturbs_nobody(document, tmp_path, monkeypatch):
    (tmp_path / "no folder").write_text("")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "no folder"))
    document.snapshot_if_due()
    assert snapshots_of(document.path) == []
    document.do(record())


def test_a_snapshot_comes_back_beside_the_damaged_file(document):
    document.do(record())
    said = document.workshop
    document.snapshot_if_due()
    document.close()
    document.path.write_bytes(document.path.read_bytes()[:5000])
    damaged = document.path.read_bytes()
    (snapshot,) = snapshots_of(document.path)
    first, second = recover(document.path, snapshot), recover(document.path, snapshot)
    assert first.parent == second.parent == document.path.parent
    assert first != second
    for path in (first, second):
        with Document.open(path) as back:
            assert back.workshop == said
            assert back.next_undo == "RecordContribution"
    assert document.path.read_bytes() == damaged
    assert snapshot.path.exists()


def test_recovering_into_no_folder_is_refused(document, tmp_path):
    document.snapshot_if_due()
    (snapshot,) = snapshots_of(document.path)
    with pytest.raises(FileRefused, match="folder_missing"):
        recover(tmp_path / "gone" / "a.worldcafe", snapshot)


# Order and migrations


def test_the_order_in_which_things_were_added_is_that_of_the_rows(document):
    document.do(ImportContributions(contributions=[opportunity(f"c{n}") for n in range(4)]))
    document.do(EditContribution(contribution_id="c1", changes={"title": "Changed"}))
    document.do(record("c4"))
    document.undo()
    order = list(document.workshop.contributions)
    with reopened(document) as again:
        assert list(again.workshop.contributions) == order == ["c0", "c1", "c2", "c3"]


def old_file(path, version):
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("CREATE TABLE guest (name TEXT)")
    connection.execute("INSERT INTO guest VALUES ('Awa')")
    connection.execute(f"PRAGMA user_version = {version}")
    return connection


def as_it_is(_connection):
    """No tables of ours are in these files."""


def rename(connection, _writer="desk"):
    connection.execute("ALTER TABLE guest RENAME TO participant")


def add_city(connection, _writer="desk"):
    connection.execute("ALTER TABLE participant ADD COLUMN city TEXT NOT NULL DEFAULT 'Turin'")


@pytest.mark.parametrize(
    ("version", "steps", "rows_after"),
    [
        (1, (rename, add_city), [("Awa", "Turin")]),
        (1, (rename,), [("Awa",)]),
    ],
)
def test_an_older_file_takes_every_step_it_lacks(tmp_path, version, steps, rows_after):
    with closing(old_file(tmp_path / "old", version)) as old:
        migrate(old, "desk", steps, as_it_is)
        assert old.execute("SELECT * FROM participant").fetchall() == rows_after
        assert old.execute("PRAGMA user_version").fetchone() == (version + len(steps),)
        migrate(old, "desk", steps, as_it_is)
        assert old.execute("SELECT * FROM participant").fetchall() == rows_after


def test_a_file_in_between_takes_only_the_later_steps(tmp_path):
    with closing(old_file(tmp_path / "old", 2)) as old:
        rename(old)
        migrate(old, "desk", (rename, add_city), as_it_is)
        assert old.execute("SELECT * FROM participant").fetchall() == [("Awa", "Turin")]
        assert old.execute("PRAGMA user_version").fetchone() == (3,)


def test_a_step_that_fails_leaves_the_bytes_as_they_were(tmp_path):
    with closing(old_file(tmp_path / "old", 1)) as old:
        before = (tmp_path / "old").read_bytes()
        with pytest.raises(sqlite3.OperationalError, match="duplicate column"):
            migrate(old, "desk", (rename, add_city, add_city), as_it_is)
        assert (tmp_path / "old").read_bytes() == before


def test_people_of_the_fixture_are_all_there(document):
    assert tuple(document.workshop.participants.values()) == PEOPLE


def test_durations_and_instants_come_back_exactly(tmp_path):
    watch = Watch(AT + dt.timedelta(microseconds=123457))
    with Document.create(tmp_path / "a.worldcafe", now=watch) as document:
        build(document)
        document.do(record())
        workshop = document.workshop
        with reopened(document) as again:
            assert again.workshop == workshop


def test_the_journal_of_a_killed_process_is_cleared_away(document, tmp_path):
    document.close()
    journal = tmp_path / "café.worldcafe-journal"
    journal.write_bytes(b"")
    Document.open(document.path).close()
    assert not journal.exists()


def test_a_page_with_a_name_of_its_own_is_still_this_desk(document):
    before = document.workshop
    document.do(FurnishRoom(n_tables=7, seats=4), origin="desk.capture")
    document.undo()
    assert document.workshop == before


def test_opening_again_without_a_change_takes_no_second_snapshot(document, watch):
    document.snapshot_if_due()
    path = document.path
    document.close()
    watch.advance(dt.timedelta(days=1))
    with Document.open(path, now=watch) as again:
        again.snapshot_if_due()
        assert len(snapshots_of(path)) == 1
        again.do(FurnishRoom(n_tables=7, seats=4))
        again.snapshot_if_due()
        assert len(snapshots_of(path)) == 2


# What several devices ask for at once


def asked(command, request="", writer="phone-1"):
    return Asked(command, "phone.table", writer, request)


def test_what_many_ask_for_is_durable_and_told_at_one_stroke(document):
    told = []
    document.subscribe(told.append)
    answers = document.do_all(
        [
            asked(record("c1"), "1"),
            asked(record("c1"), "2"),
            asked(record("c2"), "3", "phone-2"),
        ]
    )
    assert [type(each).__name__ for each in answers] == ["Change", "RuleBroken", "Change"]
    (change,) = told
    assert change.ids("contribution") == {"c1", "c2"}
    query = "SELECT writer, request FROM history ORDER BY seq DESC LIMIT 2"
    assert list(document._store.read(query)) == [("phone-2", "3"), ("phone-1", "1")]
    assert document.next_undo != "RecordContribution"


def test_each_is_planned_on_what_those_before_it_lead_to(document):
    """Also behind one that is refused for what it points to, when it was made already."""
    with_draft = DRAFT.model_copy(update={"content": '{"title": "T"}'})
    answers = document.do_all(
        [
            asked(with_draft, "1"),
            asked(record("c1"), "2"),
            asked(record("c2", builds_on_id="c9"), "3"),
            asked(edit(title="Better"), "4"),
            asked(record("c1"), "2"),
            asked(record("c3", title="Last"), "5"),
        ]
    )
    assert [n for n, each in enumerate(answers) if isinstance(each, RuleBroken)] == [2]
    said = [(each.number, each.title) for each in document.workshop.standing]
    assert said == [(1, "Better"), (2, "Last")]
    assert not document.workshop.drafts
    with reopened(document) as again:
        assert again.workshop == document.workshop
        assert not again.examine().differences


def test_a_request_that_changes_nothing_is_known_again(document):
    document.do(StartSegment(segment="r1.talk"))
    document.do(PauseClock())
    pause = asked(PauseClock(), "1")
    document.do_all([pause])
    document.do(ResumeClock())
    document.do_all([pause])
    assert document.workshop.clock.paused_at is None


def test_what_cannot_be_made_durable_together_is_not_done_at_all(document, monkeypatch):
    document.do(record("c0"))
    before, seq, told = document.workshop, document.seq, []
    document.subscribe(told.append)

    def fail_half_way(edits, write=document._store._write):
        write(edits)
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(document._store, "_write", fail_half_way)
    with pytest.raises(FileRefused):
        document.do_all([asked(record(f"c{n}"), f"{n}") for n in range(1, 4)])
    assert (document.workshop, document.seq, told) == (before, seq, [])
    assert list(document._store.read("SELECT id FROM contribution")) == [("c0",)]
    monkeypatch.undo()
    assert document.do_all([asked(record("c1"), "1")])[0].ids("contribution") == {"c1"}
    document.undo()
    assert list(document.workshop.contributions) == ["c1"]
