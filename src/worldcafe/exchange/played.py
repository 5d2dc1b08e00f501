"""What is said in a rehearsal: the invented notes of the Turin example."""

import json
from importlib import resources

from worldcafe.domain.model import Contribution
from worldcafe.domain.rehearsal import Bank


def played_notes() -> Bank:
    """Samples in four languages, on the five themes of the example."""
    folder = resources.files("worldcafe.resources") / "examples"
    lines = (folder / "turin-contributions.jsonl").read_text("utf-8").splitlines()
    insights = json.loads((folder / "turin-insights.json").read_text("utf-8"))
    return Bank(
        contributions=tuple(_sample(json.loads(line)) for line in lines),
        insights=tuple((each["insight"], each["lang"]) for each in insights),
    )


def _sample(fields: dict[str, object]) -> Contribution:
    place = {"table_id": str(fields.pop("table")), "round_id": str(fields.pop("round"))}
    return Contribution.model_validate({**fields, **place})
