"""The room is opened to phones in the window, and what they write arrives there."""

import threading
import time
import uuid
from itertools import pairwise

import pytest
from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QLabel, QPushButton

from open_room import ask
from small_cafe import build
from worldcafe.document import Document
from worldcafe.domain.commands import LetInAgain, RenewCode
from worldcafe.domain.projection import Choice, Scene
from worldcafe.lan import Role, Scope, Wifi, spelt
from worldcafe.lan.addresses import private_addresses
from worldcafe.lan.squares import squares
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.painting.pictures import code_picture
from worldcafe.ui.phone_room import PhoneRoom
from worldcafe.ui.phones.codes import BADGE, TEST
from worldcafe.ui.phones.dialog import PhonesDialog
from worldcafe.ui.projector.projector import Projector
from worldcafe.ui.projector.window import ProjectorWindow
from worldcafe.wording.voices import Voices

pytestmark = pytest.mark.skipif(not private_addresses(), reason="there is no network here")


@pytest.fixture
def dialog(bridge, qtbot):
    build(bridge.document)
    made = PhonesDialog(bridge)
    made.show()
    yield made
    made.accept()


def asked(qtbot, *arguments, **options):
    """What the laptop answers, while the window goes on working."""
    answers = []
    line = threading.Thread(target=lambda: answers.append(ask(*arguments, **options)))
    line.start()
    qtbot.waitUntil(lambda: bool(answers), timeout=60_000)
    line.join()
    return answers[0]


def test_nothing_can_be_reached_before_the_room_is_opened(dialog):
    assert PhoneRoom.of(dialog._bridge).room is None
    assert dialog.codes.picture.pixmap().isNull()
    assert not dialog.codes.renew.isEnabled()


def test_the_dialog_is_closed_without_scrolling_however_low_the_screen_is(
    bridge, qtbot, monkeypatch
):
    build(bridge.document)
    monkeypatch.setattr("worldcafe.ui.arranging.room_for", lambda _dialog: QSize(760, 480))
    dialog = PhonesDialog(bridge)
    dialog.show()
    (close,) = (each for each in dialog.findChildren(QPushButton) if each.text() == "Close")
    qtbot.waitUntil(lambda: close.visibleRegion().boundingRect() == close.rect())
    close.click()
    assert not dialog.isVisible()


def test_what_a_phone_writes_arrives_in_the_window_that_opened_the_room(dialog, bridge, qtbot):
    dialog.toggle.click()
    room = PhoneRoom.of(bridge).room
    code = room.code_of(Scope(Role.TABLE, "t1"))
    item = {"id": str(uuid.uuid4()), "type": "record", "round_id": "r1",
            "fields": {"title": "From a phone"}}  # fmt: skip
    told = asked(qtbot, room.url, "outbox", code, {"items": [item]}, device=str(uuid.uuid4()))
    assert told.said["done"][0]["ok"]
    assert [each.title for each in bridge.workshop.contributions.values()] == ["From a phone"]
    dialog.refresh()
    assert "1 phone is connected" in dialog.there.text()


def test_each_code_is_shown_as_a_picture_and_in_letters(dialog, bridge):
    dialog.toggle.click()
    room = PhoneRoom.of(bridge).room
    shown = set()
    for n in range(dialog.codes.whose.count()):
        dialog.codes.whose.setCurrentIndex(n)
        if dialog.codes.scope == BADGE:
            dialog.codes.person.setText("Emil Novák")
            dialog.codes.person.commit()
        assert not dialog.codes.picture.pixmap().isNull()
        scope = dialog.codes.scope
        expected = f"{room.url}#test" if scope == TEST else room.url_of(scope)
        assert dialog.codes.picture.accessibleName() == expected
        shown.add(dialog.codes.picture.accessibleName())
    assert len(shown) == dialog.codes.whose.count() == 7


def test_the_code_of_a_lost_badge_is_made_anew_whether_or_not_it_was_ever_used(
    dialog, bridge, qtbot, monkeypatch
):
    monkeypatch.setattr("worldcafe.ui.phones.devices.means_it", lambda *_, **__: True)
    dialog.toggle.click()
    room, codes = PhoneRoom.of(bridge).room, dialog.codes
    codes.whose.setCurrentIndex(codes.whose.count() - 1)
    assert not codes.renew.isVisible(), "nobody is named yet"
    codes.person.setText("novak")
    codes.person.commit()
    badge = Scope(Role.PERSON, "emil")
    lost = room.code_of(badge)
    assert codes.code.text() == spelt(lost)
    codes.renew.click()
    assert codes.code.text() == spelt(room.code_of(badge)) != spelt(lost)
    assert codes.picture.accessibleName() == room.url_of(badge)
    assert asked(qtbot, room.url, "me", lost).status == 401
    assert asked(qtbot, room.url, "me", room.code_of(badge)).said["name"] == "Emil Novák"


def test_a_code_that_is_made_anew_opens_and_the_old_one_does_not(
    dialog, bridge, qtbot, monkeypatch
):
    monkeypatch.setattr("worldcafe.ui.phones.devices.means_it", lambda *_, **__: True)
    dialog.toggle.click()
    room = PhoneRoom.of(bridge).room
    dialog.codes.whose.setCurrentIndex(2)
    old, written = room.code_of(dialog.codes.scope), dialog.codes.code.text()
    dialog.codes.renew.click()
    assert dialog.codes.code.text() != written
    assert asked(qtbot, room.url, "me", old).status == 401
    assert asked(qtbot, room.url, "me", room.code_of(dialog.codes.scope)).status == 200


def test_the_room_closes_with_the_workshop(dialog, bridge, qtbot):
    dialog.toggle.click()
    url = PhoneRoom.of(bridge).room.url
    assert asked(qtbot, url, "hello").status == 200
    bridge.close()
    with pytest.raises(OSError, match=r"refused|reset|closed"):
        ask(url, "hello")


def test_the_wifi_is_known_once_it_was_typed_and_stands_in_no_file(dialog, bridge, tmp_path):
    dialog.codes.wifi_name.setText("Café; 5e")
    dialog.codes.wifi_password.setText("pause-café-12")
    dialog.codes.keep_wifi()
    assert PhonesDialog(bridge).codes.wifi_password.text() == "pause-café-12"
    bridge.document.save_copy(tmp_path / "copy.worldcafe", with_secret=True)
    for path in (bridge.document.path, tmp_path / "copy.worldcafe"):
        assert "pause-café-12".encode() not in path.read_bytes()


def test_the_wifi_of_one_workshop_is_not_that_of_another(dialog, bridge, tmp_path):
    PhoneRoom.of(bridge).wifi = Wifi("Ours", "12345678")
    with Document.create(tmp_path / "other.worldcafe") as other:
        beside = Bridge(other, bridge.words, settings=bridge.settings)
        assert PhoneRoom.of(beside).wifi == Wifi()
        beside.close()
    assert PhoneRoom.of(bridge).wifi == Wifi("Ours", "12345678")


def test_the_projector_shows_how_to_join_while_the_room_is_open(dialog, bridge, qtbot):
    window = ProjectorWindow(bridge, Voices(bridge.words), dark=True)
    qtbot.addWidget(window)
    window.choose(Choice.JOIN, by_table=False)
    scene = window.views[Scene.JOIN]
    assert not scene.steps.shown
    assert not scene.closed.isHidden()
    dialog.toggle.click()
    PhoneRoom.of(bridge).wifi = Wifi("Ours", "12345678")
    window.show_workshop()
    room = PhoneRoom.of(bridge).room
    codes = [each.code for each in scene.steps.shown]
    assert codes == ["WIFI:T:WPA;S:Ours;P:12345678;;", room.url_of(Scope(Role.ROOM))]
    assert spelt(room.code_of(Scope(Role.ROOM))) in " ".join(scene.steps.shown[1].lines)
    window.grab()


def test_each_system_has_its_own_way_to_a_hotspot(dialog, bridge):
    pages = set()
    for system in ("Windows", "macOS", "Linux"):
        dialog.help.system.show_value(system)
        dialog.help.refresh()
        texts = " ".join(each.text() for each in dialog.help.findChildren(QLabel))
        assert "administrator" in texts
        pages.add(texts)
    assert len(pages) == 3


def test_a_code_is_dark_on_light_with_room_around_it():
    image = code_picture(squares("http://192.0.2.2:8717/#K7PM2QRX"), 232).toImage()
    edge = [image.pixelColor(x, 2).lightness() for x in range(image.width())]
    assert min(edge) == 255
    assert image.width() <= 232


def test_a_device_is_sent_away_from_the_window_and_let_in_again(dialog, bridge, qtbot):
    dialog.toggle.click()
    room = PhoneRoom.of(bridge).room
    code, device = room.code_of(Scope(Role.TABLE, "t1")), str(uuid.uuid4())
    typed = {"id": str(uuid.uuid4()), "type": "draft", "round_id": "r1",
             "content": '{"fresh": {"title": "Half"}}'}  # fmt: skip
    asked(qtbot, room.url, "outbox", code, {"items": [typed]}, device=device)
    dialog.refresh()
    panel = dialog.devices
    assert panel.list.count() == 1
    assert "Table 1" in panel.list.item(0).text()
    assert "typing" in panel.list.item(0).text()
    assert "1" in panel.typing.text()
    panel.list.setCurrentRow(0)
    told = []
    bridge.told.connect(lambda text, takes_back: told.append(takes_back))
    panel.send_away.click()
    assert asked(qtbot, room.url, "me", code, device=device).status == 403
    assert bridge.workshop.drafts  # what it wrote stays
    assert told == [LetInAgain(device=device)]
    panel.list.setCurrentRow(panel.list.count() - 1)
    panel.send_away.click()
    assert asked(qtbot, room.url, "me", code, device=device).status == 200


def test_what_the_desk_shows_reaches_the_wall(dialog, bridge, qtbot):
    projector = Projector(bridge)
    projector.show_what(Choice.INSIGHTS)
    dialog.toggle.click()
    room = PhoneRoom.of(bridge).room
    code = room.code_of(Scope(Role.WALL))

    def shown():
        said = asked(qtbot, room.url, "state", code).said
        return said["scene"], said["clock"]["message"], len(said.get("steps", ()))

    def shows(*wanted):
        qtbot.waitUntil(lambda: shown() == wanted, timeout=60_000)

    shows("insights", "", 0)
    projector.say("Lunch")
    projector.show_what(Choice.JOIN)
    shows("join", "Lunch", 1)
    PhoneRoom.of(bridge).wifi = Wifi("Ours", "12345678")
    shows("join", "Lunch", 2)
    bridge.do(RenewCode(of="room"))
    url = room.url_of(Scope(Role.ROOM))
    assert PhoneRoom.of(bridge).joining.url == url
    projector.let_go()


def test_the_window_has_its_turn_between_two_strokes_however_much_phones_send(
    dialog, bridge, qtbot, monkeypatch
):
    """What is posted to a loop comes before keys and painting: it must not come for ever."""
    dialog.toggle.click()
    room = PhoneRoom.of(bridge).room
    turns = []
    timer = QTimer(dialog, interval=0)
    timer.timeout.connect(lambda: turns.append("window"))
    timer.start()
    until = time.monotonic() + 1

    def stroke():
        turns.append("phones")
        room.gateway._wake()  # somebody sends while this is done
        return time.monotonic() < until

    monkeypatch.setattr(room, "work_off", stroke)
    room.gateway._wake()
    qtbot.waitUntil(lambda: time.monotonic() > until, timeout=60_000)
    timer.stop()
    monkeypatch.undo()
    strokes = [n for n, who in enumerate(turns) if who == "phones"]
    assert len(strokes) > 3
    assert all(later - earlier > 1 for earlier, later in pairwise(strokes))
