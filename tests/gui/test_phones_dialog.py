"""The room is opened to phones in the window, and what they write arrives there."""

import threading
import uuid

import pytest

from open_room import ask
from small_cafe import build
from worldcafe.lan import Role, Scope
from worldcafe.lan.addresses import private_addresses
from worldcafe.ui.phone_room import PhoneRoom
from worldcafe.ui.shell.phones import PhonesDialog, qr_code

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
    qtbot.waitUntil(lambda: bool(answers), timeout=20_000)
    line.join()
    return answers[0]


def test_nothing_can_be_reached_before_the_room_is_opened(dialog):
    assert PhoneRoom.of(dialog._bridge).room is None
    assert dialog.picture.pixmap().isNull()
    assert not dialog.renew.isEnabled()


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
    for n in range(dialog.whose.count()):
        dialog.whose.setCurrentIndex(n)
        assert not dialog.picture.pixmap().isNull()
        assert dialog.picture.accessibleName() == room.url_of(dialog.scope)
        shown.add(dialog.picture.accessibleName())
    assert len(shown) == dialog.whose.count() == 5


def test_a_code_that_is_made_anew_opens_and_the_old_one_does_not(
    dialog, bridge, qtbot, monkeypatch
):
    monkeypatch.setattr("worldcafe.ui.shell.phones.means_it", lambda *_, **__: True)
    dialog.toggle.click()
    room = PhoneRoom.of(bridge).room
    dialog.whose.setCurrentIndex(1)
    old, written = room.code_of(dialog.scope), dialog.code.text()
    dialog.renew.click()
    assert dialog.code.text() != written
    assert asked(qtbot, room.url, "me", old).status == 401
    assert asked(qtbot, room.url, "me", room.code_of(dialog.scope)).status == 200


def test_the_room_closes_with_the_workshop(dialog, bridge, qtbot):
    dialog.toggle.click()
    url = PhoneRoom.of(bridge).room.url
    assert asked(qtbot, url, "hello").status == 200
    bridge.close()
    with pytest.raises(OSError, match=r"refused|reset|closed"):
        ask(url, "hello")


def test_a_code_is_dark_on_light_with_room_around_it():
    image = qr_code("http://192.0.2.2:8717/#K7PM2QRX", 232).toImage()
    edge = [image.pixelColor(x, 2).lightness() for x in range(image.width())]
    assert min(edge) == 255
    assert image.width() <= 232
