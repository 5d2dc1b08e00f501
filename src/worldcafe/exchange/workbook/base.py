"""What the cells said when the workbook was written: a sheet that nobody sees.

Beside every row that may be edited it keeps a short digest of each cell. An edited
workbook that comes back so tells what was changed in it from what was changed in the
workshop meanwhile.
"""

import datetime as dt
import json
import zlib
from collections.abc import Iterator, Sequence

from openpyxl.worksheet.worksheet import Worksheet

from worldcafe.exchange.spreadsheet import SYNTHESIS_SHEET, trimmed
from worldcafe.exchange.workbook.looks import Look, Looks
from worldcafe.exchange.workbook.part import CellValue, Formula, Part, Row
from worldcafe.exchange.workbook.table import Table, TableSheet
from worldcafe.exchange.workbook.telling import Telling
from worldcafe.exchange.workbook.text import fitting, readable
from worldcafe.exchange.xlsx import moment_text

BASE_SHEET = SYNTHESIS_SHEET
FORMAT = 1


def said(value: CellValue, cut_note: str) -> str:
    """What a cell with this value says to whoever reads the workbook again."""
    match value:
        case None:
            return ""
        case str():
            return trimmed(readable(fitting(value, cut_note))) if value else ""
        case Formula():
            return said(value.value, cut_note)
        case dt.datetime():
            return moment_text(value)
    return str(value)


def digest(text: str) -> str:
    """A short fingerprint of what a cell says; that of nothing is empty."""
    return f"{zlib.crc32(text.encode(errors='replace')):x}" if text else ""


def base_part(
    worksheet: Worksheet, sheets: Sequence[TableSheet], telling: Telling, looks: Looks
) -> Part:
    """The sheet, ready to be written; `telling` knows where the tables stand."""
    worksheet.sheet_state = "veryHidden"
    tables = [table for sheet in sheets for table in sheet.tables if table.keeps_base]
    n_rows = 1 + len(tables) + sum(len(table.subjects) for table in tables)
    return Part(worksheet, _rows(tables, telling, looks.pairs[Look.QUIET]), n_rows, 4)


def cut_note(telling: Telling) -> str:
    """What stands at the end of a text that no cell can hold."""
    return telling.words("… (cut here: Excel has no room for more)")


def _rows(tables: Sequence[Table], telling: Telling, styles: tuple[int, int]) -> Iterator[Row]:
    def row(number: int, *texts: str) -> Row:
        return Row(number, [(n, text, styles) for n, text in enumerate(texts, start=1)], 15)

    yield row(1, "workbook", json.dumps(_about(telling)))
    number = 1
    for table in tables:
        number += 1
        columns = [(column.key, column.header) for column in table.columns if column.key]
        yield row(number, "table", table.name, telling.sheet_of[table.name], _json(columns))
    note = cut_note(telling)
    for table in tables:
        values = [column.value for column in table.columns if column.key]
        for subject in table.subjects:
            number += 1
            digests = ",".join([digest(said(value(subject), note)) for value in values])
            yield row(number, "row", table.name, subject.id, digests)


def _about(telling: Telling) -> dict[str, object]:
    created_at = telling.workshop.about.created_at
    return {
        "format": FORMAT,
        "lang": telling.words.language,
        "names": telling.disclosure.names,
        "personal_data": telling.disclosure.personal_data,
        "made_at": telling.made_at.astimezone(dt.UTC).isoformat(),
        "workshop": created_at.isoformat() if created_at else "",
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
