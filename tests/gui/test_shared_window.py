"""The window on a shared workshop: what others do comes in, a lost server is found again."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton

from small_cafe import build, record
from worldcafe.document import Address, Document
from worldcafe.domain.commands import SaveDraft
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.settings import Settings
from worldcafe.ui.shared import Typed
from worldcafe.ui.shell.addressing import AddressDialog
from worldcafe.ui.shell.app import Desktop
from worldcafe.ui.shell.earlier import EarlierDialog
from worldcafe.ui.shell.follow_up import FollowUpDialog
from worldcafe.wording import words_for

TYPED = SaveDraft(table_id="t1", round_id="r1", content='{"insight": "Water first"}')


@pytest.fixture
def shared(address):
    """The small café on a server."""
    with Document.making(address) as document:
        build(document)
    return address


@pytest.fixture
def other(shared):
    """Another desk on it."""
    with Document.open(shared, writer="other") as document:
        yield document


@pytest.fixture
def desktop(qapp):
    settings = Settings()
    settings.language = "en"
    made = Desktop(qapp, settings)
    yield made
    made.close()
    QApplication.processEvents()


def test_what_another_desk_does_is_in_the_window(desktop, shared, other, qtbot):
    assert desktop.open(shared)
    assert desktop.window.windowTitle() == f"Small café – {shared.name}"
    other.do(record("c1"))
    qtbot.waitUntil(lambda: "c1" in desktop.bridge.workshop.contributions, timeout=3000)
    desktop.bridge.do(record("c2"))
    assert desktop.bridge.undo() is not None  # its own, never the other's
    assert list(desktop.bridge.workshop.contributions) == ["c1"]
    assert desktop._settings.recent == [shared]


def test_a_lost_server_is_said_calmly_and_found_again(desktop, shared, postgres, qtbot):
    desktop.open(shared)
    bridge, said = desktop.bridge, desktop.window.top.saved
    bridge.do(record("c1"))
    refusals = []
    bridge.refused.connect(refusals.append)
    postgres.kill()
    try:
        qtbot.waitUntil(lambda: "Offline" in said.text(), timeout=3000)
        assert list(bridge.workshop.contributions) == ["c1"]  # reading goes on
        assert bridge.do(TYPED) is None
        assert not refusals  # one line is enough for whoever only types
        assert bridge.do(record("c2")) is None
        assert "not saved" in refusals[0]
        assert bridge.undo() is None
    finally:
        postgres.start()
    qtbot.waitUntil(lambda: said.text() == "All saved", timeout=8000)
    with Document.open(shared, writer="other") as elsewhere:
        (draft,) = elsewhere.workshop.drafts.values()
        assert (draft.content, draft.writer) == (TYPED.content, bridge.document.writer)
        assert list(elsewhere.workshop.contributions) == ["c1"]
        assert elsewhere.workshop == bridge.workshop
    assert bridge.do(record("c2")) is not None


def delete(entry, qtbot):
    """Press the key while an entry has the focus."""
    entry.window().activateWindow()
    entry.setFocus()
    qtbot.waitUntil(entry.hasFocus)
    QTest.keyClick(entry, Qt.Key.Key_Delete)


def test_a_shared_workshop_is_among_the_recent_ones_and_calmly_out_of_reach(
    desktop, shared, postgres, tmp_path, qtbot, monkeypatch
):
    silent = Address.of(f"postgresql:///cafes?host={tmp_path}&workshop=lyon")
    settings = desktop._settings
    settings.remember(silent)
    desktop.open(shared)
    assert settings.recent == [shared, silent]
    desktop.close()
    desktop.show_start()
    recent = desktop._start.recent
    monkeypatch.setattr(desktop, "say", pytest.fail)  # a line is enough
    first, second = recent.findChildren(QPushButton)
    assert (first.text(), second.text()) == (shared.name, "lyon")
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "cannot be reached just now" in recent._beneath[silent].text())
    assert desktop.window is None
    delete(second, qtbot)
    assert settings.recent == [shared]
    assert list(recent._entries) == [shared]
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desktop.window is not None)
    assert desktop.bridge.document.place == shared


def test_a_file_too_goes_off_the_recent_ones_with_one_key_and_stays_where_it_is(
    desktop, document, tmp_path, qtbot
):
    other = tmp_path / "other.worldcafe"
    Document.create(other).close()
    settings = desktop._settings
    # As an earlier version kept them.
    settings.keep("recent", os.pathsep.join(map(str, (document.path, other))))
    desktop.show_start()
    recent = desktop._start.recent
    assert list(recent._entries) == [document.path, other]
    for path in (document.path, other):
        delete(recent._entries[path].findChild(QPushButton), qtbot)
        assert path.exists()
    assert settings.recent == []
    assert recent._nothing.isVisible()


def test_what_was_typed_without_a_server_outlives_the_program(shared, qapp, qtbot):
    with Document.open(shared) as before:
        Typed(before).keep(TYPED)
    for _ in range(2):  # once is enough
        bridge = Bridge(Document.open(shared), words_for("en"))
        qtbot.waitUntil(lambda bridge=bridge: len(bridge.workshop.drafts) == 1)
        (draft,) = bridge.workshop.drafts.values()
        assert (draft.content, draft.writer) == (TYPED.content, bridge.document.writer)
        assert not Typed(bridge.document)._told()
        bridge.close()
        qapp.processEvents()


def test_the_workshop_that_is_open_is_shared_and_gone_on_with(
    desktop, address, document, monkeypatch
):
    path = document.path
    document.close()
    desktop.open(path)
    monkeypatch.setattr(desktop, "ask_address", lambda _title: address)
    desktop.window.act("share")
    assert desktop.bridge.document.place == address
    with Document.open(path) as kept:
        assert kept.workshop == desktop.bridge.workshop


def test_an_address_is_asked_for_until_it_is_one(qtbot):
    dialog = AddressDialog(None, words_for("en"), "Open a shared workshop", "")
    qtbot.addWidget(dialog)
    for text in ("cafes", "postgresql://anna:hush@db/cafes?workshop=turin"):
        dialog.line.setText(text)
        dialog._on_go()
        assert dialog.address is None
        assert not dialog._wrong.isHidden()
        assert "hush" not in dialog._wrong._text.text()
    dialog.line.setText(" postgresql://db/cafes?workshop=turin ")
    dialog._on_go()
    assert dialog.address.name == "turin"


def test_earlier_states_of_a_shared_workshop_are_not_promised_here(desktop, shared, qtbot):
    assert desktop.open(shared)
    dialog = EarlierDialog(desktop.bridge)
    qtbot.addWidget(dialog)
    told = " ".join(each.text() for each in dialog.findChildren(QLabel))
    assert "by whoever looks after its server" in told
    assert "every ten minutes" not in told
    assert not dialog.putting.isEnabled()


def test_another_workshop_to_follow_is_looked_for_where_people_have_files(
    desktop, shared, monkeypatch
):
    asked = []
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", lambda *said: asked.append(said[2]) or ("", "")
    )
    monkeypatch.setattr(FollowUpDialog, "exec", lambda dialog: dialog.other.click())
    assert desktop.open(shared)
    desktop.follow_up()
    assert asked == [str(Path.home())]
