"""A whole rehearsed day on two displays, from "Start" to its synthesis, in a real window."""

import datetime as dt

import openpyxl
import pytest

from real_window import (
    BEAMER,
    ON_BEAMER,
    Window,
    ask,
    eventually,
    lacking_for_two_displays,
    place_of,
    plug_in,
    two_displays,
    watched,
    xrandr,
)
from worldcafe.document import Document
from worldcafe.domain.commands import DescribeWorkshop, PutRound
from worldcafe.exchange.example import turin_example

pytestmark = pytest.mark.skipif(
    bool(lacking_for_two_displays()),
    reason=f"a real window on two displays needs {', '.join(lacking_for_two_displays())}",
)

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def screen(tmp_path):
    """A laptop's display, and the room's beside it."""
    with two_displays() as opened:
        folder = tmp_path / "tmp"
        folder.mkdir()
        opened.environment["TMPDIR"] = str(folder)
        yield opened


@pytest.fixture
def cafe(tmp_path):
    """The Turin example with a day of twelve minutes."""
    path = tmp_path / "turin.worldcafe"
    with Document.create(path) as document:
        for command in turin_example("en"):
            document.do(command)
        for round_ in document.workshop.rounds_in_order:
            short = round_.but(talk_duration=2 * MINUTE, move_duration=MINUTE / 2)
            document.do(PutRound(round=short))
        about = document.workshop.about.but(
            welcome_duration=MINUTE / 2, harvest_duration=MINUTE, close_duration=MINUTE / 2
        )
        document.do(DescribeWorkshop(about=about))
    return path


def test_a_rehearsed_day_runs_to_its_synthesis_and_leaves_the_workshop_as_it_was(
    screen, tmp_path, cafe
):
    window = Window(screen, cafe)
    before = {what: watched(cafe, what) for what in ("contribution", "history", "seat")}
    window.keys("ctrl+shift+r")
    window.dialog("Rehearsal")
    copy = eventually(lambda: next((tmp_path / "tmp").glob("*/turin.worldcafe"), None))
    eventually(lambda: watched(copy, "contribution") == 0)

    window.keys("F5")
    eventually(lambda: place_of(screen, "Projector") == ON_BEAMER)
    window.dialog("Rehearsal")
    window.keys("ctrl+Return")
    eventually(lambda: watched(copy, "clock WHERE segment != ''") == 1)
    eventually(lambda: watched(copy, "clock WHERE ended_at IS NOT NULL") == 1, seconds=60)

    assert watched(copy, "contribution") > 64 * 0.8
    assert watched(copy, "participant WHERE presence = 'absent'") > 0
    handed_in = watched(copy, "conversation WHERE state = 'handed_in'")
    assert 64 / 2 < handed_in < 64
    window.dialog("Rehearsal")
    window.keys("ctrl+7")
    target = tmp_path / "rehearsed.xlsx"
    window.keys("ctrl+Return")
    window.dialog("Write the synthesis")
    window.keys("ctrl+a")
    window.type(str(target))
    window.keys("Return")
    eventually(target.exists)
    n_recorded = watched(copy, "contribution")
    window.dialog("Rehearsal")
    window.keys("alt+F4")
    eventually(lambda: not copy.parent.exists())
    eventually(lambda: place_of(screen, "Projector") is None)
    assert {what: watched(cafe, what) for what in before} == before
    assert ask_whole(cafe, "SELECT segment FROM clock", window) in ([], [""])

    texts = [
        cell
        for sheet in openpyxl.load_workbook(target)
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if isinstance(cell, str)
    ]
    assert any("Rehearsal" in text for text in texts)
    assert n_recorded > 0


def test_the_projector_leaves_a_display_that_is_unplugged_and_takes_it_again(screen, cafe):
    window = Window(screen, cafe)
    window.keys("F5")
    eventually(lambda: place_of(screen, "Projector") == ON_BEAMER)
    xrandr(screen, "--delmonitor", "beamer")
    eventually(lambda: lies_within(place_of(screen, "Projector"), 1366, 768))
    plug_in(screen, "beamer", BEAMER)
    eventually(lambda: place_of(screen, "Projector") == ON_BEAMER)
    window.dialog("turin")
    assert window.quit() == 0


def lies_within(place, width, height):
    """Whether a window is on a display of this size and leaves some of it free."""
    if place is None:
        return False
    left, top, wide, high = place
    inside = 0 <= left <= left + wide <= width and 0 <= top <= top + high <= height
    return inside and wide < width and high < height


def ask_whole(path, query, window):
    """The first column of a query, once the program has let go of the file."""
    window.dialog("turin")
    assert window.quit() == 0
    return ask(path, query)
