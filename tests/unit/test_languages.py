"""Languages are said in one place, and the program speaks those whose catalogue is there."""

import ast
import datetime as dt
from pathlib import Path

import pytest

import worldcafe
from worldcafe.cli.environment import language_of
from worldcafe.domain import vocabulary as v
from worldcafe.exchange.values import languages_in
from worldcafe.wording import TRANSLATED, N_in, words_for
from worldcafe.wording.direction import runs_leftwards
from worldcafe.wording.languages import (
    LANGUAGES,
    LOCALES,
    PSEUDO,
    PSEUDO_ASKED,
    SOURCE,
    WORKING,
    spoken,
)
from worldcafe.wording.listing import listing
from worldcafe.wording.marker import N_n
from worldcafe.wording.voices import Voices
from worldcafe.wording.words import Words

SRC = Path(worldcafe.__file__).parent
CATALOGUES = Path(__file__).parents[2] / "resources" / "i18n"
SAYS_CODES = {
    "wording/languages.py",
    "domain/model/room.py",  # USUAL_LANGUAGES, of a room about which nothing else was said
    "exchange/values.py",  # what lists from the field call languages
}


def codes_in(file):
    """The literals in a file that are codes or locales of languages, with their lines."""
    known = {*LANGUAGES, *LOCALES, *(each.qt for each in LANGUAGES.values()), PSEUDO.code}
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node.value in known - {""}
        ):
            yield f"{file.relative_to(SRC)}:{node.lineno}: {node.value!r}"


def test_no_language_is_named_outside_the_one_place():
    files = (file for file in SRC.rglob("*.py") if str(file.relative_to(SRC)) not in SAYS_CODES)
    assert [place for file in files for place in codes_in(file)] == []


def test_the_search_for_codes_finds_them_where_they_are():
    assert {
        place.partition(":")[0] for name in SAYS_CODES for place in codes_in(SRC / name)
    } == SAYS_CODES


def test_every_catalogue_is_of_a_language_and_makes_it_spoken():
    catalogues = {file.stem for file in CATALOGUES.glob("*.po")}
    assert catalogues <= LANGUAGES.keys()
    assert TRANSLATED.keys() == catalogues | {SOURCE.code}


def test_a_language_without_a_catalogue_is_not_spoken():
    silent = {*LANGUAGES, *WORKING} - TRANSLATED.keys()
    assert {words_for(code).language for code in silent} == {SOURCE.code}


@pytest.mark.parametrize(
    ("wanted", "answer"),
    [
        (("fr",), "fr"),
        (("", "fr_CH.UTF-8"), "fr"),
        (("French_France",), "fr"),
        (("xx", "sw"), SOURCE.code),
        ((), SOURCE.code),
    ],
)
def test_the_first_language_that_is_spoken_is_taken_else_the_source_s(wanted, answer):
    assert spoken(*wanted) == answer


def test_the_pseudo_language_is_spoken_to_who_asks_and_offered_to_nobody(monkeypatch):
    assert PSEUDO.code not in {*TRANSLATED, *LANGUAGES}
    assert language_of({"LANG": "fr_FR.UTF-8"}) == "fr"
    monkeypatch.setenv(PSEUDO_ASKED, "1")
    assert language_of({"LANG": "fr_FR.UTF-8"}) == PSEUDO.code


def test_the_pseudo_language_keeps_gaps_and_is_marked_and_longer_throughout():
    words = words_for(PSEUDO.code)
    source = "Seats {n} people at {time:%H:%M}, and “{name!r}” goes {{home}}."
    assert len(words("Seat everyone, catch every idea.")) >= 1.4 * 32
    assert words(source, n=3, time=dt.time(9, 5), name="Awa").count(" 3 ") == 1
    assert "09:05" in words(source, n=3, time=dt.time(9, 5), name="Awa")
    assert "{ĥómé" in words(source, n=3, time=dt.time(9, 5), name="Awa")
    assert words.plural("{n} seat", "{n} seats", 1) != words.plural("{n} seat", "{n} seats", 2)


def said_in(code):
    """What a language writes otherwise: a time, a number, a row, in a text of its own."""
    words = Words(SOURCE.code)
    words.tongue = LANGUAGES[code]
    return words.time(dt.time(9, 5)), words.number(1.25, 1), words.row(["a", "", "b"])


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", ("9:05", "1.2", "a, b")),
        ("fr", ("9\u00a0h\u00a005", "1,2", "a, b")),
        ("es", ("9:05", "1,2", "a, b")),
        ("ar", ("9:05", "1.2", "a، b")),
    ],
)
def test_times_numbers_and_rows_are_written_as_the_language_does(code, said):
    assert said_in(code) == said


@pytest.mark.parametrize(
    ("name", "begins"), [("Ana", "\N{RIGHT-TO-LEFT MARK}Ana"), ("سارة", "سارة")]
)
def test_a_latin_name_does_not_turn_an_arabic_sentence_round(name, begins):
    sentence = words_for("ar")("{name} is here.", name=name)
    assert sentence.startswith(begins)
    assert runs_leftwards(sentence)
    assert words_for("fr")("{name} is here.", name=name).startswith(name)


def test_a_reference_does_not_turn_an_arabic_line_round():
    parts = ["E-001", "", "الطاولة 7"]
    assert runs_leftwards(words_for("ar").line(parts))
    assert words_for("ar").line(["Ana", "Turin"]) == "Ana · Turin"
    assert words_for("fr").line(["E-001", "", "Table 7"]) == "E-001 · Table 7"


def test_what_is_written_from_the_left_stays_apart_in_an_arabic_line():
    told = words_for("ar").line(["Ana", "Turin", "نيبال", "2027/06/10"])
    between = told.removeprefix("\N{RIGHT-TO-LEFT MARK}").split(" · ")
    assert between == ["\u2068Ana\u2069", "\u2068Turin\u2069", "نيبال", "2027/06/10"]


def test_a_number_stays_with_its_own_language_beside_arabic():
    told = Voices(words_for("ar"), "fr").plural("{n} key insight", "{n} key insights", 52)
    assert told.endswith("\u206852 idées clés\u2069")
    told = Voices(words_for("es"), "fr").plural("{n} key insight", "{n} key insights", 52)
    assert told == "52 ideas clave  ·  52 idées clés"


def test_what_is_only_made_of_names_keeps_their_direction():
    assert words_for("ar")("{whole}: {part}", whole="Ana", part="Turin") == "Ana: Turin"


def test_arabic_counts_in_six_ways():
    words = words_for("ar")
    said = {n: words.plural("{n} person", "{n} people", n) for n in (0, 1, 2, 3, 16, 100)}
    assert said == {
        0: "لا أحد",
        1: "شخص واحد",
        2: "شخصان",
        3: "3 أشخاص",
        16: "16 شخصًا",
        100: "100 شخص",
    }


def test_a_word_is_said_as_what_it_is_said_of_wants_it():
    others = (v.Modality.OTHER, v.PartnerType.OTHER, v.ThemeCode.OTHER)
    assert [words_for("es").label(each) for each in others] == ["Otra", "Otro", "Otro"]
    assert [words_for("en").label(each) for each in others] == ["Other"] * 3


def test_a_context_is_never_shown():
    for code in (*TRANSLATED, "qps"):
        marked, bare = words_for(code)(N_in("no such context", "Word {n}"), n=1), "Word {n}"
        assert marked == words_for(code)(bare, n=1)


@pytest.mark.parametrize("code", [code for code in TRANSLATED if code != "en"])
def test_three_states_that_are_not_the_same_are_three_words(code):
    states = (v.ActivityStatus.IMPLEMENTATION, v.StepStatus.DOING, v.HandIn.DRAFT)
    assert len({words_for(code).label(each) for each in states}) == 3


def test_a_text_that_counts_is_said_as_its_number_wants():
    day = N_n("A day of {one}", "{n} days of {one}", by="days")
    told = [words_for("en")(day, days=n, one="June") for n in (1, 2)]
    assert told == ["A day of June", "2 days of June"]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["Ana"], "Ana"),
        (["Luis", "Ana"], "Luis y Ana"),
        (["Luis", "Eva", "Inés"], "Luis, Eva e Inés"),
        (["Luis", "Hilda"], "Luis e Hilda"),
        (["Luis", "Hiela"], "Luis y Hiela"),
        (["Luis", "Yves"], "Luis e Yves"),
        (["Luis", "Yolanda"], "Luis y Yolanda"),
        (["3", "11"], "3 y 11"),
    ],
)
def test_spanish_softens_its_and_before_its_own_sound(names, said):
    assert listing(names, words_for("es")) == said


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_the_program_calls_a_language_is_read_as_that(language):
    words = words_for(language)
    for code in LANGUAGES:
        assert languages_in(words.language_name(code)).known == (code,)
