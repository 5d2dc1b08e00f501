"""Files that are refused, each in its own words, and each left as it was."""

import contextlib
import errno
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from small_cafe import AT, MINUTE, build, record
from worldcafe.document import (
    Document,
    Snapshot,
    glance,
    rebuild,
    recover,
    snapshots_of,
    standing,
)
from worldcafe.document.header import is_workshop
from worldcafe.document.migrations import FORMAT
from worldcafe.document.sqlite_store import refusal_of as refusal_of_error
from worldcafe.domain.commands import SaveDraft, StartSegment
from worldcafe.domain.refusal import FileRefused
from worldcafe.wording.refusals import SENTENCES

POSIX = pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX has them")
NOBODY = 65534
FORMATS = Path(__file__).parents[1] / "data" / "formats"


@pytest.fixture
def file(document):
    """A closed workshop file with something in it."""
    for n in range(30):
        document.do(record(f"c{n}", description="Long words. " * 50))
    document.do(SaveDraft(table_id="t1", round_id="r1", content="half an idea"))
    document.close()
    return document.path


def patched(path, offset, new):
    content = bytearray(path.read_bytes())
    content[offset : offset + len(new)] = new
    path.write_bytes(content)


def changed(path, statement):
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(statement)


def refusal_of(path):
    """The refusal's code. The folder must be as it was, to the byte."""
    before = contents(path.parent)
    with pytest.raises(FileRefused) as refused:
        Document.open(path)
    assert contents(path.parent) == before
    assert SENTENCES[refused.value.code].format(**refused.value.params)
    return refused.value.code


def contents(folder):
    if not folder.is_dir():
        return None
    return {each: each.read_bytes() for each in folder.iterdir() if each.is_file()}


# Not ours


@pytest.mark.parametrize(
    "content",
    [b"", b"Dear all,\n" * 50, b"SQLite format 3\0", b"PK\x03\x04" + bytes(200), bytes(4096)],
    ids=["empty", "text", "cut header", "zip", "zeros"],
)
def test_a_file_that_is_no_database(tmp_path, content):
    path = tmp_path / "a.worldcafe"
    path.write_bytes(content)
    assert refusal_of(path) == "not_a_workshop"


def test_the_database_of_another_program(tmp_path):
    path = tmp_path / "a.worldcafe"
    changed(path, "CREATE TABLE contribution (id TEXT)")
    assert refusal_of(path) == "not_a_workshop"


def test_a_folder(tmp_path):
    (tmp_path / "a.worldcafe").mkdir()
    assert refusal_of(tmp_path / "a.worldcafe") == "not_a_workshop"


def test_no_file(tmp_path):
    assert refusal_of(tmp_path / "a.worldcafe") == "file_missing"
    assert refusal_of(tmp_path / "none" / "a.worldcafe") == "file_missing"


def test_a_file_inside_a_file(file):
    with pytest.raises(FileRefused, match="unwritable"):
        Document.open(file / "a.worldcafe")


def test_a_new_file_in_no_folder(tmp_path):
    with pytest.raises(FileRefused, match="folder_missing"):
        Document.create(tmp_path / "none" / "a.worldcafe")
    assert not (tmp_path / "none").exists()


# Newer, or of no format


def test_a_newer_file(file):
    changed(file, "PRAGMA user_version = 99")
    assert refusal_of(file) == "workshop_too_new"


def test_a_file_without_a_format(file):
    changed(file, "PRAGMA user_version = 0")
    assert refusal_of(file) == "workshop_damaged"


# Locked

HOLD = """
import sys
from pathlib import Path
from worldcafe.document import Document
with Document.open(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.read()
"""


def test_a_file_open_in_another_process(file):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, file], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with holder:
        assert holder.stdout.readline().strip() == b"open"
        assert refusal_of(file) == "workshop_locked"
        holder.stdin.close()
    assert holder.returncode == 0
    with Document.open(file) as free:
        assert len(free.workshop.contributions) == 30


def test_a_file_open_in_this_process(document):
    with pytest.raises(FileRefused, match="workshop_locked"):
        Document.open(document.path)
    document.do(record())


def test_a_file_that_another_program_is_reading(file):
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM contribution").fetchone()
        assert refusal_of(file) == "workshop_locked"


# Read-only


@pytest.fixture
def public(file):
    """The file in a folder that anybody can read and only its owner can write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(file, folder / "a.worldcafe")
        folder.chmod(0o755)
        (folder / "a.worldcafe").chmod(0o644)
        yield folder / "a.worldcafe"
        folder.chmod(0o755)


def as_nobody(action):
    """What `action` returns to somebody without rights: root is refused nothing."""
    if os.geteuid() != 0:
        return action()
    os.setresgid(NOBODY, NOBODY, 0)
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        return action()
    finally:
        os.setresuid(0, 0, 0)
        os.setresgid(0, 0, 0)


def code_of(action):
    try:
        action()
    except FileRefused as refused:
        return refused.code
    return "done"


@POSIX
def test_a_file_that_may_only_be_read(public):
    public.chmod(0o444)
    public.parent.chmod(0o777)
    before = contents(public.parent)
    assert as_nobody(lambda: code_of(lambda: Document.open(public))) == "workshop_read_only"
    assert contents(public.parent) == before


@POSIX
def test_a_file_in_a_folder_that_may_only_be_read(public):
    public.chmod(0o666)
    public.parent.chmod(0o555)
    before = contents(public.parent)
    assert as_nobody(lambda: code_of(lambda: Document.open(public))) == "workshop_read_only"
    assert contents(public.parent) == before


@POSIX
def test_a_file_that_may_not_even_be_read(public):
    public.chmod(0o000)
    assert as_nobody(lambda: code_of(lambda: Document.open(public))) == "workshop_read_only"


@POSIX
def test_a_new_file_in_a_folder_that_may_only_be_read(public):
    public.parent.chmod(0o555)
    new = public.with_name("new.worldcafe")
    assert as_nobody(lambda: code_of(lambda: Document.create(new))) == "unwritable"
    assert not new.exists()


@POSIX
def test_a_recovery_into_a_folder_that_may_only_be_read(public):
    snapshot = Snapshot(public, AT, 30)
    public.parent.chmod(0o555)
    before = contents(public.parent)
    assert as_nobody(lambda: code_of(lambda: recover(public, snapshot))) == "unwritable"
    assert contents(public.parent) == before


# Damaged


def test_bytes_flipped_in_a_page(file):
    patched(file, 4096 + 8, b"\xff" * 200)
    assert refusal_of(file) == "workshop_damaged"


def test_a_truncated_half(file):
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])
    assert refusal_of(file) == "workshop_damaged"


def test_only_the_header_left(file):
    file.write_bytes(file.read_bytes()[:100])
    assert refusal_of(file) == "workshop_damaged"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE contribution SET kind = 'poem' WHERE id = 'c7'",
        "UPDATE contribution SET partners = '[{' WHERE id = 'c7'",
        "UPDATE contribution SET partners = '{\"a\": 1}' WHERE id = 'c7'",
        "UPDATE contribution SET recorded_at = 'soon' WHERE id = 'c7'",
        "UPDATE contribution SET title = CAST(x'ff41' AS TEXT) WHERE id = 'c7'",
        "UPDATE cafe_table SET number = 0",
        "UPDATE seat SET table_id = 'gone'",
    ],
)
def test_a_row_that_is_no_entity(file, statement):
    changed(file, statement)
    assert refusal_of(file) == "workshop_damaged"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE contribution SET recorded_at = '0001-01-01T00:00:00+14:00'",
        "UPDATE contribution SET recorded_at = '9999-12-31T23:59:59-14:00'",
        "UPDATE contribution SET recorded_at = '1492-10-12T00:00:00Z'",
        "UPDATE clock SET started_at = '2900-01-01T00:00:00Z', segment = 'r1.talk'",
        "UPDATE clock SET added_duration = 1e13",
        "UPDATE clock SET added_duration = 1e300",
        "UPDATE clock SET paused_duration = -60",
        "UPDATE clock SET paused_duration = 9e999",
        "UPDATE clock SET promised_end = '17:00:00+01:00'",
        "UPDATE about SET starts_at = '09:00:00Z'",
        "UPDATE theme SET position = 9223372036854775807",
        "UPDATE contribution SET partners = printf('%.*c', 100000, '[')",
        "UPDATE participant SET languages = '[\"' || printf('%.*c', 100000, 'a') || '\"]'",
        "UPDATE participant SET given_name = CAST(x'c328' AS TEXT)",
        "UPDATE contribution SET themes = '[\"\\ud800\"]'",
        "UPDATE draft SET content = printf('%.*c', 100000, '[')",
        "UPDATE history SET action = 'undo', target = 1 WHERE seq = 1",
    ],
)  # fmt: skip
def test_a_value_out_of_all_bounds(file, statement):
    changed(file, statement)
    assert refusal_of(file) == "workshop_damaged"


def test_a_file_that_was_refused_is_not_held(file):
    changed(file, "UPDATE contribution SET title = '' WHERE id = 'c7'")
    with pytest.raises(FileRefused, match="workshop_damaged") as refused:
        Document.open(file)
    with contextlib.closing(sqlite3.connect(file, timeout=0)) as other:
        other.execute("BEGIN EXCLUSIVE")
    assert refused.value.__cause__  # what was raised, and with it its frames, is still there


def test_a_value_too_large_for_any_memory(file, monkeypatch):
    monkeypatch.setattr("worldcafe.document.sqlite_store._LONGEST_VALUE", 1_000_000)
    changed(file, "UPDATE contribution SET description = printf('%.*c', 2000000, 'a')")
    with pytest.raises(FileRefused, match="workshop_damaged"):
        Document.open(file)


def test_an_undo_whose_history_is_damaged_is_refused_with_a_sentence(file):
    for edits in ("[[[", "[" * 100_000, '[["contribution", "c29"]]', "[[1, 2, 3, 4]]"):
        changed(file, f"UPDATE history SET edits = '{edits}' WHERE seq = (SELECT max(seq)"
                      " FROM history)")  # fmt: skip
        with Document.open(file) as document:
            before = document.workshop
            with pytest.raises(FileRefused, match="history_damaged"):
                document.undo()
            assert document.workshop == before


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text")
def test_a_name_that_is_no_text(file):
    path = file.with_name(os.fsdecode(b"caf\xe9.worldcafe"))
    file.rename(path)
    with Document.open(path) as document:
        document.do(record("more"))
        document.snapshot_if_due()
        document.save_copy(path.with_name(os.fsdecode(b"copi\xe9.worldcafe")))
    (snapshot,) = snapshots_of(path)
    with Document.open(recover(path, snapshot)) as back:
        assert "more" in back.workshop.contributions


# Altered by another program


LOSES = (
    "CREATE TRIGGER t AFTER INSERT ON contribution BEGIN"
    " DELETE FROM contribution WHERE id = new.id; END"
)
ENDLESS = (
    "CREATE VIEW {} AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
    " SELECT x AS id FROM n"
)
ALTERATIONS = [
    LOSES,
    ENDLESS.format("endless"),
    "DROP VIEW opportunity; " + ENDLESS.format("opportunity"),
    "CREATE INDEX more ON contribution (title)",
    "CREATE TABLE more (id TEXT)",
    "CREATE VIRTUAL TABLE more USING fts5(text)",
    "ALTER TABLE theme ADD COLUMN more TEXT",
    "ALTER TABLE theme DROP COLUMN colour",
    "DROP TABLE draft",
    "DROP TABLE history",
    "DROP INDEX contribution_place",
    "ALTER TABLE seat RENAME TO s; CREATE TABLE seat AS SELECT * FROM s; DROP TABLE s",
]


@pytest.mark.parametrize("statements", ALTERATIONS)
def test_a_schema_that_is_not_ours(file, statements):
    altered(file, statements)
    assert refusal_of(file) == "workshop_altered"


def altered(path, statements):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript(statements)


def test_a_check_that_was_slipped_into_a_table(file):
    altered(
        file,
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql,"
        " 'title TEXT NOT NULL', 'title TEXT NOT NULL CHECK (length(title) < 9)')"
        " WHERE name = 'contribution'",
    )
    assert refusal_of(file) == "workshop_altered"


@pytest.mark.parametrize("statements", [LOSES, ENDLESS.format("endless"), ALTERATIONS[5]])
def test_an_older_file_is_not_migrated_with_what_acts_in_it(tmp_path, statements):
    path = shutil.copy(FORMATS / "v1.worldcafe", tmp_path / "v1.worldcafe")
    altered(path, statements)
    assert refusal_of(path) == "workshop_altered"


# What history knows


def test_what_another_program_changed_is_found_and_history_gives_it_back(file, tmp_path):
    with Document.open(file) as document:
        sound = document.workshop
        found = document.examine()
    assert (found.differences, found.doubtful, found.pictures) == ((), (), ())
    changed(file, "UPDATE contribution SET title = 'Twin the two kitties' WHERE id = 'c7'")
    changed(file, "UPDATE participant SET presence = 'absent' WHERE id = 'dina'")
    changed(file, "DELETE FROM contribution WHERE id = 'c9'")
    with Document.open(file) as document:
        found = document.examine()
    assert [(each.edit.kind, each.edit.id, each.fields) for each in found.differences] == [
        ("participant", "dina", {"presence": ("absent", "expected")}),
        ("contribution", "c7", {"title": ("Twin the two kitties", "Twin the two cities")}),
        ("contribution", "c9", {"id": (None, "c9")}),
    ]
    before = file.read_bytes()
    rebuild(file, tmp_path / "again.worldcafe")
    assert file.read_bytes() == before
    with Document.open(tmp_path / "again.worldcafe") as again:
        assert again.workshop == sound
        assert again.next_undo == "RecordContribution"
        assert not again.examine().differences


def test_a_damaged_line_of_history_is_found_and_the_rows_go_before_it(file, tmp_path):
    with Document.open(file) as document:
        sound = document.workshop
        (seq,) = (line[0] for line in document._store.lines() if '"c4"' in line[-1])
    changed(
        file, f"""UPDATE history SET edits = replace(edits, '"c4"', '"c4') WHERE seq = {seq}"""
    )
    with Document.open(file) as document:
        # The line after it follows on from a number that cannot be read.
        assert document.examine().doubtful == (seq, seq + 1)
    made = rebuild(file, tmp_path / "again.worldcafe")
    assert made.workshop == sound
    with Document.open(tmp_path / "again.worldcafe") as again:
        assert again.workshop == sound
        examined = again.examine()
        assert not examined.differences
        assert not examined.doubtful
        again.do(record("more", "t2"))
        again.undo()
        assert again.workshop.contributions == sound.contributions


def test_a_line_of_history_about_somebody_else_is_found(file):
    changed(file, """UPDATE history SET edits = replace(edits, '"c29",null', '"c28",null')""")
    with Document.open(file) as document:
        assert document.examine().doubtful == (document.seq,)


def test_any_bit_of_a_line_of_history_that_turns_over_is_found(file):
    with Document.open(file) as document:
        assert not document.examine().doubtful
        connection = document._store.connection
        for column in ("at", "writer", "origin", "command", "edits"):
            said = f"SELECT {column} FROM history WHERE seq = 5"
            put = f"UPDATE history SET {column} = ? WHERE seq = 5"
            (text,) = connection.execute(said).fetchone()
            for at in range(0, len(text), max(1, len(text) // 30)):
                turned = chr(ord(text[at]) ^ 1)
                connection.execute(put, (text[:at] + turned + text[at + 1 :],))
                assert document.examine().doubtful[0] == 5
            connection.execute(put, (text,))
        for change in ("undoable = 1 - undoable", "target = 4", "action = 'undo'"):
            connection.execute(f"UPDATE history SET {change} WHERE seq = 7")
            assert document.examine().doubtful == (7,)


def test_history_that_is_no_text_is_found(file):
    changed(file, "UPDATE history SET edits = CAST(x'5bc3285d' AS TEXT) WHERE seq = 9")
    with Document.open(file) as document:
        assert document.examine().doubtful[0] == 9


def test_a_file_without_its_rows_is_rebuilt_from_history(file, tmp_path):
    with Document.open(file) as document:
        sound = document.workshop
    altered(file, "DROP VIEW opportunity; DROP VIEW partner; DROP TABLE contribution;" + LOSES
            .replace("contribution", "theme"))  # fmt: skip
    assert refusal_of(file) == "workshop_altered"
    rebuild(file, tmp_path / "again.worldcafe")
    with Document.open(tmp_path / "again.worldcafe") as again:
        assert again.workshop == sound


def test_nothing_is_rebuilt_from_nothing(file, tmp_path):
    file.write_bytes(file.read_bytes()[:100])
    with pytest.raises(FileRefused, match="nothing_to_rebuild"):
        rebuild(file, tmp_path / "again.worldcafe")
    assert not (tmp_path / "again.worldcafe").exists()


@pytest.mark.parametrize("version", ["v1", f"v{FORMAT}"])
def test_the_history_of_every_format_says_what_its_rows_say(tmp_path, version):
    path = shutil.copy(FORMATS / f"{version}.worldcafe", tmp_path / "kept.worldcafe")
    with Document.open(path) as document:
        found = document.examine()
    assert (found.differences, found.doubtful) == ((), ())


# What the disk and SQLite say


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EACCES, "workshop_read_only"),
        (errno.EPERM, "workshop_read_only"),
        (errno.EROFS, "workshop_read_only"),
        (errno.EIO, "unwritable"),
    ],
)
def test_what_an_error_of_the_disk_means(number, code):
    refused = refusal_of_error(Path("a.worldcafe"), OSError(number, os.strerror(number)))
    assert refused.code == code
    assert SENTENCES[code].format(**refused.params)


def test_only_errors_of_the_disk_and_of_sqlite_are_refusals():
    with pytest.raises(TypeError):
        refusal_of_error(Path("a.worldcafe"), KeyError("ours"))


def test_what_cannot_be_looked_at_is_no_workshop(tmp_path):
    assert not is_workshop(tmp_path)
    assert not is_workshop(tmp_path / "none")


# Disk full


def full_disk_is_survived(document, make_full, make_room):
    document.do(record("before"))
    document.do(SaveDraft(table_id="t1", round_id="r1", content="half an idea"))
    seq = document.seq
    make_full()
    codes = (
        (code_of(lambda n=n: document.do(record(f"l{n}", description="x" * 39_000))), n)
        for n in range(50)
    )
    told = []
    document.subscribe(told.append)
    code, recorded = next((code, n) for code, n in codes if code != "done")
    assert code == "disk_full"
    before = document.workshop
    assert list(before.contributions) == ["before", *(f"l{n}" for n in range(recorded))]
    assert (len(told), document.seq) == (recorded, seq + recorded)
    make_room()
    document.do(record("after"))
    document.undo()
    document.redo()
    after = document.workshop
    assert after.contributions.keys() - before.contributions.keys() == {"after"}
    document.close()
    with Document.open(document.path) as again:
        assert again.workshop == after


def test_a_file_that_may_not_grow(document):
    connection = document._store.connection

    def limit(pages):
        connection.execute(f"PRAGMA max_page_count = {pages}")

    (used,) = connection.execute("PRAGMA page_count").fetchone()
    full_disk_is_survived(document, lambda: limit(used + 4), lambda: limit(1_000_000))


@pytest.fixture
def tiny_disk(tmp_path):
    """A disk of 1 MB, where the person who runs the tests may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    command = [mount or "", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder]
    if sys.platform != "linux" or not mount or subprocess.run(command, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run([shutil.which("umount"), "--lazy", folder], check=True)


def test_a_full_disk(tiny_disk, watch):
    filler = tiny_disk / "filler"

    def fill():
        filler.write_bytes(bytes(600_000))

    with Document.create(tiny_disk / "a.worldcafe", now=watch) as document:
        build(document)
        full_disk_is_survived(document, fill, filler.unlink)


def test_no_room_for_a_new_file_a_copy_or_a_recovery(tiny_disk, document, watch):
    document.snapshot_if_due()
    watch.advance(MINUTE)
    (snapshot,) = snapshots_of(document.path)
    (tiny_disk / "filler").write_bytes(bytes(1_020_000))
    before = contents(tiny_disk)
    assert code_of(lambda: Document.create(tiny_disk / "a.worldcafe")) == "disk_full"
    assert code_of(lambda: document.save_copy(tiny_disk / "b.worldcafe")) == "disk_full"
    assert code_of(lambda: recover(tiny_disk / "c.worldcafe", snapshot)) == "disk_full"
    assert contents(tiny_disk) == before


# Looked at without being opened


def test_a_glance_tells_the_cover_and_leaves_a_view_that_never_ends(tmp_path):
    path = tmp_path / "seen.worldcafe"
    with Document.create(path) as document:
        build(document)
        document.do(StartSegment(segment="r1.talk"))
        assert glance(path) is None  # to look would let go of our own lock
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as somebody_else:
        somebody_else.execute("BEGIN EXCLUSIVE")
        cover, seen = glance(path), standing(path)
    assert cover is not None
    assert (cover.title, cover.has_begun) == ("Small café", True)
    assert seen is not None
    assert (seen.about.title, seen.clock.segment) == ("Small café", "r1.talk")
    assert not seen.participants
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "".join(
                f"ALTER TABLE {name} RENAME TO away_{name};"
                f" CREATE VIEW {name} AS WITH RECURSIVE"
                " n(id) AS (SELECT 0 UNION ALL SELECT id + 1 FROM n)"
                f" SELECT away_{name}.*, max(n.id) FROM away_{name}, n;"
                for name in ("round", "clock")
            )
        )
    assert (glance(path), standing(path)) == (None, None)
    path.write_bytes(b"no workshop")
    assert glance(path) is None
