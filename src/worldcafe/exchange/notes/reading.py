"""From rows and lines to contributions, each once."""

import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from worldcafe.domain.fields import PROSE
from worldcafe.domain.folding import fold
from worldcafe.domain.model import LINE_LENGTH, PROSE_LENGTH, Contribution, Extra
from worldcafe.domain.refusal import FileRefused, RuleBroken, refuse
from worldcafe.domain.vocabulary import Kind
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.archive import Archive
from worldcafe.exchange.delimited import decode
from worldcafe.exchange.document import DOCUMENT, Block, text_blocks, word_blocks
from worldcafe.exchange.notes.fields import FIELDS
from worldcafe.exchange.notes.forms import read
from worldcafe.exchange.notes.prose import records_of_text
from worldcafe.exchange.notes.record import Note, Room
from worldcafe.exchange.notes.rows import N_HEADER_ROWS, OWN, n_headings, records_of
from worldcafe.exchange.people import Doubt
from worldcafe.exchange.spreadsheet import MAX_BYTES, MAX_ROWS, read_sheet
from worldcafe.files import read_bytes

MAX_ID = 100
"""Characters of an id."""

_PLACE_MISSING = frozenset({"note_table_missing", "note_round_missing"})
_IDS = uuid.UUID("0d4be0a5-6f39-5d7f-9d0c-6f1f4b1f2c11")


@dataclass(frozen=True, slots=True)
class Notes:
    """The contributions of a file in its order, each once."""

    path: Path
    contributions: tuple[Contribution, ...]
    """Those that are not in the workshop yet."""
    rows: tuple[int, ...]
    """The row or line of each of them."""
    known: tuple[str, ...]
    """Ids in the file that are in the workshop already; nothing there is changed."""
    doubts: tuple[Doubt, ...]
    unknown_keys: tuple[str, ...]
    """Keys of lines that are none of ours; their content was not read."""
    own_columns: tuple[str, ...] = ()
    """Headings that are none of ours; what stands below them is kept as it is."""

    @property
    def lacks_place(self) -> bool:
        """Whether some of them do not say at which table or in which round they were made."""
        return any(doubt.code in _PLACE_MISSING for doubt in self.doubts)

    def as_json(self) -> dict[str, Any]:
        """Plain data for a machine-readable report."""
        notes = zip(self.rows, self.contributions, strict=True)
        return {
            "path": str(self.path),
            "contributions": [
                {"row": row, "id": note.id, "kind": note.kind.value, "title": note.title}
                for row, note in notes
            ],
            "known": list(self.known),
            "doubts": [
                {"row": d.row, "code": d.code, "imported": d.imported, "params": dict(d.params)}
                for d in self.doubts
            ],
            "unknown_keys": list(self.unknown_keys),
            "own_columns": list(self.own_columns),
        }


def read_notes(
    path: Path,
    workshop: Workshop,
    *,
    sheet: str | None = None,
    place: Mapping[str, int] | None = None,
) -> Notes:
    """The contributions in a note sheet, a CSV file, a text or JSON lines, and every doubt.

    `place` says the number of the `table` and of the `round` of what names none.

    Labels, headings and countries are understood in any language of the program, whichever
    the file is in. `sheet` names the sheet of a workbook; without it the one that looks most
    like notes is read.

    Raises `FileRefused` as `read_sheet` does, and `notes_no_titles` for a table without a
    column of titles, `notes_no_lines` for a text that holds no JSON object.
    """
    reading = _Reading(workshop, place or {})
    text = _json_text(path)
    blocks = _blocks(path) if text is None and sheet is None else None
    if text is not None:
        _take_lines(text, reading, path.name)
    elif blocks is not None:
        for number, record in records_of_text(blocks):
            reading.take(number, record)
    else:
        records = records_of(path, sheet, reading.room)
        reading.own_columns = records.own_headings
        for number, record in records.rows:
            reading.take(number, record)
    return reading.notes(path)


def _blocks(path: Path) -> list[Block] | None:
    """The paragraphs of a Word document, or of a text that is no table of notes."""
    data = read_bytes(path, MAX_BYTES)
    if data.startswith(b"PK"):
        archive = Archive(data, path.name, max_rows=MAX_ROWS)
        return word_blocks(archive) if DOCUMENT in archive.parts else None
    if path.suffix.lower() not in _TEXT_NAMES or len(data) > MAX_BYTES:
        return None
    try:
        rows = read_sheet(path).rows
    except FileRefused as refusal:
        if refusal.code not in _NO_TABLE:
            raise
        rows = ()
    if any(n_headings(row) > 1 for row in rows[:N_HEADER_ROWS]):
        return None
    return text_blocks(decode(data, path.name).text)


def note_from_json(
    line: str, workshop: Workshop, *, number: int = 1
) -> tuple[Contribution, tuple[Doubt, ...]]:
    """The contribution of one JSON line, and the doubts about it; `number` is the line's.

    Its id may be known to the workshop already: recording it again changes nothing, and if
    it now says something else, a doubt says so.

    Raises `RuleBroken`: `note_unreadable`, `note_too_long`, `note_table_missing`,
    `note_table_unknown`, `note_round_missing`, `note_round_unknown`, `note_title_missing`.
    """
    note = Note(Room(workshop), number)
    contribution, said = _contribution(_record(line), note)
    known = workshop.contributions.get(contribution.id)
    if known and not _same(contribution, known, said):
        note.doubt("known_differs", title=contribution.title)
    if contribution.builds_on_id and contribution.builds_on_id not in workshop.contributions:
        note.doubt("builds_on_unknown", id=contribution.builds_on_id)
        contribution = contribution.model_copy(update={"builds_on_id": None})
    for key in note.unknown_keys:
        note.doubt("key_unknown", key=key)
    return contribution, tuple(note.doubts)


# --- files of JSON lines -----------------------------------------------------------------

_TEXT_NAMES = frozenset({".txt", ".md", ".text"})
_NO_TABLE = frozenset({"file_quote_open", "file_is_no_list"})
"""What a text is refused for as a table, and may be prose all the same."""
_JSON_NAMES = frozenset({".jsonl", ".ndjson", ".json"})
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
MAX_LINE = 2_000_000
"""Characters of a JSON line; no contribution fills it, and no parser suffers from it."""
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def _json_text(path: Path) -> str | None:
    """The text of a file of JSON lines; None if it is a table, or nothing we can read."""
    data = read_bytes(path, MAX_BYTES)
    head = data[:100].lstrip(b"".join(_MARKS) + b"\0 \t\r\n")
    named = path.suffix.lower() in _JSON_NAMES and not head.startswith((b"PK", b"%PDF"))
    if len(data) > MAX_BYTES or not head or not (named or head.startswith(b"{")):
        return None
    return decode(data, path.name).text


def _take_lines(text: str, reading: "_Reading", name: str) -> None:
    n_broken = n_lines = 0
    for number, found in enumerate(_LINE.finditer(text), start=1):
        line = found[0]
        if not line.strip():
            continue
        n_lines += 1
        if n_lines > MAX_ROWS:
            raise FileRefused("file_too_many_rows", name=name, limit=MAX_ROWS)
        try:
            record = _record(line)
        except RuleBroken as broken:
            n_broken += 1
            reading.leave_out(number, broken)
        else:
            reading.take(number, record)
    if n_broken == n_lines:
        raise FileRefused("notes_no_lines", name=name)


def _record(line: str) -> dict[str, Any]:
    if len(line) > MAX_LINE:
        refuse("note_too_long", limit=MAX_LINE, text=line[:60])
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        refuse("note_unreadable", reason=f"{error.msg}, {error.colno}", text=line[:60])
    except (ValueError, RecursionError):
        refuse("note_unreadable", reason="", text=line[:60])
    if not isinstance(record, dict):
        refuse("note_unreadable", reason=type(record).__name__, text=line[:60])
    return record


# --- one contribution --------------------------------------------------------------------


def _contribution(record: Mapping[str, Any], note: Note) -> tuple[Contribution, set[str]]:
    """The contribution that a record tells of, and the attributes it says something about.

    Raises `RuleBroken` for what is no contribution.
    """
    for key in record.keys() - FIELDS.keys() - {OWN}:
        note.unknown_key(key)
    values = {}
    for key, field in FIELDS.items():
        form = PROSE if key == "title" else field.form
        value = read(form, record.get(key), key, note)
        if value is not None:
            values[field.name] = value
    said = set(values)
    if "title" not in said:
        refuse("note_title_missing", text=values.get("description", "")[:60])
    _fit_title(values, note)
    if "kind" not in said:
        values["kind"] = Kind.OPPORTUNITY
        note.doubt("kind_assumed", title=values["title"])
    if not record.get("author"):
        values["author_id"] = note.room.note_taker(values["table_id"], values["round_id"])
    values["id"] = _id(values, note)
    values["extras"] = tuple(
        Extra(name=name[:LINE_LENGTH], value=value[:PROSE_LENGTH])
        for name, value in record.get(OWN, ())
    )
    return Contribution.model_validate(values), said


def _fit_title(values: dict[str, Any], note: Note) -> None:
    """A title too long for a line goes on in the description, whole."""
    whole = values["title"]
    if len(whole) > LINE_LENGTH:
        note.doubt("title_shortened", text=whole[:60], limit=LINE_LENGTH)
        description = f"{whole}\n\n{values.get('description', '')}".strip()
        values.update(
            title=whole[:LINE_LENGTH].strip(), description=description[:PROSE_LENGTH].strip()
        )


def _id(values: Mapping[str, Any], note: Note) -> str:
    """The id that is said, else one that follows from what the contribution says.

    Reading a file again must give the same: what goes into it can never be changed.
    """
    said = values.get("id", "")
    if len(said) > MAX_ID:
        note.doubt("id_too_long", text=said[:60], limit=MAX_ID)
    elif said:
        return str(said)
    workshop = note.room.workshop
    texts = (values["title"], values.get("description", ""))
    content = (
        str(workshop.tables[values["table_id"]].number),
        str(workshop.rounds[values["round_id"]].number),
        values["kind"].value,
        *(fold(text) or text for text in texts),
    )
    return str(uuid.uuid5(_IDS, "\n".join(content)))


# --- all contributions of a file ---------------------------------------------------------


class _Reading:
    """Takes the records of a file one by one."""

    def __init__(self, workshop: Workshop, place: Mapping[str, int]) -> None:
        self.room = Room(workshop)
        self._place = place
        self.unknown_keys: dict[str, None] = {}
        self.own_columns: tuple[str, ...] = ()
        self._fresh: dict[str, Contribution] = {}
        self._known: dict[str, Contribution] = {}
        self._rows: dict[str, int] = {}
        self._doubts: list[Doubt] = []

    def take(self, number: int, record: Mapping[str, Any]) -> None:
        """Read the record's contribution, or say why not."""
        note = Note(self.room, number)
        unsaid = {key: n for key, n in self._place.items() if not record.get(key)}
        try:
            contribution, said = _contribution({**record, **unsaid}, note)
        except RuleBroken as broken:
            self.leave_out(number, broken)
        else:
            self._keep(contribution, said, note)
        self.unknown_keys.update(note.unknown_keys)

    def leave_out(self, number: int, broken: RuleBroken) -> None:
        """Nothing is read from this row or line, for this one reason."""
        self._doubts.append(Doubt(number, broken.code, broken.params, imported=False))

    def _keep(self, contribution: Contribution, said: set[str], note: Note) -> None:
        seen = self._fresh.get(contribution.id) or self._known.get(contribution.id)
        if seen and "id" not in said and contribution.extras != seen.extras:
            # What stands in columns of one's own speaks for two: each has an id that follows.
            told = "\n".join(f"{extra.name}\t{extra.value}" for extra in contribution.extras)
            contribution = contribution.but(id=str(uuid.uuid5(_IDS, f"{seen.id}\n{told}")))
            seen = self._fresh.get(contribution.id) or self._known.get(contribution.id)
        known = self.room.workshop.contributions.get(contribution.id)
        about = {"title": contribution.title}
        if seen:
            code = "id_repeated" if _same(contribution, seen, said) else "id_repeated_differs"
            first = {"first_row": self._rows[seen.id], "first_title": seen.title}
            self.leave_out(note.number, RuleBroken(code, **about, **first))
            return
        self._rows[contribution.id] = note.number
        if known is None:
            self._fresh[contribution.id] = contribution
            self._doubts += note.doubts
            return
        self._known[contribution.id] = contribution
        if not _same(contribution, known, said):
            self.leave_out(note.number, RuleBroken("known_differs", **about))

    def notes(self, path: Path) -> Notes:
        """All that was read."""
        fresh = [self._with_known_roots(each) for each in self._fresh.values()]
        return Notes(
            path=path,
            contributions=tuple(fresh),
            rows=tuple(self._rows[each.id] for each in fresh),
            known=tuple(self._known),
            doubts=tuple(sorted(_said_once(self._doubts), key=lambda doubt: doubt.row)),
            unknown_keys=tuple(self.unknown_keys),
            own_columns=self.own_columns,
        )

    def _with_known_roots(self, contribution: Contribution) -> Contribution:
        """What it builds on may stand anywhere in the file, or in the workshop."""
        root = contribution.builds_on_id
        if not root or root in self._fresh or root in self.room.workshop.contributions:
            return contribution
        doubt = Doubt(
            self._rows[contribution.id], "builds_on_unknown", {"id": root}, imported=True
        )
        self._doubts.append(doubt)
        return contribution.model_copy(update={"builds_on_id": None})


_OFTEN = 6
"""Notes that lack the same from which that is one doubt about the file."""


def _said_once(doubts: list[Doubt]) -> list[Doubt]:
    """What is the same of many notes is one doubt.

    A list of projects never says of any that it is an opportunity; and a theme of its own,
    which is kept as it is, stands in row after row.
    """
    themes = {doubt.params["text"]: doubt for doubt in reversed(doubts) if _is_own_theme(doubt)}
    doubts = [d for d in doubts if not _is_own_theme(d) or themes[d.params["text"]] is d]
    assumed = [doubt for doubt in doubts if doubt.code == "kind_assumed"]
    if len(assumed) < _OFTEN:
        return doubts
    once = Doubt(assumed[0].row, "kinds_assumed", {"n": len(assumed)}, imported=True)
    return [once, *(doubt for doubt in doubts if doubt.code != "kind_assumed")]


def _is_own_theme(doubt: Doubt) -> bool:
    return doubt.code == "theme_own"


_PLACE = frozenset({"id", "table_id", "round_id"})
"""Where a contribution belongs can be changed in the program, and says nothing of it."""


def _same(one: Contribution, other: Contribution, said: set[str]) -> bool:
    """Whether two contributions say the same where the first was said to say something."""
    return all(getattr(one, name) == getattr(other, name) for name in said - _PLACE)
