"""The wheel and the source archive: the same bytes for everybody, and proof that they work.

`build FOLDER` writes both. `check` builds them twice, compares the bytes and installs the wheel
into an environment that has nothing but what is locked. There it loads every module, takes the
Turin example to its workbook and opens it to phones.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

from environment import PYTHON, ROOT, RUN_LOCK, VENV, locked, plain, site_packages

SOURCE = (
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "pyproject.toml",
    "setup.py",
    "resources",
    "src",
)
"""What a wheel is made of."""

MADE = shutil.ignore_patterns("*.mo", "__pycache__", "*.egg-info")
"""What the build makes itself, and must not find from before."""

FIRST_DATE = 315532800
"""1980-01-01, before which a zip archive knows no time: the date of every file in ours."""

BUILD = "import sys; from setuptools import build_meta; build_meta.build_{kind}(sys.argv[1])"

LOAD = """
import importlib, importlib.metadata, pkgutil, re, worldcafe
wanted = importlib.metadata.requires("worldcafe")
extra = {re.match("[A-Za-z0-9_-]+", each)[0] for each in wanted if "extra ==" in each}
for found in pkgutil.walk_packages(worldcafe.__path__, "worldcafe."):
    try:
        found.name.endswith("__main__") or importlib.import_module(found.name)
    except ModuleNotFoundError as missing:
        if missing.name.partition(".")[0] not in extra:
            raise
"""
"""Loads every module, also what only a later gesture needs; what an extra brings may lack."""


def build(folder: Path) -> tuple[Path, Path]:
    """Write the source archive, and the wheel that is made from it, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        tree = Path(place, "tree")
        tree.mkdir()
        for name in SOURCE:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, tree / name, ignore=MADE)
            else:
                shutil.copy(source, tree / name)
        made = _built("sdist", tree, Path(place, "made"))
        archive = folder / made.name
        archive.write_bytes(_settled(made))
        # From the archive, so that nothing the wheel needs is missing there.
        with tarfile.open(archive) as packed:
            packed.extractall(place, filter="data")
        tree = Path(place, archive.name.removesuffix(".tar.gz"))
        wheel = shutil.copy(_built("wheel", tree, Path(place, "made")), folder)
    return Path(wheel), archive


def _built(kind: str, tree: Path, folder: Path) -> Path:
    """What setuptools makes of a tree, in a folder that holds nothing of that kind yet."""
    folder.mkdir(exist_ok=True)
    before = set(folder.iterdir())
    subprocess.run(
        [PYTHON, "-c", BUILD.format(kind=kind), folder],
        check=True,
        cwd=tree,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(FIRST_DATE)},
        stdout=subprocess.DEVNULL,
        umask=0o022,
    )
    (made,) = set(folder.iterdir()) - before
    return made


def _settled(archive: Path) -> bytes:
    """A source archive without what differs from one machine and moment to the next."""
    packed, settled = io.BytesIO(), io.BytesIO()
    with (
        tarfile.open(archive) as source,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as target,
    ):
        for member in sorted(source.getmembers(), key=lambda member: member.name):
            member.mtime, member.uid, member.gid = FIRST_DATE, 0, 0
            member.uname = member.gname = ""
            member.mode = 0o755 if member.isdir() else 0o644
            member.pax_headers = {}
            target.addfile(member, source.extractfile(member) if member.isfile() else None)
    with gzip.GzipFile(filename="", mode="wb", fileobj=settled, mtime=FIRST_DATE) as zipped:
        zipped.write(packed.getvalue())
    return settled.getvalue()


def check() -> None:
    """Build twice and compare; then the wheel alone does what a day needs."""
    with tempfile.TemporaryDirectory() as place:
        environment = Path(place, "environment")
        with ThreadPoolExecutor() as at_once:
            laid = at_once.submit(_lay, environment)
            first, second = at_once.map(build, [Path(place, "first"), Path(place, "second")])
            laid.result()
        for one, other in zip(first, second, strict=True):
            if one.read_bytes() != other.read_bytes():
                sys.exit(
                    f"{one.name}: two builds differ in {', '.join(_differing(one, other))}"
                )
        if missing := sorted(_needed() - set(zipfile.ZipFile(first[0]).namelist())):
            sys.exit(f"not in the wheel (see pyproject.toml): {', '.join(missing)}")
        programs = _install(first[0], environment)
        workshop, workbook = Path(place, "turin.worldcafe"), Path(place, "synthesis.xlsx")
        steps: list[list[str | Path]] = [
            ["python", "-c", LOAD],
            ["worldcafe", "--version"],
            ["worldcafe", "demo", workshop],
            ["worldcafe", "export", workshop, workbook],
        ]
        for program, *step in steps:
            subprocess.run([programs / program, *step], check=True, cwd=place)
        n_bytes = _open_to_phones(programs / "worldcafe", workshop)
        sizes = ", ".join(f"{each.name} {each.stat().st_size / 1e6:.1f} MB" for each in first)
        print(
            f"{sizes}: twice the same bytes; a workbook of"
            f" {len(zipfile.ZipFile(workbook).namelist())} parts, a page of {n_bytes} bytes"
        )


def _needed() -> set[str]:
    """What a wheel has to hold: every module, and every resource that the program reads."""
    source, resources = ROOT / "src", ROOT / "resources"
    files = {file.relative_to(source).as_posix() for file in source.rglob("*.py")}
    for file in resources.rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts:
            name = file.relative_to(resources).as_posix()
            files.add(f"worldcafe/resources/{name}")
    return files


def _open_to_phones(worldcafe: Path, workshop: Path) -> int:
    """Serve a workshop, ask for the page that phones get, and say how large it is."""
    serving: list[str | Path] = [worldcafe, "serve", workshop, "--host", "127.0.0.1", "--json"]
    with subprocess.Popen(serving, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout
            address = json.loads(server.stdout.readline())["url"]
            with build_opener(ProxyHandler({})).open(address, timeout=30) as page:
                return len(page.read())
        finally:
            server.terminate()


def _lay(environment: Path) -> None:
    """Make an environment of what is locked, as `.venv` has it: by hash, and from there."""
    subprocess.run([PYTHON, "-m", "venv", "--without-pip", environment], check=True)
    source, target = site_packages(VENV), site_packages(environment)
    wanted = locked(RUN_LOCK.read_text(encoding="utf-8"))
    for found in metadata.distributions(path=[str(source)]):
        if plain(found.name) in wanted:
            for file in found.files or ():
                there, here = source / file, target / file
                if ".." not in file.parts and there.exists():
                    here.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(there, here)


def _install(wheel: Path, environment: Path) -> Path:
    """Install the wheel into an environment, and nothing else; the folder of its programs."""
    programs = environment / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(PYTHON), "-m", "pip", "--python", str(environment), "install", "--quiet"]
    subprocess.run([*pip, "--no-compile", "--no-deps", "--no-index", str(wheel)], check=True)
    return programs


def _differing(one: Path, other: Path) -> Iterable[str]:
    """The files whose bytes are not the same in two wheels; the archive itself otherwise."""
    if one.suffix != ".whl":
        return [one.name]
    with zipfile.ZipFile(one) as left, zipfile.ZipFile(other) as right:
        names = sorted({*left.namelist(), *right.namelist()})
        both = {*left.namelist()} & {*right.namelist()}
        return [n for n in names if n not in both or left.read(n) != right.read(n)]


def main(arguments: list[str]) -> int:
    """Run one of the commands."""
    match arguments:
        case ["build", folder]:
            for made in build(Path(folder)):
                print(made)
        case ["check"]:
            check()
        case _:
            sys.exit(__doc__)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
