"""`worldcafe print`: what scripts rely on."""

import json
import os
import re
import subprocess
import sys
import zipfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from pypdf import PdfReader

from printed_cafe import text_of, texts
from small_cafe import build
from worldcafe.cli import main
from worldcafe.document import Document
from worldcafe.domain.commands import PutParticipant
from worldcafe.domain.model import Participant
from worldcafe.lan import Codes, Role, Scope
from worldcafe.prints import PRINTS, What


@pytest.fixture
def run(monkeypatch, capsys, qapp):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run(*arguments):
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture(scope="module")
def turin(tmp_path_factory):
    path = tmp_path_factory.mktemp("turin") / "turin.worldcafe"
    assert main(["demo", str(path)]) == 0
    return path


def test_every_print_has_a_name_a_use_and_a_layout():
    assert PRINTS.keys() == set(What)
    assert all(each.name and each.use and each.layout() for each in PRINTS.values())


@pytest.mark.parametrize(
    ("what", "french"),
    [
        ("badges", "Tour 4"),
        ("cards", "Hôte"),
        ("doors", "Tour"),
        ("tables", "Hôte"),
        ("sheets", "Titre"),
        ("opportunities", "Modalité"),
    ],
)
def test_every_print_of_the_example_is_written_in_french(run, turin, tmp_path, what, french):
    path = tmp_path / "out.pdf"
    code, out, err = run("print", turin, path, "--what", what, "--lang", "fr", "--json")
    pages = PdfReader(path).pages
    assert (code, err) == (0, "")
    assert json.loads(out) == {"path": str(path), "what": what, "pages": len(pages)}
    assert french in text_of(pages[-1])


def test_one_round_on_the_paper_of_the_country(run, turin, tmp_path):
    path = tmp_path / "out.pdf"
    code, out, _ = run(
        "print", turin, path, "--what", "sheets", "--round", 3, "--paper", "letter"
    )
    assert (code, out) == (0, f"{path} is written: 16 pages.\n")
    assert all("Round 3" in text for text in texts(path))
    assert round(PdfReader(path).pages[0].mediabox.width) == 612


def test_a_report_of_some_opportunities(run, turin, tmp_path):
    path = tmp_path / "out.pdf"
    asked = ("--what", "opportunities", "--theme", "Travail des enfants", "--top", 2)
    code, out, _ = run("print", turin, path, *asked, "--json")
    assert (code, json.loads(out)["pages"]) == (0, 4)  # with a cover and the contents
    assert "2 of 88 opportunities" in texts(path)[0]
    assert run("print", turin, path, "--what", "badges", "--top", 2)[0] == 3
    assert "O-999" in run("print", turin, path, *asked, "--refs", "O-999")[2]


def test_a_report_to_edit(run, turin, tmp_path):
    path = tmp_path / "out.odt"
    code, out, _ = run("print", turin, path, "--what", "opportunities", "--json")
    assert code == 0
    assert json.loads(out)["opportunities"] == 88
    assert zipfile.is_zipfile(path)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("out.pdf",), 2),
        (("out.docx", "--what", "badges"), 2),
        (("out.pdf", "--what", "posters"), 2),
        (("out.odt", "--what", "badges"), 3),
        (("out.pdf", "--what", "sheets", "--round", "9"), 3),
        (("none/out.pdf", "--what", "badges"), 4),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    run, turin, tmp_path, monkeypatch, arguments, code
):
    monkeypatch.chdir(tmp_path)
    found, out, err = run("print", turin, *arguments)
    assert (found, out, err.count("\n")) == (code, "", 1)
    assert list(tmp_path.iterdir()) == []


def test_a_print_replaces_a_print_but_no_other_file(run, turin, tmp_path):
    path = tmp_path / "out.pdf"
    arguments = ("print", turin, path, "--what", "cards")
    assert run(*arguments)[0] == run(*arguments)[0] == 0
    path.write_bytes(b"%PDF-1.4 a report of somebody else")
    assert run(*arguments)[0] == 4
    assert path.read_bytes() == b"%PDF-1.4 a report of somebody else"


def test_nothing_to_print_says_what_to_do_first(run, tmp_path):
    path = tmp_path / "new.worldcafe"
    run("new", path, "--tables", 3, "--rounds", 2)
    code, _, err = run("print", path, tmp_path / "out.pdf", "--what", "badges")
    assert code == 3
    assert "Import the list of people first." in err


def python(code, *arguments, **environment):
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True, text=True, check=False, env={**os.environ, **environment},
    )  # fmt: skip


def test_a_computer_that_cannot_draw_says_so(turin, tmp_path):
    without_qt = "import sys; sys.modules['PySide6.QtGui'] = None;"
    done = python(
        f"{without_qt} from worldcafe.cli import main; sys.exit(main(sys.argv[1:]))",
        "print", turin, tmp_path / "out.pdf", "--what", "badges", LC_ALL="C.UTF-8",
    )  # fmt: skip
    assert done.returncode == 4
    assert "Pages cannot be drawn on this computer" in done.stderr
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_printing_needs_no_display_and_no_window(turin, tmp_path):
    done = python(
        "import sys; from worldcafe.cli import main; code = main(sys.argv[1:]);"
        "assert not {'PySide6.QtWidgets', 'PySide6.QtPrintSupport'} & set(sys.modules);"
        "sys.exit(code)",
        "print", turin, tmp_path / "out.pdf", "--what", "badges",
        QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_codes_printed_the_week_before_open_the_room_on_the_day(run, tmp_path):
    path, cards = tmp_path / "café.worldcafe", tmp_path / "cards.pdf"
    with Document.create(path) as document:
        build(document)
    asked = ("--what", "cards", "--address", "192.168.137.1")
    assert run("print", path, cards, *asked)[0] == 0
    printed = re.search(r"Phone code ((?:\w{3} ?){3})", texts(cards)[0])[1]
    with Document.open(path) as document:
        document.do(PutParticipant(participant=Participant(id="late", given_name="Late")))
        port = document.workshop.phones.port
        assert Codes(document.secret()).scope_of(printed, document.workshop) == Scope(
            Role.TABLE, "t1"
        )
    again = tmp_path / "again.pdf"
    assert run("print", path, again, *asked)[0] == 0
    assert again.read_bytes() == cards.read_bytes()  # at the same port, too
    with Document.open(path) as document:
        assert document.workshop.phones.port == port


@pytest.mark.parametrize(
    "asked",
    [
        ("--what", "doors", "--codes"),
        ("--what", "cards", "--address", "0.0.0.0"),
        ("--what", "cards", "--address", "no address"),
    ],
)
def test_a_code_stands_where_it_opens_something_and_nowhere_else(run, turin, tmp_path, asked):
    code, _, err = run("print", turin, tmp_path / "out.pdf", *asked)
    assert (code, len(err.splitlines())) == (3, 1)
    assert not (tmp_path / "out.pdf").exists()
