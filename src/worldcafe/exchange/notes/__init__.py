"""Notes from tables that typed elsewhere: reading them in, and the sheets to type into."""

from worldcafe.exchange.notes.fields import field_name
from worldcafe.exchange.notes.reading import (
    MAX_LINE,
    Notes,
    note_from_json,
    read_notes,
)
from worldcafe.exchange.notes.sheet import write_note_sheet, write_note_sheets
from worldcafe.exchange.people import Doubt

__all__ = [
    "MAX_LINE",
    "Doubt",
    "Notes",
    "field_name",
    "note_from_json",
    "read_notes",
    "write_note_sheet",
    "write_note_sheets",
]
