"""Sheets of a synthesis sent alone by LibreOffice, one cell edited: what comes back.

`python tests/bench/sheets_alone.py` prints its rows of docs/measurements.md. A macro copies a
sheet to a book of its own, edits a cell, and saves it as a workbook and as CSV in several ways.
"""

import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.workbook import full
from turin_cafe import turin_workshop
from workbook_cases import MADE_AT, harvested_workshop, hostile_workshop
from worldcafe.domain.disclosure import Disclosure, Names
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.edited import read_edited
from worldcafe.exchange.workbook import write_synthesis
from worldcafe.wording import TRANSLATED, words_for

TUNED: dict[str, Callable[[], Workshop]] = {
    "harvested": harvested_workshop,
    "40 contributions": lambda: turin_workshop(40),
}
HELD_OUT: dict[str, Callable[[], Workshop]] = {
    "hostile texts": hostile_workshop,
    "50, with every harvest field": lambda: full(50),
    "200 contributions": lambda: turin_workshop(200),
    "9 contributions": lambda: turin_workshop(9),
    "9 contributions, in initials": lambda: turin_workshop(9),
}
CSV = "Text - txt - csv (StarCalc)"
ROUTES = {
    "a workbook": ("xlsx", "Calc MS Excel 2007 XML", ""),
    "CSV, semicolons": ("csv", CSV, "59,34,76,1,,0,false,true"),
    "CSV, commas, all quoted": ("csv", CSV, "44,34,76,1,,0,true,true"),
    "CSV, tabs, UTF-16": ("csv", CSV, "9,34,65535,1,,0,false,true"),
    "CSV, Windows-1252": ("csv", CSV, "59,34,1,1,,0,false,true"),
    "CSV, numbers as stored": ("csv", CSV, "44,34,76,1,,0,false,false"),
}
EDIT = "Edited by somebody"
MACRO = """
Dim src, held
Sub Run(jobs As String)
  Dim f As Integer, said As String
  held = ""
  f = FreeFile
  Open jobs For Input As #f
  Do While Not EOF(f)
    Line Input #f, said
    If Len(said) > 0 Then One(Split(said, "|"))
  Loop
  Close #f
  StarDesktop.terminate()
End Sub
Sub One(a)
  Dim p(0) As New com.sun.star.beans.PropertyValue
  p(0).Name = "Hidden" : p(0).Value = True
  If a(0) <> held Then
    If held <> "" Then src.close(True)
    src = StarDesktop.loadComponentFromURL(ConvertToURL(a(0)), "_blank", 0, p())
    held = a(0)
  End If
  doc = StarDesktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, p())
  doc.Sheets.importSheet(src, a(1), 0)
  Do While doc.Sheets.Count > 1
    doc.Sheets.removeByName(doc.Sheets.getByIndex(1).Name)
  Loop
  doc.Sheets.getByIndex(0).getCellRangeByName(a(2)).String = a(3)
  For i = 4 To UBound(a) - 2 Step 3
    Store(doc, a(i), a(i + 1), a(i + 2))
  Next i
  doc.close(True)
End Sub
Sub Store(doc, path, filter, opts)
  Dim s(1) As New com.sun.star.beans.PropertyValue
  s(0).Name = "FilterName" : s(0).Value = filter
  s(1).Name = "FilterOptions" : s(1).Value = opts
  doc.storeToURL(ConvertToURL(path), s())
End Sub
"""


@dataclass(frozen=True)
class Sent:
    """A sheet that was sent alone."""

    cafe: str
    route: str
    workshop: Workshop
    path: Path


def sheets_of(path: Path, language: str) -> Iterator[tuple[str, str]]:
    """The sheets of a workbook that are read back, each with a cell that can be edited."""
    words = words_for(language)
    edited = {words("Title"), words("Next step"), words("Key insight")}
    shows_only = {words("Merged originals"), words("Follow-up")}
    for sheet in load_workbook(path).worksheets[1:]:
        headings = [cell.value for cell in sheet[4]]
        at = next((n for n, each in enumerate(headings, 1) if each in edited), 0)
        has_rows = sheet.cell(5, at).value if at else None
        if has_rows and words("Identifier") in headings and sheet.title not in shows_only:
            yield sheet.title, f"{get_column_letter(at)}{5 + (sheet.max_row - 5) // 2}"


def send(cafes: dict[str, Callable[[], Workshop]], folder: Path) -> list[Sent]:
    """Every sheet of these cafés in every language, sent in every way."""
    jobs: list[str] = []
    sent: list[Sent] = []
    for cafe, make in cafes.items():
        workshop = make()
        names = Names.INITIALS if "initials" in cafe else Names.FULL
        for language in TRANSLATED:
            whole = folder / f"{len(jobs)}-{language}.xlsx"
            write_synthesis(
                workshop, whole, words_for(language), made_at=MADE_AT,
                disclosure=Disclosure(names),
            )  # fmt: skip
            for title, cell in sheets_of(whole, language):
                job = [str(whole), title, cell, EDIT]
                for route, (suffix, filter_, options) in ROUTES.items():
                    path = folder / f"{len(sent)}.{suffix}"
                    sent.append(Sent(cafe, route, workshop, path))
                    job += [str(path), filter_, options]
                jobs.append("|".join(job))
    run_macro(jobs, folder)
    return sent


def run_macro(jobs: Sequence[str], folder: Path) -> None:
    """Let LibreOffice do the jobs, each a line."""
    profile = folder / "profile"
    place = f"-env:UserInstallation={profile.as_uri()}"
    office = ["soffice", "--headless", "--norestore", place]
    subprocess.run([*office, "--terminate_after_init"], check=True, capture_output=True)
    basic = profile / "user" / "basic"
    (basic / "Standard").mkdir(parents=True, exist_ok=True)
    script, library = "http://openoffice.org/2000/script", "http://openoffice.org/2000/library"
    (basic / "Standard" / "Module1.xba").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><script:module xmlns:script="{script}"'
        f' script:name="Module1" script:language="StarBasic">{escape(MACRO)}</script:module>'
    )
    (basic / "Standard" / "script.xlb").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><library:library xmlns:library="{library}"'
        ' library:name="Standard" library:readonly="false" library:passwordprotected="false">'
        '<library:element library:name="Module1"/></library:library>'
    )
    (basic / "script.xlc").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><library:libraries xmlns:library="{library}"'
        ' xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard"'
        ' xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple"'
        ' library:link="false"/></library:libraries>'
    )
    told = folder / "jobs.txt"
    told.write_text("\n".join(jobs) + "\n")
    subprocess.run([*office, f'macro:///Standard.Module1.Run("{told}")'], check=True)


def is_right(each: Sent) -> bool:
    """Whether the one edited cell is the only difference, without a question or a remark."""
    try:
        found = read_edited(each.path, each.workshop)
    except FileRefused:
        return False
    found = found.remembering(each.workshop.entities())
    told = [(difference.after, difference.question) for difference in found.differences]
    return told == [(EDIT, None)] and not (found.new or found.remarks)


def main() -> None:
    print("| files | sheets | one difference, no question |\n|---|---|---|")
    for name, cafes in (("tuned on", TUNED), ("held out", HELD_OUT)):
        with tempfile.TemporaryDirectory() as folder:
            sent = send(cafes, Path(folder))
            right = Counter(each.route for each in sent if is_right(each))
        of = Counter(each.route for each in sent)
        print(f"| {name}: {', '.join(cafes)} | {len(sent)} | {right.total()} |")
        for route, n in of.items():
            print(f"| — {route} | {n} | {right[route]} |")


if __name__ == "__main__":
    main()
