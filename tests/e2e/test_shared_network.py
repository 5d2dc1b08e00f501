"""A desk whose network is lost: it knows within seconds, and no other desk waits for it."""

import contextlib
import select
import time

import pytest

from lost_network import Air, is_allowed
from small_cafe import build, record
from worldcafe.document import Document
from worldcafe.domain.refusal import FileRefused
from worldcafe.ui.settings import Settings
from worldcafe.ui.shell.app import Desktop

pytest.importorskip("psycopg")


@pytest.fixture
def far():
    """A server on the other side of a network that can be lost."""
    from postgres_server import PostgresServer, program

    if not is_allowed() or program("initdb") is None:
        pytest.skip("needs root on Linux, and PostgreSQL")
    with Air() as air, PostgresServer(air=air) as server:
        yield air, server


def seconds_until_lost(ask):
    """How long it takes until this desk knows that its server is lost."""
    began = time.monotonic()
    with pytest.raises(FileRefused, match="server_lost"):
        ask()
    return time.monotonic() - began


def renew(desk):
    """Reach the server again, as often as a window would within half a minute."""
    for _ in range(30):
        with contextlib.suppress(FileRefused):
            desk.server.renew()
            return
        time.sleep(1)
    desk.server.renew()


def listen(desk):
    """Hear whatever there is to hear, as a window does."""
    for _ in range(10):
        select.select([desk.server.fileno()], [], [], 1)
        desk.server.heard()


def test_a_cut_network_is_noticed_within_three_seconds_and_holds_nobody_up(far):
    air, server = far
    near, across = server.address("cafe"), server.address("cafe", host=air.laptop)
    with Document.making(near) as document:
        build(document)
    with contextlib.ExitStack() as stack:
        idle, busy = (
            stack.enter_context(Document.open(across, writer=name)) for name in ("idle", "busy")
        )
        other = stack.enter_context(Document.open(near, writer="other"))
        assert (idle.server.can_be_overheard, other.server.can_be_overheard) == (True, False)

        def come_back():
            air.lose(lost=False)
            for desk in (idle, busy):
                renew(desk)
                desk.catch_up()
                assert desk.workshop == other.workshop

        air.lose()
        assert seconds_until_lost(lambda: listen(idle)) < 3.5
        assert seconds_until_lost(lambda: busy.do(record("c1"))) < 3.5
        other.do(record("c2"))
        come_back()
        assert list(idle.workshop.contributions) == ["c2"]

        def hold_the_turn():
            with busy._store.turn():
                air.lose()
                began = time.monotonic()
                other.do(record("c3"))
                assert time.monotonic() - began < 5
                busy._store.load()

        assert seconds_until_lost(hold_the_turn) < 9
        assert seconds_until_lost(lambda: listen(idle)) < 3.5
        come_back()


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_window_says_where_others_on_the_way_could_read_along(far, qapp):
    air, server = far
    here, across = server.address("seen"), server.address("seen", host=air.laptop)
    with Document.making(here) as document:
        build(document)
    settings = Settings()
    settings.language = "en"
    desktop = Desktop(qapp, settings)
    said = {}
    for place in (here, across):
        assert desktop.open(place)
        said[place] = desktop.window.top.saved.text()
    assert said == {here: "All saved", across: "Saved, not protected on the way"}
    assert "sslmode=verify-full" in desktop.window.top.saved.toolTip()
    desktop.close()
