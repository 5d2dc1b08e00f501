"""Reading an edited workbook: in what language and with which names it tells the workshop,
and what it says otherwise.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

from worldcafe.domain.disclosure import Disclosure, Names
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.edited.additions import Place
from worldcafe.exchange.edited.comparison import WorkbookComparison, instant_of
from worldcafe.exchange.edited.differences import EditedWorkbook
from worldcafe.exchange.edited.headings import languages_of
from worldcafe.exchange.edited.tables import Base, FoundTable, read_tables
from worldcafe.exchange.workbook.telling import Telling
from worldcafe.wording import words_for


def read_edited(
    path: Path, workshop: Workshop, *, place: Place | None = None
) -> EditedWorkbook:
    """What an edited synthesis says differently from the workshop.

    It may be the workbook, one sheet of it in another workbook, or a sheet as CSV: what it
    has forgotten of itself then follows from its headings and from what fits best.
    `place` is the table and the round, by their ids, of new rows that name none.

    Raises `FileRefused` as `read_sheets` does, and `workbook_not_synthesis`,
    `workbook_too_new`, `workbook_of_another_workshop`.
    """
    base, tables = read_tables(path)
    found = (
        WorkbookComparison(workshop, telling, base, tables, path=path, place=place).result()
        for telling in _tellings(workshop, base, tables)
    )
    return min(found, key=lambda each: len(each.differences) + len(each.remarks))


def _tellings(
    workshop: Workshop, base: Base, tables: Sequence[FoundTable]
) -> Iterable[Telling]:
    """The ways in which the workbook may say the workshop: one, unless it has forgotten.

    Then its headings tell the language; how people are named shows in the cells alone.
    """
    about = base.about
    if about:
        languages: Sequence[str] = (str(about.get("lang", "")),)
        named: Sequence[Names] = (_names(about.get("names")),)
    else:
        headings = ((table.name, each.heading) for table in tables for each in table.columns)
        languages, named = languages_of(headings), tuple(Names)
    made_at = instant_of(about.get("made_at")) or dt.datetime.now(dt.UTC)
    shows_all = about.get("personal_data") is not False
    for language in languages:
        for names in named:
            disclosure = Disclosure(names=names, personal_data=shows_all)
            yield Telling(workshop, words_for(language), made_at, disclosure)


def _names(said: object) -> Names:
    return next((names for names in Names if names == said), Names.FULL)
