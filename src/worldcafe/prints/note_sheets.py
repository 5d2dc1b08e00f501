"""Note sheets on paper: the form of Capture with room to write by hand.

One contribution to a sheet, so that sheets can be sorted, typed up and handed in one by one.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from worldcafe.domain import fields as f
from worldcafe.domain.model import CafeTable, Round
from worldcafe.domain.vocabulary import ROLES_IN_ANY, ROLES_OF_TWO, TRIANGULAR_ROLES, Kind
from worldcafe.prints.canvas import HAIR, Canvas
from worldcafe.prints.lettering import MEDIUM, STRONG, Block, Lettering, Side, Type
from worldcafe.prints.paper import INK, SOFT
from worldcafe.prints.printed_cafe import PrintedCafe, Setup
from worldcafe.prints.sheet import Page
from worldcafe.wording import Words
from worldcafe.wording.captions import caption, hint

_MARGIN = 13.0
_RULE = 8.2
"""From one ruled line to the next: what a hand needs at a crowded table."""
_LABEL, _GAP, _TICK = 4.6, 2.6, 3.2
_N_PARTNERS = 4
_PARTNER_COLUMNS = (0.36, 0.2, 0.19, 0.25)
"""Name, city, country and role, as parts of the width."""
_MOST_THEMES = 12
_LEAST_LINES = 2
_ABOVE = frozenset({"kind", "title", "description"})
"""Fields that stand above the others, whatever an opportunity is asked for."""

_SMALL = Type(8, MEDIUM, SOFT)
_CHOICE = Type(8.5)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the form: how high it is, and how it is drawn."""

    height: float
    draw: Callable[[Canvas], None]


def note_sheets(cafe: PrintedCafe, setup: Setup) -> list[Page]:
    """A sheet for every table and round, round after round, by table.

    Refuses while there is no table or no round.
    """
    tables = cafe.tables(setup)
    rounds = cafe.rounds(setup)
    form = _Form(cafe, setup.paper.size.width - 2 * _MARGIN)
    return [_Sheet(cafe, form, table, round_) for round_ in rounds for table in tables]


class _Sheet:
    """The sheet of one conversation."""

    def __init__(
        self, cafe: PrintedCafe, form: "_Form", table: CafeTable, round_: Round
    ) -> None:
        self._cafe = cafe
        self._form = form
        self._table = table
        self._round = round_

    def __call__(self, page: Canvas) -> None:
        width, height = page.width - 2 * _MARGIN, page.height - 2 * _MARGIN
        form = self._form
        above = [_Part(31, self._draw_head), form.kinds, form.title]
        below = [*form.asked, form.insight]
        taken = sum(part.height + _GAP for part in (*above, *below))
        n_lines = max(_LEAST_LINES, int((height - taken - _LABEL) / _RULE))
        y = _MARGIN
        for part in (*above, form.description(n_lines), *below):
            with page.part(_MARGIN, y, width, part.height) as canvas:
                part.draw(canvas)
            y += part.height + _GAP

    def _draw_head(self, head: Canvas) -> None:
        cafe, letters, words = self._cafe, head.letters, self._cafe.words
        head.frame(0, 0, 26, 21, 1.5, round=1.5)
        label = letters.fitted(words("Table"), Type(8, MEDIUM, SOFT, Side.CENTRE), 24, 4)
        head.put(label, 1, 1.2)
        number = letters.fitted(
            str(self._table.number), Type(34, STRONG, side=Side.CENTRE), 24, 15.5
        )
        head.put(number, 1, 12.5 - number.height / 2)
        x, end = 30.0, head.width
        headed = cafe.headed(cafe.room_of(self._table))
        event = letters.fitted(headed, Type(7.5, colour=SOFT), end - x, 3.8)
        head.put(event, x, 0)
        theme = cafe.workshop.theme_of(self._table.id)
        y = 4.2
        if theme:
            head.fill(x, y + 0.8, 1.8, 5, theme.colour)
        name = letters.fitted(cafe.theme_name(theme), Type(13, STRONG), end - x - 4, 6.4)
        head.put(name, x + 4, y)
        question = theme.question if theme else ""
        asked = letters.fitted(question, Type(9.5), end - x, 10.5)
        head.put(asked, x, y + 7)
        self._draw_round(head, 22.6)
        head.line(0, head.height, end, head.height, 1, colour=INK)

    def _draw_round(self, head: Canvas, y: float) -> None:
        """Round and question, who writes, and in which languages."""
        cafe, letters, words = self._cafe, head.letters, self._cafe.words
        half = head.width * 0.62
        when = words("Round {n}", n=self._round.number)
        round_ = letters.fitted(when, Type(11, STRONG), half, 7)
        head.put(round_, 0, y + 3.2 - round_.height / 2)
        left = round_.text_width + 3
        asked = letters.fitted(self._round.question, Type(9.5), half - left, 7.4)
        head.put(asked, left, y + 3.2 - asked.height / 2)
        note_taker = cafe.workshop.note_taker_of(self._table.id, self._round.id)
        writer = cafe.person(note_taker)
        x = half + 5
        label = letters.fitted(words("Note-taker"), _SMALL, head.width - x, 4)
        head.put(label, x, y - 1)
        name = letters.fitted(writer, Type(9.5), head.width - x, 4.6)
        head.put(name, x, y + 2.8)
        if not writer:
            head.line(x, y + 6.6, head.width, y + 6.6, HAIR, colour=SOFT)
        spoken = letters.fitted(
            words.languages(self._table.languages), Type(8, STRONG, SOFT, Side.END), 40, 4
        )
        head.put(spoken, head.width - 40, y - 1)


class _Form:
    """The fields below the head: the same on every sheet."""

    def __init__(self, cafe: PrintedCafe, width: float) -> None:
        self._cafe = cafe
        self._width = width
        words = cafe.words
        self.kinds = self._choices("", map(words.label, Kind))
        self.title = self._ruled(caption("title", words), hint("title", words), 1)
        self.asked = tuple(
            self._asked(field)
            for field in f.asked_of(Kind.OPPORTUNITY)
            if field.name not in _ABOVE
        )
        self.insight = self._ruled(
            words("Key insight of this conversation"), words("in one sentence"), 1
        )

    def description(self, n_lines: int) -> _Part:
        """Room for what the idea is."""
        words = self._cafe.words
        return self._ruled(caption("description", words), hint("description", words), n_lines)

    def _asked(self, field: f.Field) -> _Part:
        """Room for what is asked at the table, by its form."""
        cafe, words = self._cafe, self._cafe.words
        called = caption(field.name, words)
        names: Iterable[str] = ()
        other = ""
        match field.form:
            case f.Several() as form:
                return self._several(field.name, form)
            case f.Parts() as form:
                return self._parts(field.name, form)
            case f.OneOf(codes) | f.SomeOf(codes):
                names = map(words.label, codes)
            case f.Themes():
                themes = cafe.workshop.themes_in_order[:_MOST_THEMES]
                names, other = map(cafe.theme_name, themes), words("Another theme:")
            case f.Rating():
                names = map(str, range(1, 6))
            case f.Tick():
                names = (words("Yes"), words("No"))
            case _:
                return self._ruled(called, hint(field.name, words), 1)
        return self._choices(called, names, other=other)

    def _ruled(self, label: str, hint: str, n_lines: int) -> _Part:
        def draw(part: Canvas) -> None:
            _draw_label(part, label, hint)
            for line in range(1, n_lines + 1):
                y = _LABEL + line * _RULE - 0.6
                part.line(0, y, part.width, y, HAIR, colour=SOFT)

        return _Part(_LABEL + n_lines * _RULE, draw)

    def _choices(self, label: str, names: Iterable[str], *, other: str = "") -> _Part:
        """Boxes to tick, in as many lines as they need."""
        letters = self._cafe.letters
        places, height = _placed(letters, list(names), self._width)
        top = _LABEL if label else 0.6
        line = _RULE if other else 0.0

        def draw(part: Canvas) -> None:
            _draw_label(part, label, "")
            for choice, x, y in places:
                block = _choice(part.letters, choice, part.width)
                part.frame(x, top + y + 0.6, _TICK, _TICK, 0.6)
                part.put(block, x + _TICK + 1.4, top + y + 2.2 - block.height / 2)
            if other:
                name = letters.fitted(other, _CHOICE, part.width / 3, 4.4)
                part.put(name, 0, top + height + line - 0.6 - name.height)
                y = top + height + line - 0.6
                part.line(name.text_width + 2, y, part.width, y, HAIR, colour=SOFT)

        return _Part(top + height + line, draw)

    def _several(self, name: str, form: f.Several) -> _Part:
        """A line for each of several, with a column for each part."""
        words = self._cafe.words
        paths = [f"{name}.{part.name}" for part in form.each.parts if not part.is_later]
        headings = [hint(path, words) or caption(path, words) for path in paths]
        roles = _roles(words) if form is f.PARTNERS else ""
        shares = _PARTNER_COLUMNS if form is f.PARTNERS else (1 / len(paths),) * len(paths)

        def draw(part: Canvas) -> None:
            _draw_label(part, caption(name, words), roles)
            x, gap = 0.0, 3.0
            for heading, share in zip(headings, shares, strict=True):
                width = part.width * share - (gap if x + part.width * share < part.width - 1
                                              else 0)  # fmt: skip
                said = part.letters.fitted(heading, Type(7.5, colour=SOFT), width, 4)
                part.put(said, x, _LABEL)
                for row in range(1, _N_PARTNERS + 1):
                    y = _LABEL + 3 + row * _RULE - 0.6
                    part.line(x, y, x + width, y, HAIR, colour=SOFT)
                x += part.width * share

        return _Part(_LABEL + 3 + _N_PARTNERS * _RULE, draw)

    def _parts(self, name: str, form: f.Parts) -> _Part:
        """The part that says most on a line of its own, the others beside one another."""
        words = self._cafe.words
        first, *others = (part.name for part in form.parts if not part.is_later)
        called = [caption(f"{name}.{other}", words) for other in others]
        shares = (0.62, *(0.38 / (len(others) - 1),) * (len(others) - 1))

        def draw(part: Canvas) -> None:
            _draw_label(part, caption(name, words), hint(f"{name}.{first}", words))
            y = _LABEL + _RULE - 0.6
            part.line(0, y, part.width, y, HAIR, colour=SOFT)
            x = 0.0
            for label, share in zip(called, shares, strict=True):
                width = part.width * share - (3 if x == 0 else 0)
                said = part.letters.fitted(label, _CHOICE, width / 2, 4.4)
                part.put(said, x, y + _RULE - said.height)
                part.line(
                    x + said.text_width + 2, y + _RULE, x + width, y + _RULE, HAIR, colour=SOFT
                )
                x += part.width * share

        return _Part(_LABEL + 2 * _RULE, draw)


def _roles(words: Words) -> str:
    """Which roles there are, in a line."""
    return words(
        "Roles: {triangular}; between two: {others}; also {any}",
        triangular=words.labels(TRIANGULAR_ROLES),
        others=words.labels(ROLES_OF_TWO),
        any=words.labels(ROLES_IN_ANY),
    )


def _placed(
    letters: Lettering, names: Sequence[str], width: float
) -> tuple[list[tuple[str, float, float]], float]:
    """Where each choice stands, and how high all of them are."""
    places: list[tuple[str, float, float]] = []
    x = y = 0.0
    for name in names:
        block = _choice(letters, name, width)
        needed = _TICK + 1.4 + block.text_width
        if x and x + needed > width:
            x, y = 0.0, y + 5.2
        places.append((name, x, y))
        x += needed + 5
    return places, (y + 5.2 if names else 0.0)


def _choice(letters: Lettering, name: str, width: float) -> Block:
    return letters.fitted(name, _CHOICE, width - _TICK - 2, 4.6)


def _draw_label(part: Canvas, label: str, hint: str) -> None:
    """What a field asks for, with a word of help beside it."""
    if not label:
        return
    name = part.letters.fitted(label, Type(9.5, STRONG), part.width * 0.6, 4.6)
    part.put(name, 0, 0)
    left = name.text_width + 2.5
    said = part.letters.fitted(hint, Type(7.5, colour=SOFT), part.width - left, 4.6)
    part.put(said, left, name.height - said.height - 0.3)
