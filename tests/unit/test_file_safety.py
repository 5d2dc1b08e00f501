"""Journals of killed runs, files taken away, clocks set back, and who may read what."""

import contextlib
import datetime as dt
import os
import shutil
import sqlite3
import stat
import subprocess
import sys

import pytest

from small_cafe import AT, MINUTE, build, record
from worldcafe import files
from worldcafe.document import Document, recover, snapshots_of
from worldcafe.document.keeping import Keeping
from worldcafe.document.snapshots import KEPT
from worldcafe.domain.commands import RemoveTable, SaveDraft
from worldcafe.domain.refusal import FileRefused, RuleBroken
from worldcafe.files import folder_swapped_in, swapped_in
from worldcafe.wording.refusals import SENTENCES

POSIX = pytest.mark.skipif(os.name != "posix", reason="modes and signals as POSIX has them")

KILLED_IN_A_COMMIT = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
for pragma in ("locking_mode = EXCLUSIVE", "journal_mode = TRUNCATE", "cache_size = 1"):
    connection.execute(f"PRAGMA {pragma}")
connection.execute("BEGIN IMMEDIATE")
for n in range(300):
    connection.execute("INSERT INTO blob VALUES (?, ?)", (str(n), os.urandom(3_000)))
connection.execute("UPDATE about SET title = 'half done'")
os.kill(os.getpid(), signal.SIGKILL)
"""


def leave_hot_journal(path):
    """Have a process killed after it wrote pages and before it committed them."""
    subprocess.run([sys.executable, "-c", KILLED_IN_A_COMMIT, path], check=False)
    journal = path.with_name(f"{path.name}-journal")
    assert journal.stat().st_size > 1_000
    return journal


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def said_by(refused):
    return SENTENCES[refused.value.code].format(**refused.value.params)


# Journals of killed runs


@pytest.fixture
def closed(tmp_path):
    """A closed workshop with one contribution, and the workshop."""
    path = tmp_path / "café.worldcafe"
    with Document.create(path) as document:
        build(document)
        document.do(record())
        return path, document.workshop


@POSIX
def test_a_new_file_is_whole_though_a_killed_run_left_a_journal_of_its_name(closed):
    path, _ = closed
    leave_hot_journal(path)
    path.unlink()
    with Document.create(path) as document:
        build(document)
        expected = document.workshop
    with Document.open(path) as again:
        assert again.workshop == expected
    assert names(path.parent) == [path.name]


@POSIX
@pytest.mark.parametrize("write", ["copy", "replace"])
def test_a_file_that_takes_the_place_of_a_killed_run_is_whole(closed, tmp_path, write):
    path, _ = closed
    leave_hot_journal(path)
    if write == "copy":
        with Document.create(tmp_path / "other.worldcafe") as other:
            build(other)
            other.save_copy(path)
            expected = other.workshop
    else:
        with Document.making(path, replacing=True) as made:
            build(made)
            expected = made.workshop
    with Document.open(path) as again:
        assert again.workshop == expected
    assert not [name for name in names(tmp_path) if "journal" in name or "making" in name]


def test_a_journal_that_never_counted_bars_nobody_from_the_name(closed, tmp_path):
    path, _ = closed
    # A run killed before the journal was on the disk: SQLite writes its header last.
    path.with_name(f"{path.name}-journal").write_bytes(bytes(512) + b"a page of before")
    with Document.create(tmp_path / "other.worldcafe") as other:
        build(other)
        other.save_copy(path)
        expected = other.workshop
    assert names(tmp_path) == [path.name, "other.worldcafe"]
    with Document.open(path) as again:
        assert again.workshop == expected


@POSIX
def test_a_recovered_state_is_whole_beside_the_journal_of_its_name(document, tmp_path):
    document.snapshot_if_due()
    (snapshot,) = snapshots_of(document.path)
    target = recover(document.path, snapshot)
    leave_hot_journal(target)
    target.unlink()
    assert recover(document.path, snapshot) == target
    with Document.open(target) as again:
        assert again.workshop == document.workshop


def test_what_is_no_database_is_not_replaced_while_a_journal_lies_beside_it(document, tmp_path):
    target = tmp_path / "notes.worldcafe"
    target.write_text("mine")
    target.with_name("notes.worldcafe-journal").write_bytes(b"whose?")
    with pytest.raises(FileRefused, match="journal_beside") as refused:
        document.save_copy(target)
    assert "notes.worldcafe-journal" in said_by(refused)
    assert target.read_text() == "mine"


def test_nothing_takes_the_place_of_a_workshop_that_is_open(document, tmp_path):
    with Document.create(tmp_path / "other.worldcafe") as other:
        with pytest.raises(FileRefused, match="workshop_locked"):
            document.save_copy(other.path)
        with (
            pytest.raises(FileRefused, match="workshop_locked"),
            Document.making(other.path, replacing=True),
        ):
            pass
        build(other)
    with Document.open(other.path) as again:
        assert again.workshop == other.workshop


def test_to_ask_for_an_open_file_again_does_not_unlock_it(document):
    """POSIX drops all locks of a process with any handle that it closes."""
    with pytest.raises(FileRefused, match="workshop_locked"):
        Document.open(document.path)
    program = (
        "import sqlite3, sys\n"
        "sqlite3.connect(sys.argv[1], timeout=0).execute('BEGIN EXCLUSIVE')"
    )
    other = subprocess.run(
        [sys.executable, "-c", program, document.path], capture_output=True, check=False
    )
    assert b"database is locked" in other.stderr


def test_a_workshop_that_fails_in_the_making_leaves_the_one_before(closed):
    path, workshop = closed

    def fill():
        with Document.making(path, replacing=True) as made:
            build(made)
            made.do(RemoveTable(table_id="nowhere"))

    with pytest.raises(RuleBroken):
        fill()
    with Document.open(path) as again:
        assert again.workshop == workshop
    assert names(path.parent) == [path.name]


def test_what_cuts_left_beside_a_workshop_goes_when_it_is_opened(closed):
    path, workshop = closed
    shutil.copy(path, path.with_name(f".{path.name}.new"))
    for name in (".new-journal", ".making", ".making-journal"):
        path.with_name(f".{path.name}{name}").write_bytes(b"half")
    path.with_name(".mine.new").write_text("mine")
    with Document.open(path) as again:
        assert again.workshop == workshop
    assert names(path.parent) == [".mine.new", path.name]


# Files taken away


def moved(path):
    path.rename(path.with_name("elsewhere"))


def replaced(path):
    shutil.copy(path, path.with_name("twin"))
    path.with_name("twin").replace(path)


def emptied(path):
    os.truncate(path, 0)


@POSIX
@pytest.mark.parametrize("take_away", [moved, os.unlink, replaced, emptied])
def test_nothing_is_acknowledged_once_the_file_was_taken_away(document, tmp_path, take_away):
    document.do(record("c1"))
    document.do(SaveDraft(table_id="t1", round_id="r1", content="half an idea"))
    before, told = document.workshop, []
    document.subscribe(told.append)
    take_away(document.path)
    for _ in range(2):
        with pytest.raises(FileRefused, match="workshop_gone") as refused:
            document.do(record("c2"))
    assert "Save a copy" in said_by(refused)
    assert (document.workshop, told) == (before, [])
    rescued = tmp_path / "rescued.worldcafe"
    document.save_copy(rescued)
    with Document.open(rescued) as again:
        assert again.workshop == before
        assert not again.examine().differences
        again.do(record("c3"))
        again.undo()


def test_a_file_that_came_back_goes_on(document):
    moved(document.path)
    with pytest.raises(FileRefused, match="workshop_gone"):
        document.do(record())
    document.path.with_name("elsewhere").rename(document.path)
    document.do(record())
    with contextlib.closing(document), sqlite3.connect(document.path, timeout=0):
        pass
    with Document.open(document.path) as again:
        assert list(again.workshop.contributions) == ["c1"]


# Clocks set back


def test_a_clock_set_back_stops_no_snapshot_and_takes_none_away(document, watch):
    for n in range(KEPT + 3):
        document.do(record(f"c{n}"))
        document.snapshot_if_due()
        watch.advance(-dt.timedelta(days=1) if n == 4 else 10 * MINUTE)
    counts = [each.n_contributions for each in snapshots_of(document.path)]
    assert counts == list(range(KEPT + 3, 3, -1))


def test_after_a_restart_in_the_past_the_newest_snapshot_is_kept(document, watch):
    for n in range(KEPT):
        document.do(record(f"c{n}"))
        document.snapshot_if_due()
        watch.advance(10 * MINUTE)
    document.close()
    watch.advance(-dt.timedelta(days=365))
    with Document.open(document.path, now=watch) as again:
        again.do(record("late"))
        again.snapshot_if_due()
    newest = snapshots_of(document.path)[0]
    assert (newest.n_contributions, newest.taken_at) == (KEPT + 1, watch())


def test_snapshots_of_earlier_versions_come_before_numbered_ones(document, watch):
    document.snapshot_if_due()
    (kept,) = snapshots_of(document.path)
    old = kept.path.with_name("20991231T000000000000Z.worldcafe")
    kept.path.rename(old)
    document.do(record())
    watch.advance(10 * MINUTE)
    document.snapshot_if_due()
    assert [each.n_contributions for each in snapshots_of(document.path)] == [1, 0]


def test_a_half_written_snapshot_goes_with_the_next(document):
    document.snapshot_if_due()
    (kept,) = snapshots_of(document.path)
    half = kept.path.with_name(".000009-20260101T000000000000Z.worldcafe.new")
    half.write_bytes(b"half")
    document.do(record())
    document._keeping = Keeping()  # as after a new start
    document.snapshot_if_due()
    assert not half.exists()
    assert len(snapshots_of(document.path)) == 2


# Names survive a power cut


@pytest.fixture
def order(monkeypatch):
    """What is done to names and folders, in its order; it is really done."""
    done = []

    def noted(what, really):
        def note(*arguments, **more):
            done.append(what)
            return really(*arguments, **more)

        return note

    for what in ("link", "replace"):
        monkeypatch.setattr(os, what, noted("name", getattr(os, what)))
    monkeypatch.setattr(files, "sync_folder", noted("sync", files.sync_folder))
    return done


@POSIX
def test_whoever_gets_a_name_has_the_folder_synced_after(order, document, tmp_path):
    with Document.create(tmp_path / "a.worldcafe"):
        assert order[-2:] == ["name", "sync"]
    document.save_copy(tmp_path / "a.worldcafe")
    assert order[-2:] == ["name", "sync"]
    document.snapshot_if_due()
    assert order[-2:] == ["name", "sync"]
    with swapped_in(tmp_path / "a.xlsx") as fresh:
        fresh.write_text("new")
    assert order[-2:] == ["name", "sync"]


# Who may read what


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def open_umask():
    """What most systems set: others may read what is made."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@POSIX
def test_new_files_with_people_in_them_are_the_owners_alone(open_umask, tmp_path):
    with Document.create(tmp_path / "a.worldcafe", now=lambda: AT) as document:
        build(document)
        document.do(record())
        journal = tmp_path / "a.worldcafe-journal"
        assert [mode(each) for each in (document.path, journal)] == [0o600, 0o600]
        document.snapshot_if_due()
        (snapshot,) = snapshots_of(document.path)
        assert mode(snapshot.path) == 0o600
        assert mode(snapshot.path.parent) == mode(snapshot.path.parent.parent) == 0o700
        document.save_copy(tmp_path / "copy.worldcafe")
        with Document.making(tmp_path / "made.worldcafe"):
            pass
    recovered = recover(document.path, snapshot)
    with swapped_in(tmp_path / "synthesis.xlsx") as fresh:
        fresh.write_bytes(b"rows")
    with folder_swapped_in(tmp_path / "csv") as folder:
        (folder / "people.csv").write_text("Awa")
    made = ("copy.worldcafe", "made.worldcafe", recovered.name, "synthesis.xlsx")
    files = [tmp_path / name for name in made] + [tmp_path / "csv" / "people.csv"]
    assert [mode(each) for each in files] == [0o600] * len(files)
    assert mode(tmp_path / "csv") == 0o700


@POSIX
@pytest.mark.parametrize("who", [0o600, 0o640, 0o664])
def test_a_file_that_is_replaced_stays_readable_for_the_same_people(
    open_umask, document, tmp_path, who
):
    paths = [tmp_path / name for name in ("a.xlsx", "b.worldcafe", "c.worldcafe")]
    folder = tmp_path / "csv"
    folder.mkdir()
    for path in [*paths, folder / "people.csv"]:
        path.write_text("old")
        path.chmod(who)
    with swapped_in(paths[0]) as fresh:
        fresh.write_text("new")
    document.save_copy(paths[1])
    with Document.making(paths[2], replacing=True):
        pass
    with folder_swapped_in(folder) as fresh:
        (fresh / "people.csv").write_text("new")
    assert [mode(path) for path in [*paths, folder / "people.csv"]] == [who] * 4
    assert paths[0].read_text() == (folder / "people.csv").read_text() == "new"
