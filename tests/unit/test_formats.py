"""Kept files of every format, and the SQL with which anybody reads them."""

import contextlib
import dataclasses
import datetime as dt
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from worldcafe.document import Document
from worldcafe.document.migrations import FORMAT, migrate
from worldcafe.document.sqlite_store import APPLICATION_ID
from worldcafe.domain.clock import read_clock
from worldcafe.domain.commands import DiscardDraft, EditContribution, RecordContribution
from worldcafe.domain.harvest import references
from worldcafe.domain.model import (
    ENTITIES,
    Agreement,
    Amount,
    Contribution,
    Partner,
    Period,
    Resource,
    SeatingRule,
    SeatingRules,
)
from worldcafe.domain.vocabulary import (
    ActivityStatus,
    Channel,
    Goal,
    HandIn,
    HostMovement,
    Kind,
    PartnerRole,
    Presence,
    Role,
    StepStatus,
    WishType,
)
from worldcafe.domain.workshop import Workshop

ROOT = Path(__file__).parents[2]
FORMATS = ROOT / "tests" / "data" / "formats"
PAGE = (ROOT / "docs" / "file-format.md").read_text("utf-8")
ANSWERED = re.compile(r"^### ([^\n]+)\n```sql\n(.*?);\n```", re.MULTILINE | re.DOTALL)
QUERIES = dict(ANSWERED.findall(PAGE))

BESIDES = {"history", "blob", "vector", "secret"}
"""Tables that hold no entities."""

AT = dt.datetime(2026, 3, 12, 8, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def kept(tmp_path):
    """The file of the first format, in a place where it may be changed."""
    with Document.open(copied("v1", tmp_path)) as document:
        yield document


@pytest.fixture
def present(tmp_path):
    """The file of the present format, likewise."""
    with Document.open(copied(f"v{FORMAT}", tmp_path)) as document:
        yield document


def copied(version, folder):
    return shutil.copy(FORMATS / f"{version}.worldcafe", folder / f"{version}.worldcafe")


def asked(question, path=FORMATS / f"v{FORMAT}.worldcafe"):
    address = f"{path.as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        return connection.execute(question).fetchall()


def test_there_is_a_kept_file_of_every_format():
    assert {path.name for path in FORMATS.glob("*.worldcafe")} == {
        f"v{version}.worldcafe" for version in range(1, FORMAT + 1)
    }


def test_the_first_format_still_opens_with_everything_in_it(kept):
    workshop = kept.workshop
    assert workshop.about.title == "Cities that work"
    assert workshop.about.date == dt.date(2026, 3, 12)
    assert workshop.about.starts_at == dt.time(9, 30)
    assert workshop.about.organisers == ("ITC-ILO", "UCLG")
    assert workshop.about.created_at == AT
    assert [(t.id, t.code, t.colour) for t in workshop.themes_in_order] == [
        ("children", "child_labour", "#1f6f8b"), ("jobs", "", "#b5532a"),
    ]  # fmt: skip
    assert [(t.number, t.host_id, t.note_taker_id) for t in workshop.tables_in_order] == [
        (1, "awa", "chiara"), (2, "bruno", None),
    ]  # fmt: skip
    assert [(r.talk_duration, r.move_duration) for r in workshop.rounds_in_order] == [
        (25 * MINUTE, 5 * MINUTE), (20 * MINUTE, 0 * MINUTE),
    ]  # fmt: skip
    assert workshop.participants["awa"].roles == (Role.HOST,)
    assert workshop.participants["dina"].name == "دينا حداد"
    assert [table.number for table in workshop.route_of("dina")] == [2, 1]
    assert len(workshop.seats) == 8
    assert workshop.conversation("t1", "r1").key_insight == "Parents first"
    assert workshop.hand_in("t1", "r1") is HandIn.HANDED_IN
    assert workshop.drafts[f"r2/t2/{kept.writer}"].content == '{"title": "Half an id"}'
    assert read_clock(workshop, AT + dt.timedelta(days=1)).remaining == 24 * MINUTE


def test_the_first_format_still_holds_every_field_of_an_opportunity(kept):
    assert list(kept.workshop.contributions) == ["schools", "doubt", "market", "visit"]
    assert [c.id for c in kept.workshop.standing] == ["schools", "market", "visit"]
    schools = kept.workshop.contributions["schools"]
    assert schools.kind is Kind.OPPORTUNITY
    assert schools.title == "Écoles de la deuxième chance"
    assert schools.recorded_at == AT + 12 * MINUTE
    assert schools.partners[1] == Partner(
        name="Prefeitura", city="São Paulo", country="BR", role="pivotal"
    )
    assert schools.resources == (
        Resource(kind="training", direction="offered", by="Prefeitura"),
    )
    assert schools.next_step.due == dt.date(2026, 4, 30)
    assert schools.contacts[0].consent
    assert schools.demand_confirmed
    assert (schools.impact, schools.feasibility) == (5, 3)
    unsaid = {name for name in type(schools).model_fields if not getattr(schools, name)}
    since = {
        "title_translation", "merged_into_id", "cluster_id", "organiser_status",
        "organiser_owner", "organiser_note", "extras", "sdg_goals", "status", "period",
        "agreement", "programme", "amount", "source", "came_by",
    }  # fmt: skip
    assert unsaid == {"withdrawn_at", "builds_on_id"} | since


def test_a_file_of_the_first_format_gets_the_rules_of_a_new_one(kept):
    assert kept.workshop.seating_rules == SeatingRules()
    assert kept.workshop.rooms == ()
    assert all(person.presence is Presence.EXPECTED for person in kept.workshop.people_to_seat)


def test_an_older_file_gets_the_tables_of_a_new_one(kept, tmp_path):
    with Document.create(tmp_path / "new.worldcafe"):
        pass
    kept.close()
    names = "SELECT type, name FROM sqlite_schema ORDER BY type, name"
    assert asked(names, kept.path) == asked(names, tmp_path / "new.worldcafe")
    for (table,) in asked("SELECT name FROM sqlite_schema WHERE type = 'table'"):
        columns = f"SELECT name, type, \"notnull\", pk FROM pragma_table_info('{table}')"
        assert asked(columns, kept.path) == asked(columns, tmp_path / "new.worldcafe")


def test_history_of_the_first_format_can_be_taken_up(kept):
    assert kept.workshop.contributions["market"].title == "A market for all"
    assert (kept.next_undo, kept.next_redo) == ("DescribeConversation", "EditContribution")
    kept.redo()
    assert kept.workshop.contributions["market"].title == "Another title"
    kept.do(DiscardDraft(table_id="t2", round_id="r2"))
    while kept.next_undo:
        kept.undo()
    assert not kept.workshop.participants


def test_the_present_format_holds_rules_and_wishes(present):
    workshop = present.workshop
    assert workshop.seating_rules.hosts is HostMovement.ROTATE
    assert workshop.seating_rules.country_apart == SeatingRule(strength="wish", weight=2)
    assert {(w.type, w.participant_ids) for w in workshop.seat_wishes.values()} == {
        (WishType.APART, ("awa", "bruno")),
        (WishType.AT_TABLE, ("dina",)),
        (WishType.AT_THEME, ("chiara",)),
    }
    assert [seat.participant_id for seat in workshop.seats.values() if seat.pinned] == ["dina"]
    assert workshop.participants["dina"].needs_access
    assert workshop.tables["t3"].closed
    assert [table.room for table in workshop.tables_in_order] == ["", "", "Aula"]
    assert (workshop.rooms, workshop.seating_rules.stay_in_room) == (("Aula",), False)
    assert workshop.rounds["r1"].translations[0].question == "Qu’est-ce qui marche ?"


def test_the_present_format_holds_the_clocks_of_rooms(present):
    workshop = present.workshop
    assert workshop.is_apart
    assert workshop.clock_in("Aula").segment == "r2.talk"
    assert read_clock(workshop.in_room("Aula"), AT).remaining == 19 * MINUTE
    assert workshop.clock.segment == "r1.talk"
    assert workshop.participants["awa"].room == "Aula"


@pytest.mark.parametrize("version", range(1, 6))
def test_in_an_older_file_all_rooms_go_by_one_clock(version, tmp_path):
    with Document.open(copied(f"v{version}", tmp_path)) as document:
        assert not document.workshop.is_apart
        assert not document.workshop.room_clocks


def test_the_present_format_holds_the_harvest(present):
    workshop = present.workshop
    assert [c.id for c in workshop.origins_of("both")] == ["visit", "call"]
    assert [c.id for c in workshop.standing] == ["schools", "market", "both", "idea-taken"]
    assert workshop.contributions["idea-taken"].came_by is Channel.PARTICIPANT
    (waiting,) = workshop.ideas_waiting_at("t2")
    assert (waiting.text, waiting.kind) == ("Qui paie ?", Kind.QUESTION)
    assert workshop.contributions["schools"].cluster_id == "young"
    dots = {(v.contribution_id, v.participant_id or v.table_id): v.dots
            for v in workshop.votes.values()}  # fmt: skip
    assert dots == {
        ("schools", "dina"): 3, ("both", "dina"): 1, ("schools", "t2"): 2, ("market", None): 7,
    }  # fmt: skip
    assert workshop.open_points["before"].next_step.status is StepStatus.DONE
    assert [{p.one_id, p.other_id} for p in workshop.different_pairs.values()] == [
        {"schools", "market"}
    ]


def test_the_present_format_keeps_pictures_and_vectors(present):
    picture = present.workshop.attachments["cloth"]
    assert present.blob(picture.digest) == b"no picture, but bytes"
    assert present.vectors("none") == {"schools": ("0" * 64, bytes(8))}
    assert present.vectors("another") == {}


@pytest.mark.parametrize("version", range(1, FORMAT + 1))
def test_a_workshop_is_the_sum_of_its_entities(version, tmp_path):
    with Document.open(copied(f"v{version}", tmp_path)) as document:
        assert Workshop.of(document.workshop.entities()) == document.workshop


def test_the_file_says_what_it_is():
    assert asked("PRAGMA application_id") == [(APPLICATION_ID,)]
    assert f"{APPLICATION_ID} = `0x{APPLICATION_ID:X}`" in PAGE
    assert asked("PRAGMA user_version") == [(FORMAT,)]


def test_the_page_explains_every_table_and_column():
    tables = asked("SELECT name FROM sqlite_schema WHERE type = 'table'")
    assert {name for (name,) in tables} == {e.kind_name for e in ENTITIES} | BESIDES
    for (table,) in tables:
        section = PAGE.partition(f"### `{table}`")[2].partition("\n### ")[0]
        explained = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
        explained = re.findall(r"`(\w+)`", " ".join(explained))
        columns = asked(f"SELECT name FROM pragma_table_info('{table}')")
        assert explained == [name for (name,) in columns], table


def test_the_page_gives_history_as_it_is_stored():
    (example,) = re.findall(r"```json\n(.*?)\n```", PAGE, re.DOTALL)
    stored = [json.loads(edits) for (edits,) in asked("SELECT edits FROM history")]
    assert json.loads(example) in stored


def test_playing_history_gives_the_workshop_as_it_is():
    rows = {}
    for (edits,) in asked("SELECT edits FROM history ORDER BY seq"):
        for kind, id_, _before, after in json.loads(edits):
            rows[kind, id_] = after
    left = {key for key, after in rows.items() if after is not None}
    for kind in {e.kind_name for e in ENTITIES} - {"draft"}:
        stored = {id_ for (id_,) in asked(f"SELECT id FROM {kind}")}
        assert stored == {id_ for each, id_ in left if each == kind}


ANSWERS = {
    "All opportunities, with table and round": [
        (1, 1, "Child labour", "Écoles de la deuxième chance", "triangular"),
        (2, 2, "Job creation", "A market for all", "south_south"),
    ],
    "Partners by country": [
        ("BR", 1, "Prefeitura"),
        ("CH", 1, "Fondation Demain"),
        ("MZ", 1, "Maputo"),
        ("SN", 1, "Ville de Dakar"),
    ],
    "Who sat where": [
        (1, 1, "Awa Diop", 1),
        (1, 1, "Chiara Rossi", 0),
        (1, 2, "Bruno Costa", 1),
        (1, 2, "دينا حداد", 0),
        (2, 1, "Awa Diop", 1),
        (2, 1, "دينا حداد", 0),
        (2, 2, "Bruno Costa", 1),
        (2, 2, "Chiara Rossi", 0),
    ],
    "Next steps, by who promised them": [
        ("Awa Diop", "Write two pages", "2026-04-30", "Écoles de la deuxième chance"),
        ("Bruno Costa", "Call Maputo", None, "A market for all"),
        ("", "Book the journey", None, "I visit São Paulo"),
    ],
    "What was withdrawn, and when": [
        ("Who pays?", "concern", 2, 1, "2026-03-12T08:22:00Z"),
    ],
}


@pytest.mark.parametrize("question", ANSWERS)
def test_sql_of_the_page_gives_the_answer(question):
    assert asked(QUERIES[question]) == ANSWERS[question]


def test_every_question_of_the_page_is_asked_here():
    assert QUERIES.keys() == ANSWERS.keys()


# Numbers, writers and marks of format 3


def test_numbers_of_an_older_file_are_those_it_was_called_by(kept):
    """They were the order of the rows; what was undone never gives its number away."""
    assert references(kept.workshop) == {
        "schools": "O-001", "doubt": "P-002", "market": "O-003", "visit": "C-004",
    }  # fmt: skip
    assert kept.workshop.numbering.last == 4
    kept.redo()
    while kept.next_undo and kept.next_undo != "RecordContribution":
        kept.undo()
    kept.undo()
    assert "visit" not in kept.workshop.contributions
    place = {"table_id": "t1", "round_id": "r1"}
    item = Contribution(id="new", kind="idea", title="Another", **place)
    kept.do(RecordContribution(contribution=item))
    assert references(kept.workshop)["new"] == "I-005"


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_old_drafts_and_old_history_belong_to_the_desk_that_opens_them(version, tmp_path):
    with Document.open(copied(version, tmp_path), writer="desk-mine") as document:
        for draft in document.workshop.drafts.values():
            assert (draft.writer, draft.id) == ("desk-mine", "r2/t2/desk-mine")
        assert len(document.workshop.drafts) == (version == "v1")
        assert document.next_undo
        assert document.next_redo == "EditContribution"
    with Document.open(tmp_path / f"{version}.worldcafe", writer="desk-other") as document:
        assert document.next_undo is None
        assert {each.writer for each in document.workshop.drafts.values()} <= {"desk-mine"}


@pytest.mark.parametrize("version", range(1, FORMAT + 1))
def test_playing_the_history_of_any_format_gives_the_workshop(version, tmp_path):
    with Document.open(copied(f"v{version}", tmp_path)) as document:
        played = Workshop()
        for entry in document._store.entries():
            played = played.after(document._store.edits_of(entry.seq))
        assert played == dataclasses.replace(document.workshop, drafts={})


def test_the_second_format_keeps_its_pictures_and_its_harvest(tmp_path):
    with Document.open(copied("v2", tmp_path)) as document:
        (picture,) = document.workshop.attachments.values()
        assert document.blob(picture.digest) == b"no picture, but bytes"
        assert document.vectors("none") == {"schools": ("0" * 64, bytes(8))}
        assert [c.id for c in document.workshop.origins_of("both")] == ["visit", "call"]
        assert sorted(references(document.workshop).values()) == [
            "C-004", "C-005", "C-006", "O-001", "O-003", "P-002",
        ]  # fmt: skip


def test_the_present_format_holds_numbers_and_writers(present):
    assert references(present.workshop) == {
        "schools": "O-001", "doubt": "P-002", "market": "O-003", "visit": "C-004",
        "call": "C-005", "both": "C-006", "idea-taken": "I-007",
    }  # fmt: skip
    assert present.workshop.numbering.last == 7
    desk = "desk-" + "0" * 32
    assert {draft.writer for draft in present.workshop.drafts.values()} == {desk}
    assert {entry.writer for entry in present._store.entries()} == {desk, "phone-7"}
    assert present.workshop.about.names_until == dt.date(2026, 9, 12)
    assert present.next_undo is None  # it was another desk's
    present.close()
    with Document.open(present.path, writer=desk) as again:
        assert again.next_undo == "TakeCopy"


# What runs already, of format 4


def test_the_present_format_holds_what_runs_already(present):
    schools = present.workshop.contributions["schools"]
    assert schools.status is ActivityStatus.IMPLEMENTATION
    assert schools.period == Period(start="2025-09", end="2028")
    assert schools.agreement == Agreement(frame="mou", date="2025-06-30")
    assert schools.amount == Amount(value=120_000, currency="EUR", kind="committed")
    assert (schools.programme, schools.source) == (
        "Cities that learn", "https://example.org/schools",
    )  # fmt: skip
    assert schools.sdg_goals == (Goal.EDUCATION, Goal.DECENT_WORK)
    assert schools.partners[2].role is PartnerRole.FUNDING
    lunch = present.workshop.rounds["r2"]
    assert (lunch.break_duration, lunch.break_name) == (45 * MINUTE, "Déjeuner")
    assert present.workshop.rounds["r1"].break_duration == 0 * MINUTE
    coffee = present.workshop.about
    assert (coffee.break_duration, coffee.break_name) == (15 * MINUTE, "Café")


@pytest.mark.parametrize("version", ["v1", "v2", "v3"])
def test_an_older_file_says_nothing_of_what_runs_already(version, tmp_path):
    with Document.open(copied(version, tmp_path)) as document:
        schools = document.workshop.contributions["schools"]
        assert (schools.status, schools.period, schools.amount) == (None, None, None)
        change = {"amount": {"value": 5, "currency": "XOF"}}
        document.do(EditContribution(contribution_id="schools", changes=change))
        document.undo()
        assert document.workshop.contributions["schools"] == schools


class Interrupted(Exception):
    pass


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_a_migration_that_is_cut_off_anywhere_leaves_the_bytes_as_they_were(version, tmp_path):
    path = Path(copied(version, tmp_path))
    before = path.read_bytes()
    n_statements = 0

    class Failing(sqlite3.Connection):
        left = -1

        def execute(self, sql, *parameters):
            nonlocal n_statements
            n_statements += 1
            if self.left == 0 and not sql.startswith(("ROLLBACK", "PRAGMA")):
                raise Interrupted
            self.left -= 1
            return super().execute(sql, *parameters)

    with closing(sqlite3.connect(path, isolation_level=None, factory=Failing)) as whole:
        migrate(whole, "desk")
    total = n_statements
    for left in range(total // 20, total, max(1, total // 20)):
        path.write_bytes(before)
        with closing(sqlite3.connect(path, isolation_level=None, factory=Failing)) as cut:
            cut.left = left
            with contextlib.suppress(Interrupted):
                migrate(cut, "desk")
        with closing(sqlite3.connect(path)) as after:
            found = after.execute("PRAGMA user_version").fetchone()[0]
            assert found in (int(version[1:]), FORMAT)
            if found < FORMAT:
                assert path.read_bytes() == before
    assert total > 60


KILLED = """
import os, sqlite3, sys
from worldcafe.document.migrations import STEPS, migrate
def die(connection, writer):
    STEPS[-1](connection, writer)
    os.kill(os.getpid(), 9)
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("PRAGMA journal_mode = TRUNCATE")
migrate(connection, "desk", (*STEPS[:-1], die))
"""


@pytest.mark.parametrize("version", ["v1", "v2"])
@pytest.mark.skipif(os.name == "nt", reason="nobody kills so there")
def test_a_migration_that_is_killed_is_none(version, tmp_path):
    path = copied(version, tmp_path)
    killed = subprocess.run([sys.executable, "-c", KILLED, path], check=False)
    assert killed.returncode == -9
    with closing(sqlite3.connect(path)) as file:  # rolls back what is half written
        assert file.execute("PRAGMA user_version").fetchone() == (int(version[1:]),)
        tables = {name for (name,) in file.execute("SELECT name FROM sqlite_schema")}
        assert "numbering" not in tables
    with Document.open(path) as document:
        assert next(iter(references(document.workshop).values())) == "O-001"


@pytest.mark.parametrize("version", range(1, FORMAT + 1))
def test_every_line_of_an_older_file_is_known_to_be_sound(version, tmp_path):
    with Document.open(copied(f"v{version}", tmp_path)) as document:
        assert document.examine().doubtful == ()


def test_an_idea_that_waited_as_a_draft_waits_on_and_stands_in_history(tmp_path):
    path = copied("v4", tmp_path)
    said = '{"fresh": {"id": "sent-0001", "kind": "question", "title": "Qui paie ?"}}'
    rows = [
        ("r1/t1/idea-sent-0001", "t1", "r1", "idea-sent-0001", said, AT.isoformat()),
        ("r1/t2/idea-odd", "t2", "r1", "idea-odd", "no idea of ours", AT.isoformat()),
    ]
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany("INSERT INTO draft VALUES (?, ?, ?, ?, ?, ?)", rows)
    with Document.open(path) as document:
        (idea,) = document.workshop.ideas.values()
        assert (idea.text, idea.kind, idea.table_id) == ("Qui paie ?", Kind.QUESTION, "t1")
        assert [each.writer for each in document.workshop.drafts_at("t1")] == []
        assert "idea-odd" in {each.writer for each in document.workshop.drafts_at("t2")}
        assert not document.examine().differences
        assert not document.examine().doubtful
