"""Changes during the day, over random rooms."""

from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rule_rooms import after, rule_rooms
from small_cafe import done
from worldcafe.domain.clock import rounds_to_change, rounds_to_come
from worldcafe.domain.commands import (
    FurnishRoom,
    ImportParticipants,
    MarkAbsent,
    PutParticipant,
    PutRound,
    PutTable,
    SetClocks,
    SpreadRooms,
    StartSegment,
)
from worldcafe.domain.model import Participant, Round
from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.rotation import (
    HostRule,
    Person,
    PlanRequest,
    RepairOption,
    RepairRequest,
    plan,
    repairs,
)
from worldcafe.domain.seating import adopt, adopt_repair, plan_request, repair_request
from worldcafe.domain.vocabulary import Presence
from worldcafe.domain.workshop import Workshop

ROOMS = ("Aula", "Bar")
unhurried = settings(deadline=None, max_examples=50)


@st.composite
def days(draw):
    """A day that has begun: somebody is gone, somebody comes late, a table may be closed."""
    request_ = draw(rule_rooms(most_rounds=4, blocks=False))
    made = plan(request_, should_stop=after(3))
    first = draw(st.integers(0, request_.n_rounds - 1))
    rest = frozenset(range(first, request_.n_rounds))
    gone = draw(st.sets(st.integers(0, len(request_.people) - 1), max_size=2))
    late = tuple(
        Person(f"late{k}", languages=("en",), away=frozenset(range(first)))
        for k in range(draw(st.integers(0, 2)))
    )
    people = tuple(
        replace(person, away=rest, hosts=None, stays_at=None) if k in gone else person
        for k, person in enumerate(request_.people)
    )
    tables = request_.tables
    if draw(st.booleans()) and len(request_.open_tables) > 1:
        shut = tables[draw(st.sampled_from(request_.open_tables))].id
        tables = tuple(replace(t, closed=t.closed or t.id == shut) for t in tables)
        people = tuple(
            replace(
                p,
                hosts=None if p.hosts == shut else p.hosts,
                stays_at=None if p.stays_at == shut else p.stays_at,
            )
            for p in people
        )
    nowhere = (-1,) * len(late)
    announced = tuple((*row, *nowhere) for row in made.tables_by_round)
    kept = {p.id for k, p in enumerate(request_.people) if k not in gone}
    is_open = {t.id: not t.closed for t in tables}
    try:
        changed = replace(
            request_,
            people=(*people, *late),
            tables=tables,
            pins=tuple(p for p in request_.pins if p.person in kept and is_open[p.table]),
            frozen=announced[:first],
        )
        asked = RepairRequest(changed, announced, hosts_before=(made.hosts,) * first)
        return asked, repairs(asked)
    except RuleBroken:
        assume(False)


def what_is_over_stays_and_whoever_is_there_has_a_seat(asked, found):
    request_ = asked.request
    for repair in found:
        rounds = repair.plan.tables_by_round
        assert rounds[: asked.from_round] == request_.frozen
        for r in range(asked.from_round, request_.n_rounds):
            for person, table in zip(request_.people, rounds[r], strict=True):
                assert (table >= 0) == (r not in person.away)
                assert table < 0 or not request_.tables[table].closed
            extra = request_.host_rule is HostRule.EXTRA
            for index in request_.open_tables:
                seats = request_.tables[index].seats
                assert seats is None or rounds[r].count(index) + extra <= seats


def hosts_and_pins_hold_for_the_rest_of_the_day(asked, found):
    request_ = asked.request
    for repair in found:
        at = {(r, person): table for r, person, table in repair.plan.seats()}
        for pin in request_.pins:
            if pin.round_index >= asked.from_round:
                assert at[pin.round_index, pin.person] == pin.table
        for table, host in repair.plan.hosts_by_table().items():
            for r in range(asked.from_round, request_.n_rounds):
                assert at[r, host] == table
        if request_.host_rule is HostRule.STAY:
            open_ = {request_.tables[k].id for k in request_.open_tables}
            assert repair.plan.hosts_by_table().keys() == open_


def the_moves_are_what_differs_from_the_badges(asked, found):
    request_ = asked.request
    name = [table.id for table in request_.tables]
    for repair in found:
        expected = {
            (person.id, r, name[told] if told >= 0 else None, name[now])
            for r in range(asked.from_round, request_.n_rounds)
            for person, told, now in zip(
                request_.people, asked.announced[r], repair.plan.tables_by_round[r], strict=True
            )
            if now not in (told, -1)
        }
        moves = {(m.person, m.round_index, m.from_table, m.to_table) for m in repair.moves}
        assert moves == expected
        assert len(moves) == len(repair.moves)


def the_options_come_in_order_and_differ(asked, found):
    options = [repair.option for repair in found]
    assert options in ([RepairOption.FEWEST_CHANGES], list(RepairOption))
    if len(found) == 2:
        fewest, mixing = found
        assert len(fewest.moves) <= len(mixing.moves)
        assert fewest.plan.tables_by_round != mixing.plan.tables_by_round


def the_same_day_is_mended_in_the_same_way(asked, found):
    assert repairs(asked) == found


@settings(unhurried, max_examples=80)
@given(days())
def test_a_day_that_was_mended_keeps_every_promise(day):
    """All on the same days: to mend one is what takes its time."""
    for promise in (
        what_is_over_stays_and_whoever_is_there_has_a_seat,
        hosts_and_pins_hold_for_the_rest_of_the_day,
        the_moves_are_what_differs_from_the_badges,
        the_options_come_in_order_and_differ,
        the_same_day_is_mended_in_the_same_way,
    ):
        promise(*day)


@st.composite
def rooms_not_in_step(draw):
    """A day in two rooms, each in a round of its own; some are gone, some come late."""
    n_tables = draw(st.integers(4, 6))
    n_people = draw(st.integers(2 * n_tables, 4 * n_tables))
    n_rounds = draw(st.integers(2, 4))
    people = tuple(Participant(id=f"p{k}", family_name=f"P {k}") for k in range(n_people))
    rounds = [Round(id=f"r{k}", number=k) for k in range(1, n_rounds + 1)]
    seated = done(
        Workshop(), ImportParticipants(participants=people),
        FurnishRoom(n_tables=n_tables, seats=8), *(PutRound(round=each) for each in rounds),
        SpreadRooms(rooms=ROOMS), SetClocks(by_room=True),
    )  # fmt: skip
    made = plan(plan_request(seated), should_stop=after(3))
    workshop = done(seated, adopt(seated, made))
    begun = {room: draw(st.integers(0, n_rounds)) for room in ROOMS}
    for room, n in begun.items():
        if n:
            workshop = done(workshop, StartSegment(segment=f"r{n}.talk", room=room))
    gone = draw(st.sets(st.sampled_from([each.id for each in people]), max_size=2))
    late = tuple(
        Participant(id=f"late{k}", family_name=f"L {k}") for k in range(draw(st.integers(0, 2)))
    )
    workshop = done(
        workshop, MarkAbsent(participant_ids=frozenset(gone)),
        ImportParticipants(participants=late),
    )  # fmt: skip
    if draw(st.booleans()):
        table = draw(st.sampled_from(workshop.tables_in_order))
        workshop = done(workshop, PutTable(table=table.but(closed=True)))
    ids = st.sampled_from(list(workshop.participants))
    for id, room in draw(st.dictionaries(ids, st.sampled_from(ROOMS), max_size=3)).items():
        listed = workshop.participants[id].but(room=room)
        workshop = done(workshop, PutParticipant(participant=listed))
    return workshop, begun


@unhurried
@given(rooms_not_in_step())
def test_what_has_begun_in_its_room_is_never_touched(day):
    workshop, begun = day
    coming = rounds_to_change(workshop)
    assume(coming)
    try:
        found = repairs(repair_request(workshop, coming[0].id))
    except RuleBroken:
        assume(False)

    def is_over(seat):
        room = workshop.room_of(seat.table_id)
        return workshop.rounds[seat.round_id].number <= begun[room]

    stays = {id: seat for id, seat in workshop.seats.items() if is_over(seat)}
    for repair in found:
        mended = done(workshop, adopt_repair(workshop, repair))
        assert {id: seat for id, seat in mended.seats.items() if is_over(seat)} == stays
        everywhere = {each.id for each in rounds_to_come(workshop)}
        for seat in mended.seats.values():
            person = workshop.participants[seat.participant_id]
            if seat.round_id in everywhere:
                assert person.presence is not Presence.ABSENT
                assert not workshop.tables[seat.table_id].closed


CLEAN = st.sampled_from([(20, 5, 5), (28, 7, 4), (32, 8, 4), (36, 9, 3), (80, 16, 4)])


def begun(request_, made, first):
    """The day as it was planned, with its first rounds over."""
    hosted = {person: table for table, person in made.hosts_by_table().items()}
    people = tuple(replace(p, hosts=hosted.get(p.id)) for p in request_.people)
    return replace(request_, people=people, frozen=made.tables_by_round[:first])


@unhurried
@given(CLEAN, st.integers(0, 2))
def test_nobody_moves_when_nothing_has_changed(numbers, first):
    request_ = PlanRequest.of_numbers(*numbers)
    made = plan(request_)
    asked = RepairRequest(begun(request_, made, first), made.tables_by_round)
    assert [repair.moves for repair in repairs(asked)] == [()]


@unhurried
@given(CLEAN, st.integers(0, 2), st.data())
def test_whoever_comes_late_takes_the_route_of_somebody_who_did_not_come(numbers, first, data):
    request_ = PlanRequest.of_numbers(*numbers)
    made = plan(request_)
    before = begun(request_, made, first)
    travellers = [k for k, p in enumerate(before.people) if p.hosts is None]
    absent = data.draw(st.sampled_from(travellers))
    rest = frozenset(range(first, request_.n_rounds))
    people = [
        replace(p, away=rest if k == absent else p.away) for k, p in enumerate(before.people)
    ]
    people.append(Person("late", away=frozenset(range(first))))
    announced = tuple((*row, -1) for row in made.tables_by_round)
    asked = RepairRequest(
        replace(before, people=tuple(people), frozen=announced[:first]), announced
    )
    fewest = repairs(asked)[0]
    assert fewest.moved_people == ()
    assert fewest.report.repeats == 0
    assert fewest.report.table_revisits == ()
