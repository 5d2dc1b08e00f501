"""Capture: several who type, without a pause, in several languages, twice in a row."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from small_cafe import AT, build, record
from worldcafe.document import Document
from worldcafe.domain.commands import (
    DescribeWorkshop,
    PutTable,
    RecordContribution,
    SaveDraft,
    SendIdea,
)
from worldcafe.domain.drafts import Typed, draft_of
from worldcafe.domain.model import About
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.keeping import LATEST_MS
from worldcafe.ui.pages.capture.page import CapturePage
from worldcafe.ui.pages.capture.side import BELOW
from worldcafe.ui.pages.harvest.page import HarvestPage
from worldcafe.wording import words_for

WAIT = 30_000
PLACE = ("t1", "r1")
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(bridge, show):
    build(bridge.document)
    bridge.do(record("old", title="Old", lang="fr"))
    return show(CapturePage(bridge))


def kept(bridge, place=PLACE):
    """What is kept of this desk's typing in a conversation."""
    return Typed.of(draft_of(bridge.workshop, *place, bridge.document.writer))


def click(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def type_on_for(field, ms):
    """Press a key every 100 ms."""
    field.setFocus()
    for _ in range(ms // 100):
        QTest.keyClick(field, "x")
        QTest.qWait(100)


# --- at most two seconds ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "said"),
    [
        (lambda page: page.form.fields["title"], lambda said: said.fresh["title"]),
        (lambda page: page.form.fields["description"], lambda said: said.fresh["description"]),
        (lambda page: page.conversation.insight, lambda said: said.insight),
    ],
    ids=["title", "description", "insight"],
)
def test_who_never_pauses_is_kept_all_the_same(page, field, said):
    type_on_for(field(page), LATEST_MS + 400)
    assert "x" * 8 in said(kept(page.bridge))


def test_so_is_a_change_of_what_is_recorded(page):
    page._on_opened("old")
    type_on_for(page.form.fields["title"], LATEST_MS + 400)
    assert kept(page.bridge).edited["old"]["title"].startswith("Oldxxx")


def test_so_is_a_change_in_the_harvest(page, show):
    page.hide()
    harvest = show(HarvestPage(page.bridge))
    harvest.list.reveal("old")
    type_on_for(harvest.list.detail.form.fields["lesson"], LATEST_MS + 400)
    assert kept(page.bridge).edited["old"]["lesson"].startswith("xxx")
    harvest.list.detail._on_revert()


@pytest.mark.parametrize("turn_away", ["focus", "hide"])
def test_turning_away_keeps_at_once(page, qtbot, turn_away):
    QTest.keyClicks(page.form.fields["title"], "Idea")
    assert kept(page.bridge).is_empty
    if turn_away == "focus":
        elsewhere = QWidget()
        qtbot.addWidget(elsewhere)
        elsewhere.show()
        elsewhere.activateWindow()
        qtbot.waitUntil(lambda: not page.isActiveWindow())
    else:
        page.hide()
    assert kept(page.bridge).fresh["title"] == "Idea"


# --- one intention, one commit ---------------------------------------------------------------


def commits(bridge):
    """Everything that was written since, one entry a commit."""
    made = []
    bridge.changed.connect(made.append)
    return made


def test_recording_keeps_the_insight_that_is_typed_in_the_same_commit(page):
    QTest.keyClicks(page.conversation.insight, "Listen")
    page.form.begin()
    page.conversation.insight.blockSignals(True)
    QTest.keyClicks(page.form.fields["title"], "Idea")
    page.bridge.document.do(
        SaveDraft(table_id="t1", round_id="r1",
                  content=json.dumps({"fresh": {"title": "Idea"}, "insight": "Listen",
                                      "edited": {"old": {"title": "Older"}}}))
    )  # fmt: skip
    made = commits(page.bridge)
    QTest.keyClick(page.form.fields["title"], Qt.Key.Key_Return, CTRL)
    (change,) = made
    assert change.touches("contribution")
    assert kept(page.bridge).fresh == {}
    assert kept(page.bridge).edited == {"old": {"title": "Older"}}
    assert page.bridge.document.next_undo == "RecordContribution"


def test_handing_in_says_the_insight_and_saves_the_edit_in_one(page):
    page._on_opened("old")
    QTest.keyClicks(page.form.fields["title"], "er")
    page.conversation.insight.setText("Listen")
    made = commits(page.bridge)
    click(page.conversation.hand_in)
    assert len(made) == 1
    conversation = page.bridge.workshop.conversation(*PLACE)
    assert (conversation.key_insight, conversation.state) == ("Listen", "handed_in")
    assert page.bridge.workshop.contributions["old"].title == "Older"
    assert kept(page.bridge).is_empty
    page.bridge.undo()
    assert page.bridge.workshop.conversation(*PLACE).key_insight == ""
    assert page.bridge.workshop.contributions["old"].title == "Old"


# --- others who type here --------------------------------------------------------------------


def elsewhere(page, writer="desk-gone", **said):
    page.bridge.do(
        SaveDraft(table_id="t1", round_id="r1", content=Typed(**said).content),
        origin="elsewhere", writer=writer,
    )  # fmt: skip


def test_what_another_typed_waits_visibly_and_recording_leaves_it(page):
    assert not page.desk.waiting.isVisible()
    elsewhere(page, fresh={"title": "From the other laptop"})
    assert page.desk.waiting.isVisible()
    assert "From the other laptop" in page.desk.waiting.text.text()
    QTest.keyClicks(page.form.fields["title"], "Mine")
    QTest.keyClick(page.form.fields["title"], Qt.Key.Key_Return, CTRL)
    assert page.desk.waiting.isVisible()
    assert page.form.fields["title"].value() == ""


def test_it_is_gone_on_with_here(page):
    elsewhere(page, fresh={"title": "From the other laptop"}, insight="Heard there")
    made = commits(page.bridge)
    click(page.desk.waiting.take_over)
    assert len(made) == 1
    assert page.form.fields["title"].value() == "From the other laptop"
    assert page.conversation.insight.text() == "Heard there"
    assert not page.desk.waiting.isVisible()
    assert {draft.writer for draft in page.bridge.workshop.drafts.values()} == {
        page.bridge.document.writer
    }


def test_it_is_not_taken_over_into_what_is_typed_here(page):
    elsewhere(page, fresh={"title": "Theirs"})
    QTest.keyClicks(page.form.fields["title"], "Mine")
    click(page.desk.waiting.take_over)
    assert page.bridge.refusals
    assert page.form.fields["title"].value() == "Mine"
    assert page.desk.waiting.isVisible()


def test_it_is_discarded_and_brought_back_as_theirs(page):
    elsewhere(page, fresh={"title": "Theirs"})
    before = dict(page.bridge.workshop.drafts)
    click(page.desk.waiting.discard)
    assert not page.bridge.workshop.drafts
    click(page.desk.waiting.bring_back)
    assert page.bridge.workshop.drafts == before
    assert "Theirs" in page.desk.waiting.text.text()


# --- the language of a note ------------------------------------------------------------------


def language(page):
    return page.form.fields["lang"].value()


def speak(page, table_id, *languages):
    table = page.bridge.workshop.tables[table_id]
    page.bridge.do(PutTable(table=table.but(languages=languages)))


def choose(page, code):
    click(next(chip for chip in page.form.fields["lang"].chips if chip.value == code))


def write(page, title):
    QTest.keyClicks(page.form.fields["title"], title)
    QTest.keyClick(page.form.fields["title"], Qt.Key.Key_Return, CTRL)
    return page.bridge.workshop.contributions_of(*page._place)[-1].lang


def test_what_was_chosen_once_follows_nobody_elsewhere(page, show, tmp_path):
    speak(page, "t1", "fr")
    speak(page, "t2", "pt", "en")
    for _ in range(2):
        page.picker.go(("t1", "r1"))
        choose(page, "ar")
        assert write(page, "One") == "ar"
        page.picker.go(("t2", "r1"))
        assert language(page) == "pt"
        assert write(page, "Two") == "pt"
    # Another workshop, in the same window.
    with Document.create(tmp_path / "other.worldcafe", now=lambda: AT) as document:
        build(document)
        document.do(DescribeWorkshop(about=About(languages=("en", "es"))))
        other = Bridge(document, words_for("en"), now=lambda: AT)
        second = show(CapturePage(other))
        assert language(second) == "en"
        assert write(second, "Three") == "en"
        second.hide()
    # The same one after a restart.
    page.hide()
    again = show(CapturePage(page.bridge))
    again.picker.go(("t1", "r1"))
    assert language(again) == "fr"
    assert write(again, "Four") == "fr"


def test_another_language_is_proposed_and_nothing_changes_before_it_is_accepted(page, qtbot):
    speak(page, "t1", "fr")
    hint = page.form.language
    QTest.keyClicks(page.form.fields["title"], "Evening schools for working children")
    qtbot.waitUntil(hint.isVisible, timeout=WAIT)
    assert language(page) == "fr"
    assert hint.agree.text() == "Say it is English"
    QTest.keyClick(page.form.fields["title"], Qt.Key.Key_L, CTRL)
    assert language(page) == "en"
    assert not hint.isVisible()


def test_the_script_tells_from_the_first_words(page, qtbot):
    speak(page, "t1", "fr")
    page.form.fields["title"].setText("سوق مشتركة")
    qtbot.waitUntil(page.form.language.isVisible, timeout=WAIT)
    click(page.form.language.agree)
    assert language(page) == "ar"


def test_who_chose_a_language_is_not_contradicted(page, qtbot):
    choose(page, "fr")
    QTest.keyClicks(page.form.fields["title"], "Evening schools for working children")
    QTest.qWait(400)
    assert not page.form.language.is_looking
    assert not page.form.language.isVisible()


@pytest.mark.parametrize("name", ["title", "description"])
def test_a_text_is_written_from_the_side_where_its_script_begins(page, name):
    field = page.form.fields[name]
    for text, is_right in (("سوق مشتركة للمدن", True), ("Un marché", False)):
        field.show_value(text)
        QApplication.processEvents()
        picture = field.grab().toImage()
        inked = [
            x for x in range(8, picture.width() - 8)
            for y in range(8, picture.height() - 8)
            if picture.pixelColor(x, y).lightness() < 110
        ]  # fmt: skip
        middle = picture.width() / 2
        assert (min(inked) > middle) is is_right
        assert (max(inked) < middle) is not is_right


# --- from phones -----------------------------------------------------------------------------


def sent(bridge, *ids):
    """Ideas of a participant, on their way to the first table."""
    for each in ids:
        idea = SendIdea(
            idea_id=each, participant_id="awa", round_id="r1", idea_kind="idea", text=each
        )
        bridge.do(idea, origin="phone.person", writer="phone-1")


def test_an_idea_of_a_participant_waits_at_the_desk_too(page, bridge):
    sent(bridge, "A market at night", "Fewer buses")
    waiting = page.desk.waiting
    assert "A market at night" in waiting.text.text()
    click(waiting.take_over)
    assert "A market at night" in [each.title for each in bridge.workshop.standing]
    assert "Fewer buses" in waiting.text.text()
    click(waiting.discard)
    assert not waiting.isVisible()
    bridge.undo()
    assert "Fewer buses" in waiting.text.text()
    bridge.undo()
    assert [each.title for each in bridge.workshop.standing] == ["Old"]
    assert not page.form.values().get("title")


def test_the_list_says_what_came_by_phone(page, bridge):
    item = record("phoned", title="Phoned").contribution.but(came_by="phone")
    bridge.do(RecordContribution(contribution=item), origin="phone.table", writer="phone-1")
    told = [page.recorded.item(n).data(BELOW) for n in range(page.recorded.count())]
    assert ["By phone" in each for each in told] == [True, False]
