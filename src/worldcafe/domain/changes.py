"""A change told by field: what two states of an entity differ in, and how a third takes it.

A field is told by a path: `title`; a part of something compound as `next_step.owner`, the
resources that are offered as `resources.offered`, an organiser's column as `extras.Budget`.
Everything else is told as a whole.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from worldcafe.domain.edits import Edit
from worldcafe.domain.fields import COMPOUND
from worldcafe.domain.model import Entity, Extra, Value
from worldcafe.domain.refusal import refuse
from worldcafe.domain.vocabulary import Direction
from worldcafe.domain.workshop import Workshop

EXTRAS = "extras."
"""Begins the path of a column that an organiser added; its name follows."""


class FieldChange(Value):
    """One field of one entity, as it was when somebody looked at it and as it shall be."""

    kind: str
    id: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Merged:
    """What came of bringing two changes of one entity together."""

    entity: Entity
    """With every change that nothing stood against."""
    conflicts: tuple[FieldChange, ...]
    """The changes whose field says neither what they found nor what they want."""


def field_changes(before: Entity, after: Entity) -> tuple[FieldChange, ...]:
    """What leads from one state of an entity to another, by field."""
    found: list[FieldChange] = []
    for name in type(before).model_fields:
        if getattr(before, name) == getattr(after, name):
            continue
        parts = tuple(_told(before, after, _parts(name, before, after)))
        told = with_changes(before, parts).entity
        whole = getattr(told, name) == getattr(after, name)
        # Twice the same column, or another order, is more than the parts can say.
        found += parts if parts and whole else _told(before, after, (name,))
    return tuple(found)


def with_changes(entity: Entity, changes: Iterable[FieldChange]) -> Merged:
    """The entity with these changes, as far as its fields say what the changes found.

    A field that says already what it shall say is no conflict. Raises `RuleBroken` if a
    value does not fit its field.
    """
    conflicts = []
    for change in changes:
        said = value_of(entity, change.field)
        if said == change.before:
            entity = with_value(entity, change.field, change.after)
        elif said != change.after:
            conflicts.append(change)
    return Merged(entity, tuple(conflicts))


def merged(base: Entity, ours: Entity, theirs: Entity) -> Merged:
    """Our state of an entity with what somebody else made of the same base."""
    if ours == base:
        return Merged(theirs, ())
    return with_changes(ours, field_changes(base, theirs))


def taken_back(workshop: Workshop, done: Sequence[Edit]) -> list[Edit]:
    """The edits that take these back and leave alone what was changed since.

    Raises `RuleBroken` where the same field has moved on, where something that was added has
    been changed since, and where something that was removed is there again: somebody else's
    words would be lost.
    """
    now: dict[tuple[str, str], Entity | None] = {}
    for edit in reversed(done):
        key = (edit.kind, edit.id)
        now[key] = _turned(now.get(key, workshop.find(*key)), edit.inverse())
    edits = [Edit(workshop.find(*key), entity) for key, entity in now.items()]
    return [edit for edit in edits if edit.before != edit.after]


def _turned(found: Entity | None, wanted: Edit) -> Entity | None:
    """What is there, brought from `wanted.before` to `wanted.after`."""
    if found in (wanted.before, wanted.after):
        return wanted.after
    if found is None or wanted.before is None or wanted.after is None:
        refuse("value_moved_on")
    turned = merged(wanted.before, found, wanted.after)
    if turned.conflicts:
        refuse("value_moved_on")
    return turned.entity


def value_of(entity: Entity, path: str) -> Any:
    """What a field says."""
    whole, dot, part = path.partition(".")
    found = getattr(entity, whole)
    match whole if dot else "":
        case "extras":
            return next((extra.value for extra in found if extra.name == part), "")
        case "resources":
            return tuple(each for each in found if each.direction == part)
        case name if name in COMPOUND:
            return getattr(found or COMPOUND[name](), part)
    return found


def with_value(entity: Entity, path: str, value: Any) -> Entity:
    """The entity saying something else. Raises `RuleBroken` if the value does not fit."""
    whole, dot, part = path.partition(".")
    try:
        match whole if dot else "":
            case "extras":
                value = _with_extra(getattr(entity, whole), part, value)
            case "resources":
                others = [e for e in getattr(entity, whole) if e.direction != part]
                value = (*value, *others) if part == Direction.OFFERED else (*others, *value)
            case name if name in COMPOUND:
                nothing = COMPOUND[name]()
                said = (getattr(entity, whole) or nothing).but(**{part: value})
                value = None if said == nothing else said
        return entity.but(**{whole: value})
    except (TypeError, ValidationError):
        refuse("field_invalid", field=path)


def has_field(kind: type[Entity], path: str) -> bool:
    """Whether entities of a kind have a field of this path."""
    whole, dot, part = path.partition(".")
    if whole not in kind.model_fields:
        return False
    match whole if dot else "":
        case "extras":
            return bool(part)
        case "resources":
            return part in set(Direction)
        case name if name in COMPOUND:
            return part in COMPOUND[name].model_fields
    return not dot


def _told(before: Entity, after: Entity, paths: Iterable[str]) -> Iterator[FieldChange]:
    """How these fields differ, those that do."""
    for path in paths:
        old, new = value_of(before, path), value_of(after, path)
        if old != new:
            yield FieldChange(
                kind=before.kind_name, id=before.id, field=path, before=old, after=new
            )


def _parts(name: str, *states: Entity) -> Iterator[str]:
    """The paths of the parts of a field that is told by part; none for the others."""
    match name:
        case "extras":
            told = (extra.name for state in states for extra in getattr(state, name))
            yield from (EXTRAS + each for each in dict.fromkeys(told))
        case "resources":
            yield from (f"resources.{direction}" for direction in Direction)
        case name if name in COMPOUND:
            yield from (f"{name}.{part}" for part in COMPOUND[name].model_fields)


def _with_extra(extras: tuple[Extra, ...], name: str, value: str) -> tuple[Extra, ...]:
    if not value:
        return tuple(extra for extra in extras if extra.name != name)
    fresh = Extra(name=name, value=value)
    if any(extra.name == name for extra in extras):
        return tuple(fresh if extra.name == name else extra for extra in extras)
    return (*extras, fresh)
