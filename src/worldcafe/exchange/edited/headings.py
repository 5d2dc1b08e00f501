"""The headings of the workbook's tables, in every language of the program."""

import datetime as dt
from collections import ChainMap, Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from worldcafe.domain.folding import fold
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.workbook.contribution_columns import key_of, told_fields
from worldcafe.exchange.workbook.contributions import CONTRIBUTION_TABLES
from worldcafe.exchange.workbook.synthesis import sheets_of
from worldcafe.exchange.workbook.telling import Telling
from worldcafe.wording import TRANSLATED, Words, words_for
from worldcafe.wording.captions import former


@dataclass
class KnownTable:
    """A table of the workbook, and what its columns are called."""

    is_read: bool
    """Whether edits in it are read back; the others only show."""
    n_columns: int
    keys: dict[str, str] = field(default_factory=dict)
    """The key of every folded heading, whatever the language; empty where none is read."""
    languages: dict[str, set[str]] = field(default_factory=dict)
    """The languages in which a folded heading is one of its."""


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
                    heading = heading_key(column.header)
                    known.keys.setdefault(heading, column.key)
                    known.languages.setdefault(heading, set()).add(language)
    for words in map(words_for, TRANSLATED):
        for known in found.values():
            for key, name in _former(words):
                if key in known.keys.values():
                    known.keys.setdefault(heading_key(name), key)
    return found


@cache
def known_headings(name: str) -> Mapping[str, str]:
    """The keys of a table's folded headings.

    Tables of contributions show in some workshops what otherwise only another one shows.
    """
    tables = [name, *CONTRIBUTION_TABLES] if name in CONTRIBUTION_TABLES else [name]
    return ChainMap(*(known_tables()[each].keys for each in tables))


def languages_of(headings: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The languages that most headings are written in, each given with its table's name.

    Several where none leads; none where no heading is known.
    """
    counted = Counter(
        language
        for table, heading in headings
        for language in known_tables()[table].languages.get(heading_key(heading), ())
    )
    most = max(counted.values(), default=0)
    return tuple(language for language in TRANSLATED if most and counted[language] == most)


def _former(words: Words) -> Iterator[tuple[str, str]]:
    """What columns were called in earlier workbooks, with their keys."""
    for _, path, _ in told_fields():
        yield from ((key_of(path), name) for name in former(path, words))
