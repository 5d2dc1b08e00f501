"""The workshops that are to go into a portfolio: looked at, listed, and written."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from worldcafe.document import Gathering, place_of
from worldcafe.document.address import ENDING, Place
from worldcafe.domain import harvest
from worldcafe.domain.disclosure import Disclosure, to_decide
from worldcafe.domain.mentions import Mention
from worldcafe.domain.portfolio import TOLD_KINDS
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.vocabulary import Kind
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.painting.look import colours, grown
from worldcafe.ui.parts import tip
from worldcafe.ui.work import Job
from worldcafe.wording import Words

AtHand = Mapping[Place, Workshop]
"""Workshops that this window has open, by where they are."""
ROW, LEAST = 36, 180
"""Pixels of a row, and of the list."""


@dataclass(frozen=True)
class Listed:
    """A file or an address: what its workshop is, or why it is left out."""

    place: Place
    title: str = ""
    date: dt.date | None = None
    n_opportunities: int = 0
    refusal: FileRefused | None = None


class Texts(Enum):
    """What becomes of names in texts where nobody is to be named."""

    ASK = auto()
    MASK = auto()
    KEEP = auto()


@dataclass(frozen=True)
class Written:
    """A portfolio that was written."""

    path: Path
    n_workshops: int


@dataclass(frozen=True)
class Looked:
    """What was found in files, folders and servers."""

    listed: Sequence[Listed]
    can_be_overheard: bool
    """Whether others on the way to one of the servers could read along, or pass for it."""


def looking(places: Sequence[Place], at_hand: AtHand) -> Job[Looked | None]:
    """What looks into files, folders and servers; None if it was cancelled."""

    def job(progress: Callable[[float], None], cancelled: Callable[[], bool]) -> Looked | None:
        gathering, listed = Gathering(places, TOLD_KINDS, at_hand), []
        for place, found in gathering:
            if cancelled():
                return None
            listed.append(_listed(place, found))
            progress(len(listed) / len(gathering))
        return Looked(listed, gathering.can_be_overheard)

    return job


def _listed(place: Place, found: Workshop | FileRefused) -> Listed:
    if isinstance(found, FileRefused):
        return Listed(place, refusal=found)
    about = found.about
    n_opportunities = len(harvest.of_kinds(found, Kind.OPPORTUNITY))
    return Listed(place, about.title, about.date, n_opportunities)


def writing(
    places: Sequence[Place],
    at_hand: AtHand,
    out: Path,
    *,
    words: Words,
    disclosure: Disclosure,
    texts: Texts,
) -> Job[Written | tuple[Mention, ...] | None]:
    """What writes the portfolio; None if it was cancelled.

    Where nobody is to be named and texts name people, nothing is written unless `texts` says
    what becomes of that: it gives what was found.
    """

    def job(
        progress: Callable[[float], None], cancelled: Callable[[], bool]
    ) -> Written | tuple[Mention, ...] | None:
        from worldcafe.exchange.workbook import ExportCancelled  # openpyxl is slow
        from worldcafe.exchange.workbook.portfolio import Portfolio  # as above

        def go_on(share: float) -> None:
            if cancelled():
                raise ExportCancelled
            progress(share)

        given_away: list[Mention] = []
        gathering = Gathering(places, TOLD_KINDS, at_hand)
        try:
            with Portfolio(words, dt.datetime.now().astimezone()) as told:
                for n, (_place, found) in enumerate(gathering):
                    go_on(_READING * n / len(gathering))
                    if isinstance(found, FileRefused):
                        continue  # it stands in the list
                    nameless = disclosure.is_nameless and texts is not Texts.MASK
                    undecided = to_decide(found, disclosure) if nameless else ()
                    if texts is Texts.KEEP:
                        told.add(found, disclosure.keeping(undecided))
                    elif not undecided:
                        told.add(found, disclosure)
                    else:
                        given_away += undecided
                if given_away:
                    return tuple(given_away)
                told.write(out, lambda share: go_on(_READING + (1 - _READING) * share))
                return Written(out, told.n_workshops)
        except ExportCancelled:
            return None

    return job


_READING = 0.8
"""The share of reading in all of the work."""


class GatheredList(QTableWidget):
    """A row for each file and address; what is left out says why, across the row."""

    TITLE, DATE, N = range(3)

    def __init__(self, words: Words) -> None:
        super().__init__(0, 3)
        self._words = words
        self.listed: list[Listed] = []
        headings = (words("Workshop"), words("Date"), words("Opportunities"))
        self.setHorizontalHeaderLabels(headings)
        self.setAccessibleName(words("Workshops"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setMinimumHeight(grown(LEAST))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(grown(ROW))
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        header = self.horizontalHeader()
        header.setDefaultAlignment(leading)
        header.setSectionResizeMode(self.N, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate((270, 150)):
            self.setColumnWidth(column, grown(width))

    def show_places(self, listed: Sequence[Listed]) -> None:
        """Show these, what is left out last."""
        self.listed = sorted(listed, key=lambda each: each.refusal is not None)
        self.clearSpans()
        self.setRowCount(0)
        self.setRowCount(len(self.listed))
        for at, each in enumerate(self.listed):
            for column, text in enumerate(self._texts(each)):
                item = QTableWidgetItem(" ".join(text.split()))
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                item.setToolTip(tip(str(each.place) if column == self.TITLE else text))
                if each.refusal is not None:
                    item.setForeground(_soft())
                self.setItem(at, column, item)
            if each.refusal is not None:
                self.setSpan(at, self.DATE, 1, 2)

    @property
    def chosen(self) -> list[Place]:
        """The files and addresses of the selected rows."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        return [self.listed[at].place for at in rows]

    @property
    def n_taken(self) -> int:
        """How many go in."""
        return sum(each.refusal is None for each in self.listed)

    def _texts(self, each: Listed) -> tuple[str, ...]:
        words, name = self._words, each.place.name
        if each.refusal is None:
            title, n = each.title or name.removesuffix(ENDING), each.n_opportunities
            return title, words.date(each.date, "medium"), words.number(n)
        return name, words.refusal(_by_name(each.refusal))


_PLACES = ("path", "first", "name", "address")
"""Under what names refusals speak of places."""


def _by_name(refusal: FileRefused) -> FileRefused:
    """The same with the names of places alone: a row has no room for folders and servers."""
    named = {
        name: place_of(str(value)).name if name in _PLACES else value
        for name, value in refusal.params.items()
    }
    return FileRefused(refusal.code, **named)


def _soft() -> QBrush:
    return QBrush(QColor(colours().soft))
