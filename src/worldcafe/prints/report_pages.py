"""The opportunity report on paper: a cover, a list, and a page for each opportunity."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from worldcafe.prints.canvas import HAIR, Canvas
from worldcafe.prints.flow import Flow, FlowColumn
from worldcafe.prints.lettering import MEDIUM, STRONG, Block, Lettering, Side, Type, plain
from worldcafe.prints.opportunities import (
    Opportunity,
    Passage,
    Step,
    counts,
    opportunities,
    what_is_told,
    when_and_where,
)
from worldcafe.prints.paper import INK, LINE, SOFT, WASH, Size
from worldcafe.prints.partner_picture import MOST, draw_partners, picture_height
from worldcafe.prints.printed_cafe import PrintedCafe, Setup
from worldcafe.prints.sheet import MARGIN, Heading, Page
from worldcafe.wording.captions import caption

_SIDE, _GAP = 54.0, 10.0
_SIZES = (10.5, 10, 9.5, 9, 8.5, 8)
"""Points of running text, tried in turn until an opportunity has room on one page."""
_LEAST_TITLE = 13
_TITLE_TOP, _AFTER_TITLE = MARGIN + 9, 4.0
_CONTINUED_TOP = MARGIN + 15
_FOOT, _BEFORE_FOOT, _FOOT_GAP = 8.0, 5.0, 6.0
_LABEL, _ROW = 5.5, 8.0
_STEP_TEXT, _STEP_FACTS, _STEP_PADS = 13.0, 12.0, 12.0


def report_pages(cafe: PrintedCafe, setup: Setup) -> list[Page]:
    """A cover, what is in the report, and every opportunity on a page of its own.

    Only what finds no room at the smallest size goes on over another page. Refuses while
    there is no opportunity.
    """
    found = opportunities(cafe, setup.choice)
    paper = setup.paper.size
    leaves = [_leaf(cafe, each, paper) for each in found]
    lists = _lists(cafe, found, paper)
    rows: list[tuple[Opportunity, int]] = []
    number = 2 + len(lists)
    for leaf in leaves:
        rows.append((leaf[0].told, number))
        number += len(leaf)
    total = number - 1
    pages: list[Page] = [_Cover(cafe, len(found))]
    for at, n in enumerate(lists):
        pages.append(_List(cafe, rows[:n], at + 2, total))
        rows = rows[n:]
    for leaf in leaves:
        pages += [replace(each, number=len(pages) + n, total=total)
                  for n, each in enumerate(leaf, start=1)]  # fmt: skip
    return pages


@dataclass(frozen=True)
class _Cover:
    """What the report is about, with its figures."""

    cafe: PrintedCafe
    n_opportunities: int

    def __call__(self, page: Canvas) -> None:
        cafe, letters, words = self.cafe, page.letters, self.cafe.words
        width = page.width - 2 * MARGIN - 16
        left = MARGIN + 8
        page.fill(left, 52, 26, 2.4, INK)
        kicker = letters.fitted(words("Cooperation opportunities"), Type(14, MEDIUM), width, 8)
        page.put(kicker, left, 60)
        title = letters.fitted(cafe.title, Type(34, STRONG), width, 62)
        page.put(title, left, 70)
        y = 70 + title.height + 6
        organisers = words.line(cafe.workshop.about.organisers)
        told = what_is_told(cafe, self.n_opportunities)
        for text, height in ((when_and_where(cafe), 14.0), (organisers, 16.0), (told, 8.0)):
            line = letters.fitted(text, Type(13, colour=SOFT), width, height)
            page.put(line, left, y)
            y += line.height + 2.5
        self._draw_counts(page, left, width)

    def _draw_counts(self, page: Canvas, left: float, width: float) -> None:
        letters = page.letters
        step = width / 3
        top = page.height - MARGIN - 66
        for at, (n, label) in enumerate(counts(self.cafe)):
            row, column = divmod(at, 3)
            x, y = left + column * step, top + row * 32
            page.line(x, y, x + step - 6, y, 1, colour=INK)
            number = letters.fitted(str(n), Type(32, STRONG), step - 6, 16)
            page.put(number, x, y + 2)
            name = letters.fitted(label, Type(11, colour=SOFT), step - 6, 6)
            page.put(name, x, y + 2 + number.height)


@dataclass(frozen=True)
class _List:
    """A page of the contents."""

    cafe: PrintedCafe
    rows: Sequence[tuple[Opportunity, int]]
    number: int
    total: int

    def __call__(self, page: Canvas) -> None:
        words, letters = self.cafe.words, page.letters
        Heading(
            title=words("Opportunities"),
            event=self.cafe.title,
            page=words("{n} / {total}", n=self.number, total=self.total),
        ).draw(page)
        width = page.width - 2 * MARGIN
        y = MARGIN + Heading.HEIGHT
        for told, number in self.rows:
            ref = letters.fitted(told.ref, Type(9, STRONG), 18, _ROW)
            title = _listed(letters, told, width)
            modality = letters.fitted(
                told.modality, Type(8.5, colour=SOFT), width * 0.38 - 16, _ROW, least=8.5
            )
            row = _row(letters, told, width)
            at = letters.fitted(str(number), Type(9, MEDIUM, side=Side.END), 12, _ROW)
            for block, x in (
                (ref, 0.0), (title, 18.0), (modality, width * 0.62 + 4), (at, width - 12),
            ):  # fmt: skip
                page.put(block, MARGIN + x, y + (row - block.height) / 2)
            y += row
            page.line(MARGIN, y, MARGIN + width, y, HAIR, colour=LINE)


def _listed(letters: Lettering, told: Opportunity, width: float) -> Block:
    """A title in the contents: all of them in one size, over as many lines as they need."""
    return letters.block(plain(told.title), Type(10, side=Side.OWN), width * 0.62 - 18)


def _row(letters: Lettering, told: Opportunity, width: float) -> float:
    return max(_ROW, _listed(letters, told, width).height + 3)


def _lists(cafe: PrintedCafe, found: Sequence[Opportunity], paper: Size) -> list[int]:
    """How many rows of the contents stand on each of their pages."""
    room = paper.height - 2 * MARGIN - Heading.HEIGHT - Heading.FOOT - 4
    pages, left = [0], room
    for told in found:
        height = _row(cafe.letters, told, paper.width - 2 * MARGIN)
        if height > left and pages[-1]:
            pages.append(0)
            left = room
        pages[-1] += 1
        left -= height
    return pages


@dataclass(frozen=True)
class _Leaf:
    """A page of an opportunity: the first holds everything unless there is very much."""

    cafe: PrintedCafe
    told: Opportunity
    main: FlowColumn
    side: FlowColumn
    foot: "_Foot | None"
    """On the first page only."""
    number: int = 0
    total: int = 0

    def __call__(self, page: Canvas) -> None:
        top = self._draw_head(page)
        self.main.draw(page, MARGIN, top)
        left = page.width - MARGIN - _SIDE
        if not self.side.is_empty:
            page.line(
                left - _GAP / 2, top, left - _GAP / 2, top + self.side.height, HAIR, colour=LINE
            )
            self.side.draw(page, left, top)
        if self.foot:
            self.foot.draw(page)
        words = self.cafe.words
        width = page.width - 2 * MARGIN
        event = page.letters.fitted(self.cafe.title, Type(8, colour=SOFT), width * 0.8, 5)
        page.put(event, MARGIN, page.height - MARGIN - event.height)
        shown = words("{n} / {total}", n=self.number, total=self.total)
        at = page.letters.fitted(shown, Type(8, colour=SOFT, side=Side.END), 30, 5)
        page.put(at, page.width - MARGIN - 30, page.height - MARGIN - at.height)

    def _draw_head(self, page: Canvas) -> float:
        letters, told = page.letters, self.told
        width = page.width - 2 * MARGIN
        ref = letters.fitted(told.ref, Type(11, STRONG), 40, 6)
        page.put(ref, MARGIN, MARGIN)
        end = Type(8.5, colour=SOFT, side=Side.END)
        where = letters.fitted(told.provenance, end, width - 44, 6)
        page.put(where, MARGIN + 44, MARGIN + ref.height - where.height)
        page.line(MARGIN, MARGIN + 6.5, MARGIN + width, MARGIN + 6.5, 1, colour=INK)
        if self.foot is None:
            title = letters.fitted(told.title, Type(10, MEDIUM, SOFT), width, 5)
            page.put(title, MARGIN, MARGIN + 8)
            return _CONTINUED_TOP
        title = _title(letters, told, width)
        page.put(title, MARGIN, _TITLE_TOP)
        return _TITLE_TOP + title.height + _AFTER_TITLE


@dataclass(frozen=True)
class _Foot:
    """The partners and the next step, at the foot of an opportunity's first page."""

    cafe: PrintedCafe
    told: Opportunity
    width: float

    @property
    def step_text(self) -> Block | None:
        """What happens next, laid out for its box; None if there is none, or too much of it."""
        step = self.told.step
        if step is None or not step.text:
            return None
        room = self.width - _STEP_PADS
        letters = self.cafe.letters
        block = letters.fitted(step.text, Type(11), room, _STEP_TEXT, least=8.5)
        return None if block.is_cut else block

    @property
    def height(self) -> float:
        parts = [part for part in (self._picture_height, self._step_height) if part]
        return sum(parts) + _FOOT_GAP * (len(parts) - 1) if parts else 0.0

    @property
    def _picture_height(self) -> float:
        n = len(self.told.bodies)
        return _LABEL + picture_height(n) if n else 0.0

    @property
    def _step_height(self) -> float:
        step = self.told.step
        if step is None:
            return 0.0
        text = self.step_text
        room = text.height + 2 if text else 0.0
        return 9.5 + room + (_STEP_FACTS if step.facts else 0)

    def draw(self, page: Canvas) -> None:
        """Draw it at the foot of the page."""
        width = page.width - 2 * MARGIN
        y = page.height - MARGIN - _FOOT - self.height
        if self.told.bodies:
            words = self.cafe.words
            label = page.letters.fitted(
                caption("partners", words), Type(8.5, STRONG, SOFT), width, _LABEL
            )
            page.put(label, MARGIN, y)
            height = self._picture_height - _LABEL
            with page.part(MARGIN, y + _LABEL, width, height) as part:
                draw_partners(part, self.told.bodies)
            y += self._picture_height + _FOOT_GAP
        if self.told.step:
            with page.part(MARGIN, y, width, self._step_height) as part:
                self._draw_step(part, self.told.step)

    def _draw_step(self, part: Canvas, step: Step) -> None:
        letters, words = part.letters, self.cafe.words
        part.fill(0, 0, part.width, part.height, WASH)
        part.fill(0, 0, 1.6, part.height, INK)
        x, room = 6.0, part.width - _STEP_PADS
        label = letters.fitted(caption("next_step", words), Type(8.5, STRONG, SOFT), room, 5)
        part.put(label, x, 2.6)
        if text := self.step_text:
            part.put(text, x, 3.2 + label.height)
        y = part.height - _STEP_FACTS
        each = room / max(1, len(step.facts))
        for at, fact in enumerate(step.facts):
            name = letters.fitted(fact.label, Type(7.5, colour=SOFT), each - 3, 3.6)
            said = letters.fitted(fact.text, Type(9.5, MEDIUM), each - 3, 6)
            part.put(name, x + at * each, y)
            part.put(said, x + at * each, y + name.height)


def _leaf(cafe: PrintedCafe, told: Opportunity, paper: Size) -> list[_Leaf]:
    """The pages of one opportunity."""
    width = paper.width - 2 * MARGIN
    passages = list(told.passages)
    foot = _Foot(cafe, told, width)
    if told.step and told.step.text and foot.step_text is None:
        passages.append(Passage(caption("next_step", cafe.words), told.step.text))
    if len(told.bodies) > MOST:
        others = "\n".join(body.on_a_line for body in told.bodies[MOST:])
        passages.append(Passage(cafe.words("More partners"), others))
    rest = paper.height - MARGIN - _FOOT
    first = rest - _title(cafe.letters, told, width).height - _TITLE_TOP - _AFTER_TITLE
    heights = (first - foot.height - _BEFORE_FOOT, rest - _CONTINUED_TOP)
    main = _poured(cafe, passages, width - _SIDE - _GAP, heights)
    side = _poured(cafe, (*told.facts, *told.source), _SIDE - 2, heights, largest=9.5)
    n_pages = max(len(main), len(side))
    main += [FlowColumn()] * (n_pages - len(main))
    side += [FlowColumn()] * (n_pages - len(side))
    return [
        _Leaf(cafe, told, main[at], side[at], None if at else foot) for at in range(n_pages)
    ]


def _title(letters: Lettering, told: Opportunity, width: float) -> Block:
    """Large while two lines will do; a long one takes the room that it needs to be read."""
    title = letters.fitted(
        told.title, Type(20, STRONG, side=Side.OWN), width, 17.5, least=_LEAST_TITLE
    )
    if not title.is_cut:
        return title
    return letters.block(plain(told.title), Type(_LEAST_TITLE, STRONG, side=Side.OWN), width)


def _poured(
    cafe: PrintedCafe,
    passages: Sequence[Passage],
    width: float,
    heights: Sequence[float],
    largest: float = _SIZES[0],
) -> list[FlowColumn]:
    """The passages in one column if a size lets them, else at the smallest in several."""
    flows = (Flow(passages, cafe.letters, width, min(size, largest)) for size in _SIZES)
    flow = next(flows)
    while flow.height > heights[0] and (smaller := next(flows, None)):
        flow = smaller
    return flow.columns(heights)
