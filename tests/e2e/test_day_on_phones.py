"""A whole day on phones at three tables, the network down in the middle, to its synthesis."""

import subprocess
import sys

import openpyxl
import pytest

from lost_network import Air, is_allowed
from open_room import ask, item
from phones import OpenRoom, Phone, missing_browser
from real_window import eventually
from small_cafe import build
from worldcafe.document import Document
from worldcafe.domain.commands import PutTable
from worldcafe.domain.model import CafeTable

MISSING = missing_browser()
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"a phone needs {', '.join(MISSING)}")

TABLES = (1, 2, 3)
ALL_IN = "Everything is in the synthesis"


@pytest.fixture
def air():
    """The network of the room; where no such can be made, the browsers' own can be lost."""
    if not is_allowed():
        yield None
        return
    with Air() as made:
        yield made


@pytest.fixture
def room(tmp_path, air):
    path = tmp_path / "café.worldcafe"
    with Document.create(path) as document:
        build(document)
        document.do(PutTable(table=CafeTable(id="t3", number=3, seats=2)))
    opened = (
        OpenRoom(path, within=air.within, options=("--host", air.laptop))
        if air
        else OpenRoom(path)
    )
    yield opened
    opened.close()


@pytest.fixture
def phones(tmp_path, room):
    """A phone at each table."""
    with_browsers = {n: Phone(tmp_path / f"phone-{n}") for n in TABLES}
    for n, phone in with_browsers.items():
        phone.open(room.table(n))
    yield with_browsers
    for phone in with_browsers.values():
        phone.close()


class Pocket:
    """The facilitator's."""

    def __init__(self, room):
        self._url, self._code = room.told["url"], room.told["facilitator"].partition("#")[2]

    def go_on_to(self, *wanted):
        """Begin one part of the day after the other, until this one."""
        state = self._ask("state")
        while wanted != _part(state)[: len(wanted)]:
            self._ask("outbox", {"items": [item("next")]})
            state = self._ask(f"state?since={state['seq']}")

    def _ask(self, path, body=None):
        answer = ask(self._url, path, self._code, body, device="facilitator")
        assert answer.status == 200, answer
        return answer.said


def _part(state):
    return state["clock"]["phase"], state["clock"]["round_number"]


def record(phone, title):
    phone.go("write")
    phone.type("title", title)
    phone.press("record")
    eventually(lambda: phone.value("title") == "")


def close_the_round(phone, insight):
    phone.go("close")
    phone.type("insight", insight)
    phone.press("hand_in")


def test_a_day_at_three_tables_through_a_lost_network_to_its_synthesis(
    room, phones, air, tmp_path
):
    pocket = Pocket(room)
    pocket.go_on_to("talk", 1)
    for n, phone in phones.items():
        phone.reads("What works?", ".question")
        record(phone, f"First of {n}")
    for phone in phones.values():
        phone.reads(ALL_IN, ".top")

    lose(air, phones)
    for n, phone in phones.items():
        record(phone, f"Unheard of {n}")
        close_the_round(phone, f"Insight of {n}")
        phone.go("write")
        phone.type("title", f"Half of {n}")
    for phone in phones.values():
        phone.reads("Kept on this phone", ".top")
    lose(air, phones, lost=False)
    for phone in phones.values():
        phone.reads(ALL_IN, ".top")

    pocket.go_on_to("talk", 2)
    for n, phone in phones.items():
        phone.reads("What next?", ".question")
        phone.reads("What you are writing stays with round")
        phone.press("record")
        eventually(lambda phone=phone: phone.value("title") == "")
        record(phone, f"Second of {n}")
        close_the_round(phone, f"Better insight of {n}")
    for phone in phones.values():
        phone.reads("The notes are handed in.")
        phone.reads(ALL_IN, ".top")
        assert not phone.complaints()
    pocket.go_on_to("harvest")
    pocket.go_on_to("after")

    workshop = room.written()
    for n in TABLES:
        for round_id, titles, insight in (
            ("r1", ["First of", "Unheard of", "Half of"], "Insight of"),
            ("r2", ["Second of"], "Better insight of"),
        ):
            said = workshop.contributions_of(f"t{n}", round_id)
            assert [each.title for each in said] == [f"{title} {n}" for title in titles]
            assert workshop.conversation(f"t{n}", round_id).key_insight == f"{insight} {n}"
            assert workshop.hand_in(f"t{n}", round_id) == "handed_in"
    target = tmp_path / "synthesis.xlsx"
    command = [sys.executable, "-m", "worldcafe", "export", room.path, target]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    cells = {
        cell for sheet in openpyxl.load_workbook(target) for row in sheet.values for cell in row
    }
    assert {each.title for each in workshop.contributions.values()} <= cells


def lose(air, phones, *, lost=True):
    """Let the network go, or come back."""
    if air is not None:
        air.lose(lost=lost)
        return
    for phone in phones.values():
        phone.lose_network(lost=lost)
