"""How many columns of real tables of notes and projects are read rightly.

`python tests/bench/note_sheets.py FOLDER` reads every table in a folder that
`FOLDER/truth.json` tells the truth of, and prints rows for docs/measurements.md:

    {"projects.csv": {"Project name": "title", "Country": "partners.country", "Type": ""}}

Of several readings between bars each is right, and the empty one is none: kept as it is under
its own heading. Whatever a column that is not named is taken for is wrong. Where a column of
countries, of cities or of goals is told, the rows that have one are counted, and the
contributions that came to have one. The tables are other people's and stay out of here.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

from worldcafe.domain.model import About, CafeTable, Contribution, Round
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.notes import read_notes
from worldcafe.exchange.notes.columns import columns_of
from worldcafe.exchange.notes.rows import header_row, looks_like_notes
from worldcafe.exchange.spreadsheet import read_sheet

_HAS = {
    "partners.country": lambda note: any(partner.country for partner in note.partners),
    "partners.city": lambda note: any(partner.city for partner in note.partners),
    "sdg_goals": lambda note: bool(note.sdg_goals),
}


def main(folder: Path) -> int:
    """Measure every table of the folder."""
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    total: Counter[str] = Counter()
    for name, told in truth.items():
        counted, remarks = measured(folder / name, told)
        total.update(counted)
        print(f"{name} | {counted['right']}/{counted['ours']} | {counted['notes']} notes")
        for remark in remarks:
            print(f"    {remark}")
    print(
        f"{len(truth)} tables: {total['right']} of {total['ours']} columns right, "
        f"{total['wrong']} taken for what they are not; own columns kept: {total['kept']}"
    )
    for path in _HAS:
        print(f"{path}: {total[path]} of {total[f'rows {path}']} rows")
    return 0


def measured(path: Path, told: dict[str, str]) -> tuple[Counter[str], list[str]]:
    """What is right and wrong in one table, and remarks on what is not right."""
    counted: Counter[str] = Counter()
    remarks: list[str] = []
    rows = read_sheet(path, score=looks_like_notes).rows
    header = header_row(rows)
    columns = columns_of(rows, header) if header is not None else None
    headings = rows[header] if header is not None else tuple(told)
    below = rows[header + 1 :] if header is not None else rows
    for at, heading in enumerate(headings):
        if not any(row[at] for row in below if at < len(row)):
            continue
        rightly = told.get(" ".join(heading.split()), "").split("|")
        found = re.sub(r"\.[\d*]+", "", columns.paths.get(at, "")) if columns else ""
        counted["ours"] += "" not in rightly
        counted["right"] += found in rightly and "" not in rightly
        counted["wrong"] += bool(found) and found not in rightly
        counted["kept"] += bool(columns and at in columns.own)
        if found not in rightly:
            remarks.append(f"{'WRONG' if found else 'not read'}: {heading!r} as {found!r}")
    notes = contributions(path)
    counted["notes"] = len(notes)
    for what, has in _HAS.items():
        at = [at for at, heading in enumerate(headings) if told.get(heading, "") == what]
        counted[f"rows {what}"] += sum(any(i < len(r) and r[i] for i in at) for r in below)
        counted[what] += sum(map(has, notes)) if at else 0
    return counted, remarks


def contributions(path: Path) -> tuple[Contribution, ...]:
    """What is read from it; nothing where it is refused."""
    room = (About(), CafeTable(id="t", number=1), Round(id="r", number=1))
    workshop = Workshop.of(room)
    try:
        return read_notes(path, workshop, place={"table": 1, "round": 1}).contributions
    except FileRefused:
        return ()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
