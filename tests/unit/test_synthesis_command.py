"""`worldcafe export` and `worldcafe import`: what scripts rely on."""

import csv
import datetime as dt
import io
import json
import zipfile

import pytest
from openpyxl import load_workbook

from small_cafe import build, record
from worldcafe.cli import main
from worldcafe.document import Document
from worldcafe.domain import commands
from worldcafe.domain.model import NextStep


@pytest.fixture
def run(monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run(*arguments):
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def cafe(tmp_path):
    path = tmp_path / "cafe.worldcafe"
    with Document.create(path) as document:
        build(document)
        document.do(record("a", title="First", next_step=NextStep(owner="Awa Diop")))
        document.do(record("b", title="Second"))
    return path


def titles(path):
    with Document.open(path) as document:
        return [each.title for each in document.workshop.standing]


def edit(path, *changes):
    """Put values under headings: by identifier, or into new rows."""
    book = load_workbook(path)
    sheet = book["Opportunities"]
    headings = {cell.value: cell.column for cell in sheet[4]}
    ids = {sheet.cell(n, headings["Identifier"]).value: n for n in range(5, sheet.max_row + 1)}
    for row_id, heading, value in changes:
        sheet.cell(ids.get(row_id, 5 + len(ids)), headings[heading]).value = value
    book.save(path)


@pytest.fixture
def sent_out(run, cafe, tmp_path):
    path = tmp_path / "out.xlsx"
    assert run("export", cafe, path, "--lang", "en")[0] == 0
    return path


def test_the_name_of_the_file_says_what_is_written(run, cafe, tmp_path):
    for name in ("s.xlsx", "s.json", "s.ics", "s.zip", "csv"):
        code, out, err = run("export", cafe, tmp_path / name, "--json")
        assert (code, err) == (0, "")
        assert json.loads(out)["path"] == str(tmp_path / name)
    assert len(json.loads((tmp_path / "s.json").read_bytes())["contributions"]) == 2
    assert (tmp_path / "csv" / "opportunities.csv").exists()
    with zipfile.ZipFile(tmp_path / "s.zip") as archive:
        text = archive.read("opportunities.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["Title"] for row in rows] == ["First", "Second"]


@pytest.mark.parametrize("name", ["s.xlsx", "s.json", "s.ics", "s.zip"])
def test_an_export_replaces_its_own_kind_and_no_other_file(run, cafe, tmp_path, name):
    path = tmp_path / name
    assert run("export", cafe, path)[0] == run("export", cafe, path)[0] == 0
    path.write_bytes(b"somebody else's")
    assert run("export", cafe, path)[0] == 4
    assert path.read_bytes() == b"somebody else's"


@pytest.mark.parametrize("more", [("--names", "none"), ("--no-personal-data",)])
def test_people_stay_out_where_that_is_asked(run, cafe, tmp_path, more):
    path = tmp_path / "s.json"
    assert run("export", cafe, path, *more)[0] == 0
    assert "Diop" not in path.read_text("utf-8")


@pytest.mark.parametrize("name", ["s.docx", "s.worldcafe"])
def test_other_endings_are_wrong_use(run, cafe, tmp_path, name):
    code, _, err = run("export", cafe, tmp_path / name)
    assert (code, err.count("\n")) == (2, 1)


def test_what_was_edited_comes_back(run, cafe, sent_out):
    edit(sent_out, ("a", "Title", "Corrected"), (None, "Title", "New"),
         (None, "Table", 1), (None, "Round", 1))  # fmt: skip
    code, out, _ = run("import", cafe, sent_out, "--dry-run", "--json")
    report = json.loads(out)
    assert code == 0
    assert [(each["field"], each["after"]) for each in report["differences"]] == [
        ("title", "Corrected")
    ]
    assert titles(cafe) == ["First", "Second"]
    code, out, _ = run("import", cafe, sent_out)
    assert code == 0
    assert "“First” becomes “Corrected”" in out
    assert titles(cafe) == ["Corrected", "Second", "New"]
    assert "0 cells taken over." in run("import", cafe, sent_out)[1]
    assert titles(cafe) == ["Corrected", "Second", "New"]


def test_a_day_that_changed_is_said_in_words(run, cafe, sent_out):
    edit(sent_out, ("a", "Next step", "Write"), ("a", "Due", dt.date(2027, 9, 1)))
    code, out, _ = run("import", cafe, sent_out, "--dry-run")
    assert code == 0
    assert "becomes “1 September 2027”" in out


def test_what_changed_on_both_sides_needs_a_word(run, cafe, sent_out):
    edit(sent_out, ("a", "Title", "In the workbook"), ("b", "Title", "Corrected"))
    with Document.open(cafe) as document:
        changed = {"contribution_id": "a", "changes": {"title": "In the café"}}
        document.do(commands.EditContribution(**changed))
    code, out, err = run("import", cafe, sent_out)
    assert (code, err.count("\n")) == (3, 1)
    assert "--take" in err
    assert run("import", cafe, sent_out, "--dry-run") == (code, out, err)
    assert run("import", cafe, sent_out, "--dry-run", "--take", "workshop")[0] == 0
    assert titles(cafe) == ["In the café", "Second"]
    assert run("import", cafe, sent_out, "--take", "workshop")[0] == 0
    assert titles(cafe) == ["In the café", "Corrected"]
    assert run("import", cafe, sent_out, "--take", "workbook")[0] == 0
    assert titles(cafe) == ["In the workbook", "Corrected"]


def test_a_row_without_a_place_can_be_given_one(run, cafe, sent_out):
    edit(sent_out, (None, "Title", "Somewhere"))
    code, out, _ = run("import", cafe, sent_out)
    assert code == 0
    assert "The table is not said." in out
    assert run("import", cafe, sent_out, "--table", 9, "--round", 1)[0] == 3
    assert run("import", cafe, sent_out, "--table", 2, "--round", 1)[0] == 0
    assert titles(cafe)[-1] == "Somewhere"


def test_what_cannot_be_read_is_refused_in_one_line(run, cafe, tmp_path):
    for name in ("none.xlsx", "cafe.worldcafe"):
        code, out, err = run("import", cafe, tmp_path / name)
        assert (code, out, err.count("\n")) == (4, "", 1)
