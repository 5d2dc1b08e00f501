"""What a copy of the Python advisory database says: for where nobody can be asked.

The copy is a clone of github.com/pypa/advisory-database, whose files are in the form of OSV
(ossf.github.io/osv-schema).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from packaging.utils import canonicalize_name
from packaging.version import Version

DATE = re.compile(r"^modified: [\"']?([0-9T:-]+)", re.MULTILINE)


def holes(copy: Path, name: str, version: str) -> Iterator[dict[str, Any]]:
    """The holes that are known in a version, each as pip-audit says it."""
    for file in sorted((copy / "vulns" / name).glob("*.yaml")):
        told = yaml.safe_load(file.read_text(encoding="utf-8"))
        for affected in told.get("affected", ()):
            is_this = canonicalize_name(affected["package"]["name"]) == name
            if is_this and "withdrawn" not in told and is_affected(affected, version):
                events = [event for each in ranges(affected) for event in each["events"]]
                mended = [event["fixed"] for event in events if "fixed" in event]
                yield {"id": told["id"], "fix_versions": mended}


def is_affected(affected: Mapping[str, Any], version: str) -> bool:
    """Whether a version is one that an advisory names, or lies in a range of it."""
    return version in affected.get("versions", ()) or any(
        is_within(each["events"], Version(version)) for each in ranges(affected)
    )


def is_within(events: list[dict[str, str]], version: Version) -> bool:
    """Whether a version has come after a hole was introduced and before it was mended."""
    within = False
    for event, at in (told for each in events for told in each.items()):
        match event:
            case "introduced" if version >= Version(at):
                within = True
            case "fixed" if version >= Version(at):
                within = False
            case "last_affected" if version > Version(at):
                within = False
    return within


def ranges(affected: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The ranges of versions in an advisory; others are of commits."""
    return [each for each in affected.get("ranges", ()) if each["type"] != "GIT"]


def last_told(copy: Path) -> datetime:
    """When something in the copy was changed last: it knows nothing of what came after."""
    dates = [
        datetime.fromisoformat(found[1]).replace(tzinfo=UTC)
        for file in (copy / "vulns").rglob("*.yaml")
        if (found := DATE.search(file.read_text(encoding="utf-8")))
    ]
    return max(dates, default=datetime.min.replace(tzinfo=UTC))
