"""What a Linux desktop is told of the program, and how it lies in one file."""

import importlib.util
import os
import re
import runpy
import sys
from pathlib import Path

import pytest

from worldcafe.wording.languages import LANGUAGES, SOURCE

LINUX = Path(__file__).parents[2] / "packaging" / "linux"
APPLICATION = "org.worldcafe.worldcafe"
TRANSLATED = sorted(set(LANGUAGES) - {SOURCE.code})


def loaded(name):
    """A module of the packaging, which is no package."""
    folders = [str(LINUX), str(LINUX.parent)]
    sys.path[:0] = folders
    try:
        spec = importlib.util.spec_from_file_location(name, LINUX / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        for folder in folders:
            sys.path.remove(folder)
    return module


@pytest.fixture(scope="module")
def appimage():
    return loaded("appimage")


@pytest.fixture(scope="module")
def licences():
    return loaded("licences")


@pytest.fixture
def root(tmp_path):
    """A root that froze a program of two packages, with one library of its own."""
    root = tmp_path / "root"
    site = root / "work/venv/lib/python3.11/site-packages"
    for name, text in {
        "usr/share/doc/libxcb-cursor0/copyright": "X11",
        "var/lib/dpkg/info/libxcb-cursor0:amd64.list": "/usr/lib/libxcb-cursor.so.0\n",
        f"{site}/numpy-2.4.dist-info/licenses/LICENSE.txt": "BSD",
        f"{site}/numpy-2.4.dist-info/licenses/numpy/random/LICENSE.txt": "MIT",
        f"{site}/pyside6_essentials-6.11.dist-info/METADATA": "",
        f"{site}/pip-23.0.dist-info/METADATA": "only freezes",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    for library in ("libxcb-cursor.so.0", "psycopg_binary.libs/libcrypto-3a06.so.3"):
        file = tmp_path / "program/_internal" / library
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    return root


def test_everything_that_is_bundled_has_the_text_of_its_licence_beside_it(licences, root):
    program = root.parent / "program"
    licences.add_licences(root, program)
    texts = {file.name: file.read_text("utf-8") for file in (program / "licences").iterdir()}
    assert texts["libxcb-cursor0.txt"] == "X11"
    assert texts["numpy-LICENSE.txt"] == "BSD"
    assert texts["numpy-numpy-random-LICENSE.txt"] == "MIT"
    assert "harfbuzz" in texts["QT-inside.txt"].lower()
    assert "Apache" in texts["psycopg-OpenSSL.txt"]
    told = set(re.findall(r"[\w.-]+\.txt", texts["LGPL.txt"]))
    assert told > {"LGPL-3.txt"}
    assert told <= set(texts)
    assert "Open Font License" in texts["IBM-Plex-OFL.txt"]


def test_nothing_is_bundled_without_the_text_of_its_licence(licences, root):
    package = root / "work/venv/lib/python3.11/site-packages/segno-1.6.dist-info"
    package.mkdir()
    with pytest.raises(SystemExit, match="segno"):
        licences.add_licences(root, root.parent / "program")


@pytest.mark.parametrize("library", ["libwonder.so.1", "psycopg_binary.libs/libwonder-3.so"])
def test_no_library_is_bundled_of_which_nobody_knows_whose_it_is(licences, root, library):
    (root.parent / "program/_internal" / library).touch()
    with pytest.raises(SystemExit, match=r"libwonder"):
        licences.add_licences(root, root.parent / "program")


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
        *(pattern.replace("*", ".so") for pattern in appimage.AHEAD),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    tree = appimage.lay_out(folder, tmp_path / "AppDir", APPLICATION)
    assert (tree / "AppRun").resolve() == tree / "worldcafe"
    assert (tree / f"{APPLICATION}.desktop").read_text().endswith(".desktop")
    assert (tree / ".DirIcon").read_text().endswith(".svg")
    assert (tree / f"usr/share/metainfo/{APPLICATION}.metainfo.xml").exists()
    assert (folder / "share").exists(), "the folder itself stays as it was"
    ahead = (tree / ".ahead").read_text().split()
    assert ahead[0] == "worldcafe"
    assert len(ahead) == len(appimage.AHEAD)
    assert all((tree / name).is_file() for name in ahead)


def test_what_is_read_ahead_at_a_start_is_there(appimage, tmp_path):
    (tmp_path / "worldcafe").touch()
    with pytest.raises(SystemExit, match="libpython"):
        list(appimage.read_ahead(tmp_path))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing of ours is in the way")
@pytest.mark.parametrize("before", ["", "/opt/somebody"])
def test_what_the_program_opens_gets_no_library_of_ours(monkeypatch, before):
    for name in ("LD_LIBRARY_PATH", "QT_PLUGIN_PATH"):
        monkeypatch.setenv(name, "/opt/worldcafe/_internal")
    if before:  # as what starts the frozen program keeps it
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    seen = {}
    monkeypatch.setattr("worldcafe.__main__.main", lambda: seen.update(os.environ))
    with pytest.raises(SystemExit):
        runpy.run_path(str(LINUX / "start.py"))
    assert seen.get("LD_LIBRARY_PATH", "") == before
    assert not [name for name, value in seen.items() if "/opt/worldcafe" in value]
