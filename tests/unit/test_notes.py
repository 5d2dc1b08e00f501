"""Notes typed elsewhere: all of them come in, once, and every doubt about them is said."""

import csv
import datetime as dt
import json
import shutil
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from worldcafe.domain.command import Stamp
from worldcafe.domain.commands.capture import ImportContributions
from worldcafe.domain.edits import Edit
from worldcafe.domain.folding import fold
from worldcafe.domain.model import (
    About,
    CafeTable,
    Contact,
    Contribution,
    Conversation,
    NextStep,
    Participant,
    Partner,
    Resource,
    Round,
    Seat,
    Theme,
)
from worldcafe.domain.refusal import FileRefused, RuleBroken
from worldcafe.domain.vocabulary import (
    Activity,
    Direction,
    Kind,
    Modality,
    PartnerRole,
    PartnerType,
    QualityCheck,
    ResourceKind,
    StepStatus,
)
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.notes import (
    field_name,
    note_from_json,
    read_notes,
    write_note_sheet,
    write_note_sheets,
)
from worldcafe.exchange.notes.columns import columns_of
from worldcafe.exchange.notes.fields import (
    COLUMNS,
    FIELDS,
    HIDDEN_COLUMNS,
    form_of,
    paths_by_heading,
)
from worldcafe.exchange.notes.headings import path_of
from worldcafe.exchange.notes.sheet import N_EMPTY_ROWS
from worldcafe.wording import TRANSLATED, words_for
from written_notes import note_as_json

ROOT = Path(__file__).parents[2]
TURIN = ROOT / "resources" / "examples" / "turin-contributions.jsonl"
NOTES = ROOT / "tests" / "data" / "notes"
IDEA = {"table": 7, "round": 2, "kind": "idea", "title": "Un annuaire des coopératives"}

AWA = Participant(
    id="awa", given_name="Awa", family_name="KONÉ", organisation="Ville de Thiès",
    city="Thiès", country="SN",
)  # fmt: skip
JOAO = Participant(id="joao", given_name="João", family_name="da Silva", country="BR")
NAMESAKES = tuple(Participant(id=f"li{n}", given_name="Li", family_name="Wei") for n in (1, 2))


def cafe(*more: object) -> Workshop:
    """Sixteen tables and four rounds; Awa takes the notes at table 7."""
    tables = [CafeTable(id=f"t{n}", number=n, theme_id="th") for n in range(1, 17)]
    tables[6] = tables[6].but(note_taker_id="awa")
    rounds = [Round(id=f"r{n}", number=n, question=f"Question {n} ?") for n in range(1, 5)]
    about = About(title="=Académie", languages=("fr", "en"))
    theme = Theme(id="th", name="Villes et emplois", question="Que peut une ville ?")
    people = (AWA, JOAO, *NAMESAKES)
    return Workshop.of([about, theme, *people, *tables, *rounds, *more])


def after_import(room: Workshop, contributions: tuple[Contribution, ...]) -> Workshop:
    stamp = Stamp(at=dt.datetime(2027, 4, 21, tzinfo=dt.UTC), new_id=str)
    return room.after(ImportContributions(contributions=contributions).plan(room, stamp))


def lines(tmp_path: Path, *records: object, name: str = "notes.jsonl") -> Path:
    path = tmp_path / name
    texts = [r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records]
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path


def listed(tmp_path: Path, *rows: str, name: str = "notes.csv", delimiter: str = ";") -> Path:
    """A list whose cells stand between bars."""
    path = tmp_path / name
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerows([cell.strip() for cell in row.split("|")] for row in rows)
    return path


def only(path: Path, room: Workshop | None = None) -> Contribution:
    """The one contribution of a file that leaves no doubt."""
    notes = read_notes(path, room or cafe())
    assert (notes.doubts, notes.unknown_keys) == ((), ())
    (contribution,) = notes.contributions
    return contribution


def read(record: dict[str, object], room: Workshop | None = None) -> Contribution:
    """What a record becomes that leaves no doubt."""
    contribution, doubts = note_from_json(json.dumps(record), room or cafe())
    assert doubts == ()
    return contribution


def doubtful(**said: object) -> tuple[Contribution, list[tuple[str, dict[str, object]]]]:
    """What an idea with these fields becomes, and the doubts about it."""
    contribution, doubts = note_from_json(json.dumps({**IDEA, **said}), cafe())
    assert all(doubt.imported for doubt in doubts)
    return contribution, [(doubt.code, dict(doubt.params)) for doubt in doubts]


def doubts(notes: object) -> list[tuple[int, str, bool]]:
    return [(doubt.row, doubt.code, doubt.imported) for doubt in notes.doubts]


# --- the notes of the reference event ----------------------------------------------------


def test_the_turin_notes_come_in_whole():
    notes = read_notes(TURIN, cafe())
    assert len(notes.contributions) == 136
    assert notes.rows == tuple(range(1, 137))
    assert (notes.doubts, notes.unknown_keys, notes.known) == ((), (), ())
    assert Counter(str(c.kind) for c in notes.contributions)["opportunity"] == 88


def test_what_the_turin_notes_say_is_what_is_read():
    room = cafe()
    written = [json.loads(line) for line in TURIN.read_text("utf-8").splitlines()]
    for said, contribution in zip(written, read_notes(TURIN, room).contributions, strict=True):
        again = note_as_json(contribution, room)
        table_seven = {"author": AWA.name} if said["table"] == 7 else {}
        assert again == without_defaults(said) | table_seven


def without_defaults(said: dict[str, object]) -> dict[str, object]:
    """The record without what the model takes for granted."""
    plain = {**said}
    if plain.get("demand_confirmed") is False:
        del plain["demand_confirmed"]
    if "next_step" in plain:
        step = plain["next_step"]
        plain["next_step"] = {k: v for k, v in step.items() if v != "to_do"}
    if "contacts" in plain:
        plain["contacts"] = [
            {k: v for k, v in contact.items() if v is not False}
            for contact in plain["contacts"]
        ]
    return plain


def test_reading_the_turin_notes_twice_doubles_nothing():
    room = cafe()
    room = after_import(room, read_notes(TURIN, room).contributions)
    again = read_notes(TURIN, room)
    assert (again.contributions, again.doubts) == ((), ())
    assert set(again.known) == set(room.contributions)


def test_a_report_is_plain_data():
    report = read_notes(TURIN, cafe()).as_json()
    assert json.loads(json.dumps(report)) == report
    assert report["contributions"][0] == {
        "row": 1,
        "id": "65debeae-3247-408e-b168-6fed732313e7",
        "kind": "experience",
        "title": "Ratnapura\u00a0: un district entier vise zéro travail des enfants",
    }


# --- what a line says --------------------------------------------------------------------


def test_labels_in_any_language_are_codes():
    thies = {"name": "Thiès", "country": "السنغال", "role": "primer oferente"}
    maputo = {"name": "Maputo", "country": "Moçambique", "type": "local government"}
    said = {
        "kind": "OPPORTUNITÉ",
        "modality": "sud-sud",
        "activities": ["Voyage d’étude", "peer learning", "training"],
        "quality_checks": "Reproductible; sustainability",
        "partners": [thies, maputo],
    }
    contribution = read(IDEA | said)
    assert contribution.kind is Kind.OPPORTUNITY
    assert contribution.modality is Modality.SOUTH_SOUTH
    assert contribution.activities == (
        Activity.STUDY_TOUR, Activity.PEER_LEARNING, Activity.TRAINING,
    )  # fmt: skip
    assert contribution.quality_checks == (QualityCheck.REPLICABLE, QualityCheck.SUSTAINABILITY)
    assert contribution.partners == (
        Partner(name="Thiès", country="SN", role=PartnerRole.PIVOTAL),
        Partner(name="Maputo", country="MZ", type=PartnerType.LOCAL_GOVERNMENT),
    )


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_label_is_its_code_in_every_language(language):
    words, room = words_for(language), cafe()
    for column in COLUMNS:
        codes = getattr(column.form, "codes", None)
        for code in codes or ():
            read_back = note_from_json(
                json.dumps(IDEA | nested(column.path, words.label(code))), room
            )
            assert code in str(read_back[0].model_dump(mode="json")), (column.path, code)
            assert [d for d in read_back[1] if d.code == "code_unknown"] == []


def nested(path: str, value: object) -> dict[str, object]:
    """A record that says this one thing."""
    key, *steps = path.split(".")
    part = {steps[-1]: value} if steps else value
    if key == "resources":
        part = {"kind": "funding", "direction": "offered", **part}
    return {key: [part] if len(steps) == 2 else part}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2027-05-28", "2027-05-28"), ("28/05/2027", "2027-05-28"), ("3.6.2027", "2027-06-03"),
     ("2027-05-28T10:00:00Z", "2027-05-28")],
)  # fmt: skip
def test_dates(text, expected):
    step = read(IDEA | {"next_step": {"text": "Écrire", "due": text}}).next_step
    assert step.due.isoformat() == expected


@pytest.mark.parametrize("yes", ["oui", "YES", "sí", "Sim", "نعم", "true", True, 1])
def test_yes(yes):
    assert read(IDEA | {"demand_confirmed": yes}).demand_confirmed is True


@pytest.mark.parametrize("no", ["non", "No", "não", "لا", False, 0])
def test_no(no):
    assert read(IDEA | {"demand_confirmed": no}).demand_confirmed is False


def test_plain_text_where_an_object_could_stand():
    contribution = read(
        IDEA | {"next_step": "Écrire à Thiès", "partners": ["Thiès", {"name": "Dakar"}],
                "contacts": "Awa Koné; João da Silva"}
    )  # fmt: skip
    assert contribution.next_step == NextStep(text="Écrire à Thiès")
    assert contribution.partners == (Partner(name="Thiès"), Partner(name="Dakar"))
    assert contribution.contacts == (Contact(name="Awa Koné"), Contact(name="João da Silva"))


def test_the_author_is_found_by_name_else_it_is_the_note_taker():
    assert read(IDEA | {"author": "da Silva João"}).author_id == "joao"
    assert read(IDEA).author_id == "awa"
    assert read(IDEA | {"table": 8}).author_id is None
    spoken = Conversation.of("t7", "r2").but(note_taker_id="joao")
    assert read(IDEA, cafe(spoken)).author_id == "joao"


def test_an_unknown_author_is_nobody():
    contribution, doubts = doubtful(author="Quelqu’un d’autre")
    assert contribution.author_id is None
    assert doubts == [("author_unknown", {"field": "author", "text": "Quelqu’un d’autre"})]
    assert doubtful(author="Li Wei")[1] == [
        ("author_ambiguous", {"field": "author", "text": "Li Wei"})
    ]


def test_themes_are_codes_names_of_the_workshop_or_words_of_ones_own():
    assert read(IDEA | {"themes": "Travail des enfants, skills"}).themes == (
        "child_labour", "skills",
    )  # fmt: skip
    assert read(IDEA | {"themes": ["VILLES et emplois"]}).themes == ("Villes et emplois",)
    contribution, doubts = doubtful(themes="skills; apprentissage, artisanat")
    assert contribution.themes == ("skills", "apprentissage, artisanat")
    assert doubts == [("theme_own", {"field": "themes", "text": "apprentissage, artisanat"})]


def test_targets():
    targets = read(IDEA | {"sdg_targets": "ODD 8.7, 8.B; cible 17.16"}).sdg_targets
    assert targets == ("8.7", "8.b", "17.16")
    contribution, doubts = doubtful(sdg_targets=["8.7", "18.1", "travail"])
    assert contribution.sdg_targets == ("8.7",)
    assert [params["text"] for _, params in doubts] == ["18.1", "travail"]


@pytest.mark.parametrize(
    ("said", "code", "field", "text"),
    [
        ({"modality": "Sud-Nord"}, "code_unknown", "modality", "Sud-Nord"),
        ({"activities": ["danse"]}, "code_unknown", "activities", "danse"),
        ({"kind": "miracle"}, "code_unknown", "kind", "miracle"),
        ({"impact": 7}, "rating_unknown", "impact", "7"),
        ({"lang": "klingonais"}, "language_unknown", "lang", "klingonais"),
        ({"demand_confirmed": "peut-être"}, "value_unknown", "demand_confirmed", "peut-être"),
        ({"description": ["a"]}, "value_unknown", "description", '["a"]'),
        ({"partners": 5}, "value_unknown", "partners", "5"),
        ({"partners": [{"name": "x"}, 5]}, "value_unknown", "partners.2", "5"),
        (
            {"partners": [{"name": "Y", "role": "roi"}]},
            "code_unknown",
            "partners.1.role",
            "roi",
        ),
        ({"resources": ["funding"]}, "value_incomplete", "resources.1", '"funding"'),
        (
            {"contacts": [{"name": "A", "email": "a@"}]},
            "email_unusual",
            "contacts.1.email",
            "a@",
        ),
        ({"title": True}, None, None, None),
    ],
)
def test_what_is_not_understood_is_left_out_and_said(said, code, field, text):
    if code is None:
        with pytest.raises(RuleBroken, match="note_title_missing"):
            note_from_json(json.dumps({**IDEA, **said}), cafe())
        return
    _, found = doubtful(**said)
    assert found[0][0] == code
    assert found[0][1] == {"field": field, "text": text} or code == "value_incomplete"


def test_a_country_nobody_knows_stays_as_written():
    contribution, doubts = doubtful(partners=[{"country": "Syldavie"}])
    assert contribution.partners == (Partner(country="Syldavie"),)
    assert doubts == [("country_unknown", {"field": "partners.1.country", "text": "Syldavie"})]


def test_a_date_in_words_stays_in_the_text_of_the_step():
    contribution, doubts = doubtful(next_step={"text": "Écrire", "due": "mi-juin"})
    assert contribution.next_step == NextStep(text="Écrire (mi-juin)")
    assert doubts == [("date_unknown", {"field": "next_step.due", "text": "mi-juin"})]
    assert doubtful(next_step={"due": "31/02/2027"})[0].next_step.text == "31/02/2027"


def test_without_a_kind_it_is_an_opportunity_and_that_is_said():
    contribution, doubts = doubtful(kind=None)
    assert contribution.kind is Kind.OPPORTUNITY
    assert doubts == [("kind_assumed", {"title": IDEA["title"]})]


def test_a_title_too_long_goes_on_in_the_description():
    long = "mot " * 200
    contribution, doubts = doubtful(title=long, description="Suite")
    assert len(contribution.title) <= 500
    assert contribution.description == f"{long.strip()}\n\nSuite"
    assert [code for code, _ in doubts] == ["title_shortened"]


def test_other_texts_too_long_are_cut():
    contribution, doubts = doubtful(place="x" * 501, lesson="y" * 40_001)
    assert (len(contribution.place), len(contribution.lesson)) == (500, 40_000)
    assert {(code, p["field"], p["limit"]) for code, p in doubts} == {
        ("text_shortened", "place", 500), ("text_shortened", "lesson", 40_000),
    }  # fmt: skip


def test_characters_that_no_file_holds_are_replaced():
    line = '{"table":7,"round":2,"kind":"idea","title":"a\\u0000b\\ud800c"}'
    contribution, doubts = note_from_json(line, cafe())
    assert contribution.title == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c"
    assert [doubt.code for doubt in doubts] == ["text_repaired"]


def test_unknown_keys_of_a_line_are_said():
    _, doubts = doubtful(colour="red", partners=[{"name": "x", "fax": 1}])
    assert {code for code, _ in doubts} == {"key_unknown"}
    assert sorted(params["key"] for _, params in doubts) == ["colour", "partners.fax"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("nonsense", "note_unreadable"),
        ("[1, 2]", "note_unreadable"),
        ("[" * 100_000, "note_unreadable"),
        ('{"title": ' + "9" * 5_000 + "}", "note_unreadable"),
        ('{"round": 1, "title": "x"}', "note_table_missing"),
        ('{"table": 99, "round": 1, "title": "x"}', "note_table_unknown"),
        ('{"table": -7, "round": 1, "title": "x"}', "note_table_unknown"),
        ('{"table": [7], "round": 1, "title": "x"}', "note_table_missing"),
        ('{"table": 7, "title": "x"}', "note_round_missing"),
        ('{"table": 7, "round": 5, "title": "x"}', "note_round_unknown"),
        ('{"table": 7, "round": 1}', "note_title_missing"),
        ('{"table": 7, "round": 1, "title": " \\u00a0"}', "note_title_missing"),
    ],
)
def test_what_is_no_contribution_is_refused(line, code):
    with pytest.raises(RuleBroken) as caught:
        note_from_json(line, cafe())
    assert caught.value.code == code


@pytest.mark.parametrize("table", [7, 7.0, "7", " 07 ", "Table 7", "Mesa n° 7", "#7", "٧"])
def test_table_numbers_as_people_write_them(table):
    assert read(IDEA | {"table": table}).table_id == "t7"


# --- identity ----------------------------------------------------------------------------


def test_without_an_id_the_same_words_are_the_same_contribution(tmp_path):
    one = read(IDEA)
    assert read(IDEA | {"title": "  un ANNUAIRE des cooperatives ! "}).id == one.id
    others = [{"table": 8}, {"round": 3}, {"kind": "question"}, {"description": "Autrement"}]
    assert len({one.id, *(read(IDEA | other).id for other in others)}) == 5
    assert one.id == "6e05340e-4ade-5263-9b63-2042dcc2e053"


def test_the_same_id_twice_is_the_same_contribution(tmp_path):
    first = IDEA | {"id": "a"}
    notes = read_notes(lines(tmp_path, first, first, first | {"title": "Autre"}), cafe())
    assert [c.title for c in notes.contributions] == [IDEA["title"]]
    assert doubts(notes) == [(2, "id_repeated", False), (3, "id_repeated_differs", False)]
    assert notes.doubts[1].params == {
        "title": "Autre", "first_row": 1, "first_title": IDEA["title"],
    }  # fmt: skip


def test_what_the_workshop_knows_is_left_as_it_is_and_differences_are_said(tmp_path):
    room = after_import(cafe(), read_notes(lines(tmp_path, IDEA), cafe()).contributions)
    (known,) = room.contributions
    path = lines(tmp_path, IDEA | {"id": known, "themes": ["skills"]})
    notes = read_notes(path, room)
    assert (notes.contributions, notes.known) == ((), (known,))
    assert doubts(notes) == [(1, "known_differs", False)]


def test_an_id_too_long_is_replaced():
    contribution, doubts = doubtful(id="x" * 101)
    assert contribution.id == read(IDEA).id
    assert [code for code, _ in doubts] == ["id_too_long"]


def test_one_may_build_on_another_wherever_it_stands(tmp_path):
    later = IDEA | {"id": "b", "title": "Autre"}
    notes = read_notes(
        lines(tmp_path, IDEA | {"id": "a", "builds_on": "b"}, later | {"builds_on": "gone"}),
        cafe(),
    )
    assert [c.builds_on_id for c in notes.contributions] == ["b", None]
    assert doubts(notes) == [(2, "builds_on_unknown", True)]
    after_import(cafe(), notes.contributions)


# --- files of lines ----------------------------------------------------------------------


def test_a_broken_line_costs_only_itself(tmp_path):
    notes = read_notes(lines(tmp_path, "{oops", IDEA, "", "7", "{}"), cafe())
    assert len(notes.contributions) == 1
    assert doubts(notes) == [
        (1, "note_unreadable", False), (4, "note_unreadable", False),
        (5, "note_table_missing", False),
    ]  # fmt: skip


def test_unknown_keys_are_reported_once_each(tmp_path):
    path = lines(tmp_path, IDEA | {"x": 1}, IDEA | {"title": "B", "x": 2, "y": 3})
    notes = read_notes(path, cafe())
    assert (len(notes.contributions), sorted(notes.unknown_keys)) == (2, ["x", "y"])
    assert notes.doubts == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1252"])
def test_lines_in_any_encoding_under_any_name(tmp_path, encoding):
    path = tmp_path / "notes.txt"
    path.write_text(json.dumps(IDEA, ensure_ascii=False), encoding=encoding)
    assert only(path).title == "Un annuaire des coopératives"


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"hello\nworld\n", "notes_no_lines"), (b"", "file_empty"), (b"%PDF-1.7", "file_is_pdf"),
     (b"\0\1\2\3" * 50, "file_is_no_list")],
)  # fmt: skip
def test_a_file_without_lines_is_refused(tmp_path, content, code):
    path = tmp_path / "notes.jsonl"
    path.write_bytes(content)
    with pytest.raises(FileRefused) as caught:
        read_notes(path, cafe())
    assert caught.value.code == code


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(FileRefused, match="file_missing"):
        read_notes(tmp_path / "none.jsonl", cafe())


# --- tables ------------------------------------------------------------------------------


def test_a_list_in_french_with_headings_of_its_own():
    notes = read_notes(NOTES / "table-12.csv", cafe())
    assert notes.own_columns == ("Remarque",)
    assert doubts(notes) == [
        (4, "code_unknown", True), (5, "note_title_missing", False),
        (6, "note_round_unknown", False), (7, "id_repeated", False),
    ]  # fmt: skip
    first, second = notes.contributions
    assert (first.table_id, first.round_id, first.kind) == ("t12", "r1", Kind.OPPORTUNITY)
    assert first.title == "Thiès et Belo Horizonte : le tri par les récupérateurs"
    assert first.modality is Modality.SOUTH_SOUTH
    assert first.activities == (Activity.STUDY_TOUR, Activity.PEER_LEARNING)
    assert first.partners == (Partner(name="Ville de Thiès", city="Thiès", country="SN"),)
    assert first.themes == ("informal_economy", "women")
    assert first.next_step.owner == "Awa Koné"
    assert first.next_step.due.isoformat() == "2027-05-28"
    assert second.modality is None


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_headings_may_be_the_keys_of_a_line(tmp_path, delimiter):
    path = listed(
        tmp_path,
        "table | round | kind | title | partners | partners.2.role | next_step.due | author",
        "7 | 2 | idea | Titre | Thiès | provider | 2027-05-28 | João da Silva",
        '8 | 2 | idea | Titre | [{"name": "Dakar", "city": "Dakar"}] | | |',
        delimiter=delimiter,
    )
    notes = read_notes(path, cafe())
    assert (notes.doubts, notes.unknown_keys) == ((), ())
    first, second = notes.contributions
    assert first.partners == (Partner(role=PartnerRole.PROVIDER), Partner(name="Thiès"))
    assert (first.author_id, first.next_step.due.year) == ("joao", 2027)
    assert second.partners == (Partner(name="Dakar", city="Dakar"),)


def test_a_table_without_titles_is_refused(tmp_path):
    with pytest.raises(FileRefused) as caught:
        read_notes(listed(tmp_path, "Nom | Prénom", "Koné | Awa"), cafe())
    assert caught.value.code == "notes_no_titles"
    assert caught.value.params["headings"] == "Nom, Prénom"


def test_a_heading_that_comes_twice_is_reported(tmp_path):
    path = listed(tmp_path, "Table | Round | Kind | Title | Titre", "7 | 2 | idea | A | B")
    notes = read_notes(path, cafe())
    assert (notes.contributions[0].title, notes.own_columns) == ("A", ("Titre",))


# --- tables that nobody here laid out ---------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "path"),
    [
        ("Pays partenaires", "partners.*.country"),
        ("Country", "partners.*.country"),
        ("Recipient country", "partners.*.country"),
        ("Villes", "partners.*.city"),
        ("Partenaire 4", "partners.4.name"),
        ("Pays partenaire 5", "partners.5.country"),
        ("Partner 12: country", "partners.12.country"),
        ("البلدان", "partners.*.country"),
        ("ODD", "sdg_goals"),
        ("Nom du projet", "title"),
        ("Organization or Project Name", "title"),
        ("Sustainable Development Goal", "sdg_goals"),
        ("Major activities", "activities"),
        ("Description du projet", "description"),
        ("Project Start Date", "period.start"),
        ("iati_identifier", None),
        ("sector_name", None),
        ("Delivery location", None),
        ("Notre code interne", None),
        ("budget_date", None),
        ("Location", None),
    ],
)
def test_headings_as_people_write_them(heading, path):
    assert path_of(heading) == path


def partners_of(tmp_path, headings: str, cells: str) -> list[tuple[str, str, str]]:
    path = listed(tmp_path, f"Table | Round | Project | {headings}", f"7 | 2 | A | {cells}")
    found = read_notes(path, cafe()).contributions[0].partners
    return [(partner.name, partner.city, partner.country) for partner in found]


@pytest.mark.parametrize(
    ("headings", "cells", "partners"),
    [
        ("Partenaires", "Brésil, Uruguay, Pérou",
         [("Brésil", "", "BR"), ("Uruguay", "", "UY"), ("Pérou", "", "PE")]),
        ("Countries", "Brazil; Peru", [("", "", "BR"), ("", "", "PE")]),
        ("Partenaires | Pays", "Ville de Turin; Ville de Thiès | Italie, Sénégal",
         [("Ville de Turin", "", "IT"), ("Ville de Thiès", "", "SN")]),
        ("Partner 1 | Partner 1 city | Partner 4 | Country 4", "ILO | Turin | Dakar | SN",
         [("ILO", "Turin", ""), ("Dakar", "", "SN")]),
        ("Partners", "Ville de Turin (Turin, Italie); UCLG (World Secretariat)",
         [("Ville de Turin", "Turin", "IT"), ("UCLG (World Secretariat)", "", "")]),
        ("Partners", "City of Lagos, Nigeria", [("City of Lagos", "", "NG")]),
    ],
)  # fmt: skip
def test_partners_and_their_places(tmp_path, headings, cells, partners):
    assert partners_of(tmp_path, headings, cells) == partners


def test_a_partner_as_the_program_writes_it(tmp_path):
    line = "Ville de Turin (Turin, Italie) – Partenaire pivot"
    path = listed(tmp_path, "Table | Round | Titre | Partenaires", f"7 | 2 | A | {line}")
    assert read_notes(path, cafe()).contributions[0].partners == (
        Partner(name="Ville de Turin", city="Turin", country="IT", role=PartnerRole.PIVOTAL),
    )


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("ODD 8 et 11", "8 11"),
        ("SDG 8, SDG 11", "8 11"),
        ("Goal 4: Quality education", "4"),
        ("11", "11"),
        ("SDG08; SDG 17", "8 17"),
    ],
)
def test_goals_as_people_write_them(tmp_path, text, goals):
    path = listed(tmp_path, "Table | Round | Title | SDG", f"7 | 2 | A | {text}")
    notes = read_notes(path, cafe())
    assert " ".join(goal.value for goal in notes.contributions[0].sdg_goals) == goals
    assert {doubt.code for doubt in notes.doubts} <= {"kind_assumed"}


def test_what_stands_in_columns_of_ones_own_stays_with_the_contribution(tmp_path):
    path = listed(
        tmp_path, "Table | Round | Title | Our file number", "7 | 2 | A | X-12", "7 | 2 | B |"
    )
    notes = read_notes(path, cafe())
    assert notes.own_columns == ("Our file number",)
    assert [[(x.name, x.value) for x in each.extras] for each in notes.contributions] == [
        [("Our file number", "X-12")], [],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("headings", "rows", "paths", "own"),
    [
        (  # what a heading says has to be borne out
            "Initiative name | Type | Goals | Status | Brief description",
            ["Seed bank | NGO | 1) More seeds | APPROVED | Women keep seeds",
             "Night buses | City | 2) Safer ways | APPROVED | Buses after dusk",
             "Welders | School | 3) More jobs | DRAFTED | A course of a year"],
            {"title", "description"}, {"Type", "Goals", "Status"},
        ),
        (  # words as machines write them
            "idProjet | nom_du_projet | DateDebut | date_fin | Statut | Domaine | structure",
            ["P1 | Compost | 2023-01-01 | 2024-12-31 | En cours | Déchets | APENA",
             "P2 | Forages | 2023-06-15 | 2025-01-31 | Terminé | Eau | EVA",
             "P3 | Marchés | 2022-09-01 | 2024-03-01 | En cours | Emploi | Mairie"],
            {"title", "period.start", "period.end", "status", "themes", "partners"},
            {"idProjet"},
        ),
        (  # what is asked about an activity is no activity
            "activity_identifier | Activity title | activity_scope | Country | SDGs covered",
            ["X-1 | Roads | local | Bolivia | SDG 9 (Industry, innovation); SDG 11 (Cities)",
             "X-2 | Water | local | Brasil | SDG 6 (Water and sanitation);",
             "X-3 | Ports | regional | Perú | SDG 9 (Industry, innovation);"],
            {"title", "partners.*.country", "sdg_goals"},
            {"activity_identifier", "activity_scope"},
        ),
        (  # sentences alone, and a column of that name in which nothing stands
            "número | objeto | ementa | texto_original",
            ["1 | | Institui a feira das mulheres | https://camara.example/1",
             "2 | | Altera o plano das águas | https://camara.example/2",
             "3 | | Cria o conselho da juventude | https://camara.example/3"],
            {"title"}, {"número", "objeto", "texto_original"},
        ),
        (
            "actionName | city | costTier | tags | owner | Location(s): Theme | Contact email",
            ["Agroforestry | Rosario | High | trees; soil | City team | X | a@example.org",
             "Electric buses | Recife | Low | transport | Transport board | Y | b@example.org",
             "Sea wall | Salvador | High | coast | Works office | Z | c@example.org"],
            {"title", "partners.*.city", "themes", "next_step.owner", "contacts.*.email"},
            {"costTier", "Location(s): Theme"},
        ),
        (  # whose status is told is not said, and both may be in it
            "Proyecto | Estado | Próximos pasos",
            ["Compost | En curso | Firmar", "Forages | Terminado | Evaluar",
             "Mercados | En curso | Visitar"],
            {"title", "next_step.text"}, {"Estado"},
        ),
        (
            "Proyecto | Estado | Próximos pasos",
            ["Compost | En ejecución | Firmar", "Forages | Vigente | Evaluar",
             "Mercados | En curso | Visitar"],
            {"title", "next_step.text", "status"}, set(),
        ),
        (
            "Idea | Next steps | Owner | Status",
            ["Compost | Sign | Ana | To do", "Wells | Visit | Li | Done",
             "Markets | Write | Bo | To do"],
            {"title", "next_step.text", "next_step.owner", "next_step.status"}, set(),
        ),
    ],
)  # fmt: skip
def test_tables_of_projects_as_cities_and_ministries_publish_them(headings, rows, paths, own):
    """Rows of this shape, invented; docs/measurements.md tells of the real ones."""
    table = [[cell.strip() for cell in row.split("|")] for row in (headings, *rows)]
    columns = columns_of(table, 0)
    assert set(columns.paths.values()) == paths
    assert set(columns.own.values()) == own


def test_what_says_that_there_is_nothing_is_nothing(tmp_path):
    path = listed(
        tmp_path, "Table | Round | Kind | Title | Country | Status",
        "7 | 2 | idea | Roads | N/A | n/a", "7 | 2 | idea | Ports | not available | Ongoing",
    )  # fmt: skip
    notes = read_notes(path, cafe())
    assert notes.doubts == ()
    assert [each.partners for each in notes.contributions] == [(), ()]


def test_a_theme_of_its_own_is_said_once(tmp_path):
    rows = (f"7 | 2 | idea | {title} | Axe 1" for title in ("Wells", "Roads", "Ports"))
    notes = read_notes(listed(tmp_path, "Table | Round | Kind | Title | Theme", *rows), cafe())
    assert [(doubt.code, doubt.row) for doubt in notes.doubts] == [("theme_own", 2)]
    assert {each.themes for each in notes.contributions} == {("Axe 1",)}


def test_what_no_note_of_a_table_says_is_said_once(tmp_path):
    path = listed(
        tmp_path, "Table | Round | Project name", *(f"7 | 2 | Project {n}" for n in range(9))
    )
    notes = read_notes(path, cafe())
    assert len(notes.contributions) == 9
    assert [(doubt.code, doubt.params["n"]) for doubt in notes.doubts] == [("kinds_assumed", 9)]


def test_a_list_of_people_is_no_table_of_notes(tmp_path):
    with pytest.raises(FileRefused, match="notes_no_titles"):
        read_notes(listed(tmp_path, "Name | First name | Fax", "Koné | Awa | 1"), cafe())


# --- note sheets -------------------------------------------------------------------------


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_heading_is_recognised_and_fits_a_table(language):
    headings = [column.title(words_for(language)) for column in COLUMNS]
    assert len({heading.casefold() for heading in headings}) == len(headings)
    for heading, column in zip(headings, COLUMNS, strict=True):
        assert paths_by_heading()[fold(heading)] == column.path
        assert heading.splitlines() == [heading.strip()]


def test_every_field_but_the_links_has_a_column():
    keys = {column.path.split(".")[0] for column in COLUMNS}
    assert FIELDS.keys() - keys == {"builds_on"}
    assert all(form_of(column.path) is column.form for column in COLUMNS)


def sheet_of(tmp_path: Path, language: str = "en", room: Workshop | None = None) -> Path:
    path = tmp_path / "sheet.xlsx"
    write_note_sheet(room or cafe(), "t7", path, words_for(language))
    return path


def fill(path: Path, *rows: dict[str, object], skip: int = 0) -> None:
    """Type into the sheet as a person does: into cells under headings."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    (table,) = sheet.tables.values()
    header = int("".join(filter(str.isdigit, table.ref.split(":")[0])))
    at = {cell.value: cell.column for cell in sheet[header]}
    for number, row in enumerate(rows, start=header + 1 + skip):
        for heading, value in row.items():
            sheet.cell(number, at[heading]).value = value
    book.save(path)


def test_an_empty_sheet_has_no_contributions(tmp_path):
    notes = read_notes(sheet_of(tmp_path), cafe())
    assert (notes.contributions, notes.doubts, notes.unknown_keys) == ((), (), ())


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_sheet_that_was_filled_in_comes_back(tmp_path, language):
    words, room = words_for(language), cafe()
    path = sheet_of(tmp_path, language)
    by_path = {column.path: column.title(words) for column in COLUMNS}
    said = {
        "round": 2,
        "kind": words.label(Kind.OPPORTUNITY),
        "title": "Des guides en commun",
        "description": "Première ligne\nDeuxième ligne",
        "modality": words.label(Modality.TRIANGULAR),
        "activities": f"{words.label(Activity.TRAINING)}; {words.label(Activity.STUDY_TOUR)}",
        "partners.1.name": "Ville de Thiès",
        "partners.1.country": words.country("SN"),
        "partners.1.role": words.label(PartnerRole.BENEFICIARY),
        "partners.3.name": "Durban",
        "partners": "Lima\nQuito",
        "themes": "Villes et emplois",
        "next_step.text": "Écrire",
        "next_step.due": dt.date(2027, 5, 28),
        "sdg_targets": "8.7",
        "impact": 4,
        "demand_confirmed": words("Yes"),
        "resources.1.kind": words.label(ResourceKind.FUNDING),
        "resources.1.direction": words.label(Direction.NEEDED),
        "resources.1.amount": 60000,
        "next_step.status": words.label(StepStatus.DOING),
        "lang": words.language_name("pt"),
        "author": "João da Silva",
    }
    fill(path, {by_path[key]: value for key, value in said.items()}, skip=3)
    contribution = only(path, room)
    assert contribution == Contribution(
        id=contribution.id,
        kind=Kind.OPPORTUNITY,
        table_id="t7",
        round_id="r2",
        lang="pt",
        title="Des guides en commun",
        description="Première ligne\nDeuxième ligne",
        author_id="joao",
        themes=("Villes et emplois",),
        partners=(
            Partner(name="Ville de Thiès", country="SN", role=PartnerRole.BENEFICIARY),
            Partner(name="Durban"),
            Partner(name="Lima"),
            Partner(name="Quito"),
        ),
        modality=Modality.TRIANGULAR,
        activities=(Activity.TRAINING, Activity.STUDY_TOUR),
        sdg_targets=("8.7",),
        demand_confirmed=True,
        resources=(
            Resource(kind=ResourceKind.FUNDING, direction=Direction.NEEDED, amount="60000"),
        ),
        impact=4,
        next_step=NextStep(text="Écrire", due=dt.date(2027, 5, 28), status=StepStatus.DOING),
    )


def test_an_edited_row_stays_the_same_contribution(tmp_path):
    room, path = cafe(), sheet_of(tmp_path)
    fill(path, {"Round": 1, "Kind": "Idea", "Title": "Before"})
    before = only(path)
    room = after_import(room, (before,))
    fill(path, {"Title": "After"})
    notes = read_notes(path, room)
    assert (notes.contributions, notes.known) == ((), (before.id,))
    assert doubts(notes)[0][1:] == ("known_differs", False)


def test_rows_added_below_the_table_belong_to_it_too(tmp_path):
    path = sheet_of(tmp_path)
    fill(path, {"Round": 1, "Kind": "Idea", "Title": "Added"}, skip=N_EMPTY_ROWS)
    assert only(path).table_id == "t7"


def test_a_row_without_title_or_round_is_said_to_be_missing(tmp_path):
    path = sheet_of(tmp_path)
    fill(
        path,
        {"Title": "No round"},
        {"Round": 1, "Description": "No title"},
        {"Round": 9, "Title": "x"},
    )
    notes = read_notes(path, cafe())
    assert notes.contributions == ()
    assert [code for _, code, _ in doubts(notes)] == [
        "note_round_missing", "note_title_missing", "note_round_unknown",
    ]  # fmt: skip


def test_one_sheet_for_every_table_and_none_replaced(tmp_path):
    room = cafe()
    paths = write_note_sheets(room, tmp_path, words_for("en"))
    assert [path.name for path in paths] == [f"notes-table-{n:02}.xlsx" for n in range(1, 17)]
    assert sorted(tmp_path.iterdir()) == paths
    for path in paths[:-1]:
        path.unlink()
    with pytest.raises(FileRefused, match="file_exists"):
        write_note_sheets(room, tmp_path, words_for("en"))
    assert list(tmp_path.iterdir()) == paths[-1:]


def test_sheets_are_refused_for_no_table_no_round_and_no_folder(tmp_path):
    with pytest.raises(RuleBroken, match="table_unknown"):
        write_note_sheet(cafe(), "t99", tmp_path / "x.xlsx", words_for("en"))
    bare = Workshop.of([CafeTable(id="t1", number=1)])
    with pytest.raises(RuleBroken, match="no_round_yet"):
        write_note_sheets(bare, tmp_path, words_for("en"))
    with pytest.raises(FileRefused, match="folder_missing"):
        write_note_sheets(cafe(), tmp_path / "none", words_for("en"))
    assert list(tmp_path.iterdir()) == []


# Excel's own rules, which no library checks for us


@pytest.mark.parametrize("language", TRANSLATED)
def test_excel_opens_the_sheet_without_repair(tmp_path, language):
    book = openpyxl.load_workbook(sheet_of(tmp_path, language))
    notes, lists = book.worksheets
    (table,) = notes.tables.values()
    start, end = table.ref.split(":")
    first, last = (notes[start], notes[end])
    header = [cell.value for cell in notes[first.row][: last.column]]

    assert header == [column.name for column in table.tableColumns]
    assert len({name.casefold() for name in header}) == len(header) == len(COLUMNS)
    assert last.row - first.row == N_EMPTY_ROWS
    assert notes.auto_filter.ref is None
    assert table.displayName not in book.defined_names
    assert all(merged.max_row < first.row for merged in notes.merged_cells.ranges)
    for validation in notes.data_validations.dataValidation:
        assert len(validation.promptTitle or "") <= 32
        assert len(validation.prompt or "") <= 255
        if validation.type == "list":
            picks = lists[book.defined_names[validation.formula1].attr_text.split("!")[1]]
            assert all(cell.value not in (None, "") for (cell,) in picks)
    for row in notes.iter_rows():
        assert all(cell.data_type in "sn" for cell in row), row


def test_the_sheet_shows_what_matters_and_hides_what_does_not(tmp_path):
    book = openpyxl.load_workbook(sheet_of(tmp_path, room=cafe(Seat.of("awa", "t7", "r1"))))
    notes, lists = book.worksheets
    block = [cell.value for row in notes.iter_rows(max_row=6) for cell in row if cell.value]
    assert {"Table 7", "=Académie", "Villes et emplois"} <= set(block)
    assert "Round 4: Question 4 ?" in block
    assert notes.freeze_panes == "D8"
    hidden = [c for c, d in notes.column_dimensions.items() if d.hidden]
    assert len(hidden) == len(HIDDEN_COLUMNS)
    ids = [cell.value for cell in notes[hidden[-1]][7:]]
    assert len(set(ids)) == N_EMPTY_ROWS
    picked = [cell.value for row in lists.iter_rows(min_row=2) for cell in row]
    assert "Awa KONÉ" in picked
    assert "João da Silva" not in picked  # he never comes to this table


def test_a_table_that_has_contributions_gets_an_empty_sheet(tmp_path):
    room = cafe().after([Edit(None, read(IDEA))])
    assert read_notes(sheet_of(tmp_path, room=room), room).contributions == ()


def test_a_failed_write_leaves_the_old_sheet(tmp_path, monkeypatch):
    path = sheet_of(tmp_path)
    before = path.read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(openpyxl.Workbook, "save", full)
    with pytest.raises(FileRefused, match="disk_full"):
        sheet_of(tmp_path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_the_name_of_a_field_is_its_heading():
    words = words_for("en")
    assert field_name("modality", words) == "Modality"
    assert field_name("partners.7.role", words) == "Partner 7: role"
    assert field_name("next_step.due", words) == "Due"
    assert field_name("resources.2", words) == "Resource 2"


def test_files_are_only_read(tmp_path):
    path = Path(shutil.copy(NOTES / "table-12.csv", tmp_path))
    before = path.read_bytes()
    read_notes(path, cafe())
    assert path.read_bytes() == before


def test_lines_that_would_fill_the_memory_are_left_out_and_said(tmp_path):
    path = tmp_path / "notes.jsonl"
    long = '{"title": [' + "[]," * 1_000_000 + "[]]}"
    path.write_text(f"{long}\n{json.dumps(IDEA)}\n" + '{"title": ' + "[" * 100_000 + "\n")
    notes = read_notes(path, cafe())
    assert [each.title for each in notes.contributions] == [IDEA["title"]]
    assert [(d.row, d.code) for d in notes.doubts] == [
        (1, "note_too_long"), (3, "note_unreadable"),
    ]  # fmt: skip


def test_more_lines_than_any_day_has_are_refused(tmp_path):
    path = tmp_path / "notes.jsonl"
    path.write_text("{\n" * 20_001)
    with pytest.raises(FileRefused, match="file_too_many_rows"):
        read_notes(path, cafe())


def test_two_tables_that_count_their_rows_alike_both_come_in(tmp_path):
    first = listed(tmp_path, "id | Title", "1 | A", "2 | B", name="a.csv")
    second = listed(tmp_path, "id | Title", "1 | C", "2 | D", name="b.csv")
    room = cafe()
    for path, n in ((first, 2), (second, 2), (first, 0)):
        fresh = read_notes(path, room, place={"table": 7, "round": 2}).contributions
        assert len(fresh) == n
        room = after_import(room, fresh)


def test_what_stands_in_a_column_again_and_again_is_no_heading(tmp_path):
    rows = ("A garden | Opportunity | Pittsburgh", "A school | Culture | Braddock",
            "A mill | Opportunity | Etna")  # fmt: skip
    path = listed(tmp_path, "Organization or Project Name | Strategy | City", *rows)
    notes = read_notes(path, cafe(), place={"table": 7, "round": 2})
    assert [each.title for each in notes.contributions] == ["A garden", "A school", "A mill"]


def test_a_title_is_in_words_and_tells_the_rows_apart():
    headings = "ID Action | Axe | Action originale | Projet | Nom projet | Statut objectif"
    rows = [
        f"A-{n} | Axe {n % 2} : Eau | Faire {what} | C6-{n // 3} | Plaidoyers | en cours"
        for n, what in enumerate(("un guide", "une carte", "un forum", "un bilan", "un pacte"))
    ]
    table = [[cell.strip() for cell in row.split("|")] for row in (headings, *rows)]
    paths = columns_of(table, 0).paths
    assert {table[0][at]: path for at, path in paths.items()} == {
        "Axe": "themes", "Action originale": "title",
    }  # fmt: skip


def test_rows_of_one_title_that_differ_in_a_column_of_their_own_are_two(tmp_path):
    path = listed(
        tmp_path, "Table | Round | Title | Our action",
        "7 | 2 | Wells | Dig", "7 | 2 | Wells | Pump", "7 | 2 | Wells | Dig",
    )  # fmt: skip
    notes = read_notes(path, cafe())
    assert [each.extras[0].value for each in notes.contributions] == ["Dig", "Pump"]
    again = read_notes(path, cafe())
    assert [each.id for each in again.contributions] == [
        each.id for each in notes.contributions
    ]
    assert [doubt.row for doubt in notes.doubts if not doubt.imported] == [4]
