"""What the prints say of a workshop, in the words of one language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from worldcafe.domain.choosing import EVERY_ONE, Choice
from worldcafe.domain.disclosure import EVERYTHING, Disclosure
from worldcafe.domain.folding import fold
from worldcafe.domain.model import CafeTable, Participant, Round, Theme
from worldcafe.domain.refusal import refuse
from worldcafe.domain.vocabulary import Presence, Role
from worldcafe.domain.workshop import Workshop
from worldcafe.lan.codes import OnPaper
from worldcafe.prints.lettering import Lettering
from worldcafe.prints.paper import INK, Paper
from worldcafe.wording import Words
from worldcafe.wording.languages import faces

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Setup:
    """What somebody may choose about a print."""

    paper: Paper = Paper.A4
    round_id: str = ""
    """Only this round, where a print goes round by round."""
    room: str = ""
    """Only the tables of this room and whoever sits there, in what is for the room."""
    codes: Mapping[str, OnPaper] = field(default_factory=dict)
    """What cards of tables and badges open on a phone, by the ids of tables and people."""
    disclosure: Disclosure = EVERYTHING
    """How people are named in what leaves the house."""
    own_figures: bool | None = None
    """Whether a language with figures of its own is printed in them; None for as the computer
    writes numbers."""
    choice: Choice = EVERY_ONE
    """Which opportunities the report tells of."""


class PrintedCafe:
    """A workshop in the words of one language. Every name is looked up once."""

    def __init__(self, workshop: Workshop, words: Words, *, own_figures: bool = False) -> None:
        self.workshop = _evenly_spelt(workshop)
        self.words = words
        self.letters = Lettering(
            right_to_left=words.tongue.leftwards,
            faces=faces(words.tongue, own_figures=own_figures),
        )
        """Lays the texts out, for prints that must know how much room they take."""
        self.country = cache(words.country)
        self._theme_names = {
            theme.id: words.theme_name(theme.name, theme.code)
            for theme in workshop.themes.values()
        }
        self._host_of = {
            table.host_id: table for table in workshop.tables_in_order if table.host_id
        }
        self._notes_of = {
            table.note_taker_id: table
            for table in workshop.tables_in_order
            if table.note_taker_id
        }

    @property
    def title(self) -> str:
        """What the workshop is called."""
        return self.workshop.about.title or self.words("World Café")

    def headed(self, room: str) -> str:
        """What stands above a page: the workshop, and the room where the page is of one."""
        return self.words.line([self.title, room])

    def rounds(self, setup: Setup) -> tuple[Round, ...]:
        """The rounds to print. Refuses an unknown one, and a café without rounds."""
        if not self.workshop.rounds:
            refuse("no_round_yet")
        if setup.round_id and setup.round_id not in self.workshop.rounds:
            refuse("round_unknown")
        return tuple(
            round_
            for round_ in self.workshop.rounds_in_order
            if setup.round_id in ("", round_.id)
        )

    def tables(self, setup: Setup) -> tuple[CafeTable, ...]:
        """The tables to print. Refuses an unknown room, and a café without tables."""
        if not self.workshop.tables:
            refuse("plan_without_tables")
        if setup.room and setup.room not in self.workshop.rooms:
            refuse("room_unknown", room=setup.room)
        return self.workshop.tables_in(setup.room)

    def people(self, setup: Setup) -> list[Participant]:
        """Everybody by family name but those who are known not to come; refuses for nobody.

        The letters decide, not their accents. Of a room, those who have a seat in it.
        """
        coming = [
            person
            for person in self.workshop.participants.values()
            if person.presence is not Presence.ABSENT
        ]
        if setup.room:
            tables = {table.id for table in self.tables(setup)}
            seats = self.workshop.seats.values()
            there = {seat.participant_id for seat in seats if seat.table_id in tables}
            coming = [person for person in coming if person.id in there]
        if not coming:
            refuse("plan_without_people")
        return sorted(
            coming, key=lambda each: (fold(leading_name(each)), fold(each.name), each.id)
        )

    def require_plan(self) -> None:
        """Refuse where nobody would learn where to sit."""
        if not self.workshop.seats:
            refuse("print_without_plan")

    def theme_name(self, theme: Theme | None) -> str:
        """The theme's name; empty for None."""
        return self._theme_names[theme.id] if theme else ""

    def theme_of(self, table: CafeTable | None) -> tuple[str, str]:
        """The name and the colour of what a table talks about."""
        theme = self.workshop.theme_of(table.id) if table else None
        return (self.theme_name(theme), theme.colour if theme else INK)

    def room_of(self, table: CafeTable | None) -> str:
        """The room of a table; empty where all stand in one."""
        return self.workshop.room_of(table.id) if table else ""

    def room_all_day(self, person: Participant) -> str:
        """The room of somebody who stays in one; empty for whoever moves between rooms."""
        if not self.workshop.rooms:
            return ""
        rooms = {table.room for table in self.workshop.route_of(person.id) if table}
        return rooms.pop() if len(rooms) == 1 else ""

    def table_hosted_by(self, person: Participant) -> CafeTable | None:
        """The table whose host this is."""
        return self._host_of.get(person.id)

    def part_of(self, person: Participant) -> str:
        """What somebody does besides taking part: `Host of table 4`; else empty."""
        words = self.words
        if table := self._host_of.get(person.id):
            return words("Host of table {n}", n=table.number)
        if table := self._notes_of.get(person.id):
            return words("Note-taker of table {n}", n=table.number)
        if Role.FACILITATOR in person.roles:
            return words.label(Role.FACILITATOR)
        return ""

    def person(self, participant_id: str | None) -> str:
        """Somebody's name; empty for nobody."""
        person = self.workshop.participants.get(participant_id or "")
        return person.name if person else ""

    def body(self, person: Participant) -> str:
        """Whom somebody comes from: organisation, else position, else city."""
        return person.organisation or person.position or person.city

    def languages(self, table: CafeTable) -> str:
        """The languages of a table by name."""
        return self.words.row(map(self.words.language_name, table.languages))


def _evenly_spelt(workshop: Workshop) -> Workshop:
    """The workshop with family names as most are written, in capitals or not: lists come from
    several hands, and on badges beside one another a mixture looks like a mistake.
    """
    named = [p for p in workshop.participants.values() if len(p.family_name) > 1]
    capitals = [each for each in named if each.family_name.isupper()]
    others = [each for each in named if each.family_name.upper() != each.family_name]
    if len(capitals) >= len(others):
        respelt = [each.but(family_name=each.family_name.upper()) for each in others]
    else:
        respelt = [each.but(family_name=_WORD.sub(_capitalised, each.family_name))
                   for each in capitals]  # fmt: skip
    if not respelt or not capitals:
        return workshop
    people = {**workshop.participants, **{each.id: each for each in respelt}}
    return replace(workshop, participants=people)


def _capitalised(word: re.Match[str]) -> str:
    return word[0].capitalize()


def leading_name(person: Participant) -> str:
    """The name somebody is looked for under."""
    return person.family_name or person.given_name
