"""A sheet that was sent alone, without the workbook's memory: what was edited, and no more."""

import csv
import io

import pytest
from openpyxl import Workbook as Book
from openpyxl import load_workbook

from small_cafe import done, record, small_workshop
from workbook_cases import HOSTILE, MADE_AT, harvested_workshop, hostile_workshop
from worldcafe.domain import commands
from worldcafe.domain.disclosure import Disclosure, Names
from worldcafe.domain.model import NextStep, Partner
from worldcafe.domain.vocabulary import PartnerRole, PartnerType
from worldcafe.exchange.edited import Question, read_edited
from worldcafe.exchange.publishing import publish
from worldcafe.exchange.workbook import write_synthesis
from worldcafe.wording import TRANSLATED, words_for

PARTNERS = (
    Partner(name="Ville de Thiès", city="Thiès", country="SN",
            type=PartnerType.LOCAL_GOVERNMENT, role=PartnerRole.BENEFICIARY),
    Partner(city="Lima", country="PE", type=PartnerType.LOCAL_GOVERNMENT),
)  # fmt: skip


class Alone:
    """One sheet of a synthesis, copied by its values into a book of its own."""

    def __init__(self, folder, workshop, language="fr", sheet=1, **options):
        self.path, whole = folder / "alone.xlsx", folder / "whole.xlsx"
        write_synthesis(workshop, whole, words_for(language), made_at=MADE_AT, **options)
        self._book = Book()
        self.sheet = self._book.active
        source = load_workbook(whole).worksheets[sheet]
        self.sheet.title = source.title
        for row in source.iter_rows():
            for cell in row:
                self.sheet.cell(cell.row, cell.column, cell.value).data_type = cell.data_type
        self.column = {cell.value: cell.column for cell in self.sheet[4]}
        self.workshop = workshop

    def put(self, row, heading, value):
        self.sheet.cell(row, self.column[heading]).value = value

    def read(self, workshop=None, states=()):
        self._book.save(self.path)
        return read_edited(self.path, workshop or self.workshop).remembering(states)


def told(found):
    return [(each.change.field, each.after, each.question) for each in found.differences]


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("sheet", [1, 2, 5])
def test_one_edited_cell_is_one_difference_without_question(tmp_path, language, sheet):
    workshop = harvested_workshop()
    alone = Alone(tmp_path, workshop, language, sheet)
    heading = words_for(language)("Next step" if sheet == 5 else "Title")
    alone.put(6, heading, "Edited")
    found = alone.read(states=workshop.entities())
    assert [(after, question) for _, after, question in told(found)] == [("Edited", None)]
    assert (found.new, found.remarks, found.language) == ((), (), language)


def test_names_in_initials_are_not_taken_for_edits(tmp_path):
    workshop = harvested_workshop()
    alone = Alone(tmp_path, workshop, disclosure=Disclosure(Names.INITIALS))
    assert alone.read().differences == ()


@pytest.mark.parametrize("line", ["Ville de Thiès (Thiès, Mali)", "Commune (Thiès, Sénégal)"])
def test_a_partner_keeps_the_type_that_no_column_carries(tmp_path, line):
    workshop = done(small_workshop(), record("c1", partners=PARTNERS))
    alone = Alone(tmp_path, workshop)
    alone.put(5, "Partenaires et rôles", f"{line}\nLima (Pérou)\nCGLU")
    (found,) = alone.read(states=workshop.entities()).differences
    first, second, new = found.change.after
    assert (first.type, second, new.type) == (PARTNERS[0].type, PARTNERS[1], None)


def test_the_workshops_past_stands_in_for_the_memory(tmp_path, document):
    for each in ("said", "moved_on", "both"):
        document.do(record(each, title=each))
    alone = Alone(tmp_path, document.workshop)
    alone.put(5, "Titre", "Edited")
    alone.put(7, "Titre", "Edited too")
    for each in ("moved_on", "both"):
        document.do(
            commands.EditContribution(contribution_id=each, changes={"title": "Meanwhile"})
        )
    found = alone.read(document.workshop, document.states())
    assert told(found) == [
        ("title", "Edited", None), ("title", "Edited too", Question.FORGOTTEN),
    ]  # fmt: skip


def test_without_the_past_nothing_is_overwritten_silently(tmp_path):
    alone = Alone(tmp_path, done(small_workshop(), record("c1")))
    alone.put(5, "Titre", "Edited")
    assert told(alone.read()) == [("title", "Edited", Question.FORGOTTEN)]


@pytest.mark.parametrize("whole", [True, False])
def test_a_column_that_was_sorted_alone_is_asked_about(tmp_path, whole):
    steps = [record(f"c{n}", title=title) for n, title in enumerate("dcab")]
    workshop = done(small_workshop(), *steps)
    alone = Alone(tmp_path, workshop)
    path = tmp_path / "whole.xlsx"
    book = load_workbook(path) if whole else alone._book
    sheet = book.worksheets[1] if whole else alone.sheet
    for row, title in enumerate("abcd", start=5):
        sheet.cell(row, alone.column["Titre"]).value = title
    sheet.cell(6, alone.column["Description"]).value = "Edited"
    book.save(path)
    found = read_edited(path, workshop).remembering(workshop.entities())
    asked = {(field, after): question for field, after, question in told(found)}
    assert asked.pop(("description", "Edited")) is None
    assert set(asked.values()) == {Question.MOVED}
    (remark,) = found.remarks
    assert (remark.code, remark.params["headings"]) == ("columns_moved", "Titre")


def test_a_column_that_was_sorted_alone_and_edited_is_asked_about_too(tmp_path):
    titles = "hgfedcba"
    steps = [record(f"c{n}", title=title) for n, title in enumerate(titles)]
    alone = Alone(tmp_path, done(small_workshop(), *steps))
    for row, title in enumerate(sorted(titles[1:]), start=5):
        alone.put(row, "Titre", title)
    alone.put(12, "Titre", "Edited")
    found = alone.read(states=alone.workshop.entities())
    assert {question for _, _, question in told(found)} == {Question.MOVED}


def test_edits_that_only_share_a_few_words_are_not_asked_about(tmp_path):
    steps = [record(f"c{n}", title=title) for n, title in enumerate("abcdef")]
    alone = Alone(tmp_path, done(small_workshop(), *steps))
    for row, title in enumerate("bavwxy", start=5):
        alone.put(row, "Titre", title)
    assert {
        question for _, _, question in told(alone.read(states=alone.workshop.entities()))
    } == {None}


@pytest.mark.parametrize("text", ["1 juil. 2027", "1er juillet 2027", "2027/07/01", "1.7.27"])
def test_dates_as_they_are_shown_are_read(tmp_path, text):
    workshop = done(small_workshop(), record("c1", next_step=NextStep(text="Call")))
    alone = Alone(tmp_path, workshop)
    alone.put(5, "Échéance", text)
    (found,) = alone.read(states=workshop.entities()).differences
    assert str(found.change.after) == "2027-07-01"


# --- as CSV ------------------------------------------------------------------------------


def as_csv(folder, workshop, language):
    """The rows of the opportunities as the program writes them, and what separates cells."""
    words = words_for(language)
    publish(workshop, folder / "tables", words, made_at=MADE_AT)
    text = (folder / "tables" / "opportunities.csv").read_bytes().decode("utf-8-sig")
    delimiter = words.tongue.delimiter
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)), delimiter


def letters_of_all_sorts():
    """What the code page of a Windows in Europe has no letters for."""
    titles = ("One", "Two", "Three", "تعاون لا مركزي", "👩\u200d👧 family?", "Łódź – Łuck")
    items = [record(f"c{n}", title=title) for n, title in enumerate(titles)]
    return done(small_workshop(), *items)


@pytest.mark.parametrize(
    ("make", "encoding", "delimiter"),
    [
        (harvested_workshop, "utf-8-sig", ""),
        (hostile_workshop, "utf-8-sig", ""),
        (hostile_workshop, "utf-8", ","),
        (letters_of_all_sorts, "utf-16", "\t"),
        (letters_of_all_sorts, "windows-1252", ";"),
    ],
)
def test_the_opportunities_come_back_as_csv(tmp_path, make, encoding, delimiter):
    workshop = make()
    rows, own = as_csv(tmp_path, workshop, "fr")
    rows[3][rows[0].index("Titre")] = "Edited"
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter or own).writerows(rows)
    path = tmp_path / "back.csv"
    path.write_bytes(text.getvalue().encode(encoding, errors="replace"))
    found = read_edited(path, workshop).remembering(workshop.entities())
    assert told(found) == [("title", "Edited", None)]
    assert found.new == ()


def test_a_text_behind_an_apostrophe_is_what_it_was(tmp_path):
    workshop = hostile_workshop()
    rows, delimiter = as_csv(tmp_path, workshop, "en")
    at = rows[0].index("Description")
    row = next(row for row in rows if row[rows[0].index("Title")] == "'=1+1")
    assert HOSTILE[0] == "=1+1"
    row[at] = "'=2+2"
    path = tmp_path / "back.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    found = read_edited(path, workshop).remembering(workshop.entities())
    assert told(found) == [("description", "=2+2", None)]
