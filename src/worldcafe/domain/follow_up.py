"""One workshop after another: the next starts from what the last one left open."""

import datetime as dt
from collections.abc import Callable

from worldcafe.domain.command import Command, Stamp, put
from worldcafe.domain.edits import Edit
from worldcafe.domain.harvest import has_next_step, references
from worldcafe.domain.model import (
    About,
    CafeTable,
    Contribution,
    Entity,
    NextStep,
    OpenPoint,
    Participant,
    Round,
    SeatingRules,
    Theme,
)
from worldcafe.domain.refusal import refuse
from worldcafe.domain.vocabulary import Kind, Presence, StepStatus
from worldcafe.domain.workshop import Workshop

CARRIED = (Kind.OPPORTUNITY, Kind.COMMITMENT)


class StartFollowUp(Command):
    """Fill a new workshop with the people, room and open points of an earlier one."""

    about: About
    seating_rules: SeatingRules
    themes: tuple[Theme, ...]
    tables: tuple[CafeTable, ...]
    rounds: tuple[Round, ...]
    participants: tuple[Participant, ...]
    open_points: tuple[OpenPoint, ...]

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        if workshop.contributions or workshop.tables or workshop.participants:
            refuse("follow_up_of_filled_workshop")
        entities: tuple[Entity, ...] = (
            self.about.but(created_at=stamp.at),
            self.seating_rules,
            *self.themes,
            *self.participants,
            *self.tables,
            *self.rounds,
            *self.open_points,
        )
        return put(workshop, *entities)


def follow_up(earlier: Workshop, new_id: Callable[[], str]) -> StartFollowUp:
    """The command that starts the next workshop from this one.

    It takes over the people (expected again), themes, tables, rounds and rules, and every
    opportunity and commitment that is not done or dropped, with the status it has. Nothing
    that was written at a table comes along as if it had been said again.
    """
    about = earlier.about
    return StartFollowUp(
        about=about.but(date=None, created_at=None, names_until=None, rehearsal=False),
        seating_rules=earlier.seating_rules,
        themes=earlier.themes_in_order,
        tables=tuple(table for table in earlier.tables_in_order if not table.closed),
        rounds=earlier.rounds_in_order,
        participants=tuple(
            person.but(presence=Presence.EXPECTED) for person in earlier.participants.values()
        ),
        open_points=_open_points(earlier, new_id),
    )


def _open_points(earlier: Workshop, new_id: Callable[[], str]) -> tuple[OpenPoint, ...]:
    called = references(earlier)
    still_open = [point for point in earlier.open_points.values() if not _is_over(point)]
    fresh = [
        _carried(item, called[item.id], earlier.about, new_id())
        for item in earlier.standing
        if item.kind in CARRIED and not status_of(item).is_over
    ]
    points = [*sorted(still_open, key=lambda point: point.position), *fresh]
    return tuple(point.but(position=k) for k, point in enumerate(points))


def _carried(item: Contribution, reference: str, about: About, id: str) -> OpenPoint:
    step = item.next_step if has_next_step(item) else None
    if item.organiser_owner:
        step = (step or NextStep()).but(owner=item.organiser_owner)
    return OpenPoint(
        id=id,
        workshop_title=about.title,
        workshop_date=day_of(about),
        reference=reference,
        kind=item.kind,
        title=item.title,
        description=item.description,
        lang=item.lang,
        partners=item.partners,
        next_step=(step or NextStep()).but(status=status_of(item)),
        outcome=item.organiser_note,
    )


def status_of(item: Contribution) -> StepStatus:
    """Where it stands: as the organiser says, else as its next step says."""
    if item.organiser_status:
        return item.organiser_status
    return item.next_step.status if item.next_step else StepStatus.TO_DO


def owner_of(item: Contribution) -> str:
    """Who sees to it: whom the organiser says, else whom its next step says; may be empty."""
    return item.organiser_owner or (item.next_step.owner if item.next_step else "")


def _is_over(point: OpenPoint) -> bool:
    return point.next_step is not None and point.next_step.status.is_over


def day_of(about: About) -> dt.date | None:
    """The day by which a workshop is known to those that follow it."""
    return about.date or (about.created_at.date() if about.created_at else None)
