"""Who sits at each table, round by round: for hosts, and for whoever shows people around."""

from collections.abc import Sequence
from dataclasses import dataclass

from worldcafe.domain.model import CafeTable, Participant, Round
from worldcafe.prints.canvas import HAIR, Canvas
from worldcafe.prints.lettering import MEDIUM, REGULAR, STRONG, Side, Type
from worldcafe.prints.paper import LINE, SOFT
from worldcafe.prints.printed_cafe import PrintedCafe, Setup
from worldcafe.prints.sheet import MARGIN, Heading, Page

_HEAD, _LINE, _AFTER = 12.0, 5.6, 4.5
_GAP = 8.0
_N_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class _Group:
    """A table in one round, or as much of it as a column holds."""

    table: CafeTable
    people: Sequence[Participant]

    @property
    def height(self) -> float:
        return _HEAD + _LINE * len(self.people) + _AFTER


def table_lists(cafe: PrintedCafe, setup: Setup) -> list[Page]:
    """The people of every table, the host first; every round begins a page.

    Refuses while there is no table, or nobody has a seat.
    """
    tables = cafe.tables(setup)
    rounds = cafe.rounds(setup)
    cafe.require_plan()
    height = setup.paper.size.height - 2 * MARGIN - Heading.HEIGHT - Heading.FOOT
    pages: list[tuple[Round, Sequence[Sequence[_Group]]]] = []
    for round_ in rounds:
        columns = _filled(_groups(cafe, tables, round_, height), height)
        pages += [
            (round_, columns[at : at + _N_COLUMNS]) for at in range(0, len(columns), _N_COLUMNS)
        ]
    words = cafe.words
    return [
        _Sheet(
            cafe,
            columns,
            Heading(
                title=_title(cafe, round_),
                event=cafe.headed(setup.room),
                range=words("Round {n}", n=round_.number),
                page=words("{n} / {total}", n=number, total=len(pages)),
            ),
        )
        for number, (round_, columns) in enumerate(pages, start=1)
    ]


def _title(cafe: PrintedCafe, round_: Round) -> str:
    return round_.question or cafe.words("Who sits at which table")


def _groups(
    cafe: PrintedCafe, tables: Sequence[CafeTable], round_: Round, height: float
) -> list[_Group]:
    most = int((height - _HEAD - _AFTER) / _LINE)
    groups: list[_Group] = []
    for table in tables:
        people = cafe.workshop.people_at(table.id, round_.id)
        groups += [
            _Group(table, people[at : at + most]) for at in range(0, max(1, len(people)), most)
        ]
    return groups


def _filled(groups: Sequence[_Group], height: float) -> list[list[_Group]]:
    columns: list[list[_Group]] = [[]]
    room = height
    for group in groups:
        if group.height > room and columns[-1]:
            columns.append([])
            room = height
        columns[-1].append(group)
        room -= group.height
    return columns


class _Sheet:
    """A page of tables."""

    def __init__(
        self, cafe: PrintedCafe, columns: Sequence[Sequence[_Group]], heading: Heading
    ) -> None:
        self._cafe = cafe
        self._columns = columns
        self._heading = heading

    def __call__(self, page: Canvas) -> None:
        self._heading.draw(page)
        width = (page.width - 2 * MARGIN - _GAP * (_N_COLUMNS - 1)) / _N_COLUMNS
        for at, groups in enumerate(self._columns):
            y = MARGIN + Heading.HEIGHT
            for group in groups:
                x = MARGIN + at * (width + _GAP)
                with page.part(x, y, width, group.height) as part:
                    self._draw(part, group)
                y += group.height

    def _draw(self, part: Canvas, group: _Group) -> None:
        cafe, letters = self._cafe, part.letters
        number = letters.fitted(
            str(group.table.number), Type(17, STRONG, side=Side.CENTRE), 12.4, 8
        )
        part.frame(0, 0.5, 14, 9.5, 1.2, round=1)
        part.put(number, 0.8, 5.25 - number.height / 2)
        theme, colour = cafe.theme_of(group.table)
        x = 17.0
        if theme:
            part.fill(x, 2, 1.6, 6.5, colour)
            x += 3.4
        spoken = letters.fitted(
            cafe.words.languages(group.table.languages),
            Type(8, MEDIUM, SOFT, Side.END), 20, 5,
        )  # fmt: skip
        part.put(spoken, part.width - 20, 5.25 - spoken.height / 2)
        room = part.width - x - (spoken.text_width + 3 if spoken.text_width else 0)
        said = " · ".join(filter(None, (cafe.room_of(group.table), theme)))
        name = letters.fitted(said, Type(11, MEDIUM), room, 9)
        part.put(name, x, 5.25 - name.height / 2)
        y = _HEAD
        for person in group.people:
            with part.part(0, y, part.width, _LINE) as line:
                self._draw_person(line, person, is_host=person.id == group.table.host_id)
            y += _LINE

    def _draw_person(self, line: Canvas, person: Participant, *, is_host: bool) -> None:
        letters, cafe = line.letters, self._cafe
        x, end = 0.0, line.width
        if is_host:
            tag = letters.fitted(cafe.words("Host"), Type(7.5, STRONG), 24, 4)
            line.frame(0, 0.75, tag.text_width + 2.4, line.height - 1.5, 0.75, round=0.8)
            line.put(tag, 1.2, (line.height - tag.height) / 2)
            x = tag.text_width + 4
        weight = STRONG if is_host else REGULAR
        name = letters.fitted(person.name, Type(9.5, weight), end * 0.62 - x, line.height)
        line.put(name, x, (line.height - name.height) / 2)
        room = end - x - name.text_width - 3
        body = letters.fitted(
            cafe.body(person), Type(7.5, colour=SOFT, side=Side.END), room, line.height
        )
        line.put(body, end - room, (line.height - body.height) / 2)
        line.line(0, line.height, end, line.height, HAIR, colour=LINE)
