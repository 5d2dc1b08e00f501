"""A desk in a workshop of several rooms, and one that never hears of them."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt

from pseudo_desk import said_by
from worldcafe.domain.commands import PutTablesInRoom, SpreadRooms
from worldcafe.domain.projection import Choice
from worldcafe.prints import What
from worldcafe.ui.pages.capture.page import CapturePage
from worldcafe.ui.pages.live.page import LivePage
from worldcafe.ui.pages.prepare.page import PreparePage
from worldcafe.ui.pages.rotation.page import RotationPage
from worldcafe.ui.printing.dialog import PrintDialog
from worldcafe.ui.projector.projector import Projector

H = Qt.Orientation.Horizontal
NAMES = ("Aula Magna", "Glasshouse")
OF_ROOMS = {
    "All rooms", "The room this desk shows", "What this desk and its projector show",
    "People stay in one room all day", "Where tables stand",
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
    choice = live.room.rooms
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
