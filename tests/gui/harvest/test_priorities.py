"""A point that is dragged or moved by an arrow gets both ratings, in one step."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from worldcafe.domain.commands import CastVotes, EditContribution


@pytest.fixture
def view(shown, bridge):
    for id in ("bus", "market"):
        said = {"impact": 2, "feasibility": 4}
        bridge.do(EditContribution(contribution_id=id, changes=said))
    return shown("priorities")


def rating(view, id):
    item = view.bridge.workshop.contributions[id]
    return item.impact, item.feasibility


def drag(view, qtbot, id, impact, feasibility):
    picture = view.picture
    start, end = picture.place_of(id), picture.middle_of(impact, feasibility)
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(picture, left, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(picture, start + QPoint(12, -12))
    QTest.mouseMove(picture, end)
    QTest.mouseRelease(picture, left, Qt.KeyboardModifier.NoModifier, end)


def test_dragging_a_point_sets_both_ratings_in_one_step(view, qtbot):
    seq = view.bridge.document.seq
    drag(view, qtbot, "bus", 5, 1)
    assert rating(view, "bus") == (5, 1)
    assert view.bridge.document.seq == seq + 1
    view.bridge.undo()
    assert rating(view, "bus") == (2, 4)


def test_a_click_chooses_a_point_and_changes_nothing(view, qtbot):
    seq = view.bridge.document.seq
    qtbot.mouseClick(
        view.picture, Qt.MouseButton.LeftButton, pos=view.picture.place_of("market")
    )
    assert view.picture.selected == "market"
    assert view.title.text() == "A covered market for street vendors"
    assert view.bridge.document.seq == seq


def test_points_that_share_a_place_fan_out(view):
    one, other = view.picture.place_of("bus"), view.picture.place_of("market")
    assert (one - other).manhattanLength() > 10
    middle = view.picture.middle_of(2, 4)
    for place in (one, other):
        assert (place - middle).manhattanLength() < view.picture.width() / 5


def test_arrows_move_the_chosen_point_and_stop_at_the_edge(view):
    view.picture.setFocus()
    view.picture.select("bus")
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(view.picture, key)
    assert rating(view, "bus") == (3, 5)
    assert view.picture.selected == "bus"
    QTest.keyClick(view.picture, Qt.Key.Key_PageDown)
    assert view.picture.selected == "market"
    QTest.keyClick(view.picture, Qt.Key.Key_Delete)
    assert rating(view, "market") == (None, None)


def test_the_tray_holds_the_opportunities_that_are_not_rated(view):
    assert [item.id for item in view.tray_model.records] == ["lessons", "cours"]
    assert view.waiting.text() == "2 opportunities not rated"


def test_a_card_of_the_tray_is_dropped_into_the_picture(view):
    mime = view.tray_model.mimeData([view.tray_model.index(0)])
    place = QPointF(view.picture.middle_of(4, 5))
    view.picture.dropEvent(
        QDropEvent(place, Qt.DropAction.MoveAction, mime, Qt.MouseButton.LeftButton,
                   Qt.KeyboardModifier.NoModifier)
    )  # fmt: skip
    assert rating(view, "lessons") == (4, 5)
    assert view.picture.selected == "lessons"
    assert [item.id for item in view.tray_model.records] == ["cours"]


def test_enter_puts_a_card_into_the_middle_and_arrows_go_on(view):
    view.tray.setFocus()
    view.tray.setCurrentIndex(view.tray_model.index(1))
    QTest.keyClick(view.tray, Qt.Key.Key_Return)
    assert rating(view, "cours") == (3, 3)
    assert view.picture.hasFocus()
    QTest.keyClick(view.picture, Qt.Key.Key_Up)
    assert rating(view, "cours") == (4, 3)


def test_points_are_larger_the_more_dots_they_have(view):
    view.bridge.do(CastVotes(dots={"bus": 5}, participant_id="dina"))
    places = view.picture._places
    assert places["bus"][1] > places["market"][1]


def test_every_theme_has_a_shape_of_its_own(view):
    shapes = {look.shape for look in view.facts.looks}
    assert len(shapes) == len(list(view.facts.looks))
    view.picture.grab()


def test_ratings_made_elsewhere_show_at_once(view):
    said = {"impact": 5, "feasibility": 5}
    view.bridge.do(EditContribution(contribution_id="bus", changes=said), origin="phone")
    assert view.picture.place_of("bus") == view.picture.middle_of(5, 5)
