"""What several prints share: pages as drawing functions, headings, columns and crop marks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from worldcafe.prints.canvas import HAIR, Canvas
from worldcafe.prints.lettering import STRONG, Side, Type
from worldcafe.prints.paper import INK, LINE, SOFT, Size

Page = Callable[[Canvas], None]
"""Draws one page."""

MARGIN = 12.0
"""Millimetres that every page keeps free, more than printers need."""

_MARK, _GAP = 4.0, 1.5


@dataclass(frozen=True, slots=True)
class Grid:
    """Equal boxes, edge to edge in the middle of a sheet, to be cut apart."""

    paper: Size
    columns: int
    rows: int
    box: Size

    @property
    def n_boxes(self) -> int:
        return self.columns * self.rows

    @property
    def left(self) -> float:
        return (self.paper.width - self.columns * self.box.width) / 2

    @property
    def top(self) -> float:
        return (self.paper.height - self.rows * self.box.height) / 2

    def places(self) -> Iterator[tuple[float, float]]:
        """The corner of every box, line by line."""
        for row in range(self.rows):
            for column in range(self.columns):
                yield self.left + column * self.box.width, self.top + row * self.box.height

    def draw_crop_marks(self, canvas: Canvas) -> None:
        """Marks at the edges where the blade goes, and fine crosses where cuts meet."""
        right = self.left + self.columns * self.box.width
        bottom = self.top + self.rows * self.box.height
        xs = [self.left + n * self.box.width for n in range(self.columns + 1)]
        ys = [self.top + n * self.box.height for n in range(self.rows + 1)]
        for x in xs:
            canvas.line(x, self.top - _GAP - _MARK, x, self.top - _GAP, HAIR, colour=INK)
            canvas.line(x, bottom + _GAP, x, bottom + _GAP + _MARK, HAIR, colour=INK)
        for y in ys:
            canvas.line(self.left - _GAP - _MARK, y, self.left - _GAP, y, HAIR, colour=INK)
            canvas.line(right + _GAP, y, right + _GAP + _MARK, y, HAIR, colour=INK)
        for x in xs[1:-1]:
            for y in ys[1:-1]:
                canvas.line(x - 1, y, x + 1, y, HAIR, colour=LINE)
                canvas.line(x, y - 1, x, y + 1, HAIR, colour=LINE)


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands at the head and at the foot of every page of a list."""

    title: str
    event: str
    """The workshop, above the title."""
    range: str = ""
    """Where in the list the page is: `A – C`."""
    page: str = ""
    """Which page this is: `3 / 19`."""

    HEIGHT = 19.0
    FOOT = 6.0

    def draw(self, canvas: Canvas) -> None:
        letters, width = canvas.letters, canvas.width - 2 * MARGIN
        event = letters.fitted(self.event, Type(8, colour=SOFT), width, 5)
        canvas.put(event, MARGIN, MARGIN)
        title = letters.fitted(self.title, Type(17, STRONG), width * 0.74, 9)
        canvas.put(title, MARGIN, MARGIN + 13.5 - title.height)
        shown = Type(17, STRONG, side=Side.END)
        at = letters.fitted(self.range, shown, width * 0.24, 9)
        canvas.put(at, MARGIN + width * 0.76, MARGIN + 13.5 - at.height)
        canvas.line(MARGIN, MARGIN + 14.5, MARGIN + width, MARGIN + 14.5, 1, colour=INK)
        page = letters.fitted(self.page, Type(8, colour=SOFT, side=Side.END), width, 5)
        canvas.put(page, MARGIN, canvas.height - MARGIN - page.height)
