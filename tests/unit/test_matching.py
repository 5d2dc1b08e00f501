"""Needs and offers are brought together across the room, never within one cooperation."""

import pytest

from small_cafe import done, record
from worldcafe.domain.commands import WithdrawContribution
from worldcafe.domain.matching import Reason, matches, needs, offers
from worldcafe.domain.model import Resource
from worldcafe.domain.vocabulary import Kind

SCHOOLS = ("child_labour", "skills")
TRAINERS = Resource(kind="training", direction="needed", by="Dakar", amount="four trainers")
TRAINING = Resource(kind="training", direction="offered", by="Lima")
MONEY = Resource(kind="funding", direction="offered", by="Turin")


@pytest.fixture
def room(workshop):
    """Dakar seeks trainers; Lima offers some; others speak of something else."""
    return done(
        workshop,
        record("need", themes=SCHOOLS, resources=(TRAINERS,), partners=({"name": "Dakar"},)),
        record("offer", "t2", themes=SCHOOLS, resources=(TRAINING,)),
        *(record(f"other{k}", themes=("tourism",), resources=(MONEY,)) for k in range(4)),
    )


def pairs(workshop, **options):
    return [
        (match.need.contribution_id, match.offer.contribution_id)
        for match in matches(workshop, **options)
    ]


def test_an_offer_of_what_is_needed_on_the_same_theme_matches(room):
    (match,) = matches(room)
    assert (match.need.who, match.need.amount) == ("Dakar", "four trainers")
    assert match.offer.who == "Lima"
    assert match.reasons == (Reason.SAME_RESOURCE, Reason.SAME_THEME)


def test_nothing_matches_across_themes_unless_the_words_are_alike(room):
    elsewhere = done(room, record("far", themes=("tourism",), resources=(TRAINING,)))
    assert pairs(elsewhere) == [("need", "offer")]

    def alike(one, other):
        return 0.95 if {one, other} == {"need", "far"} else 0.0

    assert ("need", "far") in pairs(elsewhere, likeness=alike)


def test_money_is_no_answer_to_a_need_of_trainers(room):
    rich = done(room, record("rich", themes=SCHOOLS, resources=(MONEY,)))
    assert pairs(rich) == [("need", "offer")]


def test_those_who_are_partners_already_are_not_brought_together(room):
    dakar = {"name": "Dakar", "city": "Dakar", "country": "SN"}
    lima = {"name": "Lima", "city": "Lima", "country": "PE"}
    for partners in (({"name": "Dakar"},), (dakar, lima)):
        known = done(
            room,
            record("two", themes=SCHOOLS, resources=(TRAINERS,), partners=(dakar, lima)),
            record("same", themes=SCHOOLS, resources=(TRAINING,), partners=partners),
        )
        assert ("two", "same") not in pairs(known)


def test_what_was_withdrawn_neither_seeks_nor_offers(room):
    assert not pairs(done(room, WithdrawContribution(contribution_id="offer")))


def test_words_seek_and_offer_as_lists_do(workshop):
    told = done(
        workshop,
        record(
            "asked", themes=SCHOOLS, demand="Trainers", sdg_targets=("8.7",),
            partners=({"name": "Dakar", "role": "beneficiary"},),
        ),
        record(
            "shared", kind=Kind.EXPERIENCE, title="Evening schools", lesson="Parents first",
            themes=SCHOOLS, sdg_targets=("8.7",),
            partners=({"name": "Lima", "role": "provider"},),
        ),
        *(record(f"other{k}", themes=("tourism",), sdg_targets=("8.9",)) for k in range(4)),
    )  # fmt: skip
    assert [(side.who, side.what) for side in needs(told)] == [("Dakar", "Trainers")]
    assert [(side.who, side.what) for side in offers(told)] == [("Lima", "Parents first")]
    assert pairs(told) == [("asked", "shared")]


def test_the_best_of_many_offers_come_first_and_only_a_few(room):
    many = done(
        room,
        *(record(f"more{k}", "t2", themes=SCHOOLS, resources=(TRAINING,)) for k in range(6)),
    )
    found = matches(many)
    assert len(found) == 3
    assert [match.score for match in found] == sorted(
        (match.score for match in found), reverse=True
    )
