"""What is made for Windows: exactly what is locked for it, and an installer that takes away
nothing but what it brought."""

import importlib.util
import re
import struct
import sys
from pathlib import Path
from urllib.error import URLError

import pytest
import setuptools

from worldcafe.wording.languages import LANGUAGES

PACKAGING = Path(__file__).parents[2] / "packaging"
WINDOWS = PACKAGING / "windows"


@pytest.fixture(scope="module")
def loaded():
    """Loads a module of `packaging` as its scripts do."""
    folders = [str(WINDOWS), str(PACKAGING)]
    modules = set(sys.modules)
    sys.path[:0] = folders
    try:
        yield lambda folder, name: _load(PACKAGING / folder / f"{name}.py")
    finally:
        for folder in folders:
            sys.path.remove(folder)
        for name in set(sys.modules) - modules:
            if str(PACKAGING) in str(getattr(sys.modules[name], "__file__", "")):
                del sys.modules[name]


def _load(file):
    spec = importlib.util.spec_from_file_location(f"packaging_{file.stem}", file)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def package(loaded):
    return loaded("windows", "installer")


LOCK = r"""# a comment
numpy==1.0 ; python_full_version < '3.12' \
    --hash=sha256:aa
numpy==2.0 ; python_full_version >= '3.12' \
    --hash=sha256:bb \
    --hash=sha256:cc
    # via worldcafe
gong[loud]==3 ; platform_machine != 'ARM64' \
    --hash=sha256:dd
pefile==4 ; sys_platform == 'win32' \
    --hash=sha256:ee
setuptools==5 \
    --hash=sha256:ff
"""


def test_what_is_locked_is_chosen_for_the_system_it_runs_on(loaded):
    bundle = loaded("", "bundle")
    windows = bundle.Target("3.13", "win32", "AMD64", ())
    assert list(bundle.needed(LOCK, windows)) == [
        "numpy==2.0 --hash=sha256:bb --hash=sha256:cc",
        "gong[loud]==3 --hash=sha256:dd",
        "pefile==4 --hash=sha256:ee",
    ]
    older = bundle.Target("3.11", "win32", "ARM64", ())
    assert [line.split()[0] for line in bundle.needed(LOCK, older)] == [
        "numpy==1.0",
        "pefile==4",
    ]
    mac = bundle.Target("3.13", "darwin", "arm64", ())
    assert [line.split()[0] for line in bundle.needed(LOCK, mac)] == [
        "numpy==2.0",
        "gong[loud]==3",
    ]


def test_licences_of_a_package_keep_their_names_apart(loaded):
    names = [
        "numpy/LICENSE.txt",
        "numpy-2.4.dist-info/METADATA",
        "numpy-2.4.dist-info/licenses/LICENSE.txt",
        "numpy-2.4.dist-info/licenses/numpy/fft/LICENSE.md",
        "old-1.dist-info/COPYING",
        "shiboken6-6.dist-info/licenses/LicenseRef-Qt-Commercial.txt",
    ]
    assert loaded("", "bundle").licences(names) == {
        names[2]: "numpy-LICENSE.txt",
        names[3]: "numpy-numpy-fft-LICENSE.md",
        names[4]: "old-COPYING",
    }


def test_an_uninstaller_removes_what_was_brought_and_nothing_else(
    package, tmp_path, monkeypatch
):
    monkeypatch.setattr(package, "FOLDER", tmp_path)
    for name in ("worldcafe.exe", "site/a/b.pyc", "site/price $.txt"):
        package.write(tmp_path / name, b"")
    lines = list(package.removal())
    assert sorted(lines[:3]) == [
        r'Delete "$INSTDIR\site\a\b.pyc"',
        r'Delete "$INSTDIR\site\price $$.txt"',
        r'Delete "$INSTDIR\worldcafe.exe"',
    ]
    assert lines[3:] == [r'RMDir "$INSTDIR\site\a"', r'RMDir "$INSTDIR\site"']
    script = (WINDOWS / "setup.nsi").read_text(encoding="utf-8")
    assert not re.search(
        r"^\s*(RMDir\s+/r|Delete .*[*?])", script, re.MULTILINE | re.IGNORECASE
    )


def test_of_qt_only_what_the_program_uses_is_installed(package):
    kept = ["PySide6/Qt6Core.dll", "PySide6/QtWidgets.pyd", "PySide6/__init__.py",
            "PySide6/plugins/platforms/qwindows.dll", "PySide6/translations/qtbase_ar.qm",
            "babel/locale-data/root.dat", "babel/locale-data/pt_BR.dat"]  # fmt: skip
    left = ["PySide6/Qt6Quick.dll", "PySide6/opengl32sw.dll", "PySide6/designer.exe",
            "PySide6/translations/qtbase_de.qm", "PySide6/qml/a.dll",
            "babel/locale-data/de.dat", "numpy/tests/test_a.py"]  # fmt: skip
    assert list(filter(package.is_used, [*kept, *left])) == kept


def test_an_installer_speaks_every_language_of_the_program_about_the_same_things():
    script = (WINDOWS / "setup.nsi").read_text(encoding="utf-8")
    spoken = re.findall(r'^!insertmacro IN_LANGUAGE \w+ "(.+)" \\\n  "(.+)" \\\n  "(.+)"$',
                        script, re.MULTILINE)  # fmt: skip
    assert len({workshop for workshop, _, _ in spoken}) == len(LANGUAGES)
    mime = PACKAGING / "linux" / "org.worldcafe.worldcafe.mime.xml"
    told = set(re.findall(r"<comment.*>(.*)</comment>", mime.read_text(encoding="utf-8")))
    assert {workshop for workshop, _, _ in spoken} == told


def test_a_version_is_four_numbers_for_windows(package):
    assert package.numbers("1.2.3", ".") == "1.2.3.0"
    assert package.numbers("1.0rc2", ",") == "1,0,2,0"


def test_what_a_library_asks_of_others_is_read_from_it(loaded):
    program = Path(setuptools.__file__).with_name("cli-64.exe")
    asked = loaded("windows", "libraries").imports(program)
    assert "GetModuleFileNameA" in asked["kernel32.dll"]
    assert all(name == name.lower() and name.endswith(".dll") for name in asked)


def test_the_icon_holds_every_size_as_a_whole_picture(loaded, qapp):
    icons = loaded("", "icons")
    made = icons.ico()
    _, kind, count = struct.unpack_from("<3H", made)
    assert (kind, count) == (1, len(icons.ICO))
    for number, size in enumerate(icons.ICO):
        width, *_, length, place = struct.unpack_from("<4B2H2L", made, 6 + 16 * number)
        assert width == size % 256
        assert made[place : place + 8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack_from(">2L", made, place + 16) == (size, size)
        assert place + length <= len(made)
    for_mac = icons.icns()
    assert struct.unpack_from(">4sL", for_mac) == (b"icns", len(for_mac))


def test_without_a_way_to_python_its_place_is_said(package, monkeypatch, tmp_path):
    monkeypatch.setattr(package, "ROOT", tmp_path)

    def nobody(_address):
        raise URLError("no such name")

    monkeypatch.setattr(package.urllib.request, "urlopen", nobody)
    with pytest.raises(SystemExit, match=r"no such name.*python-3\.\d+\.\d+-embed-amd64\.zip"):
        package.fetch_python()
    assert not list(tmp_path.rglob("*.zip"))
