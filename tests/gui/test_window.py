"""The window, built anew around the same workshop; and the settings that are handed in."""

import pytest
from PySide6.QtCore import SIGNAL, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QPushButton,
    QScrollArea,
    QTreeView,
    QWidget,
)

from small_cafe import build, record
from worldcafe.document import Document
from worldcafe.domain.commands import ClearSeating, DescribeWorkshop, FurnishRoom
from worldcafe.domain.projection import Scene
from worldcafe.exchange.templates import read_template, template_keys
from worldcafe.ui.actions import ACTIONS
from worldcafe.ui.arranging import Flow
from worldcafe.ui.likeness import likeness_of
from worldcafe.ui.pages.prepare.templates import TemplateCard
from worldcafe.ui.painting.look import colours, moves
from worldcafe.ui.parts import box, button
from worldcafe.ui.settings import LastingSettings, Settings
from worldcafe.ui.shell.app import Desktop
from worldcafe.ui.shell.menu import MENU
from worldcafe.ui.shell.preferences import Preferences, PreferencesDialog
from worldcafe.ui.shell.rehearsal import Rehearsal
from worldcafe.ui.shell.stages import STAGES
from worldcafe.ui.shell.start import StartWindow
from worldcafe.wording import TRANSLATED, words_for


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
    page = stage.page(bridge, None)
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


def on_page(window):
    """What has the keyboard, if that is on the page in view."""
    QApplication.processEvents()
    here = window.focusWidget()
    return here if here is not None and window.page.isAncestorOf(here) else None


def test_a_new_window_has_the_keyboard_on_its_page(desktop):
    assert on_page(desktop.window)


@pytest.mark.parametrize("key", [stage.key for stage in STAGES])
def test_whatever_goes_away_the_keyboard_stays_on_the_page(desktop, key):
    window = desktop.window
    window.go_to_page(key)
    fields = [
        each for each in window.page.findChildren(QWidget)
        if each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.TabFocus
    ]  # fmt: skip
    lowest = max(fields, key=lambda each: each.mapTo(window, each.rect().center()).y())
    for going in (fields[0], lowest):
        for take_away, bring_back in (
            (going.hide, going.show),
            (lambda going=going: going.setEnabled(False),
             lambda going=going: going.setEnabled(True)),
        ):  # fmt: skip
            going.setFocus()
            take_away()
            assert on_page(window)
            bring_back()


def test_in_another_look_the_keyboard_is_where_it_was(desktop):
    window = desktop.window
    window.go_to_page("people")
    window.page.list.search.setFocus()
    desktop.toggle_look()
    assert desktop.window.focusWidget() is desktop.window.page.list.search
    desktop.set_language("fr")
    assert desktop.window.focusWidget() is desktop.window.page.list.search


def test_after_adding_a_theme_the_keyboard_is_with_the_themes(desktop, qtbot):
    window = desktop.window
    window.page.tabs.setCurrentIndex(1)
    part = window.page.themes
    part.adding.setFocus()
    for name in ("Water", "Schools"):
        qtbot.keyClicks(window.focusWidget(), name)
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
        assert part.isAncestorOf(on_page(window))
    assert [each.name for each in desktop.bridge.workshop.themes_in_order][-2:] == [
        "Water", "Schools",
    ]  # fmt: skip


def test_in_another_look_the_keyboard_is_where_it_was_in_what_scrolls(desktop, qtbot):
    part = desktop.window.page.themes
    desktop.window.page.tabs.setCurrentIndex(1)
    for name in "ABCDEFGHIJKL":
        part.adding.setFocus()
        qtbot.keyClicks(part.adding, name)
        qtbot.keyClick(part.adding, Qt.Key.Key_Return)
    QApplication.processEvents()
    desktop.toggle_look()
    assert desktop.window.focusWidget() is desktop.window.page.themes.adding


@pytest.mark.parametrize("language", [code for code in TRANSLATED if code != "en"])
def test_a_dialog_for_files_speaks_the_language_throughout(desktop, qtbot, tmp_path, language):
    (tmp_path / "inner").mkdir()
    desktop.set_language(language)
    for mode in QFileDialog.AcceptMode:
        dialog = QFileDialog(desktop.window, "", str(tmp_path), "x (*.x)")
        qtbot.addWidget(dialog)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setViewMode(QFileDialog.ViewMode.Detail)
        dialog.setAcceptMode(mode)
        dialog.show()
        table = dialog.findChild(QTreeView)
        model, inside = table.model(), table.rootIndex()
        qtbot.waitUntil(lambda model=model, inside=inside: model.rowCount(inside) == 1)
        labels = [each.text() for each in dialog.findChildren(QLabel)]
        assert any(labels)
        headed = [
            model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())
        ]
        kind = model.index(0, 2, inside).data()
        said = " ".join((*labels, *headed, kind)).replace("&", "")
        assert not {"Look", "Files", "type:", "Size", "Modified", "Folder"} & set(said.split())
    desktop.set_language("en")


def test_a_focused_button_has_one_frame(qtbot, qapp):
    made = button("", lambda: None, name="primary")
    qtbot.addWidget(made)
    made.resize(120, 40)
    made.show()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    picture = made.grab().toImage()
    inside = {picture.pixelColor(x, 20).name() for x in range(4, 116)}
    inside |= {picture.pixelColor(60, y).name() for y in range(4, 36)}
    assert inside == {colours().accent}


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_may_be_begun_stands_in_the_first_window_without_scrolling(language, qtbot):
    window = StartWindow(words_for(language), [])
    qtbot.addWidget(window)
    window.show()
    QApplication.processEvents()
    assert (window.width(), window.height()) == (1120, 720)
    assert not window.findChild(QScrollArea).verticalScrollBar().isVisible()


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_template_is_cut_however_narrow_the_cards(language, qtbot):
    for key in template_keys():
        card = TemplateCard(words_for(language), read_template(key, language))
        qtbot.addWidget(card)
        for width in (220, 300, 400):
            card.resize(width, card.heightForWidth(width))
            card.show()
            QApplication.processEvents()
            for text in card.findChildren(QLabel):
                assert text.height() >= text.heightForWidth(text.width())
                assert card.rect().contains(text.geometry())


def test_preferences_hold_at_once_and_from_then_on(desktop, qapp, monkeypatch):
    def agreed(dialog):
        dialog.language.show_value("fr")
        dialog.text.show_value(150)
        dialog.still.setChecked(True)
        return True

    monkeypatch.setattr(PreferencesDialog, "exec", agreed)
    before = qapp.font().pointSizeF()
    desktop.window.act("preferences")
    try:
        assert qapp.font().pointSizeF() == pytest.approx(1.5 * before)
        assert desktop.words.language == "fr"
        assert not moves()
        assert Preferences.of(desktop._settings) == Preferences(
            "fr", dark=False, text=150, own_figures=False, still=True
        )
        assert desktop.window.page.isVisible()
    finally:
        Preferences("en", dark=False, text=100, own_figures=False, still=False).keep(
            desktop._settings
        )
        desktop._dress()


def test_what_is_given_more_room_in_a_line_is_no_higher_than_it_needs(qtbot):
    words = Flow()
    for text in ("one", "two", "three", "four"):
        words.addWidget(QPushButton(text))
    chips, beside = box(words), QPushButton("beside")
    line = Flow(beside, chips)
    line.setStretch(1, 1)
    whole = box(line)
    qtbot.addWidget(whole)
    whole.resize(900, 100)
    whole.show()
    needed = words.heightForWidth(chips.width())
    assert line.heightForWidth(900) == max(beside.sizeHint().height(), needed)


def test_the_main_key_reaches_its_button_where_the_page_has_folded_it_away(desktop, qtbot):
    window = desktop.window
    window.resize(window.minimumSize())
    desktop.bridge.do(ClearSeating())
    window.go_to_page("rotation")
    QApplication.processEvents()
    page = window.page
    assert page.both.folded
    window.act("main")
    qtbot.waitUntil(lambda: len(desktop.bridge.workshop.seats) == 10)
    assert page.side.isVisible()
