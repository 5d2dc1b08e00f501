"""What is locked: whether holes are known in it, and the list of it as CycloneDX.

`audit` asks the Python advisory database by pip-audit about what is shipped, what freezes it
and what checks it. It says "clean" only where an answer came for every locked package; where
that was not so, it says that it could not ask. `audit --copy FOLDER` asks a copy of the
database that somebody brought (`advisories.py`); an old one is never enough for "clean".
`sbom FILE` writes the list of what is bundled, the same bytes each time; `licences` writes the
short one that the program shows, with the licence of each.
"""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib import metadata
from operator import itemgetter
from pathlib import Path
from typing import Any

from advisories import holes, last_told
from environment import DEV_LOCK, FREEZER_LOCK, ROOT, RUN_LOCK, locked, pinned, plain

say = partial(print, flush=True)

TOOLS = ("pip-audit==2.10.1", "cyclonedx-bom==7.5.0")
PLACE = ROOT / "build" / "audit"
LICENCES = ROOT / "resources" / "licences.tsv"
CLEAN, HOLES, UNKNOWN = 0, 1, 2
FRESH = timedelta(days=14)
"""How old a copy of the database may be to be believed."""


def main(arguments: list[str]) -> int:
    """Do what is named first."""
    match arguments:
        case ["audit"]:
            return audit(ask)
        case ["audit", "--copy", folder]:
            return audit(partial(ask_copy, Path(folder)))
        case ["sbom", file]:
            return sbom(Path(file))
        case ["licences"]:
            LICENCES.write_text("".join(licences()), encoding="utf-8")
            return 0
    say("usage: audit.py audit [--copy FOLDER] | sbom FILE | licences")
    return 2


def audit(asking: Callable[[Path], tuple[int, list[str]]]) -> int:
    """Ask, and say what came of it; 0 only if every package is known to have no hole."""
    codes = []
    for lock in (RUN_LOCK, FREEZER_LOCK, DEV_LOCK):
        code, lines = asking(lock)
        say("\n".join([f"{lock.name}:", *lines]))
        codes.append(code)
    return HOLES if HOLES in codes else max(codes)


def ask(lock: Path) -> tuple[int, list[str]]:
    """Ask pip-audit about what one file locks."""
    # Not `--strict`: it stops at the first that is not known, before a hole in another is said.
    command = ["pip-audit", "--require-hashes", "--disable-pip", "--format=json",
               "--progress-spinner=off", "--requirement", str(lock)]  # fmt: skip
    try:
        done = subprocess.run(tool(*command), check=False, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        return UNKNOWN, [f"COULD NOT ASK: {error}"]
    code, lines = verdict(locked(lock.read_text(encoding="utf-8")), done.stdout)
    # Its own last line reads "No known vulnerabilities found" where it skipped everything.
    errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
    return code, [*lines, *errors]


def ask_copy(copy: Path, lock: Path) -> tuple[int, list[str]]:
    """Ask a copy of the database about what one file locks."""
    text = lock.read_text(encoding="utf-8")
    told = [
        {"name": name, "version": version, "vulns": list(holes(copy, name, version))}
        for name, version in sorted(pinned(text))
    ]
    code, lines = verdict(locked(text), json.dumps({"dependencies": told}))
    until = last_told(copy)
    if datetime.now(UTC) - until > FRESH:
        late = f"COULD NOT ASK about what was found after {until:%Y-%m-%d}, when the copy ends."
        lines = [*(lines if code else ()), f"{late} This does not mean clean."]
        code = code or UNKNOWN
    return code, lines


def verdict(names: set[str], answer: str) -> tuple[int, list[str]]:
    """What pip-audit's answer means for these packages. Holes are said before all else."""
    try:
        told: list[dict[str, Any]] = json.loads(answer)["dependencies"]
        answered = {plain(each["name"]) for each in told if "vulns" in each}
    except (ValueError, KeyError, TypeError):
        return UNKNOWN, ["COULD NOT ASK: there was no answer. This does not mean clean."]
    lines = [
        f"{name} {each['version']}: {hole['id']}, mended in"
        f" {', '.join(hole.get('fix_versions', ())) or 'no version yet'}"
        for name, each in sorted(((plain(it["name"]), it) for it in told), key=itemgetter(0))
        for hole in each.get("vulns", ())
    ]
    silent = sorted(names - answered)
    if silent:
        lines.append(f"COULD NOT ASK about {', '.join(silent)}. This does not mean clean.")
    if not lines and not names:
        return UNKNOWN, ["COULD NOT ASK: nothing is locked."]
    if not lines:
        return CLEAN, [f"No hole is known in the {len(names)} locked packages."]
    return (UNKNOWN if len(lines) == 1 and silent else HOLES), lines


def licences() -> Iterator[str]:
    """Name and licence of what is bundled, a line each: first what is no package."""
    ours = {text.stem.split("-", 1)[1] for text in (ROOT / "resources").rglob("LICENSE-*.txt")}
    for name in sorted(ours, key=str.casefold):
        what, licence = name.rsplit("-", 1)
        yield f"{what.replace('-', ' ')}\t{licence}\n"
    for name in sorted(locked(RUN_LOCK.read_text(encoding="utf-8"))):
        said = metadata.metadata(name)
        yield f"{said['Name']}\t{licence_in(said)}\n"


def licence_in(said: metadata.PackageMetadata) -> str:
    """The licence a package names of itself; of several to choose from the first."""
    kinds = [each for each in said.get_all("Classifier", []) if each.startswith("License")]
    kind = kinds[0].rpartition(" :: ")[2] if kinds else ""
    stated = said["License-Expression"] or said["License"] or kind
    return stated.partition(" OR ")[0].splitlines()[0]


def sbom(file: Path) -> int:
    """Write what is locked as CycloneDX, each with its licence."""
    command = ["cyclonedx-py", "requirements", "--pyproject", "pyproject.toml"]
    command += ["--output-reproducible", "--output-file", str(file.resolve()), str(RUN_LOCK)]
    failed = subprocess.run(tool(*command), check=False, cwd=ROOT).returncode
    if not failed:
        told = add_licences(json.loads(file.read_text(encoding="utf-8")))
        file.write_text(f"{json.dumps(told, indent=2)}\n", encoding="utf-8")
    return failed


def add_licences(bom: dict[str, Any]) -> dict[str, Any]:
    """The same list, in which each component says its licence; it ends where none is known."""
    lines = LICENCES.read_text(encoding="utf-8").splitlines()
    known = {
        plain(name): licence for name, _, licence in (each.partition("\t") for each in lines)
    }
    for component in bom["components"]:
        licence = known.get(plain(component["name"]))
        if licence is None:
            sys.exit(f"{component['name']} is bundled, and nobody knows under which licence.")
        component["licenses"] = [{"license": {"name": licence}}]
    return bom


def tool(name: str, *arguments: str) -> list[str]:
    """A command of the tools, which live apart: they are nothing the program or tests need."""
    scripts = PLACE / ("Scripts" if sys.platform == "win32" else "bin")
    mark = PLACE / "done"
    wanted = " ".join(TOOLS)
    if not mark.exists() or mark.read_text(encoding="utf-8") != wanted:
        say(f"Installing {wanted} into {PLACE.relative_to(ROOT)}")
        venv.create(PLACE, with_pip=True, clear=True)
        pip = [str(scripts / "python"), "-m", "pip", "install", "--quiet", "--no-input", *TOOLS]
        subprocess.run(pip, check=True)
        mark.write_text(wanted, encoding="utf-8")
    return [str(scripts / name), *arguments]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
