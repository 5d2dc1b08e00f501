"""What an edited workbook says differently, line by line, and which side is right."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum, IntEnum, auto

from PySide6.QtWidgets import QAbstractItemView

from worldcafe.exchange.edited import Compared, Difference, NewRow, Remark
from worldcafe.ui.painting.look import colours
from worldcafe.ui.tables.records import Column, RecordsModel, SearchProxy
from worldcafe.ui.tables.view import RecordsView
from worldcafe.wording import N_in, Words


class Side(Enum):
    """Who is right about a cell."""

    OPEN = auto()
    RETURNED = auto()
    """What came back: the workbook, or the copy."""
    WORKSHOP = auto()


@dataclass(frozen=True)
class Called:
    """What the words are for something that came back, in English."""

    where: str
    """The heading of where in it something stands."""
    there: str
    """The heading of what it says."""
    side: str
    """What it is, as short as a cell wants it."""
    prefer: str
    """What the button says that takes it for right."""
    remarks: str
    """What lines that are only told have in common."""
    remarked: str
    """What becomes of such a line, as short as a cell wants it."""


@dataclass(frozen=True)
class Line:
    """A difference, a new row or a remark."""

    id: str
    about: Difference | NewRow | Remark
    side: Side

    @property
    def is_open(self) -> bool:
        """Whether a person has to decide first."""
        return self.side is Side.OPEN


def lines_of(edited: Compared) -> list[Line]:
    """Everything there is to say, what has to be decided first."""
    differences = sorted(edited.differences, key=lambda each: not each.is_conflict)
    sides = [
        *(Side.OPEN if each.is_conflict else Side.RETURNED for each in differences),
        *(Side.RETURNED for _ in edited.new),
        *(Side.WORKSHOP for _ in edited.remarks),
    ]
    said: list[Difference | NewRow | Remark] = [*differences, *edited.new, *edited.remarks]
    return [
        Line(str(number), about, side)
        for number, (about, side) in enumerate(zip(said, sides, strict=True))
    ]


class DifferencesModel(RecordsModel[Line]):
    """The lines as a table."""

    WHERE, WHAT, FIELD, WORKSHOP, RETURNED, SIDE = range(6)

    def __init__(self, words: Words, called: Called) -> None:
        headings = {
            words(called.where): 190,
            words("What it is about"): 140,
            words("Field"): 150,
            words("In the workshop"): 140,
            words(called.there): 140,
        }
        super().__init__(
            (
                *(
                    self._column(at, heading, width)
                    for at, (heading, width) in enumerate(headings.items())
                ),
                Column(words("Taken from"), self._decision, mark=_mark, width=130),
            )
        )
        self._words, self._called = words, called

    def choose(self, lines: Iterable[Line], side: Side) -> None:
        """Say which side is right about some differences; other lines stay as they are."""
        for line in lines:
            if isinstance(line.about, Difference):
                self.replace(replace(line, side=side))

    def _column(self, at: int, heading: str, width: int) -> Column[Line]:
        def text(line: Line) -> str:
            return self._text(line, at)

        return Column(
            heading,
            lambda line: self._words.line(text(line).split("\n")),
            more=text,
            width=width,
        )

    def _text(self, line: Line, column: int) -> str:
        about, words = line.about, self._words
        if column == self.WHERE:
            if not about.row:
                return about.sheet
            return words("{sheet} · row {row}", sheet=about.sheet, row=about.row)
        match about:
            case Difference():
                title = words.line((about.ref, about.title))
                return (title, about.heading, *about.sides(words))[column - 1]
            case NewRow():
                item = about.contribution
                texts = (item.title, words.label(item.kind), "", item.description)
                return texts[column - 1]
        sentence = words.doubt(about.code, about.params)
        return sentence if column == self.WHAT else ""

    def _decision(self, line: Line) -> str:
        words = self._words
        if isinstance(line.about, NewRow):
            return words(N_in("row", "New"))
        if isinstance(line.about, Remark):
            return words(self._called.remarked)
        return {
            Side.OPEN: words("Decide"),
            Side.RETURNED: words(self._called.side),
            Side.WORKSHOP: words("Workshop"),
        }[line.side]


def _mark(line: Line) -> tuple[str, str]:
    palette = colours()
    if line.is_open:
        return "triangle-alert", palette.attention
    if isinstance(line.about, NewRow):
        return "plus", palette.good
    return ("check", palette.good) if line.side is Side.RETURNED else ("x", palette.soft)


class LineKind(IntEnum):
    """All lines, or those of one kind."""

    ALL = 0
    OPEN = 1
    NEW = 2
    REMARKS = 3


def is_of_kind(line: Line, which: LineKind) -> bool:
    """Whether a line is of a kind that `DifferencesFilter` keeps.

    What was changed on both sides stays in view when it is decided.
    """
    about = line.about
    return {
        LineKind.ALL: True,
        LineKind.OPEN: isinstance(about, Difference) and about.is_conflict,
        LineKind.NEW: isinstance(about, NewRow),
        LineKind.REMARKS: isinstance(about, Remark),
    }[which]


class DifferencesView(RecordsView):
    """The table of lines, of which several may be chosen."""

    def __init__(self, lines: SearchProxy, words: Words) -> None:
        super().__init__(lines, words("Differences"))
        self._lines = lines
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        of = DifferencesModel
        self.stretch(of.WHAT, of.WORKSHOP, of.RETURNED)

    def let_sentences_run(self) -> None:
        """Give the sentence of a remark the room of the columns that it leaves empty."""
        self.clearSpans()
        n_columns = DifferencesModel.SIDE - DifferencesModel.WHAT
        for row in range(self._lines.rowCount()):
            if isinstance(self._lines.record(self._lines.index(row, 0)).about, Remark):
                self.setSpan(row, DifferencesModel.WHAT, 1, n_columns)
