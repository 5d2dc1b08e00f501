"""Who hosts from now on, and the best route for somebody who has none."""

from collections.abc import Callable, Sequence

from worldcafe.domain.refusal import refuse
from worldcafe.domain.rotation.request import PlanRequest
from worldcafe.domain.rotation.room import even_sizes, staying, suits
from worldcafe.domain.rotation.rules.rulebook import Rulebook, split
from worldcafe.domain.rotation.rules.sittings import NOWHERE, Board
from worldcafe.domain.rotation.rules.under_rules import bound_seats
from worldcafe.domain.rotation.terms import HostRule

MOST_LOOKS = 4_000
"""Places that are tried for one person before the best route so far is taken."""
MOST_TABLES = 16
"""Tables that are tried in each round, the most fitting first."""
HARD, RETURN, AGAIN, UNEVEN = 80_000, 20_000, 10_000, 50
OVERFULL = 1_000_000


def hosts_from_now(
    request: PlanRequest, announced: Sequence[Sequence[int]], stand_ins: dict[str, str]
) -> tuple[tuple[int, ...], dict[str, str]]:
    """For each table its host from now on, and whom that proposes anew.

    A table whose host has left is given, of those who suit it, its note-taker; else whoever
    has no route that would be broken; else whoever would have to change fewest seats.
    """
    tables = request.tables
    if request.host_rule is not HostRule.STAY:
        return (NOWHERE,) * len(tables), {}
    first = len(request.frozen)
    named = {person.hosts: index for index, person in enumerate(request.people) if person.hosts}
    free = {
        index
        for index, person in enumerate(request.people)
        if person.hosts is None
        and person.stays_at is None
        and not person.away.intersection(range(first, request.n_rounds))
    }
    hosts, chosen = [], {}
    for number, table in enumerate(tables):
        host = NOWHERE if table.closed else named.get(table.id, -2)
        if host == -2:
            able = sorted(free - _pinned_elsewhere(request, table.id))
            if not able:
                refuse("rotation_no_host_left", table=table.id)
            told = announced[first:]
            host = min(able, key=_unrest(request, number, told, stand_ins.get(table.id)))
            free.remove(host)
            chosen[table.id] = request.people[host].id
        hosts.append(host)
    return tuple(hosts), chosen


def _unrest(
    request: PlanRequest, table: int, told: Sequence[Sequence[int]], stand_in: str | None
) -> Callable[[int], tuple[bool, bool, bool, int]]:
    """What it costs that somebody hosts a table.

    Unfit, not its note-taker, only just come in, seats changed.
    """

    def cost(index: int) -> tuple[bool, bool, bool, int]:
        person = request.people[index]
        changes = sum(row[index] not in (NOWHERE, table) for row in told)
        unfit = not suits(request, person, request.tables[table])
        is_new = all(row[index] == NOWHERE for row in told)
        return unfit, person.id != stand_in, is_new, changes

    return cost


def _pinned_elsewhere(request: PlanRequest, table: str) -> set[int]:
    people = {pin.person for pin in request.pins if pin.table != table}
    return {index for index, person in enumerate(request.people) if person.id in people}


def seated_again(
    request: PlanRequest,
    book: Rulebook,
    hosts: tuple[int, ...],
    announced: Sequence[Sequence[int]],
) -> tuple[list[list[int]], int]:
    """The announced seating with everybody seated who is there, and how many seats that took.

    Whoever has no seat, or one at a table that is closed, gets the best that is free; all
    others stay where they were told.
    """
    tables = _still_valid(request, hosts, announced)
    board = Board(book, tables, bound_seats(request, hosts))
    missing = {
        person: rounds
        for person in range(len(request.people))
        if (
            rounds := [
                r
                for r in range(len(request.frozen), request.n_rounds)
                if board.tables[r][person] < 0 and request.is_present(person, r)
            ]
        )
    }
    route = _Route(request, board)
    # Those who lack a whole day have least to choose from.
    for person in sorted(missing, key=lambda each: (-len(missing[each]), each)):
        for round_index, table in zip(
            missing[person], route.best(person, missing[person]), strict=True
        ):
            board.seat(round_index, person, table)
            board.regroup(round_index, table)
    return board.tables, sum(map(len, missing.values()))


def _still_valid(
    request: PlanRequest, hosts: tuple[int, ...], announced: Sequence[Sequence[int]]
) -> list[list[int]]:
    """The announced seats that can be kept, pins and those who stay at their places."""
    stay = staying(request, hosts)
    number = {table.id: index for index, table in enumerate(request.tables)}
    index_of = {person.id: index for index, person in enumerate(request.people)}
    pins = {(pin.round_index, index_of[pin.person]): number[pin.table] for pin in request.pins}
    rows = [list(row) for row in request.frozen]
    for round_index in range(len(request.frozen), request.n_rounds):
        row = []
        for person, told in enumerate(announced[round_index]):
            table = stay.get(person, pins.get((round_index, person), told))
            if table >= 0 and request.tables[table].closed:
                table = NOWHERE
            row.append(table if request.is_present(person, round_index) else NOWHERE)
        rows.append(row)
    return rows


class _Route:
    """The search for the cheapest free route of one person, round after round."""

    def __init__(self, request: PlanRequest, board: Board) -> None:
        self.board = board
        extra = request.host_rule is HostRule.EXTRA
        self.sizes = [even_sizes(request, r) for r in range(request.n_rounds)]
        self.chairs = [
            0 if table.closed else board.n if table.seats is None else table.seats - extra
            for table in request.tables
        ]

    def best(self, person: int, rounds: list[int]) -> list[int]:
        """For each of these rounds the table at which the person costs least."""
        self.person = person
        self.looks = 0
        self.offers = [self._offers(round_index, person) for round_index in rounds]
        # Of what is still to come, no round costs less than its best offer.
        self.rest = [0.0] * (len(rounds) + 1)
        for k in range(len(rounds) - 1, -1, -1):
            self.rest[k] = self.rest[k + 1] + self.offers[k][0][0]
        self.cheapest = float("inf")
        self.found: list[int] = []
        self.rounds = rounds
        visits = list(self.board.visits[person])
        themes = list(self.board.theme_visits[person])
        self._descend([], 0.0, self.board.met[0][person], visits, themes)
        return self.found

    def _offers(self, round_index: int, person: int) -> list[tuple[float, int]]:
        """The tables of a round with what they cost by themselves, cheapest first."""
        board = self.board
        offers = []
        for table, (least, most) in enumerate(self.sizes[round_index]):
            if not most:
                continue
            group = board.members[round_index][table]
            n = len(group)
            cost = float(OVERFULL * (n >= self.chairs[table]))
            cost += UNEVEN * (n - least + (n >= most))
            hard, wished = split(self._rules(round_index, person, table))
            again = board.meeting_cost(person, board.masks[round_index][table], 0)
            cost += HARD * hard + wished
            offers.append((cost, again, table))
        offers.sort(key=lambda offer: (offer[0] + AGAIN * offer[1], offer[2]))
        return [(cost, table) for cost, _, table in offers[:MOST_TABLES]]

    def _rules(self, round_index: int, person: int, table: int) -> int:
        board, book = self.board, self.board.book
        place = book.place[round_index][person]
        cost = place[table] if place else 0
        for each, who in book.peers[round_index][person]:
            cost += each * (who & board.masks[round_index][table]).bit_count()
        if book.has_groups:
            cost += book.of_group(table, [*board.members[round_index][table], person])
            cost -= board.group_costs[round_index][table]
        return cost

    def _descend(
        self, route: list[int], cost: float, met: int, visits: list[int], themes: list[int]
    ) -> None:
        depth = len(route)
        if depth == len(self.rounds):
            self.cheapest, self.found = cost, list(route)
            return
        board, round_index = self.board, self.rounds[depth]
        for offer, table in self.offers[depth]:
            self.looks += 1
            group = board.masks[round_index][table] & board.strangers[self.person]
            theme = board.themes[table]
            themed = round_index < board.n_themed and theme != board.no_theme
            total = cost + offer + AGAIN * (group & met).bit_count()
            total += RETURN * ((visits[table] > 0) + (themed and themes[theme] > 0))
            if total + self.rest[depth + 1] >= self.cheapest:
                continue
            visits[table] += 1
            themes[theme] += themed
            route.append(table)
            self._descend(route, total, met | group, visits, themes)
            route.pop()
            visits[table] -= 1
            themes[theme] -= themed
            if self.looks > MOST_LOOKS and self.found:
                return
