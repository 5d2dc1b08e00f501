"""What is worth a look in a seating: whom it concerns, where, and how grave it is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from worldcafe.domain.model import SeatingRules
from worldcafe.domain.plan_gaps import unseated
from worldcafe.domain.rotation import (
    Misfit,
    QualityReport,
    RuleName,
    SeatingPlan,
    UnmetWish,
    report,
)
from worldcafe.domain.seating import seating_now
from worldcafe.domain.vocabulary import HostMovement, Role, Severity, Strength, WishType
from worldcafe.domain.workshop import Workshop

MOST_TROUBLES = 200
"""More than this nobody reads; another plan helps then."""


GRAVEST_FIRST = tuple(reversed(Severity))


class TroubleKind(StrEnum):
    """What is worth a look."""

    NO_SEAT = "no_seat"
    OVERFULL = "overfull"
    CLOSED_TABLE = "closed_table"
    PINNED = "pinned"
    """Who is moved is pinned; the pin goes along."""
    HOST_ELSEWHERE = "host_elsewhere"
    TABLE_AGAIN = "table_again"
    OTHER_ROOM = "other_room"
    THEME_AGAIN = "theme_again"
    MEET_AGAIN = "meet_again"
    NO_LANGUAGE_OF_TABLE = "no_language_of_table"
    NO_SHARED_LANGUAGE = "no_shared_language"
    NOT_ACCESSIBLE = "not_accessible"
    ONE_ORGANISATION = "one_organisation"
    ONE_DELEGATION = "one_delegation"
    ONE_COUNTRY = "one_country"
    ONE_REGION = "one_region"
    PIN_BROKEN = "pin_broken"
    NOT_TOGETHER = "not_together"
    NOT_APART = "not_apart"
    NOT_AT_TABLE = "not_at_table"
    NOT_AT_THEME = "not_at_theme"


@dataclass(frozen=True)
class Trouble:
    """Something to look at. Two are the same if they say the same."""

    kind: TroubleKind
    severity: Severity
    round_id: str = ""
    """Where to look; empty where it concerns the whole day."""
    people: tuple[str, ...] = ()
    table_id: str = ""
    """The table that is spoken of, if any."""
    theme_id: str = ""
    """The theme that is spoken of, if any."""
    region: str = ""
    rounds: tuple[str, ...] = ()
    """All rounds that are spoken of, where there are several."""
    wish_id: str = field(default="", compare=False)


@dataclass(frozen=True)
class Appraised:
    """A workshop with its seating, the report of it and everything worth a look."""

    workshop: Workshop
    plan: SeatingPlan | None
    report: QualityReport | None
    troubles: list[Trouble]


def appraised(workshop: Workshop) -> Appraised:
    """The report of a workshop's seating, and everything worth a look."""
    plan = seating_now(workshop)
    found = report(plan.request, plan) if plan else None
    listed = troubles(workshop, found) if workshop.seats else []
    return Appraised(workshop, plan, found, listed)


def hosts_waiting(workshop: Workshop) -> int:
    """How many tables without a host could be given one of the people whose role that is."""
    taken = {table.host_id for table in workshop.tables.values()}
    free = sum(
        Role.HOST in person.roles and person.id not in taken
        for person in workshop.participants.values()
    )
    return min(free, sum(table.host_id is None for table in workshop.tables.values()))


def severity_of(rules: SeatingRules, rule: RuleName) -> Severity | None:
    """How it strikes that a rule is broken; None for one that is off."""
    strength: Strength = getattr(rules, rule.value).strength
    return _SEVERITY_OF[strength]


_SEVERITY_OF = {
    Strength.HARD: Severity.PROBLEM,
    Strength.WISH: Severity.ATTENTION,
    Strength.OFF: None,
}


def troubles(workshop: Workshop, found: QualityReport | None) -> list[Trouble]:
    """Everything to look at, the gravest first, at most `MOST_TROUBLES`."""
    listed = [*_without_seat(workshop), *_at_tables(workshop)]
    if found is not None:
        listed += reported(workshop, found)
    listed.sort(key=lambda trouble: trouble.severity is not Severity.PROBLEM)
    return listed[:MOST_TROUBLES]


def reported(workshop: Workshop, found: QualityReport) -> Iterator[Trouble]:
    """Everything in a report of this workshop's people that is worth a look."""
    reader = _Reader(workshop, found)
    yield from reader.returns()
    yield from reader.rooms()
    yield from reader.wishes()
    yield from reader.pins()
    yield from reader.misfits()
    yield from reader.clashes()
    yield from reader.regions()
    yield from reader.meetings()


def _without_seat(workshop: Workshop) -> Iterator[Trouble]:
    for person, round_id in unseated(workshop):
        yield Trouble(TroubleKind.NO_SEAT, Severity.PROBLEM, round_id, (person.id,))


def _at_tables(workshop: Workshop) -> Iterator[Trouble]:
    """Tables that are too full, and hosts who sit elsewhere though they are to stay."""
    stay = workshop.seating_rules.hosts is HostMovement.STAY
    for round_ in workshop.rounds_in_order:
        for table in workshop.tables_in_order:
            people = workshop.people_at(table.id, round_.id)
            if len(people) > table.seats:
                yield Trouble(
                    TroubleKind.OVERFULL, Severity.PROBLEM, round_.id, table_id=table.id
                )
            host_id = table.host_id if stay else None
            seated = bool(host_id) and f"{round_.id}/{host_id}" in workshop.seats
            if host_id and seated and not (people and people[0].id == host_id):
                yield host_elsewhere(host_id, table.id, round_.id)


def host_elsewhere(host_id: str, table_id: str, round_id: str) -> Trouble:
    """A host who is to stay and does not."""
    kind = TroubleKind.HOST_ELSEWHERE
    return Trouble(kind, Severity.PROBLEM, round_id, (host_id,), table_id)


_APART = {
    RuleName.ORGANISATION_APART: TroubleKind.ONE_ORGANISATION,
    RuleName.DELEGATION_APART: TroubleKind.ONE_DELEGATION,
    RuleName.COUNTRY_APART: TroubleKind.ONE_COUNTRY,
}


class _Reader:
    """Reads what a report points at, with the ids of the workshop."""

    def __init__(self, workshop: Workshop, found: QualityReport) -> None:
        self._found = found
        self._rounds = [round_.id for round_ in workshop.rounds_in_order]
        self._rules = workshop.seating_rules

    def returns(self) -> Iterator[Trouble]:
        for revisit in self._found.table_revisits:
            yield Trouble(
                TroubleKind.TABLE_AGAIN, Severity.PROBLEM, self._rounds[revisit.round_index],
                (revisit.person,), revisit.to,
            )  # fmt: skip
        for revisit in self._found.theme_revisits:
            yield Trouble(
                TroubleKind.THEME_AGAIN, Severity.PROBLEM, self._rounds[revisit.round_index],
                (revisit.person,), theme_id=revisit.to,
            )  # fmt: skip

    def rooms(self) -> Iterator[Trouble]:
        kind = TroubleKind.OTHER_ROOM
        for change in self._found.room_changes:
            yield self._misfit(kind, Severity.PROBLEM, change)

    def meetings(self) -> Iterator[Trouble]:
        for encounter in self._found.repeated:
            rounds = tuple(self._rounds[index] for index, _ in encounter.places)
            yield Trouble(
                TroubleKind.MEET_AGAIN, Severity.ATTENTION, rounds[-1], encounter.people,
                rounds=rounds,
            )  # fmt: skip

    def misfits(self) -> Iterator[Trouble]:
        """People at tables whose languages or whose chairs are not for them."""
        found, language = self._found, RuleName.SHARED_LANGUAGE
        for rule, kind, misfits in (
            (language, TroubleKind.NO_LANGUAGE_OF_TABLE, found.language_conflicts),
            (language, TroubleKind.NO_SHARED_LANGUAGE, found.alone_with_language),
            (RuleName.ACCESSIBLE_TABLE, TroubleKind.NOT_ACCESSIBLE, found.access_conflicts),
        ):
            severity = severity_of(self._rules, rule)
            if severity is not None:
                yield from (self._misfit(kind, severity, each) for each in misfits)

    def _misfit(self, kind: TroubleKind, severity: Severity, misfit: Misfit) -> Trouble:
        round_id = self._rounds[misfit.round_index]
        return Trouble(kind, severity, round_id, (misfit.person,), misfit.table)

    def clashes(self) -> Iterator[Trouble]:
        for clash in self._found.clashes:
            severity = severity_of(self._rules, clash.rule)
            if severity is not None:
                round_id = self._rounds[clash.round_index]
                yield Trouble(_APART[clash.rule], severity, round_id, clash.people, clash.table)

    def regions(self) -> Iterator[Trouble]:
        severity = severity_of(self._rules, RuleName.REGIONS_MIXED)
        if severity is None:
            return
        for mixture in self._found.single_regions:
            yield Trouble(
                TroubleKind.ONE_REGION, severity, self._rounds[mixture.round_index],
                table_id=mixture.table, region=mixture.regions[0][0],
            )  # fmt: skip

    def wishes(self) -> Iterator[Trouble]:
        for unmet in self._found.unmet_wishes:
            severity = _SEVERITY_OF[unmet.strength]
            if severity is not None:
                yield self._wish(severity, unmet)

    def pins(self) -> Iterator[Trouble]:
        for pin in self._found.broken_pins:
            yield Trouble(
                TroubleKind.PIN_BROKEN, Severity.PROBLEM, self._rounds[pin.round_index],
                (pin.person,), pin.table,
            )  # fmt: skip

    def _wish(self, severity: Severity, unmet: UnmetWish) -> Trouble:
        index = unmet.round_index
        round_id = self._rounds[index] if index is not None else ""
        kind = {
            WishType.TOGETHER: TroubleKind.NOT_TOGETHER,
            WishType.APART: TroubleKind.NOT_APART,
            WishType.AT_TABLE: TroubleKind.NOT_AT_TABLE,
            WishType.AT_THEME: TroubleKind.NOT_AT_THEME,
        }[unmet.type]
        return Trouble(
            kind, severity, round_id, unmet.people,
            table_id=unmet.wanted if unmet.type is WishType.AT_TABLE else "",
            theme_id=unmet.wanted if unmet.type is WishType.AT_THEME else "",
            wish_id=unmet.wish,
        )  # fmt: skip
