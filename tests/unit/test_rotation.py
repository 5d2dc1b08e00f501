"""Seating plans for rooms that are known, and every refusal."""

import json
from random import Random

import pytest

from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.rotation import (
    HostRule,
    Objective,
    Person,
    PlanRequest,
    SeatingPlan,
    Table,
    plan,
    report,
    report_as_json,
)
from worldcafe.domain.rotation.planner import never
from worldcafe.domain.rotation.room import choose_hosts, room_of
from worldcafe.domain.rotation.structure.search import Search

STAY, EXTRA = HostRule.STAY, HostRule.EXTRA

CLEAN = [
    (20, 5, 5, EXTRA),
    (20, 5, 5, STAY),
    (25, 5, 5, STAY),
    (32, 8, 7, EXTRA),
    (32, 8, 7, STAY),
    (36, 6, 3, STAY),
    (72, 12, 5, STAY),
    (78, 13, 6, EXTRA),
    (78, 13, 6, STAY),
    (80, 10, 4, EXTRA),
    (80, 10, 4, STAY),
    (80, 10, 6, STAY),
    (80, 16, 4, STAY),
    (80, 16, 5, EXTRA),
    (83, 10, 4, STAY),
    (95, 10, 4, STAY),
    (97, 12, 5, STAY),
    (100, 10, 4, STAY),
    (108, 12, 5, EXTRA),
    (108, 12, 5, STAY),
    (160, 20, 5, EXTRA),
    (240, 30, 4, STAY),
    (440, 44, 5, STAY),
    (1000, 100, 5, EXTRA),
    (1207, 201, 4, STAY),
]


@pytest.mark.parametrize(("people", "tables", "rounds", "host_rule"), CLEAN)
def test_clean_numbers_repeat_no_encounter(people, tables, rounds, host_rule):
    request_ = PlanRequest.of_numbers(people, tables, rounds, host_rule=host_rule)
    quality = report(request_, plan(request_))
    assert (quality.repeats, quality.table_revisits) == (0, ())
    assert all(most - least <= 1 for least, most in quality.sizes_by_round)


@pytest.mark.parametrize(
    ("people", "tables", "rounds", "objective", "repeats"),
    [
        (24, 4, 3, Objective.FAIR, 24),
        (24, 4, 3, Objective.CONTACTS, 16),
        (47, 6, 4, Objective.FAIR, 66),
    ],
)
def test_the_two_objectives_reach_what_is_known(people, tables, rounds, objective, repeats):
    request_ = PlanRequest.of_numbers(people, tables, rounds, objective=objective)
    quality = report(request_, plan(request_))
    assert quality.repeats == repeats
    if objective is Objective.FAIR:
        assert quality.most_meetings == 2
        assert quality.coincidences == quality.coincidences_lower_bound


@pytest.mark.parametrize(
    ("people", "tables", "rounds", "host_rule", "repeats", "most_meetings"),
    [(36, 6, 6, EXTRA, 84, 3), (100, 10, 5, STAY, 28, 2), (90, 10, 5, EXTRA, 28, 2)],
)
def test_a_seating_that_is_kept_is_the_first_and_none_worse_follows(
    people, tables, rounds, host_rule, repeats, most_meetings
):
    request_ = PlanRequest.of_numbers(people, tables, rounds, host_rule=host_rule)
    quality = report(request_, plan(request_, should_stop=lambda: True))
    assert quality.repeats <= repeats
    assert quality.most_meetings <= most_meetings
    assert not quality.table_revisits


def test_more_rounds_than_tables_let_the_rows_sit_together():
    request_ = PlanRequest.of_numbers(32, 8, 9, host_rule=EXTRA)
    quality = report(request_, plan(request_))
    assert quality.repeats == 0
    assert len(quality.table_revisits) == quality.table_revisits_lower_bound == 32


@pytest.mark.parametrize(
    ("people", "tables", "rounds", "host_rule", "repeats", "most_meetings"),
    [
        (32, 8, 9, STAY, 26, 2),  # 24 is the bound: each of 24 travellers returns once
        (25, 5, 5, EXTRA, 40, 3),
        (64, 8, 5, EXTRA, 80, 2),
        (45, 6, 5, STAY, 90, 2),
    ],
)
def test_forced_repeats_are_few_and_spread(
    people, tables, rounds, host_rule, repeats, most_meetings
):
    request_ = PlanRequest.of_numbers(people, tables, rounds, host_rule=host_rule)
    quality = report(request_, plan(request_))
    assert quality.repeats <= repeats
    assert quality.most_meetings <= most_meetings


def themed(people, rounds, tables_each):
    """Themes at several tables each."""
    themes = [name for name, n in zip("ABCDE", tables_each, strict=False) for _ in range(n)]
    return PlanRequest(
        tuple(Person(str(index)) for index in range(people)),
        tuple(Table(str(index), theme) for index, theme in enumerate(themes)),
        rounds,
    )


@pytest.mark.parametrize(
    ("people", "rounds", "tables_each"),
    [(80, 4, (2,) * 5), (40, 4, (5, 3)), (50, 4, (4, 3, 3)), (40, 4, (6, 2))],
)
def test_themes_at_several_tables_come_again_only_where_numbers_force_it(
    people, rounds, tables_each
):
    request_ = themed(people, rounds, tables_each)
    quality = report(request_, plan(request_))
    assert quality.repeats == 0
    assert len(quality.theme_revisits) == quality.theme_revisits_lower_bound


def test_a_search_announces_full_plans_each_better_than_the_last():
    request_ = PlanRequest.of_numbers(80, 10, 6, host_rule=EXTRA)
    announced = []
    looks = iter(range(2_000))
    plan(request_, should_stop=lambda: next(looks, None) is None, on_better=announced.append)
    coincidences = [report(request_, each).coincidences for each in announced]
    assert len(coincidences) > 1
    assert coincidences == sorted(set(coincidences), reverse=True)


def turin(seed=0):
    """80 people at 16 tables on five themes, a host named for each."""
    themes = "A" * 3 + "B" * 3 + "C" * 4 + "D" * 3 + "E" * 3
    hosts = {5 * table + 2: f"t{table}" for table in range(16)}
    return PlanRequest(
        tuple(Person(f"p{index}", hosts.get(index)) for index in range(80)),
        tuple(Table(f"t{index}", theme, 5) for index, theme in enumerate(themes)),
        4,
        seed=seed,
    )


@pytest.mark.parametrize("seed", range(6))
def test_turin_repeats_no_encounter_and_no_theme(seed):
    request_ = turin(seed)
    quality = report(request_, plan(request_))
    assert (quality.repeats, quality.table_revisits, quality.theme_revisits) == (0, (), ())
    assert set(quality.sizes_by_round) == set(quality.sizes_by_table) == {(5, 5)}
    assert quality.met_min == 16


@pytest.mark.parametrize("tables_each", [(5, 4, 3), (6, 3, 3)])
def test_crowded_themes_are_revisited_as_seldom_as_can_be(tables_each):
    themes = [name for name, n in zip("ABC", tables_each, strict=True) for _ in range(n)]
    request_ = PlanRequest(
        tuple(Person(str(index)) for index in range(60)),
        tuple(Table(str(index), theme) for index, theme in enumerate(themes)),
        3,
    )
    quality = report(request_, plan(request_))
    assert quality.repeats == 0
    assert len(quality.theme_revisits) == quality.theme_revisits_lower_bound > 0


def test_seats_of_different_numbers_are_filled_evenly():
    seats = (4, 4, 6, 8, 8, 10)
    request_ = PlanRequest(
        tuple(Person(str(index)) for index in range(36)),
        tuple(Table(str(index), seats=n) for index, n in enumerate(seats)),
        3,
    )
    quality = report(request_, plan(request_, should_stop=lambda: True))
    assert quality.sizes_by_table[:3] == ((4, 4), (4, 4), (6, 6))
    assert all(7 <= least <= most <= 8 for least, most in quality.sizes_by_table[3:])


def test_the_last_row_sits_only_where_there_is_a_chair():
    seats = (5,) * 3 + (6,) * 13
    request_ = PlanRequest(
        tuple(Person(str(index)) for index in range(85)),
        tuple(Table(str(index), seats=n) for index, n in enumerate(seats)),
        4,
    )
    quality = report(request_, plan(request_))
    assert quality.repeats == 0
    assert quality.sizes_by_table[:3] == ((5, 5),) * 3


def test_chairs_that_no_row_fits_are_searched_for():
    seats = (5,) * 9 + (6,) * 7
    request_ = PlanRequest(
        tuple(Person(str(index)) for index in range(85)),
        tuple(Table(str(index), seats=n) for index, n in enumerate(seats)),
        4,
    )
    quality = report(request_, plan(request_))
    assert quality.repeats == 0
    assert quality.sizes_by_table[:9] == ((5, 5),) * 9


@pytest.mark.parametrize("host_rule", HostRule)
def test_one_table_and_hosts_alone_are_plans_too(host_rule):
    alone = PlanRequest.of_numbers(6, 1, 3, host_rule=host_rule)
    assert plan(alone).tables_by_round == ((0,) * 6,) * 3
    assert report(alone, plan(alone)).repeats == 30 == report(alone, plan(alone)).lower_bound
    hosts_only = PlanRequest.of_numbers(3, 3, 3, host_rule=host_rule)
    quality = report(hosts_only, plan(hosts_only))
    assert (quality.pairs_met, quality.met_mean, quality.most_meetings) == (0, 0, 0)


def test_the_first_who_host_nowhere_host_where_nobody_is_named():
    people = (Person("a"), Person("b", hosts="y"), Person("c"), Person("d"), Person("e"))
    request_ = PlanRequest(people, (Table("x"), Table("y"), Table("z")), 2)
    assert plan(request_).hosts_by_table() == {"x": "a", "y": "b", "z": "c"}


def test_a_stopped_search_still_gives_a_plan_and_says_how_far_it_is():
    heard = []
    request_ = PlanRequest.of_numbers(36, 6, 6)
    stopped = plan(request_, should_stop=lambda: len(heard) >= 3_000, progress=heard.append)
    shares = [progress.share for progress in heard]
    assert shares == sorted(shares)
    assert 0 <= shares[0] < shares[-1] < 1
    repeats = [progress.repeats for progress in heard]
    quality = report(request_, stopped)
    assert quality.repeats == repeats[-1] < repeats[0]
    assert {progress.lower_bound for progress in heard} == {quality.lower_bound}


def test_the_whole_effort_ends():
    request_ = PlanRequest.of_numbers(12, 3, 3, host_rule=EXTRA)
    heard = []
    quality = report(request_, plan(request_, progress=heard.append))
    assert heard[-1].share == 1
    assert quality.repeats >= quality.lower_bound > 0
    assert quality.table_revisits == ()


def test_a_small_room_is_done_when_every_way_has_led_to_the_same():
    request_ = PlanRequest.of_numbers(7, 3, 6, host_rule=EXTRA)
    search = Search(room_of(request_, choose_hosts(request_)), Random(0), never)
    search.run()
    assert search.best > search.goal, "no bound says that this is the best"
    assert search.spent < search.effort / 2


def test_the_report_is_plain_json():
    request_ = PlanRequest(
        tuple(Person(name) for name in "abcd"),
        (Table("x", "work"), Table("y", "work"), Table("z", "youth")),
        2,
        EXTRA,
    )
    together = SeatingPlan(request_, ((0, 0, 1, 2), (0, 0, 2, 1)), (-1, -1, -1))
    told = json.loads(json.dumps(report_as_json(report(request_, together))))
    assert told["encounters"]["repeated"] == 1
    assert told["encounters"]["pairs"] == [
        {
            "people": ["a", "b"],
            "places": [{"round": 0, "table": "x"}, {"round": 1, "table": "x"}],
        }
    ]
    assert told["people_met"] == {"min": 0, "mean": 0.5}
    assert told["table_revisits"]["people"] == [
        {"person": "a", "round": 1, "table": "x"},
        {"person": "b", "round": 1, "table": "x"},
    ]
    assert told["theme_revisits"]["people"] == [
        {"person": "a", "round": 1, "theme": "work"},
        {"person": "b", "round": 1, "theme": "work"},
    ]
    assert told["sizes"] == {
        "by_round": [[1, 2], [1, 2]],
        "by_table": [[2, 2], [1, 1], [1, 1]],
    }


def some(n, **hosts):
    return tuple(Person(str(i), hosts.get(f"p{i}")) for i in range(n))


TABLES = (Table("x"), Table("y"))

REFUSED = [
    ("rotation_nobody", {}, lambda: PlanRequest((), TABLES, 3)),
    ("rotation_no_table", {}, lambda: PlanRequest(some(4), (), 3)),
    ("rotation_no_round", {}, lambda: PlanRequest(some(4), TABLES, 0)),
    ("rotation_no_round", {}, lambda: PlanRequest.of_numbers(4, 2, -1)),
    (
        "rotation_fewer_people_than_tables",
        {"people": 1, "tables": 2},
        lambda: PlanRequest(some(1), TABLES, 3),
    ),
    (
        "rotation_too_many_people",
        {"people": 10**9, "limit": 5000},
        lambda: PlanRequest.of_numbers(10**9, 2, 3),
    ),
    (
        "rotation_too_many_rounds",
        {"rounds": 51, "limit": 50},
        lambda: PlanRequest.of_numbers(4, 2, 51),
    ),
    (
        "rotation_person_twice",
        {"id": "1"},
        lambda: PlanRequest((*some(3), Person("1")), TABLES, 3),
    ),
    (
        "rotation_table_twice",
        {"id": "x"},
        lambda: PlanRequest(some(4), (*TABLES, Table("x")), 3),
    ),
    (
        "rotation_host_of_unknown_table",
        {"person": "2", "table": "q"},
        lambda: PlanRequest(some(4, p2="q"), TABLES, 3),
    ),
    (
        "rotation_host_not_extra",
        {"person": "2", "table": "x"},
        lambda: PlanRequest(some(4, p2="x"), TABLES, 3, EXTRA),
    ),
    (
        "rotation_two_hosts",
        {"table": "x", "person": "1", "other": "2"},
        lambda: PlanRequest(some(4, p1="x", p2="x"), TABLES, 3),
    ),
    (
        "rotation_table_without_seats",
        {"table": "z", "seats": 0},
        lambda: PlanRequest(some(4), (*TABLES, Table("z", seats=0)), 3),
    ),
    (
        "rotation_too_few_seats",
        {"people": 4, "seats": 3},
        lambda: PlanRequest(some(4), (Table("x", seats=1), Table("y", seats=2)), 3),
    ),
    (
        "rotation_too_few_seats",
        {"people": 6, "seats": 5},
        lambda: PlanRequest(some(4), (Table("x", seats=2), Table("y", seats=3)), 3, EXTRA),
    ),
]


@pytest.mark.parametrize(("code", "params", "request_"), REFUSED)
def test_what_cannot_be_planned_is_refused_with_its_cause(code, params, request_):
    with pytest.raises(RuleBroken) as refused:
        request_()
    assert (refused.value.code, refused.value.params) == (code, params)
