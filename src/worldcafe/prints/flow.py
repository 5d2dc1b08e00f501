"""Running text: labelled passages poured into columns, line by line, over as many as needed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from worldcafe.prints.canvas import Canvas
from worldcafe.prints.lettering import STRONG, Block, Lettering, Setting, Side, Type
from worldcafe.prints.opportunities import Passage
from worldcafe.prints.paper import SOFT


@dataclass(frozen=True, slots=True)
class _Item:
    """A label or a text, and the room above it. A label stays with what follows."""

    block: Block
    above: float
    is_label: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some lines of a text, and where they stand."""

    setting: Setting
    y: float
    first: int
    n: int


class FlowColumn:
    """What one column holds."""

    def __init__(self) -> None:
        self._pieces: list[_Piece] = []
        self.height = 0.0

    def add(self, item: _Item, first: int, n: int) -> None:
        """Put some lines of an item below what is there."""
        above = item.above if self._pieces else 0.0
        self._pieces.append(_Piece(item.block.setting, self.height + above, first, n))
        self.height += above + item.block.height_of(first, n)

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw it with its corner there."""
        for piece in self._pieces:
            canvas.put(piece.setting, x, y + piece.y, piece.first, piece.n)

    @property
    def is_empty(self) -> bool:
        return not self._pieces


class Flow:
    """Passages laid out in a width, to be poured into columns."""

    def __init__(
        self, passages: Iterable[Passage], letters: Lettering, width: float, size: float
    ) -> None:
        label, text = Type(size * 0.8, STRONG, SOFT), Type(size, side=Side.OWN)
        self._items: list[_Item] = []
        for passage in passages:
            name = letters.fitted(passage.label, label, width, 2 * size)
            self._items.append(_Item(name, above=size * 0.28, is_label=True))
            self._items.append(_Item(letters.block(passage.text, text, width), above=0.3))

    @property
    def height(self) -> float:
        """How high it is in one column."""
        above = sum(item.above for item in self._items[1:])
        return above + sum(item.block.height for item in self._items)

    def columns(self, heights: Sequence[float]) -> list[FlowColumn]:
        """The text in columns of these heights; the last height serves for all further ones."""
        columns = [FlowColumn()]
        for at, item in enumerate(self._items):
            first = 0
            while first < item.block.n_lines:
                column = columns[-1]
                height = heights[min(len(columns), len(heights)) - 1]
                room = height - column.height - (0 if column.is_empty else item.above)
                n = self._lines_for(item, first, room, self._items[at + 1 : at + 2])
                if n == 0 and not column.is_empty:
                    columns.append(FlowColumn())
                    continue
                n = max(1, n)
                column.add(item, first, n)
                first += n
        return columns

    def _lines_for(
        self, item: _Item, first: int, room: float, following: Sequence[_Item]
    ) -> int:
        """How many of the remaining lines go into the room."""
        if item.is_label and following:
            text = following[0]
            needed = text.above + text.block.height_of(0, min(2, text.block.n_lines))
            room -= needed
        left = item.block.n_lines - first
        taken = item.block.lines_in(first, room)
        return 0 if item.is_label and taken < left else min(taken, left)
