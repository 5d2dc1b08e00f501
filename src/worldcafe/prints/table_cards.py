"""Table cards: a tent for every table, folded once, with a number to find from the door."""

from worldcafe.domain.model import CafeTable
from worldcafe.lan.codes import OnPaper
from worldcafe.lan.squares import squares
from worldcafe.prints.canvas import HAIR, Canvas
from worldcafe.prints.lettering import MEDIUM, STRONG, Side, Type
from worldcafe.prints.paper import LINE, SOFT
from worldcafe.prints.printed_cafe import PrintedCafe, Setup
from worldcafe.prints.sheet import Page

_PAD = 14.0
_NUMBER_WIDTH = 74.0
_CODE, _LABEL, _FOOT = 32.0, 25.0, 26.0
_MOST_QUESTIONS = 8


def table_cards(cafe: PrintedCafe, setup: Setup) -> list[Page]:
    """A sheet for every table, by number: both halves say the same, each to its own side.

    Refuses while there is no table.
    """
    return [_Tent(cafe, table, setup.codes.get(table.id)) for table in cafe.tables(setup)]


class _Tent:
    """A sheet to be folded across the middle."""

    def __init__(self, cafe: PrintedCafe, table: CafeTable, code: OnPaper | None) -> None:
        self._cafe = cafe
        self._table = table
        self._code = code

    def __call__(self, page: Canvas) -> None:
        half = page.height / 2
        with page.part(0, half, page.width, half) as front:
            self._draw(front)
        with (
            page.part(0, 0, page.width, half) as back,
            back.upside_down() as turned,
        ):
            self._draw(turned)
        for start, end in ((4, 12), (page.width - 12, page.width - 4)):
            page.line(start, half, end, half, HAIR, colour=LINE, dashed=True)

    def _draw(self, side: Canvas) -> None:
        theme, colour = self._cafe.theme_of(self._table)
        if theme:
            side.fill(_PAD, 13, side.width - 2 * _PAD, 3.2, colour)
        foot = side.height - 12
        with side.part(_PAD, 20, _NUMBER_WIDTH, foot - 20) as number:
            self._draw_number(number)
        x = _PAD + _NUMBER_WIDTH + 8
        width = side.width - _PAD - x
        is_scanned = self._code is not None and bool(self._code.url)
        free = foot - (_CODE if is_scanned else _FOOT)
        top = self._draw_subject(side, x, width, 22, free)
        self._draw_foot(side, x, width, max(top + 4, free), foot)

    def _draw_number(self, part: Canvas) -> None:
        words, letters = self._cafe.words, part.letters
        soft = Type(15, MEDIUM, SOFT, Side.CENTRE)
        said = words.line((self._cafe.room_of(self._table), words("Table")))
        label = letters.fitted(said, soft, part.width, 8)
        number = letters.fitted(
            str(self._table.number), Type(205, STRONG, side=Side.CENTRE), part.width, 92
        )
        y = (part.height - number.height - label.height) / 2
        part.put(label, 0, y)
        part.put(number, 0, y + label.height - 8)

    def _draw_subject(
        self, side: Canvas, x: float, width: float, y: float, bottom: float
    ) -> float:
        """The theme and what is asked; gives where it ends."""
        letters = side.letters
        workshop = self._cafe.workshop
        theme = workshop.theme_of(self._table.id)
        if theme:
            name = letters.fitted(
                self._cafe.theme_name(theme), Type(27, STRONG), width, (bottom - y) * 0.45
            )
            side.put(name, x, y)
            y += name.height + 2.5
        questions = [theme.question] if theme and theme.question else self._round_questions()
        size = 20 if len(questions) == 1 else 13
        for at, question in enumerate(questions):
            room = (bottom - y) / (len(questions) - at)
            block = letters.fitted(question, Type(size), width, room - 1.5)
            side.put(block, x, y)
            y += block.height + 1.5
        return y

    def _round_questions(self) -> list[str]:
        rounds = self._cafe.workshop.rounds_in_order
        words = self._cafe.words
        found = [
            words("{n}. {question}", n=each.number, question=each.question)
            for each in rounds
            if each.question
        ]
        return found[:_MOST_QUESTIONS]

    def _draw_foot(
        self, side: Canvas, x: float, width: float, top: float, bottom: float
    ) -> None:
        """Who looks after the table, what is spoken there, and what its phone types; at the
        end what that scans.
        """
        letters, cafe, code = side.letters, self._cafe, self._code
        if code and code.url:
            left = x + width - _CODE
            side.code(squares(code.url), left, bottom - _CODE, _CODE)
            width -= _CODE + 5
        words, table = cafe.words, self._table
        facts = [
            (words("Host"), cafe.person(table.host_id)),
            (words("Note-taker"), cafe.person(table.note_taker_id)),
            (words("Languages"), cafe.languages(table)),
            (words("Phone code"), code.typed if code else ""),
        ]
        shown = [(label, value) for label, value in facts if value]
        line = min(8.5, (bottom - top) / max(1, len(shown)))
        y = bottom - line * len(shown)
        for label, value in shown:
            name = letters.fitted(label, Type(10.5, colour=SOFT), _LABEL - 1, line)
            typed = code is not None and value == code.typed
            said = letters.fitted(value, Type(14, MEDIUM, typed=typed), width - _LABEL, line)
            side.put(name, x, y + (line - name.height) / 2)
            side.put(said, x + _LABEL, y + (line - said.height) / 2)
            y += line
