"""A field is said once: whatever `FIELDS` holds is asked, written, printed and read back."""

import csv
import io
import json
import zipfile

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from every_field import in_every_field
from small_cafe import done, record, small_workshop
from workbook_cases import ENGLISH, MADE_AT
from worldcafe.domain import fields as f
from worldcafe.domain.commands import ImportContributions
from worldcafe.domain.model import Contribution
from worldcafe.domain.vocabulary import Kind
from worldcafe.exchange.edited import read_edited
from worldcafe.exchange.notes import (
    note_from_json,
    read_notes,
    write_note_sheet,
)
from worldcafe.exchange.notes.fields import COLUMNS, FIELDS
from worldcafe.exchange.open_data import write_csv, write_json
from worldcafe.exchange.workbook import write_synthesis
from worldcafe.prints import What, write_pdf
from worldcafe.wording import TRANSLATED, words_for
from worldcafe.wording.captions import CAPTIONS, caption, former
from written_notes import note_as_json, note_as_row

PROVENANCE = {
    "recorded_at", "came_by", "number", "withdrawn_at", "merged_into_id", "cluster_id",
    "extras",
}  # fmt: skip
"""What commands say of a contribution, and nobody types."""


@pytest.fixture(scope="module")
def cafe():
    """One contribution that another builds on, which says something everywhere."""
    whole = in_every_field(
        "whole", table_id="t1", round_id="r2", author_id="chiara", builds_on_id="first"
    )
    room = done(small_workshop(), record("first", title="An earlier one"))
    return done(room, ImportContributions(contributions=(whole,)))


@pytest.fixture(scope="module")
def whole(cafe):
    return cafe.contributions["whole"]


def named(field):
    return field.name


def told(fields=f.FIELDS):
    return [(field, path) for field in fields for path, _ in f.paths_of(field)]


def differing(one, other, fields):
    """The fields in which two contributions say different things."""
    return [e.name for e in fields if getattr(one, e.name) != getattr(other, e.name)]


# --- said once ---------------------------------------------------------------------------


def test_every_field_of_the_model_is_said_or_follows_from_a_command():
    said = [field.name for field in (*f.ORIGIN, *f.FIELDS)]
    assert len(said) == len(set(said))
    assert set(said) | PROVENANCE == set(Contribution.model_fields)


def test_a_contribution_may_say_something_in_every_field(whole):
    silent = Contribution(id="x", kind=Kind.IDEA, table_id="t1", round_id="r1", title="x")
    assert set(differing(whole, silent, f.FIELDS)) == set(f.NAMED)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_field_and_every_part_has_a_caption(language):
    forms = [(field.name, field.form) for field in (*f.ORIGIN, *f.FIELDS)]
    parts = [
        f"{name}.{part.name}"
        for name, form in forms
        for part in getattr(getattr(form, "each", form), "parts", ())
    ]
    paths = {name for name, _ in forms} | set(parts) | {path for _, path in told()}
    assert paths == CAPTIONS.keys()
    assert all(caption(path, words_for(language)) for path in paths)


def test_a_field_asked_at_the_table_belongs_to_the_kind():
    assert [each.name for each in f.FIELDS if not each.at_table <= each.kinds] == []
    assert [each.name for each in f.FIELDS if each.by_organiser and each.at_table] == []


# --- notes -------------------------------------------------------------------------------


def test_every_field_is_in_a_json_line_and_comes_back(cafe, whole):
    line = note_as_json(whole, cafe)
    assert line.keys() == FIELDS.keys()
    again, doubts = note_from_json(json.dumps(line), cafe)
    assert [doubt.code for doubt in doubts] == ["theme_own"]
    assert differing(again, whole, f.IN_FORM) == []


def test_every_field_has_its_place_in_a_note_sheet_and_comes_back(cafe, whole, tmp_path):
    path = tmp_path / "notes.xlsx"
    write_note_sheet(cafe, "t1", path, ENGLISH)
    book = load_workbook(path)
    (table,) = book.worksheets[0].tables.values()
    header = int("".join(filter(str.isdigit, table.ref.split(":")[0])))
    row = note_as_row(whole.but(id="another"), cafe, ENGLISH)
    for at, (column, value) in enumerate(zip(COLUMNS, row, strict=True), start=1):
        assert book.worksheets[0].cell(header, at).value == column.title(ENGLISH)
        book.worksheets[0].cell(header + 1, at).value = value
    book.save(path)
    (again,) = read_notes(path, cafe).contributions
    assert differing(again, whole, f.IN_FORM) == ["builds_on_id"]


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_a_column_was_called_before_is_still_read(cafe, tmp_path, language):
    words = words_for(language)
    headings = [former(path, words, n=1) for path in ("demand", "description", "author_id")]
    path = tmp_path / "old.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["Round", "Table", "Title", *(names[0] for names in headings)])
        writer.writerow(["1", "1", "Old", "Asked", "Told", "Dina Haddad"])
    (note,) = read_notes(path, cafe).contributions
    assert (note.demand, note.description, note.author_id) == ("Asked", "Told", "dina")


# --- the workbook ------------------------------------------------------------------------


def rows_of(sheet):
    """The headings of a sheet of contributions, and its rows by the contribution's id."""
    headings = [cell.value for cell in sheet[4]]
    at = headings.index("Identifier")
    rows = sheet.iter_rows(min_row=5, values_only=True)
    return headings, {row[at]: dict(zip(headings, row, strict=True)) for row in rows if row[at]}


@pytest.fixture(scope="module")
def synthesis(cafe, tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "synthesis.xlsx"
    write_synthesis(cafe, path, ENGLISH, made_at=MADE_AT)
    return path


def heading_of(path):
    if path == "contacts":
        return "Contacts who agreed to be named"
    return caption(path, ENGLISH)


def test_every_field_has_a_cell_in_the_workbook(synthesis):
    headings, rows = rows_of(load_workbook(synthesis)["Opportunities"])
    paths = [path for field, path in told() if field.name != "kind"]
    assert [path for path in paths if heading_of(path) not in headings] == []
    assert [path for path in paths if rows["whole"][heading_of(path)] in (None, "")] == []


def test_every_cell_of_the_workbook_comes_back(synthesis, cafe, whole, tmp_path):
    """Copied into a row of its own, the cells of a contribution make the same again."""
    book = load_workbook(synthesis)
    sheet = book["Opportunities"]
    headings, rows = rows_of(sheet)
    fresh = {**rows["whole"], "Identifier": None, "Ref": None, "Title": "Another"}
    below = sheet.max_row + 1
    for at, heading in enumerate(headings, start=1):
        sheet.cell(below, at).value = fresh[heading]
    path = tmp_path / "edited.xlsx"
    book.save(path)
    (new,) = read_edited(path, cafe).new
    # A line of text does not say what sort of body a partner is.
    partners = tuple(partner.but(type=None) for partner in whole.partners)
    assert (
        differing(new.contribution, whole.but(title="Another", partners=partners), f.FIELDS)
        == []
    )


def test_every_field_is_in_csv_and_json(cafe, tmp_path):
    write_csv(cafe, tmp_path / "tables.zip", ENGLISH, made_at=MADE_AT)
    write_json(cafe, tmp_path / "cafe.json", made_at=MADE_AT)
    with zipfile.ZipFile(tmp_path / "tables.zip") as archive:
        text = archive.read("opportunities.csv").decode("utf-8-sig")
    row = next(
        each for each in csv.DictReader(io.StringIO(text)) if each["Identifier"] == "whole"
    )
    assert [p for e, p in told() if e.name != "kind" and not row.get(heading_of(p))] == []
    said = json.loads((tmp_path / "cafe.json").read_text(encoding="utf-8"))
    (told_whole,) = (each for each in said["contributions"] if each["id"] == "whole")
    assert [name for name in f.NAMED if not told_whole.get(name)] == []


# --- on paper ----------------------------------------------------------------------------


def printed(cafe, what, tmp_path):
    path = tmp_path / "print.pdf"
    write_pdf(cafe, ENGLISH, what, path)
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def test_what_an_opportunity_is_asked_for_has_room_on_paper(cafe, tmp_path, qapp):
    sheet = printed(cafe, What.SHEETS, tmp_path)[0]
    asked = [field for field in f.asked_of(Kind.OPPORTUNITY) if field.name != "kind"]
    assert [each.name for each in asked if caption(each.name, ENGLISH) not in sheet] == []


TOLD_ON_A_LINE = {
    "period": "May 2027 – May 2027",
    "agreement": "Other, May 2027",
    "amount": "120,000 XOF (committed)",
}


def test_every_field_that_is_filled_in_is_in_the_report(cafe, tmp_path, qapp):
    text = " ".join(printed(cafe, What.OPPORTUNITIES, tmp_path))
    headed = {"kind", "title", "translation_lang", "demand_confirmed"}
    paths = [path for field, path in told(f.IN_FORM)
             if field.name not in headed | TOLD_ON_A_LINE.keys()]  # fmt: skip
    # The first part of a next step stands under the caption of the whole.
    assert [path for path in paths if caption(path, ENGLISH) not in text] == []
    for name, line in TOLD_ON_A_LINE.items():
        assert caption(name, ENGLISH) in text
        assert line in text
    assert "Confirmed by the beneficiary" in text
    assert "Translation (Portuguese)" in text
