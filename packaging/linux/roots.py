"""Roots of Debian, in which packages are built and tried. They need root, for `chroot`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from environment import ROOT

say = partial(print, flush=True)

ROOTS = ROOT / "build" / "roots"


def debian(name: str, packages: Sequence[str]) -> Path:
    """A root of the suite that its name begins with, with these packages, made once."""
    root, whole = ROOTS / name, " ".join(packages)
    mark = root / "whole"
    if not mark.exists() or mark.read_text(encoding="utf-8") != whole:
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir(parents=True)
        say(f"Laying a root of Debian {name}")
        suite = name.split("-", maxsplit=1)[0]
        with_these = f"--include={','.join(packages)}"
        log = root.with_suffix(".log")
        with log.open("w", encoding="utf-8") as told:
            laying = ["debootstrap", "--variant=minbase", with_these, suite, str(root)]
            failed = subprocess.run(laying, check=False, stdout=told, stderr=told).returncode
        if failed:
            sys.exit(f"debootstrap failed; see {log}.")
        mark.write_text(whole, encoding="utf-8")
    return root


def inside(
    root: Path, command: Sequence[str], folder: str = "/", more: Mapping[str, str] | None = None
) -> None:
    """Run a command in a root, with `more` for all its environment.

    It sees its own processes only, and none of them outlives it.
    """
    clean = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LANG": "C.UTF-8"}
    alone = ["unshare", "--fork", "--kill-child", "--pid", "--mount", f"--root={root}"]
    at = ["--mount-proc", f"--wd={folder}"]
    if subprocess.run(
        [*alone, *at, *command], check=False, env={**clean, **(more or {})}
    ).returncode:
        sys.exit(f"{' '.join(command)} failed in {root.name}; see above.")


def run(*command: str) -> None:
    """Run a command; end with its own message where it fails."""
    if subprocess.run(command, check=False).returncode:
        sys.exit(f"{command[0]} failed; see above.")
