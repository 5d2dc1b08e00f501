"""What an earlier workshop left open is followed in the next one."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from small_cafe import build, record
from worldcafe.document import Document
from worldcafe.domain.commands import PutOpenPoint
from worldcafe.domain.model import NextStep, OpenPoint
from worldcafe.domain.vocabulary import StepStatus
from worldcafe.ui.settings import Settings
from worldcafe.ui.shell.app import Desktop
from worldcafe.ui.shell.follow_up import FollowUpDialog

POINT = OpenPoint(
    id="p1",
    reference="O-017",
    workshop_title="Lima 2025",
    kind="opportunity",
    title="Twin the two cities",
    next_step=NextStep(owner="Awa Diop"),
)


@pytest.fixture
def view(shown, bridge):
    bridge.do(PutOpenPoint(point=POINT))
    return shown("before")


def cell(view, heading):
    return view.proxy.index(0, [each.heading for each in view.model.columns].index(heading))


def point(view):
    return view.bridge.workshop.open_points["p1"]


def test_an_open_point_shows_where_it_comes_from(view, harvest):
    assert cell(view, "Ref.").data() == "O-017"
    assert cell(view, "Workshop").data() == "Lima 2025"
    assert harvest.bar.buttons["before"].text() == "From before  1"


def test_status_and_outcome_are_edited_in_their_cells(view, harvest):
    view.proxy.setData(cell(view, "Status"), "done")
    view.proxy.setData(cell(view, "What became of it"), "The mayors signed in June.")
    assert point(view).next_step.status is StepStatus.DONE
    assert point(view).next_step.owner == "Awa Diop"
    assert point(view).outcome == "The mayors signed in June."
    assert harvest.bar.buttons["before"].text() == "From before"
    view.bridge.undo()
    assert point(view).outcome == ""


def test_only_open_ones_are_shown_on_request(view, qtbot):
    view.proxy.setData(cell(view, "Status"), "dropped")
    qtbot.mouseClick(view.only_open, Qt.MouseButton.LeftButton)
    assert view.proxy.rowCount() == 0
    qtbot.mouseClick(view.only_open, Qt.MouseButton.LeftButton)
    assert view.proxy.rowCount() == 1


def test_a_point_is_added_and_removed(view, qtbot):
    view.adding.setFocus()
    QTest.keyClicks(view.adding, "Send the minutes")
    QTest.keyClick(view.adding, Qt.Key.Key_Return)
    titles = [each.title for each in view.bridge.workshop.open_points.values()]
    assert titles == ["Twin the two cities", "Send the minutes"]
    view.table.setCurrentIndex(view.proxy.index(1, 1))
    view.table.setFocus()
    QTest.keyClick(view.table, Qt.Key.Key_Delete)
    assert list(view.bridge.workshop.open_points) == ["p1"]


# --- the follow-up workshop --------------------------------------------------------------


@pytest.fixture
def earlier(tmp_path):
    """A workshop with an opportunity that is still open."""
    path = tmp_path / "turin.worldcafe"
    with Document.create(path) as document:
        build(document)
        document.do(record("a", title="Twin the two cities", next_step=NextStep(owner="Awa")))
    return path


@pytest.fixture
def desktop(qapp, tmp_path):
    made = Desktop(qapp, Settings())
    yield made
    made.close()


def answer(act):
    def look():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, FollowUpDialog):
            act(dialog)
        else:
            QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)


def keep_at(monkeypatch, path):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def test_the_open_workshop_is_followed_into_a_new_file(desktop, earlier, tmp_path, monkeypatch):
    desktop.open(earlier)
    next_one = tmp_path / "lima.worldcafe"
    keep_at(monkeypatch, next_one)

    def act(dialog):
        assert "5 people come along." in dialog.tells.text()
        assert "1 open point is followed" in dialog.tells.text()
        dialog.title.setText("Lima 2028")
        dialog.agree.click()

    answer(act)
    desktop.window.act("follow_up")
    assert desktop.bridge.document.path == next_one
    workshop = desktop.bridge.workshop
    assert workshop.about.title == "Lima 2028"
    assert [each.title for each in workshop.open_points.values()] == ["Twin the two cities"]
    assert not workshop.contributions
    desktop.window.go_to_page("harvest")
    page = desktop.window.page
    page.go_to_view("before")
    assert page.view.proxy.rowCount() == 1
    with Document.open(earlier) as kept:
        assert kept.workshop.about.title == "Small café"


def test_from_the_start_a_file_is_chosen_first(desktop, earlier, tmp_path, monkeypatch):
    desktop.show_start()
    keep_at(monkeypatch, tmp_path / "next.worldcafe")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(earlier), ""))

    def act(dialog):
        assert not dialog.agree.isEnabled()
        dialog.other.click()
        assert dialog.title.value() == "Small café"
        dialog.agree.click()

    answer(act)
    desktop._start.follow_up_asked.emit()
    assert len(desktop.bridge.workshop.open_points) == 1


def test_a_file_that_is_no_workshop_is_refused_in_the_dialog(desktop, tmp_path):
    stranger = tmp_path / "x.worldcafe"
    stranger.write_bytes(b"no workshop")
    dialog = FollowUpDialog(desktop.words, None, None, tmp_path)
    dialog.read(stranger)
    assert dialog.trouble.text()
    assert not dialog.agree.isEnabled()


def test_another_file_is_spoken_of_only_beside_one(desktop, earlier, tmp_path):
    dialog = FollowUpDialog(desktop.words, None, None, tmp_path)
    assert "another" not in dialog.other.text()
    dialog.read(earlier)
    assert dialog.earlier
    assert "another" in dialog.other.text()
