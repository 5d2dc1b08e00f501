"""`worldcafe portfolio`: many workshops in one workbook, none of them altered."""

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from small_cafe import build, record
from worldcafe.cli import main
from worldcafe.document import (
    Address,
    Document,
    Gathering,
    opened_copy,
    place_of,
    read_workshop,
    share,
)
from worldcafe.domain import commands
from worldcafe.domain.model import NextStep, Partner
from worldcafe.domain.vocabulary import Kind, StepStatus

FORMATS = Path(__file__).parents[1] / "data" / "formats"


@pytest.fixture
def run(monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run(*arguments):
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def cafe(path, title, day, *said):
    """A workshop with a title and a day, and what was said there."""
    with Document.create(path) as document:
        build(document)
        about = document.workshop.about.but(title=title, date=day, place="Turin")
        document.do(commands.DescribeWorkshop(about=about))
        for each in said:
            document.do(each)
    return path


def at(*day):
    """A day as a cell holds it."""
    return dt.datetime.combine(dt.date(*day), dt.time())


def rows(path, sheet):
    """The rows of a sheet by heading."""
    heading, *told = load_workbook(path)[sheet].iter_rows(min_row=4, values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in told if any(row)]


@pytest.fixture
def two_cafes(tmp_path):
    ilo, oit = Partner(name="ILO", country="CH"), Partner(name="OIT", country="SN")
    folder = tmp_path / "years"
    (folder / "older").mkdir(parents=True)
    cafe(folder / "b.worldcafe", "Dakar", dt.date(2027, 5, 2),
         record("a", title="Second", partners=(oit,)))  # fmt: skip
    step = NextStep(text="Write to them", owner="Awa Diop", due=dt.date(2026, 9, 1))
    cafe(folder / "older" / "a.worldcafe", "Turin", dt.date(2026, 3, 12),
         record("a", title='=HYPERLINK("http://x.example")', partners=(ilo,), next_step=step),
         record("b", title="Promised", kind=Kind.COMMITMENT))  # fmt: skip
    return folder


def test_a_folder_becomes_rows_with_workshop_date_place_and_reference(run, two_cafes, tmp_path):
    out = tmp_path / "out.xlsx"
    code, said, err = run("portfolio", out, two_cafes, "--json", "--lang", "en")
    assert (code, err) == (0, "")
    assert json.loads(said) == {
        "path": str(out), "workshops": 2, "opportunities": 2, "left_out": [],
    }  # fmt: skip
    found = [
        (r["Workshop"], r["Date"], r["Place"], r["Ref"]) for r in rows(out, "Opportunities")
    ]
    assert found == [
        ("Dakar", at(2027, 5, 2), "Turin", "O-001"),
        ("Turin", at(2026, 3, 12), "Turin", "O-001"),
    ]
    listed = rows(out, "Workshops")
    assert [r["Workshop"] for r in listed[:2]] == ["Turin", "Dakar"]
    assert (listed[0]["People"], listed[0]["Contributions"], listed[0]["Commitments"]) == (
        5,
        2,
        1,
    )
    run("portfolio", out, two_cafes, two_cafes / "b.worldcafe", "--lang", "en")
    assert len(rows(out, "Opportunities")) == 2  # once each, and the second time as well


def test_a_partner_is_one_in_all_workshops_whatever_it_is_called(run, two_cafes, tmp_path):
    out = tmp_path / "out.xlsx"
    run("portfolio", out, two_cafes, "--lang", "en")
    (partner,) = rows(out, "Partners")
    assert (partner["Workshops"], partner["Opportunities"]) == (2, 2)


def test_a_formula_that_somebody_wrote_stays_text(run, two_cafes, tmp_path):
    out = tmp_path / "out.xlsx"
    run("portfolio", out, two_cafes, "--lang", "en")
    sheet = load_workbook(out)["Opportunities"]
    cells = [cell for row in sheet.iter_rows(min_row=5) for cell in row]
    (cell,) = [cell for cell in cells if str(cell.value).startswith("=HYPERLINK")]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert not [cell for cell in cells if cell.hyperlink]


def test_every_sheet_keeps_its_heading_in_view_and_filters(run, two_cafes, tmp_path):
    out = tmp_path / "out.xlsx"
    run("portfolio", out, two_cafes, "--lang", "ar")
    for sheet in load_workbook(out):
        assert sheet.freeze_panes == "B5"
        assert sheet.sheet_view.rightToLeft
        assert all(table.autoFilter for table in sheet.tables.values())


def test_what_became_of_a_commitment_is_what_the_latest_follow_up_says(
    run, two_cafes, tmp_path
):
    earlier, later = two_cafes / "older" / "a.worldcafe", two_cafes / "c.worldcafe"
    assert run("new", later, "--follows", earlier, "--title", "Lyon")[0] == 0
    with Document.open(later) as document:
        (point,) = (p for p in document.workshop.open_points.values() if p.reference == "O-001")
        step = point.next_step.but(status=StepStatus.DONE, owner="Bruno Costa")
        told = point.but(outcome="They signed", next_step=step)
        document.do(commands.PutOpenPoint(point=told))
    out = tmp_path / "out.xlsx"
    run("portfolio", out, two_cafes, "--lang", "en")
    done, promised = rows(out, "Commitments and next steps")
    assert (done["Owner"], done["Status"], done["What became of it"]) == (
        "Bruno Costa", "Done", "They signed",
    )  # fmt: skip
    assert done["Due"] == at(2026, 9, 1)
    assert done["As was said in"].startswith("Lyon")
    assert (promised["Title"], promised["Status"]) == ("Promised", "To do")
    (link,) = rows(out, "Follow-ups")
    assert (link["Chain"], link["Step"], link["Workshop"], link["Open points"]) == (
        "Turin", 2, "Lyon", 2,
    )  # fmt: skip
    assert link["Done"] == 1
    lyon = next(r for r in rows(out, "Workshops") if r["Workshop"] == "Lyon")
    assert lyon["Follows"] == "Turin · 12 Mar 2026"


def test_two_that_say_they_follow_each_other_end(run, tmp_path):
    from worldcafe.domain.portfolio import chains

    a, b = ("A", None), ("B", None)
    places = chains({a: b, b: a})
    assert {place.step for place in places.values()} == {2}


def test_older_formats_are_read_and_no_file_is_altered(run, tmp_path):
    folder = tmp_path / "formats"
    folder.mkdir()
    for each in FORMATS.glob("*.worldcafe"):
        shutil.copyfile(each, folder / each.name)
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    for each in folder.iterdir():
        code, said, _ = run("portfolio", tmp_path / "out.xlsx", each, "--json")
        assert (code, json.loads(said)["workshops"]) == (0, 1)
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before


def test_read_where_it_lies_it_is_what_opening_it_gives(two_cafes):
    path = two_cafes / "b.worldcafe"
    with opened_copy(path) as copy:
        assert read_workshop(path) == copy.workshop


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(run, two_cafes, tmp_path):
    whole = (two_cafes / "b.worldcafe").read_bytes()
    (two_cafes / "damaged.worldcafe").write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    (two_cafes / "text.worldcafe").write_text("none")
    missing = tmp_path / "nowhere.worldcafe"
    code, said, err = run("portfolio", tmp_path / "out.xlsx", two_cafes, missing, "--json")
    report = json.loads(said)
    assert (code, report["workshops"]) == (0, 2)
    assert {Path(each["path"]).name for each in report["left_out"]} == {
        "damaged.worldcafe", "text.worldcafe", "nowhere.worldcafe",
    }  # fmt: skip
    assert err.count("\n") == 3
    assert (two_cafes / "text.worldcafe").read_text() == "none"


def test_shared_workshops_go_in_beside_files_and_one_out_of_reach_is_left_out(
    run, two_cafes, postgres, address, tmp_path
):
    share(two_cafes / "b.worldcafe", address)
    postgres.run(
        "CREATE ROLE officer LOGIN", f"GRANT {address.reader_role} TO officer",
        "CREATE ROLE stranger LOGIN",
    )  # fmt: skip
    try:
        place = postgres.address(address.name, user="officer")
        silent = Address.of(f"postgresql:///cafes?host={tmp_path}&workshop=lyon")
        out = tmp_path / "out.xlsx"
        code, said, err = run(
            "portfolio", out, place, two_cafes / "older", silent, "--json", "--lang", "en"
        )
        report = json.loads(said)
        assert (code, report["workshops"]) == (0, 2)
        assert report["left_out"] == [{"path": str(silent), "code": "server_silent"}]
        assert err.count("\n") == 1
        assert {row["Workshop"] for row in rows(out, "Opportunities")} == {"Dakar", "Turin"}
        stranger = postgres.address(address.name, user="stranger")
        report = json.loads(run("portfolio", out, two_cafes, stranger, "--json")[1])
        assert [each["code"] for each in report["left_out"]] == ["workshop_not_shared"]
        # A file and what is shared of it are two copies of one workshop.
        report = json.loads(run("portfolio", out, two_cafes, place, "--json")[1])
        assert [each["code"] for each in report["left_out"]] == ["other_copy"]
    finally:
        postgres.run(
            f"REVOKE {address.reader_role} FROM officer", "DROP ROLE officer",
            "DROP ROLE stranger",
        )  # fmt: skip


def test_a_silent_server_is_waited_for_once(two_cafes, tmp_path, monkeypatch):
    psycopg, asked = pytest.importorskip("psycopg"), []

    def connect(server, **_):
        asked.append(server)
        raise psycopg.OperationalError("nobody there")

    monkeypatch.setattr(psycopg, "connect", connect)
    base = f"postgresql:///cafes?host={tmp_path}"
    places = [place_of(f"{base}&workshop={name}") for name in ("lyon", "dakar", "turin")]
    found = list(Gathering(places))
    assert [(place, why.code) for place, why in found] == [
        (place, "server_silent") for place in places
    ]
    assert [why.params["address"] for _, why in found] == list(map(str, places))
    assert len(asked) == 1


def test_snapshots_and_rehearsals_are_left_out_and_said(run, two_cafes, tmp_path):
    shutil.copyfile(
        two_cafes / "b.worldcafe", two_cafes / "000001-20270502T101500000000Z.worldcafe"
    )
    with Document.open(two_cafes / "b.worldcafe") as document:
        about = document.workshop.about.but(rehearsal=True)
        document.do(commands.DescribeWorkshop(about=about))
    code, said, err = run("portfolio", tmp_path / "out.xlsx", two_cafes, "--json")
    report = json.loads(said)
    assert (code, report["workshops"]) == (0, 1)
    assert [each["code"] for each in report["left_out"]] == ["earlier_state", "only_rehearsed"]
    assert err.count("\n") == 2


def test_a_workshop_counts_once_however_many_copies_of_it_lie_about(run, two_cafes, tmp_path):
    shutil.copyfile(two_cafes / "b.worldcafe", two_cafes / "c (copy).worldcafe")
    code, said, err = run("portfolio", tmp_path / "out.xlsx", two_cafes, "--json")
    report = json.loads(said)
    assert (code, report["workshops"], report["opportunities"]) == (0, 2, 2)
    assert [each["code"] for each in report["left_out"]] == ["other_copy"]
    assert "b.worldcafe" in err


def test_nothing_to_read_is_a_sentence_and_leaves_no_file(run, tmp_path):
    code, _, err = run("portfolio", tmp_path / "out.xlsx", tmp_path)
    assert (code, err.count("\n"), (tmp_path / "out.xlsx").exists()) == (4, 1, False)


def test_no_other_file_is_replaced(run, two_cafes, tmp_path):
    out = tmp_path / "out.xlsx"
    out.write_bytes(b"somebody else's")
    assert run("portfolio", out, two_cafes)[0] == 4
    assert out.read_bytes() == b"somebody else's"
    assert run("portfolio", tmp_path / "out.csv", two_cafes)[0] == 2


@pytest.mark.parametrize("nameless", [("--names", "none"), ("--no-personal-data",)])
def test_texts_that_name_people_need_a_word_first(run, tmp_path, nameless):
    said = record("a", title="Ask Awa Diop", description="awa@example.org")
    path = cafe(tmp_path / "a.worldcafe", "Turin", None, said)
    out = tmp_path / "out.xlsx"
    code, report, err = run("portfolio", out, path, *nameless, "--json")
    assert (code, err.count("\n"), out.exists()) == (3, 1, False)
    assert {each["workshop"] for each in json.loads(report)["given_away"]["places"]} == {
        str(path)
    }
    assert run("portfolio", out, path, *nameless, "--mask", "--lang", "en")[0] == 0
    (row,) = rows(out, "Opportunities")
    assert not {"Awa", "Diop", "awa@example.org"} & set(
        " ".join(map(str, row.values())).split()
    )
    assert run("portfolio", out, path, *nameless, "--keep", "--lang", "en")[0] == 0
    assert rows(out, "Opportunities")[0]["Title"] == "Ask Awa Diop"


def test_an_owner_is_named_as_in_one_workshop(run, two_cafes, tmp_path):
    out = tmp_path / "out.xlsx"
    run("portfolio", out, two_cafes, "--names", "initials", "--lang", "en")
    assert "A. D." in {row["Owner"] for row in rows(out, "Commitments and next steps")}
