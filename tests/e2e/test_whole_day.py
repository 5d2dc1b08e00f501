"""From a participant list to the synthesis, in a real window, through a power cut."""

import shutil

import openpyxl
import pytest
from worldcafe.resources import __path__ as resources_path

from real_window import Screen, Window, ask, eventually, missing_programs, run, watched

pytestmark = pytest.mark.skipif(
    bool(missing_programs()), reason=f"a real window needs {', '.join(missing_programs())}"
)

TITLES = (
    "Échange d’expériences Dakar – Maputo sur la récupération",
    "Coopération triangulaire : Brésil, Pérou, Haïti",
    "Ñandutí y economía solidaria: São Paulo y Asunción",
)


@pytest.fixture
def list_of_people(tmp_path):
    """The organiser's list, under a short name that can be typed."""
    (folder,) = resources_path
    return shutil.copy(f"{folder}/examples/turin-participants.xlsx", tmp_path / "liste.xlsx")


@pytest.fixture
def screen():
    with Screen() as opened:
        yield opened


def test_the_main_job_from_the_list_to_the_workbook(screen, tmp_path, list_of_people):
    cafe = tmp_path / "turin.worldcafe"
    run("new", cafe, "--template", "turin", "--title", "Turin")
    window = Window(screen, cafe)

    window.keys("ctrl+2", "ctrl+Return")
    window.dialog("Import a list")
    window.type(str(list_of_people))
    window.main_action_until(lambda: watched(cafe, "participant") == 80)

    window.keys("ctrl+3")
    window.main_action_until(lambda: watched(cafe, "seat") == 320)

    window.keys("ctrl+4", "ctrl+Return")
    eventually(lambda: watched(cafe, "clock WHERE segment = 'welcome'") == 1)
    window.keys("n")
    eventually(lambda: watched(cafe, "clock WHERE segment LIKE '%.talk'") == 1)

    window.keys("ctrl+5")
    for n, title in enumerate(TITLES, start=1):
        window.type(title)
        window.keys("ctrl+Return")
        eventually(lambda n=n: watched(cafe, "contribution") == n)

    window.type("Une idée que le courant coupe au milieu de la phr")
    eventually(lambda: watched(cafe, "draft WHERE content LIKE '%milieu de la phr%'") == 1)
    window.kill()

    reopened = Window(screen, cafe)
    reopened.keys("ctrl+5", "ctrl+Return")
    eventually(lambda: watched(cafe, "contribution") == 4)
    reopened.quit()
    assert not cafe.with_name(cafe.name + "-journal").exists()
    assert ask(cafe, "SELECT title FROM contribution ORDER BY rowid") == [
        *TITLES,
        "Une idée que le courant coupe au milieu de la phr",
    ]
    assert ask(cafe, "SELECT count(*) FROM draft") == [0]
    (segment,) = ask(cafe, "SELECT segment FROM clock")
    assert segment.endswith(".talk")

    target = tmp_path / "synthèse.xlsx"
    run("export", cafe, target, "--lang", "fr")
    book = openpyxl.load_workbook(target)
    cells = {
        cell
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if isinstance(cell, str)
    }
    assert set(TITLES) <= cells
    assert "Zoë DUPRÉ" in cells or {"Zoë", "DUPRÉ"} <= cells
