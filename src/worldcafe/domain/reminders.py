"""Who is to be reminded of what they took on, after the workshop."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from worldcafe.domain.disclosure import Disclosure, disclosed
from worldcafe.domain.folding import fold
from worldcafe.domain.follow_up import owner_of, status_of
from worldcafe.domain.harvest import next_steps, references
from worldcafe.domain.model import NextStep, Participant
from worldcafe.domain.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Promise:
    """A next step that is still to be done."""

    reference: str
    text: str
    due: dt.date | None


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one owner is reminded of, by date."""

    owner: str
    """The name as it is shown; empty if it is not."""
    email: str
    """Where to write, as far as that is known and may be used."""
    languages: tuple[str, ...]
    """What they speak, best first."""
    promises: tuple[Promise, ...]


def reminders(workshop: Workshop, disclosure: Disclosure) -> tuple[Reminder, ...]:
    """A reminder for every owner of a next step that is neither done nor dropped.

    Texts say of others what `disclosure` lets them. Steps without an owner remind nobody.
    """
    by_name: dict[str, list[Participant]] = {}
    for person in workshop.participants.values():
        by_name.setdefault(fold(person.name), []).append(person)
    owned: dict[str, tuple[str, list[Promise]]] = {}
    for owner, promise in _promises(workshop, disclosed(workshop, disclosure)):
        owned.setdefault(fold(owner), (owner, []))[1].append(promise)
    found = []
    for name, (owner, promises) in sorted(owned.items()):
        namesakes = by_name.get(name, [])
        known = namesakes[0] if len(namesakes) == 1 else None  # of two, neither is guessed
        promises.sort(key=lambda each: each.due or dt.date.max)
        found.append(
            Reminder(
                owner=disclosure.name(namesakes[0]) if namesakes else disclosure.spelt(owner),
                email=known.email if known and disclosure.shows_emails else "",
                languages=known.languages if known else (),
                promises=tuple(promises),
            )
        )
    return tuple(found)


def _promises(workshop: Workshop, told: Workshop) -> Iterator[tuple[str, Promise]]:
    """Each with the name of its owner; texts as they are told.

    What an organiser says of status and owner counts before what was said at the table.
    """
    called = references(workshop)
    for item in next_steps(workshop):
        owner = owner_of(item)
        if owner and not status_of(item).is_over:
            shown = told.contributions[item.id]
            yield owner, _promise(called[item.id], shown.title, shown.next_step)
    for point in workshop.open_points.values():
        step = point.next_step or NextStep()
        if step.owner and not step.status.is_over:
            shown_point = told.open_points[point.id]
            yield (
                step.owner,
                _promise(point.reference, shown_point.title, shown_point.next_step),
            )


def _promise(reference: str, title: str, step: NextStep | None) -> Promise:
    step = step or NextStep()
    return Promise(reference, step.text or title, step.due)
