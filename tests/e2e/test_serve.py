"""`worldcafe serve`: phones write through kills of the server, lost answers and restarts."""

import contextlib
import json
import signal
import socket
import subprocess
import sys

import pytest

from open_room import HOST, ask, port_of_its_own
from real_window import eventually
from shaky_room import Trial, prove
from small_cafe import build
from worldcafe.document import Document
from worldcafe.domain.commands import ChoosePort, RenewCode, SpreadRooms, StartSegment
from worldcafe.lan import Role, Scope, Wifi, spelt
from worldcafe.lan.codes import Codes
from worldcafe.lan.squares import squares


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "café.worldcafe"
    with Document.create(path) as document:
        build(document)
        document.do(ChoosePort(port=port_of_its_own()))
    return path


@contextlib.contextmanager
def served(path, *options):
    """A server that runs, and where everything is."""
    command = [sys.executable, "-m", "worldcafe", "serve", path, "--host", HOST, "--json"]
    with subprocess.Popen(
        [*command, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            yield json.loads(server.stdout.readline()), server
        finally:
            server.kill()


def code_in(url):
    return url.partition("#")[2]


def test_one_line_says_where_everything_is_and_a_signal_ends_it(path):
    with served(path) as (told, server):
        assert told.keys() == {"url", "room", "tables", "facilitator", "wall"}
        assert told["url"].startswith(f"http://{HOST}:")
        assert [table["number"] for table in told["tables"]] == [1, 2]
        roles = [ask(told["url"], "me", code_in(told[role])).said["role"]
                 for role in ("room", "facilitator", "wall")]  # fmt: skip
        assert roles == ["room", "facilitator", "wall"]
        again = subprocess.run(
            [sys.executable, "-m", "worldcafe", "serve", path],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (again.returncode, again.stdout, again.stderr.count("\n")) == (4, "", 1)
        with waiting(told):
            server.send_signal(signal.SIGTERM)
            assert server.wait(60) == 0
        assert not server.stderr.read()
    with Document.open(path):
        pass
    with served(path) as (later, server):
        assert later == told  # cards that were printed stay valid
        server.send_signal(signal.SIGINT)
        assert server.wait(60) == 0


def test_the_wall_begins_with_the_wifi_that_phones_join_first(path):
    with served(path, "--wifi", r"Café\: 5e:12:345678") as (told, _server):
        state = ask(told["url"], "state", code_in(told["wall"])).said
        wifi, page = state["steps"]
        assert wifi["lines"] == ["Café: 5e", "Password: 12:345678"]
        code = squares(Wifi("Café: 5e", "12:345678").code)
        assert wifi["squares"] == ["".join("01"[dark] for dark in line) for line in code]
        assert page["lines"][0] == told["url"]


def test_walls_show_the_code_that_another_desk_of_a_shared_workshop_made_anew(address):
    with Document.making(address) as document:
        build(document)
        document.do(ChoosePort(port=port_of_its_own()))
    room = Scope(Role.ROOM)
    with served(str(address)) as (told, _server), Document.open(address, writer="b") as desk:

        def on_the_wall():
            (page,) = ask(told["url"], "state", code_in(told["wall"])).said["steps"]
            return page["lines"]

        old = code_in(told["room"])
        assert on_the_wall() == [told["url"], f"Code: {spelt(old)}"]
        desk.do(RenewCode(of=room.name))
        new = Codes(desk.secret()).code_of(room, desk.workshop)
        eventually(lambda: on_the_wall() == [told["url"], f"Code: {spelt(new)}"], seconds=10)
        assert [ask(told["url"], "me", code).status for code in (old, new)] == [401, 200]


def test_a_room_is_served_for_itself_and_one_that_is_not_there_refused(path):
    with Document.open(path) as document:
        document.do(SpreadRooms(rooms=("Aula Magna", "Glasshouse")))
        document.do(StartSegment(segment="r1.talk"))
    with served(path, "--room", "glasshouse") as (told, _server):
        assert [table["number"] for table in told["tables"]] == [2]
        seen = ask(told["url"], "state", code_in(told["facilitator"])).said
        assert [table["number"] for table in seen["board"]["tables"]] == [2]
    with served(path) as (told, _server):  # nothing of that is kept
        assert [table["number"] for table in told["tables"]] == [1, 2]
        seen = ask(told["url"], "state", code_in(told["facilitator"])).said
        assert [table["number"] for table in seen["board"]["tables"]] == [1, 2]
    wrong = subprocess.run(
        [sys.executable, "-m", "worldcafe", "serve", path, "--room", "Cellar"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (wrong.returncode, wrong.stdout, wrong.stderr.count("\n")) == (3, "", 1)


@contextlib.contextmanager
def waiting(told):
    """A wall that waits for news."""
    seen = ask(told["url"], "state", code_in(told["wall"])).said["seq"]
    line = socket.create_connection((HOST, int(told["url"].split(":")[2].strip("/"))))
    with line:
        line.sendall(
            f"GET /api/1/state?since={seen} HTTP/1.1\r\nHost: {told['url'].split('/')[2]}\r\n"
            f"X-Cafe-Code: {code_in(told['wall'])}\r\n\r\n".encode()
        )
        ask(told["url"], "hello")  # the other was read before
        yield


def test_nothing_is_lost_or_twice_on_a_shaky_line_to_a_laptop_that_is_killed(tmp_path):
    tally = prove(tmp_path / "café.worldcafe", Trial(n_phones=8, n_each=30, n_kills=3))
    assert tally.n_kills == 3
    assert {"cut before", "cut within", "cut after", "arrived"} <= tally.fates.keys()
    assert tally.n_sent > 8 * 30  # some came again, and were known
