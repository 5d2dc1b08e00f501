"""What a release needs before its tag is set: the words for people, and nothing uncommitted."""

from __future__ import annotations

import re
import subprocess
import sys

from environment import ROOT

CHANGELOG = ROOT / "CHANGELOG.md"
SOURCE = ROOT / "src" / "worldcafe" / "__init__.py"


def version() -> str:
    """The version that the source says, the only place that does."""
    said = re.search(
        r'^__version__ = "(.+)"$', SOURCE.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert said
    return said[1]


def lacking(changelog: str, version: str) -> list[str]:
    """What the changelog still lacks for this version to be released."""
    parts = re.split(r"^## ", changelog, flags=re.MULTILINE)[1:]
    told = {heading: text for heading, _, text in (part.partition("\n") for part in parts)}
    lacks = []
    if told.get("[Unreleased]", "").strip():
        lacks.append("something still stands under [Unreleased]")
    dated = re.compile(rf"\[{re.escape(version)}\] - \d{{4}}-\d{{2}}-\d{{2}}")
    if not any(dated.fullmatch(heading) and text.strip() for heading, text in told.items()):
        lacks.append(f"there is no part [{version}] with its date and what people will notice")
    return lacks


def git(*arguments: str) -> str:
    """What git says; it ends with git's own message where that fails."""
    done = subprocess.run(["git", *arguments], check=False, cwd=ROOT, capture_output=True)
    if done.returncode:
        sys.exit(done.stderr.decode(errors="replace"))
    return done.stdout.decode()


def unready() -> list[str]:
    """Everything that stands in the way of a tag, before any check is run."""
    wrong = lacking(CHANGELOG.read_text(encoding="utf-8"), version())
    if git("status", "--porcelain").strip():
        wrong.append("not everything is committed")
    if git("tag", "--list", f"v{version()}").strip():
        wrong.append(f"v{version()} is there already: raise the version")
    return wrong


def main() -> int:
    """Say what stands in the way; set the tag where that is nothing and `--tag` is given."""
    if wrong := unready():
        print("\n".join(f"Not yet: {each}." for each in wrong))
        return 1
    if sys.argv[1:] == ["--tag"]:
        tag = f"v{version()}"
        git("tag", "--annotate", tag, "--message", f"worldcafe {version()}")
        print(f"{tag} is set. What remains: git push origin {tag}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
