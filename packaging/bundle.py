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

from environment import PACKAGING, ROOT, python

UNUSED = {"pycparser", "setuptools"}
"""Locked, and needed only to build."""

LICENCES = PACKAGING / "licence-texts"
"""Texts that no wheel brings: ours on what is under the LGPL, and Debian's word on the licences
of what Qt and psycopg hold of others."""

BORROWED = {
    "com_err": "com_err", "crypt": "glibc", "crypto": "OpenSSL", "gssapi_krb5": "Kerberos",
    "k5crypto": "Kerberos", "keyutils": "keyutils", "krb5": "Kerberos",
    "krb5support": "Kerberos", "lber": "OpenLDAP", "ldap": "OpenLDAP", "pq": "PostgreSQL",
    "sasl2": "Cyrus-SASL", "ssl": "OpenSSL",
}  # fmt: skip
"""Libraries that the wheel of psycopg holds of others, of which it says nothing: by name the
text in `LICENCES` that has their licence."""


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


def add_texts(folder: Path, names: Iterable[str]) -> None:
    """Lay the licences that no wheel brings into a folder.

    `names` are the files of all wheels; it ends where psycopg holds a library of which nobody
    has said yet whose it is.
    """
    shutil.copytree(LICENCES, folder, dirs_exist_ok=True)
    shutil.copy(ROOT / "LICENSE", folder / "worldcafe-MIT.txt")
    for name in names:
        within = re.fullmatch(r"psycopg_binary(?:\.libs|/\.dylibs)/lib([a-z0-9_]+)[-.].+", name)
        if within and not (folder / f"psycopg-{BORROWED.get(within[1])}.txt").exists():
            sys.exit(f"{name} is bundled and brings no licence.")
