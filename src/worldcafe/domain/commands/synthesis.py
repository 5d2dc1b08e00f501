"""What an edited synthesis brings back."""

from typing import Any, Literal

from pydantic import ValidationError

from worldcafe.domain.command import Command, Stamp, put
from worldcafe.domain.commands.capture import ImportContributions
from worldcafe.domain.model import (
    Contribution,
    Conversation,
    Entity,
    Extra,
    NextStep,
    OpenPoint,
    Value,
    conversation_id,
)
from worldcafe.domain.refusal import refuse
from worldcafe.domain.vocabulary import Direction
from worldcafe.domain.workshop import Edit, Workshop

EXTRAS = "extras."
"""Begins the field of a column that an organiser added; its name follows."""


class FieldChange(Value):
    """One field of one entity, as it was when somebody looked at it and as it shall be."""

    kind: Literal["contribution", "conversation", "open_point"]
    id: str
    field: str
    """`title`; a part of the next step as `next_step.owner`, the resources that are offered
    as `resources.offered`, an extra as `extras.Budget`."""
    before: Any
    after: Any


class AdoptEditedWorkbook(Command):
    """Make the workshop say what an edited synthesis says, and record what it adds.

    Contributions already known by their id are left alone. Refuses with
    `workbook_outdated` where the workshop has changed since the comparison.
    """

    changes: tuple[FieldChange, ...] = ()
    added: tuple[Contribution, ...] = ()

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        edits = ImportContributions(contributions=self.added).plan(workshop, stamp)
        changed: dict[tuple[str, str], Entity] = {}
        for change in self.changes:
            key = (change.kind, change.id)
            entity = changed.get(key) or _entity(workshop, *key)
            if value_of(entity, change.field) != change.before:
                refuse("workbook_outdated", title=_title(entity))
            changed[key] = with_value(entity, change.field, change.after)
        for entity in changed.values():
            _check_places(workshop, entity)
        return [*edits, *put(workshop, *changed.values())]


def value_of(entity: Entity, field: str) -> Any:
    """What a field says, in the notation of `FieldChange`."""
    whole, _, part = field.partition(".")
    found = getattr(entity, whole)
    match whole:
        case "extras":
            return next((extra.value for extra in found if extra.name == part), "")
        case "resources":
            return tuple(each for each in found if each.direction == part)
        case "next_step":
            return getattr(found or NextStep(), part)
    return found


def with_value(entity: Entity, field: str, value: Any) -> Entity:
    """The entity saying something else. Raises `RuleBroken` if the value does not fit."""
    whole, _, part = field.partition(".")
    try:
        match whole:
            case "extras":
                value = _with_extra(getattr(entity, whole), part, value)
            case "resources":
                others = [e for e in getattr(entity, whole) if e.direction != part]
                value = (*value, *others) if part == Direction.OFFERED else (*others, *value)
            case "next_step":
                step = (getattr(entity, whole) or NextStep()).but(**{part: value})
                value = None if step == NextStep() else step
        return entity.but(**{whole: value})
    except ValidationError:
        refuse("field_invalid", field=field)


def _with_extra(extras: tuple[Extra, ...], name: str, value: str) -> tuple[Extra, ...]:
    if not value:
        return tuple(extra for extra in extras if extra.name != name)
    fresh = Extra(name=name, value=value)
    if any(extra.name == name for extra in extras):
        return tuple(fresh if extra.name == name else extra for extra in extras)
    return (*extras, fresh)


def _entity(workshop: Workshop, kind: str, entity_id: str) -> Entity:
    found = workshop.find(kind, entity_id)
    if found is None and kind == Conversation.kind_name:
        found = _silent_conversation(workshop, entity_id)
    return found or refuse("workbook_row_unknown", text=entity_id[:60])


def _silent_conversation(workshop: Workshop, wanted: str) -> Conversation | None:
    """A conversation that nothing was stored about yet."""
    places = ((table, round_) for table in workshop.tables for round_ in workshop.rounds)
    found = (place for place in places if conversation_id(*place) == wanted)
    return next((workshop.conversation(*place) for place in found), None)


def _check_places(workshop: Workshop, entity: Entity) -> None:
    if not isinstance(entity, Contribution):
        return
    if entity.table_id not in workshop.tables:
        refuse("table_unknown")
    if entity.round_id not in workshop.rounds:
        refuse("round_unknown")
    if entity.author_id and entity.author_id not in workshop.participants:
        refuse("participant_unknown")
    if entity.builds_on_id and entity.builds_on_id not in workshop.contributions:
        refuse("contribution_unknown")
    if entity.cluster_id and entity.cluster_id not in workshop.clusters:
        refuse("cluster_unknown")


def _title(entity: Entity) -> str:
    match entity:
        case Contribution() | OpenPoint():
            return entity.title
    return getattr(entity, "key_insight", "")[:60]
