"""The job of writing a synthesis, in the form that the file's name asks for."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

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
    without: Collection[str],
    blobs: Mapping[str, bytes | None],
) -> Job[Path | None]:
    """What writes the file and gives its path; None if it was cancelled.

    `blobs` are the bytes of pictures by their digest.
    """

    def job(progress: Callable[[float], None], cancelled: Callable[[], bool]) -> Path | None:
        from worldcafe.exchange.publishing import publish  # openpyxl is slow
        from worldcafe.exchange.workbook import ExportCancelled

        try:
            publish(
                workshop,
                path,
                words,
                made_at=made_at,
                disclosure=disclosure,
                without=without,
                blob_of=blobs.get,
                progress=progress,
                cancelled=cancelled,
            )
        except ExportCancelled:
            return None
        return path

    return job
