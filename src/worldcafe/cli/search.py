"""What `plan` and `rotate` have in common: a limited search and words for its result."""

from collections.abc import Callable
from time import monotonic
from typing import Any

from worldcafe.cli.console import Console
from worldcafe.domain.rotation import QualityReport, report_as_json
from worldcafe.wording.collisions import Naming, collision_text
from worldcafe.wording.quality import findings

MOST_REASONS = 20
"""More are in the JSON report."""


def stop_after(seconds: float | None) -> Callable[[], bool]:
    """Tells the planner when its time is over."""
    if seconds is None:
        return lambda: False
    deadline = monotonic() + seconds
    return lambda: monotonic() >= deadline


def report_on(
    quality: QualityReport, console: Console, naming: Naming, *, has_themes: bool
) -> dict[str, Any]:
    """Say what the plan is worth in plain words, and give back the same as plain data.

    Where hard rules collide, it is said which and for whom.
    """
    said = findings(quality, console.words, has_themes=has_themes)
    for finding in said:
        mark = {"good": "+", "attention": "·", "problem": "!"}[finding.severity.value]
        console.say(f"{mark} {finding.text}")
    reasons = [collision_text(each, console.words, naming) for each in quality.collisions]
    for reason in reasons[:MOST_REASONS]:
        console.say(f"  {reason}")
    sentences = [{"severity": f.severity.value, "text": f.text} for f in said]
    return {**report_as_json(quality), "sentences": sentences, "reasons": reasons}
