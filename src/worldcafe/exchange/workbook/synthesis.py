"""The synthesis workbook: which sheets it has, and how it gets onto the disk."""

import contextlib
import datetime as dt
import zipfile
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName

from worldcafe.domain.disclosure import EVERYTHING, Disclosure
from worldcafe.domain.matching import kept_matches
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.pictures import BlobOf, pictures_beside, pictures_folder
from worldcafe.exchange.workbook import codes, harvested, people
from worldcafe.exchange.workbook.base import BASE_SHEET, base_part, cut_note
from worldcafe.exchange.workbook.contributions import ContributionSheets
from worldcafe.exchange.workbook.followed import follow_up
from worldcafe.exchange.workbook.guide import guide
from worldcafe.exchange.workbook.layout import lay_out
from worldcafe.exchange.workbook.looks import Looks
from worldcafe.exchange.workbook.matched import matched
from worldcafe.exchange.workbook.overviews import Overviews
from worldcafe.exchange.workbook.page import describe, set_up_page, sheet_names
from worldcafe.exchange.workbook.part import Part, RowXml, check, save
from worldcafe.exchange.workbook.summary import Summary
from worldcafe.exchange.workbook.table import FIRST_DATA_ROW, TableSheet
from worldcafe.exchange.workbook.telling import Telling
from worldcafe.files import swapped_in
from worldcafe.wording.optional_sheets import OPTIONAL
from worldcafe.wording.words import Words


class ExportCancelled(Exception):
    """Somebody changed their mind; nothing was written."""


def write_synthesis(
    workshop: Workshop,
    path: Path,
    words: Words,
    *,
    made_at: dt.datetime,
    disclosure: Disclosure = EVERYTHING,
    without: Collection[str] = (),
    blob_of: BlobOf | None = None,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write everything the café brought to an Excel workbook, in the language of `words`.

    `made_at` is when; its time zone is the one in which local times are given.
    `disclosure` says how people are named, `without` which sheets are left out, each by one of
    `wording.optional_sheets.OPTIONAL`. `blob_of` gives the bytes of pictures by their
    digest: they are written to a folder beside the workbook. `progress` hears of the share
    that is done, from 0 to 1.

    Raises `FileRefused` (`folder_missing`, `disk_full`, `unwritable`), or
    `ExportCancelled` soon after `cancelled` says so. The file is written beside the old
    one, checked, and swapped in: in every other case the old one stays as it was.
    """
    telling = Telling(workshop, words, made_at, disclosure)
    workshop = telling.workshop  # as far as it is disclosed
    with_pictures = blob_of is not None and bool(workshop.attachments)
    if with_pictures:
        telling.pictures_folder = pictures_folder(path, words).name
    workbook = Workbook()
    parts = _parts(telling, workbook, without)
    to_xml = RowXml(cut_note(telling))
    n_rows = sum(part.n_rows for part in parts)
    done = 0

    def advance(n: int) -> None:
        nonlocal done
        if cancelled and cancelled():
            raise ExportCancelled
        done += n
        if progress:
            progress(min(1.0, done / n_rows))

    advance(0)
    with swapped_in(path) as fresh, contextlib.ExitStack() as beside:
        if with_pictures and blob_of:
            beside.enter_context(pictures_beside(workshop, path, words, blob_of))
        with fresh.open("wb") as file:
            save(workbook, parts, to_xml, file, advance)
        check(fresh)
        advance(n_rows - done)


def _parts(telling: Telling, workbook: Workbook, without: Collection[str]) -> list[Part]:
    contributions = ContributionSheets(telling)
    sheets = _sheets(telling, contributions, without=without)
    words = telling.words
    _, home, *names = sheet_names(
        [BASE_SHEET, words("Summary"), *(sheet.title for sheet in sheets)]
    )
    first, title = workbook.worksheets[0], telling.workshop.about.title
    first.title = home
    looks = Looks(workbook, leftwards=words.tongue.leftwards)
    named = dict(zip(names, sheets, strict=True))
    telling.sheet_of.update(
        (table.name, name) for name, sheet in named.items() for table in sheet.tables
    )
    parts = [Summary(telling, contributions, named, first, looks).part()]
    for name, sheet in named.items():
        parts.append(lay_out(sheet, workbook.create_sheet(name), looks, home))
    for part in parts:
        pages_high = 1 if part.worksheet is first else 0
        set_up_page(part.worksheet, words, title, pages_high=pages_high)
    for name, sheet in named.items():
        if sheet.is_empty:
            workbook[name].sheet_state = "hidden"
    parts.append(base_part(workbook.create_sheet(BASE_SHEET), sheets, telling, looks))
    _name_ranges(workbook, sheets[-1], names[-1])
    about = telling.workshop.about
    describe(workbook, words, telling.made_at, about.title, *about.organisers)
    workbook.properties.subject = words("World Café · Synthesis")
    return parts


def sheets_of(
    telling: Telling, *, everything: bool = False, without: Collection[str] = ()
) -> tuple[TableSheet, ...]:
    """The sheets after the summary; with `everything` also those that would say nothing."""
    contributions = ContributionSheets(telling)
    return _sheets(telling, contributions, everything=everything, without=without)


def _sheets(
    telling: Telling,
    contributions: ContributionSheets,
    *,
    everything: bool = False,
    without: Collection[str] = (),
) -> tuple[TableSheet, ...]:
    workshop = telling.workshop
    overviews = Overviews(telling, contributions)
    wanted: tuple[tuple[object, Callable[[], TableSheet]], ...] = (
        (True, lambda: harvested.priorities(telling, contributions)),
        (True, overviews.by_theme),
        (True, overviews.by_modality),
        (True, overviews.by_country),
        (True, overviews.by_table),
        (True, overviews.insights),
        (workshop.clusters, lambda: harvested.clusters(telling, contributions)),
        (kept_matches(workshop), lambda: matched(telling, contributions)),
        (True, lambda: people.partners(telling)),
        (True, lambda: people.participants(telling)),
        (workshop.originals, lambda: harvested.originals(telling, contributions)),
        (workshop.open_points, lambda: follow_up(telling)),
        (workshop.attachments, lambda: harvested.pictures(telling)),
    )
    sheets = (
        *contributions.sheets(),
        people.next_steps(telling, contributions),
        *(make() for has_any, make in wanted if has_any or everything),
    )
    nothing = telling.words("There is nothing here yet.")

    def tells_cut(refs: str) -> str:
        return telling.words("Cut on paper, whole in their cells: {refs}", refs=refs)

    sheets = tuple(replace(sheet, tells_cut=tells_cut) for sheet in sheets)
    kept = (sheet for sheet in sheets if sheet.key not in _left_out(without))
    told = [replace(sheet, lead=nothing) if sheet.is_empty else sheet for sheet in kept]
    lists = codes.code_lists(telling)
    explained = () if "guide" in without else (guide(telling, (*told, lists)),)
    return (*told, *explained, lists)


def _left_out(without: Collection[str]) -> frozenset[str]:
    """Those that can be: on the sheets of contributions the others count."""
    return frozenset(without).intersection(OPTIONAL)


def _name_ranges(workbook: Workbook, sheet: TableSheet, name: str) -> None:
    for range_name, (first, last) in codes.named_ranges(sheet, FIRST_DATA_ROW).items():
        column = get_column_letter(codes.LABEL_COLUMN)
        cells = f"{quote_sheetname(name)}!${column}${first}:${column}${last}"
        workbook.defined_names[range_name] = DefinedName(range_name, attr_text=cells)


def is_synthesis(path: Path) -> bool:
    """Whether the file is a synthesis as it was exported: ours, and not edited since."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open("docProps/core.xml") as part:
            return b">worldcafe</cp:lastModifiedBy>" in part.read(64 * 1024)
    except (OSError, KeyError, zipfile.BadZipFile):
        return False
