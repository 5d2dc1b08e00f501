"""The check for known holes: what could not be asked never reads as clean."""

import importlib.util
import json
import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).parents[2] / "packaging"


@pytest.fixture(scope="module")
def audit():
    sys.path.insert(0, str(PACKAGING))
    try:
        spec = importlib.util.spec_from_file_location("audit", PACKAGING / "audit.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(PACKAGING))
    return module


def answer(*told):
    return json.dumps({"dependencies": list(told)})


def package(name, *holes, **said):
    return {"name": name, "version": "1.0", "vulns": list(holes), **said}


SKIPPED = {"name": "b", "skip_reason": "not found on PyPI and could not be audited"}
HOLE = {"id": "PYSEC-2026-1", "fix_versions": ["1.1"]}


def test_clean_is_said_only_when_every_package_was_answered_for(audit):
    code, lines = audit.verdict({"a", "b"}, answer(package("A"), package("b")))
    assert code == 0
    assert lines == ["No hole is known in the 2 locked packages."]


@pytest.mark.parametrize(
    "said",
    ["", "no connection", "[]", "{}", answer(), answer(package("a")),
     answer(package("a"), SKIPPED)],
)  # fmt: skip
def test_what_could_not_be_asked_is_never_clean(audit, said):
    code, lines = audit.verdict({"a", "b"}, said)
    assert code == 2
    assert "COULD NOT ASK" in lines[0]
    assert "No hole" not in " ".join(lines)


def test_a_hole_is_named_with_what_mends_it_even_beside_what_could_not_be_asked(audit):
    code, lines = audit.verdict({"a", "b"}, answer(package("a", HOLE), SKIPPED))
    assert code == 1
    assert lines[0] == "a 1.0: PYSEC-2026-1, mended in 1.1"
    assert "COULD NOT ASK about b" in lines[1]


@pytest.mark.parametrize(
    ("codes", "whole"), [((0, 0, 0), 0), ((0, 2, 0), 2), ((2, 1, 0), 1), ((0, 0, 1), 1)]
)
def test_what_freezes_and_checks_is_asked_about_too_and_a_hole_outweighs_silence(
    audit, monkeypatch, codes, whole
):
    told = dict(
        zip(
            ("requirements.lock", "requirements-package.lock", "requirements-dev.lock"),
            codes,
            strict=True,
        )
    )
    monkeypatch.setattr(audit, "audit_lock", lambda lock: told[lock.name])
    assert audit.audit() == whole


def test_nothing_locked_is_nothing_asked(audit):
    assert audit.verdict(set(), answer())[0] == 2


def test_every_locked_package_is_asked_about(audit):
    lock = (PACKAGING / "requirements.lock").read_text("utf-8")
    names = audit.locked(lock)
    assert {"pyside6-essentials", "pydantic", "openpyxl"} <= names
    lines = (line for line in lock.splitlines() if "==" in line and line[0].isalpha())
    assert names == {audit.plain(line.partition("==")[0].partition("[")[0]) for line in lines}


def test_every_component_of_the_list_says_its_licence(audit):
    told = audit.add_licences(
        {"components": [{"name": "psycopg-binary"}, {"name": "PyDantic"}]}
    )
    assert [each["licenses"] for each in told["components"]] == [
        [{"license": {"name": "LGPL-3.0-only"}}], [{"license": {"name": "MIT"}}]
    ]  # fmt: skip
    with pytest.raises(SystemExit, match="wonder"):
        audit.add_licences({"components": [{"name": "wonder"}]})


def test_whatever_is_locked_is_known_by_its_licence(audit):
    locked = audit.locked((PACKAGING / "requirements.lock").read_text("utf-8"))
    audit.add_licences({"components": [{"name": name} for name in locked]})
