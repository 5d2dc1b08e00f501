"""The fields people choose in: from a list, by ticking, by chips.

Each gives and takes a plain value as those of `entry` do.
"""

import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLayout,
    QListView,
    QPushButton,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from worldcafe.domain.folding import fold
from worldcafe.ui.aloud import call
from worldcafe.ui.arranging import Flow, have_in_view
from worldcafe.ui.fields.entry import ENTER
from worldcafe.ui.painting.direction import arrow_step
from worldcafe.ui.painting.look import colours, look
from worldcafe.ui.parts import entitle, give_icon, row, verbatim
from worldcafe.wording import Words

ARROW = 52
"""Pixels of a list around its text."""
ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class _Choices(QListView):
    """What a choice offers. Letters find the entry of which any word begins with them: in some
    languages several begin with the same word.
    """

    def __init__(self) -> None:
        super().__init__()
        self._typed, self._last = "", 0.0

    def keyboardSearch(self, letters: str) -> None:
        now = time.monotonic()
        in_one_go = (now - self._last) * 1000 < QApplication.keyboardInputInterval()
        self._typed = (self._typed if in_one_go else "") + letters
        self._last = now
        wanted, model, here = fold(self._typed), self.model(), self.currentIndex().row()
        first = here + (len(self._typed) == 1)  # a letter anew goes on to the next
        for number in range(first, first + model.rowCount()):
            index = model.index(number % model.rowCount(), 0)
            text = fold(str(index.data()))
            if text.startswith(wanted) or f" {wanted}" in text:
                self.setCurrentIndex(index)
                return


class ChoiceField(QComboBox):
    """One of several values, or none. The wheel turns it only while it has the focus."""

    changed = Signal()

    def __init__(self, choices: Iterable[tuple[Any, str]], *, empty: str | None = "") -> None:
        """`empty` names the choice of nothing; None leaves it out."""
        super().__init__()
        self._empty = empty
        self._has_list = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.setMinimumContentsLength(6)
        self.offer(choices)
        self.currentIndexChanged.connect(self.changed)

    def offer(self, choices: Iterable[tuple[Any, str]]) -> None:
        """Offer these values with their names; what is chosen stays chosen."""
        wanted = [(value, label) for value, label in choices]
        if self._empty is not None:
            wanted.insert(0, (None, self._empty))
        present = [(self.itemData(k), self.itemText(k)) for k in range(self.count())]
        if wanted == present:
            return
        chosen, label = self.value(), self.currentText()
        with QSignalBlocker(self):
            self.clear()
            for value, text in wanted:
                self.addItem(text, value)
            if chosen is not None and self.findData(chosen) < 0:
                self.addItem(label, chosen)
            self.show_value(chosen)

    def sizeHint(self) -> QSize:
        said = self.fontMetrics().horizontalAdvance(self._empty or "") + ARROW
        return super().sizeHint().expandedTo(QSize(said, 0))

    def setAccessibleName(self, name: str) -> None:
        call(self, name)

    def showPopup(self) -> None:
        self._have_list()
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._have_list()
        super().keyPressEvent(event)

    def _have_list(self) -> None:
        """What is offered stands in a window of its own, made for who chooses: forms have many
        choices.
        """
        if not self._has_list:
            self._has_list = True
            self.setView(_Choices())

    def value(self) -> Any:
        return self.currentData()

    def show_value(self, value: Any) -> None:
        self.setCurrentIndex(max(0, self.findData(value)) if value is not None else 0)

    def stops(self) -> list[QWidget]:
        return [self]

    def paintEvent(self, event: QPaintEvent) -> None:
        """A text that is too long ends in an ellipsis: Qt would cut through a letter."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option,
            QStyle.SubControl.SC_ComboBoxEditField, self,
        ).width()  # fmt: skip
        option.currentText = option.fontMetrics.elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room
        )
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class TickField(QCheckBox):
    """Yes or no."""

    changed = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.toggled.connect(lambda _on: self.changed.emit())

    def value(self) -> Any:
        return self.isChecked()

    def show_value(self, value: Any) -> None:
        self.setChecked(bool(value))

    def stops(self) -> list[QWidget]:
        return [self]


class Chip(QPushButton):
    """One chip of a row of them. Space presses it; Enter goes on."""

    def __init__(self, value: Any, text: str, picture: str = "") -> None:
        super().__init__()
        self._picture = picture
        self.stand_for(value, text)
        self.setCheckable(True)
        look("chip", self)
        self.toggled.connect(lambda _on: self._paint_icon())
        self._paint_icon()

    def stand_for(self, value: Any, text: str) -> None:
        """Stand for another value."""
        self.value, self.label = value, text
        shown = verbatim(text)
        if shown != self.text():
            self.setText(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*ENTER, *ARROWS):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _paint_icon(self) -> None:
        if self._picture:
            palette = colours()
            colour = palette.on_accent if self.isChecked() else palette.soft
            give_icon(self, self._picture, colour, 14)


class ChipField(QWidget):
    """Values to pick by chips: one of them, or any number.

    The row is one stop for Tab; the arrows move inside it, and pick where only one may be.
    """

    changed = Signal()

    def __init__(
        self,
        choices: Iterable[tuple[Any, str]],
        *,
        one: bool = False,
        on_one_line: bool = False,
        pictures: Mapping[Any, str] | None = None,
    ) -> None:
        """`pictures` are icons by value."""
        super().__init__()
        self.one = one
        self._pictures = pictures or {}
        self.chips: list[Chip] = []
        self._flow: QLayout = row(gap=4) if on_one_line else Flow(gap=6)
        self.setLayout(self._flow)
        self.offer(choices)

    def offer(self, choices: Iterable[tuple[Any, str]]) -> None:
        """Offer these values with their names; what is chosen stays chosen."""
        wanted = [(value, label) for value, label in choices]
        if wanted == [(chip.value, chip.label) for chip in self.chips]:
            return
        chosen = {chip.value for chip in self.chips if chip.isChecked()}
        while len(self.chips) > len(wanted):
            gone = self.chips.pop()
            self._flow.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for number, (value, label) in enumerate(wanted):
            if number < len(self.chips):
                self.chips[number].stand_for(value, label)
            else:
                self._add(value, label)
        self._mark(chosen)

    def value(self) -> Any:
        chosen = [chip.value for chip in self.chips if chip.isChecked()]
        if self.one:
            return chosen[0] if chosen else ""
        return chosen

    def show_value(self, value: Any) -> None:
        self._mark([value] if self.one else list(value or ()))

    def stops(self) -> list[QWidget]:
        return [chip for chip in self.chips if chip.focusPolicy() & Qt.FocusPolicy.TabFocus]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        down = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        step = down or arrow_step(event.key(), self)
        here = self.focusWidget()
        if not step or here not in self.chips:
            super().keyPressEvent(event)
            return
        following = self.chips[(self.chips.index(here) + step) % len(self.chips)]
        if self.one:
            following.click()
        self._rove(following)
        following.setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self, value: Any, label: str) -> None:
        chip = Chip(value, label, self._pictures.get(value, ""))
        chip.clicked.connect(lambda _on=False, chip=chip: self._on_clicked(chip))
        self.chips.append(chip)
        self._flow.addWidget(chip)
        # Layouts show what is added to them only later: too late for whoever types on.
        have_in_view(chip)

    def _mark(self, chosen: Collection[Any]) -> None:
        """Check these. Of chips that exclude one another Qt would keep one checked."""
        for chip in self.chips:
            chip.setAutoExclusive(False)
            chip.setChecked(chip.value in chosen)
        for chip in self.chips:
            chip.setAutoExclusive(self.one)
        self._rove()

    def _on_clicked(self, chip: Chip) -> None:
        self._rove(chip)
        self.changed.emit()

    def _rove(self, stop: Chip | None = None) -> None:
        """Let Tab visit one chip: this one, else the chosen one, else the first."""
        chosen = (chip for chip in self.chips if chip.isChecked())
        stop = stop or next(chosen, None) or (self.chips[0] if self.chips else None)
        for chip in self.chips:
            here = chip is stop
            policy = Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus
            chip.setFocusPolicy(policy)


class GoalsField(ChipField):
    """Codes that are numbers: a chip bears the number, and says its title when asked."""

    def __init__(self, words: Words, codes: Iterable[Any]) -> None:
        super().__init__((code.value, code.value) for code in codes)
        for chip, code in zip(self.chips, codes, strict=True):
            entitle(chip, words.label(code))


def choices_of(words: Words, codes: Iterable[Any]) -> Sequence[tuple[str, str]]:
    """Vocabulary codes with their names."""
    return [(code.value, words.label(code)) for code in codes]
