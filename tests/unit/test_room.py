"""The room on the local network: who may do what, what comes of it, and what nobody gets."""

import asyncio
import contextlib
import gzip
import json
import socket
import sqlite3
import threading
import time

import pytest

from open_room import HOST, OpenRoom, ask, item, port_of_its_own
from real_window import eventually
from small_cafe import MINUTE, done, record
from worldcafe.document import Document
from worldcafe.domain import commands as do
from worldcafe.domain.command import Asked
from worldcafe.domain.disclosure import Disclosure, Names, to_decide
from worldcafe.domain.drafts import Typed
from worldcafe.domain.model import CafeTable, Participant, Seat, Theme
from worldcafe.domain.projection import Choice
from worldcafe.domain.refusal import FileRefused, RuleBroken
from worldcafe.domain.rehearsal import BeginRehearsal
from worldcafe.domain.vocabulary import Channel, VoteBy
from worldcafe.lan import Role, Scope, Wifi, digests, guards, news, requests, shapes
from worldcafe.lan.addresses import PORTS
from worldcafe.lan.codes import ALPHABET, Codes, scopes, spelt
from worldcafe.lan.form import Completions
from worldcafe.lan.gateway import AT_ONCE, Gateway
from worldcafe.lan.squares import squares

TITLE = "Des écoles le soir"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch, qapp):
    """News come as they happen; and what reads photos outlives the room of one test."""
    monkeypatch.setattr(news, "NEWS_SECONDS", 0.0)


@pytest.fixture
def room(document):
    opened = OpenRoom(document)
    yield opened
    opened.close()


@pytest.fixture
def table(room):
    return room.phone("table", "t1")


def titles(document):
    return [each.title for each in document.workshop.contributions.values()]


# --- coming in ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "password", "read"),
    [
        ("Café", "12345678", r"WIFI:T:WPA;S:Café;P:12345678;;"),
        ('a\\b;c,d:e"f', "x;y", r"WIFI:T:WPA;S:a\\b\;c\,d\:e\"f;P:x\;y;;"),
        ("open to all", "", r"WIFI:T:nopass;S:open to all;;"),
        ("", "12345678", ""),
    ],
)
def test_a_camera_reads_a_wifi_whatever_it_is_called(name, password, read):
    assert Wifi(name, password).code == read


def test_the_desk_knows_whether_a_phone_has_reached_the_laptop(room):
    assert room.room.connected.n_reached == 0
    room.ask("hello")  # from the laptop itself
    assert room.room.connected.n_reached == 0
    server = room.room._server
    for address in ("192.168.1.7", "192.168.1.7", "192.168.1.8"):
        server._reached_from(address)
    assert room.room.connected.n_reached == 2


def test_the_wall_shows_what_the_desk_chose_and_how_to_join(room, document):
    wall = room.phone("wall")
    (step,) = wall.state()["steps"]  # at the welcome
    url = room.room.url_of(Scope(Role.ROOM))
    assert step["squares"] == ["".join("01"[dark] for dark in line) for line in squares(url)]
    joining = room.room.joining(Wifi("Ours", "12345678"))
    shown = {"message": "Lunch", "by_table": True, "joining": joining}
    scenes = {}
    for choice in (Choice.JOIN, Choice.PLACES, Choice.QUESTION, Choice.MESSAGE, Choice.BLANK):
        seen = wall.state()["seq"]
        room.room.show(digests.Shown(choice=choice, **shown))
        state = wall.ask(f"state?since={seen}").said
        scenes[choice] = state["scene"]
        assert state["clock"]["message"] == "Lunch"
        if choice is Choice.JOIN:
            assert [each["heading"][:2] for each in state["steps"]] == ["1.", "2."]
        if choice is Choice.PLACES:
            assert state["by_table"]
            assert [each["number"] for each in state["companies"]] == [1, 2]
    assert scenes == {each: str(each) for each in scenes}
    document.do(do.PutTablesInRoom(table_ids={"t2"}, room="Glasshouse"))
    room.room.show(digests.Shown(choice=Choice.PLACES, room="Glasshouse", **shown))
    assert [each["number"] for each in wall.state()["companies"]] == [2]


def test_the_documents_thread_is_woken_once_for_all_that_waits(document):
    woken = []
    gateway = Gateway(document, lambda: woken.append(1))

    async def until_woken(times):
        async with asyncio.timeout(10):
            while len(woken) < times:
                await asyncio.sleep(0)

    async def many():
        gateway.attach(asyncio.get_running_loop(), lambda: None)
        asked = [
            asyncio.create_task(gateway.submit([Asked(record(f"c{n}"), "phone.table")]))
            for n in range(5)
        ]
        await until_woken(1)
        assert not gateway.work_off()
        asked.append(asyncio.create_task(gateway.submit([Asked(record("c5"), "phone.table")])))
        await until_woken(2)  # by the disk alone: there is nothing to do before
        assert not any(task.done() for task in asked)
        assert not gateway.work_off()
        assert await asyncio.gather(*asked[:5]) == [[None]] * 5
        await until_woken(3)
        assert not gateway.work_off()
        assert await asked[5] == [None]
        assert len(woken) == 3
        later = asyncio.create_task(gateway.submit([Asked(record("c9"), "phone.table")]))
        await until_woken(4)
        gateway.work_off()
        document.do(record("desk"))  # whatever else is done waits for the disk
        assert "c9" in document.workshop.contributions
        gateway.work_off()
        await later

    asyncio.run(many())
    gateway.close()
    assert len(document.workshop.contributions) == 8


def test_what_came_first_is_not_kept_waiting_by_what_keeps_coming(document, monkeypatch):
    """In a loop that is busy otherwise one thing more may come in at every turn."""
    monkeypatch.setattr("worldcafe.lan.gateway.GATHERING_SECONDS", 0.0)
    woken = []
    gateway = Gateway(document, lambda: woken.append(1))

    async def one_at_every_turn():
        gateway.attach(asyncio.get_running_loop(), lambda: None)
        asked = []
        while len(asked) < AT_ONCE // 2:
            one = gateway.submit([Asked(record(f"c{len(asked)}"), "phone.table")])
            asked.append(asyncio.create_task(one))
            await asyncio.sleep(0)
        assert woken
        while not all(task.done() for task in asked):
            gateway.work_off()
            await asyncio.sleep(0)

    asyncio.run(one_at_every_turn())
    gateway.close()
    assert len(document.workshop.contributions) >= AT_ONCE // 2


# --- what a table writes -----------------------------------------------------------------


def test_what_a_table_records_is_in_the_workshop_and_on_its_page(room, table, document):
    sent = item("record", fields={"kind": "idea", "title": TITLE, "lang": "fr"})
    (answer,) = table.send(sent)
    assert answer["ok"]
    recorded = document.workshop.contributions[sent["id"]]
    assert (recorded.title, recorded.table_id, recorded.round_id) == (TITLE, "t1", "r1")
    (shown,) = table.state()["contributions"]
    assert (shown["title"], shown["reference"]) == (TITLE, "I-001")
    assert room.phone("table", "t2").state()["contributions"] == []


def test_the_same_thing_sent_twice_is_the_same_thing(table, room, document):
    pocket = room.phone("facilitator")
    assert pocket.do("start")["ok"]
    sent = [item("record", fields={"title": TITLE}), item("insight", text="Le soir")]
    more = item("add_minutes", minutes=2)
    for _ in range(2):
        assert all(answer["ok"] for answer in table.send(*sent))
        assert pocket.send(more)[0]["ok"]
        document.do(
            do.DescribeConversation(table_id="t1", round_id="r1", key_insight="Au bureau")
        )
    assert titles(document) == [TITLE]
    assert document.workshop.conversation("t1", "r1").key_insight == "Au bureau"
    assert document.workshop.clock.added_duration == 2 * MINUTE


SHAPES = {
    Role.ROOM: shapes.RoomState, Role.TABLE: shapes.TableState, Role.PERSON: shapes.PersonState,
    Role.FACILITATOR: shapes.PocketState, Role.WALL: shapes.WallState,
}  # fmt: skip


def is_of(shape, said):
    """Whether an answer is what the description says, with nothing beside."""
    return shape.model_validate_json(json.dumps(said), strict=True)


def test_every_answer_is_as_it_is_described(room, table, document):
    owners = {Role.TABLE: "t1", Role.PERSON: "chiara"}
    phones = {role: room.phone(role, owners.get(role, "")) for role in SHAPES}
    content = json.dumps({"fresh": {"title": "Half"}})
    partner = {"name": "Dakar", "city": "Dakar", "country": "SN"}
    document.do(do.SetVoting(votes_by=VoteBy.PERSON, dots_each=3))
    for segment in (None, "r1.talk", "harvest"):
        if segment:
            document.do(do.StartSegment(segment=segment))
        if segment == "r1.talk":
            table.do("record", fields={"title": TITLE, "partners": [partner]})
            table.do("draft", content=content)
            phones[Role.PERSON].do("idea", kind="idea", text="Night market", lang="en")
            document.do(
                do.DescribeConversation(table_id="t1", round_id="r1", key_insight="Au bureau")
            )
        for role, shape in SHAPES.items():
            is_of(shape, phones[role].state())
            is_of(shapes.Me, phones[role].ask("me").said)
    for choice in Choice:
        room.room.show(digests.Shown(choice=choice, joining=room.room.joining(Wifi("Ours"))))
        is_of(shapes.WallState, phones[Role.WALL].state())
    document.do(do.EndDay())
    for role, shape in SHAPES.items():
        is_of(shape, phones[role].state())
    is_of(shapes.Hello, room.ask("hello").said)
    is_of(shapes.Texts, room.ask("words?lang=ar").said)
    is_of(shapes.Form, table.ask("form").said)
    for what in Completions.KNOWN:
        assert is_of(shapes.Suggested, table.ask(f"suggest?field={what}&text=da").said)
    document.do(do.AllowFinding(allowed=True))
    assert is_of(shapes.People, phones[Role.ROOM].ask("find", {"name": "chi"}).said).people


def test_what_a_page_begins_with_comes_in_one_answer(room, table):
    """As each of the questions alone is answered; the time and the number of the news apart."""

    def lasting(said):
        return {name: value for name, value in said.items() if name not in ("now", "seq")}

    french = {"Accept-Language": "fr"}
    said = table.ask("begin", headers=french).said
    assert is_of(shapes.Beginning, said).words.lang == "fr"
    for name in ("hello", "words", "me", "form", "state"):
        assert lasting(said[name]) == lasting(table.ask(name, headers=french).said)
    assert "form" not in room.phone("wall").ask("begin").said
    assert room.ask("begin").said.keys() == {"hello", "words"}, "to anybody nothing of a code's"
    assert room.ask("begin", "NOCODE").status == 401


def test_the_form_follows_themes_and_languages_of_the_workshop_in_each_language(
    table, document
):
    def offered(what, lang=""):
        return [each["name"] for each in table.ask(f"form?lang={lang}").said[what]]

    assert "Market halls" not in offered("themes")
    assert "Ewe" not in offered("languages")
    french = offered("countries", "fr")
    document.do(do.PutTheme(theme=Theme(id="halls", position=2, name="Market halls")))
    about = document.workshop.about
    document.do(do.DescribeWorkshop(about=about.but(languages=("ee", "fr"))))
    assert "Market halls" in offered("themes")
    assert "Ewe" in offered("languages")
    assert offered("countries", "fr") == french != offered("countries", "es")


def test_a_file_of_the_page_is_sent_packed_once_and_never_again_while_it_is_the_same(room):
    plain = room.ask("/static/main.js")
    packed = room.ask("/static/main.js", headers={"Accept-Encoding": "br, gzip"})
    assert gzip.decompress(packed.said) == plain.said
    assert packed.headers["ETag"] == plain.headers["ETag"]
    known = {"If-None-Match": plain.headers["ETag"]}
    assert room.ask("/static/main.js", headers=known)[:2] == (304, b"")
    face = room.ask(
        "/static/IBMPlexSans-Regular-Latin1.woff2", headers={"Accept-Encoding": "gzip"}
    )
    assert "Content-Encoding" not in face.headers


def test_a_request_is_known_again_after_the_file_was_closed(document, tmp_path):
    opened, path = OpenRoom(document), document.path
    phone, sent = opened.phone("table", "t1", "device-1"), item("withdraw")
    document.do(record("c1"))
    sent["contribution_id"] = "c1"
    assert phone.send(sent)[0]["ok"]
    document.do(do.RestoreContribution(contribution_id="c1"))
    opened.close()
    document.close()
    with Document.open(path) as again:
        opened = OpenRoom(again)
        assert opened.phone("table", "t1", "device-1").send(sent)[0]["ok"]
        assert again.workshop.contributions["c1"].withdrawn_at is None
        opened.close()


def test_what_is_refused_leaves_the_others_alone_and_says_why(table, document):
    answers = table.send(
        item("record", fields={"title": "One"}),
        item("record", fields={"title": ""}),
        item("record", fields={"title": "Two", "impact": 9}),
        {"id": 7, "type": "record"},
        "nothing",
        item("record", fields={"title": "Three"}),
    )
    assert [answer["ok"] for answer in answers] == [True, False, False, False, False, True]
    assert titles(document) == ["One", "Three"]
    assert answers[1]["code"] == "title_not_said"
    assert "Impact" in answers[2]["sentence"]


def test_what_is_typed_is_the_devices_own_and_goes_when_it_is_recorded(room, table, document):
    other = room.phone("table", "t1")
    content = Typed(fresh={"title": "Half", "kind": "idea"}).content
    for phone in (table, other):
        assert phone.do("draft", content=content)["ok"]
    assert len(document.workshop.drafts) == 2
    assert table.do("record", fields={"title": "Whole"})["ok"]
    assert [each.writer for each in document.workshop.drafts.values()] == [
        f"phone-{other.device}"
    ]
    assert table.state()["draft"] is None
    assert json.loads(other.state()["draft"]["content"])["fresh"]["title"] == "Half"


def test_what_is_recorded_is_not_typed_again_when_it_comes_twice(table, document):
    content = Typed(fresh={"title": "Whole", "kind": "idea"}).content
    sent = [item("draft", content=content), item("record", fields={"title": "Whole"})]
    for _ in range(2):
        assert all(answer["ok"] for answer in table.send(*sent))
    assert titles(document) == ["Whole"]
    assert not document.workshop.drafts


def test_edits_from_phone_and_desk_meet_by_field(table, document):
    document.do(record("c1", title="Old", description="Short"))
    document.do(do.EditContribution(contribution_id="c1", changes={"description": "Long"}))
    edit = {"contribution_id": "c1", "fields": {"title": "New"}, "base": {"title": "Old"}}
    assert table.do("edit", **edit)["ok"]
    item_ = document.workshop.contributions["c1"]
    assert (item_.title, item_.description) == ("New", "Long")
    edit = {"fields": {"title": "Newer", "description": "Mine"},
            "base": {"title": "New", "description": "Short"}}  # fmt: skip
    answer = table.do("edit", contribution_id="c1", **edit)
    assert answer["code"] == "field_moved_on"
    assert "Description" in answer["sentence"]
    assert document.workshop.contributions["c1"] == item_


def test_undo_at_the_desk_never_takes_back_a_phones(table, document):
    document.do(record("c1", title="At the desk"))
    at_desk = document.next_undo
    assert table.do("record", fields={"title": "On the phone"})["ok"]
    assert document.next_undo == at_desk
    document.undo()
    assert titles(document) == ["On the phone"]
    assert document.next_undo != at_desk


def test_a_table_writes_to_no_other_table(room, table, document):
    document.do(record("theirs", table_id="t2"))
    for sent in (
        item("edit", contribution_id="theirs", fields={"description": "x"}),
        item("withdraw", contribution_id="theirs"),
        item("restore", contribution_id="theirs"),
        item("next"),
        item("idea", kind="idea", text="x"),
    ):
        assert not table.send(sent)[0]["ok"]
    answer = table.do("record", fields={"title": "Here", "table_id": "t2"})
    assert answer["code"] == "field_not_editable"
    assert titles(document) == ["Twin the two cities"]
    assert document.workshop.contributions["theirs"].withdrawn_at is None


def test_an_idea_waits_without_a_name_until_the_table_takes_it(room, table, document):
    chiara = room.phone("person", "chiara")
    taken, left = (item("idea", kind="question", text=text) for text in ("Why?", "How?"))
    assert all(answer["ok"] for answer in chiara.send(taken, left))
    waiting = table.state()["ideas"]
    assert [(each["text"], each["name"]) for each in waiting] == [("Why?", ""), ("How?", "")]
    accept = item("accept_idea", idea_id=taken["id"])
    for _ in range(2):
        assert table.send(accept, item("decline_idea", idea_id=left["id"]))[0]["ok"]
    assert chiara.send(taken)[0]["ok"]
    assert titles(document) == ["Why?"]
    assert document.workshop.contributions[taken["id"]].came_by is Channel.PARTICIPANT
    assert [each["state"] for each in chiara.state()["ideas"]] == ["accepted", "declined"]


def test_an_idea_is_remembered_with_the_file_and_bears_no_name(document, tmp_path):
    first = OpenRoom(document)
    sent = item("idea", kind="idea", text="A market at night")
    assert first.phone("person", "chiara").send(sent)[0]["ok"]
    first.close()
    (idea,) = document.workshop.ideas.values()
    assert "chiara" not in idea.model_dump_json()
    document.close()
    with Document.open(document.path) as again:
        assert not again.examine().differences
        later = OpenRoom(again)
        told = later.phone("person", "chiara").state()["ideas"]
        assert [(each["text"], each["state"]) for each in told] == [
            ("A market at night", "waiting")
        ]
        assert not later.phone("person", "awa").state()["ideas"]
        accepted = later.phone("table", "t1").do("accept_idea", idea_id=sent["id"])
        assert accepted["ok"]
        later.close()


def test_an_idea_is_taken_or_left_at_the_desk_too_and_undone_there(room, document):
    chiara = room.phone("person", "chiara")
    sent = [item("idea", kind="idea", text=text) for text in ("Yes", "No")]
    chiara.send(*sent)
    yes, no = (each["id"] for each in sent)
    document.do(do.DeclineIdea(idea_id=no, table_id="t1"))
    document.do(do.AcceptIdea(idea_id=yes, table_id="t1"))
    assert titles(document) == ["Yes"]
    with pytest.raises(RuleBroken, match="idea_unknown"):
        document.do(do.AcceptIdea(idea_id=yes, table_id="t1"))
    document.undo()
    assert titles(document) == []
    assert [each["state"] for each in chiara.state()["ideas"]] == ["waiting", "declined"]


def test_a_table_that_ideas_wait_at_stays_until_somebody_decides(room, document):
    dina = room.phone("person", "dina")
    sent = item("idea", kind="idea", text="At the other table")
    assert dina.send(sent)[0]["ok"]
    table_id = document.workshop.seats["r1/dina"].table_id
    for gone in (do.RemoveTable(table_id=table_id), do.RemoveRound(round_id="r1")):
        with pytest.raises(RuleBroken, match="_has_ideas"):
            document.do(gone)
    document.do(do.DeclineIdea(idea_id=sent["id"], table_id=table_id))
    document.do(do.RemoveTable(table_id=table_id))
    assert not document.workshop.ideas


def test_a_rehearsal_begins_without_ideas_and_none_leaves_in_a_file_for_others(room, document):
    sent = item("idea", kind="idea", text="Dina Haddad knows who pays")
    assert room.phone("person", "chiara").send(sent)[0]["ok"]
    masked = Disclosure(names=Names.NONE, personal_data=False)
    assert not to_decide(document.workshop, masked)  # it is in no export, so nobody is asked
    assert not done(document.workshop, BeginRehearsal(title="Try")).ideas


def test_taking_an_idea_leaves_alone_what_the_note_taker_is_typing(room, table, document):
    sent = item("idea", kind="idea", text="Yes")
    room.phone("person", "chiara").send(sent)
    content = Typed(fresh={"title": "Half", "kind": "idea"}).content
    assert table.do("draft", content=content)["ok"]
    assert table.do("accept_idea", idea_id=sent["id"])["ok"]
    assert table.state()["draft"]["content"] == content


def test_what_a_phone_recorded_says_so(table, document):
    assert table.do("record", fields={"title": TITLE})["ok"]
    document.do(record("desk"))
    came = {each.title: each.came_by for each in document.workshop.contributions.values()}
    assert came == {TITLE: Channel.PHONE, "Twin the two cities": None}


def test_a_device_that_was_sent_away_can_be_let_in_again(table, document):
    change = document.do(do.SendAway(device=table.device))
    assert table.ask("state").status == 403
    again = do.SendAway(device=table.device).taken_back(change.edits)
    document.do(again)
    assert table.ask("state").status == 200


def test_whoever_waits_is_told_of_the_first_idea_they_send(room, monkeypatch):
    monkeypatch.setattr(news, "LONG_POLL_SECONDS", 20.0)
    chiara = room.phone("person", "chiara")
    seen, sent = chiara.state()["seq"], {"items": [item("idea", kind="idea", text="Why?")]}

    def wait():
        path = f"state?since={seen}"
        return ask(room.room.url, path, chiara.code, device=chiara.device).said["ideas"]

    def send():
        ask(room.room.url, "outbox", chiara.code, sent, device=chiara.device)

    (told,), _ = room.while_running(wait, send)
    assert (told["text"], told["state"]) == ("Why?", "waiting")


def test_a_person_floods_no_table_with_ideas(room, table, document):
    awa = room.phone("person", "awa")
    sent = [item("idea", kind="idea", text="Again") for _ in range(do.SendIdea.MOST)]
    assert all(answer["ok"] for answer in awa.send(*sent))
    assert awa.do("idea", kind="idea", text="And again")["code"] == "too_often"
    assert awa.send(sent[0])[0]["ok"]  # its answer was lost
    assert table.do("decline_idea", idea_id=sent[0]["id"])["ok"]
    assert awa.do("idea", kind="idea", text="And again")["ok"]


def test_handing_in_leaves_alone_what_was_checked(table, document):
    assert table.do("hand_in")["ok"]
    assert document.workshop.hand_in("t1", "r1") == "handed_in"
    document.do(do.DescribeConversation(table_id="t1", round_id="r1", state="checked"))
    assert table.do("take_back")["ok"]
    assert document.workshop.hand_in("t1", "r1") == "checked"


# --- a person, and dots ------------------------------------------------------------------


def test_a_person_is_told_at_the_welcome_where_the_first_round_begins(room, document):
    about = document.workshop.about.but(welcome_duration=MINUTE, break_duration=MINUTE)
    document.do(do.DescribeWorkshop(about=about))
    chiara = room.phone("person", "chiara")
    for segment in ("welcome", "break"):
        document.do(do.StartSegment(segment=segment))
        state = chiara.state()
        assert (state["seat"], state["next"]["table"]) == (None, 1), segment


def test_a_person_sees_seats_and_nobody_who_asked_not_to_be_named(room, document):
    everybody = document.workshop.participants
    for id, hidden in (("awa", False), ("dina", True), ("chiara", False)):
        person = everybody[id].but(languages=("fr",), name_hidden=hidden)
        document.do(do.PutParticipant(participant=person))
    document.do(do.AllowFinding(allowed=True))
    document.do(do.StartSegment(segment="r1.talk"))
    chiara = room.phone("person", "chiara")
    state = chiara.state()
    assert (state["seat"]["table"], state["next"]["table"]) == (1, 2)
    assert [each["name"] for each in state["seat"]["sharing"]] == ["Awa Diop"]
    assert state["seat"]["n_others"] == 2
    document.do(do.StartSegment(segment="r1.move"))
    told = [chiara.state(), room.phone("wall").state(), room.phone("table", "t1").state()]
    entrance = room.phone("room")
    told.append(entrance.ask("find", {"name": "Dina"}).said)
    told.append(room.phone("table", "t1").ask("suggest?field=people&text=Dina").said)
    assert "Dina" not in json.dumps(told)
    (found,) = entrance.ask("find", {"name": "chia"}).said["people"]
    reading = room.ask("state", found["token"]).said
    assert (reading["name"], reading["can_write"]) == ("Chiara Rossi", False)
    refused = room.ask("outbox", found["token"], {"items": []}, device="device-1")
    assert refused.status == 403


def test_no_text_names_whoever_asked_not_to_be(room, document):
    dina = document.workshop.participants["dina"].but(name_hidden=True)
    document.do(do.PutParticipant(participant=dina))
    document.do(record("c1", title="Ask Dina Haddad"))
    insight = {"table_id": "t1", "round_id": "r1", "key_insight": "Dina Haddad knows"}
    document.do(do.DescribeConversation(**insight))
    document.do(do.StartSegment(segment="harvest"))
    for phone in (room.phone("person", "chiara"), room.phone("wall")):
        state = phone.state()
        assert state.get("choices") or state.get("insights")
        assert "Haddad" not in json.dumps(state)
    document.do(do.DescribeConversation(**{**insight, "key_insight": "Dina Haddad said"}))
    (said,) = room.phone("wall").state()["insights"]
    assert said["text"] == "D. H. said"
    built = room.phone("table", "t1").state()["builds_on"]
    assert [each["title"] for each in built] == ["Ask D. H."]


def test_names_are_found_only_where_that_is_allowed(room, document):
    entrance = room.phone("room")
    assert entrance.ask("find", {"name": "chiara"}).status == 403
    document.do(do.AllowFinding(allowed=True))
    for name in ("---", "a b", "\u0301\u0301\u0301"):
        assert entrance.ask("find", {"name": name}).status == 409  # that are no three letters
    (found,) = entrance.ask("find", {"name": "chiara"}).said["people"]
    assert room.ask("me", found["token"]).said["name"] == "Chiara Rossi"
    chiara = document.workshop.participants["chiara"]
    document.do(do.PutParticipant(participant=chiara.but(name_hidden=True)))
    assert room.ask("me", found["token"]).status == 401
    document.do(do.PutParticipant(participant=chiara))
    document.do(do.AllowFinding(allowed=False))
    assert room.ask("me", found["token"]).status == 401


def test_dots_take_the_place_of_no_others_that_were_not_seen(room, document):
    document.do(record("c1"))
    document.do(record("c2"))
    document.do(do.StartSegment(segment="harvest"))
    chiara = room.phone("person", "chiara")
    assert chiara.do("vote", contribution_id="c1", dots=3, base=0)["ok"]
    assert chiara.do("vote", contribution_id="c2", dots=2, base=0)["ok"]
    assert chiara.do("vote", contribution_id="c2", dots=3, base=2)["code"] == "too_many_dots"
    document.do(do.CastVotes(dots={"c1": 1}, participant_id="chiara"))
    assert chiara.do("vote", contribution_id="c1", dots=2, base=3)["code"] == "dots_moved_on"
    assert document.workshop.dots_of(participant_id="chiara") == {"c1": 1}
    document.do(do.StartSegment(segment="r1.talk"))
    assert chiara.do("vote", contribution_id="c1", dots=2)["code"] == "voting_closed"


# --- the pocket and the wall -------------------------------------------------------------


def test_dots_that_were_counted_are_replaced_by_nobody_who_did_not_see_them(room, document):
    document.do(record("c1"))
    document.do(do.StartSegment(segment="harvest"))
    document.do(do.CastVotes(dots={"c1": 2}, participant_id="chiara"))
    chiara = room.phone("person", "chiara")
    assert chiara.do("vote", contribution_id="c1", dots=1)["code"] == "dots_moved_on"
    assert document.workshop.dots_of(participant_id="chiara") == {"c1": 2}
    assert chiara.do("vote", contribution_id="c1", dots=1, base=2)["ok"]


def test_where_tables_vote_the_device_of_a_table_is_shown_what_to_choose_from(
    room, table, document
):
    document.do(record("c1"))
    document.do(do.SetVoting(votes_by=VoteBy.TABLE, dots_each=3))
    assert table.state()["choices"] == []
    document.do(do.StartSegment(segment="harvest"))
    assert table.do("vote", contribution_id="c1", dots=2, base=0)["ok"]
    state = table.state()
    assert state["dots"] == {"open": True, "each": 3, "left": 1}
    assert [(each["id"], each["dots"]) for each in state["choices"]] == [("c1", 2)]
    document.do(record("c2"))
    assert [each["id"] for each in table.state()["choices"]] == ["c1", "c2"]
    assert room.phone("person", "awa").state()["choices"] == []


def test_two_who_press_next_at_once_advance_once(room, document):
    seen = {"phase": "before", "round_id": None}
    pockets = [room.phone("facilitator"), room.phone("facilitator")]
    answers = [each.do("next", after=seen) for each in pockets]
    assert [answer["ok"] for answer in answers] == [True, False]
    assert answers[1]["code"] == "day_moved_on"
    assert document.workshop.clock.segment == "r1.talk"


def test_a_message_is_on_the_wall_and_nobody_else_puts_one_there(room, table):
    assert not table.do("message", text="Hello")["ok"]
    assert room.phone("facilitator").do("message", text="Coffee")["ok"]
    assert room.phone("wall").state()["clock"]["message"] == "Coffee"


def test_whoever_waits_is_told_of_what_they_see_and_of_nothing_else(
    room, document, monkeypatch
):
    monkeypatch.setattr(news, "LONG_POLL_SECONDS", 3.0)
    other, table = room.phone("table", "t2"), room.phone("table", "t1")
    seen = {phone: phone.state()["seq"] for phone in (other, table)}

    def waiting(phone):
        path = f"state?since={seen[phone]}"
        began = time.monotonic()
        answer = ask(room.room.url, path, phone.code, device=phone.device)
        return answer.said["seq"], time.monotonic() - began

    sent = {"items": [item("record", fields={"title": "Whole"})]}

    def writing():
        return ask(room.room.url, "outbox", table.code, sent, device="device-2")

    (_, waited), (told, _), _ = room.while_running(
        lambda: waiting(other), lambda: waiting(table), writing
    )
    assert waited >= 3
    assert told > seen[table]


# --- codes -------------------------------------------------------------------------------


N_WAITING = 40
"""More than look at one turn of the server's loop."""


class Turns:
    """How many look at what there is, in each turn of the server's loop."""

    def __init__(self, room):
        self._happened = []
        self._loop = room.room._loop

    def watch(self):
        """From now on."""
        self._loop.call_soon_threadsafe(self._turn)

    def looking(self, look):
        """The same, counted."""

        def counted(*arguments):
            self._happened.append("l")
            return look(*arguments)

        return counted

    @property
    def most(self):
        return max(map(len, "".join(self._happened).split()))

    def _turn(self):
        self._happened.append(" ")
        if self._happened.count("l") < N_WAITING:
            self._loop.call_soon(self._turn)


@contextlib.contextmanager
def asking_at_once(room, path):
    """Connections over each of which a table's page asks for this."""
    code = room.room.code_of(Scope(Role.TABLE, "t1"))
    request = (
        f"GET {path} HTTP/1.1\r\nHost: {HOST}:{room.room.port}\r\nX-Cafe-Code: {code}\r\n\r\n"
    )
    with contextlib.ExitStack() as stack:
        lines = [
            stack.enter_context(socket.create_connection((HOST, room.room.port)))
            for _ in range(N_WAITING)
        ]
        for line in lines:
            line.sendall(request.encode())
        yield lines


def answered(lines):
    return all(line.recv(100).startswith(b"HTTP/1.1 200") for line in lines)


def test_what_is_sent_while_many_are_told_the_news_waits_for_few_of_them(
    room, document, monkeypatch
):
    """Hundreds wait, and the loop turns to what has come in after a few of them have looked."""
    turns, there = Turns(room), room.room._server._answering
    seen = room.phone("table", "t1").state()["seq"]
    with asking_at_once(room, f"/api/1/state?since={seen}") as lines:
        eventually(lambda: len(there) == N_WAITING)
        monkeypatch.setattr(news.Made, "of", turns.looking(news.Made.of))
        turns.watch()
        document.do(record("news"))
        assert answered(lines)
    assert turns.most <= news.LOOKING_AT_ONCE


@pytest.mark.parametrize("path", ["/api/1/state", "/api/1/state?since=1", "/api/1/begin"])
def test_what_is_sent_while_many_open_the_page_waits_for_few_of_them(room, monkeypatch, path):
    """A whole room opens it at once, while the first at a table already write."""
    turns, digests, held = Turns(room), room.room._server._digests, threading.Event()
    monkeypatch.setattr(digests, "of", turns.looking(digests.of))
    room.room._loop.call_soon_threadsafe(held.wait)
    with asking_at_once(room, path) as lines:
        turns.watch()
        held.set()
        assert answered(lines)
    assert turns.most <= news.LOOKING_AT_ONCE


def test_codes_are_unguessable_and_unlike_each_other(workshop):
    workshop = done(workshop, do.AllowFinding(allowed=True))
    codes, others = Codes(b"1" * 32), Codes(b"2" * 32)
    made = {scope: codes.code_of(scope, workshop) for scope in scopes(workshop)}
    assert len(set(made.values())) == len(made) == 3 + 2 + 2 * 5
    assert not set(made.values()) & {others.code_of(each, workshop) for each in made}
    for scope, code in made.items():
        assert codes.scope_of(code, workshop) == scope
        assert set(code) <= set(ALPHABET)
        assert len(ALPHABET) ** len(code) >= 2 ** (
            128 if scope.role is Role.FACILITATOR else 40
        )
    assert not set(ALPHABET) & set("0O1IL")
    typed = made[Scope(Role.TABLE, "t1")].lower()
    assert codes.scope_of(f" {typed[:3]} {typed[3:6]}-{typed[6:]}", workshop)


def test_one_code_is_renewed_alone(room, table, document):
    other, person = room.phone("table", "t2"), room.phone("person", "awa")
    document.do(do.RenewCode(of="table/t1"))
    assert table.ask("me").status == 401
    assert other.ask("me").status == person.ask("me").status == 200
    assert room.phone("table", "t1").ask("me").status == 200


def test_walls_show_the_code_that_is_valid_wherever_it_was_made_anew(room, document):
    """As `serve` hears of it from another desk of a shared workshop."""
    wall = room.phone("wall")
    (before,) = wall.state()["steps"]
    document.do(do.RenewCode(of="room"))
    (step,) = wall.state()["steps"]
    assert spelt(room.room.code_of(Scope(Role.ROOM))) in " ".join(step["lines"])
    assert step["squares"] != before["squares"]


def test_a_device_that_was_sent_away_writes_no_longer(room, table, document):
    document.do(do.SendAway(device=table.device))
    assert table.ask("outbox", {"items": []}).status == 403
    assert room.phone("table", "t1").ask("outbox", {"items": []}).status == 200


def test_wrong_codes_are_counted_and_slowed_and_right_ones_are_not(room, table):
    def guess():
        return ask(room.room.url, "me", "C" * 9).status

    def right():
        began = time.monotonic()
        status = ask(room.room.url, "me", table.code).status
        return status, time.monotonic() - began

    *guessed, (status, took) = room.while_running(*[guess] * 30, right)
    assert (status, room.room.connected.n_wrong_codes) == (200, 30)
    assert took < guards.WrongCodes.WAIT_SECONDS
    assert guessed.count(401) == guards.WrongCodes.WAITING
    assert set(guessed) == {401, 429}


def test_the_secret_is_in_the_file_and_nowhere_else(document, tmp_path):
    secret = document.secret()
    document.do(record("c1"))
    copies = {asked: tmp_path / f"{asked}.worldcafe" for asked in (False, True)}
    for asked, path in copies.items():
        document.save_copy(path, with_secret=asked)
        assert (secret in path.read_bytes()) is asked
    history = sqlite3.connect(copies[False])
    edits = history.execute("SELECT group_concat(edits) FROM history").fetchone()[0]
    history.close()
    assert secret.hex() not in edits
    with Document.open(copies[True]) as copy:
        assert copy.secret() == secret
    with Document.open(copies[False]) as copy:
        assert copy.secret() != secret


def test_whoever_has_just_come_is_shown_the_room_before_its_next_news(
    room, document, monkeypatch
):
    monkeypatch.setattr(news, "NEWS_SECONDS", 60.0)
    document.do(do.PutTable(table=CafeTable(id="t9", number=9, seats=3)))
    document.do(do.PutParticipant(participant=Participant(id="zoe", given_name="Zoe")))
    assert room.phone("table", "t9").state()["table"]["number"] == 9
    assert room.phone("person", "zoe").state()["name"] == "Zoe"


# --- the line ----------------------------------------------------------------------------


def test_a_page_runs_nothing_but_ours_and_keeps_nothing(room, table):
    for path in ("hello", "me", "state", "/", "nowhere", "/static/nothing.js"):
        answer = table.ask(path)
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self';")
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert not {"Set-Cookie", "Access-Control-Allow-Origin"} & answer.headers.keys()
        if not path.startswith("/"):
            assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}, {"Host": HOST}]
)
def test_a_page_from_elsewhere_gets_nothing(table, headers):
    assert table.ask("me", headers=headers).status == 421


def test_the_name_of_the_laptop_may_be_written_in_capitals(document):
    opened = OpenRoom(document, host="LOCALHOST")
    try:
        url = opened.room.url
        named = {"Host": f"localhost:{opened.room.port}"}
        (answer,) = opened.while_running(lambda: ask(url, "hello", headers=named))
        assert answer.status == 200
    finally:
        opened.close()


def test_too_much_at_once_is_refused_for_one_code_alone(room, table, monkeypatch):
    limits = {**guards.RATES, Role.TABLE: guards.Rate(0.001, 3)}
    monkeypatch.setattr(room.room._server._requests, "_rates", limits)
    statuses = [table.ask("me").status for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    assert room.phone("table", "t2").ask("me").status == 200


@pytest.mark.parametrize("buckets", ["_bytes", "_photo_bytes"])
def test_too_many_bytes_are_refused_for_one_code_alone(room, table, monkeypatch, buckets):
    """Not for its address, which everybody in a venue has; what is refused comes again."""
    limits = {Role.TABLE: guards.Rate(0.001, 2_500)}
    monkeypatch.setattr(getattr(room.room._server, buckets), "_rates", limits)
    body = b'{"items": [], "more": "%s"}' % (b"x" * 1_000)

    def statuses(phone):
        sent, path = body, "outbox"
        if buckets == "_photo_bytes":
            sent, path = b"x" * 1_000, "photo?id=photo-0001&round_id=r1"
        return [phone.ask(path, sent, method="POST").status for _ in range(3)]

    taken = 415 if buckets == "_photo_bytes" else 200
    assert statuses(table) == [taken, taken, 429]
    assert table.ask("me").status == 200
    assert statuses(room.phone("table", "t2"))[0] == taken


def test_what_a_phone_wrote_in_an_hour_without_the_laptop_is_taken_at_once():
    buckets = guards.Buckets(guards.BYTES)
    scope = Scope(Role.TABLE, "t1")
    assert all(buckets.takes(scope, 3_000) for _ in range(500))


def test_what_is_too_large_or_no_json_is_refused(table):
    huge = {"items": [item("record", fields={"title": "x" * guards.MOST_BYTES})]}
    assert table.ask("outbox", huge).status == 413
    for body in (b"", b"[1]", b"{", b'{"items": 1}', b'{"items": ["\\ud800"]}',
                 b'{"items": NaN}', b'{"items": [1e999]}', b"[" * 100_000, b"\xff",
                 b'{"items": [%s]}' % (b"[" * 600 + b"]" * 600)):  # fmt: skip
        assert table.ask("outbox", body or b" ").status == 400


def test_nothing_that_was_sent_is_unpacked(table):
    packed = gzip.compress(b'{"items": []}')
    headers = {"Content-Encoding": "gzip"}
    assert table.ask("outbox", packed, headers=headers).status == 400


@pytest.mark.parametrize(
    "content", [r'{"insight": "\ud800"}', r'{"edited": {"\ud800": {"title": "x"}}}',
                '{"fresh": %s}' % ("[" * 600 + "]" * 600), '{"insight": NaN}'],
)  # fmt: skip
def test_a_draft_that_cannot_be_kept_holds_up_nothing_else(table, document, content):
    fresh = item("record", round_id="r2", fields={"title": TITLE})
    refused, recorded = table.send(item("draft", content=content), fresh)
    assert (refused["code"], recorded["ok"]) == ("item_not_understood", True)
    assert titles(document) == [TITLE]


@pytest.mark.parametrize("where", [requests.HandIn, do.HandInNotes])
def test_a_mistake_of_ours_with_one_thing_leaves_the_others_alone(
    room, table, document, monkeypatch, where
):
    def mistaken(*_):
        raise ZeroDivisionError

    name = "command" if where is requests.HandIn else "plan"
    monkeypatch.setattr(where, name, mistaken)
    fresh = item("record", fields={"title": TITLE})
    failed, recorded = table.send(item("hand_in"), fresh)
    assert (failed["code"], recorded["ok"]) == ("defect", True)
    assert titles(document) == [TITLE]
    assert isinstance(room.defects.pop(), ZeroDivisionError)


def test_what_a_full_disk_keeps_out_is_no_ones_fault_and_is_sent_again(
    table, document, monkeypatch
):
    def full(_commits, _expected):
        raise FileRefused("disk_full", path="café.worldcafe")

    fresh = item("record", fields={"title": TITLE})
    with monkeypatch.context() as now:
        now.setattr(document._store, "commit", full)
        answer = table.ask("outbox", {"items": [fresh]})
        assert (answer.status, answer.said["code"]) == (507, "laptop_cannot_write")
    assert table.send(fresh)[0]["ok"]
    assert titles(document) == [TITLE]


def test_a_connection_that_says_nothing_whole_is_let_go(document, monkeypatch):
    monkeypatch.setattr(guards, "FIRST_REQUEST_SECONDS", 0.2)
    opened = OpenRoom(document)
    try:
        for said in (b"", b"GET /api/1/hello HT", b"GET / HTTP/1.1\r\nHost: x\r\nX-"):
            with socket.create_connection((HOST, opened.room.port), timeout=10) as line:
                line.sendall(said)
                assert line.recv(100) == b""
    finally:
        opened.close()


def test_half_a_message_is_not_waited_for_and_idle_lines_are_let_go(document, monkeypatch):
    for name in ("BODY_SECONDS", "LINGER_SECONDS", "IDLE_SECONDS"):
        monkeypatch.setattr(guards, name, 0.2)
    opened = OpenRoom(document)
    code, host = opened.room.code_of(Scope(Role.TABLE, "t1")), f"{HOST}:{opened.room.port}"
    told = f"Host: {host}\r\nX-Cafe-Code: {code}\r\nX-Cafe-Device: device-0001\r\n"
    half = f'POST /api/1/outbox HTTP/1.1\r\n{told}Content-Length: 99\r\n\r\n{{"items'
    whole = f"GET /api/1/hello HTTP/1.1\r\n{told}\r\n"

    def answered(said):
        with socket.create_connection((HOST, opened.room.port), timeout=10) as line:
            line.sendall(said.encode())
            came = b""
            while piece := line.recv(4096):  # until the laptop lets go
                came += piece
        return came[9:12]

    try:
        assert opened.while_running(lambda: answered(half), lambda: answered(whole)) == [
            b"408", b"200",
        ]  # fmt: skip
    finally:
        opened.close()


def test_whoever_holds_lines_leaves_room_for_others(room, monkeypatch):
    monkeypatch.setattr(room.room._server, "_most", 5)
    said = f"GET /api/1/hello HTTP/1.1\r\nHost: {HOST}:{room.room.port}\r\n\r\n".encode()

    def hold():
        with contextlib.ExitStack() as opened:
            lines = []
            for _ in range(20):
                lines.append(
                    opened.enter_context(socket.create_connection((HOST, room.room.port)))
                )
                lines[-1].settimeout(10)
                lines[-1].sendall(said)
                assert lines[-1].recv(10) == b"HTTP/1.1 2"
            while lines[0].recv(4096):
                pass
            return ask(room.room.url, "hello").status

    assert room.while_running(hold) == [200]


def test_a_photo_is_written_anew_and_belongs_to_its_table(room, table, document, photo):
    assert b"secret place" in photo
    answer = table.ask("photo?id=photo-0001&round_id=r1", photo)
    assert (answer.status, answer.said["id"]) == (200, "photo-0001")
    (kept,) = document.workshop.attachments.values()
    assert (kept.table_id, kept.round_id) == ("t1", "r1")
    seen = table.ask("photo/photo-0001")
    assert seen.headers["Content-Type"] == "image/jpeg"
    assert b"secret place" not in seen.said
    assert len(table.ask("photo/photo-0001?small=1").said) < len(seen.said)
    assert room.phone("table", "t2").ask("photo/photo-0001").status == 404
    assert table.ask("photo?id=photo-0002&round_id=r1", b"no picture").status == 415
    assert table.ask("photo?id=photo-0003&round_id=nowhere", photo).status == 409


def test_a_photo_takes_the_place_of_no_other(room, table, document, photo):
    place = "photo?id=photo-0001&round_id=r1"
    assert table.ask(place, photo).status == 200
    assert room.phone("table", "t2").ask(place, drawn("PNG")).status == 200
    (kept,) = document.workshop.attachments.values()
    assert (kept.table_id, kept.width) == ("t1", 800)


def test_only_photos_are_read_and_no_other_file(table, document, tmp_path):
    (tmp_path / "own.png").write_bytes(drawn("PNG"))
    own = (tmp_path / "own.png").as_posix()
    drawing = f"""<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"
        xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="{own}"/></svg>"""
    assert table.ask("photo?id=photo-0001&round_id=r1", drawing.encode()).status == 415
    assert not document.workshop.attachments
    for n, format in enumerate(("TIFF", "PNG", "WEBP", "BMP")):
        answer = table.ask(f"photo?id=photo-{n:04}&round_id=r1", drawn(format, width=20 + n))
        assert answer.status == 200, format


def test_a_table_whose_photos_are_slow_keeps_no_other_waiting(room, table, photo):
    def slow():
        for n in range(6):
            line = opened.enter_context(socket.create_connection((HOST, room.room.port)))
            line.sendall(
                f"POST /api/1/photo?id=photo-{n:04}&round_id=r1 HTTP/1.1\r\n"
                f"Host: {HOST}:{room.room.port}\r\nX-Cafe-Code: {table.code}\r\n"
                f"X-Cafe-Device: {table.device}\r\nContent-Length: 999\r\n\r\n".encode()
            )
        ask(room.room.url, "hello")  # the others were read before

    with contextlib.ExitStack() as opened:
        room.while_running(slow)
        other = room.phone("table", "t2")
        assert other.ask("photo?id=photo-9999&round_id=r1", photo, seconds=20).status == 200


def drawn(format, width=30):
    """A picture, as a file of this format."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImage

    image = QImage(width, 20, QImage.Format.Format_RGB32)
    image.fill(0x1F6F8B)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, format)
    return bytes(content.data())


@pytest.fixture
def photo():
    """A JPEG of a tablecloth in which the camera said where it was taken."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImage

    image = QImage(800, 600, QImage.Format.Format_RGB32)
    image.fill(0x88AA44)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG")
    plain = bytes(content.data())
    comment = b"secret place"
    return plain[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2) + comment + plain[2:]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "::ffff:0.0.0.0", "224.0.0.1", ""])
def test_it_never_listens_at_all_addresses(document, host):
    with pytest.raises(RuleBroken, match="address_unknown"):
        OpenRoom(document, host=host)


def test_the_port_is_drawn_once_and_is_the_workshops_own(document):
    opened = OpenRoom(document, port=None)
    opened.close()
    assert opened.room.port in PORTS
    assert document.workshop.phones.port == opened.room.port
    document.do(do.ChoosePort(port=port_of_its_own()))  # one that nobody takes meanwhile
    for _ in range(2):
        opened = OpenRoom(document, port=None)
        assert opened.room.port == document.workshop.phones.port not in PORTS
        with pytest.raises(RuleBroken, match="port_taken"):
            OpenRoom(document)
        opened.close()


# Rooms that go by clocks of their own


@pytest.fixture
def halls(document, room):
    """Table 1 in round 1, in the Aula; table 2 in round 2, in the Bar."""
    document.do(do.SpreadRooms(rooms=("Aula", "Bar")))
    seats = [Seat.of(who, "t1" if who in AULA else "t2", r)
             for who in ("awa", "chiara", "bruno", "dina") for r in ("r1", "r2")]  # fmt: skip
    document.do(do.AdoptSeatingPlan(seats=tuple(seats)))
    document.do(do.SetClocks(by_room=True))
    document.do(do.StartSegment(segment="r1.talk", room="Aula"))
    document.do(do.StartSegment(segment="r2.talk", room="Bar"))
    return room


AULA = ("awa", "chiara")


def test_a_phone_goes_by_the_clock_of_its_room(halls):
    rounds = {
        who: halls.phone(role, who).state()["clock"]["round_number"]
        for role, who in (("table", "t1"), ("table", "t2"), ("person", "chiara"),
                          ("person", "dina"))
    }  # fmt: skip
    assert rounds == {"t1": 1, "t2": 2, "chiara": 1, "dina": 2}
    seat = halls.phone("person", "dina").state()["seat"]
    assert (seat["round_number"], seat["table"], seat["here"]) == (2, 2, True)
    begun = [each["begun"] for each in halls.phone("table", "t1").state()["rounds"]]
    assert begun == [True, False]


def test_a_phone_hears_when_the_clock_of_its_room_goes_on(halls, document):
    table = halls.phone("table", "t2")
    seen = table.state()["seq"]
    document.do(do.PauseClock(room="Bar"))
    assert not table.ask(f"state?since={seen}").said["clock"]["running"]


def test_walls_and_the_pocket_go_by_the_room_of_the_desk(halls, document):
    wall, pocket = halls.phone("wall"), halls.phone("facilitator")
    shown = {}
    for name in ("Aula", "Bar"):
        halls.room.show(digests.Shown(room=name))
        shown[name] = wall.state()["position"], pocket.state()["clock"]["round_number"]
    assert shown == {"Aula": ("Round 1 of 2", 1), "Bar": ("Round 2 of 2", 2)}
    assert [each["number"] for each in pocket.state()["board"]["tables"]] == [2]
    said = pocket.do("pause", after={"phase": "talk", "round_id": "r2"})
    assert said["ok"]
    workshop = document.workshop
    assert [bool(workshop.clock_in(each).paused_at) for each in workshop.rooms] == [False, True]
    assert not pocket.do("next", after={"phase": "talk", "round_id": "r1"})["ok"]


def test_dots_are_placed_where_the_tables_of_ones_room_are_over(halls, document):
    document.do(record("c1", "t1"))
    document.do(do.EndDay(room="Bar"))
    can = {
        who: halls.phone("person", who).state()["dots"]["open"] for who in ("chiara", "dina")
    }
    assert can == {"chiara": False, "dina": True}
    assert halls.phone("person", "dina").do("vote", contribution_id="c1", dots=1)["ok"]
    assert not halls.phone("person", "chiara").do("vote", contribution_id="c1", dots=1)["ok"]
