"""The check for known holes: what could not be asked never reads as clean."""

import importlib.util
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

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
    audit, codes, whole
):
    names = ("requirements.lock", "requirements-package.lock", "requirements-dev.lock")
    told = dict(zip(names, codes, strict=True))
    assert audit.audit(lambda lock: (told[lock.name], [])) == whole


@pytest.fixture
def lock(tmp_path):
    file = tmp_path / "requirements.lock"
    file.write_text(
        "numpy==2.4.6 ; python_version < '3.12' \\\n    --hash=sha256:1\n"
        "numpy==2.5.5 ; python_version >= '3.12' \\\n    --hash=sha256:2\n"
        "et_xmlfile[fast]==1.0 \\\n    --hash=sha256:3\n",
        encoding="utf-8",
    )
    return file


@pytest.fixture
def copy(tmp_path):
    """A copy of the database that was brought up to date a moment ago."""

    def say(package, body, modified=None):
        moment = modified or f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.0Z}"
        folder = tmp_path / "vulns" / package
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"PYSEC-{len(list(folder.iterdir()))}.yaml").write_text(
            f"id: PYSEC-1\nmodified: {moment}\naffected:\n"
            f"- package: {{ecosystem: PyPI, name: {package}}}\n  {body}\n",
            encoding="utf-8",
        )

    say("somebody-elses", "versions: ['1.0']")
    return SimpleNamespace(folder=tmp_path, say=say)


WITHIN = "ranges: [{{type: ECOSYSTEM, events: [{{introduced: '{}'}}, {{{}: '{}'}}]}}]"


@pytest.mark.parametrize(
    ("package", "body", "hit"),
    [
        ("numpy", "versions: ['2.5.5']", "numpy 2.5.5"),
        ("numpy", WITHIN.format("0", "fixed", "2.5.0"), "numpy 2.4.6"),
        ("numpy", WITHIN.format("2.5.5", "last_affected", "2.5.5"), "numpy 2.5.5"),
        ("et-xmlfile", WITHIN.format("0", "fixed", "1.1"), "et-xmlfile 1.0"),
    ],
)
def test_a_copy_of_the_database_names_exactly_the_versions_that_have_a_hole(
    audit, copy, lock, package, body, hit
):
    copy.say(package, body)
    code, lines = audit.ask_copy(copy.folder, lock)
    assert code == 1
    assert len(lines) == 1
    assert lines[0].startswith(hit)


@pytest.mark.parametrize(
    "body",
    [
        WITHIN.format("0", "fixed", "2.4.6"),
        WITHIN.format("2.6", "fixed", "3.0"),
        WITHIN.format("0", "last_affected", "2.4.5"),
        "ranges: [{type: GIT, events: [{introduced: '0'}]}]",
    ],
)
def test_a_fresh_copy_that_names_no_locked_version_is_clean(audit, copy, lock, body):
    copy.say("numpy", body)
    assert audit.ask_copy(copy.folder, lock)[0] == 0


def test_an_old_copy_is_never_clean_and_still_names_what_it_knows(audit, copy, lock, tmp_path):
    (tmp_path / "vulns/somebody-elses/PYSEC-0.yaml").unlink()
    copy.say("numpy", "versions: ['1.0']", modified="2024-10-10T17:35:05.1Z")
    code, lines = audit.ask_copy(copy.folder, lock)
    assert code == 2
    assert "2024-10-10" in lines[0]
    assert "No hole" not in " ".join(lines)
    copy.say("numpy", "versions: ['2.5.5']", modified="2024-10-10T17:35:05.1Z")
    code, lines = audit.ask_copy(copy.folder, lock)
    assert code == 1
    assert lines[0].startswith("numpy 2.5.5")
    assert "COULD NOT ASK" in lines[1]


def test_no_copy_at_all_is_not_clean(audit, lock, tmp_path):
    assert audit.ask_copy(tmp_path / "nowhere", lock)[0] == 2


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
