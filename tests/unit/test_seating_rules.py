"""Rules, wishes and pins of a workshop: what is asked, refused, explained and said."""

import json
from dataclasses import replace

import pytest

from small_cafe import done, small_workshop
from turin_cafe import turin_workshop
from worldcafe.domain.commands import (
    AppointHosts,
    ImportParticipants,
    PinSeats,
    PutParticipant,
    PutSeatWish,
    PutTable,
    SetSeatingRules,
    SpreadLanguages,
)
from worldcafe.domain.model import Participant, SeatingRule, SeatWish
from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.rotation import (
    HostRule,
    Objective,
    Person,
    Pin,
    PlanRequest,
    Reason,
    Rule,
    RuleName,
    Rules,
    Table,
    Wish,
    plan,
    report,
    report_as_json,
)
from worldcafe.domain.seating import adopt, hosts_in, plan_request
from worldcafe.domain.table_languages import proposed_languages
from worldcafe.domain.vocabulary import (
    HostMovement,
    Movement,
    Presence,
    Severity,
    Strength,
    WishType,
)
from worldcafe.wording import words_for
from worldcafe.wording.collisions import Naming, collision_text
from worldcafe.wording.quality import findings

HARD = Rule(Strength.HARD)
MUST = SeatingRule(strength=Strength.HARD)


def turin():
    """The Turin list in its room, with hard rules and languages for the tables."""
    workshop = turin_workshop()
    shares = (0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 4, 4)
    tables = {
        table.id: table.but(theme_id=f"theme{shares[k]}")
        for k, table in enumerate(workshop.tables_in_order)
    }
    rules = workshop.seating_rules.but(shared_language=MUST, organisation_apart=MUST)
    workshop = replace(workshop, tables=tables, seating_rules=rules)
    return done(workshop, AppointHosts(), SpreadLanguages(anew=True))


def test_the_turin_list_with_hard_rules_breaks_none_and_repeats_nothing():
    request_ = plan_request(turin(), 1)
    quality = report(request_, plan(request_))
    assert quality.hard_unmet == 0
    assert quality.language_conflicts == quality.alone_with_language == ()
    assert quality.clashes_by(RuleName.ORGANISATION_APART) == ()
    assert (quality.repeats, quality.table_revisits, quality.theme_revisits) == (0, (), ())
    assert set(quality.sizes_by_round) == {(5, 5)}


def test_wishes_never_cost_a_repeat():
    people = tuple(
        Person(f"p{k}", languages=(("en",), ("fr",))[k % 2], organisation=f"o{k // 3}")
        for k in range(40)
    )
    tables = tuple(Table(f"t{k}", languages=(("en",), ("fr",))[k % 2]) for k in range(10))
    rules = Rules(
        shared_language=Rule(Strength.WISH, 10), organisation_apart=Rule(Strength.WISH, 10)
    )
    quality = report(request_ := PlanRequest(people, tables, 4, rules=rules), plan(request_))
    assert (quality.repeats, quality.table_revisits) == (0, ())


def test_the_request_says_what_the_workshop_asks():
    workshop = small_workshop()
    rules = workshop.seating_rules.but(
        hosts=HostMovement.ROTATE, movement=Movement.BLOCKS, fewest_repeats=True,
        delegation_apart=MUST, spare_row=False,
    )  # fmt: skip
    wish = SeatWish(
        id="w", type=WishType.APART, participant_ids=("chiara", "emil"), round_id="r2"
    )
    workshop = done(
        workshop,
        SetSeatingRules(rules=rules),
        PutSeatWish(wish=wish),
        PinSeats(seat_ids=frozenset({"r1/emil"})),
    )
    asked = plan_request(workshop, 5)
    assert (asked.host_rule, asked.blocks, asked.spare_row) == (HostRule.ROTATE, True, False)
    assert (asked.objective, asked.seed) == (Objective.CONTACTS, 5)
    assert asked.rules.delegation_apart == HARD
    assert asked.wishes == (Wish("w", WishType.APART, ("chiara", "emil"), round_index=1),)
    assert asked.pins == (Pin("emil", 0, "t2"),)


def test_whoever_does_not_come_has_no_part_in_wishes_or_pins():
    wish = SeatWish(id="w", type=WishType.APART, participant_ids=("chiara", "emil"))
    emil = small_workshop().participants["emil"].but(presence=Presence.ABSENT)
    workshop = done(
        small_workshop(),
        PutSeatWish(wish=wish),
        PinSeats(seat_ids=frozenset({"r1/emil"})),
        PutParticipant(participant=emil),
    )
    asked = plan_request(workshop)
    assert (asked.wishes, asked.pins) == ((), ())
    assert "emil" not in {person.id for person in asked.people}


def test_note_takers_stay_where_the_workshop_says_so():
    workshop = small_workshop()
    workshop = done(
        workshop,
        PutTable(table=workshop.tables["t1"].but(note_taker_id="dina")),
        SetSeatingRules(rules=workshop.seating_rules.but(note_takers_stay=True)),
    )
    made = plan(plan_request(workshop))
    assert {table for _, person, table in made.seats() if person == "dina"} == {"t1"}
    assert report(made.request, made).table_revisits == ()


def test_an_adopted_plan_keeps_pins_pinned():
    workshop = done(small_workshop(), PinSeats(seat_ids=frozenset({"r2/emil"})))
    after = done(workshop, adopt(workshop, plan(plan_request(workshop, 3))))
    assert after.seats["r2/emil"].pinned
    assert after.seats["r2/emil"].table_id == workshop.seats["r2/emil"].table_id


def test_hosts_who_change_sit_at_the_table_they_host():
    workshop = small_workshop()
    rules = workshop.seating_rules.but(hosts=HostMovement.ROTATE)
    workshop = done(workshop, SetSeatingRules(rules=rules))
    workshop = done(workshop, adopt(workshop, plan(plan_request(workshop))))
    for round_id in workshop.rounds:
        for table, host in hosts_in(workshop, round_id).items():
            assert host in {person.id for person in workshop.people_at(table, round_id)}


def some(n, **more):
    return tuple(Person(f"p{k}", **more) for k in range(n))


TABLES = (Table("x", seats=4), Table("y", seats=4))

REFUSED = [
    (
        "rotation_pin_at_closed_table",
        {"person": "p0", "table": "z"},
        lambda: PlanRequest(
            some(6), (*TABLES, Table("z", closed=True)), 2, pins=(Pin("p0", 0, "z"),)
        ),
    ),
    (
        "rotation_pinned_twice",
        {"person": "p0", "round": 1},
        lambda: PlanRequest(some(6), TABLES, 2, pins=(Pin("p0", 0, "x"), Pin("p0", 0, "y"))),
    ),
    (
        "rotation_pin_against_host",
        {"person": "h", "table": "y", "own": "x"},
        lambda: PlanRequest(
            (Person("h", hosts="x"), *some(5)), TABLES, 2, pins=(Pin("h", 0, "y"),)
        ),
    ),
    (
        "rotation_pins_overfill",
        {"people": 5, "seats": 4, "table": "x", "round": 2},
        lambda: PlanRequest(
            some(8), TABLES, 2, pins=tuple(Pin(f"p{k}", 1, "x") for k in range(4))
        ),
    ),
    (
        "rotation_round_unknown",
        {"round": 3},
        lambda: PlanRequest(some(6), TABLES, 2, pins=(Pin("p0", 2, "x"),)),
    ),
    (
        "rotation_wish_unknown",
        {"name": "nobody"},
        lambda: PlanRequest(
            some(6), TABLES, 2, wishes=(Wish("w", WishType.APART, ("p0", "nobody")),)
        ),
    ),
    (
        "rotation_stays_nowhere",
        {"person": "n", "table": "q"},
        lambda: PlanRequest((*some(6), Person("n", stays_at="q")), TABLES, 2),
    ),
    (
        "rotation_stayers_overfill",
        {"table": "x", "people": 5, "seats": 4},
        lambda: PlanRequest(
            (*some(3), *(Person(f"n{k}", stays_at="x") for k in range(4))), TABLES, 2
        ),
    ),
    (
        "rotation_no_host_left",
        {"table": "y"},
        lambda: plan(PlanRequest((Person("a"), Person("b", stays_at="y")), TABLES, 2)),
    ),
    (
        "rotation_blocks_do_not_fit",
        {"people": 3, "seats": 2},
        lambda: plan(
            PlanRequest(
                some(8),
                (Table("x", seats=3), Table("y", seats=8)),
                2,
                blocks=True,
                pins=(),
            )
        ),
    ),
    (
        "rotation_too_few_seats",
        {"people": 9, "seats": 8},
        lambda: PlanRequest(some(9), (*TABLES, Table("z", seats=9, closed=True)), 2),
    ),
    (
        "rotation_themes_do_not_fit",
        {"themes": 3, "tables": 2},
        lambda: PlanRequest.of_numbers(8, 2, 2, themes=3),
    ),
    (
        "rotation_seats_do_not_fit",
        {"numbers": 3, "tables": 2},
        lambda: PlanRequest.of_numbers(8, 2, 2, seats=(4, 4, 4)),
    ),
]


@pytest.mark.parametrize(("code", "params", "request_"), REFUSED)
def test_what_no_plan_can_keep_is_refused_with_its_cause(code, params, request_):
    with pytest.raises(RuleBroken) as refused:
        request_()
    assert (refused.value.code, refused.value.params) == (code, params)


def test_a_refusal_names_people_and_tables_as_the_workshop_does():
    workshop = done(small_workshop(), PinSeats(seat_ids=frozenset({"r1/emil"})))
    three = workshop.tables["t2"].but(id="t3", number=3, host_id=None)
    closed = workshop.tables["t2"].but(closed=True, host_id=None)
    workshop = done(workshop, PutTable(table=three), PutTable(table=closed))
    with pytest.raises(RuleBroken) as refused:
        plan_request(workshop)
    said = words_for("en").refusal(refused.value)
    assert said == (
        "Emil Novák is pinned to table 2, which is closed. Take the pin out, or open the table."
    )


NAMING = Naming(person=str.upper, table=str)


def explained(request_):
    quality = report(request_, plan(request_))
    assert quality.hard_unmet
    return quality, [
        collision_text(each, words_for("en"), NAMING) for each in quality.collisions
    ]


def test_a_person_whom_no_table_suits_is_explained_by_the_rules_that_collide():
    people = (
        Person("ana", languages=("ar",), needs_access=True),
        *(Person(f"p{k}", languages=("ar", "en")) for k in range(7)),
    )
    tables = (Table("x", languages=("ar",)), Table("y", languages=("en",), accessible=True))
    rules = Rules(shared_language=HARD, accessible_table=HARD)
    quality, said = explained(PlanRequest(people, tables, 2, HostRule.NONE, rules=rules))
    assert [each.reason for each in quality.collisions] == [Reason.NO_TABLE]
    assert said == [
        "No table offers all of this to ANA: a shared language (Arabic), an accessible table."
    ]


def test_more_colleagues_than_tables_are_explained_by_counting():
    people = (*some(3, organisation="City of Turin"), *(Person(f"q{k}") for k in range(5)))
    request_ = PlanRequest(
        people, (Table("x"), Table("y")), 1, HostRule.NONE, rules=Rules(organisation_apart=HARD)
    )
    quality, said = explained(request_)
    assert len(quality.clashes) == 1
    assert said == [
        "3 people of “City of Turin” cannot all be apart at 2 tables: organisations apart."
    ]


def test_too_few_chairs_in_a_language_are_explained_by_counting():
    people = (
        *some(4, languages=("fr",)),
        *(Person(f"q{k}", languages=("en",)) for k in range(4)),
    )
    tables = (Table("x", seats=3, languages=("fr",)), Table("y", seats=6, languages=("en",)))
    quality, _ = explained(
        PlanRequest(people, tables, 1, HostRule.NONE, rules=Rules(shared_language=HARD))
    )
    found = {(c.reason, c.needed, c.available, c.tables) for c in quality.collisions}
    assert found == {(Reason.TOO_FEW_SEATS, 4, 3, ("x",))}


def test_what_is_asked_of_two_hosts_and_cannot_be_is_no_bound():
    hosts = Person("p0", hosts="x"), Person("p1", hosts="y")
    people = (*hosts, Person("p2"), Person("p3"))
    wish = Wish("one", WishType.TOGETHER, ("p0", "p1"), strength=Strength.HARD)
    quality, _ = explained(
        PlanRequest(people, (Table("x"), Table("y")), 2, HostRule.STAY, wishes=(wish,))
    )
    assert quality.hard_unmet
    assert quality.lower_bound <= quality.repeats
    assert quality.coincidences_lower_bound <= quality.coincidences


def test_together_and_apart_is_a_collision_of_two_wishes():
    wishes = (
        Wish("one", WishType.TOGETHER, ("p0", "p1")),
        Wish("two", WishType.APART, ("p0", "p1")),
    )
    quality, _ = explained(
        PlanRequest(some(8), (Table("x"), Table("y")), 1, HostRule.NONE, wishes=wishes)
    )
    assert {c.reason for c in quality.collisions} == {Reason.TOGETHER_AND_APART}
    assert set(quality.collisions[0].rules) == {"wish:one", "wish:two"}


def test_the_only_speaker_of_a_language_is_named():
    people = (Person("ana", languages=("pt",)), *some(7, languages=("en",)))
    quality, said = explained(
        PlanRequest(
            people,
            (Table("x"), Table("y")),
            1,
            HostRule.NONE,
            rules=Rules(shared_language=HARD),
        )
    )
    assert [c.reason for c in quality.collisions] == [Reason.ONLY_SPEAKER]
    assert said == ["Nobody else in the room speaks a language of ANA: Portuguese."]


def test_always_together_and_a_theme_of_ones_own_are_kept():
    wishes = (
        Wish("pair", WishType.TOGETHER, ("p20", "p21")),
        Wish("foes", WishType.APART, ("p22", "p23")),
        Wish("theme", WishType.AT_THEME, ("p24", "p25"), theme="water"),
        Wish("table", WishType.AT_TABLE, ("p26",), table="t3", round_index=1),
    )
    tables = tuple(Table(f"t{k}", theme=("water", "work")[k % 2]) for k in range(10))
    request_ = PlanRequest(some(40), tables, 2, wishes=wishes)
    quality = report(request_, plan(request_))
    assert quality.unmet_wishes == ()
    assert quality.repeats == quality.lower_bound == 1


def test_everybody_finds_a_table_at_every_theme_by_the_proposed_languages():
    workshop = turin()
    proposed = proposed_languages(workshop, anew=True)
    assert all(1 <= len(languages) <= 3 for languages in proposed.values())
    for person in workshop.people_to_seat:
        themes = {
            workshop.tables[table].theme_id
            for table, languages in proposed.items()
            if set(languages) & set(person.languages)
        }
        assert themes == set(workshop.themes)


def test_languages_that_were_said_are_left_alone():
    workshop = small_workshop()
    people = [p.but(languages=("fr",)) for p in workshop.participants.values()]
    workshop = done(workshop, *(PutParticipant(participant=p) for p in people))
    said = workshop.tables["t1"].but(languages=("ar",))
    after = done(workshop, PutTable(table=said), SpreadLanguages())
    assert after.tables["t1"].languages == ("ar",)
    assert after.tables["t2"].languages == ("fr",)


def test_rules_that_are_asked_for_are_spoken_of_and_others_are_not():
    people = some(8, languages=("fr",), organisation="City", region="Africa")
    rules = Rules(organisation_apart=HARD, regions_mixed=Rule(Strength.WISH))
    request_ = PlanRequest(people, (Table("x"), Table("y")), 1, HostRule.NONE, rules=rules)
    quality = report(request_, plan(request_))
    said = {f.text: f.severity for f in findings(quality, words_for("en"), has_themes=False)}
    assert said["12 times two people of one organisation sit together."] is Severity.PROBLEM
    assert not any("language" in text for text in said)
    one_region = "2 times everybody at a table is from one region; 1.0 regions meet on average."
    assert said[one_region] is Severity.ATTENTION


def test_the_report_is_plain_json_with_names_and_places():
    people = some(3, organisation="City", languages=("fr",))
    request_ = PlanRequest(
        people, (Table("x", languages=("en",)),), 1, HostRule.NONE,
        rules=Rules(shared_language=HARD, organisation_apart=HARD),
    )  # fmt: skip
    told = json.loads(json.dumps(report_as_json(report(request_, plan(request_)))))
    assert told["language_conflicts"][0] == {"person": "p0", "round": 0, "table": "x"}
    assert told["organisation_clashes"][0] == {
        "people": ["p0", "p1"], "round": 0, "table": "x", "shared": "City",
    }  # fmt: skip
    assert told["rules"]["shared_language"] == {"strength": "hard", "weight": 3}
    assert told["collisions"][0]["reason"] == "no_table"


def test_names_that_differ_in_capitals_alone_are_one_organisation():
    more = [
        Participant(id=f"n{k}", given_name=f"N{k}", organisation=name)
        for k, name in enumerate(("City of Turin", "CITY OF TURIN"))
    ]
    workshop = done(small_workshop(), ImportParticipants(participants=tuple(more)))
    tables = (t.but(seats=6) for t in workshop.tables.values())
    workshop = done(workshop, *(PutTable(table=table) for table in tables))
    people = plan_request(workshop).people
    assert {p.organisation for p in people if p.organisation} == {"City of Turin"}
