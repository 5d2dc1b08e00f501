"""The next steps as a calendar (RFC 5545): a day each, for whatever calendar people use."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from worldcafe.domain import harvest
from worldcafe.domain.disclosure import EVERYTHING, Disclosure
from worldcafe.domain.follow_up import owner_of, status_of
from worldcafe.domain.model import NextStep
from worldcafe.domain.vocabulary import StepStatus
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.workbook.synthesis import ExportCancelled
from worldcafe.exchange.workbook.telling import Telling
from worldcafe.files import swapped_in
from worldcafe.wording.words import Words

PRODUCT = "-//worldcafe//synthesis//EN"
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def write_calendar(
    workshop: Workshop,
    path: Path,
    words: Words,
    *,
    made_at: dt.datetime,
    disclosure: Disclosure = EVERYTHING,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Write every next step that has a date; the answer is how many there are.

    Each keeps its identity from export to export, so that a calendar which takes the file
    again changes its entries and doubles none. Raises as `swapped_in` does, and
    `ExportCancelled`.
    """
    from icalendar import Calendar, Event, vText  # noqa: PLC0415 - slow, and seldom needed

    telling = Telling(workshop, words, made_at, disclosure)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    title = telling.workshop.about.title or words("World Café")
    # No name of the standard: nothing else would say that it is text, to be escaped.
    calendar.add("x-wr-calname", vText(_plain(title)))
    for entry in _entries(telling):
        event = Event()
        for name, value in _properties(telling, entry):
            event.add(name, value)
        calendar.add_component(event)
    if cancelled and cancelled():
        raise ExportCancelled
    with swapped_in(path) as fresh:
        fresh.write_bytes(calendar.to_ical())
    if progress:
        progress(1.0)
    return len(calendar.events)


@dataclass(frozen=True)
class _Entry:
    """A next step that has a date, and what it belongs to."""

    uid: str
    step: NextStep
    due: dt.date
    title: str
    about: tuple[str, ...]
    """Where it comes from, line by line."""


def _entries(telling: Telling) -> Iterator[_Entry]:
    words, workshop = telling.words, telling.workshop
    for item in harvest.next_steps(workshop):
        if (step := item.next_step) and step.due:
            place = words(
                "Table {table}, round {round}",
                table=telling.table_number(item.table_id),
                round=telling.round_number(item.round_id),
            )
            told = f"{telling.refs[item.id]} · {item.title}"
            now = step.but(owner=owner_of(item), status=status_of(item))
            yield _Entry(item.id, now, step.due, item.title, (told, place))
    for point in workshop.open_points.values():
        if (step := point.next_step) and step.due:
            told = f"{point.reference} · {point.title}".strip(" ·")
            about = (told, point.workshop_title)
            yield _Entry(point.id, step, step.due, point.title, about)


def _properties(telling: Telling, entry: _Entry) -> Iterator[tuple[str, str | dt.date]]:
    words, step = telling.words, entry.step
    owner = step.owner
    by = words("Owner: {name}", name=owner) if owner else ""
    status = words("Status: {status}", status=telling.label(step.status))
    summary = step.text or entry.title
    yield "uid", f"{_plain(entry.uid)}@worldcafe"
    yield "dtstamp", telling.made_at.astimezone(dt.UTC)
    yield "dtstart", entry.due
    yield "summary", _plain(f"{owner}: {summary}" if owner else summary)
    yield "description", _plain("\n".join(filter(None, [*entry.about, by, status])))
    yield "status", "CANCELLED" if step.status is StepStatus.DROPPED else "CONFIRMED"
    yield "transp", "TRANSPARENT"


def _plain(text: str) -> str:
    """A text without what no calendar may hold."""
    return _CONTROLS.sub("", text)


def is_calendar(path: Path) -> bool:
    """Whether the file is a calendar that was written here."""
    try:
        with path.open("rb") as file:
            return f"PRODID:{PRODUCT}".encode() in file.read(500)
    except OSError:
        return False
