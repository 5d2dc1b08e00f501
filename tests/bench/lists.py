"""What hostile lists and note sheets cost: seconds and memory until they are read or refused.

`python tests/bench/lists.py` makes each file anew, reads it in a process of its own and
prints rows for docs/measurements.md: what came of it, seconds of work, seconds that passed
(more where the machine is busy), and the most memory. A name measures that file alone.
Linux only.
"""

import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

READ = """
import sys, time
from pathlib import Path
from worldcafe.domain.refusal import Refusal
path, kind = Path(sys.argv[1]), sys.argv[2]
if kind == "notes":
    from worldcafe.exchange.notes import read_notes
    from worldcafe.domain.workshop import Workshop
    read = lambda: f"{len(read_notes(path, Workshop()).contributions)} notes"
else:
    from worldcafe.exchange.roster import read_roster
    def read():
        roster = read_roster(path)
        return f"{len(roster.people)} people, {len(roster.doubts)} doubts"
started, worked = time.perf_counter(), time.process_time()
try:
    said = read()
except Refusal as refusal:
    said = refusal.code
seconds, work = time.perf_counter() - started, time.process_time() - worked
status = Path("/proc/self/status").read_text()
weight = int(status.split("VmHWM:")[1].split()[0]) // 1024
print(f"{said} | {work:.1f} s | {seconds:.1f} s | {weight} MB")
"""

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>First name</t></is></c></row>'
PERSON = '<row r="2"><c r="A2" t="inlineStr"><is><t>Awa</t></is></c></row>'
MILLION = 1_000_000


def cell(at: int, row: int, text: str) -> str:
    """A cell of text."""
    letters = ""
    number = at
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f'<c r="{letters}{row}" t="inlineStr"><is><t>{text}</t></is></c>'


def sheet(rows: Iterable[str], after: Iterable[str] = ()) -> Iterator[str]:
    """A sheet of these rows."""
    yield f'<?xml version="1.0"?><worksheet xmlns="{SPACE}"><sheetData>'
    yield from rows
    yield "</sheetData>"
    yield from after
    yield "</worksheet>"


def workbook(
    path: Path,
    sheet_xml: Iterable[str],
    *,
    strings: Iterable[str] = (),
    styles: Iterable[str] = (),
    n_sheets: int = 1,
) -> None:
    """A workbook of one sheet, listed as often as asked."""
    listed = "".join(
        f'<sheet name="S{n}" sheetId="{n + 1}" r:id="r1"/>' for n in range(n_sheets)
    )
    parts: dict[str, Iterable[str]] = {
        "xl/workbook.xml": [
            f'<workbook xmlns="{SPACE}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'
        ],
        "xl/_rels/workbook.xml.rels": [
            f'<Relationships xmlns="{PACKAGE}">',
            f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>',
            f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>',
            f'<Relationship Id="r3" Type="{OFFICE}/styles" Target="styles.xml"/>',
            "</Relationships>",
        ],
        "xl/worksheets/sheet1.xml": sheet_xml,
        "xl/sharedStrings.xml": [f'<sst xmlns="{SPACE}">', *strings, "</sst>"],
        "xl/styles.xml": [f'<styleSheet xmlns="{SPACE}">', *styles, "</styleSheet>"],
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for name, pieces in parts.items():
            with made.open(name, "w", force_zip64=True) as part:
                for piece in pieces:
                    part.write(piece.encode())


def text(path: Path, pieces: Iterable[str]) -> None:
    """A text file."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(pieces)


def million(pattern: str) -> Iterator[str]:
    """A million pieces, each with its number."""
    return (pattern.format(n=n) for n in range(3, MILLION + 3))


def wide(n_columns: int, n_rows: int) -> Iterator[str]:
    """Rows of many cells."""
    for row in range(1, n_rows + 1):
        cells = "".join(cell(at, row, f"Name {at}-{row}") for at in range(1, n_columns + 1))
        yield f'<row r="{row}">{cells}</row>'


LISTS: dict[str, tuple[str, Callable[[Path], None]]] = {
    "a million merged cells": ("x.xlsx", lambda path: workbook(
        path,
        sheet([HEADER, PERSON], ["<mergeCells>", *million('<mergeCell ref="C{n}:D{n}"/>'),
                                 "</mergeCells>"]))),
    "a million empty rows": ("x.xlsx", lambda path: workbook(
        path, sheet([HEADER, PERSON, *million('<row r="{n}"/>')]))),
    "a person in row 1,048,576": ("x.xlsx", lambda path: workbook(
        path, sheet([HEADER, PERSON, f'<row r="1048576">{cell(1, 1048576, "Ba")}</row>']))),
    "a cell in XFD1048576": ("x.xlsx", lambda path: workbook(
        path,
        sheet([HEADER, PERSON, '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>']))),
    "400 columns": ("x.xlsx", lambda path: workbook(path, sheet(wide(400, 500)))),
    "5,000 columns": ("x.xlsx", lambda path: workbook(path, sheet(wide(5_000, 190)))),
    "a million styled empty cells": ("x.xlsx", lambda path: workbook(
        path, sheet([HEADER, PERSON, *million('<row r="{n}"><c r="A{n}" s="1"/></row>')]))),
    "a million styles": ("x.xlsx", lambda path: workbook(
        path, sheet([HEADER, PERSON]),
        styles=["<numFmts>", *million('<numFmt numFmtId="{n}" formatCode="yyyy {n}"/>'),
                "</numFmts><cellXfs>", *million('<xf numFmtId="{n}"/>'), "</cellXfs>"])),
    "a million shared texts": ("x.xlsx", lambda path: workbook(
        path, sheet([HEADER, PERSON]), strings=million("<si><t>Text number {n}</t></si>"))),
    "a shared text of 150 MB": ("x.xlsx", lambda path: workbook(
        path, sheet([HEADER, PERSON]),
        strings=["<si><t>", *(f"{n:07}" * 14 for n in range(1_500_000)), "</t></si>"])),
    "one tag of 150 MB": ("x.xlsx", lambda path: workbook(
        path, sheet(['<row r="1" spans="', *(f"{n:07}" * 14 for n in range(1_500_000)),
                     '"></row>']))),
    "a million elements in each other": ("x.xlsx", lambda path: workbook(
        path, sheet(["<row>" * MILLION, "</row>" * MILLION]))),
    "one sheet listed 250 times": ("x.xlsx", lambda path: workbook(
        path, sheet([*million("<!-- {n} -->"), HEADER, PERSON]), n_sheets=250)),
    "a million sheets": ("x.xlsx", lambda path: workbook(
        path, sheet([HEADER, PERSON]), n_sheets=MILLION)),
    "a zip bomb of 300 MB": ("x.xlsx", lambda path: workbook(
        path, sheet(" " * 2**20 for _ in range(300)))),
    "19,000 people in 40 columns": ("x.xlsx", lambda path: workbook(
        path, sheet(wide(40, 19_000)))),
    "a line of 200 MB": ("x.csv", lambda path: text(path, ("Awa Diop " * 1_000,) * 22_000)),
    "a line of 31 MB": ("x.csv", lambda path: text(path, ("Awa Diop " * 1_000,) * 3_400)),
    "31 MB of commas": ("x.csv", lambda path: text(path, ("," * 400_000 + "\n",) * 77)),
    "31 MB of quoted line ends": ("x.csv", lambda path: text(path, ('"\n",' * 1_000,) * 7_700)),
    "31 MB of empty lines": ("x.csv", lambda path: text(path, ("\n" * 1_000,) * 31_000)),
    "8 million cells beyond the BMP": ("x.csv", lambda path: text(
        path, ("Name,City\n", *("😀,b\n" * 1_000,) * 4_000))),
}  # fmt: skip
NOTES: dict[str, tuple[str, Callable[[Path], None]]] = {
    "a JSON line of 31 MB": ("x.jsonl", lambda path: text(
        path, ('{"title": [', "[]," * 10_000_000, "[]]}"))),
    "a JSON line 10 million deep": ("x.jsonl", lambda path: text(
        path, ('{"title": ', "[" * 10_000_000))),
    "15 million broken JSON lines": ("x.jsonl", lambda path: text(
        path, ("{\n" * 1_000,) * 15_000)),
    "5,000 columns of notes": LISTS["5,000 columns"],
}  # fmt: skip


def main(only: str = "") -> int:
    """Measure, and print a row each."""
    for kind, files in (("list", LISTS), ("notes", NOTES)):
        for what, (name, make) in files.items():
            if only in what:
                with tempfile.TemporaryDirectory() as folder:
                    path = Path(folder) / name
                    make(path)
                    print(f"| {what} ({size(path)}) | {read(path, kind)} |", flush=True)
    return 0


def size(path: Path) -> str:
    """As people say it."""
    return f"{path.stat().st_size / 2**20:.1f} MB"


def read(path: Path, kind: str) -> str:
    """What came of it, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path), kind],
        capture_output=True, text=True, timeout=300, check=False, env=os.environ,
    )  # fmt: skip
    return done.stdout.strip() or f"ended with {done.returncode}: {done.stderr[-200:]}"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
