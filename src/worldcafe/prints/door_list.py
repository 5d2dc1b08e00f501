"""The door list: where everybody sits, by family name, with the letters at the head."""

from collections.abc import Sequence
from dataclasses import dataclass

from worldcafe.domain.folding import fold
from worldcafe.domain.model import Participant, Round
from worldcafe.prints.canvas import HAIR, Canvas
from worldcafe.prints.lettering import MEDIUM, STRONG, Side, Type
from worldcafe.prints.paper import LINE, SOFT, WASH, Size
from worldcafe.prints.printed_cafe import PrintedCafe, Setup, leading_name
from worldcafe.prints.sheet import MARGIN, Heading, Page

_ENTRY, _LETTER, _HEAD = 8.4, 8.0, 6.5
_GAP = 8.0
_CELL = 8.5
_MOST_ROUNDS_IN_TWO = 5
"""More rounds than these leave no room for names in two columns."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """Somebody, and the letter they are found under."""

    person: Participant
    letter: str


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a column: somebody, or a letter above those who follow."""

    entry: _Entry
    is_letter: bool

    @property
    def height(self) -> float:
        return _LETTER if self.is_letter else _ENTRY


def door_list(cafe: PrintedCafe, setup: Setup) -> list[Page]:
    """Everybody by family name, with the table of each round.

    It hangs where all read it: whoever asked not to be named is counted, no more. Refuses
    while nobody is on the list, or nobody has a seat.
    """
    people = cafe.people(setup)
    cafe.require_plan()
    rounds = cafe.rounds(setup)
    entries = [_Entry(each, _letter(each)) for each in people if not each.name_hidden]
    n_columns = 2 if len(rounds) <= _MOST_ROUNDS_IN_TWO else 1
    columns = _filled(entries, _column_height(setup.paper.size)) or [[]]
    groups = [columns[at : at + n_columns] for at in range(0, len(columns), n_columns)]
    words = cafe.words
    return [
        _Sheet(
            cafe,
            rounds,
            n_columns,
            group,
            Heading(
                title=words("Who sits where"),
                event=cafe.headed(setup.room),
                range=_range(group),
                page=words("{n} / {total}", n=number, total=len(groups)),
            ),
            n_unnamed=len(people) - len(entries),
        )
        for number, group in enumerate(groups, start=1)
    ]


def _letter(person: Participant) -> str:
    first = fold(leading_name(person))[:1]
    return first.upper() if first.isalpha() else "#"


def _column_height(paper: Size) -> float:
    return paper.height - 2 * MARGIN - Heading.HEIGHT - Heading.FOOT - _HEAD


def _filled(entries: Sequence[_Entry], height: float) -> list[list[_Row]]:
    """The entries in columns. A letter stands above its people and heads every column."""
    columns: list[list[_Row]] = []
    room, letter = 0.0, ""
    for entry in entries:
        starts = entry.letter != letter
        needed = _ENTRY + (_LETTER if starts else 0)
        if needed > room:
            columns.append([])
            room, starts = height, True
        if starts:
            columns[-1].append(_Row(entry, is_letter=True))
            room -= _LETTER
        columns[-1].append(_Row(entry, is_letter=False))
        room -= _ENTRY
        letter = entry.letter
    return columns


def _range(columns: Sequence[Sequence[_Row]]) -> str:
    letters = [row.entry.letter for rows in columns for row in rows]
    first, last = (letters[0], letters[-1]) if letters else ("", "")
    return first if first == last else f"{first} – {last}"


class _Sheet:
    """A page of the list."""

    def __init__(
        self,
        cafe: PrintedCafe,
        rounds: Sequence[Round],
        n_columns: int,
        columns: Sequence[Sequence[_Row]],
        heading: Heading,
        *,
        n_unnamed: int,
    ) -> None:
        self._cafe = cafe
        self._rounds = rounds
        self._n_columns = n_columns
        self._columns = columns
        self._n_unnamed = n_unnamed
        self._heading = heading

    def __call__(self, page: Canvas) -> None:
        self._heading.draw(page)
        gaps = _GAP * (self._n_columns - 1)
        width = (page.width - 2 * MARGIN - gaps) / self._n_columns
        top = MARGIN + Heading.HEIGHT - 2
        height = page.height - top - MARGIN
        for at, rows in enumerate(self._columns):
            with page.part(MARGIN + at * (width + _GAP), top, width, height) as column:
                self._draw_column(column, rows)
        legend = page.letters.fitted(
            self._cafe.words("A framed number: host of that table"),
            Type(8, colour=SOFT), page.width / 2, 5,
        )  # fmt: skip
        page.put(legend, MARGIN, page.height - MARGIN - legend.height)
        if self._n_unnamed:
            self._draw_note(page)

    def _draw_note(self, page: Canvas) -> None:
        text = self._cafe.words.plural(
            "{n} person is not named here: the badge says where.",
            "{n} people are not named here: the badge says where.",
            self._n_unnamed,
        )
        width = page.width - 2 * MARGIN
        note = page.letters.fitted(text, Type(8, MEDIUM, SOFT), width, 4)
        page.put(note, MARGIN, page.height - MARGIN - 5 - note.height)

    def _draw_column(self, column: Canvas, rows: Sequence[_Row]) -> None:
        letters, n = column.letters, len(self._rounds)
        cell = min(_CELL, column.width * 0.55 / n)
        names = column.width - cell * n - 2
        label = letters.fitted(
            self._cafe.words("Round"), Type(7.5, colour=SOFT, side=Side.END), names, 5
        )
        column.put(label, 0, _HEAD - 5)
        for at, round_ in enumerate(self._rounds):
            number = letters.fitted(
                str(round_.number), Type(7.5, MEDIUM, SOFT, Side.CENTRE), cell, 5
            )
            column.put(number, names + 2 + at * cell, _HEAD - 5)
        y = _HEAD
        for row in rows:
            if row.is_letter:
                column.fill(0, y + 0.8, column.width, _LETTER - 1.6, WASH)
                head = letters.fitted(row.entry.letter, Type(12, STRONG), column.width, 7)
                column.put(head, 1.5, y + (_LETTER - head.height) / 2)
            else:
                with column.part(0, y, column.width, _ENTRY) as line:
                    self._draw_entry(line, row.entry.person, names, cell)
            y += row.height

    def _draw_entry(self, line: Canvas, person: Participant, names: float, cell: float) -> None:
        letters, cafe = line.letters, self._cafe
        leading = " ".join(leading_name(person).split())
        given = person.given_name if person.family_name else ""
        name = letters.fitted(
            f"{leading} {given}", Type(9.5), names - 1.5, 4.8, strong=len(leading)
        )
        said = " · ".join(filter(None, (cafe.room_all_day(person), cafe.body(person))))
        body = letters.fitted(said, Type(7, colour=SOFT), names - 1.5, 3.2)
        y = (line.height - name.height - body.height) / 2
        line.put(name, 1.5, y)
        line.put(body, 1.5, y + name.height)
        hosted = cafe.table_hosted_by(person)
        workshop = cafe.workshop
        for at, round_ in enumerate(self._rounds):
            seat = workshop.seats.get(f"{round_.id}/{person.id}")
            x = names + 2 + at * cell
            number = str(workshop.tables[seat.table_id].number) if seat else "–"
            shown = letters.fitted(
                number, Type(10.5, MEDIUM, side=Side.CENTRE), cell - 2, line.height - 2
            )
            line.put(shown, x + 1, (line.height - shown.height) / 2)
            if seat and hosted and hosted.id == seat.table_id:
                line.frame(x + 0.5, 1.3, cell - 1, line.height - 2.6, 0.75, round=0.8)
        line.line(0, line.height, line.width, line.height, HAIR, colour=LINE)
