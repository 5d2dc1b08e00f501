"""A list of people, as lists are: every doubt is said, nobody is lost, nobody doubled."""

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from worldcafe.domain.model import Participant
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.vocabulary import Role
from worldcafe.exchange import people
from worldcafe.exchange.headings import heading_guess, heading_is_family_first
from worldcafe.exchange.names import names_in, split_name
from worldcafe.exchange.roster import Field, Why, read_layout, read_roster
from worldcafe.exchange.values import is_total, languages_in, roles_in

ROOT = Path(__file__).parents[2]
TURIN = ROOT / "resources" / "examples" / "turin-participants.xlsx"
LISTS = ROOT / "tests" / "data" / "rosters"


def listed(tmp_path: Path, *rows: str, name: str = "list.csv") -> Path:
    """A list whose cells stand between bars."""
    path = tmp_path / name
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([cell.strip() for cell in row.split("|")] for row in rows)
    return path


def doubts(roster) -> list[tuple[int, str, bool]]:
    return [(doubt.row, doubt.code, doubt.imported) for doubt in roster.doubts]


def fields(roster) -> list[str | None]:
    return [column.field and str(column.field) for column in roster.columns]


def names(roster) -> list[str]:
    return [person.name for person in roster.people]


# --- the list of the reference event -----------------------------------------------------


def test_the_turin_list():
    roster = read_roster(TURIN)

    assert (roster.sheet, roster.sheets) == (
        "Liste des participants", ("Liste des participants", "Programme"),
    )  # fmt: skip
    assert roster.header_row == 4
    assert len(roster.people) == len(roster.rows) == 80
    assert len({person.id for person in roster.people}) == 80
    assert fields(roster) == [
        "ignore", "family_name", "given_name", "position", "organisation",
        "organisation_type", "city", "country", "region", "languages", "email", "role",
    ]  # fmt: skip
    assert {column.why for column in roster.columns} == {Why.HEADING}
    assert doubts(roster) == [
        (45, "organisation_missing", True),
        (86, "duplicate", False),
        (88, "row_is_total", False),
    ]
    assert roster.doubts[1].params["first_row"] == 17


def test_what_a_person_of_the_turin_list_becomes():
    roster = read_roster(TURIN)
    camila = roster.people[roster.rows.index(6)]
    assert camila.but(id="x") == Participant(
        id="x",
        given_name="Camila",
        family_name="HERNÁNDEZ",
        position="Conseiller/ère technique principal(e)",
        organisation="Bureau de l’OIT Mexico",
        organisation_type="OIT",
        city="Mexico",
        country="MX",
        region="Amériques",
        languages=("es", "en"),
        email="camila.hernandez@example.org",
        roles=(Role.HOST,),
    )
    roles = [person.roles for person in roster.people]
    assert roles.count((Role.HOST,)) == roles.count((Role.NOTE_TAKER,)) == 16
    assert roles.count(()) == 48
    assert all(len(person.country) == 2 for person in roster.people)


def test_importing_again_brings_nobody_twice():
    first = read_roster(TURIN)
    again = read_roster(TURIN, known=first.people)
    assert again.people == ()
    assert [d.code for d in again.doubts].count("already_there") == 81
    assert read_roster(TURIN).people == first.people


def test_an_id_never_changes():
    """Ids are in people's files: another id would double them at their next import."""
    assert read_roster(TURIN).people[0].id == "0b451aeb-666f-59a5-bb88-a05097ec6185"


def test_the_report_is_plain_json():
    report = json.loads(json.dumps(read_roster(TURIN).as_json()))
    assert report["header_row"] == 4
    assert report["columns"][1] == {
        "index": 1, "letter": "B", "heading": "NOM", "field": "family_name", "why": "heading",
        "samples": ["DUPRÉ", "HERNÁNDEZ", "YILMAZ"], "maybe": None,
    }  # fmt: skip
    assert report["people"][0]["row"] == 5
    assert report["people"][0]["roles"] == ["host"]
    assert [doubt["row"] for doubt in report["doubts"]] == [45, 86, 88]


# --- lists from elsewhere ----------------------------------------------------------------


def test_a_spanish_list_from_excel():
    roster = read_roster(LISTS / "lista-excel-espanol.csv")
    assert roster.header_row == 3
    assert names(roster) == ["Inés MUÑOZ", "Íñigo PEÑA"]
    assert [p.languages for p in roster.people] == [("es", "fr"), ("es", "en")]
    assert [p.roles for p in roster.people] == [(Role.HOST,), (Role.NOTE_TAKER,)]
    assert doubts(roster) == [(6, "row_is_total", False)]
    assert roster.as_json()["encoding"] == "windows-1252"


def test_a_portuguese_list_in_unicode_text():
    roster = read_roster(LISTS / "lista-unicode.txt")
    assert names(roster) == ["João Conceição", "Luísa Gonçalves"]
    assert [p.roles for p in roster.people] == [(Role.HOST,), (Role.NOTE_TAKER,)]
    assert roster.as_json()["delimiter"] == "\t"
    assert roster.doubts == ()


def test_an_arabic_list_from_excel():
    roster = read_roster(LISTS / "arabic-excel.csv")
    assert fields(roster) == ["full_name", "organisation", "country", "languages", "role"]
    assert [(p.given_name, p.family_name) for p in roster.people] == [
        ("زياد", "خوري"), ("رانيا", "حداد"),
    ]  # fmt: skip
    assert [p.country for p in roster.people] == ["LB", "MA"]
    assert [p.languages for p in roster.people] == [("ar", "fr"), ("ar", "en")]
    assert [p.roles for p in roster.people] == [(Role.HOST,), (Role.NOTE_TAKER,)]


def test_the_answers_of_an_online_form():
    roster = read_roster(LISTS / "formulario.csv")
    assert fields(roster) == [
        "ignore", "full_name", "organisation", "position", "email", "languages", "country",
    ]  # fmt: skip
    assert [(p.given_name, p.family_name) for p in roster.people] == [
        ("Rosa", "Quispe Mamani"), ("Andrés", "ROJAS"),
    ]  # fmt: skip
    assert roster.people[1].organisation == 'Oficina de la OIT, "Cono Sur"'
    assert roster.doubts == ()


def test_the_sheet_that_looks_like_a_list_is_read(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Programme"
    book.active.append(["Heure", "Titre", "Salle", "Nom de la session"])
    book.active.append(["09:00", "Accueil", "Piemonte", "Ouverture"])
    sheet = book.create_sheet("Inscrits")
    for row in (["Nom", "Prénom", "Tél"], ["Dupré", "Zoë", 33612345678], ["Rossi", "Ada", 7.0]):
        sheet.append(row)
    book.save(tmp_path / "list.xlsx")

    roster = read_roster(tmp_path / "list.xlsx")

    assert roster.sheet == "Inscrits"
    assert names(roster) == ["Zoë Dupré", "Ada Rossi"]
    assert roster.columns[2].samples == ("33612345678", "7")
    with pytest.raises(FileRefused, match="roster_no_names"):
        read_roster(tmp_path / "list.xlsx", sheet="Programme", columns={3: None})


# --- headings ----------------------------------------------------------------------------

HEADINGS = {
    Field.GIVEN_NAME: "Prénom|PRENOM(S)|First name|Given Name / Prénom"
    "|Nombre de pila|Nome próprio|الاسم الأول",
    Field.FAMILY_NAME: "Nom de famille|NOM DE FAMILLE (en majuscules)|Surname"
    "|Last name|Apellidos|Sobrenome|Apelido|اسم العائلة"
    "|Nom / Surname",
    Field.FULL_NAME: "Nom et prénom|Nom, prénom|Full name|Nombre y apellidos"
    "|Nome completo|الاسم الكامل|Nom du participant"
    "|Nom (Family name) / Prénom (First name)|Nom",
    Field.POSITION: "Fonction|Poste occupé|Job title|Cargo|Função|المسمى الوظيفي"
    "|Rôle dans l’organisation",
    Field.ORGANISATION: "Organisation / Bureau|Nom de l'organisation|Institución"
    "|Entidade|المنظمة|Dans quelle organisation travaillez-vous ?",
    Field.ORGANISATION_TYPE: "Type d’organisation|Type of organization you represent"
    "|Tipo de entidad|نوع المنظمة",
    Field.CITY: "Ville|City/Town|Ciudad|Cidade|المدينة|Duty station",
    Field.COUNTRY: "Pays|Country|País|البلد|Pays de l’organisation|PAYS / COUNTRY",
    Field.REGION: "Région|Region|Região|المنطقة",
    Field.LANGUAGES: "Langues de travail|Langue(s)|Languages|Idiomas"
    "|Línguas de trabalho|لغات العمل",
    Field.EMAIL: "Courriel|E-mail|Correo electrónico|Endereço eletrônico"
    "|البريد الإلكتروني|Adresse électronique",
    Field.ROLE: "Rôle à table|Table role|Rol en la mesa|Papel na mesa|الدور على الطاولة",
    Field.DELEGATION: "Délégation|Nom de la délégation|Delegation|Delegación|Delegação|الوفد"
    "|Delegation / Délégation",
    Field.NEEDS_ACCESS: "Accessibilité|Besoins d’accessibilité|Accessibility needs|Wheelchair"
    "|Necesidades de accesibilidad|Mobilidade reduzida|إمكانية الوصول|PMR (oui/non)",
    Field.ROOM: "Salle|Room|Sala|القاعة|Salle attribuée",
    Field.IGNORE: "N°|Téléphone|Phone number|Nom de l’hôtel|Fecha|رقم الهاتف",
}


@pytest.mark.parametrize(
    ("heading", "field"), [(h, f) for f, hs in HEADINGS.items() for h in hs.split("|")]
)
def test_headings_are_recognised(heading, field):
    for written in (heading, heading.upper(), f" {heading} : "):
        guess = heading_guess(written)
        assert guess is not None
        assert guess.field is field


@pytest.mark.parametrize(
    ("headings", "written"),
    [
        ("Nom complet | Délégation | Accessibilité", "oui | x | fauteuil roulant | ✓ | PMR"),
        ("Full name | Delegation | Needs access", "yes | Y | wheelchair user | ✔️ | 1"),
        ("Nombre completo | Delegación | Accesibilidad", "sí | SI | silla de ruedas | s | X"),
        ("Nome completo | Delegação | Acessibilidade", "sim | cadeira de rodas | S | ☑ | x"),
        ("الاسم الكامل | الوفد | إمكانية الوصول", "نعم | كرسي متحرك | ✓ | أجل | x"),
    ],
    ids=["fr", "en", "es", "pt", "ar"],
)
def test_who_needs_an_accessible_table_is_read_in_five_languages(tmp_path, headings, written):
    yes = [f"Ada Rossi{k} | Dakar | {cell}" for k, cell in enumerate(written.split(" | "))]
    no = [f"Bo Lind{k} | Lima | {c}" for k, c in enumerate(["", "non", "No", "não", "لا", "–"])]
    roster = read_roster(listed(tmp_path, headings, *yes, *no))
    assert fields(roster) == ["full_name", "delegation", "needs_access"]
    assert [person.needs_access for person in roster.people] == [True] * 5 + [False] * 6
    assert {person.delegation for person in roster.people} == {"Dakar", "Lima"}
    assert "access_unknown" not in {doubt.code for doubt in roster.doubts}


def test_a_need_that_is_not_understood_is_said_and_not_guessed(tmp_path):
    roster = read_roster(
        listed(tmp_path, "Name | First name | Accessibility", "Rossi | Ada | sign language")
    )
    assert not roster.people[0].needs_access
    assert doubts(roster) == [(2, "access_unknown", True)]


@pytest.mark.parametrize("heading", ["", "Xyzzy", "a@b.org", "x" * 500])
def test_other_headings_say_nothing(heading):
    assert heading_guess(heading) is None


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        ("Nom | Prénom", ["family_name", "given_name"]),
        ("Nom | Organisation", ["full_name", "organisation"]),
        ("Nombre | Apellidos", ["given_name", "family_name"]),
        ("Nombre | Institución", ["full_name", "organisation"]),
        ("Nombre | Entidad", ["full_name", None]),  # in Mexico a state, elsewhere a body
        ("Nome | Sobrenome", ["given_name", "family_name"]),
        ("Name | Surname", ["given_name", "family_name"]),
        ("Name | First name", ["family_name", "given_name"]),
        ("الاسم | اللقب", ["given_name", "family_name"]),
        ("Nom complet | Nom | Prénom", ["full_name", "family_name", "given_name"]),
        ("Nom | Langue 1 | Langue 2", ["full_name", "languages", "languages"]),
        ("Nom | Email | Autre email", ["full_name", "email", None]),
    ],
)
def test_columns_are_understood_together(tmp_path, headings, expected):
    values = " | ".join("abc" for _ in expected)
    assert fields(read_layout(listed(tmp_path, headings, values))) == expected


def test_values_settle_a_vague_heading(tmp_path):
    job = listed(
        tmp_path, "Name | Role | Title", "Zoë Dupré | Director | Ms", "A B | Mayor | Mr"
    )
    assert fields(read_layout(job)) == ["full_name", "position", "ignore"]
    cafe = listed(tmp_path, "Name | Role", "Zoë Dupré | Host", "Ada Rossi | ")
    assert fields(read_layout(cafe)) == ["full_name", "role"]


def test_values_tell_what_headings_do_not_and_the_report_says_so(tmp_path):
    path = listed(
        tmp_path,
        "Nom | ? | ?? | ??? | OK",
        "Zoë Dupré | zoe@example.org | FR/EN | Suisse | IT",
        "Ada Rossi | ada@example.org | it, fr | Italie | FR",
    )
    roster = read_roster(path)
    assert fields(roster) == ["full_name", "email", "languages", "country", None]
    assert [c.why for c in roster.columns[1:]] == [Why.VALUES] * 3 + [Why.NONE]


def test_several_language_columns_are_one(tmp_path):
    path = listed(tmp_path, "Nom | Langue 1 | Langue 2", "Zoë Dupré | Français | Anglais")
    assert read_roster(path).people[0].languages == ("fr", "en")


def test_what_was_chosen_stands(tmp_path):
    path = listed(tmp_path, "Cognomi | Etwas | Nom", "Rossi | Ada | ILO", "Bo | Lu | UNDP")
    chosen = {0: Field.FAMILY_NAME, 1: Field.GIVEN_NAME, 2: Field.ORGANISATION}
    roster = read_roster(path, columns=chosen)
    assert fields(roster) == ["family_name", "given_name", "organisation"]
    assert {column.why for column in roster.columns} == {Why.CHOSEN}
    assert names(roster) == ["Ada Rossi", "Lu Bo"]


def test_a_chosen_whole_name_needs_no_halves(tmp_path):
    path = listed(
        tmp_path, "Badge | Nom | Prénom", "Zoë Dupré | x | Zoë", "Ada Rossi | y | Ada"
    )
    roster = read_roster(path, columns={0: Field.FULL_NAME, 1: None})
    assert names(roster) == ["Zoë Dupré", "Ada Rossi"]
    assert [p.family_name for p in roster.people] == ["Dupré", "Rossi"]


def test_leaving_a_half_out_makes_the_other_the_whole(tmp_path):
    path = listed(tmp_path, "Nom | Prénom", "Zoë Dupré | x")
    assert fields(read_layout(path, columns={1: None})) == ["full_name", "ignore"]


def test_a_column_may_be_left_out(tmp_path):
    path = listed(tmp_path, "Nom | Ville", "Zoë Dupré | Genève")
    roster = read_roster(path, columns={1: None})
    assert roster.people[0].city == ""
    assert fields(roster) == ["full_name", "ignore"]


def test_a_list_without_headings_offers_what_looks_like_names(tmp_path):
    path = listed(tmp_path, "Zoë Dupré | zoe@example.org", "Ada Rossi | ada@example.org")
    roster = read_roster(path)
    assert (roster.header_row, names(roster)) == (0, ["Zoë Dupré", "Ada Rossi"])
    assert [column.letter for column in roster.layout.guessed_names] == ["A"]
    chosen = read_roster(path, columns={0: Field.FULL_NAME})
    assert names(chosen) == names(roster)
    assert chosen.layout.guessed_names == ()


def test_a_list_without_names_is_refused_with_its_headings(tmp_path):
    path = listed(tmp_path, "Ville | Pays", "Turin | Italie")
    with pytest.raises(FileRefused) as caught:
        read_roster(path)
    assert caught.value.code == "roster_no_names"
    assert caught.value.params["headings"] == "Ville, Pays"


def test_a_sheet_without_cells_is_empty(tmp_path):
    openpyxl.Workbook().save(tmp_path / "list.xlsx")
    with pytest.raises(FileRefused, match="file_empty"):
        read_roster(tmp_path / "list.xlsx")


# --- rows --------------------------------------------------------------------------------


def test_rows_that_are_no_people_are_left_out_and_said(tmp_path):
    path = listed(
        tmp_path,
        "Liste des participants",
        "",
        "N° | Nom | Prénom | Organisation | Ville",
        "1 | Dupré | Zoë | BIT | Genève",
        " |  | --- |  | ",
        "2 | | | | ",
        "N° | Nom | Prénom | Organisation | Ville",
        " | Délégation du Brésil",
        "3 | | | CGLU | Barcelone",
        "4 | Rossi | Ada | BIT | Turin",
        " | Sous-total | 2",
        "Total : 2 participants",
        "* données provisoires",
    )
    roster = read_roster(path)
    assert names(roster) == ["Zoë Dupré", "Ada Rossi"]
    assert roster.rows == (4, 10)
    assert doubts(roster) == [
        (7, "row_repeats_headings", False),
        (8, "row_is_note", False),
        (9, "row_without_name", False),
        (11, "row_is_total", False),
        (12, "row_is_total", False),
        (13, "row_is_note", False),
    ]


def test_long_names_and_halves_are_no_notes(tmp_path):
    path = listed(tmp_path, "Nom complet", "María José de la Cruz Ruiz", "* liste provisoire")
    assert doubts(read_roster(path)) == [
        (2, "name_split_unsure", True), (3, "row_is_note", False),
    ]  # fmt: skip
    halves = read_roster(listed(tmp_path, "Nom | Prénom", "Suharto | "))
    assert doubts(halves) == [(2, "name_incomplete", True)]


def test_a_person_called_total_is_a_person(tmp_path):
    path = listed(tmp_path, "Nom | Prénom | Organisation", "Total | Jean | BIT")
    assert names(read_roster(path)) == ["Jean Total"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("Dupré | | BIT | | | | ", "name_incomplete"),
        ("Dupré | Zoë | | | | | ", "organisation_missing"),
        ("Dupré | Zoë | BIT | Klingon, fr | | | ", "language_unknown"),
        ("Dupré | Zoë | BIT | | Atlantide | | ", "country_unknown"),
        ("Dupré | Zoë | BIT | | | pas d'adresse | ", "email_unusual"),
        ("Dupré | Zoë | BIT | | | | Chef", "role_unknown"),
        (f"Dupré | Zoë | {'B' * 600} | | | | ", "text_shortened"),
    ],
)
def test_whoever_is_doubtful_is_imported_and_said(tmp_path, row, code):
    headings = "Nom | Prénom | Organisation | Langues | Pays | Courriel | Rôle à table"
    roster = read_roster(listed(tmp_path, headings, row))
    assert len(roster.people) == 1
    assert doubts(roster) == [(2, code, True)]


def test_what_is_not_understood_is_kept_or_left_empty(tmp_path):
    path = listed(tmp_path, "Nom | Langues | Pays", "Zoë Dupré | Klingon, fr | Atlantide")
    person = read_roster(path).people[0]
    assert person.languages == ("fr",)
    assert person.country == "Atlantide"


def test_names_stay_as_typed_but_for_white_space(tmp_path):
    path = listed(tmp_path, "Nom | Prénom", "  N’GUESSAN  de  LIMA | Anne - Laure ")
    person = read_roster(path).people[0]
    assert (person.family_name, person.given_name) == ("N’GUESSAN de LIMA", "Anne - Laure")


def test_no_missing_organisation_is_said_where_the_list_has_none(tmp_path):
    assert read_roster(listed(tmp_path, "Nom | Ville", "Zoë Dupré | Genève")).doubts == ()


def test_more_people_than_a_cafe_can_hold_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(people, "MAX_PEOPLE", 3)
    path = listed(tmp_path, "Nom | Prénom", *(f"Dupré | Zoë {n}" for n in range(4)))
    with pytest.raises(FileRefused, match="roster_too_many_people"):
        read_roster(path)


# --- one person, or two? -----------------------------------------------------------------

HEADER = "Nom | Prénom | Organisation | Courriel"


@pytest.mark.parametrize(
    "second",
    [
        "Dupré | Zoë | BIT | zoe@example.org",
        "DUPRE | zoe | Autre bureau | Zoe@Example.org",
        "Zoë | Dupré | BIT | zoe@example.org",
        "Dupré | Zoë | bit | ",
    ],
)
def test_a_person_listed_twice_is_imported_once(tmp_path, second):
    roster = read_roster(
        listed(tmp_path, HEADER, "Dupré | Zoë | BIT | zoe@example.org", second)
    )
    assert names(roster) == ["Zoë Dupré"]
    assert doubts(roster) == [(3, "duplicate", False)]
    assert roster.doubts[0].params["first_row"] == 2


@pytest.mark.parametrize(
    ("second", "code"),
    [
        ("Dupré | Zoë | CGLU | ", "namesake"),
        ("Dupré | Zoë | BIT | other@example.org", "namesake"),
        ("Rossi | Ada | BIT | zoe@example.org", "email_shared"),
    ],
)
def test_two_people_who_might_be_one_are_both_imported_and_said(tmp_path, second, code):
    roster = read_roster(
        listed(tmp_path, HEADER, "Dupré | Zoë | BIT | zoe@example.org", second)
    )
    assert len({person.id for person in roster.people}) == 2
    assert doubts(roster) == [(3, code, True)]


def test_the_same_name_alone_twice_is_one_person(tmp_path):
    roster = read_roster(
        listed(tmp_path, "Nom complet | Ville", "Zoë Dupré | x", "Zoë Dupré | ")
    )
    assert doubts(roster) == [(3, "duplicate", False)]


def test_who_is_in_the_workshop_already_is_left_alone(tmp_path):
    known = [
        Participant(id="a", given_name="Zoë", family_name="Dupré", organisation="BIT"),
        Participant(id="b", given_name="Ada", family_name="Rossi", email="ada@example.org"),
        Participant(id="c", given_name="Li", family_name="Wei", email="li@example.org"),
    ]
    path = listed(
        tmp_path,
        HEADER,
        "DUPRÉ | Zoë | BIT | ",
        "Ada | Rossi | UNDP | ada@example.org",
        "Wei | Li | BIT | other@example.org",
        "Ba | Awa | BIT | li@example.org",
    )
    roster = read_roster(path, known=known)
    assert names(roster) == ["Li Wei", "Awa Ba"]
    assert doubts(roster) == [
        (2, "already_there", False),
        (3, "already_there", False),
        (4, "namesake_known", True),
        (5, "email_shared_known", True),
    ]


# --- what a cell says --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("FR/EN", "fr en"),
        ("fr, en", "fr en"),
        ("EN & ES", "en es"),
        ("français; anglais", "fr en"),
        ("French and Spanish", "fr es"),
        ("español e inglés", "es en"),
        ("inglés, francés y árabe", "en fr ar"),
        ("Português e Espanhol", "pt es"),
        ("arabe", "ar"),
        ("العربية والفرنسية", "ar fr"),
        ("عربي، إنجليزي", "ar en"),
        ("FR-EN", "fr en"),
        ("FR EN", "fr en"),
        ("pt-BR", "pt"),
        ("fr-CA", "fr"),
        ("Français (C1), anglais courant", "fr en"),
        ("it · ru · zh · de", "it ru zh de"),
        ("mandarin, русский, Deutsch", "zh ru de"),
        ("EN/FR/en", "en fr"),
        ("–", ""),
    ],
)
def test_languages(text, codes):
    assert languages_in(text) == (tuple(codes.split()), ())


def test_unknown_languages_are_given_back():
    assert languages_in("F / Klingon / fr").unknown == ("F", "Klingon")


ROLES = {
    Role.HOST: "Hôte|hôtesse|Hôte/hôtesse|Hôte(sse)|HOST|Table host 5|hôte de la table n° 3"
    "|anfitrión|Anfitrión(a)|anfitriã|مضيف|مضيفة الطاولة",
    Role.NOTE_TAKER: "Prise de notes|Preneur/preneuse de notes|note-taker|Rapporteur|relatora"
    "|Toma de notas|مقررة",
    Role.FACILITATOR: "Facilitateur/trice|facilitateur·rice|animatrice|moderador|Facilitator"
    "|ميسر",
    Role.TRAVELLER: "Participant(e)|traveller|viajero",
}


@pytest.mark.parametrize(("role", "words"), ROLES.items())
def test_roles(role, words):
    for word in words.split("|"):
        assert roles_in(word) == ((role,), ()), word


def test_several_roles_and_unknown_ones():
    assert roles_in("Hôte et prise de notes").known == (Role.HOST, Role.NOTE_TAKER)
    assert roles_in("Chef") == ((), ("Chef",))
    assert roles_in("not a host").known == ()


@pytest.mark.parametrize(
    ("name", "given", "family"),
    [
        ("DUPRÉ Zoë", "Zoë", "DUPRÉ"),
        ("Dupré, Zoë", "Zoë", "Dupré"),
        ("Zoë Dupré", "Zoë", "Dupré"),
        ("Zoë  DUPRÉ", "Zoë", "DUPRÉ"),
        ("Mme Zoë Dupré", "Zoë", "Dupré"),
        ("João da SILVA", "João", "da SILVA"),
        ("DA SILVA João Pedro", "João Pedro", "DA SILVA"),
        ("Maria da Silva", "Maria", "da Silva"),
        ("Ludwig van der Berg", "Ludwig", "van der Berg"),
        ("Mohamed El Fassi", "Mohamed", "El Fassi"),
        ("Ahmed ben Salah", "Ahmed", "ben Salah"),
        ("María José de la Cruz", "María José", "de la Cruz"),
        ("Jean-Paul N’GUESSAN", "Jean-Paul", "N’GUESSAN"),
        ("d’ARTAGNAN Charles", "Charles", "d’ARTAGNAN"),
        ("J. Smith", "J.", "Smith"),
        ("محمد بن سلمان", "محمد", "بن سلمان"),
    ],
)
def test_full_names_are_split(name, given, family):
    assert split_name(name) == (given, family, True)


@pytest.mark.parametrize(
    ("name", "given", "family"),
    [
        ("Anne Marie Dupont", "Anne Marie", "Dupont"),
        ("Juan Carlos Pérez Gómez", "Juan Carlos", "Pérez Gómez"),
        ("ZOË DUPRÉ", "ZOË", "DUPRÉ"),
        ("Suharto", "", "Suharto"),
        ("LI Wei", "Wei", "LI"),
        ("Zoë DUPRÉ Anna ROSSI", "Zoë", "DUPRÉ Anna ROSSI"),
        ("Maria de Lourdes Silva", "Maria", "de Lourdes Silva"),
    ],
)
def test_names_that_could_be_read_otherwise_are_doubtful(name, given, family):
    assert split_name(name) == (given, family, False)


def test_a_heading_may_say_that_the_family_comes_first(tmp_path):
    assert heading_is_family_first("Nom et prénom")
    assert not heading_is_family_first("Nom complet")
    assert not heading_is_family_first("Prénom et nom")
    path = listed(tmp_path, "Nom et prénom | Ville", "Dupré Zoë | x", "Ana da Silva | y")
    roster = read_roster(path)
    assert [p.family_name for p in roster.people] == ["Dupré", "da Silva"]
    assert doubts(roster) == [(2, "name_split_unsure", True), (3, "name_split_unsure", True)]
    assert split_name("de Souza Ana", family_first=True)[:2] == ("Ana", "de Souza")


@pytest.mark.parametrize(
    "row",
    ["Total", "TOTAL : 80", "Total | 80", "Sous-total | 12", "Total participants | 80 | 100 %",
     "Nombre de participants : 80", "المجموع | 80", "Grand total | 1 234"],
)  # fmt: skip
def test_totals(row):
    assert is_total([cell.strip() for cell in row.split("|")])


@pytest.mark.parametrize(
    "row", ["Totalidad", "Total | Jean | BIT", "Dupré | 80", "Sumatra | 3"]
)
def test_no_totals(row):
    assert not is_total([cell.strip() for cell in row.split("|")])


# --- nobody is dropped without a word ----------------------------------------------------


def people_with_an_unread_family_name(tmp_path: Path) -> Path:
    """Twelve people of three given names; nothing tells what “Xyzzy” is."""
    families = ("Diop", "Rossi", "Wei", "Haddad", "Novák", "Silva",
                "Ba", "Muñoz", "Khoury", "Sow", "Peña", "Dupré")  # fmt: skip
    rows = [f"{('Awa', 'Ana', 'Jo')[n % 3]} | {name}" for n, name in enumerate(families)]
    return listed(tmp_path, "First name | Xyzzy", *rows)


def test_a_family_name_that_was_not_recognised_merges_nobody(tmp_path):
    roster = read_roster(people_with_an_unread_family_name(tmp_path))
    assert len(roster.people) == len({person.id for person in roster.people}) == 12
    assert roster.mixes_up
    assert roster.layout.lacks_half is Field.FAMILY_NAME
    assert roster.layout.likely_half.letter == "B"


def test_the_likely_family_column_makes_whole_names(tmp_path):
    path = people_with_an_unread_family_name(tmp_path)
    likely = read_layout(path).likely_half
    roster = read_roster(path, columns={likely.index: Field.FAMILY_NAME})
    assert names(roster)[:2] == ["Awa Diop", "Ana Rossi"]
    assert not roster.mixes_up


def test_people_whom_only_their_order_tells_apart_stay_two_when_imported_again(tmp_path):
    path = people_with_an_unread_family_name(tmp_path)
    first = read_roster(path)
    again = read_roster(path, known=first.people)
    assert again.people == ()
    assert [code for _, code, _ in doubts(again)] == ["already_there"] * 12


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Silva | Ana | | Lisboa | ", "Silva | Ana | | Porto | "),
        ("Silva | Ana | UCLG | | ", "Silva | Ana | ILO | | "),
        (" | Ana | ILO | | ", " | Ana | ILO | | "),
        (" | Ana | ILO | | us@example.org | Silva", " | Ana | ILO | | us@example.org | Sow"),
    ],
    ids=["city", "organisation", "half a name", "half a name and a shared address"],
)  # fmt: skip
def test_rows_of_one_name_that_differ_are_two_people_and_said(tmp_path, one, other):
    header = "Nom | Prénom | Organisation | Ville | Courriel | Xyzzy"
    roster = read_roster(listed(tmp_path, header, one, other))
    assert len({person.id for person in roster.people}) == 2
    assert (3, "namesake", True) in doubts(roster)


def test_a_name_again_with_something_else_in_an_unread_column_is_a_loss(tmp_path):
    rows = [f"Zoë Dupré | {tool}" for tool in ("saw", "hammer", "file", "drill")]
    roster = read_roster(listed(tmp_path, "Nom complet | Xyzzy", *rows))
    assert names(roster) == ["Zoë Dupré"]
    assert roster.left_out == {"duplicate_differs": (3, 4, 5)}
    assert roster.losses == (3, 4, 5)
    assert roster.loses_many


def test_every_row_that_brings_nobody_is_counted(tmp_path):
    path = listed(
        tmp_path,
        "Participants of Turin",
        "Nom | Prénom | Organisation | Ville",
        "Dupré | Zoë | BIT | Genève",
        "",
        "Dupré | Zoë | BIT | Genève",
        " | | CGLU | Barcelone",
        "Total | 1",
    )
    roster = read_roster(path)
    assert roster.left_out == {
        "row_above_list": (1,), "duplicate": (5,), "row_without_name": (6,),
        "row_is_total": (7,), "row_is_blank": (4,),
    }  # fmt: skip
    assert not roster.loses_many


def test_two_rows_may_be_left_out_without_asking_and_three_of_a_hundred_may_not(tmp_path):
    people = [f"Dupré | Zoë {n} | BIT" for n in range(97)]
    nameless = [" | | CGLU"] * 3
    path = listed(tmp_path, "Nom | Prénom | Organisation", *people, *nameless[:2])
    assert not read_roster(path).loses_many
    path = listed(tmp_path, "Nom | Prénom | Organisation", *people, *nameless)
    assert read_roster(path).loses_many


def test_a_school_is_no_name_and_programming_no_language(tmp_path):
    header = "First name | Last name | School name | Programming languages"
    rows = [f"Ana | Silva {n} | School of Lyon | Fortran, COBOL" for n in range(6)]
    roster = read_roster(listed(tmp_path, header, *rows, "Awa | | School of Lyon | "))
    assert fields(roster) == ["given_name", "family_name", "organisation", None]
    assert names(roster)[-1] == "Awa"


def test_given_and_family_alone_are_headings(tmp_path):
    roster = read_roster(listed(tmp_path, "given | family", "Ana | Silva", "Awa | Ba"))
    assert names(roster) == ["Ana Silva", "Awa Ba"]


# --- lists as tools write them, and as people do -----------------------------------------


def test_an_attendance_report_of_teams():
    """Three tables below one another, in UTF-16, with what no list of people needs."""
    roster = read_roster(LISTS / "teams-attendance.csv")
    assert roster.header_row == 9
    assert fields(roster) == [
        "full_name", "ignore", "ignore", "ignore", "email", "ignore", "ignore",
    ]  # fmt: skip
    assert names(roster) == ["Zoë Dupré", "Ada Rossi", "Li Wei"]
    assert not roster.loses_many


@pytest.mark.parametrize(
    ("heading", "values", "field"),
    [
        ("Company", "www.example.org|https://example.com|example.net/about", None),
        ("Entreprise", "BIT|CGLU|Ville de Turin", "organisation"),
        ("Participant ID (UPN)", "a@example.org|b@example.org|c@example.org", "ignore"),
        ("N° de participant", "1|2|3", "ignore"),
        ("Title", "Dr|Ms|Mr", "ignore"),
        ("Title", "Mayor|Head of unit|Adviser", "position"),
        ("Title", "The way of a town to its lake|Why one city may learn of another|Now",
         None),
        ("Role", "Organizer|Presenter|Attendee", "ignore"),
        ("Role", "Host|Note-taker|Participant", "role"),
        ("Type", "ARTIST|STAFF|SPEAKER", None),
        ("Type", "NGO|Public|University", "organisation_type"),
        ("Nationality", "Brazil|Togo|Peru", "country"),
        ("Country code", "BR|TG|PE", "country"),
        ("institution_country", "Brazil|Togo|Peru", "country"),
        ("Structure level", "Brazil|Togo|Peru", "delegation"),
        ("E-mail sent", "yes|yes|no", None),
        ("Email2", "a@example.org|b@example.org|c@example.org", "email"),
        ("Area", "Economy|Government|Media", None),
        ("Zone", "Afrique|Europe|Amériques", "region"),
        ("Participants", "55|80|71", None),
        ("Es miembro", "Sí|No|Sí", None),
        ("Affiliation", "KU Leuven|MIT|UNAM", "organisation"),
        ("Labo", "CEFE|LIP|LAAS", "organisation"),
        ("J’accepte que ma photo paraisse", "oui|non|oui", "consent"),
        ("Table host?", "yes|no|yes", "role"),
        ("Guest", "Yes|No|No", "ignore"),
    ],
)  # fmt: skip
def test_headings_and_values_tell_together(tmp_path, heading, values, field):
    people = ("Zoë Dupré", "Ada Rossi", "Li Wei")
    cells = values.split("|")
    rows = [f"{name} | {value}" for name, value in zip(people, cells, strict=True)]
    roster = read_roster(listed(tmp_path, f"Full name | {heading}", *rows))
    assert fields(roster) == ["full_name", field]


def test_a_heading_in_a_language_nobody_knows_leaves_the_values(tmp_path):
    rows = ("Zoë Dupré | zoe.dupre@example.org", "Ada Rossi | ada.rossi@example.org")
    roster = read_roster(listed(tmp_path, "Név | Drótposta", *rows))
    assert (roster.header_row, fields(roster)) == (1, ["full_name", "email"])
    assert names(roster) == ["Zoë Dupré", "Ada Rossi"]
    assert roster.layout.guessed_names


def test_halves_without_headings_are_told_apart_by_their_order(tmp_path):
    people = "Awa Ba, Ana Diop, Rami Khoury, Zoë Novák, Fatou Sow, Lian Wei"
    halves = [name.split() for name in people.split(", ")]
    rows = [f"{family} | {given} | {given}.{family}@example.org" for given, family in halves]
    roster = read_roster(listed(tmp_path, *rows))
    assert fields(roster) == ["family_name", "given_name", "email"]


def test_a_mark_of_hosts_makes_hosts(tmp_path):
    path = listed(tmp_path, "Name | Table host? | Prise de notes", "Zoë Dupré | yes | ",
                  "Ada Rossi | no | ✓", "Li Wei | | ")  # fmt: skip
    roster = read_roster(path)
    assert [p.roles for p in roster.people] == [(Role.HOST,), (Role.NOTE_TAKER,), ()]
    assert roster.doubts == ()


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Ana Silva; Bruno Costa", ("Ana Silva", "Bruno Costa")),
        ("Ana Silva et Bruno Costa", ("Ana Silva", "Bruno Costa")),
        ("Ana Silva\nBruno Costa", ("Ana Silva", "Bruno Costa")),
        ("Ana Silva, Bruno Costa, Li Wei", ("Ana Silva", "Bruno Costa", "Li Wei")),
        ("Santiago Ramón y Cajal", ("Santiago Ramón y Cajal",)),
        ("García López, María José", ("García López, María José",)),
        ("Dupré, Zoë", ("Dupré, Zoë",)),
    ],
)
def test_whom_a_cell_names(cell, people):
    assert names_in(cell).names == people


def test_several_people_in_one_cell_come_in_one_by_one_and_said(tmp_path):
    path = listed(
        tmp_path,
        "Name | Organisation | E-mail",
        "Ana Silva; Bruno Costa | ILO | ana@example.org; bruno@example.org",
        "Jean & Marie Dupont | UCLG | ",
    )
    roster = read_roster(path)
    assert [(p.name, p.organisation, p.email) for p in roster.people] == [
        ("Ana Silva", "ILO", "ana@example.org"),
        ("Bruno Costa", "ILO", "bruno@example.org"),
        ("Jean & Marie Dupont", "UCLG", ""),
    ]
    assert roster.rows == (2, 2, 3)
    codes = [code for _row, code, imported in doubts(roster) if imported]
    assert codes[:2] == ["one_of_several"] * 2
    assert "several_maybe" in codes


def test_a_role_in_brackets_is_no_part_of_the_name(tmp_path):
    rows = ("Zoë Dupré (table host)", "Ada Rossi (she/her)")
    roster = read_roster(listed(tmp_path, "Full name", *rows))
    assert names(roster) == ["Zoë Dupré", "Ada Rossi"]
    assert [p.roles for p in roster.people] == [(Role.HOST,), ()]
    assert doubts(roster) == [(3, "name_bracket", True)]


def test_places_kept_for_people_to_come_stay_apart_and_are_said(tmp_path):
    rows = ("Anonymous 12 | ILO", "À confirmer | ILO", "À confirmer | ILO", "Zoë Dupré | ILO")
    roster = read_roster(listed(tmp_path, "Name | Organisation", *rows))
    assert len(roster.people) == 4
    said = [row for row, code, _ in doubts(roster) if code == "name_placeholder"]
    assert said == [2, 3, 4]


def test_whoever_refuses_consent_is_named(tmp_path):
    rows = ("Zoë Dupré | oui", "Ada Rossi | Je n’accepte pas", "Li Wei | ")
    roster = read_roster(listed(tmp_path, "Nom complet | J’accepte d’être photographié", *rows))
    assert doubts(roster) == [(3, "consent_refused", True)]


def test_what_holds_for_the_column_is_said_once(tmp_path):
    people = [f"DUPRE{'ABCDEFGHIJ'[n]} ZOE" for n in range(10)]
    roster = read_roster(listed(tmp_path, "Nom et prénom", *people, "Ba, Awa"))
    assert roster.doubts == ()
    assert [(each.code, len(each.rows)) for each in roster.remarks] == [
        ("name_split_unsure", 10)
    ]
    assert roster.people[0].family_name == "DUPREA"
    chosen = read_roster(roster.path, columns={0: Field.FULL_NAME})
    assert chosen.remarks == ()
    assert chosen.people[0].family_name == "ZOE"


def test_names_in_the_order_of_their_first_words_begin_with_the_family(tmp_path):
    rows = ("Ba Awa", "Diop Zoë", "Khoury Ali", "Novák Jan", "Sow Bo", "Wei Li")
    roster = read_roster(listed(tmp_path, "Participants", *rows))
    assert [p.family_name for p in roster.people] == ["Ba", "Diop", "Khoury", "Novák", "Sow",
                                                      "Wei"]  # fmt: skip


# --- lists of teams ----------------------------------------------------------------------


def test_a_row_that_is_a_team_brings_everybody_it_names(tmp_path):
    path = listed(
        tmp_path,
        "nome | Nome do integrante #1 do time: | Nome do integrante #2 do time: | Instituição",
        "Os Três | Rita Alves | Ivo Prado | Universidade do Norte",
        "Ventania | Clara Nunes | Davi Melo | Instituto do Sul",
        "Sol | Lia Reis | | Escola do Mar",
    )
    roster = read_roster(path)
    assert [(p.name, p.organisation) for p in roster.people] == [
        ("Rita Alves", "Universidade do Norte"),
        ("Ivo Prado", "Universidade do Norte"),
        ("Clara Nunes", "Instituto do Sul"),
        ("Davi Melo", "Instituto do Sul"),
        ("Lia Reis", "Escola do Mar"),
    ]


def test_a_list_of_teams_without_people_is_no_list_of_people(tmp_path):
    path = listed(
        tmp_path,
        "Position | TeamName | Herkunft",
        "1 | Blaue Welle | Deutschland Lübeck",
        "2 | Die Otter | Deutschland Kiel",
        "3 | Les Loutres | Frankreich Lyon",
    )
    with pytest.raises(FileRefused, match="roster_no_names"):
        read_roster(path)


def test_choices_ticked_in_the_words_of_their_headings_are_no_second_headings(tmp_path):
    path = listed(
        tmp_path,
        "Name | Type | Red | Blue | Green",
        "Awa Diop | | Red | Blue |", "Rui Melo | CTO | | Blue | Green", "Lia Reis | | Red | |",
    )  # fmt: skip
    assert [p.name for p in read_roster(path).people] == ["Awa Diop", "Rui Melo", "Lia Reis"]


def test_numbers_in_two_headings_make_no_members_of_what_are_no_names(tmp_path):
    path = listed(
        tmp_path, "Name | Tel 1 | Tel 2 | Day 1 | Day 2", "Awa Diop | 77 12 | 77 13 | yes | no"
    )
    (awa,) = read_roster(path).people
    assert awa.name == "Awa Diop"


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Siva Velautham S/O Valakrishnan", ("Siva Velautham S/O Valakrishnan",)),
        ("Haritharan A/L Baskaran", ("Haritharan A/L Baskaran",)),
        ("Ana Silva / Bruno Costa", ("Ana Silva", "Bruno Costa")),
        ("Muñoz Ledo y Lazo de la Vega", ("Muñoz Ledo y Lazo de la Vega",)),
    ],
)
def test_one_person_is_not_cut_in_two(cell, people):
    assert names_in(cell).names == people


def test_two_names_joined_as_surnames_are_stay_one_and_are_told(tmp_path):
    path = listed(tmp_path, "Nombre completo", "Ana Silva", "Juan Pérez y María López")
    roster = read_roster(path)
    assert len(roster.people) == 2
    assert [doubt.row for doubt in roster.doubts if "several" in doubt.code] == [3]


def test_an_answer_to_a_question_is_no_organisation(tmp_path):
    rows = [f"Ana{k} Silva{k} | {('Estoy inscrito', 'No')[k % 2]}" for k in range(6)]
    layout = read_layout(listed(tmp_path, "Nombre completo | ¿Inscrito a instituto?", *rows))
    assert [column.field for column in layout.columns] == [Field.FULL_NAME, None]
    bodies = [f"Ana{k} Silva{k} | Instituto {k}" for k in range(6)]
    layout = read_layout(listed(tmp_path, "Nombre completo | ¿De qué instituto?", *bodies))
    assert layout.columns[1].field is Field.ORGANISATION


@pytest.mark.parametrize(
    ("heading", "values", "field", "maybe"),
    [
        ("Area", "Economy|Government|Media", None, Field.REGION),
        ("Afiliation", "CEFE|LIP|LAAS", None, Field.ORGANISATION),
        ("Afiliation", "University of Oslo|LIP|LAAS", Field.ORGANISATION, None),
        ("Type", "ARTIST|STAFF|SPEAKER", None, Field.ORGANISATION_TYPE),
        ("Title", "Deep Kernel Machines|Learning with People|Old Maps", None, Field.POSITION),
        ("Title", "Director|PhD student|Deputy Mayor", Field.POSITION, None),
        ("Role", "Sponsor|Exhibitor|Voter", None, Field.ROLE),
        ("Role", "Founder|Web developer|CEO", Field.POSITION, None),
        ("Group", "Red|Blue|Green", None, Field.DELEGATION),
        ("Group", "France|Sénégal|Pérou", Field.DELEGATION, None),
        ("Team name", "Foxes|Bears|Owls", None, Field.DELEGATION),
        ("Location", "Aula|Foyer|Garden", None, Field.CITY),
        ("Company", "www.example.org|https://example.com|example.net/about", None, None),
        ("Spouse’s name", "Nil Ba|Ugo Roy|Ana Cruz", None, None),
        ("Xyzzy", "Economy|Government|Media", None, None),
    ],
)  # fmt: skip
def test_what_values_do_not_bear_out_is_offered_and_not_taken(
    tmp_path, heading, values, field, maybe
):
    people = ("Zoë | Dupré", "Ada | Rossi", "Li | Wei")
    rows = [f"{p} | {v}" for p, v in zip(people, values.split("|"), strict=True)]
    layout = read_layout(listed(tmp_path, f"First name | Last name | {heading}", *rows))
    assert (layout.columns[2].field, layout.columns[2].maybe) == (field, maybe)


def test_a_word_of_headings_in_the_last_row_makes_it_no_row_of_headings(tmp_path):
    rows = ("Dupré, Zoë | ILO | Host", "Rossi, Ada | ILO | Note-taker")
    for first in ("#name | #company | #role", "Xyzzy | Yzzyx | Zyxxy"):
        layout = read_layout(listed(tmp_path, first, *rows, "Wei, Li | Attendee | Attendee"))
        assert layout.header_row == 1
    assert read_layout(listed(tmp_path, "Our people", "Name | Company")).header_row == 2


def test_a_form_answer_by_answer_is_no_list_of_people(tmp_path):
    answers = (f"Name | {name}\nCity | {city}" for name, city in (("Awa Ba", "Thiès"),
               ("Li Wei", "Wuhan"), ("Ada Rossi", "Turin")))  # fmt: skip
    rows = [row for answer in answers for row in answer.splitlines()]
    with pytest.raises(FileRefused, match="roster_no_names"):
        read_roster(listed(tmp_path, "item | value", *rows))
    again = read_roster(
        listed(tmp_path, "Name | City", "Awa Ba | Thiès", "Name | City", "Li Wei | Wuhan")
    )
    assert names(again) == ["Awa Ba", "Li Wei"]


def test_who_paid_is_no_name_of_whoever_comes(tmp_path):
    path = listed(
        tmp_path, "First Name | Last Name | Paid by (name) | Paid by (email)",
        "Awa | Ba | Ada Rossi | ada@example.org", "Li | Wei | Ada Rossi | ada@example.org",
    )  # fmt: skip
    assert names(read_roster(path)) == ["Awa Ba", "Li Wei"]
    assert fields(read_roster(path))[2] is None


def test_halves_that_stand_in_addresses_are_found_among_other_short_words(tmp_path):
    people = ["Awa Ba", "Anna Diop", "Rami Khoury", "Zoë Novák", "Fatou Sow", "Lian Weiss"]
    towns = ["Cascavel", "Caucaia", "Fortaleza", "Pacajus", "Sobral", "Crato"]
    rows = [
        f"{name.split()[0]} | {name.split()[1]} | {name.replace(' ', '.')}@example.org | {town}"
        for name, town in zip(people, towns, strict=True)
    ]
    layout = read_layout(listed(tmp_path, *rows))
    assert [column.field for column in layout.columns[:2]] == [
        Field.GIVEN_NAME, Field.FAMILY_NAME,
    ]  # fmt: skip
    assert len(layout.guessed_names) == 2


@pytest.mark.parametrize("heading", ["Room", "Salle", "Sala", "القاعة"])
def test_a_room_is_read_where_many_share_it_and_is_none_of_a_hotels(tmp_path, heading):
    halls = ["Aula", "Bar", "Aula", "Aula", "Bar", "Bar", "Bar", "Aula"]
    people = [f"Ada Rossi{k} | {hall}" for k, hall in enumerate(halls)]
    roster = read_roster(listed(tmp_path, f"Full name | {heading}", *people))
    assert [person.room for person in roster.people] == halls
    beds = [f"Ada Rossi{k} | {201 + k // 2}" for k in range(8)]
    roster = read_roster(listed(tmp_path, f"Full name | {heading}", *beds))
    assert {person.room for person in roster.people} == {""}
    few = [f"Ada Rossi{k} | {hall}" for k, hall in enumerate(("Aula", "Bar", "Aula"))]
    roster = read_roster(listed(tmp_path, f"Full name | {heading}", *few))
    assert [column.maybe for column in roster.columns] == [None, Field.ROOM]


def test_half_a_name_that_is_in_no_whole_name_beside_it_is_of_somebody_else(tmp_path):
    people = ["Awa Ba | Moussa Ba", "Li Wei | Chen Hao", "Ada Rossi | Carla Verdi"]
    layout = read_layout(listed(tmp_path, "Full name | Family name", *people))
    assert [column.field for column in layout.columns] == [Field.FULL_NAME, None]
    own = ["Awa Ba | Ba", "Li Wei | Wei", "Ada Rossi | Rossi"]
    layout = read_layout(listed(tmp_path, "Full name | Family name", *own))
    assert layout.columns[1].field is Field.FAMILY_NAME


def test_a_whole_name_that_holds_neither_half_beside_it_is_of_somebody_else(tmp_path):
    invited = ["Awa | Ba | OK", "Li | Wei | OK", "Ada | Rossi | "]
    roster = read_roster(listed(tmp_path, "Nombre | Apellidos | Invitado", *invited))
    assert fields(roster) == [Field.GIVEN_NAME, Field.FAMILY_NAME, None]


def test_the_family_that_is_to_be_called_is_no_family_name(tmp_path):
    path = listed(
        tmp_path, "name_en | family_name | family_phone",
        "Awa Ba | Moussa Ba | +221771234567", "Li Wei | Chen Hao | +8613812345678",
    )  # fmt: skip
    assert names(read_roster(path)) == ["Awa Ba", "Li Wei"]


def test_a_tutor_s_name_is_not_the_participant_s(tmp_path):
    path = listed(
        tmp_path, "Nombre_TUTOR | Apellidos_TUTOR | Nombre_CORREDOR | Apellidos_CORREDOR",
        "Homero | Pérez | Bart | Ruiz", "Luann | Solís | Milo | Soto",
    )  # fmt: skip
    assert names(read_roster(path)) == ["Bart Ruiz", "Milo Soto"]


def test_a_list_that_was_saved_as_text_twice_is_read_as_it_was(tmp_path):
    path = tmp_path / "list.csv"
    once = ['name,"given_name","company"', 'Dupré,"Zoë","ILO, Turin"', 'Rossi,"Ada","FAO"']
    path.write_text("".join(f'"{line.replace(chr(34), chr(34) * 2)}"\n' for line in once))
    roster = read_roster(path)
    assert names(roster) == ["Zoë Dupré", "Ada Rossi"]
    assert [person.organisation for person in roster.people] == ["ILO, Turin", "FAO"]
    path.write_text('"Full name"\n"Dupré, Zoë"\n"Rossi, Ada"\n')
    assert names(read_roster(path)) == ["Zoë Dupré", "Ada Rossi"]


def test_a_word_of_headings_in_every_row_makes_none_of_them_the_headings(tmp_path):
    rows = [f"{name} | Participantes | Participantes_{name}.pdf" for name in (
        "Awa Ba", "Li Wei Chen", "Ada Rossi", "Zoë Dupré", "Ana Silva")]  # fmt: skip
    roster = read_roster(listed(tmp_path, *rows))
    assert roster.header_row == 0
    assert len(roster.people) == 5


def test_what_stands_under_names_throughout_is_the_word_of_a_kind(tmp_path):
    rows = [f"Awa{k} | Ba{k} | Presenter" for k in range(6)]
    layout = read_layout(listed(tmp_path, "First name | Last name | Presenter", *rows))
    assert layout.columns[2].field is None


def test_codes_of_rooms_are_those_of_beds(tmp_path):
    people = [f"Ada Rossi{k} | {('B5', 'C7')[k % 2]}" for k in range(10)]
    (_, room) = read_layout(listed(tmp_path, "Full name | Room", *people)).columns
    assert (room.field, room.maybe) == (None, Field.ROOM)


def test_what_stands_in_every_row_is_no_name_of_anybody(tmp_path):
    halls = [f"{9 + k}:00 | Salón Azul | Ada Rossi{'abcdef'[k]}" for k in range(6)]
    read = fields(read_roster(listed(tmp_path, "HORARIO | LOCAL | APRESENTADOR", *halls)))
    assert read[1:] == [None, Field.FULL_NAME]
    halves = ["Awa | Ba | Acme Blue", "Li | Wei | Acme Blue", "Ada | Rossi | Acme Blue"]
    company = read_layout(listed(tmp_path, *halves)).columns[2]
    assert company.field is None
    tracks = [f"R | Advanced Data Storytelling | {k}" for k in range(6)]
    with pytest.raises(FileRefused, match="roster_no_names"):
        read_roster(listed(tmp_path, "Tool | Which track? | Age", *tracks))


def test_the_address_of_who_registers_is_not_that_of_the_attendees(tmp_path):
    heading = "registrant_email | attendee_first_name | attendee_last_name"
    rows = ["who@ilo.org | Awa | Ba", "who@ilo.org | Li | Wei", "who@ilo.org | Ada | Rossi"]
    roster = read_roster(listed(tmp_path, heading, *rows))
    assert fields(roster) == [Field.IGNORE, Field.GIVEN_NAME, Field.FAMILY_NAME]
    assert names(roster) == ["Awa Ba", "Li Wei", "Ada Rossi"]
    zoom = read_layout(listed(tmp_path, "Registrant Email | Name", "awa@ilo.org | Awa Ba"))
    assert zoom.columns[0].field is Field.EMAIL


def test_a_row_with_an_address_is_a_person_and_no_headings(tmp_path):
    rows = ["awa@ilo.org | Awa el ba Ndiaye", "li@fao.org | Li Wei", "ada@who.int | Ada Rossi"]
    roster = read_roster(listed(tmp_path, *rows))
    assert (roster.header_row, len(roster.people)) == (0, 3)


def test_a_comma_within_every_name_does_not_cut_a_file_of_semicolons(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Dupré, Zoë;8\nRossi, Ada;4\nNdiaye, Awa;10\nSilva, Ana;5\n", "utf-8")
    assert names(read_roster(path)) == ["Zoë Dupré", "Ada Rossi", "Awa Ndiaye", "Ana Silva"]
