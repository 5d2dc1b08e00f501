"""Edits: one entity before and after, and how many of them become few."""

from collections.abc import Iterable
from dataclasses import dataclass

from worldcafe.domain.model import Entity


@dataclass(frozen=True)
class Edit:
    """One entity before and after: the currency of storage, undo and notices."""

    before: Entity | None
    after: Entity | None

    @property
    def kind(self) -> str:
        return self._entity.kind_name

    @property
    def id(self) -> str:
        return self._entity.id

    @property
    def _entity(self) -> Entity:
        entity = self.after or self.before
        assert entity is not None
        return entity

    def inverse(self) -> "Edit":
        """The edit that takes this one back."""
        return Edit(before=self.after, after=self.before)


def from_first_to_last(edits: Iterable[Edit]) -> list[Edit]:
    """One edit for every entity that ends otherwise than it began."""
    before: dict[tuple[str, str], Entity | None] = {}
    after: dict[tuple[str, str], Entity | None] = {}
    for edit in edits:
        key = (edit.kind, edit.id)
        before.setdefault(key, edit.before)
        after[key] = edit.after
    return [Edit(began, after[key]) for key, began in before.items() if began != after[key]]


def in_rows(edits: Iterable[Edit]) -> list[Edit]:
    """The fewest edits after which rows are as these leave a workshop, the order included:
    what was taken out and put in again is both, for it stands last. What goes comes first.
    """
    before: dict[tuple[str, str], Entity | None] = {}
    after: dict[tuple[str, str], Entity] = {}
    taken_out = set[tuple[str, str]]()
    for edit in edits:
        key = (edit.kind, edit.id)
        before.setdefault(key, edit.before)
        if edit.after is None:
            taken_out.add(key)
            after.pop(key, None)
        else:
            after[key] = edit.after
    gone = [Edit(before[key], None) for key in before if key in taken_out and before[key]]
    came = (
        Edit(None if key in taken_out else before[key], entity) for key, entity in after.items()
    )
    return [*gone, *(edit for edit in came if edit.before != edit.after)]


def edits_between(before: Iterable[Entity], after: Iterable[Entity]) -> list[Edit]:
    """The edits that lead from these entities to those."""
    was, now = ({(each.kind_name, each.id): each for each in side} for side in (before, after))
    return [
        Edit(was.get(key), now.get(key))
        for key in {**was, **now}
        if was.get(key) != now.get(key)
    ]
