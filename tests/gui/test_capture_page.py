"""Capture: a contribution in under a minute, by keyboard, and nothing typed is ever lost."""

import json

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from small_cafe import build, record
from worldcafe.document import Document
from worldcafe.domain.commands import (
    FurnishRoom,
    PutRound,
    PutTheme,
    RecordContribution,
    SaveDraft,
    StartSegment,
    WithdrawContribution,
)
from worldcafe.domain.model import Round, Theme, draft_id
from worldcafe.domain.vocabulary import HandIn, Kind, Modality, PartnerRole
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.pages.capture.page import CapturePage
from worldcafe.ui.pages.capture.place import MoveDialog
from worldcafe.ui.pages.capture.side import ID
from worldcafe.wording import words_for

# Completions open a window; the offscreen platform says what it cannot do with one.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
ENTER = Qt.Key.Key_Return


@pytest.fixture
def page(bridge, show):
    build(bridge.document)
    return show(CapturePage(bridge))


def commit(text, widget=None):
    """Type as an input method does: composed letters, Arabic, dead keys."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget or QApplication.focusWidget(), event)


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def recorded(page):
    return page.bridge.workshop.contributions_of(*page._place)


def draft(page):
    found = page.bridge.workshop.drafts.get(draft_id(*page._place, page.bridge.document.writer))
    return json.loads(found.content) if found else None


def test_without_tables_the_page_leads_to_prepare(bridge, show, qtbot):
    page = show(CapturePage(bridge))
    button = page._stack.currentWidget().findChild(type(page.desk.record))
    with qtbot.waitSignal(page.go_to_asked) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == ["prepare"]
    build(bridge.document)
    assert page.form.isVisible()


def test_a_whole_opportunity_is_written_without_the_mouse(page):
    commit("Thiès et Medellín : un guichet commun")
    press(ENTER)
    commit("Première ligne")
    press(ENTER, SHIFT)
    commit("deuxième ligne")
    press(ENTER)  # modality
    QTest.keyClicks(QApplication.focusWidget(), "Tri")
    press(ENTER)  # theme chips
    press(ENTER)  # another theme
    commit("Marchés")
    press(ENTER)  # makes it a chip
    press(ENTER)  # partners
    for name, city, country, role in (
        ("Ville de Thiès", "Thiès", "Sénégal", "Ben"),
        ("Alcaldía de Medellín", "Medellín", "Colombie", "Piv"),
    ):
        for text in (name, city, country):
            commit(text)
            press(ENTER)
        QTest.keyClicks(QApplication.focusWidget(), role)
        press(ENTER)
    press(ENTER)  # the empty line at the end is passed over
    commit("Échanger les règlements")
    press(ENTER)
    press(ENTER)  # kind of step
    commit("Awa Diop")
    press(ENTER)
    commit("28/5/2027")
    press(ENTER, CTRL)
    (item,) = recorded(page)
    assert item.kind is Kind.OPPORTUNITY
    assert item.title == "Thiès et Medellín : un guichet commun"
    assert item.description == "Première ligne\ndeuxième ligne"
    assert item.modality is Modality.TRIANGULAR
    assert item.themes == ("child_labour", "Marchés")
    assert [(p.name, p.city, p.country, p.role) for p in item.partners] == [
        ("Ville de Thiès", "Thiès", "SN", PartnerRole.BENEFICIARY),
        ("Alcaldía de Medellín", "Medellín", "CO", PartnerRole.PIVOTAL),
    ]
    assert item.next_step.text == "Échanger les règlements"
    assert item.next_step.owner == "Awa Diop"
    assert item.next_step.due.isoformat() == "2027-05-28"
    assert item.recorded_at == page.bridge.now()
    assert page.form.fields["title"].value() == ""
    assert page.form.fields["title"].hasFocus()
    assert page.recorded.item(0).text() == item.title


def test_enter_in_the_last_field_reaches_record_and_enter_there_records(page):
    commit("Une idée")
    for _ in range(40):
        if page.desk.record.hasFocus():
            break
        press(ENTER)
    press(ENTER)
    assert [item.title for item in recorded(page)] == ["Une idée"]


@pytest.mark.parametrize("number", range(1, 7))
def test_alt_and_a_number_choose_the_kind_and_what_is_asked(page, number):
    press(Qt.Key(Qt.Key.Key_0 + number), ALT)
    kind = list(Kind)[number - 1]
    assert page.form.kind is kind
    asked = {name for name, block in page.form._blocks.items() if block.isVisible()}
    always = {"kind", "title", "description", "themes"}
    assert asked - always == {
        Kind.OPPORTUNITY: {"modality", "partners", "next_step"},
        Kind.EXPERIENCE: {"partners", "place", "lesson"},
        Kind.COMMITMENT: {"next_step"},
    }.get(kind, set())


def test_changing_the_kind_loses_nothing(page):
    page.form.fields["partners"].rows[0].fields["name"].setFocus()
    commit("Ville de Thiès")
    press(Qt.Key.Key_4, ALT)
    press(Qt.Key.Key_1, ALT)
    assert page.form.values()["partners"][0]["name"] == "Ville de Thiès"


def test_the_name_of_a_theme_stands_on_its_chip_as_it_was_given(bridge, show):
    bridge.do(FurnishRoom(n_tables=1, seats=5))
    bridge.do(PutRound(round=Round(id="r1", number=1)))
    bridge.do(PutTheme(theme=Theme(id="t", name="Work & play")))
    page = show(CapturePage(bridge))
    (chip,) = page.form.fields["themes"].chips
    assert chip.shortcut().isEmpty()
    assert chip.text() == "Work && play"  # what Qt paints as one


def test_arrows_move_inside_the_kinds(page):
    page.form.fields["kind"].chips[0].setFocus()
    press(Qt.Key.Key_Right)
    assert page.form.kind is Kind.EXPERIENCE
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Left)
    assert page.form.kind is Kind.COMMITMENT


def test_roles_follow_the_modality(page):
    role = page.form.fields["partners"].rows[0].fields["role"]
    labels = lambda: [role.itemText(k) for k in range(1, role.count())]  # noqa: E731
    also = ["Funder", "Implementing body"]
    assert labels() == ["Provider", "Recipient", "Reciprocal partner", *also]
    page.form.fields["modality"].show_value("triangular")
    three = ["Beneficiary partner", "Pivotal partner", "Facilitating partner"]
    assert labels() == [*three, *also]


def test_typing_completes_and_fills_in_what_is_known(page, qtbot):
    page.bridge.do(
        RecordContribution(
            contribution=record("x").contribution.but(
                partners=({"name": "Ville de Thiès", "city": "Thiès", "country": "SN"},)
            )
        )
    )
    name = page.form.fields["partners"].rows[0].fields["name"]
    name.setFocus()
    QTest.keyClicks(name, "thi")
    popup = name.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, ENTER)
    QApplication.processEvents()
    partner = page.form.values()["partners"][0]
    assert (partner["name"], partner["city"], partner["country"]) == (
        "Ville de Thiès", "Thiès", "SN",
    )  # fmt: skip
    assert not popup.isVisible()
    assert len(page.form.fields["partners"].rows) == 2


def test_enter_goes_on_past_completions_that_nobody_chose(page, qtbot):
    owner = page.form.fields["next_step"]._fields["owner"]
    owner.setFocus()
    QTest.keyClicks(owner, "awa")
    qtbot.waitUntil(owner.completer().popup().isVisible)
    QTest.keyClick(owner.completer().popup(), ENTER)
    assert owner.text() == "awa"
    QApplication.processEvents()
    assert page.form.fields["next_step"].due.hasFocus()


def test_a_country_nobody_knows_is_kept_as_written(page):
    country = page.form.fields["partners"].rows[0].fields["country"]
    country.setFocus()
    commit("Pays de Cocagne")
    assert page.form.values()["partners"][0]["country"] == "Pays de Cocagne"


@pytest.mark.parametrize("text", ["Œuvre d’été à Nîmes", "تعاون بين المدن", "Ação já!", "🤝 é"])
def test_composed_and_right_to_left_text_survives(page, text):
    commit(text)
    press(ENTER)
    commit(text)
    press(ENTER, CTRL)
    (item,) = recorded(page)
    assert (item.title, item.description) == (text, text)


def test_a_text_longer_than_the_model_holds_is_cut_where_it_ends(page):
    commit("a" * 600)
    press(ENTER)
    commit("b" * 40_100)
    press(ENTER, CTRL)
    (item,) = recorded(page)
    assert (len(item.title), len(item.description)) == (500, 40_000)


def test_the_language_is_remembered(page):
    page.form.fields["lang"].chips[3].click()
    commit("Uma ideia")
    press(ENTER, CTRL) if QApplication.focusWidget() else None
    page.form.begin()
    commit("Outra")
    press(ENTER, CTRL)
    assert {item.lang for item in recorded(page)} == {"pt"}


# --- recording and refusing --------------------------------------------------------------


def test_recording_is_one_step_that_undo_takes_back_into_the_form(page):
    commit("Une idée")
    press(ENTER, CTRL)
    assert page.bridge.sayings == ["“Une idée” is recorded."]
    assert draft(page) is None
    page.bridge.undo()
    assert not recorded(page)
    assert page.form.fields["title"].value() == "Une idée"
    assert draft(page)["fresh"]["title"] == "Une idée"
    page.bridge.redo()
    assert [item.title for item in recorded(page)] == ["Une idée"]
    assert page.form.fields["title"].value() == ""
    assert draft(page) is None
    page.bridge.undo()
    commit(" bis")
    press(ENTER, CTRL)
    assert [item.title for item in recorded(page)] == ["Une idée bis"]


def test_recording_can_be_undone_while_the_next_one_is_typed(page):
    commit("Première")
    press(ENTER, CTRL)
    commit("Deuxième")
    page._keep()
    page.bridge.undo()
    assert not page.bridge.refusals
    assert not recorded(page)
    assert page.form.fields["title"].value() == "Deuxième"


def test_without_a_title_nothing_is_recorded_and_the_field_is_marked(page):
    page.form.fields["description"].setFocus()
    commit("Le titre manque")
    press(ENTER, CTRL)
    assert not recorded(page)
    assert page.bridge.refusals == ["A contribution needs a title: the idea in one line."]
    assert page.form.fields["title"].hasFocus()
    assert page.form.fields["title"].property("look") == "missing-headline"
    assert page.form.fields["description"].value() == "Le titre manque"
    commit("Le voici")
    assert page.form.fields["title"].property("look") == "headline"


def test_a_date_that_is_none_is_marked(page):
    commit("Titre")
    due = page.form.fields["next_step"].due
    due.setFocus()
    commit("bientôt")
    press(ENTER, CTRL)
    assert not recorded(page)
    assert due.hasFocus()
    assert due.property("look") == "missing"
    assert due.text() == "bientôt"


def test_a_full_disk_leaves_the_text_in_the_form(page, monkeypatch):
    from worldcafe.domain.refusal import FileRefused

    commit("Une idée")

    def full(*_):
        raise FileRefused("disk_full")

    monkeypatch.setattr(page.bridge.document._store, "commit", full)
    press(ENTER, CTRL)
    assert page.form.fields["title"].value() == "Une idée"
    assert page.bridge.refusals[0].startswith("The disk is full")
    monkeypatch.undo()
    press(ENTER, CTRL)
    assert [item.title for item in recorded(page)] == ["Une idée"]


# --- drafts ------------------------------------------------------------------------------


def test_typing_is_kept_after_a_pause(page, qtbot):
    commit("À moitié")
    assert draft(page) is None
    qtbot.waitUntil(lambda: draft(page) is not None, timeout=3_000)
    assert draft(page)["fresh"]["title"] == "À moitié"
    assert page.desk.remark.text().startswith("Draft kept at")
    assert page.bridge.document.next_undo == "AdoptSeatingPlan"


def test_a_crash_loses_nothing_that_was_kept(page, show, qtbot, tmp_path):
    commit("À moitié")
    page.form.fields["partners"].rows[0].fields["country"].setFocus()
    commit("Sénégal")
    page.form.fields["next_step"].due.setFocus()
    commit("vers mai")
    page.keeping.now()
    path, place = page.bridge.document.path, page._place
    crashed = tmp_path / "after.worldcafe"
    crashed.write_bytes(path.read_bytes())
    bridge = Bridge(Document.open(crashed), words_for("en"), now=page.bridge.now)
    again = show(CapturePage(bridge))
    assert again._place == place
    said = again.form.values()
    assert said["title"] == "À moitié"
    assert said["partners"][0]["country"] == "SN"
    assert said["next_step"]["due"] == "vers mai"
    assert again.desk.remark.text().startswith("Draft from")
    again.hide()
    bridge.close()


def test_leaving_and_changing_the_table_keep_at_once(page):
    first = page._place
    commit("À moitié")
    page.picker.tables.setFocus()
    QTest.keyClick(page.picker.tables, Qt.Key.Key_2)
    assert page._place[0] == "t2"
    assert page.form.fields["title"].value() == ""
    page.form.begin()
    commit("Autre table")
    page.leave()
    assert draft(page)["fresh"]["title"] == "Autre table"
    page.picker.go(first)
    assert page.form.fields["title"].value() == "À moitié"


def test_what_a_person_only_looked_at_is_no_draft(page):
    press(Qt.Key.Key_4, ALT)
    page.form.fields["lang"].chips[2].click()
    page.leave()
    assert draft(page) is None
    assert page.bridge.workshop.hand_in(*page._place) is HandIn.EMPTY


def test_a_draft_is_discarded_and_brought_back(page, qtbot):
    commit("À jeter")
    page._keep()
    qtbot.mouseClick(page.desk.discard, Qt.MouseButton.LeftButton)
    assert draft(page) is None
    assert page.form.fields["title"].value() == ""
    qtbot.mouseClick(page.desk.bring_back, Qt.MouseButton.LeftButton)
    assert page.form.fields["title"].value() == "À jeter"
    assert draft(page)["fresh"]["title"] == "À jeter"


@pytest.mark.parametrize(
    "content", ["pas du JSON", '{"title": "D’un téléphone"}', "[1, 2]", "{}"]
)
def test_a_draft_of_another_form_is_shown_not_lost(bridge, show, content):
    build(bridge.document)
    bridge.do(SaveDraft(table_id="t1", round_id="r1", content=content), origin="phone")
    page = show(CapturePage(bridge))
    said = page.form.values()
    if content.startswith('{"t'):
        assert said["title"] == "D’un téléphone"
    elif content != "{}":
        assert said["description"] == content


def test_a_draft_from_elsewhere_does_not_overwrite_what_is_typed(page):
    commit("Ici")
    page.bridge.do(
        SaveDraft(table_id="t1", round_id="r1", content='{"title": "Là"}'), origin="phone"
    )
    assert page.form.fields["title"].value() == "Ici"


# --- what was recorded -------------------------------------------------------------------


@pytest.fixture
def two(page):
    page.bridge.do(record("a", title="Première", modality=Modality.NETWORK))
    page.bridge.do(record("b", title="Deuxième"))
    return page


def click_entry(page, qtbot, row):
    place = page.recorded.visualItemRect(page.recorded.item(row)).center()
    qtbot.mouseClick(page.recorded.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_click_opens_what_was_recorded_and_saves_it_as_one_step(two, qtbot):
    page = two
    click_entry(page, qtbot, 1)
    assert page.form.fields["title"].value() == "Première"
    assert page.desk.provenance.text().startswith("O-001 · Table 1 · Round 1")
    commit(" ici")
    press(ENTER, CTRL)
    assert page.bridge.workshop.contributions["a"].title == "Première ici"
    assert page.bridge.workshop.contributions["a"].modality is Modality.NETWORK
    assert page.bridge.document.next_undo == "EditContribution"
    assert page.form.fields["title"].value() == ""
    page.bridge.undo()
    assert page.bridge.workshop.contributions["a"].title == "Première"
    assert page.recorded.item(1).text() == "Première"


def test_looking_at_one_changes_nothing(two):
    page = two
    seq = page.bridge.document.seq
    page._on_opened("a")
    page._on_opened("b")
    press(Qt.Key.Key_Escape)
    assert page._editing == ""
    assert page.bridge.document.seq == seq


def test_edits_of_old_ones_are_kept_as_drafts_too(two, show, tmp_path):
    page = two
    page._on_opened("a")
    commit(" plus")
    page.keeping.now()
    assert draft(page)["edited"]["a"]["title"] == "Première plus"
    crashed = tmp_path / "after.worldcafe"
    crashed.write_bytes(page.bridge.document.path.read_bytes())
    bridge = Bridge(Document.open(crashed), words_for("en"), now=page.bridge.now)
    again = show(CapturePage(bridge))
    assert again._editing == "a"
    assert again.form.fields["title"].value() == "Première plus"
    again._on_record()
    assert bridge.workshop.contributions["a"].title == "Première plus"
    assert not bridge.workshop.drafts
    again.hide()
    bridge.close()


def test_a_fresh_one_waits_while_an_old_one_is_edited(two):
    page = two
    commit("En cours")
    page._on_opened("a")
    commit(" X")
    press(ENTER, CTRL)
    assert page.form.fields["title"].value() == "En cours"
    press(ENTER, CTRL)
    assert {c.title for c in recorded(page)} == {"Première X", "Deuxième", "En cours"}


def test_an_edit_that_is_refused_stays(two):
    page = two
    page._on_opened("a")
    page.form.fields["title"].selectAll()
    press(Qt.Key.Key_Delete)
    page._on_opened("b")
    assert page._editing == "a"
    assert page.bridge.refusals
    assert page.bridge.workshop.contributions["a"].title == "Première"


def test_one_is_withdrawn_and_undo_brings_it_back(two):
    page = two
    page._on_opened("a")
    page._on_withdraw()
    assert page.recorded.count() == 1
    assert page._editing == ""
    page.bridge.undo()
    assert page.recorded.count() == 2


def test_one_is_moved_to_another_conversation(two):
    page = two
    page._on_opened("a")

    def choose():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, MoveDialog)
        dialog.picker.go(("t2", "r2"))
        dialog.accept()

    QTimer.singleShot(0, choose)
    page._on_move()
    assert page.bridge.workshop.contributions["a"].table_id == "t2"
    assert page.recorded.count() == 1
    assert page.bridge.sayings[-1] == "Moved to table 2, round 2."


def test_an_edit_gone_by_undo_is_no_longer_an_edit(two):
    page = two
    page._on_opened("b")
    page.bridge.undo()
    assert page._editing == ""
    assert page.form.fields["title"].value() == "Deuxième"
    page._on_record()
    assert [item.title for item in recorded(page)] == ["Première", "Deuxième"]


def test_what_others_record_here_appears_without_disturbing(two):
    page = two
    commit("J’écris")
    page.bridge.do(record("phone", title="D’un téléphone"), origin="phone")
    assert page.recorded.item(0).text() == "D’un téléphone"
    assert page.form.fields["title"].value() == "J’écris"
    assert page.form.fields["title"].hasFocus()
    page.bridge.do(WithdrawContribution(contribution_id="phone"), origin="phone")
    assert page.recorded.item(0).data(ID) == "b"


# --- the conversation --------------------------------------------------------------------


def test_insight_and_hand_in(two, qtbot):
    page = two
    page.conversation.insight.setFocus()
    commit("Écouter d’abord")
    page.keeping.now()
    assert draft(page)["insight"] == "Écouter d’abord"
    qtbot.mouseClick(page.conversation.hand_in, Qt.MouseButton.LeftButton)
    conversation = page.bridge.workshop.conversation(*page._place)
    assert conversation.key_insight == "Écouter d’abord"
    assert conversation.state is HandIn.HANDED_IN
    assert draft(page) is None
    assert page.conversation._state.text() == "Handed in"
    page._on_take_back()
    assert page.bridge.workshop.hand_in(*page._place) is HandIn.DRAFT


def test_after_handing_in_and_taking_back_one_types_on_in_the_form(two, qtbot):
    card, title = two.conversation, two.form.fields["title"]
    for each, then in ((card.hand_in, card._back), (card._back, card.hand_in)):
        each.setFocus()
        qtbot.keyClick(each, Qt.Key.Key_Space)
        assert then.isVisible()
        assert title.hasFocus()


def test_what_is_still_in_the_form_is_not_handed_in(two):
    page = two
    page.form.begin()
    commit("Pas encore enregistré")
    page._on_hand_in()
    assert page.bridge.workshop.conversation(*page._place).state is HandIn.EMPTY
    assert page.bridge.refusals


def test_the_running_round_is_offered(page, qtbot):
    page.bridge.do(StartSegment(segment="r2.talk"))
    offer = page.desk.surroundings._running
    assert offer.isVisible()
    qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)
    assert page._place == ("t1", "r2")
    assert not offer.isVisible()


def test_a_new_round_is_offered_and_typing_goes_on(page):
    commit("J’écris")
    page.bridge.do(PutRound(round=Round(id="r3", number=3)))
    assert page.picker.rounds.count() == 3
    assert page.form.fields["title"].value() == "J’écris"


def test_the_place_is_remembered(page, show, bridge):
    page.picker.go(("t2", "r2"))
    page.hide()
    again = show(CapturePage(bridge))
    assert again._place == ("t2", "r2")


def test_the_turin_example_opens(turin_bridge, show):
    page = show(CapturePage(turin_bridge))
    assert page.recorded.count() == len(recorded(page)) > 0
    for table in turin_bridge.workshop.tables:
        page.picker.go((table, page._place[1]))
    page.form.toggle_more()
