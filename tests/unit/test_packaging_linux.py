"""What a Linux desktop is told of the program, and how it lies in one file."""

import importlib.util
import re
import sys
from pathlib import Path

import pytest

from worldcafe.wording.languages import LANGUAGES, SOURCE

LINUX = Path(__file__).parents[2] / "packaging" / "linux"
APPLICATION = "org.worldcafe.worldcafe"
TRANSLATED = sorted(set(LANGUAGES) - {SOURCE.code})


@pytest.fixture(scope="module")
def appimage():
    folders = [str(LINUX), str(LINUX.parent)]
    sys.path[:0] = folders
    try:
        spec = importlib.util.spec_from_file_location("appimage", LINUX / "appimage.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        for folder in folders:
            sys.path.remove(folder)
    return module


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("desktop", r"^Comment\[{}\]=."),
        ("desktop", r"^Keywords\[{}\]=.*;$"),
        ("mime.xml", r'<comment xml:lang="{}">.'),
        ("metainfo.xml", r'<summary xml:lang="{}">.'),
        ("metainfo.xml", r'<p xml:lang="{}">.'),
    ],
)
def test_a_desktop_is_told_of_the_program_in_every_language(language, file, said):
    text = (LINUX / f"{APPLICATION}.{file}").read_text(encoding="utf-8")
    assert re.search(said.format(language), text, re.MULTILINE)


def test_in_one_file_everything_that_a_desktop_looks_for_is_found(appimage, tmp_path):
    folder = tmp_path / "worldcafe"
    for name in (
        "worldcafe",
        f"share/applications/{APPLICATION}.desktop",
        f"share/icons/hicolor/scalable/apps/{APPLICATION}.svg",
        f"share/metainfo/{APPLICATION}.metainfo.xml",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    tree = appimage.lay_out(folder, tmp_path / "AppDir", APPLICATION)
    assert (tree / "AppRun").resolve() == tree / "worldcafe"
    assert (tree / f"{APPLICATION}.desktop").read_text().endswith(".desktop")
    assert (tree / ".DirIcon").read_text().endswith(".svg")
    assert (tree / f"usr/share/metainfo/{APPLICATION}.metainfo.xml").exists()
    assert (folder / "share").exists(), "the folder itself stays as it was"
