"""The workbook people came for: everything said is in it, and Excel has nothing to repair."""

import datetime as dt
import errno
import warnings
import zipfile

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from excel_rules import broken_rules
from small_cafe import AT, done, opportunity, record, small_workshop
from turin_cafe import turin_workshop
from workbook_cases import ENGLISH, HOSTILE, MADE_AT, TURIN_TIME, Translated, hostile_workshop
from worldcafe.domain import commands
from worldcafe.domain.model import (
    About,
    CafeTable,
    Contact,
    NextStep,
    Partner,
    Resource,
    Theme,
)
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.vocabulary import (
    Activity,
    Direction,
    Kind,
    Maturity,
    Modality,
    NextStepType,
    PartnerRole,
    PartnerType,
    Pillar,
    QualityCheck,
    ResourceKind,
    Role,
    Scope,
    StepStatus,
)
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.workbook import ExportCancelled, write_synthesis
from worldcafe.exchange.workbook.page import sheet_names
from worldcafe.exchange.workbook.table import column_ref, distinct, literal
from worldcafe.exchange.workbook.text import MAX_UNITS, fitting, readable, units

SHEETS = [
    "Summary", "Opportunities", "Experiences", "Commitments", "Other contributions",
    "Next steps", "By table and round", "Key insights", "By theme", "By modality", "Partners",
    "Participants", "Code lists",
]  # fmt: skip


def exported(tmp_path, workshop, words=ENGLISH):
    path = tmp_path / "synthesis.xlsx"
    write_synthesis(workshop, path, words, made_at=MADE_AT)
    assert broken_rules(path) == []
    return path


def day(*date):
    """A date as openpyxl reads it."""
    return dt.datetime.combine(dt.date(*date), dt.time())


def rows_of(path, sheet, first=4):
    """The rows of a sheet's first table as dictionaries, with the stored results."""
    lines = load_workbook(path, data_only=True)[sheet].iter_rows(first, values_only=True)
    headers = next(lines)
    return [
        dict(zip(headers, line, strict=True))
        for line in lines
        if any(value is not None for value in line)
    ]


def as_read_by_another(path, sheet):
    """The rows below the headings as calamine reads them, which knows nothing of openpyxl."""
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python()[4:]


@pytest.fixture(scope="module")
def turin(tmp_path_factory):
    return exported(tmp_path_factory.mktemp("turin"), turin_workshop())


# --- what is in it -----------------------------------------------------------------------


def test_every_field_of_an_opportunity_is_there(tmp_path):
    full = opportunity(
        title="Two cities compare", description="En détail", lang="fr",
        themes=("skills", "Ours"),
        translation="In detail", translation_lang="en", author_id="chiara",
        partners=(
            Partner(name="Ville de Thiès", city="Thiès", country="SN",
                    type=PartnerType.LOCAL_GOVERNMENT, role=PartnerRole.BENEFICIARY),
            Partner(name="Conquito", country="EC", role=PartnerRole.PIVOTAL),
            Partner(name="ILO", role=PartnerRole.FACILITATING), Partner(city="Lima"),
        ),
        modality=Modality.TRIANGULAR, activities=(Activity.TRAINING, Activity.STUDY_TOUR),
        scope=Scope.REGIONAL, pillars=(Pillar.RIGHTS,), sdg_targets=("8.7", "17.9"),
        demand="Dakar asks", demand_confirmed=True, experience_offered="A register",
        place="Thiès", lesson="One file per child",
        resources=(
            Resource(kind=ResourceKind.FUNDING, direction=Direction.NEEDED, amount="10 000 €"),
            Resource(kind=ResourceKind.EXPERTISE, direction=Direction.OFFERED, by="Conquito"),
        ),
        expected_result="A plan", beneficiaries="Children", adaptation="Smaller",
        maturity=Maturity.IDEA, impact=4, feasibility=5,
        quality_checks=(QualityCheck.HORIZONTAL, QualityCheck.REPLICABLE),
        enabling_factors="A mayor", obstacles="Visas",
        next_step=NextStep(type=NextStepType.MOU, text="Sign it", owner="Awa Diop",
                           due=dt.date(2026, 5, 28), status=StepStatus.DOING),
        contacts=(
            Contact(name="Awa", organisation="ILO", email="awa@example.org", consent=True),
            Contact(name="Emil", email="emil@example.org"),
        ),
    )  # fmt: skip
    workshop = done(
        small_workshop(),
        record("c0", kind=Kind.IDEA),
        commands.RecordContribution(contribution=full.but(builds_on_id="c0")),
    )

    (row,) = rows_of(exported(tmp_path, workshop), "Opportunities")
    recorded = AT.astimezone(TURIN_TIME).replace(tzinfo=None)
    assert row == {
        "Ref": "O-002", "Title": "Two cities compare", "In their own words": "En détail",
        "Themes": "Skills; Ours", "Modality": "Triangular",
        "Partners and their roles":
            "Ville de Thiès (Thiès, Senegal) – Beneficiary partner\n"
            "Conquito (Ecuador) – Pivotal partner\nILO – Facilitating partner\nLima",
        "Beneficiary partner": "Ville de Thiès (Thiès, Senegal)",
        "Pivotal partner": "Conquito (Ecuador)", "Facilitating partner": "ILO",
        "Provider": None, "Recipient": None, "Reciprocal partner": None,
        "Countries": "Senegal; Ecuador",
        "Next step": "Sign it", "Owner": "Awa Diop", "Due": day(2026, 5, 28),
        "Status": "Under way", "Type of next step": "Memorandum of understanding",
        "Table": 1, "Round": 1, "Theme of the table": "Child labour",
        "Translation": "In detail", "Translated into": "English",
        "Activities": "Training; Study tour", "Scope": "Regional",
        "Demand: who asked, for what": "Dakar asks", "Demand confirmed": "Yes",
        "Experience offered": "A register", "Place": "Thiès",
        "Lesson learned": "One file per child",
        "Resources offered": "Expertise – Conquito", "Resources needed": "Funding – (10 000 €)",
        "Expected result": "A plan", "Who benefits": "Children",
        "Adaptation to the other context": "Smaller", "Maturity": "Idea",
        "Impact (1–5)": 4, "Feasibility (1–5)": 5, "Priority (impact × feasibility)": 20,
        "Quality checks": "Between equals; Replicable", "Enabling factors": "A mayor",
        "Obstacles": "Visas", "Contacts who agreed to be named": "Awa, ILO, awa@example.org",
        "Decent work pillars": "Rights at work", "SDG targets": "8.7; 17.9",
        "Builds on": "I-001", "Note-taker": "Chiara Rossi", "Recorded": recorded,
        "Language": "French", "Identifier": "c1",
    }  # fmt: skip
    assert list(row)[-1] == "Identifier"


def test_every_contribution_stands_in_one_sheet(turin):
    workshop = turin_workshop()
    found = [
        row["Identifier"]
        for sheet in ("Opportunities", "Experiences", "Commitments", "Other contributions")
        for row in rows_of(turin, sheet)
    ]
    assert sorted(found) == sorted(workshop.contributions)


def test_withdrawn_contributions_and_people_without_consent_stay_out(tmp_path):
    contact = Contact(name="Emil Novák", email="emil@example.org")
    workshop = done(
        small_workshop(),
        record("a", title="Taken back", contacts=(contact,)),
        record("b", contacts=(contact,)),
        commands.WithdrawContribution(contribution_id="a"),
    )
    path = exported(tmp_path, workshop)

    assert [row["Ref"] for row in rows_of(path, "Opportunities")] == ["O-002"]
    with zipfile.ZipFile(path) as archive:
        everything = b"".join(map(archive.read, archive.namelist()))
    assert b"Taken back" not in everything
    assert b"emil@example.org" not in everything


def test_what_a_kind_is_not_asked_for_is_shown_where_it_was_said(tmp_path):
    workshop = done(
        small_workshop(),
        record("a", kind=Kind.EXPERIENCE, obstacles="Visas", modality=Modality.NETWORK),
    )
    (row,) = rows_of(exported(tmp_path, workshop), "Experiences")
    assert (row["Obstacles"], row["Modality"]) == ("Visas", "Network")
    assert "Enabling factors" not in row


def test_the_sheets_about_the_room(turin):
    tables = rows_of(turin, "By table and round")
    assert tables[0] == {
        "Table": 1, "Theme of the table": "Informal economy", "Host": tables[0]["Host"],
        "Round 1": 2, "Round 2": 2, "Round 3": 2, "Round 4": 3, "All rounds": 9,
    }  # fmt: skip
    assert tables[-1]["All rounds"] == 136
    insights = rows_of(turin, "Key insights")
    assert len(insights) == 64
    assert insights[0]["Key insight"].startswith("Un dossier par enfant")
    people = rows_of(turin, "Participants")
    assert len(people) == 80
    assert all(1 <= person["Round 4"] <= 16 for person in people)


def test_the_sheets_about_what_was_said(turin):
    themes = {row["Theme"]: row for row in rows_of(turin, "By theme")}
    assert themes["Child labour"]["Opportunities"] == 17
    assert themes["Child labour"]["All contributions"] == 25
    steps = rows_of(turin, "Next steps")
    owners = [row["Owner"].casefold() for row in steps if row["Owner"]]
    assert owners == sorted(owners)
    assert all(isinstance(row["Due"], dt.datetime) for row in steps if row["Due"])
    partners = rows_of(turin, "Partners")
    assert partners[0]["Partner"] == "Commune d’Odienné"
    assert partners[0]["All contributions"] == 7


def test_the_summary_counts_and_leads_to_every_sheet(turin):
    workbook = load_workbook(turin, data_only=True)
    assert workbook.sheetnames == SHEETS
    summary = workbook["Summary"]
    shown = {
        summary.cell(row, column).value: summary.cell(row, column + 1).value
        for row in range(9, 26)
        for column in (1, 4, 7)
    }
    assert (shown["People"], shown["Tables"], shown["Rounds"]) == (80, 16, 4)
    assert (shown["Opportunity"], shown["Commitment"], shown["Concern"]) == (88, 14, 5)
    assert (shown["South-South"], shown["Child labour"]) == (45, 25)
    targets = {cell.hyperlink.location for row in summary for cell in row if cell.hyperlink}
    assert len(targets) == len(SHEETS) - 1


def test_lists_to_pick_from(turin):
    workbook = load_workbook(turin)
    (range_,) = workbook.defined_names["list_status"].destinations
    cells = workbook[range_[0]][range_[1].replace("$", "")]
    assert [cell.value for (cell,) in cells] == ["To do", "Under way", "Done", "Dropped"]
    rules = workbook["Opportunities"].data_validations.dataValidation
    assert {rule.formula1 for rule in rules} >= {"list_modality", "list_status", "1"}


# --- how it is shown ---------------------------------------------------------------------


def test_sheets_are_ready_to_read_and_to_print(turin):
    workbook = load_workbook(turin)
    for sheet in workbook.worksheets[1:]:
        assert sheet.freeze_panes
        assert sheet.print_title_rows == "$4:$4"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.oddFooter.right.text == "Page &P of &N"
        assert all(table.autoFilter for table in sheet.tables.values())
    assert workbook["Summary"].page_setup.fitToHeight == 1
    assert workbook.properties.title.startswith("Academy")
    assert workbook.properties.created.isoformat() == "2027-04-21T10:40:00"


def test_arabic_sheets_run_from_right_to_left(tmp_path):
    words = Translated(str)
    words.language = "ar"
    workbook = load_workbook(exported(tmp_path, small_workshop(), words))
    assert all(sheet.sheet_view.rightToLeft for sheet in workbook)


# --- cafés of every size, in every language ----------------------------------------------


def test_an_empty_cafe(tmp_path):
    path = exported(tmp_path, Workshop())
    summary = load_workbook(path, data_only=True)["Summary"]
    assert [summary["A6"].value, summary["D6"].value, summary["G6"].value] == [0, 0, 0]
    assert rows_of(path, "Opportunities") == []
    assert load_workbook(path)["Opportunities"]["A2"].value == "There is nothing here yet."


def test_one_table_without_theme_or_round(tmp_path):
    exported(tmp_path, Workshop.of([About(), CafeTable(id="t", number=1)]))


def test_two_thousand_contributions(tmp_path):
    path = exported(tmp_path, turin_workshop(2000))
    assert load_workbook(path, data_only=True)["Summary"]["D6"].value == 2000


@pytest.mark.parametrize(
    "change",
    [
        lambda text: f"{text}: [l’été] #1 @ 'a' & <b>",
        lambda text: "x",
        lambda text: f"{text} " * 5,
        lambda text: "",
        lambda text: "Zeile\neins",
    ],
)
def test_a_translation_may_say_what_it_likes(tmp_path, change):
    exported(tmp_path, turin_workshop(), Translated(change))


def test_names_of_sheets_are_what_excel_allows():
    assert sheet_names(["a/b:c", "A B C", "x" * 40, "x" * 40, "'", "[]"]) == [
        "a b c", "A B C 2", "x" * 31, "x" * 29 + " 2", "-", "- 2",
    ]  # fmt: skip


def test_headings_are_distinct_lines():
    assert distinct(["Rôle", "rôle", "", "a\nb"]) == ["Rôle", "rôle (2)", "#3", "a b"]


def test_texts_in_formulas():
    assert literal('say "so"') == '"say ""so"""'
    assert literal("") == '""'
    assert literal("x" * 300) == f'"{"x" * 255}"&"{"x" * 45}"'


def test_columns_in_formulas():
    assert column_ref("T", "Thème 2") == "T[Thème 2]"
    assert column_ref("T", "Réf. [n°]'#") == "T[[Réf. '[n°']'''#]]"


# --- text of people ----------------------------------------------------------------------


def test_hostile_text_stays_what_it_is(tmp_path):
    path = exported(tmp_path, hostile_workshop())
    assert [row[1] for row in as_read_by_another(path, "Opportunities")] == HOSTILE
    cell = load_workbook(path)["Opportunities"]["B5"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_hostile_text_everywhere_else(tmp_path):
    for text in ("=1+1", "&[]:*?/\\'", "\x00\ud800\ufffe_x0041_", "=" * 500):
        about = About().model_copy(
            update={"title": text, "place": text, "organisers": (text, text)}
        )
        theme = Theme(id="x", name="x").model_copy(update={"name": text})
        table = CafeTable(id="t9", number=9, theme_id="x")
        said = opportunity("c", "t9", partners=(Partner(),)).model_copy(
            update={
                "themes": (text,), "sdg_targets": (text,), "lang": text, "id": text,
                "partners": (Partner().model_copy(
                    update={"name": text, "city": text, "country": text}
                ),),
            }
        )  # fmt: skip
        entities = [e for e in small_workshop().entities() if e.kind_name != "about"]
        exported(tmp_path, Workshop.of([*entities, about, theme, table, said]))


def test_what_no_cell_can_hold_is_replaced_or_cut():
    assert readable("a\x00b\x0bc\ud800d\ufffee\r\nf\rg\th") == "a�b�c�d�e\nf\ng\th"
    assert fitting("x" * MAX_UNITS, "…") == "x" * MAX_UNITS
    for text in ("x" * 40_000, "👍" * 20_000, "x" * 20_000 + "👍" * 10_000):
        cut = fitting(text, "… (cut)")
        assert MAX_UNITS - 2 <= units(cut) <= MAX_UNITS
        assert cut.endswith("… (cut)")
        assert text.startswith(cut.removesuffix("… (cut)"))


def test_forty_thousand_characters(tmp_path):
    workshop = done(small_workshop(), record(description="é👍" * 20_000))
    (row,) = rows_of(exported(tmp_path, workshop), "Opportunities")
    assert row["In their own words"].endswith("… (cut here: Excel has no room for more)")


def test_dates_that_excel_does_not_know_are_text(tmp_path):
    step = NextStep(text="Once", due=dt.date(1848, 2, 24))
    (row,) = rows_of(
        exported(tmp_path, done(small_workshop(), record(next_step=step))), "Opportunities"
    )
    assert row["Due"] == "1848-02-24"


# --- onto the disk -----------------------------------------------------------------------


def old_file(tmp_path):
    path = tmp_path / "synthesis.xlsx"
    path.write_bytes(b"the workbook of last week")
    return path


def untouched(path):
    return path.read_bytes() == b"the workbook of last week" and list(
        path.parent.iterdir()
    ) == [path]


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "disk_full"), (errno.EIO, "unwritable")]
)
def test_a_failing_disk_leaves_the_old_file(tmp_path, number, code):
    path = old_file(tmp_path)

    def fail_late(share):
        if share > 0.6:
            raise OSError(number, "the disk says no")

    with pytest.raises(FileRefused) as refused:
        write_synthesis(turin_workshop(), path, ENGLISH, made_at=MADE_AT, progress=fail_late)
    assert refused.value.code == code
    assert ENGLISH.refusal(refused.value)
    assert untouched(path)


def test_a_defect_of_ours_leaves_the_old_file(tmp_path):
    path = old_file(tmp_path)
    broken = opportunity().model_copy(update={"description": object()})
    workshop = Workshop.of([*small_workshop().entities(), broken])
    with pytest.raises(Exception, match="format"):
        write_synthesis(workshop, path, ENGLISH, made_at=MADE_AT)
    assert untouched(path)


@pytest.mark.parametrize("n_asked", [0, 1, 5, 16])
def test_cancelling_leaves_the_old_file(tmp_path, n_asked):
    path = old_file(tmp_path)
    answers = iter([False] * n_asked)
    with pytest.raises(ExportCancelled):
        write_synthesis(
            turin_workshop(), path, ENGLISH, made_at=MADE_AT,
            cancelled=lambda: next(answers, True),
        )  # fmt: skip
    assert untouched(path)


def test_progress_goes_from_nothing_to_all(tmp_path):
    heard = []
    write_synthesis(
        turin_workshop(500),
        tmp_path / "s.xlsx",
        ENGLISH,
        made_at=MADE_AT,
        progress=heard.append,
    )
    assert heard == sorted(heard)
    assert (heard[0], heard[-1]) == (0.0, 1.0)
    assert len(heard) > 20


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(FileRefused) as refused:
        write_synthesis(Workshop(), tmp_path / "no" / "s.xlsx", ENGLISH, made_at=MADE_AT)
    assert refused.value.code == "folder_missing"


def test_the_file_is_replaced(tmp_path):
    path = old_file(tmp_path)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        write_synthesis(turin_workshop(), path, ENGLISH, made_at=MADE_AT)
    assert broken_rules(path) == []
    assert list(tmp_path.iterdir()) == [path]


def test_hosts_and_roles_are_named(tmp_path):
    people = rows_of(exported(tmp_path, small_workshop()), "Participants")
    assert people[0]["Family name"] == "Costa"
    assert people[0]["Role"] == ENGLISH.label(Role.HOST)
    assert [people[1][f"Round {n}"] for n in (1, 2)] == [1, 1]
