"""A workshop that is held in several rooms, and one that is not."""

import io
import json
import sys
from collections import Counter
from uuid import uuid4

import pytest

from small_cafe import AT, done, small_workshop
from worldcafe.cli import main
from worldcafe.document import Document
from worldcafe.domain.command import Stamp
from worldcafe.domain.commands import (
    AdoptSeatingPlan,
    FurnishRoom,
    ImportParticipants,
    PinSeats,
    PutParticipant,
    PutRound,
    PutTable,
    PutTablesInRoom,
    SetSeatingRules,
    SpreadRooms,
    StartSegment,
)
from worldcafe.domain.edits import Edit
from worldcafe.domain.model import Participant, Round, Seat
from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.rotation import plan, repairs, report
from worldcafe.domain.seating import (
    adopt,
    adopt_repair,
    next_round,
    plan_request,
    repair_request,
    seating_now,
)
from worldcafe.domain.vocabulary import Presence
from worldcafe.domain.workshop import Workshop

NAMES = ("Aula", "Salle des Fêtes")


@pytest.fixture
def halls():
    """Forty people, ten tables in two rooms, three rounds."""
    people = tuple(Participant(id=f"p{k}", family_name=f"Person {k}") for k in range(40))
    rounds = (PutRound(round=Round(id=f"r{k}", number=k)) for k in range(1, 4))
    return done(
        Workshop(),
        ImportParticipants(participants=people),
        FurnishRoom(n_tables=10, seats=6),
        *rounds,
        SpreadRooms(rooms=NAMES),
    )


def rooms_of(workshop, person_id):
    return {table.room for table in workshop.route_of(person_id) if table}


def test_neighbouring_tables_stand_in_one_room(halls):
    assert halls.rooms == NAMES
    assert [table.number for table in halls.tables_in("Aula")] == [1, 2, 3, 4, 5]
    assert [t.room for t in halls.tables_in_order] == ["Aula"] * 5 + ["Salle des Fêtes"] * 5


def test_all_in_one_room_is_no_room(halls):
    ids = frozenset(halls.tables)
    assert done(halls, PutTablesInRoom(table_ids=ids, room="Aula")).rooms == ()
    assert done(halls, PutTablesInRoom(table_ids=ids, room="")).rooms == ()
    assert small_workshop().rooms == ()
    assert small_workshop().tables_in("Aula") == small_workshop().tables_in_order


def test_a_room_is_spelled_in_one_way(halls):
    table = halls.tables_in_order[0]
    moved = done(halls, PutTablesInRoom(table_ids={table.id}, room=" salle des  fêtes "))
    assert moved.room_of(table.id) == "Salle des Fêtes"
    assert moved.rooms == ("Salle des Fêtes", "Aula")


def test_more_tables_stand_where_the_last_ones_do(halls):
    fresh = Stamp(AT, lambda: str(uuid4()))
    more = halls.after(FurnishRoom(n_tables=12).plan(halls, fresh))
    assert Counter(t.room for t in more.tables.values()) == {"Aula": 5, "Salle des Fêtes": 7}


def test_rooms_without_a_table_are_refused(halls):
    with pytest.raises(RuleBroken, match="more_rooms_than_tables"):
        done(halls, SpreadRooms(rooms=tuple("abcdefghijk")))


def planned(workshop):
    return done(workshop, adopt(workshop, plan(plan_request(workshop))))


def test_people_stay_in_their_room_or_move_as_the_rules_say(halls):
    staying = planned(halls)
    assert all(len(rooms_of(staying, each)) == 1 for each in staying.participants)
    free = halls.seating_rules.but(stay_in_room=False)
    moving = planned(done(halls, SetSeatingRules(rules=free)))
    assert any(len(rooms_of(moving, each)) == 2 for each in moving.participants)


def test_a_change_of_room_is_found_in_a_seating(halls):
    workshop = planned(halls)
    plan_ = seating_now(workshop)
    quality = report(plan_.request, plan_)
    assert (quality.n_rooms, quality.room_changes, quality.hard_unmet) == (2, (), 0)
    seat = next(s for s in workshop.seats.values() if s.participant_id == "p39")
    other = next(t for t in workshop.tables_in_order if t.room not in rooms_of(workshop, "p39"))
    moved = seat.but(table_id=other.id)
    changed = workshop.after([Edit(seat, moved)])
    plan_ = seating_now(changed)
    quality = report(plan_.request, plan_)
    assert {change.person for change in quality.room_changes} == {"p39"}
    assert quality.hard_unmet == len(quality.room_changes) > 0


def test_who_comes_late_or_leaves_moves_nobody_to_another_room(halls):
    workshop = planned(halls)
    gone = [workshop.participants[f"p{k}"].but(presence=Presence.ABSENT) for k in (20, 21)]
    late = Participant(id="late", family_name="Late")
    changed = done(workshop, ImportParticipants(participants=(*gone, late)))
    asked = repair_request(changed, "r2")
    for repair in repairs(asked):
        after = done(changed, adopt_repair(changed, repair))
        assert all(len(rooms_of(after, each)) == 1 for each in after.participants)
        assert all(after.route_of("late")[1:])
        assert repair.report.room_changes == ()
    assert next_round(changed) == "r1"


def test_a_pin_in_another_room_holds_and_is_told(halls):
    workshop = planned(halls)
    hosts = {table.host_id for table in workshop.tables.values()}
    who = next(person for person in workshop.participants if person not in hosts)
    here, there = (workshop.tables_in(room)[2].id for room in NAMES)
    ids = frozenset({f"r1/{who}", f"r2/{who}"})
    seats = [seat for seat in workshop.seats.values() if seat.id not in ids]
    seats += [Seat.of(who, here, "r1"), Seat.of(who, there, "r2")]
    again = planned(
        done(workshop, AdoptSeatingPlan(seats=tuple(seats)), PinSeats(seat_ids=ids))
    )
    first, second, _ = again.route_of(who)
    assert (first.id, second.id) == (here, there)
    found = seating_now(again)
    assert who in {change.person for change in report(found.request, found).room_changes}


@pytest.fixture
def run(monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run(*arguments):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
        code = main([str(argument) for argument in arguments])
        return code, *capsys.readouterr()

    return run


def test_rooms_on_the_command_line(run, tmp_path, halls):
    path = tmp_path / "congress.worldcafe"
    made = ("new", path, "--people", 40, "--tables", 10, "--rounds", 3)
    assert run(*made, "--rooms", "Aula, Salle  des Fêtes,Aula")[0] == 0
    with Document.open(path) as document:
        assert document.workshop.rooms == NAMES
        people = ImportParticipants(participants=tuple(halls.participants.values()))
        document.do(people)
    code, out, _ = run("plan", path, "--json")
    assert (code, json.loads(out)["report"]["room_changes"]) == (0, [])
    code, out, _ = run("plan", path)
    assert "Everybody stays in one room all day." in out
    code, out, _ = run("plan", path, "--rooms", "move", "--json")
    assert (code, "room_changes" in json.loads(out)["report"]) == (0, False)
    refused = run("new", tmp_path / "few.worldcafe", "--tables", 1, "--rooms", "A,B")
    assert refused[0] == 3
    assert not (tmp_path / "few.worldcafe").exists()


def test_the_room_and_the_chairs_of_a_table_are_two_fields(tmp_path, halls):
    with Document.create(tmp_path / "halls.worldcafe") as document:
        table = halls.tables_in_order[0]
        document.do(PutTable(table=table.but(host_id=None)))
        document.do(PutTablesInRoom(table_ids={table.id}, room="Garden"))
        document.do(PutTable(table=document.workshop.tables[table.id].but(seats=9)))
        document.undo()
        document.undo()
        kept = document.workshop.tables[table.id]
        assert (kept.room, kept.seats) == ("Aula", 6)


def test_tables_stand_in_no_room_where_none_is_named():
    spread = done(small_workshop(), SpreadRooms(rooms=("Main hall",)))
    assert {table.room for table in spread.tables.values()} == {"Main hall"}
    again = done(spread, SpreadRooms(rooms=()))
    assert {table.room for table in again.tables.values()} == {""}


def quality_of(workshop):
    plan_ = seating_now(workshop)
    return report(plan_.request, plan_)


def listed(workshop, **rooms):
    """The same once the list says of these people in which room they are to be."""
    people = workshop.participants
    return done(
        workshop, *(PutParticipant(participant=people[p].but(room=r)) for p, r in rooms.items())
    )


def test_people_stay_in_the_room_that_the_list_names_however_it_is_written(halls):
    asked = {f"p{k}": ("aula", "SALLE DES FETES")[k % 2] for k in range(0, 40, 3)}
    workshop = listed(halls, **asked, p1="Bar")
    assert workshop.home_of("p3") == NAMES[1]
    assert workshop.home_of("p1") == ""  # no table stands there
    seated = planned(workshop)
    assert all(
        rooms_of(seated, id) == {workshop.room_named(room)} for id, room in asked.items()
    )
    sizes = Counter(frozenset(rooms_of(seated, id)) for id in seated.participants)
    assert set(sizes.values()) == {20}
    assert not quality_of(seated).room_changes


def test_more_people_than_a_room_has_chairs_go_elsewhere_and_that_is_told(halls):
    crowd = listed(halls, **{f"p{k}": NAMES[0] for k in range(35)})
    seated = planned(crowd)
    elsewhere = [f"p{k}" for k in range(35) if rooms_of(seated, f"p{k}") != {NAMES[0]}]
    assert len(elsewhere) == 5  # thirty chairs
    found = quality_of(seated).room_changes
    assert {change.person for change in found} == set(elsewhere)


def test_who_has_begun_in_another_room_stays_there_and_who_has_not_follows_the_list(halls):
    seated = planned(halls)
    hosts = {table.host_id for table in seated.tables.values()}
    free = [id for id in seated.participants if id not in hosts]
    here, there = (next(id for id in free if rooms_of(seated, id) == {name}) for name in NAMES)
    changed = listed(seated, **{here: NAMES[1], there: NAMES[0]})
    before = planned(changed)
    assert (rooms_of(before, here), rooms_of(before, there)) == ({NAMES[1]}, {NAMES[0]})
    begun = done(changed, StartSegment(segment="r1.talk"))
    asked = repair_request(begun, next_round(begun))
    after = done(begun, adopt_repair(begun, repairs(asked)[0]))
    assert (rooms_of(after, here), rooms_of(after, there)) == ({NAMES[0]}, {NAMES[1]})


def test_a_room_that_is_given_another_name_keeps_whoever_is_to_be_there(halls):
    workshop = listed(halls, p0="aula", p1=NAMES[1])
    ids = frozenset(table.id for table in workshop.tables_in("Aula"))
    renamed = done(workshop, PutTablesInRoom(table_ids=ids, room="Aula Magna"))
    assert [renamed.participants[id].room for id in ("p0", "p1")] == ["Aula Magna", NAMES[1]]


def test_whoever_is_in_no_list_goes_wherever_there_is_a_chair_in_no_room_as_well(halls):
    ids = frozenset(table.id for table in halls.tables_in(NAMES[1]))
    outside = done(halls, PutTablesInRoom(table_ids=ids, room=""))
    seated = planned(outside)
    sizes = Counter(frozenset(rooms_of(seated, id)) for id in seated.participants)
    assert sizes == {frozenset({NAMES[0]}): 20, frozenset({""}): 20}
