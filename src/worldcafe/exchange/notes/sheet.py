"""Note sheets: a workbook for each table, to type into where the program is not at hand."""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from worldcafe.domain import fields as f
from worldcafe.domain.model import CafeTable, Participant
from worldcafe.domain.refusal import FileRefused, Refusal, refuse
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.notes.fields import COLUMNS, HIDDEN_COLUMNS, TABLE_COLUMNS, NoteColumn
from worldcafe.exchange.notes.offers import Offer
from worldcafe.exchange.notes.rows import TABLE_TITLE
from worldcafe.exchange.workbook.looks import ACCENT, FACE, INK, LINE, QUIET, ROAST
from worldcafe.exchange.workbook.text import fitting, readable, taken_for_more
from worldcafe.files import swapped_in
from worldcafe.wording import Words

N_EMPTY_ROWS = 30

_MAX_PROMPT = 255
_MAX_PROMPT_TITLE = 32
_MAX_FROZEN = 13
"""The lowest row for headings that stay in view; lower, they would leave no room to write."""
_KEPT = range(1, 4)
"""Round, kind and title stay in view; above them stands what the sheet is for."""
_ASKED = range(4, 9)
"""The columns above which the questions stand."""

_PLAIN, _SOFT = Font(FACE, 11, color=INK), Font(FACE, 11, color=QUIET)


def write_note_sheet(workshop: Workshop, table_id: str, path: Path, words: Words) -> None:
    """Write the workbook in which a table takes its notes, empty, in the language of `words`.

    A file that is there already is replaced. Raises `RuleBroken` (`table_unknown`,
    `no_round_yet`) and `FileRefused` as `swapped_in` does.
    """
    table = workshop.tables.get(table_id) or refuse("table_unknown")
    if not workshop.rounds:
        refuse("no_round_yet")
    book = _Builder(workshop, table, words).book()
    with swapped_in(path) as fresh:
        book.save(fresh)


def write_note_sheets(
    workshop: Workshop, folder: Path, words: Words, room: str = ""
) -> list[Path]:
    """Write the note sheet of every table, or every one of a room, into a folder; give the
    files, by table number.

    Somebody may have written in a sheet of the same name, so none is replaced: raises
    `FileRefused` (`file_exists`, or as `swapped_in` does) and leaves the folder as it was.
    """
    width = max([2, *(len(str(table.number)) for table in workshop.tables.values())])
    paths = {
        table.id: folder / _file_name(table.number, width, words)
        for table in workshop.tables_in(room)
    }
    for path in paths.values():
        if path.exists():
            raise FileRefused("file_exists", path=str(path))
    written: list[Path] = []
    try:
        for table_id, path in paths.items():
            write_note_sheet(workshop, table_id, path, words)
            written.append(path)
    except Refusal:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return written


def _file_name(number: int, width: int, words: Words) -> str:
    name = words("notes-table-{number}", number=str(number).zfill(width))
    return "".join("-" if c in '\\/:*?"<>|' else c for c in name) + ".xlsx"


# --- the workbook ------------------------------------------------------------------------


@dataclass(slots=True)
class _Builder:
    """Builds the workbook of one table."""

    workshop: Workshop
    table: CafeTable
    words: Words

    def book(self) -> Workbook:
        book = Workbook()
        notes = book.worksheets[0]
        notes.title = _sheet_title(self.words("Notes"))
        lists = book.create_sheet(_sheet_title(self.words("Lists")))
        header = self._write_title(notes)
        self._write_table(notes, header)
        names = self._write_lists(book, lists)
        self._add_validations(notes, header, names)
        self._set_view(notes, header)
        self._set_print(notes, header)
        for sheet in (notes, lists):
            sheet.sheet_view.rightToLeft = self.words.tongue.leftwards
        return book

    # the title block

    def _write_title(self, sheet: Worksheet) -> int:
        """What the sheet is for on the left, what is asked on the right; gives the next row."""
        words, theme = self.words, self.workshop.theme_of(self.table.id)
        hint = words(
            "One row for each idea. Round, kind and title are enough; fill in what you know."
            " What stands further right can wait."
        )
        questions = [
            (words("Round {n}: {question}", n=each.number, question=each.question), _PLAIN)
            for each in self.workshop.rounds_in_order
            if each.question
        ]
        left = [
            (words(TABLE_TITLE, n=self.table.number), Font(FACE, 20, bold=True, color=ACCENT)),
            (self.workshop.about.title, _SOFT),
            (hint, _SOFT),
        ]
        right = [
            (theme.name if theme else "", Font(FACE, 14, bold=True, color=INK)),
            (theme.question if theme else "", _PLAIN),
            *questions,
        ]
        last = max(len(left), len(right))
        heights = [15.0] * (last + 1)
        for row, line in enumerate(right, start=1):
            heights[row] = self._write_line(sheet, row, row, _ASKED, line)
        for row, line in enumerate(left, start=1):
            bottom = row if row < len(left) else last
            needed = self._write_line(sheet, row, bottom, _KEPT, line) / (bottom - row + 1)
            for each in range(row, bottom + 1):
                heights[each] = max(heights[each], needed)
        heights[last] += 6
        for row in range(1, last + 1):
            sheet.row_dimensions[row].height = heights[row]
        return last + 1

    def _write_line(
        self, sheet: Worksheet, row: int, bottom: int, columns: range, line: tuple[str, Font]
    ) -> float:
        """Write a text across rows and columns; gives the height it needs, in points."""
        text, font = line
        cell = put_text(sheet, row, columns[0], text)
        side = "right" if self.words.tongue.leftwards else "left"
        cell.font = font
        cell.alignment = Alignment(
            horizontal=side, vertical="top", wrap_text=True, indent=columns is _ASKED
        )
        sheet.merge_cells(
            start_row=row, end_row=bottom, start_column=columns[0], end_column=columns[-1]
        )
        n_characters = sum(COLUMNS[at - 1].width for at in columns)
        size = float(font.size or 11)
        n_lines = 1 + int(len(text) * size / 11 / n_characters)
        return n_lines * size * 1.35 + 3

    # the table

    def _write_table(self, sheet: Worksheet, header: int) -> None:
        for at, column in enumerate(COLUMNS, start=1):
            self._write_heading(sheet, header, at, column)
            letter = get_column_letter(at)
            sheet.column_dimensions[letter].width = column.width
            sheet.column_dimensions[letter].hidden = column in HIDDEN_COLUMNS
        sheet.row_dimensions[header].height = 32
        self._style_rows(sheet, header)
        for row in range(header + 1, header + 1 + N_EMPTY_ROWS):
            sheet.cell(row, _place_of("table")).value = self.table.number
            put_text(sheet, row, _place_of("id"), str(uuid.uuid4()))
        area = f"A{header}:{get_column_letter(len(COLUMNS))}{header + N_EMPTY_ROWS}"
        table = Table(displayName="ContributionNotes", ref=area)
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
        sheet.add_table(table)

    def _write_heading(self, sheet: Worksheet, row: int, at: int, column: NoteColumn) -> None:
        cell = put_text(sheet, row, at, " ".join(column.title(self.words).splitlines()))
        colour = ROAST if column in TABLE_COLUMNS else QUIET
        cell.fill = PatternFill("solid", fgColor=colour)
        cell.font = Font(FACE, 11, bold=True, color="FFFFFF")
        cell.alignment = Alignment(wrap_text=True, vertical="center")

    def _style_rows(self, sheet: Worksheet, header: int) -> None:
        side = Side("thin", color=LINE)
        border = Border(left=side, right=side, top=side, bottom=side)
        for at, column in enumerate(COLUMNS, start=1):
            number_format = _number_format(column)
            across = "center" if column.path in _NUMBERS else None
            top = Alignment(horizontal=across, vertical="top", wrap_text=True)
            for row in range(header + 1, header + 1 + N_EMPTY_ROWS):
                cell = sheet.cell(row, at)
                cell.border, cell.font, cell.alignment = border, _PLAIN, top
                cell.number_format = number_format

    # pick lists

    def _write_lists(self, book: Workbook, sheet: Worksheet) -> dict[str, str]:
        """Write what can be picked, and give the name of each column's list by its path."""
        names: dict[tuple[str, ...], str] = {}
        named: dict[str, str] = {}
        offer = Offer(self.workshop, self._people(), self.words)
        for column in COLUMNS:
            choices = tuple(offer.choices(column.form))
            if not choices or column in HIDDEN_COLUMNS:
                continue
            if choices not in names:
                names[choices] = f"pick_{column.path.replace('.', '_')}"
                area = self._write_list(sheet, len(names), column, choices)
                book.defined_names[names[choices]] = DefinedName(
                    names[choices], attr_text=f"{quote_sheetname(sheet.title)}!{area}"
                )
            named[column.path] = names[choices]
        sheet.freeze_panes = "A2"
        sheet.row_dimensions[1].height = 32
        sheet.page_setup.orientation = "landscape"
        return named

    def _write_list(
        self, sheet: Worksheet, at: int, column: NoteColumn, choices: Sequence[str]
    ) -> str:
        self._write_heading(sheet, 1, at, column)
        for row, choice in enumerate(choices, start=2):
            cell = put_text(sheet, row, at, choice)
            cell.font, cell.alignment = _PLAIN, Alignment(horizontal="left")
            if column.path in _NUMBERS:
                cell.value = int(choice)
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = min(max(14, *map(len, choices)) + 3, 50)
        return f"${letter}$2:${letter}${len(choices) + 1}"

    def _people(self) -> Sequence[Participant]:
        """Who comes to the table in some round; everybody while nobody is seated."""
        people = {
            person.id: person
            for round_ in self.workshop.rounds_in_order
            for person in self.workshop.people_at(self.table.id, round_.id)
        }
        return tuple(people.values()) or self.workshop.participants_in_order

    def _add_validations(self, sheet: Worksheet, header: int, names: dict[str, str]) -> None:
        for at, column in enumerate(COLUMNS, start=1):
            validation = self._validation(column, names.get(column.path))
            if validation:
                letter = get_column_letter(at)
                validation.add(f"{letter}{header + 1}:{letter}{header + N_EMPTY_ROWS}")
                sheet.add_data_validation(validation)

    def _validation(self, column: NoteColumn, name: str | None) -> DataValidation | None:
        """The pick list and the prompt of a column; codes, numbers and dates are checked."""
        words = self.words
        validation, prompt = DataValidation(allow_blank=True), column.prompt(words)
        if name:
            validation.type, validation.formula1 = "list", name
        elif isinstance(column.form, f.Day):
            validation.type, validation.operator = "date", "greaterThan"
            validation.formula1 = "36526"  # 1 January 2000
        elif not prompt:
            return None
        if name and isinstance(column.form, f.OneOf | f.Rating | f.Place):
            validation.errorStyle = "stop" if column.path in _NUMBERS else "warning"
            validation.error = words("Please choose from the list.")
            validation.showErrorMessage = True
        elif isinstance(column.form, f.Day):
            validation.errorStyle = "warning"
            validation.error = words("This is no date. Keep it as it is?")
            validation.showErrorMessage = True
        if prompt:
            validation.promptTitle = column.title(words)[:_MAX_PROMPT_TITLE]
            validation.prompt = prompt[:_MAX_PROMPT]
            validation.showInputMessage = True
        return validation

    # how it looks

    def _set_view(self, sheet: Worksheet, header: int) -> None:
        top = header + 1 if header <= _MAX_FROZEN else 1
        sheet.freeze_panes = f"{get_column_letter(_KEPT.stop)}{top}"
        sheet.sheet_view.showGridLines = False
        sheet.sheet_format.defaultRowHeight = 27
        sheet.sheet_format.customHeight = True
        selection = sheet.sheet_view.selection[-1]
        selection.activeCell = selection.sqref = f"{get_column_letter(_KEPT.stop)}{header + 1}"
        sheet.sheet_properties.tabColor = ACCENT

    def _set_print(self, sheet: Worksheet, header: int) -> None:
        last = f"{get_column_letter(len(TABLE_COLUMNS))}{header + N_EMPTY_ROWS}"
        sheet.print_area = f"A1:{last}"
        sheet.print_title_rows = f"{header}:{header}"
        sheet.print_title_cols = f"A:{get_column_letter(_KEPT[-1])}"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 2, 0
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top = sheet.page_margins.bottom = 0.5
        footer = HeaderFooterItem()
        footer.left.text = self.words(TABLE_TITLE, n=self.table.number)
        footer.right.text = "&P/&N"
        sheet.oddFooter = footer


_NUMBERS = frozenset(c.path for c in COLUMNS if isinstance(c.form, f.Rating | f.Place))


def _place_of(path: str) -> int:
    return next(at for at, column in enumerate(COLUMNS, start=1) if column.path == path)


def _number_format(column: NoteColumn) -> str:
    """Text stays text as it is typed ("- train them" is no formula); dates are the reader's."""
    if column.path in _NUMBERS:
        return "General"
    return "mm-dd-yy" if isinstance(column.form, f.Day) else "@"


def _sheet_title(text: str) -> str:
    return "".join(" " if c in "[]:*?/\\'" else c for c in text)[:31]


# --- cells -------------------------------------------------------------------------------

_TAKEN_FOR_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def put_text(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """Write text that stays text: no formula, no error value, nothing Excel cannot hold."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    cell.value = _TAKEN_FOR_ESCAPE.sub("_x005F_", fitting(readable(text), "…"))
    cell.data_type = "s"
    cell.quotePrefix = taken_for_more(text)
    return cell
