"""Taking in what another copy of the workshop brings."""

from pydantic import InstanceOf

from worldcafe.domain.command import Command, Stamp
from worldcafe.domain.edits import Edit
from worldcafe.domain.model import Entity, TakenCopy
from worldcafe.domain.refusal import refuse
from worldcafe.domain.workshop import Workshop

_State = InstanceOf[Entity] | None


class TakeCopy(Command):
    """Do here what another copy has done, and remember that it came in.

    Refuses with `copy_outdated` where the workshop has changed since the comparison.
    """

    steps: tuple[tuple[_State, _State], ...] = ()
    """What becomes of what; as the comparison found it, and as it shall be."""
    remembered: TakenCopy

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        edits = [Edit(*step) for step in self.steps if step != (None, None)]
        for edit in edits:
            if workshop.find(edit.kind, edit.id) != edit.before:
                refuse("copy_outdated")
        known = self.remembered.but(id=stamp.new_id(), taken_at=stamp.at)
        return [*edits, Edit(None, known)]
