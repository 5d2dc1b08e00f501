"""The wheel and the source archive: the same bytes for everybody, and proof that they work.

`build FOLDER` writes both. `check` builds them twice, compares the bytes, installs the wheel
with what is locked into an empty environment and takes the Turin example to its workbook
there.
"""

from __future__ import annotations

import gzip
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from collections.abc import Iterable
from pathlib import Path

from environment import ROOT, RUN_LOCK

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
        made = _built("sdist", tree, Path(place, "sdist"))
        archive = folder / made.name
        archive.write_bytes(_settled(made))
        # From the archive, so that nothing the wheel needs is missing there.
        with tarfile.open(archive) as packed:
            packed.extractall(place, filter="data")
        wheel = _built("wheel", Path(place, archive.name.removesuffix(".tar.gz")), folder)
    return wheel, archive


def _built(kind: str, tree: Path, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    before = set(folder.iterdir())
    subprocess.run(
        [sys.executable, "-c", BUILD.format(kind=kind), folder],
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
    """Build twice and compare; then the wheel alone takes the example to its workbook."""
    with tempfile.TemporaryDirectory() as place:
        first, second = build(Path(place, "first")), build(Path(place, "second"))
        for one, other in zip(first, second, strict=True):
            if one.read_bytes() != other.read_bytes():
                sys.exit(
                    f"{one.name}: two builds differ in {', '.join(_differing(one, other))}"
                )
        if missing := sorted(_modules() - set(zipfile.ZipFile(first[0]).namelist())):
            sys.exit(
                f"not in the wheel (see `packages` in pyproject.toml): {', '.join(missing)}"
            )
        environment = Path(place, "environment")
        _install(first[0], environment)
        workshop, workbook = Path(place, "turin.worldcafe"), Path(place, "synthesis.xlsx")
        worldcafe = environment / ("Scripts" if os.name == "nt" else "bin") / "worldcafe"
        steps: list[list[str | Path]] = [
            ["--version"],
            ["demo", workshop],
            ["export", workshop, workbook],
        ]
        for step in steps:
            subprocess.run([worldcafe, *step], check=True, cwd=place)
        sizes = ", ".join(f"{each.name} {each.stat().st_size / 1e6:.1f} MB" for each in first)
        with zipfile.ZipFile(workbook) as book:
            print(f"{sizes}: twice the same bytes; a workbook of {len(book.namelist())} parts")


def _modules() -> set[str]:
    source = ROOT / "src"
    return {file.relative_to(source).as_posix() for file in source.rglob("*.py")}


def _install(wheel: Path, environment: Path) -> None:
    venv.create(environment, with_pip=True)
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = [str(python), "-m", "pip", "install", "--quiet", "--no-compile"]
    needed = ["--require-hashes", "--only-binary=:all:", "--requirement", str(RUN_LOCK)]
    for packages in (needed, ["--no-deps", "--no-index", str(wheel)]):
        subprocess.run([*pip, *packages], check=True)


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
