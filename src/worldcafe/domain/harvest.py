"""What the notes add up to: references, counts, partners and next steps.

Everything is computed from a frozen workshop and counts only what was not withdrawn.
The synthesis workbook and the preview on the screen show the same numbers because both
ask here.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count, permutations, product
from string import ascii_lowercase
from typing import TypeVar

from worldcafe.domain.bodies import body_of, country_of, has_no_country, international
from worldcafe.domain.checklist import gaps
from worldcafe.domain.folding import fold
from worldcafe.domain.model import Contribution, Conversation, NextStep, Partner
from worldcafe.domain.vocabulary import (
    HandIn,
    Kind,
    Modality,
    PartnerRole,
    PartnerType,
    StepStatus,
    ThemeCode,
)
from worldcafe.domain.workshop import Workshop

_LETTERS = {
    Kind.OPPORTUNITY: "O",
    Kind.EXPERIENCE: "E",
    Kind.IDEA: "I",
    Kind.QUESTION: "Q",
    Kind.CONCERN: "P",
    Kind.COMMITMENT: "C",
}

T = TypeVar("T")

NO_THEME = ""
"""Stands for "no theme was said" where themes are counted."""


def references(workshop: Workshop) -> Mapping[str, str]:
    """A short reference for every contribution by its id, such as `O-017`.

    The number was given when the contribution was recorded and stays, whatever is undone,
    withdrawn or changed: people quote these in mails. Where two copies of a workshop gave out
    the same number, each has a letter too, in the order of time, which is the same in every
    copy whichever came into which: `O-017a`, `E-017b`.
    """
    items = workshop.contributions.values()
    numbers = [item.number or 0 for item in items]
    called = {
        item.id: f"{_LETTERS[item.kind]}-{number:03}"
        for item, number in zip(items, numbers, strict=True)
    }
    if len(set(numbers)) < len(called):
        bearers = Counter(numbers)
        shared = [item for item in items if bearers[item.number or 0] > 1]
        shared.sort(key=lambda item: (str(item.recorded_at), item.id))
        letters: dict[int, Iterator[str]] = defaultdict(_letters)
        for item in shared:
            called[item.id] += next(letters[item.number or 0])
    return called


def _letters() -> Iterator[str]:
    """The letters `a` to `z`, and then `aa`, `ab` and so on."""
    for length in count(1):
        yield from map("".join, product(ascii_lowercase, repeat=length))


@dataclass(frozen=True)
class Numbers:
    """The café in figures."""

    n_people: int
    """Those who were forgotten since are counted."""
    n_tables: int
    n_rounds: int
    n_conversations: int
    """Tables times rounds."""
    n_noted_conversations: int
    """Conversations that left something in writing."""
    n_contributions: int
    n_partners: int
    """Bodies; each counts once, however it is called."""
    n_countries: int
    """Countries concerned, as `countries_of` has them."""


def numbers(workshop: Workshop) -> Numbers:
    """The café in figures."""
    partners = partner_lines(workshop)
    return Numbers(
        n_people=workshop.n_people,
        n_tables=len(workshop.tables),
        n_rounds=len(workshop.rounds),
        n_conversations=len(workshop.tables) * len(workshop.rounds),
        n_noted_conversations=len(noted_conversations(workshop)),
        n_contributions=len(workshop.standing),
        n_partners=len(partners),
        n_countries=len({each for item in workshop.standing for each in countries_of(item)}),
    )


def of_kinds(workshop: Workshop, *kinds: Kind) -> tuple[Contribution, ...]:
    """The standing contributions of these kinds, in the order they were recorded."""
    return tuple(item for item in workshop.standing if item.kind in kinds)


def count_kinds(contributions: Iterable[Contribution]) -> Mapping[Kind, int]:
    """How many there are of every kind, in the vocabulary's order, zeros included."""
    counted = Counter(item.kind for item in contributions)
    return {kind: counted[kind] for kind in Kind}


def count_modalities(contributions: Iterable[Contribution]) -> Mapping[Modality | None, int]:
    """How many there are of every modality, in the vocabulary's order; None: not said."""
    counted = Counter(item.modality for item in contributions)
    return {modality: counted[modality] for modality in (*Modality, None)}


def themes_of(contribution: Contribution, name: Callable[[str], str] = str) -> tuple[str, ...]:
    """The names of a contribution's themes, each once; `(NO_THEME,)` if none was said.

    Two codes or own words with the same name are the same theme to a reader.
    """
    found = dict.fromkeys(name(theme) for theme in contribution.themes if theme)
    return tuple(found) or (NO_THEME,)


def count_themes(
    contributions: Iterable[Contribution], name: Callable[[str], str] = str
) -> Mapping[str, int]:
    """How many contributions carry each theme, most frequent first.

    "Other" says as little as `NO_THEME`, so both stand last. A contribution with two themes
    counts for both.
    """
    last = (name(ThemeCode.OTHER), NO_THEME)
    counted = Counter(theme for item in contributions for theme in themes_of(item, name))
    order = sorted(
        counted,
        key=lambda theme: (last.index(theme) if theme in last else -1, -counted[theme], theme),
    )
    return {theme: counted[theme] for theme in order}


def count_modalities_by_theme(
    contributions: Iterable[Contribution], name: Callable[[str], str] = str
) -> Mapping[tuple[str, Modality | None], int]:
    """How many contributions carry this theme and this modality."""
    return Counter(
        (theme, item.modality) for item in contributions for theme in themes_of(item, name)
    )


def count_conversations(
    contributions: Iterable[Contribution],
) -> Mapping[tuple[str, str], int]:
    """How many contributions came from (table id, round id)."""
    return Counter((item.table_id, item.round_id) for item in contributions)


def noted_conversations(workshop: Workshop) -> tuple[Conversation, ...]:
    """The conversations that left something in writing, by table and then by round."""
    return tuple(
        workshop.conversation(table.id, round_.id)
        for table in workshop.tables_in_order
        for round_ in workshop.rounds_in_order
        if workshop.hand_in(table.id, round_.id) is not HandIn.EMPTY
    )


def priority(contribution: Contribution) -> int | None:
    """Impact times feasibility, 1 to 25; None unless both were rated."""
    if contribution.impact is None or contribution.feasibility is None:
        return None
    return contribution.impact * contribution.feasibility


def next_steps(workshop: Workshop) -> tuple[Contribution, ...]:
    """The contributions with a next step, by owner and date.

    Steps that nobody owns come last, and within an owner those without a date.
    """

    def order(item: Contribution) -> tuple[bool, str, dt.date]:
        step = item.next_step
        assert step is not None
        return (not step.owner, step.owner.casefold(), step.due or dt.date.max)

    return tuple(sorted(filter(has_next_step, workshop.standing), key=order))


def deadlines(workshop: Workshop) -> tuple[Contribution, ...]:
    """The contributions whose next step has a date and is neither done nor dropped, by date."""
    over = (StepStatus.DONE, StepStatus.DROPPED)
    dated = [
        (item.next_step.due, item)
        for item in next_steps(workshop)
        if item.next_step and item.next_step.due and item.next_step.status not in over
    ]
    return tuple(item for _, item in sorted(dated, key=lambda each: each[0]))


def headlines(workshop: Workshop) -> tuple[Contribution, ...]:
    """The opportunities, what should come first on top.

    Dots decide, then impact times feasibility; where there is neither, how little an
    opportunity lacks before somebody can act on it, and how many countries it brings together.
    """
    got = dots(workshop)

    def order(item: Contribution) -> tuple[int, int, int, int]:
        return (
            -got.get(item.id, 0),
            -(priority(item) or 0),
            len(gaps(item)),
            -len(countries_of(item)),
        )

    return tuple(sorted(of_kinds(workshop, Kind.OPPORTUNITY), key=order))


_NOTHING_NEXT = NextStep()


def has_next_step(contribution: Contribution) -> bool:
    """Whether anything was said about what happens next."""
    step = contribution.next_step
    return step is not None and step != _NOTHING_NEXT


@dataclass(frozen=True)
class PartnerLine:
    """A body, and everything it has a part in."""

    name: str
    """As it is written most often."""
    country: str
    """ISO 3166-1 alpha-2 code, or as written; of an international organisation its seat."""
    is_international: bool
    """Whether it is a body of many countries: its seat is no country concerned."""
    cities: tuple[str, ...]
    types: tuple[PartnerType, ...]
    roles: Mapping[PartnerRole, int]
    """How often it has each role, most frequent first."""
    contribution_ids: tuple[str, ...]
    n_opportunities: int


def partner_lines(workshop: Workshop) -> tuple[PartnerLine, ...]:
    """Every partner once, the one with most contributions first, then by name.

    The same name in the same country is the same body, whatever the case and accents. A
    mention without a country belongs to the namesake if there is only one. An international
    organisation is one body, in whatever language and country it is named.
    """
    mentions: dict[tuple[str, str], list[tuple[Partner, Contribution]]] = {}
    for item in workshop.standing:
        for partner in item.partners:
            name = partner.name or partner.city
            if name:
                body = body_and_country(name, partner.country)
                mentions.setdefault(body, []).append((partner, item))
    join_namesakes(mentions)
    lines = map(_partner_line, mentions.values())
    return tuple(sorted(lines, key=lambda line: (-len(line.contribution_ids), fold(line.name))))


def body_and_country(name: str, country: str) -> tuple[str, str]:
    """What tells a body from its namesakes elsewhere; an international one is everywhere."""
    return body_of(name), "" if international(name) else country


def join_namesakes(mentions: dict[tuple[str, str], list[T]]) -> None:
    """Let what names no country belong to the namesake that does, if there is only one."""
    namesakes: dict[str, list[str]] = {}
    for name, country in mentions:
        namesakes.setdefault(name, []).append(country)
    for name, countries in namesakes.items():
        if len(countries) == 2 and "" in countries:
            mentions[name, max(countries)] += mentions.pop((name, ""))


def _partner_line(found: list[tuple[Partner, Contribution]]) -> PartnerLine:
    contributions = {item.id: item for _, item in found}
    roles = Counter(partner.role for partner, _ in found if partner.role)
    return PartnerLine(
        name=_most_said(partner.name or partner.city for partner, _ in found),
        country=_most_said(partner.country for partner, _ in found if partner.country),
        is_international=any(has_no_country(partner) for partner, _ in found),
        cities=tuple(dict.fromkeys(partner.city for partner, _ in found if partner.city)),
        types=tuple(dict.fromkeys(partner.type for partner, _ in found if partner.type)),
        roles=dict(roles.most_common()),
        contribution_ids=tuple(contributions),
        n_opportunities=sum(item.kind is Kind.OPPORTUNITY for item in contributions.values()),
    )


def _most_said(texts: Iterable[str]) -> str:
    """The text that is said most often, the first of several; empty if there is none."""
    said = list(texts)
    if len({*said}) < 2:  # nearly always, and counting takes longer
        return said[0] if said else ""
    return Counter(said).most_common(1)[0][0]


def countries_of(contribution: Contribution) -> tuple[str, ...]:
    """The countries concerned, each once.

    They are its partners', but not where a body of many countries has its seat.
    """
    return tuple(dict.fromkeys(filter(None, map(country_of, contribution.partners))))


def dots(workshop: Workshop) -> Mapping[str, int]:
    """The dots that every standing contribution got, by its id; those without are left out.

    What was merged into a contribution brings its dots along.
    """
    counted: Counter[str] = Counter()
    standing = {item.id for item in workshop.standing}
    for vote in workshop.votes.values():
        target = says_now(workshop, vote.contribution_id)
        if target in standing:
            counted[target] += vote.dots
    return counted


def says_now(workshop: Workshop, contribution_id: str) -> str:
    """The id of the contribution that now says this one: itself, or what it was merged into."""
    seen = set()
    item = workshop.contributions.get(contribution_id)
    while item and item.merged_into_id and item.id not in seen:
        seen.add(item.id)
        item = workshop.contributions.get(item.merged_into_id)
    return item.id if item else contribution_id


@dataclass(frozen=True)
class Voter:
    """Who places dots: a person, a table, or nobody in particular, who counts on the wall."""

    participant_id: str | None = None
    table_id: str | None = None

    @property
    def is_wall(self) -> bool:
        """Whether dots are counted that were placed on the wall."""
        return not (self.participant_id or self.table_id)


def ballot(workshop: Workshop, voter: Voter) -> Mapping[str, int]:
    """The dots of a voter by what says the contribution now, so that a merge loses none."""
    standing = {item.id for item in workshop.standing}
    found: Counter[str] = Counter()
    for vote in workshop.votes.values():
        if (vote.participant_id, vote.table_id) == (voter.participant_id, voter.table_id):
            found[says_now(workshop, vote.contribution_id)] += vote.dots
    return {each: n for each, n in found.items() if each in standing}


def judged_different(workshop: Workshop) -> frozenset[frozenset[str]]:
    """The pairs that were judged not to be the same, also by what says them now."""
    judged = [(pair.one_id, pair.other_id) for pair in workshop.different_pairs.values()]
    now = [(says_now(workshop, one), says_now(workshop, other)) for one, other in judged]
    return frozenset(frozenset(pair) for pair in (*judged, *now))


def count_ratings(workshop: Workshop) -> Mapping[tuple[int, int], int]:
    """How many opportunities have each (impact, feasibility), of those rated for both."""
    return Counter(
        (item.impact, item.feasibility)
        for item in of_kinds(workshop, Kind.OPPORTUNITY)
        if item.impact and item.feasibility
    )


def first_words(workshop: Workshop, merged_id: str) -> tuple[Contribution, ...]:
    """What was merged into a contribution, and into what was merged: the tables' own words."""
    found: list[Contribution] = []
    for item in workshop.originals.get(merged_id, ()):
        found += first_words(workshop, item.id) or (item,)
    return tuple(found)


@dataclass(frozen=True)
class Meetings:
    """Whom a person met on their route."""

    n_met: int
    """Different people."""
    n_again: int
    """Meetings with somebody met before."""
    n_returns: int
    """Rounds at a table they had been at; a host's own table does not count."""


def meetings(workshop: Workshop) -> Mapping[str, Meetings]:
    """Whom everybody met who has a seat, by the participant's id."""
    together: dict[tuple[str, str], list[str]] = {}
    for seat in workshop.seats.values():
        together.setdefault((seat.round_id, seat.table_id), []).append(seat.participant_id)
    met: dict[str, list[str]] = {}
    for people in together.values():
        for person in people:
            met.setdefault(person, []).extend(other for other in people if other != person)
    hosts = {(table.host_id, table.id) for table in workshop.tables.values()}
    found = {}
    for person, everybody in met.items():
        route = [table.id for table in workshop.route_of(person) if table]
        moves = [table for table in route if (person, table) not in hosts]
        n_met = len(set(everybody))
        found[person] = Meetings(n_met, len(everybody) - n_met, len(moves) - len(set(moves)))
    return found


def count_countries(
    contributions: Iterable[Contribution], names: Callable[[Contribution], tuple[str, ...]]
) -> Mapping[str, int]:
    """How many contributions name each country as a partner's; `names` gives each once."""
    return Counter(name for item in contributions for name in names(item))


def count_country_pairs(
    contributions: Iterable[Contribution], names: Callable[[Contribution], tuple[str, ...]]
) -> Mapping[tuple[str, str], int]:
    """How many contributions name both countries, for every two different ones."""
    return Counter(pair for item in contributions for pair in permutations(names(item), 2))
