"""Badges: a name to read from two metres, and the way through the day.

Eight to a sheet, 95 × 65 mm, which is what holders of plastic take.
"""

import math
from collections.abc import Mapping, Sequence

from worldcafe.domain.model import CafeTable, Participant, Round
from worldcafe.domain.vocabulary import Role
from worldcafe.lan.codes import OnPaper
from worldcafe.lan.squares import squares
from worldcafe.prints.canvas import HAIR, Canvas
from worldcafe.prints.lettering import MEDIUM, STRONG, Side, Type
from worldcafe.prints.paper import INK, LINE, SOFT, Size
from worldcafe.prints.printed_cafe import PrintedCafe, Setup
from worldcafe.prints.sheet import Grid, Page

BOX = Size(95, 65)
_COLUMNS, _ROWS = 2, 4
_PAD = 6.0
_ROUTE_TOP, _ROUTE_HEIGHT = 36.5, 23.5
_TYPED, _SCANNED = 4.5, 22.0
_MOST_LINES = 5
"""Rounds in one column of a route; more stand in two columns or several."""


def badges(cafe: PrintedCafe, setup: Setup) -> list[Page]:
    """A badge for everybody, by family name.

    Refuses while nobody is on the list, or nobody has a seat.
    """
    people = cafe.people(setup)
    cafe.require_plan()
    rounds = cafe.rounds(setup)
    grid = Grid(setup.paper.size, _COLUMNS, _ROWS, BOX)
    n = grid.n_boxes
    groups = [people[at : at + n] for at in range(0, len(people), n)]
    return [_Sheet(cafe, grid, rounds, group, setup.codes) for group in groups]


class _Sheet:
    """A page of badges."""

    def __init__(
        self,
        cafe: PrintedCafe,
        grid: Grid,
        rounds: Sequence[Round],
        people: Sequence[Participant],
        codes: Mapping[str, OnPaper],
    ) -> None:
        self._cafe = cafe
        self._grid = grid
        self._rounds = rounds
        self._people = people
        self._codes = codes

    def __call__(self, page: Canvas) -> None:
        self._grid.draw_crop_marks(page)
        for person, (x, y) in zip(self._people, self._grid.places(), strict=False):
            with page.part(x, y, BOX.width, BOX.height) as badge:
                self._draw(badge, person)

    def _draw(self, badge: Canvas, person: Participant) -> None:
        cafe, letters = self._cafe, badge.letters
        width = badge.width - 2 * _PAD
        hosted = self._stays_at(person)
        part = "" if hosted else cafe.part_of(person)
        role = letters.fitted(part, Type(8, STRONG, side=Side.END), 40, 4)
        title_width = width - (role.text_width + 4 if part else 0)
        headed = cafe.headed(cafe.room_all_day(person))
        title = letters.fitted(headed, Type(6.5, colour=SOFT), title_width, 6)
        badge.put(title, _PAD, 7.5 - title.height / 2)
        badge.put(role, _PAD + width - 40, 7.5 - role.height / 2)
        name = letters.fitted(person.name, Type(22, STRONG), width, 16)
        badge.put(name, _PAD, 10.5)
        below = 10.5 + name.height + 0.4
        room = _ROUTE_TOP - 1.5 - below
        country = letters.fitted(
            cafe.country(person.country), Type(8.5, colour=SOFT), width, min(4.2, room / 2)
        )
        body = letters.fitted(
            cafe.body(person), Type(10, MEDIUM), width, min(9.5, room - country.height)
        )
        badge.put(body, _PAD, below)
        badge.put(country, _PAD, below + body.height)
        badge.line(_PAD, _ROUTE_TOP - 0.8, _PAD + width, _ROUTE_TOP - 0.8, 0.75, colour=INK)
        code = self._codes.get(person.id)
        height = _ROUTE_HEIGHT - (_TYPED if code else 0)
        if code:
            width -= self._draw_code(badge, code, width)
        with badge.part(_PAD, _ROUTE_TOP, width, height) as room_left:
            if hosted:
                self._draw_stay(room_left, hosted)
            elif self._is_seated(person):
                route = self._route(person)
                self._draw_route(room_left, route, with_rooms=not cafe.room_all_day(person))

    def _draw_code(self, badge: Canvas, code: OnPaper, width: float) -> float:
        """What this one's phone types, and scans; gives how much of the width that takes."""
        letters, top = badge.letters, _ROUTE_TOP + _ROUTE_HEIGHT - _TYPED
        taken = _SCANNED + 3 if code.url else 0.0
        label = self._cafe.words("Phone code")
        name = letters.fitted(label, Type(7.5, colour=SOFT), 24, _TYPED)
        typed = letters.fitted(code.typed, Type(10, MEDIUM, typed=True), 34, _TYPED)
        badge.put(name, _PAD, top + (_TYPED - name.height) / 2)
        badge.put(typed, _PAD + name.text_width + 3, top + (_TYPED - typed.height) / 2)
        if code.url:
            left = _PAD + width - _SCANNED
            badge.code(squares(code.url), left, _ROUTE_TOP + 1, _SCANNED)
        return taken

    def _stays_at(self, person: Participant) -> CafeTable | None:
        """The table that somebody hosts in every round."""
        hosted = self._cafe.table_hosted_by(person)
        stays = all(table is hosted for _, table in self._route(person))
        return hosted if stays else None

    def _is_seated(self, person: Participant) -> bool:
        """Whether somebody has a way through the day, or will get one."""
        to_seat = set(person.roles) != {Role.FACILITATOR}
        return to_seat or any(table for _, table in self._route(person))

    def _route(self, person: Participant) -> list[tuple[Round, CafeTable | None]]:
        seats, tables = self._cafe.workshop.seats, self._cafe.workshop.tables
        found = ((each, seats.get(f"{each.id}/{person.id}")) for each in self._rounds)
        return [(each, tables[seat.table_id] if seat else None) for each, seat in found]

    def _draw_stay(self, part: Canvas, table: CafeTable) -> None:
        """Whoever hosts a table all day needs one number."""
        words, letters = self._cafe.words, part.letters
        part.frame(0, 1.5, 22, 17, 1.5, round=1.5)
        number = letters.fitted(str(table.number), Type(32, STRONG, side=Side.CENTRE), 20, 16)
        part.put(number, 1, 10 - number.height / 2)
        x, width = 26.0, part.width - 26
        host = self._cafe.words("Host of table {n}", n=table.number)
        lines = [letters.fitted(host, Type(13, STRONG), width, 7)]
        room = self._cafe.room_of(table)
        theme, colour = self._cafe.theme_of(table)
        if theme:
            lines.append(letters.fitted(theme, Type(9), width - 5, 8))
        stay = words.plural("The whole round", "All {n} rounds", len(self._rounds))
        stay = words.line((room, stay))
        lines.append(letters.fitted(stay, Type(8, colour=SOFT), width, 4.5))
        y = 10 - sum(line.height for line in lines) / 2
        for at, line in enumerate(lines):
            is_theme = bool(theme) and at == 1
            if is_theme:
                _draw_mark(part, x, y + 0.9, colour)
            part.put(line, x + (5 if is_theme else 0), y)
            y += line.height

    def _draw_route(
        self,
        part: Canvas,
        route: Sequence[tuple[Round, CafeTable | None]],
        *,
        with_rooms: bool,
    ) -> None:
        """A line for every round; a line to write on where no seat is known yet."""
        n_columns = 1 if len(route) <= _MOST_LINES else max(2, math.ceil(len(route) / 10))
        n_lines = math.ceil(len(route) / n_columns)
        gap = 3 if n_columns > 1 else 0
        width = (part.width - gap * (n_columns - 1)) / n_columns
        height = part.height / max(n_lines, 4)
        for at, (round_, table) in enumerate(route):
            column, row = divmod(at, n_lines)
            with part.part(column * (width + gap), row * height, width, height) as line:
                room = self._cafe.room_of(table) if with_rooms else ""
                self._draw_line(line, round_, table, room, with_theme=n_columns == 1)

    def _draw_line(
        self,
        line: Canvas,
        round_: Round,
        table: CafeTable | None,
        room: str,
        *,
        with_theme: bool,
    ) -> None:
        words, letters = self._cafe.words, line.letters
        middle, height = line.height / 2, line.height * 0.98
        first = line.width * (0.18 if with_theme else 0.5)
        second = first + line.width * (0.23 if with_theme else 0.5)
        when = letters.fitted(
            words("Round {n}", n=round_.number), Type(8.5, colour=SOFT), first - 1, height
        )
        line.put(when, 0, middle - when.height / 2)
        if table is None:
            line.line(
                first, line.height * 0.8, line.width, line.height * 0.8, HAIR, colour=LINE
            )
            return
        where = letters.fitted(
            words("Table {n}", n=table.number), Type(11.5, STRONG), second - first - 1, height
        )
        line.put(where, first, middle - where.height / 2)
        theme, colour = self._cafe.theme_of(table)
        said = words.line((room, theme))
        if said and with_theme:
            _draw_mark(line, second, middle - 1.4, colour)
            name = letters.fitted(said, Type(8.5), line.width - second - 4.5, height)
            line.put(name, second + 4.5, middle - name.height / 2)


def _draw_mark(canvas: Canvas, x: float, y: float, colour: str) -> None:
    """The colour of a theme, beside its name."""
    canvas.fill(x, y, 2.8, 2.8, colour, round=0.6)
