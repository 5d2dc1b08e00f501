"""The terms in which a plan is asked for: people, tables, rules, wishes, pins."""

from dataclasses import dataclass
from enum import StrEnum

from worldcafe.domain.vocabulary import Strength, WishType


class HostRule(StrEnum):
    """Where the hosts come from, and whether they stay."""

    STAY = "stay"
    """One host per table is among the people, and stays at the table all day."""
    ROTATE = "rotate"
    """Everybody travels; in every round each table is hosted by somebody who sits there."""
    EXTRA = "extra"
    """Hosts come on top of the people, one per table, and stay."""
    NONE = "none"
    """Nobody hosts; everybody travels."""


class Objective(StrEnum):
    """What is best when people must meet again (`rotation.md`, "two different optima")."""

    FAIR = "fair"
    """Nobody meets anybody much more often than others do."""
    CONTACTS = "contacts"
    """Fewest repeated encounters; a few pairs may then stay together for long."""


class RuleName(StrEnum):
    """The rules a room may need; the names are those of the fields of `Rules`."""

    SHARED_LANGUAGE = "shared_language"
    ORGANISATION_APART = "organisation_apart"
    DELEGATION_APART = "delegation_apart"
    COUNTRY_APART = "country_apart"
    REGIONS_MIXED = "regions_mixed"
    ACCESSIBLE_TABLE = "accessible_table"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to be seated. Empty text and empty languages mean "not known"."""

    id: str
    hosts: str | None = None
    """The table this person hosts. Where hosts stay, they are there all day; where hosts
    change, it is their table in the first round."""
    stays_at: str | None = None
    """The table this person stays at all day without hosting it: its note-taker."""
    languages: tuple[str, ...] = ()
    organisation: str = ""
    delegation: str = ""
    country: str = ""
    region: str = ""
    room: str = ""
    """The room this person is to stay in, where people stay in one."""
    needs_access: bool = False
    """Whether only an accessible table will do."""
    away: frozenset[int] = frozenset()
    """Rounds, from 0, in which this person is not in the room and gets no seat."""


@dataclass(frozen=True, slots=True)
class Table:
    """A place to be seated at."""

    id: str
    theme: str | None = None
    seats: int | None = None
    """Chairs, the host's included; None for as many as needed."""
    languages: tuple[str, ...] = ()
    """Languages spoken here; none if nobody said."""
    accessible: bool = False
    closed: bool = False
    """A table that takes nobody in any round that is still to be planned."""
    room: str = ""
    """Where it stands; empty where all stand in one room, or nobody said."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How much one rule binds; the weight, from 1 to 10, counts where it is wished."""

    strength: Strength = Strength.OFF
    weight: int = 3


OFF = Rule()


@dataclass(frozen=True, slots=True)
class Rules:
    """What the seating has to respect beside meetings, tables and themes."""

    shared_language: Rule = OFF
    """A person shares a language with the table, and with somebody who sits there."""
    organisation_apart: Rule = OFF
    delegation_apart: Rule = OFF
    country_apart: Rule = OFF
    regions_mixed: Rule = OFF
    """Hard: no table where all are of one region. Wished: few of one region at a table."""
    accessible_table: Rule = OFF
    """Whoever needs an accessible table sits at one."""

    def __getitem__(self, name: RuleName) -> Rule:
        rule: Rule = getattr(self, name.value)
        return rule


NO_RULES = Rules()


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for certain people.

    Together and apart are about every pair of them, in one round or in every round. A table
    or a theme is asked for each of them, in one round or in some round of the day.
    """

    id: str
    type: WishType
    people: tuple[str, ...]
    table: str | None = None
    theme: str | None = None
    round_index: int | None = None
    strength: Strength = Strength.HARD
    weight: int = 3


@dataclass(frozen=True, slots=True)
class Pin:
    """A seat that the plan must leave as it is."""

    person: str
    round_index: int
    table: str
