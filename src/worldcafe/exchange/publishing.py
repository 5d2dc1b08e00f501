"""The synthesis in the form that the name of a file asks for."""

import datetime as dt
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from worldcafe.domain.disclosure import EVERYTHING, Disclosure
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.calendar import is_calendar, write_calendar
from worldcafe.exchange.open_data import is_open_data, write_csv, write_json
from worldcafe.exchange.pictures import BlobOf
from worldcafe.exchange.workbook import is_synthesis, write_synthesis
from worldcafe.wording.words import Words


def publish(
    workshop: Workshop,
    path: Path,
    words: Words,
    *,
    made_at: dt.datetime,
    disclosure: Disclosure = EVERYTHING,
    without: Collection[str] = (),
    blob_of: BlobOf | None = None,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Write a workbook, a JSON document, a calendar, or tables as CSV.

    `without` names sheets that a workbook and tables leave out (`wording.optional_sheets`).
    The answer is how many contributions were written, or next steps into a calendar. The
    rest is as `write_synthesis` says.
    """
    shared: dict[str, Any] = {
        "made_at": made_at,
        "disclosure": disclosure,
        "progress": progress,
        "cancelled": cancelled,
    }
    match path.suffix.lower():
        case ".xlsx":
            write_synthesis(workshop, path, words, without=without, blob_of=blob_of, **shared)
        case ".json":
            write_json(workshop, path, **shared)
        case ".ics":
            return write_calendar(workshop, path, words, **shared)
        case _:
            write_csv(workshop, path, words, without=without, **shared)
    return len(workshop.standing)


def is_published(path: Path) -> bool:
    """Whether the file is what `publish` wrote under such a name, and was not edited since."""
    is_ours = {".xlsx": is_synthesis, ".ics": is_calendar}.get(path.suffix.lower())
    return (is_ours or is_open_data)(path)
