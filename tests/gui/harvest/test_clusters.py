"""Cards go from one cluster to another, by hand and by keyboard; a cluster can go."""

import pytest
from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from small_cafe import record
from worldcafe.domain.commands import ImportContributions, PutCluster
from worldcafe.domain.model import Cluster
from worldcafe.ui.pages.harvest.cluster_dialog import ClusterDialog


@pytest.fixture
def view(shown, bridge):
    bridge.do(PutCluster(cluster=Cluster(id="young", position=1, name="Young people"),
                         contribution_ids=("bus",)))  # fmt: skip
    bridge.do(PutCluster(cluster=Cluster(id="trade", position=2, name="Trade")))
    return shown("clusters")


def cluster_of(view, id):
    return view.bridge.workshop.contributions[id].cluster_id


def choose(view, key, *ids):
    column = view.columns[key]
    column.list.clearSelection()
    for id in ids:
        index = column.model.index(column.model.row_of(id))
        flag = column.list.selectionModel().SelectionFlag.Select
        column.list.selectionModel().setCurrentIndex(index, flag)


def drag(view, source, target, *ids):
    """Drop cards of one column on another, as the mouse would."""
    rows = (view.columns[source].model.row_of(each) for each in ids)
    model = view.columns[source].model
    mime = model.mimeData([model.index(each) for each in rows])
    viewport = view.columns[target].list.viewport()
    left, none, move = (
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.MoveAction,
    )  # fmt: skip
    place = QPointF(viewport.rect().center())
    QApplication.sendEvent(viewport, QDragEnterEvent(place.toPoint(), move, mime, left, none))
    QApplication.sendEvent(viewport, QDropEvent(place, move, mime, left, none))


def answer(act):
    def look():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ClusterDialog):
            act(dialog)
        else:
            QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)


def test_every_contribution_stands_in_its_column(view):
    titles = [made.name.text() for made in view.columns.values()]
    assert titles == ["No cluster yet", "Young people", "Trade"]
    assert [each.id for each in view.columns["young"].model.records] == ["bus"]
    assert len(view.columns[""].model.records) == 5


def test_a_card_is_dragged_into_a_cluster(view):
    drag(view, "", "trade", "market")
    assert cluster_of(view, "market") == "trade"
    assert [each.id for each in view.columns["trade"].model.records] == ["market"]
    view.bridge.undo()
    assert cluster_of(view, "market") is None


def test_several_cards_are_dragged_in_one_step_and_out_again(view):
    drag(view, "", "trade", "market", "idea")
    assert cluster_of(view, "idea") == "trade"
    drag(view, "trade", "", "market", "idea")
    assert not view.columns["trade"].model.records
    view.bridge.undo()
    view.bridge.undo()
    assert cluster_of(view, "idea") is None


def test_ctrl_and_an_arrow_carry_the_chosen_cards_to_the_next_column(view):
    choose(view, "", "market")
    view.columns[""].list.setFocus()
    QTest.keyClick(view.columns[""].list, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert cluster_of(view, "market") == "young"
    young = view.columns["young"]
    assert view.window().focusWidget() is young.list
    assert young.chosen() == ("market",)
    QTest.keyClick(young.list, Qt.Key.Key_Delete)
    assert cluster_of(view, "market") is None


def test_a_new_cluster_takes_the_chosen_cards(view, qtbot):
    choose(view, "", "market", "meals")

    def act(dialog):
        assert not dialog.agree.isEnabled()
        dialog.name.setText("Food")
        dialog.theme.show_value("job_creation")
        dialog.agree.click()

    answer(act)
    qtbot.mouseClick(view.making, Qt.MouseButton.LeftButton)
    made = next(c for c in view.bridge.workshop.clusters.values() if c.name == "Food")
    assert made.theme == "job_creation"
    assert cluster_of(view, "market") == cluster_of(view, "meals") == made.id
    view.bridge.undo()
    assert made.id not in view.columns


def test_a_cluster_is_renamed_and_removed_and_its_cards_stay(view, qtbot):
    def menu_of(key):
        view.columns[key].more.click()
        return next(each for each in view.findChildren(QMenu) if each.isVisible())

    def act(dialog):
        dialog.name.setText("Youth")
        dialog.agree.click()

    menu = menu_of("young")
    answer(act)
    menu.actions()[0].trigger()
    assert view.columns["young"].name.text() == "Youth"
    menu = menu_of("young")
    menu.actions()[1].trigger()
    menu.close()
    assert "young" not in view.columns
    assert "bus" in [each.id for each in view.columns[""].model.records]


def test_a_name_that_is_taken_is_refused_in_words(view, qtbot):
    def act(dialog):
        dialog.name.setText("TRADE")
        dialog.agree.click()

    answer(act)
    qtbot.mouseClick(view.making, Qt.MouseButton.LeftButton)
    assert "TRADE" in view.bridge.refusals[-1]


def test_by_theme_a_contribution_stands_under_each_of_its_themes(view, qtbot):
    qtbot.mouseClick(view.by.buttons["theme"], Qt.MouseButton.LeftButton)
    named = {made.name.text(): len(made.model.records) for made in view.columns.values()}
    assert named == {"Child labour": 2, "Job creation": 2, "No theme": 2}
    assert not view.making.isVisible()


def test_enter_opens_the_chosen_card_in_the_list(view, harvest):
    choose(view, "", "market")
    QTest.keyClick(view.columns[""].list, Qt.Key.Key_Return)
    assert harvest.key == "list"
    assert harvest.list.detail.item_id == "market"


def ids_in(made):
    return [item.id for item in made.model.records]


def test_what_the_search_finds_is_moved_in_one_go(view, bridge):
    everything = {item.id for item in bridge.workshop.standing}
    view.search.setText("bus")
    found = {each for made in view.columns.values() for each in ids_in(made)}
    assert found
    assert found < everything
    view.choose_found()
    assert {*view.chosen} == found
    view.put(view.chosen, "trade")
    assert {cluster_of(view, id) for id in found} == {"trade"}
    bridge.undo()
    assert cluster_of(view, "bus") == "young"
    view.search.clear()
    assert {
        item.id for made in view.columns.values() for item in made.model.records
    } == everything


def test_a_cluster_is_suggested_and_made_of_the_cards_that_are_selected(view, bridge, qtbot):
    alike = tuple(
        record(f"alike{k}", title=f"Evening schools {k}", themes=("skills",),
               activities=("training",)).contribution
        for k in range(4)
    )  # fmt: skip
    bridge.do(ImportContributions(contributions=alike))
    with qtbot.waitSignal(view.suggestions.found, timeout=60_000):
        view.suggesting.click()
    ids = {item.id for item in alike}
    assert {*view.chosen} >= ids
    assert {item.id for item in view.columns[""].model.records[: len(view.chosen)]} >= ids
    assert view.hint.text()
    answer(lambda dialog: (dialog.name.setText("Schools"), dialog.accept()))
    view.make()
    made = next(c for c in bridge.workshop.clusters.values() if c.name == "Schools")
    assert {cluster_of(view, id) for id in ids} == {made.id}
