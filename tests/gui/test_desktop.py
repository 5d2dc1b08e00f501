"""The window and the application around it: opening, refusing, undoing, changing language."""

import datetime as dt
import html
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from platformdirs import user_data_path
from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QProgressDialog,
    QPushButton,
    QWidget,
)

from small_cafe import build, record
from worldcafe.document import Document, snapshots_of
from worldcafe.document.store import Commit, Entry
from worldcafe.domain.commands import DescribeWorkshop, FurnishRoom, SaveDraft, StartSegment
from worldcafe.domain.edits import Edit
from worldcafe.domain.model import EARLIEST, LATEST, LONGEST, About, Clock, Passage
from worldcafe.ui.actions import ACTIONS, PLACES, action, bind, keys_told
from worldcafe.ui.pages.harvest.page import VIEWS
from worldcafe.ui.painting.look import colours, dress, icon, pixmap
from worldcafe.ui.projector.window import ProjectorWindow
from worldcafe.ui.settings import Settings
from worldcafe.ui.shell.app import Desktop
from worldcafe.ui.shell.keys import KeysDialog
from worldcafe.ui.shell.recovering import RecoveryDialog
from worldcafe.ui.work import Work
from worldcafe.wording import words_for
from worldcafe.wording.deeds import STAGE_NAMES

TURIN = Path(__file__).parents[2] / "resources" / "examples" / "turin-participants.xlsx"


@pytest.fixture
def settings():
    made = Settings()
    made.language = "en"
    return made


@pytest.fixture
def desktop(qapp, qtbot, settings):
    opened = Desktop(qapp, settings)
    yield opened
    opened.close()
    QApplication.processEvents()


@pytest.fixture
def cafe(tmp_path):
    path = tmp_path / "café.worldcafe"
    with Document.create(path) as document:
        build(document)
        document.do(DescribeWorkshop(about=About(title="Café de Turin")))
    return path


def test_opening_a_workshop_shows_its_title_and_every_stage(desktop, qtbot, cafe):
    assert desktop.open(cafe)
    window = desktop.window
    qtbot.waitUntil(window.isVisible)
    assert window.top.title.text() == "Café de Turin"
    assert list(window._stages) == [
        "prepare", "people", "rotation", "live", "capture", "harvest", "synthesis",
    ]  # fmt: skip
    assert window.key == "prepare"


def test_a_day_that_runs_opens_where_it_is_run(desktop, cafe):
    with Document.open(cafe) as document:
        document.do(StartSegment(segment="r1.talk"))
    desktop.open(cafe)
    assert desktop.window.key == "live"


def test_what_is_clicked_while_the_rest_is_loaded_is_done_then_and_once(desktop, qtbot, cafe):
    desktop.show_start()
    desktop.loading.begin()
    start = desktop._start
    start.open_asked.emit()  # thought better of: the last click counts
    start.recent_asked.emit(cafe)
    assert desktop.window is None
    qtbot.waitUntil(lambda: desktop.window is not None)
    assert desktop.bridge.document.path == cafe


def test_the_example_is_made_while_the_window_answers_and_asks_for_no_place(desktop, qtbot):
    desktop.show_start()
    in_view = []
    """Which of the two windows are, at each turn of the loop since there are two."""

    def look():
        start, window = desktop._start, desktop.window
        if window is not None:
            in_view.append((bool(start and start.isVisible()), window.isVisible()))

    watch = QTimer(interval=0)
    watch.timeout.connect(look)
    watch.start()
    desktop.open_example()
    assert desktop.window is None
    assert isinstance(QApplication.activeModalWidget(), QProgressDialog)
    qtbot.waitUntil(lambda: desktop.window is not None, timeout=300_000)
    path = desktop.bridge.document.path
    assert path.parent == user_data_path("worldcafe", appauthor=False) / "examples"
    assert desktop.bridge.folder == Path.home(), "files for others do not go there"
    assert len(desktop.bridge.workshop.contributions) == 136
    assert desktop.bridge.to_undo is None
    qtbot.waitUntil(lambda: desktop._start is None)
    watch.stop()
    assert (True, False) in in_view, "it is built in one turn and shown in another"
    assert all(map(any, in_view)), "there is always a window in view"
    assert desktop.window.isVisible()
    qtbot.waitUntil(lambda: not desktop.findChildren(Work))
    assert QApplication.activeModalWidget() is None


def test_leaving_while_the_example_is_made_waits_for_it_and_a_second_one_is_another(desktop):
    for n in (1, 2):
        desktop.open_example()
        desktop.close()
        QApplication.processEvents()
        assert desktop.window is None
        examples = user_data_path("worldcafe", appauthor=False) / "examples"
        made = list(examples.glob("*.worldcafe"))
        assert len(made) == n
        for path in made:
            with Document.open(path) as document:
                assert len(document.workshop.contributions) == 136


@pytest.mark.parametrize("number", range(1, 8))
def test_control_and_a_number_goes_to_a_stage(desktop, qtbot, cafe, number):
    desktop.open(cafe)
    window = desktop.window
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
    assert window.key == list(window._stages)[number - 1]


def test_control_z_undoes_the_workshop_when_the_field_in_focus_has_nothing_to_undo(
    desktop, qtbot, cafe
):
    desktop.open(cafe)
    desktop.bridge.do(FurnishRoom(n_tables=9, seats=5))
    field = QLineEdit(desktop.window)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(desktop.bridge.workshop.tables) == 2


def test_control_z_undoes_typing_first(desktop, qtbot, cafe):
    desktop.open(cafe)
    desktop.bridge.do(FurnishRoom(n_tables=9, seats=5))
    field = QLineEdit(desktop.window)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "abc")
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == ""
    assert len(desktop.bridge.workshop.tables) == 9


def test_the_language_changes_at_once_and_leaves_the_person_where_they_were(
    desktop, qtbot, cafe
):
    desktop.open(cafe)
    desktop.window.go_to_page("harvest")
    desktop.set_language("fr")
    assert desktop.window.key == "harvest"
    assert desktop.window._pages.keys() == {"harvest"}, "nobody waits for another page"
    assert desktop.window._stages["harvest"].accessibleName() == "Récolte"
    desktop.bridge.do(FurnishRoom(n_tables=3, seats=5))
    assert len(desktop.bridge.workshop.tables) == 3


def test_the_chosen_language_is_spoken_the_next_time(desktop, settings):
    desktop.set_language("fr")
    assert settings.language == "fr"


def test_the_look_changes_at_once(desktop, qapp, cafe):
    desktop.open(cafe)
    light = qapp.palette().window().color()
    desktop.toggle_look()
    assert qapp.palette().window().color().lightness() < light.lightness()
    desktop.toggle_look()
    assert qapp.palette().window().color() == light


def test_a_refusal_is_a_sentence_at_the_foot_of_the_window(desktop, qtbot, cafe):
    desktop.open(cafe)
    desktop.bridge.undo()
    while desktop.bridge.undo():
        pass
    toast = desktop.window._toast
    assert toast.isVisible()
    assert toast._text.text() == "There is nothing to undo."


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("harvest", {"view": "list", "contribution": "a"}),
        ("harvest", {"view": "before"}),
        ("capture", {"table": "t2", "round": "r2"}),
        ("people", {"chosen": '["dina"]'}),
        ("prepare", {}),
    ],
)
def test_a_place_that_is_asked_for_is_gone_to(desktop, cafe, key, place):
    with Document.open(cafe) as document:
        document.do(record("a"))
    desktop.open(cafe)
    desktop.bridge.place_asked.emit(key, place)
    assert desktop.window.key == key
    shown = desktop.window.page.place()
    assert {name: shown.get(name) for name in place} == place


def test_the_toast_offers_to_undo_what_it_tells(desktop, qtbot, cafe):
    desktop.open(cafe)
    desktop.bridge.do(FurnishRoom(n_tables=9, seats=5), told="9 tables")
    qtbot.mouseClick(desktop.window._toast._undo, Qt.MouseButton.LeftButton)
    assert len(desktop.bridge.workshop.tables) == 2
    assert desktop.window._toast._text.text() == "Undone in Prepare: number of tables"
    assert not desktop.window._toast._undo.isVisible()


def test_that_something_is_read_is_said_until_it_is_read(desktop, cafe):
    desktop.open(cafe)
    said, toast = desktop.bridge, desktop.window._toast
    said.doing.emit("Reading list.xlsx…")
    assert toast.isVisible()
    said.done.emit("Reading another list…")
    assert toast.isVisible()
    said.done.emit("Reading list.xlsx…")
    assert not toast.isVisible()


def test_the_toast_offers_nothing_once_its_step_was_undone_otherwise(desktop, qtbot, cafe):
    desktop.open(cafe)
    window = desktop.window
    desktop.bridge.do(FurnishRoom(n_tables=9, seats=5), told="9 tables")
    assert window._toast._undo.isVisible()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(desktop.bridge.workshop.tables) == 2
    assert not window._toast._undo.isVisible()


@pytest.mark.parametrize(
    ("key", "more"),
    [
        (Qt.Key.Key_Z, Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_Y, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_what_was_undone_comes_back_by_keyboard(desktop, qtbot, cafe, key, more):
    desktop.open(cafe)
    window = desktop.window
    desktop.bridge.do(FurnishRoom(n_tables=9, seats=5))
    desktop.bridge.undo()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier | more)
    assert len(desktop.bridge.workshop.tables) == 9


def test_the_window_is_named_after_the_workshop_and_its_file(desktop, cafe):
    desktop.open(cafe)
    assert desktop.window.windowTitle() == "Café de Turin – café"


def test_a_file_that_is_no_workshop_is_refused_in_words(desktop, qtbot, tmp_path, cafe):
    desktop.open(cafe)
    stranger = tmp_path / "notes.worldcafe"
    stranger.write_text("not a workshop")
    said = []

    def read_and_close():
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append(box.text())
        box.accept()

    _when_modal(qtbot, read_and_close)
    assert not desktop.open(stranger)
    assert said == [f"{stranger} is not a workshop file."]
    assert desktop.bridge.document.path == cafe
    assert stranger.read_text() == "not a workshop"


def test_a_damaged_workshop_is_recovered_from_a_snapshot_beside_it(
    desktop, qtbot, tmp_path, cafe
):
    with Document.open(cafe) as document:
        document.snapshot_if_due()
        expected = document.workshop
    damaged = bytearray(cafe.read_bytes())
    damaged[4096:] = b"\xff" * (len(damaged) - 4096)
    cafe.write_bytes(damaged)
    assert len(snapshots_of(cafe)) == 1

    def choose():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RecoveryDialog)
        dialog.accept()

    _when_modal(qtbot, choose)
    assert desktop.open(cafe)
    assert desktop.bridge.document.path != cafe
    assert desktop.bridge.workshop == expected
    assert cafe.read_bytes() == bytes(damaged)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE clock SET started_at = '0001-01-01T00:00:00+14:00', segment = 'r1.talk'",
        "UPDATE clock SET added_duration = 1e13",
        "UPDATE theme SET translations = printf('%.*c', 100000, '[')",
        "CREATE VIEW e AS WITH n(x) AS (SELECT 1 UNION ALL SELECT x FROM n) SELECT x FROM n",
    ],
)
def test_what_a_file_provokes_becomes_a_sentence_and_the_offer_of_what_is_left(
    desktop, qtbot, cafe, statement
):
    with Document.open(cafe) as document:
        document.do(record())
        expected = document.workshop
    with closing(sqlite3.connect(cafe)) as other, other:
        other.execute(statement)
    texts = []

    def choose():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RecoveryDialog)
        texts.extend(each.text() for each in dialog.findChildren(QLabel))
        texts.append(dialog._list.item(0).text())
        dialog.accept()

    _when_modal(qtbot, choose)
    desktop.open_or_start(cafe)
    assert desktop.window.isVisible()
    assert desktop.bridge.workshop == expected
    assert desktop.bridge.document.path.parent == cafe.parent
    assert any(cafe.name in text and "stays as it is" in text for text in texts)
    assert texts[-1] == "What the file itself still says: 1 contribution"


def test_without_anything_left_the_first_window_comes_back(desktop, qtbot, cafe):
    cafe.write_bytes(cafe.read_bytes()[:100])
    said = []

    def read():
        message = QApplication.activeModalWidget()
        assert isinstance(message, QMessageBox)
        said.append(message.text())
        if len(said) == 1:
            _when_modal(qtbot, read)
        message.accept()

    _when_modal(qtbot, read)
    desktop.open_or_start(cafe)
    assert "is damaged" in said[0]
    assert desktop._start.isVisible()


@pytest.mark.parametrize(
    "clock",
    [
        Clock(segment="r1.talk", started_at=EARLIEST, paused_duration=LONGEST),
        Clock(segment="r2.talk", started_at=EARLIEST, added_duration=-LONGEST,
              passages=(Passage(segment="r1.talk", started_at=EARLIEST, ended_at=LATEST,
                                paused_duration=LONGEST, added_duration=LONGEST),)),
        Clock(ended_at=LATEST, passages=(Passage(segment="welcome", started_at=LATEST,
                                                 ended_at=EARLIEST),)),
    ],
)  # fmt: skip
def test_the_window_bears_whatever_the_file_may_hold(desktop, qtbot, cafe, clock):
    draft = '{"fresh": {"title": 5, "partners": [1], "next_step": "x"}, "edited": {"c1": {}}}'
    with Document.open(cafe) as document:
        document.do(record(next_step={"due": dt.date.max}))
        document.do(SaveDraft(table_id="t1", round_id="r1", content=draft))
        entry = Entry(0, "do", None, False, "desk", "StartSegment", document.writer)
        edits = (Edit(document.workshop.clock, clock),)
        document._store.commit([Commit(entry, edits, EARLIEST.isoformat())], document.seq)
    desktop.open_or_start(cafe)
    for key in ("live", "capture"):
        desktop.window.go_to_page(key)
        desktop.window.grab()
        QApplication.processEvents()
    assert desktop.window.isVisible()


def test_a_new_workshop_does_not_take_the_place_of_one_that_is_open(
    desktop, qtbot, cafe, tmp_path, monkeypatch
):
    desktop.open(cafe)
    before = desktop.bridge.workshop
    monkeypatch.setattr(desktop, "ask_save", lambda *_: cafe)
    _when_modal(qtbot, lambda: QApplication.activeModalWidget().accept())
    desktop.new()
    assert desktop.bridge.workshop == before
    with sqlite3.connect(cafe, timeout=0) as other, pytest.raises(sqlite3.OperationalError):
        other.execute("BEGIN EXCLUSIVE")


def test_closing_the_window_lets_go_of_the_file(desktop, qtbot, cafe):
    desktop.open(cafe)
    desktop.window.close()
    with sqlite3.connect(cafe) as other:
        assert other.execute("SELECT title FROM about").fetchone() == ("Café de Turin",)
    assert not cafe.with_name(cafe.name + "-journal").exists()


def test_recent_workshops_are_those_that_are_still_there(desktop, settings, cafe, tmp_path):
    desktop.open(cafe)
    gone = tmp_path / "gone.worldcafe"
    Document.create(gone).close()
    desktop.open(gone)
    assert settings.recent == [gone, cafe]
    desktop.close()
    gone.unlink()
    assert settings.recent == [cafe]


@pytest.mark.skipif(os.name != "posix", reason="an open file cannot be moved there")
def test_nothing_is_said_to_be_saved_once_the_file_was_moved_away(desktop, cafe, tmp_path):
    desktop.open(cafe)
    window, bridge = desktop.window, desktop.bridge
    cafe.rename(tmp_path / "elsewhere.worldcafe")
    for _ in range(2):
        assert bridge.do(DescribeWorkshop(about=About(title="Lyon"))) is None
        assert window.top.saved.text() == "Not saved"
    (tmp_path / "elsewhere.worldcafe").rename(cafe)
    assert bridge.do(DescribeWorkshop(about=About(title="Lyon")))
    assert window.top.saved.text() == "All saved"


# Leaving a day that runs


@pytest.fixture
def running(cafe):
    with Document.open(cafe) as document:
        document.do(StartSegment(segment="r1.talk"))
    return cafe


@pytest.mark.parametrize("what", ["new", "open", "example", "follow_up", "close", "rehearse"])
def test_a_running_day_is_not_left_without_a_question(
    desktop, running, answer, monkeypatch, what
):
    left = []
    for name in ("new", "ask_open", "open_example", "follow_up", "_close_workshop", "rehearse"):
        monkeypatch.setattr(desktop, name, lambda: left.append(what))
    desktop.open(running)
    asked = answer(None)
    desktop.window.act(what)
    assert left == []
    assert asked[0].startswith("Round 1 is running. ")
    answer("Rehearse" if what == "rehearse" else "Leave")
    desktop.window.act(what)
    assert left == [what]


def test_a_second_workshop_beside_a_running_round_leaves_both_as_they_were(
    desktop, settings, running, answer, monkeypatch, tmp_path, qtbot
):
    """A list comes into the second; back in the first, half an idea is where it was typed."""
    desktop.open(running)
    first = desktop.bridge.workshop
    desktop.window.go_to_page("capture")
    QApplication.processEvents()
    qtbot.keyClicks(desktop.window.page.form.fields["title"], "Half an id")
    desktop.window.act("projector")
    place = tmp_path / "second.worldcafe"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    answer("Leave")
    desktop.window.act("new")
    second = desktop.bridge
    assert second.document.path == place.resolve()
    rooms = (w for w in QApplication.topLevelWidgets() if isinstance(w, ProjectorWindow))
    assert not any(each.isVisible() for each in rooms)
    for kind in ("participants", "tables", "rounds", "contributions", "seats", "drafts"):
        assert not getattr(second.workshop, kind)
    assert not second.workshop.clock.segment

    desktop.window.go_to_page("people")
    reading = desktop.window.page.importing
    reading.read(TURIN)
    qtbot.waitUntil(reading.importing.isEnabled, timeout=30_000)
    reading.importing.click()
    assert len(second.workshop.participants) == 80
    assert settings.guided
    desktop.open(running)

    again = desktop.bridge.workshop
    assert replace(again, drafts={}) == replace(first, drafts={})
    assert desktop.window.guided.guide is None, "the steps are those of the second workshop"
    desktop.window.go_to_page("capture")
    desktop.window.act("main")
    assert [each.title for each in desktop.bridge.workshop.standing][-1] == "Half an id"


def test_a_window_on_a_running_day_closes_only_when_that_is_meant(desktop, running, answer):
    desktop.open(running)
    asked = answer("Stay")
    desktop.window.close()
    assert desktop.window.isVisible()
    assert desktop.bridge is not None
    answer("Leave")
    desktop.window.close()
    assert len(asked) == 2
    assert desktop.bridge is None


def test_a_day_that_does_not_run_is_left_at_once(desktop, cafe):
    desktop.open(cafe)
    desktop.window.close()
    assert desktop.bridge is None


def test_another_language_or_look_asks_nothing_of_a_running_day(desktop, running):
    desktop.open(running)
    desktop.set_language("fr")
    desktop.toggle_look()
    desktop.toggle_look()
    assert desktop.bridge.workshop.clock.segment == "r1.talk"


def test_the_start_window_offers_the_day_that_runs_first(desktop, settings, running, tmp_path):
    other = tmp_path / "b.worldcafe"
    with Document.create(other) as document:
        about = About(title="Lyon & co", date=dt.date(2026, 3, 12))
        document.do(DescribeWorkshop(about=about))
    settings.remember(running)
    settings.remember(other)
    before = {path: path.read_bytes() for path in (running, other)}
    with closing(sqlite3.connect(other, isolation_level=None)) as somebody_else:
        somebody_else.execute("BEGIN EXCLUSIVE")
        desktop.show_start()
    start = desktop._start
    texts = [label.text() for label in start.findChildren(QLabel)]
    assert "Round 1 is running." in texts
    assert any(text.startswith("Café de Turin · since ") for text in texts)
    assert "12 March 2026 · b.worldcafe" in texts
    names = {b.text() for b in start.findChildren(QPushButton)}
    assert {"Café de Turin", "Lyon && co"} <= names
    assert {path: path.read_bytes() for path in before} == before
    assert [path.name for path in tmp_path.glob("*.worldcafe*")] == [
        path.name for path in tmp_path.glob("*.worldcafe")
    ]
    start.going_on[0].click()
    assert desktop.window.key == "live"
    assert desktop.bridge.document.path == running.resolve()


def test_enter_goes_on_with_the_day_that_has_the_focus(desktop, settings, running):
    settings.remember(running)
    desktop.show_start()
    QTest.keyClick(desktop._start.focusWidget(), Qt.Key.Key_Return)
    assert desktop.bridge.document.path == running.resolve()


# Undo says what and where


def test_what_was_done_on_another_page_is_undone_only_when_asked_twice(desktop, qtbot, cafe):
    desktop.open(cafe)
    window = desktop.window
    desktop.bridge.do(FurnishRoom(n_tables=9, seats=5))
    window.go_to_page("live")
    qtbot.waitUntil(window.isActiveWindow)
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(window, Qt.Key.Key_Z, control)
    assert len(desktop.bridge.workshop.tables) == 9
    assert window._toast._text.text() == (
        "Undo in Prepare: number of tables. If you mean it, press once more."
    )
    qtbot.keyClick(window, Qt.Key.Key_Z, control)
    assert len(desktop.bridge.workshop.tables) == 2
    assert window._toast._text.text() == "Undone in Prepare: number of tables"
    qtbot.keyClick(window, Qt.Key.Key_Y, control)
    assert len(desktop.bridge.workshop.tables) == 2
    told = window.top.redo.accessibleDescription()
    assert told.startswith("Redo in Prepare: number of tables")


def test_a_jump_is_taken_back_from_the_toast_though_a_note_came_meanwhile(
    desktop, qtbot, running
):
    desktop.open(running)
    window = desktop.window
    before = desktop.bridge.workshop.clock
    window.page.go_on()
    desktop.bridge.do(record("c1", "t1", "r1"), origin="phone")
    assert window._toast.isVisible()
    assert window._toast._text.text() == "Begun: Move to round 2"
    qtbot.mouseClick(window._toast._undo, Qt.MouseButton.LeftButton)
    assert desktop.bridge.workshop.clock == before
    assert window._toast._text.text() == "Taken back: the clock is where it was."


def test_the_main_key_in_a_form_means_its_own_button(desktop, qtbot, running):
    desktop.open(running)
    page = desktop.window.page
    before = desktop.bridge.workshop.clock
    page.room.show_tab("presence")
    bar = page.room.presence.latecomer
    bar.open()
    qtbot.keyClicks(bar.given_name, "Zoe")
    qtbot.keyClick(bar.given_name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desktop.bridge.workshop.clock == before
    assert "Zoe" in {each.name for each in desktop.bridge.workshop.participants.values()}


# Keys


def test_every_shortcut_of_every_page_is_in_the_table_of_actions(desktop, qtbot, cafe):
    desktop.open(cafe)
    window = desktop.window
    for key in list(window._stages):
        window.go_to_page(key)
        for view in getattr(window.page, "_views", {}):
            window.page.go_to_view(view)
    known = {
        (f"{each.place}/{each.name}", QKeySequence(keys).toString())
        for each in ACTIONS
        for keys in each.keys
    }
    found = {
        (each.objectName(), each.key().toString()) for each in window.findChildren(QShortcut)
    }
    assert found <= known
    assert {name for name, _ in found} >= {"window/undo", "live/day_next", "capture/kind_1"}


def test_a_tooltip_tells_no_key_but_those_of_the_table(desktop, cafe):
    """Neither by hand nor in another way of writing: `Ctrl+Page down`, `Enter`, `N`."""
    desktop.open(cafe)
    window = desktop.window
    for stage in list(window._stages):
        window.go_to_page(stage)
    for view in VIEWS:
        window.page_of("harvest").go_to_view(view.key)
    told = {html.unescape(each.toolTip()) for each in window.findChildren(QWidget)}
    written = [re.search(r"\(key: (.+)\)", text) for text in told if "(key: " in text]
    keys = {key for found in written for key in found[1].split(" · ")}
    assert len(keys) > 8
    assert keys <= {keys_told(each, words_for("en")) for each in ACTIONS}
    by_hand = re.compile(r"^(Key: )?\W*(Enter|Escape|Esc|[A-Z]|→|.*Ctrl\+.*)\W*$")
    assert not [text for text in told - {""} if by_hand.match(text) and "(key: " not in text]


def test_no_letter_without_a_modifier_acts_on_a_page_at_large():
    pages = {"window", *STAGE_NAMES}
    for each in ACTIONS:
        if each.place in pages:
            assert not any(len(keys) == 1 or keys == "Space" for keys in each.keys), each


def test_no_two_actions_share_a_key_where_both_hold():
    for place in PLACES:
        keys = [k for each in ACTIONS if each.place in {"window", place} for k in each.keys]
        assert len(set(keys)) == len(keys), place


def test_shift_f1_shows_every_key_with_what_it_does(desktop, qtbot, cafe):
    desktop.open(cafe)
    seen = []

    def read_and_close():
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, KeysDialog)
        seen.extend(label.text() for label in sheet.findChildren(QLabel))
        sheet.accept()

    _when_modal(qtbot, read_and_close)
    qtbot.waitUntil(desktop.window.isActiveWindow)
    qtbot.keyClick(desktop.window, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert {each.text for each in ACTIONS if each.keys} <= set(seen)
    assert {keys_told(each, words_for("en")) for each in ACTIONS if each.keys} <= set(seen)


def _when_modal(qtbot, act):
    """Do something with the next modal dialog, as soon as it is there."""
    from PySide6.QtCore import QTimer

    def look():
        if QApplication.activeModalWidget() is None:
            QTimer.singleShot(10, look)
        else:
            act()

    QTimer.singleShot(0, look)


def test_what_can_do_nothing_looks_so_in_the_dark_too(qapp):
    dress(qapp, dark=True)
    try:
        mark = icon("redo-2", colours().soft)
        off = mark.pixmap(QSize(18, 18), 2.0, QIcon.Mode.Disabled)
        assert off.toImage() == pixmap("redo-2", colours().faint, 18).toImage()
        assert off.toImage() != mark.pixmap(QSize(18, 18), 2.0).toImage()
    finally:
        dress(qapp, dark=False)


def test_what_is_pressed_in_a_notice_leaves_the_focus_where_it_was(desktop, qtbot, cafe):
    desktop.open(cafe)
    window = desktop.window
    desktop.bridge.do(DescribeWorkshop(about=About(title="Lyon")), told="Done")
    window.page.setFocus()
    before = window.focusWidget()
    notice = window._toast
    QTest.mouseClick(notice.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert desktop.bridge.workshop.about.title == "Café de Turin"
    assert window.focusWidget() is before


@pytest.mark.parametrize("title", ["Café", "A title as long as titles are " * 8])
@pytest.mark.parametrize("text", ["Saved.", "Why it was refused, at some length. " * 6])
def test_a_toast_hides_neither_the_title_nor_that_all_is_saved(desktop, cafe, title, text):
    desktop.open(cafe)
    window = desktop.window
    window.showNormal()
    about = desktop.bridge.workshop.about.but(title=title.strip())
    desktop.bridge.do(DescribeWorkshop(about=about))
    for width in (window.minimumWidth(), 1366, 1920):
        window.resize(width, 768)
        QApplication.processEvents()
        window._toast.say(text)
        toast, over = window._toast.geometry(), window.centralWidget()
        for widget in (window.top.saved, window.top.tick):
            place = QRect(widget.mapTo(over, QPoint()), widget.size())
            assert not toast.intersects(place)
        shown = min(window.top.title.sizeHint().width(), window.top.title.width())
        known = shown if title == "Café" else min(shown, 100)  # enough to know a title by
        place = window.top.title.mapTo(over, QPoint())
        assert not toast.intersects(QRect(place, QSize(known, window.top.title.height())))


@pytest.mark.parametrize("n_words", range(4, 40, 3))
def test_no_line_of_a_toast_is_cut(desktop, cafe, n_words):
    desktop.open(cafe)
    window = desktop.window
    window.showNormal()
    about = desktop.bridge.workshop.about.but(title="A title as long as titles are " * 2)
    desktop.bridge.do(DescribeWorkshop(about=about))
    window.resize(1366, 768)
    for takes_back in (True, False):
        window._toast.say("Undo on Live: absence " + "of a person " * n_words, takes_back)
        QApplication.processEvents()
        text = window._toast._text
        assert text.height() >= text.heightForWidth(text.width())


SEEN_FIRST = """
import os, sys
from pathlib import Path
from worldcafe.__main__ import desktop
module = desktop()
app = module.QApplication([])
desktop = module.Desktop(app, module.LastingSettings())
assert desktop.open(Path(sys.argv[1]))
desktop.window.grab()
print(*sys.modules)
print(*vars(sys.modules["PySide6.QtWidgets"]), flush=True)
os._exit(0)
"""


def test_a_start_loads_only_what_is_seen_first(cafe):
    with Document.open(cafe) as document:
        about = document.workshop.about.but(date=dt.date(2027, 5, 28))
        document.do(DescribeWorkshop(about=about))
    run = subprocess.run(
        [sys.executable, "-c", SEEN_FIRST, cafe], check=True, capture_output=True, text=True
    )
    loaded, classes = map(set, map(str.split, run.stdout.splitlines()))
    assert "worldcafe.ui.pages.prepare.event" in loaded
    assert "QLabel" in classes
    assert not classes & {"QWizard", "QMdiArea", "QFontDialog"}, "each costs its time"
    for late in (
        "numpy", "openpyxl", "babel", "icalendar", "importlib.metadata", "worldcafe.exchange",
        "worldcafe.prints", "worldcafe.similarity", "worldcafe.domain.commands.capture",
        "worldcafe.domain.disclosure", "worldcafe.document.rebuilding",
        "worldcafe.ui.pages.people", "worldcafe.ui.projector", "PySide6.QtPrintSupport",
        "PySide6.QtNetwork", "worldcafe.document.snapshots", "worldcafe.lan", "argparse",
    ):  # fmt: skip
        assert not {each for each in loaded if each == late or each.startswith(f"{late}.")}


WRONG_CALLS = """
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
for call in (lambda: QPoint("here"), lambda: QColor(1, 2, "three"), lambda: QPoint().setX()):
    try:
        call()
    except TypeError as wrong:
        print(wrong)
"""


def test_a_wrong_call_is_told_in_the_same_words_as_without_us():
    ours = f"from worldcafe.__main__ import desktop; desktop(){WRONG_CALLS}"
    told, theirs = (
        subprocess.run([sys.executable, "-c", each], check=True, capture_output=True, text=True)
        for each in (ours, WRONG_CALLS)
    )
    assert "QPoint" in theirs.stdout
    assert told.stdout == theirs.stdout


START = """
import os, sys
from pathlib import Path
from PySide6.QtWidgets import QPushButton
from worldcafe.__main__ import desktop
module = desktop()
app = module.QApplication([])
from worldcafe.ui.settings import Settings
settings = Settings()
settings.remember(Path(sys.argv[1]))
desktop = module.Desktop(app, settings)
desktop.show_start()
desktop._start.grab()
assert "Café de Turin" in [each.text() for each in desktop._start.findChildren(QPushButton)]
print(*sys.modules, flush=True)
os._exit(0)
"""


def test_the_start_window_stands_before_what_workshops_are_made_of_is_loaded(cafe):
    run = subprocess.run(
        [sys.executable, "-c", START, cafe], check=True, capture_output=True, text=True
    )
    loaded = set(run.stdout.split())
    assert "worldcafe.ui.shell.start" in loaded
    for late in (
        "pydantic_core", "worldcafe.domain.model", "worldcafe.document.document",
        "worldcafe.ui.bridge", "worldcafe.ui.pages", "PySide6.QtNetwork",
    ):  # fmt: skip
        assert not {each for each in loaded if each == late or each.startswith(f"{late}.")}


def test_keys_are_told_as_a_keyboard_of_the_language_has_them():
    redo, main = action("redo"), action("main")
    told = [
        [keys_told(each, words_for(code)) for each in (redo, main)] for code in ("fr", "es")
    ]
    assert told == [["Ctrl+Maj+Z", "Ctrl+Entrée"], ["Ctrl+Mayús+Z", "Ctrl+Enter"]]


def test_the_arrow_goes_where_the_page_goes(qtbot):
    """Where one reads leftwards, what comes after lies to the left: told so, and done so."""
    later = action("round_after", "rotation")
    assert [keys_told(later, words_for(code)) for code in ("en", "ar")] == ["→", "←"]
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    for name in ("round_before", "round_after"):
        bind(owner, "rotation", name, owner.show)
    bound = {each.objectName(): each.key().toString() for each in owner.findChildren(QShortcut)}
    assert bound == {"rotation/round_before": "Right", "rotation/round_after": "Left"}


def test_no_part_of_a_key_is_lost_and_none_is_told_by_qt_s_long_name():
    plus = next(each for each in ACTIONS if each.keys[:1] == ("+",))
    assert keys_told(plus, words_for("ar")) == "+"
    named = {"Control", "Return", "PgDown", "Up", "Down", "Left", "Right"}
    for each in ACTIONS:
        assert not named & set(keys_told(each, words_for("en")).split("+")), each
