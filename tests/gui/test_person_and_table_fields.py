"""What a seating needs to know of people and tables is entered where they are listed."""

import pytest
from PySide6.QtCore import Qt

from worldcafe.domain.model import Participant
from worldcafe.domain.vocabulary import Presence
from worldcafe.ui.pages.people.table import OPTIONAL, PeopleTable


@pytest.fixture
def table(turin_bridge, qtbot):
    made = PeopleTable(turin_bridge)
    qtbot.addWidget(made)
    made.show_everybody(turin_bridge.workshop)
    return made


def entered(table, bridge, heading, value):
    """The first person once this was entered in the column of this heading."""
    headings = [column.heading for column in table.records.columns]
    person = table.records.record(table.records.index(0, 0))
    cell = table.records.index(0, headings.index(heading))
    assert table.records.flags(cell) & Qt.ItemFlag.ItemIsEditable
    assert table.records.setData(cell, value)
    return bridge.workshop.participants[person.id]


def test_delegation_access_presence_and_discretion_are_entered_in_their_cells(
    table, turin_bridge
):
    assert entered(table, turin_bridge, "Delegation", " Dakar ").delegation == "Dakar"
    assert entered(table, turin_bridge, "Needs an accessible table", "yes").needs_access
    absent = entered(table, turin_bridge, "In the room", "absent")
    assert absent.presence is Presence.ABSENT
    assert entered(table, turin_bridge, "Not to be named", "yes").name_hidden
    table.show_everybody(turin_bridge.workshop)
    assert not entered(table, turin_bridge, "Not to be named", "").name_hidden


def test_what_few_lists_have_is_shown_only_when_asked_for(table):
    hidden = {k for k in range(len(table.records.columns)) if table.isColumnHidden(k)}
    assert hidden == set(OPTIONAL)
    shown = [c.heading for k, c in enumerate(table.records.columns) if k not in hidden]
    assert "Delegation" not in shown


def test_a_person_who_needs_nothing_shows_nothing(table, turin_bridge):
    headings = [column.heading for column in table.records.columns]
    column = table.records.columns[headings.index("Needs an accessible table")]
    assert column.text(Participant(id="x", given_name="Ada")) == ""
    assert column.text(Participant(id="x", given_name="Ada", needs_access=True)) == "Yes"


def test_a_table_is_marked_accessible_or_closed_beside_the_room_plan(turin_bridge, show):
    from worldcafe.ui.pages.prepare.page import PreparePage

    page = show(PreparePage(turin_bridge))
    editor = page.room.editor
    first, second = turin_bridge.workshop.tables_in_order[:2]
    editor.show_table(first)
    editor.accessible.click()
    editor.show_table(turin_bridge.workshop.tables[first.id])
    editor.closed.click()
    kept = turin_bridge.workshop.tables[first.id]
    assert (kept.accessible, kept.closed) == (True, True)
    editor.show_table(second)
    assert not editor.accessible.isChecked()
    assert not turin_bridge.workshop.tables[second.id].accessible
