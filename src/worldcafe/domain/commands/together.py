"""Several commands as one intention."""

from pydantic import InstanceOf

from worldcafe.domain.command import Command, Stamp
from worldcafe.domain.edits import Edit, from_first_to_last
from worldcafe.domain.workshop import Workshop


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
        return from_first_to_last(edits)
