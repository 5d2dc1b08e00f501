"""The promises of the Prepare page, kept through its real widgets."""

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLabel,
    QLineEdit,
    QSpinBox,
    QToolButton,
)

from rail import state_of
from worldcafe.domain.commands import (
    DescribeWorkshop,
    FurnishRoom,
    ImportParticipants,
    PutParticipant,
    PutRound,
    PutTable,
    PutTheme,
)
from worldcafe.domain.hosting import hosts_of
from worldcafe.domain.model import Participant, Round, Theme, Translation
from worldcafe.ui.fields.dates import DateField
from worldcafe.ui.keeping import LATEST_MS
from worldcafe.ui.pages.prepare.handle import Handle
from worldcafe.ui.pages.prepare.page import PreparePage
from worldcafe.wording import TRANSLATED, words_for
from worldcafe.wording.languages import LANGUAGES

EVENT, THEMES, ROOM, ROUNDS = range(4)


@pytest.fixture
def page(turin_bridge, show):
    return show(PreparePage(turin_bridge))


@pytest.fixture
def bare(bridge, show):
    return show(PreparePage(bridge))


def replace_text(field, text):
    """Type over everything in a field, accents included."""
    field.setFocus()
    field.selectAll()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def type_minutes(stepper, text):
    spin = stepper.findChild(QSpinBox)
    spin.setFocus()
    spin.selectAll()
    QTest.keyClicks(spin, text)
    return spin


def press(stepper, which):
    """Press the minus (0) or the plus (1) of a stepper."""
    button = stepper.findChildren(QToolButton)[which]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def choose_second(part, code):
    """Choose a second language as a click in its list does; "" is none."""
    choice = part.second.choice
    choice.setCurrentIndex(choice.findData(code))
    choice.activated.emit(choice.currentIndex())


def n_steps(bridge):
    """How many lines of history there are."""
    return bridge.document.seq


# --- templates ---------------------------------------------------------------------------


def test_an_empty_workshop_offers_templates_first(bare, bridge):
    assert bare.templates.isVisible()
    assert not state_of(bare).ready
    QTest.mouseClick(bare.templates.cards["classic"], Qt.MouseButton.LeftButton)
    assert len(bridge.workshop.tables) == 8
    assert len(bridge.workshop.rounds) == 3
    assert bare.tabs.isVisible()
    assert n_steps(bridge) == 1
    bridge.undo()
    assert not bridge.workshop.rounds
    assert bare.templates.isVisible()


def test_every_template_can_be_taken_with_the_keyboard(bare, bridge):
    for card in bare.templates.cards.values():
        assert card.accessibleName()
    card = bare.templates.cards["short"]
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Space)
    assert bridge.workshop.rounds


def test_how_long_a_template_takes_is_not_parted_at_the_end_of_a_line(bare):
    told = [each.text() for each in bare.templates.cards["turin"].findChildren(QLabel)]
    assert any("2\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}05" in each for each in told)


def test_one_may_begin_without_a_template(bare, bridge):
    QTest.mouseClick(bare.templates.without, Qt.MouseButton.LeftButton)
    assert bare.tabs.isVisible()
    assert not bridge.workshop.tables
    bare.tabs.setCurrentIndex(ROOM)
    bare.room._on_begin()
    assert len(bridge.workshop.tables) == 8


def test_a_room_too_small_for_the_people_is_made_large_enough_by_a_button(bare, bridge):
    people = tuple(Participant(id=f"p{k}", given_name=f"P{k}") for k in range(46))
    bridge.do(ImportParticipants(participants=people))
    QTest.mouseClick(bare.templates.without, Qt.MouseButton.LeftButton)
    bare.tabs.setCurrentIndex(ROOM)
    assert bare.room.beginning.text() == "Set up 10 tables of 5"
    bridge.do(FurnishRoom(n_tables=8, seats=5))
    assert "6 seats short of 46 people" in bare.room.sum.text()
    assert bare.room.fitting.text() == "Set up 10 tables of 5"
    QTest.mouseClick(bare.room.fitting, Qt.MouseButton.LeftButton)
    assert len(bridge.workshop.tables) == 10
    assert not bare.room.fitting.isVisible()
    # With other chairs the answer is another one.
    bridge.do(FurnishRoom(n_tables=10, seats=8))
    assert bare.room.fitting.text() == "Set up 6 tables of 8"
    bridge.undo()
    bridge.undo()
    assert len(bridge.workshop.tables) == 8


def test_a_template_is_refused_once_something_was_recorded(page, turin_bridge):
    page._on_templates()
    QTest.mouseClick(page.templates.cards["short"], Qt.MouseButton.LeftButton)
    assert turin_bridge.refusals
    assert len(turin_bridge.workshop.tables) == 16


# --- the event ---------------------------------------------------------------------------


def test_a_title_is_one_step_when_enter_is_pressed(bare, bridge):
    bare.templates.without.click()
    title = bare.event_part.title
    replace_text(title, "Académie de Turin : coopération")
    assert bridge.workshop.about.title == ""
    QTest.keyClick(title, Qt.Key.Key_Return)
    assert bridge.workshop.about.title == "Académie de Turin : coopération"
    title.clearFocus()
    assert n_steps(bridge) == 1
    bridge.undo()
    assert title.text() == ""


def test_a_field_is_handed_over_when_it_is_left(page, turin_bridge):
    replace_text(page.event_part.place, "Dakar")
    QTest.keyClick(page.event_part.place, Qt.Key.Key_Tab)
    assert turin_bridge.workshop.about.place == "Dakar"


def test_escape_brings_the_old_text_back(page, turin_bridge):
    before = turin_bridge.workshop.about.place
    replace_text(page.event_part.place, "Dakar")
    QTest.keyClick(page.event_part.place, Qt.Key.Key_Escape)
    page.event_part.place.clearFocus()
    assert page.event_part.place.text() == before
    assert turin_bridge.workshop.about.place == before


def test_what_is_being_typed_survives_a_change_from_elsewhere(page, turin_bridge):
    replace_text(page.event_part.title, "Half a tit")
    turin_bridge.do(FurnishRoom(n_tables=17, seats=5), origin="phone")
    assert page.event_part.title.text() == "Half a tit"
    page.leave()
    assert turin_bridge.workshop.about.title == "Half a tit"


def test_leaving_the_page_keeps_what_was_typed(page, turin_bridge):
    page.tabs.setCurrentIndex(ROUNDS)
    card = next(iter(page.rounds.cards.values()))
    replace_text(card.question, "Qu’est-ce qui marche déjà ?")
    page.leave()
    assert turin_bridge.workshop.rounds_in_order[0].question == "Qu’est-ce qui marche déjà ?"


def test_organisers_and_languages_are_chips(page, turin_bridge):
    organisers = page.event_part.organisers
    replace_text(organisers.adding, "Ville de Dakar; service emploi, formation")
    QTest.keyClick(organisers.adding, Qt.Key.Key_Return)
    assert turin_bridge.workshop.about.organisers[-1].startswith("Ville de Dakar; service")
    assert organisers.adding.text() == ""
    arabic = page.event_part.languages._chips["ar"]
    QTest.mouseClick(arabic, Qt.MouseButton.LeftButton)
    assert "ar" in turin_bridge.workshop.about.languages
    turin_bridge.undo()
    assert not arabic.isChecked()


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_date_is_the_same_in_the_window_and_on_paper(qtbot, code):
    """The window takes its words from Qt, paper from Babel."""
    words, first = words_for(code), dt.date(2027, 1, 1)
    field = DateField(lambda _date: None, words, lambda: first)
    qtbot.addWidget(field)
    for n in range(366):
        date = first + dt.timedelta(n)
        field.show_value(date)
        assert field.text() == words.date(date, "full")


def test_a_date_is_chosen_from_a_calendar(page, turin_bridge):
    field = page.event_part.date
    assert "2027" in field.text()
    field.open()
    QTest.keyClick(field._calendar.focusWidget() or field._calendar, Qt.Key.Key_Right)
    field._on_day(field._calendar.selectedDate())
    assert turin_bridge.workshop.about.date == dt.date(2027, 4, 22)
    field.open()
    field._choose(None)
    assert turin_bridge.workshop.about.date is None


# --- the day -----------------------------------------------------------------------------


def test_a_question_is_kept_while_it_is_typed_and_escape_takes_it_back(page, turin_bridge):
    page.tabs.setCurrentIndex(ROUNDS)
    card = next(iter(page.rounds.cards.values()))
    before = turin_bridge.workshop.rounds_in_order[0].question
    replace_text(card.question, "Q")
    for _ in range((LATEST_MS + 400) // 100):
        QTest.keyClick(card.question, "x")
        QTest.qWait(100)
    assert turin_bridge.workshop.rounds_in_order[0].question.startswith("Qxxxxxxxx")
    assert card.question.hasFocus()
    QTest.keyClick(card.question, Qt.Key.Key_Escape)
    assert card.question.toPlainText() == before
    assert turin_bridge.workshop.rounds_in_order[0].question == before


def test_who_only_passes_through_a_question_changes_nothing_in_it(page, turin_bridge):
    kept = turin_bridge.workshop.rounds_in_order[0]
    asked = "Qu’est-ce qui marche\u00a0?"
    turin_bridge.do(PutRound(round=kept.model_copy(update={"question": asked})))
    page.tabs.setCurrentIndex(ROUNDS)
    before = n_steps(turin_bridge)
    card = page.rounds.cards[kept.id]
    card.question.setFocus()
    card.talk.setFocus()
    page.leave()
    assert n_steps(turin_bridge) == before
    assert turin_bridge.workshop.rounds[kept.id].question == asked


@pytest.mark.parametrize("language", TRANSLATED)
def test_how_many_tables_a_theme_has_is_told_whole(turin_bridge, show, language):
    turin_bridge.do(PutTheme(theme=Theme(id="fresh", name="Climate", colour="#b4532a")))
    turin_bridge.words = words_for(language)
    page = show(PreparePage(turin_bridge))
    page.tabs.setCurrentIndex(THEMES)
    for card in page.themes.cards.values():
        told = card.n_tables
        assert told.fontMetrics().horizontalAdvance(told.text()) <= told.width(), told.text()


def test_the_end_is_always_in_view_and_follows_what_is_typed(page, turin_bridge):
    for tab in range(4):
        page.tabs.setCurrentIndex(tab)
        assert page.day.end.isVisible()
    assert page.day.end.text() == "Ends 11:30"
    assert "30" in page.day.harvest.text()
    card = next(iter(page.rounds.cards.values()))
    before = n_steps(turin_bridge)
    spin = type_minutes(card.talk, "45")
    assert page.day.end.text() == "Ends 11:55"  # seen before it is handed over
    assert n_steps(turin_bridge) == before
    QTest.keyClick(spin, Qt.Key.Key_Return)
    assert n_steps(turin_bridge) == before + 1
    assert turin_bridge.workshop.rounds_in_order[0].talk_duration == dt.timedelta(minutes=45)
    turin_bridge.undo()
    assert page.day.end.text() == "Ends 11:30"


def test_blocks_are_drawn_to_scale(page):
    blocks = page.day.picture.blocks()
    assert len(blocks) == 11
    talk, move = blocks[1], blocks[2]
    assert talk.place.width() / move.place.width() == pytest.approx(4, rel=0.1)
    assert blocks[-1].place.right() <= page.day.picture.width()
    page.day.picture.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert page.day.picture.blocks()[0].place.left() > blocks[0].place.left()


def test_a_block_leads_to_its_round(page, turin_bridge):
    second = page.day.picture.blocks()[3]
    point = QPoint(round(second.place.center().x()), round(second.place.center().y()))
    QTest.mouseClick(page.day.picture, Qt.MouseButton.LeftButton, pos=point)
    assert page.tabs.currentIndex() == ROUNDS
    card = page.rounds.cards[turin_bridge.workshop.rounds_in_order[1].id]
    assert card.question.hasFocus()


def test_the_welcome_and_the_close_are_parts_of_the_day(page, turin_bridge):
    welcome = page.day.picture.blocks()[0]
    QTest.mouseClick(
        page.day.picture, Qt.MouseButton.LeftButton, pos=welcome.place.center().toPoint()
    )
    assert page.rounds.welcome.length.focusWidget() is page.rounds.focusWidget()
    assert page.rounds.welcome.time.text() == "9:00 – 9:15"
    press(page.rounds.close_, 0)
    assert turin_bridge.workshop.about.close_duration == dt.timedelta(minutes=5)
    assert page.day.end.text() == "Ends 11:25"
    turin_bridge.do(
        DescribeWorkshop(about=turin_bridge.workshop.about.but(welcome_duration=dt.timedelta()))
    )
    assert page.day.picture.blocks()[0].segment.key.endswith(".talk")
    assert page.rounds.welcome.time.text() == ""


def test_a_question_is_asked_in_a_second_language_as_well(page, turin_bridge):
    page.tabs.setCurrentIndex(ROUNDS)
    first = turin_bridge.workshop.rounds_in_order[0]
    card = page.rounds.cards[first.id]
    assert not card.translation.isVisible()
    choose_second(page.rounds, "en")
    assert card.translation.isVisible()
    card.translation.setPlainText("What have we done?")
    card.translation.commit()
    said = turin_bridge.workshop.rounds[first.id]
    assert [(each.lang, each.question) for each in said.translations] == [
        ("en", "What have we done?")
    ]
    assert said.question == first.question
    card.translation.setPlainText("")
    card.translation.commit()
    assert turin_bridge.workshop.rounds[first.id].translations == ()


def test_no_second_language_can_be_chosen_where_questions_have_one(page, turin_bridge):
    first = turin_bridge.workshop.rounds_in_order[0]
    said = (Translation(lang="en", question="What have we done?"),)
    turin_bridge.do(PutRound(round=first.but(translations=said)))
    page.tabs.setCurrentIndex(ROUNDS)
    card = page.rounds.cards[first.id]
    assert card.translation.isVisible()
    choose_second(page.rounds, "")
    assert not card.translation.isVisible()
    assert turin_bridge.workshop.rounds[first.id].translations == said


def test_plus_and_minus_change_a_round_in_one_step_each(page, turin_bridge):
    page.tabs.setCurrentIndex(ROUNDS)
    card = next(iter(page.rounds.cards.values()))
    press(card.move_, 1)
    assert turin_bridge.workshop.rounds_in_order[0].move_duration == dt.timedelta(minutes=6)
    press(page.rounds.harvest, 0)
    assert turin_bridge.workshop.about.harvest_duration == dt.timedelta(minutes=25)


def test_rounds_are_added_and_removed(page, turin_bridge):
    page.tabs.setCurrentIndex(ROUNDS)
    QTest.mouseClick(page.rounds.adding, Qt.MouseButton.LeftButton)
    fifth = turin_bridge.workshop.rounds_in_order[-1]
    assert fifth.number == 5
    assert fifth.talk_duration == dt.timedelta(minutes=15)
    card = page.rounds.cards[fifth.id]
    assert card.question.hasFocus()
    QTest.mouseClick(card.removing, Qt.MouseButton.LeftButton)
    assert fifth.id not in turin_bridge.workshop.rounds
    assert turin_bridge.sayings
    first = page.rounds.cards[turin_bridge.workshop.rounds_in_order[0].id]
    QTest.mouseClick(first.removing, Qt.MouseButton.LeftButton)
    assert turin_bridge.refusals  # it keeps contributions
    assert len(turin_bridge.workshop.rounds) == 4


# --- themes ------------------------------------------------------------------------------


def test_themes_are_typed_one_after_the_other(bare, bridge):
    bare.templates.without.click()
    bare.tabs.setCurrentIndex(THEMES)
    bare.themes._on_begin()
    for name in ("Travail des enfants", "Économie informelle"):
        replace_text(bare.themes.adding, name)
        QTest.keyClick(bare.themes.adding, Qt.Key.Key_Return)
    themes = bridge.workshop.themes_in_order
    assert [theme.name for theme in themes] == ["Travail des enfants", "Économie informelle"]
    assert themes[0].colour != themes[1].colour
    assert bare.themes.adding.hasFocus()


def test_a_name_that_is_taken_is_refused_and_gives_way(page, turin_bridge):
    page.tabs.setCurrentIndex(THEMES)
    first, second = turin_bridge.workshop.themes_in_order[:2]
    card = page.themes.cards[second.id]
    replace_text(card.name, first.name)
    QTest.keyClick(card.name, Qt.Key.Key_Return)
    assert turin_bridge.refusals
    assert card.name.text() == second.name


def test_a_theme_has_its_name_and_question_in_a_second_language(page, turin_bridge):
    page.tabs.setCurrentIndex(THEMES)
    first, second = turin_bridge.workshop.themes_in_order[:2]
    card = page.themes.cards[first.id]
    assert not card.other_name.isVisible()
    choose_second(page.themes, "es")
    card.question.setFocus()
    QTest.keyClick(card.question, Qt.Key.Key_Tab)
    assert card.other_name.hasFocus()
    replace_text(card.other_name, "Trabajo infantil")
    QTest.keyClick(card.other_name, Qt.Key.Key_Return)
    replace_text(card.other_question, "¿Qué hacemos?")
    QTest.keyClick(card.other_question, Qt.Key.Key_Return)
    said = turin_bridge.workshop.themes[first.id]
    assert said.translations == (
        Translation(lang="es", name="Trabajo infantil", question="¿Qué hacemos?"),
    )
    assert (said.name, said.question) == (first.name, first.question)
    assert page.themes.cards[second.id].other_name.text() == ""
    card.other_name.clear()
    QTest.keyClick(card.other_name, Qt.Key.Key_Return)
    kept = turin_bridge.workshop.themes[first.id].translations
    assert kept == (Translation(lang="es", question="¿Qué hacemos?"),)
    card.other_question.setPlainText("")
    card.other_question.commit()
    assert turin_bridge.workshop.themes[first.id].translations == ()


def test_what_is_typed_in_a_second_language_is_kept_when_the_page_is_left(page, turin_bridge):
    page.tabs.setCurrentIndex(THEMES)
    first = turin_bridge.workshop.themes_in_order[0]
    choose_second(page.themes, "en")
    replace_text(page.themes.cards[first.id].other_name, "Children at work")
    page.leave()
    said = turin_bridge.workshop.themes[first.id].translations
    assert said == (Translation(lang="en", name="Children at work"),)


def test_what_is_typed_is_kept_when_a_tab_is_pressed_for_the_first_time(page, turin_bridge):
    page.tabs.setCurrentIndex(THEMES)
    first = turin_bridge.workshop.themes_in_order[0]
    replace_text(page.themes.cards[first.id].name, "Children at work")
    place = page.tabs.tabRect(ROUNDS).center()
    QTest.mouseClick(page.tabs, Qt.MouseButton.LeftButton, pos=place)
    assert turin_bridge.workshop.themes[first.id].name == "Children at work"
    assert page.rounds.isVisible()


def test_the_arrow_that_comes_to_its_end_hands_the_keyboard_to_the_other(page, turin_bridge):
    page.tabs.setCurrentIndex(THEMES)
    themes = turin_bridge.workshop.themes_in_order
    for theme, pressed, handed_to in ((themes[-2], "down", "up"), (themes[1], "up", "down")):
        arrows = page.themes.cards[theme.id].arrows
        getattr(arrows, pressed).setFocus()
        QTest.keyClick(getattr(arrows, pressed), Qt.Key.Key_Space)
        assert getattr(arrows, handed_to).hasFocus()
        turin_bridge.undo()


def test_a_theme_is_renamed_coloured_moved_and_removed(page, turin_bridge):
    page.tabs.setCurrentIndex(THEMES)
    first = turin_bridge.workshop.themes_in_order[0]
    card = page.themes.cards[first.id]
    replace_text(card.name, "Children at work")
    QTest.keyClick(card.name, Qt.Key.Key_Return)
    assert turin_bridge.workshop.themes[first.id].name == "Children at work"
    card.colour._choices["#7a4fa3"].click()
    assert turin_bridge.workshop.themes[first.id].colour == "#7a4fa3"
    before = n_steps(turin_bridge)
    QTest.mouseClick(card.arrows.down, Qt.MouseButton.LeftButton)
    assert turin_bridge.workshop.themes_in_order[1].id == first.id
    assert n_steps(turin_bridge) == before + 1
    assert page.themes._list.indexOf(card) == 1
    QTest.mouseClick(card.removing, Qt.MouseButton.LeftButton)
    assert first.id not in turin_bridge.workshop.themes
    assert state_of(page).waiting == 3  # tables that now have no theme
    turin_bridge.undo()
    assert state_of(page).waiting == 0


# --- the room ----------------------------------------------------------------------------


def test_the_room_plan_is_a_sound_model(page, turin_bridge):
    page.tabs.setCurrentIndex(ROOM)
    model = page.room.model
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    assert model.rowCount() == 16
    for n in (20, 17):
        turin_bridge.do(FurnishRoom(n_tables=n, seats=5))
        assert model.rowCount() == n
    turin_bridge.undo()
    assert model.rowCount() == 20
    assert tester


def test_the_number_of_tables_follows_plus_and_what_is_typed(page, turin_bridge):
    page.tabs.setCurrentIndex(ROOM)
    press(page.room.n_tables, 1)
    assert len(turin_bridge.workshop.tables) == 17
    spin = type_minutes(page.room.n_tables, "4")
    QTest.keyClick(spin, Qt.Key.Key_Return)
    assert turin_bridge.refusals  # those tables keep contributions
    assert len(turin_bridge.workshop.tables) == 17
    assert page.room.n_tables.value == 17


def test_a_table_with_other_seats_keeps_them_when_one_is_added(page, turin_bridge):
    page.tabs.setCurrentIndex(ROOM)
    press(page.room.editor.seats, 1)
    assert turin_bridge.workshop.tables_in_order[0].seats == 6
    press(page.room.n_tables, 1)
    assert len(turin_bridge.workshop.tables) == 17
    assert turin_bridge.workshop.tables_in_order[0].seats == 6


def test_a_click_on_a_table_opens_it_beside_the_plan(page, turin_bridge):
    page.tabs.setCurrentIndex(ROOM)
    view = page.room.view
    place = view.visualRect(page.room.model.index(2)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    editor = page.room.editor
    assert editor.name.text() == "Table 3"
    theme = turin_bridge.workshop.themes_in_order[4]
    editor.theme.setFocus()
    QTest.keyClick(editor.theme, Qt.Key.Key_End)
    editor.theme.activated.emit(editor.theme.currentIndex())
    table = turin_bridge.workshop.tables_in_order[2]
    assert table.theme_id == theme.id
    QTest.mouseClick(editor.languages._chips["pt"], Qt.MouseButton.LeftButton)
    assert "pt" in turin_bridge.workshop.tables[table.id].languages


def test_arrow_keys_walk_through_the_room(page):
    page.tabs.setCurrentIndex(ROOM)
    page.room.view.setFocus()
    QTest.keyClick(page.room.view, Qt.Key.Key_Right)
    assert page.room.editor.name.text() == "Table 2"
    QTest.keyClick(page.room.view, Qt.Key.Key_Return)
    assert page.room.editor.theme.hasFocus()


def test_a_host_is_found_by_part_of_the_name_without_its_accents(page, turin_bridge):
    turin_bridge.do(
        PutParticipant(
            participant=Participant(id="x", given_name="Zoë", family_name="N’Guessan-Ñandú")
        )
    )
    page.tabs.setCurrentIndex(ROOM)
    host = page.room.editor.host
    host.setFocus()
    host.selectAll()
    QTest.keyClicks(host, "guessan nan")
    QTest.keyClick(host, Qt.Key.Key_Return)
    table = turin_bridge.workshop.tables_in_order[0]
    assert table.host_id == "x"
    assert host.text() == "Zoë N’Guessan-Ñandú"
    host.selectAll()
    QTest.keyClick(host, Qt.Key.Key_Backspace)
    QTest.keyClick(host, Qt.Key.Key_Return)
    assert turin_bridge.workshop.tables[table.id].host_id is None


def test_a_name_nobody_has_is_said_and_gives_way(page, turin_bridge):
    page.tabs.setCurrentIndex(ROOM)
    host = page.room.editor.host
    before = host.text()
    host.setFocus()
    host.selectAll()
    QTest.keyClicks(host, "Nobody Atall")
    QTest.keyClick(host, Qt.Key.Key_Return)
    assert "Nobody Atall" in turin_bridge.refusals[-1]
    assert host.text() == before


def test_themes_are_spread_and_hosts_appointed(bare, bridge):
    QTest.mouseClick(bare.templates.cards["turin"], Qt.MouseButton.LeftButton)
    bare.tabs.setCurrentIndex(ROOM)
    for table in bridge.workshop.tables_in_order[:2]:
        bare.room.choose(table.id)
        bare.room.editor.theme.setCurrentIndex(0)
        bare.room.editor.theme.activated.emit(0)
    assert state_of(bare).waiting == 2
    QTest.mouseClick(bare.room.spreading, Qt.MouseButton.LeftButton)
    assert state_of(bare).waiting == 0
    assert not bare.room.appointing.isEnabled()  # nobody is on the list yet
    host = Participant(id="h", given_name="Awa", family_name="Diop", roles=("host",))
    bridge.do(PutParticipant(participant=host))
    QTest.mouseClick(bare.room.appointing, Qt.MouseButton.LeftButton)
    assert "1 have a host" in bridge.sayings[-1]


def test_whoever_is_led_to_the_hosts_is_asked_for_one(page, turin_bridge):
    tables = turin_bridge.workshop.tables_in_order
    turin_bridge.do(PutTable(table=tables[2].but(host_id=None)))
    others = hosts_of(turin_bridge.workshop).others
    page.show_part("hosts")
    assert page.tabs.currentIndex() == ROOM
    wanted = others[0] if others else tables[2]
    assert page.room.editor.name.text() == f"Table {wanted.number}"
    assert page.focusWidget() is page.room.editor.host


def test_too_few_seats_are_said(page, turin_bridge):
    page.tabs.setCurrentIndex(ROOM)
    assert page.room.sum.text() == "80 seats"
    press(page.room.seats, 0)
    assert page.room.sum.text() == "16 seats short of 80 people"


# --- the whole ---------------------------------------------------------------------------


def test_the_place_is_kept_through_a_rebuilt_window(page, turin_bridge, show):
    page.tabs.setCurrentIndex(ROOM)
    page.room.choose(turin_bridge.workshop.tables_in_order[5].id)
    again = show(PreparePage(turin_bridge))
    again.go_to(page.place())
    assert again.tabs.currentIndex() == ROOM
    assert again.room.editor.name.text() == "Table 6"


def test_undo_in_a_field_that_was_handed_over_belongs_to_the_workshop(page):
    title = page.event_part.title
    replace_text(title, "Another title")
    QTest.keyClick(title, Qt.Key.Key_Return)
    assert not title.isUndoAvailable()


@pytest.mark.parametrize("n_tables", [1, 80])
def test_small_and_large_rooms_fit_the_page(bare, bridge, n_tables):
    bridge.do(FurnishRoom(n_tables=n_tables, seats=5))
    bridge.do(PutRound(round=Round(id="r", number=1)))
    for tab in range(4):
        bare.tabs.setCurrentIndex(tab)
        QApplication.processEvents()
        assert bare.minimumSizeHint().width() <= 1280 - 208
    bare.tabs.setCurrentIndex(ROOM)
    assert bare.room.model.rowCount() == n_tables


def test_everything_that_is_only_an_icon_or_a_field_has_a_name(page):
    for tab in range(4):
        page.tabs.setCurrentIndex(tab)
        for kind in (QLineEdit, QSpinBox, QToolButton):
            for each in page.findChildren(kind):
                made_by_qt = isinstance(each.parent(), QLineEdit | QAbstractSpinBox)
                if each.isVisible() and not made_by_qt:
                    assert each.accessibleName() or each.toolTip(), each


def test_languages_that_are_suggested_are_spoken_and_can_be_taken_back(turin_bridge, show):
    page = show(PreparePage(turin_bridge))
    before = [table.languages for table in turin_bridge.workshop.tables_in_order]
    page.room.speaking.click()
    workshop = turin_bridge.workshop
    spoken = {each for person in workshop.people_to_seat for each in person.languages}
    for table in workshop.tables_in_order:
        assert table.languages
        assert spoken.issuperset(table.languages)
    turin_bridge.undo()
    assert [table.languages for table in turin_bridge.workshop.tables_in_order] == before


# --- the order of the day ----------------------------------------------------------------


def rounds_of(bridge):
    return [round_.id for round_ in bridge.workshop.rounds_in_order]


@pytest.fixture
def rounds(page):
    page.tabs.setCurrentIndex(ROUNDS)
    QApplication.processEvents()
    return page.rounds


def test_a_round_moves_by_key_and_by_button_and_is_taken_back(rounds, turin_bridge):
    before = rounds_of(turin_bridge)
    card = rounds.cards[before[0]]
    card.question.setFocus()
    QTest.keyClick(card.question, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert rounds_of(turin_bridge) == [before[1], before[0], *before[2:]]
    assert card.number.text() == "Round 2"
    assert not rounds.cards[before[1]].arrows.up.isEnabled()
    card.arrows.up.click()
    assert rounds_of(turin_bridge) == before
    turin_bridge.undo()
    turin_bridge.undo()
    assert rounds_of(turin_bridge) == before


def test_a_round_is_carried_to_another_place_in_one_step(rounds, turin_bridge, qtbot):
    before, n = rounds_of(turin_bridge), n_steps(turin_bridge)
    first, third = rounds.cards[before[0]], rounds.cards[before[2]]
    handle = next(each for each in first.findChildren(Handle))
    there = third.mapToGlobal(third.rect().center()) + QPoint(0, 8)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton)
    for _ in range(3):  # what is carried moves along under the pointer
        QTest.mouseMove(handle, handle.mapFromGlobal(there))
        QApplication.processEvents()
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=handle.mapFromGlobal(there))
    assert rounds_of(turin_bridge) == [before[1], before[2], before[0], *before[3:]]
    assert n_steps(turin_bridge) == n + 1
    turin_bridge.undo()
    assert rounds_of(turin_bridge) == before


def test_a_break_is_added_named_and_taken_away_where_it_stands(rounds, turin_bridge):
    first = turin_bridge.workshop.rounds_in_order[0]
    card = rounds.cards[first.id]
    assert not card.break_.isVisible()
    card.break_.adding.click()
    assert card.break_.isVisible()
    replace_text(card.break_.name, "Déjeuner")
    QTest.keyClick(card.break_.name, Qt.Key.Key_Return)
    held = turin_bridge.workshop.rounds[first.id]
    assert (held.break_name, held.break_duration) == ("Déjeuner", dt.timedelta(minutes=15))
    assert card.break_.time.text()
    card.break_.length._give(0)
    assert not card.break_.isVisible()


def test_the_welcome_may_be_followed_by_a_break(rounds, turin_bridge):
    welcome = rounds.welcome
    assert not welcome.break_.isVisible()
    welcome.break_.adding.click()
    replace_text(welcome.break_.name, "Café")
    rounds.commit()
    about = turin_bridge.workshop.about
    assert (about.break_name, about.break_duration) == ("Café", dt.timedelta(minutes=15))
    assert welcome.break_.time.text().startswith(words_for("en").time(dt.time(9, 15)))
    first = turin_bridge.workshop.rounds_in_order[0]
    assert rounds.cards[first.id].time.text().startswith(words_for("en").time(dt.time(9, 30)))
    rounds.go_to_segment("break")
    assert welcome.break_.name.hasFocus()
    turin_bridge.undo()
    turin_bridge.undo()
    assert not welcome.break_.isVisible()
