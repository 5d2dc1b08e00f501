"""What the hand-in board knows: the whole day as a grid, and one round as a list."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QColor

from worldcafe.domain.model import CafeTable
from worldcafe.domain.vocabulary import HandIn
from worldcafe.domain.workshop import Place, Workshop
from worldcafe.ui.painting.look import colours, icon
from worldcafe.ui.parts import tip
from worldcafe.ui.tables.records import NOWHERE, Column, Index, RecordsModel
from worldcafe.wording import Words
from worldcafe.wording.conversations import conversation_told

MARK = 16
MOST_NUMBERED = 24
"""With more tables than this only every fifth column has room for its number."""
SPARSE = Qt.ItemDataRole.UserRole
"""The number of a column among those that have no room for theirs; else empty."""
PICTURES = {
    HandIn.EMPTY: "minus",
    HandIn.DRAFT: "pen-line",
    HandIn.HANDED_IN: "check",
    HandIn.CHECKED: "circle-check",
}
COLOURS = {
    HandIn.EMPTY: "faint",
    HandIn.DRAFT: "attention",
    HandIn.HANDED_IN: "good",
    HandIn.CHECKED: "good",
}
WASHES = {
    HandIn.DRAFT: "attention_wash",
    HandIn.HANDED_IN: "good_wash",
    HandIn.CHECKED: "good_wash",
}


class BoardModel(QAbstractTableModel):
    """A row for each round, a column for each table."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._workshop = Workshop()
        self._running = ""
        self._rows: dict[str, int] = {}
        self._columns: dict[str, int] = {}
        """Where rounds and tables stand, by their ids: phones change cells all the time."""

    def show_workshop(self, workshop: Workshop, running_round_id: str) -> None:
        """Show the board of this workshop."""
        self.beginResetModel()
        self._workshop, self._running = workshop, running_round_id
        self._rows = {each.id: n for n, each in enumerate(workshop.rounds_in_order)}
        self._columns = {each.id: n for n, each in enumerate(workshop.tables_in_order)}
        self.endResetModel()

    def show_conversations(self, workshop: Workshop, places: set[Place]) -> None:
        """Show what changed in these conversations."""
        self._workshop = workshop
        for place in places:
            cell = self.cell(place)
            if cell.isValid():
                self.dataChanged.emit(cell, cell)

    def cell(self, place: Place) -> QModelIndex:
        """Where a conversation stands; nowhere if it is not on the board."""
        column, row = self._columns.get(place[0]), self._rows.get(place[1])
        return NOWHERE if column is None or row is None else self.index(row, column)

    def place(self, index: Index) -> Place:
        """The table and the round of a cell."""
        workshop = self._workshop
        return (
            workshop.tables_in_order[index.column()].id,
            workshop.rounds_in_order[index.row()].id,
        )

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._workshop.rounds)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._workshop.tables)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        words = self._words
        if orientation is Qt.Orientation.Horizontal:
            number = self._workshop.tables_in_order[section].number
            crowded = len(self._workshop.tables) > MOST_NUMBERED
            told: dict[int, Any] = {
                Qt.ItemDataRole.DisplayRole: "" if crowded else str(number),
                SPARSE: "" if not crowded or number % 5 else str(number),
                Qt.ItemDataRole.ToolTipRole: words("Table {number}", number=number),
            }
            return told.get(role)
        round_ = self._workshop.rounds_in_order[section]
        runs = round_.id == self._running
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return words("Round {number}", number=round_.number)
            case Qt.ItemDataRole.DecorationRole if runs:
                return icon("play", colours().accent, 12)
            case Qt.ItemDataRole.ToolTipRole if runs:
                return words("Round {number} · now", number=round_.number)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        told: Any = None
        match role:
            case Qt.ItemDataRole.AccessibleTextRole:
                told = conversation_told(self._workshop, self.place(index), self._words)
            case Qt.ItemDataRole.ToolTipRole:
                told = tip(conversation_told(self._workshop, self.place(index), self._words))
            case Qt.ItemDataRole.DecorationRole:
                state = self._workshop.hand_in(*self.place(index))
                told = icon(PICTURES[state], getattr(colours(), COLOURS[state]), MARK)
            case Qt.ItemDataRole.BackgroundRole:
                state = self._workshop.hand_in(*self.place(index))
                if state in WASHES:
                    told = QColor(getattr(colours(), WASHES[state]))
        return told


class RoundModel(RecordsModel[CafeTable]):
    """One round: a row for each table, with who writes and what was said."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._workshop = Workshop()
        self.round_id = ""

        def more(table: CafeTable) -> str:
            return conversation_told(self._workshop, (table.id, self.round_id), words)

        super().__init__(
            (
                Column(words("Table"), lambda table: str(table.number), more=more, width=58),
                Column(words("State"), lambda table: words.label(self._state(table)),
                       mark=self._mark, more=more, width=124),
                Column(words("Notes"), self._count, more=more, width=84),
                Column(words("Note-taker"), self._scribe, more=more, width=150),
                Column(words("Key insight"), self._insight, more=more),
            )
        )  # fmt: skip

    def show_round(self, workshop: Workshop, round_id: str) -> None:
        """Show the conversations of this round."""
        self._workshop, self.round_id = workshop, round_id
        self.show(workshop.tables_in_order if round_id in workshop.rounds else ())

    def show_conversations(self, workshop: Workshop, places: set[Place]) -> None:
        """Show what changed in these conversations."""
        self._workshop = workshop
        for table_id, round_id in places:
            if round_id == self.round_id:
                self.touch(table_id)

    def place(self, index: Index) -> Place:
        """The table and the round of a row."""
        return (self.record(index).id, self.round_id)

    def _state(self, table: CafeTable) -> HandIn:
        return self._workshop.hand_in(table.id, self.round_id)

    def _mark(self, table: CafeTable) -> tuple[str, str]:
        state = self._state(table)
        shade = "soft" if state is HandIn.EMPTY else COLOURS[state]
        return PICTURES[state], getattr(colours(), shade)

    def _count(self, table: CafeTable) -> str:
        return str(len(self._workshop.contributions_of(table.id, self.round_id)) or "")

    def _scribe(self, table: CafeTable) -> str:
        note_taker = self._workshop.note_taker_of(table.id, self.round_id)
        scribe = self._workshop.participants.get(note_taker or "")
        return scribe.name if scribe else ""

    def _insight(self, table: CafeTable) -> str:
        conversation = self._workshop.conversation(table.id, self.round_id)
        return " ".join(conversation.key_insight.split())
