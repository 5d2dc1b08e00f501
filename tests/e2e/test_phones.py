"""The room writes on phones: a day in a real browser, with all that goes wrong."""

import contextlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from PySide6.QtGui import QImage

from phones import WEBKIT, OpenRoom, Phone, WebKitPhone, missing_browser
from real_window import Screen, eventually
from small_cafe import build
from worldcafe.document import Document
from worldcafe.domain.commands import DescribeWorkshop, SetVoting
from worldcafe.domain.vocabulary import HandIn, VoteBy
from worldcafe.lan.codes import Role

MISSING = missing_browser()
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"a phone needs {', '.join(MISSING)}")

ALL_IN = "Everything is in the synthesis"
KEPT = "Kept on this phone"


@pytest.fixture
def path(tmp_path):
    """The small café as a file."""
    path = tmp_path / "café.worldcafe"
    with Document.create(path) as document:
        build(document)
        about = document.workshop.about.but(languages=("en", "fr"))
        document.do(DescribeWorkshop(about=about))
        document.do(SetVoting(votes_by=VoteBy.PERSON, dots_each=3))
    return path


@pytest.fixture
def room(path):
    """The small café, open to phones."""
    opened = OpenRoom(path)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def phone(tmp_path_factory):
    """A phone. Every room has an address of its own, so nothing is left from the one before."""
    started = Phone(tmp_path_factory.mktemp("phone"))
    yield started
    started.close()


@pytest.fixture(scope="module")
def other_phone(tmp_path_factory):
    started = Phone(tmp_path_factory.mktemp("other"))
    yield started
    started.close()


def record(phone, title, **fields):
    phone.type("title", title)
    for name, text in fields.items():
        phone.type(name, text)
    keep(phone)


def keep(phone):
    """Record what is in the form, or save what was changed."""
    phone.press("record")
    eventually(lambda: phone.value("title") == "")


def advance(room, pocket, until):
    """The facilitator begins one part of the day after the other, until this one."""
    pocket.open(room.told["facilitator"])
    heading = pocket.see("main h1")
    while not (before := heading.text).startswith(until):
        pocket.press("next")
        pocket.press("next")
        eventually(lambda before=before: heading.text != before)


def test_what_comes_from_the_tables_between_two_taps_leaves_the_first_as_it_is(
    room, phone, other_phone
):
    """Between them a busy room writes all the time. How long a second tap is waited for is put
    aside: what counts here is what happens meanwhile.
    """
    phone.open(room.table(1))
    other_phone.open(room.told["facilitator"])
    heading = other_phone.see("main h1")
    before = heading.text
    other_phone.run(
        "const later = window.setTimeout;"
        "window.setTimeout = (what, ms) => later(what, ms === 4000 ? 600000 : ms)"
    )
    other_phone.press("next")
    record(phone, "Said between two taps")
    other_phone.reads("1 ·", "table")
    other_phone.press("next")
    eventually(lambda: heading.text != before)


def titles(workshop, table="t1"):
    items = [each for each in workshop.contributions.values() if each.table_id == table]
    return [each.title for each in sorted(items, key=lambda each: each.number)]


def test_a_table_writes_through_a_lost_network_and_a_killed_laptop(room, phone):
    phone.open(room.table(1))
    record(phone, "Before", description="اربط أسواق داكار وتورينو")
    phone.reads(ALL_IN)
    phone.lose_network()
    record(phone, "Out of reach 1")
    record(phone, "Out of reach 2")
    phone.reads(f"{KEPT}: 2", ".top")
    phone.lose_network(lost=False)
    phone.reads(ALL_IN)
    room.kill()
    record(phone, "While the laptop is down")
    phone.go("notes")
    phone.reads(KEPT, "article")
    phone.go("close")
    phone.type("insight", "Peers teach best")
    phone.press("hand_in")
    room.start()
    phone.reads(ALL_IN)
    phone.reads("The notes are handed in.")
    assert not phone.complaints()
    workshop = room.written()
    assert titles(workshop) == [
        "Before", "Out of reach 1", "Out of reach 2", "While the laptop is down",
    ]  # fmt: skip
    said = workshop.conversation("t1", "r1")
    assert (said.key_insight, said.state) == ("Peers teach best", HandIn.HANDED_IN)


def test_what_is_typed_outlives_a_reload_and_a_flat_battery(room, tmp_path):
    phone = Phone(tmp_path / "profile")
    phone.open(room.table(1))
    phone.type("title", "Half a thought")
    phone.reads("Kept on this phone as you type")
    phone.reload()
    eventually(lambda: phone.value("title") == "Half a thought")
    room.kill()
    phone.press("record")
    phone.go("notes")
    phone.reads(KEPT, "article")
    phone.go("write")
    phone.type("title", "Another half")
    phone.reads("Kept on this phone as you type")
    phone.go_flat()
    room.start()
    phone.start()
    phone.open(room.table(1))
    eventually(lambda: phone.value("title") == "Another half")
    phone.reads(ALL_IN)
    phone.close()
    assert titles(room.written()) == ["Half a thought"]


def test_two_tables_write_side_by_side_and_see_their_own(room, phone, other_phone):
    phone.open(room.table(1))
    other_phone.open(room.table(2))
    record(phone, "Said at one")
    record(other_phone, "Said at two")
    for each, own, foreign in ((phone, "one", "two"), (other_phone, "two", "one")):
        each.go("notes")
        each.reads(f"Said at {own}", "article")
        each.reads("In the synthesis", "article")
        assert foreign not in each.text("article")
    assert {titles(workshop := room.written())[0], titles(workshop, "t2")[0]} == {
        "Said at one", "Said at two",
    }  # fmt: skip


def test_what_is_being_typed_stays_with_its_round_and_says_so(room, phone, other_phone):
    advance(room, other_phone, until="Round 1")
    phone.open(room.table(1))
    phone.reads("What works?", ".question")
    phone.type("title", "Said in round one")
    advance(room, other_phone, until="Round 2")
    phone.reads("What next?", ".question")
    phone.reads("What you are writing stays with round")
    keep(phone)
    phone.reads(ALL_IN)
    record(phone, "Said in round two")
    phone.reads(ALL_IN)
    rounds = {each.title: each.round_id for each in room.written().contributions.values()}
    assert rounds == {"Said in round one": "r1", "Said in round two": "r2"}


def test_what_is_refused_stays_on_the_phone_with_its_sentence(room, phone, other_phone):
    phone.open(room.table(1))
    record(phone, "Covered markets")
    phone.reads(ALL_IN)
    phone.go("notes")
    phone.press("edit")
    phone.lose_network()
    phone.type("title", " of Turin")
    keep(phone)
    phone.reads(f"{KEPT}: 1", ".top")
    other_phone.open(room.table(1))
    other_phone.go("notes")
    other_phone.press("edit")
    other_phone.type("title", " of Dakar")
    keep(other_phone)
    other_phone.reads(ALL_IN)
    phone.lose_network(lost=False)
    phone.reads("Not accepted, and kept on this phone", ".top")
    phone.go("notes")
    phone.reads("Covered markets of Turin", "article")
    phone.reads("Covered markets of Dakar", "article h3")
    phone.press("again")
    eventually(lambda: phone.value("title") == "Covered markets of Turin")
    keep(phone)
    phone.reads(ALL_IN)
    assert titles(room.written()) == ["Covered markets of Turin"]


def test_a_note_can_be_changed_withdrawn_and_brought_back(room, phone):
    phone.open(room.table(1))
    record(phone, "Exchange", description="Two cities")
    phone.reads(ALL_IN)
    phone.go("notes")
    phone.press("edit")
    phone.unfold()
    phone.type("text", "Write to both mayors")
    keep(phone)
    phone.go("notes")
    phone.press("withdraw")
    phone.reads("Withdrawn", "article")
    phone.press("restore")
    phone.reads("In the synthesis", "article")
    phone.reads(ALL_IN)
    (item,) = room.written().contributions.values()
    assert (item.withdrawn_at, item.next_step.text) == (None, "Write to both mayors")


def test_a_participant_finds_the_seat_sends_an_idea_and_places_dots(room, phone, other_phone):
    advance(room, other_phone, until="Round 1")
    phone.open(room.url(Role.PERSON, "chiara"))
    phone.reads("Table 1", ".seat")
    phone.reads("Table 2", ".seat.next")
    phone.type("idea", "Twin the markets")
    phone.press("send_idea")
    phone.reads("With the note-taker", "article")
    other_phone.open(room.table(1))
    other_phone.press("look")
    other_phone.press("accept")
    other_phone.reads("In the synthesis", "article")
    phone.reads("In the notes of the table", "article")
    advance(room, other_phone, until="Harvest")
    phone.reads("Dots left: 3 of 3")
    phone.press("more")
    phone.reads("Dots left: 2 of 3")
    phone.press("more")
    phone.reads("Dots left: 1 of 3")
    eventually(lambda: "Kept" not in phone.sign)
    workshop = room.written()
    assert titles(workshop) == ["Twin the markets"]
    assert [vote.dots for vote in workshop.votes.values()] == [2]


def test_where_tables_vote_the_table_s_device_has_a_page_for_dots(path, phone, other_phone):
    with Document.open(path) as document:
        document.do(SetVoting(votes_by=VoteBy.TABLE, dots_each=3))
    room = OpenRoom(path)
    phone.open(room.table(1))
    record(phone, "Twin the markets")
    phone.reads(ALL_IN)
    assert not phone.shown("[name=tab-dots]")
    advance(room, other_phone, until="Harvest")
    phone.go("dots")
    phone.press("more")
    phone.reads("Dots left: 2 of 3")
    eventually(lambda: "Kept" not in phone.sign)
    assert [vote.table_id for vote in room.written().votes.values()] == ["t1"]


def test_the_laptop_s_time_counts_and_a_long_silence_gives_the_text_back(
    room, phone, other_phone
):
    advance(room, other_phone, until="Round 1")
    source = (
        "{ const real = Date.now; Date.now = () => real() + 3600e3 + (window.later ?? 0); }"
    )
    added = phone.command("Page.addScriptToEvaluateOnNewDocument", {"source": source})
    phone.open(room.table(1))
    phone.reads(":", ".time")
    minutes = int(phone.text(".time").split(":")[0])
    assert 15 <= minutes <= 20
    phone.type("title", "Only here")
    room.kill()
    phone.press("record")
    phone.reads("No connection to the laptop", ".top")
    phone.run("window.later = 60e3")
    phone.reads("The laptop has not answered for a while")
    phone.press("copy_text", within="section")
    assert "Only here" in phone.see("dialog textarea").get_property("value")
    room.start()
    phone.reads(ALL_IN, ".top")
    phone.command("Page.removeScriptToEvaluateOnNewDocument", added)


@contextlib.contextmanager
def stranger(room):
    """Somebody else who answers at the laptop's address, as a hotel's Wi-Fi does."""

    class Portal(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(404 if len(asked) % 2 else 200)
            self.end_headers()
            self.wfile.write(b"<h1>Welcome to our hotel</h1>")

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_):
            pass

    asked = []
    host, port = room.told["url"].split("/")[2].split(":")
    with ThreadingHTTPServer((host, int(port)), Portal) as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        yield asked
        server.shutdown()
        serving.join()


def test_somebody_else_who_answers_is_not_taken_for_the_laptop(room, phone):
    phone.open(room.table(1))
    phone.field("title")
    room.kill()
    with stranger(room) as asked:
        record(phone, "Said in between")
        eventually(lambda: sum("outbox" in path for path in asked) >= 2)
        phone.reads(f"{KEPT}: 1", ".top")
        assert "Not accepted" not in phone.text()
    room.start()
    phone.reads(ALL_IN, ".top")
    assert titles(room.written()) == ["Said in between"]


def test_what_was_discarded_can_be_brought_back(room, phone):
    phone.open(room.table(1))
    phone.type("title", "Not so bad")
    phone.press("cancel")
    assert phone.value("title") == ""
    phone.press("cancel")
    assert phone.value("title") == "Not so bad"


def test_a_photo_of_the_tablecloth_is_kept_until_it_is_taken(room, phone, tmp_path):
    picture = QImage(3_000, 1_500, QImage.Format.Format_RGB32)
    picture.fill(0xFF884422)
    assert picture.save(str(tmp_path / "tablecloth.png"))
    phone.open(room.table(1))
    phone.go("close")
    phone.see("article")
    room.kill()
    phone.send("photo", tmp_path / "tablecloth.png")
    phone.reads(KEPT, "figcaption")
    room.start()
    phone.reads("In the synthesis", "figcaption")
    (kept,) = room.written().attachments.values()
    assert (kept.table_id, kept.media_type) == ("t1", "image/jpeg")
    assert 1_000 < kept.width == 2 * kept.height < 3_000  # the phone made it smaller


def test_forget_this_phone_leaves_nothing(room, phone):
    phone.open(room.table(1))
    phone.type("title", "A secret")
    phone.reads("Kept on this phone as you type")
    phone.press("forget")
    phone.press("forget_do")
    phone.reads("The code on your table or badge")
    phone.open(room.told["url"])
    phone.see('[name="code"]')
    assert not phone.shown('[name="title"]')
    phone.open(room.table(1))
    assert phone.value("title") == ""
    kept = phone.driver.execute_async_script(
        """const done = arguments[0];
        const asked = indexedDB.open('worldcafe');
        asked.onsuccess = () => {
          const all = asked.result.transaction('kept').objectStore('kept').getAllKeys();
          all.onsuccess = () => { asked.result.close(); done(all.result); };
        };"""
    )
    assert not [key for key in kept if key.endswith("/typed")]


@pytest.mark.skipif(bool(missing_browser(WEBKIT)), reason="WebKitGTK is not installed")
def test_a_table_writes_in_webkit_too(room):
    with Screen("500x900x24") as screen:
        phone = WebKitPhone(screen)
        try:
            phone.open(room.table(1))
            record(phone, "Before")
            phone.reads(ALL_IN)
            room.kill()
            record(phone, "While the laptop is down")
            phone.type("title", "Half a thought")
            phone.reads("Kept on this phone as you type")
            room.start()
            phone.reads(ALL_IN)
            phone.reload()
            eventually(lambda: phone.value("title") == "Half a thought")
        finally:
            phone.close()
    assert titles(room.written()) == ["Before", "While the laptop is down"]
