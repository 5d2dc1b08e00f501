"""What is printed and published of a workshop in several rooms, and of one in a single room."""

import datetime as dt
import json
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from printed_cafe import crowd, texts, with_opportunities
from small_cafe import done
from worldcafe.domain.commands import SpreadRooms
from worldcafe.domain.refusal import RuleBroken
from worldcafe.exchange.publishing import publish
from worldcafe.prints import Setup, What, write_pdf
from worldcafe.wording import words_for

pytestmark = pytest.mark.usefixtures("qapp")

EN = words_for("en")
AT = dt.datetime(2026, 3, 12, 18, tzinfo=dt.UTC)
NAMES = ("Aula Magna", "Glasshouse")


@pytest.fixture(scope="module")
def one():
    """Forty people at eight tables in three rounds, with something said at some."""
    step = {"text": "Call Thiès", "owner": "Given0001"}
    said = ({"title": f"Idea {n}", "next_step": step} for n in range(3))
    return with_opportunities(crowd(40, 8, 3), *said)


@pytest.fixture(scope="module")
def two(one):
    """The same; the tables stand in two rooms."""
    return done(one, SpreadRooms(rooms=NAMES))


def printed(workshop, what, tmp_path, room=""):
    path = tmp_path / f"{what}.pdf"
    write_pdf(workshop, EN, what, path, Setup(room=room))
    return texts(path)


def published(workshop, path):
    publish(workshop, path, EN, made_at=AT)
    return path


def cells(path):
    return {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()]
        for sheet in load_workbook(path).worksheets
    }


@pytest.mark.parametrize("what", [each for each in What if each is not What.OPPORTUNITIES])
def test_a_room_is_printed_for_itself_and_named(what, two, tmp_path):
    whole = "\n".join(printed(two, what, tmp_path))
    part = "\n".join(printed(two, what, tmp_path, "Glasshouse"))
    assert "Glasshouse" in part
    if what is not What.DOORS:  # there it is said of those who stay in one
        assert all(name in whole for name in NAMES)
    if what is not What.BADGES:  # these people move between rooms
        assert "Aula Magna" not in part
    assert len(part) < len(whole)
    here = {t.id for t in two.tables_in("Glasshouse")}
    there = {s.participant_id for s in two.seats.values() if s.table_id in here}
    if what is What.DOORS:
        for person in two.participants.values():
            assert (person.given_name in part) == (person.id in there)


def test_the_door_list_says_in_which_room_somebody_stays(two, tmp_path):
    first = two.tables_in_order[0].id
    seats = [seat.but(table_id=first) for seat in two.seats.values()]
    staying = replace(two, seats={seat.id: seat for seat in seats})
    assert any("Aula Magna" in page for page in printed(staying, What.DOORS, tmp_path))


def test_a_room_that_is_not_there_is_refused(two, one, tmp_path):
    for workshop, room in ((two, "Cellar"), (one, "Glasshouse")):
        with pytest.raises(RuleBroken, match="room_unknown"):
            printed(workshop, What.CARDS, tmp_path, room)


def test_the_report_says_in_which_room_it_was_said(two, one, tmp_path):
    item = two.standing[0]
    room = two.room_of(item.table_id)
    assert any(room in page for page in printed(two, What.OPPORTUNITIES, tmp_path))


def test_the_room_is_a_column_of_the_synthesis(two, tmp_path):
    sheets = cells(published(two, tmp_path / "two.xlsx"))
    for title in ("Opportunities", "Next steps", "Participants", "By table and round"):
        head = next(row for row in sheets[title] if "Room" in row)
        column = head.index("Room")
        found = {row[column] for row in sheets[title][sheets[title].index(head) + 1 :]}
        assert found & set(NAMES), title
    data = json.loads(published(two, tmp_path / "two.json").read_text("utf-8"))
    rooms = {table["id"]: table["room"] for table in data["tables"]}
    assert set(rooms.values()) == set(NAMES)
    assert all(each["room"] == rooms[each["table_id"]] for each in data["contributions"])


def test_in_one_room_nothing_is_said_of_rooms(one, tmp_path):
    named = done(one, SpreadRooms(rooms=("Aula Magna",)))
    plain = replace(one)
    for what in What:
        assert printed(named, what, tmp_path) == printed(plain, what, tmp_path)
    assert cells(published(named, tmp_path / "a.xlsx")) == cells(
        published(plain, tmp_path / "b.xlsx")
    )
    text = published(named, tmp_path / "a.json").read_text("utf-8")
    assert text == published(plain, tmp_path / "b.json").read_text("utf-8")
    assert '"room"' not in text
    headings = [
        value for rows in cells(tmp_path / "a.xlsx").values() for row in rows for value in row
    ]
    assert "Room" not in headings


def test_the_room_that_the_list_says_is_exported_before_there_is_a_plan(two, one, tmp_path):
    def with_list(workshop):
        people = {
            id: person.but(room=NAMES[k % 2].upper())
            for k, (id, person) in enumerate(workshop.participants.items())
        }
        return replace(workshop, participants=people, seats={})

    sheet = cells(published(with_list(two), tmp_path / "two.xlsx"))["Participants"]
    head = next(row for row in sheet if "Room" in row)
    rows = sheet[sheet.index(head) + 1 :]
    assert {row[head.index("Room")] for row in rows} >= set(NAMES)
    said = json.loads(published(with_list(two), tmp_path / "two.json").read_text("utf-8"))
    assert {each["room"] for each in said["participants"]} == {n.upper() for n in NAMES}
    said = json.loads(published(one, tmp_path / "one.json").read_text("utf-8"))
    assert not any("room" in each for each in said["participants"])
