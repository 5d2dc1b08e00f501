"""Writing down what was said at the tables."""

from collections.abc import Iterable
from itertools import count
from typing import Any, Literal

from pydantic import ValidationError

from worldcafe.domain.command import Command, Stamp, put, remove
from worldcafe.domain.drafts import draft_of
from worldcafe.domain.edits import Edit
from worldcafe.domain.model import Contribution, Conversation, Id, Numbering, Prose
from worldcafe.domain.model.values import Code
from worldcafe.domain.refusal import refuse
from worldcafe.domain.vocabulary import HandIn
from worldcafe.domain.workshop import Workshop

PROVENANCE = frozenset({
    "id", "number", "table_id", "round_id", "recorded_at", "withdrawn_at", "came_by",
})  # fmt: skip
"""Where a contribution comes from; other commands than an edit change it."""


class RecordContribution(Command):
    """Record a contribution; the writer's draft of the conversation goes with it."""

    contribution: Contribution

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        contribution = self.contribution
        if contribution.id in workshop.contributions:
            refuse("already_recorded", title=contribution.title)
        draft = draft_of(workshop, contribution.table_id, contribution.round_id, stamp.writer)
        fresh = newly_numbered(workshop, [contribution], recorded_at=stamp.at, number=None)
        return [*fresh, *remove([draft] if draft else [])]


class ImportContributions(Command):
    """Record the contributions of a file; those already known by their id are left alone."""

    contributions: tuple[Contribution, ...]

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        fresh: dict[str, Contribution] = {}
        for contribution in self.contributions:
            if contribution.id in workshop.contributions or contribution.id in fresh:
                continue
            recorded_at = contribution.recorded_at or stamp.at
            fresh[contribution.id] = contribution.model_copy(
                update={"recorded_at": recorded_at}
            )
        return newly_numbered(workshop, fresh.values())


class EditContribution(Command):
    """Change some fields of a contribution."""

    contribution_id: str
    changes: dict[str, Any]

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        contribution = _contribution(workshop, self.contribution_id)
        unknown = self.changes.keys() - Contribution.model_fields.keys()
        for field in sorted(unknown | (self.changes.keys() & PROVENANCE)):
            refuse("field_not_editable", field=field)
        try:
            changed = contribution.but(**self.changes)
        except ValidationError as error:
            field = str(error.errors()[0]["loc"][0])
            refuse("field_invalid", field=field)
        return put(workshop, changed)


class MoveContribution(Command):
    """Say that a contribution belongs to another conversation."""

    contribution_id: str
    table_id: str
    round_id: str

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        contribution = _contribution(workshop, self.contribution_id)
        moved = {"table_id": self.table_id, "round_id": self.round_id}
        return put(workshop, contribution.model_copy(update=moved))


class WithdrawContribution(Command):
    """Take a contribution out of the harvest. It stays in the file and can come back."""

    contribution_id: str

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        contribution = _contribution(workshop, self.contribution_id)
        if contribution.withdrawn_at:
            return []
        return put(workshop, contribution.model_copy(update={"withdrawn_at": stamp.at}))


class RestoreContribution(Command):
    """Bring a withdrawn contribution back."""

    contribution_id: str

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        contribution = _contribution(workshop, self.contribution_id)
        return put(workshop, contribution.model_copy(update={"withdrawn_at": None}))


class DescribeConversation(Command):
    """Say something about a conversation: its insight, its note-taker, its state.

    What is left at None stays as it is; an empty text clears.
    """

    table_id: str
    round_id: str
    key_insight: Prose | None = None
    key_insight_lang: Code | None = None
    note_taker_id: Id | Literal[""] | None = None
    state: HandIn | None = None

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        check_place(workshop, self.table_id, self.round_id)
        said = self.model_dump(exclude={"table_id", "round_id"}, exclude_none=True)
        if said.get("note_taker_id") == "":
            said["note_taker_id"] = None
        known = workshop.conversation(self.table_id, self.round_id)
        return put(workshop, Conversation.model_validate({**dict(known), **said}))


def newly_numbered(
    workshop: Workshop, contributions: Iterable[Contribution], **said: Any
) -> list[Edit]:
    """The edits that bring new contributions in, each with a number nobody had before.

    A number that a contribution brings along is what people call it by where it comes from,
    and is kept, even if another has it too: `references` tells the two apart. What is `said`
    holds of all of them, in place of what they say themselves.
    """
    items = list(contributions)
    numbers = [said.get("number", item.number) for item in items]
    last = max([workshop.numbering.last, *(number or 0 for number in numbers)])
    following = count(last + 1)
    edits = [
        Edit(None, item.model_copy(update={**said, "number": number or next(following)}))
        for item, number in zip(items, numbers, strict=True)
    ]
    last = next(following) - 1
    return [*edits, *put(workshop, Numbering(last=last))]


def _contribution(workshop: Workshop, contribution_id: str) -> Contribution:
    contribution = workshop.contributions.get(contribution_id)
    if contribution is None:
        refuse("contribution_unknown")
    return contribution


def check_place(workshop: Workshop, table_id: str, round_id: str) -> None:
    """Refuse a conversation of a table or a round that is not there."""
    if table_id not in workshop.tables:
        refuse("table_unknown")
    if round_id not in workshop.rounds:
        refuse("round_unknown")
