"""Pictures of the tables, as files in a folder beside the synthesis."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from worldcafe.domain.workshop import Workshop
from worldcafe.files import folder_swapped_in
from worldcafe.wording.words import Words

BlobOf = Callable[[str], bytes | None]
"""The bytes of an attachment by its digest."""

_ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/gif": ".gif",
}


def pictures_folder(path: Path, words: Words) -> Path:
    """The folder beside a workbook: `synthesis.xlsx` has `synthesis - pictures`."""
    return path.with_name(f"{path.stem} - {words('pictures')}")


def picture_names(workshop: Workshop) -> dict[str, str]:
    """A name of a file for every attachment by its id, by table and round.

    It is made of numbers alone, so that any disk can hold it: `table-03-round-2-1.jpg`.
    """
    names: dict[str, str] = {}
    counted: dict[tuple[str, str], int] = {}
    for item in workshop.attachments.values():
        place = (item.table_id, item.round_id)
        table, round_ = workshop.tables.get(place[0]), workshop.rounds.get(place[1])
        if table and round_:
            counted[place] = counted.get(place, 0) + 1
            ending = _ENDINGS.get(item.media_type, "")
            names[item.id] = (
                f"table-{table.number:02}-round-{round_.number}-{counted[place]}{ending}"
            )
    return names


@contextlib.contextmanager
def pictures_beside(
    workshop: Workshop, path: Path, words: Words, blob_of: BlobOf
) -> Iterator[None]:
    """Write the pictures of a workbook to the folder beside it when the block ends well.

    Raises `FileRefused` as `folder_swapped_in` does.
    """
    names = picture_names(workshop)
    with folder_swapped_in(pictures_folder(path, words)) as fresh:
        for item in workshop.attachments.values():
            content = blob_of(item.digest) if item.id in names else None
            if content is not None:
                (fresh / names[item.id]).write_bytes(content)
        yield
