"""Earlier states, in the window: seen with what was done last, and put beside, never over."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QLabel

from small_cafe import Watch, build, record
from worldcafe.document import Document, snapshots_of
from worldcafe.domain.commands import WithdrawContribution
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.shell.earlier import EarlierDialog
from worldcafe.wording import words_for


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def bridge(tmp_path, watch, qapp):
    """Two states were kept: with one contribution, and with two; now there is one again."""
    document = Document.create(tmp_path / "café.worldcafe", now=watch)
    build(document)
    document.do(record("a"))
    document.snapshot_if_due()
    watch.advance(dt.timedelta(minutes=20))
    document.do(record("b"))
    document.snapshot_if_due()
    document.do(WithdrawContribution(contribution_id="b"))
    opened = Bridge(document, words_for("en"), now=watch)
    yield opened
    opened.close()


@pytest.fixture
def dialog(bridge, qtbot):
    made = EarlierDialog(bridge)
    made.show()
    qtbot.waitUntil(lambda: made.contents.count() == 2)
    yield made
    made.close()


def listed(dialog, n):
    line = dialog.states.itemWidget(dialog.states.item(n))
    return [each.text() for each in line.findChildren(QLabel)]


def test_each_state_says_when_it_was_how_much_it_held_and_what_was_done_last(dialog):
    assert dialog.states.count() == 2
    newest, before = listed(dialog, 0), listed(dialog, 1)
    assert newest[0].endswith(": 2 contributions")
    assert before[0].endswith(": 1 contribution")
    assert newest[1] == before[1] == "Capture: contribution recorded"


def test_a_state_is_looked_into_without_touching_it(dialog, bridge, qtbot):
    snapshots = snapshots_of(bridge.document.path)
    before = {each.path: each.path.read_bytes() for each in snapshots}
    assert "5 people · 2 tables · 2 contributions" in dialog.told.text()
    assert "1 of them is not in the workshop as it is now." in dialog.told.text()
    dialog.states.setCurrentRow(1)
    qtbot.waitUntil(lambda: dialog.contents.count() == 1)
    assert "not in the workshop" not in dialog.told.text()
    folder = snapshots[0].path.parent
    assert {path: path.read_bytes() for path in before} == before
    assert {each for each in folder.iterdir() if "worldcafe" in each.name} == set(before)


@pytest.mark.parametrize("button", ["Open it", "Stay"])
def test_a_state_comes_beside_the_workshop_and_opens_only_if_that_is_wanted(
    dialog, bridge, answer, tmp_path, button
):
    path = bridge.document.path
    expected, whole = bridge.workshop, path.read_bytes()
    asked = answer(button)
    dialog.put_beside()
    (beside,) = set(tmp_path.glob("*.worldcafe")) - {path}
    assert beside.name in asked[0]
    assert dialog.to_open == (beside if button == "Open it" else None)
    assert path.read_bytes() == whole
    assert bridge.workshop == expected
    with Document.open(beside) as document:
        assert {each.id for each in document.workshop.standing} == {"a", "b"}


def test_the_same_state_twice_has_two_names(dialog, answer, tmp_path):
    for _ in range(2):
        answer("Stay")
        dialog.put_beside()
    assert len(list(tmp_path.glob("*.worldcafe"))) == 3


def test_a_state_that_cannot_be_read_says_so_and_is_not_offered(bridge, qtbot):
    newest = snapshots_of(bridge.document.path)[0].path
    damaged = newest.read_bytes()
    dialog = EarlierDialog(bridge)
    qtbot.waitUntil(lambda: dialog.contents.count() == 2)
    newest.write_bytes(damaged[:4096] + b"\xff" * (len(damaged) - 4096))
    dialog._look()
    qtbot.waitUntil(lambda: "damaged" in dialog.told.text())
    assert not dialog.putting.isEnabled()


def test_without_any_state_the_dialog_says_so(tmp_path, qapp):
    bridge = Bridge(Document.create(tmp_path / "new.worldcafe"), words_for("en"))
    dialog = EarlierDialog(bridge)
    assert dialog.told.text() == "No earlier state of this workshop was kept yet."
    assert not dialog.putting.isEnabled()
    bridge.close()
