"""The way back: what an organiser changed comes in, and nothing is lost, doubled or hidden."""

import datetime as dt
import zipfile
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from small_cafe import AT, done, opportunity, record, small_workshop
from workbook_cases import ENGLISH, HOSTILE, MADE_AT, harvested_workshop, hostile_workshop
from worldcafe.domain import commands
from worldcafe.domain.disclosure import Disclosure, Names, to_decide
from worldcafe.domain.model import (
    About,
    Cluster,
    Contact,
    Extra,
    NextStep,
    Numbering,
    OpenPoint,
    Partner,
    Resource,
)
from worldcafe.domain.refusal import FileRefused, RuleBroken
from worldcafe.domain.vocabulary import (
    Direction,
    Kind,
    Modality,
    NextStepType,
    PartnerRole,
    PartnerType,
    ResourceKind,
    Review,
    StepStatus,
)
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.edited import read_edited
from worldcafe.exchange.workbook import write_synthesis
from worldcafe.exchange.workbook.base import BASE_SHEET
from worldcafe.wording import words_for

STEP = NextStep(text="Call them", owner="Awa Diop", due=dt.date(2027, 5, 3))
PARTNERS = (
    Partner(name="Ville de Thiès", city="Thiès", country="SN",
            type=PartnerType.LOCAL_GOVERNMENT, role=PartnerRole.BENEFICIARY),
    Partner(name="ILO – Dakar (office)", country="SN", role=PartnerRole.PIVOTAL),
)  # fmt: skip


def cafe():
    """Two opportunities, an experience and a commitment."""
    return done(
        small_workshop(),
        record("c1", title="Twin the cities", themes=("skills", "Ours"), next_step=STEP,
               partners=PARTNERS, impact=3, feasibility=4, lang="fr"),
        record("c2", title="Share a register", table_id="t2", round_id="r2"),
        record("c3", title="How we did it", kind=Kind.EXPERIENCE),
        record("c4", title="I will write", kind=Kind.COMMITMENT),
        commands.DescribeConversation(table_id="t1", round_id="r1", key_insight="One file"),
    )  # fmt: skip


class Edited:
    """A workbook on somebody's desk."""

    def __init__(self, folder, workshop, words=ENGLISH, **options):
        self.path = folder / "synthesis.xlsx"
        self.workshop = workshop
        write_synthesis(workshop, self.path, words, made_at=MADE_AT, **options)
        self.book = load_workbook(self.path)

    def sheet(self, title="Opportunities"):
        return self.book[title]

    def column(self, heading, title="Opportunities"):
        headings = [cell.value for cell in self.sheet(title)[4]]
        return headings.index(heading) + 1

    def row(self, row_id, title="Opportunities"):
        at = self.column("Identifier", title)
        rows = range(5, self.sheet(title).max_row + 1)
        return next(n for n in rows if self.sheet(title).cell(n, at).value == row_id)

    def put(self, row_id, heading, value, title="Opportunities"):
        self.sheet(title).cell(
            self.row(row_id, title), self.column(heading, title)
        ).value = value

    def said(self, row_id, heading):
        return self.sheet().cell(self.row(row_id), self.column(heading)).value

    def add(self, title="Opportunities", **cells):
        row = self.sheet(title).max_row + 1
        for heading, value in cells.items():
            self.sheet(title).cell(row, self.column(heading, title)).value = value

    def read(self, workshop=None, **options):
        self.book.save(self.path)
        return read_edited(self.path, workshop or self.workshop, **options)

    def taken(self, workshop=None, **options):
        """The workshop once everything in the workbook was taken over."""
        workshop = workshop or self.workshop
        return done(workshop, self.read(workshop, **options).command(lambda each: True))


@pytest.fixture
def edited(tmp_path):
    return Edited(tmp_path, cafe())


def changes(found):
    return {(each.change.id, each.change.field): each.after for each in found.differences}


def codes(found):
    return [remark.code for remark in found.remarks]


# --- what was not touched ----------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("make", [cafe, harvested_workshop, hostile_workshop, Workshop])
def test_a_workbook_that_nobody_edited_says_nothing_new(tmp_path, make, language):
    workshop = make()
    path = tmp_path / "s.xlsx"
    write_synthesis(workshop, path, words_for(language), made_at=MADE_AT)
    found = read_edited(path, workshop)
    assert (found.differences, found.new, found.remarks) == ((), (), ())
    assert found.language == language
    assert found.made_at == MADE_AT
    rows = {*workshop.standing, *workshop.open_points.values()}
    assert found.n_rows >= len(rows)


@pytest.mark.parametrize(
    "disclosure", [Disclosure(Names.INITIALS), Disclosure(Names.NONE, personal_data=False)]
)
def test_names_that_were_left_out_are_not_taken_for_edits(tmp_path, disclosure):
    contact = Contact(name="Awa", email="awa@example.org", consent=True)
    workshop = done(cafe(), record("c9", contacts=(contact,), author_id="chiara"))
    found = Edited(tmp_path, workshop, disclosure=disclosure).read()
    assert (found.differences, found.remarks) == ((), ())


def test_what_changed_in_the_workshop_alone_is_no_difference(edited):
    changed = commands.EditContribution(contribution_id="c1", changes={"title": "Meanwhile"})
    found = edited.read(done(edited.workshop, changed))
    assert found.differences == ()


# --- what was edited ---------------------------------------------------------------------


EDITS = [
    ("Title", "Twin three cities", "title", "Twin three cities"),
    ("Description", "a\nb", "description", "a\nb"),
    ("Title, translated", "Jumeler", "title_translation", "Jumeler"),
    ("Translation", "En français", "translation", "En français"),
    ("Translated into", "French", "translation_lang", "fr"),
    ("Language", "Spanish", "lang", "es"),
    ("Modality", "Triangular", "modality", Modality.TRIANGULAR),
    ("Themes", "Skills; Tourism; Ours", "themes", ("skills", "tourism", "Ours")),
    ("Impact (1–5)", 5, "impact", 5),
    ("Feasibility (1–5)", None, "feasibility", None),
    ("Demand confirmed", "Yes", "demand_confirmed", True),
    ("SDG targets", "8.7; 17.9", "sdg_targets", ("8.7", "17.9")),
    ("Follow-up", "Under way", "organiser_status", StepStatus.DOING),
    ("Followed up by", "Office in Dakar", "organiser_owner", "Office in Dakar"),
    ("Organiser’s note", "Call in May", "organiser_note", "Call in May"),
    ("Review", "Approved", "review", Review.APPROVED),
    ("Table", 2, "table_id", "t2"),
    ("Note-taker", "Rossi Chiara", "author_id", "chiara"),
    ("Builds on", "O-002", "builds_on_id", "x1"),
    ("Next step", "Write", "next_step", STEP.but(text="Write")),
    ("Owner", "Dina Haddad", "next_step", STEP.but(owner="Dina Haddad")),
    ("Due", dt.date(2027, 9, 1), "next_step", STEP.but(due=dt.date(2027, 9, 1))),
    ("Due", "1/9/2027", "next_step", STEP.but(due=dt.date(2027, 9, 1))),
    ("Due", None, "next_step", STEP.but(due=None)),
    ("Status", "Done", "next_step", STEP.but(status=StepStatus.DONE)),
    ("Type of next step", "Meeting", "next_step", STEP.but(type=NextStepType.MEETING)),
]
"""A heading, what somebody writes under it, and the field that says so afterwards."""


def test_every_cell_that_was_edited_changes_its_field_and_no_other(tmp_path):
    full = {"themes": ("skills", "Ours"), "next_step": STEP, "feasibility": 4, "demand": "Who"}
    steps = [record(f"x{n}", lang="fr", **full) for n in range(len(EDITS))]
    edited = Edited(tmp_path, done(small_workshop(), *steps))
    for n, (heading, cell, _, _) in enumerate(EDITS):
        edited.put(f"x{n}", heading, cell)
    found = edited.read()
    assert codes(found) == []
    assert [each.heading for each in found.differences] == [edit[0] for edit in EDITS]
    assert found.conflicts == ()
    before, after = edited.workshop.contributions, edited.taken().contributions
    for n, (_, _, field, value) in enumerate(EDITS):
        assert after[f"x{n}"] == before[f"x{n}"].model_copy(update={field: value})


def test_a_step_that_is_emptied_is_no_step(edited):
    for heading in ("Next step", "Owner", "Due"):
        edited.put("c1", heading, None)
    assert edited.taken().contributions["c1"].next_step is None


def test_partners_that_were_not_touched_keep_what_their_line_does_not_say(edited):
    lines = "Ville de Thiès (Thiès, Senegal) – Beneficiary partner\nCité (Lima, Peru)\nUCLG"
    edited.put("c1", "Partners and their roles", lines)
    assert edited.taken().contributions["c1"].partners == (
        PARTNERS[0], Partner(name="Cité", city="Lima", country="PE"), Partner(name="UCLG"),
    )  # fmt: skip


def test_resources_are_changed_by_direction(tmp_path):
    need = Resource(kind=ResourceKind.FUNDING, direction=Direction.NEEDED, amount="10 000 €")
    offer = Resource(kind=ResourceKind.EXPERTISE, direction=Direction.OFFERED, by="Lima")
    edited = Edited(tmp_path, done(small_workshop(), record("c1", resources=(need, offer))))
    edited.put("c1", "Resources offered", "Expertise – Lima\nTraining – Quito (2 days)")
    edited.put("c1", "Resources needed", None)
    assert edited.taken().contributions["c1"].resources == (
        offer,
        Resource(kind=ResourceKind.TRAINING, direction=Direction.OFFERED, by="Quito",
                 amount="2 days"),
    )  # fmt: skip


def test_contacts_who_did_not_agree_stay(tmp_path):
    named = Contact(name="Awa", email="awa@example.org", consent=True)
    silent = Contact(name="Emil", email="emil@example.org")
    edited = Edited(tmp_path, done(small_workshop(), record("c1", contacts=(silent, named))))
    edited.put("c1", "Contacts who agreed to be named", "Dina Haddad, UCLG, dina@example.org")
    assert edited.taken().contributions["c1"].contacts == (
        Contact(
            name="Dina Haddad", organisation="UCLG", email="dina@example.org", consent=True
        ),
        silent,
    )


def test_a_contribution_joins_a_cluster_by_its_name(tmp_path):
    workshop = Workshop.of([*cafe().entities(), Cluster(id="k", name="Registers")])
    edited = Edited(tmp_path, workshop)
    edited.put("c1", "Cluster", "registers")
    edited.put("c2", "Cluster", "Nowhere")
    assert codes(edited.read()) == ["cluster_not_known"]
    assert edited.taken().contributions["c1"].cluster_id == "k"


def test_the_sheet_of_next_steps_is_read_as_well(edited):
    edited.put("c1", "Status", "Done", "Next steps")
    edited.put("c1", "Follow-up", "Done", "Next steps")
    taken = edited.taken().contributions["c1"]
    assert (taken.next_step.status, taken.organiser_status) == (StepStatus.DONE,) * 2


def test_two_sheets_that_disagree_are_told_of(edited):
    edited.put("c1", "Status", "Done")
    edited.put("c1", "Status", "Dropped", "Next steps")
    found = edited.read()
    assert codes(found) == ["said_twice"]
    assert changes(found) == {("c1", "next_step.status"): "Done"}


def test_key_insights_come_back(edited):
    edited.put("r1/t1", "Key insight", "One file per child", "Key insights")
    edited.put("r1/t1", "Language", "English", "Key insights")
    insight = edited.taken().conversation("t1", "r1")
    assert (insight.key_insight, insight.key_insight_lang) == ("One file per child", "en")


@pytest.mark.parametrize("step", [None, NextStep(), STEP])
def test_what_became_of_an_open_point_comes_back(tmp_path, step):
    point = OpenPoint(
        id="p", kind=Kind.OPPORTUNITY, title="A guide", reference="O-001", next_step=step
    )
    edited = Edited(tmp_path, Workshop.of([*cafe().entities(), point]))
    edited.put("p", "What became of it", "Printed", "Follow-up")
    edited.put("p", "Status", "Done", "Follow-up")
    assert not edited.read().conflicts
    taken = edited.taken().open_points["p"]
    assert (taken.outcome, taken.next_step.status) == ("Printed", StepStatus.DONE)


# --- both sides --------------------------------------------------------------------------


def test_a_cell_changed_on_both_sides_is_a_conflict(edited):
    edited.put("c1", "Title", "In the workbook")
    edited.put("c2", "Title", "Only here")
    moved = commands.EditContribution(contribution_id="c1", changes={"title": "In the café"})
    workshop = done(edited.workshop, moved)
    found = edited.read(workshop)
    (conflict,) = found.conflicts
    assert (conflict.before, conflict.after) == ("In the café", "In the workbook")
    kept = done(workshop, found.command(lambda each: not each.is_conflict))
    assert kept.contributions["c1"].title == "In the café"
    assert kept.contributions["c2"].title == "Only here"


def test_the_same_change_on_both_sides_is_none(edited):
    edited.put("c1", "Title", "Agreed")
    changed = commands.EditContribution(contribution_id="c1", changes={"title": "Agreed"})
    assert edited.read(done(edited.workshop, changed)).differences == ()


def test_a_workbook_without_its_memory_overwrites_nothing_by_itself(edited):
    del edited.book[BASE_SHEET]
    edited.put("c1", "Title", "In the workbook")
    edited.put("c2", "Organiser’s note", "New, and nothing was there")
    found = edited.read()
    assert [each.change.field for each in found.conflicts] == ["title"]
    assert len(found.differences) == 2
    assert found.made_at is None


def test_what_has_moved_on_since_the_comparison_is_not_overwritten(edited):
    edited.put("c1", "Title", "In the workbook")
    command = edited.read().command(lambda each: True)
    later = commands.EditContribution(contribution_id="c1", changes={"title": "In between"})
    with pytest.raises(RuleBroken) as refused:
        done(edited.workshop, later, command)
    assert refused.value.code == "workbook_outdated"


# --- rows --------------------------------------------------------------------------------


def test_a_new_row_becomes_a_contribution_once(edited):
    edited.add(Title="A new idea", Table=2, Round=1, Themes="Youth employment", Owner="Emil")
    edited.add(title="Commitments", Title="I promise", Table=1, Round=1)
    found = edited.read()
    assert codes(found) == []
    assert len(found.new) == 2
    once = edited.taken()
    (idea, promise) = list(once.contributions.values())[-2:]
    assert (idea.kind, idea.table_id, idea.round_id) == (Kind.OPPORTUNITY, "t2", "r1")
    assert (idea.themes, idea.next_step.owner) == (("youth",), "Emil")
    assert promise.kind is Kind.COMMITMENT
    assert idea.recorded_at == AT
    again = edited.read(once)
    assert (again.new, again.differences) == ((), ())
    assert edited.taken(once) == once


def test_two_new_rows_of_one_title_are_two(edited):
    for _ in range(2):
        edited.add(Title="The same", Table=1, Round=1)
    assert len(edited.taken().contributions) == 4 + 2


def test_a_new_row_without_table_waits_for_a_place(edited):
    edited.add(Title="Where?")
    found = edited.read()
    assert (found.new, codes(found), found.waits_for_place) == ((), ["note_table_missing"], 1)
    assert ENGLISH.doubt(found.remarks[0].code, found.remarks[0].params)
    placed = edited.taken(place=("t2", "r2"))
    assert placed.contributions_of("t2", "r2")[-1].title == "Where?"


def test_a_row_that_cannot_be_added_says_why(edited):
    edited.add(Title="x", Table=99, Round=1)
    edited.add(Title="x", Table=1, Round="nine")
    edited.add(Owner="Somebody")
    found = edited.read()
    assert found.new == ()
    assert codes(found) == ["note_table_unknown", "note_round_unknown", "row_without_title"]


def test_a_row_that_was_deleted_is_not_deleted(edited):
    edited.sheet().delete_rows(edited.row("c1"))
    found = edited.read()
    assert found.differences == ()
    assert found.remarks[0].code == "rows_missing"
    assert found.remarks[0].params["refs"] == "O-001"
    assert edited.taken() == edited.workshop


def test_a_copied_row_is_told_from_its_original(edited):
    sheet, row = edited.sheet(), edited.row("c1")
    values = [cell.value for cell in sheet[row]]
    sheet.insert_rows(5)
    for column, value in enumerate(values, start=1):
        sheet.cell(5, column).value = value
    sheet.cell(5, edited.column("Title")).value = "Copied and changed"
    found = edited.read()
    assert (found.differences, codes(found)) == ((), ["row_copied"])
    assert found.remarks[0].row == 5


def test_withdrawn_and_merged_contributions_are_left_alone(edited):
    edited.put("c1", "Title", "Too late")
    edited.put("c2", "Title", "Too late")
    gone = done(edited.workshop, commands.WithdrawContribution(contribution_id="c1"))
    merged = gone.contributions["c2"].but(merged_into_id="c3")
    gone = Workshop.of([*(e for e in gone.entities() if e.id != "c2"), merged])
    found = edited.read(gone)
    assert found.differences == ()
    assert sorted(codes(found)) == ["row_merged", "row_withdrawn"]


def test_a_row_of_another_world_is_told_of(edited):
    edited.put("c1", "Identifier", "somebody-else")
    found = edited.read()
    assert sorted(codes(found)) == ["row_unknown", "rows_missing"]


# --- tables that were changed ------------------------------------------------------------


def test_sorting_moving_hiding_and_renaming_change_nothing(edited):
    sheet = edited.sheet()
    edited.put("c1", "Title", "Corrected")
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(4, sheet.max_row)]
    order = list(reversed(range(len(rows[0]))))
    shuffled = [rows[0], *reversed(rows[1:])]
    sheet.delete_rows(1, sheet.max_row)
    for number, row in enumerate(shuffled, start=9):
        for column, at in enumerate(order, start=2):
            sheet.cell(number, column).value = row[at]
    sheet.title = "My sheet"
    sheet.row_dimensions[10].hidden = True
    found = edited.read()
    assert codes(found) == []
    assert changes(found) == {("c1", "title"): "Corrected"}


def test_headings_in_another_language_are_known(tmp_path):
    edited = Edited(tmp_path, cafe(), words_for("fr"))
    sheet = edited.book["Opportunités"]
    headings = [cell.value for cell in sheet[4]]
    for french, english in (("Titre", "Title"), ("État", "Status"), ("Thèmes", "Themes")):
        sheet.cell(4, headings.index(french) + 1).value = english
    sheet.cell(5, headings.index("Titre") + 1).value = "Corrigé"
    sheet.cell(5, headings.index("État") + 1).value = "Done"
    assert changes(edited.read()) == {
        ("c1", "title"): "Corrigé", ("c1", "next_step.status"): "Done",
    }  # fmt: skip


def test_columns_of_their_own_are_kept_and_written_again(edited, tmp_path):
    sheet = edited.sheet()
    last = sheet.max_column
    sheet.cell(4, last + 1).value = "Budget"
    sheet.cell(4, last + 2).value = "Note 2"
    sheet.cell(edited.row("c1"), last + 1).value = 12000
    sheet.cell(edited.row("c2"), last + 2).value = "=1+1 is text"
    sheet.cell(edited.row("c2"), last + 2).data_type = "s"
    once = edited.taken()
    assert once.contributions["c1"].extras == (Extra(name="Budget", value="12000"),)
    again = Edited(tmp_path, once)
    assert again.sheet().cell(again.row("c1"), again.column("Budget")).value == 12000
    assert again.sheet().cell(again.row("c2"), again.column("Note 2")).value == "=1+1 is text"
    assert again.read().differences == ()
    again.put("c1", "Budget", None)
    assert again.taken().contributions["c1"].extras == ()


def test_columns_that_cannot_be_read_are_told_of(edited):
    sheet = edited.sheet()
    last = sheet.max_column
    sheet.cell(4, last + 2).value = "Title"
    sheet.cell(5, last + 1).value = "under no heading"
    found = edited.read()
    assert sorted(codes(found)) == ["column_repeated", "column_without_heading"]


def test_without_identifiers_the_references_serve(edited):
    edited.put("c2", "Title", "Corrected")
    edited.sheet().delete_cols(edited.column("Identifier"))
    found = edited.read()
    assert changes(found) == {("c2", "title"): "Corrected"}
    assert found.new == ()


def test_identifiers_that_were_emptied_double_nothing(edited):
    for row_id in ("c1", "c2"):
        edited.put(row_id, "Identifier", None)
    found = edited.read()
    assert (found.differences, found.new, found.remarks) == ((), (), ())


def test_a_reference_that_two_bear_by_now_is_asked_about(edited):
    """Another copy of the workshop had given out the same number."""
    theirs = opportunity("x", title="Theirs", number=1, kind=Kind.EXPERIENCE)
    met = done(edited.workshop, commands.ImportContributions(contributions=(theirs,)))
    edited.put("c1", "Title", "Edited")
    edited.put("c1", "Identifier", None)
    found = edited.read(met)
    assert (found.new, codes(found)[:1]) == ((), ["ref_shared"])
    assert "O-001a" in ENGLISH.doubt(found.remarks[0].code, found.remarks[0].params)


def test_a_copied_row_whose_identifier_was_emptied_is_new(edited):
    sheet, row = edited.sheet(), edited.row("c1")
    for cell in list(sheet[row]):
        sheet.cell(sheet.max_row + (cell.column == 1), cell.column).value = cell.value
    sheet.cell(sheet.max_row, edited.column("Identifier")).value = None
    sheet.cell(sheet.max_row, edited.column("Title")).value = "Like the first, elsewhere"
    (new,) = edited.read().new
    assert new.contribution.title == "Like the first, elsewhere"
    assert new.contribution.partners[0].city == "Thiès"


def test_a_sheet_whose_rows_nothing_tells_apart_is_not_read(edited):
    edited.put("c1", "Title", "Corrected")
    for heading in ("Identifier", "Ref"):
        edited.sheet().delete_cols(edited.column(heading))
    found = edited.read()
    assert (found.differences, found.new) == ((), ())
    assert codes(found)[0] == "sheet_without_identifiers"


def test_what_the_program_works_out_is_not_taken(edited):
    edited.put("c1", "Countries", "France")
    edited.put("c1", "Beneficiary partner", "Somebody")
    edited.put("c1", "Priority (impact × feasibility)", 25)
    found = edited.read()
    assert (found.differences, codes(found)) == ((), ["cell_not_taken"])


def test_what_is_not_understood_is_doubted_and_changes_nothing(tmp_path):
    wrong = {
        "cell_cannot_be_empty": ("Title", None),
        "code_unknown": ("Modality", "Sideways"),
        "rating_unknown": ("Impact (1–5)", 6),
        "date_unknown": ("Due", "soon"),
        "note_table_unknown": ("Table", 99),
        "language_unknown": ("Language", "Klingonese"),
        "author_unknown": ("Note-taker", "Nobody"),
        "builds_on_unknown": ("Builds on", "O-999"),
        "value_unknown": ("Demand confirmed", "perhaps"),
        "cluster_not_known": ("Cluster", "Nowhere"),
    }
    steps = [record(f"x{n}", demand="Who") for n in range(len(wrong))]
    edited = Edited(tmp_path, done(small_workshop(), *steps))
    for n, (heading, cell) in enumerate(wrong.values()):
        edited.put(f"x{n}", heading, cell)
    found = edited.read()
    assert (found.differences, codes(found)) == ((), list(wrong))
    for n, remark in enumerate(found.remarks):
        assert (remark.sheet, remark.row) == ("Opportunities", edited.row(f"x{n}"))
        assert ENGLISH.doubt(remark.code, remark.params)


def test_a_text_that_was_cut_for_the_cell_cannot_lose_its_end(tmp_path):
    long = "x" * 39_000
    edited = Edited(tmp_path, done(small_workshop(), record("c1", description=long)))
    edited.put("c1", "Description", "short")
    found = edited.read()
    assert (found.differences, codes(found)) == ((), ["text_too_long_for_cell"])


def test_escapes_come_back_as_they_were_typed(tmp_path):
    edited = Edited(tmp_path, hostile_workshop())
    at = edited.column("Title")
    typed = [text for text in HOSTILE if text.strip()]
    for number, text in enumerate(typed):
        cell = edited.sheet().cell(edited.row(f"c{number}"), at)
        cell.value = f"A {text.replace('_x', '_x005F_x')}"
    taken = edited.taken()
    titles = [taken.contributions[f"c{number}"].title for number in range(len(typed))]
    assert titles == [f"A {text}".strip("\xa0 ") for text in typed]


# --- what is refused ---------------------------------------------------------------------


def test_the_synthesis_of_another_workshop_is_refused(tmp_path):
    edited = Edited(tmp_path, cafe())
    other = done(
        Workshop.of(
            [
                About(title="Other", created_at=AT + dt.timedelta(days=1)),
                *(e for e in small_workshop().entities() if e.kind_name != "about"),
            ]
        ),
        record("d1"),
    )
    with pytest.raises(FileRefused) as refused:
        edited.read(other)
    assert refused.value.code == "workbook_of_another_workshop"


def test_a_workshop_that_went_on_is_the_same(edited):
    more = [commands.RecordContribution(contribution=opportunity(f"n{n}")) for n in range(20)]
    assert edited.read(done(edited.workshop, *more)).differences == ()


def test_any_other_workbook_is_refused(edited):
    for sheet in edited.book.worksheets[1:]:
        edited.book.remove(sheet)
    with pytest.raises(FileRefused) as refused:
        edited.read()
    assert refused.value.code == "workbook_not_synthesis"


def test_a_newer_workbook_is_refused(edited):
    about = edited.book[BASE_SHEET]["B1"]
    about.value = about.value.replace('"format": 1', '"format": 99')
    with pytest.raises(FileRefused) as refused:
        edited.read()
    assert refused.value.code == "workbook_too_new"


@pytest.mark.parametrize("text", ["{", "null", '{"format": []}'])
def test_a_memory_that_was_scribbled_over_is_forgotten(edited, text):
    edited.book[BASE_SHEET]["B1"].value = text
    edited.put("c1", "Title", "Edited")
    found = edited.read()
    assert [each.after for each in found.conflicts if each.change.field == "title"] == [
        "Edited"
    ]


def test_hostile_archives_are_refused_before_they_are_opened(edited):
    edited.book.save(edited.path)
    bomb = edited.path.with_name("bomb.xlsx")
    with zipfile.ZipFile(edited.path) as old, zipfile.ZipFile(bomb, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/workbook.xml":
                content = b'<!DOCTYPE x [<!ENTITY a "b">]>' + content
            new.writestr(name, content)
    with pytest.raises(FileRefused) as refused:
        read_edited(bomb, edited.workshop)
    assert refused.value.code == "file_has_entities"


# --- in one step -------------------------------------------------------------------------


def test_everything_is_taken_over_in_one_step_that_can_be_undone(document, tmp_path):
    for each in ("c1", "c2"):
        document.do(record(each))
    edited = Edited(tmp_path, document.workshop)
    edited.put("c1", "Title", "Corrected")
    edited.put("c2", "Organiser’s note", "Call")
    edited.add(Title="New", Table=1, Round=1)
    before = document.workshop
    document.do(edited.read().command(lambda each: True))
    assert len(document.workshop.contributions) == 3
    assert document.workshop.contributions["c1"].title == "Corrected"
    document.undo()
    # The number it gave is not given again.
    assert document.workshop == replace(before, numbering=Numbering(last=3))


# --- texts that went out masked ----------------------------------------------------------


def masked_cafe():
    partners = (Partner(name="Fondation Dina Haddad", city="Lima"), Partner(name="ILO"))
    said = record(
        "c9", title="Wells", description="Ask Dina Haddad or Emil Novák.", partners=partners
    )
    return done(cafe(), said)


def test_an_edited_text_gets_back_the_names_it_went_out_without(tmp_path):
    edited = Edited(tmp_path, masked_cafe(), disclosure=Disclosure(Names.NONE))
    assert edited.said("c9", "Description") == "Ask […] or […]."
    edited.put("c9", "Description", "Today: ask […] or […].")
    edited.put("c9", "Partners and their roles", "Fondation […] (Lima)\nILO\nCGLU")
    found = edited.read()
    assert found.remarks == ()
    after = {each.change.field: each.change.after for each in found.differences}
    assert after["description"] == "Today: ask Dina Haddad or Emil Novák."
    assert after["partners"][:2] == edited.workshop.contributions["c9"].partners
    assert [each.name for each in after["partners"]][2:] == ["CGLU"]


def test_a_text_whose_marks_were_moved_is_not_read(tmp_path):
    edited = Edited(tmp_path, masked_cafe(), disclosure=Disclosure(Names.NONE))
    edited.put("c9", "Description", "Ask […] today.")
    found = edited.read()
    assert found.differences == ()
    assert [each.code for each in found.remarks] == ["masked_text_not_whole"]


def test_what_somebody_let_stand_comes_back_as_it_is(tmp_path):
    workshop = masked_cafe()
    asked = Disclosure(Names.NONE)
    kept = asked.keeping(to_decide(workshop, asked))
    edited = Edited(tmp_path, workshop, disclosure=kept)
    edited.put("c9", "Description", "Dina Haddad, Emil Novák!")
    (found,) = edited.read().differences
    assert (found.change.after, found.is_conflict) == ("Dina Haddad, Emil Novák!", False)


def test_a_note_taker_is_found_though_the_workbook_has_initials(tmp_path):
    edited = Edited(tmp_path, masked_cafe(), disclosure=Disclosure(Names.INITIALS))
    edited.put("c9", "Note-taker", "Emil Novák")
    (found,) = edited.read().differences
    assert found.change.after == "emil"


def test_own_columns_whose_names_differ_by_a_mark_stay_two(tmp_path):
    extras = (Extra(name="Côte", value="2"), Extra(name="Coté", value="3"))
    workshop = done(small_workshop(), record(extras=extras))
    path = tmp_path / "s.xlsx"
    write_synthesis(workshop, path, ENGLISH, made_at=MADE_AT)
    found = read_edited(path, workshop)
    assert (found.differences, found.new) == ((), ())
