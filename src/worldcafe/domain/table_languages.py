"""In which languages tables may work, so that everybody finds enough of them.

A table works in the languages of its host. Where somebody would not find a new table, or a
new theme, in every round, further languages are given to tables: first where the host or
the note-taker speaks them, then where there are fewest.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from worldcafe.domain.model import CafeTable, Participant
from worldcafe.domain.workshop import Workshop

MOST_LANGUAGES = 3
"""More languages than this make no conversation at one table."""
SPARE = 1.25
"""Chairs for those who speak few languages, for each of them: a full table has no choice."""

Tongues = frozenset[str]


def proposed_languages(workshop: Workshop, *, anew: bool = False) -> dict[str, tuple[str, ...]]:
    """Table id to its languages, for the open tables that have none.

    `anew`: for every open table, whatever it has now.
    """
    return _Proposal(workshop, anew=anew).made()


def languages_said(workshop: Workshop, table_id: str) -> tuple[str, ...]:
    """In which languages a note of this table may be, likeliest first.

    Those that are said for the table, then those of the workshop.
    """
    return (*workshop.tables[table_id].languages, *workshop.about.languages)


@dataclass
class _Place:
    """A table and what is proposed for it."""

    table: CafeTable
    languages: list[str]
    fixed: bool
    """Whether somebody said its languages already."""
    spoken: Tongues
    """By its host and its note-taker."""


class _Proposal:
    def __init__(self, workshop: Workshop, *, anew: bool) -> None:
        self.workshop = workshop
        self.people = Counter(
            frozenset(person.languages)
            for person in workshop.people_to_seat
            if person.languages
        )
        """How many speak just these languages."""
        self.speakers = Counter[str]()
        for languages, n in self.people.items():
            self.speakers.update(dict.fromkeys(languages, n))
        themes = {table.theme_id for table in workshop.tables.values()} - {None}
        # One more than there are rounds leaves a choice, and where a theme has more seats
        # than others, everybody must come by.
        self.n_needed = len(workshop.rounds) + 1
        if themes:
            self.n_needed = min(self.n_needed, len(themes))
        self.places = [
            self._place(table, anew=anew)
            for table in workshop.tables_in_order
            if not table.closed
        ]

    def _place(self, table: CafeTable, *, anew: bool) -> _Place:
        people = self.workshop.participants
        host = people.get(table.host_id or "")
        scribe = people.get(table.note_taker_id or "")
        spoken = frozenset(_tongues(host)) | frozenset(_tongues(scribe))
        if table.languages and not anew:
            return _Place(table, list(table.languages), fixed=True, spoken=spoken)
        # With two of the host's languages most people find a table; rarer ones come by need.
        own = sorted(_tongues(host), key=lambda name: -self.speakers[name])[:2]
        return _Place(table, own, fixed=False, spoken=spoken)

    def made(self) -> dict[str, tuple[str, ...]]:
        """The languages of every table that may have others."""
        self._give_common()
        while (addition := self._most_needed()) is not None:
            place, language = addition
            place.languages.append(language)
        return {
            place.table.id: tuple(place.languages) for place in self.places if not place.fixed
        }

    def _give_common(self) -> None:
        """A table whose host's languages are not known works in the commonest one."""
        common = [language for language, _ in self.speakers.most_common(1)]
        for place in self.places:
            if not place.languages:
                place.languages = list(common)

    def _most_needed(self) -> tuple[_Place, str] | None:
        """The table and the language that help most people who find too few tables."""
        found: tuple[tuple[float, ...], _Place, str] | None = None
        lacking = {tongues: self._lack(tongues) for tongues in self.people}
        wanted: dict[str, float] = defaultdict(float)
        for tongues, lack in lacking.items():
            for language in tongues if lack > 0 else ():
                wanted[language] += lack * self.people[tongues]
        for place in self.places:
            if place.fixed or len(place.languages) >= MOST_LANGUAGES:
                continue
            for language, need in wanted.items():
                if language in place.languages:
                    continue
                worth = (
                    need * self._is_new_theme(place, language),
                    language in place.spoken,
                    -len(place.languages),
                    need,
                    -place.table.number,
                )
                if found is None or worth > found[0]:
                    found = worth, place, language
        return None if found is None else found[1:]

    def _is_new_theme(self, place: _Place, language: str) -> float:
        """More where no table of this theme has the language yet, and where it is spoken."""
        theme = place.table.theme_id
        elsewhere = any(
            language in other.languages and other.table.theme_id == theme
            for other in self.places
        )
        new = theme is None or not elsewhere
        return 1 + 2 * new + (language in place.spoken)

    def _lack(self, tongues: Tongues) -> float:
        """How many more tables people with these languages need."""
        fitting = [place for place in self.places if not tongues.isdisjoint(place.languages)]
        if len(fitting) == len(self.places):
            return 0
        themes = {place.table.theme_id or place.table.id for place in fitting}
        lack = float(max(0, self.n_needed - len(themes)))
        # Those who can sit only here need the chairs here, the hosts' left out.
        bound = sum(n for others, n in self.people.items() if others <= tongues)
        chairs = sum(place.table.seats - 1 for place in fitting)
        return max(lack, float(bound * SPARE > chairs))


def _tongues(person: Participant | None) -> tuple[str, ...]:
    return person.languages if person else ()
