"""The window and the application around it: opening, refusing, undoing, changing language."""

import sqlite3

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox

from small_cafe import build, record
from worldcafe.document import Document, snapshots_of
from worldcafe.domain.commands import DescribeWorkshop, FurnishRoom, StartSegment
from worldcafe.domain.model import About
from worldcafe.ui.app import Desktop
from worldcafe.ui.settings import Settings
from worldcafe.ui.start import RecoveryDialog


@pytest.fixture
def desktop(qapp, qtbot, tmp_path):
    QSettings.setPath(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings")
    )
    settings = Settings()
    settings.language = "en"
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
    assert window._title.text() == "Café de Turin"
    assert list(window._stages) == [
        "prepare", "people", "rotation", "live", "capture", "harvest", "synthesis",
    ]  # fmt: skip
    assert window.key == "prepare"


def test_a_day_that_runs_opens_where_it_is_run(desktop, cafe):
    with Document.open(cafe) as document:
        document.do(StartSegment(segment="r1.talk"))
    desktop.open(cafe)
    assert desktop.window.key == "live"


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
    assert desktop.window._stages["harvest"].text() == "Récolte"
    desktop.bridge.do(FurnishRoom(n_tables=3, seats=5))
    assert len(desktop.bridge.workshop.tables) == 3


def test_the_chosen_language_is_spoken_the_next_time(desktop, qapp):
    desktop.set_language("fr")
    assert Settings().language == "fr"


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
    assert desktop.window._toast._text.text() == "Undone: number of tables"
    assert not desktop.window._toast._undo.isVisible()


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


def test_closing_the_window_lets_go_of_the_file(desktop, qtbot, cafe):
    desktop.open(cafe)
    desktop.window.close()
    with sqlite3.connect(cafe) as other:
        assert other.execute("SELECT title FROM about").fetchone() == ("Café de Turin",)
    assert not cafe.with_name(cafe.name + "-journal").exists()


def test_recent_workshops_are_those_that_are_still_there(desktop, cafe, tmp_path):
    desktop.open(cafe)
    gone = tmp_path / "gone.worldcafe"
    Document.create(gone).close()
    desktop.open(gone)
    assert Settings().recent == [gone, cafe]
    desktop.close()
    gone.unlink()
    assert Settings().recent == [cafe]


def _when_modal(qtbot, act):
    """Do something with the next modal dialog, as soon as it is there."""
    from PySide6.QtCore import QTimer

    def look():
        if QApplication.activeModalWidget() is None:
            QTimer.singleShot(10, look)
        else:
            act()

    QTimer.singleShot(0, look)
