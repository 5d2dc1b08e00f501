"""The whole day by keyboard alone, from the start window to the workbook.

`python3 packaging/dev.py prove access` goes through it.
"""

import os

import openpyxl
import pytest

from heard import HeardScreen, missing_for_ears
from heard.day import PARTS, TITLES, KeyboardDay
from real_window import ask

pytestmark = [
    pytest.mark.skipif(
        bool(missing_for_ears()), reason=f"this needs {', '.join(missing_for_ears())}"
    ),
    pytest.mark.skipif(os.environ.get("WORLDCAFE_SCREENS") != "all", reason="only at length"),
]


@pytest.mark.parametrize("language", ["es", "ar"])
def test_a_day_by_keyboard_alone(tmp_path, language):
    with HeardScreen() as screen:
        day = KeyboardDay(screen, tmp_path, language)
        for part in PARTS:
            getattr(day, part)()
        day.window.quit()

    assert ask(day.cafe, "SELECT title FROM about") == [TITLES[language]]
    assert ask(day.cafe, "SELECT title FROM contribution ORDER BY rowid") == day.ideas
    words, book = day.words, openpyxl.load_workbook(day.synthesis_file)
    assert words("Opportunities") in book.sheetnames
    seen = [sheet for sheet in book if sheet.sheet_state == "visible"]
    directions = {bool(sheet.sheet_view.rightToLeft) for sheet in seen}
    assert directions == {words.tongue.leftwards}
    cells = {
        cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    }
    assert {words("Title"), *day.ideas} <= cells
