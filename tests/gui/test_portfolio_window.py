"""A portfolio from the window: chosen, looked at, written; no workshop is altered."""

import datetime as dt
import shutil
from collections import deque

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from small_cafe import build, record
from worldcafe.document import Address, Document, share
from worldcafe.domain import commands
from worldcafe.domain.disclosure import Names
from worldcafe.ui.settings import Settings
from worldcafe.ui.shell.app import Desktop
from worldcafe.ui.shell.portfolio import PortfolioDialog
from worldcafe.wording import words_for


def cafe(path, title, *said):
    path.parent.mkdir(exist_ok=True)
    with Document.create(path) as document:
        build(document)
        about = document.workshop.about.but(title=title, date=dt.date(2027, 5, 2))
        document.do(commands.DescribeWorkshop(about=about))
        for each in said:
            document.do(each)
    return path


@pytest.fixture
def folder(tmp_path):
    cafe(tmp_path / "years" / "a.worldcafe", "Turin", record("a", title="Ask Awa Diop"))
    cafe(tmp_path / "years" / "b.worldcafe", "Dakar", record("a"))
    (tmp_path / "years" / "c.worldcafe").write_bytes(b"no workshop")
    return tmp_path / "years"


@pytest.fixture
def asked():
    """The addresses that a person will name, one after the other."""
    return deque()


@pytest.fixture
def dialog(qapp, asked):
    made = PortfolioDialog(words_for("en"), Settings(), None, {}, lambda _: asked.popleft())
    made.show()
    yield made
    made.close()


def shown(dialog, column):
    return [dialog.list.item(n, column).text() for n in range(dialog.list.rowCount())]


def looked(dialog, qtbot, n):
    qtbot.waitUntil(lambda: not dialog._looking.is_busy and dialog.list.rowCount() == n)


def test_the_list_says_what_goes_in_and_why_something_does_not(dialog, folder, qtbot):
    assert not dialog.write.isEnabled()
    dialog.add([folder])
    looked(dialog, qtbot, 3)
    assert shown(dialog, dialog.list.TITLE) == ["Turin", "Dakar", "c.worldcafe"]
    *dates, why = shown(dialog, dialog.list.DATE)
    assert dates == ["2 May 2027", "2 May 2027"]
    assert "c.worldcafe" in why
    assert str(folder) not in why
    assert dialog.count.text() == "2 workshops go in · 1 is left out"
    assert dialog.write.isEnabled()


def test_a_second_folder_joins_the_first_and_a_row_may_go_again(
    dialog, folder, tmp_path, qtbot
):
    dialog.add([folder])
    looked(dialog, qtbot, 3)
    cafe(tmp_path / "more" / "d.worldcafe", "Lyon", record("a"))
    shutil.copyfile(folder / "a.worldcafe", tmp_path / "more" / "a again.worldcafe")
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(tmp_path / "more"))])
    dialog.dropEvent(
        QDropEvent(
            QPointF(9, 9), Qt.DropAction.CopyAction, held,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip
    looked(dialog, qtbot, 5)
    assert dialog.list.n_taken == 3  # the copy counts once
    dialog.list.selectRow(0)
    dialog.remove.click()
    looked(dialog, qtbot, 4)
    assert set(shown(dialog, dialog.list.TITLE)) >= {"Dakar", "Lyon", "Turin"}


def test_a_shared_workshop_goes_in_and_one_that_is_out_of_reach_says_so(
    dialog, folder, address, tmp_path, asked, qtbot
):
    share(folder / "a.worldcafe", address)
    silent = Address.of(f"postgresql:///cafes?host={tmp_path}&workshop=lyon")
    asked += (address, silent)
    dialog.add_shared.click()
    looked(dialog, qtbot, 1)
    assert shown(dialog, dialog.list.TITLE) == ["Turin"]
    dialog.add_shared.click()
    looked(dialog, qtbot, 2)
    assert shown(dialog, dialog.list.TITLE) == ["Turin", "lyon"]
    assert "cannot be reached just now" in shown(dialog, dialog.list.DATE)[1]
    dialog.add([folder / "a.worldcafe"])  # a copy of what is shared counts once
    looked(dialog, qtbot, 3)
    assert dialog.list.n_taken == 1
    dialog.write_to(tmp_path / "out.xlsx")
    qtbot.waitUntil(lambda: dialog.written is not None)
    assert dialog.told.text() == "out.xlsx is written, with 1 workshop."


def test_names_in_texts_are_asked_about_before_a_nameless_workbook_is_written(
    dialog, folder, tmp_path, qtbot
):
    dialog.add([folder])
    looked(dialog, qtbot, 3)
    dialog.options.names.show_value(Names.NONE)
    dialog.options.names.changed.emit()
    out = tmp_path / "out.xlsx"
    dialog.write_to(out)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(QMessageBox)))
    assert not out.exists()
    (asked,) = dialog.findChildren(QMessageBox)
    next(each for each in asked.buttons() if each.text() == "Mask all").click()
    qtbot.waitUntil(lambda: dialog.written == out)
    said = [c.value for row in load_workbook(out)["Opportunities"].iter_rows() for c in row]
    assert "Ask […]" in said
    assert dialog.told.text() == "out.xlsx is written, with 2 workshops."
    assert dialog.opening.isVisible()


def test_a_refusal_is_said_and_what_was_cancelled_leaves_nothing(
    dialog, folder, tmp_path, qtbot
):
    dialog.add([folder])
    looked(dialog, qtbot, 3)
    dialog.write_to(tmp_path / "out.xlsx")
    dialog.cancel.click()
    assert dialog.write.isEnabled()
    assert not (tmp_path / "out.xlsx").exists()
    dialog.write_to(tmp_path / "nowhere" / "out.xlsx")
    qtbot.waitUntil(dialog.write.isEnabled)
    assert "nowhere" in dialog.told.text()
    assert dialog.told.isVisible()


def test_the_open_workshop_goes_in_and_stays_open_to_nobody_else(
    qapp, folder, tmp_path, qtbot, monkeypatch
):
    desktop = Desktop(qapp, Settings())
    desktop.open(folder / "a.worldcafe")
    out = tmp_path / "out.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))

    def act():
        dialog = QApplication.activeModalWidget()
        dialog.add([folder])
        looked(dialog, qtbot, 3)
        dialog.write.click()
        qtbot.waitUntil(lambda: dialog.written == out)
        dialog.reject()

    QTimer.singleShot(0, act)
    desktop.window.act("portfolio")
    assert load_workbook(out)["Workshops"].max_row == 7  # two, and their sum
    assert desktop.bridge.do(record("z")) is not None
    desktop.close()
