"""A workshop in which somebody wrote markup wherever people may write."""

from typing import Any

from worldcafe.domain.command import Command, put
from worldcafe.domain.model import Attachment, Cluster, Contribution, OpenPoint
from worldcafe.domain.workshop import Workshop

WRITTEN_BY_PEOPLE = frozenset({
    "title", "place", "organisers", "name", "question", "given_name", "family_name", "position",
    "organisation", "city", "region", "delegation", "key_insight", "caption", "description",
    "translation", "title_translation", "demand", "experience_offered", "lesson", "amount",
    "by", "expected_result", "beneficiaries", "adaptation", "enabling_factors", "obstacles",
    "text", "owner", "organiser_owner", "organiser_note", "workshop_title", "outcome", "email",
    "theme", "reference", "organisation_type",
})  # fmt: skip
"""Names of fields whose text is free."""


class Overwrite(Command):
    """Puts every entity of another workshop in place of the present one."""

    workshop: Any

    def plan(self, workshop, stamp):
        return put(workshop, *self.workshop.entities())


def hostile(workshop, text):
    """The same workshop with `text` before whatever people wrote; ids and codes stay."""
    return rewritten(workshop, lambda written: f"{text} {written}"[:480])


def rewritten(workshop, change):
    """The same workshop with whatever people wrote changed; ids and codes stay."""
    contributions = tuple(workshop.contributions.values())
    entities = [*workshop.entities(), *_never_in_the_example(contributions[0])]
    return Workshop.of(
        type(each).model_validate(_changed(each.model_dump(), "", change)) for each in entities
    )


def _never_in_the_example(item: Contribution):
    yield OpenPoint(
        id="open", workshop_title="Before", reference="O-001", kind="opportunity",
        title="Point",
    )  # fmt: skip
    yield Cluster(id="cluster", name="Cluster")
    yield Attachment(
        id="photo", table_id=item.table_id, round_id=item.round_id, name="photo.jpg",
        media_type="image/jpeg", width=1, height=1, size=1, digest="0" * 64,
        added_at="2027-04-21T09:00:00Z",
    )  # fmt: skip


def _changed(value, name, change):
    if isinstance(value, dict):
        return {key: _changed(each, key, change) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_changed(each, name, change) for each in value]
    if isinstance(value, str) and name in WRITTEN_BY_PEOPLE:
        return change(value)
    return value
