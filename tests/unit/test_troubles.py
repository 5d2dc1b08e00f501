"""What is worth a look in a seating, and what a change by hand costs and brings."""

import pytest

from small_cafe import done, small_workshop
from worldcafe.domain.commands import (
    ImportParticipants,
    PinSeats,
    PutParticipant,
    PutSeatWish,
    PutTable,
    SetSeatingRules,
)
from worldcafe.domain.model import Participant, Seat, SeatingRule, SeatWish
from worldcafe.domain.seat_changes import Rank, SeatChanges
from worldcafe.domain.troubles import Trouble, TroubleKind, appraised, troubles
from worldcafe.domain.vocabulary import Severity, Strength, WishType
from worldcafe.wording import words_for
from worldcafe.wording.troubles import effect_of, trouble_sentence

WORDS = words_for("en")
GUEST = Participant(id="guest", given_name="Gaia", family_name="Russo")
HARD = SeatingRule(strength=Strength.HARD)


def told(workshop, listed=None):
    """The sentences, in their order."""
    listed = appraised(workshop).troubles if listed is None else listed
    return [trouble_sentence(each, workshop, WORDS) for each in listed]


def with_table(workshop, table_id, **changes):
    return done(workshop, PutTable(table=workshop.tables[table_id].but(**changes)))


def with_person(workshop, person_id, **changes):
    person = workshop.participants[person_id].but(**changes)
    return done(workshop, PutParticipant(participant=person))


def with_rules(workshop, **rules):
    return done(workshop, SetSeatingRules(rules=workshop.seating_rules.but(**rules)))


def seated(workshop, *moves):
    """The workshop with people set down elsewhere, whatever a command would say to that."""
    seats = dict(workshop.seats)
    for person_id, table_id, round_id in moves:
        seat = Seat.of(person_id, table_id, round_id)
        seats[seat.id] = seat
    return type(workshop).of([*small_but(workshop, "seat"), *seats.values()])


def small_but(workshop, kind):
    everything = (
        workshop.about, workshop.seating_rules, *workshop.participants.values(),
        *workshop.themes.values(), *workshop.tables.values(), *workshop.rounds.values(),
        *workshop.seats.values(),
    )  # fmt: skip
    return [each for each in everything if each.kind_name != kind]


def test_who_has_no_seat_is_a_problem(workshop):
    more = done(workshop, ImportParticipants(participants=(GUEST,)))
    (found,) = (t for t in troubles(more, None) if t.kind is TroubleKind.NO_SEAT)
    assert found == Trouble(TroubleKind.NO_SEAT, Severity.PROBLEM, "r1", ("guest",))
    assert told(more, [found]) == ["Gaia Russo has no seat in round 1."]


def test_a_full_table_and_a_host_elsewhere_are_told(workshop):
    full = with_table(workshop, "t1", seats=2)
    assert told(full, troubles(full, None)) == ["Table 1 has 3 people and 2 chairs in round 1."]
    away = seated(workshop, ("awa", "t2", "r1"))
    expected = "Awa Diop hosts table 1 but sits elsewhere in round 1."
    assert expected in told(away, troubles(away, None))


def test_whom_somebody_meets_again_and_where_they_return_is_told(workshop):
    again = seated(workshop, ("chiara", "t1", "r2"))
    assert "Chiara Rossi returns to table 1 in round 2." in told(again)
    assert "Awa Diop and Chiara Rossi meet in rounds 1 and 2." in told(again)


@pytest.mark.parametrize(
    ("strength", "severity"),
    [(Strength.HARD, Severity.PROBLEM), (Strength.WISH, Severity.ATTENTION)],
)
def test_a_broken_rule_is_as_grave_as_it_is_strict(workshop, strength, severity):
    ruled = with_rules(workshop, organisation_apart=SeatingRule(strength=strength))
    for person_id in ("chiara", "dina"):
        ruled = with_person(ruled, person_id, organisation="Ligue")
    (first, _second) = (
        each for each in appraised(ruled).troubles if each.kind is TroubleKind.ONE_ORGANISATION
    )
    assert first.severity is severity
    assert told(ruled, [first]) == [
        "Chiara Rossi and Dina Haddad (Ligue) sit together at table 1 in round 1."
    ]


def test_a_rule_that_is_off_says_nothing(workshop):
    off = with_rules(workshop, organisation_apart=SeatingRule(strength=Strength.OFF))
    for person_id in ("chiara", "dina"):
        off = with_person(off, person_id, organisation="Ligue")
    kinds = {each.kind for each in appraised(off).troubles}
    assert TroubleKind.ONE_ORGANISATION not in kinds


def test_the_gravest_comes_first(workshop):
    found = appraised(seated(workshop, ("chiara", "t1", "r2"))).troubles
    problems = [each.severity is Severity.PROBLEM for each in found]
    assert problems == sorted(problems, reverse=True)
    assert len(set(problems)) == 2


def test_a_wish_that_is_not_met_is_told_with_its_wish(workshop):
    wish = SeatWish(id="w", type=WishType.TOGETHER, participant_ids=("dina", "emil"))
    wished = done(workshop, PutSeatWish(wish=wish))
    found = [each for each in appraised(wished).troubles if each.wish_id]
    assert {each.wish_id for each in found} == {"w"}
    assert told(wished, found)[0] == (
        "Dina Haddad and Emil Novák are to sit together, and do not in round 1."
    )


@pytest.mark.parametrize("kind", TroubleKind)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_trouble_has_a_sentence_without_a_gap(kind, language):
    workshop, words = small_workshop(), words_for(language)
    trouble = Trouble(
        kind, Severity.PROBLEM, "r1", ("dina", "emil"), "t1", "jobs", "Europe", ("r1", "r2")
    )
    text = trouble_sentence(trouble, workshop, words)
    assert text
    assert "{" not in text


# Changes by hand


def test_a_change_brings_just_what_the_seating_would_say_afterwards(workshop):
    places = {"emil": "t1", "dina": "t2"}
    found = SeatChanges(workshop).difference(places, "r1")
    after = seated(workshop, ("emil", "t1", "r1"), ("dina", "t2", "r1"))
    before, then = set(appraised(workshop).troubles), set(appraised(after).troubles)
    assert set(found.worse) == then - before
    assert set(found.better) == before - then
    assert found.worse


def test_a_host_who_leaves_a_pin_and_a_closed_table_are_remarked(workshop):
    pinned = done(workshop, PinSeats(seat_ids=frozenset({"r1/awa"}), pinned=True))
    closed = with_table(pinned, "t2", closed=True)
    found = SeatChanges(closed).difference({"awa": "t2"}, "r1")
    assert [each.kind for each in found.worse[:3]] == [
        TroubleKind.HOST_ELSEWHERE, TroubleKind.PINNED, TroubleKind.CLOSED_TABLE,
    ]  # fmt: skip


def test_a_host_who_comes_back_to_their_table_is_better(workshop):
    away = seated(workshop, ("awa", "t2", "r1"))
    kinds = [each.kind for each in SeatChanges(away).difference({"awa": "t1"}, "r1").better]
    assert kinds[0] is TroubleKind.HOST_ELSEWHERE


def test_only_tables_with_a_free_chair_are_offered_and_the_cheapest_first(workshop):
    assert SeatChanges(workshop).tables_to_move_to("emil", "r1") == []
    (offered,) = SeatChanges(workshop).tables_to_move_to("dina", "r1")
    table, cost = offered
    assert table.id == "t2"
    assert cost is not None
    swaps = SeatChanges(workshop).people_to_swap_with("emil", "r1")
    assert {person.id for person, _ in swaps} == {"awa", "chiara", "dina"}
    costs = [cost for _, cost in swaps]
    assert costs == sorted(costs)


def test_what_cannot_be_weighed_is_offered_last_and_without_a_weight(workshop):
    more = done(workshop, ImportParticipants(participants=(GUEST,)))
    more = with_table(more, "t1", seats=9)
    assert [cost for _, cost in SeatChanges(more).tables_to_move_to("emil", "r1")] != [None]
    changes = SeatChanges(more)
    changes.know(None)
    assert [cost for _, cost in changes.tables_to_move_to("emil", "r1")] == [None]


def test_a_change_that_helps_as_much_as_it_harms_is_no_problem(workshop):
    found = SeatChanges(workshop).difference({"emil": "t1", "dina": "t2"}, "r1")
    grave = effect_of("Swap", found, Rank(1, 0, 3), workshop, WORDS)
    assert grave.weight is Severity.PROBLEM
    light = effect_of("Swap", found, Rank(0, 0, 0), workshop, WORDS)
    assert light.weight is Severity.GOOD
    assert Severity.PROBLEM not in {line.severity for line in light.lines}
    assert light.lines[-1].text == "In all, nothing gets worse."
