"""A desk in a workshop of several rooms, and one that never hears of them."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt

from pseudo_desk import said_by
from worldcafe.domain.clock import CueKind, running_round
from worldcafe.domain.commands import (
    EndDay,
    PauseClock,
    PutParticipant,
    PutTablesInRoom,
    SetClocks,
    SetSeatingRules,
    SpreadRooms,
    StartSegment,
)
from worldcafe.domain.projection import Choice, Scene
from worldcafe.prints import What
from worldcafe.ui.pages.capture.page import CapturePage
from worldcafe.ui.pages.live.page import LivePage
from worldcafe.ui.pages.people.page import PeoplePage
from worldcafe.ui.pages.people.table import ROOM
from worldcafe.ui.pages.prepare.page import PreparePage
from worldcafe.ui.pages.rotation.page import RotationPage
from worldcafe.ui.printing.dialog import PrintDialog
from worldcafe.ui.projector.projector import Projector
from worldcafe.ui.sound import Bell

H = Qt.Orientation.Horizontal
NAMES = ("Aula Magna", "Glasshouse")
OF_ROOMS = {
    "All rooms", "The room this desk shows", "What this desk and its projector show",
    "People stay in one room all day", "Where tables stand", "All rooms together",
    "Each room by its own clock", "By which clock rooms go", "The rooms",
}  # fmt: skip
PAGES = (PreparePage, RotationPage, LivePage, CapturePage)


@pytest.fixture
def rooms(turin_bridge):
    turin_bridge.do(SpreadRooms(rooms=NAMES))
    return turin_bridge


@pytest.mark.parametrize("page", PAGES)
def test_with_one_room_no_page_speaks_of_rooms(page, turin_bridge, show):
    ids = frozenset(turin_bridge.workshop.tables)
    turin_bridge.do(PutTablesInRoom(table_ids=ids, room="Aula Magna"))
    texts = set(said_by(show(page(turin_bridge))))
    assert not texts & OF_ROOMS
    assert not any("Aula Magna" in text for text in texts)


def test_with_one_room_printing_does_not_ask_for_it(turin_bridge, show, qtbot):
    parent = show(LivePage(turin_bridge))
    dialog = PrintDialog(turin_bridge, parent, What.BADGES)
    qtbot.addWidget(dialog)
    assert not dialog.room.isVisibleTo(dialog)
    qtbot.waitUntil(lambda: dialog.pages is not None)


def test_a_desk_shows_its_room_on_every_page_of_the_day_and_on_the_projector(rooms, show):
    workshop = rooms.workshop
    here = [table.number for table in workshop.tables_in("Glasshouse")]
    live, capture = show(LivePage(rooms)), show(CapturePage(rooms))
    projector = Projector(rooms)
    projector.show_what(Choice.PLACES)
    choice = live.room.choice.rooms
    assert choice.isVisibleTo(live)
    choice.setCurrentIndex(choice.findData("Glasshouse"))
    choice.changed.emit()
    board = live.room.board.model
    assert board.columnCount() == len(here)
    assert [int(board.headerData(k, H)) for k in range(len(here))] == here
    offered = capture.picker.tables
    ids = {offered.itemData(k) for k in range(offered.count())} - {capture.picker.place[0]}
    assert ids == set(rooms.here.tables)
    assert {table.number for table in rooms.here.tables_in_order} == set(here)
    view = projector.window.views[projector.window.scene]
    assert {entry.table for entry in view.names._entries} <= set(here)
    rooms.show_room("")
    assert board.columnCount() == len(workshop.tables)
    projector.let_go()


def test_the_room_of_a_desk_is_remembered_and_forgotten_with_the_room(rooms):
    rooms.show_room("Glasshouse")
    assert rooms.room == "Glasshouse"
    ids = frozenset(rooms.workshop.tables)
    rooms.do(PutTablesInRoom(table_ids=ids, room=""))
    assert rooms.room == ""
    assert rooms.here is rooms.workshop


def test_several_tables_are_given_a_room_at_once(turin_bridge, show):
    page = show(PreparePage(turin_bridge)).room
    select = QItemSelectionModel.SelectionFlag.Select
    page.choose(turin_bridge.workshop.tables_in_order[0].id)
    for row in (1, 2):
        page.view.selectionModel().select(page.model.index(row), select)
    asked = page.ask_where_they_stand()
    asked.setTextValue("Glasshouse")
    asked.accept()
    tables = turin_bridge.workshop.tables_in_order
    assert [table.room for table in tables[:4]] == ["Glasshouse"] * 3 + [""]
    assert turin_bridge.workshop.rooms == ("Glasshouse",)
    turin_bridge.undo()
    assert turin_bridge.workshop.rooms == ()


def test_whether_people_stay_in_their_room_is_a_rule_that_can_be_ticked(rooms, show):
    page = show(RotationPage(rooms))
    page.side.rules.rooms.click()
    assert not rooms.workshop.seating_rules.stay_in_room


A, B = NAMES


@pytest.fixture
def apart(rooms):
    rooms.do(SetClocks(by_room=True))
    return rooms


def segments(bridge):
    return [bridge.workshop.clock_in(room).segment for room in NAMES]


def in_round(bridge, room, n):
    """Round `n` begins in a room."""
    key = bridge.workshop.rounds_in_order[n - 1].id
    bridge.do(StartSegment(segment=f"{key}.talk", room=room))


def chosen(choice, value):
    choice.setCurrentIndex(choice.findData(value))


def test_rooms_go_by_their_own_clocks_as_soon_as_somebody_wants_it(rooms, show):
    choice = show(LivePage(rooms)).room.choice.clocks
    assert choice.currentText() == "All rooms together"
    chosen(choice, True)
    assert rooms.workshop.is_apart
    assert rooms.sayings[-1] == "Each room goes by its own clock."
    chosen(choice, False)
    assert not rooms.workshop.is_apart


def test_clocks_of_their_own_are_refused_where_people_change_rooms(rooms, show):
    rules = rooms.workshop.seating_rules.but(stay_in_room=False)
    rooms.do(SetSeatingRules(rules=rules))
    choice = show(LivePage(rooms)).room.choice.clocks
    chosen(choice, True)
    assert not rooms.workshop.is_apart
    assert "stay in one room" in rooms.refusals[-1]
    assert choice.currentText() == "All rooms together"


def test_a_desk_moves_the_clock_of_the_room_it_shows_and_no_other(apart, show):
    page = show(LivePage(apart))
    apart.show_room(B)
    assert page.clock.isVisibleTo(page)
    assert not page.clocks.isVisibleTo(page)
    page.clock.toggle.click()
    first = apart.workshop.clock_in(B).segment
    assert (segments(apart), bool(first)) == (["", first], True)
    page.clock.toggle.click()
    assert apart.workshop.clock_in(B).paused_at
    page.clock.more.click()
    page.clock.next.click()
    assert apart.workshop.clock_in(B).segment not in ("", first)
    page.clock.back.click()
    assert segments(apart) == ["", first]
    apart.show_room(A)
    assert page.clock.toggle.text() == "Start"
    assert not apart.workshop.clock_in(A).passages


def test_the_projector_and_capture_go_by_the_room_of_the_desk(apart, show):
    in_round(apart, A, 1)
    in_round(apart, B, 2)
    projector = Projector(apart)
    capture = show(CapturePage(apart))
    read = {}
    for room in NAMES:
        apart.show_room(room)
        projector.window.show_workshop()
        view = projector.window.views[Scene.QUESTION]
        read[room] = view.heading.texts
        table = apart.workshop.tables_in(room)[0].id
        capture.picker.go((table, apart.workshop.rounds_in_order[3].id))
        capture._on_picked()
        running = running_round(apart.here)
        assert capture.desk.surroundings._running.text() == f"Round {running.number} is running"
    assert read[A] != read[B]
    projector.let_go()


def test_a_bell_rings_for_the_room_that_is_shown_and_not_for_a_change_of_room(apart):
    in_round(apart, A, 1)
    apart.show_room(A)
    bell = Bell(apart)
    bell.stop()
    rung = []
    bell.rang.connect(rung.append)
    apart.show_room(B)
    bell.look()
    assert not rung
    in_round(apart, A, 2)
    bell.look()
    assert not rung
    apart.show_room(A)
    in_round(apart, A, 3)
    bell.look()
    assert [each.kind for each in rung] == [CueKind.END]


def test_a_desk_of_all_rooms_sees_their_clocks_side_by_side(apart, show):
    page = show(LivePage(apart))
    assert page.clocks.isVisibleTo(page)
    assert not page.clock.isVisibleTo(page)
    lines = page.clocks.lines
    assert list(lines) == list(NAMES)
    assert [line.part.text() for line in lines.values()] == ["not begun yet"] * 2
    lines[B].toggle.click()
    assert [bool(key) for key in segments(apart)] == [False, True]
    assert lines[B].toggle.accessibleName() == f"Pause in {B}"
    assert page.clocks.toggle.text() == "Pause all rooms"
    lines[B].next.click()
    page.clocks.next.click()
    begun, further = segments(apart)
    assert begun
    assert further != begun
    page.clocks.toggle.click()
    assert all(clock.paused_at for clock in apart.workshop.clocks)
    assert page.clocks.toggle.text() == "Go on in all rooms"
    page.clocks.toggle.click()
    assert not any(clock.paused_at for clock in apart.workshop.clocks)
    for line in lines.values():
        assert line.time.text()


def test_one_clock_again_says_what_it_will_do_and_asks(apart, show, answer):
    in_round(apart, A, 1)
    in_round(apart, B, 2)
    page = show(LivePage(apart))
    choice = page.room.choice.clocks
    answer("Not yet")
    chosen(choice, False)
    assert apart.workshop.is_apart
    assert choice.currentText() == "Each room by its own clock"
    apart.show_room(B)
    asked = answer("All rooms together")
    chosen(choice, False)
    assert set(asked) == {"Let all rooms go by one clock?"}
    assert not apart.workshop.is_apart
    assert running_round(apart.workshop).number == 2


def test_the_day_is_over_when_it_is_over_in_every_room(apart, show):
    page = show(LivePage(apart))
    in_round(apart, A, 4)
    in_round(apart, B, 4)
    apart.do(EndDay(room=A))
    assert page.clocks.lines[A].part.text() == "ended"
    apart.show_room(A)
    assert page.clock.ended
    apart.show_room(B)
    assert not page.clock.ended
    apart.do(PauseClock(room=B))
    assert page.clock.toggle.text() == "Go on"


def test_a_desk_of_all_rooms_shows_who_sits_where_in_the_round_of_each(apart, show):
    in_round(apart, A, 2)
    in_round(apart, B, 1)
    page = show(LivePage(apart))
    assert page.room.seats_heading.text() == f"{A}: round 2 · {B}: round 1"
    workshop, model = apart.workshop, page.room.seats_model
    for k, table in enumerate(workshop.tables_in_order):
        n = 2 if table.room == A else 1
        told = model.data(model.index(k, 0))
        assert told.startswith(f"Table {table.number}, round {n}")
        round_id = workshop.rounds_in_order[n - 1].id
        coming = workshop.people_coming(table.id, round_id)
        assert len(told.splitlines()) == 1 + len(coming)
    in_round(apart, B, 2)
    assert page.room.seats_heading.text() == "Round 2"
    first = model.data(model.index(0, 0))
    assert first.splitlines()[0].partition(" · ")[0] == "Table 1"


def test_the_room_of_a_person_is_a_column_once_a_list_says_it(rooms, show):
    page = show(PeoplePage(rooms))
    table, entry = page.list.table, page.list._of_rooms
    assert table.isColumnHidden(ROOM)
    assert entry.isVisible()
    person = next(iter(rooms.workshop.participants.values()))
    rooms.do(PutParticipant(participant=person.but(room="glasshouse")))
    assert not table.isColumnHidden(ROOM)
    row = table.records.index(table.records.row_of(person.id), ROOM)
    assert row.data() == "glasshouse"
    assert row.data(Qt.ItemDataRole.DecorationRole) is None
    assert table.records.setData(row, "Cellar")
    assert rooms.workshop.participants[person.id].room == "Cellar"
    assert row.data(Qt.ItemDataRole.DecorationRole) is not None
    assert "No table stands in a room of this name." in row.data(Qt.ItemDataRole.ToolTipRole)
    for _ in range(2):
        rooms.undo()
    assert table.isColumnHidden(ROOM)


def test_with_one_room_the_list_of_people_offers_no_column_for_it(turin_bridge, show):
    page = show(PeoplePage(turin_bridge))
    assert page.list.table.isColumnHidden(ROOM)
    assert not page.list._of_rooms.isVisible()
