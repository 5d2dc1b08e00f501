"""The rules of a seating plan, over random rooms and by brute force on tiny ones."""

from collections import Counter
from dataclasses import replace
from itertools import combinations, product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worldcafe.domain.rotation import (
    HostRule,
    Objective,
    Person,
    PlanRequest,
    SeatingPlan,
    Table,
    plan,
    report,
)
from worldcafe.domain.rotation.room import choose_hosts, room_of
from worldcafe.domain.rotation.structure.algebra import perfect_skeleton
from worldcafe.domain.rotation.structure.annealing import UNIT, Seating
from worldcafe.domain.rotation.structure.first_plan import around
from worldcafe.domain.rotation.structure.round_orbits import RoundOrbits, round_symmetries

unhurried = settings(deadline=None)


@st.composite
def requests(draw, with_seats=True, with_themes=True):
    """Rooms of all kinds that can be planned."""
    n_tables = draw(st.integers(1, 7))
    n_people = draw(st.integers(n_tables, 5 * n_tables + 4))
    host_rule = draw(st.sampled_from(HostRule))
    theme = st.sampled_from(["work", "youth", "water", None]) if with_themes else st.none()
    themes = draw(st.lists(theme, min_size=n_tables, max_size=n_tables))
    seats = [None] * n_tables
    if with_seats:
        limit = st.one_of(st.none(), st.integers(1, 7))
        seats = draw(st.lists(limit, min_size=n_tables, max_size=n_tables))
        if sum(limit or 0 for limit in seats) < n_people + n_tables:
            seats[draw(st.integers(0, n_tables - 1))] = None
    hosted = [None] * n_people
    if host_rule is HostRule.STAY:
        people = draw(st.permutations(range(n_people)))
        for table in draw(st.sets(st.integers(0, n_tables - 1))):
            hosted[people[table]] = f"t{table}"
    return PlanRequest(
        tuple(Person(f"p{index}", hosts) for index, hosts in enumerate(hosted)),
        tuple(Table(f"t{i}", themes[i], seats[i]) for i in range(n_tables)),
        draw(st.integers(1, 6)),
        host_rule,
        draw(st.sampled_from(Objective)),
        draw(st.integers(0, 1000)),
    )


def after(n_looks):
    """Stop the search when it has looked so many times, so that a test is short."""
    looks = iter(range(n_looks))
    return lambda: next(looks, None) is None


def people_at(request, seating_plan):
    """By round and table, the indices of the people there."""
    return [
        [
            {person for person, table in enumerate(tables) if table == index}
            for index in range(len(request.tables))
        ]
        for tables in seating_plan.tables_by_round
    ]


def travellers(request, seating_plan):
    return [p for p in range(len(request.people)) if p not in seating_plan.hosts]


@unhurried
@given(requests(), st.integers(0, 12))
def test_everybody_has_one_seat_in_every_round(request_, n_looks):
    seats = list(plan(request_, should_stop=after(n_looks)).seats())
    ids = [person.id for person in request_.people]
    everywhere = {table.id for table in request_.tables}
    assert [(r, p) for r, p, _ in seats] == list(product(range(request_.n_rounds), ids))
    assert {table for _, _, table in seats} <= everywhere


@unhurried
@given(requests(), st.integers(0, 12))
def test_hosts_stay_and_the_named_ones_host(request_, n_looks):
    seating_plan = plan(request_, should_stop=after(n_looks))
    if request_.host_rule is not HostRule.STAY:
        assert set(seating_plan.hosts) == {-1}
        assert seating_plan.hosts_by_table() == {}
        return
    for table, host in enumerate(seating_plan.hosts):
        assert {tables[host] for tables in seating_plan.tables_by_round} == {table}
    hosts = seating_plan.hosts_by_table()
    for person in request_.people:
        assert person.hosts is None or hosts[person.hosts] == person.id


@unhurried
@given(requests(), st.integers(0, 12))
def test_seats_suffice_and_sizes_are_as_even_as_they_allow(request_, n_looks):
    seating_plan = plan(request_, should_stop=after(n_looks))
    extra = request_.host_rule is HostRule.EXTRA
    for sittings in people_at(request_, seating_plan):
        sizes = [len(sitting) + extra for sitting in sittings]
        full = [
            table.seats is not None and size == table.seats
            for table, size in zip(request_.tables, sizes, strict=True)
        ]
        for table, size in zip(request_.tables, sizes, strict=True):
            assert table.seats is None or size <= table.seats
        emptiest = min((n for n, f in zip(sizes, full, strict=True) if not f), default=None)
        assert emptiest is None or max(sizes) <= emptiest + 1


@unhurried
@given(requests(with_seats=False, with_themes=False), st.integers(0, 12))
def test_nobody_returns_to_a_table_while_another_is_left(request_, n_looks):
    seating_plan = plan(request_, should_stop=after(n_looks))
    n_tables, n_rounds = len(request_.tables), request_.n_rounds
    for person in travellers(request_, seating_plan):
        route = {tables[person] for tables in seating_plan.tables_by_round}
        assert n_rounds > n_tables or len(route) == n_rounds


@unhurried
@given(
    st.integers(2, 5),
    st.integers(1, 3),
    st.integers(2, 5),
    st.integers(0, 9),
    st.sampled_from(HostRule),
)
def test_nobody_meets_a_theme_twice_while_another_is_left(
    n_themes, tables_each, size, seed, host_rule
):
    n_tables = n_themes * tables_each
    request_ = PlanRequest(
        tuple(Person(str(index)) for index in range(n_tables * size)),
        tuple(Table(str(index), str(index % n_themes)) for index in range(n_tables)),
        n_themes,
        host_rule,
        seed=seed,
    )
    seating_plan = plan(request_, should_stop=after(3))
    for person in travellers(request_, seating_plan):
        route = [tables[person] for tables in seating_plan.tables_by_round]
        assert {table % n_themes for table in route} == set(range(n_themes))


@unhurried
@given(requests(), st.integers(0, 12))
def test_the_same_request_gives_the_same_plan(request_, n_looks):
    first = plan(request_, should_stop=after(n_looks))
    assert plan(request_, should_stop=after(n_looks)) == first


def recount(request_, seating_plan):
    """The numbers of the report, counted as naively as can be."""
    rounds = seating_plan.tables_by_round
    ids = [person.id for person in request_.people]
    meetings = {}
    for one, other in combinations(range(len(ids)), 2):
        places = [
            (r, tables[one]) for r, tables in enumerate(rounds) if tables[one] == tables[other]
        ]
        if places:
            meetings[one, other] = places
    themes = [table.theme for table in request_.tables]
    all_themes = set(themes) - {None}
    tables_again = themes_again = 0
    for person in travellers(request_, seating_plan):
        for r in range(1, len(rounds)):
            before = {tables[person] for tables in rounds[:r]}
            visited = {themes[table] for table in before}
            here = rounds[r][person]
            tables_again += here in before
            themes_again += (
                themes[here] is not None
                and themes[here] in visited
                and bool(all_themes - visited)
            )
    met = [{o for pair in meetings if p in pair for o in pair} - {p} for p in range(len(ids))]
    return {
        "new": len(meetings),
        "repeated": sum(len(places) - 1 for places in meetings.values()),
        "coincidences": sum(len(list(combinations(p, 2))) for p in meetings.values()),
        "most_meetings": max(map(len, meetings.values()), default=0),
        "pairs": {
            ((ids[one], ids[other]), tuple((r, request_.tables[t].id) for r, t in places))
            for (one, other), places in meetings.items()
            if len(places) > 1
        },
        "met": [len(others) for others in met],
        "tables_again": tables_again,
        "themes_again": themes_again,
    }


@st.composite
def any_plans(draw):
    """Plans by the planner, and plans that somebody has thrown about since."""
    request_ = draw(requests())
    seating_plan = plan(request_, should_stop=after(draw(st.integers(0, 6))))
    if draw(st.booleans()):
        return request_, seating_plan
    table = st.integers(0, len(request_.tables) - 1)
    rounds = [list(tables) for tables in seating_plan.tables_by_round]
    for person in travellers(request_, seating_plan):
        rounds[draw(st.integers(0, request_.n_rounds - 1))][person] = draw(table)
    return request_, SeatingPlan(request_, tuple(map(tuple, rounds)), seating_plan.hosts)


@unhurried
@given(any_plans())
def test_the_report_equals_a_naive_recount(planned):
    request_, seating_plan = planned
    quality = report(request_, seating_plan)
    counted = recount(request_, seating_plan)
    assert quality.pairs_met == counted["new"]
    assert quality.repeats == counted["repeated"]
    assert quality.coincidences == counted["coincidences"]
    assert quality.most_meetings == counted["most_meetings"]
    assert {(e.people, e.places) for e in quality.repeated} == counted["pairs"]
    assert quality.met_min == min(counted["met"])
    assert quality.met_mean == pytest.approx(sum(counted["met"]) / len(counted["met"]))
    assert len(quality.table_revisits) == counted["tables_again"]
    assert len(quality.theme_revisits) == counted["themes_again"]
    sizes = [[len(s) for s in sittings] for sittings in people_at(request_, seating_plan)]
    assert quality.sizes_by_round == tuple((min(s), max(s)) for s in sizes)
    by_table = [[sittings[t] for sittings in sizes] for t in range(len(request_.tables))]
    assert quality.sizes_by_table == tuple((min(s), max(s)) for s in by_table)


@unhurried
@given(requests(), st.integers(0, 12))
def test_no_bound_is_above_what_is_reached(request_, n_looks):
    quality = report(request_, plan(request_, should_stop=after(n_looks)))
    assert quality.lower_bound <= quality.repeats
    assert quality.coincidences_lower_bound <= quality.coincidences
    assert quality.table_revisits_lower_bound <= len(quality.table_revisits)
    assert quality.theme_revisits_lower_bound <= len(quality.theme_revisits)


@unhurried
@given(requests(), st.randoms(use_true_random=False))
def test_an_exchange_costs_what_was_foretold(request_, rng):
    room = room_of(request_, choose_hosts(request_))
    if not room.n_travellers or room.n_tables < 2 or room.n_rounds < 2:
        return
    weight = rng.randint(1, 20)
    seating = Seating(room, around(room, Random(rng.random())), weight)
    for _ in range(60):
        round_ = rng.randrange(room.n_rounds)
        person, other = rng.randrange(seating.n), rng.randrange(seating.n_all)
        if other not in seating.barred(round_, person):
            foretold = sum(seating.cost()) + seating.change(round_, person, other)
            seating.exchange(round_, person, other)
            assert sum(seating.cost()) == foretold
    afresh = Seating(room, seating.routes(), weight)
    assert afresh.cost() == seating.cost()
    assert afresh.revisits() == seating.revisits()
    assert afresh.repeats() == seating.repeats()


@pytest.mark.parametrize("n_tables", [*range(2, 19), 20, 22, 24, 25, 26, 27, 28, 30, 33, 35])
def test_skeletons_let_nobody_meet_twice(n_tables):
    found = 0
    for n_rows, n_rounds in product((1, 3, 6, 7, 9, 11), (2, 3, 4, 5, 7, 8)):
        skeleton = perfect_skeleton(n_tables, n_rows, n_rounds)
        if skeleton is None or n_rows >= n_tables or n_rounds > n_tables:
            assert skeleton is None
            continue
        found += 1
        hosts = [(table,) * n_rounds for table in range(n_tables)]
        routes = [*hosts, *(route for row in skeleton.rows for route in row)]
        met = Counter()
        for tables in zip(*routes, strict=True):
            sittings = [[] for _ in range(n_tables)]
            for place, table in enumerate(tables):
                sittings[table].append(place)
            assert {len(sitting) for sitting in sittings} == {n_rows + 1}
            for sitting in sittings:
                met.update(combinations(sitting, 2))
        assert max(met.values()) == 1
        for tables in zip(*skeleton.rows[-1], strict=True):
            assert len(set(tables)) == n_tables
    assert found


def all_seatings(room):
    """Every way to seat the travellers for one round."""
    for tables in product(range(room.n_tables), repeat=room.n_travellers):
        sizes = Counter(tables)
        if sorted(sizes[t] for t in range(room.n_tables)) == sorted(room.first_sizes):
            yield tables


def fewest_by_brute_force(room, worth):
    """The least worth of all plans that return to tables only as often as they must."""
    seatings = list(all_seatings(room))
    best = None
    for plan_ in product(seatings[:1], *[seatings] * (room.n_rounds - 1)):
        routes = list(zip(*plan_, strict=True))
        new = min(room.n_rounds, room.n_tables)
        if all(len(set(route)) == new for route in routes):
            value = worth(routes)
            best = value if best is None else min(best, value)
    return best


def meetings_of(routes):
    pairs = combinations(routes, 2)
    return [sum(a == b for a, b in zip(*pair, strict=True)) for pair in pairs]


def repeats_of(routes):
    return sum(max(0, times - 1) for times in meetings_of(routes))


def unfairness_of(routes):
    """Coincidences; of as many those are better that fewer meetings of the same two make."""
    return sum(
        4 * (m * (m - 1) // 2) + sum((k - 2) ** 2 for k in range(3, m + 1))
        for m in meetings_of(routes)
    )


SOON = 100
"""Looks of the search: long before it gives up, it has found the best of a tiny room."""
TINY = [(4, 2, 2), (5, 2, 2), (6, 2, 3), (6, 3, 2), (6, 3, 3), (5, 3, 3), (4, 2, 4), (4, 4, 3)]


@pytest.mark.parametrize(("n_travellers", "n_tables", "n_rounds"), TINY)
@pytest.mark.parametrize("host_rule", HostRule)
def test_brute_force_finds_nothing_better(n_travellers, n_tables, n_rounds, host_rule):
    staying = host_rule is HostRule.STAY
    n_people = n_travellers + (n_tables if staying else 0)
    for objective, worth in ((Objective.CONTACTS, repeats_of), (Objective.FAIR, unfairness_of)):
        request_ = PlanRequest.of_numbers(
            n_people, n_tables, n_rounds, host_rule=host_rule, objective=objective
        )
        room = room_of(request_, choose_hosts(request_))
        seating_plan = plan(request_, should_stop=after(SOON))
        quality = report(request_, seating_plan)
        by_person = list(zip(*seating_plan.tables_by_round, strict=True))
        routes = [by_person[person] for person in travellers(request_, seating_plan)]
        assert worth(routes) == fewest_by_brute_force(room, worth)
        assert len(quality.table_revisits) == quality.table_revisits_lower_bound


@unhurried
@given(
    st.integers(2, 7),
    st.integers(2, 8),
    st.sampled_from(Objective),
    st.integers(0, 99),
    st.data(),
)
def test_rounds_that_go_on_with_the_tables_are_counted_as_one_by_one(
    n_tables, size, objective, seed, data
):
    request_ = replace(
        PlanRequest.of_numbers(n_tables * size, n_tables, n_tables, host_rule=HostRule.EXTRA),
        objective=objective,
    )
    room = room_of(request_, choose_hosts(request_))
    orbits = RoundOrbits(room, data.draw(st.sampled_from(round_symmetries(room))), Random(seed))
    for _ in orbits.search(200):
        pass
    routes = orbits.routes()
    for tables in zip(*routes, strict=True):
        assert set(Counter(tables).values()) == {size}
    met = Counter(
        pair
        for tables in zip(*routes, strict=True)
        for pair in combinations(range(room.n_travellers), 2)
        if tables[pair[0]] == tables[pair[1]]
    )
    fair = objective is Objective.FAIR
    again = sum(n * (n - 1) // 2 if fair else n - 1 for n in met.values())
    visits = [n - 1 for route in routes for n in Counter(route).values()]
    assert orbits.lacking() == (sum(visits), UNIT * again)
