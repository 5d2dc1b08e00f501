"""The headings of the workbook's tables, in every language of the program."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from worldcafe.domain.folding import fold
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.workbook.synthesis import sheets_of
from worldcafe.exchange.workbook.telling import Telling
from worldcafe.wording import TRANSLATED, words_for


@dataclass
class KnownTable:
    """A table of the workbook, and what its columns are called."""

    is_read: bool
    """Whether edits in it are read back; the others only show."""
    n_columns: int
    keys: dict[str, str] = field(default_factory=dict)
    """The key of every folded heading, whatever the language; empty where none is read."""


def heading_key(text: str) -> str:
    """What makes two headings the same: their letters, or the signs of one that has none."""
    return fold(text) or text.strip()


@cache
def known_tables() -> Mapping[str, KnownTable]:
    """Every table by its name."""
    found: dict[str, KnownTable] = {}
    for language in TRANSLATED:
        telling = Telling(Workshop(), words_for(language), dt.datetime.now(dt.UTC))
        for sheet in sheets_of(telling, everything=True):
            for table in sheet.tables:
                known = found.setdefault(
                    table.name, KnownTable(table.keeps_base, len(table.columns))
                )
                for column in table.columns:
                    known.keys.setdefault(heading_key(column.header), column.key)
    return found
