"""Whatever is done by keyboard or goes away, the keyboard is on something seen and near.

`WORLDCAFE_SCREENS=all` presses every button of every page and dialog, does every action of the
one table, and takes each back; otherwise a few of each.
"""

import os
import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from every_dialog import dialogs, settled, shown_pages
from hostile_cafe import Overwrite, rewritten
from keyboard_ways import Answers, Chosen, faults_in_dialog, faults_on_page
from screen_faults import called, takes_tab
from small_cafe import AT
from worldcafe.document import Document
from worldcafe.domain.clock import agenda
from worldcafe.domain.commands import StartSegment
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.pages.harvest.page import VIEWS
from worldcafe.ui.parts import box, column, row
from worldcafe.ui.phone_room import PhoneRoom
from worldcafe.ui.shell.focus import FocusOnPage
from worldcafe.ui.shell.stages import STAGES
from worldcafe.ui.shell.window import MainWindow
from worldcafe.wording import words_for

EVERYTHING = os.environ.get("WORLDCAFE_SCREENS") == "all"
ON_A_PAGE, IN_A_DIALOG, DIALOGS = (None, None, 1) if EVERYTHING else (2, 1, 3)
"""Of what can be done there, how much is; and every how many dialogs are opened."""
N_TABLES = 3


@pytest.fixture
def window(bridge, qtbot):
    made = MainWindow(bridge)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    yield made
    made.dismiss()


def assert_keys_are_heard(window, after):
    here = window.focusWidget()
    assert here is not None, after
    assert window.page.isAncestorOf(here), f"{after}: on {called(here)}"
    assert here.isVisible(), f"{after}: on {called(here)}, which is away"


def test_a_view_in_which_there_is_nothing_yet_leaves_the_keyboard_in_view(window):
    window.go_to_page("harvest")
    for view in VIEWS:
        button = window.page.bar.buttons[view.key]
        button.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(button, Qt.Key.Key_Space)
        settled(window, window._bridge)
        assert window.page.key == view.key
        assert_keys_are_heard(window, view.key)


@pytest.mark.parametrize("there", [stage.key for stage in STAGES])
def test_whoever_goes_to_another_page_takes_the_keyboard_along(window, there):
    for here in (stage.key for stage in STAGES if stage.key != there):
        window.go_to_page(here)
        settled(window, window._bridge)
        reached = (each for each in window.page.findChildren(QWidget) if takes_tab(each))
        next(each for each in reached if each.isVisible()).setFocus()
        window.go_to_page(there)
        settled(window, window._bridge)
        assert_keys_are_heard(window, f"{here} to {there}")


def press(button, window):
    """Press what has the keyboard then, and let everything find its place."""
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)
    settled(window, window._bridge)


def is_in_view(widget):
    return not widget.visibleRegion().isEmpty()


def test_what_grows_on_a_page_leaves_in_view_what_has_the_keyboard(window):
    window.resize(1366, 560)
    window.go_to_page("prepare/rounds")
    rounds = window.page.rounds
    press(rounds.adding, window)
    there = rounds.cards[window._bridge.workshop.rounds_in_order[-1].id].question
    assert window.focusWidget() is there
    assert is_in_view(there)


def test_who_scrolls_away_from_what_has_the_keyboard_is_left_there(window):
    window.resize(1366, 560)
    window.go_to_page("prepare/rounds")
    rounds = window.page.rounds
    settled(window, window._bridge)
    rounds.adding.setFocus(Qt.FocusReason.TabFocusReason)
    settled(window, window._bridge)
    bar = rounds._scroll.verticalScrollBar()
    for away in (bar.minimum(), bar.maximum()):
        bar.setValue(away)
        settled(window, window._bridge)
        assert bar.value() == away


def test_what_moves_on_a_page_takes_the_keyboard_from_nothing_beside_it(window):
    window.go_to_page("prepare/rounds")
    settled(window, window._bridge)
    window.page.rounds.adding.setFocus()
    settled(window, window._bridge)
    beside = next(
        each
        for each in window.findChildren(QWidget)
        if takes_tab(each) and each.isVisible() and not window.page.isAncestorOf(each)
    )
    beside.setFocus()
    window.resize(1200, 700)
    settled(window, window._bridge)
    assert window.focusWidget() is beside


@pytest.mark.parametrize("take_away", [QWidget.hide, lambda widget: widget.setEnabled(False)])
def test_a_button_that_goes_hands_the_keyboard_to_what_stands_near_it(take_away, qtbot):
    near, gone, following = (QPushButton(text) for text in ("Near", "Gone", "Following"))
    pages = QStackedWidget()
    pages.addWidget(box(column(box(row(near, gone)), following)))
    qtbot.addWidget(pages)
    pages.keeper = FocusOnPage(pages)
    pages.show()
    pages.activateWindow()
    settled(pages)
    gone.setFocus()
    take_away(gone)
    settled(pages)
    assert QApplication.focusWidget() is near


def test_going_back_to_the_beginning_of_the_day_is_not_one_press_before_its_end(desk):
    window = MainWindow(desk)
    window.show()
    window.activateWindow()
    settled(window, desk)
    window.go_to_page("live")
    page = window.page
    first, second, *_ = agenda(desk.workshop)
    for segment in (first, second):
        desk.do(StartSegment(segment=segment.key))
    press(page.clock.back, window)
    left, here = page.clock.back.isVisible(), window.focusWidget()
    window.dismiss()
    assert not left
    assert here is page.clock.face, called(here)


def test_nothing_to_paste_is_said_and_no_mistake(window, bridge, monkeypatch):
    class NeverUsed:
        def mimeData(self):
            return None

    monkeypatch.setattr(QGuiApplication, "clipboard", NeverUsed)
    window.go_to_page("people")
    window.page._on_paste()
    (said,) = bridge.refusals
    assert "no cells to paste" in said


def test_whatever_is_done_on_a_page_leaves_the_keyboard_near(desk, answers, qtbot):
    answers.home = window = MainWindow(desk)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    found, chosen = [], Chosen(ON_A_PAGE)
    for name in shown_pages(window):
        settled(window, desk)
        found += [f"{name}: {fault}" for fault in faults_on_page(window, answers, chosen)]
    window.dismiss()
    assert not found, "\n".join(found)


def test_whatever_is_done_in_a_dialog_leaves_the_keyboard_in_it(desk, answers):
    window, found, chosen = MainWindow(desk), [], Chosen(IN_A_DIALOG)
    window.show()
    for make in [*dialogs(desk, window, "A name")][::DIALOGS]:
        found += faults_in_dialog(make, desk, answers, chosen)
    window.dismiss()
    assert not found, "\n".join(found)


@pytest.fixture
def answers(qapp):
    """Questions that come up are answered: first no, then yes."""
    made = Answers()
    yield made
    made.stop()


@pytest.fixture
def desk(part_of_turin, tmp_path, monkeypatch):
    """Some tables of Turin, at a desk where files that are asked for are thought better of."""
    path = shutil.copy(part_of_turin, tmp_path / "part.worldcafe")
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_asked: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_asked: ([], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: "")
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    monkeypatch.setattr(QPrintDialog, "exec", lambda _asked: 0)
    bridge = Bridge(Document.open(path, now=lambda: AT), words_for("en"), now=lambda: AT)
    yield bridge
    PhoneRoom.of(bridge).close()
    bridge.close()


@pytest.fixture(scope="module")
def part_of_turin(_turin_file, tmp_path_factory):
    """Some tables of the example with what is said at them, so that every step is quick."""
    with Document.open(_turin_file, now=lambda: AT) as turin:
        part = with_few_tables(rewritten(turin.workshop, str))
    path = tmp_path_factory.mktemp("part") / "part.worldcafe"
    with Document.create(path, now=lambda: AT) as document:
        document.do(Overwrite(workshop=part))
    return path


def with_few_tables(whole):
    """The workshop without most tables and people, and without what speaks of these."""
    with_photo = {each.table_id for each in whole.attachments.values()}
    tables = sorted(whole.tables_in_order, key=lambda each: each.id not in with_photo)
    gone = {each.id for each in tables[N_TABLES:]}
    said = [each for each in whole.contributions.values() if each.table_id not in gone]
    speak_of = {
        told for each in (*tables[:N_TABLES], *said) for told in strings(each.model_dump())
    }
    gone |= whole.participants.keys() - speak_of
    kept = [(each, set(strings(each.model_dump()))) for each in whole.entities()]
    while speaking := [each for each, told in kept if gone & told]:
        kept = [(each, told) for each, told in kept if not gone & told]
        gone |= {each.id for each in speaking if hasattr(each, "id")}
    return Workshop.of(each for each, _told in kept)


def strings(value):
    """Every text in what an entity holds."""
    if isinstance(value, dict):
        value = value.values()
    if isinstance(value, str):
        yield value
    elif hasattr(value, "__iter__"):
        for each in value:
            yield from strings(each)
