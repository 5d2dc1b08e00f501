"""Several commands as one intention."""

from collections.abc import Iterable

from pydantic import InstanceOf

from worldcafe.domain.command import Command, Stamp
from worldcafe.domain.model import Entity
from worldcafe.domain.workshop import Edit, Workshop


class Together(Command):
    """Several commands at once: all or none, in one commit, one step of undo.

    Each is planned on the workshop as those before it leave it. What the person wanted
    comes last; only drafts, which undo knows nothing of, may follow it.
    """

    commands: tuple[InstanceOf[Command], ...]

    @property
    def intention(self) -> Command:
        undoable = [each for each in self.commands if each.undoable]
        return (undoable or self.commands or (self,))[-1]

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        edits: list[Edit] = []
        for command in self.commands:
            planned = command.plan(workshop, stamp)
            workshop = workshop.after(planned)
            edits += planned
        return _from_first_to_last(edits)


def _from_first_to_last(edits: Iterable[Edit]) -> list[Edit]:
    """One edit for every entity that ends otherwise than it began."""
    before: dict[tuple[str, str], Entity | None] = {}
    after: dict[tuple[str, str], Entity | None] = {}
    for edit in edits:
        key = (edit.kind, edit.id)
        before.setdefault(key, edit.before)
        after[key] = edit.after
    return [Edit(began, after[key]) for key, began in before.items() if began != after[key]]
