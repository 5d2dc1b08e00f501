"""Any contribution, written to a JSON line or into a note sheet, comes back the same."""

import datetime as dt
import json
import tempfile
from functools import cache
from pathlib import Path

import openpyxl
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from worldcafe.domain import vocabulary as v
from worldcafe.domain.fields import PARTNERS
from worldcafe.domain.folding import fold
from worldcafe.domain.model import (
    CafeTable,
    Contact,
    Contribution,
    NextStep,
    Participant,
    Partner,
    Resource,
    Round,
)
from worldcafe.domain.refusal import FileRefused, RuleBroken
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.notes import (
    note_from_json,
    read_notes,
    write_note_sheet,
)
from worldcafe.exchange.notes.fields import COLUMNS, FIELDS
from worldcafe.exchange.notes.sheet import put_text
from worldcafe.wording import TRANSLATED, words_for
from worldcafe.wording.languages import LANGUAGES
from written_notes import note_as_json, note_as_row

CAFE = Workshop.of(
    [
        *(CafeTable(id=f"t{n}", number=n) for n in (3, 8)),
        *(Round(id=f"r{n}", number=n) for n in (1, 2, 3)),
        Participant(id="awa", given_name="Awa", family_name="Koné"),
        *(Participant(id=f"li{n}", given_name="Li", family_name="Wei") for n in (1, 2)),
    ]
)

LETTERS = ["Lu", "Ll", "Lo", "Nd"]
MARKS = " -’'.,;:=+@\"/&#%()[]{}<>|؛،\u00a0"


def texts(more: str = "", *, min_size: int = 0) -> st.SearchStrategy[str]:
    characters = st.characters(
        categories=LETTERS, max_codepoint=0x1FFFF, include_characters=MARKS + more
    )
    drawn = st.text(characters, min_size=min_size, max_size=25)
    return drawn.map(str.strip).filter(lambda text: len(text) >= min_size)


def some(codes: type[v.Code]) -> st.SearchStrategy[tuple[v.Code, ...]]:
    return st.lists(st.sampled_from(list(codes)), unique=True, max_size=3).map(tuple)


def maybe(codes: type[v.Code]) -> st.SearchStrategy[v.Code | None]:
    return st.none() | st.sampled_from(list(codes))


line, prose = texts(), texts("\n")
dates = st.none() | st.dates(dt.date(2000, 1, 1), dt.date(2199, 12, 31))
languages = st.sampled_from(["", *LANGUAGES, "sw"])
partners = st.builds(
    Partner,
    name=line,
    city=line,
    country=st.sampled_from(["", "SN", "ET", "BR", "CD"]),
    type=maybe(v.PartnerType),
    role=maybe(v.PartnerRole),
).filter(lambda partner: partner != Partner())
resources = st.builds(
    Resource,
    kind=st.sampled_from(list(v.ResourceKind)),
    direction=st.sampled_from(list(v.Direction)),
    by=line,
    amount=line,
)
steps = st.builds(
    NextStep,
    type=maybe(v.NextStepType),
    text=texts("\n", min_size=1),
    owner=line,
    due=dates,
    status=st.sampled_from(list(v.StepStatus)),
)
contacts = st.builds(
    Contact,
    name=texts(min_size=1),
    organisation=line,
    email=st.just("") | st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.org", fullmatch=True),
    consent=st.booleans(),
)
letters = st.characters(categories=LETTERS, max_codepoint=0x1FFFF)
own_words = st.text(letters, min_size=4, max_size=9).filter(fold)
contributions = st.builds(
    Contribution,
    id=st.uuids().map(str),
    kind=st.sampled_from(list(v.Kind)),
    table_id=st.just("t8"),
    round_id=st.sampled_from(["r1", "r2", "r3"]),
    lang=languages,
    title=texts(min_size=1),
    title_translation=texts(),
    description=prose,
    translation=prose,
    translation_lang=languages,
    author_id=st.sampled_from([None, "awa", "li1", "li2"]),
    themes=st.lists(
        st.sampled_from(list(v.ThemeCode)) | own_words, unique=True, max_size=3
    ).map(tuple),
    partners=st.lists(partners, max_size=PARTNERS.n_usual).map(tuple),
    modality=maybe(v.Modality),
    activities=some(v.Activity),
    scope=maybe(v.Scope),
    pillars=some(v.Pillar),
    sdg_targets=st.lists(st.sampled_from((*v.SDG_TARGETS, "17.10")), unique=True).map(tuple),
    demand=prose,
    demand_confirmed=st.booleans(),
    experience_offered=prose,
    place=line,
    lesson=prose,
    resources=st.lists(resources, max_size=2).map(tuple),
    expected_result=prose,
    beneficiaries=prose,
    adaptation=prose,
    maturity=maybe(v.Maturity),
    impact=st.none() | st.integers(1, 5),
    feasibility=st.none() | st.integers(1, 5),
    quality_checks=some(v.QualityCheck),
    enabling_factors=prose,
    obstacles=prose,
    next_step=st.none() | steps,
    contacts=st.lists(contacts, max_size=2).map(tuple),
)
slow = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


@settings(slow, max_examples=60)
@given(contributions)
def test_a_json_line_gives_the_same_contribution(contribution):
    written = json.dumps(note_as_json(contribution, CAFE))
    read, doubts = note_from_json(written, CAFE)
    assert read == contribution
    assert {doubt.code for doubt in doubts} <= {"theme_own"}


@cache
def empty_sheet(language: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.xlsx"
        write_note_sheet(CAFE, "t8", path, words_for(language))
        return path.read_bytes()


@settings(slow, max_examples=12)
@given(
    st.lists(contributions, min_size=1, max_size=6, unique_by=lambda each: each.id),
    st.sampled_from(sorted(TRANSLATED)),
)
def test_rows_of_a_note_sheet_give_the_same_contributions(written, language):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.xlsx"
        path.write_bytes(empty_sheet(language))
        fill(path, [note_as_row(each, CAFE, words_for(language)) for each in written])
        notes = read_notes(path, CAFE)
    assert notes.contributions == tuple(written)
    assert {doubt.code for doubt in notes.doubts} <= {"theme_own"}
    assert notes.unknown_keys == ()


def fill(path: Path, rows: list[list[object]]) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    (table,) = sheet.tables.values()
    header = sheet[table.ref.split(":")[0]].row
    for number, row in enumerate(rows, start=header + 1):
        for at, value in enumerate(row, start=1):
            if isinstance(value, str):
                put_text(sheet, number, at, value)
            else:
                sheet.cell(number, at).value = value
    book.save(path)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=6,
)
parts = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(
        ("name", "country", "role", "kind", "direction", "due", "email", "text"), anything
    ),
)
hostile = st.fixed_dictionaries(
    {"table": st.just(8), "round": st.just(2), "title": st.text(min_size=1)},
    optional=dict.fromkeys(
        FIELDS.keys() - {"table", "round", "title"},
        anything | parts | st.lists(parts, max_size=3),
    ),
)


@settings(slow, max_examples=40)
@given(hostile)
def test_whatever_a_line_says_it_is_a_contribution_or_refused(said):
    try:
        contribution, _ = note_from_json(json.dumps(said), CAFE)
    except RuleBroken:
        return
    again, _ = note_from_json(json.dumps(note_as_json(contribution, CAFE)), CAFE)
    assert again == contribution


@settings(slow, max_examples=60)
@given(
    st.binary(max_size=80) | st.text(max_size=80).map(str.encode),
    st.sampled_from(["x.csv", "x.jsonl"]),
)
def test_whatever_a_file_holds_it_is_read_or_refused(content, name):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            notes = read_notes(path, CAFE)
        except FileRefused:
            return
    assert notes.contributions == ()


@settings(slow, max_examples=30)
@given(
    st.lists(
        st.lists(st.sampled_from([c.path for c in COLUMNS]) | line, max_size=8), max_size=8
    )
)
def test_whatever_a_table_holds_it_is_read_or_refused(rows):
    assume(rows)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.csv"
        path.write_text("\n".join("\t".join(row) for row in rows), encoding="utf-8")
        try:
            read_notes(path, CAFE)
        except FileRefused:
            return
