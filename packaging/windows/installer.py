"""The program for people without Python, on Windows: one installer, made on Linux.

A folder is laid of the embeddable Python, of the locked wheels as far as they are used, and of
two small launchers; NSIS packs it. `proof.py` tries what comes out.

Where `WORLDCAFE_CERTIFICATE` names a PKCS#12 file and `WORLDCAFE_CERTIFICATE_PASSWORD` a file
with its password, everything that is ours to sign is signed.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import urllib.request
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath

sys.path.insert(0, str(Path(__file__).parent.parent))

from libraries import imports

import icons
from bundle import Target, add_texts, fetch, licences
from environment import PACKAGING, ROOT, RUN_LOCK
from wheel import FIRST_DATE
from wheel import build as build_wheel
from worldcafe import __version__
from worldcafe.wording.languages import LANGUAGES

say = partial(print, flush=True)

HERE = PACKAGING / "windows"
DIST = ROOT / "dist"
WORK = ROOT / "build" / "windows"
FOLDER = WORK / "worldcafe"
"""What is installed."""

PYTHON = "https://www.python.org/ftp/python/3.13.14/python-3.13.14-embed-amd64.zip"
PYTHON_SHA256 = "90b4e5b9898b72d744650524bff92377c367f44bd5fbd09e3148656c080ad907"
WINDOWS = Target("3.13", "win32", "AMD64", ("win_amd64",))

LANGUAGE = f"({'|'.join(LANGUAGES)})"
QT = re.compile(
    r"PySide6/(Qt6?(Core|Gui|Network|PrintSupport|Svg|Widgets)|msvcp140\w*|vcruntime140\w*"
    r"|pyside6\.abi3)\.(dll|pyd)"
    r"|PySide6/(support/)?\w+\.py"
    r"|PySide6/plugins/(platforms/q(windows|offscreen)|imageformats/q(jpeg|svg|webp|gif|ico)"
    r"|iconengines/qsvgicon|styles/\w+)\.dll"
    rf"|PySide6/translations/qtbase_{LANGUAGE}\.qm"
)
"""Of Qt, what the program uses."""

UNUSED = re.compile(
    r"numpy/(_pyinstaller|distutils|f2py|testing)/|babel/messages/|shiboken6/.*\.lib$"
    r"|(.+/)?(__pycache__|include|tests)/|.*\.(a|c|cpp|h|hpp|lib|pxd|pyi|po)$"
    rf"|babel/locale-data/(?!root\.|{LANGUAGE}[_.])|[^/]+\.dist-info/(?!METADATA$)"
)
"""Of everything else, what it does without."""

SYSTEM = re.compile(
    r"(advapi32|api-ms-win-.*|authz|bcrypt(primitives)?|cfgmgr32|comctl32|comdlg32|crypt32|d2d1|d3d(9|11|12)|d3dcompiler_47"
    r"|dcomp|dnsapi|dwmapi|dwrite|dxgi|gdi32|icuuc|imm32|iphlpapi|kernel32|mpr|msimg32|msvcrt"
    r"|ncrypt|netapi32|ntdll|ole32|oleaut32|pdh|powrprof|propsys|psapi|rpcrt4|secur32|setupapi"
    r"|shcore|shell32|shlwapi|ucrtbase|uiautomationcore|user32|userenv|uxtheme|version|winhttp|winmm"
    r"|winspool\.drv|ws2_32|wtsapi32)(\.dll)?"
)
"""The libraries of Windows itself, from Windows 10 of 2018 on."""


def build() -> None:
    """Write the installer into `dist`."""
    lay(fetch_python())
    DIST.mkdir(exist_ok=True)
    pack(DIST / f"worldcafe-{__version__}-windows-x86_64.exe")


def pack(installer: Path, version: str = __version__, *, quick: bool = False) -> None:
    """Write an installer of the folder; a quick one, for a trial, is larger."""
    listing, icon = WORK / "files.nsh", WORK / "worldcafe.ico"
    listing.write_text("\n".join(removal()), encoding="utf-8")
    size = sum(file.stat().st_size for file in FOLDER.rglob("*") if file.is_file())
    said = {
        "VERSION": version, "NUMBERS": numbers(version, "."), "KILOBYTES": size // 1024,
        "ICON": icon, "FOLDER": FOLDER, "LISTING": listing, "INSTALLER": installer,
    }  # fmt: skip
    if quick:
        said["QUICK"] = "1"
    if "WORLDCAFE_CERTIFICATE" in os.environ:
        said["SIGN"] = f'"{sys.executable}" "{__file__}" --sign'
    defines = [f"-D{name}={value}" for name, value in said.items()]
    run("makensis", "-V2", "-WX", *defines, str(HERE / "setup.nsi"))
    sign(installer)
    say(f"{installer.relative_to(ROOT)} {installer.stat().st_size / 1e6:.1f} MB")


# The folder


def lay(python: Path) -> None:
    """Lay the folder that is installed."""
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    libraries = unpack_python(python)
    ours, _archive = build_wheel(WORK / "ours")
    for wheel in [*fetch(RUN_LOCK, WINDOWS, WORK / "wheels"), ours]:
        unpack(wheel)
    site = FOLDER / "site"
    names = [file.relative_to(site).as_posix() for file in site.rglob("*.dll")]
    add_texts(FOLDER / "licences", names)
    compile_all(site)
    build_launchers(libraries)
    if missing := sorted(missing_libraries()):
        sys.exit(f"Libraries that are asked for and not there: {', '.join(missing)}")
    for file in FOLDER.rglob("*"):
        os.utime(file, (FIRST_DATE, FIRST_DATE))


def fetch_python() -> Path:
    """The pinned embeddable Python."""
    file = ROOT / "build" / PurePosixPath(PYTHON).name
    if not file.exists():
        say(f"Fetching {PYTHON}")
        file.parent.mkdir(exist_ok=True)
        try:
            with urllib.request.urlopen(PYTHON) as answer:
                file.write_bytes(answer.read())
        except OSError as error:
            sys.exit(f"It could not be fetched ({error}). Lay it at {file} by hand.")
    if hashlib.sha256(file.read_bytes()).hexdigest() != PYTHON_SHA256:
        sys.exit(f"{file} is not the Python that is pinned.")
    return file


def unpack_python(archive: Path) -> str:
    """Lay Python's own files, and where it looks for modules; the name of its library."""
    with zipfile.ZipFile(archive) as packed:
        for name in packed.namelist():
            file = PurePosixPath(name)
            if file.suffix in {".dll", ".pyd", ".zip"}:
                write(FOLDER / file.name, packed.read(name))
            elif file.name == "LICENSE.txt":
                write(FOLDER / "licences" / "Python.txt", packed.read(name))
    (library,) = FOLDER.glob("python3?*.dll")
    ways = "\n".join([f"{library.stem}.zip", ".", "site"])
    write(library.with_suffix("._pth"), f"{ways}\n".encode())
    return library.name


def unpack(wheel: Path) -> None:
    """Lay what is used of a wheel, and its licences."""
    with zipfile.ZipFile(wheel) as packed:
        names = [name for name in packed.namelist() if not name.endswith("/")]
        for name in filter(is_used, names):
            write(FOLDER / "site" / name, packed.read(name))
        texts = licences(names)
        if not texts and not wheel.name.startswith(("pyside6", "shiboken6")):
            sys.exit(f"{wheel.name} is bundled and brings no licence.")
        for name, called in texts.items():
            write(FOLDER / "licences" / called, packed.read(name))


def is_used(name: str) -> bool:
    """Whether a file of a wheel is installed."""
    if name.startswith("PySide6/"):
        return QT.fullmatch(name) is not None
    return ".data/" not in name and not UNUSED.match(name)


def compile_all(folder: Path) -> None:
    """Put compiled modules in the place of their source: half the files, and a quick start."""
    compiling = [f"python{WINDOWS.python}", "-m", "compileall", "-q", "-b", "-s", str(folder)]
    run(*compiling, "--invalidation-mode=unchecked-hash", str(folder))
    for source in folder.rglob("*.py"):
        source.unlink()


def build_launchers(library: str) -> None:
    """What starts the program: with a window, and in a console."""
    (WORK / "worldcafe.ico").write_bytes(icons.ico())
    resources = WORK / "launcher.o"
    said = [rf"-DVERSION=\"{__version__}\"", f"-DNUMBERS={numbers(__version__, ',')}"]
    run(
        "x86_64-w64-mingw32-windres", "--include-dir", str(WORK), "--include-dir", str(HERE),
        *said, str(HERE / "launcher.rc"), str(resources),
    )  # fmt: skip
    for name, subsystem in (("worldcafe.exe", "windows"), ("worldcafe.com", "console")):
        starter = FOLDER / name
        run(
            "x86_64-w64-mingw32-gcc", "-Os", "-s", "-Wall", "-Werror", "-municode",
            f"-m{subsystem}", "-Wl,--no-insert-timestamp", f'-DPYTHON=L"{library}"',
            f"-DHAS_CONSOLE={int(subsystem == 'console')}",
            str(HERE / "launcher.c"), str(resources), "-o", str(starter),
        )  # fmt: skip
        sign(starter)


def missing_libraries() -> Iterator[str]:
    """The libraries that something in the folder loads and nobody brings."""
    there = [file for file in FOLDER.rglob("*") if file.suffix in {".exe", ".dll", ".pyd"}]
    brought = {file.name.lower() for file in there}
    for name in {name for file in there for name in imports(file)}:
        if name not in brought and not SYSTEM.fullmatch(name):
            yield name


def removal() -> Iterator[str]:
    """What NSIS has to remove of the folder, and nothing else: no wildcard, no whole folder."""
    files = [path for path in FOLDER.rglob("*") if path.is_file()]
    folders = [path for path in FOLDER.rglob("*") if path.is_dir()]
    for file in sorted(files):
        yield f'Delete "{installed(file)}"'
    for folder in sorted(folders, reverse=True):  # what is within comes before
        yield f'RMDir "{installed(folder)}"'


def installed(path: Path) -> str:
    """Where a file of the folder lies once installed, as NSIS writes it."""
    within = str(path.relative_to(FOLDER)).replace("/", "\\").replace("$", "$$")
    return rf"$INSTDIR\{within}"


# Small things


def numbers(version: str, between: str) -> str:
    """A version in the four numbers that Windows wants."""
    return between.join([*re.findall(r"\d+", version), "0", "0", "0"][:4])


def sign(file: Path) -> None:
    """Sign a file, where there is a certificate."""
    certificate = os.environ.get("WORLDCAFE_CERTIFICATE")
    if certificate:
        signed = file.with_name(f"{file.name}.signed")
        key = [
            "-pkcs12",
            certificate,
            "-readpass",
            os.environ["WORLDCAFE_CERTIFICATE_PASSWORD"],
        ]
        at = os.environ.get("WORLDCAFE_TIMESTAMPS")
        more = ["-ts", at] if at else []
        run("osslsigncode", "sign", *key, "-h", "sha256", "-n", "worldcafe", *more,
            "-in", str(file), "-out", str(signed))  # fmt: skip
        signed.replace(file)


def write(file: Path, content: bytes) -> None:
    """Write a file, with the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def run(*command: str) -> None:
    """Run a command; end with its own message where it fails."""
    settled = {
        **os.environ,
        "SOURCE_DATE_EPOCH": str(FIRST_DATE),
        "QT_QPA_PLATFORM": "offscreen",
    }
    if subprocess.run(command, check=False, env=settled).returncode:
        sys.exit(f"{command[0]} failed; see above.")


if __name__ == "__main__":
    match sys.argv[1:]:
        case []:
            build()
        case ["--sign", file]:
            sign(Path(file))
        case _:
            sys.exit(__doc__)
