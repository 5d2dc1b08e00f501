"""Harvest: every contribution in one table, found, filtered and edited in place."""

import json

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from small_cafe import build, record
from worldcafe.document import Document
from worldcafe.domain.commands import (
    EditContribution,
    ImportContributions,
    PutTheme,
    RecordContribution,
    SaveDraft,
    WithdrawContribution,
)
from worldcafe.domain.model import Contribution, NextStep, Partner, Theme
from worldcafe.domain.vocabulary import Kind, Modality
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.pages.capture.place import MoveDialog
from worldcafe.ui.pages.harvest.note_files import NotesDialog
from worldcafe.ui.pages.harvest.page import HarvestPage
from worldcafe.wording import words_for

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def page(bridge, show):
    """Three contributions of the small café."""
    build(bridge.document)
    bridge.do(
        record(
            "a", title="Thiès et Medellín : marchés", lang="fr", modality=Modality.SOUTH_SOUTH,
            themes=("child_labour",), author_id="awa",
            partners=(Partner(name="Ville de Thiès", country="SN"),),
            next_step=NextStep(text="Écrire", owner="Awa Diop"),
        )
    )  # fmt: skip
    bridge.do(record("b", table_id="t2", title="School meals", lang="en", kind=Kind.EXPERIENCE))
    bridge.do(record("c", round_id="r2", title="Zona franca", lang="es", kind=Kind.IDEA))
    whole = show(HarvestPage(bridge))
    made = whole.list
    made.whole = whole
    made.tester = QAbstractItemModelTester(made.model, FATAL)
    made.proxy_tester = QAbstractItemModelTester(made.proxy, FATAL)
    return made


def titles(page):
    return [
        page.proxy.record(page.proxy.index(k, 0)).title for k in range(page.proxy.rowCount())
    ]


def column(page, heading):
    headings = [each.heading for each in page.model.columns]
    return headings.index(heading)


def cell(page, row, heading):
    return page.proxy.index(row, column(page, heading))


def of(page, id):
    return page.bridge.workshop.contributions[id]


def click_row(page, row, qtbot):
    place = page.table.visualRect(page.proxy.index(row, 0)).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_an_empty_harvest_leads_to_capture(bridge, show, qtbot):
    page = show(HarvestPage(bridge)).list
    assert page._stack.currentIndex() == 0
    build(bridge.document)
    bridge.do(record("a"))
    assert page._stack.currentIndex() == 1
    bridge.undo()
    assert page._stack.currentIndex() == 0


def test_every_row_says_where_it_comes_from(page):
    assert cell(page, 0, "Ref.").data() == "O-001"
    assert cell(page, 0, "Table · round").data() == "1 · 1 · Child labour"
    assert cell(page, 0, "Note-taker").data() == "Awa Diop"
    assert cell(page, 0, "Partners").data() == "Ville de Thiès (Senegal)"
    assert page.count.text() == "3 contributions · 1 opportunity"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("medellin", ["Thiès et Medellín : marchés"]),
        ("THIES marche", ["Thiès et Medellín : marchés"]),
        ("awa diop", ["Thiès et Medellín : marchés"]),
        ("job creation", ["School meals"]),
        ("e-002", ["School meals"]),
        ("nowhere", []),
    ],
)
def test_searching_ignores_accents_and_case(page, qtbot, typed, found):
    QTest.keyClicks(page.search, typed)
    qtbot.waitUntil(lambda: not page._search_pause.isActive())
    assert titles(page) == found
    assert page.count.text().endswith(f"{len(found)} shown")


def test_filters_narrow_and_are_cleared_at_once(page, qtbot):
    filters = page.filters
    for field, value, found in (
        (filters.kind, "idea", ["Zona franca"]),
        (filters.theme, "child_labour", ["Thiès et Medellín : marchés"]),
        (filters.theme, "–", ["School meals", "Zona franca"]),
        (filters.table, "t2", ["School meals"]),
        (filters.round, "r2", ["Zona franca"]),
        (filters.modality, "south_south", ["Thiès et Medellín : marchés"]),
        (filters.modality, "–", ["School meals", "Zona franca"]),
        (filters.language, "en", ["School meals"]),
    ):
        field.show_value(value)
        assert titles(page) == found
        qtbot.mouseClick(filters.clear_all, Qt.MouseButton.LeftButton)
        assert len(titles(page)) == 3
    assert not filters.clear_all.isVisible()


def test_withdrawn_ones_are_shown_on_request(page, qtbot):
    page.bridge.do(WithdrawContribution(contribution_id="b"))
    assert "School meals" not in titles(page)
    qtbot.mouseClick(page.filters.withdrawn, Qt.MouseButton.LeftButton)
    assert "School meals" in titles(page)
    page.table.viewport().grab()


def test_sorting_by_a_heading_and_back(page):
    header = page.table.horizontalHeader()
    header.setSortIndicator(column(page, "Title"), Qt.SortOrder.DescendingOrder)
    assert titles(page) == ["Zona franca", "Thiès et Medellín : marchés", "School meals"]
    page.bridge.do(EditContribution(contribution_id="c", changes={"title": "A first one"}))
    assert titles(page)[-1] == "A first one"
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    assert [page.proxy.record(page.proxy.index(k, 0)).id for k in range(3)] == ["a", "b", "c"]


# --- editing in place --------------------------------------------------------------------


def test_a_title_is_edited_in_its_cell(page, qtbot):
    index = cell(page, 0, "Title")
    page.table.setCurrentIndex(index)
    page.table.edit(index)
    editor = page.table.viewport().findChild(QLineEdit)
    editor.setText("Thiès et Medellín")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: of(page, "a").title == "Thiès et Medellín")
    assert page.bridge.document.next_undo == "EditContribution"


def test_a_modality_is_picked_in_its_cell(page):
    index = cell(page, 0, "Modality")
    page.table.setCurrentIndex(index)
    page.table.edit(index)
    editor = page.table.viewport().findChild(QComboBox)
    editor.setCurrentIndex(editor.findData("triangular"))
    editor.activated.emit(editor.currentIndex())
    assert of(page, "a").modality is Modality.TRIANGULAR
    page.model.setData(page.model.index(0, index.column()), "")
    assert of(page, "a").modality is None


def test_owner_and_date_are_edited_in_their_cells(page):
    page.proxy.setData(cell(page, 0, "Owner"), "Chiara Rossi")
    page.proxy.setData(cell(page, 0, "Due"), "28/5/2027")
    step = of(page, "a").next_step
    assert (step.text, step.owner, step.due.isoformat()) == (
        "Écrire", "Chiara Rossi", "2027-05-28",
    )  # fmt: skip
    assert cell(page, 0, "Due").data() == "28 May 2027"
    assert not page.proxy.setData(cell(page, 0, "Due"), "bientôt")
    assert page.bridge.refusals
    page.proxy.setData(cell(page, 1, "Next step"), "Call")
    assert of(page, "b").next_step.text == "Call"
    page.proxy.setData(cell(page, 1, "Next step"), "")
    assert of(page, "b").next_step is None


def test_an_empty_title_is_refused(page):
    assert not page.proxy.setData(cell(page, 0, "Title"), " ")
    assert page.bridge.refusals
    assert of(page, "a").title == "Thiès et Medellín : marchés"


# --- one in full -------------------------------------------------------------------------


def test_a_click_shows_every_field_and_looking_changes_nothing(page, qtbot):
    seq = page.bridge.document.seq
    for row in range(3):
        click_row(page, row, qtbot)
        assert page.detail.isVisible()
        assert page.detail.form.fields["title"].value() == titles(page)[row]
    assert page.detail.provenance.text().startswith("I-003 · Table 1 · Round 2")
    page.leave()
    assert page.bridge.document.seq == seq
    assert not page.bridge.workshop.drafts


@pytest.mark.parametrize(("channel", "said"), [("phone", "By phone"), (None, "")])
def test_what_a_phone_wrote_says_so_in_full(page, channel, said):
    item = record("d", title="Phoned").contribution.but(came_by=channel)
    page.bridge.do(RecordContribution(contribution=item), origin="phone.table")
    page.reveal("d")
    assert ("By phone" in page.detail.provenance.text()) == bool(said)


def test_every_field_of_the_model_can_be_edited(page):
    page._select("a")
    provenance = {"id", "number", "table_id", "round_id", "recorded_at", "withdrawn_at",
                  "came_by"}  # fmt: skip
    elsewhere = {"merged_into_id", "cluster_id", "review", "extras"}
    editable = set(Contribution.model_fields) - provenance - elsewhere
    assert set(page.detail.form.names) == editable


def test_every_field_survives_the_form(page):
    said = {
        "kind": "opportunity", "lang": "fr", "title": "Tout", "description": "D",
        "translation": "All", "translation_lang": "en", "title_translation": "Everything",
        "author_id": "awa",
        "builds_on_id": "b", "themes": ["child_labour", "Marchés"],
        "partners": [{"name": "N", "city": "C", "country": "SN", "type": "foundation",
                      "role": "pivotal"}],
        "modality": "triangular", "activities": ["training"], "scope": "global",
        "pillars": ["rights"], "sdg_targets": ["8.7", "17.9"], "demand": "Qui",
        "demand_confirmed": True, "experience_offered": "E", "place": "Dakar",
        "lesson": "L", "resources": [{"kind": "funding", "direction": "offered",
                                      "by": "OIT", "amount": "3"}],
        "expected_result": "R", "beneficiaries": "B", "adaptation": "A",
        "maturity": "idea", "impact": 4, "feasibility": 2, "status": "suspended",
        "period": {"start": "2025-09", "end": ""}, "programme": "Villes",
        "agreement": {"frame": "mou", "date": "2025"}, "sdg_goals": ["8", "11"],
        "amount": {"value": 1_250_000.5, "currency": "XOF", "kind": "committed"},
        "source": "https://example.org/a",
        "quality_checks": ["replicable"], "enabling_factors": "F", "obstacles": "O",
        "next_step": {"type": "mou", "text": "T", "owner": "Moi", "due": "2027-05-28",
                      "status": "doing"},
        "contacts": [{"name": "P", "organisation": "Q", "email": "p@q.org",
                      "consent": True}],
        "organiser_status": "doing", "organiser_owner": "OIT", "organiser_note": "En cours",
    }  # fmt: skip
    page.bridge.do(EditContribution(contribution_id="a", changes=said))
    page._select("a")
    assert page.detail.form.values() == said
    page.detail.form.fields["obstacles"].show_value("Aucun")
    page.detail.commit()
    expected = {**said, "obstacles": "Aucun"}
    assert of(page, "a") == of(page, "a").but(**expected)
    assert of(page, "a").obstacles == "Aucun"


def test_saving_is_one_step_and_only_what_was_changed(page, qtbot):
    click_row(page, 0, qtbot)
    form = page.detail.form
    form.fields["lesson"].show_value("Commencer petit")
    page.bridge.do(
        EditContribution(contribution_id="a", changes={"title": "D’ailleurs"}), origin="phone"
    )
    qtbot.mouseClick(page.detail.save, Qt.MouseButton.LeftButton)
    assert of(page, "a").lesson == "Commencer petit"
    assert of(page, "a").title == "D’ailleurs"
    assert not page.detail.save.isEnabled()
    page.bridge.undo()
    assert of(page, "a").lesson == ""


def test_going_to_another_row_saves_and_a_refusal_stays(page, qtbot):
    click_row(page, 0, qtbot)
    page.detail.form.fields["lesson"].show_value("Commencer petit")
    click_row(page, 1, qtbot)
    assert of(page, "a").lesson == "Commencer petit"
    page.detail.form.fields["title"].show_value("")
    click_row(page, 2, qtbot)
    assert page.bridge.refusals
    assert page.detail.item_id == "b"
    qtbot.waitUntil(lambda: page.proxy.record(page.table.currentIndex()).id == "b")
    page.detail._on_revert()


def test_what_is_typed_survives_a_crash(page, show, tmp_path):
    page._select("a")
    page.detail.form.fields["lesson"].show_value("À moitié")
    page.detail.keeping.now()
    crashed = tmp_path / "after.worldcafe"
    crashed.write_bytes(page.bridge.document.path.read_bytes())
    bridge = Bridge(Document.open(crashed), words_for("en"), now=page.bridge.now)
    again = show(HarvestPage(bridge)).list
    again._select("a")
    assert again.detail.form.fields["lesson"].value() == "À moitié"
    assert again.detail._remark.isVisible()
    again.detail._on_revert()
    assert again.detail.form.fields["lesson"].value() == ""
    assert not bridge.workshop.drafts
    again.window().hide()
    bridge.close()


def test_withdrawing_restoring_and_moving(page, qtbot):
    qtbot.mouseClick(page.filters.withdrawn, Qt.MouseButton.LeftButton)
    page._select("a")
    qtbot.mouseClick(page.detail.withdraw, Qt.MouseButton.LeftButton)
    assert of(page, "a").withdrawn_at
    assert page.detail._gone.isVisible()
    qtbot.mouseClick(page.detail.restore, Qt.MouseButton.LeftButton)
    assert of(page, "a").withdrawn_at is None

    def choose():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, MoveDialog)
        dialog.picker.go(("t2", "r2"))
        dialog.accept()

    QTimer.singleShot(0, choose)
    qtbot.mouseClick(page.detail.move_away, Qt.MouseButton.LeftButton)
    assert (of(page, "a").table_id, of(page, "a").round_id) == ("t2", "r2")
    assert cell(page, 0, "Table · round").data() == "2 · 2 · Job creation"


def test_enter_opens_the_row_for_typing_and_escape_reverts(page, qtbot):
    page.table.setFocus()
    page.table.setCurrentIndex(page.proxy.index(0, 0))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    title = page.detail.form.fields["title"]
    assert title.hasFocus()
    QTest.keyClicks(title, "!")
    QTest.keyClick(title, Qt.Key.Key_Escape)
    assert title.value() == "Thiès et Medellín : marchés"


def test_closing_the_detail_goes_back_to_the_table(page, qtbot):
    click_row(page, 0, qtbot)
    page.detail.closed.emit()
    assert page.detail.isHidden()
    click_row(page, 0, qtbot)
    assert page.detail.isVisible()


# --- following the workshop --------------------------------------------------------------


def test_place_selection_and_filters_stay_through_changes(page, qtbot):
    click_row(page, 1, qtbot)
    page.filters.language.show_value("en")
    page.bridge.do(record("d", title="New", lang="en"), origin="phone")
    page.bridge.do(PutTheme(theme=Theme(id="x", name="Skills")))
    assert titles(page) == ["School meals", "New"]
    assert page.detail.item_id == "b"
    assert page.proxy.record(page.table.currentIndex()).id == "b"


def test_drafts_of_others_do_not_disturb(page, qtbot):
    resets = []
    page.model.modelReset.connect(lambda: resets.append(1))
    page.bridge.do(SaveDraft(table_id="t1", round_id="r1", content="{}"), origin="draft")
    page.bridge.do(record("d"))
    page.bridge.do(EditContribution(contribution_id="d", changes={"title": "Changed"}))
    assert not resets


def test_undoing_a_record_takes_its_row_away(page):
    page.bridge.undo()
    assert titles(page) == ["Thiès et Medellín : marchés", "School meals"]


def test_one_more_among_ten_thousand_builds_nothing_anew(bridge, show):
    build(bridge.document)
    items = tuple(
        record(
            f"c{k}", f"t{k % 2 + 1}", f"r{k % 2 + 1}", title=f"Idée {k} à Thiès"
        ).contribution
        for k in range(10_000)
    )
    bridge.do(ImportContributions(contributions=items))
    page = show(HarvestPage(bridge)).list
    page._idle.stop()
    resets, offered = [], []
    page.model.modelReset.connect(lambda: resets.append(1))
    page.filters.theme.offer = page.filters.table.offer = offered.append
    page.table.horizontalHeader().setSortIndicator(2, Qt.SortOrder.AscendingOrder)
    for k in range(5):
        change = bridge.document.do(record(f"fresh{k}", title=f"Fresh {k}"))
        page.show_change(change)
    # The time itself is measured in tests/bench: here, that nothing is built anew, and that
    # nobody goes through the ten thousand.
    assert not resets
    assert not offered
    assert page.proxy.rowCount() == 10_005


def test_a_row_more_is_painted_only_where_it_is_seen(page):
    bridge, table = page.bridge, page.table
    for k in range(40):
        bridge.do(record(f"more{k}", title=f"More {k}"))
    QApplication.processEvents()
    painted = Painted(table.viewport())
    bridge.do(record("below", title="Below what is seen"))
    QApplication.processEvents()
    assert painted.times == 0
    table.scrollToBottom()
    QApplication.processEvents()
    assert table.rowAt(table.viewport().height() - 2) == 43
    assert painted.times == 1
    table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    table.scrollToTop()
    QApplication.processEvents()
    before = painted.times
    bridge.do(record("seen", title="Aaa, at the head of the list"))
    QApplication.processEvents()
    assert painted.times > before
    assert page.proxy.record(table.indexAt(table.viewport().rect().topLeft())).id == "seen"


class Painted(QObject):
    """How often a widget was painted."""

    def __init__(self, widget):
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        self.times += event.type() == QEvent.Type.Paint
        return False


# --- notes from files --------------------------------------------------------------------


@pytest.fixture
def notes(tmp_path):
    lines = [
        {"id": "n1", "table": 1, "round": 1, "kind": "idea", "title": "D’un fichier"},
        {"id": "n2", "table": 9, "round": 1, "kind": "idea", "title": "Nulle part"},
        {"id": "n3", "table": 2, "round": 2, "kind": "concern", "title": "<b>Gras</b>", "x": 1},
    ]
    path = tmp_path / "notes.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


def answer(qtbot, act):
    """Do something with the dialog that comes, and wait until it is gone."""
    seen = []

    def look():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, NotesDialog):
            seen.append(dialog)
            act(dialog)
        else:
            QTimer.singleShot(5, look)

    look()
    return seen


def test_dropped_notes_are_shown_with_their_doubts_and_taken_in_as_one_step(page, qtbot, notes):
    said = []

    def take(dialog):
        said.extend(label.text() for label in dialog.findChildren(type(page.count)))
        qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)

    answer(qtbot, take)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(notes))])
    page.dropEvent(
        QDropEvent(
            QPointF(1, 1), Qt.DropAction.CopyAction, mime,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip
    qtbot.waitUntil(lambda: "n1" in page.bridge.workshop.contributions)
    qtbot.waitUntil(lambda: not page.files.is_busy)
    assert any("2 contributions are new." in text for text in said)
    assert any("Row 2, left out" in text for text in said)
    assert "<b>Gras</b>" in titles(page)
    assert page.bridge.sayings[-1] == "2 contributions are imported."
    page.bridge.undo()
    assert len(page.bridge.workshop.contributions) == 3


def test_import_can_be_declined(page, qtbot, notes):
    seen = answer(qtbot, lambda dialog: dialog.reject())
    page.files.read_notes(notes)
    qtbot.waitUntil(lambda: bool(seen) and not page.files.is_busy)
    assert len(page.bridge.workshop.contributions) == 3


def test_notes_in_a_text_are_asked_where_they_come_from(page, qtbot, tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("- Jardins partagés\n- Compost\n", encoding="utf-8")
    files = page.files
    files.read_notes(path, {"table": 1, "round": 1})
    seen = answer(qtbot, lambda dialog: dialog.accept())
    qtbot.waitUntil(lambda: bool(seen) and not files.is_busy)
    assert {"Jardins partagés", "Compost"} <= set(titles(page))


def test_a_file_that_is_no_notes_is_refused_in_words(page, qtbot, tmp_path):
    stranger = tmp_path / "notes.xlsx"
    stranger.write_bytes(b"%PDF-1.7 not a spreadsheet")
    page.files.read_notes(stranger)
    qtbot.waitUntil(lambda: not page.files.is_busy)
    assert "PDF" in page.bridge.refusals[0]
    assert page.bring_in.isEnabled()


def test_note_sheets_are_written_for_every_table(page, qtbot, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    folder = tmp_path / "sheets"
    folder.mkdir()
    page.files.write_note_sheets(folder)
    qtbot.waitUntil(lambda: not page.files.is_busy, timeout=20_000)
    assert len(list(folder.glob("*.xlsx"))) == 2
    assert page.bridge.sayings[-1].startswith("2 note sheets are in")
    assert opened
    page.files.write_note_sheets(folder)
    qtbot.waitUntil(lambda: not page.files.is_busy, timeout=20_000)
    assert page.bridge.refusals


def test_the_turin_example(turin_bridge, show, qtbot):
    page = show(HarvestPage(turin_bridge)).list
    assert page.count.text() == "136 contributions · 88 opportunities"
    testers = [QAbstractItemModelTester(model, FATAL) for model in (page.model, page.proxy)]
    for row in range(page.proxy.rowCount()):
        page._select(page.proxy.record(page.proxy.index(row, 0)).id)
    assert not page.detail.form.changes()
    assert turin_bridge.document.next_undo != "EditContribution"
    assert len(testers) == 2
