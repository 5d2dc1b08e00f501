"""Dots are placed by one person for many; nobody gets more than their share."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from worldcafe.domain.commands import CastVotes, MergeContributions, SetVoting
from worldcafe.domain.harvest import dots
from worldcafe.domain.merging import proposed_merge
from worldcafe.domain.vocabulary import VoteBy
from worldcafe.ui.pages.harvest.ballots import OWN


@pytest.fixture
def view(shown, bridge):
    bridge.do(SetVoting(votes_by=VoteBy.PERSON, dots_each=3))
    return shown("votes")


def vote_as(view, name):
    view.name.setFocus()
    view.name.clear()
    QTest.keyClicks(view.name, name)
    QTest.keyClick(view.name, Qt.Key.Key_Return)


def stand_on(view, id):
    view.table.setCurrentIndex(view.model.index(view.model.row_of(id), OWN))


def press(view, id, key, times=1):
    for _ in range(times):
        stand_on(view, id)
        QTest.keyClick(view.table, key)


def test_plus_places_a_dot_and_the_row_with_most_dots_comes_first(view):
    vote_as(view, "Dina Haddad")
    assert view.table.hasFocus()
    press(view, "meals", Qt.Key.Key_Plus, 2)
    assert dots(view.bridge.workshop) == {"meals": 2}
    assert view.model.records[0].id == "meals"
    assert view.left.text() == "1 dot left"
    press(view, "meals", Qt.Key.Key_Minus)
    assert view.left.text() == "2 dots left"


def test_a_dot_too_many_is_refused_in_words_and_none_is_placed(view):
    vote_as(view, "Dina Haddad")
    press(view, "meals", Qt.Key.Key_Plus, 4)
    assert dots(view.bridge.workshop) == {"meals": 3}
    assert "3" in view.bridge.refusals[-1]


def test_enter_goes_to_the_next_voter_and_leaves_the_first_ones_dots(view):
    vote_as(view, "Dina Haddad")
    press(view, "meals", Qt.Key.Key_Plus)
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    assert view.name.hasFocus()
    assert view.name.text() == ""
    vote_as(view, "Bruno Costa")
    press(view, "meals", Qt.Key.Key_Plus)
    assert dots(view.bridge.workshop) == {"meals": 2}
    assert view.count.text() == "2 dots · 2 voters"
    view.bridge.undo()
    assert dots(view.bridge.workshop) == {"meals": 1}


def test_part_of_a_name_is_enough_and_a_stranger_is_refused_in_words(view):
    vote_as(view, "hadd")
    assert view.voter.participant_id == "dina"
    vote_as(view, "Zorro")
    assert "Zorro" in view.bridge.refusals[-1]


def test_the_buttons_in_a_row_do_the_same(view, qtbot):
    vote_as(view, "Dina Haddad")
    stand_on(view, "bus")
    cell = view.table.visualRect(view.table.currentIndex())
    qtbot.mouseClick(
        view.table.viewport(), Qt.MouseButton.LeftButton,
        pos=QPoint(cell.right() - 8, cell.center().y()),
    )  # fmt: skip
    assert dots(view.bridge.workshop) == {"bus": 1}
    cell = view.table.visualRect(view.table.currentIndex())
    qtbot.mouseClick(
        view.table.viewport(), Qt.MouseButton.LeftButton,
        pos=QPoint(cell.left() + 8, cell.center().y()),
    )  # fmt: skip
    assert dots(view.bridge.workshop) == {}


def test_tables_vote_one_after_the_other(view, qtbot):
    qtbot.mouseClick(view.by.buttons["table"], Qt.MouseButton.LeftButton)
    assert view.bridge.workshop.about.votes_by is VoteBy.TABLE
    vote_as(view, "1")
    press(view, "bus", Qt.Key.Key_Plus)
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    assert view.name.text() == "2"
    press(view, "bus", Qt.Key.Key_Plus)
    voters = {vote.table_id for vote in view.bridge.workshop.votes.values()}
    assert voters == {"t1", "t2"}


def test_dots_on_the_wall_are_typed_as_a_number(view, qtbot):
    qtbot.mouseClick(view.by.buttons["wall"], Qt.MouseButton.LeftButton)
    stand_on(view, "market")
    view.table.setFocus()
    QTest.keyClicks(view.table, "1")
    editor = view.table.viewport().findChild(QLineEdit)
    QTest.keyClicks(editor, "7")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dots(view.bridge.workshop) == {"market": 17})
    assert view.bridge.workshop.about.votes_by is VoteBy.PERSON


def test_a_voter_keeps_the_dots_given_to_what_was_merged_since(view):
    workshop = view.bridge.workshop
    view.bridge.do(CastVotes(dots={"lessons": 1, "cours": 1}, participant_id="dina"))
    items = [workshop.contributions[each] for each in ("lessons", "cours")]
    merged = proposed_merge(items, "m")
    view.bridge.do(MergeContributions(contribution_ids=("lessons", "cours"), merged=merged))
    vote_as(view, "Dina Haddad")
    assert view.left.text() == "1 dot left"
    press(view, "bus", Qt.Key.Key_Plus)
    assert dots(view.bridge.workshop) == {"m": 2, "bus": 1}


def test_without_a_voter_a_dot_asks_who_places_it(view):
    press(view, "bus", Qt.Key.Key_Plus)
    assert view.bridge.refusals == ["Choose who places the dots first."]
    assert not view.bridge.workshop.votes


def test_the_number_of_dots_each_is_set_here(view, qtbot):
    view.each._on_more()
    assert view.bridge.workshop.about.dots_each == 4
    assert view.bridge.document.next_undo == "SetVoting"


def test_searching_narrows_and_keeps_what_was_placed(view):
    vote_as(view, "Dina Haddad")
    view.search.setText("meals")
    assert [item.id for item in view.model.records] == ["meals"]
    press(view, "meals", Qt.Key.Key_Plus)
    view.search.clear()
    assert view.model.records[0].id == "meals"
