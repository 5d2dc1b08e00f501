"""Who sits with whom, and what it costs by the rules; changed a seat at a time.

`Sittings` knows rules only, which is enough to cast people into given routes. `Board` also
counts meetings, tables and themes visited, and seats that were announced.
"""

from collections.abc import Sequence

from worldcafe.domain.rotation.request import PlanRequest
from worldcafe.domain.rotation.rules.rulebook import Rulebook
from worldcafe.domain.rotation.terms import Objective

NOWHERE = -1


class Sittings:
    """A seating and its cost by the rules, kept up to date."""

    def __init__(self, book: Rulebook, tables_by_round: Sequence[Sequence[int]]) -> None:
        self.book = book
        self.n, self.n_tables = book.n, book.n_tables
        self.n_rounds = len(tables_by_round)
        self.bits = [1 << person for person in range(self.n)]
        self.tables = [list(tables) for tables in tables_by_round]
        """By round, everybody's table; `NOWHERE` for those who are away."""
        self.members: list[list[list[int]]] = []
        """By round and table, who sits there."""
        self.masks: list[list[int]] = []
        """By round and table, the same as a set."""
        self.group_costs: list[list[int]] = []
        """By round and table, what the group costs as a whole."""
        for tables in self.tables:
            members: list[list[int]] = [[] for _ in range(self.n_tables)]
            for person, table in enumerate(tables):
                if table >= 0:
                    members[table].append(person)
            self.members.append(members)
            self.masks.append([sum(self.bits[p] for p in group) for group in members])
            self.group_costs.append(
                [book.of_group(table, group) for table, group in enumerate(members)]
            )
        self.rules = self.cost_now()

    def cost_now(self) -> int:
        """The cost of the seating by the rules, counted from scratch."""
        book = self.book
        total = 2 * (book.base + sum(map(sum, self.group_costs)))
        for round_index, tables in enumerate(self.tables):
            masks = self.masks[round_index]
            for person, table in enumerate(tables):
                if table < 0:
                    continue
                place = book.place[round_index][person]
                total += 2 * place[table] if place else 0
                for cost, who in book.peers[round_index][person]:
                    total += cost * (who & masks[table]).bit_count()
        for person in book.seeks:
            total += 2 * self.seeking(person, self.route(person))
        return total // 2

    def route(self, person: int) -> list[int]:
        """The person's table in every round."""
        return [tables[person] for tables in self.tables]

    def seeking(self, person: int, route: Sequence[int]) -> int:
        """What it costs that this route leads to none of the places asked for."""
        visited = 0
        for table in route:
            if table >= 0:
                visited |= 1 << table
        wanted = self.book.seeks[person]
        return sum(cost for cost, tables in wanted if visited and not visited & tables)

    def fit(self, round_index: int, person: int) -> int:
        """What the person costs where they sit in this round."""
        table = self.tables[round_index][person]
        place = self.book.place[round_index][person]
        cost = self.group_costs[round_index][table] + (place[table] if place else 0)
        mask = self.masks[round_index][table]
        for each, who in self.book.peers[round_index][person]:
            if each > 0:
                cost += each * (who & mask).bit_count()
            elif not who & mask:
                cost -= each
        return cost

    def leap(self, round_index: int, person: int, here: int, there: int, mate: int) -> int:
        """What it costs one person to leave one table for another.

        `mate`: the set of the one who comes the other way, who is met at neither.
        """
        book = self.book
        place = book.place[round_index][person]
        cost = place[there] - place[here] if place else 0
        peers = book.peers[round_index][person]
        if peers:
            masks = self.masks[round_index]
            with_here, with_there = masks[here], masks[there] & ~mate
            for each, who in peers:
                cost += each * ((who & with_there).bit_count() - (who & with_here).bit_count())
        return cost

    def exchange_cost(self, round_index: int, one: int, other: int) -> int:
        """What an exchange of two seats in a round adds by the rules."""
        tables, bits = self.tables[round_index], self.bits
        here, there = tables[one], tables[other]
        cost = self.leap(round_index, one, here, there, bits[other])
        cost += self.leap(round_index, other, there, here, bits[one])
        if self.book.has_groups:
            groups, costs = self.members[round_index], self.group_costs[round_index]
            of_group = self.book.of_group
            cost += of_group(here, [p for p in groups[here] if p != one] + [other])
            cost += of_group(there, [p for p in groups[there] if p != other] + [one])
            cost -= costs[here] + costs[there]
        return cost

    def move_cost(self, round_index: int, person: int, there: int) -> int:
        """What a move to a free chair adds by the rules."""
        here = self.tables[round_index][person]
        cost = self.leap(round_index, person, here, there, 0)
        if self.book.has_groups:
            groups, costs = self.members[round_index], self.group_costs[round_index]
            of_group = self.book.of_group
            cost += of_group(here, [p for p in groups[here] if p != person])
            cost += of_group(there, [*groups[there], person])
            cost -= costs[here] + costs[there]
        return cost

    def seek_cost(self, round_index: int, person: int, there: int) -> int:
        """What another table in this round adds by what was asked for in some round."""
        route = self.route(person)
        before = self.seeking(person, route)
        route[round_index] = there
        return self.seeking(person, route) - before

    def put(self, round_index: int, person: int, table: int) -> None:
        """Seat somebody at another table; group costs are brought up by `regroup`."""
        before = self.tables[round_index][person]
        if before >= 0:
            self.members[round_index][before].remove(person)
            self.masks[round_index][before] ^= self.bits[person]
        self.tables[round_index][person] = table
        if table >= 0:
            self.members[round_index][table].append(person)
            self.masks[round_index][table] ^= self.bits[person]

    def regroup(self, round_index: int, *tables: int) -> None:
        """Bring the costs of these groups up to date."""
        if self.book.has_groups:
            for table in tables:
                group = self.members[round_index][table]
                self.group_costs[round_index][table] = self.book.of_group(table, group)


class Board(Sittings):
    """A seating with all that makes it good or bad, for search."""

    def __init__(
        self,
        book: Rulebook,
        tables_by_round: Sequence[Sequence[int]],
        bound: Sequence[Sequence[bool]],
        announced: Sequence[Sequence[int]] | None = None,
    ) -> None:
        """`bound`: by round and person, whose seat must not change.

        `announced`: the seats that people were told, where changing them counts.
        """
        super().__init__(book, tables_by_round)
        request = book.request
        self.bound = bound
        self.announced = announced
        self.fair = request.objective is Objective.FAIR
        self.free = [
            [p for p in range(self.n) if tables[p] >= 0 and not held[p]]
            for tables, held in zip(self.tables, bound, strict=True)
        ]
        """By round, those whose seat may change."""
        self._lay_themes(request)
        self.held = sum(
            self.bits[person]
            for person in range(self.n)
            if all(bound[r][person] or self.tables[r][person] < 0 for r in range(self.n_rounds))
        )
        """Those who never move."""
        self.strangers = self._strangers()
        self.met = [[0] * self.n for _ in range(self.n_rounds + 1)]
        """`met[k][p]`: those whom p meets more than k times."""
        for round_index, tables in enumerate(self.tables):
            for person, table in enumerate(tables):
                if table >= 0:
                    self._join(person, self.masks[round_index][table] ^ self.bits[person])
        self.visits = [[0] * self.n_tables for _ in range(self.n)]
        self.theme_visits = [[0] * (max(self.themes) + 1) for _ in range(self.n)]
        self.changed = 0
        for round_index, tables in enumerate(self.tables):
            for person, table in enumerate(tables):
                if table >= 0:
                    self.visits[person][table] += 1
                    if round_index < self.n_themed:
                        self.theme_visits[person][self.themes[table]] += 1
                    self.changed += self._is_news(round_index, person, table)

    def _lay_themes(self, request: PlanRequest) -> None:
        """Number the themes; a table without one has none, and none is met twice there."""
        named = sorted({table.theme for table in request.tables if table.theme is not None})
        number = {name: k for k, name in enumerate(named)}
        themes = [number.get(table.theme or "", len(named)) for table in request.tables]
        self.no_theme = len(named)
        self.themes = themes
        self.n_themed = min(self.n_rounds, len(named))
        """Rounds in which nobody should meet a theme twice: as many as there are themes."""

    def _strangers(self) -> list[int]:
        """For each person those with whom another meeting counts.

        All but those whom they are always to sit with, and, for somebody who never moves,
        all others who never move: what cannot change need not be counted.
        """
        everyone = (1 << self.n) - 1
        strangers = [everyone ^ bit for bit in self.bits]
        for person in range(self.n):
            if self.bits[person] & self.held:
                strangers[person] &= ~self.held
            wanted = -1
            for peers in self.book.peers:
                wanted &= sum(who for cost, who in peers[person] if cost < 0)
            strangers[person] &= ~wanted
        return strangers

    def _is_news(self, round_index: int, person: int, table: int) -> bool:
        if self.announced is None:
            return False
        told = self.announced[round_index][person]
        return told >= 0 and told != table

    def _join(self, person: int, group: int) -> None:
        group &= self.strangers[person]
        times = 0
        while group:
            level = self.met[times]
            already = level[person]
            level[person] = already | group
            group &= already
            times += 1

    def _leave(self, person: int, group: int) -> None:
        group &= self.strangers[person]
        met = self.met
        times = 0
        while group:
            stays = met[times + 1][person] & group
            met[times][person] ^= group ^ stays
            group = stays
            times += 1

    def again(self) -> int:
        """What meeting again costs in all: repeats, or when fair the unfairness of them."""
        total = 0
        for already, level in enumerate(self.met):
            weight = already + (already > 1) if self.fair else min(already, 1)
            total += sum(mask.bit_count() for mask in level) * weight
        return total // 2

    def repeats(self) -> int:
        """Repeated encounters."""
        return sum(mask.bit_count() for level in self.met[1:] for mask in level) // 2

    def returns(self) -> int:
        """Returns to a table, and to a theme while rounds are left for others.

        Of those who may move at all.
        """
        returns = 0
        for person in range(self.n):
            if not self.bits[person] & self.held:
                returns += sum(n - 1 for n in self.visits[person] if n > 1)
                themes = self.theme_visits[person][: self.no_theme]
                returns += sum(n - 1 for n in themes if n > 1)
        return returns

    def meeting_cost(self, person: int, group: int, beyond: int) -> int:
        """What one meeting with each of a group costs: the next (beyond 0) or the last (1)."""
        again = self.met[beyond][person] & group
        if not again:
            return 0
        total = again.bit_count()
        if self.fair and beyond + 1 < len(self.met):
            again &= self.met[beyond + 1][person]
            if again:
                total += 2 * again.bit_count()
                for level in self.met[beyond + 2 :]:
                    total += (level[person] & again).bit_count()
        return total

    def leap_meetings(self, round_index: int, person: int, there: int, mate: int) -> int:
        """What the meetings of one person at another table cost more than here."""
        masks = self.masks[round_index]
        here = masks[self.tables[round_index][person]] ^ self.bits[person]
        return self.meeting_cost(person, masks[there] & ~mate, 0) - self.meeting_cost(
            person, here, 1
        )

    def leap_returns(self, round_index: int, person: int, there: int) -> int:
        """How many returns more another table in this round makes."""
        here = self.tables[round_index][person]
        visits = self.visits[person]
        change = (visits[there] > 0) - (visits[here] > 1)
        if round_index < self.n_themed:
            themes = self.theme_visits[person]
            old, new = self.themes[here], self.themes[there]
            if old != new:
                change += new != self.no_theme and themes[new] > 0
                change -= old != self.no_theme and themes[old] > 1
        return change

    def leap_news(self, round_index: int, person: int, there: int) -> int:
        """Whether another table in this round is news to the person, less if it is now."""
        if self.announced is None:
            return 0
        here = self.tables[round_index][person]
        return self._is_news(round_index, person, there) - self._is_news(
            round_index, person, here
        )

    def seat(self, round_index: int, person: int, table: int) -> None:
        """Seat somebody at another table, with all that follows but group costs."""
        here = self.tables[round_index][person]
        if here >= 0:
            self._unseat(round_index, person, here)
        self.put(round_index, person, table)
        if table < 0:
            return
        bit = self.bits[person]
        self._join(person, self.masks[round_index][table] ^ bit)
        for mate in self.members[round_index][table]:
            if mate != person:
                self._join(mate, bit)
        self.visits[person][table] += 1
        if round_index < self.n_themed:
            self.theme_visits[person][self.themes[table]] += 1
        self.changed += self._is_news(round_index, person, table)

    def _unseat(self, round_index: int, person: int, here: int) -> None:
        bit = self.bits[person]
        self._leave(person, self.masks[round_index][here] ^ bit)
        for mate in self.members[round_index][here]:
            if mate != person:
                self._leave(mate, bit)
        self.visits[person][here] -= 1
        if round_index < self.n_themed:
            self.theme_visits[person][self.themes[here]] -= 1
        self.changed -= self._is_news(round_index, person, here)
