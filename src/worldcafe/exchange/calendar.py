"""The next steps as a calendar (RFC 5545): a day each, for whatever calendar people use."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from worldcafe.domain import harvest
from worldcafe.domain.disclosure import EVERYTHING, Disclosure
from worldcafe.domain.model import NextStep
from worldcafe.domain.vocabulary import StepStatus
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.workbook.synthesis import ExportCancelled
from worldcafe.exchange.workbook.telling import Telling
from worldcafe.files import swapped_in
from worldcafe.wording.words import Words

PRODUCT = "-//worldcafe//synthesis//EN"
_LINE = 75
"""Octets of a line, its end not counted."""
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
    telling = Telling(workshop, words, made_at, disclosure)
    events = [
        _event(telling, entry, entry.step.due) for entry in _entries(telling) if entry.step.due
    ]
    if cancelled and cancelled():
        raise ExportCancelled
    title = telling.workshop.about.title or words("World Café")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(title)}",
        *(line for event in events for line in event),
        "END:VCALENDAR",
    ]
    with swapped_in(path) as fresh:
        fresh.write_bytes(b"".join(map(folded, lines)))
    if progress:
        progress(1.0)
    return len(events)


@dataclass(frozen=True)
class _Entry:
    """A next step, and what it belongs to."""

    uid: str
    step: NextStep
    title: str
    about: tuple[str, ...]
    """Where it comes from, line by line."""


def _entries(telling: Telling) -> Iterator[_Entry]:
    words, workshop = telling.words, telling.workshop
    for item in harvest.next_steps(workshop):
        if item.next_step:
            place = words(
                "Table {table}, round {round}",
                table=telling.table_number(item.table_id),
                round=telling.round_number(item.round_id),
            )
            told = f"{telling.refs[item.id]} · {item.title}"
            yield _Entry(item.id, item.next_step, item.title, (told, place))
    for point in workshop.open_points.values():
        if point.next_step:
            told = f"{point.reference} · {point.title}".strip(" ·")
            about = (told, point.workshop_title)
            yield _Entry(point.id, point.next_step, point.title, about)


def _event(telling: Telling, entry: _Entry, due: dt.date) -> list[str]:
    words, step = telling.words, entry.step
    owner = step.owner
    by = words("Owner: {name}", name=owner) if owner else ""
    status = words("Status: {status}", status=telling.label(step.status))
    summary = step.text or entry.title
    state = "CANCELLED" if step.status is StepStatus.DROPPED else "CONFIRMED"
    return [
        "BEGIN:VEVENT",
        f"UID:{_text(entry.uid)}@worldcafe",
        f"DTSTAMP:{telling.made_at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{due.isoformat().replace('-', '')}",
        f"SUMMARY:{_text(f'{owner}: {summary}' if owner else summary)}",
        f"DESCRIPTION:{_text(chr(10).join(filter(None, [*entry.about, by, status])))}",
        f"STATUS:{state}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _text(text: str) -> str:
    """A text as a value: what has a meaning of its own escaped, and every line end."""
    plain = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    for special in ("\\", ";", ","):
        plain = plain.replace(special, f"\\{special}")
    return plain.replace("\n", "\\n")


def folded(line: str) -> bytes:
    """A line with its end, cut between characters where it is longer than allowed."""
    pieces, piece = [], b""
    for character in line:
        octets = character.encode()
        if len(piece) + len(octets) > _LINE:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"


def is_calendar(path: Path) -> bool:
    """Whether the file is a calendar that was written here."""
    try:
        with path.open("rb") as file:
            return f"PRODID:{PRODUCT}".encode() in file.read(500)
    except OSError:
        return False
