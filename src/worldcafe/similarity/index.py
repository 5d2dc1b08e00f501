"""Suggestions of contributions that may be the same; a person decides."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from worldcafe.domain.model import Contribution
from worldcafe.similarity.encoder import Vector, numbers_in
from worldcafe.similarity.features import Floats, Room
from worldcafe.similarity.grouping import grouped
from worldcafe.similarity.model import LIKELY, MEANING, VERBATIM, WORDS, stand_together
from worldcafe.similarity.reasons import Reason, features_of, reasons
from worldcafe.similarity.traits import Traits, traits_of


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A contribution that may be the same as the one asked about."""

    id: str
    score: float
    """How likely, from 0 to 1."""
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Contributions that may all be the same; a pair is a group of two."""

    ids: tuple[str, ...]
    """In the order in which they were recorded."""
    score: float
    """How likely the least alike two of a pair are the same, on average over the group."""
    reasons: tuple[Reason, ...]
    """Why, for the two that are most alike."""


class Stopped(Exception):
    """`should_stop` said so."""


class Index:
    """The contributions of a workshop, each ready to be compared with all others.

    Making one of 2,000 contributions takes about a second, so do it in a worker; hand in
    the `earlier` one and only what has changed is read again.
    """

    def __init__(
        self,
        contributions: Iterable[Contribution],
        vectors: Iterable[Vector] = (),
        *,
        exclude: Collection[frozenset[str]] = (),
        together: Iterable[Collection[str]] = (),
        earlier: "Index | None" = None,
    ) -> None:
        """The standing contributions, and the vectors that are kept for them.

        `exclude`: pairs that a person judged not to be the same; they are never suggested.
        `together`: ids that count as one, such as a merged contribution and its originals;
        they are never suggested to each other, and only the most alike of them to others.
        Vectors that are out of date, foreign or damaged are left aside.
        """
        self._contributions = {each.id: each for each in contributions}
        known = earlier._known if earlier else {}  # noqa: SLF001 - it is one of us
        self._known: dict[str, tuple[Contribution, Traits]] = {}
        for id, contribution in self._contributions.items():
            before = known.get(id)
            if before is None or before[0] is not contribution:
                before = (contribution, traits_of(contribution))
            self._known[id] = before
        traits = [found for _, found in self._known.values()]
        self._ids = [found.id for found in traits]
        self._rows = {id: row for row, id in enumerate(self._ids)}
        self._vectors = self._usable(vectors)
        self._room = Room(traits, self._vectors)
        self._one_of = _representatives(self._ids, together)
        self._excluded = {
            frozenset(self._one_of.get(id, id) for id in pair) for pair in exclude
        }

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def uses_meaning(self) -> bool:
        """Whether meaning is compared, and not only words and names."""
        return bool(self._vectors)

    @property
    def without_vector(self) -> tuple[str, ...]:
        """The ids of contributions that are compared by words and names alone so far."""
        return tuple(id for id in self._ids if id not in self._vectors)

    def suggest(self, contribution_id: str, n: int = 5) -> list[Suggestion]:
        """The `n` that are most likely the same as this one, best first."""
        traits = self._room.traits[self._rows[contribution_id]]
        return self._suggest(traits, self._vectors.get(contribution_id), n)

    def suggest_for(
        self, contribution: Contribution, vector: Vector | None = None, n: int = 5
    ) -> list[Suggestion]:
        """The same for a contribution that was just typed and is not in the index yet."""
        traits = traits_of(contribution)
        numbers = numbers_in(vector, traits.digest) if vector else None
        return self._suggest(traits, numbers, n)

    def pairs(
        self,
        least: float = LIKELY,
        *,
        should_stop: Callable[[], bool] = lambda: False,
        progress: Callable[[int, int], None] | None = None,
    ) -> list[Group]:
        """Every two that are the same with at least this likelihood, best first.

        Raises `Stopped` once `should_stop` says so; `progress` is told how many of how many
        contributions were compared.
        """
        likely = self._likely(lambda likely, _: likely >= least, should_stop, progress)
        return self._told((frozenset(pair), score) for pair, score in likely.items())

    def groups(
        self,
        *,
        should_stop: Callable[[], bool] = lambda: False,
        progress: Callable[[int, int], None] | None = None,
    ) -> list[Group]:
        """What is likely all the same, in groups of two or more, best first.

        Every two of a group stand together (`stand_together`), which fewer do than are pairs.
        A contribution is in one group at most. Raises and tells as `pairs` does.
        """
        likely = self._likely(stand_together, should_stop, progress)
        return self._told(grouped(likely, self._excluded_rows))

    def _usable(self, vectors: Iterable[Vector]) -> dict[str, Floats]:
        usable = {}
        for vector in vectors:
            known = self._known.get(vector.contribution_id)
            numbers = numbers_in(vector, known[1].digest) if known else None
            if numbers is not None:
                usable[vector.contribution_id] = numbers
        return usable

    def _compare(
        self, traits: Traits, numbers: Floats | None
    ) -> tuple[Floats, Mapping[str, Floats]]:
        """How likely each is the same as this one, and by which features."""
        alike = self._room.compare(traits, numbers)
        if numbers is None:
            likely = WORDS.likelihood(alike)
        else:
            likely = MEANING.likelihood(alike)
            if not self._room.has_meaning.all():
                likely = np.where(self._room.has_meaning, likely, WORDS.likelihood(alike))
        return np.where(_is_verbatim(alike), np.maximum(likely, VERBATIM), likely), alike

    def _suggest(self, traits: Traits, numbers: Floats | None, n: int) -> list[Suggestion]:
        if not self._ids:
            return []
        likely, alike = self._compare(traits, numbers)
        found: list[Suggestion] = []
        own = self._one_of.get(traits.id, traits.id)
        taken = {own}
        for row in np.argsort(-likely, kind="stable").tolist():
            if len(found) == n:
                break
            id = self._ids[row]
            one = self._one_of[id]
            if one in taken or frozenset({own, one}) in self._excluded:
                continue
            taken.add(one)
            why = reasons(self._room, traits, self._room.traits[row], features_of(alike, row))
            found.append(Suggestion(id, round(float(likely[row]), 4), why))
        return found

    def _likely(
        self,
        shown: Callable[[Floats, Mapping[str, Floats]], NDArray[np.bool_]],
        should_stop: Callable[[], bool],
        progress: Callable[[int, int], None] | None,
    ) -> dict[tuple[int, int], float]:
        """The likelihood of every two rows that are to be `shown`, told by it and by their
        features; of those that count as one, only the most alike.
        """
        best: dict[frozenset[str], tuple[float, tuple[int, int]]] = {}
        for row, (id, traits) in enumerate(zip(self._ids, self._room.traits, strict=True)):
            if should_stop():
                raise Stopped
            likely, alike = self._compare(traits, self._vectors.get(id))
            for other in (np.flatnonzero(shown(likely, alike)[row + 1 :]) + row + 1).tolist():
                ones = frozenset({self._one_of[id], self._one_of[self._ids[other]]})
                score = float(likely[other])
                if len(ones) == 2 and ones not in self._excluded:
                    best[ones] = max(best.get(ones, (0.0, (0, 0))), (score, (row, other)))
            if progress:
                progress(row + 1, len(self._ids))
        return {pair: score for score, pair in best.values()}

    @cached_property
    def _excluded_rows(self) -> frozenset[frozenset[int]]:
        pairs = (frozenset(self._rows.get(id, -1) for id in pair) for pair in self._excluded)
        return frozenset(pair for pair in pairs if len(pair) == 2 and -1 not in pair)

    def _told(self, found: Iterable[tuple[Collection[int], float]]) -> list[Group]:
        """Groups of rows with their reasons, best first."""
        groups = [
            Group(
                tuple(self._ids[row] for row in sorted(rows)),
                round(score, 4),
                self._why(sorted(rows)),
            )
            for rows, score in found
        ]
        return sorted(groups, key=lambda group: -group.score)

    def _why(self, rows: Sequence[int]) -> tuple[Reason, ...]:
        first = rows[0]
        traits = self._room.traits[first]
        likely, alike = self._compare(traits, self._vectors.get(self._ids[first]))
        other = max(rows[1:], key=lambda row: float(likely[row]))
        return reasons(self._room, traits, self._room.traits[other], features_of(alike, other))


def _is_verbatim(alike: Mapping[str, Floats]) -> NDArray[np.bool_]:
    """Where the same is said in the same words, and nobody else is named."""
    same = np.asarray(alike["stems_both"] > 0.999, np.bool_)
    for feature in ("other_language", "rest", "kind_apart"):
        same &= alike[feature] == 0
    return same


def _representatives(ids: Sequence[str], together: Iterable[Collection[str]]) -> dict[str, str]:
    """For every id the one that stands for all it counts as one with."""
    stands: dict[str, str] = {}

    def top(id: str) -> str:
        while stands.get(id, id) != id:
            id = stands[id]
        return id

    for those in together:
        first, *others = those
        for other in others:
            stands[top(other)] = top(first)
    return {id: top(id) for id in {*ids, *stands}}
