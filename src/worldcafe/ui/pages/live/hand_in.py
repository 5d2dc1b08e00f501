"""The hand-in board: how far the notes of every table and round have come.

The grid shows the whole day at a glance, whatever the size of the room; the list beneath it
says more about one round.
"""

from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from worldcafe.domain.vocabulary import HandIn
from worldcafe.domain.workshop import Place, Workshop
from worldcafe.ui.actions import action, hint, keys_told, pressed
from worldcafe.ui.arranging import Filling, Flow
from worldcafe.ui.pages.live.board import MARK, SPARSE, BoardModel, RoundModel
from worldcafe.ui.pages.live.seats import NAVIGATION
from worldcafe.ui.painting.look import SMALL, colours, grown, look, text_font
from worldcafe.ui.parts import button, column, explain, label
from worldcafe.ui.tables.records import Index
from worldcafe.ui.tables.view import as_lines, fit_columns
from worldcafe.wording import Words

OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Menu)
GRID_ROW, LIST_ROW = 30, 34
GRID_HEAD, LIST_HEAD = 28, 36
LEAST_LINES = 2
LEAST_CELL = 10
"""Pixels. Narrower, nobody hits a cell; the grid of a very large room is scrolled."""
STATES = {"hand_in": HandIn.HANDED_IN, "check": HandIn.CHECKED, "not_in": HandIn.EMPTY}
"""What an action says about the chosen conversation."""


class _Marks(QStyledItemDelegate):
    """Paints the mark of a state in the middle of its cell, smaller in a narrow one."""

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        place: QRect = option.rect
        wash = index.data(Qt.ItemDataRole.BackgroundRole)
        if wash is not None:
            painter.fillRect(place, wash)
        side = min(MARK, place.width() - 2)
        mark = QRect(0, 0, side, side)
        mark.moveCenter(place.center())
        index.data(Qt.ItemDataRole.DecorationRole).paint(painter, mark)
        if option.state & QStyle.StateFlag.State_Selected:
            # In sight without the keyboard as well: the line below speaks of this cell.
            painter.setPen(QPen(QColor(colours().accent), 2))
            painter.drawRect(place.adjusted(1, 1, -2, -2))


class _Conversations(QTableView):
    """Conversations that are told their state, or gone to."""

    state_chosen = Signal(str, str, object)
    """The table, the round, and the `HandIn` they are to have."""
    place_asked = Signal(str, str)
    """The table and the round to write for."""

    def __init__(self, model: BoardModel | RoundModel, words: Words) -> None:
        super().__init__()
        self._words = words
        self._of = model
        self.menu = QMenu(self)
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setHighlightSections(False)
        self.doubleClicked.connect(lambda index: self.place_asked.emit(*model.place(index)))

    def open_menu(self, index: Index) -> None:
        """Offer the states a conversation can be given, and the way to its form."""
        if not index.isValid():
            return
        place = self._of.place(index)
        self.menu.clear()
        for name, choice in STATES.items():
            self._menu_entry(name).triggered.connect(
                lambda _=False, choice=choice: self.state_chosen.emit(*place, choice)
            )
        self.menu.addSeparator()
        self._menu_entry("write").triggered.connect(
            lambda _=False: self.place_asked.emit(*place)
        )
        where = self.visualRect(index)
        corner = QStyle.visualPos(self.layoutDirection(), where, where.bottomLeft())
        self.menu.popup(self.viewport().mapToGlobal(corner + QPoint(0, 2)))

    def _menu_entry(self, name: str) -> QAction:
        known = action(name, "board")
        return self.menu.addAction(
            f"{self._words(known.text)}\t{keys_told(known, self._words)}"
        )

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        self.setCurrentIndex(index)
        self.open_menu(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, name = self.currentIndex(), pressed(event, "board")
        if event.key() in OPENING:
            self.open_menu(index)
        elif index.isValid() and name in STATES:
            self.state_chosen.emit(*self._of.place(index), STATES[name])
        elif index.isValid() and name == "write":
            self.place_asked.emit(*self._of.place(index))
        elif event.key() in NAVIGATION:
            super().keyPressEvent(event)
        else:
            event.ignore()


class _Numbers(QHeaderView):
    """The numbers of the tables; in a crowd some, written across the columns beside them."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setSectionsClickable(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setFont(text_font(SMALL, strong=True))
        painter.setPen(QColor(colours().soft))
        for section in range(self.count()):
            number = self.model().headerData(section, self.orientation(), SPARSE)
            middle = self.sectionViewportPosition(section) + self.sectionSize(section) // 2
            if not number or not 0 <= middle <= self.viewport().width():
                continue
            width = painter.fontMetrics().horizontalAdvance(number) + 2
            left = min(middle - width // 2, self.viewport().width() - width)
            place = QRect(max(0, left), 0, width, self.height() - 1)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), number)


class Grid(_Conversations):
    """The whole day: every table and round as a mark."""

    def __init__(self, model: BoardModel, words: Words) -> None:
        super().__init__(model, words)
        self.setAccessibleName(words("Hand-in board"))
        across = look("tight", _Numbers())
        self.setHorizontalHeader(across)
        across.setHighlightSections(False)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setMinimumSectionSize(LEAST_CELL)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        across.setFixedHeight(grown(GRID_HEAD))
        down = self.verticalHeader()
        down.setMinimumSectionSize(grown(GRID_ROW))
        down.setDefaultSectionSize(grown(GRID_ROW))
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalScrollBar().rangeChanged.connect(self.fit)
        self._delegate = _Marks()
        self.setItemDelegate(self._delegate)
        model.modelReset.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Be as high as the rounds are many."""
        n, bar = self.model().rowCount(), self.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() > bar.minimum() else 0
        self.setFixedHeight(
            grown(GRID_HEAD) + n * grown(GRID_ROW) + 2 * self.frameWidth() + below
        )


class RoundList(_Conversations):
    """One round: a line for each table."""

    def __init__(self, model: RoundModel, words: Words) -> None:
        super().__init__(model, words)
        self.setAccessibleName(words("Tables of the round"))
        as_lines(self, LIST_ROW)
        across = self.horizontalHeader()
        across.setStretchLastSection(True)
        across.setFixedHeight(grown(LIST_HEAD))
        fit_columns(self, model.columns)
        self.setMinimumHeight(grown(LIST_HEAD + LEAST_LINES * LIST_ROW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())


class Doing(QWidget):
    """What can be done with the chosen conversation, with the keys that do it as well."""

    state_chosen = Signal(object)
    place_asked = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.name = label("", "strong")
        self._buttons = [
            self._giving(words(action(name, "board").text), state)
            for name, state in STATES.items()
        ]
        self._buttons.append(button(words("Write"), self.place_asked.emit, name="chip"))
        for made, name in zip(self._buttons, (*STATES, "write"), strict=True):
            explain(made, hint(words, action(name, "board")))
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setLayout(Flow(self.name, 1, *self._buttons, gap=6))
        self.show_place(Workshop(), None)

    def show_place(self, workshop: Workshop, place: Place | None) -> None:
        """Say which conversation this is about; None if none is chosen."""
        for each in self._buttons:
            each.setEnabled(place is not None)
        if place is None:
            self.name.setText(self._words("Choose a table"))
            return
        self.name.setText(
            self._words(
                "Table {table}, round {round}",
                table=workshop.tables[place[0]].number,
                round=workshop.rounds[place[1]].number,
            )
        )

    def _giving(self, text: str, state: HandIn) -> QPushButton:
        return button(text, lambda: self.state_chosen.emit(state), name="chip")


class HandInBoard(QWidget):
    """The grid of the day, and beneath it the round that is chosen in it."""

    state_chosen = Signal(str, str, object)
    place_asked = Signal(str, str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.model = BoardModel(words)
        self.round_model = RoundModel(words)
        self.grid = Grid(self.model, words)
        self.list = RoundList(self.round_model, words)
        self.doing = Doing(words)
        self.setLayout(column(self.grid, self.doing, Filling(self.list), gap=6))
        self.setFocusProxy(self.grid)
        self.doing.state_chosen.connect(self._on_state)
        self.doing.place_asked.connect(self._on_writing)
        for each in (self.grid, self.list):
            each.state_chosen.connect(self.state_chosen)
            each.place_asked.connect(self.place_asked)
        self.grid.selectionModel().currentChanged.connect(self._on_cell)
        self.list.selectionModel().currentRowChanged.connect(self._on_row)
        self._workshop = Workshop()
        self._present = ""

    def show_workshop(self, workshop: Workshop, round_id: str, *, running: bool) -> None:
        """Show the day, and this round; another that was chosen stays until the next begins."""
        self._workshop = workshop
        chosen = self.place
        if chosen and round_id != self._present:
            chosen = (chosen[0], round_id)
        self._present = round_id
        down = self.list.verticalScrollBar().value()
        self.model.show_workshop(workshop, round_id if running else "")
        kept = chosen[1] if chosen and chosen[1] in workshop.rounds else round_id
        self.round_model.show_round(workshop, kept)
        if chosen:
            self.choose(chosen)
        self.list.verticalScrollBar().setValue(down)

    def show_round(self, round_id: str) -> None:
        """Show another round beneath the grid."""
        if round_id != self.round_model.round_id:
            self.round_model.show_round(self._workshop, round_id)

    def show_conversations(self, workshop: Workshop, places: set[Place]) -> None:
        """Show what changed in these conversations."""
        self._workshop = workshop
        self.model.show_conversations(workshop, places)
        self.round_model.show_conversations(workshop, places)

    @property
    def place(self) -> Place | None:
        """The conversation that is chosen."""
        index = self.grid.currentIndex()
        return self.model.place(index) if index.isValid() else None

    def choose(self, place: Place) -> None:
        """Choose a conversation."""
        self.grid.setCurrentIndex(self.model.cell(place))

    def _on_cell(self, present: QModelIndex, _before: QModelIndex) -> None:
        if not present.isValid():
            self.doing.show_place(self._workshop, None)
            return
        self.doing.show_place(self._workshop, self.model.place(present))
        self.show_round(self.model.place(present)[1])
        row = self.round_model.index(present.column(), 0)
        if self.list.currentIndex().row() != present.column():
            self.list.setCurrentIndex(row)
        self.list.scrollTo(row)

    def _on_row(self, present: QModelIndex, _before: QModelIndex) -> None:
        if present.isValid():
            self.choose(self.round_model.place(present))

    def _on_state(self, state: HandIn) -> None:
        if self.place:
            self.state_chosen.emit(*self.place, state)

    def _on_writing(self) -> None:
        if self.place:
            self.place_asked.emit(*self.place)
