"""Asking for something for certain people."""

from collections.abc import Sequence
from functools import partial
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from worldcafe.domain.model import SeatWish
from worldcafe.domain.vocabulary import Strength, WishType
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.dialog import Dialog
from worldcafe.ui.fields.pickers import PersonPicker
from worldcafe.ui.pages.rotation.rules import Segments
from worldcafe.ui.painting.look import SPACE, grown
from worldcafe.ui.parts import box, button, clear, column, field, icon_button, label, row
from worldcafe.wording import Words

PAIRS = (WishType.TOGETHER, WishType.APART)


class WishDialog(Dialog):
    """Who, what, when, and how much it binds."""

    HELP = "rotation"

    given = Signal(object)
    """The `SeatWish` that is asked for."""

    def __init__(
        self,
        parent: QWidget,
        words: Words,
        workshop: Workshop,
        *,
        type: WishType = WishType.TOGETHER,
        people: Sequence[str] = (),
    ) -> None:
        super().__init__(words, parent)
        self.setWindowTitle(words("A wish"))
        self._words = words
        self._workshop = workshop
        self._people = list(people)
        self.type = _combo([(words.label(each), each) for each in WishType])
        self.table = _combo([
            (words("Table {number}", number=each.number), each.id)
            for each in workshop.tables_in_order
        ])  # fmt: skip
        self.theme = _combo([(each.name, each.id) for each in workshop.themes_in_order])
        self.round = _combo([("", "")])
        self.person = PersonPicker(
            self._on_person, lambda _name: None, hint=words("Add a person")
        )
        self.person.offer(workshop.participants_in_order)
        self.strength = Segments(
            words("How much it binds"),
            [(words.label(each), each) for each in (Strength.WISH, Strength.HARD)],
        )
        self.strength.show_value(Strength.HARD)
        self._strength = Strength.HARD
        self._names = QVBoxLayout()
        self._names.setSpacing(0)
        self.adding = button(words("Add"), self._give, name="primary")
        self._arrange()
        self.type.setCurrentIndex(self.type.findData(type))
        self.type.currentIndexChanged.connect(lambda _row: self._show())
        self.strength.chosen.connect(self._on_strength)
        self._show()

    @property
    def _type(self) -> WishType:
        return WishType(self.type.currentData())  # Qt hands the bare text back

    def _arrange(self) -> None:
        words = self._words
        self._table_part = box(field(words("Table"), self.table))
        self._theme_part = box(field(words("Theme"), self.theme))
        leaving = button(words("Cancel"), self.reject, name="quiet")
        self.setLayout(column(
            label(words("What is wished for?"), "heading"),
            field(words("Wish"), self.type),
            self._names, field(words("People"), self.person),
            self._table_part, self._theme_part,
            field(words("When"), self.round),
            field(words("How much it binds"), self.strength),
            1, row(1, leaving, self.adding), gap=12, margin=(3 * SPACE, 2 * SPACE),
        ))  # fmt: skip
        self.setMinimumWidth(grown(400))

    def _show(self) -> None:
        """Show the people so far, and only what this kind of wish needs."""
        words, type_ = self._words, self._type
        clear(self._names)
        for person_id in self._people:
            name = self._workshop.participants[person_id].name
            away = icon_button(
                "x", words("Remove {name}", name=name),
                partial(self._on_away, person_id),
            )  # fmt: skip
            self._names.addLayout(row(label(name), 1, away))
        self._table_part.setVisible(type_ is WishType.AT_TABLE)
        self._theme_part.setVisible(type_ is WishType.AT_THEME)
        every = words("In every round") if type_ in PAIRS else words("In some round")
        self.round.setItemText(0, every)
        for round_ in self._workshop.rounds_in_order[self.round.count() - 1 :]:
            self.round.addItem(words("Round {number}", number=round_.number), round_.id)
        self.adding.setEnabled(len(self._people) >= (2 if type_ in PAIRS else 1))

    def _on_person(self, person_id: str | None) -> bool:
        if person_id and person_id not in self._people:
            self._people.append(person_id)
            self._show()
        return False  # the field is empty again, for the next

    def _on_away(self, person_id: str) -> None:
        self._people.remove(person_id)
        self.person.setFocus()
        self._show()

    def _on_strength(self, strength: Strength) -> None:
        self._strength = strength

    def _give(self) -> None:
        type_ = self._type
        wish = SeatWish(
            id=str(uuid4()),
            type=type_,
            participant_ids=tuple(self._people),
            table_id=self.table.currentData() if type_ is WishType.AT_TABLE else None,
            theme_id=self.theme.currentData() if type_ is WishType.AT_THEME else None,
            round_id=self.round.currentData() or None,
            strength=self._strength,
        )
        self.accept()
        self.given.emit(wish)


def _combo(offered: Sequence[tuple[str, object]]) -> QComboBox:
    made = QComboBox()
    for text, value in offered:
        made.addItem(text, value)
    return made
