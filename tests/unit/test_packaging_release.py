"""A release is tagged only when people can read what is new in it."""

import importlib.util
import sys
from pathlib import Path

import pytest

import worldcafe

PACKAGING = Path(__file__).parents[2] / "packaging"


@pytest.fixture(scope="module")
def release():
    sys.path.insert(0, str(PACKAGING))
    try:
        spec = importlib.util.spec_from_file_location("release", PACKAGING / "release.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(PACKAGING))
    return module


TOLD = "# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-11-27\n\n- A gong.\n"


def test_a_version_that_is_told_with_its_date_lacks_nothing(release):
    assert release.lacking(TOLD, "1.2.0") == []


@pytest.mark.parametrize(
    ("changelog", "lacks"),
    [
        (TOLD.replace("[1.2.0]", "[1.1.0]"), "no part [1.2.0]"),
        (TOLD.replace(" - 2026-11-27", ""), "no part [1.2.0]"),
        (TOLD.replace("- A gong.\n", ""), "no part [1.2.0]"),
        (TOLD.replace("[Unreleased]\n", "[Unreleased]\n- A bowl.\n"), "[Unreleased]"),
    ],
)
def test_what_people_cannot_read_yet_is_not_tagged(release, changelog, lacks):
    (said,) = release.lacking(changelog, "1.2.0")
    assert lacks in said


def test_the_version_is_the_one_that_the_program_says(release):
    assert release.version() == worldcafe.__version__
