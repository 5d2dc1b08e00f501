"""Synthesis: what the workbook holds, what is missing, and the one button."""

import datetime as dt

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from small_cafe import build, record
from worldcafe.document import Document
from worldcafe.domain.commands import (
    DescribeConversation,
    EditContribution,
    PutOpenPoint,
    SaveDraft,
)
from worldcafe.domain.model import NextStep, OpenPoint
from worldcafe.domain.vocabulary import HandIn, Kind
from worldcafe.prints import What
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.mentions import MentionsDialog
from worldcafe.ui.pages.synthesis.options import ExportOptions
from worldcafe.ui.pages.synthesis.page import SynthesisPage
from worldcafe.ui.printing.dialog import PrintDialog
from worldcafe.wording import words_for


@pytest.fixture
def page(bridge, show):
    build(bridge.document)
    bridge.do(record("a", next_step=NextStep(text="Écrire")))
    return show(SynthesisPage(bridge))


def written(page, qtbot):
    qtbot.waitUntil(lambda: not page.foot.work.is_busy, timeout=20_000)


def test_an_empty_workshop_leads_to_capture(bridge, show, qtbot):
    page = show(SynthesisPage(bridge))
    assert page._stack.currentIndex() == 0
    build(bridge.document)
    bridge.do(record("a"))
    qtbot.waitUntil(lambda: page._stack.currentIndex() == 1)


def test_what_an_earlier_workshop_left_open_can_be_reminded_of_before_the_day(
    bridge, show, qtbot, tmp_path
):
    page = show(SynthesisPage(bridge))
    step = NextStep(text="Call", owner="Awa Diop", due=dt.date(2027, 5, 28))
    bridge.do(PutOpenPoint(point=OpenPoint(id="p", kind=Kind.COMMITMENT, title="A guide",
                                           next_step=step)))  # fmt: skip
    qtbot.waitUntil(lambda: page._stack.currentIndex() == 1)
    for name in ("steps.ics", "synthesis.xlsx"):
        page.write_to(tmp_path / name)
        written(page, qtbot)
        assert (tmp_path / name).exists()
    assert b"Awa Diop: Call" in (tmp_path / "steps.ics").read_bytes()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_preview_names_and_counts_the_sheets_of_the_workbook(
    turin_bridge, show, qtbot, tmp_path, language
):
    page = show(SynthesisPage(turin_bridge))
    index = [chip.value for chip in page.language.chips].index(language)
    qtbot.mouseClick(page.language.chips[index], Qt.MouseButton.LeftButton)
    path = tmp_path / "out.xlsx"
    page.write_to(path)
    written(page, qtbot)
    workbook = load_workbook(path)
    shown = [each.title for each in workbook if each.sheet_state == "visible"]
    assert [sheet.name for sheet in page.contents.shown] == shown
    for sheet in page.contents.shown:
        if sheet.n_rows is not None:
            table = next(iter(workbook[sheet.name].tables.values()))
            first, last = (int("".join(filter(str.isdigit, c))) for c in table.ref.split(":"))
            if sheet.name not in ("Key insights", "Idées clés"):
                assert last - first == sheet.n_rows, sheet.name


@pytest.mark.parametrize("height", range(700, 737, 9))
def test_no_line_of_what_the_workbook_holds_is_cut_at_the_foot(page, height):
    page.resize(1160, height)
    QApplication.processEvents()
    lines = [each for each in page.contents.findChildren(QLabel) if each.text()]
    cut = [
        each.text() for each in lines
        if not each.visibleRegion().isEmpty()
        and each.visibleRegion().boundingRect() != each.rect()
    ]  # fmt: skip
    seen = [each for each in lines if not each.visibleRegion().isEmpty()]
    assert cut == []
    assert len(lines) > len(seen) > 8


def test_gaps_follow_the_workshop(page, qtbot):
    page.bridge.do(SaveDraft(table_id="t1", round_id="r1", content='{"fresh": {}}'))
    page.bridge.do(DescribeConversation(table_id="t1", round_id="r1", state=HandIn.HANDED_IN))
    sentence = "1 conversation was handed in without a key insight."
    qtbot.waitUntil(lambda: sentence in (page.gaps.shown or []))
    assert "1 conversation holds text that is not recorded yet." in page.gaps.shown


def test_the_button_asks_for_a_place_remembers_it_and_writes(
    page, qtbot, tmp_path, monkeypatch
):
    asked = []
    folder = tmp_path / "out"
    folder.mkdir()

    def choose(_parent, _caption, suggested, _filter):
        asked.append(suggested)
        return str(folder / "Ma synthèse"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    qtbot.mouseClick(page.write, Qt.MouseButton.LeftButton)
    written(page, qtbot)
    path = folder / "Ma synthèse.xlsx"
    assert page.written == path
    assert load_workbook(path).sheetnames[0] == "Summary"
    assert page.open.isVisible()
    qtbot.mouseClick(page.write, Qt.MouseButton.LeftButton)
    written(page, qtbot)
    assert asked[0].endswith("Synthesis - Small café.xlsx")
    assert asked[1].startswith(str(folder))


def test_a_title_that_no_file_can_bear_is_tidied(page):
    about = page.bridge.workshop.about.but(title='Turin: "Sud/Sud" <2027>?')
    from worldcafe.domain.commands import DescribeWorkshop

    page.bridge.do(DescribeWorkshop(about=about))
    name = page.suggested_name()
    assert not set(name) & set('\\/:*?"<>|')


def test_opening_what_was_written(page, qtbot, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    path = tmp_path / "out.xlsx"
    page.write_to(path)
    written(page, qtbot)
    qtbot.mouseClick(page.open, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.folder, Qt.MouseButton.LeftButton)
    assert [url.toLocalFile() for url in opened] == [str(path), str(tmp_path)]
    path.unlink()
    qtbot.mouseClick(page.open, Qt.MouseButton.LeftButton)
    assert page.bridge.refusals


def test_a_place_that_is_gone_is_refused_in_words_and_nothing_is_left(page, qtbot, tmp_path):
    page.write_to(tmp_path / "gone" / "out.xlsx")
    written(page, qtbot)
    assert page.bridge.refusals == [f"There is no folder {tmp_path / 'gone'}."]
    assert page.write.isVisible()
    assert page.written is None


def test_writing_can_be_cancelled_and_the_old_file_stays(turin_bridge, show, qtbot, tmp_path):
    page = show(SynthesisPage(turin_bridge))
    path = tmp_path / "out.xlsx"
    path.write_text("what was there")
    page.write_to(path)
    assert page.foot.progress.isVisible()
    qtbot.mouseClick(page.foot.cancel, Qt.MouseButton.LeftButton)
    written(page, qtbot)
    assert path.read_text() == "what was there"
    assert list(tmp_path.glob("*.xlsx*")) == [path]
    assert not page.foot.progress.isVisible()


def test_writing_goes_on_when_the_page_is_left(page, qtbot, tmp_path):
    page.write_to(tmp_path / "out.xlsx")
    page.leave()
    page.hide()
    written(page, qtbot)
    assert page.written == tmp_path / "out.xlsx"


def test_closing_the_workshop_while_writing_leaves_nothing_dangling(show, tmp_path, qapp):
    document = Document.create(tmp_path / "closing.worldcafe")
    build(document)
    document.do(record("a"))
    bridge = Bridge(document, words_for("en"))
    page = show(SynthesisPage(bridge))
    page.write_to(tmp_path / "out.xlsx")
    page.leave()
    bridge.close()
    assert page.foot.work._work.isFinished()
    qapp.processEvents()
    page.hide()


def test_a_rebuilt_page_still_offers_the_file(page, show, bridge, qtbot, tmp_path):
    page.write_to(tmp_path / "out.xlsx")
    written(page, qtbot)
    again = show(SynthesisPage(bridge))
    again.go_to(page.place())
    assert again.written == tmp_path / "out.xlsx"
    assert again.open.isVisible()


def test_people_are_named_as_the_page_says(turin_bridge, show, qtbot, tmp_path):
    page = show(SynthesisPage(turin_bridge))
    initials = next(chip for chip in page.options.names.chips if chip.text() == "Initials")
    qtbot.mouseClick(initials, Qt.MouseButton.LeftButton)
    page.write_to(tmp_path / "out.xlsx")
    written(page, qtbot)
    sheet = load_workbook(tmp_path / "out.xlsx", read_only=True)["Participants"]
    names = [row[0] for row in sheet.iter_rows(5, 20, values_only=True)]
    assert all(name.endswith(".") for name in names)


@pytest.mark.parametrize("suffix", [".zip", ".json", ".ics"])
def test_other_formats_are_asked_for_in_a_menu(page, qtbot, tmp_path, monkeypatch, suffix):
    path = tmp_path / f"out{suffix}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    actions = page.others.menu().actions()[:3]
    next(
        a for a, s in zip(actions, (".zip", ".json", ".ics"), strict=True) if s == suffix
    ).trigger()
    written(page, qtbot)
    assert page.written == path
    assert path.stat().st_size > 100


def test_a_sheet_is_left_out_of_this_workbook_and_of_the_next(page, qtbot, tmp_path):
    page.contents.ticks["participants"].click()
    page.write_to(tmp_path / "out.xlsx")
    written(page, qtbot)
    assert "Participants" not in load_workbook(tmp_path / "out.xlsx").sheetnames
    again = SynthesisPage(page.bridge)
    qtbot.addWidget(again)
    again.refresh()
    assert again.contents.left_out == {"participants"}


def test_the_report_stands_beside_the_other_formats(page, qtbot):
    page.others.menu().actions()[-1].trigger()
    (dialog,) = page.window().findChildren(PrintDialog)
    assert dialog.chosen is What.OPPORTUNITIES
    dialog.close()
    qtbot.waitUntil(lambda: not page.window().findChildren(PrintDialog))


# --- the way back ------------------------------------------------------------------------


@pytest.fixture
def sent_out(page, qtbot, tmp_path):
    """The page, and a workbook of it that somebody has on their desk."""
    page.bridge.do(record("b", title="Second"))
    page.write_to(tmp_path / "out.xlsx")
    written(page, qtbot)
    return tmp_path / "out.xlsx"


def edit(path, *changes):
    """Put values under headings, by identifier; without one into a new row."""
    book = load_workbook(path)
    sheet = book["Opportunities"]
    headings = {cell.value: cell.column for cell in sheet[4]}
    ids = {sheet.cell(n, headings["Identifier"]).value: n for n in range(5, sheet.max_row + 1)}
    for row_id, heading, value in changes:
        row = ids.get(row_id) or sheet.max_row + (heading == "Title")
        sheet.cell(row, headings[heading]).value = value
    book.save(path)


def compared(page, qtbot, path):
    page.bring_back_from(path)
    qtbot.waitUntil(lambda: not page.returning.reading.is_busy, timeout=20_000)
    return page.returning


def test_an_edited_workbook_is_shown_and_taken_over_in_one_step(page, sent_out, qtbot):
    edit(sent_out, ("a", "Title", "Corrected"), (None, "Title", "Added"),
         (None, "Table", 1), (None, "Round", 2))  # fmt: skip
    back = compared(page, qtbot, sent_out)
    assert page._stack.currentWidget() is back
    assert back.taking.text() == "Take over 2 changes"
    assert page.bridge.workshop.contributions["a"].title != "Corrected"
    qtbot.mouseClick(back.taking, Qt.MouseButton.LeftButton)
    titles = [each.title for each in page.bridge.workshop.standing]
    assert titles == ["Corrected", "Second", "Added"]
    assert page.bridge.sayings[-1] == "2 changes were taken over."
    assert page._stack.currentWidget() is not back
    page.bridge.undo()
    assert len(page.bridge.workshop.contributions) == 2


def test_a_conflict_waits_for_a_person(page, sent_out, qtbot):
    edit(sent_out, ("a", "Title", "In the workbook"), ("b", "Title", "Corrected"))
    changed = EditContribution(contribution_id="a", changes={"title": "In the café"})
    page.bridge.do(changed)
    back = compared(page, qtbot, sent_out)
    assert back.taking.text() == "1 to decide first"
    assert not back.taking.isEnabled()
    assert (back.before.text(), back.after.text()) == ("In the café", "In the workbook")
    qtbot.mouseClick(back.keeping, Qt.MouseButton.LeftButton)
    assert back.taking.text() == "Take over 1 change"
    qtbot.mouseClick(back.taking, Qt.MouseButton.LeftButton)
    titles = [each.title for each in page.bridge.workshop.standing]
    assert titles == ["In the café", "Corrected"]


def test_the_workbook_may_be_right(page, sent_out, qtbot):
    edit(sent_out, ("a", "Title", "In the workbook"))
    page.bridge.do(EditContribution(contribution_id="a", changes={"title": "In the café"}))
    back = compared(page, qtbot, sent_out)
    qtbot.mouseClick(back.preferring, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(back.taking, Qt.MouseButton.LeftButton)
    assert page.bridge.workshop.contributions["a"].title == "In the workbook"


def test_a_row_without_a_place_is_given_one(page, sent_out, qtbot):
    edit(sent_out, (None, "Title", "Somewhere"))
    back = compared(page, qtbot, sent_out)
    assert back.placing.isVisible()
    assert not back.taking.isEnabled()
    back.tables.setCurrentIndex(1)
    qtbot.mouseClick(back.placing, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not back.reading.is_busy, timeout=20_000)
    qtbot.mouseClick(back.taking, Qt.MouseButton.LeftButton)
    assert page.bridge.workshop.contributions_of("t2", "r1")[-1].title == "Somewhere"


def test_what_is_not_taken_is_said_in_words(page, sent_out, qtbot):
    edit(sent_out, ("a", "Impact (1–5)", 9))
    back = compared(page, qtbot, sent_out)
    QAbstractItemModelTester(back.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtbot.mouseClick(back.kinds.button(3), Qt.MouseButton.LeftButton)
    cells = [back.view.model().index(0, column).data() for column in (0, 1, 5)]
    assert cells[0].startswith("Opportunities · row")
    assert cells[1:] == ["A rating is a number from 1 to 5: 9", "Not taken"]
    assert not back.taking.isEnabled()


def test_a_workbook_can_be_dropped_on_the_page(page, sent_out, qtbot):
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(sent_out))])
    place, action = QPointF(10, 10), Qt.DropAction.CopyAction
    drop = QDropEvent(
        place, action, held, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    page.dropEvent(drop)
    qtbot.waitUntil(lambda: not page.returning.reading.is_busy, timeout=20_000)
    assert page.returning.isVisible()
    qtbot.mouseClick(page.returning.giving_up, Qt.MouseButton.LeftButton)
    assert page.write.isVisible()


def test_another_workbook_is_refused_in_words(page, qtbot, tmp_path):
    path = tmp_path / "other.xlsx"
    Workbook().save(path)
    compared(page, qtbot, path)
    assert page.bridge.refusals[-1].startswith("“other.xlsx” is no synthesis of worldcafe")
    assert page.write.isVisible()


# --- a second file, and people in texts --------------------------------------------------


def choose(page, qtbot, text):
    chip = next(chip for chip in page.options.names.chips if chip.text() == text)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)


def test_everything_stays_within_reach_once_a_file_is_written(page, qtbot, tmp_path):
    for name, what in (("out.xlsx", "The synthesis"), ("second.json", "The file")):
        page.write_to(tmp_path / name)
        written(page, qtbot)
        assert page.written == tmp_path / name
        assert page._done.text() == f"{what} is written: {name}"
        for each in (page.open, page.folder, page.write, page.others, page.bring_back):
            assert each.isVisible()
            assert each.isEnabled()
        for each in (page.options.language, page.options.people):
            assert each.isVisible()
            assert each.isEnabled()


def test_ready_goes_when_the_data_changed(page, qtbot, tmp_path, show):
    page.write_to(tmp_path / "out.xlsx")
    written(page, qtbot)
    assert page._done.text() == "The synthesis is written: out.xlsx"
    draft = SaveDraft(table_id="t1", round_id="r1", content="{}")
    page.bridge.do(draft)
    page.refresh()
    assert page._done.text() == "The synthesis is written: out.xlsx"
    page.bridge.do(record("z", title="Meanwhile"))
    qtbot.waitUntil(lambda: page._done.text() == "Changed since out.xlsx was written.")
    again = show(SynthesisPage(page.bridge))
    again.go_to(page.place())
    assert again._done.text() == "Changed since out.xlsx was written."
    page.write_to(tmp_path / "out.xlsx")
    written(page, qtbot)
    assert page._done.text() == "The synthesis is written: out.xlsx"


def asked(page, qtbot):
    """The dialog about people in texts."""
    qtbot.waitUntil(lambda: page.findChild(MentionsDialog) is not None)
    return page.findChild(MentionsDialog)


def test_people_in_texts_are_decided_about_before_a_file_is_written(
    page, qtbot, tmp_path, monkeypatch
):
    path = tmp_path / "out.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    page.bridge.do(record("b", title="Ask Emil Novák", description="+33 6 12 34 56 78"))
    choose(page, qtbot, "No names")
    qtbot.mouseClick(page.write, Qt.MouseButton.LeftButton)
    dialog = asked(page, qtbot)
    assert [each.text for each in dialog.found] == ["Emil Novák", "+33 6 12 34 56 78"]
    assert not path.exists()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.written == path and not page.foot.work.is_busy, timeout=20_000)
    rows = list(load_workbook(path)["Opportunities"].iter_rows(5, 6, values_only=True))
    assert any("Ask […]" in row and "+33 6 12 34 56 78" in row for row in rows)


def test_leaving_the_list_of_people_writes_nothing_and_can_lead_to_the_text(
    page, qtbot, monkeypatch
):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: pytest.fail("asked"))
    page.bridge.do(record("b", title="Ask Emil Novák"))
    choose(page, qtbot, "No names")
    qtbot.mouseClick(page.write, Qt.MouseButton.LeftButton)
    places = []
    page.bridge.place_asked.connect(lambda *place: places.append(place))
    qtbot.mouseClick(asked(page, qtbot).go, Qt.MouseButton.LeftButton)
    assert places == [("harvest", {"view": "list", "contribution": "b"})]
    assert page.written is None


def test_another_copy_of_the_workshop_comes_in_with_one_question(page, bridge, tmp_path, qtbot):
    path = tmp_path / "other laptop.worldcafe"
    bridge.document.save_copy(path)
    with Document.open(path, writer="elsewhere") as other:
        other.do(EditContribution(contribution_id="a", changes={"title": "Theirs"}))
        other.do(record("there"))
    bridge.do(EditContribution(contribution_id="a", changes={"title": "Ours"}))
    page.bring_back_from(path)
    part = page.returning
    qtbot.waitUntil(lambda: not part.reading.is_busy, timeout=20_000)
    assert part.isVisible()
    assert not part.taking.isEnabled()
    part.view.selectAll()
    qtbot.mouseClick(part.preferring, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(part.taking, Qt.MouseButton.LeftButton)
    assert bridge.workshop.contributions["a"].title == "Theirs"
    assert "there" in bridge.workshop.contributions
    page.bring_back_from(path)
    qtbot.waitUntil(lambda: not part.reading.is_busy, timeout=20_000)
    assert part.taking.text() == "Nothing to take over"


def test_of_another_workshop_what_was_said_there_is_offered_and_nothing_else(
    page, bridge, tmp_path, qtbot
):
    path = tmp_path / "lyon.worldcafe"
    with Document.create(path) as other:
        build(other)
        other.do(record("a", title="Night trains"))
    before = bridge.workshop
    page.bring_back_from(path)
    part = page.returning
    qtbot.waitUntil(lambda: not part.reading.is_busy, timeout=20_000)
    assert "another workshop, “Small café”" in part._when.text()
    assert part.taking.text() == "Add 1 contribution"
    assert bridge.workshop is before
    qtbot.mouseClick(part.taking, Qt.MouseButton.LeftButton)
    fresh = bridge.workshop.contributions.keys() - before.contributions.keys()
    assert [bridge.workshop.contributions[id].title for id in fresh] == ["Night trains"]
    assert bridge.workshop.participants == before.participants
    page.bring_back_from(path)
    qtbot.waitUntil(lambda: not part.reading.is_busy, timeout=20_000)
    assert part.taking.text() == "Nothing to take over"
    bridge.undo()
    assert bridge.workshop.contributions == before.contributions


@pytest.mark.parametrize("width", [760, 1000, 1366])
def test_the_name_of_a_choice_stands_on_the_line_of_its_choices(bridge, show, width):
    options = show(ExportOptions(bridge))
    options.resize(width, options.heightForWidth(width))
    QApplication.processEvents()
    name = next(each for each in options.findChildren(QLabel) if each.text() == "People")
    of_names, stands = options.names, name.mapTo(options, name.rect().center())
    assert options.rect().contains(stands)
    top = of_names.mapTo(options, of_names.rect().topLeft()).y()
    assert stands.y() > top
    assert stands.x() < of_names.mapTo(options, of_names.rect().topLeft()).x()


def test_a_workshop_without_a_title_is_called_untitled(bridge, show):
    page = show(SynthesisPage(bridge))
    assert "Untitled workshop" in page.suggested_name()
