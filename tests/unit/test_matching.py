"""Needs and offers are brought together across the room, never within one cooperation."""

import pytest

from small_cafe import done, record
from worldcafe.domain.commands import DecideMatch, EditContribution, WithdrawContribution
from worldcafe.domain.matching import EACH, Reason, matches, needs, offers, step_for
from worldcafe.domain.model import Resource
from worldcafe.domain.vocabulary import Kind, MatchVerdict

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


# --- what was decided ---


def decided(workshop, offer, verdict):
    return done(workshop, DecideMatch(need_id="need", offer_id=offer, verdict=verdict))


def test_what_is_turned_down_makes_room_for_the_next_best(room):
    many = done(
        room, *(record(f"more{k}", themes=SCHOOLS, resources=(TRAINING,)) for k in range(EACH))
    )
    first = pairs(many)
    assert len(first) == EACH
    after = decided(many, first[0][1], MatchVerdict.TURNED_DOWN)
    left = [pair for pair in pairs(after) if "/".join(pair) not in after.match_decisions]
    assert len(left) == EACH
    assert first[0] not in left


def test_what_was_kept_stays_though_nothing_speaks_for_it_any_more(room):
    kept = decided(room, "offer", MatchVerdict.KEPT)
    elsewhere = done(
        kept, EditContribution(contribution_id="offer", changes={"themes": ("tourism",)})
    )
    assert not pairs(done(room, EditContribution(
        contribution_id="offer", changes={"themes": ("tourism",)})))  # fmt: skip
    (match,) = matches(elsewhere)
    assert (match.key, match.reasons) == ("need/offer", ())
    assert not pairs(done(elsewhere, WithdrawContribution(contribution_id="offer")))


def test_a_decision_can_be_taken_back(room):
    kept = decided(room, "offer", MatchVerdict.KEPT)
    assert [each.verdict for each in kept.match_decisions.values()] == [MatchVerdict.KEPT]
    assert not decided(kept, "offer", None).match_decisions


def test_the_next_step_of_a_match_goes_where_none_is_said_yet(room):
    def said(workshop, id):
        step = {"next_step": {"text": "Call them"}}
        return done(workshop, EditContribution(contribution_id=id, changes=step))

    (match,) = matches(room)
    assert step_for(match, room) == "need"
    assert step_for(match, said(room, "need")) == "offer"
    assert step_for(match, said(said(room, "need"), "offer")) is None
