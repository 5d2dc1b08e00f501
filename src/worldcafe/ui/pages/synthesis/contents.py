"""What the workbook will hold, and what is missing before it is good."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from worldcafe.ui.bridge import Bridge
from worldcafe.ui.painting.look import SPACE, colours, pixmap
from worldcafe.ui.parts import Scrolling, box, clear, column, label, row
from worldcafe.wording import Words
from worldcafe.wording.synthesis import Sheet

LEFT_OUT = "synthesis/without"
"""Under which name the sheets that are left out are remembered."""


class Contents(QWidget):
    """The sheets of the workbook, with their counts; what nothing counts on may be left out."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._settings = bridge.settings
        self.ticks: dict[str, QCheckBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, SPACE, 0)
        self._grid.setHorizontalSpacing(2 * SPACE)
        self._grid.setVerticalSpacing(2 * SPACE)
        self._grid.setColumnStretch(1, 1)
        self.shown: list[Sheet] = []

    def show_sheets(self, shown: list[Sheet]) -> None:
        """Show these."""
        if shown == self.shown:
            return
        self.shown = shown
        clear(self._grid)
        self.ticks = {}
        left_out = self._settings.recall(LEFT_OUT).split()
        for number, sheet in enumerate(shown):
            purpose = label(sheet.purpose, "soft", wrap=True)
            count = label("" if sheet.n_rows is None else str(sheet.n_rows), "strong")
            count.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            name: QWidget = label(sheet.name, "strong")
            if sheet.key:
                name = self.ticks[sheet.key] = QCheckBox(sheet.name)
                self.ticks[sheet.key].setChecked(sheet.key not in left_out)
                self.ticks[sheet.key].toggled.connect(self._on_toggled)
            self._grid.addWidget(name, number, 0)
            self._grid.addWidget(purpose, number, 1)
            self._grid.addWidget(count, number, 2)
        self._grid.setRowStretch(len(shown), 1)

    @property
    def left_out(self) -> frozenset[str]:
        """The sheets that are not wanted, as commands call them."""
        return frozenset(key for key, tick in self.ticks.items() if not tick.isChecked())

    def _on_toggled(self) -> None:
        self._settings.keep(LEFT_OUT, " ".join(sorted(self.left_out)))


class WholeLines(Scrolling):
    """Scrolls lines below one another, and ends beneath a whole one while nobody has scrolled:
    half a line at the foot reads as a mistake.
    """

    def __init__(self, lines: QWidget) -> None:
        """`lines` has them in its layout."""
        super().__init__(box(column(lines, margin=SPACE)))
        self._lines = lines

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._end_beneath_a_line()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._end_beneath_a_line()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Told by what scrolls when its lines have moved."""
        done = super().eventFilter(watched, event)
        if watched is self.widget() and event.type() in _MOVES:
            self._end_beneath_a_line()
        return done

    def _end_beneath_a_line(self) -> None:
        content, layout = self.widget(), self._lines.layout()
        outer = content.layout() if content is not None else None
        if content is None or outer is None or layout is None:
            return
        outer.activate()
        layout.activate()
        room = self.contentsRect().height()
        first = self._lines.mapTo(content, QPoint()).y()
        items = (layout.itemAt(at) for at in range(layout.count()))
        lines = (item.geometry() for item in items if item is not None)
        cut = [
            first + line.top() for line in lines
            if first + line.top() < room <= first + line.bottom()
        ]  # fmt: skip
        end = min(cut, default=room)
        # A line that would fill the room is better seen in part.
        self.setViewportMargins(0, 0, 0, room - end if 2 * end > room else 0)


_MOVES = (QEvent.Type.Resize, QEvent.Type.LayoutRequest)


class GapList(QWidget):
    """What is missing, each with an icon; or that nothing is."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, SPACE, 0)
        self._lines.setSpacing(2 * SPACE)
        self.shown: list[str] | None = None

    def show_gaps(self, sentences: list[str]) -> None:
        """Show these."""
        if sentences == self.shown:
            return
        self.shown = sentences
        clear(self._lines)
        for sentence in sentences:
            self._lines.addWidget(self._line("triangle-alert", colours().attention, sentence))
        if not sentences:
            nothing = self._words("Nothing is missing.")
            self._lines.addWidget(self._line("circle-check", colours().good, nothing))
        self._lines.addStretch(1)

    def _line(self, picture: str, colour: str, sentence: str) -> QWidget:
        image = QLabel()
        image.setPixmap(pixmap(picture, colour, 18))
        text = label(sentence, wrap=True)
        text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        made = row(image, text)
        made.setAlignment(image, Qt.AlignmentFlag.AlignTop)
        return box(column(made))
