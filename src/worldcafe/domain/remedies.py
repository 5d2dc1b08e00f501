"""What helps against a plan's problems, with what it would bring before anybody agrees."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from worldcafe.domain.command import Command, Stamp
from worldcafe.domain.commands import SetSeatingRules, SpreadLanguages, Together
from worldcafe.domain.hosting import before_planning
from worldcafe.domain.model import Participant
from worldcafe.domain.rotation import QualityReport, plan, report
from worldcafe.domain.seating import adopt, plan_request
from worldcafe.domain.vocabulary import Strength
from worldcafe.domain.workshop import Workshop


class RemedyKind(StrEnum):
    """What is changed so that people share a language with their table."""

    TABLE_LANGUAGES = "table_languages"
    """Tables work in the languages of their hosts and of the people."""
    LANGUAGE_FIRST = "language_first"
    """A shared language is no wish among others any more: people are seated by it."""


@dataclass(frozen=True)
class Remedy:
    """A change of the room with the plan that follows it, and how many people it helps."""

    kind: RemedyKind
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


def people_nobody_understands(workshop: Workshop) -> tuple[Participant, ...]:
    """Those whose languages nobody else in the room speaks: no seat helps them."""
    people = [person for person in workshop.people_to_seat if person.languages]
    speakers = Counter(code for person in people for code in set(person.languages))
    return tuple(
        person for person in people if all(speakers[code] < 2 for code in person.languages)
    )


def best_remedy(
    workshop: Workshop,
    found: QualityReport,
    stamp: Stamp,
    *,
    anew: bool = True,
    seed: int = 0,
    should_stop: Callable[[], Callable[[], bool]],
) -> Remedy:
    """What helps most people to a shared language, found by planning with each remedy.

    `found` is the report of the present plan; `anew` as in `SpreadLanguages`; `should_stop`
    begins the time of one planning. Raises `RuleBroken` if no plan can exist.
    """
    rules = workshop.seating_rules
    changes: dict[RemedyKind, Command] = {
        RemedyKind.TABLE_LANGUAGES: SpreadLanguages(anew=anew)
    }
    if rules.shared_language.strength is not Strength.HARD:
        first = rules.but(shared_language=rules.shared_language.but(strength=Strength.HARD))
        changes[RemedyKind.LANGUAGE_FIRST] = SetSeatingRules(rules=first)
    n_before = people_without_language(found)
    tried = []
    for kind, change in changes.items():
        taken, quality = _planned_with(change, workshop, stamp, seed, should_stop())
        tried.append(Remedy(kind, taken, n_before, people_without_language(quality)))
    return min(tried, key=lambda each: each.n_after)


def _planned_with(
    change: Command,
    workshop: Workshop,
    stamp: Stamp,
    seed: int,
    should_stop: Callable[[], bool],
) -> tuple[Command, QualityReport]:
    """The change with a plan that follows it, as one command, and the report of that plan."""
    before = Together(commands=(*before_planning(workshop), change))
    room = workshop.after(before.plan(workshop, stamp))
    request = plan_request(room, seed)
    seating = plan(request, should_stop=should_stop)
    taken = Together(commands=(*before.commands, adopt(room, seating)))
    return taken, report(request, seating)
