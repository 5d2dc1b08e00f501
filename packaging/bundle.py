"""What is bundled with the program for a system that need not be the one that builds.

A lock file says by markers what only some systems need, and pip weighs them for the system it
runs on. Here they are weighed for the target, and pip is asked for exactly what is left.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement

from environment import PACKAGING, python

UNUSED = {"pycparser", "setuptools"}
"""Locked, and needed only to build."""

LICENCES = PACKAGING / "licence-texts"
"""Texts that no wheel brings, and ours on what is under the LGPL."""

BORROWED = {
    "com_err": "libcom-err2", "crypt": "libc6", "crypto": "libssl3*",
    "gssapi_krb5": "libkrb5-3", "k5crypto": "libkrb5-3", "keyutils": "libkeyutils1",
    "krb5": "libkrb5-3", "krb5support": "libkrb5-3", "lber": "libldap*", "ldap": "libldap*",
    "pq": "libpq5", "sasl2": "libsasl2-2", "ssl": "libssl3*",
}  # fmt: skip
"""Libraries that the wheel of psycopg holds of others, and Debian's packages of the same: their
word on copyright has the licences, of which the wheel says nothing."""


@dataclass(frozen=True)
class Target:
    """A system and the Python that the program runs with there."""

    python: str
    system: str
    machine: str
    wheels: tuple[str, ...]
    """The tags of wheels that it takes."""

    def needs(self, marker: Marker | None) -> bool:
        """Whether what stands behind a marker is needed there."""
        return marker is None or marker.evaluate(
            {
                "python_version": self.python,
                "python_full_version": f"{self.python}.0",
                "sys_platform": self.system,
                "os_name": "nt" if self.system == "win32" else "posix",
                "platform_system": {"win32": "Windows", "darwin": "Darwin"}[self.system],
                "platform_machine": self.machine,
                "implementation_name": "cpython",
                "platform_python_implementation": "CPython",
            }
        )


def needed(lock: str, target: Target) -> Iterator[str]:
    """Of a lock file's text the lines that a target needs, each with its hashes."""
    whole = re.sub(r"\s*\\\n\s*", " ", lock)
    for line in whole.splitlines():
        said, *hashes = re.split(r"\s+(?=--hash=)", line)
        if not hashes:  # a comment
            continue
        requirement = Requirement(said)
        if requirement.name not in UNUSED and target.needs(requirement.marker):
            requirement.marker = None
            yield " ".join([str(requirement), *hashes])


def fetch(lock: Path, target: Target, folder: Path) -> list[Path]:
    """Fetch what is locked for a target into an empty folder, by hash; the wheels."""
    lines = list(needed(lock.read_text(encoding="utf-8"), target))
    with tempfile.TemporaryDirectory() as place:
        chosen = Path(place, "chosen.txt")
        chosen.write_text("\n".join(lines), encoding="utf-8")
        options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes"]
        options += ["--only-binary=:all:", "--implementation=cp"]
        options += [f"--python-version={target.python}", f"--dest={folder}"]
        options += [f"--platform={tag}" for tag in target.wheels]
        if python("-m", "pip", "download", *options, "--requirement", str(chosen)):
            sys.exit("The locked packages could not be fetched; see above.")
    wheels = sorted(folder.glob("*.whl"))
    if len(wheels) != len(lines):
        sys.exit(f"{len(lines)} packages are locked for {target.system}, {len(wheels)} came.")
    return wheels


def licences(names: Iterable[str]) -> dict[str, str]:
    """Of the files in a wheel those that are licences, and what to call each among all.

    Qt's hold the one that it is sold under, which is not the one that we use it under.
    """
    found = {}
    for name in names:
        metadata, _, within = name.partition(".dist-info/")
        file = within.rpartition("/")[2]
        said = file.upper().startswith(("LICEN", "COPYING", "NOTICE", "AUTHORS"))
        if within and (said or within.startswith("licenses/")) and "Commercial" not in file:
            package = metadata.split("-")[0]
            found[name] = "-".join([package, *within.removeprefix("licenses/").split("/")])
    return found


def add_licences_of_borrowed(names: Iterable[str], debian: Path, folder: Path) -> None:
    """Lay those of the libraries that psycopg holds of others, in the word of a Debian.

    `names` are the files of all wheels, `debian` is its root. It ends where nobody knows whose
    a library is.
    """
    for name in names:
        within = re.fullmatch(r"psycopg_binary(?:\.libs|/\.dylibs)/lib([a-z0-9_]+)[-.].+", name)
        if within is None:
            continue
        package = BORROWED.get(within[1])
        said = sorted((debian / "usr/share/doc").glob(f"{package}/copyright"))
        if not said:
            sys.exit(f"{name} is bundled and brings no licence.")
        shutil.copy(said[0], folder / f"psycopg-{said[0].parent.name}.txt")
