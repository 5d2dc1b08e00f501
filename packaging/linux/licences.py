"""The licence of everything that is bundled, beside the program: nothing without its text."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from bundle import add_texts
from environment import ROOT, RUN_LOCK, locked, plain

QT_PACKAGES = {"pyside6-essentials", "shiboken6"}
"""They bring no text; `LGPL.txt` says what holds for them."""


def add_licences(root: Path, program: Path) -> None:
    """Lay them in the folder of a program that a root has frozen; end where one is missing."""
    folder, within = program / "licences", program / "_internal"
    add_texts(folder, [file.relative_to(within).as_posix() for file in within.rglob("*.so*")])
    for said in (ROOT / "resources").rglob("LICENSE-*"):
        shutil.copy(said, folder / said.name.removeprefix("LICENSE-"))
    _add_of_packages(root / "work/venv/lib", folder)
    for package in _packages_of(root, _libraries(within)):
        _copy_of_debian(root, package, folder / f"{package}.txt")


def _add_of_packages(site: Path, folder: Path) -> None:
    """The texts of the packages that the program runs with; what only freezes it stays away."""
    wanted = locked(RUN_LOCK.read_text(encoding="utf-8"))
    for metadata in site.rglob("*.dist-info"):
        name = plain(metadata.name.partition("-")[0])
        if name not in wanted:
            continue
        texts = [file for file in metadata.rglob("*") if is_licence(file)]
        for text in texts:
            within = text.relative_to(metadata).parts
            parts = [part for part in within if part != "licenses"]
            shutil.copy(text, folder / "-".join((name, *parts)))
        if not texts and name not in QT_PACKAGES:
            sys.exit(f"{name} is bundled and brings no licence.")


def is_licence(file: Path) -> bool:
    """Whether this is the text of a licence among what a package says of itself."""
    said = file.name.upper().startswith(("LICEN", "COPYING", "NOTICE", "AUTHORS"))
    return file.is_file() and (said or "licenses" in file.parts)


def _libraries(internal: Path) -> list[str]:
    """The libraries that come from the root; those of wheels lie in folders, links aside."""
    return [
        file.name
        for file in internal.glob("lib*.so*")
        if file.is_file() and not file.is_symlink()
    ]


def _packages_of(root: Path, libraries: Iterable[str]) -> set[str]:
    """Debian's packages that brought these libraries into a root."""
    owners = {
        Path(line).name: listed.stem.partition(":")[0]
        for listed in (root / "var/lib/dpkg/info").glob("*.list")
        for line in listed.read_text(encoding="utf-8").splitlines()
        if ".so" in line
    }
    found = {library: owners.get(library) for library in libraries}
    if unknown := sorted(library for library, owner in found.items() if owner is None):
        sys.exit(f"nobody knows whose these libraries are: {', '.join(unknown)}")
    return {owner for owner in found.values() if owner}


def _copy_of_debian(root: Path, package: str, target: Path) -> None:
    """What Debian says of a package's copyright."""
    said = root / "usr/share/doc" / package / "copyright"
    if not said.exists():
        sys.exit(f"Debian's {package} is bundled and brings no licence.")
    shutil.copy(said, target)
