"""Who is in the room: checking in, no-shows, latecomers, and finding people by their name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_cafe import PEOPLE, done, stamp
from worldcafe.domain.commands import (
    AddLatecomer,
    CheckIn,
    ExpectAgain,
    MarkAbsent,
    PutParticipant,
)
from worldcafe.domain.finding import People
from worldcafe.domain.model import Participant
from worldcafe.domain.plan_gaps import unseated
from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.vocabulary import Presence

LATE = Participant(id="zoe", given_name="Zoé", family_name="N’Guessan", organisation="Abidjan")


def only(*ids):
    return {"participant_ids": frozenset(ids)}


def presence(workshop):
    return {person.id: person.presence for person in workshop.participants.values()}


def test_people_are_checked_in_and_that_is_taken_back(workshop):
    here = done(workshop, CheckIn(**only("awa", "dina")))
    assert presence(here)["awa"] is presence(here)["dina"] is Presence.PRESENT
    assert presence(here)["emil"] is Presence.EXPECTED
    assert done(here, ExpectAgain(**only("awa", "dina"))) == workshop
    assert CheckIn(**only("awa")).plan(here, stamp()) == []


def test_a_no_show_is_seated_no_more_and_keeps_the_seats_that_were_announced(workshop):
    gone = done(workshop, MarkAbsent(**only("dina")))
    assert "dina" not in {person.id for person in gone.people_to_seat}
    assert gone.seats == workshop.seats


def test_a_latecomer_is_here_and_waits_for_a_seat(workshop):
    more = done(workshop, AddLatecomer(participant=LATE))
    assert more.participants["zoe"].presence is Presence.PRESENT
    assert [(person.id, round_id) for person, round_id in unseated(more)] == [("zoe", "r1")]


def test_presence_is_for_undo(document):
    before = document.workshop
    for command in (
        CheckIn(**only("awa")),
        MarkAbsent(**only("dina")),
        AddLatecomer(participant=LATE),
    ):
        document.do(command)
        document.undo()
        assert document.workshop == before


def test_somebody_on_the_list_is_checked_in_not_added(workshop):
    again = LATE.but(given_name="emil", family_name="NOVAK", organisation="")
    with pytest.raises(RuleBroken, match="already_on_list"):
        AddLatecomer(participant=again).plan(workshop, stamp())


def test_a_latecomer_takes_nobodys_place_on_the_list(workshop):
    more = done(workshop, AddLatecomer(participant=LATE))
    moved = done(more, PutParticipant(participant=LATE.but(organisation="Bouaké")))
    both = done(moved, AddLatecomer(participant=LATE))
    assert sorted(
        each.organisation for each in both.participants.values() if each.name == LATE.name
    ) == ["Abidjan", "Bouaké"]


@pytest.mark.parametrize("command", [CheckIn, MarkAbsent, ExpectAgain])
def test_nobody_unknown_is_checked_in(workshop, command):
    with pytest.raises(RuleBroken, match="participant_unknown"):
        command(**only("awa", "nobody")).plan(workshop, stamp())


def test_a_latecomer_needs_a_name(workshop):
    with pytest.raises(RuleBroken, match="participant_without_name"):
        AddLatecomer(participant=Participant(id="x")).plan(workshop, stamp())


# Finding people

ROOM = (
    *PEOPLE,
    LATE,
    Participant(id="andre", given_name="André", family_name="Costa e Silva"),
    Participant(
        id="oumar", given_name="Oumar", family_name="Sy", organisation="Ville de Dakar"
    ),
    Participant(id="jose", given_name="José", family_name="Ñáñez"),
)


def found(text, people=ROOM):
    return [person.id for person in People(people).matching(text).people]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("dio", "awa"),
        ("DIO", "awa"),
        ("nov", "emil"),
        ("ngu", "zoe"),
        ("n'g", "zoe"),
        ("zoe", "zoe"),
        ("nan", "jose"),
        ("sil", "andre"),
        ("dak", "oumar"),
        ("cos", "bruno"),
        ("cos and", "andre"),
        ("haddda", "dina"),
        ("hadad", "dina"),
        ("hdda", "dina"),
        ("rosi", "chiara"),
    ],
)
def test_three_letters_find_a_person_whatever_accents_and_slips(typed, first):
    assert found(typed)[0] == first


def test_a_guess_is_known_to_be_one():
    people = People(ROOM)
    assert people.matching("had").sure
    assert not people.matching("hdda").sure
    assert people.matching("qqqq").people == []


def test_those_still_expected_come_before_those_who_are_here():
    people = [person.but(presence=Presence.PRESENT) if person.id == "bruno" else person
              for person in ROOM]  # fmt: skip
    assert found("cos", people) == ["andre", "bruno"]


def test_nothing_typed_is_everybody_in_the_order_of_the_door_list():
    assert len(found("")) == len(ROOM)
    assert found("")[:2] == ["bruno", "andre"]


@given(st.sampled_from(ROOM), st.data())
def test_whoever_is_typed_as_they_are_written_is_found(person, data):
    name = data.draw(st.sampled_from(person.name.split()))
    n = data.draw(st.integers(min(3, len(name)), len(name)))
    assert person.id in found(name[:n])


def test_how_many_fit_equally_well_is_known():
    homonyms = [
        Participant(id=f"zoe{k}", given_name="Zoé", family_name=name)
        for k, name in enumerate(("Diallo", "Martin", "Sy"))
    ]
    assert People([*ROOM, *homonyms]).matching("zoe mar").n_alike == 1
    assert People(homonyms).matching("zoe").n_alike == 3
    homonyms[1] = homonyms[1].but(presence=Presence.PRESENT)
    found = People(homonyms).matching("zoe")
    assert found.n_alike == 2
    assert found.people[-1] is homonyms[1], "who is here already comes last"
    assert People(homonyms).matching("nobody").n_alike == 0
