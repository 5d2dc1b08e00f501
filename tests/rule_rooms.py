"""Rooms with rules, wishes and pins, for tests; and a recount that shares no code with ours."""

from itertools import combinations, pairwise

from hypothesis import assume
from hypothesis import strategies as st

from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.rotation import (
    HostRule,
    Objective,
    Person,
    Pin,
    PlanRequest,
    Rule,
    RuleName,
    Rules,
    Table,
    Wish,
)
from worldcafe.domain.rotation.room import choose_hosts, room_of
from worldcafe.domain.rotation.rules.blocks import block_room
from worldcafe.domain.vocabulary import Strength, WishType

LANGUAGES = st.lists(st.sampled_from(["en", "fr", "ar"]), max_size=2, unique=True).map(tuple)
STRENGTHS = st.sampled_from(Strength)


def after(n_looks):
    """Stop the search when it has looked so many times, so that a test is short."""
    looks = iter(range(n_looks))
    return lambda: next(looks, None) is None


@st.composite
def rule_rooms(draw, most_tables=5, most_each=4, most_rounds=4, blocks=True, listed=False):
    """Requests that can be planned, of all kinds; `listed` if a list names people's rooms."""
    n_tables = draw(st.integers(1, most_tables))
    closed = draw(st.sets(st.integers(0, n_tables - 1), max_size=n_tables - 1))
    n_people = draw(st.integers(n_tables + 1, most_each * n_tables + 2))
    n_rounds = draw(st.integers(1, most_rounds))
    host_rule = draw(st.sampled_from(HostRule))
    places = draw(st.permutations(range(n_people)))
    hosts, notes = {}, {}
    for table in range(n_tables):
        if table in closed:
            continue
        if host_rule in (HostRule.STAY, HostRule.ROTATE) and draw(st.booleans()):
            hosts[places[table]] = f"t{table}"
        elif draw(st.integers(0, 4)) == 0:
            notes[places[table]] = f"t{table}"
    people = tuple(
        Person(
            f"p{k}",
            hosts.get(k),
            notes.get(k),
            draw(LANGUAGES),
            draw(st.sampled_from(["", "A", "B"])),
            draw(st.sampled_from(["", "X", "Y"])),
            draw(st.sampled_from(["", "IT", "SN"])),
            draw(st.sampled_from(["", "north", "south"])),
            draw(st.sampled_from(["", "aula", "hall"])) if listed else "",
            draw(st.integers(0, 6)) == 0,
        )
        for k in range(n_people)
    )
    tables = tuple(
        Table(
            f"t{k}",
            draw(st.sampled_from([None, "work", "youth"])),
            draw(st.one_of(st.none(), st.integers(4, 8))),
            draw(LANGUAGES),
            draw(st.booleans()),
            k in closed,
            draw(st.sampled_from(["", "aula", "hall"])),
        )
        for k in range(n_tables)
    )
    try:
        request = PlanRequest(
            people,
            tables,
            n_rounds,
            host_rule,
            draw(st.sampled_from(Objective)),
            draw(st.integers(0, 99)),
            Rules(*(Rule(draw(STRENGTHS), draw(st.integers(1, 9))) for _ in RuleName)),
            tuple(draw(wishes(n_people, n_tables, n_rounds))),
            tuple(draw(pins(people, n_tables, n_rounds))),
            blocks and draw(st.integers(0, 5)) == 0,
            draw(st.booleans()),
            draw(st.booleans()),
        )
        room = room_of(request, choose_hosts(request))
        if request.blocks and room.n_travellers:
            block_room(room)
    except RuleBroken:
        assume(False)
    else:
        return request


def wishes(n_people, n_tables, n_rounds):
    """Some wishes for some of the people."""
    one = st.builds(
        Wish,
        st.uuids().map(str),
        st.sampled_from(WishType),
        st.lists(
            st.integers(0, n_people - 1).map("p{}".format), min_size=2, max_size=3, unique=True
        ).map(tuple),
        st.integers(0, n_tables - 1).map("t{}".format),
        st.sampled_from(["work", "youth"]),
        st.one_of(st.none(), st.integers(0, n_rounds - 1)),
        STRENGTHS,
        st.integers(1, 9),
    )
    return st.lists(one, max_size=3)


def pins(people, n_tables, n_rounds):
    """Some pins of people who travel."""
    free = [person.id for person in people if person.hosts is None and person.stays_at is None]
    if not free:
        return st.just([])
    one = st.builds(
        Pin,
        st.sampled_from(free),
        st.integers(0, n_rounds - 1),
        st.integers(0, n_tables - 1).map("t{}".format),
    )
    return st.lists(one, max_size=3, unique_by=lambda pin: (pin.person, pin.round_index))


def recount(request, plan):
    """What the rules find, counted as naively as can be, by name of the report's field."""
    found = {
        name: []
        for name in ("language", "alone", "access", "organisation", "delegation", "country")
    }
    single = 0
    for r, row in enumerate(plan.tables_by_round):
        for t, table in enumerate(request.tables):
            people = [p for p, at in zip(request.people, row, strict=True) if at == t]
            for p in people:
                place = (p.id, r, table.id)
                speaks = not p.languages or not table.languages
                speaks = speaks or any(each in table.languages for each in p.languages)
                if not speaks:
                    found["language"].append(place)
                if p.needs_access and not table.accessible:
                    found["access"].append(place)
                shares = [
                    not p.languages
                    or not q.languages
                    or bool(set(p.languages) & set(q.languages))
                    for q in people
                    if q.id != p.id
                ]
                host = request.host_rule is HostRule.EXTRA and table.languages and speaks
                if shares and not any(shares) and not host:
                    found["alone"].append(place)
            for field in ("organisation", "delegation", "country"):
                for p, q in combinations(people, 2):
                    if getattr(p, field) and getattr(p, field) == getattr(q, field):
                        found[field].append((p.id, q.id, r, table.id))
            regions = [p.region for p in people if p.region]
            single += len(regions) > 1 and all(a == b for a, b in pairwise(regions))
    return {
        **found,
        "single": single,
        "rooms": changes_of_room(request, plan),
        "wishes": sum(unmet(request, plan, w) for w in request.wishes),
    }


def changes_of_room(request, plan):
    """How often somebody who is to stay in a room comes to another."""
    routes = [
        [request.tables[table].room for table in route if table >= 0]
        for route in zip(*plan.tables_by_round, strict=True)
    ]
    return sum(a != b for route in routes for a, b in pairwise(route)) * request.stay_in_room


def unmet(request, plan, wish):
    """How often one wish is not met."""
    number = {person.id: k for k, person in enumerate(request.people)}
    rounds = range(request.n_rounds) if wish.round_index is None else [wish.round_index]

    def at(person, r):
        table = plan.tables_by_round[r][number[person]]
        return request.tables[table] if table >= 0 else None

    if wish.type in (WishType.TOGETHER, WishType.APART):
        return sum(
            (at(p, r) is at(q, r)) != (wish.type is WishType.TOGETHER)
            for r in rounds
            for p, q in combinations(wish.people, 2)
            if at(p, r) and at(q, r)
        )
    count = 0
    for p in wish.people:
        there = [at(p, r) for r in rounds if at(p, r)]
        if wish.type is WishType.AT_TABLE:
            met = any(table.id == wish.table for table in there)
        else:
            met = any(table.theme == wish.theme for table in there)
        count += bool(there) and not met
    return count
