"""Joint search: seats are exchanged one round at a time, with rules and meetings together.

Used where casting alone cannot meet a rule, and to polish what is wished. What counts first
is compared first (`Rank`); the search itself runs on one sum, in which a hard rule weighs
more than a return, that more than a repeat, and that more than any one wish.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import exp
from random import Random

from worldcafe.domain.rotation.rules.rulebook import HARD, split
from worldcafe.domain.rotation.rules.sittings import Board

Rank = tuple[int, ...]
"""Hard rules broken, returns, meetings again, then what the weights order; less is better."""
DIRECTED = 0.85
"""Share of proposals that start from somebody who is not well seated."""
BACK = 0.3
"""Share of proposals that send somebody back to the announced seat, where that counts."""
TOGETHER = 0.15
"""Share of proposals about two who are to sit together, where there are such."""
PULSE = 100
"""Proposals between two changes of temperature, and looks at the stop sign."""
LEAST_COMPANY = 3
"""Fewer people than these are no conversation."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each fault weighs in the sum that the search makes small."""

    hard: float = 150
    returns: float = 40
    again: float = 20
    news: float = 0
    uneven: float = 60
    wished: float = 1
    news_first: bool = False
    """Whether announced seats come before sizes and wishes, or after them."""


Sizes = list[list[tuple[int, int]]]
"""By round and table, the fewest and the most people when all tables are even."""


class RuleSearch:
    """A board that is changed, and the best state of it so far."""

    def __init__(self, board: Board, sizes: Sizes, weights: Weights, rng: Random) -> None:
        self.board = board
        self.sizes = sizes
        self.weights = weights
        self.rng = rng
        self.rounds = [r for r in range(board.n_rounds) if board.free[r]]
        self.chairs = [
            board.n if table.seats is None else table.seats - self._extra
            for table in board.book.request.tables
        ]
        self.returns, self.again = board.returns(), board.again()
        self.uneven = sum(
            self._unevenness(r, table, len(group))
            for r in range(board.n_rounds)
            for table, group in enumerate(board.members[r])
        )
        self.news: list[tuple[int, int]] = []
        self.pairs = self._pairs()
        self.best = self.rank()
        self.best_tables = [list(tables) for tables in board.tables]

    @property
    def _extra(self) -> bool:
        return self.board.book.request.host_rule == "extra"

    def _unevenness(self, round_index: int, table: int, n: int) -> int:
        """How far a table is from even; as a hard cost where it is over its chairs, or where
        too few are left for a conversation.
        """
        least, most = self.sizes[round_index][table]
        over = max(0, n - self.chairs[table]) if most else n
        lonely = max(0, min(LEAST_COMPANY - self._extra, least) - n)
        return max(0, least - n, n - most) ** 2 + HARD * (over + lonely)

    def rank(self) -> Rank:
        """How good the board is now."""
        hard, wished = split(self.board.rules)
        crowd, uneven = split(self.uneven)
        news = self.board.changed
        rest = (news, uneven, wished) if self.weights.news_first else (uneven, wished, news)
        return (hard + crowd, self.returns, self.again, *rest)

    def run(
        self,
        length: int,
        heat: tuple[float, float],
        goal: Rank,
        should_stop: Callable[[], bool],
    ) -> Iterator[float]:
        """Search for so many proposals, cooling from the first heat to the second.

        Yields now and then which share is done. Ends early when the goal is reached.
        """
        hot, cold = heat
        temperature = hot
        energy = lowest = 0.0
        for done in range(length):
            if done % PULSE == 0:
                if should_stop() or self.best <= goal:
                    return
                temperature = hot * (cold / hot) ** (done / length)
                self.news = self._changed_seats()
                yield done / length
            if self.pairs and self.rng.random() < TOGETHER:
                energy += self._move_pair(temperature)
                self.consider()
                continue
            proposal = self.propose()
            if proposal is None:
                continue
            change = self.change(*proposal)
            if change <= 0 or self.rng.random() < exp(-change / temperature):
                self.accept()
                energy += change
                if energy < lowest or change < 0:
                    lowest = min(lowest, energy)
                    self.consider()

    def _pairs(self) -> list[tuple[int, int, int]]:
        """Round and two who are to sit together then and may both be moved."""
        free = [set(people) for people in self.board.free]
        return [
            (r, one, other)
            for r in self.rounds
            for one in self.board.free[r]
            for cost, who in self.board.book.peers[r][one]
            if cost < 0 and (other := who.bit_length() - 1) in free[r] and one < other
        ]

    def _move_pair(self, temperature: float) -> float:
        """Let two who are to sit together change seats with two others, both or none.

        One by one they would have to be parted first. What it added to the sum is returned.
        """
        random, board = self.rng.random, self.board
        r, one, other = self.pairs[int(random() * len(self.pairs))]
        tables = board.tables[r]
        here, there = tables[one], int(random() * board.n_tables)
        if tables[other] != here:
            there = tables[other]
        able = [p for p in board.members[r][there] if p != other and not board.bound[r][p]]
        n = 2 if tables[other] == here else 1
        if there == here or len(able) < n:
            return 0.0
        mates = self.rng.sample(able, n)
        added = 0.0
        for person, mate in zip((one, other), mates, strict=False):
            added += self.change(r, person, there, mate)
            self.accept()
        if added <= 0 or random() < exp(-added / temperature):
            return added
        for person, mate in zip((one, other), mates, strict=False):
            self.change(r, person, here, mate)
            self.accept()
        return 0.0

    def consider(self) -> None:
        """Keep this state if it is the best so far."""
        rank = self.rank()
        if rank < self.best:
            self.best = rank
            self.best_tables = [list(tables) for tables in self.board.tables]

    def has_trouble(self) -> bool:
        """Whether any seat that may change breaks a rule, is a return or a meeting again."""
        board = self.board
        return split(self.uneven)[0] > 0 or any(
            self.is_troubled(r, person) for r in self.rounds for person in board.free[r]
        )

    def is_troubled(self, round_index: int, person: int) -> bool:
        """Whether this seat has something to be mended; where announced seats come first, no
        wish is worth changing one.
        """
        board = self.board
        table = board.tables[round_index][person]
        if board.met[1][person] & board.masks[round_index][table]:
            return True
        if board.visits[person][table] > 1:
            return True
        theme = board.themes[table]
        if (
            round_index < board.n_themed
            and theme != board.no_theme
            and board.theme_visits[person][theme] > 1
        ):
            return True
        return board.fit(round_index, person) > (HARD >> 1 if self.weights.news_first else 0)

    def _changed_seats(self) -> list[tuple[int, int]]:
        """Where somebody sits elsewhere than was announced, if that counts."""
        board = self.board
        if not self.weights.news or board.announced is None:
            return []
        return [
            (r, person)
            for r in self.rounds
            for person in board.free[r]
            if board.announced[r][person] not in (-1, board.tables[r][person])
        ]

    def _back(self) -> tuple[int, int, int, int] | None:
        """Send somebody back to the announced seat, into a free chair or an exchange."""
        round_index, person = self.news[int(self.rng.random() * len(self.news))]
        board = self.board
        assert board.announced is not None
        there = board.announced[round_index][person]
        if there == board.tables[round_index][person]:
            return None
        if not self.sizes[round_index][there][1]:
            return None
        group = board.members[round_index][there]
        if len(group) < self.chairs[there] and self.rng.random() < 0.5:
            return round_index, person, there, -1
        able = [other for other in group if not board.bound[round_index][other]]
        if not able:
            return None
        return round_index, person, there, able[int(self.rng.random() * len(able))]

    def propose(self) -> tuple[int, int, int, int] | None:
        """Round, person, where to, and who comes the other way (-1 for a free chair)."""
        random, board = self.rng.random, self.board
        if not self.rounds:
            return None  # the day is over
        if self.news and random() < BACK:
            return self._back()
        round_index = person = 0
        tries = 10 if random() < DIRECTED else 1
        for _ in range(tries):
            round_index = self.rounds[int(random() * len(self.rounds))]
            free = board.free[round_index]
            person = free[int(random() * len(free))]
            if tries == 1 or self.is_troubled(round_index, person):
                break
        tables = board.tables[round_index]
        here = tables[person]
        wide = self._chair_for(round_index, person, here)
        if wide is not None:
            return wide
        place = board.book.place[round_index][person]
        free = board.free[round_index]
        other = -1
        for _ in range(6):
            other = free[int(random() * len(free))]
            there = tables[other]
            if there == here:
                continue
            if place and place[there] >= HARD and place[there] >= place[here]:
                continue
            theirs = board.book.place[round_index][other]
            if not theirs or theirs[here] < HARD or theirs[here] < theirs[there]:
                break
        if tables[other] == here:
            return None
        return round_index, person, tables[other], other

    def _chair_for(
        self, round_index: int, person: int, here: int
    ) -> tuple[int, int, int, int] | None:
        """Now and then a free chair instead of an exchange."""
        if self.rng.random() > 0.25:
            return None
        there = int(self.rng.random() * self.board.n_tables)
        groups = self.board.members[round_index]
        if there == here or not self.sizes[round_index][there][1]:
            return None
        if len(groups[there]) >= self.chairs[there]:
            return None
        least, _ = self.sizes[round_index][here]
        _, most = self.sizes[round_index][there]
        spares = self.weights.news_first
        if not spares and (len(groups[here]) <= least or len(groups[there]) >= most):
            return None
        return round_index, person, there, -1

    def change(self, round_index: int, person: int, there: int, other: int) -> float:
        """What a proposal would add to the sum; `accept` carries it out."""
        board, weights = self.board, self.weights
        here = board.tables[round_index][person]
        if other >= 0:
            rules = board.exchange_cost(round_index, person, other)
            again = board.leap_meetings(round_index, person, there, board.bits[other])
            again += board.leap_meetings(round_index, other, here, board.bits[person])
            returns = board.leap_returns(round_index, person, there)
            returns += board.leap_returns(round_index, other, here)
            news = board.leap_news(round_index, person, there)
            news += board.leap_news(round_index, other, here)
            uneven = 0
        else:
            rules = board.move_cost(round_index, person, there)
            again = board.leap_meetings(round_index, person, there, 0)
            returns = board.leap_returns(round_index, person, there)
            news = board.leap_news(round_index, person, there)
            n_here = len(board.members[round_index][here])
            n_there = len(board.members[round_index][there])
            uneven = (
                self._unevenness(round_index, here, n_here - 1)
                - self._unevenness(round_index, here, n_here)
                + self._unevenness(round_index, there, n_there + 1)
                - self._unevenness(round_index, there, n_there)
            )
        if board.book.seeks:
            if person in board.book.seeks:
                rules += board.seek_cost(round_index, person, there)
            if other in board.book.seeks:
                rules += board.seek_cost(round_index, other, here)
        self._proposed = (round_index, person, there, other, here)
        self._parts = (rules, again, returns, uneven)
        hard, wished = split(rules)
        crowd, rough = split(uneven)
        return (
            (hard + crowd) * weights.hard
            + returns * weights.returns
            + again * weights.again
            + news * weights.news
            + rough * weights.uneven
            + wished * weights.wished
        )

    def accept(self) -> None:
        """Carry out what `change` was last asked about."""
        round_index, person, there, other, here = self._proposed
        rules, again, returns, uneven = self._parts
        board = self.board
        board.seat(round_index, person, there)
        if other >= 0:
            board.seat(round_index, other, here)
        board.regroup(round_index, here, there)
        board.rules += rules
        self.again += again
        self.returns += returns
        self.uneven += uneven

    def restore(self) -> None:
        """Go back to the best state so far."""
        board = self.board
        for round_index, tables in enumerate(self.best_tables):
            for person, table in enumerate(tables):
                if board.tables[round_index][person] != table:
                    board.seat(round_index, person, table)
            board.regroup(round_index, *range(board.n_tables))
        board.rules = board.cost_now()
        self.returns, self.again = board.returns(), board.again()
        self.uneven = sum(
            self._unevenness(r, table, len(group))
            for r in range(board.n_rounds)
            for table, group in enumerate(board.members[r])
        )
