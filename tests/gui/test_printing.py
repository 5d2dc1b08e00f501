"""Printing from the desktop: what is seen is what comes out."""

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from printed_cafe import texts
from small_cafe import build, record
from worldcafe.domain.commands import PutParticipant
from worldcafe.domain.disclosure import Names
from worldcafe.domain.model import Participant
from worldcafe.lan import Codes, Role, Scope
from worldcafe.prints import Paper, What
from worldcafe.ui.mentions import MentionsDialog
from worldcafe.ui.pages.synthesis.page import SynthesisPage
from worldcafe.ui.parts import Note
from worldcafe.ui.printing.dialog import PrintDialog, open_printing


@pytest.fixture
def ask(qtbot, qapp):
    """Open the dialog on a workshop, and wait until its pages stand."""
    windows = []

    def asked(bridge, what=What.BADGES, round_id=""):
        window = QWidget()
        qtbot.addWidget(window)
        windows.append(window)
        dialog = PrintDialog(bridge, window, what, round_id)
        dialog.show()
        qtbot.waitExposed(dialog)
        laid(dialog, qtbot)
        return dialog

    yield asked
    for window in windows:
        for dialog in window.findChildren(PrintDialog):
            dialog.close()


def laid(dialog, qtbot):
    qtbot.waitUntil(lambda: not dialog._laying.is_busy, timeout=20_000)


def worked(dialog, qtbot):
    qtbot.waitUntil(lambda: not dialog.foot.work.is_busy, timeout=20_000)


def choose(dialog, what, qtbot):
    dialog.what.setCurrentRow(list(What).index(what))
    laid(dialog, qtbot)


@pytest.mark.parametrize(
    ("what", "n_pages"),
    [
        (What.BADGES, 10),
        (What.CARDS, 16),
        (What.DOORS, 2),
        (What.SHEETS, 64),
        (What.OPPORTUNITIES, 93),
    ],
)
def test_every_print_is_seen_before_it_is_printed(turin_bridge, ask, what, n_pages):
    dialog = ask(turin_bridge, what)
    assert dialog.chosen is what
    assert len(dialog.pages) == n_pages
    picture = dialog.preview.grab().toImage()
    colours = {
        picture.pixelColor(x, y).lightness()
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    }
    assert max(colours) == 255  # paper
    assert min(colours) < 60  # and ink


def test_an_empty_workshop_says_what_to_do_first(bridge, ask, qtbot):
    dialog = ask(bridge)
    (note,) = dialog.findChildren(Note)
    qtbot.waitUntil(note.isVisible)
    assert dialog.pages is None
    assert not dialog.print.isEnabled()
    assert not dialog.save.isEnabled()


def test_the_preview_follows_the_workshop(bridge, ask, qtbot):
    build(bridge.document)
    dialog = ask(bridge, What.BADGES)
    assert len(dialog.pages) == 1
    for n in range(9):
        bridge.do(PutParticipant(participant=Participant(id=f"n{n}", given_name=f"New {n}")))
    laid(dialog, qtbot)
    assert len(dialog.pages) == 2


def test_pages_turn_by_button_key_and_wheel(turin_bridge, ask, qtbot):
    preview = ask(turin_bridge, What.SHEETS).preview
    qtbot.mouseClick(preview._on, Qt.MouseButton.LeftButton)
    assert (preview.page, preview._where.text()) == (1, "Page 2 of 64")
    for key, page in (
        (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_Left, 1),
        (Qt.Key.Key_End, 63),
        (Qt.Key.Key_Right, 63),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Left, 0),
    ):
        qtbot.keyClick(preview, key)
        assert preview.page == page
    assert not preview._back.isEnabled()


def test_only_lists_and_sheets_ask_for_a_round(turin_bridge, ask, qtbot):
    second = turin_bridge.workshop.rounds_in_order[1].id
    dialog = ask(turin_bridge, What.SHEETS, second)
    assert dialog.round.isVisible()
    assert len(dialog.pages) == 16
    choose(dialog, What.BADGES, qtbot)
    assert not dialog.round.isVisible()
    assert dialog.setup.round_id == ""


def test_only_the_report_is_offered_as_text(turin_bridge, ask, qtbot):
    dialog = ask(turin_bridge, What.OPPORTUNITIES)
    assert dialog.save_text.isVisible()
    choose(dialog, What.CARDS, qtbot)
    assert not dialog.save_text.isVisible()


def test_the_print_speaks_its_own_language_on_the_chosen_paper(
    turin_bridge, ask, qtbot, tmp_path
):
    dialog = ask(turin_bridge, What.BADGES)
    for field, value in ((dialog.language, "fr"), (dialog.paper, "letter")):
        (chip,) = [each for each in field.chips if each.value == value]
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    laid(dialog, qtbot)
    dialog.write_to(tmp_path / "out.pdf")
    worked(dialog, qtbot)
    assert "Tour 1 Table" in texts(tmp_path / "out.pdf")[0]
    assert round(PdfReader(tmp_path / "out.pdf").pages[0].mediabox.width) == 612
    assert ask(turin_bridge).setup.paper is Paper.LETTER  # remembered


def test_saving_asks_for_a_place_writes_and_opens(
    turin_bridge, ask, qtbot, tmp_path, monkeypatch
):
    asked, opened = [], []

    def choose_place(_parent, _caption, suggested, _filter):
        asked.append(suggested)
        return str(tmp_path / "Badges of today"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose_place)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    dialog = ask(turin_bridge, What.BADGES)
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    worked(dialog, qtbot)
    path = tmp_path / "Badges of today.pdf"
    assert "Badges - ILO Academy" in asked[0]
    assert len(texts(path)) == 10
    qtbot.mouseClick(dialog.open_file, Qt.MouseButton.LeftButton)
    assert [url.toLocalFile() for url in opened] == [str(path)]


def test_the_report_is_saved_as_text(bridge, ask, qtbot, tmp_path):
    build(bridge.document)
    bridge.do(record("a"))
    dialog = ask(bridge, What.OPPORTUNITIES)
    dialog.write_to(tmp_path / "report.odt")
    worked(dialog, qtbot)
    assert (tmp_path / "report.odt").read_bytes().startswith(b"PK")


def test_a_place_that_is_gone_is_refused_in_words(turin_bridge, ask, qtbot, tmp_path):
    dialog = ask(turin_bridge, What.BADGES)
    dialog.write_to(tmp_path / "gone" / "out.pdf")
    worked(dialog, qtbot)
    (note,) = dialog.findChildren(Note)
    qtbot.waitUntil(note.isVisible)
    assert dialog.written is None
    assert dialog.save.isVisible()


def test_cancelling_leaves_the_old_file(turin_bridge, ask, qtbot, tmp_path):
    path = tmp_path / "out.pdf"
    path.write_text("old")
    dialog = ask(turin_bridge, What.OPPORTUNITIES)
    dialog.write_to(path)
    assert dialog.foot.progress.isVisible()
    qtbot.mouseClick(dialog.foot.cancel, Qt.MouseButton.LeftButton)
    worked(dialog, qtbot)
    assert path.read_text() == "old"
    assert not dialog.foot.progress.isVisible()


@pytest.mark.parametrize(("pages", "expected"), [((0, 0), range(16)), ((2, 4), range(1, 4))])
def test_a_printer_gets_the_pages_that_are_seen(
    turin_bridge, ask, qtbot, tmp_path, pages, expected
):
    dialog = ask(turin_bridge, What.CARDS)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(*pages)
    dialog.print_on(printer)
    worked(dialog, qtbot)
    dialog.write_to(tmp_path / "saved.pdf")
    worked(dialog, qtbot)
    printed, saved = (PdfReader(tmp_path / f"{name}.pdf") for name in ("printed", "saved"))
    assert len(printed.pages) == len(expected)
    seen = texts(tmp_path / "saved.pdf")
    assert texts(tmp_path / "printed.pdf") == [seen[at] for at in expected]
    assert printed.pages[0].mediabox.width == pytest.approx(saved.pages[0].mediabox.width, 1)


def test_closing_ends_what_was_begun(turin_bridge, qtbot, tmp_path, qapp):
    window = QWidget()
    qtbot.addWidget(window)
    dialog = open_printing(turin_bridge, window, What.OPPORTUNITIES)
    laid(dialog, qtbot)
    dialog.write_to(tmp_path / "out.pdf")
    working = dialog.foot.work._work
    dialog.close()
    assert working.isFinished()
    qapp.processEvents()
    assert not (tmp_path / "out.pdf").exists() or texts(tmp_path / "out.pdf")


def test_the_report_names_people_as_it_is_asked_and_nothing_else_asks(
    bridge, ask, qtbot, tmp_path, monkeypatch
):
    build(bridge.document)
    bridge.do(record("a", title="Ask Emil Novák", author_id="chiara"))
    dialog = ask(bridge, What.OPPORTUNITIES)
    path = tmp_path / "report.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    assert dialog.people.isVisible()
    press(dialog.people.names, "No names", qtbot)
    laid(dialog, qtbot)
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.findChild(MentionsDialog) is not None, timeout=20_000)
    qtbot.mouseClick(dialog.findChild(MentionsDialog).accept_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.written == path, timeout=20_000)
    said = " ".join(texts(path))
    assert "Ask [" in said
    assert "Novák" not in said
    assert "Rossi" not in said
    choose(dialog, What.BADGES, qtbot)
    assert not dialog.people.isVisible()


def test_what_is_chosen_about_people_holds_wherever_something_leaves_the_house(
    bridge, ask, show, qtbot
):
    build(bridge.document)
    bridge.do(record("a", title="Ask Emil Novák", author_id="chiara"))
    page = show(SynthesisPage(bridge))
    before = ask(bridge, What.OPPORTUNITIES)
    press(page.options.names, "No names", qtbot)
    laid(before, qtbot)
    after = ask(bridge, What.OPPORTUNITIES)
    for dialog in (before, after):
        assert dialog.people.names.value() == Names.NONE
        assert dialog.setup.disclosure.names is Names.NONE
    press(after.people.names, "Initials", qtbot)
    after.people.personal.click()
    assert page.options.names.value() == Names.INITIALS
    assert not page.options.people.personal.value()
    laid(before, qtbot)
    laid(after, qtbot)


def press(choices, text, qtbot):
    chip = next(chip for chip in choices.chips if chip.text() == text)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)


def test_what_was_written_is_told_until_another_print_is_chosen(
    turin_bridge, ask, qtbot, tmp_path
):
    dialog = ask(turin_bridge, What.DOORS)
    dialog.write_to(tmp_path / "doors.pdf")
    worked(dialog, qtbot)
    assert dialog.open_file.isVisible()
    choose(dialog, What.BADGES, qtbot)
    assert not dialog.open_file.isVisible()
    assert "doors.pdf" not in dialog._done.text()
    assert dialog.written is None


def test_codes_for_phones_are_printed_once_somebody_wants_them(bridge, ask, qtbot, tmp_path):
    build(bridge.document)
    dialog = ask(bridge, What.CARDS)
    secret_of = Codes(bridge.document.secret())
    code = secret_of.code_of(Scope(Role.TABLE, "t1"), bridge.workshop)

    def said():
        path = tmp_path / "cards.pdf"
        dialog.write_to(path)
        worked(dialog, qtbot)
        return "".join(texts(path)).replace(" ", "")

    assert code not in said()
    assert not dialog.codes._allowed.isVisible()
    dialog.codes.wanted.click()
    laid(dialog, qtbot)
    assert "writes in that table’s notes" in dialog.codes._allowed.text()
    assert dialog.codes._allowed.isVisible()
    assert code in said()
    assert not dialog.setup.codes["t1"].url
    dialog.codes.address.show_value("192.168.137.1")
    laid(dialog, qtbot)
    port = bridge.workshop.phones.port
    assert dialog.setup.codes["t1"].url == f"http://192.168.137.1:{port}/#{code}"
    choose(dialog, What.BADGES, qtbot)
    assert set(dialog.setup.codes) == set(bridge.workshop.participants)
    choose(dialog, What.DOORS, qtbot)
    assert not dialog.codes.isVisible()
    assert not dialog.setup.codes
