"""The window, built anew around the same workshop; and the settings that are handed in."""

import pytest
from PySide6.QtCore import SIGNAL, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from small_cafe import build, record
from worldcafe.document import Document
from worldcafe.domain.commands import DescribeWorkshop, FurnishRoom
from worldcafe.domain.projection import Scene
from worldcafe.ui.actions import ACTIONS
from worldcafe.ui.likeness import likeness_of
from worldcafe.ui.settings import LastingSettings, Settings
from worldcafe.ui.shell.app import MENU, Desktop
from worldcafe.ui.shell.rehearsal import Rehearsal
from worldcafe.ui.shell.stages import STAGES


@pytest.fixture
def desktop(qapp, tmp_path):
    path = tmp_path / "café.worldcafe"
    with Document.create(path) as document:
        build(document)
    settings = Settings()
    settings.language = "en"
    opened = Desktop(qapp, settings)
    opened.open(path)
    yield opened
    opened.close()


def ears(bridge):
    """How many listen to each thing that the bridge tells."""
    signals = ("changed(PyObject)", "refused(QString)", "told(QString,PyObject)",
               "place_asked(QString,PyObject)")  # fmt: skip
    return {each: bridge.receivers(SIGNAL(each)) for each in signals}


class Listener(QObject):
    """Somebody who follows the workshop, and is no part of the window."""

    def __init__(self, bridge):
        super().__init__()
        self.heard = []
        bridge.changed.connect(self.heard_of)

    def heard_of(self, change):
        self.heard.append(change)


def test_a_window_built_anew_lets_go_of_nobody_else(desktop):
    bridge = desktop.bridge
    listener, likeness = Listener(bridge), likeness_of(bridge)
    projector = desktop.instruments.projector
    projector.window.show()
    desktop.toggle_look()
    desktop.toggle_look()
    found_out = []
    likeness.changed.connect(lambda: found_out.append(True))
    about = bridge.workshop.about.but(title="Another name")
    bridge.do(DescribeWorkshop(about=about))
    bridge.do(record("c1"))
    assert len(listener.heard) == 2
    assert found_out
    assert projector.window.views[Scene.WELCOME].title.texts == ("Another name",)


def test_windows_that_were_built_anew_leave_nobody_listening(desktop):
    for key in ("live", "capture", "harvest"):
        desktop.window.go_to_page(key)
    desktop.toggle_look()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    before = ears(desktop.bridge)
    assert min(before.values()) > 0
    for _ in range(2):
        desktop.toggle_look()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert ears(desktop.bridge) == before


def test_the_way_to_a_place_is_shown_in_the_window_that_stands(desktop):
    desktop.toggle_look()
    desktop.bridge.place_asked.emit("capture", {"table": "t2", "round": "r1"})
    assert desktop.window.key == "capture"
    assert desktop.window.page.picker.place == ("t2", "r1")
    desktop.toggle_look()


def test_every_action_of_the_menu_is_in_the_table_and_answered(desktop):
    known = {each.name for each in ACTIONS if each.place == "window"}
    assert set(MENU) <= known
    assert set(MENU) <= desktop.window._answers.keys()


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.key)
def test_every_stage_makes_its_own_page(stage, bridge, qtbot):
    page = stage.page(bridge)
    qtbot.addWidget(page)
    assert type(page).__module__ == f"worldcafe.ui.pages.{stage.key}.page"


def test_a_rehearsal_changes_nothing_the_person_has_chosen(turin_bridge, qapp, tmp_path):
    settings = turin_bridge.settings
    settings.keep("sound-muted", "true")
    settings.keep("projector-look", "light")
    rehearsal = Rehearsal.of(turin_bridge, qapp)
    try:
        rehearsed = rehearsal.bridge.settings
        assert rehearsed.recall("projector-look") == "light"
        rehearsal.instruments.projector.dress(dark=True)
        rehearsed.keep("synthesis/folder", str(tmp_path))
        assert settings.recall("projector-look") == "light"
        assert settings.recall("synthesis/folder") == ""
        assert rehearsal.bridge.folder == turin_bridge.document.path.parent
        assert rehearsal.bridge.document.path.parent != rehearsal.bridge.folder
    finally:
        rehearsal.discard()


def test_settings_in_memory_are_forgotten_and_lasting_ones_are_not(tmp_path):
    Settings().keep("language", "fr")
    assert Settings().recall("language") == ""
    LastingSettings().keep("a-test/of-lasting", "yes")
    assert LastingSettings().recall("a-test/of-lasting") == "yes"
    LastingSettings().keep("a-test/of-lasting", "")


def test_a_window_that_was_taken_away_begins_nothing(desktop):
    window = desktop.window
    window.go_to_page("live")
    desktop.bridge.do(FurnishRoom(n_tables=3, seats=5))
    window.dismiss()
    assert not [each for each in window.findChildren(QTimer) if each.isActive()]
