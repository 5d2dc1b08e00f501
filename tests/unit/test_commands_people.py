"""The people in the room and where they sit."""

import pytest

from small_cafe import PEOPLE, SEATS, done, record, stamp
from worldcafe.domain.commands import (
    AdoptSeatingPlan,
    AppointHosts,
    ClearSeating,
    DescribeConversation,
    ImportParticipants,
    MoveSeat,
    PutParticipant,
    PutTable,
    RemoveParticipants,
)
from worldcafe.domain.model import CafeTable, Participant, Seat
from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.vocabulary import Role
from worldcafe.domain.workshop import Workshop


def person(id, *roles, languages=()):
    return Participant(id=id, given_name=id, roles=roles, languages=languages)


def test_a_second_import_leaves_known_people_as_they_are(workshop):
    renamed = Participant(id="awa", given_name="Somebody else")
    fresh = person("fay")
    both = done(workshop, ImportParticipants(participants=(renamed, fresh)))
    assert both.participants["awa"] == PEOPLE[0]
    assert list(both.participants)[-1] == "fay"


def test_a_person_is_added_and_changed(workshop):
    changed = PEOPLE[2].but(city="Turin")
    assert done(workshop, PutParticipant(participant=changed)).participants["chiara"] == changed


def test_a_door_list_goes_by_family_name(workshop):
    names = [each.family_name for each in workshop.participants_in_order]
    assert names == ["Costa", "Diop", "Haddad", "Novák", "Rossi"]


def test_people_go_with_their_seats_and_duties(workshop):
    busy = done(
        workshop,
        PutTable(table=workshop.tables["t2"].but(note_taker_id="awa")),
        DescribeConversation(table_id="t1", round_id="r1", note_taker_id="awa"),
    )
    left = done(busy, RemoveParticipants(participant_ids={"awa", "nobody"}))
    assert "awa" not in left.participants
    assert "awa" not in {seat.participant_id for seat in left.seats.values()}
    assert (left.tables["t1"].host_id, left.tables["t2"].note_taker_id) == (None, None)
    assert left.tables["t2"].host_id == "bruno"
    assert left.conversation("t1", "r1").note_taker_id is None


def test_hosts_prefer_tables_whose_language_they_speak():
    room = Workshop.of(
        [
            CafeTable(id="a", number=1, languages=("es",)),
            CafeTable(id="b", number=2, languages=("fr",)),
            CafeTable(id="c", number=3, languages=("pt",)),
            person("fr", Role.HOST, languages=("fr",)),
            person("es", Role.HOST, languages=("fr", "es")),
            person("scribe", Role.NOTE_TAKER, languages=("en",)),
            person("traveller"),
        ]
    )
    appointed = done(room, AppointHosts())
    assert [(t.host_id, t.note_taker_id) for t in appointed.tables_in_order] == [
        ("es", "scribe"), ("fr", None), (None, None),
    ]  # fmt: skip
    assert AppointHosts().plan(appointed, stamp()) == []


def test_a_plan_replaces_every_seat_and_names_its_hosts(workshop):
    seats = (Seat.of("chiara", "t1", "r1"), Seat.of("dina", "t2", "r1"))
    adopted = done(workshop, AdoptSeatingPlan(seats=seats, hosts={"t1": "chiara"}))
    assert set(adopted.seats.values()) == set(seats)
    assert adopted.tables["t1"].host_id == "chiara"


def test_a_seat_has_the_id_that_follows_from_who_and_when(workshop):
    seat = Seat(id="odd", participant_id="dina", table_id="t2", round_id="r1")
    assert list(done(workshop, AdoptSeatingPlan(seats=(seat,))).seats) == ["r1/dina"]


def test_one_person_moves_in_one_round(workshop):
    moved = done(workshop, MoveSeat(participant_id="dina", round_id="r1", table_id="t2"))
    assert [p.id for p in moved.people_at("t2", "r1")] == ["bruno", "dina", "emil"]
    assert [table.id for table in moved.route_of("dina")] == ["t2", "t2"]


def test_who_sits_at_a_full_table_may_stay_there(workshop):
    stay = MoveSeat(participant_id="dina", round_id="r1", table_id="t1")
    assert stay.plan(workshop, stamp()) == []


def test_the_host_comes_first_at_a_table(workshop):
    assert [p.id for p in workshop.people_at("t1", "r1")] == ["awa", "dina", "chiara"]


def test_a_plan_is_put_away(workshop):
    bare = done(workshop, ClearSeating())
    assert not bare.seats
    assert bare.route_of("awa") == (None, None)
    assert bare.people_at("t1", "r1") == ()


@pytest.mark.parametrize(
    ("before", "command", "code"),
    [
        ([], PutParticipant(participant=Participant(id="x")), "participant_without_name"),
        (
            [record("c1", author_id="dina"), record("c2", author_id="chiara")],
            RemoveParticipants(participant_ids={"chiara"}),
            "participant_has_notes",
        ),
        (
            [],
            AdoptSeatingPlan(seats=(Seat.of("x", "t1", "r1"),)),
            "participant_unknown",
        ),
        ([], AdoptSeatingPlan(seats=(Seat.of("awa", "x", "r1"),)), "plan_outdated"),
        ([], AdoptSeatingPlan(seats=(Seat.of("awa", "t1", "x"),)), "plan_outdated"),
        ([], AdoptSeatingPlan(seats=(SEATS[0], SEATS[0])), "seated_twice"),
        (
            [],
            AdoptSeatingPlan(
                seats=(
                    SEATS[0],
                    Seat(id="odd", participant_id="awa", table_id="t2", round_id="r1"),
                )
            ),
            "seated_twice",
        ),
        ([], AdoptSeatingPlan(seats=(), hosts={"t1": "x"}), "participant_unknown"),
        ([], AdoptSeatingPlan(seats=(), hosts={"x": "awa"}), "plan_outdated"),
        (
            [],
            MoveSeat(participant_id="x", round_id="r1", table_id="t1"),
            "participant_unknown",
        ),
        ([], MoveSeat(participant_id="awa", round_id="r1", table_id="x"), "table_unknown"),
        ([], MoveSeat(participant_id="awa", round_id="x", table_id="t1"), "round_unknown"),
        ([], MoveSeat(participant_id="emil", round_id="r1", table_id="t1"), "table_full"),
    ],
)
def test_refusals(workshop, before, command, code):
    with pytest.raises(RuleBroken) as refused:
        done(workshop, *before, command)
    assert refused.value.code == code
