"""Who goes where, during a move: by name in columns, or by table."""

import math

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from worldcafe.domain.projection import Entry
from worldcafe.ui.painting.direction import LEADING, direction_of, side, visual
from worldcafe.ui.projector.face import (
    BOLD,
    CENTRED,
    PLAIN,
    Face,
    font,
    paint_fitted,
    paint_line,
)
from worldcafe.ui.projector.paged import FOOT, Paged, spread
from worldcafe.wording.direction import runs_leftwards
from worldcafe.wording.projection import Company

ROW, LARGEST_ROW = 0.062, 0.1
"""The height of a name's line as a share of the window's: a hand's breadth on most screens."""
LEAST_COLUMN = 0.5
"""The width of a column, as a share of the window's height."""
CARD_WIDTH = 0.4
CARD_HEAD = 0.085
CARD_LINE, LARGEST_CARD_LINE = 0.037, 0.06
SECONDS_A_NAME = 0.25


class NameColumns(Paged):
    """Family name, given name, table: what everybody looks for is where they expect it."""

    def __init__(self, face: Face, parent: QWidget | None = None) -> None:
        super().__init__(face, parent)
        self._entries: tuple[Entry, ...] = ()

    def show_entries(self, entries: tuple[Entry, ...], note: str) -> None:
        """Show these people in their order; the note stands below."""
        if (entries, note) != (self._entries, self.note):
            self._entries, self.note = entries, note
            self.setAccessibleName(", ".join(f"{e.family_name} {e.table}" for e in entries))
            self.lay_out(again=True)

    @property
    def shown(self) -> tuple[Entry, ...]:
        """The people on the present page."""
        begin, end = spread(len(self._entries), self.n_pages, self.page)
        return self._entries[begin:end]

    def seconds(self) -> float:
        return 2 + SECONDS_A_NAME * len(self.shown)

    def marks(self) -> list[str]:
        found = []
        for page in range(self.n_pages):
            begin, end = spread(len(self._entries), self.n_pages, page)
            ends = self._entries[begin], self._entries[end - 1]
            found.append("–".join(entry.family_name[:2].capitalize() for entry in ends))
        return found

    def count_pages(self) -> int:
        if len(self._entries) <= self._n_columns * self._n_rows(foot=bool(self.note)):
            return 1
        return math.ceil(len(self._entries) / (self._n_columns * self._n_rows(foot=True)))

    @property
    def _n_columns(self) -> int:
        return max(1, int(self.width() / self.face.pixels(LEAST_COLUMN)))

    def _n_rows(self, *, foot: bool) -> int:
        """How many lines of the least height stand below one another."""
        free = self.height() - (self.face.pixels(FOOT) if foot else 0)
        return max(1, int(free / self.face.pixels(ROW)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.begin(event)
        shown, body = self.shown, self.body
        n_columns = self._n_columns
        n_rows = max(1, math.ceil(len(shown) / n_columns))
        row = min(body.height() / n_rows, self.face.pixels(LARGEST_ROW))
        gap = self.face.pixels(0.04)
        width = (body.width() - gap * (n_columns - 1)) / n_columns
        for k, entry in enumerate(shown):
            column, line = divmod(k, n_rows)
            place = self.mirrored(QRectF(column * (width + gap), line * row, width, row))
            if line % 2 == 0:
                painter.fillRect(place, self.face.ink("surface"))
            self._paint_entry(painter, entry, place)
        self.paint_foot(painter)

    def _paint_entry(self, painter: QPainter, entry: Entry, place: QRectF) -> None:
        face, height = self.face, place.height()
        towards = self.layoutDirection()
        mirrored = self.isRightToLeft()
        pad, number_width = height * 0.22, height * 1.3
        number = QRectF(place.right() - number_width, place.top(), number_width, height)
        number = visual(towards, place, number)
        name = visual(towards, place, place.adjusted(pad, 0, -number_width - pad / 2, 0))
        painter.setPen(face.ink("accent"))
        painter.setFont(font(round(height * 0.72), BOLD))
        paint_line(painter, number, str(entry.table), CENTRED)
        pixels = self._name_pixels(entry, name)
        family, given = font(pixels, BOLD), font(pixels, PLAIN)
        taken = QFontMetricsF(family).horizontalAdvance(f"{entry.family_name} ")
        whole = taken + QFontMetricsF(given).horizontalAdvance(entry.given_name) + 2
        if mirrored:
            name.setLeft(max(name.left(), name.right() - whole))
        leftwards = runs_leftwards(entry.family_name)
        if leftwards and not mirrored:
            name.setRight(min(name.right(), name.left() + whole))
        # Both parts of a name stay side by side, whichever way it is read.
        rest = name.adjusted(0, 0, -taken, 0) if leftwards else name.adjusted(taken, 0, 0, 0)
        painter.setFont(family)
        painter.setPen(face.ink("ink"))
        paint_line(painter, name, entry.family_name, LEADING)
        if rest.width() > height * 0.4:
            painter.setFont(given)
            painter.setPen(face.ink("soft"))
            paint_line(painter, rest, entry.given_name, side(direction_of(entry.family_name)))

    def _name_pixels(self, entry: Entry, place: QRectF) -> int:
        """A long name is written smaller, down to three quarters, before it is cut."""
        pixels = place.height() * 0.6
        family = QFontMetricsF(font(100, BOLD)).horizontalAdvance(f"{entry.family_name} ")
        given = QFontMetricsF(font(100, PLAIN)).horizontalAdvance(entry.given_name)
        fits = place.width() / max(1.0, family + given) * 100
        return round(min(pixels, max(fits, pixels * 0.75)))


class TableCards(Paged):
    """A card for each table, with the names of those who come to it."""

    def __init__(self, face: Face, parent: QWidget | None = None) -> None:
        super().__init__(face, parent)
        self._companies: tuple[Company, ...] = ()

    def show_companies(self, companies: tuple[Company, ...]) -> None:
        """Show these tables in their order."""
        if companies != self._companies:
            self._companies = companies
            self.lay_out(again=True)

    @property
    def shown(self) -> tuple[Company, ...]:
        """The tables on the present page."""
        begin, end = spread(len(self._companies), self.n_pages, self.page)
        return self._companies[begin:end]

    def seconds(self) -> float:
        return 2 + SECONDS_A_NAME * sum(len(company.names) for company in self.shown)

    def marks(self) -> list[str]:
        found = []
        for page in range(self.n_pages):
            begin, end = spread(len(self._companies), self.n_pages, page)
            ends = self._companies[begin].number, self._companies[end - 1].number
            found.append("–".join(dict.fromkeys(map(str, ends))))
        return found

    def count_pages(self) -> int:
        n = len(self._companies)
        if n <= self._n_columns * self._n_rows(foot=False):
            return 1
        return math.ceil(n / (self._n_columns * self._n_rows(foot=True)))

    @property
    def _n_columns(self) -> int:
        most = max(1, int(self.width() / self.face.pixels(CARD_WIDTH)))
        return min(most, max(1, len(self._companies)))

    @property
    def _n_lines(self) -> int:
        """Of names on the fullest card."""
        counts = (len(each.names) + bool(each.n_unnamed) for each in self._companies)
        return max(counts, default=1)

    def _n_rows(self, *, foot: bool) -> int:
        free = self.height() - (self.face.pixels(FOOT) if foot else 0)
        least = self.face.pixels(CARD_HEAD + CARD_LINE * self._n_lines + 0.035)
        return max(1, int(free / least))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.begin(event)
        shown, body, n_columns = self.shown, self.body, self._n_columns
        n_rows = max(1, math.ceil(len(shown) / n_columns))
        gap = self.face.pixels(0.02)
        width = (body.width() - gap * (n_columns - 1)) / n_columns
        height = (body.height() - gap * n_rows) / n_rows
        largest = CARD_HEAD + LARGEST_CARD_LINE * self._n_lines + 0.035
        height = min(height, self.face.pixels(largest))
        for k, company in enumerate(shown):
            row, column = divmod(k, n_columns)
            left, top = column * (width + gap), row * (height + gap)
            place = self.mirrored(QRectF(left, top, width, height))
            self._paint_card(painter, company, place)
        self.paint_foot(painter)

    def _paint_card(self, painter: QPainter, company: Company, place: QRectF) -> None:
        face = self.face
        colour = QColor(company.colour) if company.colour else face.ink("accent")
        painter.fillRect(place, face.ink("surface"))
        bar = face.pixels(0.01)
        painter.fillRect(QRectF(place.left(), place.top(), place.width(), bar), colour)
        pad, head = face.pixels(0.016), face.pixels(CARD_HEAD)
        inner = place.adjusted(pad, bar, -pad, -pad)
        painter.setPen(face.ink("ink"))
        painter.setFont(font(round(head * 0.8), BOLD))
        number = str(company.number)
        taken = QFontMetricsF(painter.font()).horizontalAdvance(number) + pad
        top = QRectF(inner.left(), inner.top(), inner.width(), head)
        towards = self.layoutDirection()
        begin = side(towards)
        paint_line(painter, top, number, begin)
        painter.setPen(face.ink("soft"))
        beside = visual(towards, top, top.adjusted(taken, 0, 0, 0))
        most = round(head * 0.34)
        paint_fitted(painter, beside, company.theme, most=most, weight=BOLD, align=begin)
        lines = [*company.names, *([f"+{company.n_unnamed}"] if company.n_unnamed else [])]
        line = min((inner.height() - head) / self._n_lines, face.pixels(LARGEST_CARD_LINE))
        painter.setFont(font(round(line * 0.8)))
        painter.setPen(face.ink("ink"))
        for k, name in enumerate(lines):
            at = QRectF(inner.left(), inner.top() + head + k * line, inner.width(), line)
            paint_line(painter, at, name, begin)
