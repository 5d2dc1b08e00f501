"""How many columns and people of real lists are read rightly.

`python tests/bench/rosters.py FOLDER` reads every list in a folder that `FOLDER/truth.json`
tells the truth of, and prints rows for docs/measurements.md:

    {"list.csv": {"people": 12, "columns": {"A": "full_name", "B": "email", "F": "role|"}}}

`people` may be a range, or the code of the refusal that is right. Columns that are not named
hold nothing of ours, so whatever they are taken for is wrong; of several readings between bars
each is right, and the empty one is none. The lists are other people's and stay out of here.
"""

import json
import sys
import time
from pathlib import Path

from worldcafe.domain.refusal import FileRefused
from worldcafe.exchange.roster import Field, read_layout, read_roster


def main(folder: Path) -> int:
    """Measure every list of the folder."""
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    right = n_columns = wrong = n_lists = n_people_right = 0
    for name, told in truth.items():
        started = time.perf_counter()
        read, missed, false = columns(folder / name, told["columns"])
        found = people(folder / name)
        seconds = time.perf_counter() - started
        counted = is_right(found, told["people"])
        right, n_columns, wrong = (
            right + read,
            n_columns + read + len(missed),
            wrong + len(false),
        )
        n_lists, n_people_right = n_lists + 1, n_people_right + counted
        mark = "" if counted else f" (should be {told['people']})"
        print(f"{name} | {read}/{read + len(missed)} | {found}{mark} | {seconds:.1f} s")
        for each in [*(f"not read: {m}" for m in missed), *(f"WRONG: {f}" for f in false)]:
            print(f"    {each}")
    print(f"{n_lists} lists: {right} of {n_columns} columns right, {wrong} taken for what they")
    print(f"are not; the right number of people in {n_people_right}")
    return 0


def columns(path: Path, told: dict[str, str]) -> tuple[int, list[str], list[str]]:
    """How many columns are right, which were not read, and which are taken wrongly."""
    read, missed, false = 0, [], []
    try:
        layout = read_layout(path)
    except FileRefused as refusal:
        return (
            0,
            [refusal.code for rightly in told.values() if "" not in rightly.split("|")],
            [],
        )
    for column in layout.columns:
        field = column.field.value if column.field not in (None, Field.IGNORE) else ""
        rightly = told.get(column.letter, "").split("|")
        what = f"{column.letter} {column.heading!r} as {field or 'nothing'}, is {rightly}"
        if field in rightly:
            read += rightly != [""]
        elif field:
            false.append(what)
            missed += [what] if "" not in rightly else []
        else:
            missed.append(what)
    return read, missed, false


def people(path: Path) -> int | str:
    """How many people, or the refusal."""
    try:
        return len(read_roster(path).people)
    except FileRefused as refusal:
        return refusal.code


def is_right(found: int | str, told: int | str | list[int]) -> bool:
    """Whether the number, or the refusal, is the right one."""
    if isinstance(told, list):
        return isinstance(found, int) and told[0] <= found <= told[1]
    return found == told


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
