"""The pages on phones in Firefox: the main paths of each role."""

import pytest

from firefox import NEEDED, FirefoxPhone
from phones import OpenRoom, missing_browser
from real_window import eventually
from small_cafe import build
from worldcafe.document import Document
from worldcafe.domain.commands import SetVoting, StartSegment
from worldcafe.domain.vocabulary import VoteBy
from worldcafe.lan.codes import Role

pytestmark = pytest.mark.skipif(bool(missing_browser(NEEDED)), reason="Firefox is missing")
ALL_IN = "Everything is in the synthesis"


@pytest.fixture(scope="module")
def phone(tmp_path_factory):
    started = FirefoxPhone(tmp_path_factory.mktemp("firefox"))
    yield started
    started.close()


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    path = tmp_path_factory.mktemp("room") / "café.worldcafe"
    with Document.create(path) as document:
        build(document)
        document.do(SetVoting(votes_by=VoteBy.PERSON, dots_each=3))
        document.do(StartSegment(segment="r1.talk"))
    opened = OpenRoom(path)
    yield opened
    opened.close()


def record(phone, title):
    phone.type("title", title)
    phone.press("record")
    eventually(lambda: phone.value("title") == "")


def test_a_table_writes_through_a_killed_laptop_and_a_reload(room, phone):
    phone.open(room.table(1))
    phone.reads("What works?", ".question")
    record(phone, "Avant – été")
    phone.reads(ALL_IN)
    room.kill()
    record(phone, "While the laptop is down")
    phone.type("title", "Half a thought")
    phone.reads("Kept on this phone as you type")
    room.start()
    phone.reads(ALL_IN)
    phone.reload()
    eventually(lambda: phone.value("title") == "Half a thought")
    phone.press("record")
    phone.go("close")
    phone.type("insight", "Peers teach best")
    phone.press("hand_in")
    phone.reads("The notes are handed in.")
    phone.reads(ALL_IN)


def test_a_person_a_pocket_and_a_wall(room, phone):
    phone.open(room.url(Role.PERSON, "chiara"))
    phone.reads("Table 1", ".seat")
    phone.type("idea", "Twin the markets")
    phone.press("send_idea")
    phone.reads("With the note-taker", "article")
    phone.open(room.told["wall"])
    phone.reads("What works?")
    phone.open(room.told["facilitator"])
    phone.reads("Round 1", "main h1")
    phone.press("next")
    phone.press("next")
    eventually(lambda: "Round 1 · talk" not in phone.run("return document.body.innerText"))
    assert not phone.complaints()
