"""What is still missing before the day can begin, in the order of preparing a café."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from worldcafe.domain.model import Round
from worldcafe.domain.workshop import Workshop


class Lack(StrEnum):
    """What is missing, or against the rules. Scripts know these codes."""

    NO_TABLES = "no_tables"
    TABLE_WITHOUT_HOST = "table_without_host"
    TABLE_WITHOUT_THEME = "table_without_theme"
    TOO_FEW_SEATS = "too_few_seats"
    NO_ROUNDS = "no_rounds"
    ROUND_WITHOUT_QUESTION = "round_without_question"
    ROUND_WITHOUT_TIME = "round_without_time"
    NO_PEOPLE = "no_people"
    NO_PLAN = "no_plan"
    PEOPLE_NOT_SEATED = "people_not_seated"
    TABLE_OVER_CAPACITY = "table_over_capacity"
    TABLE_EMPTY = "table_empty"
    HOST_ELSEWHERE = "host_elsewhere"
    DRAFT_LEFT = "draft_left"


@dataclass(frozen=True)
class Remark:
    """Something that is not as it should be, and where."""

    lack: Lack
    table_id: str = ""
    round_id: str = ""
    people: tuple[str, ...] = ()
    """The ids of those who are concerned."""


def remarks(workshop: Workshop) -> Iterator[Remark]:
    """Everything that a facilitator should see to."""
    yield from _room(workshop)
    yield from _rounds(workshop)
    if not workshop.people_to_seat:
        yield Remark(Lack.NO_PEOPLE)
    elif not workshop.seats:
        yield Remark(Lack.NO_PLAN)
    else:
        for round_ in workshop.rounds_in_order:
            yield from _seating(workshop, round_)
    for draft in workshop.drafts.values():
        yield Remark(Lack.DRAFT_LEFT, draft.table_id, draft.round_id)


def _room(workshop: Workshop) -> Iterator[Remark]:
    tables = workshop.tables_in_order
    if not tables:
        yield Remark(Lack.NO_TABLES)
    for table in tables:
        if table.host_id is None:
            yield Remark(Lack.TABLE_WITHOUT_HOST, table.id)
        if workshop.themes and table.theme_id is None:
            yield Remark(Lack.TABLE_WITHOUT_THEME, table.id)
    if tables and sum(table.seats for table in tables) < len(workshop.people_to_seat):
        yield Remark(Lack.TOO_FEW_SEATS)


def _rounds(workshop: Workshop) -> Iterator[Remark]:
    if not workshop.rounds:
        yield Remark(Lack.NO_ROUNDS)
    for round_ in workshop.rounds_in_order:
        if not round_.question:
            yield Remark(Lack.ROUND_WITHOUT_QUESTION, round_id=round_.id)
        if not round_.talk_duration:
            yield Remark(Lack.ROUND_WITHOUT_TIME, round_id=round_.id)


def _seating(workshop: Workshop, round_: Round) -> Iterator[Remark]:
    missing = tuple(
        person.id
        for person in workshop.people_to_seat
        if f"{round_.id}/{person.id}" not in workshop.seats
    )
    if missing:
        yield Remark(Lack.PEOPLE_NOT_SEATED, round_id=round_.id, people=missing)
    for table in workshop.tables_in_order:
        seated = tuple(person.id for person in workshop.people_at(table.id, round_.id))
        if len(seated) > table.seats:
            yield Remark(Lack.TABLE_OVER_CAPACITY, table.id, round_.id, seated)
        if not seated:
            yield Remark(Lack.TABLE_EMPTY, table.id, round_.id)
        elif table.host_id and table.host_id not in seated:
            yield Remark(Lack.HOST_ELSEWHERE, table.id, round_.id, (table.host_id,))
