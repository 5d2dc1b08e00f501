"""Live: who sits where now, what was handed in, and who is here."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QStyleOptionViewItem

from small_cafe import SEATS, record, small_workshop
from worldcafe.domain.commands import (
    AddLatecomer,
    CheckIn,
    ClearSeating,
    DescribeConversation,
    FurnishRoom,
    MarkAbsent,
    PutParticipant,
    PutRound,
    SaveDraft,
    StartSegment,
    WithdrawContribution,
)
from worldcafe.domain.model import CafeTable, Participant, Round
from worldcafe.domain.vocabulary import HandIn, Presence
from worldcafe.ui.pages.live.board import BoardModel
from worldcafe.ui.pages.live.page import LivePage
from worldcafe.ui.shell.window import MainWindow
from worldcafe.wording import words_for
from worldcafe.wording.nudges import all_in

# Who sits where


def cards(page):
    model = page.room.seats_model
    return [model.index(row, 0).data().splitlines() for row in range(model.rowCount())]


def test_cards_name_who_sits_where_now_the_host_first(page):
    assert page.room.seats_heading.text() == "Round 1"
    assert cards(page) == [
        ["Table 1 · Child labour", "Host: Awa Diop", "Dina Haddad", "Chiara Rossi"],
        ["Table 2 · Job creation", "Host: Bruno Costa", "Emil Novák"],
    ]


def test_during_a_move_the_cards_show_where_to_go(page, click):
    click(page.clock.toggle)
    click(page.clock.next)
    assert page.room.seats_heading.text() == "Where everybody goes for round 2"
    assert cards(page)[0] == ["Table 1 · Child labour", "Host: Awa Diop", "Emil Novák"]


def test_on_the_way_back_to_the_plenary_nobody_is_sent_to_a_table(page):
    page.bridge.do(StartSegment(segment="r1.move"))
    assert page.room.seats_heading.text() == "Where everybody goes for round 2"
    page.bridge.do(StartSegment(segment="r2.move"))
    assert page.room.seats_heading.text() == "Round 2"


def test_without_a_seating_the_way_to_the_rotation_is_shown(page, qtbot, click):
    page.bridge.do(ClearSeating())
    assert page.room.seats_heading.text() == "Nobody is seated yet"
    with qtbot.waitSignal(page.go_to_asked) as asked:
        click(page.room.go_seat)
    assert asked.args == ["rotation"]


# What was handed in


def cell(page, table, round_):
    return page.room.board.model.cell((table, round_))


def state(page, table, round_):
    """What the board says of a conversation, without its other lines."""
    text = cell(page, table, round_).data(Qt.ItemDataRole.AccessibleTextRole)
    return text.splitlines()[0].partition(": ")[2]


def line(page, row):
    """A line of the list beneath the grid."""
    model = page.room.board.round_model
    return [model.index(row, k).data() for k in range(model.columnCount())]


def choose(page, qtbot, table, round_):
    page.room.show_tab("hand_in")
    QTest.qWait(1)
    grid = page.room.board.grid
    spot = grid.visualRect(cell(page, table, round_)).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def test_the_board_shows_four_states_in_words_and_pictures(page):
    bridge = page.bridge
    bridge.do(record("c1", "t1", "r1"))
    bridge.do(DescribeConversation(table_id="t2", round_id="r1", state=HandIn.HANDED_IN))
    bridge.do(DescribeConversation(table_id="t2", round_id="r2", state=HandIn.CHECKED))
    places = [(t, r) for t in ("t1", "t2") for r in ("r1", "r2")]
    assert [state(page, t, r) for t, r in places] == [
        "In progress", "Nothing yet", "Handed in", "Checked",
    ]  # fmt: skip
    pictures = {
        cell(page, t, r).data(Qt.ItemDataRole.DecorationRole).cacheKey() for t, r in places
    }
    assert len(pictures) == 4


def test_a_round_is_told_with_its_note_takers_and_insights(page, qtbot):
    page.bridge.do(record("c1", "t2", "r2"))
    page.bridge.do(
        DescribeConversation(
            table_id="t2",
            round_id="r2",
            key_insight="Cities\nlearn first",
            note_taker_id="emil",
        )
    )
    choose(page, qtbot, "t2", "r2")
    assert page.room.board.doing.name.text() == "Table 2, round 2"
    assert line(page, 1) == ["2", "In progress", "1", "Emil Novák", "Cities learn first"]
    assert page.room.board.list.currentIndex().row() == 1


def test_the_tables_of_a_round_begin_right_beneath_what_can_be_done_with_one(page, qtbot):
    page.resize(1200, 720)
    choose(page, qtbot, "t1", "r1")
    doing = page.room.board.doing
    qtbot.waitUntil(lambda: doing.height() == doing.heightForWidth(doing.width()))


def test_a_click_and_a_choice_hand_a_conversation_in(page, qtbot, click):
    choose(page, qtbot, "t2", "r1")
    click(page.room.board.doing._buttons[0])
    assert page.bridge.workshop.hand_in("t2", "r1") is HandIn.HANDED_IN
    assert state(page, "t2", "r1") == "Handed in"
    assert page.bridge.sayings == ["Table 2, round 1: Handed in"]
    page.bridge.undo()
    assert state(page, "t2", "r1") == "Nothing yet"


def test_the_board_is_worked_from_the_keyboard(page, qtbot):
    page.room.show_tab("hand_in")
    grid = page.room.board.grid
    grid.setFocus()
    grid.setCurrentIndex(cell(page, "t1", "r1"))
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    qtbot.keyClicks(grid, "c")
    assert page.bridge.workshop.hand_in("t2", "r2") is HandIn.CHECKED
    qtbot.keyClicks(grid, "x")
    assert page.bridge.workshop.hand_in("t2", "r2") is HandIn.EMPTY
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert grid.menu.isVisible()
    qtbot.keyClick(grid.menu, Qt.Key.Key_Down)
    qtbot.keyClick(grid.menu, Qt.Key.Key_Return)
    assert page.bridge.workshop.hand_in("t2", "r2") is HandIn.HANDED_IN
    qtbot.keyClick(grid, Qt.Key.Key_Space)
    assert not page.bridge.workshop.clock.segment


def test_every_table_of_a_very_large_room_is_within_reach(bridge, show):
    bridge.do(FurnishRoom(n_tables=80, seats=5))
    bridge.do(PutRound(round=Round(id="r1", number=1)))
    page = show(LivePage(bridge))
    page.room.show_tab("hand_in")
    grid = page.room.board.grid
    assert grid.horizontalScrollBar().maximum() > 0
    page.room.board.choose((bridge.workshop.tables_in_order[-1].id, "r1"))
    cell = grid.visualRect(grid.currentIndex())
    assert grid.viewport().rect().contains(cell)
    assert cell.width() >= 9


def test_a_contribution_changes_only_its_own_cell(page):
    changed, resets = [], []
    model = page.room.board.model
    model.dataChanged.connect(lambda first, last: changed.append((first, last)))
    model.modelReset.connect(lambda: resets.append(1))
    page.bridge.do(record("c1", "t2", "r2"), origin="phone")
    assert not resets
    assert [(a.row(), a.column(), b.row(), b.column()) for a, b in changed] == [(1, 1, 1, 1)]
    page.bridge.do(WithdrawContribution(contribution_id="c1"))
    assert state(page, "t2", "r2") == "Nothing yet"


def test_a_draft_counts_as_in_progress(page):
    page.bridge.do(SaveDraft(table_id="t1", round_id="r1", content="{}"))
    assert state(page, "t1", "r1") == "In progress"


def test_the_list_follows_the_day_to_the_next_round(page, qtbot, click):
    click(page.clock.toggle)
    choose(page, qtbot, "t2", "r1")
    page.bridge.do(StartSegment(segment="r2.talk"))
    assert page.room.board.place == ("t2", "r2")


def test_what_is_missing_is_told_in_a_sentence(page, click):
    bridge, told = page.bridge, page.room.nudges
    assert told.text == ""
    click(page.clock.toggle)
    assert told.text == "No table has anything for round 1 yet."
    bridge.do(record("c1", "t1", "r1"))
    assert told.text == "Table 2 has nothing for round 1."
    bridge.do(record("c2", "t2", "r1"))
    assert told.text == ""
    click(page.clock.next)
    assert told.text == "Tables 1 and 2 have not handed in round 1."
    for table in ("t1", "t2"):
        bridge.do(DescribeConversation(table_id=table, round_id="r1", state=HandIn.HANDED_IN))
    assert told.text == "Everything up to round 1 is handed in."
    assert told.text == all_in(bridge.workshop, bridge.words)


def test_a_nudge_leads_to_the_form_of_the_table(page, click):
    click(page.clock.toggle)
    page.bridge.do(record("c1", "t1", "r1"))
    page.room.show_tab("hand_in")
    (chip,) = (b for b in page.room.nudges.findChildren(QPushButton) if b.isVisible())
    asked = []
    page.bridge.place_asked.connect(lambda *place: asked.append(place))
    click(chip)
    assert asked == [("capture", {"table": "t2", "round": "r1"})]


def test_in_the_window_a_nudge_opens_capture_at_the_table(small_bridge, qtbot):
    window = MainWindow(small_bridge)
    qtbot.addWidget(window)
    window.show()
    window.go_to_page("live")
    window.page.room.board.choose(("t2", "r2"))
    qtbot.keyClicks(window.page.room.board.grid, "o")
    assert window.key == "capture"
    assert (window.page.place()["table"], window.page.place()["round"]) == ("t2", "r2")


def test_at_the_harvest_the_page_says_what_is_still_missing(page):
    bridge = page.bridge
    bridge.do(record("c1", "t1", "r1"))
    bridge.do(SaveDraft(table_id="t2", round_id="r2", content="{}"))
    assert not page.missing.isVisible()
    bridge.do(StartSegment(segment="harvest"))
    assert not page.question.isVisible()
    assert list(page.missing.sentences) == [
        "Table 1 has nothing for round 2.",
        "Table 2 has not handed in round 2.",
        "Table 2 has nothing for round 1.",
        "1 text is typed and not recorded: table 2.",
        "2 conversations have no key insight.",
        "1 opportunity has nobody for its next step.",
    ]


def test_once_all_is_in_the_harvest_says_so(page):
    bridge = page.bridge
    for table in ("t1", "t2"):
        for round_ in ("r1", "r2"):
            bridge.do(
                DescribeConversation(
                    table_id=table, round_id=round_, key_insight="So", state=HandIn.CHECKED
                )
            )
    bridge.do(StartSegment(segment="harvest"))
    assert page.missing.text == "Everything is handed in and complete."


# Who is here


def people(page):
    return [person.name for person in page.room.presence.model.people]


def pill(page, name, which):
    view = page.room.presence.list
    row = people(page).index(name)
    index = page.room.presence.model.index(row)
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    option.rect = view.visualRect(index)
    return view.delegate.buttons(option)[which].center()


def test_three_letters_and_enter_check_a_person_in(page, qtbot):
    qtbot.keyClicks(page.clock.face, "p")
    search = page.room.presence.search
    assert search.hasFocus()
    qtbot.keyClicks(search, "nov")
    assert people(page) == ["Emil Novák"]
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert page.bridge.workshop.participants["emil"].presence is Presence.PRESENT
    assert search.text() == ""
    assert page.bridge.sayings == ["Emil Novák is here."]
    assert page.room.tabs[2].text() == "Presence 1 of 5"
    page.bridge.undo()
    assert page.room.tabs[2].text() == "Presence 0 of 5"


def test_a_guess_is_pointed_at_and_not_checked_in(page, qtbot):
    page.room.open_presence()
    qtbot.keyClicks(page.room.presence.search, "navak")
    qtbot.keyClick(page.room.presence.search, Qt.Key.Key_Return)
    assert page.bridge.workshop.participants["emil"].presence is Presence.EXPECTED
    assert page.room.presence.list.hasFocus()
    qtbot.keyClick(page.room.presence.list, Qt.Key.Key_Return)
    assert page.bridge.workshop.participants["emil"].presence is Presence.PRESENT


def test_the_next_name_is_typed_on_from_the_list_and_moves_no_clock(page, qtbot, click):
    click(page.clock.toggle)
    running = page.bridge.workshop.clock
    page.room.open_presence()
    presence = page.room.presence
    qtbot.keyClicks(presence.search, "navak")
    qtbot.keyClick(presence.search, Qt.Key.Key_Return)
    for letter in "bruno":
        qtbot.keyClicks(page.window().focusWidget(), letter)
    assert presence.search.text() == "bruno"
    assert people(page) == ["Bruno Costa"]
    assert page.bridge.workshop.clock == running


def test_a_no_show_takes_two_clicks_until_the_plan_is_repaired(page, qtbot, click):
    bridge = page.bridge
    page.start_or_pause()
    page.room.show_tab("presence")
    QTest.qWait(1)
    spot = pill(page, "Dina Haddad", Presence.ABSENT)
    view = page.room.presence.list.viewport()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=spot)
    assert bridge.workshop.participants["dina"].presence is Presence.ABSENT
    assert not any("Dina Haddad" in card for card in cards(page))
    card = page.room.repair
    qtbot.waitUntil(lambda: bool(card.repairs))
    assert card.heading.text() == "From round 2 on"
    assert card.reason.text() == "Not coming: Dina Haddad"
    click(card.using)
    seats = bridge.workshop.seats
    assert "r1/dina" in seats
    assert "r2/dina" not in seats
    assert not card.using.isVisible()
    assert card.state.text() == "It fits those in the room."
    assert bridge.sayings[-1] == "The plan is repaired from round 2 on."
    assert page.room.presence.search.hasFocus()  # ready for the next name


def test_a_latecomer_is_added_and_given_a_seat_from_the_next_round_on(page, qtbot, click):
    bridge, bar, card = page.bridge, page.room.presence.latecomer, page.room.repair
    page.start_or_pause()
    page.room.show_tab("presence")
    bar.open()
    qtbot.keyClicks(bar.given_name, "Zoe")
    qtbot.keyClicks(bar.family_name, "Sy")
    qtbot.keyClicks(bar.languages, "fr, en")
    qtbot.keyClick(bar.languages, Qt.Key.Key_Return)
    (late,) = (each for each in bridge.workshop.participants.values() if each.name == "Zoe Sy")
    assert late.presence is Presence.PRESENT
    assert late.languages == ("fr", "en")
    qtbot.waitUntil(lambda: bool(card.repairs))
    told = [card.moves.item(k).text() for k in range(card.moves.count())]
    assert any(text.startswith("Zoe Sy: table ") for text in told)
    assert "r1/" + late.id not in bridge.workshop.seats
    click(card.using)
    assert "r1/" + late.id not in bridge.workshop.seats
    assert "r2/" + late.id in bridge.workshop.seats
    assert [seat for id, seat in bridge.workshop.seats.items() if id.startswith("r1/")] == [
        seat for seat in SEATS if seat.round_id == "r1"
    ]
    bridge.undo()
    assert "r2/" + late.id not in bridge.workshop.seats


def test_nothing_is_repaired_that_is_over(page):
    page.bridge.do(StartSegment(segment="harvest"))
    page.bridge.do(MarkAbsent(participant_ids=frozenset({"dina"})))
    assert page.room.repair.state.text() == "No round is still to come."


def test_the_people_are_filtered_by_whether_they_are_here(page, click):
    page.bridge.do(CheckIn(participant_ids=frozenset({"awa", "emil"})))
    page.room.show_tab("presence")
    chips = page.room.presence._chips
    assert [chip.text() for chip in chips.values()] == [
        "Everybody 5", "Expected 3", "Here 2", "Not coming 0",
    ]  # fmt: skip
    click(chips[Presence.PRESENT])
    assert people(page) == ["Awa Diop", "Emil Novák"]


def test_latecomers_are_added_one_after_the_other_without_the_mouse(page, qtbot):
    page.room.show_tab("presence")
    bar = page.room.presence.latecomer
    bar.open()
    for given, family in (("Zoe", "Sy"), ("Ali", "Ben"), ("Nabil", "Rabat")):
        assert page.window().focusWidget() is bar.given_name
        qtbot.keyClicks(bar.given_name, given)
        qtbot.keyClicks(bar.family_name, family)
        qtbot.keyClick(bar.family_name, Qt.Key.Key_Return)
    assert bar.isVisible()
    assert bar.so_far.text() == "Added: Zoe Sy · Ali Ben · Nabil Rabat"
    assert len(page.bridge.workshop.participants) == 8
    qtbot.keyClick(bar.given_name, Qt.Key.Key_Escape)
    bar.open()
    assert "Zoe" not in bar.so_far.text()


def test_what_opens_the_form_of_a_latecomer_stays_under_the_pointer(page, qtbot, click):
    page.room.show_tab("presence")
    QTest.qWait(1)
    (opening,) = (b for b in page.room.presence.findChildren(QPushButton)
                  if b.text() == "Latecomer")  # fmt: skip
    before = opening.mapToGlobal(opening.rect().center())
    click(opening)
    QTest.qWait(1)
    assert page.room.presence.latecomer.isVisible()
    assert opening.mapToGlobal(opening.rect().center()) == before


def test_the_first_who_is_missing_moves_nothing_under_the_pointer(page, qtbot):
    page.start_or_pause()
    page.room.show_tab("presence")
    QTest.qWait(1)
    view = page.room.presence.list
    before, width = pill(page, "Dina Haddad", Presence.ABSENT), view.width()
    at = view.viewport().mapToGlobal(before)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=before)
    qtbot.waitUntil(lambda: bool(page.room.repair.repairs))
    QTest.qWait(1)
    assert view.width() == width
    assert view.viewport().mapToGlobal(pill(page, "Dina Haddad", Presence.ABSENT)) == at


def test_a_second_click_means_the_same_person_though_they_no_longer_fit_the_filter(
    page, qtbot, click
):
    page.room.show_tab("presence")
    click(page.room.presence._chips[Presence.EXPECTED])
    QTest.qWait(1)
    spot = pill(page, "Chiara Rossi", Presence.ABSENT)
    view = page.room.presence.list.viewport()
    for _ in range(2):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=spot)
    presences = {p.presence for p in page.bridge.workshop.participants.values()}
    assert presences == {Presence.EXPECTED}


def test_whoever_is_absent_sits_at_no_table_of_the_running_day(page):
    from worldcafe.ui.pages.capture.place import Surroundings

    page.bridge.do(MarkAbsent(participant_ids=frozenset({"dina"})))
    workshop = page.bridge.workshop
    assert [p.id for p in workshop.people_at("t1", "r1")] == ["awa", "dina", "chiara"]
    assert [p.id for p in workshop.people_coming("t1", "r1")] == ["awa", "chiara"]
    note = Surroundings(page.bridge)
    note.show_place(("t1", "r1"))
    assert note._people.text() == "Awa Diop (host) · Chiara Rossi"


def test_a_state_given_on_the_board_is_undone_as_done_here(page, qtbot, click):
    choose(page, qtbot, "t2", "r1")
    click(page.room.board.doing._buttons[0])
    assert page.bridge.to_undo.stage == "live"
    page.bridge.undo()
    assert page.bridge.sayings[-1] == "Undone in Live: conversation"


def test_the_main_key_means_the_clock_whether_a_repair_is_offered_or_not(small_bridge, qtbot):
    window = MainWindow(small_bridge)
    qtbot.addWidget(window)
    window.show()
    window.go_to_page("live")
    page = window.page
    page.start_or_pause()
    page.room.open_presence()
    small_bridge.do(MarkAbsent(participant_ids=frozenset({"dina"})))
    seats = small_bridge.workshop.seats
    for offered in (False, True):
        if offered:
            qtbot.waitUntil(lambda: bool(page.room.repair.repairs))
        for running in (False, True):
            window.act("main")
            assert (small_bridge.workshop.clock.paused_at is None) is running
    page.room.presence.latecomer.open()
    page.room.presence.search.setFocus()
    window.act("main")
    assert small_bridge.workshop.clock.paused_at is not None
    assert small_bridge.workshop.seats == seats
    assert not small_bridge.refusals


def test_what_the_board_says_was_handed_in_names_table_and_round(page, qtbot):
    page.room.show_tab("hand_in")
    page.room.board.choose(("t2", "r1"))
    qtbot.keyClicks(page.room.board.grid, "h")
    assert page.bridge.sayings[-1] == "Table 2, round 1: Handed in"


def test_of_several_who_are_called_so_the_person_chooses(page, qtbot):
    bridge = page.bridge
    for name in ("Diallo", "Martin"):
        bridge.do(PutParticipant(participant=Participant(id=name, given_name="Zoé",
                                                         family_name=name)))  # fmt: skip
    page.room.open_presence()
    presence = page.room.presence
    qtbot.keyClicks(presence.search, "zoe")
    qtbot.keyClick(presence.search, Qt.Key.Key_Return)
    assert all(p.presence is Presence.EXPECTED for p in bridge.workshop.participants.values())
    assert bridge.sayings[-1] == "2 people fit. Choose one, then Enter."
    assert presence.list.hasFocus()
    qtbot.keyClick(presence.list, Qt.Key.Key_Down)
    qtbot.keyClick(presence.list, Qt.Key.Key_Return)
    assert bridge.workshop.participants["Martin"].presence is Presence.PRESENT


def test_who_is_not_on_the_list_is_offered_as_a_latecomer_with_the_name_typed(
    page, qtbot, click
):
    page.room.open_presence()
    presence = page.room.presence
    bar = presence.latecomer
    qtbot.keyClicks(presence.search, "Aicha Ben Ali")
    assert presence.coming.isVisible()
    assert "Aicha Ben Ali" in presence.coming.text()
    click(presence.coming)
    assert (bar.given_name.text(), bar.family_name.text()) == ("Aicha Ben", "Ali")
    assert bar.organisation.hasFocus()
    qtbot.keyClick(bar.organisation, Qt.Key.Key_Return)
    assert presence.list.isVisible()
    names = {each.name for each in page.bridge.workshop.participants.values()}
    assert "Aicha Ben Ali" in names
    # Enter in the search does the same; a name that only this filter hides is no latecomer.
    qtbot.keyClicks(presence.search, "Oumar")
    qtbot.keyClick(presence.search, Qt.Key.Key_Return)
    assert (bar.given_name.text(), bar.family_name.hasFocus()) == ("Oumar", True)
    click(presence._chips[Presence.ABSENT])
    presence.search.setText("emil")
    assert not presence.list.isVisible()
    assert not presence.coming.isVisible()


def test_where_somebody_goes_is_never_cut_however_long_their_name(page, qtbot):
    late = Participant(id="late", given_name="Jean-Baptiste Emmanuel Marie-Joseph",
                       family_name="N’GUESSAN-OUATTARA DE LA FUENTE Y SANTOS")  # fmt: skip
    page.start_or_pause()
    page.room.open_presence()
    page.bridge.do(AddLatecomer(participant=late))
    moves = page.room.repair.moves
    qtbot.waitUntil(lambda: bool(page.room.repair.repairs))
    QApplication.processEvents()
    for item in map(moves.item, range(moves.count())):
        place = moves.visualItemRect(item)
        room = QRect(0, 0, place.width() - 2 * 8, 1_000)  # as the style sheet pads it
        wanted = moves.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, item.text())
        assert place.height() >= wanted.height() + 2 * 4
    assert moves.count()


def test_a_conversation_is_found_on_the_board_without_a_look_at_every_table(monkeypatch):
    model = BoardModel(words_for("en"))
    model.show_workshop(small_workshop(), "")
    monkeypatch.setattr(CafeTable, "__eq__", None)
    cell = model.cell(("t2", "r2"))
    assert (cell.row(), cell.column()) == (1, 1)
    assert not model.cell(("t3", "r1")).isValid()
