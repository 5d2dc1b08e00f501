"""Rooms that are not in step: each goes by a clock of its own."""

import datetime as dt

import pytest

from small_cafe import AT, MINUTE, done, record, stamp
from worldcafe.document import Document
from worldcafe.domain.clock import (
    is_over,
    is_under_way,
    next_segment,
    read_clock,
    rounds_to_change,
    rounds_to_come,
    running_round,
)
from worldcafe.domain.commands import (
    AddTime,
    CheckDay,
    EndDay,
    FurnishRoom,
    GoBack,
    GoOn,
    ImportParticipants,
    MarkAbsent,
    OrderRounds,
    PauseClock,
    PutParticipant,
    PutRound,
    PutTable,
    PutTablesInRoom,
    RemoveRound,
    ResetDay,
    ResumeClock,
    SetClocks,
    SetSeatingRules,
    ShiftClock,
    ShortenRounds,
    SpreadRooms,
    StartSegment,
)
from worldcafe.domain.day import as_shown, begun_rounds, seating_rounds, voting_is_open
from worldcafe.domain.model import CafeTable, Participant, Round
from worldcafe.domain.nudges import NudgeKind, all_in_up_to, nudges
from worldcafe.domain.plan_gaps import plan_gaps, unseated
from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.rehearsal import BeginRehearsal
from worldcafe.domain.rotation import plan, repairs
from worldcafe.domain.seating import adopt, adopt_repair, plan_request, repair_request
from worldcafe.domain.timetable import day_started_at
from worldcafe.domain.workshop import Workshop

A, B = "Aula", "Bar"
APART = SetClocks(by_room=True)
TOGETHER = SetClocks(by_room=False)
TEN = 10 * MINUTE


def begin(n, room=""):
    return StartSegment(segment=f"r{n}.talk", room=room)


@pytest.fixture
def halls():
    """Forty people, ten tables in two rooms, three rounds, and a clock for each room."""
    people = tuple(Participant(id=f"p{k}", family_name=f"Person {k}") for k in range(40))
    rounds = (PutRound(round=Round(id=f"r{k}", number=k)) for k in range(1, 4))
    return done(
        Workshop(), ImportParticipants(participants=people), FurnishRoom(n_tables=10, seats=6),
        *rounds, SpreadRooms(rooms=(A, B)), APART,
    )  # fmt: skip


def round_in(workshop, room):
    found = running_round(workshop.in_room(room))
    return found.number if found else 0


def test_one_clock_is_enough_where_nobody_asks_for_more(halls):
    one = done(halls, TOGETHER, begin(2))
    assert [round_in(one, room) for room in (A, B)] == [2, 2]
    assert not one.is_apart
    assert one.each_clock == (one,)


def test_a_room_that_starts_late_starts_by_itself(halls):
    first = done(halls, begin(1, A))
    assert (round_in(first, A), round_in(first, B)) == (1, 0)
    late = done(first, begin(1, B), after=TEN)
    at = AT + 12 * MINUTE
    assert read_clock(late.in_room(A), at).remaining == 8 * MINUTE
    assert read_clock(late.in_room(B), at).remaining == 18 * MINUTE
    assert day_started_at(late) == AT


@pytest.mark.parametrize(
    "deed",
    [PauseClock(room=B), AddTime(duration=TEN, room=B), begin(3, B), GoBack(room=B),
     EndDay(room=B), GoOn(room=B), ResetDay(room=B)],
    ids=lambda deed: type(deed).__name__,
)  # fmt: skip
def test_what_is_done_in_one_room_leaves_the_clock_of_the_other_alone(halls, deed):
    running = done(halls, begin(1, A), begin(2, B))
    after = done(running, deed, after=MINUTE)
    assert after.clock_in(A) == running.clock_in(A)
    assert after.clock_in(B) != running.clock_in(B)
    assert after.clock == running.clock


def test_a_room_is_narrowed_to_its_clock_and_the_whole_may_go_by_it(halls):
    running = done(halls, begin(1, A), begin(2, B))
    assert running.in_room(B).clock.segment == "r2.talk"
    whole = running.by_clock_of(B)
    assert (whole.clock, whole.tables) == (running.in_room(B).clock, running.tables)


def test_until_its_clock_is_touched_a_room_goes_on_as_all_did(halls):
    together = done(halls, TOGETHER, begin(1))
    apart = done(together, APART, PauseClock(room=B), after=TEN)
    now = AT + 15 * MINUTE
    assert read_clock(apart.in_room(A), now).remaining == 5 * MINUTE
    assert read_clock(apart.in_room(B), now).remaining == 10 * MINUTE


def test_what_is_done_in_all_rooms_is_done_in_those_where_it_can_be(halls):
    running = done(halls, begin(1, A))
    paused = done(running, PauseClock(), after=MINUTE)
    assert paused.clock_in(A).paused_at == AT + MINUTE
    assert paused.clock_in(B) == running.clock_in(B)
    with pytest.raises(RuleBroken, match="clock_not_started"):
        done(halls, PauseClock())
    gone_on = done(done(running, begin(2, B)), GoOn(), after=MINUTE)
    assert [next_segment(running.in_room(room)).key for room in (A, B)] == [
        "r1.move", "r1.talk",
    ]  # fmt: skip
    assert [gone_on.clock_in(room).segment for room in (A, B)] == ["r1.move", "r2.move"]


def test_a_jump_is_taken_back_in_the_room_where_it_was_made(halls):
    def jumped(before, command):
        edits = command.plan(before, stamp(MINUTE))
        return before.after(edits), command.taken_back(edits)

    running = done(halls, begin(1, A))
    after, back = jumped(running, begin(2, B))
    assert done(after, back) == running
    assert done(after, PauseClock(room=A), back).clock_in(B) == running.clock_in(B)
    with pytest.raises(RuleBroken, match="clock_moved_on"):
        done(after, PauseClock(room=B), back)
    after, back = jumped(running, EndDay())
    assert is_over(after)
    assert done(after, back) == running


@pytest.mark.parametrize(
    "command", [PauseClock(room="Cave"), SetClocks(by_room=False, room="Cave")]
)
def test_a_room_that_is_not_there_has_no_clock(halls, command):
    with pytest.raises(RuleBroken, match="room_unknown"):
        done(halls, command)


def test_clocks_of_their_own_are_for_rooms_in_which_people_stay(halls):
    together = done(halls, TOGETHER)
    moving = SetSeatingRules(rules=halls.seating_rules.but(stay_in_room=False))
    with pytest.raises(RuleBroken, match="clocks_need_staying"):
        done(together, moving, APART)
    with pytest.raises(RuleBroken, match="clocks_need_staying"):
        done(halls, moving)
    with pytest.raises(RuleBroken, match="clocks_of_one_room"):
        done(together, SpreadRooms(rooms=(A,)), APART)
    outside = PutTable(table=CafeTable(id="more", number=99))
    with pytest.raises(RuleBroken, match="clocks_need_rooms"):
        done(together, outside, APART)


def test_all_rooms_go_by_one_clock_again_by_that_which_is_furthest_behind(halls):
    running = done(done(halls, begin(1, A)), begin(3, B), after=TEN)
    one = done(running, TOGETHER)
    assert (one.clock.segment, one.clock.started_at) == ("r1.talk", AT)
    assert not one.room_clocks
    chosen = done(running, SetClocks(by_room=False, room=B))
    assert [round_in(chosen, room) for room in (A, B)] == [3, 3]
    again = done(chosen, APART)
    assert [round_in(again, room) for room in (A, B)] == [3, 3]


def test_a_room_that_is_given_another_name_keeps_its_clock(halls):
    running = done(halls, begin(1, A), begin(2, B))
    ids = frozenset(table.id for table in running.tables_in(B))
    renamed = done(running, PutTablesInRoom(table_ids=ids, room="Cellar"))
    assert (round_in(renamed, A), round_in(renamed, "Cellar")) == (1, 2)
    assert renamed.room_clocks.keys() == {A, "Cellar"}
    with pytest.raises(RuleBroken, match="rooms_have_clocks"):
        done(running, PutTablesInRoom(table_ids=ids, room=A))


def test_the_whole_is_under_way_in_any_room_and_over_in_all(halls):
    assert not is_under_way(halls)
    one = done(halls, begin(3, A), begin(3, B), EndDay(room=A))
    assert is_under_way(one)
    assert not is_over(one)
    assert voting_is_open(one)
    both = done(one, EndDay(room=B))
    assert is_over(both)
    assert not is_under_way(both)


def test_a_desk_of_all_rooms_goes_by_the_one_that_is_furthest_behind(halls):
    running = done(halls, begin(3, A), begin(2, B))
    shown = as_shown(running, "")
    assert running_round(shown).number == 2
    assert shown.tables == running.tables
    assert [round_in(shown, room) for room in (A, B)] == [3, 2]
    assert as_shown(running, A) is running.in_room(A)
    assert [each.number for each in begun_rounds(running)] == [1, 2, 3]


def test_a_round_that_has_begun_in_one_room_keeps_its_place_in_the_day(halls):
    running = done(halls, begin(1, A), begin(2, B))
    assert [each.number for each in rounds_to_come(running)] == [3]
    assert [each.number for each in rounds_to_change(running)] == [2, 3]
    with pytest.raises(RuleBroken, match="round_has_begun"):
        done(running, OrderRounds(round_ids=("r1", "r3", "r2")))
    with pytest.raises(RuleBroken, match="round_is_running"):
        done(running, RemoveRound(round_id="r2"))
    shorter = done(running, ShortenRounds(by=MINUTE)).rounds
    left = {id: running.rounds[id].talk_duration - each.talk_duration
            for id, each in shorter.items()}  # fmt: skip
    assert left == {"r1": 0 * MINUTE, "r2": 0 * MINUTE, "r3": MINUTE}
    with pytest.raises(RuleBroken, match="no_round_to_shorten"):
        done(running, begin(3, A), ShortenRounds(by=MINUTE))


def test_who_sits_where_is_shown_in_the_round_of_each_room(halls):
    running = done(halls, begin(3, A), begin(2, B))
    rounds = seating_rounds(as_shown(running, ""))
    assert {(table.room, rounds[id]) for id, table in running.tables.items()} == {
        (A, "r3"), (B, "r2"),
    }  # fmt: skip
    assert set(seating_rounds(as_shown(running, A)).values()) == {"r3"}
    assert set(seating_rounds(done(running, TOGETHER)).values()) == {"r2"}


def test_a_computer_that_sets_its_clock_sets_those_of_all_rooms(halls):
    running = done(halls, begin(1, A), begin(2, B))
    hour = dt.timedelta(hours=1)
    shifted = done(running, ShiftClock(by=hour))
    for room in (A, B):
        before, after = (
            read_clock(each.in_room(room), at)
            for each, at in ((running, AT + TEN), (shifted, AT + TEN + hour))
        )
        assert after == before


def test_a_facilitator_in_one_room_is_told_when_that_one_has_gone_on(halls):
    running = done(halls, begin(1, A), begin(2, B))
    assert done(running, CheckDay(phase="talk", of_round="r2", room=B)) == running
    with pytest.raises(RuleBroken, match="day_moved_on"):
        done(running, CheckDay(phase="talk", of_round="r1", room=B))
    with pytest.raises(RuleBroken, match="day_moved_on"):
        done(done(running, ResumeClock(room=A)), CheckDay(phase="talk", of_round="r3", room=A))


def planned(workshop):
    return done(workshop, adopt(workshop, plan(plan_request(workshop))))


def test_what_is_missing_is_said_of_each_room_by_its_own_round(halls):
    running = done(planned(halls), begin(1, A), StartSegment(segment="r1.move", room=B))
    first = {table.id for table in running.tables_in(B)}
    told = nudges(running)
    assert [(each.kind, each.round_id) for each in told] == [(NudgeKind.NOTHING_WRITTEN, "r1")]
    here = nudges(running.in_room(B))
    assert {table for table, _ in here[0].places} == first
    assert all_in_up_to(running) is None


def test_a_plan_is_repaired_in_each_room_from_its_own_round_on(halls):
    running = done(planned(halls), begin(1, A), begin(2, B))
    gone = [
        next(p.id for p in running.people_at(running.tables_in(room)[0].id, "r1")[1:])
        for room in (A, B)
    ]
    changed = done(running, MarkAbsent(participant_ids=frozenset(gone)))
    assert {each.id for each in plan_gaps(changed).absent} == set(gone)
    for repair in repairs(repair_request(changed, "r2")):
        after = done(changed, adopt_repair(changed, repair))
        for seat in changed.seats.values():
            begun = 1 if changed.room_of(seat.table_id) == A else 2
            if running.rounds[seat.round_id].number <= begun:
                assert after.seats[seat.id] == seat
        assert f"r2/{gone[0]}" not in after.seats
        assert f"r2/{gone[1]}" in after.seats
        assert f"r3/{gone[1]}" not in after.seats
        assert not plan_gaps(after)


def test_whoever_comes_late_is_given_no_seat_in_what_has_begun_in_their_room(halls):
    running = done(planned(halls), begin(1, A), begin(2, B))
    late = tuple(Participant(id=f"late{k}", family_name=f"Late {k}") for k in range(4))
    changed = done(running, ImportParticipants(participants=late))
    for repair in repairs(repair_request(changed, "r2")):
        after = done(changed, adopt_repair(changed, repair))
        assert not unseated(after)
        for person in late:
            seated = [table is not None for table in after.route_of(person.id)]
            home = after.home_of(person.id)
            assert seated == ([False, True, True] if home == A else [False, False, True])


def test_who_has_begun_stays_in_their_room_whatever_the_list_says_by_now(halls):
    workshop = planned(halls)
    hosts = {table.host_id for table in workshop.tables.values()}
    here, there = (
        next(
            id for id in workshop.participants
            if id not in hosts and workshop.home_of(id) == room
        )
        for room in (A, B)
    )  # fmt: skip
    people = workshop.participants
    listed = (people[here].but(room=B), people[there].but(room=A))
    changed = done(
        workshop, *(PutParticipant(participant=each) for each in listed), begin(1, A)
    )
    asked = repair_request(changed, "r1")
    after = done(changed, adopt_repair(changed, repairs(asked)[0]))
    assert [after.room_of(f"{table.id}") for table in after.route_of(here)] == [A] * 3
    assert after.seats[f"r1/{here}"] == changed.seats[f"r1/{here}"]


def test_a_repair_is_outdated_once_what_it_changes_has_begun(halls):
    running = done(planned(halls), begin(1, A), begin(1, B))
    gone = running.people_at(running.tables_in(B)[0].id, "r2")[1].id
    late = Participant(id="late", family_name="Late")
    changed = done(
        running, MarkAbsent(participant_ids={gone}), ImportParticipants(participants=(late,))
    )
    found = repairs(repair_request(changed, "r2"))[0]
    home = next(changed.room_of(move.to_table) for move in found.moves)
    with pytest.raises(RuleBroken, match="plan_outdated"):
        done(changed, begin(2, home), adopt_repair(done(changed, begin(2, home)), found))


def test_a_contribution_keeps_the_round_of_its_room(halls):
    running = done(halls, begin(1, A), begin(2, B))
    table = running.tables_in(B)[0].id
    said = record(table_id=table, round_id=running_round(running.in_room(B)).id)
    after = done(running, said)
    assert after.in_room(B).contributions_of(table, "r2")
    assert done(after, TOGETHER).contributions["c1"].round_id == "r2"


def test_a_rehearsal_plays_rooms_by_their_clocks_and_begins_anew(halls):
    copy = done(done(halls, begin(1, A)), BeginRehearsal(title="Rehearsal"))
    assert copy.is_apart
    assert not copy.room_clocks
    assert not is_under_way(copy)


def test_clocks_of_rooms_are_in_the_file_and_the_day_goes_only_forward(tmp_path, halls):
    path = tmp_path / "halls.worldcafe"
    with Document.create(path, now=lambda: AT) as document:
        document.do(FurnishRoom(n_tables=4))
        document.do(PutRound(round=Round(id="r1", number=1)))
        document.do(SpreadRooms(rooms=(A, B)))
        document.do(APART)
        document.do(begin(1, B))
        assert document.next_undo == "SpreadRooms"
    with Document.open(path) as document:
        assert document.workshop.is_apart
        assert [round_in(document.workshop, room) for room in (A, B)] == [0, 1]
