"""A rehearsal beside the real workshop: its own window, marked, and gone without a trace."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from worldcafe.document.snapshots import last_kept
from worldcafe.domain.clock import is_over, read_clock
from worldcafe.domain.commands import (
    DescribeWorkshop,
    EndDay,
    FurnishRoom,
    PutRound,
    SetClocks,
    SpreadRooms,
)
from worldcafe.domain.commands.day import ResetDay
from worldcafe.domain.model import Round
from worldcafe.ui.settings import Settings
from worldcafe.ui.shell.app import Desktop
from worldcafe.ui.shell.rehearsal import Rehearsal, RehearsalBand
from worldcafe.wording import TRANSLATED, words_for

NONE_KEPT = -1


@pytest.fixture
def settings():
    """The person's, with the gong muted."""
    made = Settings()
    made.keep("sound-muted", "true")
    return made


@pytest.fixture(autouse=True)
def _muted(turin_bridge):
    turin_bridge.settings.keep("sound-muted", "true")


@pytest.fixture
def seconds():
    """Seconds that pass when a test says so."""

    class Seconds:
        passed = 1000.0

        def __call__(self):
            return self.passed

    return Seconds()


@pytest.fixture
def rehearsal(turin_bridge, seconds, qapp):
    made = Rehearsal.of(turin_bridge, qapp, seconds=seconds)
    made._timer.stop()
    yield made
    made.discard()


@pytest.fixture
def live_through(rehearsal, seconds):
    """Let so much of the rehearsed day pass, in steps of three seconds of it."""

    def lived(duration, until=lambda workshop: False):
        rehearsal.run_at(60)
        for _ in range(round(duration / dt.timedelta(seconds=3))):
            seconds.passed += 0.05
            rehearsal.step()
            if until(rehearsal.bridge.workshop):
                return

    return lived


def start(rehearsal):
    rehearsal.window.page.start_or_pause()
    assert rehearsal.bridge.workshop.clock.segment


def test_the_copy_is_marked_wherever_one_looks(rehearsal, qapp):
    rehearsal.show()
    assert rehearsal.bridge.workshop.about.rehearsal
    assert rehearsal.window.windowTitle().startswith("Rehearsal: ")
    texts = [
        label.text() for label in rehearsal.window.findChildren(QLabel) if label.isVisible()
    ]
    assert "Rehearsal: nothing here is kept" in texts
    projector = rehearsal.instruments.projector
    projector.window.show()
    assert projector.window._band.isVisible()
    assert projector.window._band.height() > 0


def test_a_title_as_long_as_can_be_is_rehearsed_as_well(bridge, qapp):
    bridge.do(DescribeWorkshop(about=bridge.workshop.about.but(title="W" * 500)))
    bridge.do(FurnishRoom(n_tables=2, seats=5))
    bridge.do(PutRound(round=Round(id="r1", number=1)))
    made = Rehearsal.of(bridge, qapp)
    assert made.bridge.workshop.about.rehearsal
    made.discard()


def test_on_a_small_screen_the_rehearsal_fills_it_and_none_of_it_is_out_of_sight(rehearsal):
    room = rehearsal.window.screen().availableGeometry()
    assert room.width() < 1366  # this platform's screen
    rehearsal.show()
    assert rehearsal.window.isMaximized()


def test_the_real_projector_is_not_marked(turin_bridge):
    from worldcafe.ui.projector import Projector

    projector = Projector(turin_bridge)
    projector.window.show()
    assert not projector.window._band.isVisible()
    projector.let_go()


def test_the_real_workshop_is_untouched_and_the_copy_goes(
    rehearsal, turin_bridge, live_through
):
    before, seq = turin_bridge.workshop, turin_bridge.document.seq
    folder = rehearsal.bridge.document.path.parent
    start(rehearsal)
    live_through(dt.timedelta(minutes=30))
    assert rehearsal.bridge.workshop.contributions
    rehearsal.discard()
    assert turin_bridge.workshop is before
    assert turin_bridge.document.seq == seq
    assert not folder.exists()


def test_nothing_of_a_rehearsal_is_kept_among_the_snapshots(rehearsal):
    path = rehearsal.bridge.document.path
    start(rehearsal)
    rehearsal.discard()
    assert last_kept(path) == NONE_KEPT


def test_a_day_runs_to_its_end_by_itself_and_offers_its_synthesis(rehearsal, live_through):
    start(rehearsal)
    live_through(dt.timedelta(hours=4), until=lambda workshop: workshop.clock.ended_at)
    rehearsal.step()
    workshop = rehearsal.bridge.workshop
    assert workshop.clock.ended_at
    assert [each.segment for each in workshop.clock.passages] == [
        segment.key for segment in _agenda(workshop)
    ]
    for round_ in workshop.rounds_in_order:
        said = [each for each in workshop.standing if each.round_id == round_.id]
        assert len(said) >= len(workshop.tables)
    assert rehearsal.held
    assert not rehearsal.band.synthesis.isHidden()
    rehearsal.band.synthesis.click()
    assert rehearsal.window.key == "synthesis"


@pytest.fixture
def in_two_rooms(turin_bridge):
    """The workshop that is rehearsed is held in two rooms, each by its own clock."""
    turin_bridge.do(SpreadRooms(rooms=("Aula", "Bar")))
    turin_bridge.do(SetClocks(by_room=True))


def test_each_room_is_rehearsed_by_its_own_clock_to_the_end_of_the_last(
    in_two_rooms, rehearsal, live_through
):
    rehearsal.show()
    page = rehearsal.window.page
    assert page.clocks.isVisible()
    rehearsal.window.hide()  # nobody looks: the day is played more quickly
    page.clocks.lines["Aula"].toggle.click()

    def begun(room):
        return lambda workshop: bool(workshop.in_room(room).contributions)

    live_through(dt.timedelta(hours=1), until=begun("Aula"))
    assert begun("Aula")(rehearsal.bridge.workshop)
    assert not begun("Bar")(rehearsal.bridge.workshop)
    page.clocks.lines["Bar"].toggle.click()
    live_through(dt.timedelta(hours=5), until=lambda w: w.clock_in("Aula").ended_at)
    workshop = rehearsal.bridge.workshop
    assert not is_over(workshop)
    assert not rehearsal.held
    live_through(dt.timedelta(hours=2), until=is_over)
    rehearsal.step()
    workshop = rehearsal.bridge.workshop
    assert rehearsal.held
    for room in ("Aula", "Bar"):
        keys = [each.segment for each in workshop.clock_in(room).passages]
        assert keys == [segment.key for segment in _agenda(workshop)]
        there = workshop.in_room(room)
        assert {each.round_id for each in there.standing} == set(workshop.rounds)


def test_whoever_goes_back_into_a_day_that_is_over_finds_the_time_running(rehearsal):
    start(rehearsal)
    rehearsal.step()
    rehearsal.bridge.do(EndDay())
    rehearsal.step()
    assert rehearsal.held
    rehearsal.bridge.do(ResetDay())
    rehearsal.step()
    assert not rehearsal.held
    assert rehearsal.band.synthesis.isHidden()


def test_the_facilitator_can_go_on_alone(rehearsal, live_through):
    rehearsal.band.by_itself.setChecked(False)
    start(rehearsal)
    first = rehearsal.bridge.workshop.clock.segment
    live_through(dt.timedelta(minutes=60))
    assert rehearsal.bridge.workshop.clock.segment == first
    rehearsal.window.page.go_on()
    live_through(dt.timedelta(minutes=19))
    assert rehearsal.bridge.workshop.contributions


def test_the_time_can_be_held_and_its_pace_changed(rehearsal, seconds):
    start(rehearsal)
    rehearsal.band.hold.click()
    elapsed = read_clock(rehearsal.bridge.workshop, rehearsal.bridge.now()).elapsed
    seconds.passed += 100
    assert read_clock(rehearsal.bridge.workshop, rehearsal.bridge.now()).elapsed == elapsed
    rehearsal.run_at(120)
    assert rehearsal.held
    rehearsal.band.hold.click()
    seconds.passed += 1
    now = read_clock(rehearsal.bridge.workshop, rehearsal.bridge.now()).elapsed
    assert now - elapsed == dt.timedelta(seconds=120)


def test_the_tables_notes_cannot_be_undone_at_the_desk(rehearsal, live_through):
    start(rehearsal)
    live_through(dt.timedelta(minutes=30))
    n = len(rehearsal.bridge.workshop.contributions)
    rehearsal.bridge.undo()
    assert len(rehearsal.bridge.workshop.contributions) == n


def test_a_round_removed_meanwhile_stops_nobody(rehearsal, live_through):
    start(rehearsal)
    live_through(dt.timedelta(minutes=20))
    round_ = rehearsal.bridge.workshop.rounds_in_order[-1]
    rehearsal.bridge.do(PutRound(round=round_.but(question="Something else?")))
    live_through(dt.timedelta(minutes=20))
    assert rehearsal.bridge.workshop.contributions


def test_a_copy_of_a_rehearsal_cannot_be_saved_as_a_real_workshop(rehearsal, qtbot):
    said = []
    rehearsal.bridge.told.connect(lambda text, undo: said.append(text))
    rehearsal.window.act("save_copy")
    assert said == ["This is a rehearsal. End it first."]
    offered = [each.text().split("\t")[0] for each in _menu(rehearsal.window)]
    assert "End the rehearsal" in offered
    assert not any(text.startswith("Save a copy") for text in offered)


def test_an_empty_workshop_has_nothing_to_rehearse(bridge, qapp):
    from worldcafe.domain.refusal import RuleBroken

    with pytest.raises(RuleBroken) as refused:
        Rehearsal.of(bridge, qapp)
    assert refused.value.code == "no_round_yet"


def test_the_desktop_rehearses_in_another_window_and_speaks_both(turin_bridge, settings, qapp):
    path = Path(turin_bridge.document.path)
    turin_bridge.close()
    desktop = Desktop(qapp, settings)
    assert desktop.open(path)
    desktop.rehearse()
    rehearsal = desktop.rehearsal
    assert rehearsal.window is not desktop.window
    desktop.set_language("fr")
    assert rehearsal.window.key == "live"
    assert rehearsal.bridge.words.language == "fr"
    assert desktop.rehearsal is rehearsal
    rehearsal.window.close()
    assert desktop.rehearsal is None
    assert desktop.window.isVisible()
    desktop.set_language("en")
    desktop.close()


def test_closing_the_real_window_ends_the_rehearsal(turin_bridge, settings, qapp):
    path = Path(turin_bridge.document.path)
    turin_bridge.close()
    desktop = Desktop(qapp, settings)
    desktop.open(path)
    desktop.rehearse()
    folder = desktop.rehearsal.bridge.document.path.parent
    desktop.window.close()
    assert desktop.rehearsal is None
    assert not folder.exists()
    desktop.close()


def _agenda(workshop):
    from worldcafe.domain.clock import agenda

    return agenda(workshop)


def _menu(window):
    from PySide6.QtWidgets import QMenu

    return [action for menu in window.findChildren(QMenu) for action in menu.actions()]


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_band_is_whole_on_the_smallest_screen(language, qtbot):
    band = RehearsalBand(words_for(language))
    qtbot.addWidget(band)
    for ended in (False, True):
        band.show_state(60, held=False, by_itself=True, ended=ended)
        band.resize(800, band.heightForWidth(800))
        band.show()
        for part in band.findChildren(QWidget):
            if isinstance(part, QLabel | QAbstractButton) and part.isVisible():
                assert part.width() >= part.sizeHint().width(), part.text()
                assert part.height() >= part.sizeHint().height() - 1, part.text()
