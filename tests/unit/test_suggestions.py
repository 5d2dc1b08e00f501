"""What completes a text while it is typed."""

import pytest

from small_cafe import done, record, small_workshop
from worldcafe.domain.commands import ImportParticipants, PutParticipant
from worldcafe.domain.model import NextStep, Participant, Partner
from worldcafe.wording import words_for
from worldcafe.wording.suggestions import Names, Suggestions

CITIES = Names(
    ["São Paulo", "Porto-Novo", "Ouagadougou", "N’Djaména", "Saint-Louis", "القاهرة"]
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sao", "São Paulo"), ("novo", "Porto-Novo"), ("NDJAM", "N’Djaména"),
        ("n djam", "N’Djaména"), ("القا", "القاهرة"),
        ("Ougadou", "Ouagadougou"), ("Ouaggad", "Ouagadougou"), ("Ouagaduo", "Ouagadougou"),
        ("Sanit-L", "Saint-Louis"), ("prot nov", "Porto-Novo"),
    ],
)  # fmt: skip
def test_a_name_is_found_without_accents_and_in_spite_of_a_slip(typed, meant):
    assert CITIES.matching(typed) == [meant]


@pytest.mark.parametrize("typed", ["xao", "Ouxxa", "Bogota", "ouagadougou city hall"])
def test_what_is_too_far_from_every_name_completes_nothing(typed):
    assert CITIES.matching(typed) == []


class Room:
    """A workshop that changes, and what is suggested in it."""

    def __init__(self, language="en"):
        self.workshop = small_workshop()
        self.suggestions = Suggestions(lambda: self.workshop, words_for(language))

    def do(self, *commands):
        self.workshop = done(self.workshop, *commands)


def test_a_person_who_came_in_late_completes_at_once():
    room = Room()
    assert room.suggestions.people("guessan") == []
    late = Participant(id="z", given_name="Zoé", family_name="N’Guessan")
    room.do(PutParticipant(participant=late))
    assert room.suggestions.people("guesan") == ["Zoé N’Guessan"]


def test_what_was_recorded_completes_the_next_contribution():
    room = Room()
    assert room.suggestions.partners("ville") == []
    partner = Partner(name="Ville de Thiès", city="Thiès", country="SN")
    step = NextStep(text="Write", owner="Ligue des villes")
    room.do(record("c1", partners=(partner,), next_step=step, themes=("water",)))
    assert room.suggestions.partners("thies") == ["Ville de Thiès"]
    assert room.suggestions.partner("ville de thies") == partner
    assert room.suggestions.cities("thi") == ["Thiès"]
    assert room.suggestions.people("ligue") == ["Ligue des villes"]
    assert "water" in room.suggestions.themes("wat")


def test_whichever_of_two_partners_of_one_name_has_a_city_is_known():
    room = Room()
    bare, full = Partner(name="Ligue"), Partner(name="Ligue", city="Dakar")
    room.do(record("c1", partners=(bare,)), record("c2", partners=(full,)))
    assert room.suggestions.partner("ligue") == full


def test_countries_are_named_in_the_readers_language_those_in_the_room_first():
    room = Room("fr")
    room.do(ImportParticipants(participants=(Participant(id="g", country="GN"),)))
    found = room.suggestions.countries("guin")
    assert found[0] == "Guinée"
    assert "Guinée-Bissau" in found
    assert "Guinea-Bissau" not in found


def test_much_is_learned_in_idle_moments_a_part_at_a_time():
    room = Room()
    many = [record(f"c{n}", partners=(Partner(name=f"Body {n}"),)) for n in range(250)]
    room.do(*many)
    assert room.suggestions.learn_some()
    assert not room.suggestions.learn_some()
    assert room.suggestions.partners("body 249") == ["Body 249"]
