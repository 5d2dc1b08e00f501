"""Everything the café brought, as CSV and as JSON: for other programs and for statistics."""

import csv
import datetime as dt
import io
import json
import re
import zipfile
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

from worldcafe.domain import harvest
from worldcafe.domain.disclosure import EVERYTHING, Disclosure, disclosed
from worldcafe.domain.matching import kept_matches
from worldcafe.domain.model import CafeTable, Participant
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.pictures import picture_names
from worldcafe.exchange.workbook.part import CellValue, Formula
from worldcafe.exchange.workbook.synthesis import ExportCancelled, sheets_of
from worldcafe.exchange.workbook.table import Table
from worldcafe.exchange.workbook.telling import Telling
from worldcafe.exchange.workbook.text import readable
from worldcafe.files import folder_swapped_in, swapped_in
from worldcafe.wording.words import Words

JSON_FORMAT = "worldcafe-synthesis"
ZIP_COMMENT = b"worldcafe-synthesis"
_ARMED = re.compile(r"[=+\-@\t\r]")
"""Beginnings that make a spreadsheet run a text instead of showing it."""
_ABOUT_THE_WORKBOOK = frozenset({"Guide", "Advice"})


class _Steps:
    """Counts rows as they are written, tells of them, and stops when that is asked for."""

    def __init__(
        self,
        n: int,
        progress: Callable[[float], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self._n, self._done = max(1, n), 0
        self._progress, self._cancelled = progress, cancelled

    def __call__(self) -> None:
        if self._cancelled and self._cancelled():
            raise ExportCancelled
        self._done += 1
        if self._progress:
            self._progress(min(1.0, self._done / self._n))


def write_csv(
    workshop: Workshop,
    path: Path,
    words: Words,
    *,
    made_at: dt.datetime,
    disclosure: Disclosure = EVERYTHING,
    without: Collection[str] = (),
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write every table of the synthesis as a CSV file, to a `.zip` or else to a folder.

    UTF-8 with a mark at its beginning, so that Excel opens it by a double click; text that
    a spreadsheet would run stands behind an apostrophe. `without` names sheets to leave out.
    Raises `FileRefused` as
    `swapped_in` does, and `ExportCancelled`; then everything is as it was.
    """
    telling = Telling(workshop, words, made_at, disclosure)
    tables = [
        table
        for sheet in sheets_of(telling, without=without)
        for table in sheet.tables
        if table.name not in _ABOUT_THE_WORKBOOK
    ]
    telling.sheet_of.update((table.name, table.name) for table in tables)
    step = _Steps(sum(len(table.subjects) for table in tables), progress, cancelled)
    files = (
        (f"{table.plain_name}.csv", _csv(table, words.tongue.delimiter, step))
        for table in tables
    )
    if path.suffix.lower() == ".zip":
        with (
            swapped_in(path) as fresh,
            zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            archive.comment = ZIP_COMMENT
            for name, content in files:
                archive.writestr(name, content)
    else:
        with folder_swapped_in(path) as folder:
            for name, content in files:
                (folder / name).write_bytes(content)


def _csv(table: Table, delimiter: str, step: _Steps) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([disarmed(column.header) for column in table.columns])
    values = [column.value for column in table.columns]
    for subject in table.subjects:
        step()
        writer.writerow([_field(value(subject)) for value in values])
    return text.getvalue().encode("utf-8-sig")


def _field(value: CellValue) -> str | int | float:
    if isinstance(value, Formula):
        return _field(value.value)
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, dt.date):
        return value.isoformat()
    return disarmed(value) if isinstance(value, str) else "" if value is None else value


def disarmed(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    plain = readable(text)
    return f"'{plain}" if _ARMED.match(plain) else plain


def armed(text: str) -> str:
    """The text that `disarmed` made this of."""
    return text[1:] if text[:1] == "'" and _ARMED.match(text[1:]) else text


# --- JSON --------------------------------------------------------------------------------


def write_json(
    workshop: Workshop,
    path: Path,
    *,
    made_at: dt.datetime,
    disclosure: Disclosure = EVERYTHING,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write what was said, where, by whom and what became of it as one JSON document.

    Codes as in the file format; what was withdrawn, drafts, and wishes about seats stay out.
    Raises as `write_csv` does.
    """
    step = _Steps(len(workshop.contributions), progress, cancelled)
    told = disclosed(workshop, disclosure, somebody="(a participant)")
    content = {
        "format": JSON_FORMAT,
        "version": 1,
        "made_at": made_at.astimezone(dt.UTC).isoformat(),
        "about": _plain(told.about),
        "themes": [_plain(each) for each in told.themes_in_order],
        "rounds": [_plain(each) for each in told.rounds_in_order],
        "tables": [_table(each, told) for each in told.tables_in_order],
        "participants": [
            _person(each, disclosure, told) for each in told.participants.values()
        ],
        "seats": [
            {
                "participant_id": seat.participant_id,
                "table_id": seat.table_id,
                "round_id": seat.round_id,
            }
            for seat in told.seats.values()
            if seat.participant_id in told.participants
        ],
        "conversations": [_plain(each) for each in told.conversations.values()],
        "clusters": [_plain(each) for each in told.clusters.values()],
        "contributions": list(_contributions(told, step)),
        "matches": [
            {"need_id": each.need.contribution_id, "offer_id": each.offer.contribution_id}
            for each in kept_matches(told)
        ],
        "open_points": [_plain(each) for each in told.open_points.values()],
        "pictures": [
            {**_plain(each), "file": picture_names(told).get(each.id, "")}
            for each in told.attachments.values()
        ],
    }
    text = json.dumps(_readable(content), ensure_ascii=False, indent=1)
    with swapped_in(path) as fresh:
        fresh.write_text(text + "\n", encoding="utf-8", newline="\n")


def _contributions(told: Workshop, step: _Steps) -> Iterator[dict[str, Any]]:
    refs, dots = harvest.references(told), harvest.dots(told)
    for item in told.contributions.values():
        step()
        if item.withdrawn_at is None:
            room = {"room": told.room_of(item.table_id)} if told.rooms else {}
            yield {"ref": refs[item.id], **_plain(item), **room, "dots": dots.get(item.id, 0)}


def _table(table: CafeTable, told: Workshop) -> dict[str, Any]:
    """A table; nothing is said of rooms where all stand in one."""
    plain = _plain(table)
    if not told.rooms:
        del plain["room"]
    return plain


def _person(person: Participant, disclosure: Disclosure, told: Workshop) -> dict[str, Any]:
    """A participant, with the room where there are several; whoever is not named in full has
    neither position nor e-mail address.
    """
    plain = _plain(person)
    if not disclosure.names_in_full(person):
        for key in ("given_name", "family_name", "email", "position"):
            del plain[key]
        plain["name"] = person.name
    if not disclosure.personal_data:
        for key in ("needs_access", "presence", "delegation"):
            del plain[key]
    if not told.rooms:
        del plain["room"]
    return plain


def _plain(entity: Any) -> dict[str, Any]:
    dumped: dict[str, Any] = entity.model_dump(mode="json")
    return dumped


def _readable(value: Any) -> Any:
    """The same with every text as a file can hold it."""
    match value:
        case str():
            return readable(value)
        case dict():
            return {key: _readable(each) for key, each in value.items()}
        case list():
            return [_readable(each) for each in value]
    return value


def is_open_data(path: Path) -> bool:
    """Whether the file is a JSON document or an archive of tables that was written here."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                return archive.comment == ZIP_COMMENT
        with path.open("rb") as file:
            return f'"format": "{JSON_FORMAT}"'.encode() in file.read(200)
    except (OSError, zipfile.BadZipFile):
        return False
