"""Any list of people, written to a file, comes back the same."""

import csv
import io
import tempfile
from pathlib import Path

import openpyxl
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from worldcafe.domain.folding import fold
from worldcafe.domain.model import Participant
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.vocabulary import Role
from worldcafe.exchange.roster import participant_id, read_roster
from worldcafe.exchange.values import clean

HEADINGS = {
    "fr": ["Nom", "Prénom", "Fonction", "Organisation", "Ville", "Pays", "Langues", "Courriel",
           "Rôle à table"],
    "es": ["Apellidos", "Nombre", "Cargo", "Institución", "Ciudad", "País", "Idiomas", "Correo",
           "Rol en la mesa"],
    "ar": ["اللقب", "الاسم", "الوظيفة", "المنظمة", "المدينة", "البلد", "اللغات", "البريد",
           "الدور على الطاولة"],
}  # fmt: skip
ROLE_WORDS = {Role.HOST: "Hôte", Role.NOTE_TAKER: "note-taker", Role.FACILITATOR: "ميسر"}

letters = st.characters(categories=["Lu", "Ll", "Lo", "Nd"], max_codepoint=0xFFFF)
marks = st.sampled_from(" -’'.,;=+@\"/&:#\t\u00a0")


def lines(min_size: int) -> st.SearchStrategy[str]:
    texts = st.lists(letters | marks, min_size=min_size, max_size=20).map("".join)
    return texts.map(clean).filter(lambda text: len(text) >= min_size)


names = lines(1).filter(fold).map("X".__add__)
texts = lines(0)
languages = st.lists(st.sampled_from(["fr", "en", "es", "pt", "ar", "sw"]), unique=True)
emails = st.just("") | st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.org", fullmatch=True)


@st.composite
def participants(draw: st.DrawFn) -> Participant:
    given_name, family_name = draw(names), draw(names)
    organisation, email = draw(names), draw(emails)
    role = draw(st.none() | st.sampled_from(list(ROLE_WORDS)))
    return Participant(
        id=participant_id(given_name, family_name, email, organisation),
        given_name=given_name,
        family_name=family_name,
        position=draw(texts),
        organisation=organisation,
        city=draw(texts),
        country=draw(st.sampled_from(["", "FR", "CI", "VN"])),
        languages=tuple(draw(languages)),
        email=email,
        roles=(role,) if role else (),
    )


def different(person: Participant) -> tuple[str, ...]:
    """People with equal words in their names may be one; this test is not about them."""
    return tuple(sorted(fold(person.name).split()))


rosters = st.lists(participants(), min_size=1, max_size=8, unique_by=different)


def cells(person: Participant) -> list[str]:
    return [
        person.family_name, person.given_name, person.position, person.organisation,
        person.city, person.country, "/".join(person.languages), person.email,
        ", ".join(ROLE_WORDS[role] for role in person.roles),
    ]  # fmt: skip


def as_text(rows: list[list[str]], encoding: str, delimiter: str) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def as_workbook(rows: list[list[str]], path: Path) -> None:
    book = openpyxl.Workbook()
    for y, row in enumerate(rows, start=1):
        for x, text in enumerate(row, start=1):
            cell = book.active.cell(y, x, text)
            cell.data_type = "s"  # text, whatever it begins with
    book.save(path)


@settings(max_examples=120, deadline=None)
@given(
    people=rosters,
    lang=st.sampled_from(list(HEADINGS)),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    delimiter=st.sampled_from([",", ";", "\t"]),
    n_title_rows=st.integers(0, 3),
)
def test_a_list_in_text_comes_back(people, lang, encoding, delimiter, n_title_rows):
    rows = [["Réunion de Turin"]] * n_title_rows
    rows += [HEADINGS[lang], *map(cells, people)]
    assume(not any(cell.startswith('="') for row in rows for cell in row))  # Excel's own mark
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        path.write_bytes(as_text(rows, encoding, delimiter))
        roster = read_roster(path)
    assert roster.people == tuple(people)
    assert roster.header_row == n_title_rows + 1


@settings(max_examples=40, deadline=None)
@given(people=rosters, lang=st.sampled_from(list(HEADINGS)))
def test_a_list_in_a_workbook_comes_back(people, lang):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        as_workbook([HEADINGS[lang], *map(cells, people)], path)
        roster = read_roster(path)
    assert roster.people == tuple(people)
    assert not [doubt for doubt in roster.doubts if not doubt.imported]


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_no_file_brings_the_reader_down(data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list"
        path.write_bytes(data)
        try:
            read_roster(path)
        except FileRefused:
            return
