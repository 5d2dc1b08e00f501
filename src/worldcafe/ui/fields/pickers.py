"""Fields whose value is chosen: a person, a colour."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    QStringListModel,
    Qt,
)
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QCompleter,
    QGridLayout,
    QLineEdit,
    QListView,
    QToolButton,
)

from worldcafe.domain.folding import fold
from worldcafe.domain.model import Participant
from worldcafe.ui.fields.in_place import ShownLine
from worldcafe.ui.fields.popups import drop_down, popup
from worldcafe.ui.painting.look import SPACE, THEME_COLOURS
from worldcafe.ui.parts import entitle
from worldcafe.wording import N_, Words

COLOUR_NAMES = (
    N_("Terracotta"), N_("Teal"), N_("Ochre"), N_("Indigo"), N_("Plum"),
    N_("Leaf"), N_("Lake"), N_("Chestnut"), N_("Violet"), N_("Sage"),
)  # fmt: skip
"""Of `THEME_COLOURS`, in the same order."""


class PersonPicker(ShownLine):
    """A person of the list; typing any part of the name finds it, accents aside."""

    def __init__(
        self,
        give: Callable[[str | None], bool],
        unknown: Callable[[str], object],
        *,
        hint: str = "",
    ) -> None:
        """`give` takes the person's id, or None; `unknown` the name that nobody has."""
        super().__init__(self._taken, hint)
        self._give = give
        self._unknown = unknown
        self._name_of: dict[str, str] = {}
        self._id_of: dict[str, str] = {}
        self.setClearButtonEnabled(True)
        self._names = _Names(self)
        self._list = QListView()
        completer = _Completer(self._names, self)
        completer.setPopup(self._list)
        self.setCompleter(completer)
        self._completer = completer
        completer.activated.connect(self._on_completed)

    def offer(self, people: Sequence[Participant]) -> None:
        """Offer these people, in this order; namesakes with their organisation."""
        n_of: dict[str, int] = {}
        for person in people:
            n_of[person.name] = n_of.get(person.name, 0) + 1
        self._name_of = {
            person.id: f"{person.name} ({person.organisation})"
            if n_of[person.name] > 1 and person.organisation
            else person.name
            for person in people
        }
        self._id_of = {fold(name): person_id for person_id, name in self._name_of.items()}
        self._names.setStringList(list(self._name_of.values()))

    def show_value(self, person_id: str | None) -> None:
        """Show whom the workshop names."""
        super().show_value(self._name_of.get(person_id or "", ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._shown:
            self._list.hide()
        super().keyPressEvent(event)

    def _taken(self, text: str) -> str | None:
        """How the person who is meant is shown, once handed over."""
        person_id = self._found(text) if text else None
        self._list.hide()
        if text and person_id is None:
            self._unknown(text)
            return None
        return self._name_of.get(person_id or "", "") if self._give(person_id) else None

    def _found(self, text: str) -> str | None:
        """Who is meant: the whole name, the only match, or the first of the open list."""
        whole = self._id_of.get(fold(text))
        if whole:
            return whole
        matches = [id for name, id in self._id_of.items() if fold(text) in name]
        certain = len(matches) == 1 or (matches and self._list.isVisible())
        return matches[0] if certain else None

    def _on_completed(self, text: str) -> None:
        self.setText(text)
        self.commit()


class ColourField(QToolButton):
    """A colour of the palette for themes; pressing it offers the others."""

    def __init__(self, give: Callable[[str], object], words: Words) -> None:
        super().__init__()
        self._give = give
        self._shown = ""
        self.setIconSize(QSize(28, 28))
        entitle(self, words("Colour"))
        self._choices: dict[str, QToolButton] = {}
        grid = QGridLayout()
        grid.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        grid.setSpacing(4)
        for k, (colour, name) in enumerate(zip(THEME_COLOURS, COLOUR_NAMES, strict=True)):
            grid.addWidget(self._choice(colour, words(name)), k // 5, k % 5)
        self._popup = popup(self, grid)
        self.clicked.connect(lambda _checked=False: self.open())

    def show_value(self, colour: str) -> None:
        """Show the colour the workshop holds."""
        if colour != self._shown:
            self._shown = colour
            self.setIcon(swatch(colour, 28))

    def open(self) -> None:
        """Offer the colours."""
        drop_down(self._popup, self)
        present = self._choices.get(self._shown, next(iter(self._choices.values())))
        present.setFocus()

    def _choice(self, colour: str, name: str) -> QToolButton:
        made = QToolButton()
        made.setIcon(swatch(colour, 28))
        made.setIconSize(QSize(28, 28))
        entitle(made, name)
        made.clicked.connect(lambda _checked=False: self._on_chosen(colour))
        self._choices[colour] = made
        return made

    def _on_chosen(self, colour: str) -> None:
        self._popup.hide()
        if colour != self._shown:
            self._give(colour)


def swatch(colour: str, size: int) -> QIcon:
    """A rounded patch of a colour."""
    picture = QPixmap(QSize(size, size) * 2)
    picture.fill(Qt.GlobalColor.transparent)
    picture.setDevicePixelRatio(2)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(1, 1, size - 2, size - 2, size / 4, size / 4)
    painter.end()
    return QIcon(picture)


class _Names(QStringListModel):
    """Names, and the same folded for the search."""

    FOLDED_ROLE = Qt.ItemDataRole.UserRole

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role == self.FOLDED_ROLE:
            return fold(str(super().data(index)))
        return super().data(index, role)


class _Completer(QCompleter):
    """Completes by any part of the name, accents and case aside."""

    def __init__(self, names: _Names, parent: QLineEdit) -> None:
        super().__init__(names, parent)
        self.setCompletionRole(_Names.FOLDED_ROLE)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setMaxVisibleItems(8)

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole))

    def splitPath(self, path: str) -> list[str]:
        return [fold(path)]
