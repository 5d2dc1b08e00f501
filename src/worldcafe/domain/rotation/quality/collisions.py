"""Why hard rules are broken: smallest sets of rules that cannot hold together.

Each reason is a proof by counting: no table is left, or too few tables or chairs for so many
people. Where none of these proofs fits, that is said (`Reason.NOT_FOUND`) and nothing more.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from worldcafe.domain.rotation.quality import inspection
from worldcafe.domain.rotation.quality.findings import Collision, Reason, UnmetWish
from worldcafe.domain.rotation.quality.ties import HOST, NOTE_TAKER, PIN, Ties
from worldcafe.domain.rotation.request import PlanRequest
from worldcafe.domain.rotation.seating_plan import SeatingPlan
from worldcafe.domain.rotation.terms import Person, RuleName, Wish
from worldcafe.domain.vocabulary import Strength, WishType


def collisions(request: PlanRequest, plan: SeatingPlan) -> tuple[Collision, ...]:
    """An explanation for every hard rule and every hard wish that the plan breaks."""
    return tuple(dict.fromkeys(_Explainer(request, plan).explanations()))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who sit together though a rule or wish keeps them apart."""

    rule: str
    people: tuple[str, ...]
    round_index: int
    shared: str = ""


class _Explainer:
    def __init__(self, request: PlanRequest, plan: SeatingPlan) -> None:
        self.request = request
        self.plan = plan
        self.index_of = {person.id: index for index, person in enumerate(request.people)}
        self.ties = Ties(request, plan.hosts)
        self.open = self.ties.open
        self.wishes = {wish.id: wish for wish in request.wishes}
        self.first = len(request.frozen)
        """What is over needs no explanation: nobody can change it."""

    def explanations(self) -> Iterator[Collision]:
        """One for each breach; equal ones more than once."""
        yield from self._about_places()
        yield from self._about_company()
        yield from self._forced_returns()
        for unmet in inspection.unmet_wishes(self.request, self.plan):
            if unmet.strength is Strength.HARD and not self._is_over(unmet):
                yield self._unmet(unmet)

    def _is_over(self, unmet: UnmetWish) -> bool:
        """Whether it is too late to meet a wish."""
        if unmet.round_index is not None:
            return unmet.round_index < self.first
        return not self._rounds_left(self.index_of[unmet.people[0]])

    def _rounds_left(self, person: int) -> list[int]:
        """The rounds to come in which somebody is there."""
        rounds = range(self.first, self.request.n_rounds)
        return [r for r in rounds if self.request.is_present(person, r)]

    def _about_places(self) -> Iterator[Collision]:
        """Of everybody at a table whose languages they do not speak, or cannot reach."""
        found = {
            RuleName.SHARED_LANGUAGE: inspection.language_conflicts,
            RuleName.ACCESSIBLE_TABLE: inspection.access_conflicts,
        }
        for rule, misfits in found.items():
            for misfit in misfits(self.request, self.plan) if self.ties.is_hard(rule) else ():
                if misfit.round_index >= self.first:
                    yield self._no_place((misfit.person,), misfit.round_index, (rule.value,))

    def _about_company(self) -> Iterator[Collision]:
        """Of everybody who sits with people they should not sit with."""
        request, plan = self.request, self.plan
        if self.ties.is_hard(RuleName.SHARED_LANGUAGE):
            # Whoever does not speak the table's languages is explained already.
            lost = set(inspection.language_conflicts(request, plan))
            for misfit in inspection.alone_with_language(request, plan):
                if misfit.round_index >= self.first and misfit not in lost:
                    yield self._alone(misfit.person)
        for clash in inspection.clashes(request, plan):
            if self.ties.is_hard(clash.rule) and clash.round_index >= self.first:
                field = inspection.APART[clash.rule]
                group = [p for p in request.people if getattr(p, field) == clash.shared]
                pair = Pair(clash.rule.value, clash.people, clash.round_index, clash.shared)
                yield self._too_close(pair, group)
        if self.ties.is_hard(RuleName.REGIONS_MIXED):
            for mixture in inspection.mixtures(request, plan):
                if mixture.is_single and mixture.round_index >= self.first:
                    yield self._one_region(mixture.regions[0][0])

    # --- one person, one table

    def _no_place(
        self, people: tuple[str, ...], round_index: int, rules: tuple[str, ...]
    ) -> Collision:
        """Why these people find no table (a common one, if they are two) in this round."""
        ties: dict[str, frozenset[int]] = {}
        for person in people:
            for name, tables in self.ties.of(self.index_of[person], round_index).items():
                ties[name] = ties.get(name, self.open) & tables
        for size in range(1, len(ties) + 1):
            for names in combinations(ties, size):
                if not self.open.intersection(*(ties[name] for name in names)):
                    asked = tuple(dict.fromkeys((*rules[len(people) < 2 :], *names)))
                    return self._collision(
                        Reason.NO_TABLE, asked, people, ties[names[0]], round_index=round_index
                    )
        crowded = self._too_few_seats(people, round_index)
        if crowded is not None:
            return crowded
        return Collision(
            Reason.NOT_FOUND, tuple(dict.fromkeys((*rules, *ties))), people,
            round_index=round_index,
        )  # fmt: skip

    def _collision(
        self,
        reason: Reason,
        rules: tuple[str, ...],
        people: tuple[str, ...],
        tables: Iterable[int],
        *,
        round_index: int | None,
        needed: int = 0,
        available: int = 0,
    ) -> Collision:
        """`round_index` is kept only where one of the rules is about one round."""
        languages = {
            language
            for person in people
            for language in self.request.people[self.index_of[person]].languages
        }
        of_round = PIN in rules or any(
            self.wishes[rule[5:]].round_index is not None
            for rule in rules
            if rule.startswith("wish:")
        )
        return Collision(
            reason,
            rules,
            people,
            tuple(self.request.tables[table].id for table in sorted(tables)),
            round_index if of_round else None,
            tuple(sorted(languages)) if RuleName.SHARED_LANGUAGE in rules else (),
            needed=needed,
            available=available,
        )

    def _too_few_seats(self, people: tuple[str, ...], round_index: int) -> Collision | None:
        """More people than chairs, where all of them need the same tables."""
        everyone = [
            (k, self.ties.left(k, round_index))
            for k in range(len(self.request.people))
            if self.request.is_present(k, round_index)
        ]
        own = self.open
        for person in people:
            own &= self.ties.left(self.index_of[person], round_index)
        sets = sorted(
            {left for _, left in everyone}, key=lambda left: (len(left), sorted(left))
        )
        for more in (frozenset[int](), *sets):
            tables = own | more
            bound = [k for k, left in everyone if left <= tables]
            chairs = self.ties.chairs(tables)
            if chairs is not None and len(bound) > chairs:
                names = tuple(
                    dict.fromkeys(
                        name
                        for k in bound
                        for name, left in self.ties.of(k, round_index).items()
                        if left < self.open
                    )
                )
                who = tuple(self.request.people[k].id for k in bound)
                return self._collision(
                    Reason.TOO_FEW_SEATS,
                    names,
                    who,
                    tables,
                    round_index=round_index,
                    needed=len(bound),
                    available=chairs,
                )
        return None

    def _forced_returns(self) -> Iterator[Collision]:
        """Who has to come back to a table because hard rules leave them too few."""
        n_rounds = self.request.n_rounds - self.first
        for index, person in enumerate(self.request.people):
            ties = self.ties.of(index, self.first) if n_rounds > 0 else {}
            rounds = range(self.first, self.request.n_rounds)
            stays = {HOST, NOTE_TAKER} & ties.keys()
            if stays or not all(self.request.is_present(index, r) for r in rounds):
                continue
            left = self.ties.left(index, self.first)
            lasting = all(self.ties.of(index, r) == ties for r in rounds)
            if lasting and 0 < len(left) < min(n_rounds, len(self.open)):
                rules = (*self.ties.narrow(index, self.first), "no_return")
                who = (person.id,)
                yield self._collision(
                    Reason.TOO_FEW_TABLES,
                    rules,
                    who,
                    left,
                    round_index=None,
                    needed=n_rounds,
                    available=len(left),
                )

    # --- people with each other

    def _alone(self, person: str) -> Collision:
        index = self.index_of[person]
        speaker = self.request.people[index]
        rules = (RuleName.SHARED_LANGUAGE.value,)
        others = [
            other
            for other in self.request.people
            if other.id != person and inspection.understands(speaker, other)
        ]
        reason = Reason.NOT_FOUND if others else Reason.ONLY_SPEAKER
        return Collision(reason, rules, (person,), languages=speaker.languages)

    def _too_close(self, pair: Pair, group: list[Person]) -> Collision:
        """Why two of a group who should be apart sit together."""
        one, other = (self.index_of[person] for person in pair.people)
        wish = self._wish_about(WishType.TOGETHER, pair.people, pair.round_index)
        if wish is not None:
            return Collision(
                Reason.TOGETHER_AND_APART,
                (pair.rule, f"wish:{wish.id}"),
                pair.people,
                round_index=wish.round_index,
                shared=pair.shared,
            )
        left = self.ties.left(one, pair.round_index)
        if left == self.ties.left(other, pair.round_index) and len(left) == 1:
            names = [
                name
                for each in (one, other)
                for name in self.ties.narrow(each, pair.round_index)
            ]
            rules = tuple(dict.fromkeys((pair.rule, *names)))
            return Collision(
                Reason.STAY_TOGETHER,
                rules,
                pair.people,
                tuple(self.request.tables[table].id for table in left),
                pair.round_index if PIN in rules else None,
                shared=pair.shared,
            )
        return self._more_than_tables(pair, group)

    def _more_than_tables(self, pair: Pair, group: list[Person]) -> Collision:
        """More who are to be apart than tables they may sit at."""
        r = pair.round_index
        there = [
            index
            for person in group
            if self.request.is_present(index := self.index_of[person.id], r)
        ]
        sets = sorted({self.ties.left(index, r) for index in there}, key=len, reverse=True)
        for tables in (self.open, *sets):
            bound = [k for k in there if self.ties.left(k, r) <= tables]
            if len(bound) > len(tables):
                narrow = (name for k in bound for name in self.ties.narrow(k, r))
                rules = (pair.rule, *narrow) if tables < self.open else (pair.rule,)
                return Collision(
                    Reason.MORE_THAN_TABLES,
                    tuple(dict.fromkeys(rules)),
                    tuple(self.request.people[k].id for k in bound),
                    tuple(self.request.tables[k].id for k in sorted(tables)),
                    shared=pair.shared,
                    needed=len(bound),
                    available=len(tables),
                )
        rivals = (name for k in there for name in self.ties.narrow(k, r))
        rules = tuple(dict.fromkeys((pair.rule, *rivals)))
        return Collision(
            Reason.NOT_FOUND, rules, pair.people, round_index=r, shared=pair.shared
        )

    def _wish_about(
        self, type: WishType, pair: tuple[str, ...], round_index: int
    ) -> Wish | None:
        """A hard wish for these two that holds in this round."""
        for wish in self.request.wishes:
            if (
                wish.type is type
                and wish.strength is Strength.HARD
                and wish.round_index in (None, round_index)
                and set(pair) <= set(wish.people)
            ):
                return wish
        return None

    def _one_region(self, region: str) -> Collision:
        others = [p.id for p in self.request.people if p.region and p.region != region]
        known = [p.id for p in self.request.people if p.region == region]
        n_tables = len(self.open)
        # A table with at most one person whose region is known is never of one region.
        few = len(others) < n_tables and len(known) > n_tables
        reason = Reason.ONE_REGION if few else Reason.NOT_FOUND
        return Collision(
            reason, (RuleName.REGIONS_MIXED.value,), shared=region,
            needed=n_tables, available=len(others),
        )  # fmt: skip

    # --- wishes

    def _unmet(self, unmet: UnmetWish) -> Collision:
        wish, name = self.wishes[unmet.wish], f"wish:{unmet.wish}"
        if unmet.type in (WishType.AT_TABLE, WishType.AT_THEME):
            return self._no_visit(wish, unmet.people[0], unmet.round_index)
        assert unmet.round_index is not None
        if unmet.type is WishType.APART:
            group = [self.request.people[self.index_of[each]] for each in wish.people]
            return self._too_close(Pair(name, unmet.people, unmet.round_index), group)
        return self._not_together(wish, name, unmet)

    def _not_together(self, wish: Wish, name: str, unmet: UnmetWish) -> Collision:
        assert unmet.round_index is not None
        other = self._wish_about(WishType.APART, unmet.people, unmet.round_index)
        rivals = [f"wish:{other.id}"] if other is not None else []
        one, two = (self.request.people[self.index_of[each]] for each in unmet.people)
        rivals += [
            rule.value
            for rule, field in inspection.APART.items()
            if self.ties.is_hard(rule) and getattr(one, field) == getattr(two, field) != ""
        ]
        if rivals:
            return Collision(
                Reason.TOGETHER_AND_APART, (name, rivals[0]), unmet.people,
                round_index=wish.round_index,
            )  # fmt: skip
        largest = max((self.ties.chairs(frozenset({k})) or len(wish.people)) for k in self.open)
        if len(wish.people) > largest:
            return Collision(
                Reason.TOO_FEW_SEATS, (name,), wish.people,
                needed=len(wish.people), available=largest,
            )  # fmt: skip
        return self._no_place(unmet.people, unmet.round_index, (name,))

    def _no_visit(self, wish: Wish, person: str, round_index: int | None) -> Collision:
        """Why somebody comes to a table or theme neither then nor at any time."""
        name = f"wish:{wish.id}"
        if round_index is not None:
            return self._no_place((person,), round_index, (name,))
        index, wanted = self.index_of[person], self.ties.offering(wish)
        rounds = self._rounds_left(index)
        always = set.intersection(*(set(self.ties.of(index, r).items()) for r in rounds))
        ties = dict(always)
        for size in range(len(ties) + 1):
            for names in combinations(sorted(ties), size):
                if not wanted.intersection(*(ties[each] for each in names)):
                    return self._collision(
                        Reason.NO_TABLE, (name, *names), (person,), wanted, round_index=None
                    )
        return Collision(Reason.NOT_FOUND, (name, *sorted(ties)), (person,))
