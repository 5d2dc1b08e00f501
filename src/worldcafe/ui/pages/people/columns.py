"""What each column of a list was taken for, to be corrected."""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout, QWidget

from worldcafe.exchange.roster import Field, ListColumn, Why
from worldcafe.ui.aloud import call
from worldcafe.ui.arranging import Filling, Flow
from worldcafe.ui.painting.direction import margins
from worldcafe.ui.painting.look import SPACE, grown, look
from worldcafe.ui.parts import box, button, clear, column, explain, label, row, scrolling
from worldcafe.ui.tab_order import tab_after
from worldcafe.wording import N_, Words
from worldcafe.wording.doubts import COLUMN_NAMES

REASONS = {
    Why.HEADING: N_("by its heading"),
    Why.VALUES: N_("by what is in it"),
    Why.CHOSEN: N_("your choice"),
    Why.NONE: N_("not recognised"),
}


class ColumnsList(QWidget):
    """One line a column: heading, samples, and what it is taken for."""

    chosen = Signal(int, object)
    """A column's index, and the `Field` it is to be, or None to leave it out."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.lines: dict[int, ColumnLine] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._inside = box(column(self._list, 1))
        self.setLayout(column(scrolling(self._inside)))

    def show_columns(self, columns: Sequence[ListColumn], *, in_rooms: bool) -> None:
        """Show these columns; lines that stay keep the focus. Whoever has one room is not
        asked about rooms, unless the list speaks of them: `in_rooms` where there are several.
        """
        if [each.index for each in columns] != list(self.lines):
            clear(self._list)
            in_rooms |= any(Field.ROOM in (each.field, each.maybe) for each in columns)
            left_out = {Field.IGNORE} if in_rooms else {Field.IGNORE, Field.ROOM}
            offered = [field for field in Field if field not in left_out]
            self.lines = {
                each.index: ColumnLine(self._words, each, offered) for each in columns
            }
            for index, line in self.lines.items():
                line.chosen.connect(partial(self.chosen.emit, index))
                self._list.addWidget(line)
            tab_after(self._inside, *self.lines.values())
        for each in columns:
            self.lines[each.index].show_column(each)


class ColumnLine(QFrame):
    """A column of the list."""

    chosen = Signal(object)
    """The `Field` it is to be, or None to leave it out."""

    def __init__(self, words: Words, shown: ListColumn, offered: Iterable[Field]) -> None:
        super().__init__()
        self._words = words
        self.picker = QComboBox()
        for field in offered:
            self.picker.addItem(words(COLUMN_NAMES[field.value]), field.value)
        self.picker.addItem(words(COLUMN_NAMES[Field.IGNORE.value]), "")
        self.picker.setFixedWidth(grown(184))
        self.picker.setMaxVisibleItems(14)
        self.picker.activated.connect(self._on_picked)
        self.offer = button("", self._on_offered)
        self._maybe: Field | None = None
        self.why = label("", "small")
        self._heading = label("", "strong", wrap=True)
        self._samples = label("", "small", wrap=True)
        letter = label(shown.letter, "small")
        letter.setFixedWidth(grown(24))
        letter.setAlignment(Qt.AlignmentFlag.AlignTop)
        head = row(Filling(self._heading), self.why)
        offer = row(self.offer, 1, margin=margins(0, SPACE // 2, 0, 0))
        texts = box(column(head, self._samples, offer, 1, gap=0))
        texts.setMinimumWidth(grown(200))
        named = Flow(Filling(texts), self.picker)  # in a narrow list below one another
        self.setLayout(row(letter, Filling(box(named)), margin=margins(0, 6, SPACE, 6)))

    def show_column(self, shown: ListColumn) -> None:
        """Show what the column was taken for."""
        words = self._words
        heading = shown.heading or words("Column {letter}", letter=shown.letter)
        self._heading.setText(heading)
        samples = ", ".join(shown.samples)
        explain(self._samples, samples)
        self._samples.setText(f"{samples[:38]}…" if len(samples) > 40 else samples)
        used = shown.field not in (None, Field.IGNORE)
        code = shown.field.value if shown.field and used else ""
        self.picker.setCurrentIndex(self.picker.findData(code))
        call(self.picker, heading)
        self.why.setText(words(REASONS[shown.why]))
        unknown = shown.why is Why.NONE and bool(shown.samples)
        look("attention" if unknown else "small", self.why)
        self._maybe = shown.maybe
        self.offer.setVisible(shown.maybe is not None)
        if shown.maybe:
            what = words(COLUMN_NAMES[shown.maybe.value])
            self.offer.setText(words("Perhaps “{what}”? Take it", what=what))

    def _on_picked(self) -> None:
        code = self.picker.currentData()
        self.chosen.emit(Field(code) if code else None)

    def _on_offered(self) -> None:
        self.chosen.emit(self._maybe)
