"""What people type and paste at a table: slips, accents, other alphabets, other programs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionComboBox

from small_cafe import build, record
from worldcafe.document import Document
from worldcafe.domain.commands import PutParticipant
from worldcafe.domain.model import Participant
from worldcafe.domain.vocabulary import PartnerRole
from worldcafe.ui.fields.choices import ChoiceField, choices_of
from worldcafe.ui.fields.entry import LineField, ProseField, tidy
from worldcafe.ui.pages.capture.page import CapturePage
from worldcafe.wording import words_for

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def page(bridge, show):
    build(bridge.document)
    return show(CapturePage(bridge))


def compose(widget, *steps):
    """Type as an input method does: what is composed, then what it becomes."""
    for preedit, commit in steps:
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QCoreApplication.sendEvent(widget, event)


def paste(field, text, html=""):
    mime = QMimeData()
    mime.setText(text)
    if html:
        mime.setHtml(html)
    field.insertFromMimeData(mime)


# --- completion ---


def test_a_person_who_came_in_late_completes_at_once(page):
    page.bridge.do(
        PutParticipant(
            participant=Participant(id="z", given_name="Zoé", family_name="N’Guessan")
        )
    )
    assert page.form._maker.known.people("guesan") == ["Zoé N’Guessan"]


# --- accents, alphabets, directions ---


def test_letters_that_are_composed_arrive_whole_and_are_kept_as_a_draft(page, qtbot):
    title = page.form.fields["title"]
    compose(title, ("^", ""), ("", "ê"), ("", "tre"), ("´", ""), ("", " é"))
    assert title.value() == "être é"
    qtbot.waitUntil(lambda: bool(page.bridge.workshop.drafts))
    (draft,) = page.bridge.workshop.drafts.values()
    assert "être é" in draft.content


@pytest.mark.parametrize(
    "text",
    [
        "تعاون بين المدن في مجال العمل اللائق",
        "مدينة Dakar و São Paulo 2027",
        "Dakar \u2067تعاون\u2069 (2027)",
        "e\u0301cole n\u0303andu\u0301",
        "👩\u200d🌾 coopérative",
        "می‌خواهیم",  # joined by what has no width: it is part of the word
    ],
)
def test_every_alphabet_and_direction_survives_recording(page, text):
    compose(page.form.fields["title"], ("", text))
    compose(page.form.fields["description"], ("", text))
    page._on_record()
    (noted,) = page.bridge.workshop.contributions.values()
    assert (noted.title, noted.description) == (text, text)
    path = page.bridge.document.path
    page.bridge.document.close()
    with Document.open(path) as reopened:
        assert list(reopened.workshop.contributions.values()) == [noted]
    page.bridge.document = Document.open(path)


def test_arabic_is_written_from_the_right_in_a_left_to_right_form(page):
    prose = page.form.fields["description"]
    compose(prose, ("", "تعاون بين المدن"))
    block = prose.document().firstBlock()
    assert block.textDirection() == Qt.LayoutDirection.RightToLeft


# --- pasted ---


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("Une ligne\r\net la suite\r\n", "Une ligne\net la suite"),
        ("Saut de ligne\vde Word", "Saut de ligne\nde Word"),
        ("co\u00adopé\u00adra\u00adtion", "coopération"),
        ("\ufeffDébut", "Début"),
        ("mot\u200b suivant", "mot suivant"),
        ("« oui\u00a0»", "« oui\u00a0»"),
        ("[12/03/2026 10:21] Awa Diop: Jumeler les deux villes", "Jumeler les deux villes"),
        ("[12.03.26, 10:21:09] Awa: Oui\n[12.03.26, 10:21:30] Bruno: Non", "Oui\nNon"),
        ("12/03/2026, 10:21 - Awa Diop: Un guichet commun", "Un guichet commun"),
        ("Rendez-vous 12/03 à 10:21 : à confirmer", "Rendez-vous 12/03 à 10:21 : à confirmer"),
    ],
)
def test_pasted_prose_keeps_its_words_and_loses_the_rest(qtbot, pasted, kept):
    field = ProseField()
    qtbot.addWidget(field)
    paste(field, pasted, html="<p style='color:red'>" + pasted)
    assert field.value() == kept
    assert "red" not in field.document().toHtml()


def test_several_lines_pasted_into_a_title_are_one(qtbot):
    field = LineField()
    qtbot.addWidget(field)
    QApplication.clipboard().setText("Jumeler\r\n les deux villes\v maintenant")
    field.paste()
    assert field.value() == "Jumeler les deux villes maintenant"


@given(st.text())
def test_tidying_twice_changes_nothing_more(text):
    assert tidy(tidy(text)) == tidy(text)


# --- the table’s own ---


def test_an_earlier_note_of_the_table_can_be_built_on(page):
    page.bridge.do(record("far", "t2", "r1", title="A market elsewhere"))
    assert not page.form._blocks["builds_on_id"].isVisible()
    page.bridge.do(record("near", "t1", "r1", title="A market for all"))
    page.picker.go(("t1", "r2"))
    field = page.form.fields["builds_on_id"]
    assert page.form._blocks["builds_on_id"].isVisible()
    field.setFocus()
    QTest.keyClicks(field, "market")
    assert field._offers.stringList()[0] == "O-002 · A market for all"
    field.setText("O-002 · A market for all")
    compose(page.form.fields["title"], ("", "And a second one"))
    page._on_record()
    assert list(page.bridge.workshop.contributions.values())[-1].builds_on_id == "near"


def test_triangular_roles_are_explained_where_they_are_asked(page):
    partners = page.form.fields["partners"]
    assert not partners._explained.isVisible()
    page.form.fields["modality"].show_value("triangular")
    assert partners._explained.isVisible()


def test_the_next_table_is_one_key_away_and_what_was_typed_stays_behind(page, qtbot):
    compose(page.form.fields["title"], ("", "Half an idea"))
    qtbot.keyClick(page, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert page._place[0] == "t2"
    assert page.form.fields["title"].value() == ""
    qtbot.keyClick(page, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert page.form.fields["title"].value() == "Half an idea"


# --- a full disk ---


def test_on_a_full_disk_the_text_stays_in_the_form_until_there_is_room(page):
    compose(page.form.fields["title"], ("", "An idea that must not be lost"))
    connection = page.bridge.document._store.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    compose(page.form.fields["description"], ("", "x" * 30_000))
    page._on_record()
    assert page.bridge.refusals
    assert "full" in page.bridge.refusals[-1]
    assert page.form.fields["title"].value() == "An idea that must not be lost"
    assert not page.bridge.workshop.contributions
    connection.execute("PRAGMA max_page_count = 1073741823")
    page._on_record()
    (noted,) = page.bridge.workshop.contributions.values()
    assert noted.title == "An idea that must not be lost"
    assert page.form.fields["title"].value() == ""


def test_a_pasted_list_leaves_its_bullets_behind(qtbot):
    field = LineField()
    qtbot.addWidget(field)
    QGuiApplication.clipboard().setText("  • Une école\n• Deux villes\n▪ 3.5 km · rue")
    field.paste()
    assert field.value() == "Une école Deux villes 3.5 km · rue"
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusOut))
    assert field.text() == field.value(), "seen as it is kept"
    field.undo()
    assert "•" in field.text()


def test_letters_find_a_choice_by_any_of_its_words(qtbot):
    words = words_for("fr")
    field = ChoiceField(choices_of(words, PartnerRole))
    qtbot.addWidget(field)
    field.show()
    firsts = [text.split()[0] for _, text in choices_of(words, PartnerRole)]
    assert len(set(firsts)) < len(firsts), "several begin with the same word"
    for letters, role in (("piv", "pivotal"), ("bene", "beneficiary")):
        field.view().keyboardSearch("\x00")  # nothing: the letters begin anew
        field.view()._last = 0.0
        qtbot.keyClicks(field, letters)
        assert field.value() == role


def test_a_choice_that_is_too_long_ends_in_an_ellipsis(qtbot):
    def shown(text):
        field = ChoiceField([("a", text)], empty=None)
        qtbot.addWidget(field)
        field.resize(160, 36)
        field.show()
        return field

    long = shown("1 · " + "Comment la coopération change-t-elle la ville ? " * 3)
    option = QStyleOptionComboBox()
    long.initStyleOption(option)
    room = long.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, long
    ).width()  # fmt: skip
    text = option.fontMetrics.elidedText(long.currentText(), Qt.ElideRight, room)
    assert text.endswith("…")
    assert long.grab().toImage() == shown(text).grab().toImage()
