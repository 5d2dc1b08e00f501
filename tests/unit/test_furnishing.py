"""How many tables, hosts and languages: what the room gets for the people on the list."""

import pytest

from small_cafe import AT, done
from worldcafe.domain.command import Stamp
from worldcafe.domain.commands import (
    AdoptSeatingPlan,
    FurnishRoom,
    ImportParticipants,
    PutParticipant,
    PutRound,
    PutTable,
    SetSeatingRules,
    Together,
)
from worldcafe.domain.furnishing import fitting, room_for, tables_for
from worldcafe.domain.hosting import before_planning, hosts_of
from worldcafe.domain.model import Participant, Round
from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.remedies import (
    RemedyKind,
    best_remedy,
    people_nobody_understands,
    people_without_language,
)
from worldcafe.domain.rotation import plan
from worldcafe.domain.seating import adopt, plan_request
from worldcafe.domain.troubles import appraised
from worldcafe.domain.vocabulary import Strength
from worldcafe.domain.workshop import Workshop
from worldcafe.wording import words_for
from worldcafe.wording.hosting import hosts_told, others_told
from worldcafe.wording.remedies import remedy_told

AT_ONCE = {"should_stop": lambda: True}
EACH_AT_ONCE = {"should_stop": lambda: AT_ONCE["should_stop"]}


SOME = 50


def turns(n):
    """Ends a planning when it has asked so often."""
    asked = iter(range(n))
    return lambda: next(asked, None) is None


ENGLISH = words_for("en")


def room(n_people, n_tables, seats, languages=("fr",), roles=()):
    """A room of people who all speak one of these languages; the last are table hosts."""
    people = tuple(
        Participant(
            id=f"p{k}",
            given_name=f"P{k}",
            languages=(languages[k % len(languages)],),
            roles=roles if k >= n_people - n_tables else (),
        )
        for k in range(n_people)
    )
    rounds = (PutRound(round=Round(id=f"r{n}", number=n)) for n in (1, 2))
    furnished = FurnishRoom(n_tables=n_tables, seats=seats)
    return done(Workshop(), ImportParticipants(participants=people), furnished, *rounds)


def planned(workshop):
    before = Together(commands=before_planning(workshop))
    ready = workshop.after(before.plan(workshop, Stamp(AT, lambda: "x")))
    return done(ready, adopt(ready, plan(plan_request(ready), **AT_ONCE)))


@pytest.mark.parametrize(
    ("n_people", "seats", "n"), [(460, 5, 92), (1, 5, 1), (80, 8, 10), (81, 8, 11)]
)
def test_as_many_tables_as_the_people_need(n_people, seats, n):
    assert tables_for(n_people, seats) == n
    assert n * seats >= n_people > (n - 1) * seats


@pytest.mark.parametrize(
    ("said", "room"),
    [
        ((460, None, None), (92, 5)),
        ((460, None, 8), (58, 8)),
        ((80, 16, None), (16, 5)),
        ((80, 8, None), (8, 10)),
        ((None, 8, 6), (8, 6)),
        ((None, None, None), (None, 5)),
    ],
)
def test_what_is_said_of_a_room_gives_the_rest(said, room):
    assert room_for(*said) == room


def test_a_room_that_is_too_small_is_refused_in_figures():
    with pytest.raises(RuleBroken) as refused:
        room_for(460, 8, 5)
    assert (refused.value.code, refused.value.params) == (
        "room_too_small", {"people": 460, "seats": 40},
    )  # fmt: skip


def test_a_room_is_fitted_to_the_people_and_uneven_tables_keep_their_chairs():
    short = room(46, 4, 5)
    assert (fitting(short), fitting(room(46, 14, 5))) == (10, 10)
    assert fitting(room(46, 10, 5)) is None
    uneven = done(short, PutTable(table=short.tables_in_order[0].but(seats=9)))
    assert fitting(uneven) == 9
    fresh = iter("abcde")
    edits = FurnishRoom(n_tables=9).plan(uneven, Stamp(AT, lambda: next(fresh)))
    larger = uneven.after(edits)
    assert [table.seats for table in larger.tables_in_order] == [9, *[5] * 8]
    assert fitting(larger) is None


def test_those_whom_the_list_marks_host_before_anybody_else():
    workshop = planned(room(12, 3, 5, roles=("host",)))
    assert {table.host_id for table in workshop.tables.values()} == {"p9", "p10", "p11"}
    assert len(hosts_of(workshop).by_role) == 3
    assert others_told(workshop, ENGLISH) == ""
    assert "marks as table hosts" in hosts_told(workshop, ENGLISH)


def test_whoever_hosts_without_being_marked_is_named_with_the_table():
    workshop = planned(room(12, 3, 5))
    told = others_told(workshop, ENGLISH)
    for table in workshop.tables_in_order:
        host = workshop.participants[table.host_id]
        assert f"{host.name} ({table.number})" in told
    assert "3 tables" in told
    assert told.endswith(").")
    assert others_told(planned(room(30, 6, 5)), ENGLISH).endswith("), …")


def test_tables_nobody_gave_a_language_have_none_and_turn_nobody_away():
    workshop = planned(room(24, 4, 7, languages=("fr", "es", "ar", "zh")))
    assert {table.languages for table in workshop.tables.values()} == {()}
    assert appraised(workshop).report.language_conflicts == ()


def test_languages_are_offered_with_what_they_bring_and_bring_it():
    # Tables in a language that few speak: the room of a template that nobody looked at.
    workshop = room(24, 4, 7, languages=("fr", "fr", "es"))
    tables = workshop.tables_in_order
    workshop = done(workshop, *(PutTable(table=each.but(languages=("es",))) for each in tables))
    workshop = planned(workshop)
    found = appraised(workshop).report
    stamp = Stamp(AT, lambda: "x")
    remedy = best_remedy(workshop, found, stamp, **EACH_AT_ONCE)
    assert remedy.kind is RemedyKind.TABLE_LANGUAGES
    assert remedy.n_before == people_without_language(found) >= 16
    assert remedy.helps
    assert isinstance(remedy.command.intention, AdoptSeatingPlan)
    after = done(workshop, remedy.command)
    assert people_without_language(appraised(after).report) == remedy.n_after


def test_people_of_one_language_each_are_seated_by_it_and_an_interpreter_is_named():
    workshop = room(38, 8, 5, languages=(*("fr",) * 8, *("en",) * 6, *("es",) * 4, "ta"))
    first, second = (p for p in workshop.participants_in_order if p.languages == ("ta",))
    rules = workshop.seating_rules
    light = rules.shared_language.but(weight=1)
    workshop = planned(
        done(
            workshop,
            PutParticipant(participant=second.but(languages=("wo",))),
            SetSeatingRules(rules=rules.but(shared_language=light)),
        )
    )
    assert people_nobody_understands(workshop) == (first, workshop.participants[second.id])
    found = appraised(workshop).report
    stamp = Stamp(AT, lambda: "x")
    remedy = best_remedy(workshop, found, stamp, should_stop=lambda: turns(SOME))
    assert remedy.kind is RemedyKind.LANGUAGE_FIRST
    assert 2 <= remedy.n_after < remedy.n_before
    told = remedy_told(remedy, workshop, ENGLISH)
    assert f"{remedy.n_after} instead of {remedy.n_before} people" in told
    assert "2 people speak only what nobody else here does (Tamil and Wolof)" in told
    after = done(workshop, remedy.command)
    assert people_without_language(appraised(after).report) == remedy.n_after
    assert after.seating_rules.shared_language.strength is Strength.HARD


def test_where_nothing_helps_it_is_said_why():
    workshop = planned(room(12, 3, 4, languages=("fr", "en", "es", "ta", "wo", "is")))
    lonely = [p.but(languages=(code,)) for p, code in zip(
        workshop.participants_in_order, ("fr", "en", "es", "ta", "wo", "is", "pt", "it", "de",
        "ru", "zh", "ar"), strict=True)]  # fmt: skip
    workshop = planned(done(workshop, *(PutParticipant(participant=p) for p in lonely)))
    found = appraised(workshop).report
    remedy = best_remedy(workshop, found, Stamp(AT, lambda: "x"), **EACH_AT_ONCE)
    assert not remedy.helps
    told = remedy_told(remedy, workshop, ENGLISH)
    assert "would help: too few share one" in told
    assert "12 people speak only what nobody else here does" in told
