"""Preparing the café: what it is, its themes, tables and rounds."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Annotated

from pydantic import Field

from worldcafe.domain.clock import is_under_way, rounds_to_come, running_rounds
from worldcafe.domain.command import Command, Stamp, put, remove
from worldcafe.domain.edits import Edit
from worldcafe.domain.furnishing import MOST_SEATS, MOST_TABLES, usual_seats
from worldcafe.domain.model import LAST_TABLE, About, CafeTable, Round, SeatWish, Theme
from worldcafe.domain.model.values import Line
from worldcafe.domain.refusal import refuse
from worldcafe.domain.template import Template
from worldcafe.domain.vocabulary import IdeaState
from worldcafe.domain.workshop import Workshop


class DescribeWorkshop(Command):
    """Say what the workshop is: title, place, date, languages, harvest."""

    about: About

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        created_at = workshop.about.created_at or stamp.at
        return put(workshop, self.about.but(created_at=created_at))


class PutTheme(Command):
    """Add a theme, or change the one with this id."""

    theme: Theme

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        name = self.theme.name.casefold()
        if not name:
            refuse("theme_without_name")
        for other in workshop.themes.values():
            if other.id != self.theme.id and other.name.casefold() == name:
                refuse("theme_name_taken", name=self.theme.name)
        return put(workshop, self.theme)


class RemoveTheme(Command):
    """Take a theme away; the tables that carried it stay, without a theme."""

    theme_id: str

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        if self.theme_id not in workshop.themes:
            refuse("theme_unknown")
        bare = [
            table.but(theme_id=None)
            for table in workshop.tables.values()
            if table.theme_id == self.theme_id
        ]
        wishes = [w for w in workshop.seat_wishes.values() if w.theme_id == self.theme_id]
        return put(workshop, *bare) + remove([*wishes, workshop.themes[self.theme_id]])


class OrderThemes(Command):
    """Put the themes into this order."""

    theme_ids: tuple[str, ...]

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        if sorted(self.theme_ids) != sorted(workshop.themes):
            refuse("theme_unknown")
        themes = (workshop.themes[theme_id] for theme_id in self.theme_ids)
        return put(workshop, *(theme.but(position=k) for k, theme in enumerate(themes)))


class PutTable(Command):
    """Add a table, or change the one with this id."""

    table: CafeTable

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        table = self.table
        for other in workshop.tables.values():
            if other.id == table.id:
                continue
            if other.number == table.number:
                refuse("table_number_taken", number=table.number)
            if table.host_id and other.host_id == table.host_id:
                host = workshop.participants[table.host_id]
                refuse("host_taken", name=host.name, number=other.number)
        return put(workshop, table)


class RemoveTable(Command):
    """Take a table out of the room, with its seats. Refused once something was said there."""

    table_id: str

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        return _without_tables(workshop, {self.table_id})


class PutRound(Command):
    """Add a round, or change the one with this id."""

    round: Round

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        for other in workshop.rounds.values():
            if other.id != self.round.id and other.number == self.round.number:
                refuse("round_number_taken", number=self.round.number)
        return put(workshop, self.round)


class OrderRounds(Command):
    """Put the rounds into this order. Breaks keep their place in the day.

    Refused where a round would move that is over or running.
    """

    round_ids: tuple[str, ...]

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        before = workshop.rounds_in_order
        if sorted(self.round_ids) != sorted(workshop.rounds):
            refuse("round_unknown")
        coming = {round_.id for round_ in rounds_to_come(workshop)}
        ordered = []
        for place, id in zip(before, self.round_ids, strict=True):
            if id != place.id and not {id, place.id} <= coming:
                refuse("round_has_begun", number=workshop.rounds[id].number)
            pause = {"break_duration": place.break_duration, "break_name": place.break_name}
            ordered.append(workshop.rounds[id].but(number=place.number, **pause))
        return put(workshop, *ordered)


class RemoveRound(Command):
    """Drop a round; the later ones move up. Refused once something was said in it."""

    round_id: str

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        round_ = workshop.rounds.get(self.round_id)
        if round_ is None:
            refuse("round_unknown")
        if any(c.round_id == round_.id for c in workshop.contributions.values()):
            refuse("round_has_contributions", number=round_.number)
        if round_ in running_rounds(workshop):
            refuse("round_is_running", number=round_.number)
        if any(draft.round_id == round_.id for draft in workshop.drafts.values()):
            refuse("round_has_draft", number=round_.number)
        ideas = [idea for idea in workshop.ideas.values() if idea.round_id == round_.id]
        if any(idea.state is IdeaState.WAITING for idea in ideas):
            refuse("round_has_ideas", number=round_.number)
        if any(
            c.round_id == round_.id and c.key_insight for c in workshop.conversations.values()
        ):
            refuse("round_has_insight", number=round_.number)
        if any(a.round_id == round_.id for a in workshop.attachments.values()):
            refuse("round_has_pictures", number=round_.number)
        gone = [seat for seat in workshop.seats.values() if seat.round_id == round_.id]
        said = [c for c in workshop.conversations.values() if c.round_id == round_.id]
        later = [
            other.but(number=other.number - 1)
            for other in workshop.rounds_in_order
            if other.number > round_.number
        ]
        wishes = [w for w in workshop.seat_wishes.values() if w.round_id == round_.id]
        return remove([*gone, *said, *wishes, *ideas, round_]) + put(workshop, *later)


class FurnishRoom(Command):
    """Set up this many tables: new ones are added at the end, or the last ones taken away."""

    n_tables: Annotated[int, Field(ge=1, le=MOST_TABLES)]
    seats: Annotated[int, Field(ge=2, le=MOST_SEATS)] | None = None
    """Chairs at every table; without it the tables keep theirs, and new ones get the usual."""

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        tables = workshop.tables_in_order
        extra = {table.id for table in tables[self.n_tables :]}
        edits = _without_tables(workshop, extra) if extra else []
        kept = tables[: self.n_tables]
        seats = self.seats or usual_seats(workshop)
        room = kept[-1].room if kept else ""
        if self.seats:
            edits += put(workshop, *(table.but(seats=seats) for table in kept))
        for number in islice(_free_numbers(kept), self.n_tables - len(kept)):
            table = CafeTable(id=stamp.new_id(), number=number, seats=seats, room=room)
            edits.append(Edit(None, table))
        return edits


class SpreadThemes(Command):
    """Give every table a theme: neighbouring tables share one, and themes get equal shares."""

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        themes = workshop.themes_in_order
        if not themes:
            refuse("no_theme_yet")
        tables = workshop.tables_in_order
        shares = even_shares(len(tables), len(themes))
        return put(
            workshop,
            *(
                table.but(theme_id=themes[k].id)
                for table, k in zip(tables, shares, strict=True)
            ),
        )


class PutTablesInRoom(Command):
    """Say in which room these tables stand; an empty name takes them out of it.

    A room that is there already keeps its spelling; one that is given another name, its clock
    and whoever is to be there.
    """

    table_ids: frozenset[str]
    room: Line

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        if not self.table_ids <= workshop.tables.keys():
            refuse("table_unknown")
        spelling = {table.room.casefold(): table.room for table in workshop.tables.values()}
        asked = " ".join(self.room.split())
        room = spelling.get(asked.casefold(), asked)
        tables = (table for table in workshop.tables_in_order if table.id in self.table_ids)
        edits = put(workshop, *(table.but(room=room) for table in tables))
        return edits + _rooms_follow(workshop, edits)


class SpreadRooms(Command):
    """Give every table a room: neighbouring tables stand in one, and rooms get equal shares.

    Where no room is named, tables stand in none.
    """

    rooms: tuple[Line, ...]

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        tables, rooms = workshop.tables_in_order, self.rooms or ("",)
        if len(tables) < len(self.rooms):
            refuse("more_rooms_than_tables", rooms=len(rooms), tables=len(tables))
        shares = even_shares(len(tables), len(rooms))
        placed = zip(tables, shares, strict=True)
        edits = put(workshop, *(table.but(room=rooms[k]) for table, k in placed))
        return edits + _rooms_follow(workshop, edits)


class ApplyTemplate(Command):
    """Start from a template: its themes, room and rounds replace the present ones.

    People stay. Refused once something was recorded, since that would lose its place, and
    while a round runs.
    """

    template: Template

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        insights = [c for c in workshop.conversations.values() if c.key_insight]
        written = (workshop.contributions, workshop.drafts, workshop.attachments, insights)
        n = sum(map(len, written))
        if n:
            refuse("template_after_contributions", n=n)
        for running in running_rounds(workshop):
            refuse("round_is_running", number=running.number)
        template = self.template
        edits = remove(
            [
                *workshop.seats.values(),
                *_wishes_about_places(workshop),
                *workshop.votes.values(),
                *workshop.conversations.values(),
                *workshop.tables.values(),
                *workshop.rounds.values(),
                *workshop.themes.values(),
                *workshop.room_clocks.values(),
            ]
        )
        about = workshop.about
        described = about.but(
            title=about.title or template.title,
            place=about.place or template.place,
            date=about.date or template.date,
            organisers=about.organisers or template.organisers,
            starts_at=template.starts_at,
            languages=template.languages,
            harvest_duration=template.harvest_duration,
            welcome_duration=template.welcome_duration,
            break_duration=template.break_duration,
            break_name=template.break_name,
            close_duration=template.close_duration,
            created_at=about.created_at or stamp.at,
        )
        themes = [
            Theme(id=stamp.new_id(), position=k, **dict(theme))
            for k, theme in enumerate(template.themes)
        ]
        shares = even_shares(template.n_tables, len(themes)) if themes else ()
        tables = [
            CafeTable(
                id=stamp.new_id(),
                number=k + 1,
                seats=template.seats,
                theme_id=themes[shares[k]].id if shares else None,
            )
            for k in range(template.n_tables)
        ]
        rounds = [
            Round(id=stamp.new_id(), number=k, **dict(round_))
            for k, round_ in enumerate(template.rounds, start=1)
        ]
        fresh = [Edit(None, entity) for entity in (*themes, *tables, *rounds)]
        return edits + put(workshop, described) + fresh


def even_shares(n_tables: int, n_blocks: int) -> tuple[int, ...]:
    """Which theme or room each table is given, in blocks whose sizes differ by at most one.

    The middle blocks take what is left over, so that both ends of the room stay even:
    16 tables on 5 themes are 3, 3, 4, 3, 3.
    """
    base, left = divmod(n_tables, n_blocks)
    first = (n_blocks - left) // 2
    sizes = [base + (first <= k < first + left) for k in range(n_blocks)]
    return tuple(k for k, size in enumerate(sizes) for _ in range(size))


def _free_numbers(tables: Sequence[CafeTable]) -> Iterator[int]:
    """Numbers no table has: those after the last one, and then those left out before."""
    taken = {table.number for table in tables}
    last = max(taken, default=0)
    yield from range(last + 1, LAST_TABLE + 1)
    yield from (number for number in range(1, last) if number not in taken)


def _rooms_follow(workshop: Workshop, edits: Sequence[Edit]) -> list[Edit]:
    """What becomes of the clocks of rooms, and of whoever is to be in one, once tables stand
    as these edits say.

    Where a room only has another name, both go on under that.
    """
    after = workshop.after(edits)
    if workshop.is_apart and is_under_way(workshop) and not after.rooms:
        refuse("rooms_have_clocks")
    called = dict(_called_anew(workshop, after))
    followed: list[Edit] = []
    for room, clock in workshop.room_clocks.items():
        if room not in after.rooms:
            followed += remove([clock])
            if room in called and called[room] not in workshop.room_clocks:
                followed.append(Edit(None, clock.but(id=called[room])))
    for person in workshop.participants.values() if called else ():
        room = workshop.room_named(person.room)
        if room in called:
            followed.append(Edit(person, person.but(room=called[room])))
    return followed


def _called_anew(workshop: Workshop, after: Workshop) -> Iterator[tuple[str, str]]:
    """The rooms that have another name afterwards, each with that."""
    for room in workshop.rooms:
        if room and room not in after.rooms:
            names = {after.tables[table.id].room for table in workshop.tables_in(room)}
            if len(names) == 1 and not names & {"", *workshop.rooms}:
                yield room, names.pop()


def _wishes_about_places(workshop: Workshop) -> list[SeatWish]:
    """The wishes that name a table, a theme or a round."""
    wishes = workshop.seat_wishes.values()
    return [wish for wish in wishes if wish.table_id or wish.theme_id or wish.round_id]


def _without_tables(workshop: Workshop, gone: set[str]) -> list[Edit]:
    for table_id in gone:
        if table_id not in workshop.tables:
            refuse("table_unknown")
    for table in workshop.tables_in_order:
        if table.id not in gone:
            continue
        if any(c.table_id == table.id for c in workshop.contributions.values()):
            refuse("table_has_contributions", number=table.number)
        if any(d.table_id == table.id for d in workshop.drafts.values()):
            refuse("table_has_draft", number=table.number)
        if workshop.ideas_waiting_at(table.id):
            refuse("table_has_ideas", number=table.number)
        if any(
            c.table_id == table.id and c.key_insight for c in workshop.conversations.values()
        ):
            refuse("table_has_insight", number=table.number)
        if any(a.table_id == table.id for a in workshop.attachments.values()):
            refuse("table_has_pictures", number=table.number)
    return remove(
        [
            *(seat for seat in workshop.seats.values() if seat.table_id in gone),
            *(wish for wish in workshop.seat_wishes.values() if wish.table_id in gone),
            *(vote for vote in workshop.votes.values() if vote.table_id in gone),
            *(c for c in workshop.conversations.values() if c.table_id in gone),
            *(idea for idea in workshop.ideas.values() if idea.table_id in gone),
            *(workshop.tables[table_id] for table_id in gone),
        ]
    )
