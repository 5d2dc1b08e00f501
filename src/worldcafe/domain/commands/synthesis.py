"""What an edited synthesis brings back."""

from worldcafe.domain.changes import FieldChange, has_field, with_changes
from worldcafe.domain.command import Command, Stamp, put
from worldcafe.domain.commands.capture import PROVENANCE, ImportContributions
from worldcafe.domain.edits import Edit
from worldcafe.domain.model import (
    Contribution,
    Conversation,
    Entity,
    OpenPoint,
    conversation_id,
)
from worldcafe.domain.refusal import refuse
from worldcafe.domain.workshop import Workshop

_TABLES: dict[str, type[Entity]] = {
    each.kind_name: each for each in (Contribution, Conversation, OpenPoint)
}
"""What a synthesis has rows of."""
_FIXED = frozenset({"id", "table_id", "round_id"})
_FIXED_OF_CONTRIBUTIONS = (PROVENANCE - {"table_id", "round_id"}) | {"merged_into_id"}
"""Fields of a row that no editor of a workbook changes; a contribution may move."""


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
            if not is_edited(_TABLES[change.kind], change.field):
                refuse("field_not_editable", field=change.field)
            taken = with_changes(entity, [change])
            if taken.conflicts:
                refuse("workbook_outdated", title=_title(entity))
            changed[key] = taken.entity
        return [*edits, *put(workshop, *changed.values())]


def is_edited(kind: type[Entity], path: str) -> bool:
    """Whether this field of a row is one that an edited workbook may change."""
    fixed = _FIXED_OF_CONTRIBUTIONS if kind is Contribution else _FIXED
    return has_field(kind, path) and path not in fixed


def _entity(workshop: Workshop, kind: str, entity_id: str) -> Entity:
    found = workshop.find(kind, entity_id) if kind in _TABLES else None
    if found is None and kind == Conversation.kind_name:
        found = _silent_conversation(workshop, entity_id)
    return found or refuse("workbook_row_unknown", text=entity_id[:60])


def _silent_conversation(workshop: Workshop, wanted: str) -> Conversation | None:
    """A conversation that nothing was stored about yet."""
    places = ((table, round_) for table in workshop.tables for round_ in workshop.rounds)
    found = (place for place in places if conversation_id(*place) == wanted)
    return next((workshop.conversation(*place) for place in found), None)


def _title(entity: Entity) -> str:
    match entity:
        case Contribution() | OpenPoint():
            return entity.title
    return getattr(entity, "key_insight", "")[:60]
