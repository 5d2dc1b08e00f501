"""The workbook people came for: everything said is in it, and Excel has nothing to repair."""

import datetime as dt
import errno
import warnings
import zipfile
from functools import lru_cache

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from excel_rules import broken_rules
from small_cafe import AT, done, numbered, opportunity, record, small_workshop
from turin_cafe import turin_workshop
from workbook_cases import (
    ENGLISH,
    HOSTILE,
    MADE_AT,
    PICTURE,
    TURIN_TIME,
    Translated,
    harvested_workshop,
    hostile_workshop,
    two_thousand,
)
from worldcafe.domain import commands, harvest
from worldcafe.domain.disclosure import Disclosure, Names
from worldcafe.domain.model import (
    About,
    Agreement,
    Amount,
    CafeTable,
    Cluster,
    Contact,
    Contribution,
    Conversation,
    Extra,
    NextStep,
    OpenPoint,
    Participant,
    Partner,
    Period,
    Resource,
    Seat,
    Theme,
    Vote,
)
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.vocabulary import (
    Activity,
    ActivityStatus,
    AgreementFrame,
    AmountKind,
    Direction,
    Goal,
    Kind,
    Maturity,
    Modality,
    NextStepType,
    PartnerRole,
    PartnerType,
    Pillar,
    QualityCheck,
    ResourceKind,
    Review,
    Role,
    Scope,
    StepStatus,
)
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.workbook import ExportCancelled, write_synthesis
from worldcafe.exchange.workbook.page import sheet_names
from worldcafe.exchange.workbook.synthesis import sheets_of
from worldcafe.exchange.workbook.table import column_ref, distinct, literal
from worldcafe.exchange.workbook.telling import Telling
from worldcafe.exchange.workbook.text import MAX_UNITS, fitting, readable, units
from worldcafe.wording import synthesis
from worldcafe.wording.languages import LANGUAGES
from worldcafe.wording.optional_sheets import OPTIONAL

SHEETS = [
    "Summary", "Opportunities", "Experiences", "Commitments", "Other contributions",
    "Next steps", "Priorities", "By theme", "By modality", "Countries", "By table and round",
    "Key insights", "Partners", "Participants", "How to read this", "Code lists",
]  # fmt: skip
AFTER_HARVEST = ["Clusters", "Merged originals", "Follow-up", "Pictures"]


def exported(tmp_path, workshop, words=ENGLISH, **options):
    path = tmp_path / "synthesis.xlsx"
    write_synthesis(workshop, path, words, made_at=MADE_AT, **options)
    assert broken_rules(path) == []
    return path


def day(*date):
    """A date as openpyxl reads it."""
    return dt.datetime.combine(dt.date(*date), dt.time())


@lru_cache(maxsize=4)
def opened(path, written_at):
    """The workbook with the stored results, read once."""
    return load_workbook(path, data_only=True)


def rows_of(path, sheet, first=4):
    """The rows of a sheet's first table as dictionaries, with the stored results."""
    lines = opened(path, path.stat().st_mtime_ns)[sheet].iter_rows(first, values_only=True)
    headers = next(lines)
    found = []
    for line in lines:
        if all(value is None for value in line):
            break
        found.append(dict(zip(headers, line, strict=True)))
    return found


def shown(workbook):
    """The sheets that people see."""
    return [sheet for sheet in workbook if sheet.sheet_state == "visible"]


def as_read_by_another(path, sheet):
    """The rows below the headings as calamine reads them, which knows nothing of openpyxl."""
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python()[4:]


@pytest.fixture(scope="module")
def turin(tmp_path_factory):
    return exported(tmp_path_factory.mktemp("turin"), turin_workshop())


@pytest.fixture(scope="module")
def harvested(tmp_path_factory):
    """The workbook of a café that was harvested, with its pictures beside it."""
    return exported(
        tmp_path_factory.mktemp("harvested"),
        harvested_workshop(),
        blob_of=lambda digest: PICTURE,
    )


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
            Partner(name="Fonds vert", role=PartnerRole.FUNDING),
        ),
        modality=Modality.TRIANGULAR, activities=(Activity.TRAINING, Activity.STUDY_TOUR),
        scope=Scope.REGIONAL, pillars=(Pillar.RIGHTS,), sdg_targets=("8.7", "17.9"),
        sdg_goals=(Goal.DECENT_WORK, Goal.CITIES), status=ActivityStatus.CLOSED,
        period=Period(start="2025-09", end="2026"), programme="Cities learn",
        agreement=Agreement(frame=AgreementFrame.MOU, date="2025-06-30"),
        amount=Amount(value=1_250_000, currency="EUR", kind=AmountKind.COMMITTED),
        source="https://example.org/a",
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
        title_translation="Two cities", review=Review.APPROVED, cluster_id="k",
        organiser_status=StepStatus.DONE, organiser_owner="Office in Dakar",
        organiser_note="Call",
        extras=(Extra(name="Budget", value="1200"), Extra(name="Lot", value="007")),
    )  # fmt: skip
    workshop = done(
        Workshop.of([*small_workshop().entities(), Cluster(id="k", name="Registers")]),
        record("c0", kind=Kind.IDEA),
        commands.RecordContribution(contribution=full.but(builds_on_id="c0")),
    )
    workshop = Workshop.of(
        [*workshop.entities(), Vote.of("c1", 3, participant_id="awa")],
    )

    (row,) = rows_of(exported(tmp_path, workshop), "Opportunities")
    recorded = AT.astimezone(TURIN_TIME).replace(tzinfo=None)
    assert row == {
        "Ref": "O-002", "Title": "Two cities compare", "Description": "En détail",
        "Themes": "Skills; Ours", "Modality": "Triangular",
        "Partners and their roles":
            "Ville de Thiès (Thiès, Senegal) – Beneficiary partner\n"
            "Conquito (Ecuador) – Pivotal partner\nILO – Facilitating partner\nLima\n"
            "Fonds vert – Funder",
        "Beneficiary partner": "Ville de Thiès (Thiès, Senegal)",
        "Pivotal partner": "Conquito (Ecuador)", "Facilitating partner": "ILO",
        "Provider": None, "Recipient": None, "Reciprocal partner": None,
        "Funder": "Fonds vert", "Implementing body": None,
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
        "State of the cooperation": "Finished", "Beginning": "2025-09", "End": "2026",
        "Kind of agreement": "Memorandum of understanding",
        "Date of the agreement": "2025-06-30", "Programme": "Cities learn",
        "Amount": 1_250_000, "Currency": "EUR", "Kind of amount": "Committed",
        "Source or link": "https://example.org/a", "SDG goals": "8; 11",
        "Quality checks": "Between equals; Replicable", "Enabling factors": "A mayor",
        "Obstacles": "Visas", "Contacts who agreed to be named": "Awa, ILO, awa@example.org",
        "Decent work pillars": "Rights at work", "SDG targets": "8.7; 17.9",
        "Builds on": "I-001", "Note-taker": "Chiara Rossi", "Recorded": recorded,
        "Language": "French", "Identifier": "c1",
        "Follow-up": "Done", "Followed up by": "Office in Dakar", "Organiser’s note": "Call",
        "Review": "Approved", "Title, translated": "Two cities", "Dots": 3,
        "Cluster": "Registers", "Merged from": None, "Budget": 1200, "Lot": "007",
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
    workshop = turin_workshop()
    first = workshop.participants_in_order[0]
    seats = zip(workshop.route_of(first.id), workshop.rounds_in_order, strict=True)
    n_others = sum(len(workshop.people_at(table.id, each.id)) - 1 for table, each in seats)
    assert people[0]["People met"] + people[0]["Met again"] == n_others


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
    assert [sheet.title for sheet in shown(workbook)] == SHEETS
    summary = workbook["Summary"]
    counts = {
        summary.cell(row, column).value: summary.cell(row, column + 1).value
        for row in range(9, 28)
        for column in (1, 4, 7)
    }
    assert (counts["People"], counts["Tables"], counts["Rounds"]) == (80, 16, 4)
    assert (counts["Opportunity"], counts["Commitment"], counts["Concern"]) == (88, 14, 5)
    assert (counts["South-South"], counts["Child labour"]) == (45, 25)
    assert (counts["To do"], counts["Done"]) == (62, 0)
    targets = {cell.hyperlink.location for row in summary for cell in row if cell.hyperlink}
    assert len(targets) == len(SHEETS) - 1


def test_lists_to_pick_from(turin):
    workbook = load_workbook(turin)
    (range_,) = workbook.defined_names["list_status"].destinations
    cells = workbook[range_[0]][range_[1].replace("$", "")]
    assert [cell.value for (cell,) in cells] == ["To do", "Under way", "Done", "Dropped"]
    rules = workbook["Opportunities"].data_validations.dataValidation
    assert {rule.formula1 for rule in rules} >= {"list_modality", "list_status", "1"}


# --- after the harvest -------------------------------------------------------------------


def test_what_the_harvest_made_has_sheets_of_its_own(harvested):
    titles = [sheet.title for sheet in shown(load_workbook(harvested))]
    assert sorted(titles) == sorted([*SHEETS, *AFTER_HARVEST])


def test_a_merged_contribution_stands_once_and_its_originals_beneath_it(harvested):
    refs = {row["Title"]: row["Ref"] for row in rows_of(harvested, "Opportunities")}
    originals = rows_of(harvested, "Merged originals")
    assert {row["Merged into"] for row in originals} == {"One register for both cities"}
    assert len(originals) == 2
    assert all(row["Title"] not in refs and row["Description"] for row in originals)
    merged = next(r for r in rows_of(harvested, "Opportunities") if r["Identifier"] == "merged")
    assert merged["Merged from"] == "; ".join(
        row["Reference before the merge"] for row in originals
    )


def test_dots_count_for_what_an_original_was_merged_into(harvested):
    rows = {row["Identifier"]: row for row in rows_of(harvested, "Opportunities")}
    assert rows["merged"]["Dots"] == 1 + 2


def test_priorities_go_by_dots_and_then_by_ratings(harvested):
    rows = rows_of(harvested, "Priorities")
    keys = [
        (-(row["Dots"] or 0), -(row["Priority (impact × feasibility)"] or 0)) for row in rows
    ]
    assert keys == sorted(keys)
    assert len(rows) > 30


def test_clusters_add_up(harvested):
    rows = rows_of(harvested, "Clusters")
    assert [row["Opportunities"] for row in rows] == [15, 15]
    assert sum(row["Dots"] for row in rows) == sum(1 + n % 3 for n in range(1, 19))


def test_what_became_of_an_open_point(harvested):
    (row,) = rows_of(harvested, "Follow-up")
    assert (row["Ref"], row["What became of it"]) == ("O-017", "Printed in three languages")
    assert (row["Status"], row["Workshop"]) == ("Done", "Academy 2026")


def test_pictures_stand_in_the_folder_that_their_sheet_leads_to(harvested):
    cell = load_workbook(harvested)["Pictures"]["E5"]
    assert (harvested.parent / cell.hyperlink.target).read_bytes() == PICTURE
    assert cell.value == "table-03-round-2-1.png"


def test_countries_stand_against_each_other(harvested):
    rows = rows_of(harvested, "Countries")
    matrix = {row["Country"]: row for row in rows}
    for one in matrix:
        assert matrix[one][one] is None
        for other in matrix:
            assert matrix[one][other] == matrix[other][one]
    assert rows[0]["Opportunities"] == max(row["Opportunities"] for row in rows)


def test_charts_have_titles_axes_and_words(harvested):
    with zipfile.ZipFile(harvested) as archive:
        charts = [archive.read(n).decode() for n in archive.namelist() if "charts/chart" in n]
        drawings = [
            archive.read(n).decode() for n in archive.namelist() if "drawings/drawing" in n
        ]
    assert len(charts) == 4
    for chart in charts:
        assert chart.count("<title>") == 3
        assert "Cache>" in chart
    assert sum(drawing.count('descr="') for drawing in drawings) == 4
    assert 'descr=""' not in "".join(drawings)


# --- names -------------------------------------------------------------------------------


def everything_in(path):
    with zipfile.ZipFile(path) as archive:
        return b"".join(archive.read(n) for n in archive.namelist()).decode()


def named_workshop():
    contact = Contact(
        name="Awa Diop", organisation="ILO", email="awa@example.org", consent=True
    )
    step = NextStep(text="Call", owner="Chiara Rossi")
    said = record(
        contacts=(contact,), next_step=step, author_id="chiara", organiser_owner="BIT"
    )
    workshop = done(small_workshop(), said)
    dina = workshop.participants["dina"].but(name_hidden=True, position="Mayor")
    return Workshop.of([*(e for e in workshop.entities() if e.id != "dina"), dina])


def test_whoever_asked_not_to_be_named_is_shown_by_initials(tmp_path):
    text = everything_in(exported(tmp_path, named_workshop()))
    assert "Haddad" not in text
    people = rows_of(tmp_path / "synthesis.xlsx", "Participants")
    assert ("H.", "D.") in {(row["Family name"], row["Given name"]) for row in people}


def test_initials_stand_for_every_name(tmp_path):
    path = exported(tmp_path, named_workshop(), disclosure=Disclosure(Names.INITIALS))
    text = everything_in(path)
    for name in ("Rossi", "Diop", "Haddad", "Costa", "awa@example.org"):
        assert name not in text
    (row,) = rows_of(path, "Opportunities")
    assert (row["Owner"], row["Note-taker"], row["Followed up by"]) == ("C. R.", "C. R.", "BIT")
    assert row["Contacts who agreed to be named"] == "A. D., ILO"


@pytest.mark.parametrize(
    "disclosure", [Disclosure(Names.NONE), Disclosure(personal_data=False)]
)
def test_nobody_is_named_where_that_is_asked(tmp_path, disclosure):
    path = exported(tmp_path, named_workshop(), disclosure=disclosure)
    text = everything_in(path)
    for name in ("Rossi", "Diop", "Haddad", "Costa", "Chiara", "awa@example.org"):
        assert name not in text
    (row,) = rows_of(path, "Opportunities")
    assert row["Owner"] == "(a participant)"
    people = rows_of(path, "Participants")
    assert len(people) == 5
    assert "Family name" not in people[0]
    assert ("Mayor" in text) == disclosure.personal_data


# --- how it is shown ---------------------------------------------------------------------


def test_sheets_are_ready_to_read_and_to_print(turin):
    workbook = load_workbook(turin)
    for sheet in shown(workbook)[1:]:
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
    words.tongue = LANGUAGES["ar"]
    workbook = load_workbook(exported(tmp_path, small_workshop(), words))
    assert all(sheet.sheet_view.rightToLeft for sheet in shown(workbook))
    for cell in ("A1", "A2", "A3"):  # what the program says is read from the right as well
        said = workbook["Opportunities"][cell].alignment
        assert (said.horizontal, said.readingOrder) == ("right", 2)
    assert workbook["Opportunities"]["A5"].alignment.readingOrder == 0  # as it was written
    footer = workbook["Opportunities"].oddFooter
    assert footer.left.text == "&P/&N"  # words beside it come out of order in LibreOffice
    assert footer.right.text.strip() == workbook["Summary"].oddFooter.right.text.strip() != ""


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
    path = exported(tmp_path, two_thousand())
    summary = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Summary").to_python()
    assert 2000 in summary[5]


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
                "extras": (Extra(name="x", value="").model_copy(
                    update={"name": text, "value": text}
                ),),
                "cluster_id": "k", "organiser_owner": text, "title_translation": text,
            }
        )  # fmt: skip
        cluster = Cluster(id="k", name="x").model_copy(update={"name": text, "theme": text})
        point = OpenPoint(id="p", kind=Kind.IDEA, title="x").model_copy(
            update={"title": text, "outcome": text, "workshop_title": text, "reference": text}
        )
        entities = [e for e in small_workshop().entities() if e.kind_name != "about"]
        others = (about, theme, table, said, cluster, point)
        exported(tmp_path, Workshop.of([*entities, *others]))


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
    assert row["Description"].endswith("… (cut here: Excel has no room for more)")


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


def test_a_workbook_that_excel_holds_open_is_named_and_left(tmp_path, monkeypatch):
    path = old_file(tmp_path)

    def held_open(self, target):
        """What Windows does while Excel shows the file."""
        raise PermissionError(errno.EACCES, "used by another process")

    monkeypatch.setattr("pathlib.Path.replace", held_open)
    with pytest.raises(FileRefused) as refused:
        write_synthesis(Workshop(), path, ENGLISH, made_at=MADE_AT)
    assert refused.value.code == "file_in_use"
    assert "Excel" in ENGLISH.refusal(refused.value)
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


# --- page one, and what is not shown -----------------------------------------------------


def summary_of(path):
    """The lines of page one, each as the texts and numbers that stand on it."""
    rows = load_workbook(path, data_only=True)["Summary"].iter_rows(values_only=True)
    return [[cell for cell in row if cell is not None] for row in rows]


def test_page_one_says_what_is_due_next_and_what_lacks_a_date_or_an_owner(tmp_path):
    steps = [
        NextStep(text="Print it", owner="Awa", due=dt.date(2027, 6, 1)),
        NextStep(text="Call", owner="Emil", due=dt.date(2027, 3, 1)),
        NextStep(text="Done long ago", due=dt.date(2027, 1, 1), status=StepStatus.DONE),
        NextStep(text="Some day"),
    ]
    items = [opportunity(f"c{n}", next_step=step) for n, step in enumerate(steps)]
    path = exported(tmp_path, Workshop.of(numbered([*small_workshop().entities(), *items])))
    lines = summary_of(path)
    at = lines.index(["Next deadlines"])
    assert [line[0] for line in lines[at + 1 : at + 3]] == [
        "1 March 2027 · overdue · Emil · Call (O-002)",
        "1 June 2027 · Awa · Print it (O-001)",
    ]
    counts = {line[at]: line[at + 1] for line in lines for at in range(len(line) - 1)}
    assert (counts["Without a date"], counts["Without an owner"]) == (1, 2)


def test_page_one_has_headlines_without_ratings_and_says_how_many_more(tmp_path):
    items = [opportunity(f"c{n}", title=f"Title {n}") for n in range(7)]
    ready = NextStep(text="Call", owner="Awa", due=dt.date(2027, 6, 1))
    items[5] = items[5].but(next_step=ready)
    path = exported(tmp_path, Workshop.of(numbered([*small_workshop().entities(), *items])))
    lines = summary_of(path)
    at = lines.index(["Nothing is rated yet: what lacks least"])
    assert lines[at + 1] == ["O-006 · Title 5"]
    assert lines[at + 6] == ["and 2 more"]


def test_page_one_of_a_table_of_projects_says_what_there_is_and_not_what_was_not_done(tmp_path):
    partners = [({"city": "Maputo", "country": "MZ"}, {"country": "BR"}), ({"country": "BR"},)]
    items = [opportunity(f"c{n}", partners=each) for n, each in enumerate(partners)]
    path = exported(tmp_path, Workshop.of(numbered([*furnished_only(), *items])))
    lines = summary_of(path)
    said = {str(cell) for line in lines for cell in line}
    assert {"Brazil", "Mozambique", "Nothing is rated yet: what lacks least"} <= said
    assert ["Brazil", 2] in [line[:2] for line in lines]
    assert not said & {
        "The café", "People", "Rounds", "Conversations", "Next steps", "Without a date",
        "Opportunities by modality", "Contributions by theme", "By kind",
    }  # fmt: skip
    assert not [text for text in said if "triangular" in text]
    counts = [cell for line in lines for cell in line if isinstance(cell, int)]
    assert 0 not in counts


def furnished_only():
    """A room where nobody sat."""
    return [each for each in small_workshop().entities() if not isinstance(each, OF_PEOPLE)]


OF_PEOPLE = (Participant, Seat, Conversation, Contribution)


def test_page_one_tells_triangular_and_city_cooperation_in_a_sentence(turin):
    said = "Of 88 opportunities, 16 are triangular and 10 go from city to city."
    assert [said] in summary_of(turin)


def test_other_is_never_the_first_theme(tmp_path):
    items = [opportunity(f"c{n}", themes=("other",)) for n in range(3)]
    items.append(opportunity("c3", themes=("tourism",)))
    path = exported(tmp_path, Workshop.of(numbered([*small_workshop().entities(), *items])))
    assert [row["Theme"] for row in rows_of(path, "By theme")] == ["Tourism", "Other"]


def test_empty_sheets_are_hidden_and_page_one_says_which(tmp_path):
    path = exported(tmp_path, Workshop.of(numbered([*small_workshop().entities(),
                                                    opportunity("c1")])))  # fmt: skip
    hidden = [each.title for each in load_workbook(path) if each.sheet_state == "hidden"]
    assert {"Experiences", "Commitments"} <= set(hidden)
    assert f"Hidden, for there is nothing in them yet: {', '.join(hidden)}" in [
        line[0] for line in summary_of(path) if line
    ]


def test_empty_columns_are_folded_but_not_those_that_wait_for_an_organiser(turin):
    sheet = load_workbook(turin)["Opportunities"]
    folded = {
        cell.value for cell in sheet[4] if sheet.column_dimensions[cell.column_letter].hidden
    }
    assert {"Translation", "Merged from"} <= folded
    assert not folded & {"Title", "Follow-up", "Organiser’s note", "Owner", "Identifier"}


def test_report_and_workbook_agree_on_partners_and_countries(turin):
    counted = harvest.numbers(turin_workshop())
    lines = summary_of(turin)
    tiles = next(line for line in lines if "partners named" in line)
    assert lines[lines.index(tiles) - 1][tiles.index("partners named")] == counted.n_partners
    assert ["Countries", counted.n_countries] == next(
        line[:2] for line in lines if line and line[0] == "Countries"
    )


def test_sheets_that_were_left_out_are_gone_and_page_one_says_the_same(tmp_path, turin):
    without = ("participants", "partners", "by_theme", "next_steps", "insights", "by_table")
    path = exported(tmp_path, turin_workshop(), without=without)
    titles = {each.title for each in shown(load_workbook(path))}
    gone = {"Participants", "Partners", "By theme", "Next steps", "Key insights",
            "By table and round"}  # fmt: skip
    assert set(SHEETS) - titles == gone
    numbers = [[cell for cell in line if isinstance(cell, int)] for line in summary_of(path)]
    before = [[cell for cell in line if isinstance(cell, int)] for line in summary_of(turin)]
    assert [line for line in numbers if line] == [line for line in before if line]
    formulas = {
        str(cell.value) for row in load_workbook(path)["Summary"] for cell in row
        if str(cell.value).startswith("=")
    }  # fmt: skip
    assert not [text for text in formulas if "Participants[" in text or "ByTheme[" in text]


def test_every_optional_sheet_has_its_name_on_the_command_line_and_in_the_window():
    telling = Telling(Workshop(), ENGLISH, MADE_AT)
    keys = [sheet.key for sheet in sheets_of(telling, everything=True)]
    fixed = ["opportunities", "experiences", "commitments", "other_contributions", "lists"]
    assert sorted(OPTIONAL) == sorted(set(keys) - set(fixed) - {"code_lists"})
    assert set(OPTIONAL) >= {
        each.key for each in synthesis.sheets(turin_workshop(), ENGLISH)
    } - {""}


def test_a_text_that_print_cuts_is_told_of(tmp_path):
    items = [opportunity("c1", description="word " * 4000), opportunity("c2")]
    path = exported(tmp_path, Workshop.of(numbered([*small_workshop().entities(), *items])))
    lead = load_workbook(path)["Opportunities"]["A2"].value
    assert lead.endswith("Cut on paper, whole in their cells: O-001")


def test_the_bubbles_of_priorities_say_whose_they_are(harvested):
    with zipfile.ZipFile(harvested) as archive:
        charts = [
            archive.read(name).decode() for name in archive.namelist() if "/chart" in name
        ]
    (bubbles,) = [text for text in charts if "bubbleChart" in text]
    row = next(row for row in rows_of(harvested, "Priorities") if row["Impact (1–5)"])
    assert f">{row['Ref']}<" in bubbles


def test_a_column_says_what_came_by_phone_where_anything_did(tmp_path):
    at_desk = opportunity("desk", title="Desk")
    phoned = opportunity("phoned", title="Phoned", came_by="phone")
    room = small_workshop().entities()
    quiet = Workshop.of(numbered([*room, at_desk]))
    (row,) = rows_of(exported(tmp_path, quiet), "Opportunities")
    assert "How it came in" not in row
    rows = rows_of(exported(tmp_path, Workshop.of(numbered([*room, at_desk, phoned]))),
                   "Opportunities")  # fmt: skip
    came = {row["Title"]: row["How it came in"] for row in rows}
    assert came == {"Desk": None, "Phoned": "By phone"}


def test_a_source_on_the_web_is_a_link_and_nothing_else_is(tmp_path):
    workshop = turin_workshop()
    one, other, *_ = workshop.standing
    sources = (
        one.but(source="See https://example.org/report.pdf."),
        other.but(source="https://bank.org@evil.example/x"),
    )
    rest = (each for each in workshop.entities() if each.id not in {one.id, other.id})
    workshop = Workshop.of([*rest, *sources])
    workbook = load_workbook(exported(tmp_path, workshop))
    targets = {
        (str(cell.value), cell.hyperlink.target)
        for sheet in workbook
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink and cell.hyperlink.target
    }
    assert targets == {
        ("See https://example.org/report.pdf.", "https://example.org/report.pdf")
    }
