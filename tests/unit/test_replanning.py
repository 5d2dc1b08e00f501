"""From a workshop whose day has begun to a repaired seating, and back."""

import datetime as dt
from dataclasses import replace

import pytest

from small_cafe import AT, done
from turin_cafe import turin_workshop
from worldcafe.domain.commands import (
    PinSeats,
    PutParticipant,
    PutRound,
    PutTable,
    RemoveRound,
    StartSegment,
)
from worldcafe.domain.model import Clock, Participant, Round
from worldcafe.domain.plan_gaps import unseated
from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.rotation import RepairOption, plan, repairs
from worldcafe.domain.seating import (
    adopt,
    adopt_repair,
    next_round,
    plan_request,
    repair_request,
    seating_now,
)
from worldcafe.domain.vocabulary import Presence


@pytest.fixture(scope="module")
def turin():
    workshop = turin_workshop()
    return done(workshop, adopt(workshop, plan(plan_request(workshop, 2027))))


def travellers(workshop):
    hosts = {table.host_id for table in workshop.tables.values()}
    return [person for person in workshop.people_to_seat if person.id not in hosts]


def without(workshop, *people):
    gone = (person.but(presence=Presence.ABSENT) for person in people)
    return done(workshop, *(PutParticipant(participant=person) for person in gone))


def with_late(workshop, n):
    late = (Participant(id=f"late{k}", given_name="Late", family_name=str(k)) for k in range(n))
    return done(workshop, *(PutParticipant(participant=person) for person in late))


def test_five_no_shows_and_three_latecomers_move_nobody(turin):
    changed = with_late(without(turin, *travellers(turin)[5:30:5]), 3)
    fewest = repairs(repair_request(changed, "r2"))[0]
    assert fewest.option is RepairOption.FEWEST_CHANGES
    assert fewest.moved_people == ()
    assert {move.person for move in fewest.moves} == {"late0", "late1", "late2"}
    assert fewest.report.repeats == 0
    mended = done(changed, adopt_repair(changed, fewest))
    assert not [who for who, round_id in unseated(mended) if round_id != "r1"]


def test_what_is_over_keeps_its_seats_even_those_of_people_who_left(turin):
    gone = travellers(turin)[0]
    changed = without(turin, gone)
    mended = done(changed, adopt_repair(changed, repairs(repair_request(changed, "r3"))[0]))
    for round_id in ("r1", "r2"):
        before = {s for s in turin.seats.values() if s.round_id == round_id}
        assert before == {s for s in mended.seats.values() if s.round_id == round_id}
    assert {s.round_id for s in mended.seats.values() if s.participant_id == gone.id} == {
        "r1",
        "r2",
    }


def test_a_table_whose_host_left_gets_its_note_taker(turin):
    table = turin.tables["t4"]
    scribe = next(p for p in travellers(turin) if set(p.languages) & {"fr"})
    changed = done(turin, PutTable(table=table.but(note_taker_id=scribe.id)))
    changed = without(changed, changed.participants[table.host_id])
    fewest = repairs(repair_request(changed, "r2"))[0]
    assert fewest.new_hosts == {"t4": scribe.id}
    mended = done(changed, adopt_repair(changed, fewest))
    assert mended.tables["t4"].host_id == scribe.id
    assert [t.id for t in mended.route_of(scribe.id)[1:]] == ["t4"] * 3


def test_a_table_whose_host_left_gets_nobody_who_has_only_just_come_in(turin):
    host = turin.participants[turin.tables["t4"].host_id]
    changed = with_late(without(turin, host), 1)
    fewest = repairs(repair_request(changed, "r2"))[0]
    (new_host,) = fewest.new_hosts.values()
    assert new_host in turin.participants
    assert set(fewest.moved_people) <= {new_host}


def test_a_closed_table_sends_its_people_to_the_others(turin):
    changed = done(turin, PutTable(table=turin.tables["t7"].but(closed=True, host_id=None)))
    roomy = [t.but(seats=6) for t in changed.tables.values()]
    changed = done(changed, *(PutTable(table=table) for table in roomy))
    fewest = repairs(repair_request(changed, "r3"))[0]
    at = {s.table_id for s in adopt_repair(changed, fewest).seats if s.round_id in ("r3", "r4")}
    assert at == set(turin.tables) - {"t7"}
    displaced = {
        seat.participant_id
        for seat in turin.seats.values()
        if seat.table_id == "t7" and seat.round_id in ("r3", "r4")
    }
    assert displaced <= set(fewest.moved_people)


def test_a_round_that_was_added_is_planned_and_the_others_stay(turin):
    changed = done(turin, PutRound(round=Round(id="r5", number=5)))
    fewest = repairs(repair_request(changed, "r3"))[0]
    assert fewest.moved_people == ()
    assert {move.round_index for move in fewest.moves} == {4}
    assert len(fewest.moves) == 80
    assert fewest.report.repeats <= 2


def test_a_round_that_was_dropped_moves_nobody(turin):
    silent = replace(turin, contributions={}, conversations={})
    changed = done(silent, RemoveRound(round_id="r4"))
    assert repairs(repair_request(changed, "r2"))[0].moves == ()


def test_pins_stay_pins(turin):
    seat = next(s for s in turin.seats.values() if s.round_id == "r4")
    changed = done(turin, PinSeats(seat_ids=frozenset({seat.id})))
    mended = adopt_repair(changed, repairs(repair_request(changed, "r2"))[0])
    assert next(s for s in mended.seats if s.id == seat.id).pinned


def test_no_round_left_is_said(turin):
    with pytest.raises(RuleBroken) as refused:
        repair_request(turin, None)
    assert refused.value.code == "no_round_left"


def test_the_round_after_the_running_one_may_change(turin):
    assert next_round(turin) == "r1"
    running = done(turin, StartSegment(segment="r2.talk"))
    assert next_round(running) == "r3"
    assert next_round(done(turin, StartSegment(segment="r4.talk"))) is None
    over = replace(turin, clock=Clock(ended_at=AT + dt.timedelta(hours=3)))
    assert next_round(over) is None


def test_the_seating_now_is_what_the_plan_was(turin):
    now = seating_now(turin)
    assert now is not None
    assert set(now.seats()) == {
        (int(seat.round_id[1:]) - 1, seat.participant_id, seat.table_id)
        for seat in turin.seats.values()
    }
    assert now.hosts_by_table() == {t.id: t.host_id for t in turin.tables.values()}
