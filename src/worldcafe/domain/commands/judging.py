"""What a person says of several contributions at once."""

from worldcafe.domain.command import Command, Stamp
from worldcafe.domain.commands.harvest import JudgeDifferent
from worldcafe.domain.workshop import Edit, Workshop


class JudgeAllDifferent(Command):
    """Say of several pairs of contributions, in one step, that they are not the same."""

    pairs: tuple[tuple[str, str], ...]

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        judged = (JudgeDifferent(one_id=one, other_id=other) for one, other in self.pairs)
        return [edit for each in judged for edit in each.plan(workshop, stamp)]
