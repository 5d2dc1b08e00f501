"""Live: the clock of the day, who sits where now, and what was handed in."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPushButton

from rail import state_of
from small_cafe import MINUTE, Watch, build, record
from worldcafe.document import Document
from worldcafe.domain.commands import (
    ClearSeating,
    DescribeConversation,
    DescribeWorkshop,
    PutRound,
    SaveDraft,
    StartSegment,
    WithdrawContribution,
)
from worldcafe.domain.model import About, Round
from worldcafe.domain.vocabulary import HandIn
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.pages.live import LivePage
from worldcafe.ui.pages.live_hand_in import HandInModel
from worldcafe.ui.pages.live_seats import SeatsModel
from worldcafe.ui.pages.live_words import begun_rounds, digits, end_sentence, lateness, missing
from worldcafe.wording import words_for

SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def watch():
    """Nine in the morning where the computer stands: when the small café is planned."""
    return Watch(dt.datetime(2026, 3, 12, 9, 0).astimezone())


@pytest.fixture
def small_bridge(document, watch, qapp):
    """The small café: two tables, two rounds of 20 and 5 minutes, half an hour of harvest."""
    bridge = Bridge(document, words_for("en"), now=watch)
    bridge.refusals, bridge.sayings = [], []
    bridge.refused.connect(bridge.refusals.append)
    bridge.told.connect(lambda text, undo: bridge.sayings.append(text))
    yield bridge
    bridge.close()


@pytest.fixture
def page(small_bridge, show):
    return show(LivePage(small_bridge))


@pytest.fixture
def click(qtbot):
    return lambda button: qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def pass_time(page, watch):
    """Let time pass, and the clock see it."""

    def passed(minutes=0, seconds=0):
        watch.advance(minutes * MINUTE + seconds * SECOND)
        page._on_tick()

    return passed


def plain(text):
    """The text with ordinary spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def reads(page):
    return page.clock.face.digits, plain(page.clock.face.caption)


def ends(page):
    return plain(page.clock.end.text())


# The clock


def test_the_day_waits_for_its_start(page):
    assert page.clock.name.text() == "Round 1 · talk"
    assert reads(page) == ("20:00", "Ready")
    assert page.clock.toggle.text() == "Start"
    assert ends(page) == "Planned from 9:00 to 10:20."
    assert not page.clock.next.isVisible()
    assert not page.clock.back.isVisible()
    assert not page._timer.isActive()


def test_start_lets_the_time_run(page, click, pass_time):
    click(page.clock.toggle)
    assert page.bridge.workshop.clock.segment == "r1.talk"
    assert page._timer.isActive()
    pass_time(7, 12)
    assert reads(page) == ("12:48", "of 20 min")
    assert page.clock.next.text() == "Next: Move to round 2"


def test_a_pause_stops_the_time_and_a_second_click_lets_it_go_on(page, click, pass_time):
    click(page.clock.toggle)
    pass_time(5)
    click(page.clock.toggle)
    pass_time(3)
    assert reads(page) == ("15:00", "Paused")
    assert page.clock.toggle.text() == "Go on"
    click(page.clock.toggle)
    pass_time(1)
    assert reads(page) == ("14:00", "of 20 min")


def test_a_minute_more_and_a_minute_less(page, click, pass_time):
    click(page.clock.toggle)
    click(page.clock.more)
    click(page.clock.more)
    assert reads(page) == ("22:00", "of 22 min")
    click(page.clock.less)
    assert reads(page) == ("21:00", "of 21 min")


def test_past_its_end_the_clock_counts_up_in_words_as_well(page, click, pass_time):
    click(page.clock.toggle)
    pass_time(20)
    assert reads(page) == ("0:00", "of 20 min")
    pass_time(0, 1)
    assert reads(page) == ("+0:01", "over time")
    pass_time(1, 2)
    assert reads(page) == ("+1:03", "over time")
    assert page.clock.face._tone == "problem"


@given(st.integers(-7_200_000, 7_200_000))
def test_digits_say_the_seconds_left_and_jump_only_on_whole_seconds(milliseconds):
    text = digits(dt.timedelta(milliseconds=milliseconds))
    minutes, seconds = text.lstrip("+").split(":")
    shown = int(minutes) * 60 + int(seconds)
    assert shown == abs(-(-milliseconds // 1000))
    assert text.startswith("+") == (milliseconds <= -1000)
    assert len(seconds) == 2


def test_the_tick_comes_with_the_next_second(page, click, watch, pass_time):
    click(page.clock.toggle)
    pass_time(1)
    watch.advance(dt.timedelta(milliseconds=400))
    page._on_tick()
    assert 590 <= page._timer.interval() <= 620


def test_nothing_is_painted_while_no_digit_changes(page, click, pass_time, monkeypatch):
    click(page.clock.toggle)
    pass_time(1)
    QTest.qWait(1)
    updates = []
    monkeypatch.setattr(page.clock.face, "update", lambda: updates.append(1))
    page._on_tick()
    assert not updates
    pass_time(0, 1)
    assert updates == [1]


def test_a_hidden_page_does_not_tick(page, click):
    click(page.clock.toggle)
    page.hide()
    assert not page._timer.isActive()
    page.show()
    assert page._timer.isActive()


# The way through the day


def test_the_whole_day_to_a_word_of_thanks(page, click, pass_time, qtbot):
    click(page.clock.toggle)
    names = [page.clock.name.text()]
    for _ in range(4):
        pass_time(2)
        click(page.clock.next)
        names.append(page.clock.name.text())
    assert names == [
        "Round 1 · talk", "Move to round 2", "Round 2 · talk", "Back to the plenary", "Harvest",
    ]  # fmt: skip
    assert page.clock.next.text() == "End the day"
    assert not state_of(page).ready
    click(page.clock.next)
    assert page.clock.ended
    assert state_of(page).ready
    assert not page._timer.isActive()
    with qtbot.waitSignal(page.go_to_asked) as asked:
        click(page.clock.synthesis)
    assert asked.args == ["synthesis"]


def test_back_returns_with_the_time_that_was_left(page, click, pass_time):
    click(page.clock.toggle)
    pass_time(12)
    click(page.clock.next)
    pass_time(0, 10)
    click(page.clock.back)
    assert page.clock.name.text() == "Round 1 · talk"
    assert reads(page) == ("8:00", "of 8 min")
    assert not page.clock.back.isVisible()


def test_an_end_that_came_too_soon_is_taken_back(page, click, pass_time):
    page.bridge.do(StartSegment(segment="harvest"))
    pass_time(10)
    click(page.clock.next)
    assert page.clock.ended
    click(page.clock.back)
    assert not page.clock.ended
    assert page.clock.name.text() == "Harvest"
    assert reads(page)[0] == "20:00"


def test_the_day_of_the_clock_is_not_for_undo(page, click):
    before = page.bridge.document.next_undo
    click(page.clock.toggle)
    assert page.bridge.document.next_undo == before


def test_a_part_that_is_dropped_while_it_runs_leaves_a_way_on(page, click):
    click(page.clock.toggle)
    click(page.clock.next)
    round_ = page.bridge.workshop.rounds["r1"]
    page.bridge.do(PutRound(round=round_.but(move_duration=dt.timedelta(0))))
    assert page.clock.toggle.text() == "Start"
    click(page.clock.toggle)
    assert page.clock.name.text() == "Round 2 · talk"


def test_the_question_belongs_to_the_round(page, click):
    assert page.question.text() == "What works?"
    click(page.clock.toggle)
    click(page.clock.next)
    assert page.question.text() == "What next?"


def test_the_strip_marks_the_running_part(page, click):
    assert page.strip.running == ""
    click(page.clock.toggle)
    assert page.strip.running == "r1.talk"
    assert [block.key for block in page.strip._blocks] == [
        "r1.talk", "r1.move", "r2.talk", "r2.move", "harvest",
    ]  # fmt: skip
    assert sum(block.share for block in page.strip._blocks) == pytest.approx(1)


# Keys


def test_space_n_and_plus_work_while_no_field_has_the_keyboard(page, qtbot, pass_time):
    qtbot.keyClick(page, Qt.Key.Key_Space)
    pass_time(5)
    qtbot.keyClicks(page, "+")
    assert reads(page) == ("16:00", "of 21 min")
    qtbot.keyClicks(page, "-")
    assert reads(page) == ("15:00", "of 20 min")
    qtbot.keyClick(page, Qt.Key.Key_Space)
    assert reads(page) == ("15:00", "Paused")
    qtbot.keyClicks(page, "n")
    assert page.clock.name.text() == "Move to round 2"


def test_a_click_leaves_space_to_start_and_pause(page, qtbot, click, pass_time):
    click(page.clock.toggle)
    click(page.clock.more)
    qtbot.keyClick(page.focusWidget() or page, Qt.Key.Key_Space)
    assert reads(page) == ("21:00", "Paused")


def test_a_key_held_down_does_not_race_through_the_day(page, qtbot):
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    qtbot.keyClick(page, Qt.Key.Key_Space)
    for _ in range(5):
        held = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_N, Qt.KeyboardModifier.NoModifier, "n", True
        )
        QApplication.sendEvent(page, held)
    assert page.clock.name.text() == "Round 1 · talk"


def test_keys_reach_the_clock_from_the_lists_as_well(page, qtbot):
    page._show_tab(1)
    page.board.setFocus()
    qtbot.keyClicks(page.board, "n")
    assert page.bridge.workshop.clock.segment == "r1.talk"
    page._show_tab(0)
    qtbot.keyClicks(page.seats, "n")
    assert page.bridge.workshop.clock.segment == "r1.move"


# When it ends


def test_the_end_is_set_against_the_plan(page, watch, click, pass_time):
    watch.advance(6 * MINUTE)
    click(page.clock.toggle)
    assert ends(page) == "Ends 10:26, 6 min later than planned."
    click(page.clock.next)
    page._on_tick()
    assert ends(page) == "Ends 10:06, 14 min earlier than planned."
    for _ in range(14):
        page.add_minutes(1)
    assert ends(page) == "Ends 10:20, as planned."


def test_overtime_pushes_the_end(page, click, pass_time):
    click(page.clock.toggle)
    pass_time(23)
    assert ends(page) == "Ends 10:23, 3 min later than planned."


def test_hours_of_difference_are_told_in_hours(page, watch, click):
    watch.advance(125 * MINUTE)
    click(page.clock.toggle)
    assert ends(page) == "Ends 12:25, 2 h 05 min later than planned."


@given(st.integers(-11 * 60, 11 * 60), st.times(), st.dates(min_value=dt.date(2000, 1, 2)))
def test_lateness_looks_past_midnight(minutes, planned, day):
    ends = dt.datetime.combine(day, planned) + minutes * MINUTE
    assert lateness(ends, planned) == minutes * MINUTE


def test_before_the_day_the_plan_is_told(small_bridge, watch):
    text, tone = end_sentence(small_bridge.workshop, watch(), small_bridge.words)
    assert (text, tone) == ("Planned from 9:00 to 10:20.", "soft")


# Killed and opened again


def test_a_reopened_workshop_shows_the_right_time(tmp_path, watch, show, qapp):
    path = tmp_path / "again.worldcafe"
    first = Document.create(path, now=watch)
    build(first)
    first.do(StartSegment(segment="r1.talk"))
    first._store.close()  # the process is gone; nobody said goodbye
    watch.advance(6 * MINUTE + 30 * SECOND)
    bridge = Bridge(Document.open(path, now=watch), words_for("en"), now=watch)
    page = show(LivePage(bridge))
    assert page.clock.name.text() == "Round 1 · talk"
    assert reads(page) == ("13:30", "of 20 min")
    assert page.clock.toggle.text() == "Pause"
    page.close()
    bridge.close()


def test_a_pause_outlives_the_program(tmp_path, watch, show, qapp):
    path = tmp_path / "again.worldcafe"
    bridge = Bridge(Document.create(path, now=watch), words_for("en"), now=watch)
    build(bridge.document)
    page = show(LivePage(bridge))
    page.start_or_pause()
    watch.advance(4 * MINUTE)
    page.start_or_pause()
    page.close()
    bridge.close()
    watch.advance(60 * MINUTE)
    bridge = Bridge(Document.open(path, now=watch), words_for("en"), now=watch)
    page = show(LivePage(bridge))
    assert reads(page) == ("16:00", "Paused")
    page.close()
    bridge.close()


# Who sits where


def cards(page):
    model = page.seats_model
    return [model.index(row, 0).data().splitlines() for row in range(model.rowCount())]


def test_cards_name_who_sits_where_now_the_host_first(page):
    assert page.seats_heading.text() == "Round 1"
    assert cards(page) == [
        ["Table 1 · Child labour", "Host: Awa Diop", "Dina Haddad", "Chiara Rossi"],
        ["Table 2 · Job creation", "Host: Bruno Costa", "Emil Novák"],
    ]


def test_during_a_move_the_cards_show_where_to_go(page, click):
    click(page.clock.toggle)
    click(page.clock.next)
    assert page.seats_heading.text() == "Where everybody goes for round 2"
    assert cards(page)[0] == ["Table 1 · Child labour", "Host: Awa Diop", "Emil Novák"]


def test_without_a_seating_the_way_to_the_rotation_is_shown(page, qtbot, click):
    page.bridge.do(ClearSeating())
    assert page.seats_heading.text() == "Nobody is seated yet"
    with qtbot.waitSignal(page.go_to_asked) as asked:
        click(page._go_seat)
    assert asked.args == ["rotation"]


# What was handed in


def cell(page, table, round_):
    model = page.board_model
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            if model.place(index) == (table, round_):
                return index
    raise AssertionError((table, round_))


def open_menu(page, qtbot, index):
    page._show_tab(1)
    QTest.qWait(1)
    spot = page.board.visualRect(index).center()
    qtbot.mouseClick(page.board.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert page.board.menu.isVisible()
    return {entry.text(): entry for entry in page.board.menu.actions()}


def test_the_board_shows_four_states_in_words_and_pictures(page):
    bridge = page.bridge
    bridge.do(record("c1", "t1", "r1"))
    bridge.do(DescribeConversation(table_id="t2", round_id="r1", state=HandIn.HANDED_IN))
    bridge.do(DescribeConversation(table_id="t2", round_id="r2", state=HandIn.CHECKED))
    texts = [cell(page, t, r).data() for t in ("t1", "t2") for r in ("r1", "r2")]
    assert texts == ["In progress · 1", "Nothing yet", "Handed in", "Checked"]
    pictures = {
        cell(page, t, r).data(Qt.ItemDataRole.DecorationRole).cacheKey()
        for t in ("t1", "t2")
        for r in ("r1", "r2")
    }
    assert len(pictures) == 4


def test_a_click_and_a_choice_hand_a_conversation_in(page, qtbot):
    entries = open_menu(page, qtbot, cell(page, "t2", "r1"))
    assert entries["Not handed in"].isChecked()
    entries["Handed in"].trigger()
    page.board.menu.close()
    assert page.bridge.workshop.hand_in("t2", "r1") is HandIn.HANDED_IN
    assert cell(page, "t2", "r1").data() == "Handed in"
    assert page.bridge.sayings == ["Table 2: Handed in"]
    page.bridge.undo()
    assert cell(page, "t2", "r1").data() == "Nothing yet"


def test_the_board_is_worked_from_the_keyboard(page, qtbot):
    page._show_tab(1)
    page.board.setFocus()
    page.board.setCurrentIndex(cell(page, "t1", "r2"))
    qtbot.keyClick(page.board, Qt.Key.Key_Return)
    assert page.board.menu.isVisible()
    qtbot.keyClick(page.board.menu, Qt.Key.Key_Down)
    qtbot.keyClick(page.board.menu, Qt.Key.Key_Down)
    qtbot.keyClick(page.board.menu, Qt.Key.Key_Return)
    assert page.bridge.workshop.hand_in("t1", "r2") is HandIn.CHECKED


def test_a_contribution_changes_only_its_own_cell(page):
    changed, resets = [], []
    page.board_model.dataChanged.connect(lambda first, last: changed.append((first, last)))
    page.board_model.modelReset.connect(lambda: resets.append(1))
    page.bridge.do(record("c1", "t2", "r2"), origin="phone")
    assert not resets
    assert [(a.row(), a.column(), b.row(), b.column()) for a, b in changed] == [(1, 1, 1, 1)]
    page.bridge.do(WithdrawContribution(contribution_id="c1"))
    assert cell(page, "t2", "r2").data() == "Nothing yet"


def test_a_draft_counts_as_in_progress(page):
    page.bridge.do(SaveDraft(table_id="t1", round_id="r1", content="{}"))
    assert cell(page, "t1", "r1").data() == "In progress"


def test_what_is_missing_is_told_in_a_sentence(page, click):
    bridge = page.bridge
    assert missing(bridge.workshop, bridge.words) == ("", "good")
    click(page.clock.toggle)
    assert page._missing_text == "No table has anything for round 1 yet."
    bridge.do(record("c1", "t1", "r1"))
    assert page._missing_text == "Table 2 has nothing for round 1."
    bridge.do(record("c2", "t2", "r1"))
    assert page._missing_text == ""
    click(page.clock.next)
    assert page._missing_text == "Tables 1 and 2 have not handed in round 1."
    for table in ("t1", "t2"):
        bridge.do(DescribeConversation(table_id=table, round_id="r1", state=HandIn.HANDED_IN))
    assert page._missing_text == "Everything up to round 1 is handed in."


def test_many_missing_tables_are_counted(turin_bridge):
    words, workshop = turin_bridge.words, turin_bridge.workshop
    last = workshop.rounds_in_order[-1]
    for table in workshop.tables_in_order:
        for item in workshop.contributions_of(table.id, last.id):
            if table.number > 3:
                turin_bridge.do(WithdrawContribution(contribution_id=item.id))
        if table.number > 3:
            turin_bridge.do(
                DescribeConversation(
                    table_id=table.id, round_id=last.id, key_insight="", state=HandIn.EMPTY
                )
            )
    text, weight = missing(turin_bridge.workshop, words)
    assert text.startswith(
        "Tables 4, 5, 6, 7, 8, 9, 10, 11 and 5 others have nothing for round 4."
    )
    assert weight == "attention"


def test_before_the_clock_runs_rounds_count_once_something_was_said(small_bridge):
    assert begun_rounds(small_bridge.workshop) == ()
    small_bridge.do(record("c1", "t1", "r2"))
    assert [round_.number for round_ in begun_rounds(small_bridge.workshop)] == [2]


# Around the page


def test_without_rounds_the_one_button_leads_to_prepare(bridge, show, qtbot, click):
    page = show(LivePage(bridge))
    ways = page._stack.currentWidget().findChildren(QPushButton)
    assert len(ways) == 1
    with qtbot.waitSignal(page.go_to_asked) as asked:
        click(ways[0])
    assert asked.args == ["prepare"]
    bridge.do(PutRound(round=Round(id="r1", number=1)))
    assert page.clock.isVisible()


def test_a_day_of_nothing_but_a_harvest_has_no_round_yet(bridge, show):
    bridge.do(DescribeWorkshop(about=About(title="Only a harvest")))
    page = show(LivePage(bridge))
    assert not page.clock.isVisible()


def test_keys_do_nothing_without_rounds(bridge, show, qtbot):
    page = show(LivePage(bridge))
    qtbot.keyClicks(page, " n+-")
    assert not bridge.workshop.clock.segment
    assert bridge.refusals == []


def test_the_models_hold_through_a_day(page, click):
    testers = [
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for model in (page.seats_model, page.board_model)
    ]
    click(page.clock.toggle)
    page.bridge.do(record("c1", "t1", "r1"))
    for _ in range(5):
        click(page.clock.next)
    assert page.clock.ended
    assert len(testers) == 2


def test_the_models_hold_with_nothing_to_show(bridge):
    for model in (SeatsModel(bridge.words), HandInModel(bridge.words)):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        assert model.rowCount() == 0


def test_a_rebuilt_page_keeps_its_tab(page, show):
    page._show_tab(1)
    other = show(LivePage(page.bridge))
    other.go_to(page.place())
    assert other.board.isVisible()
    assert other.place() == {"tab": "hand_in"}


def test_the_turin_example_fits_a_small_window(turin_bridge, show):
    page = show(LivePage(turin_bridge))
    page.start_or_pause()
    page.go_on()
    page.resize(1280 - 208, 720 - 56)
    QTest.qWait(1)
    assert page.minimumSizeHint().width() <= 1280 - 208
    assert page.minimumSizeHint().height() <= 720 - 56
    last = page.seats.visualRect(page.seats_model.index(3, 0))
    assert last.right() <= page.seats.viewport().width()
