"""The command line: what scripts rely on."""

import contextlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from worldcafe.cli import COMMANDS, main
from worldcafe.cli.commands import command_of
from worldcafe.document import Document
from worldcafe.domain.rotation import plan as plan_seating
from worldcafe.domain.seating import plan_request
from worldcafe.domain.vocabulary import HandIn
from worldcafe.domain.workshop import Workshop
from worldcafe.wording import TRANSLATED

EXAMPLES = Path(str(resources.files("worldcafe.resources") / "examples"))
ROSTER = EXAMPLES / "turin-participants.xlsx"
NOTES = EXAMPLES / "turin-contributions.jsonl"


class Said:
    """What a command answered."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def run(monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run(*arguments: object, stdin: bytes = b"") -> Said:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return run


@pytest.fixture
def turin(run, tmp_path) -> Path:
    path = tmp_path / "turin.worldcafe"
    assert run("new", path, "--template", "turin").code == 0
    return path


def workshop_in(path: Path) -> Workshop:
    with Document.open(path) as document:
        return document.workshop


def one_line(said: Said) -> bool:
    return said.err.endswith("\n") and said.err.count("\n") == 1 and not said.out


# --- wrong use, refusals ---


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nonsense",),
        ("new",),
        ("rotate", "--people", "4"),
        ("rotate", "--people", "many", "--tables", "2", "--rounds", "2"),
        ("new", "x.worldcafe", "--tables", "0"),
        ("new", "x.worldcafe", "--title", "x" * 501),
        ("export", "a.worldcafe", "b.worldcafe"),
        ("plan", "a.worldcafe", "--time-limit", "-1"),
        ("plan", "a.worldcafe", "--time-limit", "nan"),
        ("plan", "a.worldcafe", "--js"),
        ("serve", "a.worldcafe", "--wifi", "Ours:2short"),
        ("serve", "a.worldcafe", "--wifi", ":12345678"),
    ],
)
def test_wrong_use_is_one_line_and_2(run, arguments) -> None:
    said = run(*arguments)
    assert said.code == 2
    assert one_line(said)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_explains_itself_and_offers_json(run, command) -> None:
    said = run(command, "--help")
    assert said.code == 0
    assert "--json" in said.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_run_by_a_function_of_its_name(command) -> None:
    assert command_of(command).__name__.rstrip("_") == command.replace("-", "_")


@pytest.mark.parametrize(
    "arguments",
    [
        ("people", "none.worldcafe", ROSTER),
        ("plan", "none.worldcafe"),
        ("check", "none.worldcafe"),
        ("notes", "none.worldcafe", "-"),
        ("export", "none.worldcafe", "out.xlsx"),
        ("note-sheets", "none.worldcafe", "out"),
        ("new", "no/such/folder.worldcafe"),
        ("demo", "no/such/folder.worldcafe"),
    ],
)
def test_missing_file_is_one_line_and_4(run, arguments, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = run(*arguments)
    assert said.code == 4
    assert one_line(said)
    assert list(tmp_path.iterdir()) == []


def test_damage_is_4_and_left_alone(run, turin) -> None:
    data = bytearray(turin.read_bytes())
    data[4096:8192] = b"\xff" * 4096
    turin.write_bytes(data)
    said = run("check", turin)
    assert said.code == 4
    assert one_line(said)
    assert turin.read_bytes() == bytes(data)


def test_rule_is_one_line_and_3(run, turin) -> None:
    before = turin.read_bytes()
    said = run("plan", turin)
    assert said.code == 3
    assert one_line(said)
    assert workshop_in(turin).seats == {}
    assert len(turin.read_bytes()) == len(before)


def test_refused_plan_appoints_nobody(run, turin) -> None:
    run("people", turin, ROSTER)
    with Document.open(turin) as document:
        for round_ in document.workshop.rounds_in_order[::-1]:
            from worldcafe.domain.commands import RemoveRound

            document.do(RemoveRound(round_id=round_.id))
    assert run("plan", turin).code == 3
    assert all(table.host_id is None for table in workshop_in(turin).tables.values())


def test_errors_speak_french_where_people_do(run, monkeypatch) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    said = run("plan", "rien.worldcafe")
    assert said.code == 4
    assert one_line(said)  # in French once its catalogue is compiled


def test_mistake_of_ours_is_one_line(run, monkeypatch, turin) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.delenv("WORLDCAFE_DEBUG", raising=False)
    monkeypatch.setattr("worldcafe.cli.checking.remarks", fail)
    said = run("check", turin)
    assert said.code == 1
    assert one_line(said)
    assert "ZeroDivisionError" in said.err


# --- new ---


def test_new_from_numbers(run, tmp_path) -> None:
    path = tmp_path / "café.worldcafe"
    said = run("new", path, "--title", "Café à Dakar", "--tables", 7, "--rounds", 3, "--json")
    assert said.json == {
        "path": str(path),
        "title": "Café à Dakar",
        "people": 0,
        "tables": 7,
        "rounds": 3,
        "contributions": 0,
    }
    assert workshop_in(path).about.title == "Café à Dakar"
    assert list(tmp_path.iterdir()) == [path]


def test_new_resizes_a_template(run, tmp_path) -> None:
    path = tmp_path / "a.worldcafe"
    run("new", path, "--template", "turin", "--tables", 9, "--rounds", 5, "--title", "Neuf")
    workshop = workshop_in(path)
    assert len(workshop.tables) == 9
    assert [bool(r.question) for r in workshop.rounds_in_order] == [True] * 4 + [False]
    assert workshop.about.title == "Neuf"


def test_new_never_replaces(run, turin) -> None:
    before = turin.read_bytes()
    assert run("new", turin).code == 4
    assert turin.read_bytes() == before


def test_new_follows_an_earlier_workshop_and_leaves_it_alone(run, tmp_path) -> None:
    last, path = tmp_path / "turin.worldcafe", tmp_path / "next.worldcafe"
    run("demo", last)
    before = last.read_bytes()
    said = run("new", path, "--follows", last, "--title", "Turin, a year later", "--json")
    earlier, later = workshop_in(last), workshop_in(path)
    assert said.json["people"] == len(earlier.participants)
    assert said.json["contributions"] == 0
    assert later.about.title == "Turin, a year later"
    assert {point.workshop_title for point in later.open_points.values()} == {
        earlier.about.title
    }
    assert last.read_bytes() == before


@pytest.mark.parametrize(("tables", "rounds"), [(3, 1), (20, 6)])
def test_a_workshop_that_follows_may_be_of_another_size(run, tmp_path, tables, rounds) -> None:
    last, path = tmp_path / "turin.worldcafe", tmp_path / "next.worldcafe"
    run("demo", last)
    run("new", path, "--follows", last, "--tables", tables, "--rounds", rounds)
    earlier, later = workshop_in(last), workshop_in(path)
    assert [each.number for each in later.tables_in_order] == list(range(1, tables + 1))
    assert [each.number for each in later.rounds_in_order] == list(range(1, rounds + 1))
    for before, now in zip(earlier.rounds_in_order, later.rounds_in_order, strict=False):
        assert now.question == before.question


def test_new_refused_leaves_nothing(run, tmp_path) -> None:
    said = run("new", tmp_path / "a.worldcafe", "--template", "nonsense")
    assert said.code == 3
    assert "classic" in said.err
    assert list(tmp_path.iterdir()) == []


# --- people ---


def test_people_reports_columns_and_doubts(run, turin) -> None:
    said = run("people", turin, ROSTER)
    assert said.code == 0
    assert "NOM: Family name" in said.out
    assert "Row 45: " in said.out
    assert "Row 86: " in said.out
    assert said.out.splitlines()[-1] == "80 people imported."
    assert len(workshop_in(turin).participants) == 80


def test_dry_run_imports_nobody(run, turin) -> None:
    said = run("people", turin, ROSTER, "--dry-run", "--json").json
    assert said["dry_run"]
    assert said["imported"] == 0
    assert len(said["people"]) == 80
    assert all(doubt["sentence"] for doubt in said["doubts"])
    assert workshop_in(turin).participants == {}


def test_people_twice_doubles_nobody(run, turin) -> None:
    run("people", turin, ROSTER)
    assert run("people", turin, ROSTER, "--json").json["imported"] == 0
    assert len(workshop_in(turin).participants) == 80


UNREAD = "First name,Xyzzy\n" + "".join(f"Awa,Diop{chr(97 + n)}\n" for n in range(9))


def test_a_list_that_would_mix_people_up_ends_with_3_and_imports_nobody(
    run, turin, tmp_path
) -> None:
    (tmp_path / "list.csv").write_text(UNREAD)
    said = run("people", turin, tmp_path / "list.csv")
    assert said.code == 3
    assert "--column B=family_name" in said.err
    assert run("people", turin, tmp_path / "list.csv", "--dry-run").code == 3
    assert workshop_in(turin).participants == {}


def test_people_are_told_apart_once_a_column_is_named_and_come_in_anyway(
    run, turin, tmp_path
) -> None:
    (tmp_path / "list.csv").write_text(UNREAD)
    named = run(
        "people", turin, tmp_path / "list.csv", "--column", "B=family_name", "--dry-run"
    )
    assert named.code == 0
    assert named.out.endswith("9 people would be imported.\n")
    assert run("people", turin, tmp_path / "list.csv", "--anyway").code == 0
    assert len(workshop_in(turin).participants) == 9


def test_a_list_that_would_lose_people_says_which_rows(run, turin, tmp_path) -> None:
    rows = "".join(f"Zoë Dupré,{tool}\n" for tool in ("saw", "hammer", "file", "drill"))
    (tmp_path / "list.csv").write_text(f"Full name,Xyzzy\n{rows}", encoding="utf-8")
    said = run("people", turin, tmp_path / "list.csv")
    assert said.code == 3
    assert "3 of 4" in said.err
    assert "3–5" in said.err
    report = run("people", turin, tmp_path / "list.csv", "--json", "--anyway").json
    assert report["left_out"] == {"duplicate_differs": [3, 4, 5]}
    assert report["losses"] == [3, 4, 5]
    assert (report["imported"], report["objection"]) == (1, None)


def test_a_wrong_column_is_wrong_use(run, turin) -> None:
    assert run("people", turin, ROSTER, "--column", "B=shoe_size").code == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names, as POSIX has them")
def test_a_pipe_is_refused_wherever_a_file_is_asked_for(run, turin, tmp_path) -> None:
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    for arguments in (
        ("people", turin, pipe), ("notes", turin, pipe), ("import", turin, pipe),
        ("check", pipe), ("new", tmp_path / "new.worldcafe", "--follows", pipe),
        ("export", turin, pipe),
    ):  # fmt: skip
        said = run(*arguments)
        assert said.code == 4, arguments
        assert one_line(said), arguments


def test_no_list_is_4(run, turin, tmp_path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n")
    said = run("people", turin, tmp_path / "a.pdf")
    assert said.code == 4
    assert one_line(said)


def test_a_line_without_end_is_refused_and_the_next_is_read(run, turin) -> None:
    said = run("notes", turin, "-", stdin=b"{" + b" " * 9_000_000 + b"\n" + note("b"))
    assert said.code == 3
    assert said.out == "recorded b\n"


# --- plan, rotate ---


def test_plan_seats_everyone_and_says_how_well(run, turin) -> None:
    run("people", turin, ROSTER)
    said = run("plan", turin, "--seed", 3)
    assert said.code == 0
    assert "Nobody meets anybody twice." in said.out
    assert "Nobody meets a theme twice" in said.out
    workshop = workshop_in(turin)
    assert len(workshop.seats) == 320
    assert all(table.host_id and table.note_taker_id for table in workshop.tables.values())


def test_plan_json_has_routes_and_report(run, turin) -> None:
    run("people", turin, ROSTER)
    first, again = (run("plan", turin, "--json").json for _ in range(2))
    assert first == again
    assert first["report"]["encounters"]["repeated"] == 0
    assert len(first["hosts"]) == 16
    assert all(len(route["tables"]) == 4 for route in first["routes"])


def test_plan_is_chosen_by_seed(run, turin) -> None:
    run("people", turin, ROSTER)
    workshop = workshop_in(turin)
    plans = [plan_seating(plan_request(workshop, seed)).tables_by_round for seed in (1, 1, 2)]
    assert plans[0] == plans[1] != plans[2]


def test_facilitators_have_no_seat(run, turin, tmp_path) -> None:
    roster = tmp_path / "list.csv"
    people = "".join(f"P{n},N{n},{'facilitator' if n == 1 else ''}\n" for n in range(1, 42))
    roster.write_text("First name,Last name,Role at table\n" + people, encoding="utf-8")
    assert run("people", turin, roster, "--json").json["imported"] == 41
    assert run("plan", turin).code == 0
    workshop = workshop_in(turin)
    assert len({seat.participant_id for seat in workshop.seats.values()}) == 40
    assert "no seat" not in run("check", turin).out


ROTATE = ("rotate", "--people", 80, "--tables", 16, "--rounds", 4)


def test_rotate_json_is_as_promised(run) -> None:
    said = run(*ROTATE, "--json").json
    assert said.keys() == {"seating", "hosts", "report"}
    assert [len(tables) for tables in said["seating"]] == [80] * 4
    assert {table for tables in said["seating"] for table in tables} == set(range(16))
    assert len(set(said["hosts"])) == 16
    for host in said["hosts"]:
        assert len({tables[host] for tables in said["seating"]}) == 1
    assert said["report"]["encounters"]["repeated"] == 0


def test_rotate_is_the_same_for_the_same_seed(run) -> None:
    once, again, other = (run(*ROTATE, "--seed", seed, "--json").out for seed in (7, 7, 8))
    assert once == again != other


def test_extra_hosts_are_not_among_the_people(run) -> None:
    said = run(*ROTATE, "--hosts", "extra", "--json").json
    assert said["hosts"] == []
    assert all(len(set(route)) == 4 for route in zip(*said["seating"], strict=True))


@pytest.mark.parametrize("people", [0, -3, 2, 10**6])
def test_impossible_rotation_is_3(run, people) -> None:
    said = run("rotate", f"--people={people}", "--tables", 3, "--rounds", 2)
    assert said.code == 3
    assert one_line(said)


def test_time_limit_still_gives_a_plan(run) -> None:
    arguments = ("rotate", "--people", 61, "--tables", 7, "--rounds", 9)
    said = run(*arguments, "--time-limit", 0, "--json").json
    assert len(said["seating"]) == 9


# --- notes ---


def note(id: str, **more: object) -> bytes:
    said = {"id": id, "table": 1, "round": 1, "kind": "opportunity", "title": "Écoles"}
    return json.dumps({**said, **more}, ensure_ascii=False).encode() + b"\n"


def test_lines_are_answered_once_recorded(run, turin) -> None:
    said = run("notes", turin, "-", stdin=note("a") + b"\n" + note("b", title="ب"))
    assert (said.code, said.out, said.err) == (0, "recorded a\nrecorded b\n", "")
    assert [c.title for c in workshop_in(turin).standing] == ["Écoles", "ب"]


def test_same_id_again_is_answered_and_not_doubled(run, turin) -> None:
    lines = note("a") + note("a", title="Other")
    assert run("notes", turin, "-", stdin=lines).out == "recorded a\nrecorded a\n"
    assert run("notes", turin, "-", stdin=note("a")).out == "recorded a\n"
    assert [c.title for c in workshop_in(turin).standing] == ["Écoles"]


@pytest.mark.parametrize(
    "bad", [b"{", b"[]", b"nonsense", b"\xff\xfe", note("x", table=99), note("x", title="")]
)
def test_bad_line_is_told_and_passed_over(run, turin, bad) -> None:
    said = run("notes", turin, "-", stdin=note("a") + bad.rstrip() + b"\n" + note("b"))
    assert said.code == 3
    assert said.out == "recorded a\nrecorded b\n"
    assert said.err.startswith("Line 2: ")
    assert said.err.count("\n") == 1
    assert len(workshop_in(turin).standing) == 2


def test_unknown_key_is_told(run, turin) -> None:
    said = run("notes", turin, "-", stdin=note("a", colour="red"))
    assert said.code == 0
    assert said.out == "recorded a\n"
    assert "colour" in said.err


def test_lines_in_json(run, turin) -> None:
    said = run("notes", turin, "-", "--json", stdin=note("a") + note("a"))
    assert [json.loads(line) for line in said.out.splitlines()] == [
        {"recorded": "a", "new": True, "doubts": []},
        {"recorded": "a", "new": False, "doubts": []},
    ]


def test_acknowledged_line_survives_the_kill(turin) -> None:
    command = [sys.executable, "-m", "worldcafe", "notes", str(turin), "-"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin
    assert process.stdout
    with process:
        process.stdin.write(note("a"))
        process.stdin.flush()
        assert process.stdout.readline().rstrip() == b"recorded a"
        process.kill()
    assert list(workshop_in(turin).contributions) == ["a"]


def test_notes_from_a_file_are_one_step(run, turin) -> None:
    said = run("notes", turin, NOTES, "--json").json
    assert len(said["contributions"]) == 136
    again = run("notes", turin, NOTES, "--json").json
    assert again["contributions"] == []
    assert len(again["known"]) == 136
    with Document.open(turin) as document:
        assert document.next_undo == "ImportContributions"
        document.undo()
        assert document.workshop.contributions == {}


def test_note_sheets_one_for_each_table(run, turin, tmp_path) -> None:
    folder = tmp_path / "sheets"
    said = run("note-sheets", turin, folder, "--lang", "en", "--json").json
    assert sorted(said["files"]) == sorted(map(str, folder.iterdir()))
    assert len(said["files"]) == 16
    assert run("note-sheets", turin, folder).code == 4  # somebody may have written in them
    assert len(list(folder.iterdir())) == 16


# --- export, check ---


def test_export_writes_a_workbook(run, turin, tmp_path) -> None:
    import openpyxl

    run("notes", turin, NOTES)
    out = tmp_path / "out.xlsx"
    assert run("export", turin, out, "--lang", "en", "--json").json["contributions"] == 136
    assert len(openpyxl.load_workbook(out).sheetnames) > 5


def test_check_says_what_is_missing(run, tmp_path) -> None:
    path = tmp_path / "a.worldcafe"
    run("new", path, "--tables", 2, "--rounds", 1)
    said = run("check", path, "--json")
    assert said.code == 0
    codes = [remark["code"] for remark in said.json["remarks"]]
    assert codes == [
        "table_without_host", "table_without_host", "round_without_question", "no_people",
    ]  # fmt: skip
    assert "Table 1 has no host." in run("check", path).out


def test_check_finds_whoever_has_no_seat(run, turin, tmp_path) -> None:
    run("people", turin, ROSTER)
    run("plan", turin)
    assert run("check", turin, "--json").json["remarks"] == []
    late = tmp_path / "late.csv"
    late.write_text("First name,Last name,City\nAïcha,Late,Dakar\n", encoding="utf-8")
    run("people", turin, late)
    remarks = run("check", turin, "--json").json["remarks"]
    assert [r["code"] for r in remarks] == ["too_few_seats", *["people_not_seated"] * 4]
    assert "Aïcha Late" in remarks[1]["text"]


def test_check_tells_what_history_knows_better_and_repairs_it(run, turin, tmp_path) -> None:
    sound = workshop_in(turin)
    with contextlib.closing(sqlite3.connect(turin)) as other, other:
        other.execute("UPDATE round SET question = 'Who stole the bread?' WHERE number = 1")
    said = run("check", turin)
    assert said.code == 4
    assert "the file says “Who stole the bread?”, its history “" in said.out
    assert "--repair" in said.err
    assert run("check", turin, "--json").json["intact"] is False
    assert run("check", turin, "--repair", turin).code == 4
    made = tmp_path / "again.worldcafe"
    assert run("check", turin, "--repair", made, "--json").json["history"] > 0
    assert workshop_in(made) == sound
    assert run("check", made).code == 0


def test_a_file_altered_or_damaged_is_one_sentence_that_offers_repair(
    run, turin, tmp_path
) -> None:
    sound = workshop_in(turin)
    with contextlib.closing(sqlite3.connect(turin)) as other, other:
        other.execute("CREATE VIEW mine AS SELECT 1")
        other.execute("UPDATE round SET talk_duration = 1e300")
    for command in (("check", turin), ("plan", turin), ("note-sheets", turin, tmp_path / "n")):
        said = run(*command)
        assert (said.code, said.out, said.err.count("\n")) == (4, "", 1)
        assert "“mine”" in said.err
        assert "--repair" in said.err
    run("check", turin, "--repair", tmp_path / "again.worldcafe")
    assert workshop_in(tmp_path / "again.worldcafe") == sound


def test_a_new_workshop_is_whole_though_a_journal_lies_under_its_name(run, tmp_path) -> None:
    path = tmp_path / "a.worldcafe"
    path.with_name("a.worldcafe-journal").write_bytes(b"\xd9\xd5\x05\xf9 of a killed run" * 99)
    assert run("new", path, "--tables", 3).code == 0
    assert len(workshop_in(path).tables) == 3
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


# --- demo ---


def test_demo_is_the_turin_example_filled(run, tmp_path) -> None:
    path = tmp_path / "demo.worldcafe"
    assert run("demo", path).code == 0
    workshop = workshop_in(path)
    assert len(workshop.participants) == 80
    assert len(workshop.tables) == 16
    assert len(workshop.rounds) == 4
    assert len(workshop.standing) == 136
    assert len(workshop.seats) == 320
    assert "fictional" in workshop.about.place
    assert run("check", path, "--json").json["remarks"] == []
    states = [
        [workshop.hand_in(table.id, round_.id) for table in workshop.tables_in_order]
        for round_ in workshop.rounds_in_order
    ]
    assert {state for round_ in states[:3] for state in round_} == {
        HandIn.HANDED_IN,
        HandIn.CHECKED,
    }
    assert HandIn.DRAFT in states[3]


def test_demo_notes_are_written_where_their_author_sits(run, tmp_path) -> None:
    path = tmp_path / "demo.worldcafe"
    run("demo", path)
    workshop = workshop_in(path)
    for item in workshop.standing:
        seated = workshop.people_at(item.table_id, item.round_id)
        assert item.author_id in {person.id for person in seated}
        assert item.recorded_at
        assert item.recorded_at.date() == workshop.about.date


def test_demo_is_the_same_everywhere(run, tmp_path) -> None:
    one, other = tmp_path / "1.worldcafe", tmp_path / "2.worldcafe"
    run("demo", one)
    run("demo", other)
    first, second = workshop_in(one), workshop_in(other)
    assert first.seats == second.seats
    assert first.contributions == second.contributions


# --- what is loaded, and what a terminal can show ---


def modules_after(*arguments: str) -> set[str]:
    code = (
        "import sys; from worldcafe.cli import main; status = main(sys.argv[1:]);"
        "print(*sys.modules, file=sys.stderr); sys.exit(status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


def test_no_command_loads_qt(tmp_path) -> None:
    path = str(tmp_path / "a.worldcafe")
    for arguments in (
        ("demo", path),
        ("check", path),
        ("plan", path),
        ("export", path, str(tmp_path / "out.xlsx")),
    ):
        loaded = modules_after(*arguments)
        assert "openpyxl" in loaded or arguments[0] != "demo", "it tells what was loaded"
        assert not {name for name in loaded if name.startswith("PySide6")}


def test_rotate_and_help_load_little() -> None:
    rotate = modules_after("rotate", "--people", "20", "--tables", "5", "--rounds", "3")
    assert not rotate & {"pydantic", "openpyxl", "babel", "PySide6", "sqlite3"}
    help = modules_after("--help")
    assert not help & {"pydantic", "worldcafe.wording.words", "json", "datetime"}


def test_terminal_without_our_letters_is_no_reason_to_fail(tmp_path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    path = tmp_path / "demo.worldcafe"
    other = tmp_path / "other.worldcafe"

    def ran(*arguments):
        command = [sys.executable, "-m", "worldcafe", *map(str, arguments)]
        return subprocess.run(command, env=environment, capture_output=True, check=False)

    assert ran("demo", path).returncode == 0
    shutil.copy(path, other)
    for each, more in ((path, ()), (other, ("--json",))):
        done = ran("people", each, ROSTER, *more)
        assert done.returncode == 0
        assert done.stderr == b""
        assert done.stdout.isascii()


def test_program_without_a_command_it_knows_is_no_file(tmp_path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "worldcafe", "pepole"],
        cwd=tmp_path, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2


def test_an_export_replaces_an_export_but_no_other_workbook(run, tmp_path) -> None:
    cafe, target = tmp_path / "cafe.worldcafe", tmp_path / "synthesis.xlsx"
    assert run("demo", cafe).code == 0
    assert run("export", cafe, target).code == 0
    assert run("export", cafe, target).code == 0
    shutil.copy(ROSTER, target)
    refused = run("export", cafe, target)
    assert refused.code == 4
    assert target.read_bytes() == ROSTER.read_bytes()


def test_a_known_id_that_says_something_else_is_answered_and_doubted(run, tmp_path) -> None:
    cafe = tmp_path / "cafe.worldcafe"
    assert run("demo", cafe).code == 0
    first = '{"id": "x1", "table": 1, "round": 1, "kind": "idea", "title": "One thing"}\n'
    other = '{"id": "x1", "table": 2, "round": 1, "kind": "idea", "title": "Another"}\n'
    done = run("notes", cafe, "-", stdin=(first + other).encode())
    assert done.out == "recorded x1\nrecorded x1\n"
    assert "Another" in done.err


def test_what_an_example_came_with_is_nobodys_to_undo(run, tmp_path) -> None:
    cafe = tmp_path / "cafe.worldcafe"
    assert run("demo", cafe).code == 0
    with Document.open(cafe) as document:
        assert document.next_undo is None


def test_a_desktop_without_a_display_says_so(tmp_path) -> None:
    bare = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run(
        [sys.executable, "-m", "worldcafe", str(tmp_path / "cafe.worldcafe")],
        env=bare, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


# --- our own synthesis is no list ---


@pytest.mark.parametrize("command", ["notes", "people"])
def test_our_own_synthesis_is_neither_notes_nor_people(run, tmp_path, command) -> None:
    path, synthesis = tmp_path / "turin.worldcafe", tmp_path / "synthesis.xlsx"
    run("demo", path)
    run("export", path, synthesis)
    before = workshop_in(path)
    said = run(command, path, synthesis)
    assert said.code == 4
    assert "worldcafe import" in said.err
    assert workshop_in(path) == before


_BY_ARGPARSE = (
    "usage:", "positional arguments", "options:", "show this help", "invalid choice",
    "choose from", "unrecognized", "are required", "expected", "not allowed",
    "invalid int", "is no", "more than", "ends neither", "version number",
)  # fmt: skip


@pytest.mark.parametrize("language", sorted(set(TRANSLATED) - {"en"}))
@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("rotate", "--help"),
        ("plan",),
        ("plan", "a.worldcafe", "--nonsense"),
        ("plan", "a.worldcafe", "--seed"),
        ("plan", "a.worldcafe", "--seed", "x"),
        ("plan", "a.worldcafe", "--time-limit", "x"),
        ("new", "a.worldcafe", "--tables", "0"),
        ("new", "a.worldcafe", "--title", "x" * 501),
        ("print", "a.worldcafe", "cards", "x.doc"),
        ("export", "a.worldcafe", "x.doc"),
        ("people", "a.worldcafe", "l.csv", "--column", "x"),
        ("rotato",),
        ("export", "a.worldcafe", "b.xlsx", "--mask", "--keep"),
        ("export", "a.worldcafe", "b.xlsx", "--mask=1"),
    ],
)
def test_usage_is_said_in_the_person_s_language(run, monkeypatch, language, arguments) -> None:
    english = run(*arguments)
    assert any(each in english.out + english.err for each in (*_BY_ARGPARSE, "ignored"))
    monkeypatch.setenv("LC_ALL", f"{language}.UTF-8")
    said = run(*arguments)
    assert (said.code, said.out + said.err != "") == (english.code, True)
    assert not [each for each in _BY_ARGPARSE if each in said.out + said.err]
