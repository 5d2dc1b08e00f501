"""What helps against a plan's problems, with what it would bring before anybody agrees."""

from collections.abc import Callable
from dataclasses import dataclass

from worldcafe.domain.command import Command, Stamp
from worldcafe.domain.commands import SpreadLanguages, Together
from worldcafe.domain.hosting import before_planning
from worldcafe.domain.rotation import QualityReport, plan, report
from worldcafe.domain.seating import adopt, plan_request
from worldcafe.domain.workshop import Workshop


@dataclass(frozen=True)
class Remedy:
    """A change of the room with the plan that follows it, and how many people it helps."""

    command: Command
    n_before: int
    """People who do not share a language with a table, as it is now."""
    n_after: int
    """As many in the plan with the change."""

    @property
    def helps(self) -> bool:
        """Whether it is better than nothing."""
        return self.n_after < self.n_before


def people_without_language(found: QualityReport) -> int:
    """How many people sit, in some round, where they share no language."""
    misfits = (*found.language_conflicts, *found.alone_with_language)
    return len({misfit.person for misfit in misfits})


def has_silent_tables(workshop: Workshop) -> bool:
    """Whether nobody said yet in which languages some open table works."""
    return any(not (table.languages or table.closed) for table in workshop.tables.values())


def other_languages(
    workshop: Workshop,
    found: QualityReport,
    stamp: Stamp,
    *,
    seed: int = 0,
    should_stop: Callable[[], bool],
) -> Remedy:
    """Tables in the languages of their hosts and of the people, and a plan on them.

    `found` is the report of the present plan. Raises `RuleBroken` if no plan can exist.
    """
    before = Together(commands=(*before_planning(workshop), SpreadLanguages(anew=True)))
    room = workshop.after(before.plan(workshop, stamp))
    request = plan_request(room, seed)
    seating = plan(request, should_stop=should_stop)
    return Remedy(
        Together(commands=(*before.commands, adopt(room, seating))),
        people_without_language(found),
        people_without_language(report(request, seating)),
    )
