"""Fields that hold several values: languages and names as chips."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QVBoxLayout, QWidget

from worldcafe.ui.arranging import Filling, Flow
from worldcafe.ui.fields.in_place import AddField
from worldcafe.ui.painting.direction import margins
from worldcafe.ui.painting.look import look
from worldcafe.ui.parts import button, clear, column, explain, icon_button, label, row
from worldcafe.ui.tab_order import tab_after
from worldcafe.wording import Words
from worldcafe.wording.languages import WORKING


class LanguageChips(QWidget):
    """Languages as chips that are on or off, and a button that offers more."""

    def __init__(
        self, give: Callable[[tuple[str, ...]], object], words: Words, *, short: bool = False
    ) -> None:
        """`short` chips show the code, with the name as a hint."""
        super().__init__()
        self._give = give
        self._words = words
        self._short = short
        self._chips: dict[str, QPushButton] = {}
        self._flow = Flow(gap=6)
        self._more = icon_button("plus", words("Another language"), self._on_more)
        self._flow.addWidget(self._more)
        self.setLayout(self._flow)

    def show_value(self, chosen: Sequence[str], offered: Sequence[str]) -> None:
        """Show which of the offered languages are chosen."""
        codes = tuple(dict.fromkeys((*offered, *chosen)))
        if codes != tuple(self._chips):
            self._build(codes)
        for code, chip in self._chips.items():
            chip.setChecked(code in chosen)

    def _build(self, codes: Sequence[str]) -> None:
        self._flow.removeWidget(self._more)
        for code, chip in self._chips.items():
            if code not in codes:
                chip.hide()
                chip.deleteLater()
            self._flow.removeWidget(chip)
        self._chips = {code: self._chips.get(code) or self._chip(code) for code in codes}
        for each in (*self._chips.values(), self._more):
            self._flow.addWidget(each)
        tab_after(self, *self._chips.values(), self._more)
        self.updateGeometry()

    def _chip(self, code: str) -> QPushButton:
        name = self._words.language_name(code)
        chip = button(code.upper() if self._short else name, self._on_toggled, name="chip")
        chip.setCheckable(True)
        chip.setAccessibleName(name)
        if self._short:
            explain(chip, name)
        return chip

    def _on_toggled(self) -> None:
        chosen = (code for code, chip in self._chips.items() if chip.isChecked())
        self._give(tuple(chosen))

    def _on_more(self) -> None:
        menu = QMenu(self)
        for code in WORKING:
            if code not in self._chips:
                entry = menu.addAction(self._words.language_name(code))
                entry.triggered.connect(lambda _=False, code=code: self._add(code))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _add(self, code: str) -> None:
        chosen = (each for each, chip in self._chips.items() if chip.isChecked())
        self._give((*chosen, code))


class NameChips(QWidget):
    """Names as chips that can be taken away, and a line that adds one."""

    def __init__(
        self, give: Callable[[tuple[str, ...]], bool], words: Words, *, hint: str
    ) -> None:
        super().__init__()
        self._give = give
        self._words = words
        self._shown: tuple[str, ...] = ()
        self._chips = QVBoxLayout()
        self._chips.setSpacing(4)
        self.adding = AddField(self._on_added, hint=hint)
        self.setLayout(column(self._chips, self.adding))

    def show_value(self, names: Sequence[str]) -> None:
        """Show the names the workshop holds."""
        if tuple(names) == self._shown:
            return
        self._shown = tuple(names)
        clear(self._chips)
        chips = [self._chip(name) for name in self._shown]
        for chip in chips:
            self._chips.addWidget(chip)
        tab_after(self, *chips)

    def commit(self) -> None:
        """Add what was typed, if it was not yet."""
        self.adding.commit()

    def _chip(self, name: str) -> QFrame:
        hint = self._words("Remove {name}", name=name)
        away = icon_button("x", hint, lambda: self._on_removed(name))
        chip = look("tag", QFrame())
        chip.setLayout(row(Filling(label(name, wrap=True)), away, margin=margins(12, 2, 4, 2)))
        return chip

    def _on_added(self, name: str) -> bool:
        return name in self._shown or self._give((*self._shown, name))

    def _on_removed(self, name: str) -> None:
        self.adding.setFocus()
        self._give(tuple(each for each in self._shown if each != name))
