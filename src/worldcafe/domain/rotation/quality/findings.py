"""What a quality report points at: who, where and when, by id; rounds count from 0."""

from dataclasses import dataclass
from enum import StrEnum

from worldcafe.domain.rotation.terms import RuleName
from worldcafe.domain.vocabulary import Strength, WishType


@dataclass(frozen=True, slots=True)
class Encounter:
    """Two people who meet more than once."""

    people: tuple[str, str]
    places: tuple[tuple[int, str], ...]
    """Each meeting: round index and table id."""


@dataclass(frozen=True, slots=True)
class Revisit:
    """Somebody who comes back to a table, or to a theme while another was left to visit."""

    person: str
    round_index: int
    """When they come back."""
    to: str
    """The table's id, or the theme."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """Somebody at a table that does not suit them."""

    person: str
    round_index: int
    table: str


@dataclass(frozen=True, slots=True)
class Clash:
    """Two of one organisation, delegation or country at one table."""

    rule: RuleName
    people: tuple[str, str]
    round_index: int
    table: str
    shared: str
    """What they share, as it is written in the list."""


@dataclass(frozen=True, slots=True)
class Mixture:
    """From where the people at one table come."""

    round_index: int
    table: str
    regions: tuple[tuple[str, int], ...]
    """Each region with its people there, the most first. Only regions that are known."""

    @property
    def is_single(self) -> bool:
        """Whether several people are there and all of them are from one region."""
        return len(self.regions) == 1 and self.regions[0][1] > 1


@dataclass(frozen=True, slots=True)
class UnmetWish:
    """A wish that is not met, for one pair of people or one person."""

    wish: str
    type: WishType
    strength: Strength
    people: tuple[str, ...]
    """Two for together and apart, one otherwise."""
    round_index: int | None
    """When; None where a table or theme was asked for in some round and comes in none."""
    tables: tuple[str, ...]
    """Where those people sit instead in that round; empty without a round."""
    wanted: str = ""
    """The id of the table, or the theme, that was asked for."""


@dataclass(frozen=True, slots=True)
class BrokenPin:
    """A pinned person who sits elsewhere."""

    person: str
    round_index: int
    table: str
    """The table they are pinned to."""


class Reason(StrEnum):
    """Why a hard rule cannot hold."""

    NO_TABLE = "no_table"
    """No table satisfies all of these rules for this person."""
    TOO_FEW_TABLES = "too_few_tables"
    """Fewer tables than rounds satisfy them, so the person would have to come back."""
    TOO_FEW_SEATS = "too_few_seats"
    """More people need these tables than there are chairs."""
    MORE_THAN_TABLES = "more_than_tables"
    """More people share this organisation, delegation or country than there are tables."""
    TOGETHER_AND_APART = "together_and_apart"
    """The same two are to sit together and apart."""
    ONLY_SPEAKER = "only_speaker"
    """Nobody else in the room shares a language with this person."""
    ONE_REGION = "one_region"
    """There are not enough people from other regions for every table."""
    STAY_TOGETHER = "stay_together"
    """The two are bound to the same table: as host, as note-taker, or by pins."""
    NOT_FOUND = "not_found"
    """No proof that it is impossible: these rules compete and the search found no way."""


@dataclass(frozen=True, slots=True)
class Collision:
    """Why one hard rule is broken: a smallest set of rules that cannot all hold."""

    reason: Reason
    rules: tuple[str, ...]
    """What collides: names of `RuleName`, "pin", "host", "no_return", "theme_once", or a
    wish as "wish:<id>"."""
    people: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    """The tables that are left by some of the rules, where that explains it."""
    round_index: int | None = None
    languages: tuple[str, ...] = ()
    shared: str = ""
    """The organisation, delegation, country or region it is about."""
    needed: int = 0
    """How many are needed: tables, chairs …"""
    available: int = 0
    """How many there are."""
