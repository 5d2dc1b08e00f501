"""Help on every page, the first steps, the manual, and what the program says of itself."""

import base64
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from every_dialog import shown_dialogs
from hostile_cafe import Overwrite, rewritten
from screen_faults import faults
from worldcafe import __version__
from worldcafe.domain.clock import SegmentKind, read_clock
from worldcafe.domain.commands import DescribeWorkshop, StartSegment
from worldcafe.domain.first_steps import FirstStep
from worldcafe.domain.rehearsal import BeginRehearsal
from worldcafe.ui.actions import ACTIONS, PLACES, keys_told
from worldcafe.ui.painting.direction import direction
from worldcafe.ui.painting.look import dress
from worldcafe.ui.settings import Settings
from worldcafe.ui.shell.about import AboutDialog
from worldcafe.ui.shell.app import Desktop
from worldcafe.ui.shell.defects import report_folder
from worldcafe.ui.shell.help import PLACES_OF, HelpDialog
from worldcafe.ui.shell.manual import manual
from worldcafe.ui.shell.stages import STAGES
from worldcafe.ui.shell.start import StartWindow
from worldcafe.ui.shell.window import MainWindow
from worldcafe.wording import TRANSLATED, words_for
from worldcafe.wording.first_steps import STEPS
from worldcafe.wording.help import CHAPTERS
from worldcafe.wording.languages import PSEUDO

ROOT = Path(__file__).parents[2]
PAGES = ["start", *(stage.key for stage in STAGES)]
LONGEST = 230
"""Words that somebody in a hurry reads in a minute."""


@pytest.fixture
def desktop(qapp):
    settings = Settings()
    settings.language = "en"
    made = Desktop(qapp, settings)
    yield made
    made.close()
    QApplication.processEvents()


@pytest.fixture
def window(bridge, qtbot):
    made = MainWindow(bridge)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def dressed(qapp):
    """Dress the program for a language and a size of text, and undress it afterwards."""

    def dress_for(words, text):
        dress(qapp, dark=False, text=text)
        qapp.setLayoutDirection(direction(leftwards=words.tongue.leftwards))

    before = qapp.layoutDirection()
    yield dress_for
    dress(qapp, dark=False)
    qapp.setLayoutDirection(before)


@pytest.fixture
def turin_full(turin_bridge):
    """The Turin example with what else there can be, so that every dialog has its reason."""
    turin_bridge.do(Overwrite(workshop=rewritten(turin_bridge.workshop, str)))
    return turin_bridge


def help_of(parent):
    (found,) = parent.findChildren(HelpDialog)
    return found


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_its_help_and_it_is_read_in_a_minute(page):
    said = " ".join(CHAPTERS[page].texts)
    assert CHAPTERS[page].passages
    assert len(said.split()) <= LONGEST


def test_every_key_is_in_the_help_of_a_page_or_holds_everywhere():
    told = {place for key in CHAPTERS for place in PLACES_OF.get(key, (key,))}
    assert set(PLACES) - told == {"window"}


def test_f1_opens_the_help_of_the_page_one_is_on(window, qtbot):
    for stage in STAGES:
        window.go_to_page(stage.key)
        qtbot.keyClick(window, Qt.Key.Key_F1)
        assert help_of(window).key == stage.key
        assert help_of(window).isVisible()
    help_of(window).close()


def test_f1_in_the_first_window_tells_how_one_begins(desktop, qtbot):
    desktop.show_start()
    start = desktop._start
    qtbot.waitUntil(start.isActiveWindow)
    qtbot.keyClick(start, Qt.Key.Key_F1)
    assert help_of(start).key == "start"
    help_of(start).close()


def test_f1_in_a_dialog_says_what_the_dialog_is_for(turin_full, qtbot):
    parent, silent = QWidget(), {HelpDialog, StartWindow}
    qtbot.addWidget(parent)
    for dialog in shown_dialogs(turin_full, parent, "A name"):
        if type(dialog) in silent:  # help itself, and what is no dialog
            continue
        dialog.setModal(True)
        qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_F1)
        (shown,) = (each for each in dialog.findChildren(HelpDialog) if each.isVisible())
        assert shown.key == dialog.HELP
        shown.close()


def test_help_tells_the_keys_of_its_page_from_the_table_of_actions(qtbot):
    words = words_for("fr")
    dialog = HelpDialog(words)
    qtbot.addWidget(dialog)
    dialog.show_chapter("live")
    read = {each.text() for each in dialog.findChildren(QLabel)}
    of_live = [each for each in ACTIONS if each.place in ("live", "clock", "board")]
    assert {words(each.text) for each in of_live} <= read
    assert {keys_told(each, words) for each in of_live} <= read


def test_all_keys_can_be_read_in_the_help_and_then_a_chapter_again(qtbot):
    words = words_for("en")
    dialog = HelpDialog(words)
    qtbot.addWidget(dialog)
    dialog.show_chapter("live")
    qtbot.mouseClick(dialog.keys, Qt.MouseButton.LeftButton)
    read = {each.text() for each in dialog.findChildren(QLabel) if each.isVisible()}
    assert {keys_told(each, words) for each in ACTIONS if each.keys} <= read
    dialog.show_chapter("live")
    assert words(CHAPTERS["live"].title) in {
        each.text() for each in dialog.findChildren(QLabel) if each.isVisible()
    }


def test_a_search_leaves_the_chapters_that_speak_of_it_however_it_is_written(qtbot):
    dialog = HelpDialog(words_for("fr"))
    qtbot.addWidget(dialog)
    dialog.show_chapter("prepare")
    qtbot.keyClicks(dialog.search, "RECOLTE gong")  # récolte
    rows = [dialog.chapters.item(k) for k in range(dialog.chapters.count())]
    left = [key for key, row in zip(CHAPTERS, rows, strict=True) if not row.isHidden()]
    assert left == ["live", "room"]
    assert dialog.key == "live"
    dialog.search.setText("zxq")
    assert dialog.nothing.isVisible()
    dialog.search.clear()
    assert not any(row.isHidden() for row in rows)
    assert not dialog.nothing.isVisible()


# The first steps


def test_from_an_empty_start_to_a_running_round_by_keyboard(
    desktop, qtbot, tmp_path, monkeypatch
):
    place = str(tmp_path / "first.worldcafe")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *asked: (place, ""))
    desktop.show_start()
    qtbot.keyClick(desktop._start._begin, Qt.Key.Key_Return)
    window = desktop.window
    qtbot.waitUntil(window.isActiveWindow)
    guide = window.guided.guide
    assert guide.following is FirstStep.NAME

    def go_on(step):
        qtbot.waitUntil(lambda: guide.following is step, timeout=30_000)
        qtbot.keyClick(window, Qt.Key.Key_F6)
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)

    def press_main():
        qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    go_on(FirstStep.NAME)
    qtbot.keyClicks(window.focusWidget(), "Youth employment")
    qtbot.keyClick(window, Qt.Key.Key_F6)  # what is typed is done, and the next one proposed
    assert window.focusWidget().text() == STEPS[FirstStep.PEOPLE][0]
    go_on(FirstStep.PEOPLE)
    people = "".join(f"Person {chr(65 + k)}\tItaly\n" for k in range(12))
    QGuiApplication.clipboard().setText(f"Name\tCountry\n{people}")
    qtbot.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.page.importing.importing.isEnabled)
    press_main()
    go_on(FirstStep.TABLES)
    press_main()
    go_on(FirstStep.QUESTION)
    press_main()
    qtbot.keyClicks(window.focusWidget(), "What works here?")
    qtbot.keyClick(window, Qt.Key.Key_F6)
    go_on(FirstStep.SEATS)
    press_main()
    go_on(FirstStep.START)
    press_main()
    reading = read_clock(desktop.bridge.workshop, desktop.bridge.now())
    assert reading.running
    assert reading.segment.kind is SegmentKind.TALK
    assert guide.following is None
    assert guide.end.isVisible()


def test_a_step_is_done_whoever_did_it_and_open_again_when_it_is_undone(window):
    window.guided.begin()
    guide = window.guided.guide
    about = window._bridge.workshop.about
    window._bridge.do(DescribeWorkshop(about=about.but(title="Turin")))
    assert guide.following is FirstStep.PEOPLE
    window._bridge.undo()
    assert guide.following is FirstStep.NAME


def test_the_next_step_takes_one_click_also_while_the_one_before_is_being_typed(window, qtbot):
    window.guided.begin()
    guide = window.guided.guide
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClicks(window.focusWidget(), "Youth employment")
    step = guide.steps[FirstStep.PEOPLE]
    where = step.mapTo(window, step.rect().center())
    # Of the system's own kind: the press ends the typing before it reaches the step.
    QTest.mousePress(window.windowHandle(), Qt.MouseButton.LeftButton, pos=where)
    assert window._bridge.workshop.about.title == "Youth employment"
    QApplication.processEvents()
    QTest.mouseRelease(window.windowHandle(), Qt.MouseButton.LeftButton, pos=where)
    QApplication.processEvents()
    assert window.key == "people"
    qtbot.waitUntil(lambda: "1" in guide._told.text())


def test_the_guide_can_be_left_and_found_again_and_does_not_come_by_itself(window, qtbot):
    assert window.guided.guide is None
    qtbot.keyClick(window, Qt.Key.Key_F6)
    guide = window.guided.guide
    assert window.focusWidget() is guide.steps[FirstStep.NAME]
    guide.leaving.click()
    assert window.guided.guide is None
    assert not window._bridge.settings.guided
    assert window.page.isAncestorOf(window.focusWidget())
    window._bridge.settings.offer_guide()  # whoever left it once is not led again
    assert not window._bridge.settings.guided
    window.act("guide")
    assert window.guided.guide.isVisible()


def test_who_is_led_to_a_new_workshop_is_led_nowhere_in_one_whose_round_runs(
    turin_bridge, qtbot
):
    first, *_ = turin_bridge.workshop.rounds_in_order
    turin_bridge.do(StartSegment(segment=f"{first.id}.talk"))
    turin_bridge.settings.guided = True
    made = MainWindow(turin_bridge)
    qtbot.addWidget(made)
    assert made.guided.guide is None
    made.act("guide")
    assert made.guided.guide is not None


def test_a_rehearsal_is_not_led(turin_bridge, qtbot):
    turin_bridge.settings.guided = True
    turin_bridge.do(BeginRehearsal(title="Rehearsal"))
    made = MainWindow(turin_bridge)
    qtbot.addWidget(made)
    assert made.guided.guide is None


@pytest.mark.parametrize(
    ("code", "text", "size"),
    [("fr", 100, (1366, 768)), ("fr", 100, (800, 600)), ("fr", 200, (1366, 768)),
     (PSEUDO.code, 100, (1366, 768)), (PSEUDO.code, 100, (800, 600))],
)  # fmt: skip
def test_nothing_is_cut_while_somebody_is_led(bridge, qtbot, dressed, code, text, size):
    dressed(words_for(code), text)
    bridge.words = words_for(code)
    bridge.settings.guided = True
    made = MainWindow(bridge)
    qtbot.addWidget(made)
    made.resize(*size)
    made.show()
    for place in ("prepare/event", "prepare/room", "prepare/rounds", "people", "live"):
        made.guided.go_asked.emit(place)
        QApplication.processEvents()
        assert faults(made, place, QSize(*size)) == []


@pytest.mark.parametrize(("code", "size"), [("pt", (1366, 768)), ("pt", (800, 600))])
def test_what_columns_are_taken_for_is_read_while_somebody_is_led(
    bridge, qtbot, dressed, code, size
):
    dressed(words_for(code), 100)
    bridge.words = words_for(code)
    bridge.settings.guided = True
    made = MainWindow(bridge)
    qtbot.addWidget(made)
    made.resize(*size)
    made.show()
    made.go_to_page("people")
    reading = made.page.importing
    reading.read(ROOT / "resources" / "examples" / "turin-participants.xlsx")
    qtbot.waitUntil(reading.importing.isEnabled, timeout=30_000)
    QApplication.processEvents()
    shown = reading.columns.visibleRegion().boundingRect().width()
    assert all(line.width() <= shown for line in reading.columns.lines.values())
    assert faults(made, "people", QSize(*size)) == []


# The manual


class Read(HTMLParser):
    """What a page of HTML holds."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.pictures, self.texts = set(), set(), [], []
        self.loads = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        held = dict(attributes)
        self.ids |= {held["id"]} if "id" in held else set()
        self.links |= {held["href"]} if "href" in held else set()
        if tag == "img":
            self.pictures.append(held)
        if tag in ("script", "link", "iframe"):
            self.loads.append(tag)

    def handle_data(self, data):
        self.texts.append(data)


@pytest.mark.parametrize("code", [*TRANSLATED, PSEUDO.code])
def test_the_manual_says_all_of_help_in_each_language_and_every_link_leads_somewhere(code):
    words = words_for(code)
    page = Read(manual(words))
    said = set(page.texts)
    assert {words(each) for chapter in CHAPTERS.values() for each in chapter.texts} <= said
    assert {words(each) for step in STEPS.values() for each in step} <= said
    assert {keys_told(each, words) for each in ACTIONS if each.keys} <= said
    assert page.links
    assert page.links <= {f"#{each}" for each in page.ids}
    assert not page.loads


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_page_has_its_picture_in_the_manual_of_each_language(code):
    page = Read(manual(words_for(code)))
    assert len(page.pictures) >= len(STAGES)
    for picture in page.pictures:
        head, _, held = picture["src"].partition(",")
        assert head == "data:image/webp;base64"
        assert not QImage.fromData(base64.b64decode(held)).isNull()
        assert picture["alt"]


def test_help_writes_the_manual_where_a_browser_may_read_it_and_opens_it(
    qtbot, tmp_path, monkeypatch
):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    monkeypatch.setattr("worldcafe.ui.shell.manual.user_downloads_path", lambda: tmp_path)
    dialog = HelpDialog(words_for("fr"))
    qtbot.addWidget(dialog)
    dialog.show_chapter("start")
    for _ in range(2):  # the second takes the place of the first
        dialog.manual.click()
    (written,) = tmp_path.iterdir()
    assert {url.toLocalFile() for url in opened} == {str(written)}
    assert str(written) in dialog.told.text()
    assert 'lang="fr"' in written.read_text("utf-8")


# About


def test_about_names_all_that_is_bundled_with_its_licence(qtbot):
    dialog = AboutDialog(words_for("fr"))
    qtbot.addWidget(dialog)
    read = [each.text() for each in dialog.findChildren(QLabel)]
    lock = (ROOT / "packaging" / "requirements.lock").read_text("utf-8")
    names = re.findall(r"^([\w.-]+)(?:\[.*\])?==", lock, re.MULTILINE)
    plain = {re.sub(r"[-_.]+", "-", each).lower(): k for k, each in enumerate(read)}
    assert set(names) <= set(plain)
    assert all(read[plain[name] + 1] for name in names)
    for text in (ROOT / "resources").rglob("LICENSE-*.txt"):
        what, licence = text.stem.removeprefix("LICENSE-").rsplit("-", 1)
        assert read[read.index(what.replace("-", " ")) + 1] == licence
    assert any(__version__ in each for each in read)


def test_about_opens_the_folder_of_what_went_wrong(qtbot, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    dialog = AboutDialog(words_for("fr"))
    qtbot.addWidget(dialog)
    dialog.opening.click()
    assert opened == [QUrl.fromLocalFile(str(report_folder()))]
    assert report_folder().is_dir()
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    dialog.opening.click()
    assert str(report_folder()) in dialog.told.text()
