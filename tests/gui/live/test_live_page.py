"""Live: the clock of the day, and the way through it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QKeySequence
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPushButton

from rail import state_of
from small_cafe import MINUTE, build, record
from worldcafe.document import Document
from worldcafe.domain.commands import (
    CheckIn,
    DescribeWorkshop,
    PutRound,
    StartSegment,
)
from worldcafe.domain.model import About, Round
from worldcafe.ui.actions import action
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.pages.live.board import BoardModel, RoundModel
from worldcafe.ui.pages.live.clock import CAPTION, FLAT, LEAST, caption_font, caption_place
from worldcafe.ui.pages.live.page import LivePage
from worldcafe.ui.pages.live.people import PeopleModel
from worldcafe.ui.pages.live.seats import SeatsModel
from worldcafe.ui.shell.steady import ClockKeeper
from worldcafe.wording import TRANSLATED, words_for
from worldcafe.wording.day import digits

SECOND = dt.timedelta(seconds=1)


def plain(text):
    """The text with ordinary spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def reads(page):
    return page.clock.face.digits, plain(page.clock.face.caption)


def ends(page):
    return plain(page.clock.end.text())


# The clock


def test_the_day_waits_for_its_start(page):
    assert page.clock.name.text() == "Round 1"
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


def test_the_whole_day_to_a_word_of_thanks(page, click, pass_time, qtbot, answer):
    click(page.clock.toggle)
    names = [page.clock.name.text()]
    for _ in range(4):
        pass_time(2)
        click(page.clock.next)
        names.append(page.clock.name.text())
    assert names == [
        "Round 1", "Move to round 2", "Round 2", "Back to the plenary", "Harvest",
    ]  # fmt: skip
    assert page.clock.next.text() == "End the day"
    assert not state_of(page).ready
    answer("End the day")
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
    assert page.clock.name.text() == "Round 1"
    assert reads(page) == ("8:00", "of 20 min")
    assert not page.clock.back.isVisible()


def test_an_end_that_came_too_soon_is_taken_back(page, click, pass_time, answer):
    page.bridge.do(StartSegment(segment="harvest"))
    pass_time(10)
    answer("End the day")
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
    assert page.clock.name.text() == "Round 2"


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


def starts(page):
    """When each part begins or is expected to, and what was planned where that differs."""
    return {block.key: (block.time, block.planned) for block in page.strip._blocks}


def test_the_times_of_the_strip_follow_the_clock(page, watch, click, pass_time):
    assert starts(page)["r2.talk"] == ("9:25", "")
    watch.advance(6 * MINUTE)
    click(page.clock.toggle)
    assert starts(page)["r1.talk"] == ("9:06", "9:00")
    assert starts(page)["r2.talk"] == ("9:31", "9:25")
    assert (page.strip._end, page.strip._planned_end) == ("10:26", "10:20")
    assert "9:31 – 9:51 (planned 9:25 – 9:45)" in page.strip._blocks[2].hint
    for _ in range(4):
        click(page.clock.less)
    assert starts(page)["r2.talk"] == ("9:27", "9:25")
    pass_time(20)
    assert starts(page)["r2.talk"] == ("9:31", "9:25")
    click(page.clock.next)
    assert starts(page)["r1.move"] == ("9:26", "9:20")


def test_rounds_that_were_shortened_are_as_planned_again(page, watch, click, pass_time):
    watch.advance(6 * MINUTE)
    click(page.clock.toggle)
    click(page.schedule.shorten)
    assert starts(page)["harvest"] == ("9:50", "")
    assert (page.strip._end, page.strip._planned_end) == ("10:20", "")
    assert starts(page)["r1.talk"] == ("9:06", "9:00")


# Keys


def day_key(qtbot, page, name):
    """Press the first keys of an action of the day, wherever the focus is."""
    keys = QKeySequence(action(name, "live").keys[0])[0]
    qtbot.keyClick(page.window().focusWidget() or page, keys.key(), keys.keyboardModifiers())


def test_letters_move_the_day_while_the_clock_has_the_focus_and_shows_it(
    page, qtbot, pass_time
):
    face = page.clock.face
    assert face.hasFocus()
    with_focus = face.grab().toImage()
    qtbot.keyClick(face, Qt.Key.Key_Space)
    pass_time(5)
    qtbot.keyClicks(face, "+")
    assert reads(page) == ("16:00", "of 21 min")
    qtbot.keyClicks(face, "-")
    assert reads(page) == ("15:00", "of 20 min")
    qtbot.keyClick(face, Qt.Key.Key_Space)
    assert reads(page) == ("15:00", "Paused")
    qtbot.keyClicks(face, "n")
    assert page.clock.name.text() == "Move to round 2"
    qtbot.keyClicks(face, "b")
    assert page.clock.name.text() == "Round 1"
    qtbot.keyClicks(face, "p")
    assert page.room.presence.search.hasFocus()
    assert face.grab().toImage() != with_focus


def test_a_name_typed_after_a_press_on_presence_reaches_the_search_not_the_clock(
    page, qtbot, click
):
    before = page.clock.name.text()
    click(page.room.tabs[2])
    qtbot.keyClicks(page.window().focusWidget(), "nab")
    assert page.room.presence.search.text() == "nab"
    assert page.clock.name.text() == before


def test_from_anywhere_the_day_is_moved_with_a_modifier(page, qtbot, pass_time):
    page.room.open_presence()
    day_key(qtbot, page, "day_toggle")
    pass_time(5)
    day_key(qtbot, page, "day_more")
    assert reads(page) == ("16:00", "of 21 min")
    day_key(qtbot, page, "day_less")
    assert reads(page) == ("15:00", "of 20 min")
    day_key(qtbot, page, "day_next")
    assert page.clock.name.text() == "Move to round 2"
    day_key(qtbot, page, "day_back")
    assert page.clock.name.text() == "Round 1"
    assert page.room.presence.search.text() == ""


@pytest.mark.parametrize("tab", ["seats", "hand_in", "presence"])
def test_a_bare_letter_moves_nothing_beside_a_list(page, qtbot, click, tab):
    click(page.clock.toggle)
    running = page.bridge.workshop.clock
    page.room.show_tab(tab)
    beside = (page, page.room.seats, page.room.board.grid, page.room.presence.list,
              page.room.presence.search)  # fmt: skip
    for each in beside:
        each.setFocus()
        qtbot.keyClicks(each, "Rabat nb+-= ")
    assert page.bridge.workshop.clock == running


def test_the_name_of_a_latecomer_moves_nothing_whatever_has_the_focus(page, qtbot, click):
    click(page.clock.toggle)
    click(page.clock.next)
    running = page.bridge.workshop.clock
    page.room.show_tab("presence")
    bar = page.room.presence.latecomer
    bar.open()
    qtbot.keyClicks(bar.given_name, "Nabil")
    qtbot.keyClicks(bar.organisation, "Rabat + Bonn")
    page.clock.face.setFocus()
    qtbot.keyClicks(page.clock.face, "nb +-")
    page.setFocus()
    qtbot.keyClicks(page, "nb +-")
    assert page.bridge.workshop.clock == running


def test_a_closed_form_leaves_no_keys_to_the_clock(page, qtbot, click):
    click(page.clock.toggle)
    running = page.bridge.workshop.clock
    page.room.show_tab("presence")
    bar = page.room.presence.latecomer
    bar.open()
    qtbot.keyClick(bar.given_name, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    qtbot.keyClicks(page.window().focusWidget() or page, "nabil")
    assert page.bridge.workshop.clock == running
    assert page.room.presence.search.text() == "nabil"


def test_every_jump_is_told_and_what_takes_it_back_restores_the_clock(
    page, click, watch, pass_time, answer
):
    bridge, offers = page.bridge, []
    bridge.told.connect(lambda text, back: offers.append((text, back)))
    click(page.clock.toggle)
    pass_time(3)
    click(page.clock.more)
    click(page.clock.toggle)
    watch.advance(MINUTE)
    click(page.clock.next)
    told = ["Begun: Round 1 · talk", "Begun: Move to round 2"]
    for jump, said in (
        (page.go_on, "Begun: Round 2 · talk"),
        (page.go_back, "The clock is back in: Round 1 · talk"),
        (page.end_day, "The day is over."),
        (page.begin_anew, "The day waits for its start again."),
    ):
        before = bridge.workshop.clock
        answer("End the day") if jump == page.end_day else None
        watch.advance(MINUTE)
        jump()
        assert bridge.workshop.clock != before
        told.append(said)
        watch.advance(MINUTE)
        bridge.do(offers[-1][1])
        assert bridge.workshop.clock == before
    assert [text for text, _ in offers] == told


def test_a_jump_is_not_taken_back_over_what_came_after(page, click):
    offers = []
    page.bridge.told.connect(lambda text, back: offers.append(back))
    click(page.clock.toggle)
    click(page.clock.next)
    click(page.clock.more)
    running = page.bridge.workshop.clock
    page.bridge.do(offers[-1])
    assert page.bridge.workshop.clock == running
    assert page.bridge.refusals == [
        "The clock has moved on since. Go back with the button above the clock."
    ]


def test_the_end_of_the_day_is_asked_for_and_esc_stays(page, click, answer):
    click(page.clock.toggle)
    running = page.bridge.workshop.clock
    asked = answer(None)
    click(page.clock.ending)
    assert asked == ["End the day now?"]
    assert page.bridge.workshop.clock == running


def test_the_end_of_the_day_is_far_from_the_next_part(page, click):
    click(page.clock.toggle)
    next_, ending = page.clock.next, page.clock.ending
    assert ending.isVisible()
    space = next_.mapToGlobal(QPoint(0, 0)).y() - ending.mapToGlobal(QPoint(0, 0)).y()
    assert space > 4 * next_.height()


def test_a_click_leaves_the_focus_on_the_clock(page, qtbot, click, pass_time):
    click(page.clock.toggle)
    click(page.clock.more)
    qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Space)
    assert reads(page) == ("21:00", "Paused")


def test_a_key_held_down_does_not_race_through_the_day(page, qtbot):
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    qtbot.keyClick(page.clock.face, Qt.Key.Key_Space)
    for _ in range(5):
        held = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_N, Qt.KeyboardModifier.NoModifier, "n", True
        )
        QApplication.sendEvent(page.clock.face, held)
    assert page.clock.name.text() == "Round 1"


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


def test_a_late_day_says_what_it_costs_and_is_helped_with_one_click(page, click, pass_time):
    about = page.bridge.workshop.about
    page.bridge.do(DescribeWorkshop(about=about.but(harvest_duration=30 * MINUTE)))
    click(page.clock.toggle)
    pass_time(20)
    assert not page.schedule.isVisible()
    pass_time(6)
    assert page.schedule.isVisible()
    assert page.schedule.cost.text() == "At this pace the harvest keeps 24 of 30 minutes."
    assert page.schedule.change.text() == "Round 2: 20 → 14 minutes"
    click(page.schedule.shorten)
    assert page.bridge.workshop.rounds["r2"].talk_duration == 14 * MINUTE
    assert page.bridge.sayings[-1] == "Round 2: 20 → 14 minutes"
    assert not page.schedule.isVisible()
    assert ends(page) == "Ends 10:20, as planned."
    page.bridge.undo()
    assert page.bridge.workshop.rounds["r2"].talk_duration == 20 * MINUTE
    assert page.schedule.isVisible()


def test_the_last_minutes_are_seen_in_words_colour_and_strip(page, click, pass_time):
    click(page.clock.toggle)
    pass_time(17, 59)
    assert (reads(page)[1], page.clock.face._tone, page.strip.tone) == (
        "of 20 min", "accent", "accent",
    )  # fmt: skip
    pass_time(0, 1)
    assert (reads(page)[1], page.clock.face._tone, page.strip.tone) == (
        "nearly over", "attention", "attention",
    )  # fmt: skip
    pass_time(2, 1)
    assert page.strip.tone == "problem"


def test_a_computer_clock_that_is_set_leaves_the_day_where_it_is(small_bridge, show, watch):
    page = show(LivePage(small_bridge))
    page.start_or_pause()
    watch.advance(5 * MINUTE)
    seconds = {"wall": 1000.0, "steady": 50.0}
    keeper = ClockKeeper(
        small_bridge, page, wall=lambda: seconds["wall"], steady=lambda: seconds["steady"]
    )
    seconds["wall"], seconds["steady"] = 1001.5, 51.0  # a nudge
    keeper.check()
    assert reads(page)[0] == "20:00"
    seconds["wall"], seconds["steady"] = 1003 + 3600.0, 52.5
    watch.advance(60 * MINUTE)
    keeper.check()
    page._on_tick()
    assert reads(page)[0] == "15:00"
    assert len(small_bridge.sayings) == 1 + 1  # the start, and the clock that was set


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
    assert page.clock.name.text() == "Round 1"
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
    qtbot.keyClicks(page.clock.face, " n+-")
    day_key(qtbot, page, "day_toggle")
    day_key(qtbot, page, "day_next")
    assert not bridge.workshop.clock.segment
    assert bridge.refusals == []


def test_the_models_hold_through_a_day(page, click, answer):
    testers = [
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for model in (
            page.room.seats_model,
            page.room.board.model,
            page.room.board.round_model,
            page.room.presence.model,
        )
    ]
    click(page.clock.toggle)
    page.bridge.do(record("c1", "t1", "r1"))
    answer("End the day")
    for _ in range(5):
        click(page.clock.next)
    assert page.clock.ended
    page.room.presence.search.setText("dio")
    page.bridge.do(CheckIn(participant_ids=frozenset({"awa"})))
    assert len(testers) == 4


def test_the_models_hold_with_nothing_to_show(bridge):
    for kind in (SeatsModel, BoardModel, RoundModel, PeopleModel):
        model = kind(bridge.words)
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        assert model.rowCount() == 0


def test_a_rebuilt_page_keeps_its_tab(page, show):
    page.room.show_tab("hand_in")
    other = show(LivePage(page.bridge))
    other.go_to(page.place())
    assert other.room.board.isVisible()
    assert other.place() == {"tab": "hand_in"}


def test_the_turin_example_fits_a_small_window(turin_bridge, show):
    page = show(LivePage(turin_bridge))
    page.start_or_pause()
    page.go_on()
    page.resize(1280 - 208, 720 - 56)
    QTest.qWait(1)
    assert page.minimumSizeHint().width() <= 1280 - 208
    assert page.minimumSizeHint().height() <= 720 - 56
    last = page.room.seats.visualRect(page.room.seats_model.index(3, 0))
    assert last.right() <= page.room.seats.viewport().width()


def test_forty_tables_stand_on_the_board_at_a_glance(large_bridge, show):
    page = show(LivePage(large_bridge))
    page.resize(1280 - 208, 720 - 56)
    page.room.show_tab("hand_in")
    QTest.qWait(1)
    grid = page.room.board.grid
    last = page.room.board.model.index(5, 39)
    assert grid.viewport().rect().contains(grid.visualRect(last))


@pytest.mark.parametrize("side", [FLAT * 0.85, LEAST, 400])
@pytest.mark.parametrize("language", TRANSLATED)
def test_what_stands_below_the_digits_is_whole_in_a_ring_of_any_size(qapp, language, side):
    words = words_for(language)
    place = caption_place(QRectF(0, 0, side, side))
    of_whole = words("of {whole}", whole=words.minutes(dt.timedelta(minutes=120)))
    for caption in (of_whole, words("Paused"), words("over time"), words("nearly over")):
        font = caption_font(qapp.font(), caption, place)
        assert place.contains(QFontMetricsF(font).boundingRect(place, CAPTION, caption))
