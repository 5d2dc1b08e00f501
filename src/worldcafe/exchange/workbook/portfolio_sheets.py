"""The sheets of a portfolio, made from what was kept of its workshops."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from operator import attrgetter, itemgetter
from typing import Any

from worldcafe.domain import harvest
from worldcafe.domain.folding import fold
from worldcafe.domain.harvest import PartnerLine
from worldcafe.domain.portfolio import Named, Place, chains, in_time
from worldcafe.domain.vocabulary import PartnerRole, PartnerType, StepStatus
from worldcafe.exchange.workbook.contribution_columns import contribution_columns, status_marks
from worldcafe.exchange.workbook.looks import Look
from worldcafe.exchange.workbook.spool import Spool, Told
from worldcafe.exchange.workbook.table import SheetColumn, Table, TableSheet
from worldcafe.exchange.workbook.telling import SEPARATOR, Telling
from worldcafe.wording.words import Words

OF_OPPORTUNITIES = (
    "ref", "title", "description", "modality", "themes", "partners", "countries", "maturity",
    "status", "impact", "feasibility", "priority", "votes", "step_text", "step_owner",
    "step_due", "step_status", "organiser_status", "organiser_note", "source",
)  # fmt: skip
"""The columns of an opportunity, behind where it was found."""

Naming = tuple[int, PartnerLine]
"""The number of a workshop, and what it says of a body."""


@dataclass(frozen=True)
class Became:
    """What a follow-up says of something that was left open."""

    workshop: str
    day: dt.date | None
    status: str
    owner: str
    due: dt.date | None
    outcome: str


@dataclass(frozen=True)
class Link:
    """A follow-up and the workshop before it, with what it took over."""

    earlier: Named
    later: Named
    earlier_title: str
    later_title: str
    by_status: Mapping[StepStatus, int]


@dataclass
class Kept:
    """What a portfolio keeps of its workshops: rows on the disk, the rest in memory."""

    workshops: list[Told] = field(default_factory=list)
    opportunities: Spool = field(default_factory=Spool)
    """Where each was found, and the columns `OF_OPPORTUNITIES`."""
    steps: Spool = field(default_factory=Spool)
    """Commitments and next steps; last what a follow-up knows each by."""
    bodies: dict[tuple[str, str], list[Naming]] = field(default_factory=dict)
    became: dict[tuple[Named, str], Became] = field(default_factory=dict)
    """What the latest follow-up says, by workshop and reference."""
    links: list[Link] = field(default_factory=list)
    titles: dict[Named, str] = field(default_factory=dict)
    """What the workshops are called, as disclosed."""

    def close(self) -> None:
        """Let the rows go."""
        self.opportunities.close()
        self.steps.close()


class PortfolioSheets:
    """The sheets, in their order."""

    def __init__(self, kept: Kept, blank: Telling) -> None:
        """`blank` tells nothing: it has the words."""
        self._kept = kept
        self._blank = blank
        self._words = blank.words

    def __iter__(self) -> Iterator[TableSheet]:
        words = self._words
        yield TableSheet(
            words("Workshops"),
            words("Every workshop of the portfolio, in the order of time."),
            (Table("Workshops", self._of_workshops(), self._in_time()),),
        )
        yield TableSheet(
            words("Opportunities"),
            words("What was found in all workshops; filter by any column."),
            (Table("Opportunities", self._of_opportunities(), self._kept.opportunities),),
        )
        yield TableSheet(
            words("Partners"),
            words("Every body that was named, and what it has a part in."),
            (Table("Partners", self._of_partners(), self._partners()),),
        )
        yield TableSheet(
            words("Commitments and next steps"),
            words("Who does what by when, and what became of it."),
            (Table("NextSteps", self._of_steps(), self._kept.steps),),
        )
        yield TableSheet(
            words("Follow-ups"),
            words("Which workshop followed which, and how much of what was left open is done."),
            (Table("FollowUps", self._of_links(), self._chained()),),
        )

    def _where(self) -> tuple[SheetColumn, ...]:
        words = self._words
        return (
            SheetColumn(words("Workshop"), itemgetter(0), 28, Look.STRONG),
            SheetColumn(words("Date"), itemgetter(1), 13, Look.DATE),
            SheetColumn(words("Place"), itemgetter(2), 18),
        )

    def _of_workshops(self) -> tuple[SheetColumn, ...]:
        words = self._words
        figures = (
            words("People"), words("Tables"), words("Contributions"), words("Opportunities"),
            words("Commitments"),
        )  # fmt: skip
        return (
            *self._where(),
            *(
                SheetColumn(header, itemgetter(at), 14, Look.NUMBER, total=True)
                for at, header in enumerate(figures, 3)
            ),
            SheetColumn(words("Follows"), itemgetter(8), 32),
        )

    def _in_time(self) -> list[Told]:
        return sorted(self._kept.workshops, key=lambda row: in_time((row[0], row[1])))

    def _of_opportunities(self) -> tuple[SheetColumn, ...]:
        columns = contribution_columns(self._blank)
        # What was picked from lists in one workshop is only read here.
        return (
            *self._where(),
            *(
                replace(
                    columns[key], value=itemgetter(at), picks="", scale=None, calculated="",
                    bar=False,
                )
                for at, key in enumerate(OF_OPPORTUNITIES, 3)
            ),
        )  # fmt: skip

    def _of_partners(self) -> tuple[SheetColumn, ...]:
        words, telling = self._words, self._blank

        def roles(partner: _Partner) -> str:
            told = (f"{telling.label(role)} ({n})" for role, n in partner.roles.items())
            return SEPARATOR.join(told)

        return (
            SheetColumn(words("Partner"), attrgetter("name"), 42, Look.STRONG),
            SheetColumn(words("Type"), lambda p: telling.labels(p.types), 24),
            SheetColumn(words("City"), lambda p: SEPARATOR.join(p.cities), 20),
            SheetColumn(words("Country"), lambda p: telling.country(p.country), 20),
            SheetColumn(words("Workshops"), attrgetter("n_workshops"), 14, Look.COUNT),
            SheetColumn(words("Opportunities"), attrgetter("n_opportunities"), 14, Look.COUNT),
            SheetColumn(
                words("All contributions"), attrgetter("n_contributions"), 14, Look.NUMBER
            ),
            SheetColumn(words("Roles"), roles, 34),
        )

    def _partners(self) -> list["_Partner"]:
        """Every body under one name, the one in most workshops first."""
        bodies = {body: list(lines) for body, lines in self._kept.bodies.items()}
        harvest.join_namesakes(bodies)
        found = map(_partner, bodies.values())
        return sorted(found, key=lambda p: (-p.n_workshops, -p.n_opportunities, fold(p.name)))

    def _of_steps(self) -> tuple[SheetColumn, ...]:
        """Where each stands now: as the latest follow-up says, else as was said at the time."""
        words, marks = self._words, status_marks(self._blank)

        def now(at: int, name: str) -> Callable[[Told], Any]:
            def value(row: Told) -> Any:
                became = self._kept.became.get(row[-1])
                return (became and getattr(became, name)) or row[at]

            return value

        def heard_in(row: Told) -> str:
            became = self._kept.became.get(row[-1])
            return dated(became.workshop, became.day, self._words) if became else ""

        return (
            *self._where(),
            SheetColumn(words("Ref"), itemgetter(3), 8, Look.REF),
            SheetColumn(words("Kind"), itemgetter(4), 14),
            SheetColumn(words("Title"), itemgetter(5), 36),
            SheetColumn(words("Next step"), itemgetter(6), 40),
            SheetColumn(words("Owner"), now(7, "owner"), 22),
            SheetColumn(words("Due"), now(8, "due"), 13, Look.DATE, key="step_due"),
            SheetColumn(words("Status"), now(9, "status"), 14, marks=marks, key="step_status"),
            SheetColumn(words("What became of it"), now(10, "outcome"), 40),
            SheetColumn(words("As was said in"), heard_in, 30),
        )

    def _of_links(self) -> tuple[SheetColumn, ...]:
        words, label, titles = self._words, self._blank.label, self._kept.titles

        def n(status: StepStatus) -> SheetColumn:
            return SheetColumn(
                label(status), lambda each: each[1].by_status[status], 12, Look.COUNT
            )

        return (
            SheetColumn(words("Chain"), lambda e: titles[e[0].first], 28, Look.STRONG),
            SheetColumn(words("Begun"), lambda e: e[0].first[1], 13, Look.DATE),
            SheetColumn(words("Step"), lambda e: e[0].step, 8, Look.NUMBER),
            SheetColumn(words("Workshop"), lambda e: e[1].later_title, 28),
            SheetColumn(words("Date"), lambda e: e[1].later[1], 13, Look.DATE),
            SheetColumn(words("Left open by"), lambda e: e[1].earlier_title, 28),
            SheetColumn(words("Left open on"), lambda e: e[1].earlier[1], 13, Look.DATE),
            SheetColumn(
                words("Open points"), lambda e: sum(e[1].by_status.values()), 12, Look.NUMBER
            ),
            *map(n, StepStatus),
        )

    def _chained(self) -> list[tuple[Place, Link]]:
        # Of what a workshop takes over, the latest is what it follows.
        links = sorted(self._kept.links, key=lambda link: in_time(link.earlier))
        places = chains({link.later: link.earlier for link in links})
        told = [(places[link.later], link) for link in links]
        return sorted(told, key=lambda e: (in_time(e[0].first), e[0].step, in_time(e[1].later)))


@dataclass(frozen=True)
class _Partner:
    """A body, over all workshops."""

    name: str
    country: str
    types: tuple[PartnerType, ...]
    cities: tuple[str, ...]
    roles: Mapping[PartnerRole, int]
    n_workshops: int
    n_opportunities: int
    n_contributions: int


def _partner(found: list[Naming]) -> _Partner:
    names: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    roles: Counter[PartnerRole] = Counter()
    lines = [line for _workshop, line in found]
    for line in lines:
        names[line.name] += len(line.contribution_ids)
        countries[line.country] += bool(line.country)
        roles.update(line.roles)
    return _Partner(
        name=names.most_common(1)[0][0],
        country=countries.most_common(1)[0][0],
        types=_each_once(line.types for line in lines),
        cities=_each_once(line.cities for line in lines),
        roles=dict(roles.most_common()),
        n_workshops=len({workshop for workshop, _line in found}),
        n_opportunities=sum(line.n_opportunities for line in lines),
        n_contributions=sum(len(line.contribution_ids) for line in lines),
    )


def _each_once(found: Iterable[tuple[Any, ...]]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(each for some in found for each in some))


def dated(title: str, day: dt.date | None, words: Words) -> str:
    """A workshop by its title and its day."""
    return words.line((title, words.date(day, "medium")))
