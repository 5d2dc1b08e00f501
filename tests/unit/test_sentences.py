"""Every refusal and every doubt has its sentence, and every sentence has its use."""

import ast
import re
import string
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import worldcafe
from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.rotation import PlanRequest, plan, report
from worldcafe.domain.vocabulary import Severity
from worldcafe.exchange.headings import Field
from worldcafe.wording import words_for
from worldcafe.wording.doubts import COLUMN_NAMES, DOUBTS
from worldcafe.wording.quality import findings
from worldcafe.wording.refusals import SENTENCES

SOURCE = Path(worldcafe.__file__).parent
ALL = {**DOUBTS, **SENTENCES}
REFUSING = {"refuse", "RuleBroken", "FileRefused"}
DOUBTING = {"doubt", "leave_out"}


class Raised(NamedTuple):
    place: str
    code: str
    given: frozenset[str] | None
    """Names of its parameters; None where they cannot be read off."""


@cache
def nodes() -> list[tuple[str, ast.AST]]:
    """What the source is made of, each with the file it stands in; read once."""
    return [
        (name, node)
        for file in sorted(SOURCE.rglob("*.py"))
        if not (name := file.relative_to(SOURCE).as_posix()).startswith("wording/")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call | ast.Constant | ast.JoinedStr)
    ]


def name_of(function: ast.expr) -> str:
    return getattr(function, "id", getattr(function, "attr", ""))


def raised(names: set[str]) -> list[Raised]:
    found = []
    for file, node in nodes():
        if not isinstance(node, ast.Call) or name_of(node.func) not in names:
            continue
        match node.args:
            case [ast.Constant(value=str(code)), ast.Dict(keys=keys)]:
                given = frozenset(key.value for key in keys)
                found.append(Raised(f"{file}:{node.lineno}", code, given))
            case [ast.Constant(value=str(code)), *_]:
                given = frozenset(word.arg for word in node.keywords if word.arg)
                known = all(word.arg for word in node.keywords)
                place = f"{file}:{node.lineno}"
                found.append(Raised(place, code, given if known else None))
    return found


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def literals() -> tuple[set[str], list[re.Pattern[str]]]:
    """All texts that stand in the source, and patterns of those that are put together."""
    texts, patterns = set(), []
    for _, node in nodes():
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            texts.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            parts = [
                re.escape(part.value) if isinstance(part, ast.Constant) else "[a-z]+"
                for part in node.values
            ]
            if any(len(part) > 4 for part in parts if part != "[a-z]+"):
                patterns.append(re.compile("".join(parts)))
    return texts, patterns


@pytest.mark.parametrize("call", raised(REFUSING), ids=lambda call: f"{call.code}@{call.place}")
def test_every_refusal_has_a_sentence_and_what_it_needs(call: Raised) -> None:
    sentence = ALL[call.code]
    assert call.given is None or placeholders(sentence) <= call.given


@pytest.mark.parametrize("call", raised(DOUBTING), ids=lambda call: f"{call.code}@{call.place}")
def test_every_doubt_has_a_sentence_and_what_it_needs(call: Raised) -> None:
    sentence = ALL[call.code]
    assert call.given is None or placeholders(sentence) <= call.given


def test_scan_finds_what_there_is() -> None:
    assert len(raised(REFUSING)) > 60
    assert len(raised(DOUBTING)) > 15


def test_no_code_means_two_things() -> None:
    assert not DOUBTS.keys() & SENTENCES.keys()


def test_no_sentence_is_unused() -> None:
    texts, patterns = literals()
    unused = {
        code
        for code in ALL
        if code not in texts and not any(pattern.fullmatch(code) for pattern in patterns)
    }
    assert unused == set()


def test_placeholders_have_names() -> None:
    assert all(name.isidentifier() for text in ALL.values() for name in placeholders(text))


def test_every_column_has_a_name() -> None:
    assert COLUMN_NAMES.keys() == {field.value for field in Field}


def test_doubt_names_the_column() -> None:
    said = words_for("en").doubt("text_shortened", {"field": "city", "limit": 5, "text": "A"})
    assert said == "The text under “City” was cut to 5 characters: A…"


def test_a_refused_row_is_a_doubt_too() -> None:
    broken = RuleBroken("note_table_missing")
    assert words_for("en").doubt(broken.code, broken.params) == words_for("en").refusal(broken)


def said_of(people: int, tables: int, rounds: int) -> dict[str, Severity]:
    request = PlanRequest.of_numbers(people, tables, rounds)
    found = findings(report(request, plan(request)), words_for("en"), has_themes=False)
    return {finding.text: finding.severity for finding in found}


def test_clean_numbers_are_praised_plainly() -> None:
    assert said_of(80, 16, 4) == dict.fromkeys(
        (
            "Everybody meets 16 other people.",
            "Nobody meets anybody twice.",
            "Nobody returns to a table.",
            "Every table has 5 people in every round.",
        ),
        Severity.GOOD,
    )


def test_repeats_that_no_plan_avoids_are_not_blamed_on_the_plan() -> None:
    said = said_of(6, 2, 2)
    assert said["2 repeated encounters; with these numbers no plan can have fewer."] is (
        Severity.GOOD
    )
    assert said["2 pairs of people meet more than once, 2 times at most."] is Severity.ATTENTION


def test_uneven_tables_are_named() -> None:
    assert "Tables have 4 or 5 people." in said_of(77, 16, 3)


def test_a_theme_with_the_vocabularys_name_is_named_in_the_readers_language():
    assert words_for("fr").theme_name("Child labour", "child_labour") == "Travail des enfants"
    assert words_for("en").theme_name("Travail des enfants", "child_labour") == "Child labour"
    assert words_for("fr").theme_name("Our own street", "child_labour") == "Our own street"
    assert words_for("fr").theme_name("Child labour", "") == "Child labour"
