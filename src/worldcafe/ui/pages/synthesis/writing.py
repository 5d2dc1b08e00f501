"""The job of writing a synthesis, in the form that the file's name asks for."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from worldcafe.domain.disclosure import Disclosure
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.work import Job
from worldcafe.wording import Words


def writing(
    workshop: Workshop,
    path: Path,
    words: Words,
    *,
    made_at: dt.datetime,
    disclosure: Disclosure,
    blobs: Mapping[str, bytes | None],
) -> Job[Path | None]:
    """What writes the file and gives its path; None if it was cancelled.

    `blobs` are the bytes of pictures by their digest.
    """

    def job(progress: Callable[[float], None], cancelled: Callable[[], bool]) -> Path | None:
        from worldcafe.exchange.workbook import (  # noqa: PLC0415 - openpyxl is slow
            ExportCancelled,
            write_synthesis,
        )

        shared: dict[str, Any] = {
            "made_at": made_at,
            "disclosure": disclosure,
            "progress": progress,
            "cancelled": cancelled,
        }
        try:
            if path.suffix.lower() == ".xlsx":
                write_synthesis(workshop, path, words, blob_of=blobs.get, **shared)
            else:
                _write_other(workshop, path, words, shared)
        except ExportCancelled:
            return None
        return path

    return job


def _write_other(workshop: Workshop, path: Path, words: Words, shared: dict[str, Any]) -> None:
    from worldcafe.exchange.calendar import write_calendar  # noqa: PLC0415 - seldom needed
    from worldcafe.exchange.open_data import (  # noqa: PLC0415 - seldom needed
        write_csv,
        write_json,
    )

    match path.suffix.lower():
        case ".json":
            write_json(workshop, path, **shared)
        case ".ics":
            write_calendar(workshop, path, words, **shared)
        case _:
            write_csv(workshop, path, words, **shared)
