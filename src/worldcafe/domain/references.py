"""What points to what: said once, and held for the edits of every command.

A field that names another entity stands in `POINTS`; whether it may be left empty is what
the model says of it. A new field that ends in `_id` or `_ids` has to be said here, or a test
fails.
"""

from collections.abc import Iterable, Iterator, Mapping

from worldcafe.domain.edits import Edit
from worldcafe.domain.model import Entity
from worldcafe.domain.refusal import refuse
from worldcafe.domain.workshop import Workshop

_PLACE = {"table_id": "cafe_table", "round_id": "round"}

POINTS: Mapping[str, Mapping[str, str]] = {
    "cafe_table": {
        "theme_id": "theme",
        "host_id": "participant",
        "note_taker_id": "participant",
    },
    "seat_wish": {"participant_ids": "participant", "theme_id": "theme", **_PLACE},
    "seat": {"participant_id": "participant", **_PLACE},
    "conversation": {"note_taker_id": "participant", **_PLACE},
    "attachment": _PLACE,
    "contribution": {
        "author_id": "participant",
        "builds_on_id": "contribution",
        "merged_into_id": "contribution",
        "cluster_id": "cluster",
        **_PLACE,
    },
    "vote": {
        "contribution_id": "contribution",
        "participant_id": "participant",
        "table_id": "cafe_table",
    },
    "different_pair": {"one_id": "contribution", "other_id": "contribution"},
    "match_decision": {"need_id": "contribution", "offer_id": "contribution"},
    "draft": _PLACE,
    "sent_idea": _PLACE,
}
"""For every kind its fields that name another entity, or several, and of which kind."""

CHAINS = (("contribution", "builds_on_id"), ("contribution", "merged_into_id"))
"""Fields that, followed from one entity to the next, come to an end."""

_OF_TWO = ("different_pair", "match_decision")
"""Kinds that are about two contributions, never about one alone."""

_POINTED_TO = frozenset(kind for fields in POINTS.values() for kind in fields.values())


def check_references(workshop: Workshop, edits: Iterable[Edit]) -> None:
    """Refuse edits after which something would point to nothing, or round in a circle.

    `workshop` is as the edits leave it. What they did not touch is looked at only where they
    take something away.
    """
    gone: dict[str, set[str]] = {}
    removed: dict[tuple[str, str], Entity] = {}
    ending: dict[str, set[str]] = {field: set() for _, field in CHAINS}
    for edit in edits:
        entity = workshop.find(edit.kind, edit.id)
        if entity is not None:
            _check_pointers(workshop, entity)
            for kind, field in CHAINS:
                follows = kind == edit.kind and getattr(entity, field)
                if follows and _closes(workshop, entity, field, ending[field]):
                    refuse("points_to_itself", owner=entity)
        elif edit.kind in _POINTED_TO and edit.before is not None:
            gone.setdefault(edit.kind, set()).add(edit.id)
            removed[edit.kind, edit.id] = edit.before
    for owner, kind, entity_id in _pointing_to(workshop, gone) if gone else ():
        refuse("still_pointed_to", target=removed[kind, entity_id], owner=owner)


def lacking(workshop: Workshop, edits: Iterable[Edit]) -> Iterator[tuple[str, str]]:
    """The kind and id of whatever these edits leave pointed to and is not there.

    `workshop` is as the edits leave it.
    """
    gone: dict[str, set[str]] = {}
    for edit in edits:
        entity = workshop.find(edit.kind, edit.id)
        if entity is None:
            gone.setdefault(edit.kind, set()).add(edit.id)
            continue
        for field, kind in POINTS.get(edit.kind, {}).items():
            for each in _named(entity, field):
                if workshop.find(kind, each) is None:
                    yield kind, each
    for _owner, kind, entity_id in _pointing_to(workshop, gone):
        yield kind, entity_id


def goes_round(workshop: Workshop, edits: Iterable[Edit]) -> Iterator[tuple[Entity, str]]:
    """The entities that these edits let go round in a circle, each with the field.

    `workshop` is as the edits leave it.
    """
    ending: dict[str, set[str]] = {field: set() for _, field in CHAINS}
    for edit in edits:
        for kind, field in CHAINS:
            entity = workshop.find(edit.kind, edit.id) if kind == edit.kind else None
            if entity is not None and _closes(workshop, entity, field, ending[field]):
                yield entity, field


def mended(workshop: Workshop) -> list[Edit]:
    """The edits that loosen what goes round in a circle or names people who are gone.

    Only a file that was written before this was checked, or by another program, needs any.
    """
    edits = []
    for wish in workshop.seat_wishes.values():
        known = tuple(each for each in wish.participant_ids if each in workshop.participants)
        if known != wish.participant_ids:
            edits.append(Edit(wish, wish.but(participant_ids=known)))
    for kind, field in CHAINS:
        edits += _loosened(workshop.after(edits), kind, field)
    return edits


def _check_pointers(workshop: Workshop, entity: Entity) -> None:
    fields = POINTS.get(entity.kind_name, {})
    for field, kind in fields.items():
        for each in _named(entity, field):
            if workshop.find(kind, each) is None:
                refuse("points_nowhere", owner=entity, kind=kind)
    if entity.kind_name in _OF_TWO and len({*_all_named(entity)}) < len(fields):
        refuse("points_to_itself", owner=entity)


def _closes(workshop: Workshop, entity: Entity, field: str, ending: set[str]) -> bool:
    """Whether following a field goes round. What is known not to is `ending`, and grows."""
    seen, at = set[str](), entity.id
    while at and at not in ending:
        if at in seen:
            return True
        seen.add(at)
        at = getattr(workshop.find(entity.kind_name, at), field, None) or ""
    ending |= seen
    return False


def _loosened(workshop: Workshop, kind: str, field: str) -> Iterator[Edit]:
    """The edits that open every circle where it closes."""
    safe = set[str]()
    for start in workshop.all_of(kind):
        trail = dict[str, Entity]()
        at: Entity | None = start
        while at is not None and at.id not in safe and at.id not in trail:
            trail[at.id] = at
            following = getattr(at, field)
            if following in trail:
                yield Edit(at, at.but(**{field: None}))
            at = workshop.find(kind, following) if following else None
        safe |= trail.keys()


def _pointing_to(
    workshop: Workshop, gone: Mapping[str, set[str]]
) -> Iterator[tuple[Entity, str, str]]:
    """Whatever points to one of these, with the kind and id of what it points to."""
    for owner_kind, fields in POINTS.items():
        for field, kind in fields.items():
            ids = gone.get(kind)
            if not ids:
                continue
            for owner in workshop.all_of(owner_kind):
                value = getattr(owner, field)
                if value in ids:
                    yield owner, kind, value
                elif isinstance(value, tuple) and not ids.isdisjoint(value):
                    yield owner, kind, min(ids.intersection(value))


def _all_named(entity: Entity) -> Iterator[str]:
    for field in POINTS[entity.kind_name]:
        yield from _named(entity, field)


def _named(entity: Entity, field: str) -> tuple[str, ...]:
    """The ids in a field, which holds one, several or none."""
    value = getattr(entity, field)
    if isinstance(value, tuple):
        return value
    return (value,) if value is not None else ()
