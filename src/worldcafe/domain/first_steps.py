"""The way from an empty workshop to a first round that runs, and how far somebody is."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from worldcafe.domain.clock import rounds_to_come
from worldcafe.domain.workshop import Workshop


class FirstStep(StrEnum):
    """The steps in the order in which they are proposed; they may be taken in any.

    People come before tables: then the room proposes as many as they need.
    """

    NAME = "name"
    PEOPLE = "people"
    TABLES = "tables"
    QUESTION = "question"
    SEATS = "seats"
    START = "start"

    @property
    def where(self) -> str:
        """The page on which it is taken, and the part of it if it has several."""
        return _PLACES[self]


_PLACES = {
    FirstStep.NAME: "prepare/event",
    FirstStep.PEOPLE: "people",
    FirstStep.TABLES: "prepare/room",
    FirstStep.QUESTION: "prepare/rounds",
    FirstStep.SEATS: "rotation/plan",
    FirstStep.START: "live",
}


def steps_taken(workshop: Workshop) -> frozenset[FirstStep]:
    """Those that are done, whoever did them and however."""
    return frozenset(step for step, is_taken in _TAKEN.items() if is_taken(workshop))


def _has_question(workshop: Workshop) -> bool:
    return any(each.question and each.talk_duration for each in workshop.rounds.values())


def _has_begun(workshop: Workshop) -> bool:
    """A round is on, or one was: a day that only welcomes people has not come to it yet."""
    return len(rounds_to_come(workshop)) < len(workshop.rounds)


_TAKEN: Mapping[FirstStep, Callable[[Workshop], bool]] = {
    FirstStep.NAME: lambda workshop: bool(workshop.about.title),
    FirstStep.PEOPLE: lambda workshop: bool(workshop.people_to_seat),
    FirstStep.TABLES: lambda workshop: bool(workshop.tables),
    FirstStep.QUESTION: _has_question,
    FirstStep.SEATS: lambda workshop: bool(workshop.seats),
    FirstStep.START: _has_begun,
}
