"""The whole day by keyboard alone, from the start window to the workbook, in another language.

In Arabic what goes on paper, to the tables and back from them is made as well.
`WORLDCAFE_PICTURES=folder` keeps a picture of each step.
"""

import shutil

import openpyxl
import pytest
from worldcafe.resources import __path__ as resources_path

from heard import HeardScreen, missing_for_ears
from real_window import Window, ask, eventually, run, watched
from worldcafe.domain.vocabulary import Kind
from worldcafe.exchange.templates import read_template
from worldcafe.wording import TRANSLATED, words_for

pytestmark = pytest.mark.skipif(
    bool(missing_for_ears()), reason=f"this needs {', '.join(missing_for_ears())}"
)

IDEAS = (
    "Economía solidaria: de São Paulo a Asunción",
    "Un mercado que paga mejor: Asunción y Ñemby",
)
MOST_STEPS = 30


@pytest.fixture
def screen():
    """A screen for somebody who never opened the program, which tells where the keyboard is."""
    with HeardScreen() as opened:
        yield opened


@pytest.mark.parametrize("language", ["es", "ar"])
def test_a_day_by_keyboard_alone(screen, tmp_path, language):
    cafe, target = tmp_path / "dia.worldcafe", tmp_path / "sintesis.xlsx"
    (folder,) = resources_path
    people = shutil.copy(f"{folder}/examples/turin-participants.xlsx", tmp_path / "lista.xlsx")
    words = words_for(language)
    window = Window(screen)
    tab_to(screen, window, TRANSLATED[language], "shift+Tab")
    window.keys("space")
    new = words("New workshop")
    eventually(lambda: screen.focused() == ["button", new])
    tab_to(screen, window, read_template("turin", language).name)
    window.keys("Return")
    answer(window, new, cafe)

    window.until(["ctrl+2", "ctrl+Return"], lambda: window.shows(words("Import a list")))
    answer(window, words("Import a list"), people)
    window.main_action_until(lambda: watched(cafe, "participant") == 80)
    window.keys("ctrl+3")
    window.main_action_until(lambda: watched(cafe, "seat") == 320)
    window.keys("ctrl+4", "ctrl+Return")
    eventually(lambda: watched(cafe, "clock WHERE segment = 'welcome'") == 1)
    window.keys("n")
    eventually(lambda: watched(cafe, "clock WHERE segment LIKE '%.talk'") == 1)
    window.keys("ctrl+5")
    for n, idea in enumerate(IDEAS, start=1):
        window.type(idea)
        window.keys("ctrl+Return")
        eventually(lambda n=n: watched(cafe, "contribution") == n)
    window.keys("ctrl+6", "ctrl+7")
    asked = words("Write the synthesis")
    window.until(["ctrl+Return"], lambda: window.shows(asked))
    answer(window, asked, target)
    eventually(target.exists)
    window.quit()

    assert ask(cafe, "SELECT title FROM contribution ORDER BY rowid") == list(IDEAS)
    assert_read_in(language, target, IDEAS)
    if language == "ar":
        prints_and_notes(cafe, tmp_path, words)


def tab_to(screen, window, name, key="Tab"):
    """Press Tab until the keyboard is on what is called so."""
    eventually(screen.focused)
    for _ in range(MOST_STEPS):
        here = screen.focused()
        if here[1] == name:
            return
        window.keys(key)
        eventually(lambda here=here: screen.focused() != here)
    raise AssertionError(f"{key} does not come to {name}")


def answer(window, title, path):
    """Type where a file is into the dialog of this title."""
    window.dialog(title)
    window.keys("ctrl+a")
    window.type(str(path))
    window.keys("Return")
    eventually(lambda: not window.shows(title))


def assert_read_in(language, path, titles):
    """Whether a workbook is in this language, reads its way, and holds these titles."""
    words, book = words_for(language), openpyxl.load_workbook(path)
    assert words("Opportunities") in book.sheetnames
    assert all(sheet.sheet_view.rightToLeft is words.tongue.leftwards for sheet in book)
    cells = {
        cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    }
    assert {words("Title"), *titles} <= cells


def prints_and_notes(cafe, folder, words):
    """The rest of the day in Arabic: prints, a note sheet there and back, and the synthesis."""
    for what in ("badges", "cards", "doors", "tables", "sheets", "opportunities"):
        page = folder / f"{what}.pdf"
        run("print", cafe, page, "--what", what, "--lang", words.language)
        assert page.read_bytes().startswith(b"%PDF")
    run("note-sheets", cafe, folder / "sheets", "--lang", words.language)
    sheet = min((folder / "sheets").glob("*.xlsx"))
    written = "سوق يدفع أجراً أفضل"
    fill(sheet, words, written)
    run("notes", cafe, sheet)
    assert written in ask(cafe, "SELECT title FROM contribution")
    run("export", cafe, folder / "again.xlsx", "--lang", words.language)
    assert_read_in(words.language, folder / "again.xlsx", [written])


def fill(path, words, title):
    """Write one idea on a note sheet, as somebody at the table would."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    (table,) = sheet.tables.values()
    header = int("".join(filter(str.isdigit, table.ref.split(":")[0])))
    at = {cell.value: cell.column for cell in sheet[header]}
    sheet.cell(header + 1, at[words("Title")], title)
    sheet.cell(header + 1, at[words("Kind")], words.label(Kind.IDEA))
    book.save(path)
