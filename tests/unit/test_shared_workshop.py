"""A workshop on a server: several desks work in one, and nobody does what is not theirs."""

import contextlib
import datetime as dt
import hashlib
import select
import shutil
import sqlite3
import threading
import time
from pathlib import Path

import pytest

from small_cafe import AT, PEOPLE, build, opportunity, record
from worldcafe.cli import main
from worldcafe.document import Document, Gathering, place_of
from worldcafe.document.address import Address
from worldcafe.document.migrations import FORMAT
from worldcafe.domain.command import Asked
from worldcafe.domain.commands import (
    DiscardDraft,
    EditContribution,
    PutParticipant,
    RemoveParticipants,
    SaveDraft,
)
from worldcafe.domain.refusal import FileRefused, RuleBroken

FORMATS = Path(__file__).parents[1] / "data" / "formats"


@pytest.fixture
def opened(address):
    """Opens a desk's end of the shared workshop; closed when the test ends."""
    with Document.making(address) as document:
        build(document)
    with contextlib.ExitStack() as stack:
        yield lambda writer, place=address: stack.enter_context(
            Document.open(place, writer=writer)
        )


@pytest.fixture
def login(postgres):
    """Makes somebody who can log in, with the roles they are granted."""
    made = []

    def make(name, *roles):
        postgres.run(
            f"CREATE ROLE {name} LOGIN", *(f"GRANT {each} TO {name}" for each in roles)
        )
        made.append(name)
        return name

    yield make
    for name in made:
        postgres.run(f"DROP ROLE {name}")


def refused(action):
    with pytest.raises(FileRefused) as caught:
        action()
    return caught.value.code


def hears(desk):
    """Whether a desk is told of others before long; its own doings come there as well."""
    for _ in range(2):
        select.select([desk.server.fileno()], [], [], 5)
        if desk.server.heard():
            return True
    return False


def draft(text):
    if not text:
        return DiscardDraft(table_id="t1", round_id="r1")
    return SaveDraft(table_id="t1", round_id="r1", content=f'{{"fresh": "{text}"}}')


# what a person names


def test_an_address_names_a_server_and_a_workshop_and_stands_for_itself():
    text = "postgresql://anna@db.example.org/cafes?sslmode=verify-full&workshop=turin"
    address = place_of(text)
    assert (address.name, str(address)) == ("turin", text)
    assert address.server == "postgresql://anna@db.example.org/cafes?sslmode=verify-full"
    assert place_of("turin.worldcafe") == Path("turin.worldcafe")


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://anna:hush@db/cafes?workshop=turin",
        "postgresql://db/cafes?workshop=turin&password=hush",
        "postgresql://:hush@db/cafes?workshop=turin",
    ],
)
def test_a_password_in_an_address_is_refused_and_never_said_again(text, capsys):
    with pytest.raises(FileRefused) as caught:
        Address.of(text)
    assert caught.value.code == "address_with_password"
    assert main(["check", text]) == 2
    said = capsys.readouterr()
    assert "password" in said.err
    assert "hush" not in str(caught.value) + said.err + said.out


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("postgresql://db/cafes", "address_unclear"),
        ("postgresql://[/?workshop=turin", "address_unclear"),
        ("postgresql://db/cafes?workshop=a&workshop=b", "address_unclear"),
        ("postgresql://db/cafes?workshop=Turin;DROP", "workshop_name_unfit"),
        ("postgresql://db/cafes?workshop=" + "a" * 31, "workshop_name_unfit"),
    ],
)
def test_an_address_that_is_none_is_refused(text, code):
    assert refused(lambda: place_of(text)) == code


def test_a_server_that_does_not_answer_and_a_workshop_that_is_not_there(postgres, tmp_path):
    silent = Address.of(f"postgresql:///cafes?host={tmp_path}&workshop=turin")
    assert refused(lambda: Document.open(silent)) == "server_silent"
    assert refused(lambda: Document.open(postgres.address("nowhere"))) == "workshop_not_shared"


# several desks


def test_what_one_desk_does_another_hears_and_has(opened):
    one, two = opened("one"), opened("two")
    assert one.workshop == two.workshop
    one.do(record("c1"))
    assert hears(two)
    assert two.catch_up()
    assert two.workshop == one.workshop
    assert not one.server.heard()  # its own doings are no news to it


def test_a_desk_on_old_news_plans_anew_and_takes_back_only_its_own(opened):
    one, two = opened("one"), opened("two")
    one.do(record("c1"))
    two.do(record("c2"))
    assert [each.number for each in two.workshop.contributions.values()] == [1, 2]
    one.catch_up()
    one.undo()
    assert list(one.workshop.contributions) == ["c2"]
    assert one.next_undo != "RecordContribution"
    two.catch_up()
    assert two.workshop == one.workshop
    assert opened("one").next_redo == "RecordContribution"


def test_what_is_typed_is_heard_and_leaves_no_trace(opened, postgres, address):
    one, two = opened("one"), opened("two")
    for text in ("W", "Wa", "Water"):
        one.do(draft(text))
    two.catch_up()
    (typed,) = two.workshop.drafts.values()
    assert typed.content == '{"fresh": "Water"}'
    assert (two.seq, two.workshop) == (one.seq, one.workshop)
    one.do(draft(""))
    two.catch_up()
    assert two.workshop == one.workshop
    for table in ("history", "draft_news"):
        rows = postgres.run(f"SELECT t::text FROM {address.schema}.{table} t")
        assert rows
        assert "Water" not in str(rows)


def test_a_desk_that_was_away_while_drafts_came_and_went_is_not_left_behind(opened):
    one, two = opened("one"), opened("two")
    one.do(draft("Water"))
    one.do(record("c1"))
    one.do(draft(""))
    two.do(record("c2"))
    one.catch_up()
    assert one.workshop == two.workshop
    assert list(one.workshop.contributions) == ["c1", "c2"]


def test_drafts_are_in_one_order_at_every_desk_whenever_it_hears_of_them(opened):
    """A desk that was away hears of a draft once, where another one saw it grow."""
    one, two, away = opened("one"), opened("two"), opened("away")
    for desk, text in ((one, "W"), (two, "Soil"), (one, "Wa")):
        desk.do(draft(text))
    for desk in (one, two, away, opened("new")):
        desk.catch_up()
        assert [each.writer for each in desk.workshop.drafts.values()] == ["two", "one"]


def test_everybody_gets_their_turn(opened, address):
    """Ten desks that write as fast as they can: nobody is told that others are quicker."""
    n_desks, n_each = 10, 5
    desks = [opened(f"desk-{n}") for n in range(n_desks)]
    failed = []

    def write(n):
        try:
            for k in range(n_each):
                desks[n].do(record(f"c-{n}-{k}"))
        except Exception as error:  # noqa: BLE001 - said by the main thread
            failed.append(error)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(n_desks)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert not failed
    for desk in desks:
        desk.catch_up()
        assert desk.workshop == desks[0].workshop
    numbers = sorted(each.number for each in desks[0].workshop.contributions.values())
    assert numbers == [*range(1, n_desks * n_each + 1)]
    assert not desks[0].examine().differences


def test_a_refusal_lets_the_next_one_go_on(opened):
    one, two = opened("one"), opened("two")
    one.do(record("c1"))
    with pytest.raises(RuleBroken):  # on old news first, then in its turn
        two.do(record("c1"))
    one.do(record("c2"))
    assert list(one.workshop.contributions) == ["c1", "c2"]


def test_a_whole_list_of_people_and_a_photo_come_in(opened):
    from worldcafe.domain.commands import ImportParticipants

    one, two = opened("one"), opened("two")
    many = [PEOPLE[0].but(id=f"p{n}", family_name=f"Name {n}") for n in range(1500)]
    photo = b"\x00\xffphoto"
    digest = hashlib.sha256(photo).hexdigest()
    one.do(ImportParticipants(participants=many), blobs={digest: photo})
    two.catch_up()
    assert two.workshop == one.workshop
    assert list(opened("three").workshop.participants) == list(one.workshop.participants)
    assert two.blob(digest) == photo
    assert not two.examine().pictures


def test_the_clock_is_the_servers_whatever_the_desk_believes(opened, monkeypatch):
    import worldcafe.document.document as at_desk

    monkeypatch.setattr(at_desk, "_now", lambda: AT - dt.timedelta(days=400))
    one, two = opened("one"), opened("two")
    assert abs(one.now() - two.now()) < dt.timedelta(seconds=1)
    one.do(record("c1"))
    (made,) = one.workshop.contributions.values()
    assert abs(made.recorded_at - two.now()) < dt.timedelta(seconds=5)


# files


def test_a_file_goes_to_the_server_and_comes_back_the_same(
    turin_like, address, tmp_path, capsys
):
    back = tmp_path / "back.worldcafe"
    assert main(["share", str(turin_like), str(address)]) == 0
    assert address.desk_role in capsys.readouterr().out
    assert main(["take", str(address), str(back)]) == 0
    with Document.open(turin_like) as sent, Document.open(back) as taken:
        assert taken.workshop == sent.workshop
        assert [*taken.lines()] == [*sent.lines()]
        assert not taken.examine().differences
    assert main(["take", str(address), str(back)]) == 4  # it is there


@pytest.fixture
def turin_like(tmp_path):
    """A file with a bit of everything, as an earlier version left it."""
    return shutil.copy(FORMATS / f"v{FORMAT}.worldcafe", tmp_path / "kept.worldcafe")


def test_a_copy_that_was_taken_merges_back(opened, address, tmp_path, capsys):
    desk = opened("desk")
    desk.do(record("c1"))
    copy = tmp_path / "copy.worldcafe"
    assert main(["take", str(address), str(copy)]) == 0
    with Document.open(copy, writer="away") as away:
        away.do(record("c2"))
    desk.do(EditContribution(contribution_id="c1", changes={"title": "Here"}))
    assert main(["merge", str(address), str(copy)]) == 0
    desk.catch_up()
    assert set(desk.workshop.contributions) == {"c1", "c2"}
    assert main(["merge", str(copy), str(address)]) == 0
    with Document.open(copy) as away:
        assert away.workshop.contributions["c1"].title == "Here"


def test_the_command_line_takes_an_address_where_a_file_stands(address, tmp_path, capsys):
    place = str(address)
    assert main(["new", place, "--tables", "2", "--rounds", "2"]) == 0
    assert main(["new", place]) == 4  # it is there
    notes = tmp_path / "notes.jsonl"
    notes.write_text('{"table": 1, "round": 1, "kind": "idea", "title": "Twin the cities"}\n')
    assert main(["notes", place, str(notes)]) == 0
    assert main(["export", place, str(tmp_path / "out.json")]) == 0
    assert "Twin the cities" in (tmp_path / "out.json").read_text("utf-8")
    assert main(["check", place]) == 0
    assert main(["new", str(tmp_path / "next.worldcafe"), "--follows", place]) == 0
    capsys.readouterr()
    assert main(["forget", place, "--everyone"]) == 4
    assert "worldcafe take" in capsys.readouterr().err
    assert main(["check", place, "--repair", str(tmp_path / "made.worldcafe")]) == 4


def test_people_read_it_with_sql(opened, postgres, address):
    from worldcafe.domain.model import NextStep, Partner

    step = NextStep(text="Call Maputo")
    opened("one").do(record("c1", partners=(Partner(name="Maputo"),), next_step=step))
    query = "SELECT table_number, title, next_step FROM {0}.opportunity"
    assert postgres.run(query.format(address.schema)) == [
        (1, opportunity().title, "Call Maputo")
    ]
    assert postgres.run(f"SELECT name FROM {address.schema}.partner") == [("Maputo",)]
    wide = f"SELECT needs_access FROM {address.schema}.participant WHERE id = 'awa'"
    assert postgres.run(wide) == [(False,)]


# who may what


def test_a_reader_reads_and_changes_nothing(opened, postgres, address, login):
    login("reading", address.reader_role)
    reader = opened("reader", postgres.address(address.name, "reading"))
    assert refused(lambda: reader.do(record("c1"))) == "server_read_only"
    desk = opened("desk")
    desk.do(record("c1"))
    assert refused(lambda: reader.do(record("c2"))) == "server_read_only"  # in its turn
    reader.catch_up()
    assert reader.workshop == desk.workshop
    assert refused(reader.secret) == "server_read_only"
    desk.do(record("c2"))  # and holds nobody up


def test_a_desk_writes_and_leaves_what_was_done_as_it_was_told(
    opened, postgres, address, login
):
    import psycopg

    login("writing", address.desk_role)
    desk = opened("desk", postgres.address(address.name, "writing"))
    desk.do(record("c1"))
    assert desk.secret() == opened("owner").secret()
    for statement in (
        "DELETE FROM {0}.history", "UPDATE {0}.history SET edits = '[]'",
        "DELETE FROM {0}.workshop", "DROP TABLE {0}.vote",
    ):  # fmt: skip
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            postgres.run(statement.format(address.schema), user="writing")


def test_the_roles_of_another_workshop_open_nothing(opened, postgres, address, login):
    other = postgres.address("another")
    with Document.making(other) as document:
        build(document)
    login("neighbour", other.desk_role, other.reader_role)
    elsewhere = postgres.address(address.name, "neighbour")
    assert refused(lambda: Document.open(elsewhere)) == "workshop_not_shared"
    with Document.open(postgres.address("another", "neighbour")):
        pass
    postgres.forget("another")


def test_who_may_not_share_is_told_and_nothing_is_there(postgres, address, login, document):
    login("guest")
    path = document.path
    document.close()
    code = main(["share", str(path), str(postgres.address(address.name, "guest"))])
    assert code == 4
    assert refused(lambda: Document.open(address)) == "workshop_not_shared"
    with Document.open(path) as again:
        assert again.workshop.participants


# formats


@pytest.fixture
def older(postgres, address, tmp_path):
    """A workshop shared by a program that wrote format 4."""
    from worldcafe.document.postgres.connection import Connection
    from worldcafe.document.postgres.laying import _lay, _make_place

    kept = sqlite3.connect(shutil.copy(FORMATS / "v4.worldcafe", tmp_path / "v4.worldcafe"))
    with (
        contextlib.closing(kept) as file,
        contextlib.closing(Connection(address)) as server,
        server.session.transaction(),
    ):
        _make_place(server)
        _lay(server, file)
    return address


def test_a_workshop_of_an_older_format_is_brought_up_to_date_as_a_file_is(
    older, postgres, tmp_path, login
):
    login("later", older.desk_role)
    desk = postgres.address(older.name, "later")
    with pytest.raises(FileRefused) as caught:
        Document.open(desk)
    assert (caught.value.code, caught.value.params["owner"]) == ("server_older", "owner")
    with Document.open(tmp_path / "v4.worldcafe", writer="me") as file:
        expected = file.workshop
    with Document.open(older, writer="me") as document:
        assert document.workshop == expected
    with Document.open(desk, writer="me") as document:  # its rights are as they were
        document.do(record("new", *_place_of(document)))


def _place_of(document):
    workshop = document.workshop
    return workshop.tables_in_order[0].id, workshop.rounds_in_order[0].id


def test_what_is_of_another_format_is_read_where_it_lies_and_stays_as_it_is(
    older, postgres, tmp_path, login
):
    login("officer", older.reader_role)
    place = postgres.address(older.name, "officer")
    ((_, found),) = Gathering([place])
    with Document.open(tmp_path / "v4.worldcafe") as file:
        assert found == file.workshop
    format = f"SELECT format FROM {older.schema}.workshop"
    assert postgres.run(format) == [(4,)]
    postgres.run(f"UPDATE {older.schema}.workshop SET format = {FORMAT + 1}")
    ((_, found),) = Gathering([place])
    assert found.code == "workshop_too_new"


def test_an_older_program_is_told_when_it_opens_and_when_it_is_open(opened, postgres, address):
    desk = opened("desk")
    postgres.run(f"UPDATE {address.schema}.workshop SET format = {FORMAT + 1}")
    assert refused(lambda: desk.do(record("c1"))) == "workshop_too_new"
    assert refused(lambda: Document.open(address)) == "workshop_too_new"


# what goes wrong


def test_a_desk_that_is_killed_in_mid_commit_holds_nobody_up(opened, postgres, address):
    import psycopg

    desk = opened("desk")
    other = psycopg.connect(postgres.uri())
    other.execute(f"UPDATE {address.schema}.workshop SET last = last + 1")
    other.execute(f"DELETE FROM {address.schema}.seat")
    other.pgconn.finish()  # what a kill leaves: a socket that is gone, nothing said
    desk.do(record("c1"))
    with Document.open(address) as again:
        assert again.workshop == desk.workshop


def test_who_holds_the_workshop_too_long_is_not_waited_for(opened, postgres, address):
    import psycopg

    desk = opened("desk")
    desk.server.session.execute("SET lock_timeout TO '50ms'")
    with psycopg.connect(postgres.uri()) as other:
        other.execute(f"UPDATE {address.schema}.workshop SET last = last")
        assert refused(lambda: desk.do(record("c1"))) == "server_busy"
    desk.do(record("c1"))


def test_a_server_that_is_killed_loses_nothing_and_is_found_again(opened, postgres):
    one, two = opened("one"), opened("two")
    one.do(record("c1"))
    postgres.kill()
    try:
        assert refused(lambda: two.do(record("c2"))) == "server_lost"
        assert refused(lambda: hears(one)) == "server_lost"
        assert (one.server.is_lost, list(two.workshop.contributions)) == (True, [])
        began = time.monotonic()
        assert refused(lambda: two.do(record("c2"))) == "server_lost"  # at once from now on
        assert time.monotonic() - began < 0.5
        assert refused(two.server.renew) == "server_silent"
    finally:
        postgres.start()
    for desk in (one, two):
        desk.server.renew()
        desk.catch_up()
    two.do(record("c2"))
    one.catch_up()
    assert one.workshop == two.workshop
    assert list(one.workshop.contributions) == ["c1", "c2"]


@pytest.mark.parametrize("kept", ["file", "server"])
def test_what_is_taken_out_and_put_in_again_at_one_stroke_stands_last(
    kept, opened, address, tmp_path
):
    place = address
    if kept == "file":
        place = tmp_path / "day.worldcafe"
        with Document.create(place) as document:
            build(document)
    chiara, zoe = PEOPLE[2], PEOPLE[2].but(id="zoe", given_name="Zoe")
    with Document.open(place) as document:
        document.do_all(
            [
                Asked(command, Document.DESK)
                for command in (
                    RemoveParticipants(participant_ids=frozenset({"chiara"})),
                    PutParticipant(participant=zoe),
                    PutParticipant(participant=chiara),
                    PutParticipant(participant=PEOPLE[0].but(city="Dakar")),
                    RemoveParticipants(participant_ids=frozenset({"zoe"})),
                    PutParticipant(participant=zoe),
                )
            ]
        )
        expected = list(document.workshop.participants.values())
        assert [person.id for person in expected] == [
            "awa", "bruno", "dina", "emil", "chiara", "zoe",
        ]  # fmt: skip
    with Document.open(place) as document:
        assert list(document.workshop.participants.values()) == expected


def test_what_fails_without_a_word_of_the_server_is_a_lost_line_that_can_be_renewed(opened):
    import psycopg

    desk = opened("desk")

    def cut():
        # As psycopg says it where a socket is gone that libpq has not looked at yet.
        with desk.server.refusals():
            raise psycopg.OperationalError("connection socket closed")

    assert refused(cut) == "server_lost"
    assert refused(lambda: desk.do(record("c1"))) == "server_lost"
    desk.server.renew()
    desk.do(record("c1"))
    assert "c1" in desk.workshop.contributions
